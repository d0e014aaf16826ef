//! Finds every name that the gazetteers know.

use std::collections::BTreeMap;
use std::iter;

use super::charset::{CharLists, CharSet};
use super::entry::Entry;
use super::{EntityKind, Matcher};
use crate::text::{Span, simplify};

/// The entries of all gazetteers, and a matcher of their forms.
#[derive(Clone)]
pub struct Gazetteer {
    entries: Vec<(EntityKind, Entry)>,
    by_id: BTreeMap<EntityKind, BTreeMap<String, usize>>,
    forms: Vec<Form>,
    abbreviations: CharLists<usize>,
    /// The characters that stand for countries.
    country_abbreviations: CharSet,
    matcher: Matcher,
}

/// A surface form and what it can mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The form, in simplified script.
    pub text: String,
    /// What it can mean, most likely first.
    pub meanings: Vec<Meaning>,
}

/// One thing that a form can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Meaning {
    /// How far the form alone is to be trusted.
    pub sureness: Sureness,
    /// The index of the entry.
    pub entry: usize,
}

/// How far a form is to be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sureness {
    /// The user's own dictionary: beyond doubt.
    Dictionary,
    /// Wherever it stands as a word of its own, it means the entry.
    Sure,
    /// It means the entry only where the context agrees.
    Weak,
}

impl Gazetteer {
    /// Builds the matcher. `dictionary` entries win over all others.
    pub(super) fn new(entries: Vec<(EntityKind, Entry)>, n_dictionary: usize) -> Self {
        let mut by_form: BTreeMap<String, Vec<Meaning>> = BTreeMap::new();
        let first_of_dictionary = entries.len() - n_dictionary;
        for (index, (_, entry)) in entries.iter().enumerate() {
            let sure = if index >= first_of_dictionary { Sureness::Dictionary } else { Sureness::Sure };
            let mut add = |form: &str, sureness| {
                // Pages are matched in simplified script, so that forms must be in it too.
                let form = simplify(form);
                let wide = form.contains(|c: char| c.is_ascii_graphic()).then(|| widen(&form));
                for form in iter::once(form).chain(wide) {
                    let meanings = by_form.entry(form).or_default();
                    if !meanings.iter().any(|meaning| meaning.entry == index) {
                        meanings.push(Meaning { sureness, entry: index });
                    }
                }
            };
            add(&entry.name, sure);
            entry.aliases.iter().for_each(|form| add(form, sure));
            entry.weak.iter().for_each(|form| add(form, Sureness::Weak));
        }
        let mut forms = Vec::with_capacity(by_form.len());
        for (text, mut meanings) in by_form {
            meanings.sort();
            forms.push(Form { text, meanings });
        }
        let texts: Vec<&str> = forms.iter().map(|form| form.text.as_str()).collect();
        let matcher = Matcher::new(&texts);
        let mut by_id: BTreeMap<EntityKind, BTreeMap<String, usize>> = BTreeMap::new();
        for (index, (kind, entry)) in entries.iter().enumerate() {
            by_id.entry(*kind).or_default().insert(entry.id.clone(), index);
        }
        let bearers = bearers(&entries);
        let of_country = bearers.iter().filter(|(_, index)| entries[*index].0 == EntityKind::Country);
        let country_abbreviations = of_country.map(|(c, _)| *c).collect();
        let abbreviations = bearers.into_iter().collect();
        Gazetteer { entries, by_id, forms, abbreviations, country_abbreviations, matcher }
    }

    /// Every occurrence of every form, overlapping ones included, ordered by start, longer ones first.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Span, &'a Form)> {
        self.matcher.find(text).map(|(span, index)| (span, &self.forms[index]))
    }

    /// The forms that `text` begins with, the longest first, each with its bytes.
    pub fn starts(&self, text: &str) -> impl Iterator<Item = (usize, &Form)> {
        self.matcher.starts(text).map(|(length, index)| (length, &self.forms[index]))
    }

    /// The form that a text is as a whole.
    pub(crate) fn form_of(&self, text: &str) -> Option<&Form> {
        self.starts(text).find(|(length, _)| *length == text.len()).map(|(_, form)| form)
    }

    /// The kind and entry at an index that a [`Meaning`] names.
    pub fn entry(&self, index: usize) -> (EntityKind, &Entry) {
        let (kind, entry) = &self.entries[index];
        (*kind, entry)
    }

    /// The index of the entry of this kind and id.
    pub fn index_of(&self, kind: EntityKind, id: &str) -> Option<usize> {
        self.by_id.get(&kind)?.get(id).copied()
    }

    /// The indices of the places and countries that a known line leads to, in the order of the gazetteer.
    pub fn ends_of(&self, entry: usize) -> impl Iterator<Item = usize> {
        let index =
            |id: &String| self.index_of(EntityKind::Place, id).or_else(|| self.index_of(EntityKind::Country, id));
        self.entry(entry).1.connects.iter().filter_map(index)
    }

    /// Whether a place lies in another that the gazetteer knows, at any depth: 正定县 in 石家庄市 and in 河北省.
    pub fn lies_in(&self, place: usize, whole: usize) -> bool {
        let index = |id: &String| self.index_of(EntityKind::Place, id);
        let above = |place: &usize| self.entry(*place).1.parent.as_ref().and_then(index);
        iter::successors(above(&place), above).take(DEEPEST).any(|place| place == whole)
    }

    /// The indices of the countries and places that bear a character as abbreviation, most usual first.
    pub fn abbreviation(&self, c: char) -> &[usize] {
        self.abbreviations.get(c)
    }

    /// Whether a country bears a character as abbreviation.
    pub fn abbreviates_country(&self, c: char) -> bool {
        self.country_abbreviations.has(c)
    }

    /// The forms that mean something wherever they stand as words, in the order of their characters.
    pub fn sure_forms(&self) -> impl Iterator<Item = &str> {
        let is_sure = |meaning: &Meaning| meaning.sureness < Sureness::Weak;
        self.forms.iter().filter(move |form| form.meanings.first().is_some_and(is_sure)).map(|form| form.text.as_str())
    }

    /// All entries of a kind with their indices, in the order of the files.
    pub fn entries_of(&self, kind: EntityKind) -> impl Iterator<Item = (usize, &Entry)> {
        let entries = self.entries.iter().enumerate();
        entries.filter(move |(_, (of, _))| *of == kind).map(|(index, (_, entry))| (index, entry))
    }

    /// All forms, in the order of their characters.
    pub fn forms(&self) -> &[Form] {
        &self.forms
    }
}

/// No place lies in more others than these, one in the other.
const DEEPEST: usize = 8;

/// The countries and places that a character stands for, most usual first.
fn bearers(entries: &[(EntityKind, Entry)]) -> Vec<(char, usize)> {
    let mut bearers: BTreeMap<char, Vec<(bool, usize)>> = BTreeMap::new();
    for (index, (_, entry)) in entries.iter().enumerate() {
        for (form, is_usual) in &entry.abbreviations {
            let mut characters = form.chars();
            if let (Some(c), None) = (characters.next(), characters.next()) {
                bearers.entry(c).or_default().push((!is_usual, index));
            }
        }
    }
    // 安, 文, 多: a character that no country bears often is rather a word.
    bearers.retain(|_, of| of.iter().any(|(is_rare, _)| !is_rare));
    bearers.values_mut().for_each(|of| of.sort_unstable());
    bearers.into_iter().flat_map(|(c, of)| of.into_iter().map(move |(_, index)| (c, index))).collect()
}

/// The form with its ASCII letters and digits as wide as ideographs, as old typesetting prints them.
fn widen(form: &str) -> String {
    let wide = |c: char| match c {
        '!'..='~' => char::from_u32(c as u32 - 0x21 + 0xFF01).expect("full-width forms follow ASCII"),
        _ => c,
    };
    form.chars().map(wide).collect()
}
