//! Documents that were read from the records of a JSON Lines file.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::page::Page;
use super::sources::{Sources, index};
use super::{Audit, Comparison, Entry, Finding};
use crate::error::Result;
use crate::input::{Input, Reject, Units};

impl<T: FnMut(Finding) -> Result<()>> Audit<'_, T> {
    /// A file of records: once to find each document by the hash of its record, and a second time only if some
    /// records are no longer what they were.
    pub(super) fn records(&mut self, name: &str, input: Input, entries: &[Entry]) -> Result<()> {
        let sources = Sources::of(entries, self.reader.vocabulary());
        let by_id = index(entries, |entry| &entry.ids);
        let mut is_told = vec![false; entries.len()];
        let mut n_left = entries.len();
        // Where the same record, or else one of the same name, stands now.
        let mut elsewhere: Vec<Option<(bool, usize)>> = vec![None; entries.len()];
        let mut units = Units::new(vec![input.clone()], self.reading);
        while let Some(unit) = if n_left > 0 { units.next() } else { None } {
            let Ok(source) = unit.read(self.reading) else { continue };
            let (line, id) = (source.line.unwrap_or_default(), sources.iri(&source));
            let page = Page::new(&source.text);
            for &index in sources.documents(&id) {
                if is_told[index] {
                    continue;
                }
                if entries[index].lines.contains(&line) {
                    let compared = self.compare(&entries[index], name, &page, &id, Some(line))?;
                    self.tell(compared)?;
                    is_told[index] = true;
                    n_left -= 1;
                } else if elsewhere[index].is_none_or(|(is_same, _)| !is_same) {
                    elsewhere[index] = Some((true, line));
                }
            }
            let named = source.declared.id.as_deref().and_then(|id| by_id.get(id));
            for &index in named.into_iter().flatten() {
                elsewhere[index] = elsewhere[index].or(Some((false, line)));
            }
        }
        let left = entries.iter().enumerate().filter(|&(index, _)| !is_told[index]);
        let trials: Vec<_> = left.map(|(index, entry)| Some(Trial::new(entry, elsewhere[index]))).collect();
        if trials.is_empty() { Ok(()) } else { self.changed_records(name, input, &sources, trials) }
    }

    /// Compares documents with the records at their lines, of several with the one that keeps most of their quotes.
    fn changed_records(
        &mut self,
        name: &str,
        input: Input,
        sources: &Sources<'_>,
        mut trials: Vec<Option<Trial<'_>>>,
    ) -> Result<()> {
        let mut wanted: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (index, trial) in trials.iter().enumerate() {
            for line in trial.iter().flat_map(|trial| &trial.lines) {
                wanted.entry(*line).or_default().push(index);
            }
        }
        let mut whole = None;
        for unit in Units::new(vec![input], self.reading) {
            let read = unit.read(self.reading);
            let line = match &read {
                Ok(source) => source.line,
                Err(reject) => reject.line,
            };
            let indices = line.and_then(|line| wanted.remove(&line)).unwrap_or_default();
            match read {
                Ok(source) if !indices.is_empty() => {
                    let (page, id) = (Page::new(&source.text), sources.iri(&source));
                    for index in indices {
                        let Some(mut trial) = trials[index].take() else { continue };
                        trial.offer(self.compare(trial.entry, name, &page, &id, line)?);
                        match trial.best {
                            Some(best) if trial.lines.last().copied() == line => self.tell(best)?,
                            _ => trials[index] = Some(trial),
                        }
                    }
                }
                Ok(_) => (),
                Err(reject) if line.is_none() => whole = Some(reject),
                Err(reject) => {
                    for index in indices {
                        if let Some(trial) = &mut trials[index] {
                            trial.reject = Some(reject.clone());
                        }
                    }
                }
            }
            if wanted.is_empty() {
                break;
            }
        }
        self.untold(name, trials.into_iter().flatten(), whole.as_ref())
    }

    /// Documents of which not all records came, or none that could be read.
    fn untold<'t>(
        &mut self,
        name: &str,
        trials: impl Iterator<Item = Trial<'t>>,
        whole: Option<&Reject>,
    ) -> Result<()> {
        let mut missing: BTreeMap<usize, (Reject, Vec<&Entry>)> = BTreeMap::new();
        for Trial { entry, lines, best, reject } in trials {
            if let Some(best) = best {
                self.tell(best)?;
                continue;
            }
            let line = lines.first().copied().unwrap_or_default();
            let reject = reject.or_else(|| whole.cloned()).unwrap_or_else(|| no_record(name, line));
            missing.entry(line).or_insert_with(|| (reject, Vec::new())).1.push(entry);
        }
        missing.into_values().try_for_each(|(reject, entries)| self.missing(reject, &entries))
    }
}

/// A document whose record is not what it was, and what came of comparing it.
struct Trial<'a> {
    entry: &'a Entry,
    /// The lines to look at, in order.
    lines: Vec<usize>,
    best: Option<Comparison>,
    reject: Option<Reject>,
}

impl<'a> Trial<'a> {
    /// A document is looked for at its own lines unless its record stands elsewhere.
    fn new(entry: &'a Entry, elsewhere: Option<(bool, usize)>) -> Self {
        let lines = elsewhere.map_or_else(|| entry.lines.clone(), |(_, line)| vec![line]);
        Trial { entry, lines, best: None, reject: None }
    }

    fn offer(&mut self, compared: Comparison) {
        let n_lost = |compared: &Comparison| compared.faults.iter().filter(|fault| fault.found.is_none()).count();
        let worth = |compared: &Comparison| (Reverse(n_lost(compared)), compared.n_proved);
        if self.best.as_ref().is_none_or(|best| worth(&compared) > worth(best)) {
            self.best = Some(compared);
        }
    }
}

fn no_record(name: &str, line: usize) -> Reject {
    match line {
        0 => Reject::content(name, "no-record", "no record of the file has its text"),
        line => Reject::content(name, "no-record", "the file has no record there any more").at_line(line),
    }
}
