//! A word that may point back, and the name that it stands for.

use super::Page;
use super::antecedent::{Antecedents, Named, distinct, names_firm, only};
use super::chunk::{Chunk, Name, SEAT, Sort, Word, is_title_word};
use super::ellipsis::STAGES;
use crate::document::Tag;
use crate::ontology::{Acts, Ending, EntityKind};

/// What the firm is called that owns a work and nothing else.
const WORKS_FIRM: &str = "项目公司";

/// What stands for the place from which is reported: in reports alone, and elsewhere for other places as well.
const HERE_REPORTED: &str = "此间";
const HERE: [&str; 2] = ["这里", "此地"];

/// A word that may point back, and where it stands.
pub(super) struct Pointer<'p, 'a> {
    pub antecedents: &'p Antecedents<'a>,
    pub page: Page<'a>,
    pub sentence: usize,
    pub chunks: &'p [Chunk],
    pub index: usize,
    pub word: Word,
    pub text: &'a str,
    /// Its first byte.
    pub start: usize,
}

impl<'p, 'a> Pointer<'p, 'a> {
    /// The word at `index`, if a word stands there.
    pub fn new(antecedents: &'p Antecedents<'a>, sentence: usize, chunks: &'p [Chunk], index: usize) -> Option<Self> {
        let (chunk, page) = (chunks[index], antecedents.page);
        let (text, start) = (page.text(chunk.span), chunk.span.start);
        Some(Pointer { antecedents, page, sentence, chunks, index, word: chunk.word()?, text, start })
    }

    /// What it stands for: each sort of word that points back is asked in turn.
    pub fn name(&self) -> Option<Name> {
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
            .or_else(|| self.by_stage())
            .or_else(|| self.it())
            .or_else(|| self.here())
    }

    /// 在|此间|举行, 在|这里|会见: where the report says that it was written; 这里 only where no other place was named since.
    fn here(&self) -> Option<Name> {
        let is_close = self.text == HERE_REPORTED;
        if !is_close && !HERE.contains(&self.text) || !self.before().is_some_and(|before| before.has(Acts::IN)) {
            return None;
        }
        let place = self.page.document.dateline?.place?;
        let named = self.antecedents.named.iter().find(|named| named.span.overlaps(place))?;
        let sites = [EntityKind::Place, EntityKind::Country, EntityKind::Project];
        let is_place = |named: &&Named<'_>| sites.contains(&named.name.kind);
        let last = self.antecedents.before(self.start).find(is_place)?;
        (is_close || last.name.entity == named.name.entity).then_some(named.name)
    }

    /// 它|于2016年开工, 它|从昆明通到万象: the only work near by, of what works alone can do; 云岭电站坐落于此，|它|由白桦集团兴建.
    fn it(&self) -> Option<Name> {
        let deeds = STAGES.and(Acts::CONNECT).and(Acts::BUILD);
        let is_of_work = || self.behind().iter().any(|chunk| chunk.has(deeds));
        if self.text != IT || !self.opens_clause() || !is_of_work() {
            return None;
        }
        // 磨憨口岸是门户，|它|…: the sentence is about something else.
        let front = self.chunks[..self.index].iter().filter_map(Chunk::name);
        match front.clone().next() {
            None => self.antecedents.work_near(self.sentence, self.start, |_| true),
            Some(first) if first.kind.is_land() => None,
            Some(_) => only(front.filter(|name| !name.kind.is_land())).filter(|name| name.kind == EntityKind::Project),
        }
    }

    /// The chunk in front.
    pub fn before(&self) -> Option<&'p Chunk> {
        self.index.checked_sub(1).map(|before| &self.chunks[before])
    }

    /// Whether a word is the one so many chunks in front.
    pub fn follows(&self, word: &str, n: usize) -> bool {
        let at = self.index.checked_sub(n).map(|at| &self.chunks[at]);
        at.is_some_and(|chunk| self.page.text(chunk.span) == word)
    }

    /// The chunks behind.
    pub fn behind(&self) -> &'p [Chunk] {
        self.chunks.get(self.index + 1..).unwrap_or_default()
    }

    /// The chunks behind, as far as the clause goes.
    pub fn clause_behind(&self) -> impl Iterator<Item = &'p Chunk> {
        self.behind().iter().take_while(|chunk| !chunk.is_boundary())
    }

    /// Whether a word in front points to it: 该|机构; 下次|峰会 is another than the one that was named.
    pub fn is_pointed_at(&self) -> bool {
        self.before().is_some_and(|before| before.has(Acts::THIS) && !before.has(Acts::NEXT))
    }

    /// Whether it stands where a subject does.
    pub fn is_subject(&self) -> bool {
        is_subject(self.chunks, self.index)
    }

    /// Whether it opens a clause.
    pub fn opens_clause(&self) -> bool {
        self.before().is_none_or(Chunk::is_boundary)
    }

    /// 前者, 后者: of the two organizations in front, or of the two people: 石青与李明对谈，|后者|是岚海大学教授.
    fn one_of_two(&self) -> Option<Name> {
        let pair = |kind| {
            let is_behind = self.index == 0 && kind == EntityKind::Organization;
            let here = self.antecedents.in_front(self.sentence, self.start);
            // 白桦集团与岚海科技签署协议。|后者|的总裁…
            let before = || self.antecedents.distinct(self.sentence, |other| other == kind);
            let named = distinct(here, |other| other == kind);
            <[Name; 2]>::try_from(if is_behind { before() } else { named }).ok()
        };
        // 后者|是|岚海大学|教授, but not 后者|创始人|石青
        let becomes = self.behind().first().is_some_and(|next| next.has(Acts::BECOME.and(Acts::APPOINT)));
        let are_people = becomes && self.clause_behind().any(|chunk| chunk.word().is_some_and(is_title_word));
        let people = || pair(EntityKind::Person);
        let [one, other] = match pair(EntityKind::Organization) {
            Some(bodies) if !are_people => bodies,
            _ => people()?,
        };
        Some(if self.word.acts.has(Acts::FIRST) { one } else { other })
    }

    /// 都是|其|成员国: of the last organization of countries. 其|全资子公司|岚海科技, 其|第二|大|股东, 其|与|青湖集团|投资: of the
    /// firm.
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
        // 其|巴西|子公司
        let owned = self.behind().iter().find(|chunk| !chunk.name().is_some_and(|name| name.kind.is_land()));
        let owns = owned.is_some_and(|next| next.has(Acts::BELONG.and(Acts::WHOLE)));
        let is_held = || self.clause_behind().take(MOST_RANK).any(|next| next.has(Acts::HOLDER));
        // 其|与|青湖集团|共同|投资|的
        let acts = || {
            let with = self.opens_clause() && next.is_some_and(|next| next.has(Acts::WITH));
            with && self.clause_behind().any(|next| next.has(Acts::INVEST.and(Acts::BUILD)))
        };
        // 其|产品|在尼日利亚畅销
        // 白桦集团|的|竞争对手…，|其|产品: of the other.
        let is_own = || {
            let is_body = |chunk: &Chunk| chunk.name().is_some_and(|name| name.kind == EntityKind::Organization);
            let firm = self.chunks[..self.index].iter().rposition(is_body);
            firm.is_none_or(|firm| !self.chunks[firm + 1].has(Acts::OF))
        };
        let sells = || {
            let are_goods = next.is_some_and(|next| next.has(Acts::GOODS));
            are_goods && is_own() && self.clause_behind().any(|next| next.has(TRADE))
        };
        // 岚海基金|持有|其|8%|股份: of the firm that was named before.
        let is_owned = self.before().is_some_and(|before| before.has(Acts::OWN)) && next.is_some_and(Chunk::is_figure);
        if is_owned {
            // 白桦集团宣布，|岚海基金|持有|其: not who has it.
            let here = || self.antecedents.in_front(self.sentence, self.start);
            let holder = here().next_back().map(|named| named.name.entity);
            let is_other = |firm: &Name| Some(firm.entity) != holder && names_firm(self.page, *firm);
            let mut others = here().map(|named| named.name).filter(is_other).peekable();
            match others.peek() {
                Some(_) => only(others),
                None => self.antecedents.firm_before(self.sentence).filter(is_other),
            }
        } else if owns || is_held() || acts() || sells() {
            self.antecedents.owner_near(self.sentence, self.start)
        } else {
            None
        }
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
            // 这家|由多国发起|的|多边|机构
            "机构" if self.is_counted() => self.antecedents.body.filter(|body| self.was_named(*body)),
            "组织" if self.is_pointed_at() => self.antecedents.bloc_before(self.start),
            _ => None,
        }
    }

    /// The firm that 公司, 这家企业 or 产品 stands for: the only one named near it, or else that of the document.
    fn firm(&self) -> Option<Name> {
        let (antecedents, chunks, index) = (self.antecedents, self.chunks, self.index);
        let trades = || self.clause_behind().any(|chunk| chunk.has(TRADE));
        let is_noun = self.word.tag == Tag::Noun && self.word.acts.is_plain();
        let is_firm = (self.text == FIRM || self.text == GROUP && self.is_of_group())
            && (index > 0 && self.is_subject()
                || describes_goods(chunks, index)
                || self.has_officer()
                || self.has_its_own()
                || self.is_held());
        // 产品|出口|西班牙, whatever 出口 is taken for
        let are_traded = || self.opens_clause() && self.behind().first().is_some_and(|next| next.has(Acts::EXPORT));
        if is_firm || self.word.acts.has(Acts::GOODS) && (self.is_subject() || are_traded()) && trades() {
            return self.only_firm().or(antecedents.firm).or_else(|| antecedents.topic_before(self.sentence));
        }
        if let Some(firm) = self.firm_of_chief() {
            return Some(firm);
        }
        // 持有|项目公司|65%的股份: of the work.
        if self.text == WORKS_FIRM && self.before().is_some_and(|before| before.has(Acts::OWN)) {
            return antecedents.work_near(self.sentence, self.start, |_| true);
        }
        let is_meant = match self.word.acts.has(Acts::FIRM) {
            true => self.is_counted() || self.is_pointed_at(),
            // 果干|出口到日本; 果干|除供应本地，还销往日本: of the only firm near by.
            false => is_noun && self.is_subject() && exports(self.behind()),
        };
        if is_meant { self.only_firm() } else { None }
    }

    /// The only firm that the sentence has named, where somebody who leads one is whom a verb takes: 走进岚海科技公司，听取|公司|董事长|
    /// 石青|的汇报.
    fn firm_of_chief(&self) -> Option<Name> {
        if self.text != FIRM && !self.word.acts.has(Acts::FIRM) {
            return None;
        }
        // 企业|党委书记|、|董事长|石青
        let is_noun = |word: Word| is_title_word(word) || word.tag == Tag::Noun && word.acts.is_plain();
        let is_title = |chunk: &Chunk| chunk.is('、') || chunk.word().is_some_and(is_noun);
        let titles = self.behind().iter().take_while(|chunk| is_title(chunk)).count();
        let person = self.behind().get(titles).and_then(Chunk::name).filter(|name| name.kind == EntityKind::Person);
        let is_chief = titles > 0 && person.is_some() && self.behind()[titles - 1].has(Acts::CHIEF);
        // 听取|了|公司
        let front = &self.chunks[..self.index];
        let verb = front.iter().rev().find(|chunk| self.page.text(chunk.span) != PAST);
        let is_taken = verb.and_then(Chunk::word).is_some_and(|word| word.tag == Tag::Verb);
        let firms = self.antecedents.in_front(self.sentence, self.start).map(|named| named.name);
        if is_chief && is_taken { only(firms.filter(|name| names_firm(self.page, *name))) } else { None }
    }

    /// Whether a share of it is held: 董事长石青|持有|公司|27.3%|的|股份.
    fn is_held(&self) -> bool {
        let owns = self.before().is_some_and(|before| before.has(Acts::OWN));
        owns && self.behind().first().is_some_and(Chunk::is_figure)
    }

    /// Whether what it has is told of: 公司|旗下|…, 公司|总部|位于…, 公司|产品|出口到….
    fn has_its_own(&self) -> bool {
        // 岚海市|的|公司|总部: what is told of is another.
        let is_free = self.before().is_none_or(|before| before.name().is_none() && !before.has(Acts::OF));
        let is_seat = |next: &Chunk| self.page.text(next.span).starts_with(SEAT);
        let trades = || self.opens_clause() && self.clause_behind().any(|chunk| chunk.has(TRADE));
        let is_own = |next: &Chunk| next.has(Acts::BELONG) || is_seat(next) || next.has(Acts::GOODS) && trades();
        is_free && self.behind().first().is_some_and(is_own)
    }

    /// Whether the firm that 集团 can stand for is called so: 岚海集团董事长石青说，集团….
    fn is_of_group(&self) -> bool {
        let firm = self.only_firm().or(self.antecedents.firm);
        firm.is_some_and(|firm| self.page.resolution.entities[firm.entity].label.contains(GROUP))
    }

    /// Whether a person of it is named behind, whom no title tells to lead it: 公司|副总裁|石青.
    fn has_officer(&self) -> bool {
        let titles = self.behind().iter().take_while(|chunk| chunk.word().is_some_and(is_title_word)).count();
        let person = self.behind().get(titles).and_then(Chunk::name).filter(|name| name.kind == EntityKind::Person);
        let opens = self.before().is_none_or(|before| before.is_boundary() || before.has(Acts::THIS.and(Acts::AGENT)));
        opens && titles > 0 && person.is_some() && !self.behind()[titles - 1].has(Acts::CHIEF)
    }

    /// Whether the sentence begins with whose part something is: 白桦集团|旗下|的|岚海公司, 白桦集团|的|子公司|岚海公司.
    fn begins_with_part(&self) -> bool {
        let is_body = |at: usize| {
            let name = self.chunks.get(at).and_then(Chunk::name);
            name.is_some_and(|name| name.kind == EntityKind::Organization)
        };
        let has = |at: usize, acts: Acts| self.chunks.get(at).is_some_and(|chunk| chunk.has(acts));
        let owns = has(1, Acts::BELONG) || has(1, Acts::OF) && has(2, Acts::BELONG);
        let of = usize::from(has(1, Acts::OF) || has(2, Acts::OF));
        owns && is_body(0) && is_body(2 + of)
    }

    /// 岚海能源总经理表示，产品将销往日本: the only firm of the sentence, if that begins with it, or else of it and those before.
    fn only_firm(&self) -> Option<Name> {
        let (page, antecedents) = (self.page, self.antecedents);
        // 白桦集团收购|这家|濒临倒闭|的|企业: not who does something with it.
        let clause = || {
            let mark = self.chunks[..self.index].iter().rev().find(|chunk| chunk.is_boundary());
            mark.map_or(page.document.sentences[self.sentence].span.start, |mark| mark.span.end)
        };
        let other = || {
            let is_meant = self.is_counted() && !self.opens_clause();
            let other = || antecedents.only_near(self.sentence, clause(), |name| names_firm(page, name));
            if is_meant { other() } else { None }
        };
        // 这家|白桦集团旗下|的|企业: what only describes the noun is not meant.
        if let Some(this) = self.described_from() {
            return antecedents.only_near(self.sentence, this, |name| names_firm(page, name)).or_else(other);
        }
        let is_firm = |name: &Name| names_firm(page, *name);
        let opening = page.document.sentences[self.sentence].span.start;
        let mut here = antecedents.in_front(self.sentence, self.start);
        let opens = |named: &&Named<'_>| {
            !page.document.simplified[opening..named.span.start].contains(char::is_alphanumeric)
                && names_firm(page, named.name)
        };
        let first = here.next().filter(opens).map(|named| named.name);
        // 白桦集团|公告|，控股股东青湖集团…，|公司|投资…: of who tells it.
        let mut opening_clause = self.chunks[..self.index].iter().take_while(|chunk| !chunk.is_boundary());
        if self.text == FIRM && opening_clause.any(|chunk| chunk.has(Acts::SAY)) && first.is_some() {
            return first;
        }
        let is_only = |only: &Name, rest: &[Name]| rest.iter().all(|firm| firm.entity == only.entity);
        let rest: Vec<Name> = here.map(|named| named.name).filter(is_firm).collect();
        // 白桦集团|旗下|的|岚海公司…，|产品|销往: of the part.
        let part = || rest.split_first().filter(|(part, rest)| self.begins_with_part() && is_only(part, rest));
        let own = first.filter(|first| is_only(first, &rest)).or_else(|| part().map(|(part, _)| *part));
        // 石青早期给岚海电信做监控。如今|公司|设有…: the page goes on about its own.
        let near = antecedents.only_near(self.sentence, self.start, |name| names_firm(page, name));
        let is_about = |near: &Name| antecedents.begins_sentence_before(self.sentence, *near);
        let main = || antecedents.firm.filter(|_| self.text == FIRM && !self.is_pointed_at() && !self.is_counted());
        own.or_else(|| near.filter(is_about)).or_else(main).or(near).or_else(other)
    }

    /// 该行, 该校: the last organization, of this sentence and those right before, that ends in the character behind 该, or is a school.
    fn body_by_end(&self) -> Option<Name> {
        let last = match self.text.strip_prefix('该') {
            Some(last) => last,
            None if self.before().is_some_and(|before| self.page.text(before.span) == "该") => self.text,
            None => return None,
        };
        let lexicon = &self.page.ontology.lexicon;
        if last.chars().count() != 1 || !lexicon.ends_as(last, Ending::Body) {
            return None;
        }
        let ends = |name: &str| name.ends_with(last) || last == "校" && lexicon.ends_as(name, Ending::School);
        let is_meant = |named: &&Named<'_>| named.name.kind == EntityKind::Organization && ends(named.text);
        let near = self.antecedents.back_to(self.sentence, self.start, MOST_BACK).find(is_meant);
        near.map(|named| named.name).or_else(|| self.main_by_end(last).filter(|_| self.begins_with(ends)))
    }

    /// Whether something was named in front.
    fn was_named(&self, name: Name) -> bool {
        self.antecedents.recent(self.sentence, self.start).any(|named| named.name.entity == name.entity)
    }

    /// The organization that the document is about, if no other word of its sort was printed since: 一家支行开业。该|行.
    fn main_by_end(&self, last: &str) -> Option<Name> {
        let main = self.antecedents.body?;
        let mut near = self.antecedents.recent(self.sentence, self.start);
        let named = near.find(|named| named.name.entity == main.entity)?;
        let since = &self.page.document.simplified[named.span.end..self.start];
        (!since.contains(last)).then_some(main)
    }

    /// Whether the first organization of the document is named so.
    fn begins_with(&self, fits: impl Fn(&str) -> bool) -> bool {
        let first = self.antecedents.named.iter().find(|named| named.name.kind == EntityKind::Organization);
        first.is_some_and(|first| fits(first.text))
    }

    /// Whether it says with whom somebody meets who was named before, or signs something: 与其|举行会谈, 同|他|会面, 与其|签署.
    pub fn is_other_side(&self) -> bool {
        // 会见|了|他
        let meets = || {
            let mut front = self.chunks[..self.index].iter().rev();
            let verb = front.find(|chunk| self.page.text(chunk.span) != PAST);
            verb.is_some_and(|verb| verb.has(Acts::MEET)) && self.behind().first().is_none_or(Chunk::is_boundary)
        };
        // 由|他|提出|的
        let proposes = || {
            let is_led = self.before().is_some_and(|before| before.has(Acts::AGENT));
            is_led && self.behind().first().is_some_and(|next| next.has(Acts::PROPOSE))
        };
        if self.word.acts.has(Acts::PRONOUN) && (meets() || proposes()) {
            return true;
        }
        let is_led = || self.before().is_some_and(|before| before.has(Acts::WITH));
        let is_pronoun = match self.text {
            "与其" | "同其" => true,
            text => (text == ITS || self.word.acts.has(Acts::PRONOUN)) && is_led(),
        };
        is_pronoun && self.clause_behind().take(LONGEST_MEETING).any(|chunk| chunk.has(Acts::MEET.and(Acts::AGREE)))
    }

    /// Whether 其 is what money is lent for: 为|其|提供贷款.
    pub fn is_borrower(&self) -> bool {
        self.text == ITS
            && self.before().is_some_and(|before| before.has(Acts::TOWARDS))
            && self.clause_behind().any(|chunk| chunk.has(Acts::LOAN.and(Acts::FINANCE)))
    }

    /// The first byte of 这家, where more stands between it and the noun: 这家|白桦集团旗下|的|企业.
    fn described_from(&self) -> Option<usize> {
        let of = self.index.checked_sub(1).filter(|&of| self.chunks[of].has(Acts::OF))?;
        let first = of.saturating_sub(LONGEST_CLAUSE);
        let near = (first..of).rev().take_while(|&at| !self.chunks[at].is_boundary());
        near.into_iter().find(|&at| self.chunks[at].has(Acts::THIS)).map(|this| self.chunks[this].span.start)
    }

    /// Whether 这条 or 该座 points to it: the word in front counts it, or that in front of what describes it.
    pub fn is_counted(&self) -> bool {
        let (page, chunks, index) = (self.page, self.chunks, self.index);
        let counts = |at: usize| {
            let is_single = page.text(chunks[at].span).chars().count() == 1;
            is_single && chunks[at].word().is_some_and(|word| word.acts.is_plain())
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
            // 这家|蓝莓|种植|企业
            let describes = |tag: Tag| matches!(tag, Tag::Noun | Tag::Adjective | Tag::Verb | Tag::VerbalNoun);
            chunk.word().is_some_and(|word| word.acts.is_plain() && describes(word.tag))
        };
        let modifiers = (0..index).rev().take_while(is_modifier).take(MOST_MODIFIERS).count();
        // 这|条|全长1035公里|的|标准轨|铁路
        let before = index - modifiers;
        let is_described = is_described || before.checked_sub(1).is_some_and(|of| chunks[of].has(Acts::OF));
        let first = index.saturating_sub(if is_described { LONGEST_CLAUSE } else { 1 + modifiers });
        let near = (first..index).rev().take_while(|&at| !chunks[at].is_boundary());
        near.into_iter().any(counted)
    }
}

/// Whether a word stands where a subject does, and describes no noun: 双方|签署, 公司|将, but not 两国|元首.
pub(super) fn is_subject(chunks: &[Chunk], index: usize) -> bool {
    // 新|机场
    let is_new = |at: &usize| {
        chunks[*at].span.len() == '新'.len_utf8() && chunks[*at].word().is_some_and(|word| word.tag == Tag::Adjective)
    };
    let first = index.checked_sub(1).filter(is_new).unwrap_or(index);
    // 其间|两国|签署
    let is_time = |chunk: &Chunk| match chunk.sort {
        Sort::Time(_) => true,
        Sort::Word(word) => word.tag == Tag::Time,
        _ => false,
    };
    let is_aside = |chunk: &Chunk| chunk.is_boundary() || chunk.has(Acts::ASIDE) || is_time(chunk);
    let opens = first.checked_sub(1).is_none_or(|before| is_aside(&chunks[before]));
    let is_verbal = |chunk: &Chunk| match chunk.sort {
        Sort::Time(_) => true,
        Sort::Word(word) => {
            // 双方|各|出资
            word.acts.has(PREDICATES.and(Acts::ASIDE).and(Acts::CONNECT))
                || word.tag == Tag::Pronoun && word.acts.has(Acts::SUM_UP)
                || matches!(word.tag, Tag::Verb | Tag::Adverb | Tag::Preposition | Tag::Time)
        }
        _ => false,
    };
    // 公司|研制|的|芯片, 公司|建设|云岭水电站, 公司|投资|32亿元: what may be a noun is a verb here.
    let takes_object = |word: Word| {
        let is_object = |next: &Chunk| next.has(Acts::OF) || next.name().is_some() || next.is_figure();
        let takes = chunks.get(index + 2).is_some_and(is_object);
        word.tag == Tag::VerbalNoun && takes
    };
    let is_deed = chunks.get(index + 1).and_then(Chunk::word).is_some_and(takes_object);
    // 两国|正式|建交
    let tag = |at: usize| chunks.get(at).and_then(Chunk::word).map(|word| word.tag);
    let trades = || chunks.get(index + 2).is_some_and(|next| next.has(TRADE));
    let is_done = tag(index + 1) == Some(Tag::Adjective) && (tag(index + 2) == Some(Tag::Verb) || trades());
    opens && (chunks.get(index + 1).is_some_and(is_verbal) || is_deed || is_done)
}

/// The most chunks from 其 to the word for a shareholder.
const MOST_RANK: usize = 3;

/// What a firm is called besides.
pub(super) const FIRM: &str = "公司";

/// What one whose name says so is called.
const GROUP: &str = "集团";

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

/// What stands for a thing that was told of before.
const IT: &str = "它";

/// The particle between a verb of what was done and what it takes.
pub(super) const PAST: &str = "了";

/// What stands for the name that was told of before, alone or at the end of 与其.
pub(super) const ITS: &str = "其";

/// Whether a chunk stands for the name that was told of before: 其, but not 其他.
pub(super) fn is_its(page: Page<'_>, chunk: &Chunk) -> bool {
    page.text(chunk.span) == ITS
}

/// Whether a word opens a clause behind what points to it: 该|文件.
pub(super) fn is_pointed_to(chunks: &[Chunk], index: usize) -> bool {
    let this = index.checked_sub(1).filter(|&this| chunks[this].has(Acts::THIS));
    this.is_some_and(|this| this.checked_sub(1).is_none_or(|before| chunks[before].is_boundary()))
}

/// The most chunks from 与其 to the word that tells of a meeting: 与其|在|北京|举行|会谈.
const LONGEST_MEETING: usize = 4;

/// What may stand behind a subject.
const PREDICATES: Acts = Acts::PLAN.and(Acts::DENY).and(Acts::AGENT).and(Acts::IN).and(Acts::SAY).and(Acts::UNDER);

/// The most chunks between 这条 and the noun that it points to, or between 应 and 邀请.
pub(super) const LONGEST_CLAUSE: usize = 12;

/// The most words that describe what 这条 points to, or that tell how large a work is.
pub(super) const MOST_MODIFIERS: usize = 2;

/// How many sentences back 该行 or 该校 may be named.
const MOST_BACK: usize = 3;
