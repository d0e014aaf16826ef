//! The claims of a document: how it says each fact, and in which words.
//!
//! A denied or planned fact is a claim and a relation node, never a direct triple, a membership or a property of
//! an event, so that who reads only these reads what the page says is so.

use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Term};

use super::document::{Writer, object};
use super::term::{nif, org, rdf, schema, sg, skos, time as owl_time, xsd};
use super::{Vocabulary, literal, time};
use crate::entity::EntityId;
use crate::graph::{RelationKey, Value};
use crate::ontology::Predicate;
use crate::relation::{Claim, Evidence, Relation, Status, Tenure};
use crate::text::simplify;

impl Writer<'_> {
    /// Writes how a fact is said.
    pub(super) fn claim(&mut self, key: &RelationKey, relation: &Relation) {
        let claim = &relation.claim;
        let this = self.vocabulary.claim(key, claim, self.speaker(claim));
        self.push(&this, rdf::TYPE, sg::CLAIM);
        self.push(&this, sg::OF_RELATION, self.vocabulary.relation(key));
        self.push(&this, sg::RULE, literal::string(relation.rule));
        self.stance(&this, claim);
        if let Some(post) = &claim.post {
            self.push(&this, sg::POST, literal::chinese(post));
        }
        if let Some(tenure) = claim.tenure {
            self.push(&this, sg::TENURE, literal::string(tenure.name()));
        }
        self.quotations(&this, &relation.evidence);
        if key.predicate == Predicate::HoldsPost {
            self.post(&this, key, claim);
        }
    }

    /// Whose words a claim is in, if it is told.
    pub(super) fn speaker(&self, claim: &Claim) -> Option<&EntityId> {
        Some(&self.extraction.resolution.entities.get(claim.speaker?)?.id)
    }

    /// Writes whether something is so, when, and who says so.
    pub(super) fn stance(&mut self, this: &NamedNode, claim: &Claim) {
        self.push(this, sg::POLARITY, literal::string(claim.polarity.name()));
        self.push(this, sg::MODALITY, literal::string(claim.modality.name()));
        if let Some(text) = &claim.time {
            self.time(this, text);
        }
        let speaker = self.speaker(claim).map(|speaker| self.vocabulary.entity(speaker));
        self.push_all(this, sg::SPEAKER, speaker);
    }

    fn time(&mut self, this: &NamedNode, text: &str) {
        self.push(this, sg::TIME, time::time(text));
        if time::is_stretch(text) {
            let (first, last) = time::bounds(text);
            self.push_all(this, sg::BEGINS, first);
            self.push_all(this, sg::ENDS, last);
        }
    }

    /// Writes the sentences and, within them, the very words.
    pub(super) fn quotations(&mut self, this: &NamedNode, evidence: &[Evidence]) {
        for evidence in evidence {
            let Some((sentence, _)) = self.sentence_iri(evidence.sentence) else { continue };
            let words = self.iri(evidence.span);
            self.push(this, sg::EVIDENCE, sentence.clone());
            self.push(this, sg::QUOTATION, words.clone());
            self.push(&words, rdf::TYPE, nif::STRING);
            self.string(&words, evidence.span);
            self.push(&words, nif::SENTENCE, sentence);
        }
    }

    /// Writes a post after the Organization Ontology: what is held or was is a membership.
    fn post(&mut self, this: &NamedNode, key: &RelationKey, claim: &Claim) {
        let role = claim.post.as_deref().map(|post| self.role(post));
        if claim.status() != Status::Asserted || claim.tenure == Some(Tenure::Designate) {
            return;
        }
        self.push(this, rdf::TYPE, org::MEMBERSHIP);
        self.push(this, org::MEMBER, self.vocabulary.entity(&key.subject));
        self.push(this, org::ORGANIZATION, object(self.vocabulary, key));
        self.push_all(this, org::ROLE, role);
        let interval = claim.time.as_deref().and_then(|text| self.interval(text));
        self.push_all(this, org::MEMBER_DURING, interval);
    }

    /// Writes the node of a post, which is one in both scripts, with what the page calls it.
    fn role(&mut self, post: &str) -> NamedNode {
        let title = simplify(post);
        let role = self.vocabulary.role(&title);
        for (property, value) in role_terms(&title) {
            self.push(&role, property, value);
        }
        if title != post {
            self.push(&role, skos::ALT_LABEL, literal::chinese(post));
        }
        role
    }

    /// Writes a time as an interval after OWL-Time; none if no end of it has a year.
    fn interval(&mut self, text: &str) -> Option<NamedNode> {
        let (first, last) = time::bounds(text);
        let ends = [(owl_time::HAS_BEGINNING, first), (owl_time::HAS_END, last)];
        let ends = ends.map(|(property, point)| point.and_then(|point| Some((property, in_xsd(&point)?, point))));
        if ends.iter().all(Option::is_none) {
            return None;
        }
        let this = self.vocabulary.interval(text);
        self.push(&this, rdf::TYPE, owl_time::INTERVAL);
        for (property, position, point) in ends.into_iter().flatten() {
            let instant = self.vocabulary.instant(point.value());
            self.push(&this, property, instant.clone());
            self.push(&instant, rdf::TYPE, owl_time::INSTANT);
            self.push(&instant, position, point);
        }
        Some(this)
    }

    /// Writes a fact that is so as a direct triple, and what schema.org has to say of events.
    pub(super) fn direct(&mut self, key: &RelationKey) {
        let subject = self.vocabulary.entity(&key.subject);
        let value = object(self.vocabulary, key);
        self.push(&subject, Vocabulary::property(key.predicate).as_ref(), value.clone());
        match (key.predicate, value, &key.object) {
            (Predicate::HeldIn, place, _) => self.push(&subject, schema::LOCATION, place),
            (Predicate::Organizes, Term::NamedNode(event), _) => self.push(&event, schema::ORGANIZER, subject),
            (Predicate::Attends, Term::NamedNode(event), _) => self.push(&event, schema::ATTENDEE, subject),
            (Predicate::HeldOn, _, Value::Literal(text)) => {
                let (first, last) = time::bounds(text);
                let is_dated = |point: &Literal| in_xsd(point).is_some();
                self.push_all(&subject, schema::START_DATE, first.filter(is_dated));
                if time::is_stretch(text) {
                    self.push_all(&subject, schema::END_DATE, last.filter(is_dated));
                }
            }
            _ => {}
        }
    }

    pub(super) fn push_all(
        &mut self,
        subject: &NamedNode,
        predicate: NamedNodeRef<'_>,
        objects: impl IntoIterator<Item = impl Into<Term>>,
    ) {
        objects.into_iter().for_each(|object| self.push(subject, predicate, object));
    }
}

/// What a post is, as properties of its node.
pub(super) fn role_terms(post: &str) -> [(NamedNodeRef<'static>, Term); 2] {
    [(rdf::TYPE, org::ROLE_CLASS.into()), (skos::PREF_LABEL, literal::chinese(post).into())]
}

/// The property by which OWL-Time places an instant; none for a day of any year.
fn in_xsd(point: &Literal) -> Option<NamedNodeRef<'static>> {
    match point.datatype() {
        xsd::DATE => Some(owl_time::IN_XSD_DATE),
        xsd::G_YEAR_MONTH => Some(owl_time::IN_XSD_G_YEAR_MONTH),
        xsd::G_YEAR => Some(owl_time::IN_XSD_G_YEAR),
        _ => None,
    }
}
