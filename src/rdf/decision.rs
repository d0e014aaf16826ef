//! What people decided of a document: each decision, with who, when and why, and what it was applied to.

use super::document::Writer;
use super::literal;
use super::term::{rdf, rdfs, schema, sg};
use crate::curation::{Applied, Decision, Outcome};
use crate::graph::relation_key;

impl Writer<'_> {
    /// Writes the decisions that came to something in the document.
    pub(super) fn decisions(&mut self) {
        let extraction = self.extraction;
        for Applied { decision, to } in &extraction.decisions {
            self.decision(decision);
            let bearer = match to {
                Outcome::Nothing => None,
                Outcome::Entity(id) => Some(self.vocabulary.entity(id)),
                Outcome::Relation(index) => extraction
                    .relations
                    .get(*index)
                    .and_then(|relation| relation_key(&extraction.resolution, relation))
                    .map(|key| self.vocabulary.relation(&key)),
            };
            let document = self.document.clone();
            let this = self.vocabulary.decision(decision);
            for bearer in bearer.into_iter().chain([document]) {
                self.push(&bearer, sg::DECISION, this.clone());
            }
        }
    }

    fn decision(&mut self, decision: &Decision) {
        let this = self.vocabulary.decision(decision);
        self.push(&this, rdf::TYPE, sg::DECISION_CLASS);
        self.push(&this, sg::ACT, literal::string(decision.act.name()));
        self.push(&this, sg::WORDING, literal::string(&decision.wording()));
        self.push(&this, schema::AUTHOR, literal::string(&decision.who));
        self.push_all(&this, schema::DATE_CREATED, literal::date(&decision.when));
        self.push(&this, rdfs::COMMENT, literal::string(&decision.why));
    }
}
