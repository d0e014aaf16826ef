//! A card, set for a terminal.

use super::claim;
use super::layout::{self, counted, padded, shortened, width};
use super::paint::{Paint, visible};
use super::quotation;
use crate::graph::Node;
use crate::query::{Card, Figure, Link, LinkRelation, Quote};
use crate::relation::Status;
use crate::text::slice;
use crate::value::Bound;

/// Lines of a sentence on a card, and of a relation.
const MAX_LINES: usize = 2;
/// Columns of a name in the list of links.
const NAME_COLUMNS: usize = 24;
/// The fewest columns beside a name in which its relations can be read.
const MIN_ROOM: usize = 24;
/// How far relations are set in that stand below a name.
const RELATIONS_BELOW: usize = 6;

/// The card in lines of at most `columns`.
pub fn set(card: &Card, columns: usize, paint: Paint) -> String {
    let mut set = title(card, paint);
    let facts = facts(card);
    let label_columns = facts.iter().map(|(label, _)| width(label)).max().unwrap_or(0);
    for (label, text) in facts {
        set.push_str(&fact(&padded(label, label_columns), &text, columns, paint));
    }
    if !card.links.is_empty() {
        set.push_str(&format!("\n{}\n", paint.accent("strongest links")));
        let names = card.links.iter().map(|link| width(&name(&link.node)));
        let name_columns = names.max().unwrap_or(0).min(NAME_COLUMNS);
        for each in &card.links {
            set.push_str(&link(each, name_columns, columns, paint));
        }
    }
    if !card.figures.is_empty() {
        set.push_str(&format!("\n{}\n", paint.accent("latest figures")));
        for each in &card.figures {
            set.push_str(&format!("  {}\n", paint.strong(&shortened(&figure(each), columns.saturating_sub(2)))));
            if let Some(quote) = &each.quote {
                set.push_str(&quoted(quote, columns, paint));
            }
        }
    }
    for (label, quote) in [("first sentence", &card.first), ("last sentence", &card.last)] {
        if let Some(quote) = quote {
            set.push_str(&format!("\n{}\n", paint.accent(label)));
            set.push_str(&quoted(quote, columns, paint));
        }
    }
    set
}

fn title(card: &Card, paint: Paint) -> String {
    let node = &card.node;
    let english = node.label_en.as_ref().map(|label| format!("  {}", visible(label))).unwrap_or_default();
    format!("{}{english}  {}\n", paint.strong(&visible(&node.label)), paint.dim(node.kind.name()))
}

fn facts(card: &Card) -> Vec<(&'static str, String)> {
    let node = &card.node;
    let mut facts = Vec::new();
    if !card.aliases.is_empty() {
        let alias = |(name, count): &(String, Option<usize>)| match count {
            Some(count) => format!("{name} ×{count}"),
            None => name.clone(),
        };
        facts.push(("also", card.aliases.iter().map(alias).collect::<Vec<_>>().join("  ")));
    }
    let wikidata = card.wikidata.as_ref().map(|id| format!("wikidata {id}"));
    let ids: Vec<&str> = [&card.iso2, &card.iso3, &wikidata].into_iter().filter_map(|id| id.as_deref()).collect();
    if !ids.is_empty() {
        facts.push(("ids", ids.join("  ")));
    }
    facts.push(("iri", card.iri.as_str().to_owned()));
    for dated in &card.dated {
        let predicate = claim::predicate(dated.predicate, &dated.statuses);
        facts.push(("fact", format!("{predicate} {} ×{}", dated.value, dated.n_sentences)));
    }
    for decided in &card.decisions {
        facts.push(("decided", claim::decided(decided)));
    }
    facts.push(("found", found(node)));
    facts.push(("rank", format!("{} of {}, in community {}", node.rank, card.n_entities, node.community)));
    facts
}

/// `3 mentions in 2 sentences; told of in 4 documents, 2024-07-08`: a document tells of a country, too, that follows from
/// a name or from what is known of a project, and of which no sentence is counted.
fn found(node: &Node) -> String {
    let mentioned = match (node.n_mentions, node.n_sentences) {
        (0, _) => "never mentioned by itself".to_owned(),
        (n_mentions, n_sentences) => {
            format!("{} in {}", counted(n_mentions, "mention"), counted(n_sentences, "sentence"))
        }
    };
    format!("{mentioned}; told of in {}{}", counted(node.n_documents, "document"), dates(node))
}

fn dates(node: &Node) -> String {
    match (&node.first_date, &node.last_date) {
        (Some(first), Some(last)) if first != last => format!(", {first} to {last}"),
        (Some(date), _) => format!(", {date}"),
        _ => String::new(),
    }
}

/// A line of what is known behind its label, which goes on below what it begins with.
pub fn fact(label: &str, text: &str, columns: usize, paint: Paint) -> String {
    let text = visible(text);
    let lines = layout::wrap(&text, columns.saturating_sub(2 + width(label) + 2));
    let mut set = String::new();
    for (n, line) in lines.into_iter().enumerate() {
        let label = if n == 0 { label.to_owned() } else { padded("", width(label)) };
        set.push_str(&format!("  {}  {}\n", paint.dim(&label), slice(&text, line).trim()));
    }
    set
}

fn link(link: &Link, name_columns: usize, columns: usize, paint: Paint) -> String {
    let name = shortened(&name(&link.node), name_columns);
    let kind = link.node.kind.name();
    let relations: Vec<String> = link.relations.iter().map(relation).collect();
    let kind_columns = "Organization".len();
    let indent = 2 + name_columns + 2 + kind_columns + 2;
    let spaces = " ".repeat(name_columns - width(&name));
    let mut set = format!("  {}{spaces}  {}", paint.strong(&name), paint.dim(kind));
    // Where names and kinds leave no room, relations stand below them.
    let is_narrow = columns < indent + MIN_ROOM;
    let indent = if is_narrow { RELATIONS_BELOW } else { indent };
    for (n, line) in relation_lines(&relations, columns.saturating_sub(indent)).into_iter().enumerate() {
        match n {
            0 if !is_narrow => set.push_str(&" ".repeat(kind_columns - width(kind) + 2)),
            _ => set.push_str(&format!("\n{}", " ".repeat(indent))),
        }
        set.push_str(&line);
    }
    set.push('\n');
    if let Some(quote) = &link.quote {
        set.push_str(&quoted(quote, columns, paint));
    }
    set
}

/// Relations in lines of at most `columns`, as many beside one another as have room; a long one goes on below.
fn relation_lines(relations: &[String], columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for relation in relations {
        match lines.last_mut() {
            Some(line) if width(line) + 2 + width(relation) <= columns => *line = format!("{line}  {relation}"),
            _ => lines.extend(layout::lines(relation, columns, MAX_LINES)),
        }
    }
    lines
}

/// `← involves ×12`, `→ holdsPost ×2 主任, former 副主任 2021`, `→ builds (planned) ×1`, `coMention ×41 NPMI 0.21`.
fn relation(relation: &LinkRelation) -> String {
    let arrow = match (relation.predicate.is_symmetric(), relation.is_subject) {
        (true, _) => "",
        (false, true) => "→ ",
        (false, false) => "← ",
    };
    let npmi = relation.npmi.map(|npmi| format!(" NPMI {npmi:.2}")).unwrap_or_default();
    let name = claim::predicate(relation.predicate, &relation.statuses);
    let mut occasions: Vec<String> = relation.claims.iter().filter_map(claim::occasion).collect();
    occasions.dedup();
    let occasions = if occasions.is_empty() { String::new() } else { format!(" {}", occasions.join(", ")) };
    // Of the decisions about a relation only this one leaves it in place.
    let confirmed = if relation.decisions.is_empty() { "" } else { " confirmed" };
    format!("{arrow}{name} ×{}{occasions}{npmi}{confirmed}", relation.n_sentences)
}

/// `贸易总额 more than 70,000,000,000 USD, 2022, with 中亚`, `出口 rises by 3–5 % (planned), 2025`.
fn figure(figure: &Figure) -> String {
    let change = figure.change.map(|change| format!(" {} by", change.name())).unwrap_or_default();
    let bound = match figure.bound {
        Bound::Exactly => "",
        Bound::About => " about",
        Bound::MoreThan => " more than",
        Bound::LessThan => " less than",
    };
    let upper = figure.upper.as_deref().map(|upper| format!("–{}", grouped(upper))).unwrap_or_default();
    let status = if figure.status == Status::Asserted { String::new() } else { format!(" ({})", figure.status.name()) };
    let time = figure.time.as_deref().map(|time| format!(", {time}")).unwrap_or_default();
    let others: Vec<String> = figure.others.iter().map(name).collect();
    let with = if others.is_empty() { String::new() } else { format!(", with {}", others.join(", ")) };
    let (measure, unit) = (visible(&figure.measure), visible(&figure.unit));
    format!("{measure}{change}{bound} {}{upper} {unit}{status}{time}{with}", grouped(&figure.value))
}

/// Digits in groups of three: `70,000,000,000`, `1,234.5`.
fn grouped(digits: &str) -> String {
    let (whole, rest) = digits.find('.').map_or((digits, ""), |point| digits.split_at(point));
    let mut grouped = String::new();
    for (n, digit) in whole.chars().enumerate() {
        if n > 0 && (whole.len() - n) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + rest
}

fn name(node: &Node) -> String {
    visible(&node.label).into_owned()
}

fn quoted(quote: &Quote, columns: usize, paint: Paint) -> String {
    let marking = quotation::Marking::Quiet;
    let mut set = quotation::sentence(quote, marking, "    ", columns, MAX_LINES, paint);
    set.push_str(&quotation::place(quote, "    ", columns, paint));
    set
}

#[cfg(test)]
mod tests {
    use oxigraph::model::NamedNode;

    use super::*;
    use crate::entity::EntityId;
    use crate::ontology::{EntityKind, Predicate};

    fn node(n_mentions: usize, n_sentences: usize, n_documents: usize) -> Node {
        Node {
            id: EntityId::new(EntityKind::Country, "LA"),
            kind: EntityKind::Country,
            label: "老挝".to_owned(),
            label_en: None,
            aliases: Default::default(),
            n_mentions,
            n_sentences,
            n_documents,
            first_date: Some("2024-07-08".to_owned()),
            last_date: None,
            rank: 1,
            community: 1,
        }
    }

    #[test]
    fn relations_go_on_below() {
        let relation = |predicate: Predicate, is_subject, n_sentences| LinkRelation {
            predicate,
            is_subject,
            statuses: [Status::Asserted, Status::Planned].into(),
            claims: Vec::new(),
            n_sentences,
            n_documents: 1,
            npmi: None,
            decisions: Vec::new(),
            iri: NamedNode::new_unchecked("http://example.org/relation"),
        };
        let relations = vec![
            relation(Predicate::AgreesWith, true, 137),
            relation(Predicate::Visits, false, 20),
            relation(Predicate::CoMention, true, 1_001),
        ];
        let link = Link { node: node(1, 1, 1), weight: 1.0, relations, quote: None };
        assert_eq!(
            super::link(&link, 8, 80, Paint::plain()),
            "  老挝      Country       agreesWith (asserted, planned) ×137\n\
             \x20                         ← visits (asserted, planned) ×20\n\
             \x20                         coMention (asserted, planned) ×1001\n"
        );
        assert_eq!(
            super::link(&link, 8, 40, Paint::plain()),
            "  老挝      Country\n\
             \x20     agreesWith (asserted, planned)\n\
             \x20     ×137\n\
             \x20     ← visits (asserted, planned) ×20\n\
             \x20     coMention (asserted, planned)\n\
             \x20     ×1001\n"
        );
        let relations = ["→ builds ×1", "coMention ×1", "→ holdsPost ×9 主任, 副主任, 局长, 副局长"].map(String::from);
        assert_eq!(
            relation_lines(&relations, 26),
            ["→ builds ×1  coMention ×1", "→ holdsPost ×9 主任, 副主", "任, 局长, 副局长"]
        );
    }

    #[test]
    fn documents_may_tell_of_what_no_sentence_mentions() {
        assert_eq!(found(&node(5, 4, 12)), "5 mentions in 4 sentences; told of in 12 documents, 2024-07-08");
        assert_eq!(found(&node(1, 1, 1)), "1 mention in 1 sentence; told of in 1 document, 2024-07-08");
        assert_eq!(found(&node(0, 0, 2)), "never mentioned by itself; told of in 2 documents, 2024-07-08");
    }
}
