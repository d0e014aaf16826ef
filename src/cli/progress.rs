//! The progress bar of a long run: on a terminal, on standard error, and nowhere else.

use std::fs;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::build::{Found, Place};

/// A bar over the bytes of the inputs.
pub struct Progress(ProgressBar);

impl Progress {
    /// A bar for `found`; hidden if `is_quiet`, or where no person looks.
    pub fn new(found: &Found, is_quiet: bool) -> Self {
        let bar = match total(found) {
            Some(total) => ProgressBar::new(total)
                .with_style(style("{elapsed_precise} {bar:30} {binary_bytes}/{binary_total_bytes}, {eta} left")),
            None => ProgressBar::new_spinner().with_style(style("{elapsed_precise} {spinner} {binary_bytes}")),
        };
        // Indicatif draws to standard error, and only if that is a terminal.
        bar.set_draw_target(if is_quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() });
        Progress(bar)
    }

    /// So many bytes more are done.
    pub fn advance(&self, n_bytes: usize) {
        self.0.inc(n_bytes as u64);
        if self.0.length().is_some_and(|total| self.0.position() >= total) {
            self.0.set_style(style("{elapsed_precise} counting and writing"));
            self.0.tick();
        }
    }

    /// Takes the bar off the screen.
    pub fn clear(&self) {
        self.0.finish_and_clear();
    }
}

/// The bytes of all files, if they can be known beforehand.
fn total(found: &Found) -> Option<u64> {
    let size = |place: &Place| match place {
        Place::File(path) => fs::metadata(path).ok().map(|metadata| metadata.len()),
        Place::Stdin => None,
    };
    found.inputs.iter().map(|input| size(&input.place)).sum()
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).expect("the templates above are well formed")
}
