//! Names that begin with what a firm on the page is called by, and were found without it, or with half of it:
//! 量|澜低温装备产业园, where the page names 量澜科技.

use std::cmp::Reverse;

use super::Candidate;
use super::reading::Reading;
use super::second_look::SURE_FORM;
use crate::ontology::{EntityKind, Roles};
use crate::text::Span;

/// Proposes projects and organizations with all of the stem that they begin in.
pub(super) fn find(reading: &Reading<'_>, first: &[&Candidate]) -> Vec<Candidate> {
    let is_firm = |firm: &&&Candidate| firm.kind == EntityKind::Organization && firm.confidence >= SURE;
    let mut stems: Vec<&str> = first.iter().filter(is_firm).filter_map(|firm| stem(reading, firm.span)).collect();
    stems.sort_unstable();
    stems.dedup();
    let longer = |name: &&Candidate| {
        let start = start_of(reading, name.span, &stems)?;
        let span = Span::new(start, name.span.end);
        Some(Candidate::new(name.kind, span, SURE_FORM, name.confidence))
    };
    let named = first
        .iter()
        .copied()
        .filter(|name| matches!(name.kind, EntityKind::Project | EntityKind::Organization) && name.entries.is_empty());
    named.filter_map(|name| longer(&name)).collect()
}

/// From this confidence on, a firm lends its stem to other names.
const SURE: f32 = 0.7;

/// What a firm is called by in front of its trade and legal form, where no word or known name is called so: 量澜 of 量澜科技.
fn stem<'a>(reading: &Reading<'a>, firm: Span) -> Option<&'a str> {
    let head = reading.head_to(firm.end).filter(|head| head.head.class == "company" && head.span.start > firm.start);
    let mut end = head.map_or(firm.end, |head| head.span.start);
    while let Some(last) = reading.word_to(end).map(|index| &reading.words[index]) {
        let is_trade = last.roles.has(Roles::TRADE.and(Roles::NAME_WORD)) && last.span.start > firm.start;
        if !is_trade {
            break;
        }
        end = last.span.start;
    }
    let stem = Span::new(firm.start, end);
    let is_short = (2..=LONGEST).contains(&reading.slice(stem).chars().count());
    let is_known = || {
        let is_word = reading.word_from(stem.start).is_some_and(|index| {
            let word = &reading.words[index];
            word.span == stem && word.is_known
        });
        is_word || reading.forms_in(stem).any(|form| form.span == stem)
    };
    (end < firm.end && is_short && !is_known()).then(|| reading.slice(stem))
}

/// The most characters of a stem.
const LONGEST: usize = 4;

/// Where a name begins with all of the first of the sorted stems that it holds the end of, or that stands right in front.
fn start_of(reading: &Reading<'_>, name: Span, stems: &[&str]) -> Option<usize> {
    let text = reading.text();
    let starts = text[..name.start].char_indices().rev().map(|(at, _)| at).take(LONGEST);
    let at = |start: usize| {
        let ends = text[start..name.end].char_indices().map(move |(at, c)| start + at + c.len_utf8()).take(LONGEST);
        let held = ends.filter(|end| *end >= name.start).map(move |end| &text[start..end]);
        held.filter_map(|stem| stems.binary_search(&stem).ok()).min().map(|stem| (stem, Reverse(start)))
    };
    starts.filter_map(at).min().map(|(_, Reverse(start))| start)
}
