//! A sentence as the rules read it: names, words, times and marks in a row.
//!
//! Quotation marks are passed over, and what stands in brackets is a row of its own, so that 中国石油天然气集团公司（中石油）中油国际管道公司
//! is two names side by side.

use std::ops::Range;

use super::antecedent::Antecedents;
use super::{Page, joined};
use crate::document::Tag;
use crate::entity::EntityId;
use crate::mention;
use crate::ontology::{Acts, Ending, EntityKind, HOME, Head, Roles, UnitKind, Uses};
use crate::text::{Span, is_bullet};
use crate::value::{Date, Time, TimeAt, times};

/// One unit of a row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chunk {
    /// Its bytes in the document's text.
    pub span: Span,
    /// What it is.
    pub sort: Sort,
}

/// What a chunk is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Sort {
    /// A mention, or a word that points back to one.
    Name(Name),
    /// A word that is no part of a name.
    Word(Word),
    /// A point or stretch of time, by its place among those of the row.
    Time(usize),
    /// A punctuation mark.
    Mark(char),
}

/// What a name names.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name {
    /// The index of the entity.
    pub entity: usize,
    /// Its kind.
    pub kind: EntityKind,
}

/// A word and what it does.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    /// What it says of who did what.
    pub acts: Acts,
    /// What it can do beside names.
    pub roles: Roles,
    /// Its part of speech.
    pub tag: Tag,
}

/// The chunks of one sentence, or of one bracket in it.
#[derive(Clone, Debug)]
pub(super) struct Row {
    /// The index of the sentence.
    pub sentence: usize,
    /// The chunks, in order.
    pub chunks: Vec<Chunk>,
    /// For a bracket, what stands right before it.
    pub behind: Option<Chunk>,
    /// The times of the sentence.
    times: Vec<TimeAt>,
    /// The day of issue, if it is known.
    issued: Option<Date>,
    /// For each chunk, the preposition that governs it, if it is a name.
    pub governors: Vec<Acts>,
}

/// Prepositions, which tell what part a name has.
pub(super) const PREPOSITIONS: Acts =
    Acts::AGENT.and(Acts::IN).and(Acts::WITH).and(Acts::TOWARDS).and(Acts::FROM).and(Acts::TAKE);

/// What people are called by.
pub(super) const TITLES: Acts =
    Acts::TITLE.and(Acts::CHIEF).and(Acts::STATE).and(Acts::REGIONAL).and(Acts::EPITHET).and(Acts::OCCUPATION);

/// Acts of words that are nouns all the same, and so can be described: 企业 of 中国企业, 外长 of 俄罗斯外长.
const NOUNS: Acts = TITLES
    .and(Acts::THIS)
    .and(Acts::SORT)
    .and(Acts::DOUBT)
    .and(Acts::PRIZE)
    .and(Acts::PLANT)
    .and(Acts::AREA)
    .and(Acts::PART)
    .and(Acts::BOOK)
    .and(Acts::GOODS)
    .and(Acts::LEVEL);

impl Chunk {
    /// The name, if it is one.
    pub fn name(&self) -> Option<Name> {
        if let Sort::Name(name) = self.sort { Some(name) } else { None }
    }

    /// The word, if it is one.
    pub fn word(&self) -> Option<Word> {
        if let Sort::Word(word) = self.sort { Some(word) } else { None }
    }

    /// Whether it is a word with one of some acts.
    pub fn has(&self, acts: Acts) -> bool {
        self.word().is_some_and(|word| word.acts.has(acts))
    }

    /// Whether it is a mark.
    pub fn is(&self, mark: char) -> bool {
        matches!(self.sort, Sort::Mark(other) if other == mark)
    }

    /// Whether it is of a figure that is written out: 51|.|5|%.
    pub fn is_figure(&self) -> bool {
        self.is('%') || self.is('.') || self.word().is_some_and(|word| word.tag == Tag::Number)
    }

    /// Whether a clause ends at it.
    pub fn is_boundary(&self) -> bool {
        let Sort::Mark(mark) = self.sort else { return false };
        matches!(mark, '，' | ',' | '；' | ';' | '：' | ':' | '。' | '！' | '？' | '!' | '?' | '—' | '…')
            || is_bullet(mark)
    }
}

impl Row {
    /// The kind of the name at an index.
    pub fn kind(&self, index: usize) -> Option<EntityKind> {
        self.chunks.get(index)?.name().map(|name| name.kind)
    }

    /// Whether a name of one of some kinds stands at an index.
    pub fn is_one_of(&self, index: usize, kinds: &[EntityKind]) -> bool {
        self.kind(index).is_some_and(|kind| kinds.contains(&kind))
    }

    /// Whether a word with one of some acts stands at an index.
    pub fn has(&self, index: usize, acts: Acts) -> bool {
        self.chunks.get(index).is_some_and(|chunk| chunk.has(acts))
    }

    /// The time at an index.
    pub fn time(&self, index: usize) -> Option<&Time> {
        match self.chunks.get(index)?.sort {
            Sort::Time(time) => self.times.get(time).map(|time| &time.time),
            _ => None,
        }
    }

    /// Whether a time begins behind the day of issue.
    pub fn lies_ahead(&self, time: &Time) -> bool {
        self.issued.zip(time.first()).is_some_and(|(issued, first)| first.is_after(issued))
    }

    /// Whether a time ends before the day of issue.
    pub fn is_over(&self, time: &Time) -> bool {
        self.issued.zip(time.last()).is_some_and(|(issued, last)| issued.is_after(last))
    }

    /// The chunk at an index that may lie outside.
    pub fn get(&self, index: Option<usize>) -> Option<&Chunk> {
        self.chunks.get(index?)
    }

    /// The preposition that governs the name at an index.
    pub fn governor(&self, index: usize) -> Acts {
        self.governors[index]
    }

    /// The first chunk of the clause in which `index` stands.
    pub fn clause_start(&self, index: usize) -> usize {
        (0..index).rev().find(|&at| self.chunks[at].is_boundary()).map_or(0, |at| at + 1)
    }

    /// One past the last chunk of the clause in which `index` stands.
    pub fn clause_end(&self, index: usize) -> usize {
        (index..self.chunks.len()).find(|&at| self.chunks[at].is_boundary()).unwrap_or(self.chunks.len())
    }

    /// Whether the chunk at an index joins a list: 、 or 和, or 联合 between organizations.
    pub fn is_joint(&self, index: usize) -> bool {
        self.chunks.get(index).is_some_and(|chunk| {
            let is_body = |at: usize| self.kind(at) == Some(EntityKind::Organization);
            let allies = || chunk.has(Acts::ALLY) && index > 0 && is_body(index - 1) && is_body(index + 1);
            chunk.is('、') || chunk.has(Acts::AND) || allies()
        })
    }

    /// Whether the name at an index only describes a noun behind it: 中国 of 中国企业, 上汽红岩 of 上汽红岩的智能重卡,
    /// 国家发展改革委 of 国家发展改革委有关负责人.
    pub fn describes(&self, index: usize) -> bool {
        // 老挝|政府|签署: it speaks for its country.
        if self.kind(index) == Some(EntityKind::Country) && self.has(index + 1, Acts::GOVERNMENT) {
            return false;
        }
        // 塞尔维亚|境内|段: only a part there; but not 塞尔维亚|东部|与|匈牙利.
        let tag = |at: usize| self.chunks.get(at).and_then(Chunk::word).map(|word| word.tag);
        let is_inside = tag(index + 1) == Some(Tag::Position)
            && self.chunks[index + 1].span.len() > '内'.len_utf8()
            // jieba takes 地处 for one.
            && !self.has(index + 1, Acts::LOCATE);
        if self.kind(index) == Some(EntityKind::Country)
            && is_inside
            && matches!(tag(index + 2), Some(Tag::Noun | Tag::Number))
        {
            return true;
        }
        match self.kind(index) {
            Some(EntityKind::Person | EntityKind::Event | EntityKind::Document | EntityKind::Project) => {
                self.has(index + 1, Acts::OF)
            }
            _ => self.has(index + 1, Acts::OF) || self.opens_with_noun(index + 1),
        }
    }

    /// Whether a word at `index` tells what sort of organization is meant, or what trade it has: 企业, 电信; but not 政府, 央行,
    /// which speak for their country.
    pub fn names_sort(&self, index: usize) -> bool {
        let Some(word) = self.chunks.get(index).and_then(Chunk::word) else { return false };
        let is_plain = word.tag == Tag::Noun && word.acts.is_plain() && !is_title_word(word);
        word.acts.has(Acts::SORT) || is_plain && !word.roles.has(Roles::GENERIC)
    }

    /// Whether the first word from `index` on that is more than an adverb or a modifier is a noun.
    pub fn opens_with_noun(&self, index: usize) -> bool {
        let is_number = |chunk: &Chunk| chunk.word().is_some_and(|word| word.tag == Tag::Number);
        let mut is_first = true;
        for (at, chunk) in self.chunks.iter().enumerate().skip(index) {
            let Some(word) = chunk.word() else {
                if chunk.is('、') || matches!(chunk.sort, Sort::Time(_)) {
                    continue;
                }
                return false;
            };
            // 计划 is a verb here, if it may be one.
            if !word.acts.is_plain() && (!word.acts.has(NOUNS) || word.acts.has(Acts::PLAN.and(Acts::LET))) {
                return false;
            }
            match word.tag {
                // 降息|25个基点: what a figure follows is what was done.
                Tag::Noun if is_first && self.chunks.get(at + 1).is_some_and(is_number) => return false,
                Tag::Noun | Tag::ProperName | Tag::Abbreviation => return true,
                // 总理, 主任, whatever they are taken for.
                _ if is_title_word(word) => return true,
                _ if word.roles.has(Roles::GENERIC) => {}
                Tag::Adjective | Tag::Number | Tag::Pronoun | Tag::Position => {}
                _ => return false,
            }
            is_first = false;
        }
        false
    }
}

/// The most chunks of a title.
pub(super) const LONGEST_TITLE: usize = 8;

/// Whether a word is a post, or what people are called by.
pub(super) fn is_title_word(word: Word) -> bool {
    word.roles.has(Roles::POST_BEFORE.and(Roles::POST_AFTER)) || word.acts.has(TITLES)
}

/// Whether a word may stand between an employer and a person: 副 and 部长.
pub(super) fn may_lead(word: Word) -> bool {
    is_title_word(word) || word.acts.is_plain() && matches!(word.tag, Tag::Noun | Tag::Adjective)
}

/// The rows of a sentence: its own first, then those of its brackets.
pub(super) fn rows(page: Page<'_>, antecedents: &Antecedents<'_>, sentence: usize, mentions: Range<usize>) -> Vec<Row> {
    let issued = page.anchor.day();
    let mut rows = vec![Row::new(sentence, None, issued)];
    // The brackets that are open, the innermost last.
    let mut open: Vec<usize> = Vec::new();
    let mut chunks = chunks(page, sentence, mentions);
    let span = page.document.sentences[sentence].span;
    rows[0].times = times(&page.document.simplified, span, page.anchor, page.ontology);
    set_times(&rows[0].times, &mut chunks);
    end_opening(page, &mut chunks);
    antecedents.resolve(sentence, &mut chunks);
    antecedents.complete(sentence, &mut chunks);
    rows[0].chunks.reserve_exact(chunks.len());
    for chunk in chunks {
        let current = open.last().copied().unwrap_or_default();
        match chunk.sort {
            Sort::Mark('（' | '(') => {
                let behind = rows[current].chunks.last().copied();
                open.push(rows.len());
                rows.push(Row::new(sentence, behind, issued));
            }
            Sort::Mark('）' | ')') => drop(open.pop()),
            Sort::Mark('“' | '‘' | '「' | '『' | '”' | '’' | '」' | '』') => {}
            _ => rows[current].chunks.push(chunk),
        }
    }
    if let [own, brackets @ ..] = rows.as_mut_slice() {
        brackets.iter_mut().for_each(|bracket| bracket.times.clone_from(&own.times));
    }
    for row in &mut rows {
        row.governors = vec![Acts::default(); row.chunks.len()];
        row.govern();
    }
    rows
}

impl Row {
    fn new(sentence: usize, behind: Option<Chunk>, issued: Option<Date>) -> Self {
        Row { sentence, chunks: Vec::new(), behind, times: Vec::new(), issued, governors: Vec::new() }
    }
}

/// The names, words and marks of a sentence. A word that a name cuts keeps its rest: 外交部|长.
fn chunks(page: Page<'_>, sentence: usize, mentions: Range<usize>) -> Vec<Chunk> {
    let sentence = &page.document.sentences[sentence];
    let mut chunks = Vec::with_capacity(sentence.end_token - sentence.first_token);
    let has_person = page.mentions[mentions.clone()].iter().any(|mention| mention.kind == EntityKind::Person);
    // The country in front of an organ is in the organ's name.
    let mut names = mentions.filter(|&mention| !page.mentions[mention].is_owner()).peekable();
    let mut after = 0;
    for word in &page.words[sentence.first_token..sentence.end_token] {
        let mut start = word.span.start.max(after);
        while let Some(&mention) = names.peek() {
            let span = page.mentions[mention].full;
            if span.start >= word.span.end {
                break;
            }
            if start < span.start {
                push_word(page, Span::new(start, span.start), word, has_person, &mut chunks);
            }
            let name = Name { entity: page.resolution.entity_of[mention], kind: page.mentions[mention].kind };
            chunks.push(Chunk { span, sort: Sort::Name(name) });
            (start, after) = (span.end, span.end);
            names.next();
        }
        if start < word.span.end {
            push_word(page, Span::new(start, word.span.end), word, has_person, &mut chunks);
        }
    }
    joined::join(page, has_person, &mut chunks);
    chunks
}

/// Parts what opens a report from what follows: 新华社内罗毕5月30日电, 本报讯 and 本报讯（记者石青） tell where it comes from, and
/// no news, nor does 记者石青报道 behind them.
fn end_opening(page: Page<'_>, chunks: &mut Vec<Chunk>) {
    let end = page.document.opening;
    let is_here = chunks.first().is_some_and(|chunk| chunk.span.start < end);
    let Some(behind) = chunks.iter().position(|chunk| chunk.span.start >= end).filter(|_| is_here) else { return };
    let full_stop = |at: usize| Chunk { span: Span::new(at, at), sort: Sort::Mark('。') };
    if chunks[behind].has(Acts::REPORTER) {
        let is_credit = |chunk: &&Chunk| {
            let is_person = chunk.name().is_some_and(|name| name.kind == EntityKind::Person);
            is_person || chunk.is('、') || chunk.has(Acts::REPORTER)
        };
        let last = behind + chunks[behind..].iter().take_while(is_credit).count();
        if chunks.get(last).is_some_and(|chunk| REPORTED.contains(&page.text(chunk.span))) {
            let colon = usize::from(chunks.get(last + 1).is_some_and(|chunk| chunk.is('：')));
            let end = chunks[last].span.end;
            chunks.splice(last + 1..last + 1 + colon, [full_stop(end)]);
        }
    }
    chunks.insert(behind, full_stop(end));
}

/// How 记者石青报道 ends.
const REPORTED: [&str; 2] = ["报道", "报导"];

/// Puts one chunk in place of the words that tell a time.
fn set_times(times: &[TimeAt], chunks: &mut Vec<Chunk>) {
    for (index, time) in times.iter().enumerate() {
        let is_within = |chunk: &Chunk| chunk.span.overlaps(time.span);
        let Some(first) = chunks.iter().position(is_within) else { continue };
        let n = chunks[first..].iter().take_while(|chunk| is_within(chunk)).count();
        // What belongs to a name is no time of what happens.
        if chunks[first..first + n].iter().any(|chunk| chunk.name().is_some()) {
            continue;
        }
        let chunk = Chunk { span: time.span, sort: Sort::Time(index) };
        chunks.splice(first..first + n, [chunk]);
    }
}

/// The word with what its last characters tell of titles: 银行行长, 分析员.
fn titled(page: Page<'_>, word: Word, text: &str) -> Word {
    let lexicon = &page.ontology.lexicon;
    let is_post = lexicon.ends_in_post(text);
    let is_noun = word.tag == Tag::Noun && word.acts.is_plain() && text.len() > 3;
    let last = text.char_indices().next_back().map_or("", |(at, _)| &text[at..]);
    Word {
        acts: if is_noun && lexicon.acts(last).has(Acts::TITLE_END) { Acts::TITLE } else { word.acts },
        roles: if is_post { word.roles.and(Roles::POST_BEFORE) } else { word.roles },
        ..word
    }
}

/// Adds a word, or what a name leaves of it.
fn push_word(page: Page<'_>, span: Span, word: &mention::Word, has_person: bool, chunks: &mut Vec<Chunk>) {
    let text = page.text(span);
    if let Some(length) = first_of_two(page, text, word, has_person) {
        let joint = span.start + length;
        push_word(page, Span::new(span.start, joint), word, has_person, chunks);
        return push_word(page, Span::new(joint, span.end), word, has_person, chunks);
    }
    if let Some(land) = text.strip_suffix(CHINA).and_then(|led| china_behind(page, led, span, chunks)) {
        let joint = span.end - CHINA.len_utf8();
        if joint > span.start {
            push_word(page, Span::new(span.start, joint), word, has_person, chunks);
        }
        return chunks.push(Chunk { span: Span::new(joint, span.end), sort: Sort::Name(land) });
    }
    let sort = match text.chars().find(|c| !c.is_whitespace()) {
        None => return,
        Some(c) if !is_of_word(c) => Sort::Mark(c),
        _ => {
            let whole = Uses { roles: word.roles, acts: word.acts };
            let Uses { roles, acts } = if span == word.span { whole } else { page.ontology.lexicon.uses(text) };
            // 来|华: as 在 does, it leads to where somebody is.
            let leads = text == "来" && page.document.simplified[span.end..].starts_with(CHINA);
            let acts = if leads { acts.and(Acts::IN) } else { acts };
            let is_counted = || chunks.last().and_then(Chunk::word).is_some_and(|before| before.tag == Tag::Number);
            // 塞尔维亚|至今|不是: behind a name it only tells since when.
            let is_since = text == "至今" && chunks.last().is_some_and(|before| before.name().is_some());
            let acts = if is_since { acts.without(Acts::WHEN) } else { acts };
            let acts = if announces(page, span, chunks) { acts.and(Acts::SAY.and(Acts::DECLARE)) } else { acts };
            // 整车厂, whatever it makes.
            let is_plant =
                acts.is_plain() && matches!(word.tag, Tag::Noun | Tag::Organization) && span.len() > '厂'.len_utf8();
            let is_plant = is_plant && page.ontology.lexicon.ends_as(text, Ending::Plant);
            let acts = if is_plant { Acts::PLANT } else { acts };
            // 家电企业, whatever it is taken for.
            let is_sort = acts.is_plain() && !matches!(word.tag, Tag::Verb) && page.ontology.lexicon.ends_in_firm(text);
            let acts = if is_sort { Acts::SORT.and(Acts::FIRM) } else { acts };
            // 年|吞吐量: of each year, where no number stands in front.
            let is_yearly = text == "年" && word.tag == Tag::Number && !is_counted();
            let tag = if is_yearly { Tag::Adjective } else { word.tag };
            // 73|亿|欧元, whatever jieba takes it for.
            let is_currency = || {
                let unit = page.ontology.measures.units.start_at(text, 0);
                unit.is_some_and(|(end, unit)| end == text.len() && unit.kind == UnitKind::Currency)
            };
            let tag =
                if tag != Tag::Number && acts.is_plain() && is_counted() && is_currency() { Tag::Number } else { tag };
            let tag = if is_sort { Tag::Noun } else { tag };
            let word = Word { acts, roles, tag };
            Sort::Word(if has_person { titled(page, word, text) } else { word })
        }
    };
    chunks.push(Chunk { span, sort });
}

/// Whether a firm tells something by the noun at `span`: 白桦集团|昨晚|公告|，….
fn announces(page: Page<'_>, span: Span, chunks: &[Chunk]) -> bool {
    let is_when =
        |chunk: &&Chunk| matches!(chunk.sort, Sort::Time(_)) || chunk.word().is_some_and(|word| word.tag == Tag::Time);
    let is_told = || page.document.simplified[span.end..].starts_with(['，', '：']);
    let by = || chunks.iter().rev().find(|chunk| !is_when(chunk)).and_then(Chunk::name);
    page.text(span) == NOTICE && is_told() && by().is_some_and(|by| by.kind == EntityKind::Organization)
}

/// What listed firms make known.
const NOTICE: &str = "公告";

/// The bytes of the first of two words that jieba cuts as one.
fn first_of_two(page: Page<'_>, text: &str, word: &mention::Word, has_person: bool) -> Option<usize> {
    let lexicon = &page.ontology.lexicon;
    let is_post = |text: &str| lexicon.roles(text).has(Roles::POST_BEFORE);
    // 在接受采访|时|说
    let when = text.strip_prefix('时').filter(|says| word.acts.is_plain() && lexicon.acts(says).has(Acts::SAY));
    // 公司|总裁
    let led = || FIRMS.iter().find(|firm| has_person && text.strip_prefix(**firm).is_some_and(is_post));
    // 部长|职务
    let post = || text.strip_suffix(OFFICE).filter(|post| is_post(post));
    // 协会|会长
    let body = || {
        let may_end = text.chars().next_back().is_some_and(|last| lexicon.ends_posts(last));
        let may_end = may_end && has_person && word.tag == Tag::Noun;
        let ends = text.char_indices().skip(2).map(|(at, _)| at).filter(|_| may_end);
        let is_body = |head: &Head| head.kind == EntityKind::Organization;
        ends.into_iter().find(|&at| {
            let head = lexicon.head(&text[..at]).filter(|(length, head)| *length == at && is_body(head));
            head.is_some() && is_post(&text[at..])
        })
    };
    // 公司|总部
    let seat = || text.strip_suffix(SEAT).filter(|firm| FIRMS.contains(firm));
    let of_firm = || led().copied().or_else(seat).map(str::len).or_else(body);
    // 汽车|出口|老挝, 汽车|出口|到
    let goods = || {
        let goods = text.strip_suffix(EXPORT).filter(|goods| goods.chars().nth(1).is_some())?;
        let behind = page.document.simplified.get(word.span.end..).unwrap_or_default();
        let is_land = || page.mention_at(word.span.end).is_some_and(|at| page.mentions[at].kind == EntityKind::Country);
        (behind.starts_with(UP_TO) || is_land()).then_some(goods.len())
    };
    when.map(|_| '时'.len_utf8()).or_else(of_firm).or_else(|| post().map(str::len)).or_else(goods)
}

/// What jieba cuts as one word with some goods: 汽车出口, and what leads behind it to where they go.
const EXPORT: &str = "出口";
const UP_TO: [char; 3] = ['到', '至', '往'];

/// What a firm is called besides that jieba cuts as one word with some posts: 公司总裁.
pub(super) const FIRMS: [&str; 2] = ["公司", "集团"];

/// Where a firm is led from; jieba cuts 公司总部 as one word.
pub(super) const SEAT: &str = "总部";

/// What jieba cuts as one word with some posts: 部长职务.
const OFFICE: &str = "职务";

/// China where one character stands for it: 在华.
const CHINA: char = '华';

/// China, if the page names it and 在 in front of 华 leads there, in the same word or as the chunk before. Behind 访 and the like
/// 华 is a name.
fn china_behind(page: Page<'_>, led: &str, span: Span, chunks: &[Chunk]) -> Option<Name> {
    let before = chunks.last().filter(|before| before.word().is_some() && before.span.end == span.start);
    let led = match led {
        "" => page.text(before?.span),
        led => led,
    };
    let country = EntityKind::Country;
    let china = || page.resolution.find(&EntityId::new(country, HOME));
    if led == "在" { Some(Name { entity: china()?, kind: country }) } else { None }
}

/// Whether words are written with a character. Most are ideographs, and most others the marks between them.
fn is_of_word(c: char) -> bool {
    match c {
        '\u{4e00}'..='\u{9fff}' => true,
        '，' | '。' | '、' | '“' | '”' => false,
        _ => c.is_alphanumeric(),
    }
}
