//! One thing that the gazetteers know, with its names.

use super::EntityKind;
use super::table::{Record, Table};
use crate::error::Result;

/// One thing that the gazetteers know.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Its id, unique in its kind: `KZ`, `ndrc`.
    pub id: String,
    /// The name that the press prints most, in simplified script.
    pub name: String,
    /// Other forms that always mean it.
    pub aliases: Vec<String>,
    /// Forms that mean it only where the context agrees.
    pub weak: Vec<String>,
    /// Forms of one or two characters used in coordinations; `false`: another bears it more often.
    pub abbreviations: Vec<(String, bool)>,
    /// What sort of its kind it is: `ministry`, `railway`, `province`.
    pub class: String,
    /// The ISO 3166-1 alpha-2 codes of the countries it belongs to or links.
    pub countries: Vec<String>,
    /// The ids of the places, or codes of the countries, that a known line leads to: 昆明 and 万象 of 中老铁路.
    pub connects: Vec<String>,
    /// The id of the place that it lies in: `shijiazhuang` of 正定县.
    pub parent: Option<String>,
    /// Its English name.
    pub label_en: Option<String>,
    /// Its Wikidata id, `Q232`.
    pub wikidata: Option<String>,
    /// ISO 3166-1 alpha-3, of countries.
    pub iso3: Option<String>,
    /// The posts by which a person is known, past ones too: 国家主席.
    pub post: Option<String>,
}

/// The code of the country whose papers are read.
pub(crate) const HOME: &str = "CN";

impl Entry {
    /// Whether it is the country whose papers are read.
    pub(crate) fn is_home(&self) -> bool {
        self.id == HOME
    }

    /// Whether it lies in the country whose papers are read, among others.
    pub(crate) fn is_at_home(&self) -> bool {
        self.countries.iter().any(|country| country == HOME)
    }

    /// Whether it is a part of China that has a code of its own among countries.
    pub fn is_region(&self) -> bool {
        matches!(self.id.as_str(), "HK" | "MO" | "TW")
    }
}

/// Reads the entries of one gazetteer file.
pub(super) fn read(kind: EntityKind, file: &str, text: &str) -> Result<Vec<Entry>> {
    let table = Table::read(file, text)?;
    table.records().map(|record| entry(kind, record)).collect()
}

fn entry(kind: EntityKind, record: Record<'_, '_>) -> Result<Entry> {
    let is_country = kind == EntityKind::Country;
    let id = record.get(if is_country { "iso2" } else { "id" });
    let name = record.get("name");
    if id.is_empty() || name.is_empty() {
        return Err(record.error("id and name must not be empty"));
    }
    let aliases = if is_country { ["formal", "variants"].as_slice() } else { &["aliases"] };
    let countries = if is_country {
        vec![id.to_owned()]
    } else {
        record.list("country").chain(record.list("involves")).map(str::to_owned).collect()
    };
    Ok(Entry {
        id: id.to_owned(),
        name: name.to_owned(),
        aliases: aliases.iter().flat_map(|column| record.list(column)).map(str::to_owned).collect(),
        weak: record.list("weak").map(str::to_owned).collect(),
        abbreviations: record.list("abbreviations").map(abbreviation).collect(),
        class: record.get("type").to_owned(),
        countries,
        connects: record.list("connects").map(str::to_owned).collect(),
        parent: non_empty(record.get("parent")),
        label_en: non_empty(record.get("en")),
        wikidata: non_empty(record.get("wikidata")),
        post: non_empty(record.get("post")),
        iso3: non_empty(record.get("iso3")),
    })
}

fn abbreviation(text: &str) -> (String, bool) {
    match text.strip_suffix('?') {
        Some(form) => (form.to_owned(), false),
        None => (text.to_owned(), true),
    }
}

fn non_empty(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
