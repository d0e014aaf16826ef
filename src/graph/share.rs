//! A contribution in numbers: what many documents name or say alike is stored once, and each document keeps only where
//! it stands.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io;

use serde::{Deserialize, Serialize};

use super::intern::Table;
use super::{Appearance, Contribution, KnowledgeGraph, RelationKey, Support};
use crate::entity::EntityId;
use crate::ontology::EntityKind;
use crate::relation::Status;

/// An entity as documents name it; most of them agree.
pub type Name = (EntityId, EntityKind, String, Option<String>);

/// A relation as documents say it, without counts: what it is, by which rules, what its claims come to.
pub type Said = (RelationKey, BTreeSet<String>, BTreeSet<Status>);

/// What documents name and say, each once.
#[derive(Clone, Debug, Default)]
pub(super) struct Tables {
    pub(super) dates: Table<String>,
    pub(super) names: Table<Name>,
    pub(super) aliases: Table<(EntityId, String)>,
    pub(super) relations: Table<Said>,
    pub(super) posts: Table<String>,
}

/// A contribution, by the numbers that the tables of its graph give.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// The day of issue.
    pub date: Option<u32>,
    /// The number of sentences.
    pub n_sentences: u32,
    /// Each name with its mentions and its sentences.
    pub names: Vec<(u32, u32, u32)>,
    /// Other names.
    pub aliases: Vec<u32>,
    /// Each relation with its sentences.
    pub relations: Vec<(u32, u32)>,
    /// Posts that are held.
    pub posts: Vec<u32>,
}

/// What documents share, as it is written: each before the first document that names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shared {
    /// A day of issue.
    Date(String),
    /// An entity as documents name it.
    Name(Name),
    /// Another name of an entity.
    Alias(EntityId, String),
    /// A relation.
    Relation(Said),
    /// A post that somebody holds.
    Post(String),
}

/// Numbers that follow from what documents name and say, in the order in which they are asked for, and not from how a
/// graph came to be.
pub struct Renumbering<'a> {
    graph: &'a KnowledgeGraph,
    numbers: [HashMap<u32, u32>; 5],
}

impl<'a> Renumbering<'a> {
    /// Of a graph none of whose documents has been asked for.
    pub fn of(graph: &'a KnowledgeGraph) -> Self {
        Renumbering { graph, numbers: Default::default() }
    }

    /// The share of a document, by new numbers; an empty one if it is not there. What no document before has named
    /// is given to `give` first, and has the next number of its kind.
    ///
    /// # Errors
    /// What `give` fails with.
    pub fn share(&mut self, document: &str, mut give: impl FnMut(Shared) -> io::Result<()>) -> io::Result<Share> {
        let tables = &self.graph.tables;
        let mut share = self.graph.share(document).unwrap_or_default();
        let [dates, names, aliases, relations, posts] = &mut self.numbers;
        if let Some(number) = &mut share.date {
            renumber(number, dates, &tables.dates, |date| give(Shared::Date(date.clone())))?;
        }
        for (number, ..) in &mut share.names {
            renumber(number, names, &tables.names, |name| give(Shared::Name(name.clone())))?;
        }
        for number in &mut share.aliases {
            renumber(number, aliases, &tables.aliases, |(id, form)| give(Shared::Alias(id.clone(), form.clone())))?;
        }
        for (number, _) in &mut share.relations {
            renumber(number, relations, &tables.relations, |said| give(Shared::Relation(said.clone())))?;
        }
        for number in &mut share.posts {
            renumber(number, posts, &tables.posts, |post| give(Shared::Post(post.clone())))?;
        }
        Ok(share)
    }
}

fn renumber<T: Ord>(
    number: &mut u32,
    numbers: &mut HashMap<u32, u32>,
    table: &Table<T>,
    give: impl FnOnce(&T) -> io::Result<()>,
) -> io::Result<()> {
    let old = *number;
    *number = match numbers.get(&old) {
        Some(&new) => new,
        None => {
            let new = to_u32(numbers.len());
            numbers.insert(old, new);
            give(table.value(old))?;
            new
        }
    };
    Ok(())
}

/// A share in few bytes.
#[derive(Clone, Debug)]
pub(super) struct Packed(Box<[u8]>);

impl Packed {
    pub(super) fn new(share: &Share) -> Self {
        Packed(postcard::to_stdvec(share).expect("numbers can be written to memory").into())
    }

    pub(super) fn share(&self) -> Share {
        postcard::from_bytes(&self.0).expect("it was made of a share")
    }
}

impl Tables {
    pub(super) fn push(&mut self, shared: Shared) {
        match shared {
            Shared::Date(date) => self.dates.push(date),
            Shared::Name(name) => self.names.push(name),
            Shared::Alias(id, form) => self.aliases.push((id, form)),
            Shared::Relation(said) => self.relations.push(said),
            Shared::Post(post) => self.posts.push(post),
        }
    }

    /// Whether all that a share names is there.
    pub(super) fn have(&self, share: &Share) -> bool {
        let is_below = |n: usize| move |&number: &u32| (number as usize) < n;
        share.date.iter().all(is_below(self.dates.len()))
            && share.names.iter().map(|(name, ..)| name).all(is_below(self.names.len()))
            && share.aliases.iter().all(is_below(self.aliases.len()))
            && share.relations.iter().map(|(relation, _)| relation).all(is_below(self.relations.len()))
            && share.posts.iter().all(is_below(self.posts.len()))
    }

    pub(super) fn share(&mut self, contribution: Contribution) -> Share {
        let mut share = Share {
            date: contribution.date.map(|date| self.dates.number(date)),
            n_sentences: to_u32(contribution.n_sentences),
            ..Share::default()
        };
        for (id, appearance) in contribution.entities {
            for alias in appearance.aliases {
                share.aliases.push(self.aliases.number((id.clone(), alias)));
            }
            let name = self.names.number((id, appearance.kind, appearance.label, appearance.label_en));
            share.names.push((name, to_u32(appearance.n_mentions), to_u32(appearance.n_sentences)));
        }
        for (key, support) in contribution.relations {
            let Support { rules, statuses, n_sentences } = support;
            share.relations.push((self.relations.number((key, rules, statuses)), to_u32(n_sentences)));
        }
        share.posts = contribution.posts.into_iter().map(|post| self.posts.number(post)).collect();
        share
    }

    pub(super) fn contribution(&self, document: &str, share: &Share) -> Contribution {
        let mut entities = BTreeMap::new();
        for &(name, n_mentions, n_sentences) in &share.names {
            let (id, kind, label, label_en) = self.names.value(name).clone();
            let (n_mentions, n_sentences) = (n_mentions as usize, n_sentences as usize);
            let aliases = Default::default();
            entities.insert(id, Appearance { kind, label, label_en, aliases, n_mentions, n_sentences });
        }
        for &alias in &share.aliases {
            let (id, form) = self.aliases.value(alias);
            if let Some(appearance) = entities.get_mut(id) {
                appearance.aliases.insert(form.clone());
            }
        }
        let relation = |&(number, n_sentences): &(u32, u32)| {
            let (key, rules, statuses) = self.relations.value(number).clone();
            (key, Support { rules, statuses, n_sentences: n_sentences as usize })
        };
        Contribution {
            document: document.into(),
            date: share.date.map(|date| self.dates.value(date).clone()),
            n_sentences: share.n_sentences as usize,
            entities,
            relations: share.relations.iter().map(relation).collect(),
            posts: share.posts.iter().map(|&post| self.posts.value(post).clone()).collect(),
        }
    }
}

fn to_u32(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
