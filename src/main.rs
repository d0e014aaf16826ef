//! The `sinograph` program: hands the command line to [`sinograph::cli::run`].

fn main() -> std::process::ExitCode {
    sinograph::cli::run()
}
