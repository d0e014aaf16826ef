//! The words of time: 今年, 上旬, 以来, 将于, 十四五.

use super::charset::CharSet;
use super::numerals::{Numeral, Numerals};
use super::phrases::Phrases;
use super::table::{Record, Table};
use crate::error::Result;

/// The words by which texts name days, months and years.
#[derive(Clone)]
pub struct Calendar {
    /// 今年, 上周: times by their distance from another.
    pub(crate) words: Phrases<(Step, i32)>,
    /// 上半年, 中旬: parts of years and months.
    pub(crate) parts: Phrases<Part>,
    marks: Vec<Phrases<()>>,
    /// 将于, 预计: a clause with one tells of what is to come.
    pub(crate) future: Phrases<()>,
    /// 十四五, 改革开放: named periods.
    pub(crate) periods: Phrases<Period>,
    /// The characters that a time may begin with.
    starts: CharSet,
    /// The characters that may follow a number which tells a time.
    signs: CharSet,
}

/// From what, and in what unit, a relative word counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// 今年
    Year,
    /// 上月
    Month,
    /// 昨日
    Day,
    /// 上周
    Week,
    /// 周五, counted from Monday, the first.
    Weekday,
    /// 同年, from the time named before.
    SameYear,
    /// 同月
    SameMonth,
    /// 次日
    SameDay,
    /// 上世纪
    Century,
}

const STEPS: [(&str, Step); 9] = [
    ("year", Step::Year),
    ("month", Step::Month),
    ("day", Step::Day),
    ("week", Step::Week),
    ("weekday", Step::Weekday),
    ("same-year", Step::SameYear),
    ("same-month", Step::SameMonth),
    ("same-day", Step::SameDay),
    ("century", Step::Century),
];

/// A part of a year or of a month.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    /// Its months, if it can be part of a year.
    pub of_year: Option<(u32, u32)>,
    /// Its days, if it can be part of a month; the last day of a month is at most its own.
    pub of_month: Option<Stretch>,
    /// Whether it also stands for a part of the year of issue.
    pub is_alone: bool,
}

/// The days of a part of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stretch {
    /// 中旬
    Days(u32, u32),
    /// 月底: nobody says where it begins.
    Somewhere,
}

/// A period with a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Period {
    /// Its first year, and month if it is told.
    pub first: (i32, Option<u32>),
    /// Its last year, of a plan; an event has none.
    pub last: Option<i32>,
}

/// What a mark does beside a time or a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// 年
    Year,
    /// 年代
    Decade,
    /// 世纪
    Century,
    /// 季度
    Quarter,
    /// 月
    Month,
    /// 个月
    Months,
    /// 日
    Day,
    /// 号, which only behind a month means a day.
    NumberedDay,
    /// 时
    Hour,
    /// 分
    Minute,
    /// 下午
    Daytime,
    /// 前 of 前三季度.
    First,
    /// 至
    Link,
    /// 截至
    UntilAhead,
    /// 以前
    UntilBehind,
    /// 自
    SinceAhead,
    /// 以来
    SinceBehind,
    /// 约
    AboutAhead,
    /// 前后
    AboutBehind,
    /// 年来
    YearsToNow,
    /// 未来
    ComingYears,
    /// 为期: what follows is no day.
    DurationAhead,
    /// 每年
    YearlyAhead,
    /// 农历: what follows is no day of our calendar.
    NoDateAhead,
    /// 用了: a single numeral behind it counts days, and names none.
    CountAhead,
    /// 举行: a single numeral and 日 in front of it name a day, and count none.
    DeedBehindDay,
    /// 昨 of 昨（10日）.
    DayBeforeBracket,
    /// 贸易额: what a year comes to is told when it is over.
    SumOfYear,
    /// 轮值: what is held for years may go on.
    TermOfYears,
}

const MARKS: [(&str, Mark); 29] = [
    ("year", Mark::Year),
    ("decade", Mark::Decade),
    ("century", Mark::Century),
    ("quarter", Mark::Quarter),
    ("month", Mark::Month),
    ("months", Mark::Months),
    ("day", Mark::Day),
    ("numbered-day", Mark::NumberedDay),
    ("hour", Mark::Hour),
    ("minute", Mark::Minute),
    ("daytime", Mark::Daytime),
    ("first", Mark::First),
    ("link", Mark::Link),
    ("until-ahead", Mark::UntilAhead),
    ("until-behind", Mark::UntilBehind),
    ("since-ahead", Mark::SinceAhead),
    ("since-behind", Mark::SinceBehind),
    ("about-ahead", Mark::AboutAhead),
    ("about-behind", Mark::AboutBehind),
    ("years-to-now", Mark::YearsToNow),
    ("coming-years", Mark::ComingYears),
    ("duration-ahead", Mark::DurationAhead),
    ("yearly-ahead", Mark::YearlyAhead),
    ("no-date-ahead", Mark::NoDateAhead),
    ("count-ahead", Mark::CountAhead),
    ("deed-behind-day", Mark::DeedBehindDay),
    ("day-before-bracket", Mark::DayBeforeBracket),
    ("sum-of-year", Mark::SumOfYear),
    ("term-of-years", Mark::TermOfYears),
];

/// The marks that stand behind numbers.
const SIGNS: [Mark; 8] =
    [Mark::Year, Mark::Decade, Mark::Century, Mark::Quarter, Mark::Month, Mark::Day, Mark::YearsToNow, Mark::Link];

impl Calendar {
    /// Reads the files of time under `lexicon/`; `file` gives the text of each.
    pub(super) fn read<'a>(file: impl Fn(&'static str) -> Result<&'a str>, numerals: &Numerals) -> Result<Self> {
        let table = |name: &'static str| Table::read(name, file(name)?);
        let words = table("lexicon/time-words.tsv")?;
        let parts = table("lexicon/time-parts.tsv")?;
        let future = table("lexicon/future-words.tsv")?;
        let periods = table("lexicon/periods.tsv")?;
        let words = Phrases::read("word", meanings(&words, word)?);
        let parts = Phrases::read("part", meanings(&parts, part)?);
        let periods = Phrases::read("period", meanings(&periods, period)?);
        let marks = read_marks(&table("lexicon/time-marks.tsv")?)?;
        let ahead = [Mark::First, Mark::ComingYears, Mark::DayBeforeBracket];
        let ahead = ahead.into_iter().flat_map(|mark| marks[mark as usize].firsts());
        let numbers = ('\0'..='\u{ffff}').filter(|c| numerals.of(*c) != Numeral::None);
        // 中 of 中国 begins 中旬, too, which is no time without its month.
        let alone = parts.firsts_of(|part| part.is_alone);
        let starts = words.firsts().chain(alone).chain(periods.firsts()).chain(ahead).chain(numbers);
        let starts = starts.chain(['第']).collect();
        let signs = SIGNS.into_iter().flat_map(|mark| marks[mark as usize].firsts());
        let signs = signs.chain([' ', '、', '-', '.', '/']).collect();
        let future = Phrases::read("word", meanings(&future, |_| Some(()))?);
        Ok(Calendar { words, parts, marks, future, periods, starts, signs })
    }

    /// Whether a time may begin with a character.
    #[inline]
    pub(crate) fn may_start(&self, c: char) -> bool {
        self.starts.has(c)
    }

    /// Whether a number that tells a time may stand before a character.
    #[inline]
    pub(crate) fn may_follow_number(&self, c: char) -> bool {
        self.signs.has(c)
    }

    /// The marks that do one thing.
    #[inline]
    pub(crate) fn marks(&self, mark: Mark) -> &Phrases<()> {
        &self.marks[mark as usize]
    }
}

/// The rows of a table with what they mean.
fn meanings<'t, 'a, T>(
    table: &'t Table<'a>,
    meaning: impl Fn(Record<'t, 'a>) -> Option<T>,
) -> Result<Vec<(Record<'t, 'a>, T)>> {
    let rows = table.records().map(|record| match meaning(record) {
        Some(meaning) => Ok((record, meaning)),
        None => Err(record.error("a cell that cannot be read")),
    });
    rows.collect()
}

fn word(record: Record<'_, '_>) -> Option<(Step, i32)> {
    let (_, step) = STEPS.iter().find(|(name, _)| *name == record.get("sense"))?;
    Some((*step, record.get("offset").parse().ok()?))
}

fn part(record: Record<'_, '_>) -> Option<Part> {
    let range = |cell: &str| {
        let (first, last) = cell.split_once('-').unwrap_or((cell, cell));
        Some((first.parse().ok()?, last.parse().ok()?))
    };
    let of_month = match record.get("of_month") {
        "" => None,
        "~" => Some(Stretch::Somewhere),
        cell => range(cell).map(|(first, last)| Stretch::Days(first, last)),
    };
    let part = Part { of_year: range(record.get("of_year")), of_month, is_alone: record.get("alone") == "yes" };
    (part.of_year.is_some() || part.of_month.is_some()).then_some(part)
}

fn period(record: Record<'_, '_>) -> Option<Period> {
    let first = record.get("first");
    let (year, month) = first.split_once('-').map_or((first, None), |(year, month)| (year, Some(month)));
    let month = month.and_then(|month| month.parse().ok());
    Some(Period { first: (year.parse().ok()?, month), last: record.get("last").parse().ok() })
}

/// The marks of each sort, in the order of `MARKS`.
fn read_marks(table: &Table<'_>) -> Result<Vec<Phrases<()>>> {
    let is_known = |name: &str| MARKS.iter().any(|(other, _)| *other == name);
    if let Some(record) = table.records().find(|record| !record.list("sense").all(is_known)) {
        return Err(record.error("unknown sense"));
    }
    let of = |name: &str| {
        let rows = table.records().filter(|record| record.list("sense").any(|sense| sense == name));
        Phrases::read("mark", rows.map(|record| (record, ())))
    };
    Ok(MARKS.iter().map(|(name, _)| of(name)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_stand_in_their_order() {
        assert!(MARKS.iter().enumerate().all(|(index, (_, mark))| *mark as usize == index));
    }
}
