//! The user's own names, which win over everything.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::EntityKind;
use super::entry::Entry;
use crate::error::{Error, ErrorKind, Result};

/// Names that the user adds: one a line, `name kind [canonical name]`, parted by tabs or spaces.
///
/// The kind is one of our own (`Organization`), or a tag of jieba's dictionaries: `nr` is a person,
/// `nt` an organization, `ns` a place, `nz` a project. In jieba's format (`word freq tag`) the frequency is passed over,
/// and so is a word with another tag, or none: it names nothing. Lines that start with `#` are comments.
///
/// ```
/// use sinograph::ontology::Dictionary;
///
/// let dictionary = Dictionary::read("names.txt", "海岚港\tProject\n蓝鹭科技 5 nt\n").expect("two names");
/// assert_eq!(dictionary.len(), 2);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dictionary {
    entries: Vec<(EntityKind, Entry)>,
}

impl Dictionary {
    /// Reads `text`, the content of the file called `name`.
    ///
    /// # Errors
    /// If a line has no kind or an unknown one, or says something else of a name than one before, naming file and line.
    pub fn read(name: &str, text: &str) -> Result<Self> {
        let mut dictionary = Dictionary::default();
        let mut known = Known::default();
        for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            dictionary.add(line, index + 1, &mut known).map_err(|cause| {
                Error::new(ErrorKind::Usage, format!("cannot use line {} of dictionary `{name}`", index + 1))
                    .with_cause(cause)
                    .with_hint(
                        "write `name kind [canonical name]`, the kind one of Country, Organization, \
                                Person, Project, Place, Event, Document, or nr, nt, ns, nz",
                    )
            })?;
        }
        Ok(dictionary)
    }

    /// Adds a line.
    fn add(&mut self, line: &str, number: usize, known: &mut Known) -> Result<(), String> {
        let mut words: Vec<&str> = match line.contains('\t') {
            true => line.split('\t').map(str::trim).collect(),
            false => line.split_whitespace().collect(),
        };
        words.retain(|word| !word.is_empty());
        let is_of_jieba = words.get(1).is_some_and(|word| word.parse::<u64>().is_ok());
        if is_of_jieba {
            words.remove(1);
        }
        let kind = match words.get(1) {
            Some(kind) => kind_of(kind).ok_or_else(|| format!("`{kind}` is no kind")),
            None => Err("there is no kind".to_owned()),
        };
        let kind = match kind {
            Err(_) if is_of_jieba => return Ok(()),
            kind => kind?,
        };
        let form = crate::text::simplify(words[0]).to_string();
        let name = words.get(2).map_or_else(|| form.clone(), |name| crate::text::simplify(name).to_string());
        if form.chars().count() < 2 {
            return Err(format!("`{form}` is too short, a name has two characters or more"));
        }
        if let Some(long) = [&form, &name].into_iter().find(|name| name.chars().count() > LONGEST) {
            let start: String = long.chars().take(8).collect();
            return Err(format!("`{start}…` is too long, a name has {LONGEST} characters at most"));
        }
        known.learn(&form, (kind, &name), number)?;
        let index = *known.places.entry((kind, name.clone())).or_insert(self.entries.len());
        match self.entries.get_mut(index) {
            Some((_, entry)) => entry.aliases.push(form),
            None => self.entries.push((kind, entry(name, form))),
        }
        Ok(())
    }

    /// The entries, in the order of the file.
    pub fn entries(&self) -> impl Iterator<Item = (EntityKind, &Entry)> {
        self.entries.iter().map(|(kind, entry)| (*kind, entry))
    }

    /// What tells it from others: 32 hexadecimal digits of a SHA-256 over its entries.
    pub fn fingerprint(&self) -> String {
        let mut hash = Sha256::new();
        for (kind, entry) in self.entries() {
            for part in [kind.name(), &entry.name].into_iter().chain(entry.aliases.iter().map(String::as_str)) {
                hash.update(part);
                hash.update([0]);
            }
            hash.update([1]);
        }
        hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }

    /// The number of entries.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it has no entry.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// The most characters of a name.
const LONGEST: usize = 100;

/// What the lines before have said.
#[derive(Default)]
struct Known {
    /// At which index the entry of a kind and a canonical name stands.
    places: BTreeMap<(EntityKind, String), usize>,
    /// What each name means, and on which line that is said.
    meanings: BTreeMap<String, (EntityKind, String, usize)>,
}

impl Known {
    /// Takes down what a name means; a name means one thing, and a canonical name means itself.
    fn learn(&mut self, form: &str, (kind, name): (EntityKind, &str), line: usize) -> Result<(), String> {
        for (form, name) in [(form, name), (name, name)] {
            let said = self.meanings.entry(form.to_owned()).or_insert_with(|| (kind, name.to_owned(), line));
            if (said.0, said.1.as_str()) != (kind, name) {
                return Err(format!("`{form}` is the {} `{}` by line {}", said.0.name(), said.1, said.2));
            }
        }
        Ok(())
    }
}

fn entry(name: String, form: String) -> Entry {
    let aliases = if form == name { Vec::new() } else { vec![form] };
    Entry { id: name.clone(), name, aliases, ..Entry::default() }
}

fn kind_of(name: &str) -> Option<EntityKind> {
    EntityKind::read(name).or(match name {
        "nr" | "nrfg" | "nrt" => Some(EntityKind::Person),
        "nt" => Some(EntityKind::Organization),
        "ns" => Some(EntityKind::Place),
        "nz" => Some(EntityKind::Project),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_forms_of_one_name_are_one_entry() {
        let text = "蓝鹭科技\tOrganization\t蓝鹭科技集团\n蓝鹭科技集团\tOrganization\n";
        let dictionary = Dictionary::read("d", text).expect("a dictionary");
        assert_eq!(dictionary.len(), 1);
    }

    #[test]
    fn words_of_jieba_that_name_nothing_are_passed_over() {
        let dictionary = Dictionary::read("d", "铁路 100 n\n开工 7\n青杉 5 nt\n").expect("a dictionary of jieba's");
        assert_eq!(dictionary.len(), 1);
    }

    #[test]
    fn a_name_means_one_thing() {
        let contradictions = [
            "蓝鹭\tOrganization\n蓝鹭\tPerson\n",
            "蓝鹭\tOrganization\t蓝鹭科技\n蓝鹭\tOrganization\t蓝鹭集团\n",
            "蓝鹭\tOrganization\t蓝鹭科技\n蓝鹭科技\tOrganization\t蓝鹭\n",
        ];
        for text in contradictions {
            let error = Dictionary::read("d", text).expect_err("the lines contradict each other");
            assert!(error.to_string().contains("line 2 of dictionary `d`"), "{error}");
        }
    }

    #[test]
    fn a_name_has_an_end() {
        let error = Dictionary::read("d", &format!("{}\tOrganization\n", "鹭".repeat(101))).expect_err("too long");
        assert!(error.to_string().contains("line 1 of dictionary `d`"), "{error}");
    }

    #[test]
    fn a_line_without_a_kind_is_named() {
        let error = Dictionary::read("d", "# 名\n蓝鹭科技\n").expect_err("no kind");
        assert!(error.to_string().contains("line 2 of dictionary `d`"), "{error}");
    }
}
