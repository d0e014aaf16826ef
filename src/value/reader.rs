//! Finds times in a text, from left to right, each by the longest reading that fits.

use super::clause::{floor, is_about_future, is_parted};
use super::context::Context;
use super::numeral::{Whole, whole};
use super::point::{Parts, Point};
use super::relative::{day_of_week, nearest_weekday, step};
use super::{Anchor, Date, Time, TimeAt};
use crate::ontology::{Mark, Numeral, Ontology, Step, Stretch};
use crate::text::Span;

/// How far back an earlier time is looked for, in bytes.
const FAR: usize = 1200;

/// Years that are printed in four digits.
const YEARS: std::ops::RangeInclusive<u32> = 1000..=2199;

/// The months of 全年.
const WHOLE_YEAR: (u32, u32) = (1, 12);

/// See [`super::times`].
pub(super) fn times(text: &str, span: Span, anchor: Anchor, ontology: &Ontology) -> Vec<TimeAt> {
    let text = &text[..span.end];
    let mut reader = Reader { text, start: span.start, anchor, ontology, found: Vec::new(), earlier: None };
    reader.run();
    reader.found
}

struct Reader<'a> {
    /// The text up to the end of what is read.
    text: &'a str,
    /// Where reading begins.
    start: usize,
    anchor: Anchor,
    ontology: &'a Ontology,
    found: Vec<TimeAt>,
    /// The last time before what is read, once it was asked for.
    earlier: Option<Option<TimeAt>>,
}

/// What a stretch of text is read as, and where that ends; nothing if it is a time that cannot be given.
type Reading = (Option<Point>, usize);

impl Reader<'_> {
    fn run(&mut self) {
        let mut at = self.start;
        while let Some(c) = self.text[at..].chars().next() {
            let after = at + c.len_utf8();
            if !self.may_start(c) {
                at = after;
                continue;
            }
            at = match self.expression(at) {
                Some(end) => end,
                None => self.end_of_digits(at).max(after),
            };
        }
    }

    /// Whether a time may begin with a character.
    fn may_start(&self, c: char) -> bool {
        let calendar = &self.ontology.calendar;
        self.ontology.numerals.of(c) != Numeral::None
            || calendar.words.may_start(c)
            || calendar.parts.may_start(c)
            || calendar.periods.may_start(c)
            || calendar.marks(Mark::First).may_start(c)
            || calendar.marks(Mark::ComingYears).may_start(c)
    }

    /// Reads the time at `at`, if there is one, and tells where it ends.
    fn expression(&mut self, at: usize) -> Option<usize> {
        let (point, end) = self.point(at)?;
        let (mut point, mut end) = (point, end);
        if let Some((second, after)) = self.linked(point, end) {
            (point, end) = (second, after);
        }
        let free = self.found.last().map_or(self.start, |last| last.span.end);
        let at = self.opening_quote(at, end).filter(|quote| *quote >= free).unwrap_or(at);
        let span = Span::new(at, end);
        let time = point.and_then(|point| self.time(point, span));
        if let Some((time, is_vague)) = time.filter(|_| !self.stands_before(at, Mark::NoDateAhead)) {
            self.found.push(TimeAt { span, time, is_vague });
        }
        Some(end)
    }

    /// The second end of a stretch: 18日至19日.
    fn linked(&mut self, first: Option<Point>, end: usize) -> Option<Reading> {
        if self.stands_at(end, Mark::SinceBehind).is_some() {
            return None;
        }
        let link = self.stands_at(self.after_clock(end), Mark::Link)?;
        // 5月31日晚至|次日: it is told by the first.
        if let Some((_, (Step::SameYear | Step::SameMonth | Step::SameDay, _))) =
            self.ontology.calendar.words.start_at(self.text, link)
        {
            return None;
        }
        let (second, after) = self.point(self.after_space(link))?;
        let (first, second) = (first?, second?);
        let is_ordered = |point: &Point| {
            let (first, last) = (point.first, point.last);
            first.year <= last.year && (first.year < last.year || first.month <= last.month)
        };
        let stretch = Some(first.up_to(second)).filter(|stretch| first.first.year.is_none() || is_ordered(stretch));
        Some((Some(stretch?), after))
    }

    /// A time of day behind a day: 9时30分, 晚.
    fn after_clock(&self, at: usize) -> usize {
        let at = self.stands_at(at, Mark::Daytime).unwrap_or(at);
        let hour = whole(&self.ontology.numerals, self.text, at).filter(|hour| hour.value <= 24);
        let Some(after) = hour.and_then(|hour| self.stands_at(hour.end, Mark::Hour)) else { return at };
        let minute = whole(&self.ontology.numerals, self.text, after);
        minute.and_then(|minute| self.stands_at(minute.end, Mark::Minute)).unwrap_or(after)
    }

    /// The time that a point is, with what stands around it: 自2022年以来, 截至3月底.
    fn time(&mut self, point: Point, span: Span) -> Option<(Time, bool)> {
        let needs_earlier = point.first.year.is_none();
        let earlier = if needs_earlier { self.earlier() } else { None };
        let is_of_any_year = point.is_of_any_year || self.stands_before(span.start, Mark::YearlyAhead);
        let context =
            Context { text: self.text, span, anchor: self.anchor, earlier: earlier.as_ref(), ontology: self.ontology };
        let point = context.complete(Point { is_of_any_year, ..point })?;
        let (first, last) = (point.first.date()?, point.up_to_its_last_day().last.date()?);
        if first.year().is_some() && first > last {
            return None;
        }
        let is_about =
            self.stands_before(span.start, Mark::AboutAhead) || self.stands_at(span.end, Mark::AboutBehind).is_some();
        let time = match () {
            () if self.stands_before(span.start, Mark::UntilAhead) => Time::until(last),
            () if self.stands_at(span.end, Mark::UntilBehind).is_some() => Time::until(last),
            () if self.stands_at(span.end, Mark::SinceBehind).is_some() => Time::since(first),
            () if first == last && self.stands_before(span.start, Mark::SinceAhead) => Time::since(first),
            () => Time::between(first, last),
        };
        Some((time, point.is_vague || is_about))
    }

    /// The last time told, if need be before what is read.
    fn earlier(&mut self) -> Option<TimeAt> {
        if let Some(last) = self.found.last() {
            return Some(last.clone());
        }
        let (text, end) = (self.text, self.start);
        let (anchor, ontology) = (self.anchor, self.ontology);
        let earlier = self.earlier.get_or_insert_with(|| {
            let start = floor(text, end.saturating_sub(FAR));
            // It asks for nothing further back, so that this ends.
            let earlier = Some(None);
            let mut reader = Reader { text: &text[..end], start, anchor, ontology, found: Vec::new(), earlier };
            reader.run();
            reader.found.pop()
        });
        earlier.clone()
    }

    fn point(&mut self, at: usize) -> Option<Reading> {
        if self.continues_number(at) {
            return None;
        }
        self.period(at)
            .or_else(|| self.relative(at))
            .or_else(|| self.century(at))
            .or_else(|| self.decade(at, None))
            .or_else(|| self.printed_year(at))
            .or_else(|| self.years_to_now(at))
            .or_else(|| self.coming_years(at))
            .or_else(|| self.part_of_year(at, Point::default(), true))
            .or_else(|| self.lone_month(at))
            .or_else(|| self.lone_day(at))
    }

    /// Whether the character before `at` makes a number there a part of another word or number: 1.5, A3, 第5.
    fn continues_number(&self, at: usize) -> bool {
        let before = self.text[..at].chars().next_back();
        before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '．' | '/' | ','))
            && self.text[at..].starts_with(|c| matches!(self.ontology.numerals.of(c), Numeral::Arabic(_)))
    }

    /// “十四五”期间, 改革开放以来.
    fn period(&self, at: usize) -> Option<Reading> {
        let (end, period) = self.ontology.calendar.periods.start_at(self.text, at)?;
        let rest = &self.text[end..];
        let quoted = rest.strip_prefix(['”', '"', '」', '』']).unwrap_or(rest);
        let behind = self.text.len() - quoted.len();
        match period.last {
            Some(last) => {
                let word = ["期间", "时期", "以来"].into_iter().find(|word| quoted.starts_with(word))?;
                Some((Some(Point::years(period.first.0, last)), behind + word.len()))
            }
            None => {
                self.stands_at(behind, Mark::SinceBehind)?;
                let (year, month) = period.first;
                Some((Some(Point::at(Parts { year: Some(year), month, day: None })), behind))
            }
        }
    }

    /// Where the quotation mark stands in front of a period, if the one behind it belongs to it: “十四五”期间.
    fn opening_quote(&self, at: usize, end: usize) -> Option<usize> {
        let quote = self.text[..at].chars().next_back().filter(|c| matches!(c, '“' | '"' | '「' | '『'))?;
        self.text[at..end].contains(['”', '"', '」', '』']).then(|| at - quote.len_utf8())
    }

    /// 去年, 上月22日, 上周五, 次年3月.
    fn relative(&mut self, at: usize) -> Option<Reading> {
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
            Step::Year | Step::SameYear => self.rest_of_year(end, point.unwrap_or_default()),
            Step::Month | Step::SameMonth => Some(self.rest_of_month(end, point?)),
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
        Some((self.anchor.day().and_then(|issue| nearest_weekday(issue, day, is_future)), end))
    }

    /// 上周五: the day of the week in the week told.
    fn day_in_week(&self, at: usize, end: usize, offset: i32) -> Option<Reading> {
        let inner = self.text[at..end].char_indices().skip(1).map(|(from, _)| at + from);
        let mut days = inner.filter_map(|from| match self.ontology.calendar.words.start_at(self.text, from)? {
            (end, (Step::Weekday, day)) => Some((end, *day)),
            _ => None,
        });
        let (end, day) = days.next()?;
        Some((self.anchor.day().and_then(|issue| day_of_week(issue, offset, day)), end))
    }

    /// 2023年5月18日, 2013—2022年.
    fn printed_year(&self, at: usize) -> Option<Reading> {
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
    fn rest_of_year(&self, end: usize, year: Point) -> Option<Reading> {
        let at = self.after_space(end);
        let at = at + self.text[at..].strip_prefix('的').map_or(0, |_| '的'.len_utf8());
        let months = self.months(at).map(|(months, after)| self.rest_of_month(after, year.with_months(months)));
        let rest = months.or_else(|| self.part_of_year(at, year, false));
        rest.or_else(|| Some((year.first.year.map(|_| year), end)))
    }

    /// 5月, 1至4月.
    fn months(&self, at: usize) -> Option<((u32, u32), usize)> {
        let (first, last, end) = self.numbers(at, Mark::Month)?;
        let is_month = (1..=12).contains(&first.value) && first.value <= last.value && last.value <= 12;
        is_month.then_some(((first.value, last.value), end))
    }

    /// What follows a month: a day, 中旬.
    fn rest_of_month(&self, end: usize, month: Point) -> Reading {
        if month.first.month != month.last.month {
            return (Some(month), end);
        }
        if let Some((days, after)) = self.days_in_month(self.after_space(end)) {
            return (Some(month.with_days(days)), after);
        }
        let part = self.ontology.calendar.parts.start_at(self.text, end);
        match part.and_then(|(after, part)| Some((after, part.of_month?))) {
            Some((after, Stretch::Somewhere)) => (Some(month.and_vague(true)), after),
            Some((after, Stretch::Days(first, last))) => (Some(month.with_days((first, last))), after),
            None => (Some(month), end),
        }
    }

    /// 18日, 18~19日, 18号.
    fn days_in_month(&self, at: usize) -> Option<((u32, u32), usize)> {
        // Behind a month nothing makes 日 a part of another word: 5月18日本报讯.
        let day = |at: usize| {
            let day = self.text[at..].strip_prefix('日').map(|_| at + '日'.len_utf8());
            day.or_else(|| self.stands_at(at, Mark::NumberedDay))
        };
        let (first, last, end) = self.numbers_before(at, day)?;
        is_day(first, last).then_some(((first.value, last.value), end))
    }

    /// 前三季度, 第一季度, 上半年, 年底.
    fn part_of_year(&self, at: usize, year: Point, is_alone: bool) -> Option<Reading> {
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
    fn century(&self, at: usize) -> Option<Reading> {
        let (first, last, end) = self.numbers(at, Mark::Century)?;
        if !(1..=21).contains(&first.value) || first != last {
            return None;
        }
        let before = i32::try_from(first.value - 1).ok()? * 100;
        self.decade(end, Some(before)).or(Some((Some(Point::years(before + 1, before + 100)), end)))
    }

    /// 90年代, 1990年代; `before` is the last year before its century, as far as it is told.
    fn decade(&self, at: usize, before: Option<i32>) -> Option<Reading> {
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
    fn years_to_now(&self, at: usize) -> Option<Reading> {
        let (first, last, end) = self.numbers(at, Mark::YearsToNow)?;
        let n = i32::try_from(first.value).ok().filter(|n| (1..1000).contains(n) && first == last)?;
        Some((self.anchor.year().map(|year| Point::years(year - n, year).and_vague(true)), end))
    }

    /// 未来5年: from the year of issue.
    fn coming_years(&self, at: usize) -> Option<Reading> {
        let after = self.stands_at(at, Mark::ComingYears)?;
        let (first, last, end) = self.numbers(after, Mark::Year)?;
        let n = i32::try_from(first.value).ok().filter(|n| (1..100).contains(n) && first == last)?;
        Some((self.anchor.year().map(|year| Point::years(year, year + n).and_vague(true)), end))
    }

    /// 5月18日, 5月: of a year that is not told.
    fn lone_month(&self, at: usize) -> Option<Reading> {
        let (months, end) = self.months(at)?;
        let (point, after) = self.rest_of_month(end, Point::default().with_months(months));
        let is_day = point.is_some_and(|point| point.first.day.is_some());
        (is_day || !self.is_counted(at)).then_some((point, after))
    }

    /// 22日, 24~25日: of a month that is not told.
    fn lone_day(&self, at: usize) -> Option<Reading> {
        let (first, last, end) = self.numbers(at, Mark::Day)?;
        // 一日三餐, and in datelines 五日电.
        let is_dateline = self.text[end..].starts_with(['电', '讯']);
        let is_sure = !first.is_han || first.n_chars > 1 || is_dateline;
        (is_sure && is_day(first, last) && !self.is_counted(at))
            .then(|| (Some(Point::default().with_days((first.value, last.value))), end))
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
        let link = self.stands_at(first.end, Mark::Link)?;
        let last = whole(&self.ontology.numerals, self.text, link)?;
        mark(self.after_space(last.end)).map(|end| (first, last, end))
    }

    /// Whether a word in front makes a number a count: 为期3日, 第5日.
    fn is_counted(&self, at: usize) -> bool {
        [Mark::DurationAhead, Mark::AboutAhead].into_iter().any(|mark| self.stands_before(at, mark))
    }

    /// The end of the mark that stands at `at`.
    fn stands_at(&self, at: usize, mark: Mark) -> Option<usize> {
        self.ontology.calendar.marks(mark).start_at(self.text, at).map(|(end, ())| end)
    }

    /// Whether a mark stands right before `at`.
    fn stands_before(&self, at: usize, mark: Mark) -> bool {
        self.ontology.calendar.marks(mark).end_at(self.text, at).is_some()
    }

    fn after_space(&self, at: usize) -> usize {
        at + usize::from(self.text[at..].starts_with(' '))
    }

    /// The end of the digits at `at`, so that no number is read from its middle.
    fn end_of_digits(&self, at: usize) -> usize {
        let is_digit = |c: char| {
            matches!(self.ontology.numerals.of(c), Numeral::Arabic(_) | Numeral::Digit(_) | Numeral::Power(_))
        };
        at + self.text[at..].find(|c| !is_digit(c)).unwrap_or(self.text.len() - at)
    }
}

fn is_day(first: Whole, last: Whole) -> bool {
    (1..=31).contains(&first.value) && first.value <= last.value && last.value <= 31
}
