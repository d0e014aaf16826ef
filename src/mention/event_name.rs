//! Events by what their names begin with: a pair of countries (中意|运河古城文物展), the title of a work (《驿路山河》|新书分享会), who
//! meets (东盟|国防部长会议).

use super::event::{JOINTS, is_held, is_matter};
use super::person::is_post;
use super::reading::{HeadAt, Name, Reading, Word};
use super::{Candidate, walk};
use crate::document::Tag;
use crate::ontology::{Acts, EntityKind};
use crate::text::Span;

/// The recognizer of events that begin with a pair of countries.
pub(super) const PAIRED: &str = "paired-event";

/// The recognizer of events that begin with the title of what they are held for, and hold its document.
pub(super) const TITLED: &str = "titled-event";

/// 中意|运河|古城|文物展: all nouns from a pair of countries to what is shown or talked of.
pub(super) fn paired(reading: &Reading<'_>, head: &HeadAt<'_>) -> Option<Candidate> {
    let is_of_two = head.head.is_strong && matches!(head.head.class.as_str(), "fair" | "forum" | "festival");
    // 中国—老挝|经贸合作|论坛: jieba may take the first part of the head for the end of a word.
    let front = reading.word_to(head.span.start).or_else(|| reading.word_at(head.span.start));
    let mut index = front.filter(|_| is_of_two && head.head.kind == EntityKind::Event)?;
    let sentence = reading.words[index].sentence;
    for _ in 0..MOST_WORDS {
        let word = &reading.words[index];
        if let Some(start) = pair(reading, word) {
            let start = walk::edition(reading, start).unwrap_or(start);
            let is_free = reading.char_before(start).is_none_or(|c| !c.is_alphanumeric() || c == '的')
                || reading.word_to(start).is_some_and(|before| !is_matter(&reading.words[before]));
            let span = Span::new(start, head.span.end);
            return is_free.then(|| Candidate::new(EntityKind::Event, span, PAIRED, 0.98));
        }
        // 中老|港口|与|矿业|对话会
        let joins = JOINTS.contains(&reading.word(index))
            && index.checked_sub(1).is_some_and(|front| is_matter(&reading.words[front]));
        if word.sentence != sentence || !is_matter(word) && !joins {
            return None;
        }
        index = index.checked_sub(1)?;
    }
    None
}

/// The most words from the head of an event to the pair of countries that begins its name.
const MOST_WORDS: usize = 6;

/// Where a pair of countries begins that ends with a word: 中意, 中|法, 中国—|老挝.
fn pair(reading: &Reading<'_>, word: &Word) -> Option<usize> {
    let country = |end: usize| {
        let is_country = |name: &&Name<'_>| {
            let entry = name.form.meanings.first().map(|meaning| reading.ontology.gazetteer.entry(meaning.entry));
            entry.is_some_and(|(kind, entry)| {
                kind == EntityKind::Country || kind == EntityKind::Place && entry.class == CONTINENT
            })
        };
        reading.names_to(end).find(is_country).map(|name| name.span.start)
    };
    if let Some(second) = country(word.span.end)
        && let Some(dash) = reading.char_before(second).filter(|c| matches!(c, '—' | '-' | '－' | '–'))
    {
        return country(second - dash.len_utf8());
    }
    let text = &reading.text()[..word.span.end];
    let mut last = text.char_indices().rev().take(2);
    let ((at, second), (start, first)) = (last.next()?, last.next()?);
    let (gazetteer, lexicon) = (&reading.ontology.gazetteer, &reading.ontology.lexicon);
    let is_land =
        |c: char| gazetteer.abbreviates_country(c) || lexicon.is_region_in_short(c) || CONTINENTS.contains(&c);
    let is_pair = first != second && gazetteer.abbreviates_country(first) && is_land(second);
    let is_cut = word.span.start == start || word.span.start == at && reading.is_border(start);
    (is_pair && is_cut).then_some(start)
}

/// 东盟|国防部长|会议, 上海合作组织|成员国|安全会议秘书|会议: who meets, of whom, where the meeting is told to be held.
pub(super) fn of_officials(reading: &Reading<'_>, head: &HeadAt<'_>) -> Option<Candidate> {
    let is_meeting = matches!(head.head.class.as_str(), "meeting" | "talks" | "summit");
    if head.head.kind != EntityKind::Event || !is_meeting || !reading.is_border(head.span.end) {
        return None;
    }
    let post =
        |end: usize| reading.word_to(end).filter(|&at| is_post(reading, at)).map(|at| reading.words[at].span.start);
    let joint = |end: usize| {
        let front = &reading.text()[..end];
        JOINTS.into_iter().chain(["、"]).find(|joint| front.ends_with(joint)).map(|joint| end - joint.len())
    };
    // 国防部长|会议, where 部长会议 is the head; 外长会议, which says by itself who meets.
    let split = reading.word_at(head.span.start).filter(|&at| is_post(reading, at));
    let split = split.map(|at| reading.words[at].span.start).filter(|&start| start < head.span.start);
    let own = || Some(head.span.start).filter(|_| head.head.class == "summit");
    let mut start = split.or_else(|| post(head.span.start)).or_else(own)?;
    // 财长|和|央行行长
    while let Some(other) = joint(start).and_then(post) {
        start = other;
    }
    let sort = reading.word_to(start).filter(|&at| STATES.contains(&reading.word(at)));
    let end = sort.map_or(start, |at| reading.words[at].span.start);
    let mut start = union_to(reading, end, sort.is_some())?;
    // 中国|和|中亚国家
    while let Some(other) = joint(start).and_then(|end| union_to(reading, end, true)) {
        start = other;
    }
    let edition = walk::edition(reading, start);
    let span = Span::new(edition.unwrap_or(start), head.span.end);
    let is_told = edition.is_some() || is_held(reading, span.end);
    is_told.then(|| Candidate::new(EntityKind::Event, span, OFFICIALS, 0.95))
}

/// Where the name of an organization of countries begins that ends at a byte, or of a country or region whose states are meant.
fn union_to(reading: &Reading<'_>, end: usize, are_states: bool) -> Option<usize> {
    let of = |name: &&Name<'_>| {
        name.form.meanings.iter().any(|meaning| {
            let (kind, entry) = reading.ontology.gazetteer.entry(meaning.entry);
            match kind {
                EntityKind::Organization => entry.countries.is_empty(),
                EntityKind::Country | EntityKind::Place => are_states,
                _ => false,
            }
        })
    };
    reading.names_to(end).filter(of).map(|name| name.span.start).min()
}

/// The recognizer of events that are named by who meets.
pub(super) const OFFICIALS: &str = "meeting-of-officials";

/// What stands between an organization of countries or a region and who meets.
const STATES: [&str; 2] = ["成员国", "国家"];

/// The characters of continents that stand beside countries: 中非, 中欧.
const CONTINENTS: [char; 2] = ['非', '欧'];

/// The class of 非洲, with which countries meet as with one.
const CONTINENT: &str = "continent";

/// 《驿路山河》|新书|分享会: the title belongs to the name where the event is told to be held.
pub(super) fn titled(reading: &Reading<'_>, head: &HeadAt<'_>) -> Option<Candidate> {
    let is_meeting = matches!(head.head.class.as_str(), "forum" | "meeting" | "festival" | "training");
    if head.head.kind != EntityKind::Event || !is_meeting || !reading.is_border(head.span.end) {
        return None;
    }
    let mut start = head.span.start;
    for _ in 0..MOST_BETWEEN {
        if reading.char_before(start) == Some(CLOSE) {
            break;
        }
        start = reading.word_to(start).map(|index| &reading.words[index]).filter(|word| is_matter(word))?.span.start;
    }
    let front = reading.text()[..start].strip_suffix(CLOSE)?;
    let open = front.rfind([OPEN, CLOSE, '\n']).filter(|&at| front[at..].starts_with(OPEN))?;
    let span = Span::new(open, head.span.end);
    (is_held(reading, span.end) || is_led_by_holding(reading, open))
        .then(|| Candidate::new(EntityKind::Event, span, TITLED, 0.98))
}

/// 庆祝|中老|建交|65|周年|招待会: what day comes round again, from the word of marking it on.
pub(super) fn anniversary(reading: &Reading<'_>, head: &HeadAt<'_>) -> Option<Candidate> {
    if head.head.kind != EntityKind::Event || !reading.is_border(head.span.end) {
        return None;
    }
    let near = reading.text()[..head.span.start].char_indices().rev().take(LONGEST_DAY);
    let floor = near.take_while(|(_, c)| c.is_alphanumeric() && *c != '的').last().map(|(at, _)| at)?;
    let front = &reading.text()[floor..head.span.start];
    let marks = MARKING.iter().filter_map(|verb| front.rfind(verb)).max()?;
    let is_day = ANNIVERSARIES.iter().any(|day| front[marks..].contains(day));
    let span = Span::new(floor + marks, head.span.end);
    // 全国高校|纪念…: who holds it may begin the name; 出席|庆祝…: what is done at it does not.
    let does = Acts::HOLD.and(Acts::ORGANIZE).and(Acts::ATTEND);
    let before = reading.word_to(span.start).map(|before| &reading.words[before]);
    let is_led = before.is_none_or(|before| before.acts.has(does) || before.tag == Tag::Particle);
    // 研讨会8|日
    let is_dated = front.ends_with(char::is_numeric);
    // 纪念辛亥革命110周年大会|和|岚海论坛: two events.
    let joins = |other: &HeadAt<'_>| {
        let rest = reading.text().get(other.span.end..head.span.start).unwrap_or_default();
        let is_event = other.head.kind == EntityKind::Event && other.span.start > span.start;
        is_event && JOINTS.into_iter().chain(["、"]).any(|joint| rest.starts_with(joint))
    };
    let are_two = reading.heads.iter().any(joins);
    (is_day && is_led && !is_dated && !are_two).then(|| Candidate::new(EntityKind::Event, span, ANNIVERSARY, 0.97))
}

/// The recognizer of events that are held because a day comes round again.
pub(super) const ANNIVERSARY: &str = "anniversary";

/// What is done with such a day, and what days are called that come round.
const MARKING: [&str; 2] = ["庆祝", "纪念"];
const ANNIVERSARIES: [&str; 2] = ["周年", "诞辰"];

/// The most characters from the word of marking a day to the head of the event.
const LONGEST_DAY: usize = 24;

/// The marks around a title.
const OPEN: char = '《';
const CLOSE: char = '》';

/// The most words between a title and the head of the event.
const MOST_BETWEEN: usize = 3;

/// Whether the clause in front of a byte has a verb of holding or attending an event: 举办|《驿路山河》, 出席|在岚海举行的.
fn is_led_by_holding(reading: &Reading<'_>, byte: usize) -> bool {
    let Some(last) = reading.word_to(byte) else { return false };
    let front = reading.words[..=last].iter().rev().take(MOST_WORDS);
    let mut clause = front.take_while(|word| !reading.slice(word.span).contains(['，', '。', '；', '：', '》']));
    clause.any(|word| {
        let holds = word.acts.has(Acts::HOLD.and(Acts::ORGANIZE).and(Acts::ATTEND));
        holds && matches!(word.tag, Tag::Verb | Tag::VerbalNoun)
    })
}
