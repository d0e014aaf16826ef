//! Literals in the one form that the store keeps as it is.

use oxigraph::model::{Literal, Term, TermRef};

use super::term::xsd;
use crate::value::{Date, Decimal};

/// A count.
pub(super) fn integer(count: usize) -> Literal {
    Literal::new_typed_literal(count.to_string(), xsd::INTEGER)
}

/// A measure, rounded to four places and written without needless zeros; not a number becomes 0.
pub(super) fn decimal(measure: f64) -> Literal {
    let mut digits = format!("{:.4}", if measure.is_finite() { measure } else { 0.0 });
    digits.truncate(digits.trim_end_matches('0').trim_end_matches('.').len());
    if digits == "-0" {
        digits.remove(0);
    }
    Literal::new_typed_literal(digits, xsd::DECIMAL)
}

/// A number as it is printed, in the canonical form of XML Schema.
pub(super) fn exact(number: Decimal) -> Literal {
    let (mantissa, scale) = number.parts();
    let sign = if mantissa < 0 { "-" } else { "" };
    let digits = format!("{:0>width$}", mantissa.unsigned_abs(), width = scale as usize + 1);
    let (whole, behind) = digits.split_at(digits.len() - scale as usize);
    let point = if behind.is_empty() { "" } else { "." };
    Literal::new_typed_literal(format!("{sign}{whole}{point}{behind}"), xsd::DECIMAL)
}

/// A day of the calendar; none if `date` is not written `YYYY-MM-DD` or no such day exists.
pub(super) fn date(date: &str) -> Option<Literal> {
    Date::read(date).map(|_| Literal::new_typed_literal(date, xsd::DATE))
}

/// A string.
pub(super) fn string(text: &str) -> Literal {
    Literal::new_simple_literal(text)
}

/// Chinese text.
pub(super) fn chinese(text: &str) -> Literal {
    Literal::new_language_tagged_literal_unchecked(text, "zh")
}

/// English text.
pub(super) fn english(text: &str) -> Literal {
    Literal::new_language_tagged_literal_unchecked(text, "en")
}

/// The count in a literal.
pub(super) fn read_integer(term: TermRef<'_>) -> Option<usize> {
    read_string(term)?.parse().ok()
}

/// The text of a literal.
pub(super) fn read_string(term: TermRef<'_>) -> Option<&str> {
    match term {
        TermRef::Literal(literal) => Some(literal.value()),
        _ => None,
    }
}

/// The language of a literal.
pub(super) fn language(term: &Term) -> Option<&str> {
    match term {
        Term::Literal(literal) => literal.language(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_are_canonical() {
        let cases = [(1.0, "1"), (0.97, "0.97"), (-0.00001, "0"), (-0.25, "-0.25"), (0.12345, "0.1235"), (10.0, "10")];
        for (measure, digits) in cases {
            assert_eq!(decimal(measure).value(), digits);
        }
        assert_eq!(decimal(f64::NAN).value(), "0");
    }

    #[test]
    fn exact_decimals_are_as_the_store_writes_them() {
        let cases = [
            (0, 3, "0"),
            (70_000_000_000, 0, "70000000000"),
            (373, 1, "37.3"),
            (5, 2, "0.05"),
            (1_500, 3, "1.5"),
            (-25, 2, "-0.25"),
            (-7, 0, "-7"),
        ];
        for (mantissa, scale, digits) in cases {
            let literal = exact(Decimal::new(mantissa, scale));
            assert_eq!((literal.value(), literal.datatype()), (digits, xsd::DECIMAL));
        }
    }

    #[test]
    fn only_days_are_dates() {
        for day in ["2023-05-26", "2024-02-29", "2000-02-29"] {
            assert!(date(day).is_some(), "{day}");
        }
        for other in
            ["2023-13-45", "2023-02-29", "1900-02-29", "99999-01-01", "2023-5-6", "0000-01-01", "２０２３-01-01", ""]
        {
            assert!(date(other).is_none(), "{other}");
        }
    }
}
