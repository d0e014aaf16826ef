//! Towns abroad that no list holds, behind what leads to a place: 连接|卡拉伊洪布|和|旺奇, 位于|北马其顿|的|库马诺沃.

use super::reading::{Name, Reading, Word};
use super::{Candidate, Recognizer, abroad, transliteration};
use crate::document::Tag;
use crate::ontology::{Acts, EntityKind, Roles, Sureness};
use crate::text::Span;

/// Proposes rows of the characters that write foreign names where only a place can stand.
pub struct Town;

/// The recognizer of such towns; the words in front show them.
pub(super) const TOWN: &str = "foreign-town";

impl Recognizer for Town {
    fn name(&self) -> &'static str {
        TOWN
    }

    fn find(&self, reading: &Reading<'_>) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        for word in reading.words.iter().filter(|word| leads_to_place(reading, word)) {
            let mut found = town(reading, behind_country(reading, word.span.end));
            while let Some(town) = found {
                candidates.push(Candidate::new(EntityKind::Place, town, TOWN, SURE));
                found = reading.char_after(town.end).filter(|c| JOINTS.contains(c)).and_then(|joint| {
                    let next = behind_country(reading, town.end + joint.len_utf8());
                    self::town(reading, next).or_else(|| rest(reading, next))
                });
            }
        }
        candidates.extend(reading.names.iter().filter_map(|name| longer(reading, name)));
        candidates
    }
}

/// How sure a town is.
const SURE: f32 = 0.95;

/// What joins the ends of a line.
const JOINTS: [char; 5] = ['和', '与', '至', '到', '、'];

/// Whether only a place can stand behind a word: 连接, 途经, 位于, 抵达.
fn leads_to_place(reading: &Reading<'_>, word: &Word) -> bool {
    let is_long = reading.slice(word.span).chars().nth(1).is_some();
    is_long && (word.roles.has(Roles::TOWARDS_PLACE) || word.acts.has(Acts::CONNECT.and(Acts::LOCATE)))
}

/// Where a town may begin behind the country that it lies in: 位于|北马其顿的|库马诺沃.
fn behind_country(reading: &Reading<'_>, start: usize) -> usize {
    let is_country = |name: &&Name<'_>| abroad::is_first_of(reading, name, EntityKind::Country);
    let end = reading.names_from(start).filter(is_country).map(|name| name.span.end).max();
    end.map_or(start, |end| if reading.char_after(end) == Some('的') { end + '的'.len_utf8() } else { end })
}

/// The row of such characters from `start` on, if nothing else begins there.
fn town(reading: &Reading<'_>, start: usize) -> Option<Span> {
    let end = without_joining(reading, transliteration::part_from(reading, start)?);
    let span = Span::new(start, end);
    let is_long = reading.slice(span).chars().nth(SHORTEST - 1).is_some();
    let is_foreign = || is_foreign(reading, span) && !reading.slice(span).ends_with(SIDES);
    (is_long && is_foreign() && !holds_known(reading, span) && ends_name(reading, end)).then_some(span)
}

/// 伊巴丹|连在一起: where the verb of joining begins, a town ends.
fn without_joining(reading: &Reading<'_>, end: usize) -> usize {
    let joins = reading.text()[..end].ends_with(JOINING)
        && reading.char_after(end).is_some_and(|next| BEHIND_JOINING.contains(&next));
    if joins { end - JOINING.len_utf8() } else { end }
}

/// A verb of joining, and what may stand behind it: 连在, 连接, 连成.
const JOINING: char = '连';
const BEHIND_JOINING: [char; 5] = ['在', '接', '成', '通', '为'];

/// The fewest characters of a town.
const SHORTEST: usize = 3;

/// Sides of a town, which are none of its name: 罗布泊|西.
const SIDES: [char; 4] = ['东', '南', '西', '北'];

fn is_foreign(reading: &Reading<'_>, span: Span) -> bool {
    reading.slice(span).chars().all(|c| reading.ontology.lexicon.is_transliteration(c))
}

/// Whether a stretch holds a name that is known.
fn holds_known(reading: &Reading<'_>, span: Span) -> bool {
    reading.forms_in(span).any(|form| {
        let is_sure = form.form.meanings.iter().any(|meaning| meaning.sureness < Sureness::Weak);
        is_sure && form.form.text.chars().nth(1).is_some()
    })
}

/// A row of such characters that may be short, as no word of the language: 卡拉伊洪布和|旺奇, 不来梅|哈芬.
fn rest(reading: &Reading<'_>, start: usize) -> Option<Span> {
    let span = Span::new(start, transliteration::part_from(reading, start)?);
    let is_word = reading.word_from(start).is_some_and(|index| {
        let word = &reading.words[index];
        word.span == span && word.is_known
    });
    let is_long = (2..=LONGEST_REST).contains(&reading.slice(span).chars().count());
    let is_name = is_long && !is_word && is_foreign(reading, span) && !holds_known(reading, span);
    (is_name && ends_name(reading, span.end)).then_some(span)
}

/// The most characters of such a row.
const LONGEST_REST: usize = 5;

/// Whether a name may end at a byte: a mark, or a word that is no part of a longer name, stands behind.
fn ends_name(reading: &Reading<'_>, byte: usize) -> bool {
    let Some(next) = reading.char_after(byte).filter(|c| !matches!(c, '·' | '•' | '-' | '地')) else {
        return false;
    };
    let ends = |word: &Word| {
        let is_function = matches!(word.tag, Tag::Preposition | Tag::Conjunction | Tag::Particle | Tag::Adverb);
        let is_verb = word.tag == Tag::Verb && word.is_known;
        !word.roles.has(Roles::SPEECH) && (is_function || is_verb || word.roles.has(Roles::BORDER))
    };
    !next.is_alphanumeric()
        || JOINTS.contains(&next)
        || reading.word_from(byte).is_some_and(|next| ends(&reading.words[next]))
}

/// 不来梅|哈芬: a known town behind its country, which goes on with a word that no dictionary holds.
fn longer(reading: &Reading<'_>, name: &Name<'_>) -> Option<Candidate> {
    let is_of = |name: &Name<'_>, kind| abroad::is_first_of(reading, name, kind);
    let follows_country = || reading.names_to(name.span.start).any(|front| is_of(front, EntityKind::Country));
    let is_whole = reading.head_to(name.span.end).is_some();
    if is_whole || !is_of(name, EntityKind::Place) || !abroad::is_foreign(reading, name) || !follows_country() {
        return None;
    }
    // 伦敦|哈默史密斯 are two.
    let rest = rest(reading, name.span.end).filter(|rest| reading.slice(*rest).chars().count() == 2)?;
    Some(Candidate::new(EntityKind::Place, Span::new(name.span.start, rest.end), TOWN, SURE))
}
