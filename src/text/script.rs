//! A simplified copy of any text, byte for byte as long, for matching.

use std::sync::LazyLock;

use super::slice;

/// Pairs of characters that mean the same, embedded from `ontology/script`.
const TABLES: [&str; 2] =
    [include_str!("../../ontology/script/traditional.tsv"), include_str!("../../ontology/script/radicals.tsv")];

/// The other form of every character that has one.
struct Forms {
    /// Indexed by code point; 0 where a character has no other form. All of the basic plane.
    basic: Vec<u16>,
    /// Characters beyond the basic plane, ordered.
    beyond: Vec<(char, char)>,
}

static FORMS: LazyLock<Forms> = LazyLock::new(Forms::load);

/// Writes traditional characters and compatibility radicals in their simplified form.
///
/// Only characters whose two forms have the same length in UTF-8 are exchanged, so that every span
/// means the same characters in both texts. Characters that simplified text also uses, in another
/// sense, stay: 乾 (乾隆) and 著 (著作).
///
/// ```
/// use sinograph::text::simplify;
///
/// assert_eq!(simplify("國家發展改革委員會主任⻢⻓江"), "国家发展改革委员会主任马长江");
/// ```
pub fn simplify(text: &str) -> String {
    let forms = &*FORMS;
    let bytes = text.as_bytes();
    let mut simplified = String::with_capacity(text.len());
    let mut copied = 0;
    let mut at = 0;
    while let Some(first) = bytes.get(at) {
        let length = match first {
            // Below U+2000 nothing has another form.
            0x00..=0xE1 => {
                at += 1;
                continue;
            }
            0xE2..=0xEF => 3,
            _ => 4,
        };
        if let Some(form) = forms.of(slice(text, at..at + length)) {
            simplified.push_str(slice(text, copied..at));
            simplified.push(form);
            copied = at + length;
        }
        at += length;
    }
    simplified.push_str(slice(text, copied..));
    simplified
}

impl Forms {
    fn load() -> Self {
        let mut forms = Forms { basic: vec![0; 0x1_0000], beyond: Vec::new() };
        for row in TABLES.iter().flat_map(|table| table.lines().skip(1)) {
            let mut cells = row.split('\t').filter_map(|cell| cell.chars().next());
            let (Some(from), Some(to)) = (cells.next(), cells.next()) else { continue };
            match (forms.basic.get_mut(from as usize), u16::try_from(u32::from(to))) {
                (Some(form), Ok(to)) => *form = to,
                _ => forms.beyond.push((from, to)),
            }
        }
        forms.beyond.sort_unstable();
        forms
    }

    /// The other form of the one character that `text` holds.
    #[inline]
    fn of(&self, text: &str) -> Option<char> {
        let &[first, second, third] = text.as_bytes() else {
            let c = text.chars().next()?;
            let index = self.beyond.binary_search_by_key(&c, |&(from, _)| from).ok()?;
            return self.beyond.get(index).map(|&(_, form)| form);
        };
        let code = usize::from(first & 0x0F) << 12 | usize::from(second & 0x3F) << 6 | usize::from(third & 0x3F);
        match self.basic.get(code)? {
            0 => None,
            &form => char::from_u32(u32::from(form)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_keeps_its_length() {
        for row in TABLES.iter().flat_map(|table| table.lines().skip(1)) {
            let cells: Vec<&str> = row.split('\t').collect();
            assert_eq!(cells.len(), 2, "{row}");
            assert_eq!(cells[0].chars().count(), 1, "{row}");
            assert_eq!(cells[0].len(), cells[1].len(), "{row}");
            assert_eq!(simplify(cells[0]), cells[1]);
            assert_eq!(simplify(cells[1]), cells[1], "{row} leads on to another form");
        }
    }

    #[test]
    fn simplified_text_latin_and_emoji_stay() {
        for text in ["", "李乾著《三国》", "déjà vu “—” 😀", "\u{20bb7}野家", "臺a"] {
            assert_eq!(simplify(text).len(), text.len());
        }
        assert_eq!(simplify("李乾著《哪吒与昇腾》，甯静种蒜薹"), "李乾著《哪吒与昇腾》，甯静种蒜薹");
        assert_eq!(simplify("臺灣a與韓國\u{fe0f}"), "台湾a与韩国\u{fe0f}");
    }
}
