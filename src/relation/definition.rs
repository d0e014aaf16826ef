//! Where something is, as a clause tells that says what it is: 沛县是江苏最北部的农业大县, 波哥大地铁是哥伦比亚最大的基础设施项目.

use super::beside::push;
use super::chunk::Row;
use super::part_noun::LINE;
use super::seat::{may_be_in, may_hold};
use super::subject::{Leniency, subject_left};
use super::{Page, Relation};
use crate::document::Tag;
use crate::ontology::EntityKind::{Country, Organization, Place, Project};
use crate::ontology::{Acts, Ending, Predicate};

/// Reads where clauses that say what something is tell that it is.
pub(super) fn read(page: Page<'_>, row: &Row, relations: &mut Vec<Relation>) {
    of_superlative(page, row, relations);
    of_sort(page, row, relations);
}

/// Reads the country of which a work is called the largest or the first of its sort: 波哥大地铁是|哥伦比亚|规模|最大|的|基础设施项目.
fn of_superlative(page: Page<'_>, row: &Row, relations: &mut Vec<Relation>) {
    for copula in (1..row.chunks.len()).filter(|&at| row.has(at, Acts::BECOME)) {
        let end = row.clause_end(copula);
        let Some(work) = subject_left(row, copula, &[Project], Leniency::Exact) else { continue };
        let mut named = (copula + 1..end).filter(|&at| row.kind(at).is_some());
        let only = named.next().filter(|&at| row.kind(at) == Some(Country) && named.next().is_none());
        let Some(country) = only else { continue };
        let text = |at: usize| page.text(row.chunks[at].span);
        let is_first = (country + 1..end).any(|at| FIRST.iter().any(|first| text(at).contains(first)));
        // 是|日本|承建|的|最大|项目
        let deeds = Acts::BUILD.and(Acts::INVEST).and(Acts::LOAN).and(Acts::FINANCE);
        let is_deed = (country + 1..end).any(|at| row.has(at, deeds));
        let is_line = joins_countries(page, page.text(row.chunks[work].span));
        let is_work = text(end - 1).ends_with(LINE)
            || page.ontology.lexicon.head(text(end - 1)).is_some_and(|(_, head)| head.kind == Project);
        let is_abroad = (country + 1..end).any(|at| ABROAD.iter().any(|other| text(at).contains(other)));
        // 是|中国|在老挝|最大的项目, 曾是, 不是
        let opens = country == copula + 1 && !row.has(copula - 1, Acts::DENY.and(Acts::ONCE));
        let is_own = opens && is_first && is_work && !is_abroad && !is_deed && !is_line;
        if is_own && may_be_in(page, row, work, country) {
            push(page, row, (work, country), Predicate::LocatedIn, "first-of-country", relations);
        }
    }
}

/// Reads where something is of which its clause tells what it is there: 沛县是|江苏|最北部|的|农业大县, 国家足球博物馆是|英国|的|一座|博物馆.
fn of_sort(page: Page<'_>, row: &Row, relations: &mut Vec<Relation>) {
    for copula in (1..row.chunks.len()).filter(|&at| page.text(row.chunks[at].span) == IS) {
        let (subject, end) = (row.clause_start(copula), row.clause_end(copula));
        // 是|美国|阿拉斯加州|南部|的|一条|河流
        let lands = (copula + 1..end).take_while(|&at| matches!(row.kind(at), Some(Country | Place)));
        let Some(land) = lands.last() else { continue };
        let is_subject = matches!(row.kind(subject), Some(Place | Organization)) && subject + 1 == copula;
        if !is_subject || (land + 1..end).any(|at| row.kind(at).is_some()) {
            continue;
        }
        let text = |at: usize| page.text(row.chunks[at].span);
        let is_sort = land + 1 < end && page.ontology.lexicon.ends_as(text(end - 1), Ending::Sort);
        // 友好|城市, 海外|投资|企业: what it is to the place, and need not be there.
        let is_tie = |at: usize| {
            let tied = ABROAD.iter().chain(&TIES).any(|tie| text(at).contains(tie));
            tied || row.chunks[at].word().is_none_or(|word| word.tag == Tag::Verb)
        };
        let tells_more = (land + 1..end).any(|at| is_tie(at) && !row.chunks[at].is_figure());
        if is_sort && !tells_more && may_hold(page, row, subject, land) {
            push(page, row, (subject, land), Predicate::LocatedIn, "sort-of-place", relations);
        }
    }
}

/// What tells what something is.
const IS: &str = "是";

/// What tells that something is tied to a place, and not there.
const TIES: [&str; 5] = ["友好", "姐妹", "合作", "对口", "邻"];

/// Whether a work is called by countries in short: 中吉乌铁路, but not 波哥大地铁.
fn joins_countries(page: Page<'_>, name: &str) -> bool {
    let gazetteer = &page.ontology.gazetteer;
    let is_place = |entry: usize| gazetteer.entry(entry).0 == Place;
    let begins_with_place =
        || gazetteer.starts(name).any(|(_, form)| form.meanings.iter().any(|meaning| is_place(meaning.entry)));
    name.chars().take_while(|c| gazetteer.abbreviates_country(*c)).nth(1).is_some() && !begins_with_place()
}

/// What tells that something is the first of its sort.
const FIRST: [&str; 10] = ["最大", "最长", "最高", "最深", "最重要", "首个", "首座", "首条", "第一", "唯一"];

/// What tells that it need not be in the country.
const ABROAD: [&str; 5] = ["海外", "境外", "国外", "对外", "援"];
