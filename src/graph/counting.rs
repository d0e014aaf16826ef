//! Counts what documents contribute by the numbers that they share, before anything is looked up by name.
//!
//! A name stands in thousands of documents, and most of them agree about it: so each is merged once, with the sum of
//! its counts.

use super::KnowledgeGraph;
use super::intern::Table;
use super::merging::{Count, Merging};
use super::share::Packed;

/// The sums over all documents.
pub(super) fn merged(graph: &KnowledgeGraph) -> Merging {
    let mut merging = Merging::default();
    let tables = &graph.tables;
    let mut names = vec![Count::default(); tables.names.len()];
    let mut aliases = vec![false; tables.aliases.len()];
    let mut relations = vec![(0, 0); tables.relations.len()];
    let mut posts = vec![false; tables.posts.len()];
    for share in graph.documents.values().map(Packed::share) {
        merging.add_document(share.n_sentences as usize);
        let date = share.date.map(|date| tables.dates.value(date).as_str());
        for &(name, n_mentions, n_sentences) in &share.names {
            let count = &mut names[name as usize];
            count.n_mentions += n_mentions as usize;
            count.n_sentences += n_sentences as usize;
            count.n_documents += 1;
            if let Some(date) = date {
                let (first, last) = count.dates.unwrap_or((date, date));
                count.dates = Some((first.min(date), last.max(date)));
            }
        }
        for &(relation, n_sentences) in &share.relations {
            let (sum, n_documents) = &mut relations[relation as usize];
            *sum += n_sentences as usize;
            *n_documents += 1;
        }
        share.aliases.iter().for_each(|&alias| aliases[alias as usize] = true);
        share.posts.iter().for_each(|&post| posts[post as usize] = true);
    }
    // A document that is gone leaves what only it had said in the tables.
    let named = tables.names.iter().zip(&names).filter(|(_, count)| count.n_documents > 0);
    named.for_each(|(name, count)| merging.add_name(name, count));
    let said = tables.relations.iter().zip(&relations).filter(|(_, (_, n_documents))| *n_documents > 0);
    said.for_each(|(said, &(n_sentences, n_documents))| merging.add_relation(said, n_sentences, n_documents));
    used(&tables.aliases, &aliases).for_each(|alias| merging.add_alias(alias));
    used(&tables.posts, &posts).for_each(|post| merging.add_post(post));
    merging
}

fn used<'a, T: Ord>(table: &'a Table<T>, is_used: &'a [bool]) -> impl Iterator<Item = &'a T> {
    table.iter().zip(is_used).filter(|(_, is_used)| **is_used).map(|(value, _)| value)
}
