//! Words that point back to what the document has named: 此次峰会, 研讨班, 该公司.

use super::Page;
use super::chunk::{Chunk, Name, Sort};
use crate::ontology::{Acts, EntityKind, Roles};

/// The names of a document that short words can point back to.
#[derive(Default)]
pub(super) struct Antecedents<'a> {
    /// Where each stands, its entity, its kind and its text, in order.
    named: Vec<(usize, Name, &'a str)>,
}

impl<'a> Antecedents<'a> {
    /// Collects the events and organizations of a document.
    pub fn of(page: Page<'a>) -> Self {
        let mentions = page.mentions.iter().zip(&page.resolution.entity_of);
        let named = mentions
            .filter(|(mention, _)| matches!(mention.kind, EntityKind::Event | EntityKind::Organization))
            .map(|(mention, &entity)| {
                let name = Name { entity, kind: mention.kind };
                (mention.span.start, name, mention.span.of(&page.document.simplified))
            });
        Antecedents { named: named.collect() }
    }

    /// Turns the words of a row that point back into names.
    pub fn resolve(&self, page: Page<'_>, chunks: &mut [Chunk]) {
        if self.named.is_empty() {
            return;
        }
        for index in 0..chunks.len() {
            let Some(word) = chunks[index].word().filter(|word| word.acts.is_empty()) else { continue };
            if !page.ontology.lexicon.ends_heads(last_char(page, chunks[index])) || word.roles.has(NO_NOUN) {
                continue;
            }
            if let Some(name) = self.antecedent(page, chunks, index) {
                chunks[index].sort = Sort::Name(name);
            }
        }
    }

    /// Names the event that people take part in where the clause leaves it out: 李春临出席。
    pub fn complete(&self, page: Page<'_>, chunks: &mut Vec<Chunk>) {
        for index in (0..chunks.len()).rev() {
            let chunk = chunks[index];
            let ends = |next: &Chunk| next.is_boundary() || next.span.of(&page.document.simplified) == "并";
            if !chunk.has(Acts::ATTEND) || !chunks.get(index + 1).is_none_or(ends) {
                continue;
            }
            let is_near = |start: usize| start < chunk.span.start && chunk.span.start - start < NEAR;
            let event =
                self.named.iter().rev().find(|(start, name, _)| name.kind == EntityKind::Event && is_near(*start));
            if let Some((_, name, _)) = event {
                chunks.insert(index + 1, Chunk { sort: Sort::Name(*name), ..chunk });
            }
        }
    }

    fn antecedent(&self, page: Page<'_>, chunks: &[Chunk], index: usize) -> Option<Name> {
        let chunk = chunks[index];
        let text = chunk.span.of(&page.document.simplified);
        let (length, head) = page.ontology.lexicon.head(text)?;
        if length != text.len() {
            return None;
        }
        let before = index.checked_sub(1).map(|before| &chunks[before]);
        let points = before.is_some_and(|before| before.has(Acts::THIS));
        let is_free = before.is_none_or(|before| before.is_boundary() || before.has(Acts::ATTEND));
        let is_telling = text.chars().count() > 2;
        let earlier = self.named.iter().rev().skip_while(|(start, _, _)| *start >= chunk.span.start);
        match head.kind {
            EntityKind::Event if points || is_free || is_telling => {
                let ends_alike = |name: &str| name.ends_with(text) || text == "会议" && name.ends_with('会');
                let mut events = earlier.filter(|(_, name, _)| name.kind == EntityKind::Event);
                events.find(|(_, _, name)| ends_alike(name)).map(|(_, name, _)| *name)
            }
            EntityKind::Organization if points => {
                let class = |name: &str| page.ontology.lexicon.head(name).map(|(_, head)| head.class.clone());
                let mut alike = earlier.filter(|(_, name, _)| name.kind == EntityKind::Organization);
                alike.find(|(_, _, name)| class(name).as_ref() == Some(&head.class)).map(|(_, name, _)| *name)
            }
            _ => None,
        }
    }
}

/// How far back, in bytes, an event may be named that is left out.
const NEAR: usize = 600;

/// Words of these roles point to nothing.
const NO_NOUN: Roles = Roles::SPEECH.and(Roles::PERSON_VERB);

fn last_char(page: Page<'_>, chunk: Chunk) -> char {
    chunk.span.of(&page.document.simplified).chars().next_back().unwrap_or(' ')
}
