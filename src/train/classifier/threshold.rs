//! From which likelihood on a label is told.

use super::example::Book;
use crate::relation::classifier::{Classifier, Label, Model, N_LABELS};

/// A label that a case was given by what other articles teach.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judged {
    /// The likeliest label that says something.
    pub label: Label,
    /// How likely it is.
    pub likelihood: f32,
    /// Whether it is marked.
    pub is_right: bool,
    /// Whether a rule tells something of the pair.
    pub is_told: bool,
}

/// Judges the cases of the articles kept apart.
pub fn judge(model: &Model, book: &Book, is_apart: impl Fn(usize) -> bool) -> Vec<Judged> {
    let classifier = Classifier::new(&Model { least: vec![0.0; N_LABELS], ..model.clone() });
    let apart = book.examples.iter().filter(|example| is_apart(example.article));
    let judge = |example: &super::example::Example| {
        let keys: Vec<u32> = example.rows.iter().map(|row| book.keys[*row as usize]).collect();
        let (label, likelihood) = classifier.likeliest(example.can_be, &keys)?;
        Some(Judged { label, likelihood, is_right: example.labels.contains(&label), is_told: example.is_told })
    };
    apart.filter_map(judge).collect()
}

/// For each label the least likelihood from which on it is right as often as is asked for, of what no rule tells.
pub fn least(judged: &[Judged], precision: f64) -> Vec<f32> {
    let mut least = vec![f32::INFINITY; N_LABELS];
    for (index, least) in least.iter_mut().enumerate() {
        let of_label = judged.iter().filter(|judged| judged.label.index() == index && !judged.is_told);
        let mut sorted: Vec<&Judged> = of_label.collect();
        sorted.sort_by(|a, b| b.likelihood.total_cmp(&a.likelihood));
        let mut n_right = 0;
        for (n, judged) in sorted.iter().enumerate() {
            n_right += usize::from(judged.is_right);
            let is_enough = n_right >= FEWEST && f64::from(n_right as u32) >= precision * f64::from(n as u32 + 1);
            if is_enough && judged.is_right {
                *least = judged.likelihood;
            }
        }
    }
    least
}

/// A label that was right fewer times is never told.
const FEWEST: usize = 5;
