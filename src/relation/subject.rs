//! Who does what a word tells: the subject, in its clause or in those before.

use std::ops::Range;

use super::announcement::{announcer, goes_on, tells_of_itself};
use super::argument::{REACH, preposition};
use super::barrier::{described_part, hides, speech_it_is_in};
use super::chunk::{Chunk, LONGEST_TITLE, PREPOSITIONS, Row, Word, is_title_word, may_lead};
use crate::document::Tag;
use crate::ontology::Acts;
use crate::ontology::EntityKind::{self, Country, Document, Event, Organization, Person, Place, Project};

/// How strictly a subject is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Leniency {
    /// Only a name that is the subject itself.
    Exact,
    /// Also a name that describes the subject: 上汽红岩 of 上汽红岩的智能重卡.
    Describing,
}

/// The subject of the word at `trigger`: the nearest name in front that no preposition governs, in the same clause or, if
/// there is none, the one that the clauses before begin with.
pub(super) fn subject_left(row: &Row, trigger: usize, kinds: &[EntityKind], leniency: Leniency) -> Option<usize> {
    let start = row.clause_start(trigger);
    // 姜伟新在接受央视采访|时|表示: what stands between 在 and 时 is no subject.
    let mut is_aside = false;
    let first = start.max(trigger.saturating_sub(REACH));
    // 白桦集团|的|总部设在
    let of_part = described_part(row, trigger);
    let of_seat = trigger.checked_sub(1).filter(|&of| row.has(trigger, Acts::LOCATE) && row.has(of, Acts::OF));
    let mut end = trigger;
    while end > first {
        let at = end - 1;
        end = at;
        let chunk = &row.chunks[at];
        // 三年|前 is a time.
        let is_when = chunk.has(Acts::WHEN) && !at.checked_sub(1).is_some_and(|n| row.chunks[n].is_figure());
        is_aside = (is_aside || is_when) && !chunk.has(Acts::IN);
        // 石青|就任老挝总理|后|访问泰国: whose deed goes before is the subject all the same; but not 京哈高速|后|到达.
        if is_aside && !is_doer_before(row, first, at) {
            continue;
        }
        if let Some(name) = chunk.name() {
            if let Some(preposition) = by_means_of(row, first, at, kinds) {
                end = preposition;
                continue;
            }
            if !row.governor(at).is_empty() {
                // 戈丹对|李瑞环|访问马赛表示欢迎: the clause is about the one who is led.
                let is_near = at + 1 == trigger && !row.has(trigger, Acts::SAY);
                let is_theirs = name.kind == Person && (is_near || row.has(trigger, Acts::VISIT));
                if row.governor(at).has(Acts::TOWARDS) && is_theirs {
                    return None;
                }
                // 与|柳州|的|上汽通用五菱: nothing in what is led is a subject.
                end = preposition(row, at, row.governor(at)).map_or(at, |preposition| preposition + 1);
                continue;
            }
            // 出席|峰会|并|对巴西进行访问, 就任|老挝总理|后|访问: what another verb takes is no subject.
            // 建起|东盟|首个|基地: nor is where the thing is the first.
            if is_taken_before(row, first, at, trigger) || is_range(row, at) {
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
            let has_own = [of_seat, of_part].contains(&Some(at + 1));
            return (leniency == Leniency::Describing || !row.describes(at) || has_own).then_some(at);
        }
        // 白桦集团|以|每股3元|的|价格|收购: how it is done.
        if leniency == Leniency::Exact
            && chunk.has(Acts::OF)
            && let Some(preposition) = means(row, at).or_else(|| speech_it_is_in(row, at, trigger))
        {
            end = preposition;
            continue;
        }
        if hides(row, at, leniency) && ![of_seat, of_part].contains(&Some(at)) {
            return None;
        }
    }
    // A noun without a name is a subject of its own: 相关部门负责人|参加, 外国|企业|建设.
    let is_sort = |at: usize| row.has(at, Acts::FIRM) && !(start..at).any(|at| row.has(at, PREPOSITIONS));
    // 石青与李明等人座谈，|后者|是…: somebody whom nobody can tell.
    let is_one_of_two = |at: usize| row.has(at, Acts::FIRST.and(Acts::SECOND));
    // 该|厂|由白桦集团投资: whatever it is, it is not what the clause before is about.
    let first = start + usize::from(row.has(start, Acts::THIS));
    // jieba cuts 该厂 as one word.
    let is_pronoun = |word: Word| word.tag == Tag::Pronoun && word.acts.is_plain();
    let is_pointed =
        row.chunks.get(start).and_then(Chunk::word).is_some_and(is_pronoun) && row.has(start + 1, Acts::AGENT);
    // 现任|白桦大学校长: the word itself is no subject.
    let has_noun = start < trigger && (is_pointed || row.opens_with_noun(first));
    if has_noun || (start..trigger).any(|at| is_sort(at) || is_one_of_two(at)) {
        return None;
    }
    // 写成|《岚海笔记》|，|由|岚海出版社|出版; but not 由|岚海出版社|出版|的|新书
    let document = start.checked_sub(2).filter(|&last| {
        !row.has(trigger + 1, Acts::OF)
            && row.has(start, Acts::AGENT)
            && row.chunks[last + 1].is('，')
            && row.kind(last) == Some(Document)
    });
    if let Some(document) = document.filter(|_| kinds == [Document]) {
        return Some(document);
    }
    let described = || described_topic(row, start, kinds).or_else(|| maker(row, start, kinds));
    topic(row, start, kinds).or_else(|| if leniency == Leniency::Describing { described() } else { None })
}

/// Whose goods the clause in front is about: 白桦集团|七成产品|出口，|主要|销往|老挝.
fn described_topic(row: &Row, start: usize, kinds: &[EntityKind]) -> Option<usize> {
    let comma = start.checked_sub(1).filter(|&comma| row.chunks[comma].is('，'))?;
    let first = row.clause_start(comma);
    // 白桦集团|首批|客车|从|岚海港|启运
    let is_start = |at: usize| row.kind(at) == Some(Place) && row.governor(at).has(Acts::FROM.and(Acts::IN));
    let mut named = (first..comma).filter(|&at| row.chunks[at].name().is_some() && !is_start(at));
    // 白桦集团|产品|出口|西班牙、印度，|并在…
    let trade = (first..comma).find(|&at| row.has(at, Acts::EXPORT)).unwrap_or(comma);
    let is_only = |next: Option<usize>| next.is_none_or(|next| next > trade);
    let topic = named.next().filter(|&topic| is_only(named.next()) && !row.has(topic + 1, Acts::SORT))?;
    let is_small = |word: Word| matches!(word.tag, Tag::Adverb | Tag::Adjective) || !word.acts.is_plain();
    let goes_on = row.chunks[start].word().is_some_and(is_small);
    (goes_on && row.is_one_of(topic, kinds) && row.governor(topic).is_empty() && row.describes(topic)).then_some(topic)
}

/// Who has made what the clause in front is about: 由|白桦集团|研制|的|水轮机日前启运，|出口老挝.
fn maker(row: &Row, start: usize, kinds: &[EntityKind]) -> Option<usize> {
    let comma = start.checked_sub(1).filter(|&comma| row.chunks[comma].is('，'))?;
    let start = row.clause_start(comma);
    let agent = (start..comma).find(|&at| row.is_one_of(at, kinds)).filter(|&at| row.governor(at).has(Acts::AGENT))?;
    let is_verb = |at: usize| {
        row.chunks[at]
            .word()
            .is_some_and(|word| matches!(word.tag, Tag::Verb | Tag::VerbalNoun) || !word.acts.is_plain())
    };
    let of = (agent + 1..comma.min(agent + LONGEST_MAKING)).find(|&at| row.has(at, Acts::OF))?;
    (agent + 1..of).any(is_verb).then_some(agent)
}

/// The most chunks from a maker to the 的 in front of the goods: 白桦集团|自主|研制|的.
const LONGEST_MAKING: usize = 5;

/// Whether the name at `at` opens its clause, from the chunk `first` on, and does what stands in front of 后, with no preposition in
/// front of that.
fn is_doer_before(row: &Row, first: usize, at: usize) -> bool {
    let when = (at + 1..row.clause_end(at)).find(|&at| row.has(at, Acts::WHEN));
    let is_led = |at: usize| row.has(at, Acts::IN.and(Acts::WITH));
    row.chunks[at].name().is_some()
        && row.governor(at).is_empty()
        && !(first..at).any(|at| takes(row, at))
        && when.is_some_and(|when| (at + 1..when).any(|at| is_deed(row, at)) && !(at + 1..when).any(is_led))
}

/// Whether the name at `at` only tells among whose things one is the first: 建起|东盟|首个|基地.
fn is_range(row: &Row, at: usize) -> bool {
    let brings = at.checked_sub(1).is_some_and(|verb| row.has(verb, Acts::BUILD.and(Acts::SETTLE)));
    brings && row.chunks.get(at + 1).and_then(Chunk::word).is_some_and(|next| next.tag == Tag::Number)
}

/// Whether a verb stands at `at`; jieba takes 会见 for a noun.
fn is_deed(row: &Row, at: usize) -> bool {
    let acts = Acts::MEET.and(Acts::VISIT).and(Acts::ATTEND).and(Acts::SUCCEED);
    let is_verb = |word: Word| matches!(word.tag, Tag::Verb | Tag::VerbalNoun) || word.acts.has(acts);
    row.chunks[at].word().is_some_and(|word| is_verb(word) && !is_title_word(word))
}

/// Whether a verb at `at` may take what stands behind it: 访问, but not 是 of 这|是|石青|就任总理|后|首次|访问老挝.
fn takes(row: &Row, at: usize) -> bool {
    let points = |this: usize| row.has(at, Acts::BECOME) && row.has(this, Acts::THIS);
    is_deed(row, at) && !at.checked_sub(1).is_some_and(points)
}

/// Whether the name at `at` belongs to another verb in front, which a word joins to the one at `trigger`.
fn is_taken_before(row: &Row, first: usize, at: usize, trigger: usize) -> bool {
    let joins = |at: usize| row.has(at, Acts::AND.and(Acts::WHEN)) && !row.has(at, Acts::WITH);
    // 承建|的|明湖大桥|及|铁路|通车: what 的 makes describe the name takes nothing.
    let is_described = |deed: usize| (deed + 1..at).any(|at| row.has(at, Acts::OF));
    (first..at).any(|deed| takes(row, deed) && !is_described(deed)) && (at + 1..trigger).any(joins)
}

/// The preposition that tells that the name at `at` is by whom something is done, and not who does it, from the chunk `first` on:
/// 白桦集团|通过|子公司|岚海银行|收购.
fn by_means_of(row: &Row, first: usize, at: usize, kinds: &[EntityKind]) -> Option<usize> {
    let words = (first..at).rev().take(MOST_WORDS).take_while(|&before| row.chunks[before].word().is_some());
    let preposition = words.into_iter().find(|&before| row.has(before, Acts::MEANS))?;
    (first..preposition).any(|other| row.is_one_of(other, kinds)).then_some(preposition)
}

/// The most words between 通过 and the name that it leads to: 通过|旗下|子公司|岚海银行.
const MOST_WORDS: usize = 3;

/// The person whom the next clause begins with, perhaps with employer and title in front, where the clause of the word at
/// `trigger` has no subject and tells when something else is done: 同拉夫罗夫会谈|时|，|外交部长|王毅….
pub(super) fn subject_next(row: &Row, trigger: usize, kinds: &[EntityKind]) -> Option<usize> {
    let (start, comma) = (row.clause_start(trigger), row.clause_end(trigger));
    // 作为|东盟|成员|，|老挝…; 作为|白桦集团|的|子公司|，|岚海科技…
    if row.has(comma - 1, Acts::MEMBER.and(Acts::BORDER).and(Acts::BELONG)) {
        let is_as = row.has(start, Acts::AS) && row.chunks.get(comma)?.is('，');
        return Some(comma + 1).filter(|&next| is_as && row.is_one_of(next, kinds));
    }
    let is_aside = (trigger..comma).any(|at| row.has(at, Acts::WHEN))
        || row.chunks[trigger + 1..comma]
            .iter()
            .any(|chunk| chunk.word().is_some_and(|word| word.tag == Tag::Position));
    let is_led = |at: usize| row.kind(at) != Some(Person) || !row.governor(at).is_empty();
    let acts = Acts::MEET.and(Acts::VISIT).and(Acts::ATTEND).and(Acts::LIGHT);
    // 被总理访问日本时赠送，石青…: what somebody suffers, or what goes on behind, is of another.
    let is_other = |at: usize| row.chunks[at].word().is_some_and(|word| word.tag == Tag::Verb && !word.acts.has(acts));
    if start > 0 || (start..comma).any(|at| row.has(at, Acts::AGENT) || is_other(at)) {
        return None;
    }
    if !is_aside || !row.chunks.get(comma)?.is('，') || !(start..trigger).all(is_led) {
        return None;
    }
    let end = row.clause_end(comma + 1).min(comma + 1 + LONGEST_TITLE);
    let next = (comma + 1..end).find(|&at| row.kind(at) == Some(Person))?;
    let leads = |at: usize| row.chunks[at].name().is_some() || row.chunks[at].word().is_some_and(may_lead);
    ((comma + 1..next).all(leads) && kinds.contains(&Person)).then_some(next)
}

/// The preposition of a phrase that only tells how something is done, and in which the 的 at `of` stands: 以|每股3元|的|价格.
pub(super) fn means(row: &Row, of: usize) -> Option<usize> {
    let is_plain = |at: usize| row.chunks[at].name().is_none() && !row.has(at, Acts::OF);
    let near = (row.clause_start(of)..of).rev().take_while(|&at| is_plain(at));
    let leads = |at: &usize| {
        let word = row.chunks[*at].word();
        // 把|募集资金|中|的|8亿元|投入
        word.is_some_and(|word| {
            word.tag == Tag::Preposition && word.acts.without(Acts::MEANS).is_plain() || word.acts.has(Acts::TAKE)
        })
    };
    near.into_iter().find(leads)
}

/// The name that the clauses before begin with, as far as no other subject comes in between.
pub(super) fn topic(row: &Row, start: usize, kinds: &[EntityKind]) -> Option<usize> {
    let mut end = start.checked_sub(1)?;
    for _ in 0..MOST_CLAUSES {
        let start = row.clause_start(end);
        // 岚海能源（600999）：|拟投资30亿元
        let is_announcer = end - start == 1 && row.kind(start) == Some(Organization) && goes_on(row, end + 1);
        // 10日，石青同…会谈；|11日|转赴…: who does something else on another day.
        let is_other_day = || row.chunks[end].is('；') && row.time(end + 1).is_some() && kinds.contains(&Person);
        let is_comma = row.chunks[end].is('，') || row.chunks[end].is(',');
        let is_mark = is_comma || is_announcer && row.chunks[end].is('：') || is_other_day();
        if !is_mark {
            return None;
        }
        if let Some(last) = end.checked_sub(1).filter(|&last| row.has(last, Acts::SAY)) {
            return announcer(row, start, last, kinds).filter(|_| tells_of_itself(row, end + 1));
        }
        // 除|云岭集团|自筹的3亿元外，其余来自银行: what is left out is no subject; nor is what it is said to be:
        // 是|中老经济走廊|的优先项目，由岚海银行提供融资.
        // 作为|中老铁路|的配套工程，由中国电建承建: nor what something is besides.
        let is_left_out = row.has(start, Acts::EXCEPT.and(Acts::AS))
            || row.has(start, Acts::BECOME) && row.chunks[end - 1].name().is_none();
        let names = (start..end).filter(|&at| row.kind(at).is_some() && row.governor(at).is_empty() && !is_left_out);
        let mut leading = names.filter(|&at| !matches!(row.kind(at), Some(Place)));
        if let Some(first) = leading.next().map(|first| described_head(row, start, of_home(row, first, kinds), end)) {
            // 由白桦集团投资，|岚海建工|承建，|于2021年开工: who does another part of it is no topic.
            if is_in_turn(row, first, start, end) {
                end = start.checked_sub(1)?;
                continue;
            }
            let last = row.last_of_list(first, kinds);
            // Employer and title lead to the person: 中国|外长|王毅.
            let leads = |at: &usize| {
                row.chunks[*at].name().is_some() || row.is_joint(*at) || row.chunks[*at].word().is_some_and(may_lead)
            };
            // 中共中央|总书记|、|国家主席|、|中央军委|主席|习近平
            let n_leading = (first..end).take_while(leads).count().max(MOST_LEADING);
            let person = (first..end.min(first + n_leading))
                .find(|&at| row.kind(at) == Some(Person) && row.governor(at).is_empty());
            let topic = person.unwrap_or(last);
            let is_wanted = row.is_one_of(topic, kinds);
            // 南至|老挝的|万象: what stands behind a verb and cannot be meant hides no subject.
            // 得到|岚海银行|的|贷款支持: nor what somebody gets.
            // 另一头|是|吉布提|的|港口: nor what something is.
            let verbs = Acts::CONNECT.and(Acts::RECEIVE).and(Acts::BECOME);
            let takes = |at: usize| opens_predicate(row, at) || row.has(at, verbs);
            let is_object = (start..first).any(takes);
            // 该港|坐落于|云岭自贸区: what stands behind is not what the clause is about.
            // 这条|自昆明通往|万象|的|干线: but what the verb describes is.
            let is_described = is_wanted && topic > start && row.has(topic - 1, Acts::OF);
            if is_object && row.has(start, Acts::THIS) && row.opens_with_noun(start) && !is_described {
                return None;
            }
            // 出口到|老挝，在泰国设有工厂: nor is a country behind a verb.
            let is_land = is_object && row.kind(topic) == Some(Country);
            if (is_wanted || !is_object) && !is_land {
                // 石青|同|李明会谈；|11日…: with whom is told beside the name.
                let is_joined = row.chunks[end].is('；') && row.has(topic + 1, Acts::WITH);
                return (is_wanted && !is_joined && !row.describes(topic)).then_some(topic);
            }
        }
        end = start.checked_sub(1)?;
    }
    None
}

/// The name that a country in front only places: 阿斯麦 of 荷兰|的|阿斯麦.
pub(super) fn of_home(row: &Row, first: usize, kinds: &[EntityKind]) -> usize {
    // 阿联酋|迪拜|的|云岭电站
    let last = (first + 1..).take_while(|&at| row.kind(at) == Some(Place)).last().unwrap_or(first);
    let next = last + 1 + usize::from(row.has(last + 1, Acts::OF));
    let is_placed = matches!(row.kind(next), Some(Organization | Project)) && row.is_one_of(next, kinds);
    if row.kind(first) == Some(Country) && is_placed { next } else { first }
}

/// The name that another one describes together with its verb, if it does: 莱基深水港 of 白桦集团|投资|的|莱基深水港.
///
/// It may end the clause, however many describe it: 首个项目是|位于|老挝|的|云岭水电站.
fn described_head(row: &Row, start: usize, first: usize, end: usize) -> usize {
    let acts = Acts::BUILD.and(Acts::INVEST).and(Acts::ORGANIZE).and(Acts::CONNECT);
    let last = end - 1;
    // 白桦集团|旗下|的|岚海科技，|…: of the part.
    let part = first + 2 + usize::from(row.has(first + 2, Acts::OF));
    if row.has(first + 1, Acts::BELONG) && part == last && row.kind(part) == Some(Organization) {
        return part;
    }
    let is_thing = matches!(row.kind(last), Some(Project | Event));
    let describes = |at: usize| row.has(at, acts.and(Acts::LOCATE).and(Acts::LOAN));
    if is_thing && last > first && row.has(last - 1, Acts::OF) && (start..last).any(describes) {
        return last;
    }
    // 东起|坦桑尼亚|达累斯萨拉姆|、|西至|…|的|坦赞铁路: the towns are not what is described.
    let is_end = |at: usize| row.kind(first) == Some(Country) && matches!(row.kind(at), Some(Country | Place));
    let of = (first + 1..end).find(|&at| row.kind(at).is_some() && !is_end(at) || row.has(at, Acts::OF));
    // 位于|老挝|琅勃拉邦|的|云岭水电站
    let is_placed = |of: usize| row.kind(of + 1) == Some(Project) && (start..first).any(|at| row.has(at, Acts::LOCATE));
    let is_told = |of: usize| (first + 1..of).any(|at| row.has(at, acts)) || is_placed(of);
    let of = of.filter(|&of| row.has(of, Acts::OF) && is_told(of));
    let head = of.and_then(|of| (of + 1..end).find(|&at| !matches!(row.kind(at), Some(Country | Place))));
    head.filter(|&head| row.kind(head).is_some()).unwrap_or(first)
}

/// Whether the clause from `start` on tells who does another part of what the clause before tells: 由白桦集团投资，|岚海建工|承建;
/// 云岭风电场装机容量50万千瓦，|岚海能源|持股七成.
fn is_in_turn(row: &Row, first: usize, start: usize, end: usize) -> bool {
    let acts = Acts::BUILD.and(Acts::INVEST).and(Acts::ORGANIZE).and(Acts::LOAN).and(Acts::OWN);
    let before = start.checked_sub(1).map_or(0..0, |comma| row.clause_start(comma)..comma);
    let last = (start..end).rev().find(|&at| !row.chunks[at].is_figure());
    row.kind(first) == Some(Organization)
        && last.is_some_and(|last| last > first && row.has(last, acts))
        && (tells_of_work(row, start) || before.into_iter().any(|at| row.has(at, Acts::AGENT)))
}

/// Whether the clauses in front of `start` go on about a work that the first of them begins with: |该项目|2019年签约，2020年开工，….
fn tells_of_work(row: &Row, mut start: usize) -> bool {
    for _ in 0..MOST_CLAUSES {
        let Some(comma) = start.checked_sub(1).filter(|&comma| row.chunks[comma].is('，')) else { return false };
        start = row.clause_start(comma);
        let first = start + usize::from(row.has(start, Acts::THIS));
        if row.kind(first) == Some(Project) {
            return true;
        }
        if (start..comma).any(|at| row.kind(at).is_some() && row.governor(at).is_empty()) {
            return false;
        }
    }
    false
}

/// Whether a word is the verb of its clause, and describes nothing: 收购, but not 来访 of 来访的.
fn opens_predicate(row: &Row, at: usize) -> bool {
    let is_verb = row.chunks[at].word().is_some_and(|word| word.tag == Tag::Verb && !is_title_word(word));
    is_verb && !row.chunks[at + 1..row.clause_end(at)].iter().any(|chunk| chunk.has(Acts::OF))
}

/// What the sentence begins with, where the word at `trigger` ends its clause and a clause in front has told who does
/// another part of it (博览会|由商务部主办，浙江省承办), or has told of a work, and this one only whose it is or who pays.
pub(super) fn in_turn(row: &Row, trigger: usize, kinds: &[EntityKind]) -> Option<usize> {
    // 提供贷款|42|亿元, 持股|40|%, 发放贷款|1|亿元|支持|建设, 分别|出资|20|亿元|和|15|亿元
    // 持有|部分权益
    let small = Acts::PURPOSE.and(Acts::AND).and(Acts::SHARE);
    let is_small = |chunk: &Chunk| chunk.is_figure() || chunk.is('、') || chunk.has(small);
    let behind = &row.chunks[trigger + 1..row.clause_end(trigger)];
    let behind = behind.split_last().filter(|(last, _)| last.has(Acts::BUILD)).map_or(behind, |(_, behind)| behind);
    // 提供|了|九成|的|建设|资金, and not 为|当地|提供
    let is_led = row.chunks[row.clause_start(trigger)..trigger].iter().any(|chunk| chunk.has(Acts::TOWARDS));
    let gives_money = !is_led
        && row.has(trigger, Acts::GRANT)
        && behind.last().is_some_and(|last| last.has(Acts::LOAN))
        && behind.iter().all(|chunk| chunk.is_figure() || chunk.word().is_some());
    if !gives_money && !behind.iter().all(is_small) {
        return None;
    }
    let clause = row.clause_start(trigger);
    let mut start = clause;
    for _ in 0..MOST_CLAUSES {
        let Some(comma) = start.checked_sub(1).filter(|&comma| row.chunks[comma].is('，')) else { break };
        start = row.clause_start(comma);
        let agent = (start..comma).find(|&at| row.has(at, Acts::AGENT));
        if let Some(agent) = agent {
            // 老挝|段|由…负责: the country tells where a part is.
            let counts = |at: usize| row.chunks[at].word().is_some_and(|word| word.tag == Tag::Number);
            let is_part =
                |at: usize| row.kind(at).is_some_and(EntityKind::is_land) && (row.describes(at) || counts(at + 1));
            let here = (start..agent).rev().find(|&at| row.is_one_of(at, kinds) && !is_part(at));
            return here.or_else(|| topic(row, start, kinds)).or_else(|| made(row, agent..comma, kinds));
        }
    }
    // 云岭矿业股权分散：|白桦集团|持股46%，|青湖集团|持股54%
    if let Some(colon) = start.checked_sub(1).filter(|&colon| row.chunks[colon].is('：') && row.has(trigger, Acts::OWN))
    {
        return shares_of(row, colon, trigger).filter(|&firm| row.is_one_of(firm, kinds));
    }
    // 白桦资本持有云岭矿业三成股份；|青湖资本|持股27%
    if let Some(firm) = shared_before(row, clause, trigger).filter(|&firm| row.is_one_of(firm, kinds)) {
        return Some(firm);
    }
    // 其中|岚海银行|提供贷款
    let lender = clause + usize::from(row.chunks[clause].word().is_some_and(|word| word.tag == Tag::Pronoun));
    // 云岭风电场装机容量50万千瓦，|岚海能源|持股七成: a work that clauses without such a word tell of.
    let is_bare = row.kind(lender) == Some(Organization) && row.governor(lender).is_empty();
    // 岚海银行|将|提供|一半|资金, but not 岚海建工|加紧|建设
    let lends = gives_money || row.has(trigger, Acts::LOAN);
    let is_small = |chunk: &Chunk| {
        // 白桦集团和岚海能源|各|出资|一半
        let word = |word: Word| {
            let small = Acts::PLAN.and(Acts::TAKE_PART).and(Acts::SUM_UP);
            lends || word.tag == Tag::Adverb || word.acts.has(small)
        };
        chunk.is_figure() || chunk.word().is_some_and(word)
    };
    // 岚海银行、青湖银行|参与|融资
    let last = if trigger > lender { row.last_of_list(lender, &[Organization]) } else { lender };
    // 岚海银行、青湖银行|等|单位|主办
    let is_summed_up = |at: usize| row.has(at - 1, Acts::SUM_UP) && row.chunks[at].word().is_some();
    let is_plain = trigger > last && (last + 1..trigger).all(|at| is_small(&row.chunks[at]) || is_summed_up(at));
    // 博览会在岚海举办，白桦集团|承办
    let is_event = |kind: EntityKind| kind == Event && row.has(trigger, Acts::ORGANIZE);
    let works: Vec<EntityKind> = kinds.iter().copied().filter(|kind| *kind == Project || is_event(*kind)).collect();
    if is_bare && is_plain { topic(row, clause, &works) } else { None }
}

/// The firm whose shares the clauses from a colon to the word at `trigger` share out: 埃克萨矿业|股权|分散|：.
fn shares_of(row: &Row, colon: usize, trigger: usize) -> Option<usize> {
    let start = row.clause_start(colon);
    // 负责开发的|埃克萨矿业|股权|分散
    let firm = (start..colon).find(|&at| row.kind(at) == Some(Organization))?;
    let opens = firm == start || row.has(firm - 1, Acts::OF);
    let shares = firm + 1 + usize::from(row.has(firm + 1, Acts::OF));
    let is_share = |at: usize| row.has(at, Acts::SHARE.and(Acts::HOLDER));
    let is_bare = |at: usize| is_share(at) || row.chunks[at].word().is_some_and(|word| word.acts.is_plain());
    let is_told = opens && is_share(shares) && (shares..colon).all(is_bare);
    // 白桦集团|原|持股46%, 白桦集团|持股|云岭公司|46%
    let is_past = |at: usize| row.has(at, Acts::FORMER.and(Acts::ONCE));
    let is_other = |at: usize| row.has(at, Acts::OWN) && row.kind(at + 1).is_some();
    (is_told && !(colon..trigger).any(|at| is_past(at) || is_other(at))).then_some(firm)
}

/// The firm whose shares the clauses before tell of, as this one does of those that another has: 白桦资本持有云岭矿业三成股份；|青湖资本|
/// 持股27%.
fn shared_before(row: &Row, clause: usize, trigger: usize) -> Option<usize> {
    let is_bare = |start: usize, own: usize| {
        let is_small = |at: usize| {
            row.chunks[at].word().is_some_and(|word| word.tag == Tag::Adverb || word.acts.has(Acts::RESPECTIVELY))
        };
        row.kind(start).is_some()
            && (start + 1..own).all(|at| is_small(at) || row.kind(at).is_some() || row.is_joint(at))
    };
    if !row.has(trigger, Acts::OWN) || !is_bare(clause, trigger) {
        return None;
    }
    owned_before(row, clause, Acts::OWN, &[Organization])
}

/// Whether a clause shares out what is left: 其余|35%, 其余|股份; but not 其余|产品.
pub(super) fn shares_rest(row: &Row, clause: usize) -> bool {
    let next = row.chunks.get(clause + 1);
    row.has(clause, Acts::REST) && next.is_some_and(|next| next.is_figure() || next.has(Acts::SHARE))
}

/// What the clauses before tell that others own shares of, where this one shares out the rest: 白桦集团持有云岭矿业65%的股份，|其余35%.
pub(super) fn rest_of(row: &Row, clause: usize) -> Option<usize> {
    owned_before(row, clause, Acts::OWN.and(Acts::INVEST), &[Organization, Project])
}

/// What the nearest of the clauses in front of `clause` tells of whose shares somebody has or buys.
fn owned_before(row: &Row, clause: usize, acts: Acts, kinds: &[EntityKind]) -> Option<usize> {
    let mut start = clause;
    for _ in 0..MOST_CLAUSES {
        let mark = start.checked_sub(1).filter(|&mark| row.chunks[mark].is('，') || row.chunks[mark].is('；'))?;
        start = row.clause_start(mark);
        let own = (start..mark).find(|&at| row.has(at, acts));
        let thing = own.and_then(|own| (own + 1..mark).find(|&at| row.is_one_of(at, kinds)));
        if thing.is_some_and(|thing| (thing + 1..mark).any(|at| row.has(at, Acts::SHARE))) {
            return thing;
        }
    }
    None
}

/// What the clause tells of whose beginning describes it by who does it: 由|白桦集团|建设|的|云岭电站|在老挝开工.
fn made(row: &Row, mut clause: Range<usize>, kinds: &[EntityKind]) -> Option<usize> {
    clause.find(|&at| row.has(at, Acts::OF))?;
    clause.next().filter(|&at| row.is_one_of(at, kinds) && !row.describes(at))
}

/// In how many chunks from the beginning of a clause a person is its subject, whatever stands between.
const MOST_LEADING: usize = 8;

/// How many clauses back a subject may stand.
const MOST_CLAUSES: usize = 6;
