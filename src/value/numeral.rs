//! Numbers as texts write them: 2023, ２０２３, 1730.5亿, 二〇二三, 三千五百万, 百分之十点五.

use std::fmt::{self, Display, Formatter};

use crate::ontology::{Numeral, Numerals};

/// An exact decimal number.
///
/// Displayed without an exponent and without needless zeros: `70000000000`, `37.3`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Decimal {
    /// Its digits as a whole number; the last one is no zero behind the point.
    mantissa: i128,
    /// How many of them stand behind the point.
    scale: u32,
}

impl Decimal {
    /// `mantissa` with `scale` of its digits behind the point.
    pub fn new(mantissa: i128, scale: u32) -> Decimal {
        let mut decimal = Decimal { mantissa, scale };
        while decimal.scale > 0 && decimal.mantissa % 10 == 0 {
            decimal = Decimal { mantissa: decimal.mantissa / 10, scale: decimal.scale - 1 };
        }
        decimal
    }

    /// Its digits as a whole number, and how many of them stand behind the point.
    pub fn parts(self) -> (i128, u32) {
        (self.mantissa, self.scale)
    }

    /// The number times a power of ten; none if that is beyond all sense.
    pub(super) fn times_ten(self, power: u32) -> Option<Decimal> {
        let behind = self.scale.min(power);
        let mantissa = self.mantissa.checked_mul(10_i128.checked_pow(power - behind)?)?;
        Some(Decimal::new(mantissa, self.scale - behind))
    }

    fn plus(self, other: Decimal) -> Option<Decimal> {
        let scale = self.scale.max(other.scale);
        let raised = |decimal: Decimal| decimal.mantissa.checked_mul(10_i128.checked_pow(scale - decimal.scale)?);
        Some(Decimal::new(raised(self)?.checked_add(raised(other)?)?, scale))
    }
}

impl Display for Decimal {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let scale = self.scale as usize;
        let digits = format!("{:0>width$}", self.mantissa, width = scale + 1);
        let (whole, behind) = digits.split_at(digits.len() - scale);
        f.write_str(whole)?;
        if behind.is_empty() { Ok(()) } else { write!(f, ".{behind}") }
    }
}

/// A whole number up to 9999 without powers beyond 千: what calendars need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Whole {
    pub value: u32,
    /// One past its last byte.
    pub end: usize,
    /// Its characters.
    pub n_chars: usize,
    /// 二〇二三, and not 2023.
    pub is_han: bool,
}

/// The whole number at byte `at` of `text`.
pub(super) fn whole(numerals: &Numerals, text: &str, at: usize) -> Option<Whole> {
    let first = text[at..].chars().next()?;
    let found = match numerals.of(first) {
        Numeral::Arabic(_) => arabic_whole(numerals, text, at)?,
        Numeral::Digit(_) | Numeral::Tens(_) | Numeral::Power(1) => han_whole(numerals, text, at)?,
        _ => return None,
    };
    (found.value <= 9999).then_some(found)
}

fn arabic_whole(numerals: &Numerals, text: &str, at: usize) -> Option<Whole> {
    let (mut value, mut n_chars, mut end) = (0, 0, at);
    for c in text[at..].chars() {
        let Numeral::Arabic(digit) = numerals.of(c) else { break };
        (n_chars, end) = (n_chars + 1, end + c.len_utf8());
        value = value * 10 + u32::from(digit);
        if n_chars > 4 {
            return None;
        }
    }
    Some(Whole { value, end, n_chars, is_han: false })
}

/// 二十三, 一百零八, and digit by digit 二〇二三.
fn han_whole(numerals: &Numerals, text: &str, at: usize) -> Option<Whole> {
    let (mut total, mut n_chars, mut end) = (0, 0, at);
    let (mut digits, mut n_digits, mut last_power) = (0, 0, u32::MAX);
    for c in text[at..].chars() {
        match numerals.of(c) {
            Numeral::Digit(digit) if n_digits < 4 => {
                digits = digits * 10 + u32::from(digit);
                // The zero of 一百零八 only fills its place.
                n_digits = if digits == 0 && last_power != u32::MAX { 0 } else { n_digits + 1 };
            }
            Numeral::Power(power @ 1..=3) if u32::from(power) < last_power && n_digits <= 1 => {
                last_power = u32::from(power);
                total += digits.max(u32::from(n_digits == 0)) * 10_u32.pow(last_power);
                (digits, n_digits) = (0, 0);
            }
            Numeral::Tens(tens) if n_digits == 0 && last_power > 1 => {
                last_power = 1;
                total += u32::from(tens) * 10;
            }
            Numeral::None | Numeral::Arabic(_) => break,
            _ => return None,
        }
        (n_chars, end) = (n_chars + 1, end + c.len_utf8());
    }
    let is_whole = matches!(n_digits, 0 | 1) || (n_digits == 4 && last_power == u32::MAX);
    is_whole.then_some(Whole { value: total + digits, end, n_chars, is_han: true })
}

/// A number that counts or measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Number {
    pub value: Decimal,
    /// One past its last byte.
    pub end: usize,
    /// 三千, and not 3000.
    pub is_han: bool,
    /// 多, 余, 几: it is more than its value.
    pub is_more: bool,
    /// 百 of 百余: no digit stands in front.
    pub is_bare_power: bool,
    /// 万 or 亿 stands in it.
    pub is_large: bool,
}

/// The number at byte `at` of `text`. `is_unit` tells whether a unit begins at a byte: 千米 is no thousand.
pub(super) fn number(numerals: &Numerals, text: &str, at: usize, is_unit: impl Fn(usize) -> bool) -> Option<Number> {
    match numerals.of(text[at..].chars().next()?) {
        Numeral::Arabic(_) => with_smaller(numerals, text, at, is_unit),
        Numeral::Digit(_) | Numeral::Tens(_) | Numeral::Power(_) | Numeral::Some => han(numerals, text, at),
        _ => None,
    }
}

/// 5亿3000万: a number in digits with its powers, and perhaps a second one of smaller powers.
fn with_smaller(numerals: &Numerals, text: &str, at: usize, is_unit: impl Fn(usize) -> bool) -> Option<Number> {
    let (number, power) = with_powers(numerals, text, arabic(numerals, text, at)?, &is_unit)?;
    let next = arabic(numerals, text, number.end).filter(|_| power >= 4 && !number.is_more);
    let next = next.and_then(|next| with_powers(numerals, text, next, &is_unit));
    match next.filter(|(_, of_next)| (1..power).contains(of_next)) {
        Some((next, _)) => {
            Some(Number { value: number.value.plus(next.value)?, end: next.end, is_more: next.is_more, ..number })
        }
        None => Some(number),
    }
}

/// The digits at `at`, a decimal point and commas between thousands among them.
fn arabic(numerals: &Numerals, text: &str, at: usize) -> Option<Number> {
    let digit_at = |at: usize| {
        let c = text[at..].chars().next()?;
        match numerals.of(c) {
            Numeral::Arabic(digit) => Some((i128::from(digit), at + c.len_utf8())),
            _ => None,
        }
    };
    let n_digits_from = |mut at: usize| {
        let mut n = 0;
        while let Some((_, after)) = digit_at(at) {
            (n, at) = (n + 1, after);
        }
        n
    };
    let (mut mantissa, mut scale, mut end, mut has_point) = (0_i128, 0, at, false);
    digit_at(at)?;
    loop {
        if let Some((digit, after)) = digit_at(end) {
            mantissa = mantissa.checked_mul(10)?.checked_add(digit)?;
            (scale, end) = (scale + u32::from(has_point), after);
            continue;
        }
        let c = text[end..].chars().next();
        let after = end + c.map_or(0, char::len_utf8);
        match c {
            Some('.' | '．') if !has_point && digit_at(after).is_some() => has_point = true,
            Some(',') if !has_point && n_digits_from(after) == 3 => {}
            _ => break,
        }
        end = after;
    }
    let value = Decimal::new(mantissa, scale);
    Some(Number { value, end, is_han: false, is_more: false, is_bare_power: false, is_large: false })
}

/// A number of digits with the powers behind them, 多 or 余 between, and the sum of the powers.
fn with_powers(
    numerals: &Numerals,
    text: &str,
    mut number: Number,
    is_unit: impl Fn(usize) -> bool,
) -> Option<(Number, u32)> {
    let mut sum = 0;
    while let Some(c) = text[number.end..].chars().next().filter(|_| !is_unit(number.end)) {
        match numerals.of(c) {
            Numeral::Power(power) => {
                sum += u32::from(power);
                number.value = number.value.times_ten(u32::from(power))?;
                number.is_large |= power >= 4;
            }
            Numeral::More => number.is_more = true,
            _ => break,
        }
        number.end += c.len_utf8();
    }
    Some((number, sum))
}

/// 三千五百万, 十二点五, 百余, 几十, 一亿三千万.
fn han(numerals: &Numerals, text: &str, at: usize) -> Option<Number> {
    let mut sum = Sum::default();
    let (mut end, mut is_more, mut is_large) = (at, false, false);
    let mut first = None;
    for c in text[at..].chars() {
        let numeral = numerals.of(c);
        let goes_on = match numeral {
            Numeral::Digit(digit) => sum.digit(digit),
            Numeral::Tens(tens) => sum.digit(tens) && sum.power(1)?,
            Numeral::Power(power) => sum.power(power)?,
            // 几十, 十几: what is not told is more than the rest.
            Numeral::Some | Numeral::More => {
                is_more = true;
                first.is_none() || numeral == Numeral::More || (c == '几' && sum.last_power.is_some())
            }
            _ => false,
        };
        if !goes_on {
            break;
        }
        is_large |= matches!(numeral, Numeral::Power(4..));
        first.get_or_insert(numeral);
        end += c.len_utf8();
    }
    let mut value = Decimal::new(sum.total()?, 0);
    if let Some((behind, after)) = han_point(numerals, text, end) {
        (value, end) = (value.plus(behind)?, after);
    }
    let is_told = value.mantissa > 0 || first == Some(Numeral::Digit(0));
    let is_bare_power = matches!(first, Some(Numeral::Power(2..)));
    is_told.then_some(Number { value, end, is_han: true, is_more, is_bare_power, is_large })
}

/// 点五, the part of a number behind its point.
fn han_point(numerals: &Numerals, text: &str, at: usize) -> Option<(Decimal, usize)> {
    let from = at + text[at..].strip_prefix('点').map(|_| '点'.len_utf8())?;
    let (mut mantissa, mut scale, mut end) = (0_i128, 0, from);
    for c in text[from..].chars() {
        let Numeral::Digit(digit) = numerals.of(c) else { break };
        mantissa = mantissa.checked_mul(10)?.checked_add(i128::from(digit))?;
        (scale, end) = (scale + 1, end + c.len_utf8());
    }
    (scale > 0).then(|| (Decimal::new(mantissa, scale), end))
}

/// A number in ideographs, as far as it is read.
#[derive(Default)]
struct Sum {
    /// What 亿 and 万 have closed.
    closed: i128,
    /// What 千, 百 and 十 have closed since.
    section: i128,
    digit: Option<i128>,
    last_power: Option<u8>,
}

impl Sum {
    /// Whether a digit may follow.
    fn digit(&mut self, digit: u8) -> bool {
        let is_open = self.digit.is_none_or(|digit| digit == 0);
        if is_open {
            self.digit = Some(i128::from(digit));
        }
        is_open
    }

    /// Whether a power may follow; none if the number grows beyond all sense.
    fn power(&mut self, power: u8) -> Option<bool> {
        let ten = 10_i128.checked_pow(u32::from(power))?;
        if power < 4 {
            let is_smaller = self.last_power.is_none_or(|last| power < last || last >= 4);
            // 百亿|千瓦时: what follows 亿 begins with a digit.
            let is_bare = self.digit.is_none() && power > 1 && self.last_power.is_some_and(|last| last >= 4);
            if !is_smaller || is_bare {
                return Some(false);
            }
            self.section += self.digit.take().filter(|digit| *digit > 0).unwrap_or(1) * ten;
        } else {
            let section = self.section + self.digit.take().unwrap_or(0);
            let is_whole = power == 4 && section > 0;
            let raised = if is_whole { section } else { self.closed + section }.max(i128::from(self.closed == 0));
            let raised = raised.checked_mul(ten)?;
            self.closed = if is_whole { self.closed.checked_add(raised)? } else { raised };
            self.section = 0;
        }
        self.last_power = Some(power);
        Some(true)
    }

    fn total(&self) -> Option<i128> {
        self.closed.checked_add(self.section)?.checked_add(self.digit.unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ontology::Ontology;

    #[test]
    fn numbers_in_both_writings() {
        let numerals = Ontology::embedded().numerals;
        let read = |text: &str| number(&numerals, text, 0, |at| text[at..].starts_with("千米"));
        let check = |text: &str, value: &str, is_more: bool, rest: &str| {
            let number = read(text).unwrap_or_else(|| panic!("{text} is no number"));
            assert_eq!((number.value.to_string().as_str(), number.is_more), (value, is_more), "{text}");
            assert_eq!(&text[number.end..], rest, "{text}");
        };
        check("1,730.50亿元", "173050000000", false, "元");
        check("1.2万亿元", "1200000000000", false, "元");
        check("５亿3000万人", "530000000", false, "人");
        check("3000多公里", "3000", true, "公里");
        check("7000多万人", "70000000", true, "人");
        check("5千米", "5", false, "千米");
        check("2023,5", "2023", false, ",5");
        check("三千五百万", "35000000", false, "");
        check("一亿三千万零五", "130000005", false, "");
        check("三万亿", "3000000000000", false, "");
        check("一百零八", "108", false, "");
        check("廿四家", "24", false, "家");
        check("三十七点五", "37.5", false, "");
        check("百余种", "100", true, "种");
        check("十几个", "10", true, "个");
        check("数十万", "100000", true, "");
        check("三千多万", "30000000", true, "");
        assert_eq!(read("几个").map(|number| number.value), None);
        assert_eq!(read(&"9".repeat(60)), None);
        assert!(read(&"万".repeat(40)).is_none());
    }

    #[test]
    fn whole_numbers_of_calendars() {
        let numerals = Ontology::embedded().numerals;
        let value = |text: &str| whole(&numerals, text, 0).map(|whole| whole.value);
        let texts = [
            "廿四日",
            "2023年",
            "２０２３年",
            "二〇二三年",
            "二十三日",
            "十月",
            "一百零八年",
            "九十年",
            "三四个",
            "12345",
        ];
        let values =
            [Some(24), Some(2023), Some(2023), Some(2023), Some(23), Some(10), Some(108), Some(90), None, None];
        assert_eq!(texts.map(value), values);
    }
}
