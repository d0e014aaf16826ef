//! The predicates that relations use.

/// How two things are linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Predicate {
    /// Two entities stand in one sentence. Symmetric: the smaller id is the subject.
    CoMention,
    /// A project has to do with a country, read from the project's name.
    Involves,
    /// An entity goes by another name; the object is a literal.
    Alias,
}

impl Predicate {
    /// All predicates, in the order they are listed everywhere.
    pub const ALL: [Predicate; 3] = [Predicate::CoMention, Predicate::Involves, Predicate::Alias];

    /// The local name in the vocabulary, as in `sg:coMention`.
    pub fn name(self) -> &'static str {
        match self {
            Predicate::CoMention => "coMention",
            Predicate::Involves => "involves",
            Predicate::Alias => "alias",
        }
    }

    /// The predicate of a [name](Predicate::name).
    pub fn find(name: &str) -> Option<Predicate> {
        Predicate::ALL.into_iter().find(|predicate| predicate.name() == name)
    }

    /// Whether subject and object can change places.
    pub fn is_symmetric(self) -> bool {
        self == Predicate::CoMention
    }
}
