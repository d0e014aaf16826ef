//! Bytes in every encoding, named or to be guessed: a text with its positions, or an error with a place.

#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use sinograph::document::{Segmenter, read};
use sinograph::text::{CharIndex, Encoding, Source, decode, is_ambiguous, simplify};
use sinograph_fuzz::sound::check_documents;

static SEGMENTER: LazyLock<Segmenter> = LazyLock::new(Segmenter::new);

const NAMED: [Option<Encoding>; 6] = [
    None,
    Some(Encoding::Utf8),
    Some(Encoding::Utf16Le),
    Some(Encoding::Utf16Be),
    Some(Encoding::Gb18030),
    Some(Encoding::Big5),
];

// The first byte says which encoding is named.
fuzz_target!(init: LazyLock::force(&SEGMENTER), |data: &[u8]| {
    let Some((&first, bytes)) = data.split_first() else { return };
    let named = NAMED[first as usize % NAMED.len()];
    let decoded = match decode(bytes, named) {
        Ok(decoded) => decoded,
        Err(error) => return check_place(&error.to_string(), bytes.len()),
    };
    let again = decode(bytes, Some(decoded.encoding)).expect("what was decoded can be decoded by name");
    assert_eq!(again, decoded);
    check_bytes(bytes, &decoded.text, decoded.encoding);
    is_ambiguous(&decoded.text);
    assert_eq!(simplify(&decoded.text).len(), decoded.text.len());
    let index = CharIndex::new(&decoded.text);
    for (n, (at, c)) in decoded.text.char_indices().enumerate() {
        assert_eq!(index.at(at), n);
        assert_eq!(index.bytes(n..n + 1).map(|span| (span.start, span.end)), Some((at, at + c.len_utf8())));
    }
    let source = Source { encoding: decoded.encoding, ..Source::new("page.txt", decoded.text) };
    check_documents(&source.text, &read(&source, &SEGMENTER));
});

/// A byte that an error names is one of the input.
fn check_place(message: &str, length: usize) {
    for rest in message.split("byte ").skip(1) {
        let digits = rest.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
        if let Ok(byte) = digits.parse::<usize>() {
            assert!(byte < length, "{message}");
        }
    }
}

/// In the encodings of Unicode the text gives back its bytes, the mark aside.
fn check_bytes(bytes: &[u8], text: &str, encoding: Encoding) {
    let back: Vec<u8> = match encoding {
        Encoding::Utf8 => text.as_bytes().to_vec(),
        Encoding::Utf16Le => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        Encoding::Utf16Be => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        Encoding::Gb18030 | Encoding::Big5 => return,
    };
    assert!(bytes.ends_with(&back) && bytes.len() - back.len() <= 3);
}
