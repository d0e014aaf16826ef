//! The words by which a page shows its parts: 本报讯, 记者, 摄, 责任编辑, 图为.
//!
//! The words are data, `ontology/lexicon/press.tsv`; here they are only asked for. Texts are in
//! simplified script.

use std::sync::LazyLock;

use crate::ontology::CharSet;

const TABLE: &str = include_str!("../../ontology/lexicon/press.tsv");

/// What a word of the press does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Role {
    /// 本报, 新华社: who reports.
    Outlet,
    /// 本报讯: opens a report that gives no place and day.
    Opener,
    /// 记者, 通讯员: names of authors follow.
    Reporter,
    /// 摄, 供图: the names before it are of photographers.
    Photographer,
    /// 供图: the names before it are of those who lent the photo.
    Provider,
    /// 文 in 文/张三.
    TextMark,
    /// 图 in 图/李四.
    PhotoMark,
    /// 报道, 电: may follow a name.
    AfterName,
    /// 发自: a place follows.
    SentFrom,
    /// 图为: opens a caption.
    Caption,
    /// 责任编辑, 邮箱: opens a line about the paper.
    Furniture,
    /// 下转: points to another page.
    Turn,
    /// 昨日: follows 记者 and is no name.
    NotAName,
    /// 强调: ends a line above a headline.
    KickerEnd,
    /// 观察: ends the name of a column above a headline.
    ColumnEnd,
    /// 侧记: ends a line below a headline.
    SubtitleEnd,
    /// 编者按: opens a note before the report.
    Note,
    /// 说: shows that a quotation goes on with its speaker.
    Speech,
    /// 日报: ends the name of a paper or of a section.
    MastheadEnd,
    /// 财经: ends the name of a paper or a site.
    OutletEnd,
    /// 星期: stands beside the day of issue.
    BesideDay,
    /// 要闻: begins and ends the name of a section.
    Section,
}

/// Words, asked for at the starts of many texts.
pub(super) struct Words {
    /// By first character, so that most texts are told by theirs; then longest first, so that the first
    /// that fits is the one meant.
    words: Vec<(char, &'static str)>,
    /// The first characters of all words.
    firsts: CharSet,
}

impl Words {
    pub(super) fn new(words: impl Iterator<Item = &'static str>) -> Self {
        let mut words: Vec<(char, &str)> =
            words.filter_map(|word| word.chars().next().map(|first| (first, word))).collect();
        words.sort_by_key(|&(first, word)| (first, std::cmp::Reverse(word.len())));
        let firsts = words.iter().map(|&(first, _)| first).collect();
        Words { words, firsts }
    }

    /// The longest word that `text` begins with.
    pub(super) fn start(&self, text: &str) -> Option<&'static str> {
        let first = text.chars().next().filter(|first| self.firsts.has(*first))?;
        let from = self.words.partition_point(|&(other, _)| other < first);
        let near = self.words[from..].iter().take_while(|&&(other, _)| other == first);
        near.map(|&(_, word)| word).find(|word| text.starts_with(word))
    }

    /// Whether any word stands in `text`.
    pub(super) fn are_in(&self, text: &str) -> bool {
        text.char_indices().any(|(at, c)| self.firsts.has(c) && self.start(&text[at..]).is_some())
    }

    fn iter(&self) -> impl Iterator<Item = &'static str> {
        self.words.iter().map(|&(_, word)| word)
    }
}

/// The words of each role, in the order of `ROLES`.
static WORDS: LazyLock<[Words; ROLES.len()]> =
    LazyLock::new(|| ROLES.map(|(name, _)| Words::new(rows().filter(|row| row.1 == name).map(|row| row.0))));

/// The roles as the table names them, in the order of [`Role`].
const ROLES: [(&str, Role); 22] = [
    ("outlet", Role::Outlet),
    ("opener", Role::Opener),
    ("reporter", Role::Reporter),
    ("photographer", Role::Photographer),
    ("provider", Role::Provider),
    ("text-mark", Role::TextMark),
    ("photo-mark", Role::PhotoMark),
    ("after-name", Role::AfterName),
    ("sent-from", Role::SentFrom),
    ("caption", Role::Caption),
    ("furniture", Role::Furniture),
    ("turn", Role::Turn),
    ("not-a-name", Role::NotAName),
    ("kicker-end", Role::KickerEnd),
    ("column-end", Role::ColumnEnd),
    ("subtitle-end", Role::SubtitleEnd),
    ("note", Role::Note),
    ("speech", Role::Speech),
    ("masthead-end", Role::MastheadEnd),
    ("outlet-end", Role::OutletEnd),
    ("beside-day", Role::BesideDay),
    ("section", Role::Section),
];

fn rows() -> impl Iterator<Item = (&'static str, &'static str)> {
    TABLE.lines().skip(1).filter(|row| !row.starts_with('#')).filter_map(|row| row.split_once('\t'))
}

fn words(role: Role) -> &'static Words {
    &WORDS[role as usize]
}

/// The longest word of `role` that `text` begins with.
pub(super) fn starts(role: Role, text: &str) -> Option<&'static str> {
    words(role).start(text)
}

/// The longest word of `role` that `text` ends with.
pub(super) fn ends(role: Role, text: &str) -> Option<&'static str> {
    words(role).iter().filter(|word| text.ends_with(word)).max_by_key(|word| word.len())
}

/// The first word of `role` inside `text`, and its byte.
pub(super) fn find(role: Role, text: &str) -> Option<(usize, &'static str)> {
    words(role).iter().filter_map(|word| Some((text.find(word)?, word))).min_by_key(|&(at, word)| (at, word.len()))
}

/// Whether `text` is a word of `role`.
pub(super) fn is(role: Role, text: &str) -> bool {
    words(role).iter().any(|word| word == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_stand_in_their_order() {
        assert!(ROLES.iter().enumerate().all(|(index, &(_, role))| role as usize == index));
        assert_eq!(starts(Role::Outlet, "新华社北京"), Some("新华社"));
        assert_eq!(starts(Role::Outlet, "新年"), None);
    }

    #[test]
    fn every_row_has_a_known_role() {
        for (word, role) in rows() {
            assert!(!word.is_empty() && ROLES.iter().any(|(name, _)| *name == role), "{word} {role}");
        }
    }
}
