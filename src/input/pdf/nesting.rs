//! How deep the brackets of a PDF nest, found without going down into them.
//!
//! The reader of PDF goes down into what nests by calling itself, without an end, and a stack that is full ends the
//! program. So a file is looked at first, with the words of that same reader. Where it will begin to read is not
//! known; so every bracket that opens is followed to its end, but those that were met inside another one. The same is
//! done with the objects that are packed in the file, however they are packed.

use pdf_oxide::PdfDocument;
use pdf_oxide::encryption::EncryptionHandler;
use pdf_oxide::lexer::{Token, token};
use pdf_oxide::object::Object;
use pdf_oxide::parser::parse_object;

/// The most brackets that may be open; the reader needs two kilobytes of its stack for each. No object nests so deep,
/// but the bytes of a picture that is not packed may be brackets too.
const MAX_OPEN: usize = 10_000;
/// Brackets that begin inside one another, without being words of one another, are followed again and again; in sum
/// not further than so many times what there is.
const MAX_AGAIN: usize = 16;
/// So far are packed objects followed in sum, as many times what there is: a table may name one place many times.
const MAX_SHARED: usize = 4;
/// What may always be followed, in bytes.
const FREE: usize = 1 << 20;

/// Packed objects that are none as they stand: they may be encrypted.
pub(super) struct Locked {
    /// The number of their stream.
    number: u32,
    stream: Object,
}

/// Whether instructions nest too deep.
pub(super) fn is_deep(instructions: &[u8]) -> bool {
    heads(instructions).is_none()
}

/// Looks a file over; what it holds under lock, or nothing if it nests too deep.
pub(super) fn look(file: &[u8]) -> Option<Vec<Locked>> {
    let mut locked = Vec::new();
    for place in heads(file)? {
        let number = number(&file[..place]);
        for stream in streams(&file[place..]) {
            let packed = stream.decode_stream_data().ok();
            match packed.and_then(|objects| are_shallow(&objects, &stream)) {
                Some(true) => (),
                Some(false) => return None,
                None => locked.push(Locked { number, stream }),
            }
        }
    }
    Some(locked)
}

/// Whether what was locked can be read; a file that has been opened has the key.
pub(super) fn is_sound(document: &PdfDocument, locked: &[Locked]) -> bool {
    if locked.is_empty() || !document.is_encrypted() {
        return true;
    }
    let Some(handler) = key(document) else { return false };
    locked.iter().all(|Locked { number, stream }| {
        let unlock = |data: &[u8]| handler.decrypt_stream(data, *number, 0);
        let objects = stream.decode_stream_data_with_decryption(Some(&unlock), *number, 0);
        objects.ok().and_then(|objects| are_shallow(&objects, stream)) != Some(false)
    })
}

/// The key of a file that opens without a password, made as the reader makes it.
pub(super) fn key(document: &PdfDocument) -> Option<EncryptionHandler> {
    let trailer = document.trailer().as_dict()?;
    let id = match trailer.get("ID") {
        Some(Object::Array(ids)) => ids.first().and_then(Object::as_string).unwrap_or_default().to_vec(),
        _ => Vec::new(),
    };
    let lock = match trailer.get("Encrypt")? {
        Object::Reference(reference) => document.load_object(*reference).ok()?,
        lock => lock.clone(),
    };
    // What stands elsewhere may stand in what is locked.
    if lock.as_dict()?.values().any(|value| matches!(value, Object::Reference(_))) {
        return None;
    }
    let mut handler = EncryptionHandler::new(&lock, id).ok()?;
    handler.authenticate(b"").ok()?.then_some(handler)
}

/// Follows every bracket; where the dictionaries of packed objects begin, or nothing if brackets nest too deep.
fn heads(bytes: &[u8]) -> Option<Vec<usize>> {
    let mut left = bytes.len().saturating_mul(MAX_AGAIN).saturating_add(FREE);
    let mut heads = Vec::new();
    // The brackets inside the one that was followed.
    let mut inner = Vec::new().into_iter().peekable();
    let opens = (0..bytes.len()).filter(|&place| bytes[place] == b'[' || bytes[place..].starts_with(b"<<"));
    for place in opens {
        while inner.next_if(|&known| known < place).is_some() {}
        if inner.next_if_eq(&place).is_some() {
            continue;
        }
        let followed = follow(&bytes[place..])?;
        left = left.checked_sub(followed.n_bytes)?;
        if followed.is_head {
            heads.push(place);
        }
        if inner.peek().is_none() {
            let places: Vec<usize> = followed.inner.into_iter().map(|inside| place + inside).collect();
            inner = places.into_iter().peekable();
        }
    }
    Some(heads)
}

/// A bracket that was followed.
#[derive(Default)]
struct Followed {
    /// Where brackets open inside it.
    inner: Vec<usize>,
    /// How far it was followed.
    n_bytes: usize,
    /// Whether it is the dictionary of a stream of objects.
    is_head: bool,
}

/// Follows a bracket to its end, or to where it makes no sense; nothing if it nests too deep.
fn follow(bytes: &[u8]) -> Option<Followed> {
    let mut followed = Followed::default();
    let (mut rest, mut n_open, mut n_marks) = (bytes, 0_usize, 0);
    loop {
        let Ok((next, word)) = token(rest) else {
            let word = past_space(rest);
            // A string without an end is looked for to the end.
            followed.n_bytes =
                bytes.len() - if word.starts_with(b"(") || word.starts_with(b"<") { 0 } else { word.len() };
            match past_bare_word(word) {
                Some(next) => rest = next,
                None => return Some(followed),
            }
            continue;
        };
        followed.n_bytes = bytes.len() - next.len();
        match word {
            Token::ArrayStart | Token::DictStart => {
                let width = if word == Token::ArrayStart { 1 } else { 2 };
                followed.inner.push(followed.n_bytes - width);
                n_open += 1;
                if n_open > MAX_OPEN {
                    return None;
                }
            }
            Token::ArrayEnd | Token::DictEnd => {
                n_open -= 1;
                if n_open == 0 {
                    followed.is_head = n_marks >= 2 && matches!(token(next), Ok((_, Token::StreamStart)));
                    return Some(followed);
                }
            }
            // No stream stands inside a bracket. The reader would go on behind it, wherever that is.
            Token::StreamStart => return None,
            Token::ObjStart | Token::ObjEnd | Token::StreamEnd => return Some(followed),
            Token::Name(name) => n_marks += usize::from(name == "N" || name == "First"),
            _ => (),
        }
        rest = next;
    }
}

/// What comes after white space and comments.
fn past_space(mut bytes: &[u8]) -> &[u8] {
    loop {
        match bytes {
            [0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ', rest @ ..] => bytes = rest,
            [b'%', rest @ ..] => {
                let end = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n')).unwrap_or(rest.len());
                bytes = &rest[end..];
            }
            _ => return bytes,
        }
    }
}

/// What comes after a word without a slash, which the reader takes for a name.
fn past_bare_word(bytes: &[u8]) -> Option<&[u8]> {
    let is_inside = |byte: &u8| byte.is_ascii_alphanumeric() || b"_-+*@.!^~".contains(byte);
    let n_inside = bytes.iter().take_while(|byte| is_inside(byte)).count();
    (n_inside > 0).then(|| &bytes[n_inside..])
}

/// The number of the object whose head stands before a place, as `7` in `7 0 obj`.
fn number(before: &[u8]) -> u32 {
    let start = before.len().saturating_sub(64);
    let line = String::from_utf8_lossy(&before[start..]);
    let number = line.trim_end().strip_suffix("obj").and_then(|line| line.split_whitespace().nth_back(1));
    number.and_then(|number| number.parse().ok()).unwrap_or_default()
}

/// The stream whose dictionary stands here, as it reads in the file and as it reads alone, which is another one where
/// it holds what looks like its own end.
fn streams(bytes: &[u8]) -> impl Iterator<Item = Object> {
    const END: &[u8] = b"endobj";
    let end = bytes.windows(END.len()).position(|window| window == END).unwrap_or(bytes.len());
    let read = |bytes: &[u8]| parse_object(bytes).ok().map(|(_, object)| object);
    let (whole, alone) = (read(bytes), read(&bytes[..end]));
    let alone = alone.filter(|alone| whole.as_ref() != Some(alone));
    whole.into_iter().chain(alone).filter(|object| matches!(object, Object::Stream { .. }))
}

/// Whether packed objects nest no deeper than can be followed and share no more of their bytes than they may; nothing
/// if they have no table of their places.
fn are_shallow(objects: &[u8], stream: &Object) -> Option<bool> {
    if heads(objects).is_none() {
        return Some(false);
    }
    let entry = |name: &str| stream.as_dict()?.get(name)?.as_integer().and_then(|value| usize::try_from(value).ok());
    let (n_objects, first) = (entry("N")?, entry("First")?);
    let (table, objects) = objects.split_at_checked(first)?;
    let is_space = |byte: &u8| matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ');
    let numbers = table.split(is_space).filter(|number| !number.is_empty());
    let numbers = numbers.map(|number| std::str::from_utf8(number).ok()?.parse::<u32>().ok());
    let numbers = numbers.take(n_objects.saturating_mul(2)).collect::<Option<Vec<u32>>>()?;
    if numbers.len() < n_objects.saturating_mul(2) {
        return None;
    }
    let mut left = objects.len().saturating_mul(MAX_SHARED).saturating_add(FREE);
    for place in numbers.iter().skip(1).step_by(2) {
        let object = objects.get(*place as usize..).unwrap_or_default();
        let n_bytes = match token(object) {
            Ok((_, Token::ArrayStart | Token::DictStart)) => follow(object).map_or(usize::MAX, |object| object.n_bytes),
            Ok((next, _)) => object.len() - next.len(),
            Err(_) => object.len(),
        };
        match left.checked_sub(n_bytes) {
            Some(rest) => left = rest,
            None => return Some(false),
        }
    }
    Some(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_closes_brackets_in_strings_and_comments_closes_none() {
        let of = |piece: &str| is_deep(piece.repeat(MAX_OPEN + 1).as_bytes());
        for piece in
            ["[", "<</A ", "[(])", "[%]\n", "[<5d>", "<</A(>>)/B ", "[(endobj)", "<</A b/B ", "(])[", "[(]) Tj"]
        {
            assert!(of(piece), "{piece}");
        }
        for piece in ["[]", "<</A []>>", "(", "[ endobj ", "[(]) ] TJ", "([) Tj ", "[)[", "\u{fffd}[\u{fffd}"] {
            assert!(!of(piece), "{piece}");
        }
        assert!(is_deep(b"<< /A << >> stream x endstream >>"), "no stream stands inside a dictionary");
    }

    #[test]
    fn noise_is_not_deep() {
        let mut seed = 7_u64;
        let noise: Vec<u8> = std::iter::repeat_with(|| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            (seed >> 56) as u8
        })
        .take(1 << 20)
        .collect();
        assert!(!is_deep(&noise));
    }

    #[test]
    fn the_number_of_an_object_stands_before_it() {
        assert_eq!(number(b"endobj\n17 0 obj\n"), 17);
        assert_eq!(number(b"endobj 17 0 obj"), 17);
        assert_eq!(number(b"obj"), 0);
    }
}
