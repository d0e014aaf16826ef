//! Who holds which post: the titles beside a person's name, with the organization or country they belong to.

use super::chunk::{Chunk, Row, Word, is_title_word};
use super::{Claim, Page, Relation, Tenure, frame};
use crate::document::Tag;
use crate::entity::{EntityId, known_post};
use crate::ontology::{Acts, EntityKind, Predicate, Roles};
use crate::text::Span;

/// The most characters of a title.
const LONGEST: usize = 30;

/// An employer and the title that follows it.
#[derive(Clone, Debug)]
struct Post {
    /// The chunk that names the employer.
    employer: usize,
    /// The bytes of the title.
    title: Span,
    tenure: Option<Tenure>,
}

/// Reads the posts of all people in a row.
pub(super) fn read(page: Page<'_>, row: &Row, relations: &mut Vec<Relation>) {
    let mut held: Vec<(usize, Vec<Post>)> = Vec::new();
    for person in (0..row.chunks.len()).filter(|&at| row.kind(at) == Some(EntityKind::Person)) {
        let mut posts = before(page, row, person);
        if posts.is_empty() {
            posts = shared(page, row, person, &held);
        }
        push(page, row, person, &posts, "title-before", relations);
        held.push((person, posts));
        well_known(page, row, person, relations);
        let posts = taken_up(page, row, person);
        push(page, row, person, &posts, "appointment", relations);
    }
    in_brackets(page, row, relations);
}

fn push(
    page: Page<'_>,
    row: &Row,
    person: usize,
    posts: &[Post],
    rule: &'static str,
    relations: &mut Vec<Relation>,
) {
    for post in posts {
        push_one(page, row, row.chunks[person], post, rule, relations);
    }
}

fn push_one(
    page: Page<'_>,
    row: &Row,
    person: Chunk,
    post: &Post,
    rule: &'static str,
    relations: &mut Vec<Relation>,
) {
    let employer = row.chunks[post.employer];
    let (Some(name), Some(of)) = (person.name(), employer.name()) else { return };
    let claim = Claim {
        post: Some(page.document.slice(post.title).to_owned()),
        tenure: post.tenure,
        ..Claim::default()
    };
    let ends = [person.span, post.title, employer.span];
    relations.push(frame::relation(page, row, Predicate::HoldsPost, (name.entity, of.entity), ends, claim, rule));
}

/// The post beside a person whose employer every reader knows: 习近平总书记.
fn well_known(page: Page<'_>, row: &Row, person: usize, relations: &mut Vec<Relation>) {
    let chunk = row.chunks[person];
    let Ok(mention) = page.mentions.binary_search_by_key(&chunk.span.start, |mention| mention.span.start) else { return };
    let Some(post) = known_post(page.document, &page.mentions[mention], page.ontology) else { return };
    let (kind, entry) = post.employer;
    let id = EntityId::new(kind, &page.ontology.gazetteer.entry(entry).1.id);
    let entities = &page.resolution.entities;
    let (Some(name), Ok(employer)) = (chunk.name(), entities.binary_search_by(|entity| entity.id.cmp(&id))) else { return };
    let title = page.document.slice(post.title);
    let claim = Claim { post: Some(title.trim_start_matches("国家").to_owned()), ..Claim::default() };
    let ends = [chunk.span, post.title, post.title];
    relations.push(frame::relation(page, row, Predicate::HoldsPost, (name.entity, employer), ends, claim, "known-post"));
}

/// The posts in front of a person: employer, title, and perhaps another employer and title before.
fn before(page: Page<'_>, row: &Row, person: usize) -> Vec<Post> {
    let mut posts = Vec::new();
    let mut end = person;
    // Each round reads one employer with its title; 、 or 兼 may join it to the one before.
    while let Some(post) = one_before(page, row, end) {
        end = post.employer;
        posts.push(post);
        if end.checked_sub(1).is_some_and(|joint| row.chunks[joint].is('、') || text(page, &row.chunks[joint]) == "兼") {
            end -= 1;
        }
    }
    posts
}

/// The employer and title that end right before chunk `end`.
fn one_before(page: Page<'_>, row: &Row, end: usize) -> Option<Post> {
    let last = end.checked_sub(1)?;
    let mut start = end;
    // The word next to the name must be what people are called by; so must each in front of 、.
    let mut must_be_title = true;
    while let Some(at) = start.checked_sub(1) {
        let chunk = &row.chunks[at];
        match chunk.name() {
            Some(name) if is_employer(name.kind) => {
                if must_be_title {
                    return None;
                }
                // 驻|老挝|大使: the country belongs to the title.
                if name.kind == EntityKind::Country && row.get(at.checked_sub(1)).is_some_and(is_stationed) {
                    start = at - 1;
                    continue;
                }
                return post(page, row, at, start, last);
            }
            Some(_) => return None,
            None => {}
        }
        if chunk.is('、') || text(page, chunk) == "兼" {
            if must_be_title {
                return None;
            }
            must_be_title = true;
        } else {
            let word = chunk.word()?;
            if must_be_title && !is_title_word(word) || !may_stand_in_title(word) {
                return None;
            }
            must_be_title = false;
        }
        start = at;
        if row.chunks[last].span.end - row.chunks[start].span.start > 3 * LONGEST {
            return None;
        }
    }
    None
}

fn is_employer(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Organization | EntityKind::Country)
}

/// 驻: what leads from a title to the country where it is held.
fn is_stationed(chunk: &Chunk) -> bool {
    chunk.word().is_some_and(|word| word.roles.has(Roles::TOWARDS))
}

fn may_stand_in_title(word: Word) -> bool {
    if is_title_word(word) || word.acts.has(Acts::FORMER.and(Acts::THEN).and(Acts::DESIGNATE)) || word.roles.has(Roles::TOWARDS) {
        return true;
    }
    let is_small = matches!(word.tag, Tag::Particle | Tag::Preposition | Tag::Conjunction | Tag::Pronoun | Tag::Time | Tag::Adverb);
    let says = word.roles.has(Roles::SPEECH) || word.acts.has(Acts::SAY.and(Acts::OF).and(Acts::APPOINT).and(Acts::PLAN).and(Acts::DENY));
    !is_small && !says
}

/// The post whose title stands between an employer and chunk `last`.
fn post(page: Page<'_>, row: &Row, employer: usize, start: usize, last: usize) -> Option<Post> {
    let mut tenure = employer.checked_sub(1).and_then(|before| tenure_of(row.chunks.get(before)?));
    let mut from = start;
    while let Some(found) = row.chunks.get(from).and_then(tenure_of).filter(|_| from < last) {
        tenure = Some(found);
        from += 1;
    }
    let mut title = Span::new(row.chunks[from].span.start, row.chunks[last].span.end);
    // 外交部|长: the last character of the ministry is the first of the post.
    let ministry = row.chunks[employer].span;
    let whole = text(page, &row.chunks[employer]).char_indices().next_back().map(|(at, _)| Span::new(ministry.start + at, title.end));
    if let Some(whole) = whole.filter(|_| ministry.end == title.start)
        && page.document.simplified[title.start..title.end].chars().count() == 1
        && page.ontology.lexicon.roles(whole.of(&page.document.simplified)).has(Roles::POST_BEFORE)
    {
        title = whole;
    }
    Some(Post { employer, title, tenure })
}

fn tenure_of(chunk: &Chunk) -> Option<Tenure> {
    let acts = chunk.word()?.acts;
    let tenures = [(Acts::THEN, Tenure::Then), (Acts::FORMER, Tenure::Former), (Acts::DESIGNATE, Tenure::Designate)];
    tenures.into_iter().find(|(act, _)| acts.has(*act)).map(|(_, tenure)| tenure)
}

/// The post that a person shares with the one before: 副部长|A|、|B, or whose employer: 董事长|A|、|总经理|B.
fn shared(page: Page<'_>, row: &Row, person: usize, held: &[(usize, Vec<Post>)]) -> Vec<Post> {
    let start = person.saturating_sub(6);
    let joint = (start..person).rev().find(|&at| !row.chunks[at].word().is_some_and(|word| is_title_word(word) || word.acts.is_empty()));
    let Some(joint) = joint.filter(|&joint| row.is_joint(joint)) else { return Vec::new() };
    let Some((_, posts)) = held.iter().find(|(other, posts)| other + 1 == joint && !posts.is_empty()) else { return Vec::new() };
    let Some(first) = posts.first() else { return Vec::new() };
    if joint + 1 == person {
        return vec![first.clone()];
    }
    let is_title = row.chunks[person - 1].word().is_some_and(is_title_word);
    let title = Span::new(row.chunks[joint + 1].span.start, row.chunks[person - 1].span.end);
    let _ = page;
    if is_title { vec![Post { title, tenure: None, ..first.clone() }] } else { Vec::new() }
}

/// The post that a person comes into: 王浩任浙江大学校长, 当选哈萨克斯坦总统.
fn taken_up(page: Page<'_>, row: &Row, person: usize) -> Vec<Post> {
    let end = row.clause_end(person);
    let verb = (person + 1..end.min(person + 6)).find(|&at| row.chunks[at].has(Acts::APPOINT));
    let Some(verb) = verb else { return Vec::new() };
    if (person + 1..verb).any(|at| row.kind(at).is_some()) {
        return Vec::new();
    }
    let employer = (verb + 1..end.min(verb + 5)).find(|&at| row.kind(at).is_some_and(is_employer));
    let Some(employer) = employer else { return Vec::new() };
    let mut last = employer;
    while row.chunks.get(last + 1).is_some_and(|chunk| {
        last + 1 < end && (chunk.is('、') || chunk.word().is_some_and(|word| may_stand_in_title(word) || word.acts.is_empty()))
    }) {
        last += 1;
    }
    while last > employer && !row.chunks[last].word().is_some_and(is_title_word) {
        last -= 1;
    }
    if last == employer {
        return Vec::new();
    }
    post(page, row, employer, employer + 1, last).into_iter().collect()
}

/// The post in the brackets behind a person: 张三（清华大学教授）.
fn in_brackets(page: Page<'_>, row: &Row, relations: &mut Vec<Relation>) {
    let Some(person) = row.behind.filter(|chunk| chunk.name().is_some_and(|name| name.kind == EntityKind::Person)) else {
        return;
    };
    if !row.kind(0).is_some_and(is_employer) || row.chunks.len() < 2 {
        return;
    }
    let last = row.chunks.len() - 1;
    let fits = row.chunks[1..].iter().all(|chunk| chunk.is('、') || chunk.word().is_some_and(may_stand_in_title));
    if fits && row.chunks[last].word().is_some_and(is_title_word)
        && let Some(post) = post(page, row, 0, 1, last)
    {
        push_one(page, row, person, &post, "title-in-brackets", relations);
    }
}

fn text<'a>(page: Page<'a>, chunk: &Chunk) -> &'a str {
    chunk.span.of(&page.document.simplified)
}
