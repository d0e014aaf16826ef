//! The organization or country of the post that stands before a person's name.
//!
//! 国家发展改革委党组成员、副主任李春临: the walk goes left from the name over posts and commas, and
//! what it reaches tells this 李春临 from another.

use std::collections::BTreeMap;

use crate::document::Document;
use crate::mention::Mention;
use crate::ontology::{EntityKind, Ontology, Roles};
use crate::text::simplify;

/// For each person's name of the document, the affiliation that its first mention with a post shows.
pub(super) fn all<'a>(document: &'a Document, mentions: &[Mention], ontology: &Ontology) -> BTreeMap<&'a str, String> {
    let mut affiliations = BTreeMap::new();
    for (index, mention) in mentions.iter().enumerate().filter(|(_, mention)| mention.kind == EntityKind::Person) {
        let name = mention.span.of(&document.simplified);
        if !affiliations.contains_key(name)
            && let Some(of) = affiliation(document, mentions, ontology, index)
        {
            affiliations.insert(name, of);
        }
    }
    affiliations
}

/// The canonical name of the organization or country that a post in front of the mention belongs to.
fn affiliation(document: &Document, mentions: &[Mention], ontology: &Ontology, index: usize) -> Option<String> {
    let person = &mentions[index];
    let mut start = person.span.start;
    let mut n_posts = 0;
    for _ in 0..LONGEST_TITLE {
        let before = mentions[..index].iter().rev().find(|mention| mention.span.end <= start)?;
        if before.span.end == start && before.sentence == person.sentence {
            let names_employer = matches!(before.kind, EntityKind::Organization | EntityKind::Country);
            return (n_posts > 0 && names_employer).then(|| canonical(document, before, ontology));
        }
        let token = document.tokens.binary_search_by_key(&start, |token| token.span.end).ok()?;
        let text = document.tokens[token].span.of(&document.simplified);
        let roles = ontology.lexicon.roles(text);
        let is_post = roles.has(Roles::POST_BEFORE.and(Roles::POST_AFTER));
        // Words of a post that the list does not hold whole (对外联络部|副部长) still belong to it.
        let is_joint =
            matches!(text, "、" | "兼" | "副" | "党组" | "党委" | " ") || ontology.lexicon.ends_in_post(text);
        if !is_post && !is_joint {
            return None;
        }
        n_posts += usize::from(is_post);
        start = document.tokens[token].span.start;
    }
    None
}

/// The most words of a title, so that the walk ends.
const LONGEST_TITLE: usize = 8;

fn canonical(document: &Document, mention: &Mention, ontology: &Ontology) -> String {
    match mention.entries.first() {
        Some(&entry) => ontology.gazetteer.entry(entry).1.name.clone(),
        None => simplify(&super::surface(document, mention)).to_string(),
    }
}
