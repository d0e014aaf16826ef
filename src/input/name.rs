//! Paths as the graph writes them, and back.

use std::path::{Path, PathBuf};

/// The path as it appears in the graph: `/` between the parts, no `./` in front.
///
/// Bytes that are not UTF-8 are written `\xNN`, and so is a backslash that stands before an `x`: two paths have two
/// names.
pub fn name(path: &Path) -> String {
    let mut name = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        match std::path::MAIN_SEPARATOR {
            '\\' => name.push_str(chunk.valid()),
            _ => name.push_str(&chunk.valid().replace("\\x", "\\x5Cx")),
        }
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

/// The path that a [name] means, with `\xNN` as the bytes they were.
pub fn path(name: &str) -> PathBuf {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStringExt;
        std::ffi::OsString::from_vec(unescaped(name)).into()
    }
    #[cfg(not(unix))]
    PathBuf::from(name)
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

#[cfg(all(test, unix))]
mod tests {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;

    use super::*;

    #[test]
    fn two_paths_have_two_names_and_each_leads_back() {
        let paths: [(&[u8], &str); 6] = [
            (b"a\xFF.txt", "a\\xFF.txt"),
            (b"a\\xFF.txt", "a\\x5CxFF.txt"),
            (b"a\\x5CxFF.txt", "a\\x5Cx5CxFF.txt"),
            (b"a\\\xFF.txt", "a\\\\xFF.txt"),
            (b"\\\\x", "\\\\x5Cx"),
            (b"a\\b\\", "a\\b\\"),
        ];
        for (bytes, wanted) in paths {
            let given = Path::new(OsStr::from_bytes(bytes));
            assert_eq!(name(given), wanted);
            assert_eq!(path(wanted), given, "{wanted}");
        }
        assert_eq!(path("a\\xZZ\\x"), Path::new("a\\xZZ\\x"), "no escape");
    }
}
