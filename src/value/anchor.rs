//! The day of issue, against which texts name times: 今年, 昨日, 5月18日.

use super::clause::is_about_future;
use super::{Date, numeral};
use crate::document::Document;
use crate::ontology::{Mark, Ontology};
use crate::text::Span;

/// What the times of a page are resolved against: its day of issue, else perhaps a year that its text suggests.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    date: Option<Date>,
}

/// The years that a text may be issued in.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2100;

impl Anchor {
    /// The anchor of all documents of one source: the day that is declared (`YYYY-MM-DD`), else the first that a
    /// document prints, else the latest year that their texts print in no clause about the future.
    pub fn of(date: Option<&str>, documents: &[Document], ontology: &Ontology) -> Anchor {
        let printed = || documents.iter().find_map(|document| document.date.as_deref().and_then(Date::read));
        let suggested = || documents.iter().filter_map(|document| latest_year(&document.simplified, ontology)).max();
        let day = date.and_then(Date::read).or_else(printed);
        Anchor { date: day.or_else(|| Date::new(suggested(), None, None)) }
    }

    /// A day of issue as `YYYY-MM-DD`; of anything else nothing is known.
    ///
    /// ```
    /// use sinograph::value::Anchor;
    ///
    /// assert_eq!(Anchor::of_day("2023-05-18").year(), Some(2023));
    /// assert_eq!(Anchor::of_day("2023-05-32"), Anchor::default());
    /// ```
    pub fn of_day(date: &str) -> Anchor {
        Anchor { date: Date::read(date) }
    }

    /// The latest year that `text`, in simplified script, prints in no clause about the future.
    pub fn of_text(text: &str, ontology: &Ontology) -> Anchor {
        Anchor { date: Date::new(latest_year(text, ontology), None, None) }
    }

    /// The year of issue, as far as it is known.
    pub fn year(self) -> Option<i32> {
        self.date.and_then(Date::year)
    }

    /// The day of issue, if it is known.
    pub fn day(self) -> Option<Date> {
        self.date.filter(|date| date.day().is_some())
    }
}

fn latest_year(text: &str, ontology: &Ontology) -> Option<i32> {
    let printed = text.match_indices('年').filter_map(|(at, _)| year_before(text, at, ontology));
    printed.max()
}

/// The year in four digits in front of the 年 at byte `at`, unless the clause is about the future.
fn year_before(text: &str, at: usize, ontology: &Ontology) -> Option<i32> {
    let (start, _) = text[..at].char_indices().rev().nth(3)?;
    let found = numeral::whole(&ontology.numerals, text, start)?;
    let is_year = found.n_chars == 4 && found.end == at && YEARS.contains(&found.value);
    let is_bounded = !text[..start].ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '第'));
    ontology.calendar.marks(Mark::Year).start_at(text, at).filter(|_| is_year && is_bounded)?;
    // Round thousands count years: 2000年的历史.
    let span = Span::new(start, at + '年'.len_utf8());
    let is_told = found.value % 1000 != 0 && !is_about_future(text, span, ontology);
    is_told.then(|| i32::try_from(found.value).ok()).flatten()
}
