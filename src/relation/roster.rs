//! Who comes into a post or leaves it in a list under its verb: 任命：|石青为岚海市教育局局长；…; 免去：|钱文澜的岚海市民政局局长职务.

use super::appointment::{behind_honorific, is_office, posts_behind};
use super::chunk::Row;
use super::post::push;
use super::{Claim, Page, Relation, Tenure, stance};
use crate::ontology::{Acts, EntityKind};

/// Reads the items of such a list in a row, whose verb may stand in a line above.
pub(super) fn read(page: Page<'_>, row: &Row, relations: &mut Vec<Relation>) {
    let opens = |at: &usize| row.kind(*at) == Some(EntityKind::Person) && row.clause_start(*at) == *at;
    for person in (0..row.chunks.len()).filter(opens) {
        let Some(list) = list_in_row(row, person).or_else(|| list_above(page, row.sentence)) else { continue };
        item(page, row, person, list, relations);
    }
}

/// What a list does with those whom it names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    Appoints,
    Removes,
}

impl List {
    /// What a verb in front of a colon makes of the list behind it.
    fn under(acts: Acts) -> Option<Self> {
        let list = if acts.has(Acts::FORMER) { List::Removes } else { List::Appoints };
        acts.has(Acts::NAME).then_some(list)
    }
}

/// The posts of one item: 石青|为|岚海市教育局|局长, 钱文澜|的|岚海市民政局|局长|职务.
fn item(page: Page<'_>, row: &Row, person: usize, list: List, relations: &mut Vec<Relation>) {
    let end = row.clause_end(person);
    let joint = behind_honorific(row, person);
    let is_joined = row.chunks.get(joint).is_some_and(|next| match list {
        List::Appoints => page.text(next.span) == "为",
        List::Removes => next.has(Acts::OF),
    });
    // 免去：|钱文澜|岚海市民政局|局长|职务
    let front = if is_joined { joint } else { joint - 1 };
    if !is_joined && list == List::Appoints {
        return;
    }
    let posts = posts_behind(page, row, front);
    let is_whole = posts.last().is_some_and(|(_, last)| (last + 1..end).all(|at| is_office(page, row, at)));
    let Some(claim) = stance::claim(row, person, front).filter(|_| is_whole) else { return };
    for (post, _) in posts {
        let tenure = if list == List::Removes { Some(Tenure::Former) } else { post.tenure };
        let ends = (row.chunks[person], row.chunks[post.employer]);
        push(page, row, ends, post.title, Claim { tenure, ..claim.clone() }, "appointed-in-list", relations);
    }
}

/// The list that stands behind a verb and a colon of the same row.
fn list_in_row(row: &Row, person: usize) -> Option<List> {
    let colon = (1..person).rev().find(|&at| row.chunks[at].is('：') || row.chunks[at].is(':'))?;
    row.chunks[colon - 1].word().and_then(|verb| List::under(verb.acts))
}

/// The list that a line above opens, where nothing but items of it stand between.
fn list_above(page: Page<'_>, sentence: usize) -> Option<List> {
    let above = page.document.sentences[..sentence].iter().rev().take(LONGEST);
    for about in above {
        let words = &page.words[about.first_token..about.end_token];
        let opens = words.windows(2).rev().find_map(|two| match two {
            [verb, colon] if matches!(page.text(colon.span), "：" | ":") => List::under(verb.acts),
            _ => None,
        });
        let text = page.text(about.span);
        let is_item = || text.contains('为') || text.contains("职务");
        if opens.is_some() || !is_item() {
            return opens;
        }
    }
    None
}

/// The most sentences from the verb of a list to an item.
const LONGEST: usize = 60;
