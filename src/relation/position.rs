//! Where the names stand that a word links, seen from the word.

use std::iter;
use std::ops::Range;

use super::announcement::announcer_before;
use super::argument::{
    MOST_MODIFIERS, before, behind, behind_stretch, described_next, describes_person, inside, led, led_behind, listed,
    preposition, received, right_behind,
};
use super::chunk::{Chunk, LONGEST_TITLE, Row, Sort, Word, is_title_word};
use super::frame::{ANY_TRIGGER, Frame};
use super::subject::{Leniency, in_turn, rest_of, shares_rest, subject_left, subject_next};
use crate::document::Tag;
use crate::ontology::EntityKind::{self, Country, Organization, Person, Place, Project};
use crate::ontology::{Acts, Predicate};

/// Where a name stands, seen from the word that links it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Position {
    /// In front, as the subject of the clause, or of the clause before if this one has none.
    Subject,
    /// In the clause behind, as the subject, where this one only tells when: 同拉夫罗夫会谈时，|王毅….
    SubjectNext,
    /// In front, as the subject of goods: 上汽红岩的智能重卡|出口, 比亚迪汽车|出口.
    Goods,
    /// In front, led by a preposition: 由, 在, 对.
    Led(Acts),
    /// Behind, in the same clause.
    Behind,
    /// Behind, and described by the word: …承建|的|X.
    Described,
    /// Behind, and described by the word and the share behind it: …持股|63%|的|X.
    DescribedByShare,
    /// Behind the object and described by it: 承建|中老铁路|的|X.
    DescribedByObject,
    /// Right in front: 参与|X|建设.
    Inside,
    /// In front, between the subject and the word: 奇瑞是|哈萨克斯坦|最畅销的品牌.
    Before,
    /// In a list behind a dash: 三国与中国接壤——|哈萨克斯坦、吉尔吉斯斯坦.
    Listed,
    /// At the beginning of the sentence, where each clause from there on tells who does what for it: |博览会|由商务部主办，浙江省承办.
    InTurn,
    /// Behind in the next clause, where nothing but money stands behind the word: 投资37亿美元，在老挝建设|云岭炼油厂.
    BehindNext,
    /// Described by what the next clause tells of it: 由商务部主办，浙江省承办的|博览会.
    DescribedNext,
    /// In front, as the town that is the subject: |西安|举办峰会.
    Town,
    /// Behind, as who it is: 第二大股东是|白桦集团.
    Identified,
    /// Right behind, and described by the word: 四国组成的|南方共同市场.
    Next,
    /// Right behind, perhaps with the country that it is of: 联合|华为公司.
    Right,
    /// In front, behind a word of getting, perhaps with employer and title: 获得|世界银行|贷款, 受到|老挝总理|石青|接见.
    Received,
    /// Behind, led by a preposition: 投资10亿美元在|泰国|建厂.
    LedBehind(Acts),
    /// In front of 是, of which the word tells what was done with it: |倡议|是中国提出的.
    Cleft,
    /// A work in front as the subject, or behind: |云岭水电站|在老挝开工, 在老挝承建|云岭水电站.
    Work,
}

use Position::{
    Before, Behind, BehindNext, Cleft, Described, DescribedByObject, DescribedByShare, DescribedNext, Goods,
    Identified, InTurn, Inside, Led, LedBehind, Listed, Next, Received, Right, Subject, SubjectNext, Town, Work,
};

/// The two names that a frame links around the word at `trigger`.
pub(super) fn ends(frame: &Frame, row: &Row, trigger: usize) -> Option<(usize, usize)> {
    let (subjects, objects) = (frame.predicate.subjects(), frame.predicate.objects());
    match (frame.subject, frame.object) {
        (DescribedByObject, object) => ends_of_relative(frame, object, row, trigger),
        (Described, object) => Some((described(row, trigger, subjects)?, find(object, row, trigger, objects)?)),
        (Subject, _) if tells_of_what_stands_behind(frame, row, trigger) => None,
        (Right, Before) => {
            // 岚海科技公告称，|控股股东|白桦集团|拟减持
            let opens = frame.act == Acts::HOLDER && row.clause_start(trigger) == trigger;
            let announcer = || if opens { announcer_before(row, trigger) } else { None };
            Some((right_behind(row, trigger, subjects)?, before(row, trigger, objects).or_else(announcer)?))
        }
        (subject, object @ (Before | Inside)) if subject != Identified => ends_around(frame, object, row, trigger),
        (Subject, Led(acts)) => {
            let object = led(row, trigger, acts, objects)?;
            Some((subject_beside(row, trigger, object, acts, subjects)?, object))
        }
        (Led(Acts::AGENT), Subject | Described) if joint_of_parts(row, trigger).is_some() => {
            let joint = joint_of_parts(row, trigger)?;
            let agent = (joint..trigger).find(|&at| row.is_one_of(at, subjects))?;
            let in_front = || subject_left(row, preposition(row, agent, Acts::AGENT)?, objects, Leniency::Exact);
            Some((agent, find(Described, row, trigger, objects).or_else(in_front)?))
        }
        // 其余|35%|由|丝路基金|持有
        (Led(acts), Subject) if frame.act == Acts::OWN && shares_rest(row, row.clause_start(trigger)) => {
            Some((led(row, trigger, acts, subjects)?, rest_of(row, row.clause_start(trigger))?))
        }
        (Led(acts), Subject) => {
            let subject = led(row, trigger, acts, subjects)?;
            Some((subject, subject_beside(row, trigger, subject, acts, objects)?))
        }
        (Before, Subject) => {
            let subject = before(row, trigger, subjects)?;
            let first = row.list(subject, subjects).first().copied().unwrap_or(subject);
            let object = subject_left(row, first, objects, Leniency::Exact)?;
            let links = if frame.act == Acts::MEMBER { Acts::INCLUDE } else { Acts::BECOME };
            let is_told = (object..subject).any(|at| row.has(at, links));
            Some((Some(subject).filter(|_| is_told)?, object))
        }
        (Received, Subject) => {
            let subject = received(row, trigger, subjects)?;
            let gets = (0..subject).rev().find(|&at| row.has(at, Acts::RECEIVE))?;
            Some((subject, subject_left(row, gets, objects, Leniency::Exact)?))
        }
        // 为|中国铁建|承建|的|铁路|提供: right in front of a word that describes stands who does it.
        (Subject, Behind) if is_agent_of(frame, row, trigger, subjects) => {
            Some((trigger - 1, find(Behind, row, trigger, objects)?))
        }
        (subject, object) => Some((find(subject, row, trigger, subjects)?, find(object, row, trigger, objects)?)),
    }
}

/// The object in front of what it describes together with the word at `trigger`, and that: 承建|中老铁路|的|中国铁建.
fn ends_of_relative(frame: &Frame, object: Position, row: &Row, trigger: usize) -> Option<(usize, usize)> {
    if !opens_relative(row, trigger) {
        return None;
    }
    let (subjects, objects) = (frame.predicate.subjects(), frame.predicate.objects());
    // 访问|老挝|的|石青: here a country may be described.
    let near = right_behind(row, trigger, objects).filter(|&near| describes(row, near));
    let object = near.or_else(|| find(object, row, trigger, objects))?;
    let last = row.last_of_list(object, objects);
    let last = if frame.predicate == Predicate::Connects { end_of_places(row, last, objects) } else { last };
    // 往返于|西安|和|阿拉木图|之间|的|班列
    let is_between = |at: usize| row.chunks.get(at).and_then(Chunk::word).is_some_and(|word| word.tag == Tag::Position);
    let last = last + usize::from(frame.predicate == Predicate::Connects && is_between(last + 1));
    Some((described_by(row, last, subjects)?, object))
}

/// The object between the subject and the word at `trigger`, and the subject in front of it; what stands between the two is none.
fn ends_around(frame: &Frame, object: Position, row: &Row, trigger: usize) -> Option<(usize, usize)> {
    let object = find(object, row, trigger, frame.predicate.objects())?;
    let subject = find(frame.subject, row, object, frame.predicate.subjects())?;
    // 白桦集团|股东|大会: who is a shareholder, and not who has one.
    // 均|为|大众汽车集团|旗下品牌
    let is_copula = |at: usize| row.has(at, Acts::BECOME) || frame.act == Acts::BELONG && stands_as(row, at);
    let is_told = !frame.act.has(Acts::HOLDER.and(Acts::BELONG).and(Acts::SUPPLIER))
        || frame.subject == SubjectNext
        || (subject.min(object)..subject.max(object)).any(is_copula);
    (is_told && !is_of_another(row, subject, object)).then_some((subject, object))
}

/// Whether the word at `trigger` says where what stands behind it is: 在|老挝|访问|的|石青, 在北京|召开|的|峰会.
fn tells_of_what_stands_behind(frame: &Frame, row: &Row, trigger: usize) -> bool {
    let is_meant = || match frame.act {
        // 是应邀|来|华|访问|的
        Acts::VISIT => row.clause_end(trigger) > trigger + 2,
        Acts::HOLD => find(Behind, row, trigger, frame.predicate.subjects()).is_some(),
        _ => false,
    };
    frame.object == Led(Acts::IN) && describes(row, trigger) && is_meant()
}

/// A name of some kinds at a position.
fn find(position: Position, row: &Row, trigger: usize, kinds: &[EntityKind]) -> Option<usize> {
    match position {
        Subject => subject_left(row, trigger, kinds, Leniency::Exact),
        SubjectNext => subject_next(row, trigger, kinds),
        InTurn => in_turn(row, trigger, kinds),
        DescribedNext => described_next(row, trigger, kinds),
        DescribedByShare => described_by_share(row, trigger).filter(|_| kinds.contains(&Organization)),
        Town => town(row, trigger),
        Next => {
            let is_next = |at: &usize| row.is_one_of(*at, kinds);
            Some(trigger + 2).filter(|at| is_next(at) && row.has(trigger + 1, Acts::OF))
        }
        Work => {
            let works = [Project];
            subject_left(row, trigger, &works, Leniency::Exact).or_else(|| behind(row, trigger, &works, false))
        }
        Goods => subject_left(row, trigger, kinds, Leniency::Describing),
        Led(acts) => led(row, trigger, acts, kinds),
        Behind => behind(row, trigger, kinds, false).map(|at| narrowed(row, held_by(row, trigger, at))),
        BehindNext => built_next(row, trigger).and_then(|verb| behind(row, verb, kinds, false)),
        Described => behind(row, trigger, kinds, true).map(|at| narrowed(row, at)),
        Inside => inside(row, trigger, kinds),
        Before => before(row, trigger, kinds),
        Listed => listed(row, trigger, kinds),
        Right => right_behind(row, trigger, kinds),
        Identified => {
            // 前大股东是|白桦集团, 股东成为|白桦集团客户
            let next = row.chunks.get(trigger + 1)?;
            let is_past = row.chunks[row.clause_start(trigger)..trigger].iter().any(|chunk| chunk.has(Acts::FORMER));
            let is_told = next.has(Acts::BECOME) && next.has(Acts::REACH) && !is_past;
            let is_wanted = |at: usize| row.is_one_of(at, kinds) && !row.describes(at);
            Some(trigger + 2).filter(|&at| is_told && is_wanted(at))
        }
        LedBehind(acts) => led_behind(row, trigger, acts, kinds),
        Received => received(row, trigger, kinds),
        Cleft => cleft(row, trigger, kinds),
        DescribedByObject => None,
    }
}

/// The firm of which shares are bought that another one has: 收购|青湖集团|所|持|白桦化工|六成|股权.
fn held_by(row: &Row, trigger: usize, at: usize) -> usize {
    let near = at + 1..row.clause_end(at).min(at + MOST_HELD);
    let holds = near.clone().find(|&at| row.has(at, Acts::OWN)).filter(|_| row.has(trigger, Acts::INVEST));
    // 所持|意大利|器械|制造商|贝托尼器械
    let end = row.clause_end(at).min(at + MOST_HELD + MOST_DESCRIBING);
    let firm = holds.and_then(|holds| (holds + 1..end).find(|&at| row.kind(at) == Some(Organization)));
    let are_shares = |firm: usize| row.chunks[firm..row.clause_end(firm)].iter().any(|chunk| chunk.has(Acts::SHARE));
    firm.filter(|&firm| are_shares(firm)).unwrap_or(at)
}

/// The most chunks from a holder to the firm whose shares it has: 青湖集团|所|持|的|白桦化工.
const MOST_HELD: usize = 5;

/// The most chunks that describe a firm in front of its name.
const MOST_DESCRIBING: usize = 4;

/// The work that is meant where one only tells whose part another is: 中老铁路|控制性|工程|青湖大桥.
fn narrowed(row: &Row, at: usize) -> usize {
    let is_noun = |chunk: &Chunk| {
        chunk.word().is_some_and(|word| matches!(word.tag, Tag::Noun | Tag::Adjective) && word.acts.is_plain())
    };
    let behind = row.chunks.get(at + 1..).unwrap_or_default();
    let part = at + 1 + behind.iter().take_while(|chunk| is_noun(chunk)).take(MOST_MODIFIERS + 1).count();
    let are_works = row.kind(at) == Some(Project) && row.kind(part) == Some(Project);
    if are_works && part > at + 1 { part } else { at }
}

/// The word for building in the clause behind that of `trigger`, where both have one subject: 投资37亿美元，|在老挝|建设.
fn built_next(row: &Row, trigger: usize) -> Option<usize> {
    let comma = row.clause_end(trigger);
    let is_money = trigger + 1 < comma && row.chunks[trigger + 1..comma].iter().all(Chunk::is_figure);
    let end = row.clause_end(comma + 1);
    let verb =
        (comma + 1..end).find(|&at| row.has(at, Acts::BUILD)).filter(|_| is_money && row.chunks[comma].is('，'))?;
    let is_led = |at: usize| row.chunks[at].name().is_none() || row.governor(at).has(Acts::IN);
    (comma + 1..verb).all(is_led).then_some(verb)
}

/// Whether 为 stands at `at`, as what something is: 均|为|旗下品牌.
pub(super) fn stands_as(row: &Row, at: usize) -> bool {
    row.has(at, Acts::REACH) && row.has(at, Acts::TOWARDS)
}

/// The name that opens the clause and of which 是…的 tells what was done with it: |倡议|是|中国|提出|的.
fn cleft(row: &Row, trigger: usize, kinds: &[EntityKind]) -> Option<usize> {
    let (start, end) = (row.clause_start(trigger), row.clause_end(trigger));
    // 大桥|是|中国|援建|的|首个|项目
    let is_noun = |chunk: &Chunk| {
        let is_part = |word: Word| matches!(word.tag, Tag::Noun | Tag::Adjective | Tag::Number) && !is_title_word(word);
        chunk.word().is_some_and(is_part)
    };
    let is_end = row.has(trigger + 1, Acts::OF) && row.chunks[trigger + 2..end].iter().all(is_noun);
    let copula = (start..trigger).find(|&at| row.has(at, Acts::BECOME)).filter(|_| is_end)?;
    copula.checked_sub(1).filter(|&name| name >= start && row.is_one_of(name, kinds))
}

/// The town that is the subject of the word at `trigger`, and of no other: not 北京|参加|即将举行的会议.
fn town(row: &Row, trigger: usize) -> Option<usize> {
    let town = subject_left(row, trigger, &[Place], Leniency::Exact)?;
    let acts = |word: Word| word.tag == Tag::Verb && word.acts.has(ANY_TRIGGER);
    (!(town + 1..trigger).any(|at| row.chunks[at].word().is_some_and(acts))).then_some(town)
}

/// The subject beside a name that a preposition leads. What is led may describe the agent or the place: 铁路|由|A和B|组成|的|联合体|承建,
/// 展览|在|敦煌|的|剧院|举行.
fn subject_beside(row: &Row, trigger: usize, led: usize, acts: Acts, kinds: &[EntityKind]) -> Option<usize> {
    let in_front = || {
        let is_body = acts.has(Acts::AGENT) && (led..trigger).any(|at| row.has(at, Acts::COMPOSE));
        let is_venue = acts.has(Acts::IN) && row.has(trigger, Acts::HOLD);
        // 中国对老挝、越南的|投资, 其中七成来自岚海银行的|贷款
        let last = row.kind(led).map_or(led, |kind| row.last_of_list(led, &[kind]));
        let of = behind_stretch(row, last + 1);
        let n_between = trigger.saturating_sub(of + 1);
        let is_verbal = acts.has(Acts::TOWARDS) && row.has(of, Acts::OF) && n_between <= MOST_MODIFIERS
            || acts == Acts::FROM && trigger > led && row.has(trigger - 1, Acts::OF);
        let preposition = preposition(row, led, acts).filter(|_| is_body || is_venue || is_verbal)?;
        subject_left(row, preposition, kinds, Leniency::Exact)
    };
    subject_left(row, trigger, kinds, Leniency::Exact).or_else(in_front)
}

/// Whether the clause of `object` begins with a subject of its own, which `subject` in a clause before is not: 另一家|是|云岭集团的子公司.
fn is_of_another(row: &Row, subject: usize, object: usize) -> bool {
    let start = row.clause_start(object);
    let verb = (start..object).find(|&at| row.has(at, Acts::BECOME));
    let is_small = |at: usize| match row.chunks[at].sort {
        Sort::Time(_) => true,
        Sort::Word(word) => matches!(word.tag, Tag::Adverb | Tag::Conjunction | Tag::Time),
        _ => false,
    };
    subject < start && verb.is_some_and(|verb| !(start..verb).all(is_small))
}

/// The mark behind which another part of what is done begins than 由 leads to: 由|白桦集团|修建|、|岚海银行|提供贷款.
fn joint_of_parts(row: &Row, trigger: usize) -> Option<usize> {
    let start = row.clause_start(trigger);
    // 由白桦集团|设计|、岚海建工|施工
    let is_deed = |at: usize| row.chunks[at].word().is_some_and(|word| matches!(word.tag, Tag::Verb | Tag::VerbalNoun));
    let parts = |at: usize| {
        let is_part = |at: usize| row.has(at, PARTS_OF_WORK) || is_deed(at) && row.kind(at - 1) == Some(Organization);
        // 由|白桦集团|控股|60%|、|岚海集团|持股|40%
        let last = (start..at).rev().find(|&at| !row.chunks[at].is_figure());
        row.chunks[at].is('、') && last.is_some_and(|last| last > start && is_part(last))
    };
    let joint = (start..trigger).rev().find(|&at| parts(at))?;
    let is_led = |stretch: Range<usize>| row.chunks[stretch].iter().any(|chunk| chunk.has(Acts::AGENT));
    // 由|白桦集团|投资|、|建设|的|铁路: the same does both.
    let is_other = (joint..trigger).any(|at| row.chunks[at].name().is_some());
    (is_led(start..joint) && !is_led(joint..trigger) && is_other).then_some(joint)
}

/// What several do for one work.
const PARTS_OF_WORK: Acts =
    Acts::BUILD.and(Acts::INVEST).and(Acts::FINANCE).and(Acts::LOAN).and(Acts::ORGANIZE).and(Acts::OWN);

/// Whether the word at `trigger` opens what describes a noun further on: 起诉|承建|铁路|的|中国铁建, but not
/// 中国铁建|还|承建|铁路|的….
fn opens_relative(row: &Row, trigger: usize) -> bool {
    let passes = |chunk: &Chunk| match chunk.sort {
        Sort::Time(_) => true,
        Sort::Word(word) => word.tag == Tag::Adverb || word.acts.has(Acts::PLAN.and(Acts::JOINTLY)),
        _ => false,
    };
    let start = row.clause_start(trigger);
    let before = (start..trigger).rev().find(|&at| !passes(&row.chunks[at]));
    // 金边|通往|西哈努克港|的|公路
    if before == Some(start) && row.kind(start) == Some(Place) && row.has(trigger, Acts::CONNECT) {
        return true;
    }
    before.is_none_or(|before| row.chunks[before].name().is_none() || !row.governor(before).is_empty())
}

/// Whether 的 behind a chunk makes it describe what follows.
pub(super) fn describes(row: &Row, trigger: usize) -> bool {
    row.has(trigger + 1, Acts::OF)
}

/// Acts whose agent stands right in front where they describe what is built or held.
const DESCRIBING: Acts = Acts::BUILD.and(Acts::ORGANIZE).and(Acts::PUBLISH);

/// Whether the name in front of a word that describes what follows is who does it, whatever leads it.
fn is_agent_of(frame: &Frame, row: &Row, trigger: usize, kinds: &[EntityKind]) -> bool {
    let describes = frame.act.has(DESCRIBING) && describes(row, trigger);
    let before = trigger.checked_sub(1).and_then(|before| row.kind(before));
    describes
        && before.is_some_and(|kind| kinds.contains(&kind))
        && !row.governor(trigger - 1).has(Acts::AGENT.and(Acts::IN))
}

/// The name that the word at `trigger` describes, perhaps with employer and title in front: 访问|的|法国|总统|石青.
fn described(row: &Row, trigger: usize, kinds: &[EntityKind]) -> Option<usize> {
    // 建设|和|运营|的|快速路
    let mut of = trigger + 1;
    while row.is_joint(of) && row.chunks.get(of + 1).and_then(Chunk::word).is_some_and(|word| !word.acts.is_plain()) {
        of += 2;
    }
    if !row.has(of, Acts::OF) {
        return None;
    }
    let end = row.clause_end(of).min(of + LONGEST_TITLE);
    (of + 1..end).find(|&at| row.is_one_of(at, kinds))
}

/// The organization or work behind the share that somebody has of it, perhaps with its country: 持股|63|.|5|%|的|德国|库卡公司.
fn described_by_share(row: &Row, trigger: usize) -> Option<usize> {
    let end = row.clause_end(trigger).min(trigger + LONGEST_SHARE);
    let of = (trigger + 1..end).find(|&at| row.has(at, Acts::OF))?;
    let is_thing = |at: &usize| matches!(row.kind(*at), Some(Organization | Project));
    let thing = [of + 1, of + 2].into_iter().find(is_thing)?;
    let is_told = of > trigger + 1
        && row.chunks[trigger + 1..of].iter().all(Chunk::is_figure)
        && (of + 1..thing).all(|at| row.kind(at) == Some(Country));
    is_told.then_some(thing)
}

/// The most chunks from a word of owning to the 的 behind a share: 持股|63|.|5|%|的.
const LONGEST_SHARE: usize = 7;

/// The most chunks behind an object to the name that it describes.
const NEAR: usize = 6;

/// The name that an object describes together with its verb: 承建|中老铁路|的|中国铁建.
fn described_by(row: &Row, object: usize, kinds: &[EntityKind]) -> Option<usize> {
    // 出席|论坛|开幕式|的|石青, 承建|云岭电站|主体工程|的|是|白桦集团, 参与|云岭电站|建设|的|白桦集团
    let is_part = |at: &usize| row.has(*at, Acts::CEREMONY.and(Acts::PART).and(Acts::BUILD));
    let of = object + 1 + (object + 1..row.chunks.len()).take_while(is_part).count();
    let of = behind_length(row, of);
    if !row.has(of, Acts::OF) {
        return None;
    }
    let end = row.clause_end(of).min(of + NEAR);
    // 出席|论坛|的|投资部|副大臣|石青: who is named behind is described, and not the employer; but 参展|的|白桦集团|董事长|石青.
    let shows = row.has(object.saturating_sub(1), Acts::EXHIBIT);
    let is_employer = |at: usize| kinds.contains(&Person) && !shows && describes_person(row, at);
    let first = (of + 1..end).find(|&at| row.is_one_of(at, kinds) && !is_employer(at))?;
    // 承担云岭电站主体施工的是|白桦集团|旗下的|岚海工程局
    let part = first + 2 + usize::from(row.has(first + 2, Acts::OF));
    let is_whole = row.has(first + 1, Acts::BELONG) && row.is_one_of(part, kinds);
    Some(if is_whole { part } else { first })
}

/// The chunk behind how long a line is, which 、 at `joint` leads to if anything does: 连接|昆明|和|万象|、|全长|1035|公里|的.
fn behind_length(row: &Row, joint: usize) -> usize {
    let is_length = |chunk: &&Chunk| {
        let is_noun = |word: Word| word.acts.is_plain() && matches!(word.tag, Tag::Noun | Tag::Adverb | Tag::Adjective);
        chunk.is_figure() || chunk.word().is_some_and(is_noun)
    };
    if !row.chunks.get(joint).is_some_and(|mark| mark.is('、')) {
        return joint;
    }
    let behind = &row.chunks[joint + 1..];
    let n_words = behind.iter().take(LONGEST_LENGTH).take_while(is_length).count();
    if behind[..n_words].iter().any(Chunk::is_figure) { joint + 1 + n_words } else { joint }
}

/// The most chunks that tell how long a line is: 全长|约|1|.|5|万|公里.
const LONGEST_LENGTH: usize = 7;

/// The last of places side by side or in a list: 中国|霍尔果斯|与|哈萨克斯坦|努尔饶尔.
fn end_of_places(row: &Row, first: usize, kinds: &[EntityKind]) -> usize {
    let is_place = |at: usize| row.is_one_of(at, kinds);
    let mut last = first;
    loop {
        match last + 1 {
            next if is_place(next) => last = next,
            joint if row.is_joint(joint) && is_place(joint + 1) => last = joint + 1,
            // 起自黑河|、|终到|上海
            joint
                if row.chunks.get(joint).is_some_and(|mark| mark.is('、'))
                    && row.has(joint + 1, Acts::CONNECT)
                    && is_place(joint + 2) =>
            {
                last = joint + 2;
            }
            _ => return last,
        }
    }
}

/// The names of which a frame tells: the list in which its subject stands.
pub(super) fn list_of_subjects(frame: &Frame, row: &Row, subject: usize, trigger: usize) -> Vec<usize> {
    let mut list = row.list(subject, frame.predicate.subjects());
    // 石青|同|宋赛和李明|会谈: whom it leads to is the other side.
    if frame.object == Led(Acts::WITH) {
        let with = (subject..trigger).rev().find(|&at| row.has(at, Acts::WITH));
        list.retain(|&at| at <= subject || with.is_none_or(|with| at < with));
    }
    // 加入欧盟的匈牙利|同|中国|签署: with whom the head does something is not described.
    if matches!(frame.subject, DescribedByObject | Described) {
        let clause = subject + 1..row.clause_end(subject);
        let does = |at: usize| row.has(at, Acts::AGREE.and(Acts::MEET).and(Acts::BORDER).and(Acts::TIE));
        let joint = clause.clone().find(|&at| row.has(at, Acts::WITH.and(Acts::AND)));
        let end = joint.filter(|&joint| (joint..clause.end).any(does));
        list.retain(|&at| end.is_none_or(|end| at < end));
    }
    // 老挝|与|中国、越南|为邻，|出口泰国: whom it borders on does nothing more.
    let clause = row.clause_start(subject)..row.clause_end(subject);
    if clause.end < trigger && clause.clone().any(|at| row.has(at, Acts::BORDER)) {
        let with = clause.into_iter().find(|&at| row.has(at, Acts::WITH));
        list.retain(|&at| with.is_none_or(|with| at < with));
    }
    if frame.act == Acts::ATTEND && frame.subject == Subject {
        list.extend(listed_before(row, subject));
        list.extend(companions(row, subject, trigger));
    }
    list
}

/// The people with whom somebody does something, in the clause of the word for it: 石青…，|与|李明|一道|出席.
fn companions(row: &Row, subject: usize, trigger: usize) -> Vec<usize> {
    let start = row.clause_start(trigger).max(subject + 1);
    let person = (start..trigger).rev().find(|&at| row.kind(at) == Some(Person) && row.governor(at).has(Acts::WITH));
    let is_joint =
        |at: usize| row.has(at, Acts::JOINTLY) || row.chunks[at].word().is_some_and(|word| word.tag == Tag::Adverb);
    let joined = person.filter(|&person| person + 1 < trigger && (person + 1..trigger).all(is_joint));
    joined.map_or_else(Vec::new, |person| row.list(person, &[Person]))
}

/// The people whom the clause before lists, which does nothing but that: 老挝总理石青等外国领导人，|市长李明出席.
fn listed_before(row: &Row, subject: usize) -> Vec<usize> {
    let comma = row.clause_start(subject).checked_sub(1).filter(|&comma| row.chunks[comma].is('，'));
    let Some(comma) = comma else { return Vec::new() };
    let start = row.clause_start(comma);
    let leads = |chunk: &Chunk| {
        // 等|外国|领导人
        let is_noun = |word: Word| {
            is_title_word(word) || matches!(word.tag, Tag::Noun | Tag::Place | Tag::Other) || word.acts.has(Acts::AND)
        };
        chunk.name().is_some() || chunk.is('、') || chunk.has(Acts::SUM_UP) || chunk.word().is_some_and(is_noun)
    };
    let opens = start.checked_sub(1).is_none_or(|before| row.chunks[before].is('。'));
    let sums_up = row.chunks[start..comma].iter().any(|chunk| chunk.has(Acts::SUM_UP));
    if !opens || !sums_up || row.kind(subject) != Some(Person) || !row.chunks[start..comma].iter().all(leads) {
        return Vec::new();
    }
    (start..comma).filter(|&at| row.kind(at) == Some(Person)).collect()
}

/// The names that a frame links with its subject: the list in which its object stands, and what else its word takes.
pub(super) fn list_of_objects(frame: &Frame, row: &Row, object: usize) -> Vec<usize> {
    let kinds = frame.predicate.objects();
    let is_line = frame.predicate == Predicate::Connects;
    // 中国云南省昆明市: the last name stands in the list.
    let n_wider = (object..).take_while(|&at| is_line && row.is_one_of(at + 1, kinds)).count();
    let (first, object) = (object, object + n_wider);
    let mut list = row.list(object, kinds);
    // 苏州|太仓 behind 海门|和: the town within is led to as well; but 万象|北京|时间.
    if is_line && let Some(&last) = list.last() {
        let within: Vec<usize> = (last + 1..).take_while(|&at| row.kind(at) == Some(Place)).collect();
        let behind = last + 1 + within.len();
        if row.chunks.get(behind).is_none_or(Chunk::is_boundary) || row.has(behind, Acts::OF) {
            list.extend(within);
        }
    }
    list.extend(first..object);
    let is_relative = frame.subject == DescribedByObject;
    if is_line && is_relative {
        let first = row.clause_start(object);
        add(&mut list, row, iter::once(first), &[Place]);
        // 自|昆明|通往|万象|的|中老铁路
        let is_origin = |at: &usize| row.governor(*at).has(Acts::FROM) && row.has(*at + 1, Acts::CONNECT);
        add(&mut list, row, (first..object).filter(is_origin), kinds);
        add(&mut list, row, object..=end_of_places(row, object, kinds), kinds);
    }
    // 把昆明与东部的|万象|连为一体: all that is taken.
    if frame.object == Led(Acts::TAKE) {
        let taken = (object..row.chunks.len()).take_while(|&at| !row.has(at, Acts::CONNECT));
        add(&mut list, row, taken, kinds);
    }
    // 哈萨克斯坦首都阿斯塔纳的独立宫: one place within the other, all led by one preposition. But 访问老挝的|泰国总理|石青: what
    // stands behind belongs to the subject.
    let is_seat = matches!(frame.predicate, Predicate::HeldIn | Predicate::LocatedIn | Predicate::Visits);
    if is_seat && !is_relative {
        // 访问中国|符合|美国利益: behind a verb stands something else.
        // jieba takes 会见 for a noun.
        let deeds = Acts::MEET.and(Acts::VISIT).and(Acts::ATTEND).and(Acts::WHEN);
        let is_verb =
            |at: &usize| row.chunks[*at].word().is_some_and(|word| word.tag == Tag::Verb || word.acts.has(deeds));
        let inner = (object + 1..row.clause_end(object)).take_while(|at| !is_verb(at));
        let is_near = |at: &usize| at - object <= WIDEST_SEAT && row.governor(*at) == row.governor(object);
        add(&mut list, row, inner.filter(|&at| row.is_one_of(at, kinds)).take_while(is_near), kinds);
    }
    list
}

/// The most chunks from a place to one within it: 哈萨克斯坦|首都|阿斯塔纳|的|独立宫.
const WIDEST_SEAT: usize = 4;

/// Adds the names of some kinds among some chunks that a list does not have.
fn add(list: &mut Vec<usize>, row: &Row, chunks: impl Iterator<Item = usize>, kinds: &[EntityKind]) {
    for at in chunks {
        if row.is_one_of(at, kinds) && !list.contains(&at) {
            list.push(at);
        }
    }
}
