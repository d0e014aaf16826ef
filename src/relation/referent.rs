//! Words that point back to what the document has named: 此次峰会, 研讨班, 该公司, 双方, 她.

use super::Page;
use super::antecedent::{Antecedents, Named, distinct, names_firm, only};
use super::chunk::{Chunk, Name, Sort, Word};
use crate::document::Tag;
use crate::entity::is_somewhere;
use crate::ontology::{Acts, EntityKind, Head, Roles};
use crate::text::Span;

impl Antecedents<'_> {
    /// Turns the words of a row that point back into names.
    pub fn resolve(&self, sentence: usize, chunks: &mut Vec<Chunk>) {
        if self.named.is_empty() {
            return;
        }
        // How far from the end 其 stands for the work that money is lent for; the names that it may stand for come first.
        let mut borrowers: Vec<usize> = Vec::new();
        for index in (0..chunks.len()).rev() {
            let Some(pointer) = Pointer::new(self, sentence, chunks, index) else { continue };
            let word = pointer.word;
            if pointer.is_other_side() {
                self.resolve_other_side(sentence, index, chunks);
            } else if word.acts.has(Acts::BOTH.and(Acts::PRONOUN)) {
                self.resolve_pronoun(sentence, index, chunks);
            } else if pointer.is_list_before() {
                resolve_countries(index, chunks);
            } else if pointer.is_borrower() {
                borrowers.push(chunks.len() - index);
            } else if pointer.is_invitation() {
                // 应|老挝总理|邀请: whose wish it is, and no plan.
                chunks[index].sort = Sort::Word(Word { acts: Acts::FROM, ..word });
            } else if let Some(name) = pointer.name() {
                chunks[index].sort = Sort::Name(name);
            }
        }
        for from_end in borrowers {
            let index = chunks.len() - from_end;
            if let Some(work) = self.borrowing_work(sentence, chunks, index) {
                chunks[index].sort = Sort::Name(work);
            }
        }
    }

    /// The work that 其 at `index` stands for, for which money is lent.
    fn borrowing_work(&self, sentence: usize, chunks: &[Chunk], index: usize) -> Option<Name> {
        let before = &chunks[..index];
        let is_noun = |chunk: &Chunk| {
            let text = self.page.text(chunk.span);
            self.page.ontology.lexicon.head(text).is_some_and(|(length, _)| length == text.len())
        };
        // 该港坐落于云岭自贸区内，…为其提供贷款: what the sentence begins with, if that is known.
        let is_pointed = before.first().is_some_and(|first| first.has(Acts::THIS));
        if is_pointed && before.get(1).is_some_and(|next| is_noun(next) || next.name().is_some()) {
            return leading_work(before);
        }
        let works = before.iter().filter_map(Chunk::name).filter(|name| name.kind == EntityKind::Project);
        only(works).or_else(|| self.work_near(sentence, chunks[index].span.start, |_| true))
    }

    /// 双方, 两国: the two that were named last; 她: the one person of the sentence before.
    fn resolve_pronoun(&self, sentence: usize, index: usize, chunks: &mut Vec<Chunk>) {
        let chunk = chunks[index];
        if !is_subject(chunks, index) {
            return;
        }
        if chunk.has(Acts::PRONOUN) {
            let before = self.distinct(sentence, |kind| kind == EntityKind::Person);
            if let [name] = before[..] {
                chunks[index].sort = Sort::Name(name);
            }
            return;
        }
        let is_side = |kind| match self.page.text(chunk.span).ends_with('国') {
            true => kind == EntityKind::Country,
            false => matches!(kind, EntityKind::Country | EntityKind::Organization),
        };
        let here = distinct(self.in_front(sentence, chunk.span.start), is_side);
        let sides = if here.is_empty() { self.distinct(sentence, is_side) } else { here };
        let [first, second] = sides[..] else { return };
        if first.kind == second.kind {
            let name = |name| Chunk { sort: Sort::Name(name), ..chunk };
            chunks.splice(index..=index, [name(first), Chunk { sort: Sort::Mark('、'), ..chunk }, name(second)]);
        }
    }

    /// 与其|会谈: the one person of the clauses before, or else of the sentence before.
    fn resolve_other_side(&self, sentence: usize, index: usize, chunks: &mut Vec<Chunk>) {
        let chunk = chunks[index];
        let Some(word) = chunk.word() else { return };
        let clause = (0..index).rev().find(|&at| chunks[at].is_boundary()).unwrap_or(0);
        let people = || chunks[..clause].iter().filter_map(Chunk::name).filter(|name| name.kind == EntityKind::Person);
        let name = match people().next() {
            Some(_) => only(people()),
            None => only(self.distinct(sentence, |kind| kind == EntityKind::Person).into_iter()),
        };
        let Some(name) = name else { return };
        let pronoun = chunk.span.end - ITS.len();
        if pronoun > chunk.span.start {
            chunks[index].span.end = pronoun;
            chunks[index].sort = Sort::Word(Word { acts: Acts::WITH, ..word });
            chunks.insert(index + 1, Chunk { span: Span::new(pronoun, chunk.span.end), sort: Sort::Name(name) });
        } else {
            chunks[index].sort = Sort::Name(name);
        }
    }
}

/// A word that may point back, and where it stands.
struct Pointer<'p, 'a> {
    antecedents: &'p Antecedents<'a>,
    page: Page<'a>,
    sentence: usize,
    chunks: &'p [Chunk],
    index: usize,
    word: Word,
    text: &'a str,
    /// Its first byte.
    start: usize,
}

impl<'p, 'a> Pointer<'p, 'a> {
    /// The word at `index`, if a word stands there.
    fn new(antecedents: &'p Antecedents<'a>, sentence: usize, chunks: &'p [Chunk], index: usize) -> Option<Self> {
        let (chunk, page) = (chunks[index], antecedents.page);
        let (text, start) = (page.text(chunk.span), chunk.span.start);
        Some(Pointer { antecedents, page, sentence, chunks, index, word: chunk.word()?, text, start })
    }

    /// What it stands for: each sort of word that points back is asked in turn.
    fn name(&self) -> Option<Name> {
        if self.word.acts.has(Acts::FIRST.and(Acts::SECOND)) {
            return self.one_of_two();
        }
        (self.owner())
            .or_else(|| self.country())
            .or_else(|| self.body())
            .or_else(|| self.by_part())
            .or_else(|| self.firm())
            .or_else(|| self.body_by_end())
            .or_else(|| self.by_head())
    }

    /// The chunk in front.
    fn before(&self) -> Option<&'p Chunk> {
        self.index.checked_sub(1).map(|before| &self.chunks[before])
    }

    /// The chunks behind.
    fn behind(&self) -> &'p [Chunk] {
        self.chunks.get(self.index + 1..).unwrap_or_default()
    }

    /// The chunks behind, as far as the clause goes.
    fn clause_behind(&self) -> impl Iterator<Item = &'p Chunk> {
        self.behind().iter().take_while(|chunk| !chunk.is_boundary())
    }

    /// Whether a word in front points to it: 该|机构.
    fn is_pointed_at(&self) -> bool {
        self.before().is_some_and(|before| before.has(Acts::THIS))
    }

    /// Whether it stands where a subject does.
    fn is_subject(&self) -> bool {
        is_subject(self.chunks, self.index)
    }

    /// Whether it opens a clause.
    fn opens_clause(&self) -> bool {
        self.before().is_none_or(Chunk::is_boundary)
    }

    /// 前者, 后者: of the two organizations in front.
    fn one_of_two(&self) -> Option<Name> {
        let here = self.antecedents.in_front(self.sentence, self.start);
        let [one, other] = distinct(here, |kind| kind == EntityKind::Organization)[..] else { return None };
        Some(if self.word.acts.has(Acts::FIRST) { one } else { other })
    }

    /// 都是|其|成员国: of the last organization of countries. 其|全资子公司|岚海科技, 其|第二|大|股东: of the firm.
    fn owner(&self) -> Option<Name> {
        if self.text != ITS {
            return None;
        }
        let next = self.behind().first();
        if next.is_some_and(|next| next.has(Acts::MEMBER))
            && let Some(bloc) = self.antecedents.bloc_before(self.start)
        {
            return Some(bloc);
        }
        let owns = next.is_some_and(|next| next.has(Acts::BELONG));
        let is_held = || self.clause_behind().take(MOST_RANK).any(|next| next.has(Acts::HOLDER));
        if owns || is_held() { self.antecedents.owner_near(self.sentence, self.start) } else { None }
    }

    /// 该国, 该|国, 这个|内陆|国家: the country that was named.
    fn country(&self) -> Option<Name> {
        let is_meant = match self.text {
            "该国" => true,
            "国" => self.before().is_some_and(|before| self.page.text(before.span) == "该"),
            "国家" => self.is_counted(),
            _ => false,
        };
        if is_meant { self.antecedents.state_near(self.sentence, self.start) } else { None }
    }

    /// 该|机构|首席经济学家: the organization that was named last, in this sentence or the one before. 该|组织|成员国: the last
    /// organization of countries.
    fn body(&self) -> Option<Name> {
        match self.text {
            "机构" if self.is_pointed_at() => self.antecedents.body_before(self.sentence, self.start),
            "组织" if self.is_pointed_at() => self.antecedents.bloc_before(self.start),
            _ => None,
        }
    }

    /// What a part of it, or what it is called besides, stands for: 开幕式, 航站楼, 小说.
    fn by_part(&self) -> Option<Name> {
        let antecedents = self.antecedents;
        let is_done = || self.behind().first().is_some_and(|next| next.has(Acts::AGENT));
        // 开幕式|11月9日在岚海举行
        if self.word.acts.has(Acts::CEREMONY)
            && self.is_subject()
            && let Some(event) = antecedents.event_before(self.start)
        {
            return Some(event);
        }
        if self.index == 0
            && self.text == LINE
            && self.is_subject()
            && let Some(line) = antecedents.line_before(self.start)
        {
            return Some(line);
        }
        // 航站楼|由岚海建工|施工: what is a part of the only work near by.
        if self.word.acts.has(Acts::PART)
            && self.is_subject()
            && is_done()
            && let Some(work) = antecedents.work_near(self.sentence, self.start, |_| true)
        {
            return Some(work);
        }
        // 小说|由岚海出版社|出版, 该|文件|由…
        let is_told_of = || self.is_subject() || is_pointed_to(self.chunks, self.index);
        if self.word.acts.has(Acts::BOOK) && is_told_of() && is_done() {
            return antecedents.only_near(self.sentence, self.start, |name| name.kind == EntityKind::Document);
        }
        None
    }

    /// The firm that 公司, 这家企业 or 产品 stands for: the only one named near it, or else that of the document.
    fn firm(&self) -> Option<Name> {
        let (antecedents, chunks, index) = (self.antecedents, self.chunks, self.index);
        let trades = || self.clause_behind().any(|chunk| chunk.has(TRADE));
        let is_noun = self.word.tag == Tag::Noun && self.word.acts.is_empty();
        let is_firm = self.text == FIRM && (index > 0 && self.is_subject() || describes_goods(chunks, index));
        if is_firm || self.word.acts.has(Acts::GOODS) && self.is_subject() && trades() {
            return self.only_firm().or(antecedents.firm).or_else(|| antecedents.topic_before(self.sentence));
        }
        let is_meant = match self.word.acts.has(Acts::FIRM) {
            true => self.is_counted() || self.is_pointed_at(),
            // 果干|出口到日本; 果干|除供应本地，还销往日本: of the only firm near by.
            false => is_noun && self.is_subject() && exports(self.behind()),
        };
        if is_meant { self.only_firm() } else { None }
    }

    /// 岚海能源总经理表示，产品将销往日本: the only firm of the sentence, if that begins with it, or else of it and those before.
    fn only_firm(&self) -> Option<Name> {
        let (page, antecedents) = (self.page, self.antecedents);
        let is_firm = |name: &Name| names_firm(page, *name);
        let opening = page.document.sentences[self.sentence].span.start;
        let mut here = antecedents.in_front(self.sentence, self.start);
        let opens = |named: &&Named<'_>| {
            !page.document.simplified[opening..named.span.start].contains(char::is_alphanumeric)
                && names_firm(page, named.name)
        };
        let first = here.next().filter(opens).map(|named| named.name);
        let own =
            first.filter(|first| here.map(|named| named.name).filter(is_firm).all(|firm| firm.entity == first.entity));
        own.or_else(|| antecedents.only_near(self.sentence, self.start, |name| names_firm(page, name)))
    }

    /// 该行, 该校: the last organization, of this sentence and those right before, that ends in the character behind 该, or is a school.
    fn body_by_end(&self) -> Option<Name> {
        let last = match self.text.strip_prefix('该') {
            Some(last) => last,
            None if self.before().is_some_and(|before| self.page.text(before.span) == "该") => self.text,
            None => return None,
        };
        if last.chars().count() != 1 || !BODIES.contains(last) {
            return None;
        }
        let ends = |name: &str| name.ends_with(last) || last == "校" && SCHOOLS.iter().any(|end| name.ends_with(end));
        let is_meant = |named: &&Named<'_>| named.name.kind == EntityKind::Organization && ends(named.text);
        self.antecedents.back_to(self.sentence, self.start, MOST_BACK).find(is_meant).map(|named| named.name)
    }

    /// What a noun stands for that is a last word of names: 峰会, 该公司, 这条铁路, 项目.
    fn by_head(&self) -> Option<Name> {
        let (page, lexicon) = (self.page, &self.page.ontology.lexicon);
        let ends_head = self.text.chars().next_back().is_some_and(|last| lexicon.ends_heads(last));
        if !self.word.acts.without(Acts::SORT).is_empty() || !ends_head || self.word.roles.has(NO_NOUN) {
            return None;
        }
        // 新机场, 分论坛
        let text = self.text.strip_prefix(['分', '主']).filter(|rest| rest.chars().count() > 1).unwrap_or(self.text);
        let text = text.strip_prefix('新').filter(|rest| rest.chars().count() > 1).unwrap_or(text);
        let (length, head) = lexicon.head(text)?;
        if length != text.len() {
            return None;
        }
        // 项目由中国路桥承建, 大桥已于去年通车, 新机场投运: the only work that this sentence and those before name.
        if !self.is_pointed_at() && (self.is_subject() || is_measured(self.chunks, self.index)) {
            let is_alike = |work: Name| {
                let label = page.resolution.entities[work.entity].label.as_str();
                lexicon.head(label).is_some_and(|(_, found)| is_same_sort(text, head, found))
            };
            if let Some(work) = self.antecedents.work_near(self.sentence, self.start, is_alike) {
                return Some(work);
            }
        }
        match head.kind {
            EntityKind::Event => self.event_by_head(text, head),
            EntityKind::Organization => self.organization_by_head(text, head),
            EntityKind::Project => self.work_by_head(text, head),
            _ => None,
        }
    }

    /// The event that 峰会 or 此次会议 stands for.
    fn event_by_head(&self, text: &str, head: &Head) -> Option<Name> {
        let lexicon = &self.page.ontology.lexicon;
        // 在论坛|上, 在论坛|主旨发言中
        let is_within = self.before().is_some_and(|before| before.has(Acts::IN))
            && self.behind().first().is_some_and(|next| {
                next.has(Acts::ADDRESS) || next.word().is_some_and(|word| word.tag == Tag::Position)
            });
        let is_free = || self.opens_clause() || self.before().is_some_and(|before| before.has(Acts::ATTEND));
        let is_telling = text.chars().count() > 2;
        if !(self.is_pointed_at() || is_within || is_free() || is_telling || self.is_counted()) {
            return None;
        }
        // 展览 of “文明之光”特展, whose name says not what it is.
        let is_untold = |named: &Named<'_>| {
            let is_event = |(_, head): (usize, &Head)| head.kind == EntityKind::Event;
            self.page.are_together(named.sentence, self.sentence)
                && head.is_show()
                && !lexicon.head(named.text).is_some_and(is_event)
        };
        let ends_alike = |name: &str| name.ends_with(text) || text == "会议" && name.ends_with('会');
        let earlier = self.antecedents.before(self.start).take(MOST_NAMES);
        let mut events = earlier.filter(|named| named.name.kind == EntityKind::Event);
        events.find(|named| ends_alike(named.text) || is_untold(named)).map(|named| named.name)
    }

    /// The organization that 该公司, 这家公司 or 公司 stands for.
    fn organization_by_head(&self, text: &str, head: &Head) -> Option<Name> {
        let is_body = |named: &&Named<'_>| named.name.kind == EntityKind::Organization;
        if self.is_pointed_at() || self.is_counted() {
            let fits = |named: &&Named<'_>| self.is_alike(text, head, named.text) || named.text.ends_with(text);
            let mut earlier = self.antecedents.before(self.start).take(MOST_NAMES).filter(is_body);
            return earlier.find(fits).map(|named| named.name);
        }
        if self.is_led() {
            return self.only_led(head, |named| named.text.ends_with(text));
        }
        // 公司还在老挝设厂: what the sentence before is about, if that names no other of the kind.
        if self.index == 0 && self.is_subject() {
            let named = self.antecedents.distinct(self.sentence, |kind| kind == head.kind);
            let [name] = named[..] else { return self.antecedents.firm.filter(|_| text == FIRM) };
            let label = self.page.resolution.entities[name.entity].label.as_str();
            return self.is_alike(text, head, label).then_some(name);
        }
        None
    }

    /// The work that 该项目 or 这条铁路 stands for: the last one, if the paragraph names one of the sort.
    fn work_by_head(&self, text: &str, head: &Head) -> Option<Name> {
        let is_pointed_at = self.is_pointed_at();
        if !is_pointed_at && self.is_led() {
            return self.only_led(head, |named| self.is_alike(text, head, named.text));
        }
        if !is_pointed_at && !self.is_counted() {
            return None;
        }
        let here = |named: &&Named<'_>| self.page.are_together(named.sentence, self.sentence);
        let fits = |named: &&Named<'_>| {
            named.name.kind == EntityKind::Project
                && (self.is_alike(text, head, named.text) || named.text.ends_with(text))
        };
        let mut earlier = self.antecedents.before(self.start).take(MOST_NAMES).take_while(here);
        earlier.find(fits).map(|named| named.name)
    }

    /// Whether something is done for it, or somebody joins it: 为|大桥|提供贷款, 加入|联盟.
    fn is_led(&self) -> bool {
        self.before().is_some_and(|before| before.has(Acts::TOWARDS.and(Acts::JOIN)))
    }

    /// The only name of a head's kind that the sentence and the one before name, of those that fit.
    fn only_led(&self, head: &Head, fits: impl Fn(&Named<'_>) -> bool) -> Option<Name> {
        let near = self.antecedents.back_to(self.sentence, self.start, 1).take(MOST_NAMES);
        only(near.filter(|named| named.name.kind == head.kind && fits(named)).map(|named| named.name))
    }

    /// Whether a name is of the sort that a word with a head stands for.
    fn is_alike(&self, text: &str, head: &Head, name: &str) -> bool {
        self.page.ontology.lexicon.head(name).is_some_and(|(_, found)| is_same_sort(text, head, found))
    }

    /// Whether it says with whom somebody meets who was named before: 与其|举行会谈, 同|他|会面.
    fn is_other_side(&self) -> bool {
        let is_led = || self.before().is_some_and(|before| before.has(Acts::WITH));
        let is_pronoun = match self.text {
            "与其" | "同其" => true,
            text => (text == ITS || self.word.acts.has(Acts::PRONOUN)) && is_led(),
        };
        is_pronoun && self.clause_behind().take(LONGEST_MEETING).any(|chunk| chunk.has(Acts::MEET))
    }

    /// Whether it leads to who invites somebody: 应|老挝总理|邀请.
    fn is_invitation(&self) -> bool {
        let invites = |chunk: &Chunk| self.page.text(chunk.span) == "邀请";
        self.text == "应" && self.clause_behind().take(LONGEST_CLAUSE).any(invites)
    }

    /// Whether it stands for the countries of a list in front: 上述|国家.
    fn is_list_before(&self) -> bool {
        self.text == "国家" && self.before().is_some_and(|before| self.page.text(before.span) == "上述")
    }

    /// Whether 其 is what money is lent for: 为|其|提供贷款.
    fn is_borrower(&self) -> bool {
        self.text == ITS
            && self.before().is_some_and(|before| before.has(Acts::TOWARDS))
            && self.clause_behind().any(|chunk| chunk.has(Acts::LOAN.and(Acts::FINANCE)))
    }

    /// Whether 这条 or 该座 points to it: the word in front counts it, or that in front of what describes it.
    fn is_counted(&self) -> bool {
        is_counted(self.page, self.chunks, self.index)
    }
}

/// 上述国家: the countries that the clauses before name.
fn resolve_countries(index: usize, chunks: &mut Vec<Chunk>) {
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

/// Whether a word opens a clause behind what points to it: 该|文件.
fn is_pointed_to(chunks: &[Chunk], index: usize) -> bool {
    let this = index.checked_sub(1).filter(|&this| chunks[this].has(Acts::THIS));
    this.is_some_and(|this| this.checked_sub(1).is_none_or(|before| chunks[before].is_boundary()))
}

/// The work that some chunks begin with: 该|港坐落于…自贸区内.
fn leading_work(chunks: &[Chunk]) -> Option<Name> {
    let first = chunks.iter().position(|chunk| !chunk.has(Acts::THIS))?;
    chunks[first].name().filter(|name| name.kind == EntityKind::Project)
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

/// Whether a word with one head can stand for a name with another: 铁路 for 中老铁路, 项目 or 工程 for any work that is somewhere.
fn is_same_sort(text: &str, head: &Head, found: &Head) -> bool {
    let is_any_work = || matches!(text, "项目" | "工程") && is_somewhere(&found.class);
    found.class == head.class || is_any_work()
}

/// How many sentences back 该行 or 该校 may be named.
const MOST_BACK: usize = 3;

/// Words of these roles point to nothing.
const NO_NOUN: Roles = Roles::SPEECH.and(Roles::PERSON_VERB);
