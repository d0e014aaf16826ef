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
use crate::graph::{RelationKey, Renumbering, Share, Shared, Value};
use crate::ontology::{EntityKind, Predicate};
use crate::relation::Status;

/// What the file begins with; the last byte is the number of its form.
const MARK: &[u8; 8] = b"ledger\n\x03";
/// What tells one version of the program from another.
const VERSION: &str = env!("SINOGRAPH_FINGERPRINT");
/// No frame is longer, in bytes: a document of the largest text that is read, ten times over.
const MAX_FRAME: usize = 1 << 28;

/// A piece of the file. Numbers of strings count the frames [`Frame::String`] before, those of documents the frames
/// [`Frame::Document`]; a share counts the frames of what documents share, each kind for itself. Kinds that came later stand
/// behind the others, so that a ledger of before is read; a dictionary is written where there is one.
#[derive(Serialize, Deserialize)]
enum Frame {
    String(String),
    Decisions { name: String, text: String },
    Date(u32),
    Name { id: u32, kind: u32, label: u32, label_en: Option<u32> },
    Alias { id: u32, form: u32 },
    Relation(RelationFrame),
    Post(u32),
    Document { name: String, digest: Digest, share: Share },
    Text(TextFrame),
    End,
    Dictionary(String),
}

#[derive(Serialize, Deserialize)]
struct RelationFrame {
    subject: u32,
    predicate: u32,
    object: u32,
    is_literal: bool,
    rules: Vec<u32>,
    statuses: Vec<u32>,
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
        let mut writer = Writer { to, hash: Sha256::new(), strings: HashMap::new() };
        writer.raw(MARK)?;
        writer.frame(&Frame::String(VERSION.to_owned()))?;
        let Decisions { name, text } = self.decisions.clone();
        writer.frame(&Frame::Decisions { name, text })?;
        if let Some(dictionary) = &self.dictionary {
            writer.frame(&Frame::Dictionary(dictionary.clone()))?;
        }
        let mut shares = Renumbering::of(&self.graph);
        let mut places: HashMap<&str, u32> = HashMap::new();
        for (place, (name, entry)) in (0..).zip(&self.documents) {
            places.insert(name, place);
            let share = shares.share(name, |shared| writer.shared(&shared))?;
            writer.frame(&Frame::Document { name: name.as_ref().to_owned(), digest: entry.digest, share })?;
        }
        for (address, text) in &self.texts {
            let documents = text.documents.iter().filter_map(|name| places.get(name.as_ref()).copied()).collect();
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
        let mut reader = Reader {
            from: BufReader::with_capacity(1 << 16, from),
            hash: Sha256::new(),
            strings: Vec::new(),
            documents: Vec::new(),
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
    /// The strings written so far, with their numbers.
    strings: HashMap<String, u32>,
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

    fn string(&mut self, string: &str) -> io::Result<u32> {
        if let Some(&number) = self.strings.get(string) {
            return Ok(number);
        }
        let number = u32::try_from(self.strings.len()).map_err(io::Error::other)?;
        self.strings.insert(string.to_owned(), number);
        self.frame(&Frame::String(string.to_owned()))?;
        Ok(number)
    }

    fn all<'n>(&mut self, strings: impl IntoIterator<Item = &'n str>) -> io::Result<Vec<u32>> {
        strings.into_iter().map(|string| self.string(string)).collect()
    }

    fn shared(&mut self, shared: &Shared) -> io::Result<()> {
        let frame = match shared {
            Shared::Date(date) => Frame::Date(self.string(date)?),
            Shared::Name((id, kind, label, label_en)) => Frame::Name {
                id: self.string(id.as_str())?,
                kind: self.string(kind.name())?,
                label: self.string(label)?,
                label_en: label_en.as_deref().map(|label| self.string(label)).transpose()?,
            },
            Shared::Alias(id, form) => Frame::Alias { id: self.string(id.as_str())?, form: self.string(form)? },
            Shared::Relation((key, rules, statuses)) => {
                let (is_literal, object) = match &key.object {
                    Value::Entity(id) => (false, id.as_str()),
                    Value::Literal(text) => (true, text.as_str()),
                };
                Frame::Relation(RelationFrame {
                    subject: self.string(key.subject.as_str())?,
                    predicate: self.string(key.predicate.name())?,
                    object: self.string(object)?,
                    is_literal,
                    rules: self.all(rules.iter().map(String::as_str))?,
                    statuses: self.all(statuses.iter().map(|status| status.name()))?,
                })
            }
            Shared::Post(post) => Frame::Post(self.string(post)?),
        };
        self.frame(&frame)
    }

    fn text(&mut self, address: &Address, text: &Text, documents: Vec<u32>) -> io::Result<()> {
        let frame = TextFrame {
            name: self.string(&address.name)?,
            line: address.line,
            key: text.key,
            reader: text.reader,
            id: text.id.as_deref().map(str::to_owned),
            url: text.url.as_deref().map(str::to_owned),
            documents,
        };
        self.frame(&Frame::Text(frame))
    }
}

struct Reader<R> {
    from: R,
    hash: Sha256,
    strings: Vec<String>,
    /// The names of the documents, in order.
    documents: Vec<Arc<str>>,
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
        let Some(Frame::String(version)) = self.frame()? else { return Ok(None) };
        let mut ledger = Ledger { is_ours: version == VERSION, ..Ledger::default() };
        loop {
            let is_known = match self.frame()? {
                Some(Frame::End) => break,
                Some(frame) => self.take(frame, &mut ledger).is_some(),
                None => false,
            };
            if !is_known {
                return Ok(None);
            }
        }
        let hash: [u8; 32] = self.hash.clone().finalize().into();
        Ok((self.raw()? == hash).then_some(ledger))
    }

    /// Takes a frame; none if it names what is not there, or what this version does not know.
    fn take(&mut self, frame: Frame, ledger: &mut Ledger) -> Option<()> {
        let shared = match frame {
            Frame::String(string) => {
                self.strings.push(string);
                return Some(());
            }
            Frame::Decisions { name, text } => {
                ledger.decide(Decisions { name, text });
                return Some(());
            }
            Frame::Dictionary(name) => {
                ledger.dictionary = Some(name);
                return Some(());
            }
            Frame::Document { name, digest, share } => {
                let name: Arc<str> = name.into();
                ledger.seal(&name, digest);
                self.documents.push(Arc::clone(&name));
                return ledger.graph.place(name, &share);
            }
            Frame::Text(frame) => return self.text(frame, ledger),
            Frame::End => return None,
            Frame::Date(date) => Shared::Date(self.owned(date)?),
            Frame::Name { id, kind, label, label_en } => {
                let kind = EntityKind::find(self.string(kind)?)?;
                let label_en = label_en.map(|label| self.owned(label).ok_or(())).transpose().ok()?;
                Shared::Name((self.id(id)?, kind, self.owned(label)?, label_en))
            }
            Frame::Alias { id, form } => Shared::Alias(self.id(id)?, self.owned(form)?),
            Frame::Relation(frame) => {
                let object = match frame.is_literal {
                    true => Value::Literal(self.owned(frame.object)?),
                    false => Value::Entity(self.id(frame.object)?),
                };
                let predicate = Predicate::find(self.string(frame.predicate)?)?;
                let key = RelationKey { subject: self.id(frame.subject)?, predicate, object };
                let rules = frame.rules.iter().map(|&rule| self.owned(rule)).collect::<Option<_>>()?;
                let status = |&status: &u32| Status::find(self.string(status)?);
                let statuses = frame.statuses.iter().map(status).collect::<Option<BTreeSet<Status>>>()?;
                Shared::Relation((key, rules, statuses))
            }
            Frame::Post(post) => Shared::Post(self.owned(post)?),
        };
        ledger.graph.enter(shared);
        Some(())
    }

    fn string(&self, number: u32) -> Option<&str> {
        self.strings.get(number as usize).map(String::as_str)
    }

    fn owned(&self, number: u32) -> Option<String> {
        self.string(number).map(str::to_owned)
    }

    fn id(&self, number: u32) -> Option<EntityId> {
        self.string(number).map(EntityId::from_text)
    }

    fn text(&mut self, frame: TextFrame, ledger: &mut Ledger) -> Option<()> {
        let documents = frame.documents.iter().map(|&place| self.documents.get(place as usize).cloned());
        let documents = documents.collect::<Option<_>>()?;
        let file = self.strings.get(frame.name as usize)?.as_str();
        let file = self.files.entry(frame.name).or_insert_with(|| file.into());
        let address = Address { name: Arc::clone(file), line: frame.line };
        let (id, url) = (frame.id.map(Into::into), frame.url.map(Into::into));
        ledger.enter(address, Box::new(Text { key: frame.key, reader: frame.reader, id, url, documents }));
        Some(())
    }
}
