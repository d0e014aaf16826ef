//! What stands beside the database in a generation, written by each build for those that come after it.

/// A file beside the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beside {
    /// What the next build needs to know.
    Ledger,
    /// What questions need to know that walk from entity to entity.
    Almanac,
}

impl Beside {
    /// All of them.
    pub const ALL: [Beside; 2] = [Beside::Ledger, Beside::Almanac];

    /// The name of the file.
    #[cfg(feature = "disk")]
    pub(super) fn name(self) -> &'static str {
        match self {
            Beside::Ledger => "ledger",
            Beside::Almanac => "almanac",
        }
    }
}
