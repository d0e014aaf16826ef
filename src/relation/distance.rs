//! How far off from a place something is: 位于|万象|以北|约|80|公里|处.

use super::Page;
use super::chunk::Row;

/// The chunk behind how far off from a place something is, if that is told: 万象|以北|约|80|公里.
pub(super) fn end_of_distance(page: Page<'_>, row: &Row, place: usize) -> Option<usize> {
    row.chunks.get(place + 1).filter(|side| side.word().is_some() && page.text(side.span).starts_with(OFF))?;
    // jieba cuts 以|北约.
    let is_about = |at: &usize| row.chunks.get(*at).is_some_and(|chunk| !chunk.is_figure() && chunk.word().is_some());
    let first = place + 2 + (place + 2..).take_while(is_about).take(MOST_ABOUT).count();
    let n_figures = row.chunks.iter().skip(first).take_while(|chunk| chunk.is_figure()).count();
    (n_figures > 0).then_some(first + n_figures)
}

/// What words begin with that tell on which side of a place, and not in it, something is: 以北.
const OFF: char = '以';

/// The most words between the side and the figure: 以北|大约.
const MOST_ABOUT: usize = 2;
