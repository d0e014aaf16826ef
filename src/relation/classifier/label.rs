//! What a pair of names can be told: nothing, or a predicate with the first or the second name as its subject.

use std::fmt;
use std::sync::LazyLock;

use crate::ontology::{EntityKind, Predicate};

/// What the classifier can say of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Label(u8);

/// Which of two names is the subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// The one that stands first.
    Forward,
    /// The one that stands second.
    Backward,
}

/// The predicates that it can tell, in the order of the labels. Posts are left to rules, which know what a title is and whose.
const PREDICATES: [Predicate; 19] = [
    Predicate::Involves,
    Predicate::PartOf,
    Predicate::MemberOf,
    Predicate::LocatedIn,
    Predicate::Connects,
    Predicate::Builds,
    Predicate::InvestsIn,
    Predicate::Finances,
    Predicate::Meets,
    Predicate::Visits,
    Predicate::Organizes,
    Predicate::Attends,
    Predicate::HeldIn,
    Predicate::Publishes,
    Predicate::ExportsTo,
    Predicate::ProducesIn,
    Predicate::SellsIn,
    Predicate::Borders,
    Predicate::AgreesWith,
];

/// How many labels there are.
pub const N_LABELS: usize = 1 + 2 * PREDICATES.len();

impl Label {
    /// The page says nothing of the two.
    pub const NONE: Label = Label(0);

    /// The label of a predicate and a direction; a symmetric predicate has only one.
    pub fn new(predicate: Predicate, direction: Direction) -> Option<Label> {
        let place = PREDICATES.iter().position(|other| *other == predicate)?;
        let is_backward = direction == Direction::Backward && !predicate.is_symmetric();
        u8::try_from(1 + 2 * place + usize::from(is_backward)).ok().map(Label)
    }

    /// Its place among the labels.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The label at a place.
    pub fn at(index: usize) -> Option<Label> {
        u8::try_from(index).ok().filter(|_| index < N_LABELS).map(Label)
    }

    /// Whether it can be said of two names of these kinds.
    fn is_of(self, [first, second]: [EntityKind; 2]) -> bool {
        let Some((predicate, direction)) = self.meaning() else { return false };
        let (subject, object) = match direction {
            Direction::Forward => (first, second),
            Direction::Backward if predicate.is_symmetric() => return false,
            Direction::Backward => (second, first),
        };
        // Where somebody is from is no seat, and an event is held where it is.
        let is_no_seat = predicate == Predicate::LocatedIn
            && matches!(subject, EntityKind::Person | EntityKind::Event | EntityKind::Document);
        !is_no_seat && predicate.subjects().contains(&subject) && predicate.objects().contains(&object)
    }

    /// What it says, if anything.
    pub fn meaning(self) -> Option<(Predicate, Direction)> {
        let place = self.index().checked_sub(1)?;
        let direction = if place % 2 == 0 { Direction::Forward } else { Direction::Backward };
        PREDICATES.get(place / 2).map(|predicate| (*predicate, direction))
    }
}

impl fmt::Display for Label {
    /// The predicate, with an arrow if its subject stands second.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.meaning() {
            None => f.write_str("none"),
            Some((predicate, Direction::Forward)) => f.write_str(predicate.name()),
            Some((predicate, Direction::Backward)) => write!(f, "{} ←", predicate.name()),
        }
    }
}

/// A set of labels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Labels(u64);

impl Labels {
    /// The labels that say something of two names of these kinds.
    pub(super) fn of_kinds([first, second]: [EntityKind; 2]) -> Labels {
        const N: usize = EntityKind::ALL.len();
        static LABELS: LazyLock<[[Labels; N]; N]> = LazyLock::new(|| {
            EntityKind::ALL.map(|first| {
                EntityKind::ALL.map(|second| {
                    let labels = (1..N_LABELS).filter_map(Label::at);
                    labels.filter(|label| label.is_of([first, second])).fold(Labels::default(), Labels::with)
                })
            })
        });
        LABELS[first as usize][second as usize]
    }

    /// All that say something.
    pub(super) const ALL: Labels = Labels(!0 << 1);

    pub(super) fn with(self, label: Label) -> Labels {
        Labels(self.0 | 1 << label.0)
    }

    /// The set without a label.
    pub(super) fn without_label(self, label: Option<Label>) -> Labels {
        label.map_or(self, |label| Labels(self.0 & !(1 << label.0)))
    }

    /// The set without those of a predicate.
    pub(super) fn without(self, predicate: Predicate) -> Labels {
        let labels = [Direction::Forward, Direction::Backward].map(|direction| Label::new(predicate, direction));
        labels.into_iter().fold(self, Labels::without_label)
    }

    /// The set of those of some predicates.
    pub(super) fn only(self, predicates: &[Predicate]) -> Labels {
        PREDICATES.into_iter().filter(|one| !predicates.contains(one)).fold(self, Labels::without)
    }

    /// What the two sets share.
    pub(super) fn and(self, other: Labels) -> Labels {
        Labels(self.0 & other.0)
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether one of them is meant.
    pub fn has(self, label: Label) -> bool {
        self.0 >> label.0 & 1 == 1
    }

    /// The labels, in order.
    pub fn iter(self) -> impl Iterator<Item = Label> + Clone {
        let mut rest = self.0;
        std::iter::from_fn(move || {
            let label = (rest != 0).then(|| Label(rest.trailing_zeros() as u8))?;
            rest &= rest - 1;
            Some(label)
        })
    }
}
