//! Spans of text that name something.
//!
//! Recognizers propose [`Candidate`]s, each from one kind of evidence; the trained [`tagger`] judges them and adds
//! names of its own; [`reconcile::pick`] picks the final ones, which do not overlap, and [`placed::part`] and
//! [`owner::part`] part countries from what is there and from organs of their states. [`find`] runs them all. A new recognizer is one file and one line in [`RECOGNIZERS`].

mod abroad;
mod byline;
mod country;
mod department;
mod ends;
mod event;
mod event_name;
mod gazetteer;
mod latin;
mod maker;
mod mission;
mod organization;
mod owner;
mod person;
mod phrase;
mod place;
mod placed;
mod project;
mod reading;
mod reconcile;
mod roster;
mod second_look;
mod side_by_side;
mod site;
mod spaced;
mod stem;
mod tagged;
pub mod tagger;
mod title;
mod town;
mod transliteration;
mod trim;
mod walk;
mod work;

use crate::document::Document;
use crate::ontology::EntityKind;
use crate::text::Span;

pub use reading::{HeadAt, Name, Reading, Word};
pub(crate) use second_look::is_subsequence;
use tagger::Lattice;
pub use tagger::Tagger;

/// A span that names something.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// What kind of thing it names.
    pub kind: EntityKind,
    /// Its bytes in the document's text.
    pub span: Span,
    /// The bytes of its name in full, with the country in front that is a mention of its own: 塞尔维亚|国内外贸易部. Of all
    /// others the same as `span`.
    pub full: Span,
    /// The index of its sentence.
    pub sentence: usize,
    /// Which recognizer found it.
    pub recognizer: &'static str,
    /// How sure the recognizer is, from 0 to 1.
    pub confidence: f32,
    /// The indices of the gazetteer entries that it can mean, most likely first.
    pub entries: Vec<usize>,
}

impl Mention {
    /// Whether it is the country in front of an organ of its state, whose name in full holds it.
    pub fn is_owner(&self) -> bool {
        self.recognizer == owner::OWNER
    }
}

/// A mention that a recognizer proposes.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// What kind of thing it would name.
    pub kind: EntityKind,
    /// Its bytes in the document's text.
    pub span: Span,
    /// Who proposes it.
    pub recognizer: &'static str,
    /// How sure the recognizer is, from 0 to 1.
    pub confidence: f32,
    /// The indices of the gazetteer entries that it can mean, most likely first.
    pub entries: Vec<usize>,
}

impl Candidate {
    /// A candidate that no gazetteer entry stands behind.
    pub fn new(kind: EntityKind, span: Span, recognizer: &'static str, confidence: f32) -> Self {
        Candidate { kind, span, recognizer, confidence, entries: Vec::new() }
    }
}

/// Proposes mentions from one kind of evidence.
pub trait Recognizer: Sync {
    /// The name that its mentions carry.
    fn name(&self) -> &'static str;

    /// Proposes mentions.
    fn find(&self, reading: &Reading<'_>) -> Vec<Candidate>;
}

/// All recognizers that look at a document for the first time.
pub const RECOGNIZERS: [&dyn Recognizer; 15] = [
    &gazetteer::Gazetteer,
    &country::Coordination,
    &title::BookTitle,
    &byline::Byline,
    &person::ChineseName,
    &spaced::SpacedName,
    &transliteration::ForeignName,
    &latin::LatinName,
    &organization::Organization,
    &maker::Maker,
    &project::Project,
    &event::Event,
    &place::Place,
    &site::Site,
    &town::Town,
];

/// Finds the mentions of one document, ordered by position, without overlap.
pub fn find(reading: &Reading<'_>, tagger: &Tagger) -> Vec<Mention> {
    let lattice = Lattice::new(tagger, reading);
    let mut candidates: Vec<Candidate> = Vec::with_capacity(reading.words.len() / 2);
    for recognizer in RECOGNIZERS {
        candidates.append(&mut recognizer.find(reading));
    }
    reconcile::merge(&mut candidates);
    let tagged = tagged::find(reading, &lattice, &mut candidates);
    candidates.extend(tagged);
    candidates.retain_mut(|named| trim::trim(reading, named));
    side_by_side::part(reading, &mut candidates);
    work::add(reading, &mut candidates);
    reconcile::merge(&mut candidates);
    let mut more = second_look::find(reading, &reconcile::pick(reading, &candidates));
    reconcile::merge(&mut more);
    let bodies = second_look::defined_bodies(reading, &more);
    tagged::judge(reading, &lattice, &mut more);
    candidates.extend(more);
    candidates.retain(|named| {
        let is_person = named.kind == EntityKind::Person;
        let is_body = || bodies.contains(reading.slice(named.span)) && !second_look::follows_post(reading, named.span);
        !is_person || !is_body() && !spaced::is_of_another_kind(reading, named.span)
    });
    reconcile::merge(&mut candidates);
    let picked = reconcile::pick(reading, &candidates);
    let picked = picked.into_iter().filter_map(|candidate| mention(reading.document, candidate));
    let placed = picked.flat_map(|mention| placed::part(reading, mention));
    placed.flat_map(|mention| owner::part(reading, mention)).collect()
}

/// A candidate in its sentence; none if it leaves that, as a name of a user's dictionary with a full stop in it can.
fn mention(document: &Document, candidate: &Candidate) -> Option<Mention> {
    let sentence = document.sentence_at(candidate.span.start)?;
    document.sentences[sentence].span.contains(candidate.span).then(|| Mention {
        kind: candidate.kind,
        span: candidate.span,
        full: candidate.span,
        sentence,
        recognizer: candidate.recognizer,
        confidence: candidate.confidence,
        entries: candidate.entries.clone(),
    })
}
