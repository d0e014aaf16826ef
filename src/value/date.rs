//! Days, months and years of the Gregorian calendar, by integers alone.

use std::fmt::{self, Display, Formatter};

/// A day, a month or a year; of a day or month the year may be unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: Option<i32>,
    month: Option<u32>,
    day: Option<u32>,
}

impl Date {
    /// The date with these parts; none if there is no such date, and no day without its month.
    pub fn new(year: Option<i32>, month: Option<u32>, day: Option<u32>) -> Option<Date> {
        let is_known = year.is_some() || month.is_some();
        let year_fits = year.is_none_or(|year| (1..=9999).contains(&year));
        let month_fits = month.is_none_or(|month| (1..=12).contains(&month));
        let day_fits = day.is_none_or(|day| month.is_some_and(|month| day >= 1 && day <= days_of(year, month)));
        (is_known && year_fits && month_fits && day_fits).then_some(Date { year, month, day })
    }

    /// The day that is written `YYYY-MM-DD`; none if it is written otherwise or there is no such day.
    ///
    /// ```
    /// use sinograph::value::Date;
    ///
    /// assert_eq!(Date::read("2024-02-29").and_then(Date::day), Some(29));
    /// assert_eq!(Date::read("2023-02-29"), None);
    /// assert_eq!(Date::read("2023-2-9"), None);
    /// ```
    pub fn read(text: &str) -> Option<Date> {
        let is_form = text.len() == 10
            && text
                .bytes()
                .enumerate()
                .all(|(n, byte)| if n == 4 || n == 7 { byte == b'-' } else { byte.is_ascii_digit() });
        if !is_form {
            return None;
        }
        Date::new(text[..4].parse().ok(), text[5..7].parse().ok(), text[8..].parse().ok())
    }

    /// The day that is so many days from 1 March of the year 0.
    pub(super) fn of_number(number: i32) -> Option<Date> {
        let era = number.div_euclid(DAYS_OF_ERA);
        let day = number.rem_euclid(DAYS_OF_ERA);
        let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
        let of_year = day - (365 * year + year / 4 - year / 100);
        let month = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        let year = year + era * 400 + i32::from(month <= 2);
        Date::new(Some(year), u32::try_from(month).ok(), u32::try_from(day).ok())
    }

    /// How many days it is from 1 March of the year 0, if it is a day of a known year.
    pub fn number(self) -> Option<i32> {
        let (year, month, day) = (self.year?, i32::try_from(self.month?).ok()?, i32::try_from(self.day?).ok()?);
        let year = if month <= 2 { year - 1 } else { year };
        let month = if month > 2 { month - 3 } else { month + 9 };
        let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let day = of_era * 365 + of_era / 4 - of_era / 100 + (153 * month + 2) / 5 + day - 1;
        Some(era * DAYS_OF_ERA + day)
    }

    /// The day that is so many days later, if this is a day of a known year.
    ///
    /// ```
    /// use sinograph::value::Date;
    ///
    /// let day = Date::read("2024-02-28").unwrap();
    /// assert_eq!([day.days_later(2), day.days_later(-28)], [Date::read("2024-03-01"), Date::read("2024-01-31")]);
    /// ```
    pub fn days_later(self, days: i32) -> Option<Date> {
        Date::of_number(self.number()? + days)
    }

    /// Whether it lies behind another one, as far as both tell: 2027 behind 2025-05-13, but not 2025.
    ///
    /// ```
    /// use sinograph::value::Date;
    ///
    /// let day = Date::read("2025-05-13").unwrap();
    /// assert!(Date::new(Some(2027), None, None).unwrap().is_after(day));
    /// assert!(Date::new(Some(2025), Some(6), None).unwrap().is_after(day));
    /// assert!(!Date::new(Some(2025), None, None).unwrap().is_after(day));
    /// ```
    pub fn is_after(self, other: Date) -> bool {
        let pairs = [
            (self.year.map(i64::from), other.year.map(i64::from)),
            (self.month.map(i64::from), other.month.map(i64::from)),
            (self.day.map(i64::from), other.day.map(i64::from)),
        ];
        let told = pairs.into_iter().map_while(|(own, other)| own.zip(other));
        told.into_iter().find(|(own, other)| own != other).is_some_and(|(own, other)| own > other)
    }

    /// The year, if it is known.
    pub fn year(self) -> Option<i32> {
        self.year
    }

    /// The month, counted from one; a year has none.
    pub fn month(self) -> Option<u32> {
        self.month
    }

    /// The day of the month; a month or year has none.
    pub fn day(self) -> Option<u32> {
        self.day
    }
}

const DAYS_OF_ERA: i32 = 146_097;

/// Monday is 1.
pub(super) fn weekday(number: i32) -> i32 {
    // 1 March of the year 0 was a Wednesday.
    (number + 2).rem_euclid(7) + 1
}

/// The number of days of a month, the most there may be if the year is unknown.
pub(super) fn days_of(year: Option<i32>, month: u32) -> u32 {
    match month {
        2 if year.is_none_or(is_leap) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// As XML Schema writes it: `2023-05-18`, `2023-05`, `2023`, and without a year `--05-18`, `--05`.
impl Display for Date {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.year {
            Some(year) => write!(f, "{year:04}")?,
            None => f.write_str("-")?,
        }
        self.month.map_or(Ok(()), |month| write!(f, "-{month:02}"))?;
        self.day.map_or(Ok(()), |day| write!(f, "-{day:02}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_through_leap_years() {
        let mut date = Date::new(Some(1899), Some(12), Some(31)).expect("a day");
        let first = date.number().expect("a day has a number");
        for number in first..first + 100_000 {
            date = Date::of_number(number).expect("a day");
            assert_eq!(date.number(), Some(number));
        }
        assert_eq!(date.to_string(), "2173-10-14");
        let day = |year, month, day| Date::new(Some(year), Some(month), Some(day)).and_then(Date::number);
        assert_eq!(day(2023, 5, 18).map(weekday), Some(4));
        assert_eq!([day(2023, 2, 29), day(1900, 2, 29), day(2023, 13, 1)], [None; 3]);
        assert!(day(2024, 2, 29).is_some() && day(2000, 2, 29).is_some());
    }
}
