//! What is printed of a time, before it is known of what year or month.

use super::date::{Date, days_of};

/// The parts of a date that are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Parts {
    pub year: Option<i32>,
    pub month: Option<u32>,
    pub day: Option<u32>,
}

impl Parts {
    /// The date, if these parts make one.
    pub fn date(self) -> Option<Date> {
        Date::new(self.year, self.month, self.day)
    }
}

impl From<Date> for Parts {
    fn from(date: Date) -> Parts {
        Parts { year: date.year(), month: date.month(), day: date.day() }
    }
}

/// A printed time: its first and its last part, for most the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Point {
    pub first: Parts,
    pub last: Parts,
    /// Whether its edges are not told exactly.
    pub is_vague: bool,
    /// Whether it tells of what has been, up to now, or what is to come: no year is guessed for it.
    pub is_of_any_year: bool,
}

impl Point {
    /// The same parts at both ends.
    pub fn at(parts: impl Into<Parts>) -> Point {
        let parts = parts.into();
        Point { first: parts, last: parts, ..Point::default() }
    }

    /// Years from a first one to a last one.
    pub fn years(first: i32, last: i32) -> Point {
        let year = |year| Parts { year: Some(year), ..Parts::default() };
        Point { first: year(first), last: year(last), ..Point::default() }
    }

    /// With the months from a first one to a last one.
    pub fn with_months(mut self, (first, last): (u32, u32)) -> Point {
        (self.first.month, self.last.month) = (Some(first), Some(last));
        self
    }

    /// With the days from a first one to a last one.
    pub fn with_days(mut self, (first, last): (u32, u32)) -> Point {
        (self.first.day, self.last.day) = (Some(first), Some(last));
        self
    }

    /// With edges that are not told exactly, if `is_vague`.
    pub fn and_vague(mut self, is_vague: bool) -> Point {
        self.is_vague |= is_vague;
        self
    }

    /// The stretch from here to `end`; what `end` does not tell, it shares with this one.
    pub fn up_to(self, end: Point) -> Point {
        let (mut first, mut last) = (self.first, end.last);
        if last.month.is_none() && last.day.is_some() {
            last.month = self.last.month;
        }
        match (first.year, last.year) {
            (Some(year), None) => last.year = Some(year + i32::from(last.month < first.month)),
            (None, Some(year)) => first.year = Some(year - i32::from(last.month < first.month)),
            _ => {}
        }
        Point { first, last, is_vague: self.is_vague | end.is_vague, is_of_any_year: self.is_of_any_year }
    }

    /// With a year for the ends that have none.
    pub fn in_year(mut self, year: Option<i32>) -> Point {
        let next = year.map(|year| year + i32::from(self.last.month < self.first.month));
        (self.first.year, self.last.year) = (self.first.year.or(year), self.last.year.or(next));
        self
    }

    /// With a month for a day that has none.
    pub fn in_month(mut self, of: Parts) -> Point {
        for end in [&mut self.first, &mut self.last] {
            if end.month.is_none() {
                (end.year, end.month) = (of.year, of.month);
            }
        }
        self
    }

    /// With a last day that its month has: 下旬 ends on the 31st, but in February.
    pub fn up_to_its_last_day(mut self) -> Point {
        if let (Some(month), Some(day)) = (self.last.month, self.last.day)
            && self.first != self.last
        {
            self.last.day = Some(day.min(days_of(self.last.year, month)));
        }
        self
    }

    /// Whether a day is told without its month.
    pub fn is_day_alone(&self) -> bool {
        self.first.day.is_some() && self.first.month.is_none()
    }
}
