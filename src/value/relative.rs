//! Times by their distance: 去年, 上月, 昨日, 上周五, 次年.

use super::Anchor;
use super::date::{Date, weekday};
use super::point::{Parts, Point};
use crate::ontology::Step;

const DAYS_OF_WEEK: i32 = 7;

/// The time that is `offset` steps from the issue, or, for those of the same year, from the date told before.
pub(super) fn step(step: Step, offset: i32, anchor: Anchor, earlier: Option<Date>) -> Option<Point> {
    match step {
        Step::Year => Some(Point::at(year(anchor.year()?, offset))),
        Step::Month => Some(Point::at(month(anchor.day()?, offset)?)),
        Step::Day => Some(Point::at(day(anchor.day()?, offset)?)),
        Step::Week => week(anchor.day()?, offset),
        // Which week is meant depends on the clause.
        Step::Weekday => None,
        Step::SameYear => Some(Point::at(year(earlier?.year()?, offset))),
        Step::SameMonth => Some(Point::at(month(earlier?, offset)?)),
        Step::SameDay => Some(Point::at(day(earlier?, offset)?)),
        Step::Century => {
            let first = anchor.year().map_or(2001, |year| (year - 1) / 100 * 100 + 1) + offset * 100;
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
    if offset == 0 { of.day().map(|_| of) } else { Date::of_number(of.number()? + offset) }
}

/// From Monday to Sunday.
fn week(of: Date, offset: i32) -> Option<Point> {
    let monday = monday(of)? + offset * DAYS_OF_WEEK;
    let (first, last) = (Date::of_number(monday)?, Date::of_number(monday + DAYS_OF_WEEK - 1)?);
    Some(Point { first: first.into(), last: last.into(), ..Point::default() })
}

/// A day of the week that is `offset` weeks away, counted from Monday, the first.
pub(super) fn day_of_week(issue: Date, offset: i32, day: i32) -> Option<Point> {
    Some(Point::at(Date::of_number(monday(issue)? + offset * DAYS_OF_WEEK + day - 1)?))
}

/// The last such day up to the issue, or the next one if the clause is about the future.
pub(super) fn nearest_weekday(issue: Date, day: i32, is_future: bool) -> Option<Point> {
    let back = (weekday(issue.number()?) - day).rem_euclid(DAYS_OF_WEEK);
    let offset = if is_future && back > 0 { DAYS_OF_WEEK - back } else { -back };
    Some(Point::at(Date::of_number(issue.number()? + offset)?))
}

fn monday(of: Date) -> Option<i32> {
    let number = of.number()?;
    Some(number - (weekday(number) - 1))
}
