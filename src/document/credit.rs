//! The words and names that bylines are made of: who writes, for which paper, from where.

use std::sync::LazyLock;

use super::press::{self, Role, Words};
use super::{Segmenter, Tag};
use crate::ontology::CharSet;
use crate::text::{Span, is_bullet, is_han, is_name_dot};

/// What nearly every byline holds.
pub(super) static TELLING: LazyLock<Words> = LazyLock::new(|| {
    const WORDS: [&str; 22] = [
        "记者",
        "通讯员",
        "摄",
        "□",
        "■",
        "/",
        "／",
        "丨",
        "｜",
        "|",
        "评论员",
        "观察员",
        "实习生",
        "撰",
        "采写",
        "编译",
        "整理",
        "作者",
        "执笔",
        "组",
        "供图",
        "发自",
    ];
    Words::new(WORDS.into_iter())
});

/// A word such as 记者 at the start of `text`. Words that are also verbs (整理) need a mark after them.
pub(super) fn reporter_word(text: &str) -> Option<&'static str> {
    let word = press::starts(Role::Reporter, text)?;
    let is_post = word.ends_with(['员', '生']) || word.ends_with("记者");
    let tail = text[word.len()..].chars().next();
    (is_post || tail.is_none_or(is_separator)).then_some(word)
}

/// 编辑 or 校对, set off from the names behind it.
pub(super) fn editor_word(text: &str) -> Option<&'static str> {
    let word = press::starts(Role::Furniture, text)?;
    text[word.len()..].starts_with(is_separator).then_some(word)
}

/// A paper without entry in the word list right before 记者 or 编辑: `经济周刊记者 张三`, its length in bytes.
pub(super) fn paper(text: &str) -> Option<usize> {
    let end = text.char_indices().take(LONGEST_OUTLET + 1).skip(1).map(|(at, _)| at).find(|&at| {
        let tail = &text[at..];
        reporter_word(tail).is_some_and(|word| word.ends_with("记者") && is_before_name(&tail[word.len()..]))
            || editor_word(tail).is_some()
    })?;
    is_outlet(&text[..end]).then_some(end)
}

/// Whether a name may begin here: behind a space, a colon or a stroke, or with a surname. 昌盛告诉记者，国际月球站 goes
/// on behind a comma.
fn is_before_name(text: &str) -> bool {
    let is_name = || {
        let name = &text[..name_length(text)];
        (2..=4).contains(&name.chars().count()) && name.starts_with(|c| SURNAMES.has(c))
    };
    let is_mark = |c: char| is_space(c) || matches!(c, '：' | ':' | '|' | '｜' | '丨' | '/' | '／');
    press::starts(Role::NotAName, text).is_none() && (text.starts_with(is_mark) || is_name())
}

/// A paper or a site, set off by a space from what follows: `第一财经 张三`, its length in bytes.
pub(super) fn outlet(text: &str) -> Option<usize> {
    let end = text.char_indices().take(LONGEST_OUTLET + 1).find(|(_, c)| is_space(*c))?.0;
    let name = &text[..end];
    let n_chars = name.chars().count();
    let is_known = press::is(Role::Outlet, name) || n_chars >= 4 && press::ends(Role::OutletEnd, name).is_some();
    // 财富内参 钱文澜 发自郑州: whatever stands in front on a line that must be a byline.
    let is_first = || (n_chars >= 4 || !name.chars().all(is_han)) && TELLING.are_in(&text[end..]);
    ((is_known || is_first()) && is_outlet(name)).then_some(end)
}

/// No paper has a longer name, in characters.
const LONGEST_OUTLET: usize = 24;

/// Whether a text is written as the name of a paper is: 21世纪经济报道, 《财经》, 华夏时报（chinatimes.net.cn）.
fn is_outlet(text: &str) -> bool {
    let is_mark = |c: char| matches!(c, '《' | '》' | '（' | '）' | '(' | ')' | '.' | '·');
    text.chars().all(|c| is_han(c) && !is_separator(c) || c.is_ascii_alphanumeric() || is_mark(c))
        && text.contains(is_han)
}

/// `发自平遥`: the place, as bytes of `text`.
pub(super) fn sent_from(text: &str) -> Option<Span> {
    let word = press::starts(Role::SentFrom, text)?;
    let place =
        text[word.len()..].chars().take_while(|&c| is_han(c) && !is_separator(c)).map(char::len_utf8).sum::<usize>();
    let n_chars = place / '京'.len_utf8();
    (2..=8).contains(&n_chars).then(|| Span::new(word.len(), word.len() + place))
}

/// Whether a text is a Chinese name and no word: a surname and one or two characters.
pub(super) fn is_chinese(segmenter: &Segmenter, name: &str) -> bool {
    let mut tokens = Vec::new();
    segmenter.cut(name, Span::new(0, name.len()), &mut tokens);
    let is_word = matches!(tokens.as_slice(), [token] if token.is_known && token.tag != Tag::Person);
    (2..=3).contains(&name.chars().count()) && name.starts_with(|c| SURNAMES.has(c)) && !is_word
}

/// The first characters of surnames.
static SURNAMES: LazyLock<CharSet> = LazyLock::new(|| {
    let rows = include_str!("../../ontology/lexicon/surnames.tsv").lines().filter(|row| row.ends_with("\than"));
    rows.filter_map(|row| row.chars().next()).collect()
});

/// `（人民图片）` after a photographer: its length in bytes.
pub(super) fn photo_bank(text: &str) -> Option<usize> {
    let (inner, behind) = text.strip_prefix(['（', '('])?.split_once(['）', ')'])?;
    let is_bank =
        ["图片", "资料图", "供图", "资料照片"].iter().any(|end| inner.ends_with(end)) && inner.chars().count() <= 10;
    is_bank.then_some(text.len() - behind.len())
}

/// `驻美国` before 记者: its length in bytes.
pub(super) fn posted(text: &str) -> Option<usize> {
    let end = text.find("记者")?;
    (text.starts_with('驻') && text[..end].chars().count() <= 8).then_some(end)
}

/// The length in bytes of the name that `text` begins with.
pub(super) fn name_length(text: &str) -> usize {
    let mut is_latin = false;
    for (at, c) in text.char_indices() {
        is_latin |= c.is_ascii_alphabetic();
        let ends = (is_separator(c) && !(is_latin && (c == ' ' || c == '-')))
            || !(is_han(c) || is_name_dot(c) || c.is_alphabetic() || (is_latin && matches!(c, ' ' | '.' | '\'' | '-')))
            || (at > 0 && begins_word(&text[at..]));
        if ends {
            return at;
        }
    }
    text.len()
}

/// Whether a word of the press begins here and ends the name before it.
fn begins_word(text: &str) -> bool {
    let after_name = press::starts(Role::AfterName, text);
    let closes = after_name
        .is_some_and(|word| word.chars().count() >= 2 || text[word.len()..].chars().next().is_none_or(is_separator));
    closes
        || sent_from(text).is_some()
        || press::starts(Role::Photographer, text).is_some()
        || press::starts(Role::Provider, text).is_some()
        || reporter_word(text).is_some_and(|word| word.len() > 6 || word == "记者")
}

/// Whether a text can be the name of a person.
pub(super) fn is_name(text: &str) -> bool {
    let n_chars = text.chars().count();
    let first = text.chars().next();
    if press::starts(Role::NotAName, text).is_some() && n_chars <= 4 {
        return false;
    }
    // 大学工程学院院长绍博·安德烈娅: no name has so long a part.
    let is_part = |part: &str| (1..=8).contains(&part.chars().count());
    match first {
        Some(c) if c.is_ascii_uppercase() => n_chars >= 3,
        Some(c) if is_han(c) => {
            (2..=4).contains(&n_chars) && text.chars().all(is_han)
                || (text.contains(is_name_dot) && n_chars <= 20 && text.split(is_name_dot).all(is_part))
        }
        _ => false,
    }
}

pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace()
}

pub(super) fn is_separator(c: char) -> bool {
    is_space(c)
        || is_bullet(c)
        || matches!(
            c,
            '、' | '，'
                | ','
                | '/'
                | '／'
                | '|'
                | '｜'
                | '丨'
                | '：'
                | ':'
                | '（'
                | '）'
                | '('
                | ')'
                | '【'
                | '】'
                | '['
                | ']'
                | '〔'
                | '〕'
                | '—'
                | '–'
                | '-'
                | '&'
                | '　'
                | '；'
        )
}
