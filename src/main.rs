//! The `sinograph` program: chooses the allocator and hands the command line to [`sinograph::cli::run`].

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    sinograph::cli::run()
}
