//! Which preposition governs each name of a row: 在 governs 老挝 in 在老挝访问, and ends where a verb begins.

use super::chunk::{Chunk, PREPOSITIONS, Row, Sort, TITLES, Word, is_title_word};
use crate::document::Tag;
use crate::ontology::{Acts, EntityKind};

/// Acts of words that end a phrase whatever they are taken for: 在此间|会见|石青.
const VERBAL: Acts =
    Acts::MEET.and(Acts::AGREE).and(Acts::BUILD).and(Acts::INVEST).and(Acts::ATTEND).and(Acts::PUBLISH);

impl Row {
    /// Whether 的 stands a few words behind a verb, with no name in between: 来访|的, 来华|进行|国事访问|的.
    fn leads_to_of(&self, verb: usize) -> bool {
        let behind = self.chunks.iter().skip(verb + 1).take(LONGEST_VERB);
        behind.take_while(|chunk| chunk.word().is_some()).any(|chunk| chunk.has(Acts::OF))
    }

    /// Whether what stands between a country and a name only tells what sort of firm that is: 德国|消费|电子|供应商|海拉公司.
    fn leads_to_firm(&self, country: usize) -> bool {
        let behind = self.chunks.iter().skip(country + 1).take(LONGEST_SORT);
        let n_words = behind.take_while(|chunk| chunk.word().is_some()).count();
        self.kind(country) == Some(EntityKind::Country)
            && n_words > 0
            && self.has(country + n_words, Acts::SORT)
            && self.kind(country + n_words + 1) == Some(EntityKind::Organization)
    }

    /// The 的 that ends what describes a person behind it, and begins with the preposition at `index`: 在|老挝|访问|的|石青,
    /// 来|华|的|石青.
    fn end_of_relative(&self, index: usize) -> Option<usize> {
        let end = self.clause_end(index).min(index + LONGEST_RELATIVE);
        let of = (index + 1..end).find(|&at| self.chunks[at].has(Acts::OF))?;
        let is_verbal = |chunk: &Chunk| {
            let verb = |word: Word| word.tag == Tag::Verb && !is_title_word(word) || word.acts.has(Acts::VISIT);
            chunk.word().is_some_and(verb)
        };
        self.chunks[index..of].iter().any(is_verbal).then_some(of)
    }

    /// Finds the preposition that governs each name.
    pub fn govern(&mut self) {
        let mut phrase = Phrase::default();
        for index in 0..self.chunks.len() {
            if let Some((_, acts)) = phrase.around.take_if(|(of, _)| *of == index) {
                phrase.governor = acts;
                continue;
            }
            let chunk = self.chunks[index];
            match chunk.sort {
                _ if chunk.is_boundary() => (phrase.governor, phrase.around) = (Acts::default(), None),
                // 自|2011年|中老铁路|通车以来
                Sort::Time(_) if phrase.governor == Acts::FROM && phrase.first == index => phrase.end(),
                Sort::Mark(_) | Sort::Time(_) => {}
                Sort::Name(name) => {
                    // 正在|老挝|的|国家主席|石青: whom the place only describes, it does not lead.
                    let is_described = name.kind == EntityKind::Person && phrase.governor == Acts::IN;
                    if is_described && self.chunks[phrase.first..index].iter().any(|chunk| chunk.has(Acts::OF)) {
                        phrase.end();
                    }
                    self.governors[index] = phrase.governor;
                    let ends = phrase.is_verb && self.has(index + 1, Acts::OF);
                    if ends || !self.goes_on(index) {
                        phrase.end();
                    }
                }
                Sort::Word(word) => self.pass(index, word, &mut phrase),
            }
        }
    }

    /// Whether the phrase of the name at `index` goes on behind it.
    fn goes_on(&self, index: usize) -> bool {
        // 同|美国财政部|长|石青
        let is_ministry = self.chunks.get(index + 1).is_some_and(|next| next.span.len() == '长'.len_utf8())
            && self.kind(index) == Some(EntityKind::Organization)
            && self.kind(index + 2) == Some(EntityKind::Person);
        // 由|中国华电|旗下|的|云岭水电|投资
        let owns = self.has(index + 1, Acts::BELONG);
        let leads_on = self.is_joint(index + 1) || self.kind(index + 1).is_some() || self.describes(index);
        leads_on || owns || is_ministry || self.leads_to_firm(index)
    }

    /// Whether the 的 at `of` ends a phrase, so that the name behind is described by it and led by nothing.
    fn ends_at_of(&self, of: usize, phrase: &Phrase) -> bool {
        let Some(preposition) = phrase.first.checked_sub(1) else { return false };
        let before = of.checked_sub(1).filter(|&before| before > preposition);
        let is_plain_verb =
            |at: usize| self.chunks[at].word().is_some_and(|word| word.tag == Tag::Verb && word.acts.is_plain());
        match phrase.governor {
            // 矗立|在|老挝|的|云岭电站
            Acts::IN => preposition.checked_sub(1).is_some_and(is_plain_verb),
            // 由|某公司|经营|的|云岭电站: nobody is named who does it.
            governor if governor.has(Acts::AGENT) => {
                before.is_some_and(|verb| self.has(verb, Acts::RUN.and(Acts::BUILD)))
            }
            // 与|大桥|配套|的|云岭铁路|由…, where the clause opens so
            governor if governor.has(Acts::WITH) => {
                let goes_with = before.is_some_and(|verb| self.chunks[verb].word().is_some());
                goes_with && self.clause_start(of) == preposition && self.kind(of + 1) == Some(EntityKind::Project)
            }
            _ => false,
        }
    }

    /// What the word at `index` makes of the phrase in which it stands.
    fn pass(&self, index: usize, word: Word, phrase: &mut Phrase) {
        let preposition = word.acts.only(PREPOSITIONS);
        let before = index.checked_sub(1).and_then(|before| self.kind(before));
        // 连接|中国|昆明|与|老挝|万象|的
        let is_town = |kind: Option<EntityKind>| kind == Some(EntityKind::Place);
        let leads_to_town = is_town(before)
            && self.kind(index + 1) == Some(EntityKind::Country)
            && is_town(self.kind(index + 2))
            && self.chunks[self.clause_start(index)..index].iter().any(|chunk| chunk.has(Acts::CONNECT));
        let is_alike = before.is_some() && before == self.kind(index + 1);
        let between_names = self.is_joint(index) && (is_alike || leads_to_town);
        let is_other_side = phrase.governor.has(Acts::WITH.and(Acts::TOWARDS));
        // 王志强|代表|校长|刘敏|出席: who speaks for somebody.
        let is_proxy =
            word.acts.has(Acts::PROXY) && before == Some(EntityKind::Person) && self.kind(index + 1).is_some();
        if is_proxy {
            phrase.governor = Acts::FROM;
            return;
        }
        // 昆明|至|万象|的|中老铁路|开通, but not 从|昆明|到|万象|考察.
        let led = index.checked_sub(1).is_some_and(|before| !self.governors[before].is_empty());
        let joins_ends = word.acts.has(Acts::UP_TO) && is_town(before) && is_town(self.kind(index + 1)) && !led;
        if between_names || joins_ends && self.has(index + 2, Acts::OF) {
            return;
        }
        if !preposition.is_empty() {
            // 同|正在|老挝|访问|的|石青|会谈
            let is_inner = is_other_side && phrase.first == index;
            let around = is_inner.then(|| self.end_of_relative(index)).flatten().map(|of| (of, phrase.governor));
            let is_verb = preposition.has(Acts::FROM) && word.tag == Tag::Verb;
            *phrase = Phrase { governor: preposition, first: index + 1, around, is_verb };
            return;
        }
        // 同|来访|的|老挝总理|宋赛: a verb that only describes what follows ends no phrase.
        let is_trade = || index.checked_sub(1).is_some_and(|before| self.leads_to_firm(before));
        let describes = is_other_side && (self.leads_to_of(index) || is_trade());
        if word.acts.has(Acts::OF) && self.ends_at_of(index, phrase) {
            phrase.end();
            return;
        }
        // 由|白桦集团|下属|的|岚海建工|承建
        let is_verbal = word.tag == Tag::Verb && !word.acts.has(Acts::BELONG) || word.acts.has(VERBAL);
        if is_verbal && !word.acts.has(TITLES) && !describes {
            phrase.end();
        }
    }
}

/// What a preposition leads, as far as it has been read.
#[derive(Default)]
struct Phrase {
    /// The preposition; none outside.
    governor: Acts,
    /// The first chunk behind the last preposition.
    first: usize,
    /// The 的 that ends a phrase inside, which only describes, and the preposition around that.
    around: Option<(usize, Acts)>,
    /// Whether it is a verb that leads: 来自|苏州|的|启澜科技 describes the name behind, which nothing governs.
    is_verb: bool,
}

impl Phrase {
    fn end(&mut self) {
        self.governor = Acts::default();
    }
}

/// The most chunks of a phrase that describes a person by a place.
const LONGEST_RELATIVE: usize = 8;

/// The most words that tell what sort of firm is named: 消费|电子|供应商.
const LONGEST_SORT: usize = 5;

/// The most words from a verb to the 的 that makes it describe what follows.
const LONGEST_VERB: usize = 4;
