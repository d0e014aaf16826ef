//! The labels of characters, and the spans that a row of them means.
//!
//! A name of several characters is a beginning, inner characters and an end; a name of one character has
//! a label of its own. A label is four times its part plus its kind. Projects come first and are never of one
//! character, so that the label which that would be, the first, stands for a character outside of all names.

use crate::ontology::EntityKind;

/// How many labels there are; a row of weights has one for each.
pub const N_LABELS: usize = 16;

/// How many kinds there are.
pub const N_KINDS: usize = 4;

/// The kinds that the tagger tells apart. Countries are places to it, as in the corpora it learns from.
pub const KINDS: [EntityKind; N_KINDS] =
    [EntityKind::Project, EntityKind::Person, EntityKind::Organization, EntityKind::Place];

/// The label of a character outside of all names.
pub const OUTSIDE: u8 = 0;

/// Where in a name a character stands, in the order of the labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// It is all of the name.
    Single,
    /// The first.
    Begin,
    /// The last.
    End,
    /// Any other.
    Inside,
}

const PARTS: [Part; 4] = [Part::Single, Part::Begin, Part::End, Part::Inside];

/// Names as ranges of characters, with the index of their kind in [`KINDS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Tagged {
    /// The first character.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
    /// The index of the kind in [`KINDS`].
    pub kind: usize,
}

/// The index of the kind of a label, and the part; none for [`OUTSIDE`].
fn split(label: u8) -> Option<(usize, Part)> {
    let label = usize::from(label);
    (label != usize::from(OUTSIDE)).then(|| (label % N_KINDS, PARTS[label / N_KINDS]))
}

/// The label of a part of a name of a kind.
pub const fn join(kind: usize, part: Part) -> usize {
    N_KINDS * part as usize + kind
}

/// The index of the kind that a label means.
pub fn kind_of(label: u8) -> Option<usize> {
    split(label).map(|(kind, _)| kind)
}

/// Whether a sentence may begin with a label.
fn may_begin(label: u8) -> bool {
    split(label).is_none_or(|(_, part)| matches!(part, Part::Begin | Part::Single))
}

/// Whether a sentence may end with a label.
pub fn may_end(label: u8) -> bool {
    split(label).is_none_or(|(_, part)| matches!(part, Part::End | Part::Single))
}

/// Whether a label may stand right behind another.
fn may_follow(before: u8, label: u8) -> bool {
    if may_end(before) {
        return may_begin(label);
    }
    !may_begin(label) && kind_of(before) == kind_of(label)
}

/// Whether a convention that marks `kinds`, a bit for each of [`KINDS`], allows the step from one label to the next.
/// [`N_LABELS`] in place of the first stands for the beginning of a sentence.
pub fn is_allowed(before: u8, label: u8, kinds: u8) -> bool {
    let is_marked = kind_of(label).is_none_or(|kind| kinds >> kind & 1 == 1);
    let fits = if usize::from(before) == N_LABELS { may_begin(label) } else { may_follow(before, label) };
    is_marked && fits
}

/// The labels of `n` characters with these names; of names that overlap, the first counts.
pub fn labels(n: usize, names: &[Tagged]) -> Vec<u8> {
    let mut labels = vec![OUTSIDE; n];
    for name in names {
        let Some(inside) = labels.get_mut(name.start..name.end) else { continue };
        if inside.is_empty() || inside.iter().any(|label| *label != OUTSIDE) {
            continue;
        }
        let last = inside.len() - 1;
        for (index, label) in inside.iter_mut().enumerate() {
            let part = match index {
                _ if last == 0 => Part::Single,
                0 => Part::Begin,
                _ if index == last => Part::End,
                _ => Part::Inside,
            };
            *label = join(name.kind, part) as u8;
        }
    }
    labels
}

/// The names that labels mean.
pub fn names(labels: &[u8]) -> Vec<Tagged> {
    let mut names = Vec::new();
    let mut start = 0;
    for (index, label) in labels.iter().enumerate() {
        let Some((kind, part)) = split(*label) else { continue };
        if matches!(part, Part::Begin | Part::Single) {
            start = index;
        }
        if matches!(part, Part::End | Part::Single) {
            names.push(Tagged { start, end: index + 1, kind });
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_names_lead_back_to_each_other() {
        let tagged = |start, end, kind| Tagged { start, end, kind };
        let marked = [tagged(0, 1, 2), tagged(1, 3, 0), tagged(4, 9, 3), tagged(9, 12, 1)];
        let labels = labels(14, &marked);
        assert_eq!(names(&labels), marked);
        assert!(may_begin(labels[0]) && may_end(labels[13]));
        assert!(labels.windows(2).all(|pair| may_follow(pair[0], pair[1])));
        assert!(labels.iter().all(|label| usize::from(*label) < N_LABELS));
    }

    #[test]
    fn a_project_of_one_character_and_a_second_name_on_the_same_characters_are_passed_over() {
        let tagged = |start, end, kind| Tagged { start, end, kind };
        let labels = labels(4, &[tagged(0, 1, 0), tagged(1, 3, 3), tagged(2, 4, 1)]);
        assert_eq!(names(&labels), [tagged(1, 3, 3)]);
    }
}
