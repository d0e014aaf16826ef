//! Firms that no list holds, behind the word for what sort of firm they are: 器械制造商|贝托尼|器械, 合资公司|岚跃|国际.

use super::reading::{HeadAt, Name, Reading, Word};
use super::{Candidate, Recognizer};
use crate::document::Tag;
use crate::ontology::{Acts, EntityKind, Roles};
use crate::text::Span;

/// Proposes words that no dictionary joins, with the branch of trade behind them.
pub struct Maker;

/// The recognizer of such firms; the word in front shows them.
pub(super) const MAKER: &str = "firm-by-sort";

impl Recognizer for Maker {
    fn name(&self) -> &'static str {
        MAKER
    }

    fn find(&self, reading: &Reading<'_>) -> Vec<Candidate> {
        let sorts = (0..reading.words.len()).filter(|&at| is_sort(reading, at));
        let firms = sorts.filter_map(|at| firm(reading, at + 1));
        firms.map(|span| Candidate::new(EntityKind::Organization, span, MAKER, SURE)).collect()
    }
}

/// How sure such a firm is.
const SURE: f32 = 0.93;

/// Whether word `at` tells what sort of firm is named behind it, alone or with the one in front: 制造商, 合资|公司, 车企; 公司
/// alone tells of none.
fn is_sort(reading: &Reading<'_>, at: usize) -> bool {
    let word = &reading.words[at];
    let whole = at.checked_sub(1).map(|before| Span::new(reading.words[before].span.start, word.span.end));
    let whole = whole.map(|whole| reading.slice(whole)).filter(|whole| LAST.iter().any(|last| whole.ends_with(last)));
    if whole.is_some_and(|whole| reading.ontology.lexicon.acts(whole).has(Acts::SORT)) {
        return true;
    }
    let text = reading.slice(word.span);
    let is_long = text.chars().nth(2).is_some();
    word.acts.has(Acts::SORT) && (word.acts.has(Acts::FIRM) || is_long && LAST.iter().any(|last| text.ends_with(last)))
}

/// How words for sorts of firms end.
const LAST: [&str; 3] = ["商", "公司", "企业"];

/// The firm whose name word `first` begins: words that are coined, or what a firm is known by, and the branch of trade that
/// ends it.
fn firm(reading: &Reading<'_>, first: usize) -> Option<Span> {
    let words = reading.words.get(first..)?;
    let Word { span: Span { start, .. }, sentence, .. } = *words.first()?;
    let is_trade = |word: &Word| word.roles.has(Roles::TRADE.and(Roles::NAME_WORD));
    let is_free = |word: &&Word| word.sentence == sentence && !is_trade(word) && is_coined(reading, word);
    // 央企|做|强|能源: what they do.
    if matches!(words.first()?.tag, Tag::Verb | Tag::Adverb | Tag::Adjective) {
        return None;
    }
    let coined = words.iter().take_while(is_free).last().map_or(start, |word| word.span.end);
    // 零跑|国际
    let is_firm = |name: &&Name<'_>| {
        name.form.meanings.iter().any(|of| reading.ontology.gazetteer.entry(of.entry).0 == EntityKind::Organization)
    };
    let known = reading.names_from(start).filter(is_firm).map(|name| name.span.end).max();
    let last = &reading.words[reading.word_from(known.unwrap_or(coined))?];
    let front = Span::new(start, last.span.start);
    if front.is_empty() || last.sentence != sentence || !is_trade(last) {
        return None;
    }
    let is_name = (2..=LONGEST).contains(&reading.slice(front).chars().count());
    // 制造商|岚海|机械|有限公司: the name goes on.
    let goes_on = reading.word_from(last.span.end).is_some_and(|next| {
        let next = &reading.words[next];
        is_trade(next) || near_heads(reading, next.span.start).any(|head| head.span.start == next.span.start)
    });
    (is_name && !goes_on).then(|| Span::new(front.start, last.span.end))
}

/// The heads that end a few characters behind a byte.
fn near_heads<'a>(reading: &'a Reading<'_>, start: usize) -> impl Iterator<Item = &'a HeadAt<'a>> {
    reading.heads_in(Span::new(start, reading.text().len().min(start + LONGEST_HEAD)))
}

/// The most bytes of a head that is looked for.
const LONGEST_HEAD: usize = 30;

/// The most characters in front of the branch of trade.
const LONGEST: usize = 5;

/// Whether no dictionary tells that a word is anything but a piece of a name.
fn is_coined(reading: &Reading<'_>, word: &Word) -> bool {
    let is_loose = reading.slice(word.span).chars().nth(1).is_none();
    let is_small = matches!(
        word.tag,
        Tag::Particle | Tag::Preposition | Tag::Conjunction | Tag::Pronoun | Tag::Other | Tag::Number
    );
    let is_free = word.acts.is_plain() && !word.roles.has(Roles::BORDER) && !is_small;
    is_free && (is_loose || !word.is_known || matches!(word.tag, Tag::Place | Tag::ProperName | Tag::Transliteration))
}
