//! Counts and measures: 超过700亿美元, 增长42.9%, 百余种.

use super::Decimal;
use super::clause::after;
use super::numeral::{self, Number};
use crate::ontology::{Ahead, Limit, Mark, Numeral, Ontology, Unit, UnitKind};
use crate::text::Span;

/// A number with its unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quantity {
    /// The number; of a stretch (3至5个) the lower one.
    pub number: Decimal,
    /// The upper number of a stretch.
    pub upper: Option<Decimal>,
    /// Of money its code by ISO 4217, of most measures its code by UCUM (`km`, `t`, `%`), else the counter as printed;
    /// empty for a large number without any.
    pub unit: String,
    /// How exact the number is.
    pub bound: Bound,
    /// Whether by so much something rises or falls.
    pub change: Option<Change>,
}

impl Quantity {
    /// Whether it tells how long something lasts: 26个小时.
    pub fn is_duration(&self) -> bool {
        matches!(self.unit.as_str(), "s" | "min" | "h" | "d" | "wk" | "mo" | "a")
    }

    /// The number of days, if it tells a whole one exactly: 三天.
    pub fn whole_days(&self) -> Option<i32> {
        let is_exact = self.bound == Bound::Exactly && self.upper.is_none() && self.unit == "d";
        self.number.to_string().parse().ok().filter(|_| is_exact)
    }
}

/// How exact a number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// As printed.
    Exactly,
    /// 约, 近, 左右.
    About,
    /// 超过, 多, 以上.
    MoreThan,
    /// 不足, 以下.
    LessThan,
}

/// Which way something changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// 增长
    Rises,
    /// 下降
    Falls,
}

impl Bound {
    /// The name it is written by.
    pub fn name(self) -> &'static str {
        match self {
            Bound::Exactly => "exactly",
            Bound::About => "about",
            Bound::MoreThan => "moreThan",
            Bound::LessThan => "lessThan",
        }
    }

    /// The bound of a [name](Self::name).
    pub fn find(name: &str) -> Option<Self> {
        use Bound::{About, Exactly, LessThan, MoreThan};
        [Exactly, About, MoreThan, LessThan].into_iter().find(|bound| bound.name() == name)
    }
}

impl Change {
    /// The name it is written by.
    pub fn name(self) -> &'static str {
        match self {
            Change::Rises => "rises",
            Change::Falls => "falls",
        }
    }

    /// The change of a [name](Self::name).
    pub fn find(name: &str) -> Option<Self> {
        [Change::Rises, Change::Falls].into_iter().find(|change| change.name() == name)
    }
}

/// A quantity where it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuantityAt {
    /// The bytes of number and unit, with the words that bound it: 超过700亿美元, 300家以上.
    pub span: Span,
    /// The quantity.
    pub quantity: Quantity,
}

/// The quantities that stand in `span` of `text`, in order and without overlap.
///
/// Parts of dates, ordinals and numbers inside names (5G, 二十大) are none, nor is 一 with a counter, which mostly is
/// an article; 三分之一 is no decimal number and left out.
///
/// ```
/// use sinograph::ontology::Ontology;
/// use sinograph::text::Span;
/// use sinograph::value::{Bound, Change, quantities};
///
/// let text = "贸易额超过700亿美元，同比增长37.3%。";
/// let found = quantities(text, Span::new(0, text.len()), &Ontology::embedded());
/// assert_eq!(found[0].quantity.number.to_string(), "70000000000");
/// assert_eq!((found[0].quantity.unit.as_str(), found[0].quantity.bound), ("USD", Bound::MoreThan));
/// assert_eq!((found[1].quantity.unit.as_str(), found[1].quantity.change), ("%", Some(Change::Rises)));
/// ```
pub fn quantities(text: &str, span: Span, ontology: &Ontology) -> Vec<QuantityAt> {
    let reader = Reader { text: &text[..span.end], start: span.start, ontology };
    reader.run()
}

/// The verb between a number and the word that bounds it: 约有.
const HAVING: char = '有';

/// Smaller numbers in ideographs without a unit are idioms: 万一, 万众.
const IDIOMS_BELOW: i128 = 20_000;

struct Reader<'a> {
    text: &'a str,
    /// Where reading begins; nothing before it is part of a quantity.
    start: usize,
    ontology: &'a Ontology,
}

/// What stands in front of a number.
#[derive(Default)]
struct Front<'a> {
    /// Where the bounds and signs begin.
    start: usize,
    limit: Option<Limit>,
    unit: Option<&'a Unit>,
    change: Option<Change>,
    is_ordinal: bool,
}

impl<'a> Reader<'a> {
    fn run(&self) -> Vec<QuantityAt> {
        let mut found: Vec<QuantityAt> = Vec::new();
        let (mut free, mut unread) = (self.start, self.start);
        let may_start = |c| !matches!(self.ontology.numerals.of(c), Numeral::None | Numeral::More);
        while let Some(before) = self.text[unread..].find(may_start) {
            let at = unread + before;
            unread = match self.quantity(at, free) {
                Some(quantity) => {
                    free = quantity.span.end;
                    found.push(quantity);
                    free
                }
                None => self.end_of_number(at).max(after(self.text, at)),
            };
        }
        found
    }

    /// The quantity whose number stands at `at`; its bounds may stand from `free` on.
    fn quantity(&self, at: usize, free: usize) -> Option<QuantityAt> {
        if self.is_inside_name(at) {
            return None;
        }
        let number = self.number(at)?;
        let front = self.front(at, free);
        if front.is_ordinal {
            return None;
        }
        let (upper, number_end) = self.upper(number);
        let (unit, end) = self.unit(upper.unwrap_or(number), number_end, &front)?;
        if number.is_han && self.is_idiom(number, &front, unit) {
            return None;
        }
        let (end, limit_behind) = self.behind(end);
        let span = Span::new(front.start, end);
        let limit = limit_behind.or(front.limit).or((number.is_more).then_some(Limit::More));
        let scaled = |number: Number| match unit {
            Some(unit) if unit.kind == UnitKind::Tenth => number.value.times_ten(1),
            _ => Some(number.value),
        };
        let quantity = Quantity {
            number: scaled(number)?,
            upper: upper.and_then(scaled),
            unit: unit.map_or("", code).to_owned(),
            bound: bound(limit),
            change: front.change,
        };
        Some(QuantityAt { span, quantity })
    }

    fn number(&self, at: usize) -> Option<Number> {
        let is_unit = |at: usize| {
            let unit = self.ontology.measures.units.start_at(self.text, at);
            unit.is_some_and(|(end, unit)| unit.kind != UnitKind::Counter && end > at)
        };
        numeral::number(&self.ontology.numerals, self.text, at, is_unit)
    }

    /// Whether the number at `at` is part of a name or of another number: G20, 1.2.3.
    fn is_inside_name(&self, at: usize) -> bool {
        let before = self.text[self.start..at].chars().next_back();
        before.is_some_and(|c| {
            // 十一二岁: neither 11 nor 2.
            let is_numeral = matches!(self.ontology.numerals.of(c), Numeral::Digit(_) | Numeral::Power(_));
            is_numeral || c.is_ascii_alphanumeric() || matches!(c, '.' | '．' | '·')
        })
    }

    /// The words in front of a number, from right to left: 增长|约|￥.
    fn front(&self, at: usize, free: usize) -> Front<'a> {
        let mut front = Front { start: at, ..Front::default() };
        let mut end = at;
        while let Some((start, ahead)) =
            self.ontology.measures.ahead.end_at(self.text, end).filter(|(at, _)| *at >= free)
        {
            match ahead {
                Ahead::Limit(limit) => {
                    front.limit = front.limit.or(Some(*limit));
                    front.start = start;
                }
                Ahead::Unit(unit) => {
                    front.unit = front.unit.or(Some(unit));
                    front.start = start;
                }
                Ahead::Ordinal => front.is_ordinal = end == at,
                Ahead::Rises => front.change = Some(Change::Rises),
                Ahead::Falls => front.change = Some(Change::Falls),
            }
            end = start;
            if front.change.is_some() || front.is_ordinal {
                break;
            }
        }
        front.change = front.change.or_else(|| self.change_before(free, end));
        // 约|有1200名: what stands in between belongs to what is told.
        let had = self.text[free..end].strip_suffix(HAVING).map(|rest| free + rest.len());
        let bound = had.and_then(|end| self.ontology.measures.ahead.end_at(self.text, end));
        if let Some((_, Ahead::Limit(limit))) = bound.filter(|(start, _)| *start >= free) {
            front.limit = front.limit.or(Some(*limit));
        }
        front
    }

    /// 增长了|5.3%
    fn change_before(&self, free: usize, end: usize) -> Option<Change> {
        let end = self.text[free..end].strip_suffix('了').map(|before| free + before.len())?;
        match self.ontology.measures.ahead.end_at(self.text, end)? {
            (_, Ahead::Rises) => Some(Change::Rises),
            (_, Ahead::Falls) => Some(Change::Falls),
            _ => None,
        }
    }

    /// The second number of 3至5个 and 20%—30%, and where the numbers end.
    fn upper(&self, first: Number) -> (Option<Number>, usize) {
        let links = self.ontology.calendar.marks(Mark::Link);
        let units = &self.ontology.measures.units;
        let link = |at: usize| links.start_at(self.text, at).map(|(end, ())| end);
        let of_first = units.start_at(self.text, first.end);
        let after_unit = of_first.and_then(|(end, unit)| Some((link(end)?, Some(unit))));
        let second = link(first.end).map(|end| (end, None)).or(after_unit);
        let second = second.and_then(|(at, unit)| Some((self.number(at)?, unit)));
        let second = second.filter(|(second, unit)| {
            let of_second = units.start_at(self.text, second.end).map(|(_, unit)| unit);
            of_second.is_some() && unit.is_none_or(|unit| of_second == Some(unit))
        });
        second.map_or((None, first.end), |(second, _)| (Some(second), second.end))
    }

    /// The unit of a number, and where it ends; none if the number is no quantity.
    fn unit(&self, number: Number, end: usize, front: &Front<'a>) -> Option<(Option<&'a Unit>, usize)> {
        let at = end + usize::from(self.text[end..].starts_with(' '));
        let behind = self.ontology.measures.units.start_at(self.text, at);
        let behind = behind.filter(|(after, _)| !self.cuts_word(*after));
        match (front.unit, behind) {
            // 人民币500万元
            (Some(ahead), Some((after, unit))) if ahead.kind == UnitKind::Currency && unit.kind == ahead.kind => {
                Some((Some(ahead), after))
            }
            (Some(ahead), _) => Some((Some(ahead), end)),
            (None, Some((after, unit))) => Some((Some(unit), after)),
            (None, None) => self.is_count_alone(number, end).then_some((None, end)),
        }
    }

    /// 人口7000多万: a number so large counts something even without a unit.
    fn is_count_alone(&self, number: Number, end: usize) -> bool {
        let is_cut = self.text[end..].starts_with(|c: char| c.is_ascii_alphanumeric());
        number.is_large && !is_cut
    }

    /// Whether a unit in Latin letters that ends at `at` is only the beginning of a word: 5G, 3mini.
    fn cuts_word(&self, at: usize) -> bool {
        let is_letter = |c: char| c.is_ascii_alphabetic();
        self.text[..at].ends_with(is_letter) && self.text[at..].starts_with(is_letter)
    }

    /// Numbers in ideographs that count nothing: 一个, 千方百计, 四川.
    fn is_idiom(&self, number: Number, front: &Front<'_>, unit: Option<&Unit>) -> bool {
        let (value, is_whole) = (number.value.parts().0, number.value.parts().1 == 0);
        let is_bounded = number.is_more || front.limit.is_some();
        match unit.map(|unit| unit.kind) {
            Some(UnitKind::Ratio | UnitKind::Tenth) => value == 0,
            // 百亿千瓦时: a measure makes a number of it.
            Some(UnitKind::Measure) if number.is_bare_power && number.is_large => false,
            _ if number.is_bare_power => !is_bounded,
            None => value < IDIOMS_BELOW,
            // 三元桥
            Some(UnitKind::Currency) => is_whole && value < 10,
            Some(_) => is_whole && value < 2,
        }
    }

    /// The bound behind a unit (以上, 左右), and where it ends.
    fn behind(&self, end: usize) -> (usize, Option<Limit>) {
        let behind = self.ontology.measures.behind.start_at(self.text, end);
        behind.map_or((end, None), |(end, limit)| (end, Some(*limit)))
    }

    /// The end of the number at `at`, so that none is read from its middle.
    fn end_of_number(&self, at: usize) -> usize {
        if let Some(number) = self.number(at) {
            return number.end;
        }
        let is_digit = |c: char| matches!(self.ontology.numerals.of(c), Numeral::Arabic(_));
        at + self.text[at..].find(|c| !is_digit(c)).unwrap_or(self.text.len() - at)
    }
}

fn code(unit: &Unit) -> &str {
    if unit.kind == UnitKind::Tenth { "%" } else { &unit.code }
}

fn bound(limit: Option<Limit>) -> Bound {
    match limit {
        None => Bound::Exactly,
        Some(Limit::More) => Bound::MoreThan,
        Some(Limit::About) => Bound::About,
        Some(Limit::Less) => Bound::LessThan,
    }
}
