//! Files that are not text at all, told by their first bytes.

use crate::error::{Error, ErrorKind};

/// What a file is that is not text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kind {
    name: &'static str,
    hint: &'static str,
}

const PDF: &str =
    "name it `.pdf` if the program has the feature `pdf`, else extract its text first: `pdftotext page.pdf page.txt`";
const UNPACK: &str = "unpack it and give the text files inside";
const OFFICE: &str = "save it as plain text first";
const IMAGE: &str = "run character recognition on it and give the text";
const OTHER: &str = "give a text file";

/// Signatures at the start of files, the longest meaning first.
const SIGNATURES: [(&[u8], &str, &str); 20] = [
    (b"%PDF-", "a PDF", PDF),
    (b"PK\x03\x04", "a zip archive or an office document", UNPACK),
    (b"PK\x05\x06", "an empty zip archive", UNPACK),
    (b"\x1F\x8B", "a gzip archive", UNPACK),
    (b"BZh", "a bzip2 archive", UNPACK),
    (b"\xFD7zXZ\0", "an xz archive", UNPACK),
    (b"\x28\xB5\x2F\xFD", "a zstd archive", UNPACK),
    (b"7z\xBC\xAF\x27\x1C", "a 7z archive", UNPACK),
    (b"Rar!\x1A\x07", "a rar archive", UNPACK),
    (b"\x89PNG\r\n", "a PNG image", IMAGE),
    (b"\xFF\xD8\xFF", "a JPEG image", IMAGE),
    (b"GIF87a", "a GIF image", IMAGE),
    (b"GIF89a", "a GIF image", IMAGE),
    (b"II*\0", "a TIFF image", IMAGE),
    (b"MM\0*", "a TIFF image", IMAGE),
    (b"\xD0\xCF\x11\xE0", "an office document", OFFICE),
    (b"{\\rtf", "a rich text document", OFFICE),
    (b"\x7FELF", "a program (ELF)", OTHER),
    (b"SQLite format 3\0", "an SQLite database", OTHER),
    (b"\0\0\xFE\xFF", "text in UTF-32", "convert it to UTF-8 first"),
];

/// The kind of binary file that `bytes` are, if they are one by signature.
pub(super) fn kind(bytes: &[u8]) -> Option<Kind> {
    SIGNATURES.iter().find(|(signature, ..)| bytes.starts_with(signature)).map(|&(_, name, hint)| Kind { name, hint })
}

/// Data with NUL bytes and no signature that is known here.
pub(super) const UNKNOWN: Kind = Kind { name: "binary data (it holds NUL bytes)", hint: OTHER };

/// The error for a file of `kind`.
pub(super) fn refuse(kind: Kind) -> Error {
    Error::new(ErrorKind::Input, format!("this is {}, not text", kind.name)).with_hint(kind.hint)
}
