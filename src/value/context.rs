//! What a time leaves unsaid: the year of 5月18日, the month of 22日.

use super::clause::{is_about_future, is_parted};
use super::point::{Parts, Point};
use super::{Anchor, Date, TimeAt};
use crate::ontology::Ontology;
use crate::text::Span;

/// So many months ahead of the issue, a time of no clause about the future is one of the year before.
const MONTHS_AHEAD: u32 = 2;
/// So many months before the issue, a time of a clause about the future is one of the year after.
const MONTHS_BACK: u32 = 6;
/// A month named in an earlier sentence is the one of a day alone, if that then lies so many days before the issue.
const NEAR_DAYS: i32 = 45;

/// Where a time stands, and what is known there.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub text: &'a str,
    pub span: Span,
    pub anchor: Anchor,
    /// The time told before it.
    pub earlier: Option<&'a TimeAt>,
    pub ontology: &'a Ontology,
}

impl Context<'_> {
    /// The point with its years and months; a year stays unknown where nothing tells it.
    pub fn complete(&self, point: Point) -> Option<Point> {
        let point = if point.is_day_alone() { point.in_month(self.month_of(point)?) } else { point };
        let lacks_year = point.first.year.is_none() || point.last.year.is_none();
        Some(if lacks_year && !point.is_of_any_year { point.in_year(self.year_of(point)) } else { point })
    }

    /// The month of a day alone: of the time told before it, else by the day of issue.
    fn month_of(&self, point: Point) -> Option<Parts> {
        // 今年前5个月, a sum of months, is no month of a day.
        let is_sum = |earlier: &&TimeAt| {
            let ends = earlier.time.first().zip(earlier.time.last());
            ends.is_some_and(|(first, last)| first.month() != last.month() && last.day().is_none())
        };
        let earlier = self.earlier.filter(|earlier| !is_sum(earlier));
        let told = earlier.and_then(|earlier| Some((earlier.span.end, earlier.time.last()?)));
        let told = told.filter(|(_, date)| date.month().is_some());
        let is_meant = |end: usize, date: Date| {
            !is_parted(self.text, end, self.span.start)
                || self.is_near_issue(Parts { day: point.last.day, ..date.into() })
        };
        let told = told.filter(|(end, date)| is_meant(*end, *date));
        told.map(|(_, date)| Parts { day: None, ..date.into() }).or_else(|| self.month_by_issue(point))
    }

    /// Whether a day of another sentence lies in the weeks up to the issue, or no day of issue is known.
    fn is_near_issue(&self, day: Parts) -> bool {
        let Some(issue) = self.anchor.presumed_day().and_then(Date::number) else { return true };
        let day = day.date().and_then(Date::number);
        day.is_some_and(|day| (issue - NEAR_DAYS..=issue).contains(&day))
    }

    /// The month of issue, or the one before if the day has not come: 22日 in a paper of 8 June.
    fn month_by_issue(&self, point: Point) -> Option<Parts> {
        let issue = self.anchor.presumed_day()?;
        let (year, month) = (issue.year()?, issue.month()?);
        let is_late = point.first.day > issue.day();
        let is_last_month = is_late && !self.is_future();
        let (year, month) = match (is_last_month, month) {
            (true, 1) => (year - 1, 12),
            (true, month) => (year, month - 1),
            (false, month) => (year, month),
        };
        Some(Parts { year: Some(year), month: Some(month), day: None })
    }

    /// The year of a month: of the time before it in the same sentence, else by the day of issue.
    fn year_of(&self, point: Point) -> Option<i32> {
        self.year_before(point).or_else(|| self.year_by_issue(point))
    }

    /// 2022年9月发布，10月实施: the year of what was told before, with its month, in the same sentence.
    fn year_before(&self, point: Point) -> Option<i32> {
        let found = self.earlier.filter(|found| !is_parted(self.text, found.span.end, self.span.start))?;
        let date = found.time.last().filter(|date| date.month().is_some())?;
        let later = i32::from(point.first.month < date.month());
        let year = date.year()?;
        Some(if self.anchor.year().is_none_or(|issue| year + later <= issue) { year + later } else { year })
    }

    /// 12月28日 in a paper of January is last year's.
    fn year_by_issue(&self, point: Point) -> Option<i32> {
        let year = self.anchor.year()?;
        let (Some(issue), Some(month)) = (self.anchor.presumed_day().and_then(Date::month), point.first.month) else {
            return Some(year);
        };
        let is_stretch = point.last.month != Some(month);
        // 前三季度 is told when it is over.
        let reached = if is_stretch && month == 1 { point.last.month.unwrap_or(month) } else { month };
        Some(match () {
            () if reached > issue + MONTHS_AHEAD && !self.is_future() => year - 1,
            () if issue > month + MONTHS_BACK && !is_stretch && self.is_future() => year + 1,
            () => year,
        })
    }

    fn is_future(&self) -> bool {
        is_about_future(self.text, self.span, self.ontology)
    }
}
