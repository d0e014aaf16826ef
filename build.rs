//! Takes the fingerprint of what the program reads by, and says at once, and in one message, what the build of the
//! disk store will lack.
//!
//! RocksDB takes ten minutes to compile, and only then does its build look for libclang. This looks first,
//! and stops only where it is sure: on Linux, for the machine's own kind, without a C++ compiler or
//! libclang in any place where the build would look for them.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

#[expect(clippy::print_stderr, reason = "cargo shows what a build script writes there when it fails")]
fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=LIBCLANG_PATH");
    println!("cargo::rerun-if-env-changed=CXX");
    for part in READ_BY {
        println!("cargo::rerun-if-changed={part}");
    }
    println!("cargo::rustc-env=SINOGRAPH_FINGERPRINT={}", fingerprint());
    if env::var_os("CARGO_FEATURE_DISK").is_none() || !is_known_machine() {
        return ExitCode::SUCCESS;
    }
    let mut missing = Vec::new();
    if !has_compiler() {
        missing.push("a C++ compiler");
    }
    match find_libclang() {
        None => missing.push("libclang"),
        Some(libraries) if lacks_headers(&libraries) => missing.push("the headers of libclang"),
        Some(_) => (),
    }
    if missing.is_empty() {
        return ExitCode::SUCCESS;
    }
    eprintln!("{}", advice(&missing.join(" and ")));
    ExitCode::FAILURE
}

/// What decides which facts are read in a text.
const READ_BY: [&str; 5] = ["Cargo.lock", "src", "ontology", "model/tagger.bin", "model/classifier.bin"];

/// A number for the names and bytes of all these files (FNV-1a): another one for another reader.
fn fingerprint() -> String {
    let mut files = Vec::new();
    READ_BY.iter().for_each(|part| collect(Path::new(part), &mut files));
    files.sort();
    let mut number: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
    for file in files {
        let name = file.to_string_lossy().replace('\\', "/").into_bytes();
        // A file that cannot be read fails the compilation, if it matters.
        for byte in name.into_iter().chain(fs::read(&file).unwrap_or_default()) {
            number = (number ^ u128::from(byte)).wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
    }
    format!("{number:032x}")
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) {
    if path.is_dir() {
        entries(path).iter().for_each(|entry| collect(entry, files));
    } else {
        files.push(path.to_owned());
    }
}

fn advice(missing: &str) -> String {
    format!(
        "
error: this machine lacks {missing}, which the store on disk (RocksDB) is built with
hint: run `scripts/prepare`, or install it yourself:
        Debian, Ubuntu:  sudo apt-get install g++ libclang-dev
        Fedora:          sudo dnf install gcc-c++ clang-devel
        Alpine:          sudo apk add g++ clang-dev
        macOS:           xcode-select --install
      if libclang is in an unusual place, set LIBCLANG_PATH to its folder
      without a store on disk: cargo build --release --no-default-features
"
    )
}

/// Cross builds bring their own tools, and other systems keep theirs where we do not look.
fn is_known_machine() -> bool {
    let is_native = env::var_os("HOST") == env::var_os("TARGET");
    is_native && cfg!(target_os = "linux") && env::var_os("DOCS_RS").is_none()
}

fn has_compiler() -> bool {
    let is_named = env::vars_os().any(|(name, _)| name.to_string_lossy().starts_with("CXX"));
    is_named || env::var_os("CROSS_COMPILE").is_some() || ["c++", "g++", "clang++"].iter().any(|name| on_path(name))
}

fn on_path(name: &str) -> bool {
    let path = env::var_os("PATH").unwrap_or_default();
    env::split_paths(&path).any(|folder| folder.join(name).is_file())
}

/// The libraries that `clang-sys` would find, by the places it looks in; `None` if there are none.
fn find_libclang() -> Option<Vec<PathBuf>> {
    if let Some(path) = env::var_os("LIBCLANG_PATH") {
        let path = PathBuf::from(path);
        let found = if path.is_file() { vec![path] } else { libraries_in(&path) };
        return (!found.is_empty()).then_some(found);
    }
    let mut folders = Vec::new();
    for name in ["LD_LIBRARY_PATH", "LIBRARY_PATH"] {
        folders.extend(env::split_paths(&env::var_os(name).unwrap_or_default()).collect::<Vec<_>>());
    }
    folders.extend(llvm_config());
    for start in ["/usr/local", "/usr"] {
        let libs = subfolders(Path::new(start)).into_iter().filter(|folder| starts_with(folder, &["lib", "llvm"]));
        for lib in libs {
            let inner = subfolders(&lib);
            folders.extend(inner.iter().flat_map(|folder| subfolders(folder)));
            folders.extend(inner);
            folders.push(lib);
        }
    }
    let found: Vec<PathBuf> = folders.iter().flat_map(|folder| libraries_in(folder)).collect();
    (!found.is_empty()).then_some(found)
}

fn llvm_config() -> Vec<PathBuf> {
    let program = env::var_os("LLVM_CONFIG_PATH").unwrap_or_else(|| "llvm-config".into());
    let Ok(output) = Command::new(program).arg("--prefix").output() else { return Vec::new() };
    let prefix = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
    ["lib", "lib64", "bin"].iter().map(|name| prefix.join(name)).collect()
}

fn libraries_in(folder: &Path) -> Vec<PathBuf> {
    let is_library = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let is_ours = name.starts_with("libclang.so") || name.starts_with("libclang-");
        is_ours && name.contains(".so") && !name.contains("-cpp.")
    };
    entries(folder).into_iter().filter(is_library).collect()
}

/// Whether clang would find no `stddef.h` of its own. Sure only for libraries of the distribution, which
/// keep their headers below `/usr`; a `clang` program would know better places.
fn lacks_headers(libraries: &[PathBuf]) -> bool {
    let is_of_distribution = |path: &PathBuf| {
        fs::canonicalize(path).is_ok_and(|path| path.starts_with("/usr/lib") || path.starts_with("/usr/lib64"))
    };
    if on_path("clang")
        || env::var_os("BINDGEN_EXTRA_CLANG_ARGS").is_some()
        || !libraries.iter().all(is_of_distribution)
    {
        return false;
    }
    let mut roots = vec![PathBuf::from("/usr/lib"), PathBuf::from("/usr/lib64")];
    roots.extend(libraries.iter().filter_map(|path| Some(fs::canonicalize(path).ok()?.parent()?.to_owned())));
    for folder in subfolders(Path::new("/usr/lib")).into_iter().chain(subfolders(Path::new("/usr/lib64"))) {
        if starts_with(&folder, &["llvm"]) {
            roots.extend([folder.join("lib"), folder.join("lib64")]);
        }
    }
    let has_header = |root: &PathBuf| {
        subfolders(&root.join("clang")).iter().any(|version| version.join("include/stddef.h").is_file())
    };
    !roots.iter().any(has_header)
}

fn starts_with(folder: &Path, starts: &[&str]) -> bool {
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    starts.iter().any(|start| name.starts_with(start))
}

fn subfolders(folder: &Path) -> Vec<PathBuf> {
    entries(folder).into_iter().filter(|path| path.is_dir()).collect()
}

/// What a folder holds; nothing if it cannot be read, or is not there.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    entries.filter_map(Result::ok).map(|entry| entry.path()).collect()
}
