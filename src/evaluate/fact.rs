//! How many facts that were marked by hand are stated.

use std::collections::BTreeSet;

use crate::entity::Entity;
use crate::ontology::Predicate;
use crate::pipeline::Extraction;
use crate::relation::Object;

/// A fact marked by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldFact {
    /// The names of its subject on the page, without white space.
    pub subject: BTreeSet<String>,
    /// The predicate.
    pub predicate: Predicate,
    /// The names of its object, or its literal; none if any will do.
    pub object: BTreeSet<String>,
    /// The title of a post.
    pub post: Option<String>,
}

/// How many facts were to be stated, and were.
///
/// A fact is stated when a relation of its predicate has one of its names at each end, as label or as another name of the
/// document; symmetric predicates hold either way round. Names are compared without white space. As marks are made of
/// what a page says most plainly, a relation that no mark tells is not counted as an error.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FactScore {
    /// Facts that are marked.
    pub needed: usize,
    /// Those that are stated.
    pub hit: usize,
    /// Titles of posts that are marked.
    pub posts_needed: usize,
    /// Those that are stated in the same words.
    pub posts_hit: usize,
    /// Facts that the program states.
    pub said: usize,
    /// Marked facts that are not stated, in the order of the file.
    pub missed: Vec<GoldFact>,
}

/// A relation as it is compared.
struct Stated {
    predicate: Predicate,
    subject: BTreeSet<String>,
    object: BTreeSet<String>,
    post: Option<String>,
}

impl FactScore {
    /// Compares the relations of a source with marked facts.
    pub fn new(gold: &[GoldFact], extractions: &[Extraction]) -> FactScore {
        let stated: Vec<Stated> = extractions.iter().flat_map(stated).collect();
        let mut score = FactScore { said: stated.len(), ..FactScore::default() };
        for fact in gold {
            let hits: Vec<&Stated> = stated.iter().filter(|stated| stated.says(fact)).collect();
            score.needed += 1;
            score.hit += usize::from(!hits.is_empty());
            if fact.post.is_some() {
                score.posts_needed += 1;
                score.posts_hit += usize::from(hits.iter().any(|hit| hit.post == fact.post));
            }
            if hits.is_empty() {
                score.missed.push(fact.clone());
            }
        }
        score
    }

    /// Adds the counts of another page; its list of what was missed is left out, as it belongs to that page.
    pub fn add(&mut self, other: &FactScore) {
        self.needed += other.needed;
        self.hit += other.hit;
        self.posts_needed += other.posts_needed;
        self.posts_hit += other.posts_hit;
        self.said += other.said;
    }

    /// The share of the marked facts that are stated; 1 if none is marked.
    pub fn recall(&self) -> f64 {
        if self.needed == 0 { 1.0 } else { self.hit as f64 / self.needed as f64 }
    }
}

impl Stated {
    fn says(&self, fact: &GoldFact) -> bool {
        let meet = |a: &BTreeSet<String>, b: &BTreeSet<String>| !a.is_disjoint(b);
        let forward =
            meet(&self.subject, &fact.subject) && (fact.object.is_empty() || meet(&self.object, &fact.object));
        let backward = || meet(&self.subject, &fact.object) && meet(&self.object, &fact.subject);
        self.predicate == fact.predicate && (forward || self.predicate.is_symmetric() && backward())
    }
}

fn stated(extraction: &Extraction) -> Vec<Stated> {
    let names = |entity| names(extraction.resolution.entity(entity));
    let facts = extraction.relations.iter().filter(|relation| relation.predicate != Predicate::CoMention);
    let stated = facts.map(|relation| Stated {
        predicate: relation.predicate,
        subject: names(relation.subject),
        object: match &relation.object {
            Object::Entity(index) => names(*index),
            Object::Literal(text) => BTreeSet::from([without_space(text)]),
        },
        post: relation.claim.post.as_deref().map(without_space),
    });
    stated.collect()
}

fn names(entity: &Entity) -> BTreeSet<String> {
    std::iter::once(&entity.label).chain(entity.aliases.keys()).map(|name| without_space(name)).collect()
}

/// A name as it is compared.
pub(crate) fn without_space(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
