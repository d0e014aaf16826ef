//! Times and quantities that texts tell: 5月18日, 今年前4个月, 超过700亿美元, 下降3.1%.
//!
//! [`times`] gives each time with its precision as ISO 8601 writes it, resolved against an [`Anchor`], the day of
//! issue; [`quantities`] gives exact decimal numbers with their units. What cannot be said exactly is left out:
//! 日前, 近年来, 一些. Texts are in simplified script.

mod anchor;
mod clause;
mod context;
mod date;
mod numeral;
mod point;
mod printed;
mod quantity;
mod reader;
mod relative;
mod time;

pub use anchor::Anchor;
pub(crate) use clause::is_in_future_clause;
pub use date::Date;
pub use numeral::Decimal;
pub use quantity::{Bound, Change, Quantity, QuantityAt, quantities};
pub use time::{Time, TimeAt};

use crate::ontology::Ontology;
use crate::text::Span;

/// The times that stand in `span` of `text`, in order and without overlap.
///
/// The span of a time covers the words that name it, without prepositions: of 截至2023年3月底 it is 2023年3月底. What
/// stands before `span` is only asked where a time needs it: 22日, 当日. A number that tells no time (为期3日, 2023年版)
/// and a time that cannot be given (日前; 昨日 without a known day of issue) are left out.
///
/// ```
/// use sinograph::ontology::Ontology;
/// use sinograph::text::Span;
/// use sinograph::value::{Anchor, times};
///
/// let (ontology, anchor) = (Ontology::embedded(), Anchor::of_day("2023-05-20"));
/// let text = "峰会5月18日至19日举行。今年前4个月，贸易额同比增长37.3%。";
/// let found = times(text, Span::new(0, text.len()), anchor, &ontology);
/// let isos: Vec<String> = found.iter().map(|found| found.time.iso()).collect();
/// assert_eq!(isos, ["2023-05-18/2023-05-19", "2023-01/2023-04"]);
/// assert_eq!(found[0].span.of(text), "5月18日至19日");
/// ```
pub fn times(text: &str, span: Span, anchor: Anchor, ontology: &Ontology) -> Vec<TimeAt> {
    reader::times(text, span, anchor, ontology)
}
