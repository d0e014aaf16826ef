//! Names that stand side by side and were found as one: 中国贸促会|和|锡兰商会, 锡兰商会|会员企业|兰卡成衣公司.

use super::Candidate;
use super::phrase::{self, Sort};
use super::reading::Reading;
use crate::document::Tag;
use crate::ontology::{Acts, EntityKind, Roles, Sureness};
use crate::text::Span;

/// Parts the organizations among the candidates that hold two names, or a name and what only leads to it.
pub(super) fn part(reading: &Reading<'_>, candidates: &mut Vec<Candidate>) {
    let mut named: Vec<(&str, Span)> = bodies(candidates).map(|body| (reading.slice(body.span), body.span)).collect();
    named.sort_unstable();
    let people = candidates.iter().filter(|one| one.kind == EntityKind::Person && one.confidence >= SURE);
    let mut people: Vec<usize> = people.map(|person| person.span.end).collect();
    people.sort_unstable();
    let page = Page { reading, named, people };
    let mut parted: Vec<Candidate> = Vec::new();
    candidates.retain(|candidate| {
        let parts = is_body(candidate).then(|| page.parts(candidate.span)).flatten();
        let Some(parts) = parts else { return true };
        parted.extend(parts.iter().map(|&span| Candidate { span, ..candidate.clone() }));
        false
    });
    candidates.append(&mut parted);
}

fn bodies(candidates: &[Candidate]) -> impl Iterator<Item = &Candidate> {
    candidates.iter().filter(|candidate| is_body(candidate))
}

/// Whether a candidate is an organization that no list knows.
fn is_body(candidate: &Candidate) -> bool {
    candidate.kind == EntityKind::Organization && candidate.entries.is_empty() && candidate.recognizer != "dictionary"
}

/// A page with the organizations that are found on it.
struct Page<'a, 'b> {
    reading: &'a Reading<'b>,
    /// The names with where they stand, in order.
    named: Vec<(&'b str, Span)>,
    /// Where the names of people end, in order.
    people: Vec<usize>,
}

impl Page<'_, '_> {
    /// The names that a stretch holds, if it is none as a whole.
    fn parts(&self, name: Span) -> Option<Vec<Span>> {
        let text = self.reading.slice(name);
        let starts = text.char_indices().map(|(at, c)| Span::new(name.start + at, name.start + at + c.len_utf8()));
        for first in starts {
            let joint = JOINTS.contains(&self.reading.slice(first)).then_some(first);
            if let Some(parts) = joint.and_then(|joint| self.joined(name, joint)) {
                return Some(parts);
            }
            if let Some(parts) = self.sort_at(name, first.start).and_then(|sort| self.described(name, sort)) {
                return Some(parts);
            }
        }
        None
    }

    /// 中国贸促会|和|锡兰商会, and 梁启明|和|锡兰商会, where the first name is no part of the stretch.
    fn joined(&self, name: Span, joint: Span) -> Option<Vec<Span>> {
        let (left, right) = (Span::new(name.start, joint.start), Span::new(joint.end, name.end));
        let word = self.reading.word_from(joint.start).map(|index| &self.reading.words[index])?;
        // 和锡兰 is no word, or a name that some dictionary holds.
        let is_cut = word.span == joint || !word.is_known || matches!(word.tag, Tag::Person | Tag::ProperName);
        if !is_cut {
            return None;
        }
        if left.is_empty() {
            let joins = self.follows_name(name.start) && !self.is_named_elsewhere(name, name);
            // 城投公司|和|文旅集团
            let is_bare = || self.reading.head_to(right.end).is_some_and(|head| head.span.start <= right.start);
            let parts = if self.is_own(name, right) { Some(vec![right]) } else { is_bare().then(Vec::new) };
            return parts.filter(|_| joins);
        }
        (self.is_own(name, right) && self.is_whole(name, left)).then(|| vec![left, right])
    }

    /// 锡兰商会|会员企业|兰卡成衣公司: what sort of firm the second is stands between, or in front.
    fn described(&self, name: Span, sort: Span) -> Option<Vec<Span>> {
        let (left, right) = (Span::new(name.start, sort.start), Span::new(sort.end, name.end));
        let first = self.reading.word_from(right.start).map(|index| &self.reading.words[index]);
        let is_coined = || {
            first.is_some_and(|first| !first.is_known || matches!(first.tag, Tag::ProperName | Tag::Transliteration))
        };
        let is_own = self.is_own(name, right) || self.reading.head_to(right.end).is_none() && is_coined();
        is_own.then(|| match self.is_whole(name, left) {
            true => vec![left, right],
            false => vec![right],
        })
    }

    /// The longest word for a sort of firm that begins at a byte of a name, and that no name ends in: 会员企业, 控股子公司.
    fn sort_at(&self, name: Span, start: usize) -> Option<Span> {
        let text = self.reading.slice(Span::new(start, name.end));
        let lexicon = &self.reading.ontology.lexicon;
        let is_sort = |word: &&str| {
            let is_head = || lexicon.head(word).is_some_and(|(length, head)| length == word.len() && head.is_strong);
            lexicon.acts(word).has(Acts::SORT) && !is_head()
        };
        let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST_SORT).skip(SHORTEST_SORT - 1);
        let longest = ends.map(|end| &text[..end]).filter(is_sort).last()?;
        Some(Span::new(start, start + longest.len()))
    }

    /// Whether a stretch of a name is an organization by itself: known, by its own head, or named elsewhere on the page.
    fn is_whole(&self, name: Span, span: Span) -> bool {
        let is_headed = || {
            self.reading.head_to(span.end).is_some_and(|head| {
                let is_organ = head.head.kind == EntityKind::Organization && head.head.is_strong;
                is_organ && head.span.start > span.start
            })
        };
        let is_long = self.reading.slice(span).chars().nth(SHORTEST - 1).is_some();
        self.is_known(span) || is_long && (is_headed() || self.is_named_elsewhere(name, span))
    }

    /// The same of what stands behind, which also has a word of its own: 锡兰 of 锡兰商会, but none of 社会资本合作中心.
    fn is_own(&self, name: Span, span: Span) -> bool {
        let is_proper = || {
            let Some(head) = self.reading.head_to(span.end) else { return false };
            let phrase = phrase::before(self.reading, head);
            let common = [Sort::Common, Sort::Generic, Sort::Joint, Sort::Bracketed];
            phrase.parts.iter().any(|part| part.span.end > span.start && !common.contains(&part.sort))
        };
        self.is_known(span) || self.is_whole(name, span) && (is_proper() || self.is_named_elsewhere(name, span))
    }

    fn is_known(&self, span: Span) -> bool {
        self.reading.forms_in(span).filter(|form| form.span == span).any(|form| {
            form.form.meanings.iter().any(|meaning| {
                let (kind, _) = self.reading.ontology.gazetteer.entry(meaning.entry);
                kind == EntityKind::Organization && meaning.sureness < Sureness::Weak
            })
        })
    }

    /// Whether the page has the text of a stretch of a name as one outside that name, and where nothing joins it to others.
    fn is_named_elsewhere(&self, name: Span, span: Span) -> bool {
        let text = self.reading.slice(span);
        let first = self.named.partition_point(|(other, _)| *other < text);
        let same = self.named[first..].iter().take_while(|(other, _)| *other == text);
        same.into_iter().any(|(_, other)| !name.contains(*other) && !self.follows_name(other.start))
    }

    /// Whether a byte stands right behind something that may be joined to what follows, and no verb or preposition leads to it.
    fn follows_name(&self, byte: usize) -> bool {
        if self.people.binary_search(&byte).is_ok() {
            return true;
        }
        let is_letter = self.reading.char_before(byte).is_some_and(|c| c.is_alphanumeric() && c != '的');
        let leads = self.reading.word_to(byte).is_some_and(|index| {
            let word = &self.reading.words[index];
            let is_verb =
                word.is_known && matches!(word.tag, Tag::Verb | Tag::Preposition | Tag::Particle | Tag::Adverb);
            is_verb || word.roles.has(Roles::BORDER.and(Roles::SPEECH))
        });
        is_letter && !leads
    }
}

/// From this confidence on, a person is one.
const SURE: f32 = 0.7;

/// What joins two names.
const JOINTS: [&str; 4] = ["和", "与", "及", "暨"];

/// The fewest characters of a name by its own head.
const SHORTEST: usize = 4;

/// The fewest characters of a word for a sort of firm: 子公司.
const SHORTEST_SORT: usize = 3;

/// The most: 全资控股子公司.
const LONGEST_SORT: usize = 7;
