//! Times as literals: typed by how precise they are.

use oxigraph::model::Literal;

use super::literal;
use super::term::xsd;

use crate::text::slice;

/// A time as ISO 8601 writes it: a day, month, year or anniversary with its type; a stretch, and anything else, as
/// a string.
pub(super) fn time(text: &str) -> Literal {
    point(text).unwrap_or_else(|| literal::string(text))
}

/// The first and the last point of a stretch `a/b`, where `..` leaves one open; of a point, itself.
pub(super) fn bounds(text: &str) -> (Option<Literal>, Option<Literal>) {
    match text.split_once('/') {
        Some((first, last)) => (point(first), point(last)),
        None => (point(text), point(text)),
    }
}

/// Whether a time is a stretch with two ends.
pub(super) fn is_stretch(text: &str) -> bool {
    text.contains('/')
}

/// A day `2023-05-18`, a month `2023-05`, a year `2023`, a day of any year `--05-18`.
fn point(text: &str) -> Option<Literal> {
    let (day, datatype) = match text.len() {
        4 => (format!("{text}-01-01"), xsd::G_YEAR),
        // A leap year, so that it has all days.
        7 if text.starts_with("--") => (format!("2000{}", slice(text, 1..)), xsd::G_MONTH_DAY),
        7 => (format!("{text}-01"), xsd::G_YEAR_MONTH),
        _ => return literal::date(text),
    };
    literal::date(&day).map(|_| Literal::new_typed_literal(text, datatype))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_typed_by_their_precision() {
        let cases = [
            ("2023-05-18", xsd::DATE),
            ("2023-05", xsd::G_YEAR_MONTH),
            ("2023", xsd::G_YEAR),
            ("--02-29", xsd::G_MONTH_DAY),
        ];
        for (text, datatype) in cases {
            let literal = time(text);
            assert_eq!((literal.value(), literal.datatype()), (text, datatype));
            assert_eq!(bounds(text), (Some(literal.clone()), Some(literal)));
        }
        for text in ["2023-13", "0000", "--02-30", "2023/2024", "去年", "年年", "", "二〇二三"] {
            assert_eq!(time(text), literal::string(text));
        }
    }

    #[test]
    fn a_stretch_has_the_ends_that_it_names() {
        assert_eq!(bounds("2021/2023-05"), (Some(time("2021")), Some(time("2023-05"))));
        assert_eq!(bounds("2021/.."), (Some(time("2021")), None));
        assert_eq!(bounds("../2021-05-18"), (None, Some(time("2021-05-18"))));
    }
}
