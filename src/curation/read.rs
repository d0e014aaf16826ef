//! The table of decisions, and what cannot stand in it together.

use std::collections::{BTreeMap, BTreeSet};

use super::{Act, Curation, Decision, Reference, meaning};
use crate::error::{Error, ErrorKind, Result};
use crate::ontology::{EntityKind, Ontology, Predicate, Record, Table};
use crate::text::simplify;
use crate::value::Date;

/// The columns that a table can have; the first two it must have.
const COLUMNS: [&str; 9] = ["decision", "subject", "predicate", "object", "form", "document", "who", "when", "why"];

impl Curation {
    /// Reads `text`, the content of the file called `name`: tab-separated, its first line names the columns. What
    /// names and ids mean is known by `ontology`.
    ///
    /// # Errors
    /// Everything that is wrong with it: rows that cannot be understood, and rows that contradict each other, each
    /// with its line.
    pub fn read(name: &str, text: &str, ontology: &Ontology) -> Result<Self> {
        let text = text.trim_start_matches('\u{feff}');
        let hint = format!(
            "separate the columns by tabs and name them in the first line: {}; this line alone takes all decisions back",
            COLUMNS.join(", ")
        );
        let table = Table::read(name, text).map_err(|error| error.with_hint(hint.as_str()))?;
        let strange = table.columns().find(|column| !COLUMNS.contains(column));
        let missing = COLUMNS[..2].iter().find(|column| !table.columns().any(|other| other == **column));
        let columns = strange.map(|column| format!("`{}` is no column", column.escape_debug()));
        let columns = columns.or(missing.map(|column| format!("there is no column `{column}`")));
        if let Some(cause) = columns {
            return Err(Error::new(ErrorKind::Usage, format!("cannot read the decisions of `{name}`"))
                .with_cause(cause)
                .with_hint(hint));
        }
        let mut curation = Curation::default();
        let mut faults = BTreeSet::new();
        for record in table.records() {
            match decision(record).and_then(|decision| with_clear_object(decision, ontology)) {
                Ok(decision) => curation.push(decision),
                Err(fault) => drop(faults.insert((record.line(), fault))),
            }
        }
        faults.extend(conflicts(&curation, ontology));
        if faults.is_empty() {
            return Ok(curation);
        }
        let error = Error::new(ErrorKind::Usage, format!("cannot use the decisions of `{name}`"));
        Err(faults.into_iter().fold(error, |error, (line, fault)| error.with_cause(format!("line {line}: {fault}"))))
    }
}

fn decision(record: Record<'_, '_>) -> Result<Decision, String> {
    let word = record.get("decision");
    let act = Act::ALL.into_iter().find(|act| act.name() == word);
    let known = Act::ALL.map(Act::name).join(", ");
    let act = act.ok_or_else(|| format!("`{word}` is no decision; known are {known}"))?;
    let filled = |column: &str| Some(record.get(column)).filter(|cell| !cell.is_empty());
    let needed = |column: &str| filled(column).ok_or_else(|| format!("`{word}` needs the column `{column}`"));
    let written = needed("subject")?.to_owned();
    let predicate = filled("predicate").map(|name| {
        let name = name.strip_prefix("sg:").unwrap_or(name);
        Predicate::find(name).ok_or_else(|| format!("`{name}` is no predicate"))
    });
    let decision = Decision {
        line: record.line(),
        act,
        subject: Reference::read(&written),
        predicate: predicate.transpose()?,
        object: filled("object").unwrap_or_default().to_owned(),
        form: filled("form").map(|form| simplify(form).to_string()),
        document: filled("document").map(document),
        who: needed("who")?.to_owned(),
        when: needed("when")?.to_owned(),
        why: needed("why")?.to_owned(),
        written,
    };
    if Date::read(&decision.when).is_none() {
        return Err(format!("`{}` is no day; write YYYY-MM-DD", decision.when));
    }
    match act {
        Act::Forbid | Act::Confirm if decision.predicate.is_some() => drop(needed("object")?),
        Act::Forbid | Act::Confirm if !decision.object.is_empty() => drop(needed("predicate")?),
        Act::Forbid | Act::Confirm => {}
        _ if decision.predicate.is_some() => return Err(format!("`{word}` is no decision about a relation")),
        Act::Split if decision.form.is_none() && decision.document.is_none() => {
            return Err("`split` needs a form or a document, to tell what is something else".to_owned());
        }
        Act::Split if decision.object() == decision.subject => {
            return Err("`split` needs another name than that of the subject".to_owned());
        }
        Act::Split if matches!(decision.object(), Reference::Id(_)) => {
            return Err("`split` needs a name; use `merge` for an id".to_owned());
        }
        Act::Retype if EntityKind::read(needed("object")?).is_none() => {
            return Err(format!("`{}` is no kind", decision.object));
        }
        _ => drop(needed("object")?),
    }
    let is_own = act == Act::Merge && decision.object() == decision.subject;
    if is_own && matches!(decision.subject, Reference::Id(_)) {
        return Err("an id is merged with itself".to_owned());
    }
    if decision.form.is_some() && decision.predicate.is_some() {
        return Err("a relation is decided of whatever the form of its names".to_owned());
    }
    Ok(decision)
}

/// The decision, if what it makes of its subject can be no other thing than is meant.
fn with_clear_object(decision: Decision, ontology: &Ontology) -> Result<Decision, String> {
    if !matches!(decision.act, Act::Merge | Act::Split) {
        return Ok(decision);
    }
    match decision.object() {
        Reference::Id(id) => match meaning::kind_of(&id) {
            Some(kind) if !decision.is_about(kind) => {
                Err(format!("`{}` is of another kind; `retype` decides of what kind a thing is", id.as_str()))
            }
            _ => Ok(decision),
        },
        Reference::Name(name) => match meaning::id_that_ends_in(&name, ontology) {
            Some((id, called)) => {
                Err(format!("`{name}` is no name but the id of `{called}`; write `{called}` or `{}`", id.as_str()))
            }
            None => Ok(decision),
        },
    }
}

/// A document as its name.
fn document(text: &str) -> String {
    let name = text.trim_start_matches('<').trim_end_matches('>');
    format!("document/{}", name.rsplit('/').next().unwrap_or(name))
}

/// Pairs of decisions that cannot both hold, each told at the later line.
fn conflicts(curation: &Curation, ontology: &Ontology) -> Vec<(usize, String)> {
    let mut conflicts = Vec::new();
    let mut by_scope: BTreeMap<_, Vec<&Decision>> = BTreeMap::new();
    for decision in curation.decisions() {
        // The end of a relation is a part of what is decided of; that of a decision about an entity is what is decided.
        let end = decision.predicate.map(|_| decision.object());
        let scope = by_scope.entry((decision.scope(), end)).or_default();
        let other = scope.iter().find(|other| contradicts(other, decision));
        conflicts.extend(other.map(|other| told(decision, other)));
        scope.push(decision);
    }
    let merges: Merges<'_> = curation
        .decisions()
        .filter(|decision| decision.act == Act::Merge)
        .map(|merge| (&merge.subject, (merge, merge.object())))
        .collect();
    for (merge, into) in merges.values() {
        let ways = meaning::ways(into, ontology);
        let mut of_object = ways.iter().filter_map(|way| curation.of_entities.get(way)).flatten();
        let forbidden = of_object.find(|other| other.act == Act::Forbid);
        conflicts.extend(forbidden.map(|other| told(merge, other)));
    }
    conflicts.extend(circles(&merges));
    conflicts
}

/// The merges by their subjects, each with what it merges into.
type Merges<'a> = BTreeMap<&'a Reference, (&'a Decision, Reference)>;

fn told(decision: &Decision, other: &Decision) -> (usize, String) {
    (decision.line, format!("`{}` contradicts `{}` in line {}", decision.wording(), other.wording(), other.line))
}

/// Whether two decisions about the same thing cannot both hold.
fn contradicts(a: &Decision, b: &Decision) -> bool {
    let both = |is: fn(Act) -> bool| is(a.act) && is(b.act);
    both(Act::is_of_identity)
        || both(|act| act == Act::Rename)
        || (a.act == Act::Forbid) != (b.act == Act::Forbid)
            && !matches!((a.act, b.act), (Act::Split, _) | (_, Act::Split))
}

/// Merges that lead from one thing back to it, each circle told once.
fn circles(merges: &Merges<'_>) -> Vec<(usize, String)> {
    let mut circles = Vec::new();
    let mut seen: BTreeMap<&Reference, usize> = BTreeMap::new();
    for (walk, start) in merges.keys().enumerate() {
        let mut at = *start;
        while let Some((merge, into)) = merges.get(at) {
            match seen.get(at) {
                // 王伟 into 王伟: all of that name are one.
                Some(&other) if other == walk && into != at => {
                    circles.push((merge.line, format!("`{}` goes round in a circle", merge.wording())));
                    break;
                }
                Some(_) => break,
                None => seen.insert(at, walk),
            };
            at = into;
        }
    }
    circles
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "decision\tsubject\tpredicate\tobject\tform\tdocument\twho\twhen\twhy\n";

    fn read(rows: &[&str]) -> Result<Curation, String> {
        let rows: String = rows.iter().map(|row| format!("{row}\t顾言\t2026-05-18\t核对过\n")).collect();
        Curation::read("d", &format!("{HEADER}{rows}"), &Ontology::embedded()).map_err(|error| error.to_string())
    }

    #[test]
    fn rows_that_cannot_be_understood_are_told_all_at_once() {
        let error = read(&[
            "join\t蓝鹭\t\t青杉\t\t",
            "merge\t蓝鹭\t\t\t\t",
            "retype\t蓝鹭\t\tShip\t\t",
            "split\t蓝鹭\t\t白鹭\t\t",
            "forbid\t蓝鹭\tlikes\t青杉\t\t",
            "forbid\t蓝鹭\tbuilds\t\t\t",
            "merge\t蓝鹭\t\tcatl\t\t",
            "split\t蓝鹭\t\tcatl\t蓝的\t",
            "merge\tcountry/KZ\t\torganization/ndrc\t\t",
        ]);
        let error = error.expect_err("nine faults");
        for (line, fault) in [
            (2, "`join` is no decision"),
            (3, "`merge` needs the column `object`"),
            (4, "`Ship` is no kind"),
            (5, "`split` needs a form or a document"),
            (6, "`likes` is no predicate"),
            (7, "`forbid` needs the column `object`"),
            (8, "`catl` is no name but the id of `宁德时代新能源科技股份有限公司`"),
            (9, "`catl` is no name but the id of `宁德时代新能源科技股份有限公司`"),
            (10, "`organization/ndrc` is of another kind"),
        ] {
            assert!(error.contains(&format!("line {line}: {fault}")), "{line} in {error}");
        }
    }

    #[test]
    fn decisions_that_contradict_each_other_are_told_with_both_lines() {
        for (rows, fault) in [
            (["merge\t蓝鹭\t\t青杉\t\t", "merge\t蓝鹭\t\t白桦\t\t"], "in line 2"),
            (["merge\t蓝鹭\t\t青杉\t\t", "merge\t青杉\t\t蓝鹭\t\t"], "in a circle"),
            (["merge\t蓝鹭\t\t青杉\t\t", "forbid\t青杉\t\t\t\t"], "in line 3"),
            (["merge\t蓝鹭\t\tcountry/KZ\t\t", "forbid\t哈萨克斯坦\t\t\t\t"], "in line 3"),
            (["merge\t蓝鹭\t\t哈萨克斯坦\t\t", "forbid\tcountry/KZ\t\t\t\t"], "in line 3"),
            (["merge\t蓝鹭\t\tperson/青杉@白桦\t\t", "forbid\t青杉\t\t\t\t"], "in line 3"),
            (["rename\t蓝鹭\t\t青杉\t\t", "rename\t藍鷺\t\t白桦\t\t"], "in line 2"),
            (["confirm\t蓝鹭\t\t\t\t", "forbid\t蓝鹭\t\t\t\t"], "in line 2"),
            (["confirm\t蓝鹭\tbuilds\t海岚港\t\t", "forbid\t蓝鹭\tbuilds\t海岚港\t\t"], "in line 2"),
        ] {
            let error = read(&rows).expect_err("a contradiction");
            assert!(error.contains(fault), "{rows:?}: {error}");
        }
    }

    #[test]
    fn what_can_stand_together_does() {
        let rows = [
            "rename\t蓝鹭\t\t蓝鹭集团\t\t",
            "confirm\t蓝鹭\t\t\t\t",
            "forbid\t蓝鹭\t\t\t蓝的\t",
            "split\t蓝鹭\t\t蓝鹭茶社\t\t2f-1",
            "forbid\t蓝鹭\tbuilds\t海岚港\t\t",
            "confirm\t蓝鹭\tbuilds\t青杉桥\t\t",
            "merge\t王伟\t\t王伟\t\t",
            "merge\t伟哥\t\t王伟\t\t",
            "forbid\tperson/王伟@白桦\t\t\t\t",
            "confirm\t藍鷺\t\t\t\t",
        ];
        assert_eq!(read(&rows).expect("no contradiction").decisions().count(), 9, "the last says what the second says");
    }
}
