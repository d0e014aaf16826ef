//! What stands behind a word in its row, and what a preposition leads to it.

use std::ops::Range;

use super::chunk::{Chunk, LONGEST_TITLE, Row, Word, is_title_word};
use crate::document::Tag;
use crate::ontology::Acts;
use crate::ontology::EntityKind::{self, Country, Organization, Person, Place, Project};

/// How many chunks away from its word a name may stand.
pub(super) const REACH: usize = 24;

/// The last name in front of `trigger`, in its clause, that a preposition of some acts governs.
pub(super) fn led(row: &Row, trigger: usize, acts: Acts, kinds: &[EntityKind]) -> Option<usize> {
    let start = row.clause_start(trigger).max(trigger.saturating_sub(REACH));
    (start..trigger)
        .rev()
        .find(|&at| {
            let is_bare = |chunk: &Chunk| {
                let tags = [Tag::Noun, Tag::Adjective, Tag::Verb, Tag::VerbalNoun, Tag::Adverb, Tag::Other];
                chunk.word().is_some_and(|word| word.acts.is_plain() && tags.contains(&word.tag))
            };
            // 对老挝的|投资, 对库卡集团的|要约|收购, 对中国|芝麻|出口额: the noun that is described is the word itself.
            let first = behind_stretch(row, at + 1);
            let first = first + usize::from(row.has(first, Acts::OF));
            let is_verbal = trigger.checked_sub(first).is_some_and(|n| n <= MOST_MODIFIERS)
                && row.chunks[first..trigger].iter().all(is_bare)
                && !row.opens_with_noun(trigger + 1);
            // 对|岚海港|24%股权|的|收购
            let is_share = (at + 1..trigger).any(|at| row.has(at, Acts::SHARE));
            let leads_noun = acts.has(Acts::TOWARDS) && row.describes(at) && !is_verbal && !is_share;
            // 与|埃及|电信|签署: some company there. 与|希腊|比雷埃夫斯港|签署: what is there.
            let is_unknown = |next: usize| {
                let word = row.chunks.get(next).and_then(Chunk::word);
                word.is_some_and(|word| word.acts.is_plain() && UNKNOWN.contains(&word.tag))
            };
            let is_there = |next: usize| {
                matches!(row.kind(next), Some(Place | Project)) || row.names_sort(next) || is_unknown(next)
            };
            let is_sort = acts == Acts::WITH && row.kind(at) == Some(Country) && is_there(at + 1);
            // 由|香港|船东会|举办: a country that only begins a name that nobody knows.
            let is_begun = acts == Acts::AGENT && row.kind(at) == Some(Country) && row.describes(at);
            let is_wanted = row.is_one_of(at, kinds) && !is_begun;
            // 在卡塔尔|访问|的|石青呼吁|召开: what the place belongs to only describes somebody.
            let describes = acts == Acts::IN && ends_relative(row, at..trigger);
            // 同|老挝总统|通伦|的|特使|李明|会谈: with whom somebody is sent.
            let is_sent =
                acts == Acts::WITH && row.kind(at) == Some(Person) && row.has(at + 1, Acts::OF) && at + 2 < trigger;
            is_wanted
                && !is_sent
                && row.governor(at).has(acts)
                && !describes_person(row, at)
                && !row.has(at + 1, Acts::MEMBER)
                && !leads_noun
                && !describes
                && !is_sort
        })
        .map(|last| first_of_chain(row, last, acts, kinds))
}

/// The chunk behind how long something lasts, which begins at `start` if any does: 对深圳|为期|两天|的|访问.
pub(super) fn behind_stretch(row: &Row, start: usize) -> usize {
    let n_figures = row.chunks.iter().skip(start + 1).take_while(|chunk| chunk.is_figure()).count();
    if row.has(start, Acts::LAST) && n_figures > 0 { start + 1 + n_figures } else { start }
}

/// The most words between 的 and the noun for what is done: 对库卡集团|的|要约|收购.
pub(super) const MOST_MODIFIERS: usize = 2;

/// Whether a verb in a stretch of chunks describes what stands behind: 访问|的.
fn ends_relative(row: &Row, stretch: Range<usize>) -> bool {
    row.chunks[stretch].windows(2).any(|pair| {
        pair[1].has(Acts::OF) && pair[0].word().is_some_and(|word| word.tag == Tag::Verb || word.acts.has(Acts::VISIT))
    })
}

/// What the first word of a name that nobody knows may be taken for: 阿美|电力公司.
const UNKNOWN: [Tag; 4] = [Tag::ProperName, Tag::Transliteration, Tag::Organization, Tag::Person];

/// The word of some acts that leads the name at `led`, in its clause.
pub(super) fn preposition(row: &Row, led: usize, acts: Acts) -> Option<usize> {
    (row.clause_start(led)..led).rev().find(|&at| row.has(at, acts))
}

/// Whether a name only leads to a person's: 俄罗斯 of 俄罗斯总统普京.
pub(super) fn describes_person(row: &Row, at: usize) -> bool {
    let end = row.clause_end(at).min(at + LONGEST_TITLE);
    let is_title = |at: usize| row.chunks.get(at).and_then(Chunk::word).is_some_and(is_title_word);
    // 副|大臣
    let is_short = |at: usize| {
        let is_noun = |word: Word| word.tag == Tag::Noun && word.acts.is_plain();
        row.chunks[at].span.len() == '副'.len_utf8() && row.chunks[at].word().is_some_and(is_noun)
    };
    let passes = |at: &usize| is_title(*at) || is_short(*at) && is_title(at + 1);
    row.kind(at) != Some(Person) && (at + 1..end).find(|at| !passes(at)).is_some_and(|at| row.kind(at) == Some(Person))
}

/// The first of names side by side under one preposition: 陕西省|西安市.
fn first_of_chain(row: &Row, last: usize, acts: Acts, kinds: &[EntityKind]) -> usize {
    let mut first = last;
    let start = row.clause_start(last).max(last.saturating_sub(6));
    for at in (start..last).rev() {
        // 中国华电|旗下|的|云岭水电: the first only tells whose the last is.
        // 老挝总统|通伦|的|特使|李明: nor is who sends somebody.
        let is_owner = row.has(at, Acts::BELONG.and(Acts::OF)) && matches!(row.kind(last), Some(Organization | Person));
        if !row.governor(at).is_empty() && !row.governor(at).has(acts) || row.has(at, acts) || is_owner {
            break;
        }
        // 深圳|比亚迪 builds: of the two only the company can.
        let is_wanted = row.is_one_of(at, kinds);
        let is_around = matches!((row.kind(at), row.kind(last)), (Some(Country | Place), Some(Place)));
        if is_wanted && (row.kind(at) == row.kind(last) || is_around) {
            first = at;
        }
    }
    first
}

/// The first name of some kinds behind `trigger` in its clause that no other verb takes.
pub(super) fn behind(row: &Row, trigger: usize, kinds: &[EntityKind], is_described: bool) -> Option<usize> {
    let end = row.clause_end(trigger).min(trigger + REACH);
    let (mut crossed, mut described) = (false, false);
    let spends = row.has(trigger, Acts::SPEND) && row.chunks.get(trigger + 1).is_some_and(Chunk::is_figure);
    for at in trigger + 1..end {
        let chunk = &row.chunks[at];
        if chunk.has(Acts::OF) {
            (crossed, described) = (false, true);
            continue;
        }
        if let Some(name) = chunk.name() {
            // 出资、|青湖集团|建设|的|云岭电站: who does another part of it.
            let is_in_turn = at == trigger + 2 && row.chunks[trigger + 1].is('、');
            if is_in_turn && row.kind(at) == Some(Organization) {
                continue;
            }
            // 西起|哈萨克斯坦|的|阿塔苏: the town is meant.
            let is_land = name.kind == Country
                && row.has(trigger, Acts::CONNECT)
                && row.has(at + 1, Acts::OF)
                && row.kind(at + 2) == Some(Place);
            // 收购|德国|库卡公司, 投资|希腊|比雷埃夫斯港: the country only tells where.
            let is_home = matches!(name.kind, Country | Place)
                && row.kind(at + 1).is_some_and(|next| matches!(next, Organization | Project) && kinds.contains(&next));
            // 收购|意大利|器械制造商|库卡公司
            let sort = (at + 1..end).take_while(|&at| row.names_sort(at)).last().filter(|_| name.kind == Country);
            let is_of_firm =
                sort.is_some_and(|sort| row.kind(sort + 1) == Some(Organization) && kinds.contains(&Organization));
            // 收购|泰国|当局|出售的|岚海科技: who speaks for the country does something else.
            let speaks = row.has(at + 1, Acts::GOVERNMENT);
            // 南宁市|下辖|的|横州市: the first only tells whose the other is.
            let is_ruler =
                row.has(at + 1, Acts::BELONG) && row.has(at + 2, Acts::OF) && row.kind(at + 3) == Some(Place);
            if is_home
                || is_land
                || is_ruler && name.kind == Place
                || is_of_firm
                || speaks && row.has(trigger, Acts::INVEST)
            {
                continue;
            }
            if kinds.contains(&name.kind)
                && !describes_person(row, at)
                && !crossed
                && (described || !is_described)
                && (row.governor(at).is_empty()
                    || row.has(trigger, Acts::VISIT) && at == trigger + 1
                    // 会见|中国|驻|老挝|大使|石青
                    || row.has(trigger, Acts::MEET) && name.kind == Person && row.governor(at).has(Acts::STATIONED)
                    || row.has(trigger, Acts::MEET) && row.has(at + 1, Acts::GUIDE))
            {
                // 卖到|巴西|的|农场: what is described is there, too. 出口|中国|的|樱桃: it goes there.
                let is_there = row.has(trigger, Acts::THERE.and(Acts::EXPORT));
                let is_end = is_there || !row.has(at + 1, Acts::OF);
                // 会见|石青|的|学生
                let may_describe = name.kind == Person && row.has(trigger, Acts::MEET);
                let is_whole = is_end || holds_shares_of(row, trigger, at);
                if is_whole || !may_describe && !matches!(name.kind, Country | Organization | Place) {
                    return Some(at);
                }
            }
            continue;
        }
        let Some(word) = chunk.word() else { continue };
        let joins = row.is_joint(at - 1) && at - 1 > trigger || at == trigger + 1;
        // 投资9亿美元|参与|汉班托塔港项目
        let goes_on = row.has(trigger, Acts::INVEST) && word.acts.has(Acts::TAKE_PART.and(Acts::PURPOSE))
            || word.acts.has(Acts::INCLUDE)
            // 斥资|30亿|兴建|云岭电站
            || spends && word.acts.has(Acts::BUILD);
        if word.tag == Tag::Verb && !joins && !word.acts.is_plain() && !goes_on && !leads_on(row, at) {
            crossed = true;
        }
    }
    None
}

/// Whether shares of the firm at `firm` are what somebody gets or has: 收购|岚海科技|的|六成|股权.
fn holds_shares_of(row: &Row, trigger: usize, firm: usize) -> bool {
    let is_small = |chunk: &&Chunk| {
        let small = [Tag::Adjective, Tag::Adverb, Tag::Number, Tag::Pronoun, Tag::Other];
        let is_plain = |word: Word| word.acts.is_plain() && small.contains(&word.tag);
        chunk.is_figure() || chunk.has(Acts::OF) || chunk.word().is_some_and(is_plain)
    };
    let n_small = row.chunks.iter().skip(firm + 1).take(MOST_SHARE).take_while(is_small).count();
    row.kind(firm) == Some(Organization)
        && row.has(trigger, Acts::ACQUIRE.and(Acts::OWN))
        && row.has(firm + 1 + n_small, Acts::SHARE)
}

/// The most chunks between a firm and the word for its shares: 岚海科技|的|25|.|5|%|的|股权.
const MOST_SHARE: usize = 8;

/// Whether a verb only belongs to the title of somebody who is named behind it: 采购|负责人|石青, 驻|老挝|大使|石青.
pub(super) fn leads_on(row: &Row, verb: usize) -> bool {
    if row.has(verb, Acts::STATIONED) {
        return true;
    }
    let end = row.clause_end(verb).min(verb + LONGEST_TITLE);
    let titles = (verb + 1..end).take_while(|&at| row.chunks[at].word().is_some_and(is_title_word)).count();
    titles > 0 && row.kind(verb + 1 + titles) == Some(Person)
}

/// The name between a verb of taking part and the word at `trigger`: 参与|中国-中亚天然气管道|建设.
pub(super) fn inside(row: &Row, trigger: usize, kinds: &[EntityKind]) -> Option<usize> {
    let start = row.clause_start(trigger).max(trigger.saturating_sub(8));
    let object = (start..trigger).rev().find(|&at| row.is_one_of(at, kinds))?;
    let takes_part = (start..object).any(|at| row.has(at, Acts::TAKE_PART));
    takes_part.then_some(object)
}

/// The name a few words in front of `trigger`, with any numbers and 的: 哈萨克斯坦|最|畅销, 东盟|第|11|个|成员国,
/// 中国|最大|的|榴莲|进口来源国.
pub(super) fn before(row: &Row, trigger: usize, kinds: &[EntityKind]) -> Option<usize> {
    let is_number = |at: &usize| row.chunks[*at].word().is_some_and(|word| word.tag == Tag::Number);
    let is_small = |at: &usize| is_number(at) || row.has(*at, Acts::OF);
    let is_verb = |at: usize| row.chunks[at].word().is_some_and(|word| word.tag == Tag::Verb);
    // 中国|进口|铜精矿|和|樱桃|的|主要|来源国
    let imports = |at: usize| row.has(trigger, Acts::SUPPLIER) && row.has(at, Acts::IMPORT);
    let reach = if row.has(trigger, Acts::SUPPLIER) { FARTHEST_BUYER } else { FARTHEST };
    let near = (row.clause_start(trigger)..trigger).rev().filter(|at| !is_small(at)).take(reach).enumerate();
    // 中国|最大|的|管道|天然气|供应国: further off only nouns stand in between.
    let mut near = near.take_while(|(n, at)| *n < 3 || !is_verb(*at) || imports(*at)).map(|(_, at)| at);
    near.find(|&at| row.is_one_of(at, kinds))
}

/// How many words in front of another its name may stand, and who buys what in front of where that comes from.
const FARTHEST: usize = 5;
const FARTHEST_BUYER: usize = 7;

/// The name right behind `trigger`, perhaps with the country in front that it is of: 联合|华为公司, 收购|德国|库卡公司.
pub(super) fn right_behind(row: &Row, trigger: usize, kinds: &[EntityKind]) -> Option<usize> {
    let is_wanted = |at: &usize| row.is_one_of(*at, kinds);
    (trigger + 1..(trigger + 3).min(row.chunks.len())).take_while(|&at| row.kind(at).is_some()).filter(is_wanted).last()
}

/// The name between a word of getting and the word at `trigger`: 获得|世界银行|贷款.
pub(super) fn received(row: &Row, trigger: usize, kinds: &[EntityKind]) -> Option<usize> {
    let start = row.clause_start(trigger).max(trigger.saturating_sub(8));
    let gets = |at: &usize| row.has(*at, Acts::RECEIVE);
    let is_wanted = |at: usize| row.is_one_of(at, kinds);
    let name = (start + 1..trigger).rev().find(|&at| is_wanted(at))?;
    // 受到|突尼斯|总统|赛义德|的|接见
    let leads = |at: &usize| row.kind(*at).is_some() || row.chunks[*at].word().is_some_and(is_title_word);
    // 得到|白桦银行|和|世界银行|的|贷款支持
    let name = row.list(name, kinds).first().copied().filter(|&first| first > start).unwrap_or(name);
    let before = (start..name).rev().find(|at| !leads(at) || row.kind(name) != Some(Person))?;
    Some(name).filter(|_| gets(&before))
}

/// What the clause behind that of `trigger` describes, if that tells who does another part of it:
/// 由商务部主办，|浙江省|承办|的|博览会.
pub(super) fn described_next(row: &Row, trigger: usize, kinds: &[EntityKind]) -> Option<usize> {
    let comma = Some(trigger + 1).filter(|&next| row.chunks.get(next).is_some_and(|next| next.is('，')))?;
    let end = row.clause_end(comma + 1);
    let acts = |at: usize| row.has(at, Acts::ORGANIZE) && row.has(at + 1, Acts::OF);
    let verb = (comma + 1..end.saturating_sub(1)).find(|&at| acts(at))?;
    (verb + 2..end).find(|&at| row.is_one_of(at, kinds))
}

/// The name behind `trigger`, in its clause, that a preposition of some acts leads: 投资10亿美元|在|泰国|建厂.
pub(super) fn led_behind(row: &Row, trigger: usize, acts: Acts, kinds: &[EntityKind]) -> Option<usize> {
    let end = row.clause_end(trigger).min(trigger + REACH);
    let is_led = |&at: &usize| row.is_one_of(at, kinds) && row.governor(at).has(acts);
    (trigger + 1..end).find(is_led)
}

/// The first name of a list that a dash opens right behind `trigger`, or a word for it behind what that describes:
/// 提供贷款|的|银行|有|岚海银行.
pub(super) fn listed(row: &Row, trigger: usize, kinds: &[EntityKind]) -> Option<usize> {
    if row.has(trigger + 1, Acts::OF) {
        let is_noun = |word: Word| word.tag == Tag::Noun || word.acts.has(Acts::SORT);
        let nouns = row.chunks[trigger + 2..].iter().take_while(|chunk| chunk.word().is_some_and(is_noun));
        let behind = trigger + 2 + nouns.take(MOST_MODIFIERS).count();
        let lead = behind + usize::from(row.chunks.get(behind).is_some_and(|next| next.is('，')));
        let first = Some(lead + 1).filter(|_| row.has(lead, Acts::LEAD_LIST));
        return first.filter(|&first| row.is_one_of(first, kinds));
    }
    let dashes = row.chunks.get(trigger + 1..)?.iter().take_while(|chunk| chunk.is('—') || chunk.is('：')).count();
    let first = trigger + 1 + dashes;
    (dashes > 0 && row.is_one_of(first, kinds)).then_some(first)
}
