//! Facts that hang on one word: who builds, holds, meets, sells what where.
//!
//! A [`Frame`] says which word, and where its subject and object stand. All frames are matched by the same few steps over
//! the [rows](super::chunk) of a sentence, so that a new fact is a line in [`FRAMES`] and words in `lexicon/acts.tsv`.

use super::chunk::{Chunk, Row};
use super::{Claim, Evidence, Object, Page, Relation, stance};
use crate::document::Tag;
use crate::ontology::EntityKind::{self, Country, Document, Organization, Person, Place, Project};
use crate::ontology::{Acts, Predicate};
use crate::text::Span;

/// A word, and where what it links stands.
struct Frame {
    /// The name that relations carry.
    rule: &'static str,
    /// What the word says.
    act: Acts,
    predicate: Predicate,
    subject: Position,
    object: Position,
}

/// Where a name stands, seen from the word that links it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Position {
    /// In front, as the subject of the clause, or of the clause before if this one has none.
    Subject,
    /// In front, as the subject of goods: 上汽红岩的智能重卡|出口, 比亚迪汽车|出口.
    Goods,
    /// In front, led by a preposition: 由, 在, 对.
    Led(Acts),
    /// Behind, in the same clause.
    Behind,
    /// Behind, and described by the word: …承建|的|X.
    Described,
    /// Behind the object and described by it: 承建|中老铁路|的|X.
    DescribedByObject,
    /// Right in front: 参与|X|建设.
    Inside,
    /// In front, between the subject and the word: 奇瑞是|哈萨克斯坦|最畅销的品牌.
    Before,
    /// In a list behind a dash: 三国与中国接壤——|哈萨克斯坦、吉尔吉斯斯坦.
    Listed,
}

use Position::{Before, Behind, Described, DescribedByObject, Goods, Inside, Led, Listed, Subject};

/// All frames. The first of a word that finds both ends is taken.
const FRAMES: &[Frame] = &[
    // 中国中铁承建的安格连-帕普铁路隧道, 该集团还承建了万象机场
    frame("builder", Acts::BUILD, Predicate::Builds, Subject, Behind),
    // 中老铁路由中国铁建承建, 由中国铁建承建的中老铁路
    frame("built-by", Acts::BUILD, Predicate::Builds, Led(Acts::AGENT), Subject),
    frame("built-by-of", Acts::BUILD, Predicate::Builds, Led(Acts::AGENT), Described),
    // 承建中老铁路的中国铁建
    frame("builder-of", Acts::BUILD, Predicate::Builds, DescribedByObject, Behind),
    // 中石油参与中国-中亚天然气管道建设
    frame("builder-taking-part", Acts::BUILD, Predicate::Builds, Subject, Inside),
    // 中工国际签约奥林匹克城项目
    frame("contractor", Acts::SIGN, Predicate::Builds, Subject, Behind),
    // 紫金矿业投资博尔铜矿, 中国投资建设的万象电站
    frame("investor", Acts::INVEST, Predicate::InvestsIn, Subject, Behind),
    frame("invested-by-of", Acts::INVEST, Predicate::InvestsIn, Led(Acts::AGENT), Described),
    frame("invested-by", Acts::INVEST, Predicate::InvestsIn, Led(Acts::AGENT), Subject),
    // 中国对哈萨克斯坦投资
    frame("investor-towards", Acts::INVEST, Predicate::InvestsIn, Subject, Led(Acts::TOWARDS)),
    frame("investor-in", Acts::INVEST, Predicate::InvestsIn, Subject, Led(Acts::IN)),
    // 亚投行向土耳其提供贷款
    frame("lender", Acts::LOAN, Predicate::Finances, Subject, Led(Acts::TOWARDS)),
    // 中央组织部和国家发展改革委联合举办的研讨班, 产业司组织召开现场会
    frame("organizer", Acts::ORGANIZE, Predicate::Organizes, Subject, Behind),
    frame("organized-by-of", Acts::ORGANIZE, Predicate::Organizes, Led(Acts::AGENT), Described),
    frame("organized-by", Acts::ORGANIZE, Predicate::Organizes, Led(Acts::AGENT), Subject),
    // 峰会在西安举行, 在宁波召开现场会
    frame("held-in", Acts::HOLD, Predicate::HeldIn, Subject, Led(Acts::IN)),
    frame("held-in-of", Acts::HOLD, Predicate::HeldIn, Behind, Led(Acts::IN)),
    // 李春临出席研讨班开班式
    frame("attendant", Acts::ATTEND, Predicate::Attends, Subject, Behind),
    frame("attendant-of", Acts::ATTEND, Predicate::Attends, DescribedByObject, Behind),
    // 习近平访问哈萨克斯坦, 对哈萨克斯坦进行国事访问
    frame("visitor", Acts::VISIT, Predicate::Visits, Subject, Behind),
    frame("visitor-towards", Acts::VISIT, Predicate::Visits, Subject, Led(Acts::TOWARDS)),
    // 习近平会见托卡耶夫, 王毅同拉夫罗夫举行会谈
    frame("meeting", Acts::MEET, Predicate::Meets, Subject, Behind),
    frame("meeting-with", Acts::MEET, Predicate::Meets, Subject, Led(Acts::WITH)),
    // 布鲁盖尔研究所发布《…》报告
    frame("publisher", Acts::PUBLISH, Predicate::Publishes, Subject, Behind),
    frame("published-by-of", Acts::PUBLISH, Predicate::Publishes, Led(Acts::AGENT), Described),
    // 习近平提出共同建设“丝绸之路经济带”倡议
    frame("proposer", Acts::PROPOSE, Predicate::Proposes, Subject, Behind),
    // 上汽红岩的智能重卡出口哈萨克斯坦, 向哈萨克斯坦出口
    frame("exporter", Acts::EXPORT, Predicate::ExportsTo, Goods, Behind),
    frame("exporter-towards", Acts::EXPORT, Predicate::ExportsTo, Goods, Led(Acts::TOWARDS)),
    // 宇通客车已在哈萨克斯坦当地工厂生产
    frame("producer-in", Acts::PRODUCE, Predicate::ProducesIn, Goods, Led(Acts::IN)),
    frame("seller-in", Acts::SELL, Predicate::SellsIn, Goods, Led(Acts::IN)),
    frame("seller", Acts::SELL, Predicate::SellsIn, Goods, Behind),
    // 奇瑞是哈萨克斯坦最畅销的汽车品牌
    frame("bestseller", Acts::SELL, Predicate::SellsIn, Subject, Before),
    // 哈萨克斯坦与中国接壤
    frame("neighbour-with", Acts::BORDER, Predicate::Borders, Subject, Led(Acts::WITH)),
    // 3个国家与中国接壤——哈萨克斯坦、吉尔吉斯斯坦和塔吉克斯坦
    frame("neighbours-listed", Acts::BORDER, Predicate::Borders, Listed, Led(Acts::WITH)),
    // 老挝加入世界贸易组织
    // 埃及成为金砖国家成员
    frame("member", Acts::MEMBER, Predicate::MemberOf, Subject, Before),
    frame("joining", Acts::JOIN, Predicate::MemberOf, Subject, Behind),
    // 中国同吉尔吉斯斯坦签署协议
    frame("agreement-with", Acts::AGREE, Predicate::AgreesWith, Subject, Led(Acts::WITH)),
    // 中老铁路连接昆明和万象
    frame("connection", Acts::CONNECT, Predicate::Connects, Subject, Behind),
    // 项目位于老挝北部
    frame("location", Acts::LOCATE, Predicate::LocatedIn, Subject, Behind),
];

const fn frame(rule: &'static str, act: Acts, predicate: Predicate, subject: Position, object: Position) -> Frame {
    Frame { rule, act, predicate, subject, object }
}

/// What a frame reads.
pub(super) struct Reader<'a> {
    /// The document with its names.
    pub page: Page<'a>,
}

/// How strictly a subject is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leniency {
    /// Only a name that is the subject itself.
    Exact,
    /// Also a name that describes the subject: 上汽红岩 of 上汽红岩的智能重卡.
    Describing,
}

impl Reader<'_> {
    /// Reads the facts of one row.
    pub fn read(&self, row: &Row, relations: &mut Vec<Relation>) {
        for trigger in 0..row.chunks.len() {
            let Some(word) = row.chunks[trigger].word().filter(|word| word.acts.has(ANY_TRIGGER)) else { continue };
            for act in TRIGGERS.iter().filter(|act| word.acts.has(**act)) {
                let frames = FRAMES.iter().filter(|frame| frame.act == *act);
                frames.into_iter().find_map(|frame| self.apply(frame, row, trigger, relations));
            }
            self.pairs(row, trigger, relations);
        }
        self.side_by_side(row, relations);
    }

    /// Names side by side: 中国石油天然气集团公司|中油国际管道公司, 乌兹别克斯坦|中亚国际研究所, 欧洲智库|布鲁盖尔研究所.
    fn side_by_side(&self, row: &Row, relations: &mut Vec<Relation>) {
        for part in 1..row.chunks.len() {
            if !matches!(row.kind(part), Some(Organization | Project)) {
                continue;
            }
            let nouns = (part.saturating_sub(2)..part).rev().take_while(|&at| self.is_class_noun(row, at)).count();
            let Some(whole) = part.checked_sub(1 + nouns) else { continue };
            if let Some(whole) = self.owner(row, part) {
                let frame = Frame {
                    rule: "owner",
                    act: Acts::BELONG,
                    predicate: Predicate::PartOf,
                    subject: Subject,
                    object: Before,
                };
                self.push(&frame, row, (part, part, whole), &Claim::default(), relations);
                continue;
            }
            let (predicate, rule) = match (row.kind(whole), row.kind(part)) {
                (Some(Organization), Some(Organization)) if whole + 1 == part => (Predicate::PartOf, "parent-in-front"),
                (Some(Country | Place), Some(Organization)) if !self.is_wide(row, whole) || whole + 1 < part => {
                    (Predicate::LocatedIn, "place-in-front")
                }
                (Some(Country), Some(Project)) if whole + 1 == part => (Predicate::LocatedIn, "place-in-front"),
                _ => continue,
            };
            let frame = Frame { rule, act: Acts::LOCATE, predicate, subject: Subject, object: Before };
            if !row.is_joint(part + 1) || predicate == Predicate::LocatedIn {
                self.push(&frame, row, (part, part, whole), &Claim::default(), relations);
            }
        }
    }

    /// The organization that another one is said to belong to: 字节跳动|旗下|的|火山引擎.
    fn owner(&self, row: &Row, part: usize) -> Option<usize> {
        let of = usize::from(row.chunks[part - 1].has(Acts::OF));
        let belongs = part.checked_sub(1 + of).filter(|&at| row.chunks[at].has(Acts::BELONG))?;
        let whole = belongs.checked_sub(1)?;
        (row.kind(part) == Some(Organization) && row.kind(whole) == Some(Organization)).then_some(whole)
    }

    /// 智库 of 欧洲智库布鲁盖尔研究所: what sort of organization follows.
    fn is_class_noun(&self, row: &Row, index: usize) -> bool {
        let Some(word) = row.chunks[index].word() else { return false };
        let text = row.chunks[index].span.of(&self.page.document.simplified);
        let head = self.page.ontology.lexicon.head(text);
        let is_sort = word.acts.has(Acts::SORT) || head.is_some_and(|(_, head)| head.kind == Organization);
        word.tag == Tag::Noun && is_sort
    }

    /// Whether a name is one character long, as of a country in a row, or China, which goes without saying.
    fn is_wide(&self, row: &Row, index: usize) -> bool {
        let chunk = &row.chunks[index];
        let id = chunk.name().map(|name| self.page.resolution.entities[name.entity].id.as_str());
        chunk.span.end - chunk.span.start <= 3 || id == Some("country/CN")
    }

    fn apply(&self, frame: &Frame, row: &Row, trigger: usize, relations: &mut Vec<Relation>) -> Option<()> {
        let (subjects, objects) = (frame.predicate.subjects(), frame.predicate.objects());
        let (subject, object) = match frame.subject {
            DescribedByObject => {
                let object = self.find(frame.object, row, trigger, objects)?;
                (self.described_by(row, object, subjects)?, object)
            }
            place if frame.object == Before => {
                let object = before(row, trigger, objects)?;
                (self.find(place, row, object, subjects)?, object)
            }
            place => (self.find(place, row, trigger, subjects)?, self.find(frame.object, row, trigger, objects)?),
        };
        let from = subject.min(object);
        let claim = stance::claim(row, from.min(trigger), trigger);
        let (from, to) = (row.list(subject, subjects), self.list_of_objects(frame, row, object, objects));
        let first = from[0].min(to[0]).min(trigger);
        let one_by_one = (first..trigger).any(|at| row.chunks[at].has(Acts::RESPECTIVELY)) && from.len() == to.len();
        let mut found = false;
        for (n, &subject) in from.iter().enumerate() {
            for (m, &object) in to.iter().enumerate() {
                if !one_by_one || n == m {
                    found |= self.push(frame, row, (subject, trigger, object), &claim, relations);
                }
            }
        }
        found.then_some(())
    }

    fn list_of_objects(&self, frame: &Frame, row: &Row, object: usize, kinds: &[EntityKind]) -> Vec<usize> {
        // 中国云南省昆明市: the last name says it best.
        let mut object = object;
        while frame.predicate == Predicate::Connects && row.kind(object + 1).is_some_and(|kind| kinds.contains(&kind)) {
            object += 1;
        }
        let mut list = row.list(object, kinds);
        // 哈萨克斯坦首都阿斯塔纳的独立宫: one place within the other, all led by one preposition.
        if matches!(frame.predicate, Predicate::HeldIn | Predicate::LocatedIn | Predicate::Visits) {
            let end = row.clause_end(object);
            let is_near = |at: &usize| at - object <= 4 && row.governor(*at) == row.governor(object);
            let names = (object + 1..end).filter(|&at| row.kind(at).is_some_and(|kind| kinds.contains(&kind)));
            list.extend(names.take_while(is_near).filter(|at| !list.contains(at)).collect::<Vec<_>>());
        }
        list
    }

    fn push(
        &self,
        frame: &Frame,
        row: &Row,
        (subject, trigger, object): (usize, usize, usize),
        claim: &Claim,
        relations: &mut Vec<Relation>,
    ) -> bool {
        let (Some(from), Some(to)) = (row.chunks[subject].name(), row.chunks[object].name()) else { return false };
        let is_same = from.entity == to.entity;
        // 南坑位于台湾北部: a place without a mention is what lies there.
        let is_vague = frame.act == Acts::LOCATE && frame.object == Behind && matches!(from.kind, Country | Place);
        if is_same || is_vague {
            return false;
        }
        let ends = [row.chunks[subject].span, row.chunks[trigger].span, row.chunks[object].span];
        relations.push(relation(
            self.page,
            row,
            frame.predicate,
            (from.entity, to.entity),
            ends,
            claim.clone(),
            frame.rule,
        ));
        true
    }

    /// A name of some kinds at a place.
    fn find(&self, place: Position, row: &Row, trigger: usize, kinds: &[EntityKind]) -> Option<usize> {
        match place {
            Subject => subject_left(row, trigger, kinds, Leniency::Exact),
            Goods => subject_left(row, trigger, kinds, Leniency::Describing),
            Led(acts) => led(row, trigger, acts, kinds),
            Behind => behind(row, trigger, kinds, false),
            Described => behind(row, trigger, kinds, true),
            Inside => inside(row, trigger, kinds),
            Before => before(row, trigger, kinds),
            Listed => listed(row, trigger, kinds),
            DescribedByObject => None,
        }
    }

    /// The name that an object describes together with its verb: 承建|中老铁路|的|中国铁建.
    fn described_by(&self, row: &Row, object: usize, kinds: &[EntityKind]) -> Option<usize> {
        let of = object + 1;
        if !row.chunks.get(of)?.has(Acts::OF) {
            return None;
        }
        let end = row.clause_end(of).min(of + 6);
        (of + 1..end).find(|&at| row.kind(at).is_some_and(|kind| kinds.contains(&kind)))
    }

    /// Facts between the members of one list: 中国和老挝签署, A与B会谈, 中国与老挝接壤.
    fn pairs(&self, row: &Row, trigger: usize, relations: &mut Vec<Relation>) {
        let chunk = &row.chunks[trigger];
        for (act, predicate, rule) in PAIRS {
            if !chunk.has(act) {
                continue;
            }
            let kinds = predicate.subjects();
            let Some(last) = subject_left(row, trigger, kinds, Leniency::Exact) else { continue };
            let list = row.list(last, kinds);
            let meets_more = (last + 1..trigger).any(|at| row.chunks[at].has(Acts::WITH));
            if list.len() < 2 || list.len() > 6 || meets_more {
                continue;
            }
            let claim = stance::claim(row, list[0], trigger);
            let frame = Frame { rule, act, predicate, subject: Subject, object: Behind };
            for (subject, object) in sides(row, &list) {
                self.push(&frame, row, (subject, trigger, object), &claim, relations);
            }
        }
    }
}

/// Who of a list meets whom: A、B与C、D are two sides, A、B和C all of them.
fn sides(row: &Row, list: &[usize]) -> Vec<(usize, usize)> {
    let is_side =
        |&n: &usize| (list[n - 1]..list[n]).any(|at| row.chunks[at].has(Acts::WITH) && !row.chunks[at].is('、'));
    let border = (1..list.len()).rev().find(is_side);
    let mut pairs = Vec::new();
    for (n, &subject) in list.iter().enumerate() {
        for (m, &object) in list.iter().enumerate().skip(n + 1) {
            if border.is_none_or(|border| n < border && border <= m) {
                pairs.push((subject, object));
            }
        }
    }
    pairs
}

/// Acts that link the members of one list.
const PAIRS: [(Acts, Predicate, &str); 3] = [
    (Acts::AGREE, Predicate::AgreesWith, "agreement-of"),
    (Acts::MEET, Predicate::Meets, "meeting-of"),
    (Acts::BORDER, Predicate::Borders, "neighbours"),
];

/// The acts that frames hang on, each once.
const TRIGGERS: [Acts; 20] = [
    Acts::MEMBER,
    Acts::LOCATE,
    Acts::BUILD,
    Acts::SIGN,
    Acts::INVEST,
    Acts::LOAN,
    Acts::ORGANIZE,
    Acts::HOLD,
    Acts::ATTEND,
    Acts::VISIT,
    Acts::MEET,
    Acts::PUBLISH,
    Acts::PROPOSE,
    Acts::EXPORT,
    Acts::PRODUCE,
    Acts::SELL,
    Acts::BORDER,
    Acts::JOIN,
    Acts::AGREE,
    Acts::CONNECT,
];

/// All of them.
const ANY_TRIGGER: Acts = {
    let (mut all, mut at) = (Acts::APPOINT.without(Acts::APPOINT), 0);
    while at < TRIGGERS.len() {
        all = all.and(TRIGGERS[at]);
        at += 1;
    }
    all
};

/// A relation with the stretch of text from the first to the last of the words that say it.
pub(super) fn relation(
    page: Page<'_>,
    row: &Row,
    predicate: Predicate,
    (subject, object): (usize, usize),
    [from, trigger, to]: [Span; 3],
    claim: Claim,
    rule: &'static str,
) -> Relation {
    let start = from.start.min(trigger.start).min(to.start);
    let end = from.end.max(trigger.end).max(to.end);
    let evidence = Evidence { sentence: row.sentence, span: Span::new(start, end), subject: from, object: to };
    let swaps = predicate.is_symmetric() && page.resolution.entities[subject].id > page.resolution.entities[object].id;
    let (subject, object) = if swaps { (object, subject) } else { (subject, object) };
    Relation { subject, predicate, object: Object::Entity(object), claim, rule, evidence: vec![evidence] }
}

/// How many chunks away a subject or an object may stand.
const REACH: usize = 24;

/// The subject of the word at `trigger`: the nearest name in front that no preposition governs, in the same clause or, if
/// there is none, the one that the clauses before begin with.
pub(super) fn subject_left(row: &Row, trigger: usize, kinds: &[EntityKind], leniency: Leniency) -> Option<usize> {
    let start = row.clause_start(trigger);
    // 姜伟新在接受央视采访|时|表示: what stands between 在 and 时 is no subject.
    let mut is_aside = false;
    for at in (start.max(trigger.saturating_sub(REACH))..trigger).rev() {
        let chunk = &row.chunks[at];
        is_aside = (is_aside || chunk.has(Acts::WHEN)) && !chunk.has(Acts::IN);
        if is_aside {
            continue;
        }
        if let Some(name) = chunk.name() {
            if !row.governor(at).is_empty() {
                // 戈丹对|李瑞环|访问马赛表示欢迎: the clause is about the one who is led.
                if row.governor(at).has(Acts::TOWARDS) && at + 1 == trigger && kinds.contains(&name.kind) {
                    return None;
                }
                continue;
            }
            if !kinds.contains(&name.kind) {
                match name.kind {
                    // 王毅|18日|在北京|会见: a person cannot be the place of what an organization does.
                    Place | Document => continue,
                    _ if leniency == Leniency::Describing => continue,
                    _ => return None,
                }
            }
            return (leniency == Leniency::Describing || !row.describes(at)).then_some(at);
        }
        if is_barrier(chunk, leniency) {
            return None;
        }
    }
    // A noun without a name is a subject of its own: 相关部门负责人|参加.
    if row.opens_with_noun(start) {
        return None;
    }
    topic(row, start, kinds)
}

/// Whether a subject cannot stand beyond a word: another speaks, or what stands beyond describes a noun.
fn is_barrier(chunk: &Chunk, leniency: Leniency) -> bool {
    chunk.has(Acts::SAY) && chunk.word().is_some_and(|word| word.tag == Tag::Verb)
        || leniency == Leniency::Exact && chunk.has(Acts::OF)
}

/// The name that the clauses before begin with, as far as no other subject comes in between.
pub(super) fn topic(row: &Row, start: usize, kinds: &[EntityKind]) -> Option<usize> {
    let mut end = start.checked_sub(1)?;
    for _ in 0..MOST_CLAUSES {
        if !row.chunks[end].is('，') && !row.chunks[end].is(',') && !row.chunks[end].is('；') {
            return None;
        }
        let start = row.clause_start(end);
        let says = (start..end).any(|at| row.chunks[at].has(Acts::SAY) && at + 1 == end);
        // 新华社北京9月24日电: the agency tells, and does nothing.
        let reports = (start..end).any(|at| row.chunks[at].has(Acts::REPORT));
        if says || reports {
            return None;
        }
        let names = (start..end).filter(|&at| row.kind(at).is_some() && row.governor(at).is_empty());
        let mut leading = names.filter(|&at| !matches!(row.kind(at), Some(Place)));
        if let Some(first) = leading.next() {
            let last = row.list(first, kinds).last().copied().unwrap_or(first);
            // Employer and title lead to the person: 中国|外长|王毅.
            let person =
                (first..end.min(first + 8)).find(|&at| row.kind(at) == Some(Person) && row.governor(at).is_empty());
            let topic = person.unwrap_or(last);
            let is_wanted = row.kind(topic).is_some_and(|kind| kinds.contains(&kind));
            return (is_wanted && !row.describes(topic)).then_some(topic);
        }
        end = start.checked_sub(1)?;
    }
    None
}

/// How many clauses back a subject may stand.
const MOST_CLAUSES: usize = 3;

/// The last name in front of `trigger`, in its clause, that a preposition of some acts governs.
fn led(row: &Row, trigger: usize, acts: Acts, kinds: &[EntityKind]) -> Option<usize> {
    let start = row.clause_start(trigger).max(trigger.saturating_sub(REACH));
    (start..trigger)
        .rev()
        .find(|&at| {
            let leads_noun = acts.has(Acts::TOWARDS) && row.describes(at);
            let is_wanted = row.kind(at).is_some_and(|kind| kinds.contains(&kind));
            is_wanted && row.governor(at).has(acts) && !describes_person(row, at) && !leads_noun
        })
        .map(|last| first_of_chain(row, last, acts))
}

/// Whether a name only leads to a person's: 俄罗斯 of 俄罗斯总统普京.
fn describes_person(row: &Row, at: usize) -> bool {
    let end = row.clause_end(at).min(at + super::chunk::LONGEST_TITLE);
    let passes = |at: &usize| row.chunks[*at].word().is_some_and(super::chunk::is_title_word);
    row.kind(at) != Some(Person) && (at + 1..end).find(|at| !passes(at)).is_some_and(|at| row.kind(at) == Some(Person))
}

/// The first of names side by side under one preposition: 陕西省|西安市.
fn first_of_chain(row: &Row, last: usize, acts: Acts) -> usize {
    let mut first = last;
    let start = row.clause_start(last).max(last.saturating_sub(6));
    for at in (start..last).rev() {
        if !row.governor(at).is_empty() && !row.governor(at).has(acts) || row.chunks[at].has(acts) {
            break;
        }
        if row.kind(at) == row.kind(last)
            || matches!((row.kind(at), row.kind(last)), (Some(Country | Place), Some(Place | Organization)))
        {
            first = at;
        }
    }
    first
}

/// The first name of some kinds behind `trigger` in its clause that no other verb takes.
pub(super) fn behind(row: &Row, trigger: usize, kinds: &[EntityKind], is_described: bool) -> Option<usize> {
    let end = row.clause_end(trigger).min(trigger + REACH);
    let (mut crossed, mut described) = (false, false);
    for at in trigger + 1..end {
        let chunk = &row.chunks[at];
        if chunk.has(Acts::OF) {
            (crossed, described) = (false, true);
            continue;
        }
        if let Some(name) = chunk.name() {
            if kinds.contains(&name.kind)
                && !describes_person(row, at)
                && !crossed
                && (described || !is_described)
                && row.governor(at).is_empty()
            {
                let is_end = !row.chunks.get(at + 1).is_some_and(|next| next.has(Acts::OF));
                if is_end || !matches!(name.kind, Country | Organization | Place) {
                    return Some(at);
                }
            }
            continue;
        }
        let Some(word) = chunk.word() else { continue };
        let joins = row.is_joint(at - 1) && at - 1 > trigger || at == trigger + 1;
        if word.tag == Tag::Verb && !joins && !word.acts.is_empty() {
            crossed = true;
        }
    }
    None
}

/// The name between a verb of taking part and the word at `trigger`: 参与|中国-中亚天然气管道|建设.
fn inside(row: &Row, trigger: usize, kinds: &[EntityKind]) -> Option<usize> {
    let start = row.clause_start(trigger).max(trigger.saturating_sub(8));
    let object = (start..trigger).rev().find(|&at| row.kind(at).is_some_and(|kind| kinds.contains(&kind)))?;
    let takes_part = (start..object).any(|at| row.chunks[at].has(Acts::TAKE_PART));
    takes_part.then_some(object)
}

/// The name a few words in front of `trigger`: 哈萨克斯坦|最|畅销.
fn before(row: &Row, trigger: usize, kinds: &[EntityKind]) -> Option<usize> {
    let start = row.clause_start(trigger).max(trigger.saturating_sub(3));
    (start..trigger).rev().find(|&at| row.kind(at).is_some_and(|kind| kinds.contains(&kind)))
}

/// The first name of a list that a dash opens right behind `trigger`.
fn listed(row: &Row, trigger: usize, kinds: &[EntityKind]) -> Option<usize> {
    let dashes = row.chunks.get(trigger + 1..)?.iter().take_while(|chunk| chunk.is('—') || chunk.is('：')).count();
    let first = trigger + 1 + dashes;
    (dashes > 0 && row.kind(first).is_some_and(|kind| kinds.contains(&kind))).then_some(first)
}
