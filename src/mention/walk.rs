//! One step of the walk to the left: which part of a name, if any, ends at a byte.

use super::phrase::{Part, Sort};
use super::reading::{Name, Reading, Word};
use super::transliteration;
use crate::document::Tag;
use crate::ontology::{Acts, EntityKind, Numeral, Roles, Sureness};
use crate::text::Span;

/// The next part to the left of `end`, or none where the walk ends.
pub(super) fn next(reading: &Reading<'_>, end: usize, floor: usize, is_generic: &mut bool) -> Option<Part> {
    if end <= floor {
        return None;
    }
    if let Some(part) = known(reading, end, floor) {
        return Some(part);
    }
    if let Some(span) = abbreviations(reading, end, floor) {
        return Some(Part { span, sort: Sort::Abbreviations });
    }
    let c = reading.char_before(end)?;
    if reading.char_after(end).is_some_and(|c| is_joint(c) || c == '至')
        && let Some(start) = transliteration::part_to(reading, end).filter(|start| *start >= floor)
        && reading.slice(Span::new(start, end)).chars().count() > 1
    {
        return Some(Part { span: Span::new(start, end), sort: Sort::Unknown });
    }
    if let Some(start) = voltage(reading, end, floor) {
        return Some(Part { span: Span::new(start, end), sort: Sort::Common });
    }
    if is_joint(c) || is_route(reading, end, floor) {
        return joint(reading, end, floor);
    }
    if c == '）' || c == ')' {
        return bracketed(reading, end, floor);
    }
    let index = reading.word_to(end)?;
    let word = &reading.words[index];
    if word.span.start < floor {
        return None;
    }
    if word.roles.has(Roles::GENERIC) && !word.roles.has(Roles::NAME_WORD) {
        // 互联网, 国有 describe; 有关, 各, 该 point.
        let describes = matches!(word.tag, Tag::Noun | Tag::VerbalNoun | Tag::Verb | Tag::Adjective | Tag::Position);
        if describes && word.span.len() > 3 {
            return Some(Part { span: word.span, sort: Sort::Generic });
        }
        *is_generic = true;
        return None;
    }
    if is_ordinal(reading, index) {
        return Some(Part { span: word.span, sort: Sort::Common });
    }
    let counts = starts_with_number(reading.word(index)) && (!word.is_known || reading.word(index).ends_with('国'));
    if word.tag == Tag::Number || counts {
        *is_generic = true;
        return None;
    }
    if word.tag == Tag::Conjunction {
        // 上市的|和|晟医疗公司: behind 的 it joins nothing.
        let begins_name = reading.char_before(word.span.start) == Some('的') && word.span.len() == '和'.len_utf8();
        return match begins_name {
            true => Some(Part { span: word.span, sort: Sort::Unknown }),
            false => conjunction(reading, index, floor),
        };
    }
    if let Some(start) = foreign(reading, index, floor) {
        return Some(Part { span: Span::new(start, end), sort: Sort::Unknown });
    }
    if let Some(span) = loose(reading, index, floor) {
        return Some(Part { span, sort: Sort::Unknown });
    }
    if is_stop(reading, index) {
        return None;
    }
    Some(Part { span: word.span, sort: sort(reading, index) })
}

/// A known name that ends at `end`. A person's name leads into no name but that of a foundation or school.
fn known(reading: &Reading<'_>, end: usize, floor: usize) -> Option<Part> {
    let name = reading.names_to(end).find(|name| name.span.start >= floor)?;
    let meaning = name.form.meanings.first()?;
    if meaning.sureness == Sureness::Weak && name.form.text.chars().count() < 3 {
        return None;
    }
    let (kind, _) = reading.ontology.gazetteer.entry(meaning.entry);
    Some(Part { span: name.span, sort: Sort::Known(kind) })
}

/// Where a foreign name of three characters or more begins, of which word `index` is the last piece:
/// 安|塔姆 of 安塔姆公司.
fn foreign(reading: &Reading<'_>, index: usize, floor: usize) -> Option<usize> {
    let word = &reading.words[index];
    let is_piece = reading.slice(word.span).chars().count() == 1
        || matches!(word.tag, Tag::Transliteration | Tag::Person | Tag::Place);
    let start = transliteration::part_to(reading, word.span.end).filter(|start| is_piece && *start >= floor)?;
    let n_chars = reading.slice(Span::new(start, word.span.end)).chars().count();
    (start < word.span.start && n_chars > 2 && reading.is_border(start)).then_some(start)
}

/// 清|渠 of 清渠县委, 减|贫 of 减贫合作分委会: characters in a row that no word of the dictionary joins are a word that it
/// does not hold, as far as none of them is one that no name holds.
fn loose(reading: &Reading<'_>, index: usize, floor: usize) -> Option<Span> {
    let is_loose = |word: &&Word| {
        let is_function = matches!(
            word.tag,
            Tag::Preposition | Tag::Conjunction | Tag::Particle | Tag::Pronoun | Tag::Number | Tag::Other | Tag::Latin
        );
        let is_border = word.roles.has(Roles::BORDER.and(Roles::SPEECH).and(Roles::GENERIC).and(Roles::DIVISION));
        word.span.start >= floor && reading.slice(word.span).chars().count() == 1 && !is_function && !is_border
    };
    let last = reading.words[index].span;
    let run = reading.words[..=index].iter().rev().take_while(is_loose).take(LONGEST_LOOSE);
    let first = run.last()?.span;
    (first != last).then_some(Span::new(first.start, last.end))
}

/// The most characters that are taken for one word that the dictionary does not hold.
const LONGEST_LOOSE: usize = 3;

/// A row of two to four abbreviations of countries or provinces that ends at `end`: 中吉乌, 京沪, 川藏.
fn abbreviations(reading: &Reading<'_>, end: usize, floor: usize) -> Option<Span> {
    let mut start = end;
    let mut n = 0;
    for (at, c) in reading.text()[floor..end].char_indices().rev() {
        let at = floor + at;
        if n == 4 || reading.ontology.gazetteer.abbreviation(c).is_empty() {
            break;
        }
        start = at;
        n += 1;
    }
    // A shorter row that begins on a word border is better than a longer one that cuts a word.
    while n > 1 && !reading.is_border(start) {
        start += reading.char_after(start)?.len_utf8();
        n -= 1;
    }
    let span = Span::new(start, end);
    let is_word = reading.word_from(start).is_some_and(|index| {
        let word = &reading.words[index];
        word.span == span && word.is_known && !matches!(word.tag, Tag::Place | Tag::Abbreviation | Tag::ProperName)
    });
    (n > 1 && !is_word).then_some(span)
}

fn is_joint(c: char) -> bool {
    matches!(c, '-' | '－' | '–' | '—' | '·' | '・' | '•' | '~' | '～')
}

/// ±800千伏 of 哈密—重庆±800千伏特高压直流工程.
fn voltage(reading: &Reading<'_>, end: usize, floor: usize) -> Option<usize> {
    let text = reading.text()[floor..end].strip_suffix("千伏")?;
    let digits = text.trim_end_matches(|c: char| c.is_ascii_digit());
    let start = digits.strip_suffix('±').unwrap_or(digits);
    (digits.len() < text.len()).then_some(floor + start.len())
}

/// Where the words begin that end at `end` and tell which edition of an event it is: 第二十届, 第21届, 首届, or the bare year of
/// 2024世界制造业大会.
pub(super) fn edition(reading: &Reading<'_>, end: usize) -> Option<usize> {
    let text = &reading.text()[..end];
    if let Some(front) = text.strip_suffix(['届', '次', '轮']) {
        let counted = ordinal_to(reading, front);
        // 第44届|和|第45届
        let joined = counted.and_then(|counted| {
            let (joint, c) = counted.char_indices().next_back()?;
            let joins = c == '、' || reading.ontology.lexicon.acts(&counted[joint..]).has(Acts::AND);
            let unit = text.chars().next_back().filter(|_| joins)?;
            ordinal_to(reading, counted[..joint].strip_suffix(unit)?)
        });
        if let Some(first) = joined {
            return Some(first.len());
        }
        // 首次|会议, but not 首次|奥运会之旅
        let rest = &reading.text()[end..];
        let meets = text.ends_with('届') || MEETINGS.iter().any(|meeting| rest.starts_with(meeting));
        return counted.or_else(|| front.strip_suffix('首').filter(|_| meets)).map(str::len);
    }
    // 2024平遥国际马拉松赛, 博鳌亚洲论坛2024年|年会
    let year = text.strip_suffix('年').unwrap_or(text);
    let front = year.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_year = year.len() - front.len() == YEAR && year[front.len()..].starts_with(['1', '2']);
    is_year.then_some(front.len())
}

/// What stands in front of the ordinal that a text ends in: 第45, 第44、45.
fn ordinal_to<'a>(reading: &Reading<'_>, text: &'a str) -> Option<&'a str> {
    let number = number_to(reading, text)?;
    let other = text[..number].strip_suffix('、').and_then(|front| number_to(reading, front));
    text[..other.unwrap_or(number)].strip_suffix('第')
}

/// Where short brackets begin that end at a byte: （总理）.
pub(super) fn bracket_to(reading: &Reading<'_>, end: usize) -> Option<usize> {
    let inner = reading.text()[..end].strip_suffix(['）', ')'])?;
    let near = inner.char_indices().rev().take(LONGEST_BRACKET);
    let open = near.take_while(|(_, c)| !matches!(c, '）' | ')' | '。')).find(|(_, c)| matches!(c, '（' | '('));
    open.map(|(at, _)| at)
}

/// The most characters between brackets that a name goes on behind.
const LONGEST_BRACKET: usize = 10;

/// Where a number begins that `unit` counts by, up to `end`, with no 第 in front: 十四届.
pub(super) fn counted(reading: &Reading<'_>, end: usize, unit: char) -> Option<usize> {
    number_to(reading, reading.text()[..end].strip_suffix(unit)?)
}

/// Where the number begins that a text ends in.
fn number_to(reading: &Reading<'_>, text: &str) -> Option<usize> {
    let before = text.trim_end_matches(|c: char| counts(reading, c)).len();
    (before < text.len()).then_some(before)
}

/// Where the words end that begin at `start` and tell which stage of a project it is: 二期, 第四期, 三期扩建工程.
pub(super) fn stage(reading: &Reading<'_>, start: usize) -> Option<usize> {
    let text = &reading.text()[start..];
    // 岚海国际机场|T3航站楼
    let terminal = text.strip_prefix('T').map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit()));
    if let Some(rest) = terminal.and_then(|rest| rest.strip_prefix(TERMINAL)) {
        return Some(start + text.len() - rest.len());
    }
    let number = text.strip_prefix('第').unwrap_or(text);
    let behind = number.trim_start_matches(|c: char| counts(reading, c));
    let rest = behind.strip_prefix('期').filter(|_| behind.len() < number.len())?;
    let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST_STAGE);
    let is_stage = |end: &usize| reading.ontology.lexicon.roles(&rest[..*end]).has(Roles::STAGE);
    let end = start + text.len() - rest.len() + ends.filter(is_stage).last().unwrap_or(0);
    reading.is_border(end).then_some(end)
}

/// What is built at airports, one after the other.
const TERMINAL: &str = "航站楼";

/// No word behind 期 has more characters.
const LONGEST_STAGE: usize = 5;

/// Whether a character counts editions and stages.
fn counts(reading: &Reading<'_>, c: char) -> bool {
    use Numeral::{Arabic, Digit, Power, Tens};
    matches!(reading.ontology.numerals.of(c), Arabic(_) | Digit(_) | Power(_) | Tens(_))
}

/// Meetings of which the first is told of.
const MEETINGS: [&str; 2] = ["会议", "对话"];

/// The digits of a year.
const YEAR: usize = 4;

/// 至 of 清渠至古丈高速公路: it joins two ends of a route, of which neither is a wide region.
fn is_route(reading: &Reading<'_>, end: usize, floor: usize) -> bool {
    if reading.char_before(end) != Some('至') || reading.char_after(end).is_none_or(is_joint) {
        return false;
    }
    let is_town = |name: &Name<'_>| {
        name.form.meanings.first().is_some_and(|meaning| {
            let (kind, entry) = reading.ontology.gazetteer.entry(meaning.entry);
            kind == EntityKind::Place && !matches!(entry.class.as_str(), "region" | "continent" | "ocean" | "sea")
        })
    };
    // 乐山: jieba's dictionary holds towns that no gazetteer does.
    let is_place = |index: usize| {
        let word = &reading.words[index];
        word.tag == Tag::Place && reading.names_to(word.span.end).next().is_none()
    };
    // 卡杜纳至卡诺铁路: towns abroad that no list holds are written as foreign names are.
    let is_foreign = |start: usize, end: usize| reading.slice(Span::new(start, end)).chars().count() > 1;
    let left = end - '至'.len_utf8();
    let starts = || {
        let is_known = reading.names_from(end).any(is_town) || reading.word_from(end).is_some_and(is_place);
        is_known || transliteration::part_from(reading, end).is_some_and(|behind| is_foreign(end, behind))
    };
    let ends = || {
        let is_known = reading.names_to(left).any(is_town) || reading.word_to(left).is_some_and(is_place);
        is_known || transliteration::part_to(reading, left).is_some_and(|before| is_foreign(before, left))
    };
    left > floor && starts() && ends()
}

/// A joint belongs to the name where a name stands on its left: 中国-中亚天然气管道.
fn joint(reading: &Reading<'_>, end: usize, floor: usize) -> Option<Part> {
    let c = reading.char_before(end)?;
    let start = end - c.len_utf8();
    let before = reading.char_before(start)?;
    let is_single = !is_joint(before);
    let mut ignored = false;
    let left = (is_single && start > floor).then(|| next(reading, start, floor, &mut ignored)).flatten()?;
    let joins = !matches!(left.sort, Sort::Common | Sort::Generic | Sort::Joint | Sort::Bracketed);
    joins.then_some(Part { span: Span::new(start, end), sort: Sort::Joint })
}

/// A place in brackets inside a name: 中国（上海）自由贸易试验区, 华为技术（德国）有限公司.
fn bracketed(reading: &Reading<'_>, end: usize, floor: usize) -> Option<Part> {
    let text = &reading.text()[floor..end];
    let open = text.rfind(['（', '('])?;
    let open_len = text[open..].chars().next().map_or(0, char::len_utf8);
    let close_len = text.chars().next_back().map_or(0, char::len_utf8);
    let inside = Span::new(floor + open + open_len, end - close_len);
    let is_place = reading.names_to(inside.end).any(|name| {
        name.span.start == inside.start
            && name.form.meanings.iter().any(|meaning| {
                let (kind, _) = reading.ontology.gazetteer.entry(meaning.entry);
                matches!(kind, EntityKind::Country | EntityKind::Place)
            })
    });
    is_place.then_some(Part { span: Span::new(floor + open, end), sort: Sort::Bracketed })
}

/// 第三 of 第三人民医院, 十 of 中铁十局: numbers that names hold.
fn is_ordinal(reading: &Reading<'_>, index: usize) -> bool {
    let word = reading.word(index);
    if word.starts_with('第') && word.chars().count() > 1 {
        // 第三人民医院, but not 第一条管道: what counts things describes them.
        let next = reading.words.get(index + 1);
        let is_head = next.is_some_and(|next| reading.head_to(next.span.end).is_some() && next.tag != Tag::Number);
        return is_head || next.is_some_and(|next| next.roles.has(Roles::NAME_WORD));
    }
    let is_small = word.chars().count() <= 2 && starts_with_number(word) && reading.words[index].tag == Tag::Number;
    is_small && reading.words.get(index + 1).is_some_and(|next| next.roles.has(Roles::UNIT))
}

/// 和 of 浙江省文化和旅游厅: it joins two common words of one name where a place or an organization
/// leads the whole; else it parts two phrases.
fn conjunction(reading: &Reading<'_>, index: usize, floor: usize) -> Option<Part> {
    let span = reading.words[index].span;
    let is_name_word = |index: usize| reading.words.get(index).is_some_and(|word| word.roles.has(Roles::NAME_WORD));
    if span.len() > '和'.len_utf8() || !is_name_word(index + 1) {
        return None;
    }
    let mut end = span.start;
    for _ in 0..LONGEST_JOINED {
        if let Some(part) = known(reading, end, floor) {
            let leads = matches!(part.sort, Sort::Known(EntityKind::Place | EntityKind::Organization));
            return (leads && end < span.start).then_some(Part { span, sort: Sort::Common });
        }
        let before = reading.word_to(end).filter(|before| is_name_word(*before))?;
        end = reading.words[before].span.start;
    }
    None
}

/// The most common words between the place that leads a name and the conjunction in it.
const LONGEST_JOINED: usize = 3;

fn is_stop(reading: &Reading<'_>, index: usize) -> bool {
    let word = &reading.words[index];
    if word.roles.has(Roles::NAME_WORD.and(Roles::PREFIX)) {
        return false;
    }
    if word.roles.has(Roles::BORDER.and(Roles::SPEECH).and(Roles::POST_BEFORE).and(Roles::POST_AFTER)) {
        return true;
    }
    match word.tag {
        Tag::Preposition | Tag::Conjunction | Tag::Particle | Tag::Pronoun | Tag::Adverb | Tag::Time => true,
        Tag::Idiom => !ends_in_name_word(reading, index),
        Tag::Number | Tag::Verb => word.is_known,
        Tag::Position => word.span.len() <= '中'.len_utf8(),
        Tag::Other => !reading.slice(word.span).chars().all(char::is_alphanumeric),
        _ => false,
    }
}

/// 城乡建设, 有限责任: jieba holds some compounds as phrases.
fn ends_in_name_word(reading: &Reading<'_>, index: usize) -> bool {
    let text = reading.word(index);
    let tail = text.char_indices().rev().nth(1).map_or(0, |(at, _)| at);
    reading.ontology.lexicon.roles(&text[tail..]).has(Roles::NAME_WORD)
}

fn sort(reading: &Reading<'_>, index: usize) -> Sort {
    let word = &reading.words[index];
    if word.roles.has(Roles::DIVISION) {
        // 省统计局, 市纪委监委: the place is the one that the page is about.
        return Sort::Known(EntityKind::Place);
    }
    match word.tag {
        Tag::Latin => Sort::Unknown,
        _ if !word.is_known => Sort::Unknown,
        Tag::Place | Tag::Organization | Tag::ProperName | Tag::Person | Tag::Transliteration => Sort::Proper,
        Tag::Other => Sort::Unknown,
        _ => Sort::Common,
    }
}

/// The ideographs that numbers and words of quantity begin with.
const QUANTITIES: [char; 14] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '两', '几', '多', '数'];

/// Whether `text` begins with a number or a word of quantity.
pub(super) fn starts_with_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit() || QUANTITIES.contains(&c))
}
