//! Phrases that are asked for at a place of a text, each with what it means.

use std::cmp::Reverse;

use super::charset::CharSet;
use super::table::Record;

/// Phrases, each with a meaning and with the characters beside which it is part of another word.
#[derive(Clone, Debug)]
pub(crate) struct Phrases<T> {
    /// By first character, then longest first.
    phrases: Vec<Phrase<T>>,
    firsts: CharSet,
    lasts: CharSet,
}

#[derive(Clone, Debug)]
struct Phrase<T> {
    first: char,
    second: Option<char>,
    last: char,
    text: String,
    /// 口: 上周口 holds no 上周.
    not_before: String,
    /// 眼: 眼前年 holds no 前年.
    not_after: String,
    meaning: T,
}

impl<T> Phrases<T> {
    /// The phrases in the column `column` of some rows, each with what it means.
    pub fn read<'t, 'a: 't>(column: &str, rows: impl IntoIterator<Item = (Record<'t, 'a>, T)>) -> Self {
        let phrase = |(record, meaning): (Record<'t, 'a>, T)| {
            let text = record.get(column).to_owned();
            let [not_before, not_after] = ["not_before", "not_after"].map(|column| record.get(column).to_owned());
            let (first, second, last) = (text.chars().next()?, text.chars().nth(1), text.chars().next_back()?);
            Some(Phrase { first, second, last, text, not_before, not_after, meaning })
        };
        let mut phrases: Vec<Phrase<T>> = rows.into_iter().filter_map(phrase).collect();
        phrases.sort_by_key(|phrase| (phrase.first, Reverse(phrase.text.len())));
        let firsts = phrases.iter().map(|phrase| phrase.first).collect();
        let lasts = phrases.iter().map(|phrase| phrase.last).collect();
        Phrases { phrases, firsts, lasts }
    }

    /// Whether some phrase begins with a character.
    #[inline]
    pub fn may_start(&self, first: char) -> bool {
        self.firsts.has(first)
    }

    /// The first characters of all phrases.
    pub fn firsts(&self) -> impl Iterator<Item = char> + '_ {
        self.firsts_of(|_| true)
    }

    /// The first characters of the phrases that mean one of some things.
    pub fn firsts_of(&self, is_meant: impl Fn(&T) -> bool) -> impl Iterator<Item = char> {
        self.phrases.iter().filter(move |phrase| is_meant(&phrase.meaning)).map(|phrase| phrase.first)
    }

    /// The longest phrase that stands in `text` from byte `at`, its end and what it means.
    pub fn start_at(&self, text: &str, at: usize) -> Option<(usize, &T)> {
        let mut characters = text[at..].chars();
        let first = characters.next().filter(|first| self.firsts.has(*first))?;
        let second = characters.next();
        let from = self.phrases.partition_point(|phrase| phrase.first < first);
        let near = self.phrases[from..].iter().take_while(|phrase| phrase.first == first);
        let near = near.filter(|phrase| phrase.second.is_none() || phrase.second == second);
        let mut near = near.map(|phrase| (at + phrase.text.len(), phrase));
        let found = near.find(|(end, phrase)| text[at..].starts_with(&phrase.text) && phrase.fits(text, at, *end));
        found.map(|(end, phrase)| (end, &phrase.meaning))
    }

    /// The longest phrase that stands in `text` up to byte `end`, its start and what it means.
    pub fn end_at(&self, text: &str, end: usize) -> Option<(usize, &T)> {
        let last = text[..end].chars().next_back().filter(|last| self.lasts.has(*last))?;
        let near = self.phrases.iter().filter(|phrase| phrase.last == last);
        let ending = near.filter(|phrase| text[..end].ends_with(&phrase.text));
        let ending = ending.map(|phrase| (end - phrase.text.len(), phrase));
        let found = ending.filter(|(at, phrase)| phrase.fits(text, *at, end)).min_by_key(|(at, _)| *at);
        found.map(|(at, phrase)| (at, &phrase.meaning))
    }

    /// Whether any phrase stands in `text`.
    pub fn are_in(&self, text: &str) -> bool {
        text.char_indices().any(|(at, c)| self.may_start(c) && self.start_at(text, at).is_some())
    }
}

impl<T> Phrase<T> {
    /// Whether neither neighbour makes it a part of another word.
    fn fits(&self, text: &str, at: usize, end: usize) -> bool {
        let (before, after) = (text[..at].chars().next_back(), text[end..].chars().next());
        !before.is_some_and(|c| self.not_after.contains(c)) && !after.is_some_and(|c| self.not_before.contains(c))
    }
}

#[cfg(test)]
mod tests {
    use super::super::table::Table;
    use super::*;

    #[test]
    fn neighbours_make_another_word() {
        let table = "word\tnot_before\tnot_after\n上周\t口\n上周五\n前年\t\t眼\n";
        let table = Table::read("t", table).expect("a table");
        let phrases = Phrases::read("word", table.records().map(|record| (record, record.get("word"))));
        let found = |text| phrases.start_at(text, 0).map(|(_, word)| *word);
        assert_eq!(
            [found("上周五，"), found("上周，"), found("上周口"), found("")],
            [Some("上周五"), Some("上周"), None, None]
        );
        assert_eq!(phrases.end_at("在前年", 9), Some((3, &"前年")));
        assert_eq!(phrases.end_at("眼前年", 9), None);
        assert!(phrases.are_in("他上周来") && !phrases.are_in("眼前年"));
    }
}
