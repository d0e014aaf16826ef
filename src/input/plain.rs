//! The bytes of a file that is one text, as a source.

use super::reject::Reject;
use super::units::Reading;
use crate::text::{Declared, Decoded, Encoding, Source, decode};

/// Reads a plain text.
pub(super) fn read(name: String, bytes: &[u8], reading: &Reading) -> Result<Source, Reject> {
    let Decoded { text, encoding } = decoded(&name, bytes, reading.encoding)?;
    if let Some(start) = start_of_page(&text) {
        let reason = format!("a page of markup, not plain text, begins at byte {start} of its text");
        let byte = (encoding == Encoding::Utf8).then_some(start as u64);
        let hint = "name it `.html` if it is one of HTML, else save it as plain text";
        return Err(Reject { byte, ..Reject::content(&name, "markup", reason) }.with_hint(hint));
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
            "it is not text: character {at} is the control character U+{:04X}, and more follow",
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
/// One in fifty among the first characters; a page keeps stray ones from a bad conversion, and a short one may have a
/// single one.
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
    first.filter(|_| (n_controls - 1) * 50 > n_chars)
}

/// How pages of HTML and XML begin. What has a few tags inside is a text, and told so by a diagnostic.
const OPENINGS: [&str; 5] = ["<!doctype", "<?xml", "<html", "<head", "<body"];

/// How pieces of a page show that they are some: by a script or by the end of the page.
const ENDINGS: [&str; 2] = [SCRIPT_END, "</body>"];

const SCRIPT_END: &str = "</script>";

/// The byte of a text at which a page of markup starts, if it is one. A text that only quotes a script is none: there is
/// more between its tags than in them.
fn start_of_page(text: &str) -> Option<usize> {
    let page = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if OPENINGS.iter().any(|opening| starts_with(page, opening)) {
        return Some(text.len() - page.len());
    }
    let start = text.find('<')?;
    let is_piece = ENDINGS.iter().any(|ending| find(text, ending).is_some()) && is_mostly_markup(text);
    is_piece.then_some(start)
}

/// Whether more of a text stands in tags and scripts than between them.
fn is_mostly_markup(text: &str) -> bool {
    let (mut n_marked, mut rest) = (0, text);
    while let Some((_, behind)) = rest.split_once('<') {
        rest = behind;
        if !behind.starts_with(|c: char| c.is_ascii_alphabetic() || "/!?".contains(c)) {
            continue;
        }
        let end = if starts_with(behind, "script") { SCRIPT_END } else { ">" };
        let Some(length) = find(behind, end) else { break };
        let (tag, behind) = behind.split_at(length + end.len());
        n_marked += 1 + tag.chars().count();
        rest = behind;
    }
    n_marked * 2 > text.chars().count()
}

fn starts_with(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|found| found.eq_ignore_ascii_case(start))
}

/// Where a text holds a part of ASCII, in small or capital letters.
fn find(text: &str, part: &str) -> Option<usize> {
    text.as_bytes().windows(part.len()).position(|window| window.eq_ignore_ascii_case(part.as_bytes()))
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
        for (start, page) in [
            (0, "<!DOCTYPE html><p>中国"),
            (2, "\n <?xml version='1.0'?>"),
            (0, "<HTML lang=zh>"),
            (6, "中国<SCRIPT>x</Script>"),
            (0, "<div class='content'>中国和老挝举行会谈。</div></div></body>"),
        ] {
            assert_eq!(start_of_page(page), Some(start), "{page}");
        }
        for text in [
            "中国和老挝",
            "《<一带一路>》",
            "<p>中国和老挝举行会谈。</p>",
            "攻击者在表单里填入“<script>alert(1)</script>”之类的代码，中国和老挝的网站都受到影响。",
            "<script>alert(1)</script>之类的代码，攻击者常在表单里填入，中国和老挝的网站都受到影响。",
            "页面在</body>之前停住，a < b，中国和老挝举行会谈。",
            "a < b",
            "<",
            "",
        ] {
            assert_eq!(start_of_page(text), None, "{text}");
        }
        assert!(looks_like_html(b"\xef\xbb\xbf\n<!DOCTYPE HTML PUBLIC") && !looks_like_html(b"<p>"));
    }
}
