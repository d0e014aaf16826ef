//! Words that point back to what the document has named: 此次峰会, 研讨班, 该公司, 双方, 她.

use super::Page;
use super::antecedent::{Antecedents, Named, distinct, names_firm};
use super::chunk::{Chunk, Name, Sort, Word};
use crate::document::Tag;
use crate::entity::is_somewhere;
use crate::ontology::{Acts, EntityKind, Head, Roles};
use crate::text::Span;

impl Antecedents<'_> {
    /// Turns the words of a row that point back into names.
    pub fn resolve(&self, page: Page<'_>, sentence: usize, chunks: &mut Vec<Chunk>) {
        if self.named.is_empty() {
            return;
        }
        // How far from the end 其 stands for the work that money is lent for; the names that it may stand for come first.
        let mut borrowers: Vec<usize> = Vec::new();
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
            if is_its(page, &chunks[index])
                && chunks.get(index + 1).is_some_and(|next| next.has(Acts::MEMBER))
                && let Some(bloc) = self.bloc_before(page, chunks[index].span.start)
            {
                chunks[index].sort = Sort::Name(bloc);
                continue;
            }
            if is_that_country(page, chunks, index)
                && let Some(country) = self.state_near(page, sentence, chunks[index].span.start)
            {
                chunks[index].sort = Sort::Name(country);
                continue;
            }
            if word.acts.has(Acts::FIRST.and(Acts::SECOND)) {
                let start = chunks[index].span.start;
                let here = self.in_sentence(sentence).iter().filter(|named| named.start < start);
                if let [one, other] = distinct(here, |kind| kind == EntityKind::Organization)[..] {
                    chunks[index].sort = Sort::Name(if word.acts.has(Acts::FIRST) { one } else { other });
                }
                continue;
            }
            // 该|机构|首席经济学家: the organization that was named last, in this sentence or the one before.
            if page.text(chunks[index].span) == BODY
                && index.checked_sub(1).is_some_and(|before| chunks[before].has(Acts::THIS))
                && let Some(body) = self.body_before(page, sentence, chunks[index].span.start)
            {
                chunks[index].sort = Sort::Name(body);
                continue;
            }
            // 该|组织|成员国: of the last organization of countries.
            if page.text(chunks[index].span) == "组织"
                && index.checked_sub(1).is_some_and(|before| chunks[before].has(Acts::THIS))
                && let Some(bloc) = self.bloc_before(page, chunks[index].span.start)
            {
                chunks[index].sort = Sort::Name(bloc);
                continue;
            }
            if is_list_before(page, chunks, index) {
                self.resolve_countries(index, chunks);
                continue;
            }
            if is_borrower(page, chunks, index) {
                borrowers.push(chunks.len() - index);
                continue;
            }
            // 应|老挝总理|邀请: whose wish it is, and no plan.
            if is_invitation(page, chunks, index) {
                chunks[index].sort = Sort::Word(Word { acts: Acts::FROM, ..word });
                continue;
            }
            // 其|全资子公司|岚海科技
            // 其|第二|大|股东
            let is_holder = || {
                let mut behind = chunks[index + 1..].iter().take(MOST_RANK).take_while(|next| !next.is_boundary());
                behind.any(|next| next.has(Acts::HOLDER))
            };
            if is_its(page, &chunks[index])
                && (chunks.get(index + 1).is_some_and(|next| next.has(Acts::BELONG)) || is_holder())
                && let Some(firm) = self.owner_near(page, sentence, chunks[index].span.start)
            {
                chunks[index].sort = Sort::Name(firm);
                continue;
            }
            // 开幕式|11月9日在岚海举行
            if word.acts.has(Acts::CEREMONY)
                && is_subject(chunks, index)
                && let Some(event) = self.event_before(chunks[index].span.start)
            {
                chunks[index].sort = Sort::Name(event);
                continue;
            }
            if index == 0
                && page.text(chunks[index].span) == LINE
                && is_subject(chunks, index)
                && let Some(line) = self.line_before(page, chunks[index].span.start)
            {
                chunks[index].sort = Sort::Name(line);
                continue;
            }
            // 航站楼|由岚海建工|施工: what is a part of the only work near by.
            if chunks[index].has(Acts::PART)
                && is_subject(chunks, index)
                && chunks[index + 1].has(Acts::AGENT)
                && let Some(work) = self.work_near(page, sentence, chunks[index].span.start, |_| true)
            {
                chunks[index].sort = Sort::Name(work);
                continue;
            }
            // 小说|由岚海出版社|出版
            if chunks[index].has(Acts::BOOK)
                && (is_subject(chunks, index) || is_pointed_to(chunks, index))
                && chunks.get(index + 1).is_some_and(|next| next.has(Acts::AGENT))
                && let Some(work) =
                    self.only_near(page, sentence, chunks[index].span.start, |name| name.kind == EntityKind::Document)
            {
                chunks[index].sort = Sort::Name(work);
                continue;
            }
            if let Some(firm) = self.firm_near(page, sentence, chunks, index) {
                chunks[index].sort = Sort::Name(firm);
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
        for from_end in borrowers {
            let index = chunks.len() - from_end;
            let start = chunks[index].span.start;
            let before = &chunks[..index];
            // 该港坐落于云岭自贸区内，…为其提供贷款: what the sentence begins with, if that is known.
            let is_noun = |chunk: &Chunk| {
                let text = page.text(chunk.span);
                page.ontology.lexicon.head(text).is_some_and(|(length, _)| length == text.len())
            };
            let is_pointed = before.first().is_some_and(|first| first.has(Acts::THIS));
            let work = match is_pointed && before.get(1).is_some_and(|next| is_noun(next) || next.name().is_some()) {
                true => leading_work(before),
                false => only_work(before).or_else(|| self.work_near(page, sentence, start, |_| true)),
            };
            if let Some(work) = work {
                chunks[index].sort = Sort::Name(work);
            }
        }
    }

    /// 该行, 该校: the last organization, of this sentence and those right before, that ends in the character behind 该, or is a school.
    fn body_of(&self, page: Page<'_>, sentence: usize, chunks: &[Chunk], index: usize) -> Option<Name> {
        let chunk = chunks[index];
        let text = page.text(chunk.span);
        let last = match text.strip_prefix('该') {
            Some(last) => last,
            None => text.chars().nth(1).is_none().then_some(text).filter(|_| {
                let before = index.checked_sub(1).map(|before| page.text(chunks[before].span));
                before == Some("该")
            })?,
        };
        if last.chars().count() != 1 || !BODIES.contains(last) {
            return None;
        }
        let ends = |name: &str| name.ends_with(last) || last == "校" && SCHOOLS.iter().any(|end| name.ends_with(end));
        let sentences = &page.document.sentences;
        let here = |named: &&Named<'_>| {
            named.sentence + MOST_BACK >= sentence && sentences[named.sentence].block == sentences[sentence].block
        };
        let mut bodies = self
            .before(chunk.span.start)
            .take_while(here)
            .filter(|named| named.name.kind == EntityKind::Organization && ends(named.text));
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
        let is_side = |kind| match page.text(chunk.span).ends_with('国') {
            true => kind == EntityKind::Country,
            false => matches!(kind, EntityKind::Country | EntityKind::Organization),
        };
        let here = self.in_sentence(sentence).iter().filter(|named| named.start < chunk.span.start);
        let here = distinct(here, is_side);
        let sides = if here.is_empty() { self.distinct(page, sentence, is_side) } else { here };
        let [first, second] = sides[..] else { return };
        if first.kind == second.kind {
            let name = |name| Chunk { sort: Sort::Name(name), ..chunk };
            chunks.splice(index..=index, [name(first), Chunk { sort: Sort::Mark('、'), ..chunk }, name(second)]);
        }
    }

    /// 上述国家: the countries that the clauses before name.
    fn resolve_countries(&self, index: usize, chunks: &mut Vec<Chunk>) {
        let chunk = chunks[index];
        let clause = (0..index).rev().find(|&at| chunks[at].is_boundary()).unwrap_or(0);
        let countries = chunks[..clause].iter().filter_map(Chunk::name).filter(|name| name.kind == EntityKind::Country);
        let mut list: Vec<Chunk> = Vec::new();
        for name in countries {
            let is_new = !list.iter().filter_map(Chunk::name).any(|other| other.entity == name.entity);
            if is_new {
                list.extend((!list.is_empty()).then_some(Chunk { sort: Sort::Mark('、'), ..chunk }));
                list.push(Chunk { sort: Sort::Name(name), ..chunk });
            }
        }
        // One of them is hardly what is meant.
        if list.len() > 1 {
            chunks.splice(index..=index, list);
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
        let pronoun = chunk.span.end - ITS.len();
        if pronoun > chunk.span.start {
            chunks[index].span.end = pronoun;
            chunks[index].sort = Sort::Word(Word { acts: Acts::WITH, ..word });
            chunks.insert(index + 1, Chunk { span: Span::new(pronoun, chunk.span.end), sort: Sort::Name(name) });
        } else {
            chunks[index].sort = Sort::Name(name);
        }
    }

    /// The firm that 公司, 这家企业 or 产品 stands for: the only one named near it, or else that of the document.
    fn firm_near(&self, page: Page<'_>, sentence: usize, chunks: &[Chunk], index: usize) -> Option<Name> {
        let start = chunks[index].span.start;
        // 岚海能源总经理表示，产品将销往日本: the only firm of the sentence, if that begins with it, or else of it and those before.
        let here = self.in_sentence(sentence).iter().filter(|named| named.start < start);
        let opening = page.document.sentences[sentence].span.start;
        let opens = |named: &&Named<'_>| {
            !page.document.simplified[opening..named.start].contains(char::is_alphanumeric)
                && names_firm(page, named.name)
        };
        let first = here.clone().next().filter(opens).map(|named| named.name);
        let is_other = |name: Name| names_firm(page, name) && first.is_some_and(|first| first.entity != name.entity);
        let own = first.filter(|_| !here.into_iter().any(|named| is_other(named.name)));
        let near = || own.or_else(|| self.only_near(page, sentence, start, |name| names_firm(page, name)));
        let topic = || self.topic_before(page, sentence);
        let behind = chunks.get(index + 1..).unwrap_or_default();
        let trades = |acts: Acts| behind.iter().take_while(|chunk| !chunk.is_boundary()).any(|chunk| chunk.has(acts));
        match page.text(chunks[index].span) {
            FIRM if index > 0 && is_subject(chunks, index) || describes_goods(chunks, index) => {
                near().or(self.firm).or_else(topic)
            }
            _ if chunks[index].has(Acts::GOODS) && is_subject(chunks, index) && trades(TRADE) => {
                near().or(self.firm).or_else(topic)
            }
            _ if chunks[index].has(Acts::FIRM) => {
                let points = is_counted(page, chunks, index) || index > 0 && chunks[index - 1].has(Acts::THIS);
                if points { near() } else { None }
            }
            // 果干|出口到日本; 果干|除供应本地，还销往日本: of the only firm near by.
            _ if chunks[index].word().is_some_and(|word| word.tag == Tag::Noun && word.acts.is_empty())
                && is_subject(chunks, index)
                && exports(behind) =>
            {
                near()
            }
            _ => None,
        }
    }

    fn antecedent(&self, page: Page<'_>, sentence: usize, chunks: &[Chunk], index: usize) -> Option<Name> {
        let chunk = chunks[index];
        let text = page.text(chunk.span);
        // 新机场, 分论坛
        let text = text.strip_prefix(['分', '主']).filter(|rest| rest.chars().count() > 1).unwrap_or(text);
        let text = text.strip_prefix('新').filter(|rest| rest.chars().count() > 1).unwrap_or(text);
        let (length, head) = page.ontology.lexicon.head(text)?;
        if length != text.len() {
            return None;
        }
        let before = index.checked_sub(1).map(|before| &chunks[before]);
        let points = before.is_some_and(|before| before.has(Acts::THIS));
        // 在论坛|上, 在论坛|主旨发言中
        let is_within = before.is_some_and(|before| before.has(Acts::IN))
            && chunks.get(index + 1).is_some_and(|next| {
                next.has(Acts::ADDRESS) || next.word().is_some_and(|word| word.tag == Tag::Position)
            });
        let is_free = is_within || before.is_none_or(|before| before.is_boundary() || before.has(Acts::ATTEND));
        let is_telling = text.chars().count() > 2;
        let mut earlier = self.before(chunk.span.start).take(MOST_NAMES);
        let is_alike = |kind: EntityKind, name: &str| {
            let found = page.ontology.lexicon.head(name).map(|(_, head)| head);
            kind == head.kind && found.is_some_and(|found| found.class == head.class || is_any_work(text, &found.class))
        };
        // 项目由中国路桥承建, 大桥已于去年通车, 新机场投运: the only work that this sentence and those before name.
        if !points && (is_subject(chunks, index) || is_measured(chunks, index)) {
            let work = self.work_near(page, sentence, chunk.span.start, |work| {
                let label = page.resolution.entities[work.entity].label.as_str();
                let found = page.ontology.lexicon.head(label).map(|(_, head)| head.class.as_str());
                found.is_some_and(|found| found == head.class || is_any_work(text, found))
            });
            if work.is_some() {
                return work;
            }
        }
        match head.kind {
            EntityKind::Event if points || is_free || is_telling || is_counted(page, chunks, index) => {
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
                let ends_so =
                    |named: &Named<'_>| named.name.kind == EntityKind::Organization && named.text.ends_with(text);
                earlier.find(|named| is_alike(named.name.kind, named.text) || ends_so(named)).map(|named| named.name)
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
                works
                    .find(|named| is_alike(EntityKind::Project, named.text) || named.text.ends_with(text))
                    .map(|named| named.name)
            }
            // 公司还在老挝设厂: what the sentence before is about, if that names no other of the kind.
            EntityKind::Organization if index == 0 && is_subject(chunks, index) => {
                let named = self.distinct(page, sentence, |kind| kind == head.kind);
                let [name] = named[..] else { return self.firm.filter(|_| text == FIRM) };
                let label = page.resolution.entities[name.entity].label.as_str();
                is_alike(name.kind, label).then_some(name)
            }
            _ => None,
        }
    }
}

/// Whether a word stands where a subject does, and describes no noun: 双方|签署, 公司|将, but not 两国|元首.
fn is_subject(chunks: &[Chunk], index: usize) -> bool {
    // 新|机场
    let is_new = |at: &usize| {
        chunks[*at].span.len() == '新'.len_utf8() && chunks[*at].word().is_some_and(|word| word.tag == Tag::Adjective)
    };
    let first = index.checked_sub(1).filter(is_new).unwrap_or(index);
    let opens = first.checked_sub(1).is_none_or(|before| chunks[before].is_boundary());
    let is_verbal = |chunk: &Chunk| match chunk.sort {
        Sort::Time(_) => true,
        Sort::Word(word) => {
            word.acts.has(PREDICATES.and(Acts::ASIDE)) || matches!(word.tag, Tag::Verb | Tag::Adverb | Tag::Preposition)
        }
        _ => false,
    };
    opens && chunks.get(index + 1).is_some_and(is_verbal)
}

/// The most chunks from 其 to the word for a shareholder.
const MOST_RANK: usize = 3;

/// What any organization is called.
const BODY: &str = "机构";

/// The last characters of organizations that 该 points to: 该行.
const BODIES: &str = "行校院所局台报厂馆署社";

/// What 该校 may be.
const SCHOOLS: [&str; 4] = ["大学", "学院", "中学", "小学"];

/// What a firm is called besides.
const FIRM: &str = "公司";

/// Whether a word opens a clause that tells how large it is: 风电场|总投资, 大桥|全长.
fn is_measured(chunks: &[Chunk], index: usize) -> bool {
    let opens = index.checked_sub(1).is_none_or(|before| chunks[before].is_boundary());
    let is_noun = |chunk: &Chunk| {
        chunk.word().is_some_and(|word| matches!(word.tag, Tag::Noun | Tag::VerbalNoun | Tag::Adjective))
    };
    let counts = |chunk: &Chunk| chunk.word().is_some_and(|word| word.tag == Tag::Number || word.acts.has(Acts::REACH));
    let behind = chunks.get(index + 1..).unwrap_or_default();
    opens && behind.first().is_some_and(is_noun) && behind.iter().take(MOST_MODIFIERS + 1).any(counts)
}

/// Whether a word stands for a country that was named: 该国, 该|国.
fn is_that_country(page: Page<'_>, chunks: &[Chunk], index: usize) -> bool {
    let text = |at: usize| page.text(chunks[at].span);
    let is_short = text(index) == "国" && index.checked_sub(1).is_some_and(|before| text(before) == "该");
    // 这个|内陆|国家
    text(index) == "该国" || is_short || text(index) == "国家" && is_counted(page, chunks, index)
}

/// Whether the clause of what some chunks stand behind, or the next one, tells where goods are sold.
fn exports(behind: &[Chunk]) -> bool {
    let mut clauses = behind.split(Chunk::is_boundary).take(2);
    clauses.any(|clause| {
        let verb = clause.iter().position(|chunk| chunk.has(Acts::EXPORT));
        let is_country = |chunk: &Chunk| chunk.name().is_some_and(|name| name.kind == EntityKind::Country);
        verb.is_some_and(|verb| clause[verb..].iter().any(is_country) || clause[..verb].iter().any(is_country))
    })
}

/// What is done with goods.
const TRADE: Acts = Acts::EXPORT.and(Acts::SELL).and(Acts::ENTER);

/// Whether 公司 opens a clause and only tells whose goods are traded: 公司|的|芯片|出口.
fn describes_goods(chunks: &[Chunk], index: usize) -> bool {
    let opens = index.checked_sub(1).is_none_or(|before| chunks[before].is_boundary());
    let behind = chunks.get(index + 1..).unwrap_or_default();
    let is_described = behind.first().is_some_and(|next| next.has(Acts::OF));
    opens && is_described && behind.iter().take_while(|chunk| !chunk.is_boundary()).any(|chunk| chunk.has(TRADE))
}

/// What a road or railway is called besides.
const LINE: &str = "线路";

/// What stands for the name that was told of before, alone or at the end of 与其.
const ITS: &str = "其";

/// Whether a chunk stands for the name that was told of before: 其, but not 其他.
pub(super) fn is_its(page: Page<'_>, chunk: &Chunk) -> bool {
    page.text(chunk.span) == ITS
}

/// Whether a word says with whom somebody meets who was named before: 与其|举行会谈, 同|他|会面.
fn is_other_side(page: Page<'_>, chunks: &[Chunk], index: usize) -> bool {
    let chunk = &chunks[index];
    let text = page.text(chunk.span);
    let is_led = index.checked_sub(1).is_some_and(|before| chunks[before].has(Acts::WITH));
    let is_pronoun = is_led && (text == ITS || chunk.has(Acts::PRONOUN)) || matches!(text, "与其" | "同其");
    let behind = chunks.get(index + 1..).unwrap_or_default();
    is_pronoun
        && behind
            .iter()
            .take(LONGEST_MEETING)
            .take_while(|chunk| !chunk.is_boundary())
            .any(|chunk| chunk.has(Acts::MEET))
}

/// Whether a word opens a clause behind what points to it: 该|文件.
fn is_pointed_to(chunks: &[Chunk], index: usize) -> bool {
    let this = index.checked_sub(1).filter(|&this| chunks[this].has(Acts::THIS));
    this.is_some_and(|this| this.checked_sub(1).is_none_or(|before| chunks[before].is_boundary()))
}

/// Whether a word leads to who invites somebody: 应|老挝总理|邀请.
fn is_invitation(page: Page<'_>, chunks: &[Chunk], index: usize) -> bool {
    let text = |chunk: &Chunk| page.text(chunk.span);
    let behind = chunks.get(index + 1..).unwrap_or_default().iter().take(LONGEST_CLAUSE);
    text(&chunks[index]) == "应" && behind.take_while(|chunk| !chunk.is_boundary()).any(|chunk| text(chunk) == "邀请")
}

/// Whether a word stands for the countries of a list in front: 上述|国家.
fn is_list_before(page: Page<'_>, chunks: &[Chunk], index: usize) -> bool {
    let text = |at: usize| page.text(chunks[at].span);
    text(index) == "国家" && index.checked_sub(1).is_some_and(|before| text(before) == "上述")
}

/// Whether 其 is what money is lent for: 为|其|提供贷款.
fn is_borrower(page: Page<'_>, chunks: &[Chunk], index: usize) -> bool {
    let is_led = index.checked_sub(1).is_some_and(|before| chunks[before].has(Acts::TOWARDS));
    let behind = chunks.get(index + 1..).unwrap_or_default().iter().take_while(|chunk| !chunk.is_boundary());
    is_led && is_its(page, &chunks[index]) && behind.into_iter().any(|chunk| chunk.has(Acts::LOAN.and(Acts::FINANCE)))
}

/// The work that some chunks begin with: 该|港坐落于…自贸区内.
fn leading_work(chunks: &[Chunk]) -> Option<Name> {
    let first = chunks.iter().position(|chunk| !chunk.has(Acts::THIS))?;
    chunks[first].name().filter(|name| name.kind == EntityKind::Project)
}

/// The only work that some chunks name.
fn only_work(chunks: &[Chunk]) -> Option<Name> {
    let mut works = chunks.iter().filter_map(Chunk::name).filter(|name| name.kind == EntityKind::Project);
    let first = works.next()?;
    works.all(|other| other.entity == first.entity).then_some(first)
}

/// The most chunks from 与其 to the word that tells of a meeting: 与其|在|北京|举行|会谈.
const LONGEST_MEETING: usize = 4;

/// What may stand behind a subject.
const PREDICATES: Acts = Acts::PLAN.and(Acts::DENY).and(Acts::AGENT).and(Acts::IN).and(Acts::SAY);

/// The most chunks between 这条 and the noun that it points to, or between 应 and 邀请.
const LONGEST_CLAUSE: usize = 12;

/// Whether 这条 or 该座 points to the noun at `index`: the word in front counts it, or that in front of what describes it.
fn is_counted(page: Page<'_>, chunks: &[Chunk], index: usize) -> bool {
    let counts = |at: usize| {
        let is_single = page.text(chunks[at].span).chars().count() == 1;
        is_single && chunks[at].word().is_some_and(|word| word.acts.is_empty())
    };
    // 这|条, 这家
    let counted = |measure: usize| match chunks[measure].has(Acts::THIS) {
        true => page.text(chunks[measure].span).chars().nth(1).is_some(),
        false => counts(measure) && measure > 0 && chunks[measure - 1].has(Acts::THIS),
    };
    // 这|条|全长1035公里|的|铁路
    let is_described = index.checked_sub(1).is_some_and(|of| chunks[of].has(Acts::OF));
    // 这|条|标准轨|铁路
    let is_modifier = |at: &usize| {
        let chunk = &chunks[*at];
        chunk.word().is_some_and(|word| word.acts.is_empty() && matches!(word.tag, Tag::Noun | Tag::Adjective))
    };
    let modifiers = (0..index).rev().take_while(is_modifier).take(MOST_MODIFIERS).count();
    // 这|条|全长1035公里|的|标准轨|铁路
    let before = index - modifiers;
    let is_described = is_described || before.checked_sub(1).is_some_and(|of| chunks[of].has(Acts::OF));
    let first = index.saturating_sub(if is_described { LONGEST_CLAUSE } else { 1 + modifiers });
    let near = (first..index).rev().take_while(|&at| !chunks[at].is_boundary());
    near.into_iter().any(counted)
}

/// How many names back what 该公司 points to may stand.
const MOST_NAMES: usize = 300;

/// The most words that describe what 这条 points to, or that tell how large a work is.
const MOST_MODIFIERS: usize = 2;

/// Whether 项目 or 工程 can mean a work of some class.
fn is_any_work(text: &str, class: &str) -> bool {
    matches!(text, "项目" | "工程") && is_somewhere(class)
}

/// How many sentences back 该行 or 该校 may be named.
const MOST_BACK: usize = 3;

/// Words of these roles point to nothing.
const NO_NOUN: Roles = Roles::SPEECH.and(Roles::PERSON_VERB);

fn last_char(page: Page<'_>, chunk: Chunk) -> char {
    page.text(chunk.span).chars().next_back().unwrap_or(' ')
}
