//! What the documents of a store add up to, in a file of which a part can be read alone.
//!
//! It says nothing that the summary graph does not say; but there what is linked to an entity stands scattered, and
//! here in one row. So questions that walk from entity to entity read the rows of those that they come to.
//!
//! First stands a [head](wire::Head), then the numbers at which the name and the row of each entity begin, then
//! the rows, then the names. Entities are named by their place in the order of their ids.

mod blocks;
mod wire;

use std::io::{self, Cursor, ErrorKind, Read, Seek};

use blocks::BlockReader;

use super::printed::Printed;
use crate::entity::EntityId;
use crate::graph::{Census, Network};
use crate::ontology::Predicate;

/// What is read from.
pub trait Source: Read + Seek {}

impl<T: Read + Seek> Source for T {}

/// An almanac, opened.
pub struct Almanac {
    from: BlockReader<Box<dyn Source>>,
    census: Census,
    printed: Option<Printed>,
    layout: wire::Layout,
}

/// A relation of an entity, as its row tells it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tie {
    /// The place of the entity at the other end; none if that is a literal.
    pub other: Option<usize>,
    /// How the two are linked.
    pub predicate: Predicate,
    /// Whether the entity is the subject, and not the object.
    pub is_subject: bool,
    /// The number of sentences that say it.
    pub n_sentences: usize,
    /// For a co-mention, its measure to four places.
    pub npmi: Option<f64>,
}

impl Almanac {
    /// The almanac of a network.
    pub fn of(network: &Network) -> io::Result<Self> {
        let mut bytes = Vec::new();
        Almanac::write(network, None, &mut bytes)?;
        let almanac = Almanac::open(Box::new(Cursor::new(bytes)))?;
        almanac.ok_or_else(|| ErrorKind::InvalidData.into())
    }

    /// The counts.
    pub fn census(&self) -> &Census {
        &self.census
    }

    /// The files that the last build wrote beside the store, if it was a build.
    pub fn printed(&self) -> Option<&Printed> {
        self.printed.as_ref()
    }

    /// The number of entities.
    pub fn n_entities(&self) -> usize {
        self.layout.n_entities()
    }

    /// The place of an entity.
    ///
    /// # Errors
    /// As all that reads: if the file cannot be read, or is not what was written.
    pub fn find(&mut self, id: &EntityId) -> io::Result<Option<usize>> {
        let (mut start, mut end) = (0, self.n_entities());
        while start < end {
            let middle = start.midpoint(end);
            match self.id(middle)?.cmp(id) {
                std::cmp::Ordering::Equal => return Ok(Some(middle)),
                std::cmp::Ordering::Less => start = middle + 1,
                std::cmp::Ordering::Greater => end = middle,
            }
        }
        Ok(None)
    }

    /// Whom an entity is linked to and in how many sentences, in order, each once and itself never; see
    /// [`Links::neighbours`](crate::graph::Links::neighbours).
    pub fn neighbours(&mut self, entity: usize) -> io::Result<Vec<(usize, u64)>> {
        let mut neighbours: Vec<(usize, u64)> = Vec::new();
        for tie in self.ties(entity)? {
            let Some(other) = tie.other.filter(|&other| other != entity) else { continue };
            match neighbours.last_mut() {
                Some((last, weight)) if *last == other => *weight += tie.n_sentences as u64,
                _ => neighbours.push((other, tie.n_sentences as u64)),
            }
        }
        Ok(neighbours)
    }

    /// The relations between two entities, as the row of the first tells them.
    pub fn between(&mut self, entity: usize, other: usize) -> io::Result<Vec<Tie>> {
        Ok(self.ties(entity)?.into_iter().filter(|tie| tie.other == Some(other)).collect())
    }
}

#[cfg(test)]
mod tests;
