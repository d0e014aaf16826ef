//! What the program knows before it reads: kinds, predicates, names and words.
//!
//! The files of `ontology/` are embedded in the binary; [`Ontology::embedded`] reads them, and
//! [`Ontology::with_dictionary`] lays the user's own names over them.

mod acts;
mod calendar;
mod charset;
mod dictionary;
mod entry;
mod gazetteer;
mod kind;
mod lexicon;
mod matcher;
mod measures;
mod numerals;
mod phrases;
mod predicate;
mod roles;
mod table;
mod word_table;

use crate::error::{Error, ErrorKind, Result};

pub use acts::Acts;
pub use calendar::Calendar;
pub(crate) use calendar::{Mark, Step, Stretch};
pub(crate) use charset::CharSet;
pub use dictionary::Dictionary;
pub use entry::Entry;
pub(crate) use entry::HOME;
pub use gazetteer::{Form, Gazetteer, Meaning, Sureness};
pub use kind::EntityKind;
pub use lexicon::{Ending, Head, Lexicon, Origin, Uses};
pub use matcher::Matcher;
pub use measures::Measures;
pub(crate) use measures::{Ahead, Dimension, Limit, Unit, UnitKind};
pub use numerals::{Numeral, Numerals};
pub use predicate::Predicate;
pub use roles::Roles;
pub(crate) use table::{Record, Table};

/// All names and words.
#[derive(Clone)]
pub struct Ontology {
    /// Things with their names.
    pub gazetteer: Gazetteer,
    /// Words with their roles.
    pub lexicon: Lexicon,
    /// Characters that write numbers.
    pub numerals: Numerals,
    /// Words of time.
    pub calendar: Calendar,
    /// Words of quantities.
    pub measures: Measures,
}

/// The gazetteers, each with the kind of its entries. Where two share a form, the first is likelier.
const GAZETTEERS: [(&str, EntityKind); 8] = [
    ("gazetteer/countries.tsv", EntityKind::Country),
    ("gazetteer/projects.tsv", EntityKind::Project),
    ("gazetteer/organizations-state.tsv", EntityKind::Organization),
    ("gazetteer/organizations-companies.tsv", EntityKind::Organization),
    ("gazetteer/organizations-world.tsv", EntityKind::Organization),
    ("gazetteer/people.tsv", EntityKind::Person),
    ("gazetteer/events.tsv", EntityKind::Event),
    ("gazetteer/places.tsv", EntityKind::Place),
];

/// Lists the files of `ontology/` with their text.
macro_rules! embed {
    ($($name:literal),* $(,)?) => {
        [$(($name, include_str!(concat!("../../ontology/", $name)))),*]
    };
}

/// The files that the program reads its words from, by their path under `ontology/`.
pub const FILES: [(&str, &str); 56] = embed![
    "gazetteer/countries.tsv",
    "gazetteer/events.tsv",
    "gazetteer/organizations-companies.tsv",
    "gazetteer/organizations-state.tsv",
    "gazetteer/organizations-world.tsv",
    "gazetteer/people.tsv",
    "gazetteer/places.tsv",
    "gazetteer/projects.tsv",
    "lexicon/acts.tsv",
    "lexicon/branches.txt",
    "lexicon/brands.txt",
    "lexicon/central-prefixes.txt",
    "lexicon/coordination-suffixes.txt",
    "lexicon/definitions.txt",
    "lexicon/divisions.txt",
    "lexicon/endings.tsv",
    "lexicon/event-heads.tsv",
    "lexicon/future-words.tsv",
    "lexicon/generic-modifiers.txt",
    "lexicon/given-name-characters.txt",
    "lexicon/given-name-stops.txt",
    "lexicon/left-borders.txt",
    "lexicon/local-heads.txt",
    "lexicon/measured-between.txt",
    "lexicon/measured-openings.txt",
    "lexicon/measured.tsv",
    "lexicon/name-prefixes.txt",
    "lexicon/name-words.txt",
    "lexicon/no-town-endings.txt",
    "lexicon/not-people.txt",
    "lexicon/numerals.tsv",
    "lexicon/numbered-units.txt",
    "lexicon/ordinary-people.txt",
    "lexicon/organization-heads.tsv",
    "lexicon/periods.tsv",
    "lexicon/person-verbs.txt",
    "lexicon/place-heads.tsv",
    "lexicon/posts.tsv",
    "lexicon/project-heads.tsv",
    "lexicon/project-stages.txt",
    "lexicon/quantity-marks.tsv",
    "lexicon/region-suffixes.txt",
    "lexicon/regions-in-short.tsv",
    "lexicon/sites.txt",
    "lexicon/speech-verbs.txt",
    "lexicon/surnames.tsv",
    "lexicon/time-marks.tsv",
    "lexicon/time-parts.tsv",
    "lexicon/time-words.tsv",
    "lexicon/towards-place.txt",
    "lexicon/towards.txt",
    "lexicon/trades.txt",
    "lexicon/transliteration-characters.txt",
    "lexicon/transliteration-endings.txt",
    "lexicon/units.tsv",
    "lexicon/wings.txt",
];

impl Ontology {
    /// The ontology that ships in the binary.
    ///
    /// ```
    /// use sinograph::ontology::{EntityKind, Ontology};
    ///
    /// let ontology = Ontology::embedded();
    /// let index = ontology.gazetteer.index_of(EntityKind::Country, "KZ").expect("a country");
    /// assert_eq!(ontology.gazetteer.entry(index).1.name, "哈萨克斯坦");
    /// ```
    pub fn embedded() -> Self {
        Self::with_dictionary(&Dictionary::default()).expect("tests read the embedded files")
    }

    /// The ontology that ships in the binary, with the user's dictionary over it.
    pub fn with_dictionary(dictionary: &Dictionary) -> Result<Self> {
        let mut entries = entries()?;
        let known = entries.len();
        for (kind, entry) in dictionary.entries() {
            let same = entries[..known].iter().find(|(of, known)| *of == kind && known.name == entry.name);
            let id = same.map_or_else(|| entry.id.clone(), |(_, known)| known.id.clone());
            entries.push((kind, Entry { id, ..entry.clone() }));
        }
        let numerals = Numerals::read(file)?;
        Ok(Ontology {
            gazetteer: Gazetteer::new(entries, dictionary.len()),
            lexicon: Lexicon::read(file)?,
            calendar: Calendar::read(file, &numerals)?,
            numerals,
            measures: Measures::read(file)?,
        })
    }
}

/// What the gazetteers of the binary know, in their order, without the means to find it in a text, which take far longer
/// to make.
pub fn entries() -> Result<Vec<(EntityKind, Entry)>> {
    let mut entries = Vec::new();
    for (name, kind) in GAZETTEERS {
        entries.extend(entry::read(kind, name, file(name)?)?.into_iter().map(|entry| (kind, entry)));
    }
    Ok(entries)
}

fn file(name: &str) -> Result<&'static str> {
    let found = FILES.iter().find(|(other, _)| *other == name);
    found
        .map(|(_, text)| *text)
        .ok_or_else(|| Error::new(ErrorKind::Usage, format!("there is no file `{name}` in the ontology")))
}
