//! The names of a document that short words can point back to.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::iter;

use super::chunk::Name;
use super::{Page, nesting, seat};
use crate::entity::{EntityId, is_bank, is_firm, unites};
use crate::ontology::{Acts, EntityKind, Entry};
use crate::text::Span;
use crate::value::is_in_future_clause;

/// The names of a document that short words can point back to.
pub(super) struct Antecedents<'a> {
    pub(super) page: Page<'a>,
    /// All names, in order.
    pub(super) named: Vec<Named<'a>>,
    /// The firm that the document is about.
    pub(super) firm: Option<Name>,
    /// The work that it is about.
    work: Option<Name>,
    /// The organization that it is about.
    pub(super) body: Option<Name>,
    /// Those who are called 发言人 somewhere, or what else those are called who speak for others.
    spokesmen: BTreeSet<usize>,
}

/// A name, and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Named<'a> {
    pub span: Span,
    pub sentence: usize,
    pub name: Name,
    pub text: &'a str,
}

impl<'a> Antecedents<'a> {
    /// Collects the names of a document.
    pub fn of(page: Page<'a>) -> Self {
        let mentions = page.mentions.iter().zip(&page.resolution.entity_of);
        let named = mentions.filter(|(mention, _)| !mention.is_owner()).map(|(mention, &entity)| Named {
            span: mention.full,
            sentence: mention.sentence,
            name: Name { entity, kind: mention.kind },
            text: page.text(mention.full),
        });
        let named: Vec<Named<'_>> = named.collect();
        let firm = main_firm(page, &named);
        let (work, body) = (main_work(&named), main_body(&named));
        let is_led = |named: &&Named<'_>| {
            let front = &page.document.simplified[..named.span.start];
            SPEAKS_FOR.iter().any(|title| front.ends_with(title))
        };
        let spokesmen = named.iter().filter(is_led).map(|named| named.name.entity).collect();
        Antecedents { page, named, firm, work, body, spokesmen }
    }

    /// What the sentence before, in the same paragraph, names of some kinds, each once.
    pub fn distinct(&self, sentence: usize, is_kind: impl Fn(EntityKind) -> bool) -> Vec<Name> {
        let before = self.sentences_back(sentence).next();
        before.map_or_else(Vec::new, |before| distinct(self.in_sentence(before).iter(), is_kind))
    }

    /// The only name of a kind that fits which the sentences before, in the same paragraph, name; the nearest of them that
    /// names any of the kind decides.
    pub fn only_before(&self, sentence: usize, kind: EntityKind, fits: impl Fn(Name) -> bool) -> Option<Name> {
        let mut near = self.sentences_back(sentence).map(|at| self.in_sentence(at));
        let named = near.find(|named| named.iter().any(|other| other.name.kind == kind))?;
        only(named.iter().map(|named| named.name).filter(|name| name.kind == kind && fits(*name)))
    }

    /// What the sentence before is about: the first firm there, where the next one stands in another clause.
    pub fn topic_before(&self, sentence: usize) -> Option<Name> {
        let before = self.sentences_back(sentence).next()?;
        let mut firms = self.in_sentence(before).iter().filter(|named| names_firm(self.page, named.name));
        let first = firms.next()?;
        let next = firms.find(|other| other.name.entity != first.name.entity);
        let parts = |next: &Named<'_>| self.page.document.simplified[first.span.start..next.span.start].contains('，');
        next.is_none_or(parts).then_some(first.name)
    }

    /// Whether a sentence or one of those right before, in the same paragraph, names something first.
    pub fn begins_sentence_before(&self, sentence: usize, name: Name) -> bool {
        let mut near = iter::once(sentence).chain(self.sentences_back(sentence));
        near.any(|at| self.in_sentence(at).first().is_some_and(|first| first.name.entity == name.entity))
    }

    /// The firm that the document is about, where this sentence and those right before, in the same paragraph, begin with no other
    /// organization.
    pub fn firm_still(&self, sentence: usize) -> Option<Name> {
        let firm = self.firm?;
        let is_other = |name: Name| name.kind == EntityKind::Organization && name.entity != firm.entity;
        let mut near = iter::once(sentence).chain(self.sentences_back(sentence));
        let begins = |at: usize| self.in_sentence(at).first().map(|named| named.name);
        (!near.any(|at| begins(at).is_some_and(is_other))).then_some(firm)
    }

    /// The firm that a clause without a subject tells of: that of the sentence before, or else of the document.
    pub fn firm_before(&self, sentence: usize) -> Option<Name> {
        self.topic_before(sentence).or(self.firm)
    }

    /// The only place of a level (省, 市) that was named near a byte.
    pub fn place_near(&self, sentence: usize, start: usize, level: &str) -> Option<Name> {
        let is_of_level = |name: Name| {
            name.kind == EntityKind::Place && self.page.resolution.entities[name.entity].label.ends_with(level)
        };
        self.only_near(sentence, start, is_of_level)
    }

    /// The firm in front of 其全资子公司: the only one of the sentence, or else what the sentence before is about.
    pub fn owner_near(&self, sentence: usize, start: usize) -> Option<Name> {
        let here =
            || self.in_front(sentence, start).map(|named| named.name).filter(|name| names_firm(self.page, *name));
        if here().next().is_some() { only(here()) } else { self.topic_before(sentence) }
    }

    /// The foreign country of the places and countries in front of a byte, in its sentence or, if that has none, in those
    /// before, in the same paragraph; none if there are several.
    pub fn state_near(&self, sentence: usize, start: usize) -> Option<Name> {
        let mut near = iter::once(sentence).chain(self.sentences_back(sentence));
        let abroad = near.find_map(|at| {
            let states: BTreeSet<usize> =
                self.in_front(at, start).filter_map(|named| country_of(self.page, named)).collect();
            (!states.is_empty()).then_some(states)
        })?;
        let only = abroad.first().filter(|_| abroad.len() == 1)?;
        Some(Name { entity: *only, kind: EntityKind::Country })
    }

    /// The only country that the document names, if that is a foreign one.
    pub fn only_state(&self) -> Option<Name> {
        let named = self.named.iter().filter(|named| named.name.kind == EntityKind::Country);
        let only = only(named.clone().map(|named| named.name))?;
        let is_foreign = named.into_iter().any(|named| country_of(self.page, named).is_some());
        is_foreign.then_some(only)
    }

    /// The names of a sentence.
    pub fn in_sentence(&self, sentence: usize) -> &[Named<'a>] {
        let start = self.named.partition_point(|named| named.sentence < sentence);
        let n = self.named[start..].partition_point(|named| named.sentence == sentence);
        &self.named[start..start + n]
    }

    /// The names of a sentence that stand in front of a byte.
    pub fn in_front(&self, sentence: usize, start: usize) -> impl DoubleEndedIterator<Item = &Named<'a>> + Clone {
        self.in_sentence(sentence).iter().filter(move |named| named.span.start < start)
    }

    /// The sentences right before one that what it leaves out may stand in, in the same paragraph, the nearest first.
    fn sentences_back(&self, sentence: usize) -> impl Iterator<Item = usize> {
        let first = sentence.saturating_sub(MOST_SENTENCES);
        (first..sentence).rev().take_while(move |&at| self.page.are_together(at, sentence))
    }

    /// The event that was named last, in the sentence before or the one before that, in the same paragraph.
    pub fn event_of_sentences_before(&self, sentence: usize) -> Option<Name> {
        let mut named = self.sentences_back(sentence).flat_map(|at| self.in_sentence(at).iter().rev());
        named.find(|named| named.name.kind == EntityKind::Event).map(|named| named.name)
    }

    /// The event that was named last in this sentence or the one right before, in the same paragraph, where no other is called by
    /// the word that points to it: 企业举办慈善活动，|活动|由….
    pub fn event_just_named(&self, sentence: usize, start: usize, word: &str) -> Option<Name> {
        let last = self.back_to(sentence, start, 1).find(|named| named.name.kind == EntityKind::Event)?;
        let since = self.page.document.simplified.get(last.span.end..start)?;
        (!since.contains(word)).then_some(last.name)
    }

    /// The event that was named last, if that was not long ago; rather one that takes place than one to come, unless what
    /// points to it is to come as well: 论坛开幕，并宣布明年将举办峰会。石青出席开幕式.
    pub fn event_before(&self, start: usize) -> Option<Name> {
        // 巴黎奥运会|女单冠军|石青: who somebody is tells of no event.
        let describes = |named: &Named<'_>| {
            let first = self.page.words.partition_point(|word| word.span.start < named.span.end);
            let mut behind =
                self.page.words[first..].iter().take(MOST_OF_PRIZE).take_while(|word| word.span.end <= start);
            behind.any(|word| word.acts.has(Acts::PRIZE))
        };
        let events = || self.named_near(start).filter(|named| named.name.kind == EntityKind::Event);
        let has_other = events().any(|named| !describes(named));
        let near = || events().filter(|named| !has_other || !describes(named));
        let text = self.page.document.simplified.as_str();
        let is_ahead = |span: Span| is_in_future_clause(text, span, self.page.ontology);
        let last = || near().next().map(|named| named.name);
        if is_ahead(Span::new(start, start)) {
            return last();
        }
        let here = near().find(|named| !is_ahead(named.span)).map(|named| named.name);
        here.or_else(|| self.event_held(start, is_ahead)).or_else(last)
    }

    /// The only event not to come that the page has told of so far, however long ago, if it has told that it is held.
    fn event_held(&self, start: usize, is_ahead: impl Fn(Span) -> bool) -> Option<Name> {
        let named = self.before(start).take(MOST_NAMES).filter(|named| named.name.kind == EntityKind::Event);
        let events: Vec<&Named<'_>> = named.filter(|named| !is_ahead(named.span)).collect();
        let event = only(events.iter().map(|named| named.name))?;
        let is_held = |named: &Named<'_>| {
            let sentence = &self.page.document.sentences[named.sentence];
            let words = &self.page.words[sentence.first_token..sentence.end_token];
            words.iter().any(|word| word.acts.has(Acts::HOLD))
        };
        events.into_iter().any(is_held).then_some(event)
    }

    /// What was named not long ago, the nearest first.
    pub fn near(&self, start: usize) -> impl Iterator<Item = Name> {
        self.named_near(start).map(|named| named.name)
    }

    fn named_near(&self, start: usize) -> impl Iterator<Item = &Named<'a>> {
        self.before(start).take_while(move |named| start - named.span.start < NEAR)
    }

    /// The names in front of a byte, the nearest first.
    pub fn before(&self, start: usize) -> impl Iterator<Item = &Named<'a>> + Clone {
        let end = self.named.partition_point(|named| named.span.start < start);
        self.named[..end].iter().rev()
    }

    /// The names in front of a byte, in its sentence and so many before, in the same paragraph, the nearest first.
    pub fn back_to(
        &self,
        sentence: usize,
        start: usize,
        n_sentences: usize,
    ) -> impl Iterator<Item = &Named<'a>> + Clone {
        let is_near = move |named: &&Named<'a>| {
            named.sentence + n_sentences >= sentence && self.page.are_together(named.sentence, sentence)
        };
        self.before(start).take_while(is_near)
    }

    /// The organization that was named last, in the same sentence or the one before, in the same paragraph.
    pub fn body_before(&self, sentence: usize, start: usize) -> Option<Name> {
        self.back_to(sentence, start, 1).map(|named| named.name).find(|name| name.kind == EntityKind::Organization)
    }

    /// The person of the sentence before, in the same paragraph; of several, the one that it begins with, who does something with
    /// the other there, and with whom the paragraph or the document has begun, too: 石青同李明会谈。此前，他….
    pub fn person_before(&self, sentence: usize) -> Option<Name> {
        let is_person = |named: &&Named<'_>| named.name.kind == EntityKind::Person;
        let before = self.sentences_back(sentence).next()?;
        let is_host = |named: &Named<'_>| self.invites(named);
        let people = || self.in_sentence(before).iter().filter(is_person).filter(|named| !is_host(named));
        let first = people().next()?;
        let is_other = |named: &&Named<'_>| named.name.entity != first.name.entity;
        let Some(other) = people().find(is_other) else { return Some(first.name) };
        let last = people().take_while(|named| !is_other(named)).last()?;
        let between = Span::new(last.span.end, other.span.start);
        let leads = |named: &Named<'_>| named.name.entity == first.name.entity;
        let of_paragraph =
            self.before(first.span.start).take_while(|named| self.page.are_together(named.sentence, sentence));
        let opens_paragraph = of_paragraph.filter(is_person).last().is_none_or(leads);
        let is_topic = opens_paragraph || self.named.iter().find(is_person).is_some_and(leads);
        (is_topic && joins(self.page, between)).then_some(first.name)
    }

    /// Whether a clause only tells that somebody has invited whom the next one tells of: 应老挝总理|石青|邀请.
    fn invites(&self, person: &Named<'_>) -> bool {
        let text = &self.page.document.simplified;
        let near = text[..person.span.start].char_indices().rev().take(LONGEST_WISH);
        let first = near.take_while(|(_, c)| c.is_alphanumeric()).last().map(|(at, _)| at);
        let is_led = first.is_some_and(|first| text[first..].starts_with(ON_WISH));
        is_led && text[person.span.end..].starts_with(INVITES)
    }

    /// Whether somebody is called 发言人 somewhere, who tells of others.
    pub fn speaks_for_others(&self, person: Name) -> bool {
        self.spokesmen.contains(&person.entity)
    }

    /// The names in front of a byte, in its sentence and so many before as a page goes on about one thing, the nearest first.
    pub fn recent(&self, sentence: usize, start: usize) -> impl Iterator<Item = &Named<'a>> {
        self.before(start).take_while(move |named| named.sentence + MOST_TOPIC >= sentence)
    }

    /// The organization of countries that was named last, if that was not long ago, or the bank of many that the document is about.
    pub fn bloc_before(&self, start: usize) -> Option<Name> {
        let is_bloc = |name: &Name| {
            name.kind == EntityKind::Organization && seat::class(self.page, name.entity).is_some_and(unites)
        };
        self.near(start).find(is_bloc).or_else(|| self.body.filter(|body| self.is_bank_of_many(*body)))
    }

    /// The organization of countries that the sentence before begins with, in the same paragraph, if that names nothing else that
    /// can be joined, or the bank of many that the document is about.
    pub fn bloc_of_sentence_before(&self, sentence: usize) -> Option<Name> {
        let before = self.in_sentence(self.sentences_back(sentence).next()?);
        let first = before.iter().map(|named| named.name).find(|name| name.kind == EntityKind::Organization)?;
        let unites = seat::class(self.page, first.entity).is_some_and(unites);
        let is_main = || self.body.is_some_and(|body| body.entity == first.entity);
        let is_other = |kind| matches!(kind, EntityKind::Project | EntityKind::Event | EntityKind::Document);
        let is_meant = unites || self.is_bank_of_many(first) && is_main();
        (is_meant && !before.iter().any(|named| is_other(named.name.kind))).then_some(first)
    }

    /// 亚投行, which is of no country.
    fn is_bank_of_many(&self, name: Name) -> bool {
        entry_of(self.page, name.entity).is_some_and(|entry| is_bank(&entry.class) && entry.countries.is_empty())
    }

    /// The work that was named last, if that was not long ago, it leads from one place to another, and its sentence names no other
    /// that does.
    pub fn line_before(&self, start: usize) -> Option<Name> {
        let is_line = |name: Name| name.kind == EntityKind::Project && seat::is_line(self.page, name.entity);
        let last = self.named_near(start).find(|named| named.name.kind == EntityKind::Project)?;
        only(self.in_sentence(last.sentence).iter().map(|named| named.name).filter(|name| is_line(*name)))
            .filter(|line| line.entity == last.name.entity)
    }

    /// The only work that fits in front of a byte, in its sentence and the two before; else the one that the document is about, if
    /// they name it or if it was named last; else the only one of the sentence right before, or of the paragraph so far.
    pub fn work_near(&self, sentence: usize, start: usize, fits: impl Fn(Name) -> bool) -> Option<Name> {
        let is_work = |name: Name| name.kind == EntityKind::Project && fits(name);
        let is_main = |name: Name| is_work(name) && self.work.is_some_and(|work| work.entity == name.entity);
        let last = || {
            let mut works = self.recent(sentence, start).map(|named| named.name);
            works.find(|name| name.kind == EntityKind::Project)
        };
        // 云岭电站…。青湖电站装机50万千瓦。|电站|由…: of which the sentence right before tells, if of one alone.
        let right_before = || {
            let before = self.sentences_back(sentence).next()?;
            let has_own = self.in_front(sentence, start).any(|named| named.name.kind == EntityKind::Project);
            only(self.in_sentence(before).iter().map(|named| named.name).filter(|name| is_work(*name)))
                .filter(|_| !has_own)
        };
        // The only one of the paragraph so far.
        let of_paragraph = || {
            let here = self.recent(sentence, start).filter(|named| self.page.are_together(named.sentence, sentence));
            only(here.map(|named| named.name).filter(|name| name.kind == EntityKind::Project))
                .filter(|name| fits(*name))
        };
        (self.only_near(sentence, start, is_work))
            .or_else(|| self.only_near(sentence, start, is_main))
            .or_else(right_before)
            .or_else(|| last().filter(|last| is_main(*last)))
            .or_else(of_paragraph)
    }

    /// The only name that fits in front of a byte, in its sentence and the two before, in the same paragraph.
    pub fn only_near(&self, sentence: usize, start: usize, fits: impl Fn(Name) -> bool) -> Option<Name> {
        only(self.back_to(sentence, start, MOST_SENTENCES).map(|named| named.name).filter(|name| fits(*name)))
    }
}

/// The most characters of a wish in front of whose it is: 应老挝总理.
const LONGEST_WISH: usize = 20;

/// The most words from an event to the prize that somebody has won there: 巴黎奥运会|女子|单打|冠军.
const MOST_OF_PRIZE: usize = 3;

/// What leads to whose wish something is.
pub(super) const ON_WISH: &str = "应";

/// What they do whose wish it is that somebody comes.
pub(super) const INVITES: &str = "邀请";

/// What those are called who speak for others.
pub(super) const SPOKESMAN: &str = "发言人";

/// The same, and what those are called who work for one person.
const SPEAKS_FOR: [&str; 4] = [SPOKESMAN, "秘书", "助理", "律师"];

/// Whether what stands between two names tells that one does something with the other: 9日在京|与|老挝外长, but not 与 alone.
fn joins(page: Page<'_>, between: Span) -> bool {
    let first = page.words.partition_point(|word| word.span.start < between.start);
    let mut words = page.words[first..].iter().take_while(|word| word.span.end <= between.end).skip(1);
    let is_clause = page.text(between).contains(|c: char| !c.is_alphanumeric());
    !is_clause && words.any(|word| word.acts.has(Acts::WITH))
}

/// The country that a name names, that the place which it names is in, or that the name of an organization begins with, if the
/// page names that country and it is not the one whose papers are read.
pub(super) fn country_of(page: Page<'_>, named: &Named<'_>) -> Option<usize> {
    let country = match named.name.kind {
        EntityKind::Country => named.name.entity,
        EntityKind::Place => country_listed(page, named.name.entity)?,
        EntityKind::Organization => nesting::country_in(page, named.span)?,
        _ => return None,
    };
    entry_of(page, country).is_some_and(|entry| !entry.is_home()).then_some(country)
}

/// The country in which the gazetteer has an entity, if it is one alone and the page names it.
pub(super) fn country_listed(page: Page<'_>, entity: usize) -> Option<usize> {
    let [code] = entry_of(page, entity)?.countries.as_slice() else { return None };
    page.resolution.find(&EntityId::new(EntityKind::Country, code))
}

/// The place that a known place lies in, if the page names it.
pub(super) fn parent_listed(page: Page<'_>, entity: usize) -> Option<usize> {
    page.resolution.find(&EntityId::new(EntityKind::Place, entry_of(page, entity)?.parent.as_ref()?))
}

fn entry_of<'a>(page: Page<'a>, entity: usize) -> Option<&'a Entry> {
    page.resolution.entities[entity].entry.map(|entry| page.ontology.gazetteer.entry(entry).1)
}

/// Whether a name is that of a firm, or of what no word of its name tells to be anything else.
pub(super) fn names_firm(page: Page<'_>, name: Name) -> bool {
    name.kind == EntityKind::Organization && seat::class(page, name.entity).is_none_or(is_firm)
}

/// The firm that a document is about: the first that its first sentence names, if it names it half as often again as any other.
fn main_firm(page: Page<'_>, named: &[Named<'_>]) -> Option<Name> {
    let opening = named.iter().take_while(|other| other.sentence == named[0].sentence).map(|other| other.name);
    let first = opening.into_iter().find(|name| names_firm(page, *name))?;
    let mut times: BTreeMap<usize, usize> = BTreeMap::new();
    named
        .iter()
        .filter(|other| names_firm(page, other.name))
        .for_each(|other| *times.entry(other.name.entity).or_default() += 1);
    let own = times.remove(&first.entity).unwrap_or_default();
    let most = times.into_values().max().unwrap_or_default();
    (own >= OFTEN && 2 * own >= 3 * most).then_some(first)
}

/// The work that a document is about: the one that it names twice as often as any other.
fn main_work(named: &[Named<'_>]) -> Option<Name> {
    let mut times: BTreeMap<usize, usize> = BTreeMap::new();
    let works = || named.iter().map(|named| named.name).filter(|name| name.kind == EntityKind::Project);
    works().for_each(|work| *times.entry(work.entity).or_default() += 1);
    let (entity, own) = times.iter().max_by_key(|(entity, times)| (**times, Reverse(**entity)))?;
    let others = times.iter().filter(|(other, _)| *other != entity).map(|(_, times)| *times).max().unwrap_or_default();
    (*own >= 2 * others.max(1)).then_some(Name { entity: *entity, kind: EntityKind::Project })
}

/// The organization that a document is about: the first that it names, if it names it again, and none as often.
fn main_body(named: &[Named<'_>]) -> Option<Name> {
    let bodies = || named.iter().map(|named| named.name).filter(|name| name.kind == EntityKind::Organization);
    let mut times: BTreeMap<usize, usize> = BTreeMap::new();
    bodies().for_each(|body| *times.entry(body.entity).or_default() += 1);
    let first = bodies().next()?;
    let own = times.remove(&first.entity)?;
    (own > 1 && times.into_values().all(|times| times < own)).then_some(first)
}

/// The only thing that some names name.
pub(super) fn only(mut names: impl Iterator<Item = Name>) -> Option<Name> {
    let first = names.next()?;
    names.all(|other| other.entity == first.entity).then_some(first)
}

/// Each of some names once, in order.
pub(super) fn distinct<'a>(
    named: impl Iterator<Item = &'a Named<'a>>,
    is_kind: impl Fn(EntityKind) -> bool,
) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    for named in named.filter(|named| is_kind(named.name.kind)) {
        if !found.iter().any(|name| name.entity == named.name.entity) {
            found.push(named.name);
        }
    }
    found
}

/// The two names of a kind with nothing but a joint between them, if there is one such pair: 欧盟|与|南方共同市场|（南共市）.
pub(super) fn joined_pair<'a>(
    page: Page<'_>,
    named: impl Iterator<Item = &'a Named<'a>>,
    is_kind: impl Fn(EntityKind) -> bool,
) -> Option<[Name; 2]> {
    let named: Vec<&Named<'_>> = named.filter(|named| is_kind(named.name.kind)).collect();
    let is_pair = |pair: &&[&Named<'_>]| {
        let between = page.text(Span::new(pair[0].span.end, pair[1].span.start.max(pair[0].span.end)));
        let is_joint = page.ontology.lexicon.acts(between).has(Acts::AND.and(Acts::WITH)) || between == "、";
        is_joint && pair[0].name.entity != pair[1].name.entity
    };
    let mut pairs = named.windows(2).filter(is_pair);
    let pair = pairs.next().filter(|_| pairs.next().is_none())?;
    Some([pair[0].name, pair[1].name])
}

/// The fewest times that a document names the firm which it is about.
const OFTEN: usize = 3;

/// How many sentences back somebody's employer, a work or a state may be named.
const MOST_SENTENCES: usize = 2;

/// How many sentences back the work may be named that a document is about, in whatever paragraph.
const MOST_TOPIC: usize = 8;

/// How far back, in bytes, what is left out or pointed to may be named.
const NEAR: usize = 600;

/// Among how many names back the only event is looked for.
const MOST_NAMES: usize = 100;
