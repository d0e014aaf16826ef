//! One decision: what was decided of what, by whom, when and why.

use super::meaning;
use crate::entity::EntityId;
use crate::ontology::{EntityKind, Predicate};
use crate::text::simplify;

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Act {
    /// The subject is the object.
    Merge,
    /// What was taken for the subject is something else, called by the object.
    Split,
    /// The subject is of another kind.
    Retype,
    /// The subject is called by the object.
    Rename,
    /// There is no such thing, or no such relation.
    Forbid,
    /// The subject, or the relation, has been looked at and is right.
    Confirm,
}

impl Act {
    /// All of them, in the order they are listed everywhere.
    pub const ALL: [Act; 6] = [Act::Merge, Act::Split, Act::Retype, Act::Rename, Act::Forbid, Act::Confirm];

    /// The word of the table.
    pub fn name(self) -> &'static str {
        match self {
            Act::Merge => "merge",
            Act::Split => "split",
            Act::Retype => "retype",
            Act::Rename => "rename",
            Act::Forbid => "forbid",
            Act::Confirm => "confirm",
        }
    }

    /// Whether it says what the subject is called.
    pub fn is_of_name(self) -> bool {
        matches!(self, Act::Merge | Act::Split | Act::Rename)
    }

    /// Whether it says what the subject is, so that only one such decision can hold.
    pub(super) fn is_of_identity(self) -> bool {
        matches!(self, Act::Merge | Act::Split | Act::Retype | Act::Forbid)
    }
}

/// How a table names an entity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reference {
    /// By its id: this one alone.
    Id(EntityId),
    /// By its canonical name, in simplified script: all that are called so.
    Name(String),
}

impl Reference {
    /// Reads the end of an IRI, `organization/ndrc`, a whole IRI, or else a name.
    pub fn read(text: &str) -> Self {
        let mut parts = text.rsplitn(3, '/');
        if let (Some(name), Some(slug)) = (parts.next(), parts.next())
            && let Some(kind) = EntityKind::ALL.into_iter().find(|kind| kind.slug() == slug)
        {
            return Reference::Id(EntityId::new(kind, &unescaped(name)));
        }
        Reference::Name(simplify(text).to_string())
    }
}

/// A name without the percent-encoding of an IRI; as it stands if that is none.
pub(super) fn unescaped(name: &str) -> String {
    let bytes = name.as_bytes();
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let escaped = name.get(at + 1..at + 3).filter(|_| byte == b'%');
        let escaped = escaped.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        plain.push(escaped.unwrap_or(byte));
        at += if escaped.is_some() { 3 } else { 1 };
    }
    String::from_utf8(plain).unwrap_or_else(|_| name.to_owned())
}

/// One row of the table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Decision {
    /// The line of the file, counted from one.
    pub line: usize,
    /// What was decided.
    pub act: Act,
    /// Of what.
    pub subject: Reference,
    /// The predicate of a relation, if one was decided of.
    pub predicate: Option<Predicate>,
    /// What the subject is, or is called, or is linked to, as written; empty if the act needs none.
    pub object: String,
    /// Only where the page writes this form.
    pub form: Option<String>,
    /// Only in this document: the last part of its IRI, `document/2f…-1`.
    pub document: Option<String>,
    /// Who decided.
    pub who: String,
    /// On which day, `YYYY-MM-DD`.
    pub when: String,
    /// For what reason.
    pub why: String,
    /// The subject as written.
    pub(super) written: String,
}

impl Decision {
    /// What was decided, as a line: `merge 蓝鹭科技 organization/蓝鹭科技集团`.
    pub fn wording(&self) -> String {
        let predicate = self.predicate.map_or("", Predicate::name);
        let form = self.form.as_ref().map(|form| format!("({form})")).unwrap_or_default();
        let parts = [self.act.name(), &self.written, &form, predicate, &self.object];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }

    /// All that makes it this one, wherever it stands.
    pub fn parts(&self) -> [&str; 9] {
        [
            self.act.name(),
            &self.written,
            self.predicate.map_or("", Predicate::name),
            &self.object,
            self.form.as_deref().unwrap_or_default(),
            self.document.as_deref().unwrap_or_default(),
            &self.who,
            &self.when,
            &self.why,
        ]
    }

    /// Whether another decides the same, whoever says it.
    pub(super) fn says_the_same(&self, other: &Decision) -> bool {
        self.act == other.act && self.scope() == other.scope() && Reference::read(&self.object) == other.object()
    }

    /// What it is about, and where.
    pub(super) fn scope(&self) -> (&Reference, Option<Predicate>, Option<&str>, Option<&str>) {
        (&self.subject, self.predicate, self.form.as_deref(), self.document.as_deref())
    }

    /// The object as an entity is named.
    pub(super) fn object(&self) -> Reference {
        Reference::read(&self.object)
    }

    /// Whether it holds for a form in a document.
    pub(super) fn holds(&self, form: Option<&str>, document: &str) -> bool {
        self.form.as_deref().is_none_or(|only| form == Some(only)) && self.is_in(document)
    }

    /// Whether it holds in a document.
    pub(super) fn is_in(&self, document: &str) -> bool {
        self.document.as_deref().is_none_or(|only| only == document)
    }

    /// Whether its subject can be of a kind.
    pub(super) fn is_about(&self, kind: EntityKind) -> bool {
        match &self.subject {
            Reference::Id(id) => meaning::kind_of(id) == Some(kind),
            Reference::Name(_) => true,
        }
    }

    /// The more narrowly it is meant, the greater.
    pub(super) fn narrowness(&self) -> (bool, bool, bool) {
        (self.document.is_some(), self.form.is_some(), matches!(self.subject, Reference::Id(_)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_read_with_and_without_what_is_before_it() {
        let id = Reference::Id(EntityId::new(EntityKind::Project, "A 线"));
        for text in ["project/A 线", "project/A%20线", "https://w3id.org/sinograph/project/A%20%E7%BA%BF"] {
            assert_eq!(Reference::read(text), id, "{text}");
        }
        assert_eq!(Reference::read("蓝鹭/青杉"), Reference::Name("蓝鹭/青杉".to_owned()));
        assert_eq!(Reference::read("藍鷺科技"), Reference::Name("蓝鹭科技".to_owned()));
    }
}
