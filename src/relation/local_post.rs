//! Who leads the place that a page is about, where its name went before: 市委副书记、市长|陈静 behind 清源市委书记周明华.

use super::antecedent::{Antecedents, Named, only};
use super::chunk::{Chunk, Name, Row, Sort};
use super::post::{push, stands_in_title};
use super::{Claim, Page, Relation, nesting};
use crate::ontology::{Acts, EntityKind, Roles};
use crate::text::Span;

/// Reads the posts in front of a person that a place or its committee gives and that no name leads to. Tells whether there
/// are any.
pub(super) fn read(
    page: Page<'_>,
    antecedents: &Antecedents<'_>,
    row: &Row,
    person: usize,
    relations: &mut Vec<Relation>,
) -> bool {
    let start = (0..person).rev().take_while(|&at| stands_in_title(&row.chunks[at])).last();
    let Some(start) = start.filter(|&start| start == 0 || row.chunks[start - 1].name().is_none()) else { return false };
    let whole = Span::new(row.chunks[start].span.start, row.chunks[person - 1].span.end);
    let posts = posts(page, antecedents, whole);
    for (employer, title) in &posts {
        let employer = Chunk { span: *title, sort: Sort::Name(*employer) };
        push(page, row, (row.chunks[person], employer), *title, Claim::default(), "title-of-local", relations);
    }
    !posts.is_empty()
}

/// The posts of a row of titles, each with whose it is: 市委|副书记、|市长.
fn posts(page: Page<'_>, antecedents: &Antecedents<'_>, whole: Span) -> Vec<(Name, Span)> {
    let named = || antecedents.before(whole.start).take(MOST_NAMES);
    let mut posts = Vec::new();
    let mut start = whole.start;
    for part in page.text(whole).split('、') {
        let span = Span::new(start, start + part.len());
        start = span.end + '、'.len_utf8();
        let Some(post) = committee_post(page, named(), span).or_else(|| place_post(page, named(), span)) else { break };
        posts.push(post);
    }
    posts
}

/// 市委|副书记: of the only committee that the page has named so.
fn committee_post<'a>(page: Page<'a>, named: impl Iterator<Item = &'a Named<'a>>, post: Span) -> Option<(Name, Span)> {
    let text = page.text(post);
    let level = level(page, text)?;
    let length = level.len_utf8() + COMMITTEE.len_utf8();
    let title = text.get(length..).filter(|title| is_post(page, title))?;
    let committee = text[level.len_utf8()..].starts_with(COMMITTEE).then_some(&text[..length])?;
    let label = |name: &Name| page.resolution.entities[name.entity].label.as_str();
    let fits = |name: &Name| name.kind == EntityKind::Organization && label(name).ends_with(committee);
    Some((only(named.map(|named| named.name).filter(fits))?, Span::new(post.end - title.len(), post.end)))
}

/// 市长, 常务副县长: of the only place of the level that the page has named, alone or in the name of its committee.
fn place_post<'a>(page: Page<'a>, named: impl Iterator<Item = &'a Named<'a>>, post: Span) -> Option<(Name, Span)> {
    let text = page.text(post);
    let level = text.strip_suffix(HEAD)?.chars().next_back()?;
    let is_level = page.ontology.lexicon.roles(level.encode_utf8(&mut [0; 4])).has(Roles::DIVISION);
    let is_post = is_level && page.ontology.lexicon.acts(text).has(Acts::REGIONAL);
    let label = |name: &Name| page.resolution.entities[name.entity].label.as_str();
    let place = |named: &Named<'_>| match named.name.kind {
        EntityKind::Place => Some(named.name),
        EntityKind::Organization => {
            let (_, entity) = nesting::place_of(page, named.span)?;
            Some(Name { entity, kind: EntityKind::Place })
        }
        _ => None,
    };
    let places = named.filter_map(place).filter(|name| label(name).ends_with(level));
    is_post.then(|| only(places)).flatten().map(|place| (place, post))
}

/// The division that a title begins with: 市 of 市委书记.
fn level(page: Page<'_>, title: &str) -> Option<char> {
    let level = title.chars().next()?;
    page.ontology.lexicon.roles(level.encode_utf8(&mut [0; 4])).has(Roles::DIVISION).then_some(level)
}

fn is_post(page: Page<'_>, title: &str) -> bool {
    page.ontology.lexicon.roles(title).has(Roles::POST_BEFORE)
}

/// How many names back a page may tell whose posts they are.
const MOST_NAMES: usize = 500;

/// The last character of committees of the party.
const COMMITTEE: char = '委';

/// The last character of who heads a place.
const HEAD: char = '长';
