//! How a fact is said, in few words.

use std::collections::BTreeSet;

use super::paint::visible;
use crate::ontology::Predicate;
use crate::query::{Claim, Decided, Words};
use crate::relation::{Status, Tenure};

/// The name of a predicate: `builds`, or `builds (planned)` if that is not simply so.
pub fn predicate(predicate: Predicate, statuses: &BTreeSet<Status>) -> String {
    let names: Vec<&str> = statuses.iter().map(|status| status.name()).collect();
    match statuses.iter().all(|status| *status == Status::Asserted) {
        true => predicate.name().to_owned(),
        false => format!("{} ({})", predicate.name(), names.join(", ")),
    }
}

/// What was decided, by whom, when and why: `forbid 白桦 (顾言, 2026-05-18: 核对过)`.
pub fn decided(decided: &Decided) -> String {
    let Decided { when, what, who, why } = decided;
    format!("{what} ({who}, {when}: {why})")
}

/// The post and the time of a claim: `former 主任 2021/2023`; nothing if it names neither.
pub fn occasion(claim: &Claim) -> Option<String> {
    let parts: Vec<&str> =
        [claim.tenure.map(Tenure::name), claim.post.as_deref(), claim.time.as_deref()].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| visible(&parts.join(" ")).into_owned())
}

/// All that a claim tells of a sentence: `planned · 主任 2021 · says 国家统计局 · “任主任”`. The words are told where they
/// are not the whole sentence.
pub fn details(claim: &Claim, words: &[Words], sentence: &str) -> Vec<String> {
    let mut details = Vec::new();
    if claim.status() != Status::Asserted {
        details.push(claim.status().name().to_owned());
    }
    details.extend(occasion(claim));
    if let Some(speaker) = &claim.speaker {
        details.push(format!("says {}", visible(&speaker.label)));
    }
    let parts = words.iter().filter(|words| words.text != sentence);
    details.extend(parts.map(|words| format!("“{}”", visible(&words.text))));
    details
}
