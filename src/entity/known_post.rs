//! The employer of a post that a page leaves out because every reader knows it: 习近平总书记, 国家主席习近平, 普京总统, 外交部长王毅.

use crate::document::Document;
use crate::mention::Mention;
use crate::ontology::{EntityKind, Ontology};
use crate::text::Span;

/// A post that stands beside a known person, and whom it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct KnownPost {
    /// The bytes of the title, which touch the name.
    pub title: Span,
    /// The kind of the employer, and its gazetteer entry.
    pub employer: (EntityKind, usize),
}

/// The post of the gazetteer whose title stands right behind a person's name, or in front of it together with 国家.
pub(crate) fn known_post(document: &Document, mention: &Mention, ontology: &Ontology) -> Option<KnownPost> {
    let person = ontology.gazetteer.entry(*mention.entries.first()?).1;
    let posts = person.post.as_deref()?.split('、');
    let country = person.countries.first();
    let country = country.and_then(|code| ontology.gazetteer.index_of(EntityKind::Country, code));
    let behind = &document.simplified[mention.span.end..];
    let front = &document.simplified[..mention.span.start];
    posts.into_iter().find_map(|post| {
        let (employer, title) = parts(post, country, ontology)?;
        let place = if behind.starts_with(title) {
            Span::new(mention.span.end, mention.span.end + title.len())
        } else if post.starts_with(STATE) && employer.0 == EntityKind::Country && front.ends_with(post) {
            Span::new(mention.span.start - post.len(), mention.span.start)
        } else if is_minister(post, front) {
            Span::new(mention.span.start - MINISTER.len(), mention.span.start)
        } else {
            return None;
        };
        Some(KnownPost { title: place, employer })
    })
}

/// Whether a text ends in the short form of a minister's post: 外交部长 for 外交部部长.
fn is_minister(post: &str, front: &str) -> bool {
    let short = post.strip_suffix(MINISTER).and_then(|ministry| ministry.strip_suffix('部'));
    short.is_some_and(|short| front.strip_suffix(MINISTER).is_some_and(|front| front.ends_with(short)))
}

/// The title of a minister.
const MINISTER: &str = "部长";

/// What a page calls the state that it is at home in.
const STATE: &str = "国家";

/// The employer that a known post begins with, else the person's country, and the title that is left.
fn parts<'a>(post: &'a str, country: Option<usize>, ontology: &Ontology) -> Option<((EntityKind, usize), &'a str)> {
    let longest = ontology.gazetteer.starts(post).find(|(length, _)| *length < post.len());
    // 国家主席 is a post of the state, 国家发展改革委副主任 is not.
    if let (Some(title), None) = (post.strip_prefix(STATE), &longest) {
        return Some(((EntityKind::Country, country?), title));
    }
    let Some((length, form)) = longest else { return Some(((EntityKind::Country, country?), post)) };
    let entry = form.meanings.first()?.entry;
    let kind = ontology.gazetteer.entry(entry).0;
    matches!(kind, EntityKind::Organization | EntityKind::Country).then_some(((kind, entry), &post[length..]))
}
