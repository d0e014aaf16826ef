//! The day of issue, against which texts name times: 今年, 昨日, 5月18日.

use super::clause::{floor, is_about_future, is_pause};
use super::{Date, numeral, times};
use crate::document::Document;
use crate::ontology::{Mark, Numeral, Ontology};
use crate::text::Span;

/// What the times of a page are resolved against: its day of issue, else perhaps a year that its text suggests, with the day of
/// its dateline.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Anchor {
    date: Option<Date>,
    /// Whether the date is only what the text suggests.
    is_presumed: bool,
}

/// The years that a text may be issued in.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2100;

impl Anchor {
    /// The anchor of all documents of one source: the day that is declared (`YYYY-MM-DD`), else the first that a
    /// document prints, else the year that their texts suggest, with the day of the latest dateline.
    ///
    /// The year is the latest that they print in no clause about the future, or the one behind it, where they tell what
    /// that year has come to, or of what has been well after that day.
    pub fn of(date: Option<&str>, documents: &[Document], ontology: &Ontology) -> Anchor {
        let printed = || documents.iter().find_map(|document| document.date.as_deref().and_then(Date::read));
        let texts = documents.iter().map(|document| document.simplified.as_str());
        let day = date.and_then(Date::read).or_else(printed);
        if day.is_some() {
            return Anchor { date: day, is_presumed: false };
        }
        let year = Anchor::presumed(Date::new(suggested(texts, ontology), None, None));
        // 新华社内罗毕5月28日电: 28日 is of that month, whatever other months are told.
        let written = documents.iter().filter_map(|document| {
            let span = document.dateline?.date?;
            let told = times(&document.simplified, span, year, ontology);
            told.first()?.time.first().filter(|day| day.day().is_some() && day.year().is_some())
        });
        let Some(written) = written.max() else { return year };
        let is_older = documents.iter().any(|document| tells_of_later(document, written, ontology));
        let written = Date::new(written.year().map(|year| year + i32::from(is_older)), written.month(), written.day());
        Anchor::presumed(written)
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
        Anchor { date: Date::read(date), is_presumed: false }
    }

    /// The year that `text`, in simplified script, suggests.
    pub fn of_text(text: &str, ontology: &Ontology) -> Anchor {
        Anchor::presumed(Date::new(suggested([text].into_iter(), ontology), None, None))
    }

    fn presumed(date: Option<Date>) -> Anchor {
        Anchor { date, is_presumed: date.is_some() }
    }

    /// The year of issue, as far as it is known.
    pub fn year(self) -> Option<i32> {
        self.date.and_then(Date::year)
    }

    /// The day of issue, if it is known.
    pub fn day(self) -> Option<Date> {
        self.presumed_day().filter(|_| !self.is_presumed)
    }

    /// The same, or else the day of the latest dateline in the year that the text suggests.
    pub fn presumed_day(self) -> Option<Date> {
        self.date.filter(|date| date.day().is_some())
    }
}

/// Whether a text tells, as what has been, of a time of the same year well after the day `written`: 2024年12月20日 on a page of
/// 10 January. A page may print the day after.
fn tells_of_later(document: &Document, written: Date, ontology: &Ontology) -> bool {
    let text = &document.simplified;
    let told = times(text, Span::new(0, text.len()), Anchor::default(), ontology);
    told.iter().any(|told| {
        let first = told.time.first().filter(|date| date.year() == written.year());
        let begins = first.and_then(|date| Date::new(date.year(), date.month(), date.day().or(Some(1)))?.number());
        let is_later = begins.zip(written.number()).is_some_and(|(day, written)| day > written + DAYS_TO_PRINT);
        is_later && !is_about_future(text, told.span, ontology)
    })
}

/// A page is printed within so many days.
const DAYS_TO_PRINT: i32 = 7;

/// The year that texts suggest: the latest that they print, or the one behind it if that is over.
fn suggested<'a>(texts: impl Iterator<Item = &'a str>, ontology: &Ontology) -> Option<i32> {
    let printed = texts.flat_map(|text| {
        let signs = text.match_indices('年').map(|(at, sign)| (at, at + sign.len()));
        signs.filter_map(move |(at, end)| Some((year_before(text, at, ontology)?, is_over(text, (at, end), ontology))))
    });
    printed.max().map(|(year, is_over)| year + i32::from(is_over))
}

/// Whether a text tells what the year has come to whose 年 stands from `at` to `end`: 2023年|中非贸易额达2821亿美元, 截至|2023年|底; but
/// not 2023年|前4个月贸易额, 2024年|服贸会贸易额.
fn is_over(text: &str, (start, end): (usize, usize), ontology: &Ontology) -> bool {
    let calendar = &ontology.calendar;
    let rest = &text[end..];
    if rest.trim_start_matches('年').starts_with(ENDS) {
        let year = text[..start].char_indices().rev().nth(3).map_or(start, |(at, _)| at);
        return calendar.marks(Mark::UntilAhead).end_at(text, year).is_some();
    }
    let is_whole = rest.starts_with(WHOLE);
    let is_part = calendar.parts.start_at(text, end).is_some()
        || [Mark::First, Mark::SinceBehind].into_iter().any(|mark| calendar.marks(mark).start_at(text, end).is_some())
        || rest.starts_with(|c| ontology.numerals.of(c) != Numeral::None);
    let clause = rest_of_clause(text, end);
    let sums = calendar.marks(Mark::SumOfYear);
    let sum = clause.char_indices().find(|(at, _)| sums.start_at(clause, *at).is_some());
    let is_of_year = sum.is_some_and(|(at, _)| !clause[..at].contains(OF_PART));
    (is_whole || !is_part) && is_of_year && clause.contains(|c: char| c.is_ascii_digit())
}

/// The rest of a clause from a byte on, or as much of it as can tell of a year in front.
fn rest_of_clause(text: &str, from: usize) -> &str {
    let rest = &text[from..];
    let near = &rest[..floor(rest, rest.len().min(LONGEST_SUM))];
    near.find(is_pause).map_or(near, |pause| &near[..pause])
}

/// Characters behind a year for its last days.
const ENDS: [char; 2] = ['底', '末'];

/// What tells that all of a year is meant.
const WHOLE: &str = "全年";

/// Characters of words for a part of a year, or for what is held in it: 第三季度, 中期, 国庆假期, 服贸会.
const OF_PART: [char; 7] = ['第', '季', '期', '节', '会', '月', 'Q'];

/// Within so many bytes behind a year stands what it has come to.
const LONGEST_SUM: usize = 90;

/// What behind a year tells of which a text is.
const EDITION: &str = "年版";

/// The year in four digits in front of the 年 at byte `at`, unless the clause is about the future.
fn year_before(text: &str, at: usize, ontology: &Ontology) -> Option<i32> {
    let (start, _) = text[..at].char_indices().rev().nth(3)?;
    let found = numeral::whole(&ontology.numerals, text, start)?;
    let is_year = found.n_chars == 4 && found.end == at && YEARS.contains(&found.value);
    let is_bounded = !text[..start].ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '第'));
    // 2025年至|2026年|轮值主席国: a term that has begun may go on.
    let is_last = ontology
        .calendar
        .marks(Mark::Link)
        .end_at(text, start)
        .is_some_and(|(at, _)| text[..at].ends_with(|c: char| c == '年' || c.is_ascii_digit()));
    let is_term = is_last && ontology.calendar.marks(Mark::TermOfYears).are_in(rest_of_clause(text, at));
    // 负面清单（2024年版）
    let is_edition = text[..start].ends_with(['（', '(']) && text[at..].starts_with(EDITION);
    let is_sign = ontology.calendar.marks(Mark::Year).start_at(text, at).is_some() || is_edition;
    if !(is_year && is_bounded && !is_term && is_sign) {
        return None;
    }
    // Round thousands count years: 2000年的历史.
    let span = Span::new(start, at + '年'.len_utf8());
    let is_told = found.value % 1000 != 0 && !is_about_future(text, span, ontology);
    is_told.then(|| i32::try_from(found.value).ok()).flatten()
}
