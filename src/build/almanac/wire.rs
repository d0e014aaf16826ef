//! The almanac as a file.

use std::io::{self, ErrorKind, Write};
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::blocks::{BlockReader, BlockWriter};
use super::{Almanac, Printed, Source, Tie};
use crate::entity::EntityId;
use crate::graph::{Census, KindCount, Network, Totals};
use crate::ontology::{EntityKind, Predicate};
use crate::relation::Object;

/// What the file begins with; the last byte is the number of its form.
const MARK: &[u8; 8] = b"almanac\x01";
/// The bytes of a number.
const NUMBER: usize = 4;
/// The bytes of a tie: the other entity and the sentences as numbers, the measure in ten thousandths, the predicate,
/// whether the other is the object.
const TIE: usize = 2 * NUMBER + 4;
/// What stands for the other entity where there is none.
const LITERAL: u32 = u32::MAX;
/// What stands for no measure.
const NO_NPMI: i16 = i16::MIN;
/// Ten thousand of these are one.
const NPMI_UNIT: f64 = 10_000.0;
/// No head is longer, in bytes: some counts and three names for each kind.
const MAX_HEAD: usize = 1 << 20;

/// The counts, as they stand in the file. Rows name predicates by their place in `predicates`.
#[derive(Serialize, Deserialize)]
struct Head {
    /// Documents, sentences, mentions, entities, relations.
    totals: [usize; 5],
    digest: String,
    kinds: Vec<KindHead>,
    predicates: Vec<(String, usize)>,
    n_entities: usize,
    n_ties: usize,
    printed: Option<Printed>,
}

#[derive(Serialize, Deserialize)]
struct KindHead {
    kind: String,
    n_entities: usize,
    n_mentions: usize,
    most_named: Vec<(String, usize)>,
}

impl Head {
    fn of(census: Census, n_entities: usize, n_ties: usize, printed: Option<&Printed>) -> Self {
        let Totals { n_documents, n_sentences, n_mentions, n_entities: n_all, n_relations } = census.totals;
        let kind = |KindCount { kind, n_entities, n_mentions, most_named }| {
            let kind = kind.name().to_owned();
            KindHead { kind, n_entities, n_mentions, most_named }
        };
        Head {
            totals: [n_documents, n_sentences, n_mentions, n_all, n_relations],
            digest: census.digest,
            kinds: census.kinds.into_iter().map(kind).collect(),
            predicates: census.predicates.into_iter().map(|(predicate, n)| (predicate.name().to_owned(), n)).collect(),
            n_entities,
            n_ties,
            printed: printed.cloned(),
        }
    }

    /// The counts; none if they are of kinds or predicates that nobody knows.
    fn census(self) -> Option<Census> {
        let [n_documents, n_sentences, n_mentions, n_entities, n_relations] = self.totals;
        let kind = |KindHead { kind, n_entities, n_mentions, most_named }| {
            Some(KindCount { kind: EntityKind::find(&kind)?, n_entities, n_mentions, most_named })
        };
        let predicate = |(name, n): (String, usize)| Some((Predicate::find(&name)?, n));
        Some(Census {
            totals: Totals { n_documents, n_sentences, n_mentions, n_entities, n_relations },
            kinds: self.kinds.into_iter().map(kind).collect::<Option<_>>()?,
            predicates: self.predicates.into_iter().map(predicate).collect::<Option<_>>()?,
            digest: self.digest,
        })
    }
}

/// Where what stands in the file.
pub struct Layout {
    n_entities: usize,
    n_ties: usize,
    /// Where the numbers begin at which names end, then those at which rows end.
    ends: u64,
}

impl Layout {
    pub fn n_entities(&self) -> usize {
        self.n_entities
    }

    fn name_end(&self, entity: usize) -> u64 {
        self.ends + (entity * NUMBER) as u64
    }

    fn row_end(&self, entity: usize) -> u64 {
        self.name_end(self.n_entities + entity)
    }

    fn rows(&self) -> u64 {
        self.row_end(self.n_entities)
    }

    fn names(&self) -> u64 {
        self.rows() + (self.n_ties * TIE) as u64
    }
}

/// A tie on its way into the file, in the order of a row: the other entity, the place of the predicate, whether the
/// entity is the subject, sentences, measure.
type Written = (u32, u8, bool, u32, i16);

impl Almanac {
    /// Writes the almanac of a network, of which these files were written; equal networks are equal bytes.
    pub fn write(network: &Network, printed: Option<&Printed>, to: &mut dyn Write) -> io::Result<()> {
        let census = network.census();
        let place = |predicate: Predicate| census.predicates.iter().position(|(other, _)| *other == predicate);
        let mut rows: Vec<Vec<Written>> = vec![Vec::new(); network.nodes.len()];
        let mut push = |entity: usize, tie| rows.get_mut(entity).into_iter().for_each(|row| row.push(tie));
        for edge in &network.edges {
            let predicate = place(edge.predicate).and_then(|place| u8::try_from(place).ok()).unwrap_or(u8::MAX);
            let npmi = edge.npmi.map_or(NO_NPMI, |npmi| (npmi * NPMI_UNIT).round() as i16);
            let n_sentences = to_u32(edge.n_sentences);
            match edge.object {
                Object::Entity(object) => {
                    push(edge.subject, (to_u32(object), predicate, true, n_sentences, npmi));
                    push(object, (to_u32(edge.subject), predicate, false, n_sentences, npmi));
                }
                Object::Literal(_) => push(edge.subject, (LITERAL, predicate, true, n_sentences, npmi)),
            }
        }
        rows.iter_mut().for_each(|row| row.sort_unstable());
        let n_ties = rows.iter().map(Vec::len).sum();
        let head = postcard::to_stdvec(&Head::of(census, rows.len(), n_ties, printed)).map_err(io::Error::other)?;
        let mut writer = BlockWriter::new(to);
        writer.write_all(MARK)?;
        writer.write_all(&to_u32(head.len()).to_le_bytes())?;
        writer.write_all(&head)?;
        ends(&mut writer, network.nodes.iter().map(|node| node.id.as_str().len()))?;
        ends(&mut writer, rows.iter().map(Vec::len))?;
        for (other, predicate, is_subject, n_sentences, npmi) in rows.into_iter().flatten() {
            writer.write_all(&other.to_le_bytes())?;
            writer.write_all(&n_sentences.to_le_bytes())?;
            writer.write_all(&npmi.to_le_bytes())?;
            writer.write_all(&[predicate, u8::from(is_subject)])?;
        }
        for node in &network.nodes {
            writer.write_all(node.id.as_str().as_bytes())?;
        }
        writer.finish()
    }

    /// Opens an almanac; `None` if it is none, or not of this form.
    ///
    /// # Errors
    /// If it cannot be read, or is not what was written.
    pub fn open(from: Box<dyn Source>) -> io::Result<Option<Self>> {
        let mut from = BlockReader::new(from);
        let start = from.read(0, MARK.len() + NUMBER)?;
        let (mark, length) = start.split_at(MARK.len());
        let length = number(length);
        if mark != MARK || length > MAX_HEAD {
            return Ok(None);
        }
        let head = from.read(start.len() as u64, length)?;
        let Ok(mut head) = postcard::from_bytes::<Head>(&head) else { return Ok(None) };
        let (n_entities, n_ties, printed) = (head.n_entities, head.n_ties, head.printed.take());
        if n_entities.max(n_ties) >= LITERAL as usize {
            return Ok(None);
        }
        let layout = Layout { n_entities, n_ties, ends: (start.len() + length) as u64 };
        Ok(head.census().map(|census| Almanac { from, census, printed, layout }))
    }

    /// Reads all of it: whether it is what was written.
    pub fn is_whole(&mut self) -> bool {
        let names = match self.layout.n_entities.checked_sub(1) {
            Some(last) => self.range(self.layout.name_end(0), last).map(|range| range.end),
            None => Ok(0),
        };
        names.is_ok_and(|names| self.from.read(0, self.layout.names() as usize + names).is_ok())
    }

    /// The identity of an entity.
    pub fn id(&mut self, entity: usize) -> io::Result<EntityId> {
        let range = self.range(self.layout.name_end(0), entity)?;
        let name = self.from.read(self.layout.names() + range.start as u64, range.len())?;
        String::from_utf8(name).map(EntityId::from_text).map_err(|_| wrong())
    }

    /// The relations of an entity, by the entities at their other ends, those to literals last, then by predicate; one
    /// of an entity to itself stands there twice.
    pub fn ties(&mut self, entity: usize) -> io::Result<Vec<Tie>> {
        let range = self.range(self.layout.row_end(0), entity)?;
        let row = self.from.read(self.layout.rows() + (range.start * TIE) as u64, range.len() * TIE)?;
        row.chunks_exact(TIE).map(|bytes| self.tie(bytes).ok_or_else(wrong)).collect()
    }

    fn tie(&self, bytes: &[u8]) -> Option<Tie> {
        let (other, rest) = bytes.split_first_chunk()?;
        let (n_sentences, rest) = rest.split_first_chunk()?;
        let &[low, high, predicate, is_subject] = rest else { return None };
        let npmi = i16::from_le_bytes([low, high]);
        let other = u32::from_le_bytes(*other) as usize;
        Some(Tie {
            other: (other != LITERAL as usize).then_some(other),
            predicate: self.census.predicates.get(usize::from(predicate))?.0,
            is_subject: is_subject == 1,
            n_sentences: u32::from_le_bytes(*n_sentences) as usize,
            npmi: (npmi != NO_NPMI).then(|| f64::from(npmi) / NPMI_UNIT),
        })
    }

    /// From the end of what is before an entity to its own, by the list of ends that begins at `ends`.
    fn range(&mut self, ends: u64, entity: usize) -> io::Result<Range<usize>> {
        if entity >= self.layout.n_entities {
            return Err(wrong());
        }
        let Some(before) = entity.checked_sub(1) else { return Ok(0..number(&self.from.read(ends, NUMBER)?)) };
        let both = self.from.read(ends + (before * NUMBER) as u64, 2 * NUMBER)?;
        let (start, end) = both.split_at_checked(NUMBER).ok_or_else(wrong)?;
        Ok(number(start)..number(end))
    }
}

/// Writes where each of some things ends that stand one behind the other.
fn ends(to: &mut impl Write, lengths: impl Iterator<Item = usize>) -> io::Result<()> {
    let mut end = 0;
    for length in lengths {
        end += length;
        to.write_all(&to_u32(end).to_le_bytes())?;
    }
    Ok(())
}

fn number(bytes: &[u8]) -> usize {
    bytes.first_chunk().map_or(0, |bytes| u32::from_le_bytes(*bytes) as usize)
}

fn to_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn wrong() -> io::Error {
    io::Error::new(ErrorKind::InvalidData, "the almanac is not what was written")
}
