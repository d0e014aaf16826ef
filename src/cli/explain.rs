//! `sinograph explain`: every sentence that links two entities.

use std::collections::BTreeSet;
use std::io::Write;

use super::exit::Exit;
use super::layout::{self, counted};
use super::location::Location;
use super::names::Meant;
use super::output::failed;
use super::paint::{Paint, visible};
use super::path::Format;
use super::quotation::{self, Marking};
use super::{card, claim};
use crate::error::Result;
use crate::graph::Node;
use crate::query::{self, Claim, Explanation, Reading, Statement, Words};
use crate::text::slice;

/// What was typed after `explain`.
#[derive(clap::Args, Clone, Debug)]
#[command(after_help = "\
The sentences stand by date, source and position. The words that name the two are bold, \
or stand between « and » where there is no colour. A place such as page.txt:120–135 counts \
Unicode characters of the raw text. Of entities that share a name, those are taken that most \
sentences link; an id such as person/王伟 means one.

  sinograph explain 中国 哈萨克斯坦
  sinograph explain 中吉乌铁路 吉尔吉斯斯坦 --format json | jq '.sentences | length'")]
pub struct Args {
    /// One of the two, by any name that `lookup` knows
    #[arg(value_name = "SUBJECT")]
    pub subject: String,

    /// The other
    #[arg(value_name = "OBJECT")]
    pub object: String,

    /// Where the store is.
    #[command(flatten)]
    pub location: Location,

    /// How to write the sentences
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
}

/// Prints the sentences; of entities that share a name, those of the two that most sentences link.
pub fn run(args: &Args, out: &mut impl Write, talk: &mut impl Write) -> Result<Exit> {
    let store = args.location.open()?;
    let (Some(subjects), Some(objects)) =
        (Meant::by(&store, &args.subject, talk)?, Meant::by(&store, &args.object, talk)?)
    else {
        return Ok(Exit::NothingFound);
    };
    let Some((subject, object)) = query::linked(&store, &subjects.nodes, &objects.nodes)? else {
        // Talk that cannot be written is no reason to stop.
        let _ = writeln!(talk, "no sentence links {} and {}", subjects.described(), objects.described());
        let chain = query::chain(&store, &subjects.nodes, &objects.nodes)?;
        if chain.is_some_and(|chain| !chain.steps.is_empty()) {
            let _ = writeln!(talk, "hint: `sinograph path` finds a chain between them");
        }
        return Ok(Exit::NothingFound);
    };
    subjects.tell_taken(subject, talk);
    objects.tell_taken(object, talk);
    let explanation = query::explain(&store, subject, object)?;
    let shown = match args.format {
        Format::Text => set(&explanation, layout::columns(), Paint::stdout()),
        Format::Json => explanation.to_json() + "\n",
    };
    out.write_all(shown.as_bytes()).map_err(failed)?;
    Ok(Exit::Done)
}

/// The explanation in lines of at most `columns`.
pub fn set(explanation: &Explanation, columns: usize, paint: Paint) -> String {
    let Explanation { subject, object, statements, decisions } = explanation;
    let n_sentences = counted(statements.len(), "sentence");
    let mut set = format!("{} and {}: {n_sentences}\n", name(subject, paint), name(object, paint));
    for decided in decisions {
        set.push_str(&card::fact("decided", &claim::decided(decided), columns, paint));
    }
    for statement in statements {
        set.push('\n');
        set.push_str(&set_statement(statement, explanation, columns, paint));
    }
    set
}

fn set_statement(statement: &Statement, explanation: &Explanation, columns: usize, paint: Paint) -> String {
    let mut set = quotation::sentence(&statement.quote, Marking::Always, "  ", columns, usize::MAX, paint);
    for line in statement.readings.iter().flat_map(|reading| set_reading(reading, statement, explanation)) {
        for part in layout::wrap(&line, columns.saturating_sub(2)) {
            set.push_str(&format!("  {}\n", paint.accent(slice(&line, part).trim_end())));
        }
    }
    set + &quotation::place(&statement.quote, "  ", columns, paint)
}

/// `coMention`, or `中吉乌铁路 involves 中国`, with the rules in brackets; a line for each way in which the sentence says a
/// fact, with what it tells of it.
fn set_reading(reading: &Reading, statement: &Statement, explanation: &Explanation) -> Vec<String> {
    let Explanation { subject, object, .. } = explanation;
    let (from, to) = if reading.is_forward { (subject, object) } else { (object, subject) };
    let predicate = reading.predicate.name();
    let relation = match reading.predicate.is_symmetric() {
        true => predicate.to_owned(),
        false => visible(&format!("{} {predicate} {}", from.label, to.label)).into_owned(),
    };
    let line = |rules: &BTreeSet<String>, details: Vec<String>| {
        let rules: Vec<&str> = rules.iter().map(String::as_str).collect();
        let rules = if rules.is_empty() { String::new() } else { format!(" ({})", visible(&rules.join(", "))) };
        let details: String = details.into_iter().map(|detail| format!(" · {detail}")).collect();
        format!("{relation}{rules}{details}")
    };
    if reading.claims.is_empty() {
        return vec![line(&reading.rules, Vec::new())];
    }
    let claim =
        |(claim, words): &(Claim, Vec<Words>)| line(&claim.rules, claim::details(claim, words, &statement.quote.text));
    reading.claims.iter().map(claim).collect()
}

fn name(node: &Node, paint: Paint) -> String {
    paint.strong(&visible(&node.label))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entity::EntityId;
    use crate::ontology::EntityKind;
    use crate::query::Decided;

    #[test]
    fn what_was_decided_stands_above_the_sentences() {
        let node = |label: &str| Node {
            id: EntityId::new(EntityKind::Country, label),
            kind: EntityKind::Country,
            label: label.to_owned(),
            label_en: None,
            aliases: BTreeSet::new(),
            n_mentions: 1,
            n_sentences: 1,
            n_documents: 1,
            first_date: None,
            last_date: None,
            rank: 1,
            community: 1,
        };
        let text = |text: &str| text.to_owned();
        let decided = Decided {
            when: text("2026-05-19"),
            what: text("confirm 中国 borders 老挝"),
            who: text("顾言"),
            why: text("查过"),
        };
        let (subject, object) = (node("中国"), node("老挝"));
        let explanation = Explanation { subject, object, statements: Vec::new(), decisions: vec![decided] };
        assert_eq!(
            set(&explanation, 80, Paint::plain()),
            "中国 and 老挝: 0 sentences\n  decided  confirm 中国 borders 老挝 (顾言, 2026-05-19: 查过)\n"
        );
    }
}
