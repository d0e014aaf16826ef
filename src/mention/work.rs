//! What an organization has built or opened, and plants in a town: 塞中友好医院|外科楼, 宁川二中|新校区, 萨拉戈萨|电池工厂.
//!
//! A building that only stands there is none of the projects; the verb beside it tells that it becomes one.

use super::reading::{Reading, Word};
use super::{Candidate, walk};
use crate::document::Tag;
use crate::ontology::{Acts, Ending, EntityKind, Roles};
use crate::text::Span;

/// The recognizer of such works; the organization or town in front and the verb beside show them.
const WORK: &str = "work";

/// How sure they are.
const SURE: f32 = 0.97;

/// Adds the works that the organizations and places among the candidates have, and drops those that are such works.
pub(super) fn add(reading: &Reading<'_>, candidates: &mut Vec<Candidate>) {
    let mut works: Vec<Span> = candidates.iter().filter_map(|body| wing(reading, body)).collect();
    let mut fronts: Vec<&Candidate> = candidates.iter().filter(|candidate| leads_plant(candidate)).collect();
    fronts.sort_by_key(|candidate| (candidate.span.end, candidate.span.start));
    works.extend((0..reading.words.len()).filter_map(|index| plant(reading, &fronts, index)));
    candidates.retain(|candidate| candidate.kind != EntityKind::Organization || !works.contains(&candidate.span));
    candidates.extend(works.into_iter().map(|span| Candidate::new(EntityKind::Project, span, WORK, SURE)));
}

/// 塞中友好医院|外科楼, 宁川二中|新校区: the part of an organization's site that is built or opened, whether the organization or
/// the whole was taken for one.
fn wing(reading: &Reading<'_>, body: &Candidate) -> Option<Span> {
    if body.kind != EntityKind::Organization || body.confidence < LIKELY {
        return None;
    }
    let end = wing_from(reading, body.span.end).or_else(|| {
        let text = reading.slice(body.span);
        let starts = text.char_indices().skip(2).map(|(at, _)| body.span.start + at);
        starts.into_iter().any(|start| wing_from(reading, start) == Some(body.span.end)).then_some(body.span.end)
    })?;
    let work = Span::new(body.span.start, end);
    is_worked_on(reading, work).then_some(work)
}

/// A name less likely than this leads no work.
const LIKELY: f32 = 0.6;

/// Where the longest word for a part of a site ends that begins at a byte, with the stage behind it, or the stage alone.
fn wing_from(reading: &Reading<'_>, start: usize) -> Option<usize> {
    let text = &reading.text()[start..];
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST_WING).skip(1);
    let is_wing = |end: &usize| reading.ontology.lexicon.roles(&text[..*end]).has(Roles::WING);
    let end = ends.filter(is_wing).last().map(|end| start + end).filter(|end| reading.is_border(*end));
    // 基金|二期 is a firm.
    let is_fund = || reading.head_to(start).is_some_and(|head| head.head.class == "fund");
    walk::stage(reading, end.unwrap_or(start)).filter(|_| end.is_some() || !is_fund()).or(end)
}

/// No word for a part of a site has more characters.
const LONGEST_WING: usize = 6;

/// Whether a candidate may lead the name of a plant.
fn leads_plant(candidate: &Candidate) -> bool {
    matches!(candidate.kind, EntityKind::Organization | EntityKind::Place) && candidate.confidence >= LIKELY
}

/// 萨拉戈萨|电池|工厂, 长城汽车|无锡|工厂: from the town or firm to the plant that ends with word `index`, where it is built or opened.
fn plant(reading: &Reading<'_>, fronts: &[&Candidate], index: usize) -> Option<Span> {
    let last = &reading.words[index];
    let is_plant = last.tag == Tag::Noun && reading.ontology.lexicon.ends_as(reading.slice(last.span), Ending::Plant);
    if !is_plant {
        return None;
    }
    let front = |end: usize| {
        let first = fronts.partition_point(|front| front.span.end < end);
        fronts.get(first).filter(|front| front.span.end == end)
    };
    let firm = |end: usize| front(end).filter(|front| front.kind == EntityKind::Organization);
    let mut at = last.span.start;
    for n_words in 0..=MOST_WORDS {
        // 无锡|基地: without a word between a town has more than one.
        if let Some(own) = front(at).filter(|own| n_words > 0 || firm(own.span.start).is_some()) {
            // 长城汽车|无锡|电池工厂
            let start = firm(own.span.start).map_or(own.span.start, |firm| firm.span.start);
            let work = Span::new(start, last.span.end);
            return is_worked_on(reading, work).then_some(work);
        }
        let word = &reading.words[reading.word_to(at)?];
        if word.sentence != last.sentence || !is_inside(reading, word) {
            return None;
        }
        at = word.span.start;
    }
    None
}

/// Whether a word may tell what a plant makes: 车|规|级|芯片|封|测.
fn is_inside(reading: &Reading<'_>, word: &Word) -> bool {
    let roles = Roles::BORDER.and(Roles::SPEECH).and(Roles::GENERIC).and(Roles::DIVISION).and(Roles::POST_BEFORE);
    let is_single = reading.slice(word.span).chars().nth(1).is_none();
    let is_matter = match word.tag {
        Tag::Noun | Tag::VerbalNoun | Tag::Adjective | Tag::ProperName | Tag::Abbreviation | Tag::Latin => true,
        Tag::Verb | Tag::Other => !word.is_known,
        // 级 and 封 count things elsewhere.
        Tag::Number => is_single && !walk::starts_with_number(reading.slice(word.span)),
        _ => false,
    };
    let is_text = reading.slice(word.span).chars().all(char::is_alphanumeric);
    word.roles.has(Roles::NAME_WORD) || is_matter && is_text && !word.roles.has(roles)
}

/// The most words between a town and its plant: 车规级|芯片|封测.
const MOST_WORDS: usize = 8;

/// Whether the words beside a work tell that it is built or opened: 投资建设|…, …|已于今年4月|开工.
fn is_worked_on(reading: &Reading<'_>, work: Span) -> bool {
    let builds = |word: &Word| {
        let acts = Acts::BUILD.and(Acts::INVEST).and(Acts::PUT_IN).and(Acts::START).and(Acts::SETTLE);
        is_verb(word) && word.acts.has(acts.and(Acts::COMPLETE).and(Acts::OPEN))
    };
    // 建设|的|无锡电池基地, 启用|了|新校区
    let near = reading.word_to(work.start).map(|last| match reading.word(last) {
        "的" | "了" => last.saturating_sub(1),
        _ => last,
    });
    near.is_some_and(|near| builds(&reading.words[near])) || is_opened(reading, work.end)
}

fn is_verb(word: &Word) -> bool {
    matches!(word.tag, Tag::Verb | Tag::VerbalNoun) || !word.is_known
}

/// Whether what ends at a byte is told to be built or opened behind it: 正式启用, 在伊拉塞马波利斯投产.
fn is_opened(reading: &Reading<'_>, byte: usize) -> bool {
    let Some(next) = reading.word_from(byte) else { return false };
    let is_mark = |word: &Word| reading.slice(word.span).contains(['，', '。', '；', '：', '、', '的', '\n']);
    let clause = reading.words[next..].iter().take(LONGEST_OPENING).take_while(|word| !is_mark(word));
    let opening = Acts::START.and(Acts::OPEN).and(Acts::COMPLETE).and(Acts::BUILD);
    // 投入|使用: two words side by side count as one.
    let with_next = |word: &Word| {
        let next = reading.word_from(word.span.end).map_or(word.span.end, |next| reading.words[next].span.end);
        reading.ontology.lexicon.acts(reading.slice(Span::new(word.span.start, next)))
    };
    // The dictionary holds 投入使用 for no verb.
    let is_deed = |word: &Word| is_verb(word) || word.span.len() >= "投入使用".len();
    let opens = |word: &Word| is_deed(word) && (word.acts | with_next(word)).has(opening);
    let leads = |word: &Word| {
        matches!(word.tag, Tag::Adverb | Tag::Preposition | Tag::Time | Tag::Number | Tag::Adjective)
            || !word.is_known
            || is_verb(word)
    };
    let mut clause = clause.peekable();
    clause.peek().is_some_and(|first| leads(first) || opens(first)) && clause.any(opens)
}

/// The most words from a work to the verb.
const LONGEST_OPENING: usize = 9;
