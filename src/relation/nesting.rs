//! What names tell: 国家发展改革委产业司 is part of 国家发展改革委, 乌兹别克斯坦中亚国际研究所 is in 乌兹别克斯坦.

use std::collections::BTreeMap;

use super::antecedent::parent_listed;
use super::{Claim, Evidence, Object, Page, Relation, seat};
use crate::entity::{EntityId, Nested, Role, rank};
use crate::ontology::{EntityKind, Predicate, Roles};
use crate::text::Span;

/// The entity that a name inside the name of a mention names.
fn entity(page: Page<'_>, mention: usize, inner: &Nested) -> Option<usize> {
    if let Some(named) = inner.mention {
        return Some(page.resolution.entity_of[named]);
    }
    let id = match inner.entry {
        Some(entry) => EntityId::new(inner.kind, &page.ontology.gazetteer.entry(entry).1.id),
        None => {
            let name = inner.name_in(page.mentions[mention].full);
            EntityId::new(inner.kind, page.text(name))
        }
    };
    page.resolution.find(&id)
}

/// What the name of the organization at `span` holds.
fn inside(page: Page<'_>, span: Span) -> Option<(usize, impl Iterator<Item = &Nested>)> {
    let mention = page.mention_at(span.start)?;
    let first = page.resolution.nested.partition_point(|(index, _)| *index < mention);
    let inner = page.resolution.nested[first..].iter().take_while(move |(index, _)| *index == mention);
    Some((mention, inner.map(|(_, inner)| inner)))
}

/// The narrowest place that the name of the organization at `span` says it is in, and where that stands.
pub(super) fn place_of(page: Page<'_>, span: Span) -> Option<(Span, usize)> {
    let (mention, inner) = inside(page, span)?;
    let places = inner.filter(|inner| inner.role == Role::Location && inner.kind == EntityKind::Place);
    let place = places.max_by_key(|place| place.end)?;
    Some((place.span_in(span), entity(page, mention, place)?))
}

/// The entry of the known organization that the name of the one at `span` says it is a part of.
pub(super) fn known_parent(page: Page<'_>, span: Span) -> Option<usize> {
    let (_, mut inner) = inside(page, span)?;
    inner.find(|inner| inner.role == Role::Parent)?.entry
}

/// The first country that the name of the organization at `span` says it is in: 老挝 of 老挝|国会.
pub(super) fn country_in(page: Page<'_>, span: Span) -> Option<usize> {
    let (mention, mut inner) = inside(page, span)?;
    let owner = mention
        .checked_sub(1)
        .filter(|&owner| page.mentions[owner].is_owner() && page.mentions[owner].span.start == span.start);
    if let Some(owner) = owner {
        return Some(page.resolution.entity_of[owner]);
    }
    let country = inner.find(|inner| inner.role == Role::Location && inner.kind == EntityKind::Country)?;
    entity(page, mention, country)
}

/// The organization that the name of a mention tells to be its whole, where the whole's name holds what is inside, too.
fn parent_around(page: Page<'_>, mention: usize, inner: &Nested) -> Option<(usize, Span)> {
    let (_, mut here) = inside(page, page.mentions[mention].full)?;
    let parent = here.find(|other| other.role == Role::Parent)?;
    let holds = parent.start <= inner.start && inner.end < parent.end;
    let whole = parent.span_in(page.mentions[mention].full);
    Some((entity(page, mention, parent)?, whole)).filter(|_| holds)
}

/// The narrower place that stands in the name of a mention right behind the one called `wider`, and where.
fn place_within(page: Page<'_>, mention: usize, wider: &Nested, outer: usize) -> Option<(usize, Span)> {
    let full = page.mentions[mention].full;
    let is_next = |place: &&Nested| {
        let kinds = matches!(wider.kind, EntityKind::Place | EntityKind::Country) && place.kind == EntityKind::Place;
        let are_places = [wider, *place].iter().all(|place| place.role == Role::Location);
        kinds && are_places && place.start == wider.end
    };
    let place = inside(page, full)?.1.into_iter().find(is_next)?;
    let entity = entity(page, mention, place)?;
    let ranks = [outer, entity].map(|entity| seat::class(page, entity).and_then(rank));
    let is_narrower = matches!(ranks, [Some(outer), Some(inner)] if outer < inner);
    // 成都|泰和|泰律师事务所: a division by its last word, or one that lies there.
    let span = place.span_in(full);
    let is_level = |level: Option<char>| {
        level.is_some_and(|level| page.ontology.lexicon.roles(level.encode_utf8(&mut [0; 4])).has(Roles::DIVISION))
    };
    // 林芝|县排龙乡
    let name = page.text(span);
    let is_division = || is_level(name.chars().next_back()) && !is_level(name.chars().next());
    let is_told = is_narrower && (is_division() || parent_listed(page, entity) == Some(outer));
    (wider.kind == EntityKind::Country || is_told).then_some((entity, span))
}

/// The organizations that the name of a mention holds and that hold the name `whole`, each with where it stands.
fn parts_between(page: Page<'_>, mention: usize, whole: &Nested) -> Vec<(usize, Span)> {
    let full = page.mentions[mention].full;
    let here = inside(page, full).into_iter().flat_map(|(_, inner)| inner);
    let parts = here.filter(|part| part.role == Role::Parent && part.start == whole.start && part.end > whole.end);
    parts.filter_map(|part| Some((entity(page, mention, part)?, part.span_in(full)))).collect()
}

/// Reads the names inside the names of organizations and projects.
pub(super) fn find(page: Page<'_>) -> Vec<Relation> {
    let mut found: BTreeMap<(usize, Predicate, usize, &'static str), Vec<Evidence>> = BTreeMap::new();
    for &(index, inner) in &page.resolution.nested {
        let (mention, subject) = (&page.mentions[index], page.resolution.entity_of[index]);
        let part = inner.span_in(mention.full);
        let Some(object) = entity(page, index, &inner) else { continue };
        let evidence = Evidence { sentence: mention.sentence, span: mention.full, subject: mention.full, object: part };
        let facts: &[(Predicate, &'static str)] = match inner.role {
            Role::Parent => &[(Predicate::PartOf, "parent-in-name")],
            Role::Location => &[(Predicate::LocatedIn, "place-in-name")],
            Role::Branch => &[(Predicate::LocatedIn, "branch-in-name")],
            Role::Venue => &[(Predicate::HeldIn, "venue-in-name")],
            Role::End => &[(Predicate::Connects, "ends-in-name")],
            Role::Plant => &[(Predicate::LocatedIn, "place-in-name"), (Predicate::ProducesIn, "plant-in-name")],
        };
        for (predicate, rule) in facts.iter().filter(|_| subject != object) {
            found.entry((subject, *predicate, object, rule)).or_default().push(evidence);
        }
        // 建设部|政策研究中心|城乡规划建设处: the parts between are parts of the whole, too.
        if inner.role == Role::Parent {
            for (part, narrower) in parts_between(page, index, &inner) {
                let evidence = Evidence { subject: narrower, ..evidence };
                found.entry((part, Predicate::PartOf, object, "parent-in-name")).or_default().push(evidence);
            }
        }
        // 江苏省|宿迁市|中级人民法院
        if let Some((place, narrower)) = place_within(page, index, &inner, object) {
            let evidence = Evidence { subject: narrower, ..evidence };
            found.entry((place, Predicate::LocatedIn, object, "place-in-name")).or_default().push(evidence);
        }
        // 肯尼亚 of 肯尼亚铁路公司|运营部 tells where the whole is, too.
        if inner.role == Role::Location
            && let Some((parent, whole)) = parent_around(page, index, &inner)
            && parent != object
        {
            let evidence = Evidence { subject: whole, ..evidence };
            found.entry((parent, Predicate::LocatedIn, object, "place-in-name")).or_default().push(evidence);
        }
    }
    let relation = |((subject, predicate, object, rule), evidence)| Relation {
        subject,
        predicate,
        object: Object::Entity(object),
        claim: Claim::default(),
        rule,
        evidence,
    };
    found.into_iter().map(relation).collect()
}
