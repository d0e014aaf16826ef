//! Paths as the graph writes them, and back.

use std::path::{Path, PathBuf};

/// The path as it appears in the graph: `/` between the parts, no `./` in front.
///
/// Bytes that are not UTF-8 are written `\xNN`, so that two such names stay two.
pub fn name(path: &Path) -> String {
    let mut name = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        name.push_str(chunk.valid());
        for byte in chunk.invalid() {
            name.push_str(&format!("\\x{byte:02X}"));
        }
    }
    if std::path::MAIN_SEPARATOR != '/' {
        name = name.replace(std::path::MAIN_SEPARATOR, "/");
    }
    let mut short = name.as_str();
    while let Some(rest) = short.strip_prefix("./").filter(|rest| !rest.is_empty()) {
        short = rest.trim_start_matches('/');
    }
    let name = if short.is_empty() { "." } else { short };
    name.replace("//", "/")
}

/// The path that a [name] means: as it stands if there is such a file, else with `\xNN` as the bytes they were.
pub fn path(name: &str) -> PathBuf {
    let path = PathBuf::from(name);
    #[cfg(unix)]
    if name.contains("\\x") && !path.exists() {
        use std::os::unix::ffi::OsStringExt;
        return std::ffi::OsString::from_vec(unescaped(name)).into();
    }
    path
}

/// The bytes of a name.
#[cfg(unix)]
fn unescaped(name: &str) -> Vec<u8> {
    let mut parts = name.split("\\x");
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let escaped = part.split_at_checked(2);
        match escaped.and_then(|(digits, rest)| Some((u8::from_str_radix(digits, 16).ok()?, rest))) {
            Some((byte, rest)) => {
                bytes.push(byte);
                bytes.extend_from_slice(rest.as_bytes());
            }
            None => {
                bytes.extend_from_slice(b"\\x");
                bytes.extend_from_slice(part.as_bytes());
            }
        }
    }
    bytes
}
