//! The characters that write numbers.

use super::charset::CharTable;
use super::table::Table;
use crate::error::Result;

/// The characters that write numbers, digits of both widths among them.
#[derive(Clone, Debug)]
pub struct Numerals {
    values: CharTable<Numeral>,
}

/// What a character does in a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Numeral {
    /// Nothing.
    #[default]
    None,
    /// An Arabic digit, of either width.
    Arabic(u8),
    /// 三: a digit.
    Digit(u8),
    /// 万: ten to this power.
    Power(u8),
    /// 廿: so many tens.
    Tens(u8),
    /// 几, 数: a digit that is not told.
    Some,
    /// 多, 余: the number is more.
    More,
}

impl Numerals {
    /// Reads `lexicon/numerals.tsv`; `file` gives its text.
    pub(super) fn read<'a>(file: impl Fn(&str) -> Result<&'a str>) -> Result<Self> {
        const NAME: &str = "lexicon/numerals.tsv";
        let mut values: CharTable<Numeral> = CharTable::default();
        for (zero, digit) in ['0', '０'].into_iter().flat_map(|zero| (0..10).map(move |digit| (zero, digit))) {
            let c = char::from_u32(u32::from(zero) + u32::from(digit));
            c.into_iter().for_each(|c| *values.of_mut(c) = Numeral::Arabic(digit));
        }
        for record in Table::read(NAME, file(NAME)?)?.records() {
            let value = record.get("value").parse().ok();
            let numeral = match (record.get("kind"), value) {
                ("digit", Some(value)) => Numeral::Digit(value),
                ("power", Some(value)) => Numeral::Power(value),
                ("tens", Some(value)) => Numeral::Tens(value),
                ("some", None) => Numeral::Some,
                ("more", None) => Numeral::More,
                _ => return Err(record.error("unknown kind, or its value is missing")),
            };
            record.get("numeral").chars().for_each(|c| *values.of_mut(c) = numeral);
        }
        Ok(Numerals { values })
    }

    /// What a character does in a number.
    #[inline]
    pub fn of(&self, c: char) -> Numeral {
        self.values.of(c)
    }
}
