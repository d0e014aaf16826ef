//! Finds an entity by what a person calls it.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use oxigraph::model::{LiteralRef, NamedNode, NamedNodeRef, Term, TermRef};

use super::known;
use super::reader::{Reader, node_of};
use crate::entity::EntityId;
use crate::error::Result;
use crate::graph::Node;
use crate::ontology::EntityKind;
use crate::rdf::term::{owl, rdf, sg};
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
/// An IRI, the end of one with its kind (`country/KZ`) and a Wikidata id (`Q232`) mean one entity. Any other name means
/// all that go by it: a name or an alias in simplified or traditional script or in English, in any case, the ISO code
/// of a country (`KZ`, `KAZ`), the end of an IRI without its kind. What nothing goes by is read as pinyin, with tones
/// and spaces; without them pinyin is a name as any other. Each of these is one look-up in an index. At last it means
/// what the gazetteers call so, whether a page does or not (`CNPC`, 亚投行), which reads all of them.
pub fn find(store: &Store, name: &str) -> Result<Vec<Node>> {
    let reader = Reader::new(store)?;
    let mut iris = by_id(&reader, name)?;
    if iris.is_empty() {
        iris = by_name(&reader, name)?;
    }
    if iris.is_empty() {
        iris = by_key(&reader, &pinyin_key(name))?;
    }
    if iris.is_empty() {
        iris = by_gazetteer(&reader, name)?;
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

/// What an IRI or an id means, which is one entity at most.
fn by_id(reader: &Reader<'_>, name: &str) -> Result<BTreeSet<NamedNode>> {
    let name = name.trim().trim_start_matches('<').trim_end_matches('>');
    let local = reader.vocabulary().local(name).unwrap_or(name);
    let mut found = BTreeSet::new();
    if local.contains('/') {
        found.extend(by_local(reader, local)?);
    }
    if let Some(item) = wikidata(name) {
        found.extend(subject(reader, owl::SAME_AS, TermRef::NamedNode(item.as_ref()))?);
    }
    Ok(found)
}

/// All that goes by a name.
fn by_name(reader: &Reader<'_>, name: &str) -> Result<BTreeSet<NamedNode>> {
    let mut found = by_key(reader, &name_key(name))?;
    let name = name.trim();
    for kind in EntityKind::ALL {
        found.extend(by_local(reader, &format!("{}/{name}", kind.slug()))?);
    }
    let code = name.to_ascii_uppercase();
    for property in [sg::ISO2, sg::ISO3] {
        found.extend(subject(reader, property, TermRef::Literal(LiteralRef::new_simple_literal(&code)))?);
    }
    Ok(found)
}

/// All that the gazetteers call so: by its id, or, where a decision has given it another, by its name.
fn by_gazetteer(reader: &Reader<'_>, name: &str) -> Result<BTreeSet<NamedNode>> {
    let mut found = BTreeSet::new();
    for (id, label) in known::called(name)? {
        match by_local(reader, id.as_str())? {
            Some(iri) => found.extend([iri]),
            None => found.extend(by_key(reader, &name_key(&label))?),
        }
    }
    Ok(found)
}

/// The entity of a local id, if there is one.
fn by_local(reader: &Reader<'_>, local: &str) -> Result<Option<NamedNode>> {
    let iri = reader.vocabulary().entity(&EntityId::from_text(local.to_owned()));
    let is_entity = reader.vocabulary().entity_id(iri.as_ref()).is_some()
        && reader.value(iri.as_ref(), rdf::TYPE, Some(reader.summary()))?.is_some();
    Ok(is_entity.then_some(iri))
}

/// The first thing that has such a value of a property, in any graph.
fn subject(reader: &Reader<'_>, property: NamedNodeRef<'_>, value: TermRef<'_>) -> Result<Option<NamedNode>> {
    let quad = reader.quads(None, Some(property), Some(value), None).next().transpose()?;
    Ok(quad.and_then(|quad| node_of(quad.subject)))
}

fn wikidata(name: &str) -> Option<NamedNode> {
    let id = name.strip_prefix(WIKIDATA).unwrap_or(name);
    let digits = id.strip_prefix(['Q', 'q'])?;
    let is_id = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_id.then(|| NamedNode::new_unchecked(format!("{WIKIDATA}Q{digits}")))
}

/// The entities that have a key of names.
fn by_key(reader: &Reader<'_>, key: &str) -> Result<BTreeSet<NamedNode>> {
    let key = TermRef::Literal(LiteralRef::new_simple_literal(key));
    let quads = reader.quads(None, Some(sg::NAME_KEY), Some(key), Some(reader.summary()));
    quads.filter_map(|quad| quad.map(|quad| node_of(quad.subject)).transpose()).collect()
}

fn nodes(reader: &Reader<'_>, iris: &BTreeSet<NamedNode>) -> Result<Vec<Node>> {
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
