//! The countries that 两国 or 4国 stands for where somebody visits them: 应老挝和越南领导人邀请，石青对|两国|进行国事访问.

use super::antecedent::{Antecedents, country_of};
use super::chunk::{Chunk, Name};
use super::referent::list_at;
use crate::ontology::{Acts, EntityKind, Numeral};

impl Antecedents<'_> {
    /// Turns the word at `index`, if it counts the countries that somebody visits, into those that the sentence has named before; a
    /// word that only sums them up is taken out: 对老挝、越南|两国|的访问.
    pub(super) fn resolve_visited(&self, sentence: usize, index: usize, chunks: &mut Vec<Chunk>) -> bool {
        let Some((first, n_countries)) = self.counted(index, chunks) else { return false };
        let behind = chunks[index..].iter().take_while(|chunk| !chunk.is_boundary());
        let visits = behind.into_iter().any(|chunk| chunk.has(Acts::VISIT));
        let Some(before) = first.checked_sub(1).map(|before| &chunks[before]).filter(|_| visits) else { return false };
        if before.name().is_some_and(|name| name.kind == EntityKind::Country) {
            chunks.drain(first..=index);
            return true;
        }
        if !before.has(Acts::TOWARDS) {
            return false;
        }
        let mut countries: Vec<Name> = Vec::new();
        for named in self.in_front(sentence, chunks[first].span.start) {
            let Some(entity) = country_of(self.page, named) else { continue };
            if !countries.iter().any(|country| country.entity == entity) {
                countries.push(Name { entity, kind: EntityKind::Country });
            }
        }
        if countries.len() != n_countries {
            return false;
        }
        let list = list_at(chunks[index], countries);
        chunks.splice(first..=index, list);
        true
    }

    /// Where the number in front of 国 stands, and how many it counts: 两国, 四国, 4|国.
    fn counted(&self, index: usize, chunks: &[Chunk]) -> Option<(usize, usize)> {
        let text = |at: usize| chunks[at].word().map(|_| self.page.text(chunks[at].span));
        let number = text(index)?.strip_suffix(COUNTRY)?;
        let (first, number) = match number.is_empty() {
            true => (index.checked_sub(1)?, text(index.checked_sub(1)?)?),
            false => (index, number),
        };
        let mut digits = number.chars();
        let (digit, None) = (digits.next()?, digits.next()) else { return None };
        match self.page.ontology.numerals.of(digit) {
            Numeral::Digit(digit) | Numeral::Arabic(digit) if digit > 1 => Some((first, usize::from(digit))),
            _ => None,
        }
    }
}

/// What countries are counted by.
const COUNTRY: char = '国';
