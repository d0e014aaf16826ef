//! The words in front of a name-forming head: how far to the left a name reaches.
//!
//! 由[中国路桥工程有限责任公司]承建: from the head 有限责任公司 the walk goes left over proper names,
//! unknown words and words that names are made of, and ends at punctuation, at verbs and
//! prepositions, at words of quantity, and at words that make the head generic (有关部门).

use super::reading::{HeadAt, Name, Reading, Word};
use super::{abroad, walk};
use crate::document::Tag;
use crate::ontology::{Acts, EntityKind, Roles, Sureness};
use crate::text::Span;

/// A head with the modifiers in front of it.
#[derive(Clone, Debug)]
pub struct Phrase {
    /// From the first modifier to the end of the head.
    pub span: Span,
    /// The modifiers, from left to right.
    pub parts: Vec<Part>,
    /// Whether a generic word stands right in front (有关, 各, 三家).
    pub is_generic: bool,
}

/// One modifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// Its bytes.
    pub span: Span,
    /// What it is.
    pub sort: Sort,
}

/// What a modifier is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// The known name of a thing of this kind.
    Known(EntityKind),
    /// A row of country abbreviations: 中吉乌.
    Abbreviations,
    /// A word that the dictionary does not hold, or one in latin letters.
    Unknown,
    /// A proper name by jieba's dictionary.
    Proper,
    /// A common word.
    Common,
    /// A common word that makes no name by itself: 上市, 国有.
    Generic,
    /// A hyphen or dot between two parts.
    Joint,
    /// A place in brackets: 中国（上海）.
    Bracketed,
}

/// No name has more characters in front of its head.
const LONGEST_WALK: usize = 28;

/// Walks left from a head.
pub fn before(reading: &Reading<'_>, head: &HeadAt<'_>) -> Phrase {
    let mut phrase = Phrase { span: head.span, parts: Vec::new(), is_generic: false };
    let floor = floor(reading, head.span);
    let floor = behind_copula(reading, Span::new(floor, head.span.start)).unwrap_or(floor);
    let floor = floor.max(behind_sort(reading, head));
    // The head may end a longer word (工信部, 发改委): the rest of that word is its first modifier.
    if let Some(index) = reading.word_at(head.span.start) {
        let word = &reading.words[index];
        if word.span.start < head.span.start && word.span.start >= floor {
            let span = Span::new(word.span.start, head.span.start);
            let front = reading.ontology.lexicon.roles(reading.slice(span));
            phrase.is_generic = front.has(Roles::GENERIC) || walk::starts_with_number(reading.slice(span));
            if phrase.is_generic || is_common_word(reading, index, head) {
                return phrase;
            }
            let sort = match word.tag {
                _ if !word.is_known => Sort::Unknown,
                Tag::Place | Tag::ProperName => Sort::Proper,
                _ => Sort::Common,
            };
            phrase.push(Part { span, sort });
        }
    }
    // 第十六次 of 金砖国家领导人第十六次会晤.
    if head.head.kind == EntityKind::Event
        && let Some(start) = walk::edition(reading, phrase.span.start).filter(|start| *start >= floor)
    {
        phrase.push(Part { span: Span::new(start, phrase.span.start), sort: Sort::Common });
    }
    if let Some(part) = occupation(reading, head, phrase.span.start) {
        phrase.push(part);
    }
    loop {
        while let Some(part) = walk::next(reading, phrase.span.start, floor, &mut phrase.is_generic) {
            phrase.push(part);
        }
        let is_event = head.head.kind == EntityKind::Event;
        let Some(part) = quoted_name(reading, phrase.span.start).filter(|part| is_event && part.span.start >= floor)
        else {
            break;
        };
        phrase.push(part);
    }
    phrase.parts.reverse();
    phrase.trim(reading);
    phrase
}

/// 实业家 of 实业家委员会, 医师 of 医师协会: a post right at the head of a committee or an association is
/// whom it unites, not who speaks for it.
fn occupation(reading: &Reading<'_>, head: &HeadAt<'_>, end: usize) -> Option<Part> {
    let unites = matches!(head.head.class.as_str(), "committee" | "association" | "club" | "fund");
    let index = reading.word_to(end).filter(|_| unites && end == head.span.start)?;
    let word = &reading.words[index];
    let is_occupation = word.roles.has(Roles::POST_BEFORE.and(Roles::POST_AFTER)) && word.tag == Tag::Noun;
    is_occupation.then_some(Part { span: word.span, sort: Sort::Common })
}

/// Whether the head is only the last character of a common word: 厅 of 展厅, 师 of 律师.
fn is_common_word(reading: &Reading<'_>, index: usize, head: &HeadAt<'_>) -> bool {
    let word = &reading.words[index];
    let is_single = reading.slice(head.span).chars().count() == 1;
    let is_name = matches!(word.tag, Tag::Organization | Tag::Place | Tag::ProperName | Tag::Abbreviation);
    // 货运部|副主任: who leads it tells that it is one; 董事局主席 is a post as a whole.
    let is_led = || {
        let Some(next) = reading.word_from(head.span.end).map(|next| &reading.words[next]) else { return false };
        let whole = Span::new(word.span.start, next.span.end);
        word.span.len() > '厅'.len_utf8() * 2
            && next.roles.has(Roles::POST_BEFORE)
            && !reading.ontology.lexicon.roles(reading.slice(whole)).has(Roles::POST_BEFORE)
    };
    is_single && word.is_known && !is_name && !is_led()
}

/// A known name between marks, with what is done for it: 共建|“一带一路” of 岚海共建“一带一路”论坛.
fn quoted_name(reading: &Reading<'_>, end: usize) -> Option<Part> {
    let inside = reading.char_before(end).filter(|c| *c == '”').map(|c| end - c.len_utf8())?;
    let name = reading.names_to(inside).find(|name| reading.char_before(name.span.start) == Some('“'))?;
    let open = name.span.start - '“'.len_utf8();
    let (kind, _) = reading.ontology.gazetteer.entry(name.form.meanings.first()?.entry);
    let start = reading.word_to(open).filter(|&index| reading.word(index) == JOINT_WORK);
    let start = start.map_or(open, |index| reading.words[index].span.start);
    Some(Part { span: Span::new(start, end), sort: Sort::Known(kind) })
}

/// What stands in front of an initiative in the names of events about it.
const JOINT_WORK: &str = "共建";

/// The name between the marks in front of a head: 东数西算 of “东数西算”工程, 文明之光 of “文明之光”特展.
pub fn quoted_in_front(reading: &Reading<'_>, head: &HeadAt<'_>) -> Option<Span> {
    let close = reading.char_before(head.span.start).filter(|c| matches!(c, '”' | '」' | '’'))?;
    let end = head.span.start - close.len_utf8();
    let near = reading.text()[..end].char_indices().rev().take(LONGEST_QUOTED + 1);
    let (open, mark) = near.into_iter().find(|(_, c)| matches!(c, '“' | '「' | '‘' | '\n'))?;
    let span = Span::new(open + mark.len_utf8(), end);
    let n_chars = reading.slice(span).chars().count();
    let is_name = mark != '\n'
        && (2..=LONGEST_QUOTED).contains(&n_chars)
        && !reading.slice(span).contains(['，', '。', '；', '：', '！', '？', '、']);
    is_name.then_some(span)
}

/// The most characters of a name between marks in front of a head.
const LONGEST_QUOTED: usize = 14;

/// The first byte that a walk may reach: the start of the sentence, or the longest name's.
fn floor(reading: &Reading<'_>, head: Span) -> usize {
    let sentence = reading.document.sentence_at(head.start);
    let start = sentence.map_or(head.start, |index| reading.document.sentences[index].span.start);
    let text = &reading.text()[start..head.start];
    let far = text.char_indices().rev().nth(LONGEST_WALK).map_or(0, |(at, _)| at);
    start + far
}

/// Where the name begins of what a person is at who stands in front: 姆文巴·坦博|系|云岭大学.
pub(super) fn behind_copula(reading: &Reading<'_>, span: Span) -> Option<usize> {
    let text = reading.slice(span);
    let copula = text.find(COPULA).filter(|&at| text[..at].contains('·'))?;
    Some(span.start + copula + COPULA.len_utf8())
}

/// What ties somebody to what he is, in print.
const COPULA: char = '系';

/// Where the name of a firm may begin behind the word for what sort of firm it is: 器械制造商|奥斯泰卡公司, 波兰|液压件|企业|维斯瓦液压公司.
fn behind_sort(reading: &Reading<'_>, head: &HeadAt<'_>) -> usize {
    let last = reading.word_to(head.span.start).filter(|_| head.head.class == "company");
    last.and_then(|last| sort_end(reading, last)).filter(|&end| end < head.span.start).unwrap_or(0)
}

/// Where the word ends that tells what sort of firm is named by the words up to `last`.
pub(super) fn sort_end(reading: &Reading<'_>, last: usize) -> Option<usize> {
    let first = (last + 1).saturating_sub(MOST_NAME_WORDS);
    let is_sort = |at: &usize| {
        let word = &reading.words[*at];
        let makes = reading.slice(word.span).ends_with(MAKERS) && word.span.len() > 6;
        // 白桦企业管理公司: only what no dictionary holds is named by what stands behind, and what a country has.
        let names_firm =
            || word.acts.has(Acts::FIRM) || reading.ontology.lexicon.ends_in_firm(reading.slice(word.span));
        let is_firm = || names_firm() && begins_name(reading, at + 1) && is_of_country(reading, *at);
        word.acts.has(Acts::SORT) && makes || is_firm()
    };
    (first..=last).rev().find(is_sort).map(|at| reading.words[at].span.end)
}

/// Whether a name may begin with word `at`: one that no dictionary holds, or a foreign one.
fn begins_name(reading: &Reading<'_>, at: usize) -> bool {
    // 电动车企业|阿|沃斯|公司
    let is_letter = |word: &Word| {
        let mut letters = reading.slice(word.span).chars();
        letters.next().is_some_and(|c| letters.next().is_none() && reading.ontology.lexicon.is_transliteration(c))
    };
    let is_name = |word: &Word| {
        let is_proper = matches!(word.tag, Tag::Transliteration | Tag::ProperName | Tag::Organization);
        !word.is_known || is_proper || is_letter(word)
    };
    reading.words.get(at).is_some_and(is_name)
}

/// Whether a country stands in front of word `at`, with no more than its trade between: 波兰|液压件|企业.
fn is_of_country(reading: &Reading<'_>, at: usize) -> bool {
    let first = at.saturating_sub(MOST_TRADE);
    let is_country = |name: &Name<'_>| abroad::is_first_of(reading, name, EntityKind::Country);
    (first..=at).any(|at| reading.names_to(reading.words[at].span.start).any(is_country))
}

/// The most words that tell the trade of a firm: 液压|件.
const MOST_TRADE: usize = 3;

/// What words for those who make or sell something end in.
const MAKERS: char = '商';

/// The most words of the name of a firm in front of its head.
const MOST_NAME_WORDS: usize = 5;

impl Phrase {
    fn push(&mut self, part: Part) {
        self.span = Span::new(part.span.start, self.span.end);
        self.parts.push(part);
    }

    /// Drops the parts that cannot begin a name.
    ///
    /// A joint never does. A common noun in front of a place or country does not either (青年 in
    /// 青年北京大学 is another phrase's), but in front of a common word it may (实业家委员会).
    fn trim(&mut self, reading: &Reading<'_>) {
        self.end_at_apposition(reading);
        let is_anchor = |part: &Part| match part.sort {
            Sort::Known(kind) => kind != EntityKind::Person,
            Sort::Abbreviations => true,
            _ => false,
        };
        if let Some(first) = self.parts.iter().position(is_anchor) {
            let only_common =
                self.parts[..first].iter().all(|part| matches!(part.sort, Sort::Common | Sort::Generic | Sort::Joint));
            let clings = usize::from(first > 0 && is_prefix(reading, &self.parts[first - 1]));
            if only_common {
                self.parts.drain(..first - clings);
            }
        }
        let is_loose = |part: &Part| matches!(part.sort, Sort::Joint | Sort::Bracketed);
        while self.parts.first().is_some_and(is_loose) || self.opens_with_work(reading) {
            self.parts.remove(0);
        }
        if let Some(first) = self.parts.first() {
            self.span = Span::new(first.span.start, self.span.end);
        }
    }

    /// Whether the first part is what is done to the work that the rest names: 建设|岚海绕城公路.
    fn opens_with_work(&self, reading: &Reading<'_>) -> bool {
        let [first, second, ..] = self.parts[..] else { return false };
        let is_verb = |word: &Word| word.span == first.span && word.acts.has(Acts::BUILD);
        first.sort == Sort::Common
            && matches!(
                second.sort,
                Sort::Unknown | Sort::Proper | Sort::Known(EntityKind::Place | EntityKind::Country)
            )
            && reading.word_to(first.span.end).is_some_and(|index| is_verb(&reading.words[index]))
    }

    /// Drops what stands in apposition: behind a head, a proper name begins another phrase (智库|布鲁盖尔
    /// 研究所, 国内最长公路隧道|天山胜利隧道), and so does one behind what tells that a town follows.
    fn end_at_apposition(&mut self, reading: &Reading<'_>) {
        let parts = &self.parts;
        let is_proper =
            |part: &Part| !matches!(part.sort, Sort::Common | Sort::Generic | Sort::Joint | Sort::Bracketed);
        let last = (1..parts.len()).rev().find(|&index| {
            matches!(parts[index - 1].sort, Sort::Common | Sort::Generic)
                && is_proper(&parts[index])
                && (ends_in_head(reading, &parts[index - 1]) || introduces_place(reading, &parts[index - 1]))
        });
        if let Some(index) = last {
            self.parts.drain(..index);
            self.span = Span::new(self.parts[0].span.start, self.span.end);
        }
    }

    /// Whether some part is a proper name, an unknown word or a known thing.
    pub fn has_proper(&self) -> bool {
        self.parts.iter().any(|part| !matches!(part.sort, Sort::Common | Sort::Generic | Sort::Joint | Sort::Bracketed))
    }

    /// Whether some part makes the name specific besides countries and places.
    pub fn has_more_than_places(&self) -> bool {
        self.parts.iter().any(|part| match part.sort {
            Sort::Known(kind) => !matches!(kind, EntityKind::Country | EntityKind::Place),
            Sort::Joint | Sort::Bracketed | Sort::Abbreviations | Sort::Generic => false,
            _ => true,
        })
    }

    /// Whether the phrase ends in a name that is known by itself: 欧洲智库|布鲁盖尔研究所, 日本|丰田汽车公司.
    pub fn ends_in_known(&self, reading: &Reading<'_>, kind: EntityKind) -> bool {
        reading.names_to(self.span.end).any(|name| {
            name.span.start >= self.span.start
                && name.form.text.chars().count() > 3
                && name.form.meanings.iter().any(|meaning| {
                    meaning.sureness < Sureness::Weak && reading.ontology.gazetteer.entry(meaning.entry).0 == kind
                })
        })
    }

    /// The number of common words.
    pub fn n_common(&self) -> usize {
        self.parts.iter().filter(|part| part.sort == Sort::Common).count()
    }

    /// The sort of the first part.
    pub fn first(&self) -> Option<Sort> {
        self.parts.first().map(|part| part.sort)
    }
}

/// Whether a common word ends as names do.
fn ends_in_head(reading: &Reading<'_>, part: &Part) -> bool {
    reading.head_to(part.span.end).is_some_and(|head| reading.slice(head.span).chars().count() > 1)
}

/// 城市 of 南部城市|海防机场
fn introduces_place(reading: &Reading<'_>, part: &Part) -> bool {
    reading.ontology.lexicon.roles(reading.slice(part.span)).has(Roles::TOWARDS_PLACE)
}

/// 跨 of 跨里海: one character that clings to the place behind it.
fn is_prefix(reading: &Reading<'_>, part: &Part) -> bool {
    reading.ontology.lexicon.roles(reading.slice(part.span)).has(Roles::PREFIX)
}
