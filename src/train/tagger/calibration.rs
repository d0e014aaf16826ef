//! How eager a convention is, and whether its confidence of 0.9 is right nine times out of ten.

use super::{Corpus, Tools, score};
use crate::document::plain;
use crate::evaluate::TaggedText;
use crate::mention::Reading;
use crate::mention::tagger::{Model, Tagger};

/// Names found with a confidence within one tenth.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bin {
    /// How many.
    pub n: usize,
    /// How many of them are right.
    pub n_right: usize,
    /// The sum of their confidences.
    pub confidence: f64,
}

/// The temperatures that are tried, in 1/256: from 1 to 5.
const TEMPERATURES: [u16; 17] =
    [256, 320, 384, 448, 512, 576, 640, 704, 768, 832, 896, 960, 1024, 1088, 1152, 1216, 1280];

/// The eagernesses that are tried, in units of weight.
const EAGERNESSES: [u16; 9] = [0, 8, 16, 24, 32, 40, 48, 56, 64];

/// Gives each convention the eagerness with the best F1 on the texts kept apart, and then the temperature at which its
/// confidences are least surprised by them; one without such texts gets the means of the others.
pub fn choose(tools: Tools<'_>, model: &mut Model, corpora: &[Corpus]) {
    for (index, corpus) in corpora.iter().enumerate().filter(|(_, corpus)| !corpus.dev.is_empty()) {
        choose_eagerness(tools, model, index, &corpus.dev);
        choose_temperature(tools, model, index, &corpus.dev);
    }
    let chosen = || model.conventions.iter().zip(corpora).filter(|(_, corpus)| !corpus.dev.is_empty());
    let n = chosen().count().max(1);
    let eagerness = chosen().map(|(chosen, _)| usize::from(chosen.eagerness)).sum::<usize>() / n;
    let temperature = chosen().map(|(chosen, _)| usize::from(chosen.temperature)).sum::<usize>() / n;
    for (convention, _) in model.conventions.iter_mut().zip(corpora).filter(|(_, corpus)| corpus.dev.is_empty()) {
        (convention.eagerness, convention.temperature) = (eagerness as u16, temperature as u16);
    }
}

fn choose_eagerness(tools: Tools<'_>, model: &mut Model, index: usize, texts: &[TaggedText]) {
    let mut best = (f64::NEG_INFINITY, 0);
    for eagerness in EAGERNESSES {
        model.conventions[index].eagerness = eagerness;
        let tagger = Tagger::new(model, Some(&model.conventions[index].name)).expect("it is one of the model's");
        let f1 = score(tools, &tagger, texts).all().f1();
        if f1 > best.0 {
            best = (f1, eagerness);
        }
    }
    model.conventions[index].eagerness = best.1;
}

fn choose_temperature(tools: Tools<'_>, model: &mut Model, index: usize, texts: &[TaggedText]) {
    let mut best = (f64::INFINITY, TEMPERATURES[0]);
    for temperature in TEMPERATURES {
        model.conventions[index].temperature = temperature;
        let surprise = surprise(&judged(tools, model, &model.conventions[index].name, texts));
        if surprise < best.0 {
            best = (surprise, temperature);
        }
    }
    model.conventions[index].temperature = best.1;
}

/// Ten bins of confidence, from low to high, for a convention of a model.
pub fn calibration(tools: Tools<'_>, model: &Model, convention: &str, texts: &[TaggedText]) -> [Bin; 10] {
    let mut bins = [Bin::default(); 10];
    for (confidence, is_right) in judged(tools, model, convention, texts) {
        let bin = &mut bins[((confidence * 10.0) as usize).min(9)];
        bin.n += 1;
        bin.n_right += usize::from(is_right);
        bin.confidence += confidence;
    }
    bins
}

/// The confidence of each name found, and whether it is right.
fn judged(tools: Tools<'_>, model: &Model, convention: &str, texts: &[TaggedText]) -> Vec<(f64, bool)> {
    let tagger = Tagger::new(model, Some(convention)).expect("the model was made of these corpora");
    let mut judged = Vec::new();
    for text in texts {
        let document = plain(&text.text, tools.segmenter);
        for name in tagger.tag(&Reading::new(&document, tools.ontology)) {
            judged.push((f64::from(name.confidence), text.names.contains(&(name.span, name.kind))));
        }
    }
    judged
}

/// The mean logarithmic loss.
fn surprise(judged: &[(f64, bool)]) -> f64 {
    let loss = |(confidence, is_right): &(f64, bool)| {
        let confidence = confidence.clamp(0.001, 0.999);
        -libm::log(if *is_right { confidence } else { 1.0 - confidence })
    };
    judged.iter().map(loss).sum::<f64>() / judged.len().max(1) as f64
}
