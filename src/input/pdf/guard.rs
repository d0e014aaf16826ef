//! What a PDF asks for before it is read: how deep it nests, how much a page draws, and in which encodings.
//!
//! The reader of PDF goes down into what nests by calling itself, without an end. It is kept from files, and from
//! packed objects in them, that open far more brackets than they close.
//!
//! A few kilobytes can draw the same form again and again, forms within forms; the reader of PDF would follow until
//! the memory is full. And it takes the codes of all old national encodings for two bytes, though digits and letters
//! have one there: such text would come out wrong without a word.

use std::collections::BTreeMap;
use std::io::Read;

use flate2::read::ZlibDecoder;
use pdf_oxide::PdfDocument;
use pdf_oxide::object::{Object, ObjectRef};

/// The most bytes of text that a page may draw. A newspaper page has some tens of thousands of characters.
const MAX_DRAWN: u64 = 1 << 20;
/// The most bytes of instructions that a page may have.
const MAX_CONTENT: u64 = 64 << 20;
/// The reader follows forms no deeper.
const MAX_DEPTH: usize = 10;

/// The most brackets that may be open; the reader needs two kilobytes of its stack for each. In a quarter of a
/// gigabyte of noise, which packed pictures are, some thousands are.
const MAX_OPEN: usize = 20_000;
/// Packed objects are looked at so far, in bytes.
const MAX_PACKED: u64 = 64 << 20;

/// Whether a file nests deeper than can be followed.
pub(super) fn is_deep(file: &[u8]) -> bool {
    opens_too_many(file) || packed_objects(file).any(|objects| opens_too_many(&objects))
}

/// Whether brackets are opened and not closed. A dictionary has two at each end.
fn opens_too_many(bytes: &[u8]) -> bool {
    let mut n_open = 0_usize;
    bytes.iter().any(|byte| {
        match byte {
            b'[' | b'<' => n_open += 1,
            b']' | b'>' => n_open = n_open.saturating_sub(1),
            _ => (),
        }
        n_open > MAX_OPEN
    })
}

/// The contents of the streams that hold objects, as far as they are packed in the usual way.
fn packed_objects(file: &[u8]) -> impl Iterator<Item = Vec<u8>> + '_ {
    const NAME: &[u8] = b"/ObjStm";
    const START: &[u8] = b"stream";
    let slashes = file.iter().enumerate().filter(|(_, byte)| **byte == b'/').filter_map(|(place, _)| file.get(place..));
    slashes.filter(|rest| rest.starts_with(NAME)).filter_map(|rest| {
        let start = rest.windows(START.len()).position(|word| word == START)? + START.len();
        let packed = rest.get(start..)?.trim_ascii_start();
        let mut objects = Vec::new();
        // What is damaged is looked at up to there.
        let _ = ZlibDecoder::new(packed).take(MAX_PACKED).read_to_end(&mut objects);
        Some(objects)
    })
}

/// Why a page is not read.
pub(super) enum Fault {
    /// Its instructions nest too deep.
    Deep,
    /// It draws too much.
    Heavy,
    /// A font has an encoding of one or two bytes.
    Encoding(String),
}

/// Looks a page over; its instructions are given.
pub(super) fn check(document: &PdfDocument, page: usize, content: &[u8]) -> Result<(), Fault> {
    let page = document.get_page(page).unwrap_or(Object::Null);
    let resources = page.as_dict().and_then(|page| page.get("Resources")).cloned().unwrap_or(Object::Null);
    let mut walk = Walk { document, drawn: BTreeMap::new(), n_content: 0 };
    match walk.drawn(content, &resources, MAX_DEPTH)? {
        n_drawn if n_drawn <= MAX_DRAWN => Ok(()),
        _ => Err(Fault::Heavy),
    }
}

struct Walk<'a> {
    document: &'a PdfDocument,
    /// How many bytes of text each form draws.
    drawn: BTreeMap<(u32, u16), u64>,
    n_content: u64,
}

impl Walk<'_> {
    /// How many bytes of text some instructions draw, with those of the forms that they call.
    fn drawn(&mut self, content: &[u8], resources: &Object, depth: usize) -> Result<u64, Fault> {
        self.n_content += content.len() as u64;
        if self.n_content > MAX_CONTENT {
            return Err(Fault::Heavy);
        }
        if opens_too_many(content) {
            return Err(Fault::Deep);
        }
        for font in self.entries(resources, "Font").into_values() {
            self.check_font(&font)?;
        }
        let mut n_drawn = n_bytes_of_strings(content);
        let forms = self.entries(resources, "XObject");
        for (name, n_calls) in calls(content) {
            if let Some(Object::Reference(form)) = forms.get(&name).filter(|_| depth > 0) {
                n_drawn = n_drawn.saturating_add(self.form(*form, depth - 1)?.saturating_mul(n_calls));
            }
        }
        Ok(n_drawn)
    }

    fn form(&mut self, form: ObjectRef, depth: usize) -> Result<u64, Fault> {
        let key = (form.id, form.r#gen);
        if let Some(&known) = self.drawn.get(&key) {
            return Ok(known);
        }
        // One that calls itself is not followed again.
        self.drawn.insert(key, 0);
        let Ok(object) = self.document.load_object(form) else { return Ok(0) };
        let Object::Stream { dict, data } = &object else { return Ok(0) };
        if dict.get("Subtype").and_then(Object::as_name) != Some("Form") {
            return Ok(0);
        }
        // What cannot be unpacked here, for it is encrypted, is counted by its size.
        let content = object.decode_stream_data().unwrap_or_else(|_| data.to_vec());
        let resources = dict.get("Resources").cloned().unwrap_or(Object::Null);
        let n_drawn = self.drawn(&content, &resources, depth)?;
        self.drawn.insert(key, n_drawn);
        Ok(n_drawn)
    }

    fn check_font(&self, font: &Object) -> Result<(), Fault> {
        let font = self.resolved(font);
        let encoding = font.as_dict().and_then(|font| font.get("Encoding")).and_then(Object::as_name);
        match encoding {
            Some(name) if is_mixed(name) => Err(Fault::Encoding(name.to_owned())),
            _ => Ok(()),
        }
    }

    /// The entries of one sort of resources, by name.
    fn entries(&self, resources: &Object, sort: &str) -> BTreeMap<String, Object> {
        let resources = self.resolved(resources);
        let sort = resources.as_dict().and_then(|resources| resources.get(sort)).map(|sort| self.resolved(sort));
        let entries = sort.as_ref().and_then(Object::as_dict);
        entries.into_iter().flatten().map(|(name, entry)| (name.clone(), entry.clone())).collect()
    }

    fn resolved(&self, object: &Object) -> Object {
        match object {
            Object::Reference(reference) => self.document.load_object(*reference).unwrap_or(Object::Null),
            object => object.clone(),
        }
    }
}

/// Whether an encoding of the standard (ISO 32000-1, table 118) has codes of one byte beside those of two, and the
/// reader does not know.
fn is_mixed(name: &str) -> bool {
    const MIXED: [&str; 12] = [
        "GB-EUC-",
        "GBpc-EUC-",
        "GBK-EUC-",
        "GBKp-EUC-",
        "GBK2K-",
        "B5pc-",
        "HKscs-B5-",
        "ETen-B5-",
        "ETenms-B5-",
        "CNS-EUC-",
        "KSC",
        "EUC-",
    ];
    MIXED.iter().any(|start| name.starts_with(start)) && (name.ends_with("-H") || name.ends_with("-V"))
}

/// The bytes inside the strings of some instructions.
fn n_bytes_of_strings(content: &[u8]) -> u64 {
    let (mut n_bytes, mut depth, mut is_hex, mut is_escaped) = (0, 0_usize, false, false);
    for byte in content {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if depth > 0 => is_escaped = true,
            b'(' if !is_hex => depth += 1,
            b')' if !is_hex => depth = depth.saturating_sub(1),
            b'<' if depth == 0 => is_hex = true,
            b'>' if depth == 0 => is_hex = false,
            _ => n_bytes += u64::from(depth > 0 || is_hex),
        }
    }
    n_bytes
}

/// The forms that some instructions call, and how often.
fn calls(content: &[u8]) -> BTreeMap<String, u64> {
    let mut calls = BTreeMap::new();
    let mut before: &[u8] = b"";
    for word in content.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty()) {
        if word.starts_with(b"Do")
            && let Some(name) = before.rsplit(|&byte| byte == b'/').next().filter(|name| name.len() < before.len())
        {
            *calls.entry(String::from_utf8_lossy(name).into_owned()).or_default() += 1;
        }
        before = word;
    }
    calls
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_and_calls_are_counted() {
        assert_eq!(n_bytes_of_strings(b"BT (a(b)\\)c) Tj <4e2d> Tj ET"), 7);
        let calls = calls(b"q /Fm1 Do Q /Fm2 Do /Fm1 Do (Do)");
        assert_eq!(calls, BTreeMap::from([("Fm1".to_owned(), 2), ("Fm2".to_owned(), 1)]));
    }

    #[test]
    fn encodings_of_one_and_two_bytes_are_known() {
        for name in ["GBK-EUC-H", "GB-EUC-V", "ETen-B5-H", "KSCms-UHC-H", "EUC-H"] {
            assert!(is_mixed(name), "{name}");
        }
        for name in ["UniGB-UCS2-H", "UniGB-UTF16-V", "Identity-H", "H", "WinAnsiEncoding"] {
            assert!(!is_mixed(name), "{name}");
        }
    }
}
