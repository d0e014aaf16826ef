//! Where the quotes of a document stand in a text that is no longer the one they were read from.

use std::collections::BTreeMap;
use std::ops::Range;

use super::Fault;
use super::claim::Claim;
use super::page::Page;

/// Proves all claims of a document at their places, and looks for those that fail.
///
/// A sentence is looked for on the whole page; of several places those are taken at which the sentences have moved
/// least against each other. A mention is looked for in its sentence, and if that is gone, between the sentences
/// before and after it.
///
/// With `is_moved` all claims are faults: the text itself stands elsewhere.
pub(super) fn faults(page: &Page<'_>, claims: &[Claim], is_moved: bool) -> Vec<Fault> {
    let wrong = |claim: &Claim| claim.places.iter().find(|place| !page.holds(place, &claim.text)).cloned();
    let failing: Vec<Option<Range<usize>>> = claims.iter().map(wrong).collect();
    if failing.iter().all(Option::is_none) && !is_moved {
        return Vec::new();
    }
    let mut anchors = Anchors::new(page, claims, &failing);
    anchors.settle_sentences();
    anchors.settle_mentions();
    let found = anchors.found;
    let mut faults = Vec::new();
    for ((claim, failing), found) in claims.iter().zip(failing).zip(found) {
        if let Some(place) = failing.or_else(|| is_moved.then(|| claim.place())) {
            let is_sentence = claim.sentence.is_none();
            faults.push(Fault { quote: claim.iri.clone(), is_sentence, text: claim.text.clone(), place, found });
        }
    }
    faults
}

/// The places found so far.
struct Anchors<'a> {
    page: &'a Page<'a>,
    claims: &'a [Claim],
    failing: &'a [Option<Range<usize>>],
    /// For each mention, the index of its sentence among the claims.
    sentence_of: Vec<Option<usize>>,
    found: Vec<Option<Range<usize>>>,
}

impl<'a> Anchors<'a> {
    fn new(page: &'a Page<'a>, claims: &'a [Claim], failing: &'a [Option<Range<usize>>]) -> Self {
        let by_iri: BTreeMap<&str, usize> =
            claims.iter().enumerate().map(|(index, claim)| (claim.iri.as_str(), index)).collect();
        let sentence_of = claims.iter().map(|claim| by_iri.get(claim.sentence.as_ref()?.as_str()).copied()).collect();
        // Where a claim names several places that disagree, the one that holds is meant.
        let holds = |claim: &Claim| claim.places.iter().find(|place| page.holds(place, &claim.text)).cloned();
        let found = claims.iter().map(holds).collect();
        Anchors { page, claims, failing, sentence_of, found }
    }

    /// The place that a claim names; of several that disagree, one that is on the page. What lies behind the end of
    /// the page says no more than its end.
    fn old(&self, index: usize) -> Range<usize> {
        let n_chars = self.page.n_chars();
        let places = self.failing[index].iter().chain(&self.claims[index].places);
        let on_page = places.clone().find(|place| place.start <= place.end && place.end <= n_chars);
        let place = on_page.or(places.clone().next()).cloned().unwrap_or(0..0);
        let start = place.start.min(n_chars);
        start..place.end.clamp(start, start + n_chars)
    }

    /// All that stands in no sentence of the document, which is the sentences themselves.
    fn settle_sentences(&mut self) {
        let sentences = (0..self.claims.len()).filter(|&index| self.sentence_of[index].is_none());
        let chain = sentences.map(|index| {
            let old = self.old(index).start;
            let places = match &self.found[index] {
                Some(place) => vec![place.clone()],
                None => self.page.find(&self.claims[index].text, old),
            };
            Link { index, old, places }
        });
        let chain: Vec<Link> = chain.collect();
        self.settle(chain, 0);
    }

    fn settle_mentions(&mut self) {
        let mut mentions: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (index, sentence) in self.sentence_of.iter().enumerate() {
            if let (Some(sentence), None) = (sentence, &self.found[index]) {
                mentions.entry(*sentence).or_default().push(index);
            }
        }
        for (sentence, mentions) in mentions {
            match self.found[sentence].clone() {
                Some(now) => self.settle_within(sentence, now, &mentions),
                None => self.settle_around(sentence, &mentions),
            }
        }
    }

    /// Mentions of a sentence that stands at `now`.
    fn settle_within(&mut self, sentence: usize, now: Range<usize>, mentions: &[usize]) {
        let then = self.old(sentence);
        let mut chain = Vec::new();
        for &index in mentions {
            let (old, text) = (self.old(index), &self.claims[index].text);
            let offset = old.start.saturating_sub(then.start);
            let shifted = now.start + offset..now.start + offset + old.len();
            if now.len() == then.len() && shifted.end <= now.end && self.page.holds(&shifted, text) {
                // Most often the lines of the sentence are as they were.
                self.found[index] = Some(shifted);
            } else {
                // Line breaks are spread evenly, so that what stood in the middle stands in the middle.
                let old = now.start + offset * now.len() / then.len().max(1);
                chain.push(Link { index, old, places: self.page.find_within(now.clone(), text) });
            }
        }
        self.settle(chain, 0);
    }

    /// Mentions of a sentence that is gone: it may have been altered at another word.
    fn settle_around(&mut self, sentence: usize, mentions: &[usize]) {
        let then = self.old(sentence);
        let is_anchor = |&index: &usize| self.sentence_of[index].is_none() && self.found[index].is_some();
        let pair = |index: usize| Some((self.old(index), self.found[index].clone()?));
        let before = (0..sentence).rev().find(is_anchor).and_then(pair);
        let after = (sentence + 1..self.claims.len()).find(is_anchor).and_then(pair);
        // Where there is no sentence on one side, the distance to that on the other says how far to look.
        let start = match (&before, &after) {
            (Some((_, before)), _) => before.end,
            (None, Some((old, after))) => after.start.saturating_sub(2 * (old.start.saturating_sub(then.start))),
            (None, None) => then.start.saturating_sub(then.len()),
        };
        let end = match (&after, &before) {
            (Some((_, after)), _) => after.start,
            (None, Some((old, before))) => before.end + 2 * then.end.saturating_sub(old.end),
            (None, None) => then.end + then.len(),
        };
        let near = before.or(after).map_or(0, |(old, now)| distance(now.start, old.start));
        let part = start.min(end)..end;
        let link = |&index: &usize| {
            let places = self.page.find_within(part.clone(), &self.claims[index].text);
            Link { index, old: self.old(index).start, places }
        };
        let chain = mentions.iter().map(link).collect();
        self.settle(chain, near);
    }

    fn settle(&mut self, mut chain: Vec<Link>, moved: i64) {
        chain.retain(|link| !link.places.is_empty());
        for (place, mut link) in choose(&chain, moved).into_iter().zip(chain) {
            self.found[link.index] = Some(link.places.swap_remove(place));
        }
    }
}

/// A quote in the order of the old text, and the places where it could stand now.
struct Link {
    index: usize,
    old: usize,
    places: Vec<Range<usize>>,
}

/// For each link the index of its place, so that from one to the next the distance by which they have moved changes
/// least in sum; the first is compared with `moved`. Of equal sums the one whose places come first.
fn choose(chain: &[Link], moved: i64) -> Vec<usize> {
    // For each place of each link: the least sum up to here, and the place before that leads to it.
    let mut steps: Vec<Vec<(u64, usize)>> = Vec::with_capacity(chain.len());
    for (n, link) in chain.iter().enumerate() {
        let step = link.places.iter().map(|place| {
            let by = distance(place.start, link.old);
            let Some(before) = n.checked_sub(1) else { return (by.abs_diff(moved), 0) };
            let costs =
                chain[before].places.iter().zip(&steps[before]).enumerate().map(|(index, (other, (sum, _)))| {
                    (sum.saturating_add(by.abs_diff(distance(other.start, chain[before].old))), index)
                });
            costs.min().unwrap_or_default()
        });
        let step = step.collect();
        steps.push(step);
    }
    let last = steps.last().into_iter().flat_map(|step| step.iter().enumerate());
    let mut place = last.min_by_key(|(index, (sum, _))| (*sum, *index)).map_or(0, |(index, _)| index);
    let mut chosen = vec![0; chain.len()];
    for n in (0..chain.len()).rev() {
        chosen[n] = place;
        place = steps[n][place].1;
    }
    chosen
}

/// From `old` to `new`; no text has more characters than an `i64` counts.
fn distance(new: usize, old: usize) -> i64 {
    new as i64 - old as i64
}
