//! Countries by their abbreviations: 中美两国, 中、俄、蒙三国, 访俄.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use super::reading::{Reading, Word};
use super::{Candidate, Recognizer};
use crate::document::Tag;
use crate::ontology::{Acts, EntityKind, HOME, Roles};
use crate::text::Span;

/// Proposes abbreviations where a coordination or a word of direction shows that they are countries.
pub struct Coordination;

impl Recognizer for Coordination {
    fn name(&self) -> &'static str {
        "abbreviation"
    }

    fn find(&self, reading: &Reading<'_>) -> Vec<Candidate> {
        let named = LazyCell::new(|| reading.named_entries());
        let mut candidates = Vec::new();
        let mut propose = |span: Span, confidence: f32| {
            if stands_for_region(reading, span) {
                return;
            }
            let mut entries: Vec<usize> = reading.slice(span).chars().flat_map(|c| bearers(reading, c)).collect();
            // 巴 is the country of the document that bears it, if one does.
            entries.sort_by_key(|entry| !named.contains(entry));
            let candidate = Candidate::new(EntityKind::Country, span, self.name(), confidence);
            candidates.push(Candidate { entries, ..candidate });
        };
        let abbreviations = abbreviations(reading);
        // 美中都要避免误判, where the document names both in full.
        let is_named = |span: &Span| {
            let mut bearers = reading.slice(*span).chars().flat_map(|c| bearers(reading, c));
            bearers.any(|entry| named.contains(&entry))
        };
        for run in runs(reading, &abbreviations) {
            let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
            let whole = Span::new(first.start, last.end);
            if is_row(reading, run, whole)
                && (is_followed(reading, whole) && (!is_common_word(reading, whole) || run.iter().all(is_named))
                    || is_cut_out(reading, whole) && run.iter().all(is_named))
            {
                run.iter().for_each(|span| propose(*span, 0.9));
            }
        }
        // 老书记王明, 新总统李明: an adjective, where the document names no such country.
        let is_meant = |span: &Span| match reading.slice(*span) {
            "老" | "新" => is_named(span),
            // 以|总书记石青|为|团长
            "以" => !tells_role(reading, span.end),
            _ => true,
        };
        let led = before_post(reading, &abbreviations).into_iter().filter(is_meant);
        for span in after_direction(reading, &abbreviations).into_iter().chain(led) {
            propose(span, 0.75);
        }
        if let Some(china) = reading.ontology.gazetteer.index_of(EntityKind::Country, HOME) {
            let candidate = |span| Candidate::new(EntityKind::Country, span, self.name(), 0.75);
            candidates.extend(to_china(reading).map(|span| Candidate { entries: vec![china], ..candidate(span) }));
        }
        candidates
    }
}

/// Whether the clause from a byte on tells what somebody is: 以|总书记石青|为|团长.
fn tells_role(reading: &Reading<'_>, start: usize) -> bool {
    let rest = reading.text()[start..].chars();
    rest.take_while(|c| !matches!(c, '，' | '。' | '；' | '\n')).any(|c| c == '为')
}

/// The countries that bear an abbreviation.
fn bearers<'a>(reading: &'a Reading<'_>, c: char) -> impl Iterator<Item = usize> + 'a {
    let gazetteer = &reading.ontology.gazetteer;
    let bearers = gazetteer.abbreviation(c).iter().copied();
    bearers.filter(|entry| gazetteer.entry(*entry).0 == EntityKind::Country)
}

fn is_abbreviation(reading: &Reading<'_>, c: char) -> bool {
    reading.ontology.gazetteer.abbreviates_country(c)
}

/// Whether an abbreviation beside that of China stands for a part of the world that the page names: 拉 of 中拉, where it has
/// 拉美; but not 阿 of 沙、阿、卡三国.
pub(super) fn stands_for_region(reading: &Reading<'_>, span: Span) -> bool {
    let is_regional = reading.slice(span).starts_with(reading.regional.as_slice());
    let counts = || COUNTED.iter().any(|counted| reading.text()[span.end..].starts_with(counted));
    is_regional && reading.char_before(span.start) == Some('中') && !counts()
}

/// What stands behind countries in short.
const COUNTED: [&str; 3] = ["两国", "三国", "四国"];

/// Every character that a country bears as its abbreviation.
fn abbreviations(reading: &Reading<'_>) -> Vec<Span> {
    let characters = reading.text().char_indices().filter(|(_, c)| is_abbreviation(reading, *c));
    characters.map(|(at, c)| Span::new(at, at + c.len_utf8())).collect()
}

/// Maximal rows of two or more abbreviations, with or without 、 between them.
fn runs<'a>(reading: &'a Reading<'_>, abbreviations: &'a [Span]) -> impl Iterator<Item = &'a [Span]> {
    let goes_on = |last: &Span, next: &Span| matches!(&reading.text()[last.end..next.start], "" | "、");
    abbreviations.chunk_by(goes_on).filter(|run| run.len() > 1)
}

/// Whether abbreviations in a row can be a coordination: it begins on a word border, is no name itself, and has each country
/// once in each group (中哈、中塔、俄土).
fn is_row(reading: &Reading<'_>, run: &[Span], whole: Span) -> bool {
    let is_distinct = |group: &[Span]| {
        let distinct: BTreeSet<&str> = group.iter().map(|span| reading.slice(*span)).collect();
        distinct.len() == group.len()
    };
    let mut groups = run.chunk_by(|a, b| a.end == b.start);
    let mut is_row = || groups.clone().all(is_distinct) && (is_distinct(run) || groups.all(|group| group.len() > 1));
    reading.is_border(whole.start) && !reading.names_to(whole.end).any(|name| name.span == whole) && is_row()
}

/// Whether a word follows that such rows have: 两国, 关系, 贸易.
fn is_followed(reading: &Reading<'_>, whole: Span) -> bool {
    (reading.is_border(whole.end) || cuts_suffix(reading, whole.end)) && has_suffix(reading, whole.end)
}

/// Whether words end where a row does, and it is no common word (中意).
fn is_cut_out(reading: &Reading<'_>, whole: Span) -> bool {
    let words = reading.words.iter().skip(reading.word_from(whole.start).unwrap_or(usize::MAX));
    reading.is_border(whole.end) && !words.take_while(|word| word.span.end <= whole.end).any(is_common)
}

/// Whether a row without the character of China is one common word: 秘密 of 秘密会谈.
fn is_common_word(reading: &Reading<'_>, whole: Span) -> bool {
    let word = reading.word_from(whole.start).map(|index| &reading.words[index]);
    let counts = COUNTED.iter().any(|counted| reading.text()[whole.end..].starts_with(counted));
    let is_one = word.is_some_and(|word| word.span == whole && is_common(word));
    is_one && !counts && !reading.slice(whole).contains(CHINA)
}

/// Whether jieba knows a word of more than one character that names nothing.
fn is_common(word: &Word) -> bool {
    word.is_known
        && word.span.len() > '中'.len_utf8()
        && !matches!(word.tag, Tag::Place | Tag::Abbreviation | Tag::ProperName)
}

/// The character that stands for China.
const CHINA: char = '中';

/// 三国 of 韩三国: the rest of the word that crosses `byte` stands behind such rows itself.
fn cuts_suffix(reading: &Reading<'_>, byte: usize) -> bool {
    let rest = reading.word_at(byte).map(|index| reading.slice(Span::new(byte, reading.words[index].span.end)));
    rest.is_some_and(|rest| reading.ontology.lexicon.roles(rest).has(Roles::COORDINATION))
}

/// Whether what stands behind such rows begins at `byte`: 两国, 贸易额.
fn has_suffix(reading: &Reading<'_>, byte: usize) -> bool {
    let text = &reading.text()[byte..];
    let ends = text.char_indices().map(|(at, c)| at + c.len_utf8()).take(4);
    ends.skip(1).any(|end| reading.ontology.lexicon.roles(&text[..end]).has(Roles::COORDINATION))
}

/// Single abbreviations behind a word of direction: 访俄, 驻美.
fn after_direction(reading: &Reading<'_>, abbreviations: &[Span]) -> Vec<Span> {
    let points = |word: &str| reading.ontology.lexicon.roles(word).has(Roles::TOWARDS);
    let follows_direction = |span: &&Span| {
        let Some(index) = reading.word_to(span.end).filter(|_| reading.slice(**span) != "中") else { return false };
        let start = reading.words[index].span.start;
        if start < span.start {
            return points(reading.slice(Span::new(start, span.start)));
        }
        let before = index.checked_sub(1).filter(|before| reading.words[*before].span.end == start);
        before.is_some_and(|before| points(reading.word(before)))
    };
    abbreviations.iter().filter(follows_direction).copied().collect()
}

/// 华 of 访华, 来华, 对华: the country that no other words call so.
fn to_china<'a>(reading: &'a Reading<'_>) -> impl Iterator<Item = Span> + 'a {
    let found = reading.text().match_indices('华').map(|(at, c)| Span::new(at, at + c.len()));
    found.filter(|span| {
        let before = reading.char_before(span.start).filter(|c| TO_CHINA.contains(c));
        // jieba may hold 来华访问 for one word.
        let ends = || reading.is_border(span.end) || goes_on_with_deed(reading, span.end);
        before.is_some_and(|c| reading.is_border(span.start - c.len_utf8()) && ends())
    })
}

/// Whether two characters from a byte on are a verb for what guests do, which ends a word: 来华|访问.
fn goes_on_with_deed(reading: &Reading<'_>, byte: usize) -> bool {
    let rest = &reading.text()[byte..];
    let end = rest.char_indices().nth(2).map_or(rest.len(), |(end, _)| end);
    let does = reading.ontology.lexicon.acts(&rest[..end]).has(Acts::VISIT.and(Acts::ATTEND));
    does && reading.is_border(byte + end)
}

/// What stands in front of 华 where that is China. 在华 and 旅华 are as often words of their own.
const TO_CHINA: [char; 6] = ['访', '来', '驻', '赴', '抵', '对'];

/// Single abbreviations in front of a post and a name: 俄外长拉夫罗夫.
fn before_post(reading: &Reading<'_>, abbreviations: &[Span]) -> Vec<Span> {
    let mut spans = Vec::new();
    for first in abbreviations {
        let words = reading.word_from(first.start).and_then(|index| reading.words.get(index..index + 3));
        let Some([country, post, person]) = words else { continue };
        if country.span.end != post.span.start || is_spaced(reading, first.start) {
            continue;
        }
        if let Some(span) = inside_post(reading, country, *first) {
            spans.extend(is_person(reading, post).then_some(span));
        }
        let is_joined = post.span.end == person.span.start;
        if country.span == *first
            && is_joined
            && !doubles(reading, *first, post.span)
            && post.roles.has(Roles::POST_BEFORE)
            && is_person(reading, person)
        {
            spans.push(country.span);
        }
    }
    spans
}

/// Whether a character is the last of a name set in wide letters: 坦 of 哈 萨 克 斯 坦.
fn is_spaced(reading: &Reading<'_>, start: usize) -> bool {
    let mut front = reading.text()[..start].chars().rev();
    front.next() == Some(' ') && front.next().is_some_and(char::is_alphanumeric) && front.next() == Some(' ')
}

/// 俄 of 俄外长, where jieba's dictionary holds both as one word.
fn inside_post(reading: &Reading<'_>, word: &Word, first: Span) -> Option<Span> {
    let rest = Span::new(first.end, word.span.end);
    let is_post =
        !doubles(reading, first, rest) && reading.ontology.lexicon.roles(reading.slice(rest)).has(Roles::POST_BEFORE);
    (is_post && !word.roles.has(Roles::POST_BEFORE)).then_some(first)
}

/// 科|科长: the last character of an office in front of who leads it is no country.
fn doubles(reading: &Reading<'_>, first: Span, post: Span) -> bool {
    reading.slice(post).starts_with(reading.slice(first))
}

fn is_person(reading: &Reading<'_>, word: &Word) -> bool {
    matches!(word.tag, Tag::Person | Tag::Transliteration)
        || reading.names_from(word.span.start).any(|name| {
            let kinds = name.form.meanings.iter().map(|meaning| reading.ontology.gazetteer.entry(meaning.entry).0);
            kinds.into_iter().any(|kind| kind == EntityKind::Person)
        })
}
