//! Answers from a store: SPARQL, what is known of a name, how two things are linked.
//!
//! [`ask`] runs SPARQL. [`find`] and [`card`] tell what is known of a name, [`chain`] and [`explain`] how two
//! things are linked and where that is written; these read single facts by index and cost the same in a small
//! store and in a large one. [`audit`] reads the sources again and proves every quote.

mod answer;
#[expect(clippy::indexing_slicing, reason = "pages and records that it found itself; tests/audit.rs holds it")]
mod audit;
mod card;
mod claim;
mod explain;
mod figure;
mod gather;
pub mod guard;
mod known;
mod lookup;
mod mark;
mod merge;
mod named;
mod path;
mod quote;
mod reader;
mod row;
mod service;
mod sparql;
mod syntax;
mod watch;
pub mod wire;

pub use answer::{Answer, AnswerFormat, Form, Solutions};
pub use audit::{Comparison, Fault, Finding, Missing, Totals, audit};
pub use card::{Card, Dated, Decided, Link, LinkRelation, card, card_quads, weight};
pub use claim::{Claim, Words};
pub use explain::{Explanation, Reading, Statement, explain, linked};
pub use figure::Figure;
pub use lookup::{Suggestion, find, suggest};
pub use mark::{Mark, Role};
pub use named::{NAMED, NamedQuery, named, nearest};
pub use path::{Chain, Step, census, chain, network};
pub use quote::{Article, Place, Quote};
pub use sparql::{Limits, Prepared, ask};
