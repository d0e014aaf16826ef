//! The `sinograph` program: hands the command line to [`sinograph::cli::run`].

/// Texts and quads are many short strings that one thread makes and another frees.
#[cfg(all(feature = "disk", target_os = "linux", target_env = "gnu"))]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    sinograph::cli::run()
}
