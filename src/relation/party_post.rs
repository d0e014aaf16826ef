//! Posts of a place or a state beside those of the party that governs it: 云岭省委|副书记、省长|A, 老挝人民革命党|总书记、国家主席|A.

use super::antecedent::Antecedents;
use super::chunk::{Chunk, Name, Row, Sort};
use super::post::{Post, push, tenure_of};
use super::{Claim, Page, Relation, nesting, seat};
use crate::entity::{EntityId, is_party, is_ruling_organ};
use crate::ontology::{Acts, Ending, EntityKind, Entry};
use crate::text::Span;

/// Reads the post of a place that stands behind one of its committee: 云岭省委|副书记、省长|A, 岚海市委|书记|A、市长|B.
pub(super) fn of_place(
    page: Page<'_>,
    row: &Row,
    person: usize,
    own: &[Post],
    held: &[(usize, Vec<Post>)],
    relations: &mut Vec<Relation>,
) {
    let Some(last) = person.checked_sub(1).filter(|&last| row.has(last, Acts::REGIONAL)) else { return };
    let joint = last.checked_sub(1).filter(|&joint| row.is_joint(joint) || row.chunks[joint].is('，'));
    let of_other = || held.iter().find(|(other, _)| Some(other + 1) == joint).and_then(|(_, posts)| posts.first());
    let Some(post) = own.first().filter(|_| joint.is_some()).or_else(of_other) else { return };
    let committee = row.chunks[post.employer];
    let is_committee = page.text(committee.span).ends_with('委');
    let Some((span, entity)) = nesting::place_of(page, committee.span).filter(|_| is_committee) else { return };
    // 济南市历下区委书记A、|区长|B is of no 济南市.
    let level = page.text(row.chunks[last].span).strip_suffix('长').and_then(|title| title.chars().next_back());
    if level.is_some_and(|level| !page.resolution.entities[entity].label.ends_with(level)) {
        return;
    }
    let place = Chunk { span, sort: Sort::Name(Name { entity, kind: EntityKind::Place }) };
    let ends = (row.chunks[person], place);
    push(page, row, ends, row.chunks[last].span, Claim::default(), "title-of-place", relations);
}

/// Reads the post of the state that stands behind one of the party that rules it: 老挝人民革命党|总书记、|国家主席|A.
///
/// Of a party that nobody knows, the only country near is meant, and only of those who govern it.
pub(super) fn of_state(
    page: Page<'_>,
    antecedents: &Antecedents<'_>,
    row: &Row,
    (person, post): (usize, &Post),
    relations: &mut Vec<Relation>,
) {
    let is_joint = |at: &usize| row.chunks[*at].span.start == post.title.end && row.chunks[*at].is('、');
    let Some(joint) = (post.employer..person).find(is_joint) else { return };
    // 中共中央|总书记、|国家主席|、中央军委主席|A
    let is_end = |at: &usize| row.chunks[*at].is('、') && row.has(*at - 1, Acts::STATE);
    let end = (joint + 1..person).find(is_end).unwrap_or(person);
    if joint + 1 >= end || (joint + 1..end).any(|at| row.chunks[at].name().is_some()) {
        return;
    }
    // 老挝人民革命党|中央政治局|委员、|总理|A
    let employer = row.chunks[post.employer];
    let own = employer.name().and_then(|name| page.resolution.entities[name.entity].entry);
    // 中共中央|总书记、|国家主席
    let rules = |class: &str| is_party(class) || is_ruling_organ(class) && row.has(end - 1, Acts::STATE);
    let known = |entry: usize| Some(page.ontology.gazetteer.entry(entry).1).filter(|entry| rules(&entry.class));
    let party = own.and_then(known).or_else(|| nesting::known_parent(page, employer.span).and_then(known));
    // 新爱国党候选人、|前|总统
    let tenure = tenure_of(&row.chunks[joint + 1]).filter(|_| joint + 2 < end);
    let first = joint + 1 + usize::from(tenure.is_some());
    let title = Span::new(row.chunks[first].span.start, row.chunks[end - 1].span.end);
    let ruled = |party: &Entry| match party.countries.as_slice() {
        [code] => page.resolution.find(&EntityId::new(EntityKind::Country, code)),
        _ => None,
    };
    // 加纳…，新爱国党候选人、|副总统|石青
    let class = employer.name().and_then(|name| seat::class(page, name.entity));
    let governs = || class.is_some_and(is_party) && page.ontology.lexicon.ends_as(page.text(title), Ending::Ruler);
    let near = || antecedents.state_near(row.sentence, title.start).filter(|_| governs()).map(|state| state.entity);
    let Some(entity) = party.map_or_else(near, ruled) else { return };
    let country = Chunk { span: title, sort: Sort::Name(Name { entity, kind: EntityKind::Country }) };
    let claim = Claim { tenure, ..Claim::default() };
    push(page, row, (row.chunks[person], country), title, claim, "title-of-ruling-party", relations);
}
