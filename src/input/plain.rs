//! The bytes of a file that is one text, as a source.

use super::reject::Reject;
use super::units::Reading;
use crate::text::{Declared, Decoded, Encoding, Source, decode};

/// Reads a plain text.
pub(super) fn read(name: String, bytes: &[u8], reading: &Reading) -> Result<Source, Reject> {
    let Decoded { text, encoding } = decoded(&name, bytes, reading.encoding)?;
    if is_page(&text) {
        let reason = "it is a page of markup, not plain text";
        let hint = "name it `.html` if it is one of HTML, else save it as plain text";
        return Err(Reject::content(&name, "markup", reason).at_byte(0).with_hint(hint));
    }
    let declared = Declared { date: reading.date.clone(), ..Declared::default() };
    Ok(Source { name, line: None, declared, encoding, text })
}

/// The text of a file, which must hold some.
pub(super) fn decoded(name: &str, bytes: &[u8], encoding: Option<Encoding>) -> Result<Decoded, Reject> {
    if bytes.is_empty() {
        return Err(Reject::content(name, "empty", "the file is empty").at_byte(0));
    }
    let decoded = decode(bytes, encoding).map_err(|error| undecodable(name, bytes, &error))?;
    if let Some((at, control)) = first_of_many_controls(&decoded.text) {
        let reason = format!(
            "it is not text: character {at} is the control character U+{:04X}, and many follow",
            u32::from(control)
        );
        let byte = (decoded.encoding == Encoding::Utf8).then(|| decoded.text.find(control).unwrap_or_default() as u64);
        return Err(Reject { byte, ..Reject::content(name, "binary", reason) });
    }
    if decoded.text.chars().all(char::is_whitespace) {
        return Err(Reject::content(name, "empty", "the file holds only white space").at_byte(0));
    }
    Ok(decoded)
}

/// A reject for bytes that are no text in any encoding, or not in the one that was named.
pub(super) fn undecodable(name: &str, bytes: &[u8], error: &crate::Error) -> Reject {
    let hint = error.hint().map(str::to_owned);
    let reject = match number_after(error.message(), "byte ") {
        Some(byte) => Reject::content(name, "undecodable", error.message()).at_byte(byte),
        // What is no text at all shows it by how it begins, or by its first NUL.
        None => {
            let is_by_nul = error.message().contains("NUL");
            let byte = bytes.iter().position(|&byte| is_by_nul && byte == 0).unwrap_or(0);
            let reason = format!("byte {byte}: {}", error.message());
            Reject::content(name, "binary", reason).at_byte(byte as u64)
        }
    };
    Reject { hint, ..reject }
}

fn number_after(text: &str, word: &str) -> Option<u64> {
    let (_, rest) = text.split_once(word)?;
    rest.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

/// The place of the first control character, if there are too many of them for a text.
///
/// One in fifty among the first characters; a page keeps stray ones from a bad conversion.
fn first_of_many_controls(text: &str) -> Option<(usize, char)> {
    let is_control = |c: &char| c.is_control() && !"\t\n\r\u{c}\u{b}\u{1b}\u{85}".contains(*c);
    let (mut n_chars, mut n_controls, mut first) = (0, 0, None);
    for (at, c) in text.chars().take(65_536).enumerate() {
        n_chars += 1;
        if is_control(&c) {
            n_controls += 1;
            first = first.or(Some((at, c)));
        }
    }
    first.filter(|_| n_controls * 50 > n_chars)
}

/// How pages of HTML and XML begin. What has a few tags inside is a text, and told so by a diagnostic.
const OPENINGS: [&str; 6] = ["<!doctype", "<?xml", "<html", "<head", "<body", "<script"];

/// Whether a text is a page of markup. Pieces of a page show it by a script or by their end.
pub(super) fn is_page(text: &str) -> bool {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let opens = |opening: &&str| start.get(..opening.len()).is_some_and(|start| start.eq_ignore_ascii_case(opening));
    let holds = |part: &[u8]| text.as_bytes().windows(part.len()).any(|window| window.eq_ignore_ascii_case(part));
    OPENINGS.iter().any(opens) || (text.contains('<') && (holds(b"</script>") || holds(b"</body>")))
}

/// Whether bytes begin like a page of HTML.
pub(super) fn looks_like_html(start: &[u8]) -> bool {
    let start = start.strip_prefix(super::lines::BOM).unwrap_or(start).trim_ascii_start();
    let opens =
        |opening: &str| start.get(..opening.len()).is_some_and(|start| start.eq_ignore_ascii_case(opening.as_bytes()));
    opens("<!doctype html") || opens("<html")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_markup_are_told_from_text() {
        for page in ["<!DOCTYPE html><p>中国", "\n <?xml version='1.0'?>", "中国<SCRIPT>x</Script>", "<HTML lang=zh>"]
        {
            assert!(is_page(page), "{page}");
        }
        for text in ["中国和老挝", "《<一带一路>》", "<p>中国和老挝举行会谈。</p>", "a < b", "<", ""]
        {
            assert!(!is_page(text), "{text}");
        }
        assert!(looks_like_html(b"\xef\xbb\xbf\n<!DOCTYPE HTML PUBLIC") && !looks_like_html(b"<p>"));
    }
}
