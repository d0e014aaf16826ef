//! A time with its precision.

use super::Date;
use crate::text::Span;

/// A point or stretch of time, as precise as it is told.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time {
    first: Option<Date>,
    last: Option<Date>,
}

impl Time {
    /// A day, a month or a year.
    pub fn at(date: Date) -> Time {
        Time { first: Some(date), last: Some(date) }
    }

    /// A stretch with both its ends.
    pub fn between(first: Date, last: Date) -> Time {
        Time { first: Some(first), last: Some(last) }
    }

    /// A stretch without an end: 2022年以来.
    pub fn since(first: Date) -> Time {
        Time { first: Some(first), last: None }
    }

    /// A stretch without a beginning: 截至2023年3月底.
    pub fn until(last: Date) -> Time {
        Time { first: None, last: Some(last) }
    }

    /// Where it begins, if that is told.
    pub fn first(&self) -> Option<Date> {
        self.first
    }

    /// Where it ends, if that is told.
    pub fn last(&self) -> Option<Date> {
        self.last
    }

    /// The form of ISO 8601: `2023-05-18`, `2023-05`, `2023`; `2023-01/2023-04` for a stretch, both ends belonging to
    /// it, `2022/..` and `../2023-03` where an end is open (8601-2). Without a known year the forms of XML Schema for
    /// a day or month of any year: `--05-18`, `--05`.
    ///
    /// ```
    /// use sinograph::value::{Date, Time};
    ///
    /// let march = Date::new(Some(2023), Some(3), None).expect("a month");
    /// assert_eq!([Time::at(march).iso(), Time::until(march).iso()], ["2023-03", "../2023-03"]);
    /// ```
    pub fn iso(&self) -> String {
        match (self.first, self.last) {
            (Some(first), Some(last)) if first == last => first.to_string(),
            (first, last) => {
                let end = |date: Option<Date>| date.map_or_else(|| "..".to_owned(), |date| date.to_string());
                format!("{}/{}", end(first), end(last))
            }
        }
    }
}

/// A time where it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeAt {
    /// The bytes of the words that name it.
    pub span: Span,
    /// The time.
    pub time: Time,
    /// Whether its edges are not told exactly: 2022年底, 10年来, 2000年前后.
    pub is_vague: bool,
}
