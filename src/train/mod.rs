//! Learns the weights of the tagger and of the classifier from texts that were marked by hand.
//!
//! All chance is drawn from a seed and everything is done in one order, so that the same texts give the same bytes.

pub mod classifier;
mod random;
pub mod tagger;
