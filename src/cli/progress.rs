//! How far a long run is: a bar on a terminal, a line for each tenth of the inputs for `--verbose`, on standard error.

use std::fs;
use std::io::{self, Write};
use std::time::Instant;

use indicatif::{HumanCount, ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::table::counted;
use crate::build::Step;
use crate::input::{Found, Input, Place};

/// A bar over the bytes of the inputs.
pub struct Progress {
    bar: ProgressBar,
    is_verbose: bool,
    n_documents: usize,
    n_characters: usize,
    n_rejected: usize,
    /// When the tenth that is read now began, at which character, and which it is.
    tenth: (Instant, usize, u64),
}

impl Progress {
    /// A bar for `found`; hidden if `is_quiet`, or where no person looks.
    pub fn new(found: &Found, is_quiet: bool, is_verbose: bool) -> Self {
        let bar = match total(found) {
            Some(total) => ProgressBar::new(total)
                .with_style(style("{elapsed_precise} {bar:20} {binary_bytes}/{binary_total_bytes}, {msg}, {eta} left")),
            None => ProgressBar::new_spinner().with_style(style("{elapsed_precise} {spinner} {binary_bytes}, {msg}")),
        };
        // Indicatif draws to standard error, and only if that is a terminal.
        bar.set_draw_target(if is_quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() });
        let tenth = (Instant::now(), 0, 0);
        Progress { bar, is_verbose, n_documents: 0, n_characters: 0, n_rejected: 0, tenth }
    }

    /// A text more is done.
    pub fn advance(&mut self, step: Step) {
        self.n_documents += step.n_documents;
        self.n_characters += step.n_characters;
        self.n_rejected += usize::from(step.is_rejected);
        if !self.bar.is_hidden() {
            self.bar.set_message(self.counts(self.bar.elapsed().as_secs_f64(), self.n_characters));
        }
        self.bar.inc(step.n_bytes as u64);
        let Some(total) = self.bar.length() else { return };
        let tenth = (self.bar.position() * 10).checked_div(total).unwrap_or_default();
        if self.is_verbose && tenth > self.tenth.2 {
            let (start, before, _) = self.tenth;
            let counts = self.counts(start.elapsed().as_secs_f64(), self.n_characters - before);
            // Where even standard error is closed there is nobody to tell.
            let _ = writeln!(io::stderr(), "{} %: {counts}", tenth * 10);
            self.tenth = (Instant::now(), self.n_characters, tenth);
        }
        if self.bar.position() >= total {
            self.bar.set_style(style("{elapsed_precise} counting and writing"));
            self.bar.tick();
        }
    }

    /// What is done, and how fast `n_characters` were in `seconds`.
    fn counts(&self, seconds: f64, n_characters: usize) -> String {
        let rate = HumanCount((n_characters as f64 / seconds.max(0.001)) as u64);
        let rejected = if self.n_rejected > 0 { format!(", {} rejected", self.n_rejected) } else { String::new() };
        format!("{}, {rate} characters/s{rejected}", counted(self.n_documents, "document"))
    }

    /// Takes the bar off the screen.
    pub fn clear(&self) {
        self.bar.finish_and_clear();
    }
}

/// The bytes of all files, if they can be known beforehand.
fn total(found: &Found) -> Option<u64> {
    let size = |place: &Place| match place {
        Place::File(path) => fs::metadata(path).ok().map(|metadata| metadata.len()),
        Place::Stdin => None,
    };
    // How long a packed file will be shows only when it is read.
    let size = |input: &Input| if input.packing.is_some() { None } else { size(&input.place) };
    found.inputs.iter().map(size).sum()
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).expect("the templates above are well formed")
}
