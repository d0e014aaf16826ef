//! Words that point back to what the document has named: 此次峰会, 研讨班, 该公司, 双方, 她.

use super::antecedent::{Antecedents, INVITES, Named, ON_WISH, distinct, joined_pair, only};
use super::chunk::{Chunk, Name, Sort, Word};
use super::pointer::{ITS, LONGEST_CLAUSE, Pointer, is_subject};
use crate::ontology::{Acts, EntityKind};
use crate::text::Span;

impl Pointer<'_, '_> {
    /// Whether it leads to who invites somebody: 应|老挝总理|邀请.
    fn is_invitation(&self) -> bool {
        let invites = |chunk: &Chunk| self.page.text(chunk.span) == INVITES;
        self.text == ON_WISH && self.clause_behind().take(LONGEST_CLAUSE).any(invites)
    }

    /// Whether it stands for the countries of a list in front: 上述|国家.
    fn is_list_before(&self) -> bool {
        self.text == "国家" && self.before().is_some_and(|before| self.page.text(before.span) == "上述")
    }
}

impl Antecedents<'_> {
    /// Turns the words of a row that point back into names.
    pub fn resolve(&self, sentence: usize, chunks: &mut Vec<Chunk>) {
        if self.named.is_empty() {
            return;
        }
        // How far from the end 其 stands for the work that money is lent for; the names that it may stand for come first.
        let mut borrowers: Vec<usize> = Vec::new();
        for index in (0..chunks.len()).rev() {
            if self.resolve_visited(sentence, index, chunks) {
                continue;
            }
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
                // Who comes on a wish may have come: 应|老挝总理|邀请|来华访问.
                let invites = |chunk: &&mut Chunk| self.page.text(chunk.span) == INVITES;
                if let Some(wish) = chunks[index..].iter_mut().find(invites)
                    && let Some(word) = wish.word()
                {
                    wish.sort = Sort::Word(Word { acts: Acts::LET, ..word });
                }
            } else if let Some(name) = pointer.name() {
                let (is_there, is_within) = (pointer.is_section_there(), pointer.is_line_within());
                chunks[index].sort = Sort::Name(name);
                // 线路|老挝|段: where the section is, the line is not.
                if is_there {
                    chunks.remove(index - 1);
                }
                if is_within {
                    chunks.drain(index - 2..index);
                }
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

    /// 双方, 两国, 三方: the two or three that were named last; 她: the one person of the sentence before.
    fn resolve_pronoun(&self, sentence: usize, index: usize, chunks: &mut Vec<Chunk>) {
        let chunk = chunks[index];
        if !is_subject(chunks, index) {
            return;
        }
        if chunk.has(Acts::PRONOUN) {
            if let Some(name) = self.person_meant(sentence, index, chunks) {
                chunks[index].sort = Sort::Name(name);
            }
            return;
        }
        let is_side = |kind| match self.page.text(chunk.span) {
            text if text.ends_with('国') => kind == EntityKind::Country,
            // 两家, 两校
            text if text.starts_with('两') => kind == EntityKind::Organization,
            _ => matches!(kind, EntityKind::Country | EntityKind::Organization),
        };
        // 法国|白桦公司与青湖集团签约，|双方: the country only tells whose firm it is.
        let tells_home = |named: &&Named<'_>| {
            let is_firm = |next: &Named<'_>| next.name.kind == EntityKind::Organization;
            let next = self.in_sentence(named.sentence).iter().find(|next| next.span.start == named.span.end);
            named.name.kind == EntityKind::Country && next.is_some_and(is_firm)
        };
        let in_front = self.in_front(sentence, chunk.span.start).filter(|named| !tells_home(named));
        let here = distinct(in_front, is_side);
        // 欧盟|与|南方共同市场|在乌拉圭宣布，|双方
        let pair = || joined_pair(self.page, self.in_front(sentence, chunk.span.start), is_side);
        let sides = if here.is_empty() { self.distinct(sentence, is_side) } else { here };
        let n_sides = if chunk.has(Acts::THREE) { 3 } else { 2 };
        let sides = match sides.len() == n_sides {
            true => sides,
            false => pair().filter(|_| n_sides == 2).map_or_else(Vec::new, Vec::from),
        };
        if sides.windows(2).all(|pair| pair[0].kind == pair[1].kind) && !sides.is_empty() {
            chunks.splice(index..=index, list_at(chunk, sides));
        }
    }

    /// Whom 她 means: the speaker where one has just been named, whom the sentence began with behind a semicolon, or, where it has
    /// named nobody, the one person of the sentence before.
    fn person_meant(&self, sentence: usize, index: usize, chunks: &[Chunk]) -> Option<Name> {
        let here = self.people_in_front(sentence, chunks[index].span.start);
        match here.as_slice() {
            [] => self.person_before(sentence),
            here => {
                self.speaker_before(sentence, index, chunks, here).or_else(|| self.person_since(index, chunks, here))
            }
        }
    }

    /// The people whom a sentence names in front of a byte.
    fn people_in_front(&self, sentence: usize, start: usize) -> Vec<&Named<'_>> {
        self.in_front(sentence, start).filter(|named| named.name.kind == EntityKind::Person).collect()
    }

    /// The only person of a sentence, whose verb of speech ends the clause in front of the word at `index`, who speaks for nobody
    /// else, and who tells where he goes: 石青|透露|，|他|曾到宁波考察.
    fn speaker_before(&self, sentence: usize, index: usize, chunks: &[Chunk], here: &[&Named<'_>]) -> Option<Name> {
        let comma = index.checked_sub(1).filter(|&comma| chunks[comma].is('，'))?;
        let says = |chunk: &Chunk| chunk.has(Acts::SAY) && !chunk.has(Acts::PLAN.and(Acts::LET));
        let verb = comma.checked_sub(1).filter(|&verb| says(&chunks[verb]))?;
        let name = chunks[verb.checked_sub(1)?].name().filter(|name| !self.speaks_for_others(*name))?;
        let is_only = only(here.iter().map(|named| named.name)).is_some_and(|only| only.entity == name.entity);
        // 石青将访问老挝。李明说，|他|….
        let is_other = |before: Name| before.entity != name.entity;
        let mut clause = chunks[index..].iter().take_while(|chunk| !chunk.is_boundary());
        let travels = clause.any(|chunk| chunk.has(Acts::VISIT.and(Acts::ATTEND)));
        let others = self.distinct(sentence, |kind| kind == EntityKind::Person);
        (is_only && travels && !others.into_iter().any(is_other)).then_some(name)
    }

    /// Whom the sentence began with, where a semicolon stands in front of the word at `index` and behind all who are named:
    /// 石青访问老挝；7日，|他|到访泰国, but not 石青撞线，|她|说.
    fn person_since(&self, index: usize, chunks: &[Chunk], here: &[&Named<'_>]) -> Option<Name> {
        let first = here.first()?;
        let mark = chunks[..index].iter().rev().find(|chunk| chunk.is_boundary() && !chunk.is('，'))?;
        let is_since = mark.is('；') && here.iter().all(|named| named.span.end <= mark.span.start);
        let at = |named: &Named<'_>| chunks.iter().position(|chunk| chunk.span == named.span);
        // 石青|同|老挝总统|李明|会谈；9日，|他|…
        let meets = || {
            let other = here.iter().find(|named| named.name.entity != first.name.entity);
            let pair = at(first).zip(other.and_then(|other| at(other)));
            pair.is_some_and(|(one, other)| {
                let is_led = chunks.get(one + 1).is_some_and(|next| next.has(Acts::WITH));
                is_led && chunks.get(other + 1).is_some_and(|next| next.has(Acts::MEET))
            })
        };
        let is_alone = || only(here.iter().map(|named| named.name)).is_some();
        // 石青说，李明将访问老挝；|他|….
        let says = || at(first).and_then(|at| chunks.get(at + 1)).is_some_and(|next| next.has(Acts::SAY));
        let is_meant = is_since && (is_alone() || self.begins_with(first.sentence, first) || meets()) && !says();
        is_meant.then_some(first.name)
    }

    /// Whether nothing but a title stands in front of a person in its sentence.
    fn begins_with(&self, sentence: usize, person: &Named<'_>) -> bool {
        let start = self.page.document.sentences[sentence].span.start;
        let Some(front) = self.page.document.simplified.get(start..person.span.start) else { return false };
        !front.contains(|c: char| !c.is_alphanumeric()) && front.chars().count() <= LONGEST_FRONT
    }

    /// 与其|会谈: the one person of the clauses before, or else of the sentence before. 与其|签署: the one of the kind of who signs.
    fn resolve_other_side(&self, sentence: usize, index: usize, chunks: &mut Vec<Chunk>) {
        let chunk = chunks[index];
        let Some(word) = chunk.word() else { return };
        let clause = (0..index).rev().find(|&at| chunks[at].is_boundary()).unwrap_or(0);
        let behind =
            |acts: Acts| chunks[index..].iter().take_while(|chunk| !chunk.is_boundary()).any(|chunk| chunk.has(acts));
        let signs = behind(Acts::AGREE) && !behind(Acts::MEET);
        let by = chunks[clause..index].iter().rev().find_map(Chunk::name).filter(|_| signs);
        let kind = by.map_or(EntityKind::Person, |by| by.kind);
        let is_of_kind = |name: &Name| name.kind == kind && !self.speaks_for_others(*name);
        let named = || chunks[..clause].iter().filter_map(Chunk::name).filter(is_of_kind);
        let name = match named().next() {
            Some(_) => only(named()),
            None => only(self.distinct(sentence, |other| other == kind).into_iter()),
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

/// The most characters of country and title in front of whom a sentence begins with.
const LONGEST_FRONT: usize = 16;

/// 上述国家: the countries that the clauses before name.
fn resolve_countries(index: usize, chunks: &mut Vec<Chunk>) {
    let chunk = chunks[index];
    let clause = (0..index).rev().find(|&at| chunks[at].is_boundary()).unwrap_or(0);
    let countries = chunks[..clause].iter().filter_map(Chunk::name).filter(|name| name.kind == EntityKind::Country);
    let mut named: Vec<Name> = Vec::new();
    for name in countries {
        if !named.iter().any(|other| other.entity == name.entity) {
            named.push(name);
        }
    }
    // One of them is hardly what is meant.
    if named.len() > 1 {
        chunks.splice(index..=index, list_at(chunk, named));
    }
}

/// The chunks of a list of names that a word stands for.
pub(super) fn list_at(word: Chunk, names: Vec<Name>) -> Vec<Chunk> {
    let mut list: Vec<Chunk> = Vec::with_capacity(2 * names.len());
    for name in names {
        list.extend((!list.is_empty()).then_some(Chunk { sort: Sort::Mark('、'), ..word }));
        list.push(Chunk { sort: Sort::Name(name), ..word });
    }
    list
}

/// The work that some chunks begin with: 该|港坐落于…自贸区内.
fn leading_work(chunks: &[Chunk]) -> Option<Name> {
    let first = chunks.iter().position(|chunk| !chunk.has(Acts::THIS))?;
    chunks[first].name().filter(|name| name.kind == EntityKind::Project)
}
