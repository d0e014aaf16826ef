//! Finds an entity by what a person calls it.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use oxigraph::model::{LiteralRef, NamedNode, NamedNodeRef, Term, TermRef};

use super::reader::{Reader, node_of};
use crate::entity::EntityId;
use crate::error::Result;
use crate::graph::Node;
use crate::ontology::EntityKind;
use crate::rdf::term::{owl, sg};
use crate::rdf::{name_key, pinyin_key};
use crate::store::Store;

/// Below this likeness, from 0 to 1, two names are not taken for one another.
const LIKENESS: f64 = 0.6;
/// How many of the most similar keys are followed to their entities.
const MAX_KEYS: usize = 40;
/// What Wikidata's IRIs of items begin with.
const WIKIDATA: &str = "http://www.wikidata.org/entity/";

/// An entity that a name may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// The entity.
    pub node: Node,
    /// The form of its name that is like what was typed.
    pub key: String,
}

/// The entities that go by a name, the most central first.
///
/// A name is, in this order: an IRI or the end of one (`country/KZ`, `KZ`) or a Wikidata id (`Q232`); a name or an
/// alias in simplified or traditional script or in English, in any case; pinyin, with or without tones and spaces.
/// The first of these that anything goes by decides. Each is one look-up in an index.
pub fn find(store: &Store, name: &str) -> Result<Vec<Node>> {
    let reader = Reader::new(store)?;
    let mut iris = by_iri(&reader, name)?;
    for key in [name_key(name), pinyin_key(name)] {
        if iris.is_empty() && !key.is_empty() {
            iris = by_key(&reader, &key)?;
        }
    }
    nodes(&reader, &iris)
}

/// Entities whose names are like a name that nothing goes by, the most similar first.
///
/// Names that begin with it, then names that contain it or that it contains, then names that differ by a few
/// characters; among equals the more central first. Reads all names.
pub fn suggest(store: &Store, name: &str, n_most: usize) -> Result<Vec<Suggestion>> {
    let reader = Reader::new(store)?;
    let typed = [name_key(name), pinyin_key(name)];
    let mut similar: Vec<(Closeness, String)> = Vec::new();
    let query = format!("SELECT DISTINCT ?key {{ GRAPH {} {{ ?entity {} ?key }} }}", reader.summary(), sg::NAME_KEY);
    reader.select(&query, |solution| {
        if let Some(Term::Literal(key)) = solution.get(0)
            && let Some(closeness) = typed.iter().filter_map(|typed| closeness(typed, key.value())).min()
        {
            similar.push((closeness, key.value().to_owned()));
        }
    })?;
    similar.sort_unstable();
    similar.truncate(MAX_KEYS);
    let mut found: Vec<(Closeness, Suggestion)> = Vec::new();
    for (closeness, key) in similar {
        for node in nodes(&reader, &by_key(&reader, &key)?)? {
            if !found.iter().any(|(_, other)| other.node.id == node.id) {
                found.push((closeness, Suggestion { node, key: key.clone() }));
            }
        }
    }
    found.sort_by(|a, b| (a.0, a.1.node.rank, &a.1.node.id).cmp(&(b.0, b.1.node.rank, &b.1.node.id)));
    Ok(found.into_iter().take(n_most).map(|(_, suggestion)| suggestion).collect())
}

/// How like two names are: the kind of likeness, then the degree in thousandths.
type Closeness = (u8, Reverse<u32>);

fn closeness(typed: &str, key: &str) -> Option<Closeness> {
    let [short, long] = if typed.len() <= key.len() { [typed, key] } else { [key, typed] };
    if short.is_empty() {
        return None;
    }
    let length = |text: &str| text.chars().count();
    let share = || Reverse((1_000 * length(short) / length(long).max(1)) as u32);
    // One Han character or two latin letters stand in too many names to mean anything.
    let says_something = length(short) >= if short.is_ascii() { 3 } else { 2 };
    if key.starts_with(typed) && (says_something || !typed.is_ascii()) {
        return Some((0, share()));
    }
    if says_something && long.contains(short) {
        return Some((1, share()));
    }
    // Names of very different length are unlike; this spares the costly comparison.
    if 2 * short.len() < long.len() {
        return None;
    }
    let likeness = strsim::normalized_damerau_levenshtein(typed, key);
    (likeness >= LIKENESS).then_some((2, Reverse((1_000.0 * likeness) as u32)))
}

fn by_iri(reader: &Reader<'_>, name: &str) -> Result<Vec<NamedNode>> {
    let name = name.trim().trim_start_matches('<').trim_end_matches('>');
    let vocabulary = reader.vocabulary();
    let local = vocabulary.local(name).unwrap_or(name);
    let mut ids = vec![local.to_owned()];
    if !local.contains('/') && !local.is_empty() {
        for kind in EntityKind::ALL {
            ids.push(format!("{}/{local}", kind.slug()));
        }
        ids.push(format!("{}/{}", EntityKind::Country.slug(), local.to_ascii_uppercase()));
    }
    let mut found = BTreeSet::new();
    for id in ids.into_iter().filter(|id| !id.is_empty()) {
        let iri = vocabulary.entity(&EntityId::from_text(id));
        if vocabulary.entity_id(iri.as_ref()).is_some()
            && reader.value(iri.as_ref(), oxigraph::model::vocab::rdf::TYPE, Some(reader.summary()))?.is_some()
        {
            found.insert(iri);
        }
    }
    if let Some(item) = wikidata(name) {
        let same = reader.quads(None, Some(owl::SAME_AS), Some(TermRef::NamedNode(item.as_ref())), None).next();
        found.extend(same.transpose()?.and_then(|quad| node_of(quad.subject)));
    }
    Ok(found.into_iter().collect())
}

fn wikidata(name: &str) -> Option<NamedNode> {
    let id = name.strip_prefix(WIKIDATA).unwrap_or(name);
    let digits = id.strip_prefix(['Q', 'q'])?;
    let is_id = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_id.then(|| NamedNode::new_unchecked(format!("{WIKIDATA}Q{digits}")))
}

fn by_key(reader: &Reader<'_>, key: &str) -> Result<Vec<NamedNode>> {
    let key = TermRef::Literal(LiteralRef::new_simple_literal(key));
    let quads = reader.quads(None, Some(sg::NAME_KEY), Some(key), Some(reader.summary()));
    quads.filter_map(|quad| quad.map(|quad| node_of(quad.subject)).transpose()).collect()
}

fn nodes(reader: &Reader<'_>, iris: &[NamedNode]) -> Result<Vec<Node>> {
    let node = |iri: &NamedNode| reader.node(NamedNodeRef::from(iri)).transpose();
    let mut nodes = iris.iter().filter_map(node).collect::<Result<Vec<_>>>()?;
    nodes.sort_by(|a, b| (a.rank, &a.id).cmp(&(b.rank, &b.id)));
    Ok(nodes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_alike_by_beginning_by_part_and_by_letters() {
        let classes = |typed: &str, key: &str| closeness(typed, key).map(|(class, _)| class);
        assert_eq!(classes("哈萨克", "哈萨克斯坦"), Some(0));
        assert_eq!(classes("中", "中国"), Some(0));
        assert_eq!(classes("发改委", "国家发改委"), Some(1));
        assert_eq!(classes("kazahstan", "kazakhstan"), Some(2));
        assert_eq!(classes("哈萨克斯但", "哈萨克斯坦"), Some(2));
        assert_eq!(classes("法国", "中国"), None);
        assert_eq!(classes("", "中国"), None);
    }
}
