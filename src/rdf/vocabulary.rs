//! Mints and reads the IRIs of our data.

use oxigraph::model::{NamedNode, NamedNodeRef};
use sha2::{Digest, Sha256};

use super::term::sg;
use crate::curation::Decision;
use crate::entity::EntityId;
use crate::error::{Error, ErrorKind, Result};
use crate::graph::{RelationKey, Value};
use crate::ontology::{EntityKind, Predicate};
use crate::relation::{Claim, Observation, Tenure};
use crate::text::slice;
use crate::value::Change;

/// Where data live unless the user says otherwise.
pub const DEFAULT_BASE: &str = "https://w3id.org/sinograph/";

/// The IRIs of documents, sources, entities, relations and figures under one base.
///
/// ```
/// use sinograph::entity::EntityId;
/// use sinograph::ontology::EntityKind;
/// use sinograph::rdf::Vocabulary;
///
/// let vocabulary = Vocabulary::new("https://example.org/news/")?;
/// let entity = vocabulary.entity(&EntityId::new(EntityKind::Country, "KZ"));
/// assert_eq!(entity.as_str(), "https://example.org/news/country/KZ");
/// assert!(Vocabulary::new("no base").is_err());
/// # Ok::<(), sinograph::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vocabulary {
    base: String,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Vocabulary { base: DEFAULT_BASE.to_owned() }
    }
}

impl Vocabulary {
    /// A vocabulary whose data stand under `base`: an absolute IRI that ends in `/` or `:` and has no `#`, which is
    /// needed for positions.
    pub fn new(base: &str) -> Result<Self> {
        let invalid = |cause: String| {
            Error::new(ErrorKind::Usage, format!("`{base}` cannot be the base of the data"))
                .with_cause(cause)
                .with_hint("give an absolute IRI that ends in `/`, such as `https://example.org/news/`")
        };
        NamedNode::new(base).map_err(|error| invalid(error.to_string()))?;
        match base.ends_with(['/', ':']) && !base.contains('#') {
            true => Ok(Vocabulary { base: base.to_owned() }),
            false => Err(invalid("it does not end in `/` or `:`, or holds a `#`".to_owned())),
        }
    }

    /// What all IRIs of the data begin with.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// The IRI of a document, and of its graph, from its [name](crate::graph::document_name).
    pub fn document(&self, name: &str) -> NamedNode {
        self.iri(name)
    }

    /// The IRI of a source from [`Source::id`](crate::text::Source::id).
    pub fn source(&self, id: &str) -> NamedNode {
        self.iri(&format!("source/{id}"))
    }

    /// The IRI of characters `start` to `end` of a source, after RFC 5147.
    pub fn characters(&self, source: &NamedNode, start: usize, end: usize) -> NamedNode {
        NamedNode::new_unchecked(format!("{}#char={start},{end}", source.as_str()))
    }

    /// The first character and the one past the last, of an IRI of [characters](Vocabulary::characters).
    pub fn place(node: NamedNodeRef<'_>) -> Option<(usize, usize)> {
        let (_, place) = node.as_str().rsplit_once("#char=")?;
        let (start, end) = place.split_once(',')?;
        Some((start.parse().ok()?, end.parse().ok()?))
    }

    /// The IRI of an entity.
    pub fn entity(&self, id: &EntityId) -> NamedNode {
        self.iri(id.as_str())
    }

    /// The IRI of a relation: 20 hexadecimal digits of a SHA-256 over subject, predicate and object.
    ///
    /// The same in every document, and under every base.
    pub fn relation(&self, key: &RelationKey) -> NamedNode {
        let digits = digest(relation_parts(key));
        self.iri(&format!("relation/{digits}"))
    }

    /// The IRI of a claim: the same of its relation and of all that stands with it.
    pub fn claim(&self, key: &RelationKey, claim: &Claim, speaker: Option<&EntityId>) -> NamedNode {
        let digits = digest(relation_parts(key).into_iter().chain(claim_parts(claim, speaker)));
        self.iri(&format!("claim/{digits}"))
    }

    /// The IRI of a figure: the same of whom it is, of all its parts and of the words that say it, in any document.
    ///
    /// `about` is sorted. The words tell apart two figures of a page that are alike in all that is read of them.
    pub fn observation(
        &self,
        about: &[&EntityId],
        observation: &Observation,
        speaker: Option<&EntityId>,
        words: &str,
    ) -> NamedNode {
        let Observation { measure, quantity, claim, .. } = observation;
        let (number, upper) = (quantity.number.to_string(), quantity.upper.map(|upper| upper.to_string()));
        let n_about = about.len().to_string();
        let of = std::iter::once(n_about.as_str()).chain(about.iter().map(|id| id.as_str()));
        let told = [measure.as_str(), &number, &quantity.unit, quantity.bound.name()];
        let optional = optional([upper.as_deref(), quantity.change.map(Change::name)]);
        let digits = digest(of.chain(told).chain(optional).chain(claim_parts(claim, speaker)).chain([words]));
        self.iri(&format!("observation/{digits}"))
    }

    /// The IRI of a decision: the same of all that was decided, by whom, when and why.
    pub fn decision(&self, decision: &Decision) -> NamedNode {
        self.iri(&format!("decision/{}", digest(decision.parts())))
    }

    /// The IRI of a post, from what it is called.
    pub fn role(&self, post: &str) -> NamedNode {
        self.iri(&format!("role/{}", post.replace('/', "%2F")))
    }

    /// The IRI of a stretch of time as ISO 8601 writes it.
    pub fn interval(&self, time: &str) -> NamedNode {
        self.iri(&format!("interval/{time}"))
    }

    /// The IRI of a point in time as ISO 8601 writes it.
    pub fn instant(&self, time: &str) -> NamedNode {
        self.iri(&format!("instant/{time}"))
    }

    /// The graph of counts and ranks, and the node that holds the totals.
    pub fn summary(&self) -> NamedNode {
        self.iri("summary")
    }

    /// The class of a kind of entities.
    pub fn class(kind: EntityKind) -> NamedNode {
        NamedNode::new_unchecked(format!("{}{}", sg::NAMESPACE, kind.name()))
    }

    /// The property of a predicate.
    pub fn property(predicate: Predicate) -> NamedNode {
        NamedNode::new_unchecked(format!("{}{}", sg::NAMESPACE, predicate.name()))
    }

    /// The kind of a class of ours.
    pub fn kind_of(class: NamedNodeRef<'_>) -> Option<EntityKind> {
        class.as_str().strip_prefix(sg::NAMESPACE).and_then(EntityKind::find)
    }

    /// The predicate of a property of ours.
    pub fn predicate_of(property: NamedNodeRef<'_>) -> Option<Predicate> {
        property.as_str().strip_prefix(sg::NAMESPACE).and_then(Predicate::find)
    }

    /// What follows the base in an IRI: the name of a document, the id of an entity.
    pub fn local<'a>(&self, iri: &'a str) -> Option<&'a str> {
        iri.strip_prefix(self.base.as_str())
    }

    /// The id of an entity from its IRI.
    pub fn entity_id(&self, iri: NamedNodeRef<'_>) -> Option<EntityId> {
        let local = self.local(iri.as_str())?;
        EntityKind::find(local.split_once('/')?.0).map(|_| EntityId::from_text(local))
    }

    fn iri(&self, local: &str) -> NamedNode {
        let mut iri = self.base.clone();
        push_escaped(&mut iri, local);
        NamedNode::new_unchecked(iri)
    }
}

fn relation_parts(key: &RelationKey) -> [&str; 4] {
    let (form, object) = match &key.object {
        Value::Entity(id) => ("entity", id.as_str()),
        Value::Literal(text) => ("literal", text.as_str()),
    };
    [key.subject.as_str(), key.predicate.name(), form, object]
}

fn claim_parts<'a>(claim: &'a Claim, speaker: Option<&'a EntityId>) -> impl Iterator<Item = &'a str> {
    let tenure = claim.tenure.map(Tenure::name);
    let told = [claim.post.as_deref(), tenure, claim.time.as_deref(), speaker.map(EntityId::as_str)];
    [claim.polarity.name(), claim.modality.name()].into_iter().chain(optional(told))
}

/// Parts that may be absent, which is told from what is empty.
fn optional<const N: usize>(parts: [Option<&str>; N]) -> impl Iterator<Item = &str> {
    parts.into_iter().flat_map(|part| [if part.is_some() { "+" } else { "-" }, part.unwrap_or("")])
}

/// The first 20 hexadecimal digits of a SHA-256 over parts.
fn digest<'a>(parts: impl IntoIterator<Item = &'a str>) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
        hash.update([0]);
    }
    hash.finalize().iter().take(10).map(|byte| format!("{byte:02x}")).collect()
}

/// Appends a path, percent-encoding what a path of an IRI may not hold (RFC 3987 §2.2).
///
/// An escaped path stays as it is, so that a path read from an IRI makes the same IRI again.
fn push_escaped(iri: &mut String, path: &str) {
    for (n, segment) in path.split('/').enumerate() {
        if n > 0 {
            iri.push('/');
        }
        // A segment of dots alone would be taken for a step in the tree.
        let is_step = segment == "." || segment == "..";
        for (at, c) in segment.char_indices() {
            let is_escape = c == '%' && is_escaped_byte(slice(segment, at..));
            match is_escape || is_path_character(c) && !is_step {
                true => iri.push(c),
                false => push_percent(iri, c),
            }
        }
    }
}

fn is_escaped_byte(text: &str) -> bool {
    text.as_bytes().get(1..3).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
}

fn push_percent(iri: &mut String, c: char) {
    for byte in c.encode_utf8(&mut [0; 4]).bytes() {
        iri.push_str(&format!("%{byte:02X}"));
    }
}

/// `ipchar` of RFC 3987, where noncharacters and private use are left out.
fn is_path_character(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => true,
        '\0'..='\u{7F}' => "-._~!$&'()*+,;=:@".contains(c),
        '\u{A0}'..='\u{D7FF}' | '\u{F900}'..='\u{FDCF}' | '\u{FDF0}'..='\u{FFEF}' => true,
        '\u{10000}'..='\u{EFFFD}' => u32::from(c) & 0xFFFF < 0xFFFE && !('\u{E0000}'..'\u{E1000}').contains(&c),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_name_gives_a_valid_iri_and_reads_back_to_it() {
        let vocabulary = Vocabulary::default();
        let names =
            ["中国", "a b", "50%", "%E4", "..", ".", "\u{FFFE}\u{E000}", "<\">\\^`{|}", "𠮷\u{2028}", "", "#?/[]"];
        for name in names {
            for id in [EntityId::new(EntityKind::Project, name), EntityId::from_text(format!("project/{name}"))] {
                let iri = vocabulary.entity(&id);
                assert!(NamedNode::new(iri.as_str()).is_ok(), "{iri}");
                let back = vocabulary.entity_id(iri.as_ref()).expect("it is an entity of ours");
                assert_eq!(vocabulary.entity(&back), iri);
            }
            let made = EntityId::new(EntityKind::Project, name);
            assert_eq!(vocabulary.entity_id(vocabulary.entity(&made).as_ref()), Some(made));
        }
    }
}
