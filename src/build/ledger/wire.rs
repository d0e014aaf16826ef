//! The ledger as a file: frames of postcard, each behind its length, and a SHA-256 of them all at the end.
//!
//! A file that is not whole, or of a version that knows other kinds of things, is no ledger: [`read`] gives none,
//! and the caller [derives](super::derive) one from the graph.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{self, BufReader, Read, Write};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::{Address, Decisions, Digest, Key, Ledger, Text};
use crate::entity::EntityId;
use crate::graph::{Appearance, Contribution, KnowledgeGraph, RelationKey, Support, Value};
use crate::ontology::{EntityKind, Predicate};
use crate::relation::Status;

/// What the file begins with; the last byte is the number of its form.
const MARK: &[u8; 8] = b"ledger\n\x02";
/// What tells one version of the program from another.
const VERSION: &str = env!("SINOGRAPH_FINGERPRINT");
/// No frame is longer, in bytes: a document of the largest text that is read, ten times over.
const MAX_FRAME: usize = 1 << 28;

/// A piece of the file. Numbers of names count the frames [`Frame::Name`] before, those of documents the frames
/// [`Frame::Document`].
#[derive(Serialize, Deserialize)]
enum Frame {
    Name(String),
    Decisions { name: String, text: String },
    Document(DocumentFrame),
    Text(TextFrame),
    End,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct DocumentFrame {
    name: String,
    digest: Digest,
    date: Option<u32>,
    n_sentences: usize,
    entities: Vec<EntityFrame>,
    relations: Vec<RelationFrame>,
    posts: Vec<u32>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct EntityFrame {
    id: u32,
    kind: u32,
    label: u32,
    label_en: Option<u32>,
    aliases: Vec<u32>,
    n_mentions: usize,
    n_sentences: usize,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct RelationFrame {
    subject: u32,
    predicate: u32,
    object: u32,
    is_literal: bool,
    rules: Vec<u32>,
    statuses: Vec<u32>,
    n_sentences: usize,
}

#[derive(Serialize, Deserialize)]
struct TextFrame {
    name: u32,
    line: Option<usize>,
    key: Option<Key>,
    reader: u64,
    id: Option<String>,
    url: Option<String>,
    documents: Vec<u32>,
}

impl Ledger {
    /// Writes the ledger; equal ledgers are equal bytes.
    pub fn write(&self, to: &mut dyn Write) -> io::Result<()> {
        let mut writer = Writer { to, hash: Sha256::new(), names: HashMap::new() };
        writer.raw(MARK)?;
        writer.frame(&Frame::Name(VERSION.to_owned()))?;
        let Decisions { name, text } = self.decisions.clone();
        writer.frame(&Frame::Decisions { name, text })?;
        let mut places = BTreeMap::new();
        for (place, (name, entry)) in (0_u32..).zip(&self.documents) {
            places.insert(name.as_str(), place);
            let contribution = self.graph().contribution(name).unwrap_or_default();
            writer.document(name, entry.digest, contribution)?;
        }
        for (address, text) in &self.texts {
            let documents = text.documents.iter().filter_map(|name| places.get(name.as_str()).copied()).collect();
            writer.text(address, text, documents)?;
        }
        writer.frame(&Frame::End)?;
        let hash = writer.hash.finalize();
        to.write_all(&hash)
    }

    /// Reads a ledger; `None` if it is not whole, or not of this form.
    ///
    /// # Errors
    /// What `from` fails with.
    pub fn read(from: &mut dyn Read) -> io::Result<Option<Ledger>> {
        let from = BufReader::with_capacity(1 << 16, from);
        let mut reader = Reader {
            from,
            hash: Sha256::new(),
            shares: Shares::default(),
            words: Default::default(),
            files: BTreeMap::new(),
        };
        match reader.ledger() {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
            result => result,
        }
    }

    /// Whether a file begins as a ledger of another form, which another version of the program has written.
    pub fn is_of_another_form(from: &mut dyn Read) -> bool {
        let mut mark = [0; MARK.len()];
        let is_alike = |mark: &[u8]| mark.split_last().map(|(_, name)| name) == MARK.split_last().map(|(_, name)| name);
        from.read_exact(&mut mark).is_ok() && mark != *MARK && is_alike(&mark)
    }
}

struct Writer<'a> {
    to: &'a mut dyn Write,
    hash: Sha256,
    /// The names written so far, with their numbers.
    names: HashMap<String, u32>,
}

impl Writer<'_> {
    fn raw(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.hash.update(bytes);
        self.to.write_all(bytes)
    }

    fn frame(&mut self, frame: &Frame) -> io::Result<()> {
        let bytes = postcard::to_stdvec(frame).map_err(io::Error::other)?;
        self.raw(&u32::try_from(bytes.len()).map_err(io::Error::other)?.to_le_bytes())?;
        self.raw(&bytes)
    }

    fn name(&mut self, name: &str) -> io::Result<u32> {
        if let Some(&number) = self.names.get(name) {
            return Ok(number);
        }
        let number = u32::try_from(self.names.len()).map_err(io::Error::other)?;
        self.names.insert(name.to_owned(), number);
        self.frame(&Frame::Name(name.to_owned()))?;
        Ok(number)
    }

    fn all<'n>(&mut self, names: impl IntoIterator<Item = &'n str>) -> io::Result<Vec<u32>> {
        names.into_iter().map(|name| self.name(name)).collect()
    }

    fn document(&mut self, name: &str, digest: Digest, contribution: Contribution) -> io::Result<()> {
        let mut entities = Vec::with_capacity(contribution.entities.len());
        for (id, appearance) in &contribution.entities {
            entities.push(EntityFrame {
                id: self.name(id.as_str())?,
                kind: self.name(appearance.kind.name())?,
                label: self.name(&appearance.label)?,
                label_en: appearance.label_en.as_deref().map(|label| self.name(label)).transpose()?,
                aliases: self.all(appearance.aliases.iter().map(String::as_str))?,
                n_mentions: appearance.n_mentions,
                n_sentences: appearance.n_sentences,
            });
        }
        let mut relations = Vec::with_capacity(contribution.relations.len());
        for (key, support) in &contribution.relations {
            let (is_literal, object) = match &key.object {
                Value::Entity(id) => (false, id.as_str()),
                Value::Literal(text) => (true, text.as_str()),
            };
            relations.push(RelationFrame {
                subject: self.name(key.subject.as_str())?,
                predicate: self.name(key.predicate.name())?,
                object: self.name(object)?,
                is_literal,
                rules: self.all(support.rules.iter().map(String::as_str))?,
                statuses: self.all(support.statuses.iter().map(|status| status.name()))?,
                n_sentences: support.n_sentences,
            });
        }
        let frame = DocumentFrame {
            name: name.to_owned(),
            digest,
            date: contribution.date.as_deref().map(|date| self.name(date)).transpose()?,
            n_sentences: contribution.n_sentences,
            entities,
            relations,
            posts: self.all(contribution.posts.iter().map(String::as_str))?,
        };
        self.frame(&Frame::Document(frame))
    }

    fn text(&mut self, address: &Address, text: &Text, documents: Vec<u32>) -> io::Result<()> {
        let frame = TextFrame {
            name: self.name(&address.name)?,
            line: address.line,
            key: text.key,
            reader: text.reader,
            id: text.id.clone(),
            url: text.url.clone(),
            documents,
        };
        self.frame(&Frame::Text(frame))
    }
}

/// What the documents of a ledger add to the graph, as it stands in the file: it is much, and a build that finds nothing
/// changed need not know it.
#[derive(Clone, Debug, Default)]
pub struct Shares {
    /// The names, by their numbers.
    names: Vec<String>,
    documents: Vec<DocumentFrame>,
}

struct Reader<R> {
    from: R,
    hash: Sha256,
    shares: Shares,
    /// The names of kinds, predicates and statuses, to be known.
    words: [BTreeSet<u32>; 3],
    /// The names of files, each kept once for all its texts.
    files: BTreeMap<u32, Arc<str>>,
}

impl<R: Read> Reader<R> {
    fn raw<const N: usize>(&mut self) -> io::Result<[u8; N]> {
        let mut bytes = [0; N];
        self.from.read_exact(&mut bytes)?;
        self.hash.update(bytes);
        Ok(bytes)
    }

    /// The next frame; `None` if it is none.
    fn frame(&mut self) -> io::Result<Option<Frame>> {
        let length = u32::from_le_bytes(self.raw()?) as usize;
        if length > MAX_FRAME {
            return Ok(None);
        }
        // What a damaged length promises is not set aside before it is there.
        let mut bytes = Vec::new();
        (&mut self.from).take(length as u64).read_to_end(&mut bytes)?;
        self.hash.update(&bytes);
        Ok(postcard::from_bytes(&bytes).ok().filter(|_| bytes.len() == length))
    }

    fn ledger(&mut self) -> io::Result<Option<Ledger>> {
        if self.raw()? != *MARK {
            return Ok(None);
        }
        let Some(Frame::Name(version)) = self.frame()? else { return Ok(None) };
        let mut ledger = Ledger { is_ours: version == VERSION, ..Ledger::default() };
        loop {
            let is_known = match self.frame()? {
                None => false,
                Some(Frame::End) => break,
                Some(Frame::Name(name)) => {
                    self.shares.names.push(name);
                    true
                }
                Some(Frame::Decisions { name, text }) => {
                    ledger.decide(Decisions { name, text });
                    true
                }
                Some(Frame::Document(frame)) => self.document(frame, &mut ledger).is_some(),
                Some(Frame::Text(frame)) => self.text(frame, &mut ledger).is_some(),
            };
            if !is_known {
                return Ok(None);
            }
        }
        let hash: [u8; 32] = self.hash.clone().finalize().into();
        let is_whole = self.raw()? == hash && self.knows_all_words();
        ledger.shares = std::mem::take(&mut self.shares);
        Ok(is_whole.then_some(ledger))
    }

    /// Takes a document; none if it names what is not there.
    fn document(&mut self, frame: DocumentFrame, ledger: &mut Ledger) -> Option<()> {
        let n_names = self.shares.names.len();
        let is_there = |numbers: &[u32]| numbers.iter().all(|&number| (number as usize) < n_names);
        let [kinds, predicates, statuses] = &mut self.words;
        let mut is_whole = is_there(frame.date.as_slice()) && is_there(&frame.posts);
        for entity in &frame.entities {
            kinds.insert(entity.kind);
            is_whole &= is_there(&[entity.id, entity.kind, entity.label]);
            is_whole &= is_there(entity.label_en.as_slice()) && is_there(&entity.aliases);
        }
        for relation in &frame.relations {
            predicates.insert(relation.predicate);
            statuses.extend(&relation.statuses);
            is_whole &= is_there(&[relation.subject, relation.predicate, relation.object]);
            is_whole &= is_there(&relation.rules) && is_there(&relation.statuses);
        }
        if is_whole {
            ledger.seal(&frame.name, frame.digest);
            self.shares.documents.push(frame);
        }
        is_whole.then_some(())
    }

    /// Whether all kinds, predicates and statuses are such that there are.
    fn knows_all_words(&self) -> bool {
        let is_known: [fn(&str) -> bool; 3] = [
            |kind| EntityKind::find(kind).is_some(),
            |predicate| Predicate::find(predicate).is_some(),
            |status| Status::find(status).is_some(),
        ];
        let name = |&number: &u32| self.shares.name(number);
        self.words
            .iter()
            .zip(is_known)
            .all(|(words, is_known)| words.iter().map(name).all(|name| name.is_some_and(is_known)))
    }

    fn text(&mut self, frame: TextFrame, ledger: &mut Ledger) -> Option<()> {
        let Shares { names, documents } = &self.shares;
        let name = names.get(frame.name as usize)?.as_str();
        let documents = frame.documents.iter().map(|&place| Some(documents.get(place as usize)?.name.clone()));
        let documents = documents.collect::<Option<_>>()?;
        let TextFrame { key, reader, id, url, .. } = frame;
        let text = Text { key, reader, id, url, documents };
        let name = self.files.entry(frame.name).or_insert_with(|| name.into());
        ledger.enter(Address { name: Arc::clone(name), line: frame.line }, text);
        Some(())
    }
}

impl Shares {
    /// What the documents add to the graph.
    pub fn graph(&self) -> KnowledgeGraph {
        let mut graph = KnowledgeGraph::new();
        // What was read names nothing that is not there.
        self.documents.iter().filter_map(|frame| self.contribution(frame)).for_each(|share| graph.add(share));
        graph
    }

    fn name(&self, number: u32) -> Option<&str> {
        self.names.get(number as usize).map(String::as_str)
    }

    fn owned(&self, number: u32) -> Option<String> {
        self.name(number).map(str::to_owned)
    }

    fn all(&self, numbers: &[u32]) -> Option<BTreeSet<String>> {
        numbers.iter().map(|&number| self.owned(number)).collect()
    }

    fn id(&self, number: u32) -> Option<EntityId> {
        self.name(number).map(EntityId::from_text)
    }

    fn contribution(&self, frame: &DocumentFrame) -> Option<Contribution> {
        let mut contribution = Contribution {
            document: frame.name.clone(),
            date: frame.date.map(|date| self.owned(date).ok_or(())).transpose().ok()?,
            n_sentences: frame.n_sentences,
            posts: self.all(&frame.posts)?,
            ..Contribution::default()
        };
        for entity in &frame.entities {
            let appearance = Appearance {
                kind: EntityKind::find(self.name(entity.kind)?)?,
                label: self.owned(entity.label)?,
                label_en: entity.label_en.map(|label| self.owned(label).ok_or(())).transpose().ok()?,
                aliases: self.all(&entity.aliases)?,
                n_mentions: entity.n_mentions,
                n_sentences: entity.n_sentences,
            };
            contribution.entities.insert(self.id(entity.id)?, appearance);
        }
        for relation in &frame.relations {
            let object = match relation.is_literal {
                true => Value::Literal(self.owned(relation.object)?),
                false => Value::Entity(self.id(relation.object)?),
            };
            let predicate = Predicate::find(self.name(relation.predicate)?)?;
            let key = RelationKey { subject: self.id(relation.subject)?, predicate, object };
            let statuses: Option<BTreeSet<Status>> =
                relation.statuses.iter().map(|&status| Status::find(self.name(status)?)).collect();
            let support =
                Support { rules: self.all(&relation.rules)?, statuses: statuses?, n_sentences: relation.n_sentences };
            contribution.relations.insert(key, support);
        }
        Some(contribution)
    }
}
