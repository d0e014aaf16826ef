//! Times by their distance: 去年, 上月, 昨日, 上周五, 次年.

use super::clause::{is_about_future, is_parted};
use super::date::{Date, weekday};
use super::point::{Parts, Point};
use super::reader::{Reader, Reading};
use super::{Anchor, TimeAt};
use crate::ontology::{Mark, Step};
use crate::text::Span;

const DAYS_OF_WEEK: i32 = 7;

impl Reader<'_> {
    /// 去年, 上月22日, 上周五, 次年3月.
    pub(super) fn relative(&mut self, at: usize) -> Option<Reading> {
        let (end, (of, offset)) = self.ontology.calendar.words.start_at(self.text, at)?;
        let (of, offset) = (*of, *offset);
        if of == Step::Weekday {
            return self.weekday(at, end, offset);
        }
        let is_same = matches!(of, Step::SameYear | Step::SameMonth | Step::SameDay);
        let earlier = if is_same { self.earlier() } else { None };
        // 当日 mostly follows in the next sentence; 当年 then is an old time that nobody told.
        let is_meant = |earlier: &TimeAt| of == Step::SameDay || !is_parted(self.text, earlier.span.end, at);
        let earlier = earlier.filter(is_meant);
        let date = earlier.as_ref().and_then(|earlier| earlier.time.last());
        let point = step(of, offset, self.anchor, date);
        match of {
            Step::Year if self.text[end..].starts_with("同期") => Some(self.same_period(at, end, offset)),
            // A month is told even of a year that is not: 同年5月.
            Step::Year | Step::SameYear => {
                let unknown = Point { is_of_any_year: true, ..Point::default() };
                self.rest_of_year(end, point.unwrap_or(unknown))
            }
            Step::Month | Step::SameMonth => {
                let (day, end) = self.rest_of_month(end, point.unwrap_or_default());
                Some((point.and(day), end))
            }
            Step::Week => self.day_in_week(at, end, offset).or(Some((point, end))),
            Step::Century => {
                let first = point?.first.year;
                self.decade(end, first.map(|first| first - 1)).or(Some((point, end)))
            }
            _ => Some((point, end)),
        }
    }

    /// 去年同期: what the sentence told before, but of that year.
    fn same_period(&mut self, at: usize, end: usize, offset: i32) -> Reading {
        let end = end + "同期".len();
        let year = step(Step::Year, offset, self.anchor, None);
        let earlier = self.earlier().filter(|earlier| !is_parted(self.text, earlier.span.end, at));
        let ends = earlier.and_then(|earlier| Some((earlier.time.first()?, earlier.time.last()?)));
        let point = match (ends, year.and_then(|year| year.first.year)) {
            (Some((first, last)), Some(year)) => last.year().map(|of| (first, last, year - of)),
            (Some((first, last)), None) => Some((first, last, offset)),
            (None, _) => None,
        };
        let shifted = |date: Date, by| Parts { year: date.year().map(|year| year + by), ..date.into() };
        let point = point.map(|(first, last, by)| Point {
            first: shifted(first, by),
            last: shifted(last, by),
            ..Point::default()
        });
        (point.or(year), end)
    }

    /// 周五, and not 周一至周五, which is every week.
    fn weekday(&self, at: usize, end: usize, day: i32) -> Option<Reading> {
        let link = self.stands_at(end, Mark::Link);
        let second = link.and_then(|link| self.ontology.calendar.words.start_at(self.text, link));
        if let Some((end, (Step::Weekday, _))) = second {
            return Some((None, end));
        }
        let is_future = is_about_future(self.text, Span::new(at, end), self.ontology);
        Some((self.anchor.presumed_day().and_then(|issue| nearest_weekday(issue, day, is_future)), end))
    }

    /// 上周五: the day of the week in the week told.
    fn day_in_week(&self, at: usize, end: usize, offset: i32) -> Option<Reading> {
        let inner = self.text[at..end].char_indices().skip(1).map(|(from, _)| at + from);
        let mut days = inner.filter_map(|from| match self.ontology.calendar.words.start_at(self.text, from)? {
            (end, (Step::Weekday, day)) => Some((end, *day)),
            _ => None,
        });
        let (end, day) = days.next()?;
        Some((self.anchor.presumed_day().and_then(|issue| day_of_week(issue, offset, day)), end))
    }
}

/// The time that is `offset` steps from the issue, or, for those of the same year, from the date told before.
fn step(step: Step, offset: i32, anchor: Anchor, earlier: Option<Date>) -> Option<Point> {
    match step {
        Step::Year => Some(Point::at(year(anchor.year()?, offset))),
        Step::Month => Some(Point::at(month(anchor.presumed_day()?, offset)?)),
        Step::Day => Some(Point::at(day(anchor.presumed_day()?, offset)?)),
        Step::Week => week(anchor.presumed_day()?, offset),
        // Which week is meant depends on the clause.
        Step::Weekday => None,
        Step::SameYear => Some(Point::at(year(earlier?.year()?, offset))),
        Step::SameMonth => Some(Point::at(month(earlier?, offset)?)),
        Step::SameDay => Some(Point::at(day(earlier?, offset)?)),
        Step::Century => {
            let first = (anchor.year()? - 1) / 100 * 100 + 1 + offset * 100;
            Some(Point::years(first, first + 99))
        }
    }
}

fn year(year: i32, offset: i32) -> Parts {
    Parts { year: Some(year + offset), ..Parts::default() }
}

fn month(of: Date, offset: i32) -> Option<Parts> {
    let months = i32::try_from(of.month()?).ok()? - 1 + offset;
    let year = of.year().map(|year| year + months.div_euclid(12));
    Some(Parts { year, month: u32::try_from(months.rem_euclid(12) + 1).ok(), day: None })
}

/// The day itself may be of an unknown year; its neighbours may not.
fn day(of: Date, offset: i32) -> Option<Date> {
    if offset == 0 { of.day().map(|_| of) } else { of.days_later(offset) }
}

/// From Monday to Sunday.
fn week(of: Date, offset: i32) -> Option<Point> {
    let monday = monday(of)? + offset * DAYS_OF_WEEK;
    let (first, last) = (Date::of_number(monday)?, Date::of_number(monday + DAYS_OF_WEEK - 1)?);
    Some(Point { first: first.into(), last: last.into(), ..Point::default() })
}

/// A day of the week that is `offset` weeks away, counted from Monday, the first.
fn day_of_week(issue: Date, offset: i32, day: i32) -> Option<Point> {
    Some(Point::at(Date::of_number(monday(issue)? + offset * DAYS_OF_WEEK + day - 1)?))
}

/// The last such day up to the issue, or the next one if the clause is about the future.
fn nearest_weekday(issue: Date, day: i32, is_future: bool) -> Option<Point> {
    let back = (weekday(issue.number()?) - day).rem_euclid(DAYS_OF_WEEK);
    let offset = if is_future && back > 0 { DAYS_OF_WEEK - back } else { -back };
    Some(Point::at(issue.days_later(offset)?))
}

fn monday(of: Date) -> Option<i32> {
    let number = of.number()?;
    Some(number - (weekday(number) - 1))
}
