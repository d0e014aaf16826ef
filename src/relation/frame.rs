//! Facts that hang on one word: who builds, holds, meets, sells what where.
//!
//! A [`Frame`] says which word, and where its subject and object stand. All frames are matched by the same few steps over
//! the [rows](super::chunk) of a sentence, so that a new fact is a line in [`FRAMES`](super::frames) and words in
//! `lexicon/acts.tsv`.

use std::ops::Range;

use super::argument::{
    Leniency, before, behind, described_next, in_turn, inside, led, led_behind, listed, preposition, received,
    right_behind, subject_left, subject_next,
};
use super::chunk::{Chunk, LONGEST_TITLE, Row, Sort, Word};
use super::frames::FRAMES;
use super::trigger::{binds, brings_plant, is_only_named, lends, light_verb, makes_goods};
use super::{Claim, Evidence, Object, Page, Polarity, Relation, pairing, seat, stance};
use crate::document::Tag;
use crate::entity::{is_firm, is_sea};
use crate::ontology::EntityKind::{self, Country, Organization, Place};
use crate::ontology::{Acts, Predicate};
use crate::text::Span;

/// A word, and where what it links stands.
#[derive(Clone, Copy)]
pub(super) struct Frame {
    /// The name that relations carry.
    pub rule: &'static str,
    /// What the word says.
    pub act: Acts,
    pub predicate: Predicate,
    pub subject: Position,
    pub object: Position,
}

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
    /// Described by what the next clause tells of it: 由商务部主办，浙江省承办的|博览会.
    DescribedNext,
    /// In front, as the town that is the subject: |西安|举办峰会.
    Town,
    /// Behind, as who it is: 第二大股东是|白桦集团.
    Told,
    /// Right behind, and described by the word: 四国组成的|南方共同市场.
    Next,
    /// Right behind, perhaps with the country that it is of: 联合|华为公司.
    Right,
    /// In front, behind a word of getting, perhaps with employer and title: 获得|世界银行|贷款, 受到|老挝总理|石青|接见.
    Received,
    /// Behind, led by a preposition: 投资10亿美元在|泰国|建厂.
    LedBehind(Acts),
    /// A work in front as the subject, or behind: |云岭水电站|在老挝开工, 在老挝承建|云岭水电站.
    Work,
}

use Position::{
    Before, Behind, Described, DescribedByObject, DescribedByShare, DescribedNext, Goods, InTurn, Inside, Led,
    LedBehind, Listed, Next, Received, Right, Subject, SubjectNext, Told, Town, Work,
};

/// All acts that frames hang on.
const ANY_TRIGGER: Acts = {
    let (mut all, mut at) = (FRAMES[0].act, 1);
    while at < FRAMES.len() {
        all = all.and(FRAMES[at].act);
        at += 1;
    }
    all
};

/// Reads the facts of one row.
pub(super) fn read(page: Page<'_>, row: &Row, relations: &mut Vec<Relation>) {
    for trigger in 0..row.chunks.len() {
        let Some(word) = row.chunks[trigger].word().filter(|word| word.acts.has(ANY_TRIGGER)) else { continue };
        let trigger = light_verb(row, trigger).unwrap_or(trigger);
        // Frames of one act stand together.
        for frames in FRAMES.chunk_by(|a, b| a.act == b.act).filter(|frames| word.acts.has(frames[0].act)) {
            if frames.iter().find_map(|frame| apply(frame, page, row, trigger, relations)).is_none() {
                pairing::read(page, row, trigger, frames[0].act, relations);
            }
        }
        if word.acts.has(pairing::ISSUED) && pairing::is_joint_act(row, trigger) {
            pairing::read(page, row, trigger, Acts::JOINTLY, relations);
        }
    }
}

fn apply(frame: &Frame, page: Page<'_>, row: &Row, trigger: usize, relations: &mut Vec<Relation>) -> Option<()> {
    let (subjects, objects) = (frame.predicate.subjects(), frame.predicate.objects());
    let (subject, object) = match frame.subject {
        DescribedByObject if !opens_relative(row, trigger) => return None,
        Described => (described(row, trigger, subjects)?, find(frame.object, row, trigger, objects)?),
        // 在|老挝|访问|的|石青: the subject stands behind.
        Subject if frame.act == Acts::VISIT && frame.object == Led(Acts::IN) && describes(row, trigger) => return None,
        // 为|在北京|召开|的|峰会|作准备: the event stands behind.
        Subject
            if frame.act == Acts::HOLD
                && frame.object == Led(Acts::IN)
                && describes(row, trigger)
                && find(Behind, row, trigger, subjects).is_some() =>
        {
            return None;
        }
        DescribedByObject => {
            // 访问|老挝|的|石青: here a country may be described.
            let near = right_behind(row, trigger, objects).filter(|&near| describes(row, near));
            let object = near.or_else(|| find(frame.object, row, trigger, objects))?;
            let last = row.list(object, objects).last().copied().unwrap_or(object);
            let last = if frame.predicate == Predicate::Connects { end_of_places(row, last, objects) } else { last };
            (described_by(row, last, subjects)?, object)
        }
        Right if frame.object == Before => {
            (right_behind(row, trigger, subjects)?, find(Before, row, trigger, objects)?)
        }
        // 岚海科技|第二大|股东|是|白桦集团
        Told => (find(Told, row, trigger, subjects)?, find(frame.object, row, trigger, objects)?),
        // What stands between the two is no subject.
        place if matches!(frame.object, Before | Inside) => {
            let object = find(frame.object, row, trigger, objects)?;
            let subject = find(place, row, object, subjects)?;
            // 白桦集团|股东|大会: who is a shareholder, and not who has one.
            let is_told = !frame.act.has(Acts::HOLDER.and(Acts::BELONG).and(Acts::SUPPLIER))
                || (subject.min(object)..subject.max(object)).any(|at| row.chunks[at].has(Acts::BECOME));
            (Some(subject).filter(|_| is_told && !is_of_another(row, subject, object))?, object)
        }
        place => match (place, frame.object) {
            (Subject, Led(acts)) => {
                let object = led(row, trigger, acts, objects)?;
                (subject_beside(row, trigger, object, acts, subjects)?, object)
            }
            (Led(Acts::AGENT), Subject | Described) if joint_of_parts(row, trigger).is_some() => {
                let joint = joint_of_parts(row, trigger)?;
                let agent = (joint..trigger).find(|&at| row.kind(at).is_some_and(|kind| subjects.contains(&kind)))?;
                let in_front = || subject_left(row, preposition(row, agent, Acts::AGENT)?, objects, Leniency::Exact);
                (agent, find(Described, row, trigger, objects).or_else(in_front)?)
            }
            (Led(acts), Subject) => {
                let subject = led(row, trigger, acts, subjects)?;
                (subject, subject_beside(row, trigger, subject, acts, objects)?)
            }
            (Before, Subject) => {
                let subject = before(row, trigger, subjects)?;
                let object = subject_left(row, subject, objects, Leniency::Exact)?;
                let is_told = (object..subject).any(|at| row.chunks[at].has(Acts::BECOME));
                (Some(subject).filter(|_| is_told)?, object)
            }
            (Received, Subject) => {
                let subject = received(row, trigger, subjects)?;
                let gets = (0..subject).rev().find(|&at| row.chunks[at].has(Acts::RECEIVE))?;
                (subject, subject_left(row, gets, objects, Leniency::Exact)?)
            }
            // 为|中国铁建|承建|的|铁路|提供: right in front of a word that describes stands who does it.
            (Subject, Behind) if is_agent_of(frame, row, trigger, subjects) => {
                (trigger - 1, find(Behind, row, trigger, objects)?)
            }
            _ => (find(place, row, trigger, subjects)?, find(frame.object, row, trigger, objects)?),
        },
    };
    let from = subject.min(object);
    let mut claim = stance::claim(row, from.min(trigger), trigger)?;
    if frame.act == Acts::QUIT {
        // 没有退出 tells nothing of who is a member now that others do not.
        claim.polarity = (claim.polarity == Polarity::Asserted).then_some(Polarity::Denied)?;
    }
    let (from, to) = (row.list(subject, subjects), list_of_objects(frame, row, object, objects));
    let first = from[0].min(to[0]).min(trigger);
    let one_by_one = (first..trigger).any(|at| row.chunks[at].has(Acts::RESPECTIVELY)) && from.len() == to.len();
    let mut found = false;
    for (n, &subject) in from.iter().enumerate() {
        for (m, &object) in to.iter().enumerate() {
            if !one_by_one || n == m {
                found |= push(frame, page, row, (subject, trigger, object), &claim, relations);
                // 在泰国|设有|加工厂: goods are made there, too.
                if frame.act == Acts::SETTLE && makes_goods(page, row, trigger) && row.kind(object) == Some(Country) {
                    let made = Frame { rule: "plant-settled", predicate: Predicate::ProducesIn, ..*frame };
                    push(&made, page, row, (subject, trigger, object), &claim, relations);
                }
            }
        }
    }
    found.then_some(())
}

/// Whether the clause of `object` begins with a subject of its own, which `subject` in a clause before is not: 另一家|是|云岭集团的子公司.
fn is_of_another(row: &Row, subject: usize, object: usize) -> bool {
    let start = row.clause_start(object);
    let verb = (start..object).find(|&at| row.chunks[at].has(Acts::BECOME));
    let is_small = |at: usize| match row.chunks[at].sort {
        Sort::Time(_) => true,
        Sort::Word(word) => matches!(word.tag, Tag::Adverb | Tag::Conjunction | Tag::Time),
        _ => false,
    };
    subject < start && verb.is_some_and(|verb| !(start..verb).all(is_small))
}

/// The last of places side by side or in a list: 中国|霍尔果斯|与|哈萨克斯坦|努尔饶尔.
fn end_of_places(row: &Row, first: usize, kinds: &[EntityKind]) -> usize {
    let is_place = |at: usize| row.kind(at).is_some_and(|kind| kinds.contains(&kind));
    let mut last = first;
    loop {
        match last + 1 {
            next if is_place(next) => last = next,
            joint if row.is_joint(joint) && is_place(joint + 1) => last = joint + 1,
            // 起自黑河|、|终到|上海
            joint
                if row.chunks.get(joint).is_some_and(|mark| mark.is('、'))
                    && row.chunks.get(joint + 1).is_some_and(|next| next.has(Acts::CONNECT))
                    && is_place(joint + 2) =>
            {
                last = joint + 2;
            }
            _ => return last,
        }
    }
}

fn list_of_objects(frame: &Frame, row: &Row, object: usize, kinds: &[EntityKind]) -> Vec<usize> {
    // 中国云南省昆明市: the last name stands in the list.
    let first = object;
    let mut object = object;
    while frame.predicate == Predicate::Connects && row.kind(object + 1).is_some_and(|kind| kinds.contains(&kind)) {
        object += 1;
    }
    let mut list = row.list(object, kinds);
    list.extend(first..object);
    if frame.predicate == Predicate::Connects && frame.subject == DescribedByObject {
        let last = end_of_places(row, object, kinds);
        let first = row.clause_start(object);
        list.extend(Some(first).filter(|&first| row.kind(first) == Some(Place) && !list.contains(&first)));
        let names = (object..=last).filter(|&at| row.kind(at).is_some_and(|kind| kinds.contains(&kind)));
        list.extend(names.filter(|at| !list.contains(at)).collect::<Vec<_>>());
    }
    // 把昆明与东部的|万象|连为一体: all that is taken.
    if frame.object == Led(Acts::TAKE) {
        let names = (object..row.chunks.len()).take_while(|&at| !row.chunks[at].has(Acts::CONNECT));
        let names = names.filter(|&at| row.kind(at).is_some_and(|kind| kinds.contains(&kind)) && !list.contains(&at));
        let names: Vec<usize> = names.collect();
        list.extend(names);
    }
    // 哈萨克斯坦首都阿斯塔纳的独立宫: one place within the other, all led by one preposition.
    let is_seat = matches!(frame.predicate, Predicate::HeldIn | Predicate::LocatedIn | Predicate::Visits);
    // 访问老挝的|泰国总理|石青: what stands behind belongs to the subject.
    if is_seat && frame.subject != DescribedByObject {
        // 访问中国|符合|美国利益: behind a verb stands something else.
        let is_verb = |chunk: &Chunk| chunk.word().is_some_and(|word| word.tag == Tag::Verb);
        let end = row.clause_end(object);
        let end = (object + 1..end).find(|&at| is_verb(&row.chunks[at])).unwrap_or(end);
        let is_near = |at: &usize| at - object <= 4 && row.governor(*at) == row.governor(object);
        let names = (object + 1..end).filter(|&at| row.kind(at).is_some_and(|kind| kinds.contains(&kind)));
        list.extend(names.take_while(is_near).filter(|at| !list.contains(at)).collect::<Vec<_>>());
    }
    list
}

/// Adds what a frame tells of two names, unless its clause tells that something else is meant.
pub(super) fn push(
    frame: &Frame,
    page: Page<'_>,
    row: &Row,
    (subject, trigger, object): (usize, usize, usize),
    claim: &Claim,
    relations: &mut Vec<Relation>,
) -> bool {
    let (Some(from), Some(to)) = (row.chunks[subject].name(), row.chunks[object].name()) else { return false };
    let is_same = from.entity == to.entity;
    // 南坑位于台湾北部: a place without a mention is what lies there.
    let is_vague = frame.act == Acts::LOCATE && frame.object == Behind && matches!(from.kind, Country | Place);
    let is_elsewhere = || frame.subject == Work && !is_site(page, row, subject, object);
    let is_other = || match frame.act {
        Acts::SETTLE => !brings_plant(page, row, trigger),
        // 提供|贷款|，|用于, but not 设备|用于.
        Acts::PURPOSE => to.kind != EntityKind::Project || !lends(row, trigger),
        // 用于|建设: who pays for it does not build it.
        Acts::BUILD | Acts::INVEST
            if row.get(trigger.checked_sub(1)).is_some_and(|before| before.has(Acts::PURPOSE)) =>
        {
            true
        }
        // 夺得|巴黎奥运会|女单|冠军, but not 获得|巴黎奥运会|转播权.
        Acts::WIN if claim.polarity == Polarity::Denied => true,
        Acts::WIN => {
            let behind = &row.chunks[object + 1..row.clause_end(object)];
            !row.chunks[trigger].has(Acts::PRIZE) && !behind.iter().any(|chunk| chunk.has(Acts::PRIZE))
        }
        // 英国|伦敦|举办: of the two the town is meant.
        Acts::ORGANIZE if from.kind == Country && row.kind(subject + 1) == Some(Place) => true,
        // 白桦集团将在|岚海|举行|的|博览会上…: who is there need not hold it.
        Acts::ORGANIZE
            if row.chunks[trigger].has(Acts::LIGHT) && describes(row, trigger) && frame.subject == Subject =>
        {
            (subject..trigger).any(|at| row.chunks[at].has(Acts::IN)) || subject < row.clause_start(trigger)
        }
        // 持有|岚海科技公司|40%|的|股份
        // 出售|持有|的|股份
        Acts::OWN if frame.object == DescribedByShare => false,
        Acts::OWN if describes(row, trigger) => true,
        Acts::OWN => !row.chunks[object + 1..row.clause_end(object)].iter().any(|chunk| chunk.has(Acts::SHARE)),
        // 石青|对|议员团|访问|老挝|表示|欢迎
        Acts::VISIT if frame.object == Behind => {
            let is_led = row
                .chunks
                .get(subject..trigger)
                .unwrap_or_default()
                .iter()
                .any(|chunk| chunk.has(Acts::TOWARDS) && !chunk.has(Acts::VISIT));
            is_led && row.chunks[object..row.clause_end(object)].iter().any(|chunk| chunk.has(Acts::SAY))
        }
        // 比亚迪|设在|匈牙利和巴西|的|工厂: the plants are there.
        Acts::LOCATE if frame.object == Behind && from.kind == Organization => {
            let last = row.list(object, &[to.kind]).last().copied().unwrap_or(object);
            let is_side = |chunk: &Chunk| chunk.word().is_some_and(|word| word.tag == Tag::Position);
            // 设在|云岭公园|的|楼|里
            let is_within = row.chunks[last + 1..row.clause_end(last)].iter().any(is_side);
            row.chunks.get(last + 1).is_some_and(|next| next.has(Acts::OF))
                && row.opens_with_noun(last + 2)
                && !is_within
        }
        // 在意大利|拥有|三家|工厂
        Acts::RUN if frame.predicate == Predicate::ProducesIn => !makes_goods(page, row, trigger),
        // 东起|印度洋|港口城市|蒙巴萨: no line leads to a sea.
        Acts::CONNECT if seat::class(page, to.entity).is_some_and(is_sea) => true,
        // 中老铁路|经|玉溪, but not 项目|经|中国|批准.
        Acts::CONNECT if row.chunks[trigger].has(Acts::AGENT) => {
            let is_way =
                |at: usize| row.chunks[at].name().is_some() || row.is_joint(at) || row.chunks[at].has(Acts::CONNECT);
            !(trigger + 1..row.clause_end(trigger)).all(is_way)
        }
        // 交换|了|意见, but not 交换|俘虏
        Acts::MEET if row.chunks[trigger].has(Acts::EXCHANGE) => {
            let text = |at: usize| page.text(row.chunks[at].span);
            !(trigger + 1..row.clause_end(trigger).min(trigger + 4)).any(|at| VIEWS.contains(&text(at)))
        }
        // 加入|世界贸易组织|工作组|会议: that of the organization is joined, if it is.
        Acts::JOIN => is_only_named(row, object),
        // 收购|岚海集团|持有|的|股权, 收购|岚海集团|控股股东|青湖集团
        Acts::INVEST
            if frame.object == Behind
                && row
                    .chunks
                    .get(object + 1)
                    .is_some_and(|next| next.has(Acts::OWN.and(Acts::BELONG).and(Acts::HOLDER))) =>
        {
            true
        }
        // 由其|老挝|的|子公司|向银行|贷款; 从|白桦集团|旗下|岚海信托|贷款
        Acts::LOAN if frame.subject == Led(Acts::FROM) => {
            let owns = row.chunks.get(subject + 1).is_some_and(|next| next.has(Acts::BELONG));
            owns || row.governor(subject).has(Acts::AGENT)
        }
        // 成为|岚海集团|控股子公司|岚海科技|的|投资者
        Acts::BELONG => row.chunks.get(trigger + 1).is_some_and(|next| next.name().is_some()),
        Acts::COMPOSE => !is_membership(page, row, (subject, trigger, object)),
        // 进入|德国|市场
        Acts::ENTER if from.kind != Organization => true,
        Acts::ENTER => {
            let last = row.list(object, &[Country]).last().copied().unwrap_or(object);
            row.chunks.get(last + 1).is_none_or(|next| page.text(next.span) != "市场")
        }
        // A company can leave what it owned shares of.
        Acts::QUIT => from.kind != Country,
        Acts::AGREE => !binds(row, trigger),
        // 白桦集团|与|沙特阿美|签署|项目合同: which of them builds it stands open.
        Acts::SIGN => (row.clause_start(trigger)..trigger).filter(|&at| row.kind(at) == Some(Organization)).count() > 1,
        // 美国联合日本 is no agreement.
        Acts::ALLY => from.kind != Organization || to.kind != Organization,
        _ => false,
    };
    if is_same || is_vague || is_elsewhere() || is_other() {
        return false;
    }
    let ends = [row.chunks[subject].span, row.chunks[trigger].span, row.chunks[object].span];
    relations.push(relation(page, row, frame.predicate, (from.entity, to.entity), ends, claim.clone(), frame.rule));
    true
}

/// The most chunks from a word of owning to the 的 behind a share: 持股|63|.|5|%|的.
const LONGEST_SHARE: usize = 7;

/// What those who meet exchange.
const VIEWS: [&str; 2] = ["意见", "看法"];

/// Whether what is composed is an organization that those named are members of: 由印度、日本、德国、巴西|四国|组成|的|四国集团; but not
/// 由美国|企业|组成|的|协会, nor 由岚海科技、青湖科技|组成|的|白桦公司.
fn is_membership(page: Page<'_>, row: &Row, (subject, trigger, object): (usize, usize, usize)) -> bool {
    let Some((from, to)) = row.chunks[subject].name().zip(row.chunks[object].name()) else { return false };
    let is_body = match from.kind {
        Country => !page.resolution.entities[to.entity].label.ends_with("公司"),
        _ => !seat::class(page, to.entity).is_some_and(is_firm),
    };
    let last = row.list(subject, &[from.kind]).last().copied().unwrap_or(subject);
    let counts = |at: usize| {
        row.chunks[at].word().is_some_and(|word| word.tag != Tag::Noun) || page.text(row.chunks[at].span) == "国"
    };
    is_body && (last > trigger || (last + 1..trigger).all(counts))
}

/// Whether a work can be at the place that a preposition leads, and only that is led: not 在中国|支持|下建成.
fn is_site(page: Page<'_>, row: &Row, work: usize, place: usize) -> bool {
    let next = (place + 1..row.chunks.len()).find(|&at| !matches!(row.kind(at), Some(Country | Place)));
    let goes_on = next
        .and_then(|next| row.chunks[next].word())
        .is_some_and(|word| !word.acts.has(ANY_TRIGGER) && !matches!(word.tag, Tag::Position | Tag::Adverb));
    !goes_on && seat::may_be_in(page, row, work, place)
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
        let is_body = acts.has(Acts::AGENT) && (led..trigger).any(|at| row.chunks[at].has(Acts::COMPOSE));
        let is_venue = acts.has(Acts::IN) && row.chunks[trigger].has(Acts::HOLD);
        // 中国对老挝的|投资, 其中七成来自岚海银行的|贷款
        let is_verbal = acts.has(Acts::TOWARDS) && trigger == led + 2
            || acts == Acts::FROM && trigger > led && row.chunks[trigger - 1].has(Acts::OF);
        let preposition = preposition(row, led, acts).filter(|_| is_body || is_venue || is_verbal)?;
        subject_left(row, preposition, kinds, Leniency::Exact)
    };
    subject_left(row, trigger, kinds, Leniency::Exact).or_else(in_front)
}

/// A name of some kinds at a place.
fn find(place: Position, row: &Row, trigger: usize, kinds: &[EntityKind]) -> Option<usize> {
    match place {
        Subject => subject_left(row, trigger, kinds, Leniency::Exact),
        SubjectNext => subject_next(row, trigger, kinds),
        InTurn => in_turn(row, trigger, kinds),
        DescribedNext => described_next(row, trigger, kinds),
        DescribedByShare => described_by_share(row, trigger).filter(|_| kinds.contains(&Organization)),
        Town => town(row, trigger),
        Next => {
            let is_next = |at: &usize| row.kind(*at).is_some_and(|kind| kinds.contains(&kind));
            Some(trigger + 2).filter(|at| is_next(at) && row.chunks[trigger + 1].has(Acts::OF))
        }
        Work => {
            let works = [EntityKind::Project];
            subject_left(row, trigger, &works, Leniency::Exact).or_else(|| behind(row, trigger, &works, false))
        }
        Goods => subject_left(row, trigger, kinds, Leniency::Describing),
        Led(acts) => led(row, trigger, acts, kinds),
        Behind => behind(row, trigger, kinds, false),
        Described => behind(row, trigger, kinds, true),
        Inside => inside(row, trigger, kinds),
        Before => before(row, trigger, kinds),
        Listed => listed(row, trigger, kinds),
        Right => right_behind(row, trigger, kinds),
        Told => {
            // 前大股东是|白桦集团, 股东成为|白桦集团客户
            let next = row.chunks.get(trigger + 1)?;
            let is_past = row.chunks[row.clause_start(trigger)..trigger].iter().any(|chunk| chunk.has(Acts::FORMER));
            let is_told = next.has(Acts::BECOME) && next.has(Acts::REACH) && !is_past;
            let is_wanted = |at: usize| row.kind(at).is_some_and(|kind| kinds.contains(&kind)) && !row.describes(at);
            Some(trigger + 2).filter(|&at| is_told && is_wanted(at))
        }
        LedBehind(acts) => led_behind(row, trigger, acts, kinds),
        Received => received(row, trigger, kinds),
        DescribedByObject => None,
    }
}

/// The mark behind which another part of what is done begins than 由 leads to: 由|白桦集团|修建|、|岚海银行|提供贷款.
fn joint_of_parts(row: &Row, trigger: usize) -> Option<usize> {
    let start = row.clause_start(trigger);
    let parts = |at: usize| row.chunks[at].is('、') && at > start && row.chunks[at - 1].has(PARTS_OF_WORK);
    let joint = (start..trigger).rev().find(|&at| parts(at))?;
    let is_led = |stretch: Range<usize>| row.chunks[stretch].iter().any(|chunk| chunk.has(Acts::AGENT));
    (is_led(start..joint) && !is_led(joint..trigger)).then_some(joint)
}

/// What several do for one work.
const PARTS_OF_WORK: Acts = Acts::BUILD.and(Acts::INVEST).and(Acts::FINANCE).and(Acts::LOAN).and(Acts::ORGANIZE);

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
    if before == Some(start) && row.kind(start) == Some(Place) && row.chunks[trigger].has(Acts::CONNECT) {
        return true;
    }
    before.is_none_or(|before| row.chunks[before].name().is_none() || !row.governor(before).is_empty())
}

/// Whether 的 behind a chunk makes it describe what follows.
fn describes(row: &Row, trigger: usize) -> bool {
    row.chunks.get(trigger + 1).is_some_and(|next| next.has(Acts::OF))
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
    let of = trigger + 1;
    if !row.chunks.get(of)?.has(Acts::OF) {
        return None;
    }
    let end = row.clause_end(of).min(of + LONGEST_TITLE);
    (of + 1..end).find(|&at| row.kind(at).is_some_and(|kind| kinds.contains(&kind)))
}

/// The organization or work behind the share that somebody has of it, perhaps with its country: 持股|63|.|5|%|的|德国|库卡公司.
fn described_by_share(row: &Row, trigger: usize) -> Option<usize> {
    let end = row.clause_end(trigger).min(trigger + LONGEST_SHARE);
    let of = (trigger + 1..end).find(|&at| row.chunks[at].has(Acts::OF))?;
    let is_thing = |at: &usize| matches!(row.kind(*at), Some(Organization | EntityKind::Project));
    let thing = [of + 1, of + 2].into_iter().find(is_thing)?;
    let is_told = row.chunks[trigger + 1..of].iter().all(Chunk::is_figure)
        && (of + 1..thing).all(|at| row.kind(at) == Some(Country));
    is_told.then_some(thing)
}

/// The name that an object describes together with its verb: 承建|中老铁路|的|中国铁建.
fn described_by(row: &Row, object: usize, kinds: &[EntityKind]) -> Option<usize> {
    let of = object + 1;
    if !row.chunks.get(of)?.has(Acts::OF) {
        return None;
    }
    let end = row.clause_end(of).min(of + 6);
    (of + 1..end).find(|&at| row.kind(at).is_some_and(|kind| kinds.contains(&kind)))
}

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
    let swaps = predicate.is_symmetric() && page.resolution.entities[subject].id > page.resolution.entities[object].id;
    let ((subject, from), (object, to)) =
        if swaps { ((object, to), (subject, from)) } else { ((subject, from), (object, to)) };
    let evidence = Evidence { sentence: row.sentence, span: Span::new(start, end), subject: from, object: to };
    Relation { subject, predicate, object: Object::Entity(object), claim, rule, evidence: vec![evidence] }
}
