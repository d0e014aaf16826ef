//! Ids of entities, from content.

use crate::ontology::EntityKind;

/// The identity of an entity: the last part of its IRI, `country/KZ` or `organization/ndrc`.
///
/// ```
/// use sinograph::entity::EntityId;
/// use sinograph::ontology::EntityKind;
///
/// assert_eq!(EntityId::new(EntityKind::Country, "KZ").as_str(), "country/KZ");
/// assert_eq!(EntityId::new(EntityKind::Project, "A 线").as_str(), "project/A%20线");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(String);

impl EntityId {
    /// An id of kind and name; characters that no IRI may hold are percent-encoded.
    pub fn new(kind: EntityKind, name: &str) -> Self {
        let mut id = String::with_capacity(kind.slug().len() + 1 + name.len());
        id.push_str(kind.slug());
        id.push('/');
        let mut copied = 0;
        // A segment of dots alone would be taken for a step in the tree.
        let is_step = name == "." || name == "..";
        for (at, c) in name.char_indices().filter(|(_, c)| is_step || !is_allowed(*c)) {
            id.push_str(&name[copied..at]);
            copied = at + c.len_utf8();
            for byte in name[at..copied].bytes() {
                id.push_str(&format!("%{byte:02X}"));
            }
        }
        id.push_str(&name[copied..]);
        EntityId(id)
    }

    /// The text of the id.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Takes the text of an id as it stands, for ids read back from a store.
    pub fn from_text(text: impl Into<String>) -> Self {
        EntityId(text.into())
    }
}

/// Whether RFC 3987 lets a character stand unescaped in a segment of a path.
fn is_allowed(c: char) -> bool {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => true,
        _ if c.is_ascii() => "-._~!$&'()*+,;=:@".contains(c),
        '\u{a0}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{ffef}' => {
            !c.is_whitespace() && !is_format(c)
        }
        '\u{10000}'..='\u{1fffd}' | '\u{20000}'..='\u{2fffd}' | '\u{30000}'..='\u{3fffd}' => true,
        _ => false,
    }
}

/// Marks of writing direction, which an IRI must not hold.
fn is_format(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}
