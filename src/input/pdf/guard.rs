//! What a page of a PDF asks for before it is read: how much it draws, and in which encodings.
//!
//! A few kilobytes can draw the same form again and again, forms within forms; the reader of PDF would follow until
//! the memory is full. And it takes the codes of all old national encodings for two bytes, though digits and letters
//! have one there: such text would come out wrong without a word.

use std::collections::{BTreeMap, BTreeSet};

use pdf_oxide::PdfDocument;
use pdf_oxide::encryption::EncryptionHandler;
use pdf_oxide::lexer::decode_name_escapes;
use pdf_oxide::object::{Object, ObjectRef};

use super::nesting;

/// The most bytes of text that a page may draw. A newspaper page has some tens of thousands of characters, of two bytes
/// each. A byte may stand for eight characters, and each of them takes a hundred and sixty bytes of memory.
const MAX_DRAWN: u64 = 1 << 19;
/// The most bytes of instructions that a page may have.
const MAX_CONTENT: u64 = 64 << 20;
/// The reader follows forms ten deep; no page goes so far.
const MAX_DEPTH: usize = 16;

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
    let key = document.is_encrypted().then(|| nesting::key(document)).flatten();
    let mut walk = Walk { document, key, drawn: BTreeMap::new(), n_content: 0 };
    match walk.drawn(content, &resources, MAX_DEPTH)? {
        n_drawn if n_drawn <= MAX_DRAWN => Ok(()),
        _ => Err(Fault::Heavy),
    }
}

struct Walk<'a> {
    document: &'a PdfDocument,
    key: Option<EncryptionHandler>,
    /// How many bytes of text each form draws; nothing is known yet of one that is being looked at.
    drawn: BTreeMap<(u32, u16), Option<u64>>,
    n_content: u64,
}

impl Walk<'_> {
    /// How many bytes of text some instructions draw, with those of the forms that they call.
    fn drawn(&mut self, content: &[u8], resources: &Object, depth: usize) -> Result<u64, Fault> {
        self.n_content += content.len() as u64;
        if self.n_content > MAX_CONTENT {
            return Err(Fault::Heavy);
        }
        if nesting::is_deep(content) {
            return Err(Fault::Deep);
        }
        for font in self.entries(resources, "Font").into_values() {
            self.check_font(&font)?;
        }
        let mut n_drawn = n_bytes_of_strings(content);
        let forms = self.entries(resources, "XObject");
        for (name, n_calls) in uses(content, b"Do") {
            if let Some(Object::Reference(form)) = forms.get(&name) {
                n_drawn = n_drawn.saturating_add(self.form(*form, resources, depth)?.saturating_mul(n_calls));
            }
        }
        // A text may be put in the place of what is drawn.
        let properties = self.entries(resources, "Properties");
        for (name, n_calls) in uses(content, b"BDC") {
            let marked = properties.get(&name).map(|marked| self.resolved(marked));
            let text = marked.as_ref().and_then(Object::as_dict).and_then(|marked| marked.get("ActualText"));
            let n_bytes = text.and_then(Object::as_string).map_or(0, <[u8]>::len);
            n_drawn = n_drawn.saturating_add((n_bytes as u64).saturating_mul(n_calls));
        }
        Ok(n_drawn)
    }

    fn form(&mut self, form: ObjectRef, outer: &Object, depth: usize) -> Result<u64, Fault> {
        let key = (form.id, form.r#gen);
        match self.drawn.get(&key) {
            Some(&Some(known)) => return Ok(known),
            // No form calls itself.
            Some(None) => return Err(Fault::Heavy),
            None if depth == 0 => return Err(Fault::Heavy),
            None => self.drawn.insert(key, None),
        };
        let mut n_drawn = 0_u64;
        let object = self.document.load_object(form).unwrap_or(Object::Null);
        let own = object.as_dict().and_then(|form| form.get("Resources"));
        let is_form = object.as_dict().and_then(|form| form.get("Subtype")).and_then(Object::as_name) == Some("Form");
        if is_form {
            for content in self.contents(&object, form) {
                n_drawn = n_drawn.saturating_add(self.drawn(&content, own.unwrap_or(outer), depth - 1)?);
            }
        }
        // A form without resources has those of what calls it, and may draw something else for another.
        match own {
            None if is_form => self.drawn.remove(&key),
            _ => self.drawn.insert(key, Some(n_drawn)),
        };
        Ok(n_drawn)
    }

    /// The instructions of a form, as they are and with the key of the file: not all that an encrypted file holds is
    /// encrypted.
    fn contents(&self, object: &Object, form: ObjectRef) -> Vec<Vec<u8>> {
        let mut contents = Vec::from_iter(object.decode_stream_data());
        if let Some(key) = &self.key {
            let unlock = |data: &[u8]| key.decrypt_stream(data, form.id, form.r#gen.into());
            contents.extend(object.decode_stream_data_with_decryption(Some(&unlock), form.id, form.r#gen.into()));
        }
        contents
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

/// The bytes that the strings of some instructions stand for, or somewhat more.
fn n_bytes_of_strings(content: &[u8]) -> u64 {
    let (mut n_bytes, mut n_digits, mut depth, mut is_hex, mut is_escaped) = (0, 0, 0_usize, false, false);
    for byte in content {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if depth > 0 => is_escaped = true,
            b'(' if !is_hex => depth += 1,
            b')' if !is_hex => depth = depth.saturating_sub(1),
            b'<' if depth == 0 => is_hex = true,
            b'>' if depth == 0 => is_hex = false,
            _ if depth > 0 => n_bytes += 1,
            _ => n_digits += u64::from(is_hex),
        }
    }
    n_bytes + n_digits / 2
}

/// The names that stand before an operator, and how often: since the last one, whatever else comes between.
///
/// Where strings, comments and pictures begin and end is not asked, as the reader may take another view of it.
fn uses(content: &[u8], operator: &[u8]) -> BTreeMap<String, u64> {
    let mut uses = BTreeMap::new();
    let mut names = BTreeSet::new();
    for (place, byte) in content.iter().enumerate() {
        let is_inside = || place > 0 && content[place - 1].is_ascii_alphabetic();
        if *byte == b'/' {
            names.extend(self::names(&content[place + 1..]));
        } else if *byte == operator[0] && content[place..].starts_with(operator) && !is_inside() {
            for name in std::mem::take(&mut names) {
                *uses.entry(name).or_default() += 1;
            }
        }
    }
    uses
}

/// A name, as it is written and as it is meant.
fn names(after_slash: &[u8]) -> [String; 2] {
    const DELIMITERS: &[u8] = b"\0\t\n\x0c\r /%()<>[]{}";
    let n_bytes = after_slash.iter().take_while(|byte| !DELIMITERS.contains(byte)).count();
    let name = &after_slash[..n_bytes];
    [String::from_utf8_lossy(name).into_owned(), decode_name_escapes(str::from_utf8(name).unwrap_or_default())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_and_calls_are_counted() {
        assert_eq!(n_bytes_of_strings(b"BT (a(b)\\)c) Tj <4e2d> Tj ET"), 5);
        let calls = uses(b"q /Fm1 Do Q /Fm2 Do /Fm1%/ Do\nDo (Do)", b"Do");
        assert_eq!(calls, BTreeMap::from([("".to_owned(), 1), ("Fm1".to_owned(), 2), ("Fm2".to_owned(), 1)]));
        for call in [&b"/F#6d\0Do"[..], b"/Fm%x\nDo", b"/Fm 5Do", b"BT/Fm(a)Do", b"BI ID ( EI /Fm Do"] {
            assert_eq!(uses(call, b"Do").get("Fm"), Some(&1), "{call:?}");
        }
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
