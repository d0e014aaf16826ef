//! Finds times in a text, from left to right, each by the longest reading that fits.

use super::clause::{after, floor};
use super::context::Context;
use super::numeral::whole;
use super::point::{Parts, Point};
use super::{Anchor, Time, TimeAt};
use crate::ontology::{Mark, Numeral, Ontology, Step};
use crate::text::Span;

/// How far back an earlier time is looked for, in bytes.
const FAR: usize = 1200;

/// See [`super::times`].
pub(super) fn times(text: &str, span: Span, anchor: Anchor, ontology: &Ontology) -> Vec<TimeAt> {
    let text = &text[..span.end];
    let mut reader = Reader { text, start: span.start, anchor, ontology, found: Vec::new(), earlier: None };
    reader.run();
    reader.found
}

/// Reads times from left to right.
pub(super) struct Reader<'a> {
    /// The text up to the end of what is read.
    pub(super) text: &'a str,
    /// Where reading begins.
    start: usize,
    pub(super) anchor: Anchor,
    pub(super) ontology: &'a Ontology,
    found: Vec<TimeAt>,
    /// The last time before what is read, once it was asked for.
    earlier: Option<Option<TimeAt>>,
}

/// What a stretch of text is read as, and where that ends; nothing if it is a time that cannot be given.
pub(super) type Reading = (Option<Point>, usize);

impl Reader<'_> {
    fn run(&mut self) {
        let mut unread = self.start;
        while let Some(before) = self.text[unread..].find(|c| self.ontology.calendar.may_start(c)) {
            let at = unread + before;
            unread = match self.expression(at) {
                Some(end) => end,
                None => self.end_of_digits(at).max(after(self.text, at)),
            };
        }
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
        let has_day = point.is_some_and(|point| point.last.day.is_some());
        let end = if has_day { self.after_hours(end) } else { end };
        let span = Span::new(at, end);
        let time = point.and_then(|point| self.time(point, span));
        if let Some((time, is_vague)) = time.filter(|_| !self.stands_before(at, Mark::NoDateAhead)) {
            self.found.push(TimeAt { span, time, is_vague });
        }
        Some(if has_day { self.after_weekday(end) } else { end })
    }

    /// 5月18日（周四）, 5月18日 星期四: the day of the week is no time of its own.
    pub(super) fn after_weekday(&self, end: usize) -> usize {
        let rest = self.text[end..].trim_start_matches([' ', '\u{3000}', '（', '(']);
        match self.ontology.calendar.words.start_at(self.text, self.text.len() - rest.len()) {
            Some((after, (Step::Weekday, _))) => after,
            _ => end,
        }
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
        self.after_hour(at).or_else(|| self.stands_at(at, Mark::Daytime)).unwrap_or(at)
    }

    /// The hours behind a day, which belong to the words that name it: 上午9时30分至11时.
    fn after_hours(&self, at: usize) -> usize {
        let Some(end) = self.after_hour(at) else { return at };
        let until = self.stands_at(end, Mark::Link).and_then(|link| self.after_hour(link));
        until.unwrap_or(end)
    }

    /// 9时30分, 上午9时.
    fn after_hour(&self, at: usize) -> Option<usize> {
        let at = self.stands_at(at, Mark::Daytime).unwrap_or(at);
        let hour = whole(&self.ontology.numerals, self.text, at).filter(|hour| hour.value <= 24)?;
        let after = self.stands_at(hour.end, Mark::Hour)?;
        let minute = whole(&self.ontology.numerals, self.text, after);
        Some(minute.and_then(|minute| self.stands_at(minute.end, Mark::Minute)).unwrap_or(after))
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
    pub(super) fn earlier(&mut self) -> Option<TimeAt> {
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
        if let Some(number) = whole(&self.ontology.numerals, self.text, at) {
            // Most numbers count something else.
            let after = self.text[number.end..].chars().next();
            let tells_time = after.is_some_and(|c| self.ontology.calendar.may_follow_number(c));
            return if tells_time { self.numbered(at) } else { self.period(at) };
        }
        self.period(at)
            .or_else(|| self.day_in_bracket(at))
            .or_else(|| self.relative(at))
            .or_else(|| self.coming_years(at))
            .or_else(|| self.part_of_year(at, Point::default(), true))
    }

    /// A time that begins with a number.
    fn numbered(&self, at: usize) -> Option<Reading> {
        self.century(at)
            .or_else(|| self.decade(at, None))
            .or_else(|| self.printed_year(at))
            .or_else(|| self.numeric_date(at))
            .or_else(|| self.years_to_now(at))
            .or_else(|| self.part_of_year(at, Point::default(), true))
            .or_else(|| self.lone_month(at))
            .or_else(|| self.lone_day(at))
            .or_else(|| self.period(at))
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

    /// Whether a word in front makes a number a count: 为期3日, 第5日.
    pub(super) fn is_counted(&self, at: usize) -> bool {
        [Mark::DurationAhead, Mark::AboutAhead].into_iter().any(|mark| self.stands_before(at, mark))
    }

    /// The end of the mark that stands at `at`.
    pub(super) fn stands_at(&self, at: usize, mark: Mark) -> Option<usize> {
        self.ontology.calendar.marks(mark).start_at(self.text, at).map(|(end, ())| end)
    }

    /// Whether a mark stands right before `at`.
    pub(super) fn stands_before(&self, at: usize, mark: Mark) -> bool {
        self.ontology.calendar.marks(mark).end_at(self.text, at).is_some()
    }

    pub(super) fn after_space(&self, at: usize) -> usize {
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
