//! Words that point back to what the document has named: 此次峰会, 研讨班, 该公司, 双方, 她.

use std::collections::BTreeMap;

use super::chunk::{Chunk, Name, Sort, Word};
use super::{Page, seat};
use crate::document::Tag;
use crate::entity::{is_firm, is_somewhere, unites};
use crate::ontology::{Acts, EntityKind, Head, Roles};
use crate::text::Span;

/// The names of a document that short words can point back to.
#[derive(Default)]
pub(super) struct Antecedents<'a> {
    /// All names, in order.
    named: Vec<Named<'a>>,
    /// The firm that the document is about.
    firm: Option<Name>,
}

/// A name, and where it stands.
#[derive(Clone, Copy)]
struct Named<'a> {
    start: usize,
    sentence: usize,
    name: Name,
    text: &'a str,
}

impl<'a> Antecedents<'a> {
    /// Collects the names of a document.
    pub fn of(page: Page<'a>) -> Self {
        let mentions = page.mentions.iter().zip(&page.resolution.entity_of);
        let named = mentions.map(|(mention, &entity)| Named {
            start: mention.span.start,
            sentence: mention.sentence,
            name: Name { entity, kind: mention.kind },
            text: mention.span.of(&page.document.simplified),
        });
        let named: Vec<Named<'_>> = named.collect();
        let firm = main_firm(page, &named);
        Antecedents { named, firm }
    }

    /// Turns the words of a row that point back into names.
    pub fn resolve(&self, page: Page<'_>, sentence: usize, chunks: &mut Vec<Chunk>) {
        if self.named.is_empty() {
            return;
        }
        for index in (0..chunks.len()).rev() {
            let Some(word) = chunks[index].word() else { continue };
            if is_other_side(page, chunks, index) {
                self.resolve_other_side(page, sentence, index, chunks);
                continue;
            }
            if word.acts.has(Acts::BOTH.and(Acts::PRONOUN)) {
                self.resolve_pronoun(page, sentence, index, chunks);
                continue;
            }
            // 都是|其|成员国: of the last organization of countries.
            if chunks[index].span.of(&page.document.simplified).starts_with(ITS)
                && chunks.get(index + 1).is_some_and(|next| next.has(Acts::MEMBER))
                && let Some(bloc) = self.bloc_before(page, chunks[index].span.start)
            {
                chunks[index].sort = Sort::Name(bloc);
                continue;
            }
            if index == 0
                && chunks[index].span.of(&page.document.simplified) == LINE
                && is_subject(chunks, index)
                && let Some(line) = self.line_before(page, chunks[index].span.start)
            {
                chunks[index].sort = Sort::Name(line);
                continue;
            }
            if let Some(name) = self.body_of(page, sentence, chunks, index) {
                chunks[index].sort = Sort::Name(name);
                continue;
            }
            let is_noun = word.acts.without(Acts::SORT).is_empty();
            let ends_head = page.ontology.lexicon.ends_heads(last_char(page, chunks[index]));
            if !is_noun || !ends_head || word.roles.has(NO_NOUN) {
                continue;
            }
            if let Some(name) = self.antecedent(page, sentence, chunks, index) {
                chunks[index].sort = Sort::Name(name);
            }
        }
    }

    /// 该行, 该校: the last organization, of this sentence and those right before, that ends in the character behind 该, or is a school.
    fn body_of(&self, page: Page<'_>, sentence: usize, chunks: &[Chunk], index: usize) -> Option<Name> {
        let chunk = chunks[index];
        let text = chunk.span.of(&page.document.simplified);
        let last = match text.strip_prefix('该') {
            Some(last) => last,
            None => text.chars().nth(1).is_none().then_some(text).filter(|_| {
                let before = index.checked_sub(1).map(|before| chunks[before].span.of(&page.document.simplified));
                before == Some("该")
            })?,
        };
        let ends: &[&str] = match last {
            "行" => &["行"],
            "校" => &["校", "大学", "学院", "中学", "小学"],
            "院" => &["院"],
            "所" => &["所"],
            "局" => &["局"],
            "台" => &["台"],
            "报" => &["报"],
            "厂" => &["厂"],
            _ => return None,
        };
        let sentences = &page.document.sentences;
        let here = |named: &&Named<'_>| {
            named.sentence + MOST_BACK >= sentence && sentences[named.sentence].block == sentences[sentence].block
        };
        let mut bodies = self.before(chunk.span.start).take_while(here).filter(|named| {
            named.name.kind == EntityKind::Organization && ends.iter().any(|end| named.text.ends_with(end))
        });
        bodies.next().map(|named| named.name)
    }

    /// 双方, 两国: the two that were named last; 她: the one person of the sentence before.
    fn resolve_pronoun(&self, page: Page<'_>, sentence: usize, index: usize, chunks: &mut Vec<Chunk>) {
        let chunk = chunks[index];
        if !is_subject(chunks, index) {
            return;
        }
        if chunk.has(Acts::PRONOUN) {
            let before = self.distinct(page, sentence, |kind| kind == EntityKind::Person);
            if let [name] = before[..] {
                chunks[index].sort = Sort::Name(name);
            }
            return;
        }
        let is_side = |kind| match chunk.span.of(&page.document.simplified).ends_with('国') {
            true => kind == EntityKind::Country,
            false => matches!(kind, EntityKind::Country | EntityKind::Organization),
        };
        let start = page.document.sentences[sentence].span.start;
        let here = self.named.iter().filter(|named| (start..chunk.span.start).contains(&named.start));
        let here = distinct(here, is_side);
        let sides = if here.is_empty() { self.distinct(page, sentence, is_side) } else { here };
        let [first, second] = sides[..] else { return };
        if first.kind == second.kind {
            let name = |name| Chunk { sort: Sort::Name(name), ..chunk };
            chunks.splice(index..=index, [name(first), Chunk { sort: Sort::Mark('、'), ..chunk }, name(second)]);
        }
    }

    /// 与其|会谈: the one person of the clauses before, or else of the sentence before.
    fn resolve_other_side(&self, page: Page<'_>, sentence: usize, index: usize, chunks: &mut Vec<Chunk>) {
        let chunk = chunks[index];
        let Some(word) = chunk.word() else { return };
        let clause = (0..index).rev().find(|&at| chunks[at].is_boundary()).unwrap_or(0);
        let people = chunks[..clause].iter().filter_map(Chunk::name).filter(|name| name.kind == EntityKind::Person);
        let mut here: Vec<Name> = Vec::new();
        people.for_each(|name| here.extend((!here.iter().any(|other| other.entity == name.entity)).then_some(name)));
        let sides = match here.is_empty() {
            true => self.distinct(page, sentence, |kind| kind == EntityKind::Person),
            false => here,
        };
        let [name] = sides[..] else { return };
        let pronoun = chunk.span.end - ITS.len_utf8();
        if pronoun > chunk.span.start {
            chunks[index].span.end = pronoun;
            chunks[index].sort = Sort::Word(Word { acts: Acts::WITH, ..word });
            chunks.insert(index + 1, Chunk { span: Span::new(pronoun, chunk.span.end), sort: Sort::Name(name) });
        } else {
            chunks[index].sort = Sort::Name(name);
        }
    }

    /// What the sentence before, in the same paragraph, names of some kinds, each once.
    fn distinct(&self, page: Page<'_>, sentence: usize, is_kind: impl Fn(EntityKind) -> bool) -> Vec<Name> {
        let sentences = &page.document.sentences;
        let Some(before) = sentence.checked_sub(1).filter(|&at| sentences[at].block == sentences[sentence].block)
        else {
            return Vec::new();
        };
        distinct(self.in_sentence(before).iter(), is_kind)
    }

    /// The only name of a kind that fits which the sentences before, in the same paragraph, name; the nearest of them that
    /// names any of the kind decides.
    pub fn only_before(
        &self,
        page: Page<'_>,
        sentence: usize,
        kind: EntityKind,
        fits: impl Fn(Name) -> bool,
    ) -> Option<Name> {
        let sentences = &page.document.sentences;
        let first = sentence.saturating_sub(MOST_SENTENCES);
        let near = (first..sentence).rev().take_while(|&at| sentences[at].block == sentences[sentence].block);
        let named = near
            .into_iter()
            .map(|at| self.in_sentence(at))
            .find(|named| named.iter().any(|other| other.name.kind == kind))?;
        let mut fitting = named.iter().map(|named| named.name).filter(|name| name.kind == kind && fits(*name));
        let only = fitting.next()?;
        fitting.all(|other| other.entity == only.entity).then_some(only)
    }

    /// The names of a sentence.
    fn in_sentence(&self, sentence: usize) -> &[Named<'a>] {
        let start = self.named.partition_point(|named| named.sentence < sentence);
        let n = self.named[start..].partition_point(|named| named.sentence == sentence);
        &self.named[start..start + n]
    }

    /// Names the event or the work that a clause leaves out: 李春临出席。 or 李春临到会讲话。 or 会上，李春临…; 中国铁建参与建设。
    pub fn complete(&self, page: Page<'_>, sentence: usize, chunks: &mut Vec<Chunk>) {
        for index in (0..chunks.len()).rev() {
            let chunk = chunks[index];
            if chunk.span.of(&page.document.simplified) == "会上" {
                if let Some(event) = self.event_before(chunk.span.start) {
                    let [at, end] = [chunk.span.start + '会'.len_utf8(), chunk.span.end];
                    chunks[index] = Chunk { span: Span::new(at, end), ..chunk };
                    let span = Span::new(chunk.span.start, at);
                    chunks.insert(index, Chunk { span, sort: Sort::Name(event) });
                }
                continue;
            }
            // 参与|建设: what the sentence before is about.
            let builds = |at: usize| chunks.get(at).is_some_and(|next| next.has(Acts::BUILD));
            if chunk.has(Acts::TAKE_PART) && builds(index + 1) && chunks.get(index + 2).is_none_or(Chunk::is_boundary) {
                let works = self.distinct(page, sentence, |kind| kind == EntityKind::Project);
                let is_here = chunks[..index]
                    .iter()
                    .any(|chunk| chunk.name().is_some_and(|name| name.kind == EntityKind::Project));
                if let ([work], false) = (&works[..], is_here) {
                    chunks.insert(index + 1, Chunk { sort: Sort::Name(*work), ..chunk });
                }
                continue;
            }
            // 出席|开幕式
            let ends = |next: &Chunk| {
                next.is_boundary()
                    || next.has(Acts::ADDRESS.and(Acts::CEREMONY))
                    || next.span.of(&page.document.simplified) == "并"
            };
            // 在峰会上|致辞 leaves nothing out.
            let start = (0..index).rev().find(|&at| chunks[at].is_boundary()).map_or(0, |mark| mark + 1);
            let is_event = |chunk: &Chunk| chunk.name().is_some_and(|name| name.kind == EntityKind::Event);
            if chunk.has(Acts::ADDRESS) && chunks[start..index].iter().any(is_event) {
                continue;
            }
            let is_there = chunk.has(Acts::ATTEND) || chunk.has(Acts::WIN) && chunk.has(Acts::PRIZE);
            if !is_there || !chunks.get(index + 1).is_none_or(ends) {
                continue;
            }
            if let Some(event) = self.event_before(chunk.span.start) {
                chunks.insert(index + 1, Chunk { sort: Sort::Name(event), ..chunk });
            }
        }
    }

    /// The event that was named last, in the sentence before or the one before that, in the same paragraph.
    pub fn event_of_sentences_before(&self, page: Page<'_>, sentence: usize) -> Option<Name> {
        let sentences = &page.document.sentences;
        let first = sentence.saturating_sub(MOST_SENTENCES);
        let near = (first..sentence).rev().take_while(|&at| sentences[at].block == sentences[sentence].block);
        let mut named = near.flat_map(|at| self.in_sentence(at).iter().rev());
        named.find(|named| named.name.kind == EntityKind::Event).map(|named| named.name)
    }

    /// The event that was named last, if that was not long ago.
    fn event_before(&self, start: usize) -> Option<Name> {
        self.near(start).find(|name| name.kind == EntityKind::Event)
    }

    /// What was named not long ago, the nearest first.
    fn near(&self, start: usize) -> impl Iterator<Item = Name> {
        self.before(start).take_while(move |named| start - named.start < NEAR).map(|named| named.name)
    }

    /// The names in front of a byte, the nearest first.
    fn before(&self, start: usize) -> impl Iterator<Item = &Named<'a>> {
        let end = self.named.partition_point(|named| named.start < start);
        self.named[..end].iter().rev()
    }

    /// The organization of countries that was named last, if that was not long ago.
    fn bloc_before(&self, page: Page<'_>, start: usize) -> Option<Name> {
        let is_bloc =
            |name: &Name| name.kind == EntityKind::Organization && seat::class(page, name.entity).is_some_and(unites);
        self.near(start).find(is_bloc)
    }

    /// The work that was named last, if that was not long ago and it leads from one place to another.
    fn line_before(&self, page: Page<'_>, start: usize) -> Option<Name> {
        let work = self.near(start).find(|name| name.kind == EntityKind::Project)?;
        seat::is_line(page, work.entity).then_some(work)
    }

    fn antecedent(&self, page: Page<'_>, sentence: usize, chunks: &[Chunk], index: usize) -> Option<Name> {
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
        let mut earlier = self.before(chunk.span.start);
        let is_alike = |kind: EntityKind, name: &str| {
            let found = page.ontology.lexicon.head(name).map(|(_, head)| head);
            kind == head.kind && found.is_some_and(|found| found.class == head.class || is_any_work(text, &found.class))
        };
        match head.kind {
            EntityKind::Event if points || is_free || is_telling => {
                let block = page.document.sentences[sentence].block;
                // 展览 of “文明之光”特展, whose name says not what it is.
                let is_untold = |named: &Named<'_>| {
                    let is_event = |(_, head): (usize, &Head)| head.kind == EntityKind::Event;
                    page.document.sentences[named.sentence].block == block
                        && head.is_show()
                        && !page.ontology.lexicon.head(named.text).is_some_and(is_event)
                };
                let ends_alike = |name: &str| name.ends_with(text) || text == "会议" && name.ends_with('会');
                let mut events = earlier.filter(|named| named.name.kind == EntityKind::Event);
                events.find(|named| ends_alike(named.text) || is_untold(named)).map(|named| named.name)
            }
            // 该公司, 这家|公司
            EntityKind::Organization if points || is_counted(page, chunks, index) => {
                earlier.find(|named| is_alike(named.name.kind, named.text)).map(|named| named.name)
            }
            // 为|大桥|提供贷款, 加入|联盟: the only one of the sort that the sentence and the one before name.
            EntityKind::Organization | EntityKind::Project
                if before.is_some_and(|before| before.has(Acts::TOWARDS.and(Acts::JOIN))) && !points =>
            {
                let block = page.document.sentences[sentence].block;
                let near = |named: &&Named<'_>| {
                    named.sentence + 1 >= sentence && page.document.sentences[named.sentence].block == block
                };
                let fits = |named: &&Named<'_>| {
                    let is_body = head.kind == EntityKind::Organization && named.text.ends_with(text);
                    is_body || head.kind == EntityKind::Project && is_alike(named.name.kind, named.text)
                };
                let mut named = earlier.take_while(near).filter(|named| named.name.kind == head.kind).filter(fits);
                let first = named.next()?;
                named.all(|other| other.name.entity == first.name.entity).then_some(first.name)
            }
            // 该项目, 这条|铁路: the last work, if the paragraph names one of the sort.
            EntityKind::Project if points || is_counted(page, chunks, index) => {
                let block = page.document.sentences[sentence].block;
                let here = |named: &&Named<'_>| page.document.sentences[named.sentence].block == block;
                let mut works = earlier.take_while(here).filter(|named| named.name.kind == EntityKind::Project);
                works.find(|named| is_alike(EntityKind::Project, named.text)).map(|named| named.name)
            }
            // 项目由中国路桥承建: what the sentence before is about, if that names no other of the kind.
            EntityKind::Organization | EntityKind::Project if index == 0 && is_subject(chunks, index) => {
                let named = self.distinct(page, sentence, |kind| kind == head.kind);
                let [name] = named[..] else { return self.firm.filter(|_| text == FIRM) };
                let label = page.resolution.entities[name.entity].label.as_str();
                is_alike(name.kind, label).then_some(name)
            }
            _ => None,
        }
    }
}

/// The firm that a document is about: the first that its first sentence names, if it names it half as often again as any other.
fn main_firm(page: Page<'_>, named: &[Named<'_>]) -> Option<Name> {
    let is_firm =
        |name: Name| name.kind == EntityKind::Organization && seat::class(page, name.entity).is_some_and(is_firm);
    let opening = named.iter().take_while(|other| other.sentence == named[0].sentence).map(|other| other.name);
    let first = opening.into_iter().find(|name| is_firm(*name))?;
    let mut times: BTreeMap<usize, usize> = BTreeMap::new();
    named
        .iter()
        .filter(|other| is_firm(other.name))
        .for_each(|other| *times.entry(other.name.entity).or_default() += 1);
    let own = times.remove(&first.entity).unwrap_or_default();
    let most = times.into_values().max().unwrap_or_default();
    (own >= OFTEN && 2 * own >= 3 * most).then_some(first)
}

/// Each of some names once, in order.
fn distinct<'a>(named: impl Iterator<Item = &'a Named<'a>>, is_kind: impl Fn(EntityKind) -> bool) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    for named in named.filter(|named| is_kind(named.name.kind)) {
        if !found.iter().any(|name| name.entity == named.name.entity) {
            found.push(named.name);
        }
    }
    found
}

/// Whether a word stands where a subject does, and describes no noun: 双方|签署, 公司|将, but not 两国|元首.
fn is_subject(chunks: &[Chunk], index: usize) -> bool {
    let opens = index.checked_sub(1).is_none_or(|before| chunks[before].is_boundary());
    let is_verbal = |chunk: &Chunk| match chunk.sort {
        Sort::Time(_) => true,
        Sort::Word(word) => {
            word.acts.has(PREDICATES.and(Acts::ASIDE)) || matches!(word.tag, Tag::Verb | Tag::Adverb | Tag::Preposition)
        }
        _ => false,
    };
    opens && chunks.get(index + 1).is_some_and(is_verbal)
}

/// What a firm is called besides.
const FIRM: &str = "公司";

/// The fewest times that a document names the firm which it is about.
const OFTEN: usize = 3;

/// What a road or railway is called besides.
const LINE: &str = "线路";

/// The last character of 与其.
const ITS: char = '其';

/// Whether a word says with whom somebody meets who was named before: 与其|举行会谈, 同|他|会面.
fn is_other_side(page: Page<'_>, chunks: &[Chunk], index: usize) -> bool {
    let chunk = &chunks[index];
    let text = chunk.span.of(&page.document.simplified);
    let is_led = index.checked_sub(1).is_some_and(|before| chunks[before].has(Acts::WITH));
    let is_pronoun = is_led && (text == "其" || chunk.has(Acts::PRONOUN)) || matches!(text, "与其" | "同其");
    let behind = chunks.get(index + 1..).unwrap_or_default();
    is_pronoun
        && behind
            .iter()
            .take(LONGEST_MEETING)
            .take_while(|chunk| !chunk.is_boundary())
            .any(|chunk| chunk.has(Acts::MEET))
}

/// The most chunks from 与其 to the word that tells of a meeting: 与其|在|北京|举行|会谈.
const LONGEST_MEETING: usize = 4;

/// What may stand behind a subject.
const PREDICATES: Acts = Acts::PLAN.and(Acts::DENY).and(Acts::AGENT).and(Acts::IN).and(Acts::SAY);

/// The most chunks between 这条 and the noun that it points to.
const LONGEST_CLAUSE: usize = 12;

/// Whether 这条 or 该座 points to the noun at `index`: the word in front counts it, or that in front of what describes it.
fn is_counted(page: Page<'_>, chunks: &[Chunk], index: usize) -> bool {
    let counts = |at: usize| {
        let is_single = chunks[at].span.of(&page.document.simplified).chars().count() == 1;
        is_single && chunks[at].word().is_some_and(|word| word.acts.is_empty())
    };
    let counted = |measure: usize| counts(measure) && chunks[measure - 1].has(Acts::THIS);
    // 这|条|全长1035公里|的|铁路
    let is_described = index.checked_sub(1).is_some_and(|of| chunks[of].has(Acts::OF));
    let first = if is_described { index.saturating_sub(LONGEST_CLAUSE) } else { index.saturating_sub(1) };
    let near = (first.max(1)..index).rev().take_while(|&at| !chunks[at].is_boundary());
    near.into_iter().any(counted)
}

/// Whether 项目 or 工程 can mean a work of some class.
fn is_any_work(text: &str, class: &str) -> bool {
    matches!(text, "项目" | "工程") && is_somewhere(class)
}

/// How many sentences back somebody's employer may be named.
const MOST_SENTENCES: usize = 2;

/// How many sentences back 该行 or 该校 may be named.
const MOST_BACK: usize = 3;

/// How far back, in bytes, what is left out or pointed to may be named.
const NEAR: usize = 600;

/// Words of these roles point to nothing.
const NO_NOUN: Roles = Roles::SPEECH.and(Roles::PERSON_VERB);

fn last_char(page: Page<'_>, chunk: Chunk) -> char {
    chunk.span.of(&page.document.simplified).chars().next_back().unwrap_or(' ')
}
