//! People with Chinese, Korean and Japanese names: a surname, a given name, and who stands beside.
//!
//! No surname is sure by itself (高, 方, 和 and 成 are words), so that each candidate is weighed: what
//! jieba takes it for, whether its characters are those of given names, a post in front (主任杨勇), a
//! verb of speech or a post behind (杨勇表示, 杨勇副主任), a list of people around.

use super::reading::{Reading, Word};
use super::{Candidate, Recognizer};
use crate::document::Tag;
use crate::ontology::{Acts, EntityKind, Origin, Roles};
use crate::text::{Span, is_han};

/// Proposes surname and given name where enough speaks for a person.
pub struct ChineseName;

/// From this weight on, a name is proposed. Chosen on tagged news, see `docs/quality.md`.
const ENOUGH: f32 = 3.0;

impl Recognizer for ChineseName {
    fn name(&self) -> &'static str {
        "person-name"
    }

    fn find(&self, reading: &Reading<'_>) -> Vec<Candidate> {
        let mut found: Vec<(Span, f32)> = Vec::new();
        for (index, word) in reading.words.iter().enumerate() {
            let best = spans(reading, word)
                .map(|(span, origin)| (span, weigh(reading, index, span, origin)))
                .max_by(|a, b| a.1.total_cmp(&b.1).then(a.0.len().cmp(&b.0.len())));
            found.extend(best.filter(|(_, weight)| *weight > 0.0));
        }
        lift_lists(reading, &mut found);
        let names = found.into_iter().filter(|(_, weight)| *weight >= ENOUGH);
        names.map(|(span, weight)| Candidate::new(EntityKind::Person, span, self.name(), confidence(weight))).collect()
    }
}

fn confidence(weight: f32) -> f32 {
    (0.6 + (weight - ENOUGH) * 0.08).clamp(0.6, 0.95)
}

/// The stretches from the start of a word on that could be a name; they end where words do.
fn spans<'a>(reading: &'a Reading<'_>, word: &Word) -> impl Iterator<Item = (Span, Origin)> + 'a {
    let start = word.span.start;
    let text = &reading.text()[start..reading.document.sentences[word.sentence].span.end];
    let (surname, origin) = reading.ontology.lexicon.surname(text).unwrap_or_else(|| {
        // 科长刀志强: behind a post, a rare surname is one too.
        let first = text.chars().next().filter(|c| is_han(*c) && has_post_in_front(reading, start));
        (first.map_or(0, char::len_utf8), Origin::Rare)
    });
    let longest = match origin {
        _ if surname == 0 => 0,
        Origin::Japanese => 3,
        _ => 2,
    };
    let given = text[surname..].char_indices().take(longest).take_while(|(_, c)| is_han(*c));
    let ends = given.map(move |(at, c)| start + surname + at + c.len_utf8());
    ends.filter(|end| reading.is_border(*end)).map(move |end| (Span::new(start, end), origin))
}

/// Whether a post, or a post and a colon, stands right in front: 科长, 责任编辑：.
pub(super) fn has_post_in_front(reading: &Reading<'_>, start: usize) -> bool {
    let end = match reading.char_before(start) {
        Some(c @ ('：' | ':' | ' ' | '　')) => start - c.len_utf8(),
        Some(c) if reading.ontology.lexicon.ends_posts(c) => start,
        _ => return false,
    };
    reading.word_to(end).is_some_and(|before| is_post(reading, before))
}

/// Whether a word is or ends in a post: 处长, 银行行长.
pub(super) fn is_post(reading: &Reading<'_>, index: usize) -> bool {
    reading.words[index].roles.has(Roles::POST_BEFORE) || reading.ontology.lexicon.ends_in_post(reading.word(index))
}

fn weigh(reading: &Reading<'_>, index: usize, span: Span, origin: Origin) -> f32 {
    let lexicon = &reading.ontology.lexicon;
    let text = reading.slice(span);
    let n_chars = text.chars().count();
    let mut weight = 0.0;
    if lexicon.roles(text).has(Roles::NOT_PERSON.and(Roles::BORDER).and(Roles::NAME_WORD)) {
        return 0.0;
    }
    if is_noun_and_side(reading, span) {
        return 0.0;
    }
    let by_words = word_weight(reading, index, span);
    // 植田和男: a Japanese name holds words that a Chinese one does not.
    weight += if origin == Origin::Japanese { by_words.max(0.0) } else { by_words };
    let surname = lexicon.surname(text).map_or(0, |(end, _)| end);
    let given = text[surname..].chars().all(|c| lexicon.is_given_name(c));
    weight += match (origin, given) {
        (Origin::Japanese, _) => 0.5,
        (Origin::Rare, _) => -1.2,
        (Origin::Chinese, true) => 1.0,
        (Origin::Chinese, false) => -0.5,
    };
    if n_chars == 2 {
        weight -= 0.7;
    }
    if ends_as_no_name(reading, span, surname) || n_chars > 2 && ends_in_verb(reading, span) {
        weight -= 2.5;
    }
    weight + left_weight(reading, span) + right_weight(reading, span)
}

/// Whether the last character of a name begins a verb of what people do, however jieba cuts it: 田雨|作报告, 周海|因病.
pub(super) fn ends_in_verb(reading: &Reading<'_>, span: Span) -> bool {
    let Some((last, _)) = reading.slice(span).char_indices().next_back() else { return false };
    let behind = reading.text()[span.end..].char_indices().map(|(at, c)| span.end + at + c.len_utf8());
    let does = |end: usize| {
        let word = reading.slice(Span::new(span.start + last, end));
        reading.ontology.lexicon.roles(word).has(Roles::PERSON_VERB)
    };
    behind.take(LONGEST_DEED).any(does)
}

/// The most characters of a verb behind its first one: 作|工作报告.
const LONGEST_DEED: usize = 4;

/// Whether a stretch is a noun that looks like a name, and the side of it: 在|贺信|中.
pub(super) fn is_noun_and_side(reading: &Reading<'_>, span: Span) -> bool {
    let side = reading.slice(span).char_indices().next_back();
    side.filter(|(_, c)| SIDES.contains(c)).is_some_and(|(at, _)| {
        let noun = reading.slice(Span::new(span.start, span.start + at));
        reading.ontology.lexicon.roles(noun).has(Roles::NOT_PERSON)
    })
}

/// The characters that tell on which side of a noun something is.
const SIDES: [char; 6] = ['中', '里', '内', '上', '下', '外'];

/// 和田县, 吴先生, 巴西人: the stretch ends as places do, or its rest is a post or another word.
fn ends_as_no_name(reading: &Reading<'_>, span: Span, surname: usize) -> bool {
    let text = reading.slice(span);
    let lexicon = &reading.ontology.lexicon;
    let last = text.char_indices().next_back().map_or("", |(at, _)| &text[at..]);
    let is_place = text.chars().count() > 2
        && reading
            .head_to(span.end)
            .is_some_and(|head| matches!(head.head.kind, EntityKind::Place | EntityKind::Organization));
    let rest = lexicon.roles(&text[surname..]);
    let is_word = text.len() - surname > 3 && rest.has(Roles::POST_AFTER.and(Roles::POST_BEFORE).and(Roles::SPEECH));
    // 杭侃|笑称
    let next = reading.char_after(span.end).map_or(0, char::len_utf8);
    let verb = Span::new(span.end - last.len(), span.end + next);
    let begins_verb = text.chars().count() > 2 && lexicon.roles(reading.slice(verb)).has(Roles::SPEECH);
    is_word || lexicon.roles(last).has(Roles::NAME_STOP) || is_place || begins_verb
}

/// What jieba's cut says of the stretch.
fn word_weight(reading: &Reading<'_>, index: usize, span: Span) -> f32 {
    let word = &reading.words[index];
    if word.span.end == span.end {
        return match word.tag {
            Tag::Person | Tag::Transliteration if reading.slice(span).chars().count() > 2 => 2.9,
            Tag::Person | Tag::Transliteration => 2.2,
            Tag::ProperName => 1.8,
            _ => -3.0,
        };
    }
    // 李|春|临, 吕|书雅: pieces; the more of them are words of their own right, the less it is a name.
    let mut weight = 0.0;
    let inside = reading.words[index..].iter().take_while(|word| word.span.end <= span.end);
    for piece in inside {
        let n_chars = reading.slice(piece.span).chars().count();
        weight += match (n_chars, piece.tag) {
            (1, Tag::Particle | Tag::Preposition | Tag::Conjunction | Tag::Pronoun | Tag::Number) => -2.0,
            (1, Tag::Verb | Tag::Adverb) => -0.4,
            (1, _) => 0.1,
            (_, Tag::Person) => 1.0,
            (_, Tag::Verb | Tag::Adverb | Tag::Conjunction | Tag::Preposition | Tag::Pronoun | Tag::Time) => -1.5,
            (_, _) => -0.6,
        };
    }
    weight
}

/// What stands in front: a post, a beginning.
fn left_weight(reading: &Reading<'_>, span: Span) -> f32 {
    if has_post_in_front(reading, span.start) {
        return 3.0;
    }
    let Some(before) = reading.word_to(span.start) else { return 0.2 };
    let word = &reading.words[before];
    match reading.char_before(span.start) {
        Some('：' | '“' | '。' | '，' | '\n' | '　' | ' ' | '、' | '（' | '；') | None => 0.2,
        Some('的') => -0.3,
        _ if word.tag == Tag::Number => -1.5,
        _ => 0.0,
    }
}

/// What stands behind: a verb of speech, a post, a verb that people do.
pub(super) fn right_weight(reading: &Reading<'_>, span: Span) -> f32 {
    if let Some('，' | '、' | '）' | ')' | '。' | '；' | '\n' | ' ' | '　') | None = reading.char_after(span.end)
    {
        return 0.3;
    }
    let Some(after) = reading.word_from(span.end) else { return 0.0 };
    let word = &reading.words[after];
    if word.roles.has(Roles::SPEECH) {
        return 2.0;
    }
    if word.roles.has(Roles::POST_AFTER) {
        return 1.6;
    }
    if word.roles.has(Roles::PERSON_VERB) {
        return if leads_to_post(reading, after) { 2.4 } else { 1.0 };
    }
    // 秦刚近日则表示: an adverb or a day may stand before the verb.
    let verb = reading.words.get(after + 1..(after + 4).min(reading.words.len())).unwrap_or_default();
    let comes_soon = matches!(word.tag, Tag::Time | Tag::Adverb | Tag::Preposition | Tag::Conjunction)
        && verb.iter().any(|verb| verb.roles.has(Roles::SPEECH));
    if comes_soon { 1.2 } else { 0.0 }
}

/// Whether a verb tells that somebody comes into a post, which ends its clause: 任|集团|总经理.
fn leads_to_post(reading: &Reading<'_>, verb: usize) -> bool {
    let words = reading.words.iter().enumerate().skip(verb + 1).take(LONGEST_POST);
    let clause = words.take_while(|(_, word)| !reading.slice(word.span).contains(['，', '。', '；', '、']));
    reading.words[verb].acts.has(Acts::APPOINT) && clause.last().is_some_and(|(last, _)| is_post(reading, last))
}

/// The most words from a verb to the end of the post that it tells of.
const LONGEST_POST: usize = 8;

/// In a list of people (张三、李四、王五) each name speaks for its neighbours.
fn lift_lists(reading: &Reading<'_>, found: &mut [(Span, f32)]) {
    for _ in 0..2 {
        let sure: Vec<Span> = found.iter().filter(|(_, weight)| *weight >= ENOUGH).map(|(span, _)| *span).collect();
        for (span, weight) in found.iter_mut().filter(|(_, weight)| *weight > 0.8 && *weight < ENOUGH) {
            let after = sure.partition_point(|other| other.start < span.end);
            let before = sure[..after].iter().rev().find(|other| other.end <= span.start);
            let joins = |from: usize, to: usize| from < to && is_list_joint(&reading.text()[from..to]);
            let follows = before.is_some_and(|other| joins(other.end, span.start));
            let precedes = sure.get(after).is_some_and(|other| joins(span.end, other.start));
            if follows || precedes {
                *weight += 2.2;
            }
        }
    }
}

fn is_list_joint(between: &str) -> bool {
    matches!(between, "、" | "和" | "与" | " " | "　")
}
