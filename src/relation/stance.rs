//! How sure a page is of what a clause says: planned, denied, or somebody's words.

use std::ops::Range;

use super::chunk::{Chunk, Name, Row, Word, is_title_word};
use super::position::describes;
use super::subject::{Leniency, subject_left};
use super::{Claim, Modality, Polarity};
use crate::document::Tag;
use crate::ontology::{Acts, EntityKind};
use crate::value::Time;

/// Who can speak.
const SPEAKERS: [EntityKind; 3] = [EntityKind::Person, EntityKind::Organization, EntityKind::Country];

/// The most chunks from a verb to what tells that it is to happen soon.
const EVE_REACH: usize = 4;

/// How many chunks may stand between a denial and what it denies: 未正式|签署; a verb of denial reaches further.
const DENIAL_REACH: usize = 2;

/// How the page says what the word at `trigger` tells, where its subject stands at `from`; nothing if it only asks, or
/// supposes that it were so.
pub(super) fn claim(row: &Row, from: usize, trigger: usize) -> Option<Claim> {
    if is_open(row, from, trigger) {
        return None;
    }
    // 技术|支持|、: what stands in a list is a noun.
    let is_listed = |index: usize| row.chunks.get(index + 1).is_some_and(|next| next.is('、'));
    // 将|老挝政府|颁发的奖金|捐出: what is taken, and no plan.
    let takes = |index: usize| {
        let is_adverb = row.chunks[index].word().is_some_and(|word| word.tag == Tag::Adverb);
        is_adverb && row.kind(index + 1).is_some()
    };
    // 即将|结束|对老挝|的|访问: what is to come is its end. 决定|对老挝|进行访问
    let is_visit = row.has(trigger, Acts::VISIT);
    let ends = |index: usize| is_visit && row.has(index + 1, Acts::END);
    let is_meant = |index: usize| is_visit && row.has(index, Acts::RESOLVE);
    let plans = |index: usize| {
        (row.has(index, Acts::PLAN) || is_meant(index))
            && !is_listed(index)
            && !takes(index)
            && !ends(index)
            && !only_describes(row, index, from, trigger)
    };
    // 加快出海步伐，|已|在老挝建厂: what the clause before plans is something else.
    let clause = row.clause_start(trigger);
    let is_done = |at: usize| at < clause && (clause..trigger).any(|at| row.has(at, Acts::ALREADY));
    // 石青|拟任|财政局局长: the word itself can tell that it is to come.
    let is_to_come = words_between(row, from, trigger)
        // 投放贷款，|支持|大桥建设: what the money is for.
        .chain((!row.has(trigger, Acts::PURPOSE)).then_some(trigger))
        .any(|at| plans(at) && !is_done(at) && !is_about_noun(row, at, trigger));
    // 批准|老挝|加入: what others let it do, it has not done yet.
    let first = from.min(trigger);
    let is_let = first.checked_sub(1).is_some_and(|before| row.has(before, Acts::LET)) || is_invited(row, first);
    let time = time(row, from, trigger);
    // 云岭大桥2027年通车, in a paper of 2025
    let is_ahead = time.is_some_and(|time| row.lies_ahead(time));
    let (speaker, verb) = speaker(row, from, trigger);
    // 世界银行预计，|中国经济增长5%; but not what it tells of a year that is over
    let foretells = verb.is_some_and(|verb| row.has(verb, Acts::FORECAST));
    let is_foretold = foretells && !time.is_some_and(|time| row.is_over(time));
    let is_unreal = is_named_as_unreal(row, trigger) || follows_condition(row, first);
    // 启用|在即, 访|华|前夕
    let near = trigger + 1..row.clause_end(trigger).min(trigger + EVE_REACH);
    let is_on_eve = near.into_iter().take_while(|&at| !row.chunks[at].is_figure()).any(|at| row.has(at, Acts::EVE));
    // 石青对老挝|的|访问|将|促进合作, with no day told and no 此次: it lies ahead.
    let is_noun = trigger > 0 && row.has(trigger - 1, Acts::OF) && row.has(trigger, Acts::VISIT);
    let leads = row.get(Some(trigger + 2)).and_then(Chunk::word).is_some_and(|word| word.tag == Tag::Verb);
    let is_dated = || {
        let mut front = row.clause_start(trigger)..trigger;
        front.any(|at| {
            row.time(at).is_some()
                || row.chunks[at].word().is_some_and(|word| word.tag == Tag::Time)
                || row.has(at, Acts::THIS)
        })
    };
    let is_due = is_noun && row.has(trigger + 1, Acts::PLAN) && leads && !is_dated();
    let is_planned = is_to_come || is_ahead || is_let || is_foretold || is_unreal || is_on_eve || is_due;
    let clause = row.clause_start(trigger)..trigger;
    let is_near = |index: usize| index + DENIAL_REACH >= trigger;
    // 未|与|沙特阿美|签署, 未|就|停火|达成, 未|参与|云岭铁路|建设: what the adverb denies begins with the preposition, or that verb.
    let is_in_front = |index: usize| {
        let next = row.get(Some(index + 1)).and_then(Chunk::word);
        let leads = |word: Word| {
            word.acts.has(LEADING.and(Acts::TAKE_PART)) || matches!(word.tag, Tag::Preposition | Tag::Adverb)
        };
        next.is_some_and(leads)
    };
    // 没有|资金|的|松河集团|承建: the verb denies a noun that describes the subject.
    let describes = |index: usize| {
        let is_noun = row.get(Some(index + 1)).and_then(Chunk::word).is_some_and(|word| word.tag == Tag::Noun);
        is_noun && index + 1 < from && row.has(from - 1, Acts::OF)
    };
    // 曾被叫停的|云岭电站|开工, but not 被否决的|收购
    let is_of_noun = |index: usize| row.has(index + 1, Acts::OF) && index + DENIAL_REACH < trigger;
    let reaches = |index: usize| {
        let is_verb = || is_verb_of_denial(row, index) && !describes(index) && !is_of_noun(index);
        is_near(index) || is_in_front(index) || is_verb()
    };
    let denies = |index: usize| row.has(index, Acts::DENY) && !is_part_of_noun(row, index) && reaches(index);
    // 对岚海科技的|收购|因未获批准而|终止; but not 收购|的|工厂|关闭
    let end = row.clause_end(trigger);
    let is_deed = trigger > 0 && row.has(trigger - 1, Acts::OF) && !row.has(trigger + 1, Acts::OF);
    let ends = end
        .checked_sub(1)
        .is_some_and(|last| last > trigger && row.has(last, Acts::SUSPEND) && row.has(last, Acts::DENY));
    let is_off = is_deed && ends && !(trigger + 1..end).any(|at| row.has(at, Acts::AND.and(Acts::WHEN)));
    let is_denied = clause.into_iter().any(denies) || is_off || is_denied_behind(row, end) || is_refused(row, trigger);
    let modality = match (is_planned, &speaker) {
        (true, _) => Modality::Planned,
        (false, Said::Nobody) => Modality::Done,
        (false, _) => Modality::Reported,
    };
    Some(Claim {
        polarity: if is_denied { Polarity::Denied } else { Polarity::Asserted },
        modality,
        speaker: if let Said::By(entity) = speaker { Some(entity) } else { None },
        time: time.map(Time::iso),
        ..Claim::default()
    })
}

/// Whether a plan is to do something with what the word at `trigger` describes, and which is so already: 将|执行|今年1月同老挝|签订|的|
/// 协议; but not 将|出席|举行|的|论坛.
fn is_about_noun(row: &Row, plan: usize, trigger: usize) -> bool {
    let is_to_come_itself = row.has(trigger, Acts::HOLD.and(Acts::ORGANIZE).and(Acts::ATTEND).and(Acts::VISIT));
    // 将|购买|白桦集团|颁布|的|标准
    let is_other = |word: Word| word.acts.without(Acts::OWN.and(Acts::ACQUIRE)).is_plain() && !is_title_word(word);
    let is_verb = |at: usize| row.chunks[at].word().is_some_and(|word| word.tag == Tag::Verb && is_other(word));
    describes(row, trigger) && !is_to_come_itself && (plan + 1..trigger).any(is_verb)
}

/// Whether somebody speaks to whoever is to come: 我们|欢迎|石青访华.
fn is_invited(row: &Row, first: usize) -> bool {
    let says = |at: usize| row.chunks[at].word().is_some_and(|word| word.tag == Tag::Pronoun);
    let greets = |at: usize| row.has(at, Acts::GREET);
    first.checked_sub(1).is_some_and(greets) && first.checked_sub(2).is_some_and(says)
}

/// Words that a phrase with a name begins with.
const LEADING: Acts = Acts::IN.and(Acts::WITH).and(Acts::TOWARDS).and(Acts::FROM);

/// Whether the clause behind the mark at `mark` only says that somebody denies what stands in front: 据报道，A收购B，|B|否认.
fn is_denied_behind(row: &Row, mark: usize) -> bool {
    let start = mark + 1;
    let is_comma = row.chunks.get(mark).is_some_and(|mark| mark.is('，'));
    let end = if is_comma { row.clause_end(start) } else { start };
    let is_said = |at: &usize| {
        let word = row.chunks[*at].word();
        // 对此|予以|否认
        let is_light = || *at > start && row.has(*at + 1, Acts::DENY);
        let may_lead = |word: Word| word.tag != Tag::Verb || is_title_word(word) || word.acts.is_plain() && is_light();
        row.chunks[*at].name().is_some() || word.is_some_and(may_lead)
    };
    let verb = (start..end)
        .find(|at| !is_said(at))
        .filter(|&at| at > start && row.has(at, Acts::DENY) && is_verb_of_denial(row, at));
    // B|否认|上述|报道, but not B|否认|收购C
    let is_short =
        |verb: usize| (verb + 1..end).all(|at| row.chunks[at].word().is_some_and(|word| word.tag != Tag::Verb));
    verb.is_some_and(is_short)
}

/// Whether somebody who may refuse what the word at `trigger` tells does so behind it: 收购B|遭监管机构否决, 收购B，|但未获批准.
fn is_refused(row: &Row, trigger: usize) -> bool {
    let end = row.clause_end(trigger);
    // 收购|的|工厂|被叫停: that is about the plant.
    if row.has(trigger + 1, Acts::OF) {
        return false;
    }
    let is_comma = row.chunks.get(end).is_some_and(|mark| mark.is('，'));
    let next = end + 1..if is_comma { row.clause_end(end + 1) } else { end + 1 };
    let leads = |at: &usize| {
        let is_small = |word: Word| matches!(word.tag, Tag::Adverb | Tag::Conjunction) && !word.acts.has(Acts::DENY);
        row.chunks[*at].word().is_some_and(is_small)
    };
    let opening = next.clone().find(|at| !leads(at));
    let goes_on = opening.is_some_and(|at| row.has(at, Acts::SUFFER.and(Acts::DENY)));
    ends_in_refusal(row, trigger + 1..end) || goes_on && ends_in_refusal(row, next)
}

/// Whether chunks end in words that refuse what goes before: 遭|监管机构|否决, 未获|批准.
fn ends_in_refusal(row: &Row, told: Range<usize>) -> bool {
    let Some(last) = told.clone().next_back().filter(|&last| row.has(last, Acts::CONSENT)) else { return false };
    let has = |front: Range<usize>, acts: Acts| row.chunks[front].iter().any(|chunk| chunk.has(acts));
    let near = last.saturating_sub(DENIAL_REACH).max(told.start)..last;
    // 不再|需要|批准
    let is_needless = |chunk: &Chunk| {
        let needs = |word: Word| word.tag == Tag::Verb && word.acts.without(Acts::PLAN.and(Acts::LEVEL)).is_plain();
        chunk.word().is_some_and(needs)
    };
    let is_withheld = || has(near.clone(), Acts::DENY) && !row.chunks[near.clone()].iter().any(is_needless);
    let refuses = if row.has(last, Acts::DENY) { has(told.start..last, Acts::SUFFER) } else { is_withheld() };
    refuses && !has(told.start..last, Acts::AND.and(Acts::WHEN))
}

/// Whether the clause asks or supposes what the word at `trigger` tells: 如果|松河集团收购, 是否|收购, 收购…？
fn is_open(row: &Row, from: usize, trigger: usize) -> bool {
    let asks = words_between(row, from, trigger).any(|index| row.has(index, Acts::IF.and(Acts::ASK)));
    asks || row.chunks.get(row.clause_end(trigger)).is_some_and(|end| end.is('？') || end.is('?'))
}

/// Whether a clause in front, in the same sentence, tells a condition: 如果谈判成功，|松河集团|收购…
fn follows_condition(row: &Row, first: usize) -> bool {
    row.chunks[..row.clause_start(first)].iter().any(|chunk| chunk.has(Acts::IF))
}

/// Whether the clause of the word at `trigger` only tells what may not be so: 收购|岚海科技|的|传闻, 传闻|称|松河集团收购.
fn is_named_as_unreal(row: &Row, trigger: usize) -> bool {
    let (front, behind) =
        row.chunks[row.clause_start(trigger)..row.clause_end(trigger)].split_at(trigger - row.clause_start(trigger));
    behind.windows(2).any(|pair| pair[0].has(Acts::OF) && pair[1].has(Acts::DOUBT))
        || front.windows(2).any(|pair| pair[0].has(Acts::DOUBT) && pair[1].has(Acts::SAY))
}

/// When it happens: the time nearest in front in the same clause, else one that the clause before ends with or is, or that
/// opens the subject's clause.
pub(super) fn time(row: &Row, from: usize, trigger: usize) -> Option<&Time> {
    // 今年5月，白桦集团的又一个项目——|云岭工厂|动工: a dash only names what is meant.
    let start_of = |at: usize| {
        let mut start = row.clause_start(at);
        while let Some(dash) = start.checked_sub(1).filter(|&dash| row.chunks[dash].is('—')) {
            start = row.clause_start(dash);
        }
        start
    };
    let clause = start_of(trigger);
    let of_subject = start_of(from.min(trigger));
    let within = (clause..trigger).rev().find_map(|at| row.time(at));
    // 5月18日，…: a comma leads on to what follows; 5月18日电 does not. 5月18日，上班第一天，…: nor does what only describes the day.
    let before = |mut start: usize| loop {
        let comma = start.checked_sub(1).filter(|&mark| row.chunks[mark].is('，'))?;
        // 5月18日|晚，…
        let is_hour = |at: &usize| row.chunks[*at].word().is_some_and(|word| word.tag == Tag::Time);
        let last = comma.checked_sub(1)?;
        let time = row.time(last).or_else(|| row.time(last.checked_sub(1).filter(|_| is_hour(&last))?));
        if time.is_some() {
            return time;
        }
        start = row.clause_start(comma);
        let is_aside = |at: usize| row.chunks[at].word().is_some_and(|word| word.acts.is_plain());
        // 5月18日，|作为重点项目|，…; 5月18日，|记者从白桦集团获悉|，…
        let is_passed = row.has(start, Acts::AS.and(Acts::REPORTER));
        if !is_passed && !(start..comma).all(is_aside) {
            return None;
        }
    };
    // 1月3日，货轮靠泊码头，|标志着|接收站投产
    let signifies = row.has(clause, Acts::SIGNIFY);
    let then = || (0..clause).rev().filter(|_| signifies).find_map(|at| row.time(at));
    within.or_else(|| before(clause)).or_else(|| row.time(of_subject)).or_else(|| before(of_subject)).or_else(then)
}

/// Whether a plan only describes who does something else: |即将|出任|司令|的|尼安达|会见.
fn only_describes(row: &Row, plan: usize, from: usize, trigger: usize) -> bool {
    let of = (plan + 1..from.max(plan + 1)).rev().find(|&at| row.has(at, Acts::OF));
    let is_deed = |word: Word| word.tag == Tag::Verb || !word.acts.is_plain() && word.tag != Tag::Preposition;
    let is_verb = row.get(Some(plan + 1)).and_then(Chunk::word).is_some_and(is_deed);
    let leads = |at: usize| row.chunks[at].name().is_some() || row.chunks[at].word().is_some_and(is_title_word);
    let is_person = row.kind(from) == Some(EntityKind::Person) && from < trigger;
    is_person && is_verb && of.is_some_and(|of| (of + 1..from).all(leads))
}

/// The words of the trigger's clause in front of it, and those behind the subject where that stands further left.
fn words_between(row: &Row, from: usize, trigger: usize) -> impl Iterator<Item = usize> {
    row.clause_start(trigger).min(from)..trigger
}

/// 最不|发达国家: no adverb denies a noun, but 尚未|通车 tells a stage, whatever it is taken for.
fn is_part_of_noun(row: &Row, index: usize) -> bool {
    let word = |index: usize| row.chunks.get(index).and_then(Chunk::word);
    let is_noun = |word: Word| word.tag == Tag::Noun && word.acts.is_plain();
    word(index).is_some_and(|word| word.tag == Tag::Adverb) && word(index + 1).is_some_and(is_noun)
}

/// 否认, 拒绝: a denial of all that follows in its clause.
fn is_verb_of_denial(row: &Row, index: usize) -> bool {
    let span = row.chunks[index].span;
    row.chunks[index].word().is_some_and(|word| word.tag == Tag::Verb) && span.end - span.start > 3
}

/// Whose words a clause is.
enum Said {
    /// The page's own.
    Nobody,
    /// Somebody's who is not named.
    BySomebody,
    /// Those of an entity.
    By(usize),
}

/// Who says what the word at `trigger` tells, and by which word: the subject of the verb of speech whose clause ends before it, or
/// of one that foretells it in its own clause, in front of its subject at `from`.
fn speaker(row: &Row, from: usize, trigger: usize) -> (Said, Option<usize>) {
    let start = row.clause_start(trigger);
    let by = |name: Option<Name>| name.map_or(Said::BySomebody, |name| Said::By(name.entity));
    let speaks = |verb: usize, leniency| subject_left(row, verb, &SPEAKERS, leniency);
    // 世界银行|预计|中国经济增长5%
    let verb = (start..from).rev().find(|&at| row.has(at, Acts::FORECAST));
    if let Some((verb, name)) = verb.and_then(|verb| Some((verb, speaks(verb, Leniency::Exact)?)))
        && name >= start
    {
        return (by(row.chunks[name].name()), Some(verb));
    }
    // A clause that opens with 据…报道 or ends in a verb of speech is about all that follows.
    for at in (0..start).rev() {
        let chunk = &row.chunks[at];
        // 本报讯 记者石青报道|。|会议举行: who writes the report says nothing of it.
        if chunk.is('。') {
            break;
        }
        let ends_clause = row.chunks.get(at + 1).is_some_and(Chunk::is_boundary);
        if ends_clause && (chunk.has(Acts::SAY) || foretells(row, at)) {
            return (by(speaks(at, Leniency::Describing).and_then(|at| row.chunks[at].name())), Some(at));
        }
        if chunk.has(Acts::SOURCE) && row.clause_start(at) == at {
            let end = row.clause_end(at);
            let named = (at + 1..end).find_map(|at| row.chunks[at].name());
            return (by(named.filter(|name| SPEAKERS.contains(&name.kind))), end.checked_sub(1));
        }
    }
    (Said::Nobody, None)
}

/// Whether the word at `at`, which ends its clause, foretells what follows: 世界银行|预计, 经济学家|预期, but not 好于|预期.
fn foretells(row: &Row, at: usize) -> bool {
    let is_small = |before: usize| {
        let is_noun = |word: Word| matches!(word.tag, Tag::Noun | Tag::Adverb) && !word.acts.has(Acts::OF);
        row.chunks[before].name().is_some()
            || row.time(before).is_some()
            || row.chunks[before].word().is_some_and(is_noun)
    };
    let is_verb = row.has(at, Acts::PLAN) || (row.clause_start(at)..at).all(is_small);
    row.has(at, Acts::FORECAST) && row.clause_start(at) < at && is_verb
}
