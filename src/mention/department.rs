//! Parts of organizations, behind the whole that they belong to: 国铁昆明局|货运部, 安徽省科技厅|成果转化与区域创新处.

use super::reading::{HeadAt, Reading, Word};
use super::{Candidate, walk};
use crate::document::Tag;
use crate::ontology::{EntityKind, Meaning, Roles, Sureness};
use crate::text::Span;

/// The recognizer of parts of organizations that somebody leads; the tagger knows few of them, and its doubt is not asked.
pub(super) const LED_PART: &str = "led-part";

/// The recognizer of parts that only what they are called shows.
const PART: &str = "organization-part";

/// Proposes the parts of `wholes`, which end as organizations do, and of known organizations.
pub(super) fn find(reading: &Reading<'_>, wholes: &[Span]) -> Vec<Candidate> {
    let offices = || reading.heads.iter().filter(|head| is_office(head)).map(|head| head.span);
    let found = offices().chain(sections(reading)).filter_map(|head| part(reading, head, wholes));
    let found = found.chain(offices().filter_map(|head| detached(reading, head)));
    found.chain(faculties(reading, wholes)).collect()
}

/// 综合规划司 of 交通运输部新闻发言人石青，综合规划司|副司长李明: behind a ministry that its sentence begins with, a part stands by
/// itself where who leads it follows.
fn detached(reading: &Reading<'_>, head: Span) -> Option<Candidate> {
    let index = reading.word_at(head.start).filter(|_| is_led(reading, head.end))?;
    let sentence = reading.words[index].sentence;
    let here = |word: &&Word| word.sentence == sentence && !is_mark(reading, word);
    let row = reading.words[..index].iter().rev().take_while(here).take(LONGEST_LED + 1);
    let words: Vec<&Word> = row.collect();
    let first = words.last().map_or(reading.words[index].span.start, |first| first.span.start);
    let is_part = words.iter().all(|word| is_of_part(reading, word.span, word)) && words.len() <= LONGEST_LED;
    let span = Span::new(first, head.end);
    let opens = reading.char_before(first).is_some_and(|c| matches!(c, '，' | '、'));
    let is_name = (SHORTEST..=LONGEST_NAME).contains(&reading.slice(span).chars().count());
    (opens && is_part && is_name && follows_ministry(reading, sentence, first))
        .then(|| Candidate::new(EntityKind::Organization, span, LED_PART, 0.95))
}

/// The fewest characters of a part that stands by itself.
const SHORTEST: usize = 3;

/// The most.
const LONGEST_NAME: usize = 10;

fn is_mark(reading: &Reading<'_>, word: &Word) -> bool {
    word.tag == Tag::Other && !reading.slice(word.span).contains(char::is_alphanumeric)
}

/// Whether the sentence begins with a known ministry, whose post follows.
fn follows_ministry(reading: &Reading<'_>, sentence: usize, end: usize) -> bool {
    let start = reading.document.sentences[sentence].span.start;
    reading.names_from(start).any(|name| {
        let is_ministry = |meaning: &Meaning| {
            let (kind, entry) = reading.ontology.gazetteer.entry(meaning.entry);
            kind == EntityKind::Organization && entry.class == MINISTRY
        };
        name.span.end < end && name.form.meanings.iter().any(is_ministry)
    })
}

/// The class of ministries.
pub(super) const MINISTRY: &str = "ministry";

fn is_office(head: &HeadAt<'_>) -> bool {
    let class = head.head.class.as_str();
    head.head.kind == EntityKind::Organization
        && matches!(class, "ministry" | "state-organ" | "research" | "school" | "other")
}

/// 科 in front of who leads one, which elsewhere ends foreign names and fields of study.
fn sections<'a>(reading: &'a Reading<'_>) -> impl Iterator<Item = Span> + 'a {
    let found = reading.text().match_indices(SECTION).map(|(at, section)| Span::new(at, at + section.len()));
    found.filter(|section| {
        let behind = &reading.text()[section.end..];
        behind.strip_prefix('副').unwrap_or(behind).strip_prefix(SECTION).is_some_and(|rest| rest.starts_with('长'))
    })
}

/// The smallest office.
const SECTION: char = '科';

/// 北京大学|中文系 in front of who teaches there or leads it, or of 毕业; elsewhere 系 ends what is related.
fn faculties(reading: &Reading<'_>, wholes: &[Span]) -> Vec<Candidate> {
    let found = reading.text().match_indices(FACULTY).map(|(at, _)| Span::new(at, at + FACULTY.len_utf8()));
    let is_told = |head: &Span| {
        let is_word = |index: usize| reading.word(index).chars().count() == 2 && !reading.word(index).starts_with('学');
        let is_related = reading.word_to(head.end).is_some_and(is_word);
        let is_deputy = reading.text()[..head.start].ends_with('副');
        !is_related && !is_deputy && (is_led(reading, head.end) || reading.text()[head.end..].starts_with("毕业"))
    };
    let school = |head: Span| {
        let before = reading.text()[..head.start].char_indices().rev().take(LONGEST_SUBJECT);
        // 在白桦大学|任|中文系主任, 白桦大学|的|中文系
        let near = before.take_while(|(_, c)| c.is_alphanumeric() && !matches!(c, '的' | '任'));
        let start = near.skip(1).find_map(|(at, c)| {
            let end = at + c.len_utf8();
            let is_school = reading.head_to(end).is_some_and(|head| head.head.class == "university");
            whole_to(reading, end, wholes).filter(|_| is_school)
        })?;
        Some(Candidate::new(EntityKind::Organization, Span::new(start, head.end), LED_PART, 0.95))
    };
    found.filter(is_told).filter_map(school).collect()
}

/// The most characters of what a faculty teaches, and one.
const LONGEST_SUBJECT: usize = 10;

/// The part of a school that has no other last character.
const FACULTY: char = '系';

/// The part that ends in a head, with its whole.
///
/// A post behind it tells that it is one, whatever words it has: 财政部|预算司|司长. Else its head must be more than a
/// character: 西南政法大学|司法鉴定中心.
fn part(reading: &Reading<'_>, head: Span, wholes: &[Span]) -> Option<Candidate> {
    let is_led = is_led(reading, head.end) && !is_led(reading, head.start);
    let is_long = reading.slice(head).chars().count() > 1;
    if !is_led && !is_long {
        return None;
    }
    let (name, confidence, longest) = if is_led { (LED_PART, 0.95, LONGEST_LED) } else { (PART, 0.6, LONGEST) };
    let whole = whole(reading, head.start, wholes, longest)?;
    // 人民医院|急诊科|主任: who leads a ward holds a post of the hospital.
    let is_ward = !is_long && reading.head_to(whole.end).is_some_and(|of| of.head.class == "hospital");
    let span = Span::new(whole.start, head.end);
    (!is_ward).then(|| Candidate::new(EntityKind::Organization, span, name, confidence))
}

/// The most words between a whole and the head of its part.
const LONGEST: usize = 3;

/// The same where a post follows: 软件|与|集成|电路|产业|处|处长.
pub(super) const LONGEST_LED: usize = 6;

/// Whether a post stands right behind: 主任, 副|主任. What ends in one is none: 党委书记 is a post as a whole.
pub(super) fn is_led(reading: &Reading<'_>, end: usize) -> bool {
    let lexicon = &reading.ontology.lexicon;
    let text = &reading.text()[end..];
    let text = text.strip_prefix('副').unwrap_or(text);
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST_POST).skip(1);
    ends.into_iter().any(|end| lexicon.roles(&text[..end]).has(Roles::POST_BEFORE))
}

/// The most characters of a post that is looked for behind a part.
const LONGEST_POST: usize = 4;

/// The whole that stands in front of the words of a part.
fn whole(reading: &Reading<'_>, head: usize, wholes: &[Span], longest: usize) -> Option<Span> {
    // 科学部: the head may end a longer word.
    let index = reading.word_at(head)?;
    let sentence = reading.words[index].sentence;
    let mut at = reading.words[index].span.start;
    if at < head && !is_of_part(reading, Span::new(at, head), &reading.words[index]) {
        return None;
    }
    for _ in 0..=longest {
        let found = if at < head { whole_to(reading, at, wholes) } else { None };
        if found.is_some() {
            // 国务院|和|财政部 are two.
            let is_joined = reading.char_after(at).is_some_and(|c| JOINTS.contains(&c));
            return found.filter(|_| !is_joined).map(|start| Span::new(start, at));
        }
        let word = &reading.words[reading.word_to(at)?];
        if word.sentence != sentence || !is_of_part(reading, word.span, word) {
            return None;
        }
        at = word.span.start;
    }
    None
}

/// Where the longest whole begins that ends at `end`.
fn whole_to(reading: &Reading<'_>, end: usize, wholes: &[Span]) -> Option<usize> {
    let is_sure = |meaning: &Meaning| {
        let (kind, _) = reading.ontology.gazetteer.entry(meaning.entry);
        kind == EntityKind::Organization && meaning.sureness < Sureness::Weak
    };
    let known = reading.names_to(end).filter(|name| name.form.meanings.first().is_some_and(is_sure));
    let first = wholes.partition_point(|whole| whole.end < end);
    let named = wholes[first..].iter().take_while(|whole| whole.end == end);
    known.map(|name| name.span.start).chain(named.map(|whole| whole.start)).min()
}

/// The words that join two things that one part is about.
const JOINTS: [char; 4] = ['和', '与', '及', '暨'];

/// Whether a word, or the part of it at `span`, can stand in what a part is called: 地球, 第六, 成果转化与区域创新.
pub(super) fn is_of_part(reading: &Reading<'_>, span: Span, word: &Word) -> bool {
    let text = reading.slice(span);
    let is_single = text.chars().count() == 1;
    let joins = is_single && (text.starts_with(JOINTS) || walk::starts_with_number(text));
    if word.roles.has(Roles::NAME_WORD) || joins {
        return true;
    }
    let ends = Roles::BORDER.and(Roles::SPEECH).and(Roles::GENERIC).and(Roles::DIVISION);
    if word.roles.has(ends.and(Roles::POST_BEFORE).and(Roles::POST_AFTER)) {
        return false;
    }
    match word.tag {
        Tag::ProperName | Tag::Abbreviation | Tag::Place => true,
        // 原|党委|书记
        Tag::Noun | Tag::VerbalNoun | Tag::Adjective => !is_single,
        Tag::Number => text.starts_with('第'),
        // 转化: the dictionary holds some nouns for verbs.
        Tag::Verb => !word.is_known || !is_single && !word.roles.has(Roles::PERSON_VERB),
        Tag::Other => !word.is_known && text.chars().all(char::is_alphanumeric),
        _ => false,
    }
}
