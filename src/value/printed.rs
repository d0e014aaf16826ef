//! Times by their numbers: 2023年5月18日, 前三季度, 5月中旬, 20世纪90年代, 10年来.

use super::clause::is_pause;
use super::date::Date;
use super::numeral::{Whole, whole};
use super::point::Point;
use super::reader::{Reader, Reading};
use crate::ontology::{Mark, Numeral, Step, Stretch};

/// Years that are printed in four digits.
const YEARS: std::ops::RangeInclusive<u32> = 1000..=2199;

/// The months of 全年.
const WHOLE_YEAR: (u32, u32) = (1, 12);

impl Reader<'_> {
    /// 2023年5月18日, 2013—2022年.
    pub(super) fn printed_year(&self, at: usize) -> Option<Reading> {
        let (first, last, end) = self.numbers(at, Mark::Year)?;
        let is_year = |year: Whole| year.n_chars == 4 && YEARS.contains(&year.value);
        if !is_year(first) || !is_year(last) || first.value > last.value {
            return None;
        }
        // 近2000年的历史
        let is_duration = first.value % 100 == 0 && self.is_counted(at);
        if is_duration || self.text[..at].ends_with('第') {
            return None;
        }
        let point = Point::years(i32::try_from(first.value).ok()?, i32::try_from(last.value).ok()?);
        if first == last { self.rest_of_year(end, point) } else { Some((Some(point), end)) }
    }

    /// What follows a year: a month, a quarter, 底.
    pub(super) fn rest_of_year(&self, end: usize, year: Point) -> Option<Reading> {
        let at = self.after_space(end);
        let at = at + self.text[at..].strip_prefix('的').map_or(0, |_| '的'.len_utf8());
        let months = self.months(at).map(|(months, after)| self.rest_of_month(after, year.with_months(months)));
        let months = months.or_else(|| self.no_month(at));
        let rest = months.or_else(|| self.part_of_year(at, year, false));
        rest.or_else(|| Some((year.first.year.map(|_| year), end)))
    }

    /// 2023-05-18, 2023.5.18, 2023/5/18.
    pub(super) fn numeric_date(&self, at: usize) -> Option<Reading> {
        let number = |at: usize| whole(&self.ontology.numerals, self.text, at).filter(|number| !number.is_han);
        let year = number(at).filter(|year| year.n_chars == 4 && YEARS.contains(&year.value))?;
        let sign = self.text[year.end..].chars().next().filter(|sign| matches!(sign, '-' | '.' | '/'))?;
        let month = number(year.end + sign.len_utf8()).filter(|month| month.n_chars <= 2)?;
        let after = self.text[month.end..].strip_prefix(sign).map(|_| month.end + sign.len_utf8())?;
        let day = number(after).filter(|day| day.n_chars <= 2)?;
        let goes_on = self.text[day.end..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == sign);
        let date = Date::new(i32::try_from(year.value).ok(), Some(month.value), Some(day.value))?;
        (!goes_on).then(|| (Some(Point::at(date)), day.end))
    }

    /// 5月, 1至4月; 元月, which mostly stands behind a year.
    fn months(&self, at: usize) -> Option<((u32, u32), usize)> {
        if self.text[at..].starts_with("元月") {
            return Some(((1, 1), at + "元月".len()));
        }
        let (first, last, end) = self.numbers(at, Mark::Month)?;
        let is_month = (1..=12).contains(&first.value) && first.value <= last.value && last.value <= 12;
        is_month.then_some(((first.value, last.value), end))
    }

    /// 13月1日 is no time, nor is its 1日.
    pub(super) fn no_month(&self, at: usize) -> Option<Reading> {
        let (.., end) = self.numbers(at, Mark::Month)?;
        let day = self.days_behind_month(self.after_space(end));
        Some((None, day.map_or(end, |(.., after)| after)))
    }

    /// What follows a month: a day, 中旬. With a day that no month has, as in 1月32日, it is no time.
    pub(super) fn rest_of_month(&self, end: usize, month: Point) -> Reading {
        if month.first.month != month.last.month {
            return (Some(month), end);
        }
        if let Some((first, last, after)) = self.days_behind_month(self.after_space(end)) {
            let days = is_day(first, last).then(|| month.with_days((first.value, last.value)));
            return (days, after);
        }
        let part = self.ontology.calendar.parts.start_at(self.text, end);
        match part.and_then(|(after, part)| Some((after, part.of_month?))) {
            Some((after, Stretch::Somewhere)) => (Some(month.and_vague(true)), after),
            Some((after, Stretch::Days(first, last))) => (Some(month.with_days((first, last))), after),
            None => (Some(month), end),
        }
    }

    /// 18日, 18~19日, 18号; whether there are such days is another matter.
    fn days_behind_month(&self, at: usize) -> Option<(Whole, Whole, usize)> {
        // Behind a month nothing makes 日 a part of another word: 5月18日本报讯.
        let day = |at: usize| {
            let day = self.text[at..].strip_prefix('日').map(|_| at + '日'.len_utf8());
            day.or_else(|| self.stands_at(at, Mark::NumberedDay))
        };
        self.numbers_before(at, day)
    }

    /// 前三季度, 第一季度, 上半年, 年底.
    pub(super) fn part_of_year(&self, at: usize, year: Point, is_alone: bool) -> Option<Reading> {
        if let Some((months, end)) = self.quarters(at) {
            return Some((Some(year.with_months(months)), end));
        }
        let before = self.text[..at].chars().next_back();
        // 3年内, 几年底
        if is_alone && before.is_some_and(|c| self.ontology.numerals.of(c) != Numeral::None) {
            return None;
        }
        let (end, part) = self.ontology.calendar.parts.start_at(self.text, at)?;
        let months = part.of_year.filter(|_| part.is_alone || !is_alone)?;
        let is_month = months.0 == months.1;
        // 年底 and 年内 are of the year of issue; of 下半年 the clause tells.
        let year = match self.anchor.year() {
            Some(issue) if is_alone && (is_month || months == WHOLE_YEAR) => Point::years(issue, issue),
            _ => year,
        };
        if months == WHOLE_YEAR {
            return Some((year.first.year.map(|_| year), end));
        }
        Some((Some(year.with_months(months).and_vague(is_month)), end))
    }

    /// The months of 一季度, 第二季度, 前三季度, 前4个月.
    fn quarters(&self, at: usize) -> Option<((u32, u32), usize)> {
        if let Some(after) = self.stands_at(at, Mark::First) {
            let count = whole(&self.ontology.numerals, self.text, after)?;
            let months = |mark| self.stands_at(count.end, mark);
            let (n_months, end) = match months(Mark::Quarter) {
                Some(end) => (count.value * 3, end),
                None => (count.value, months(Mark::Months).or_else(|| months(Mark::Month))?),
            };
            return (1..=12).contains(&n_months).then_some(((1, n_months), end));
        }
        let at = at + self.text[at..].strip_prefix('第').map_or(0, |_| '第'.len_utf8());
        let (first, last, end) = self.numbers(at, Mark::Quarter)?;
        let is_quarter = (1..=4).contains(&first.value) && first.value <= last.value && last.value <= 4;
        is_quarter.then(|| ((first.value * 3 - 2, last.value * 3), end))
    }

    /// 20世纪, 二十世纪九十年代.
    pub(super) fn century(&self, at: usize) -> Option<Reading> {
        let (first, last, end) = self.numbers(at, Mark::Century)?;
        if !(1..=21).contains(&first.value) || first != last {
            return None;
        }
        let before = i32::try_from(first.value - 1).ok()? * 100;
        self.decade(end, Some(before)).or(Some((Some(Point::years(before + 1, before + 100)), end)))
    }

    /// 90年代, 1990年代; `before` is the last year before its century, as far as it is told.
    pub(super) fn decade(&self, at: usize, before: Option<i32>) -> Option<Reading> {
        let (number, last, end) = self.numbers(at, Mark::Decade)?;
        let value = i32::try_from(number.value).ok().filter(|value| value % 10 == 0 && number == last)?;
        let first = match (number.value, before) {
            (0..=90, Some(before)) => before + value,
            (20..=90, None) => 1900 + value,
            (1000..=2190, None) => value,
            _ => return None,
        };
        Some((Some(Point::years(first, first + 9)), end))
    }

    /// 10年来: up to the year of issue.
    pub(super) fn years_to_now(&self, at: usize) -> Option<Reading> {
        let (first, last, end) = self.numbers(at, Mark::YearsToNow)?;
        let n = i32::try_from(first.value).ok().filter(|n| (1..1000).contains(n) && first == last)?;
        Some((self.anchor.year().map(|year| Point::years(year - n, year).and_vague(true)), end))
    }

    /// 未来5年: from the year of issue.
    pub(super) fn coming_years(&self, at: usize) -> Option<Reading> {
        let after = self.stands_at(at, Mark::ComingYears)?;
        let (first, last, end) = self.numbers(after, Mark::Year)?;
        let n = i32::try_from(first.value).ok().filter(|n| (1..100).contains(n) && first == last)?;
        Some((self.anchor.year().map(|year| Point::years(year, year + n).and_vague(true)), end))
    }

    /// 5月18日, 5月: of a year that is not told.
    pub(super) fn lone_month(&self, at: usize) -> Option<Reading> {
        let Some((months, end)) = self.months(at) else { return self.no_month(at) };
        let (point, after) = self.rest_of_month(end, Point::default().with_months(months));
        let is_day = point.is_some_and(|point| point.first.day.is_some());
        (is_day || !self.is_counted(at)).then_some((point, after))
    }

    /// 22日, 24~25日: of a month that is not told.
    pub(super) fn lone_day(&self, at: usize) -> Option<Reading> {
        let (first, last, end) = self.numbers(at, Mark::Day)?;
        let is_sure = !first.is_han || first.n_chars > 1 || self.is_named(at, first.value, end);
        (is_sure && is_day(first, last) && !self.is_counted(at))
            .then(|| (Some(Point::default().with_days((first.value, last.value))), end))
    }

    /// Whether one numeral and 日, from `at` to `end`, name a day by what stands around them, and count none as in 一日三餐:
    /// 北京五日电, 十日上午, 十日举行, 八日至十日, and 十日 as a clause.
    fn is_named(&self, at: usize, value: u32, end: usize) -> bool {
        let rest = &self.text[end..];
        // 两日 never names a day.
        if self.text[at..].starts_with('两') || self.stands_before(at, Mark::CountAhead) {
            return false;
        }
        let leads_on = || self.stands_at(end, Mark::Link).is_some_and(|last| self.numbers(last, Mark::Day).is_some());
        let link = self.ontology.calendar.marks(Mark::Link).end_at(self.text, at);
        let is_linked = || link.is_some_and(|(link, ())| self.text[..link].ends_with('日'));
        // 一日，从家里走来: that is a story.
        let is_clause =
            || value > 1 && rest.starts_with('，') && self.text[..at].chars().next_back().is_none_or(is_pause);
        let is_told = [Mark::Daytime, Mark::DeedBehindDay].into_iter().any(|mark| self.stands_at(end, mark).is_some());
        is_told || leads_on() || is_linked() || is_clause()
    }

    /// 昨（10日）, 前天（9月9日）: the day is the one in the bracket.
    pub(super) fn day_in_bracket(&self, at: usize) -> Option<Reading> {
        let word = self.ontology.calendar.words.start_at(self.text, at);
        let word = word.filter(|(_, (of, _))| matches!(of, Step::Day | Step::SameDay | Step::Weekday));
        let end = word.map(|(end, _)| end).or_else(|| self.stands_at(at, Mark::DayBeforeBracket))?;
        let bracket = self.text[end..].chars().next().filter(|c| matches!(c, '（' | '('))?;
        let inside = end + bracket.len_utf8();
        let alone = |(first, last, end): (Whole, Whole, usize)| {
            is_day(first, last).then(|| (Some(Point::default().with_days((first.value, last.value))), end))
        };
        let day = self.lone_month(inside).or_else(|| alone(self.days_behind_month(inside)?));
        let (point, end) = day.filter(|(point, _)| point.is_some_and(|point| point.last.day.is_some()))?;
        let end = self.after_weekday(end);
        let end = self.stands_at(end, Mark::Daytime).unwrap_or(end);
        let rest = self.text[end..].strip_prefix(['）', ')'])?;
        Some((point, self.text.len() - rest.len()))
    }

    /// The numbers before a mark: 18日, 18~19日.
    fn numbers(&self, at: usize, mark: Mark) -> Option<(Whole, Whole, usize)> {
        self.numbers_before(at, |at| self.stands_at(at, mark))
    }

    fn numbers_before(&self, at: usize, mark: impl Fn(usize) -> Option<usize>) -> Option<(Whole, Whole, usize)> {
        let first = whole(&self.ontology.numerals, self.text, at)?;
        if let Some(end) = mark(self.after_space(first.end)) {
            return Some((first, first, end));
        }
        let last = self.second_number(first)?;
        mark(self.after_space(last.end)).map(|end| (first, last, end))
    }

    /// 19 of 18~19日 and of 18、19日.
    fn second_number(&self, first: Whole) -> Option<Whole> {
        let number = |at: usize| whole(&self.ontology.numerals, self.text, at);
        if let Some(link) = self.stands_at(first.end, Mark::Link) {
            return number(link);
        }
        self.text[first.end..].strip_prefix('、')?;
        number(first.end + '、'.len_utf8()).filter(|last| last.value == first.value + 1)
    }
}

fn is_day(first: Whole, last: Whole) -> bool {
    (1..=31).contains(&first.value) && first.value <= last.value && last.value <= 31
}
