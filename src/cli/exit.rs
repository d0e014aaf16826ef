//! Exit codes: an interface that scripts rely on.

use crate::error::ErrorKind;

/// How a command ended that did not fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done, or found.
    Done,
    /// What was asked for is not there.
    NothingFound,
    /// Finished, but some documents were turned away.
    Rejected,
    /// Finished, but some quotes do not stand at their places any more, or their sources cannot be read.
    Unproved,
}

impl Exit {
    /// The code of the process.
    pub fn code(self) -> u8 {
        match self {
            Exit::Done => 0,
            Exit::NothingFound => 1,
            Exit::Rejected | Exit::Unproved => 3,
        }
    }
}

/// The code of the process after an error.
pub fn code_of(kind: ErrorKind) -> u8 {
    match kind {
        ErrorKind::NotFound => 1,
        ErrorKind::Usage => 2,
        ErrorKind::Input => 3,
        ErrorKind::Locked => 4,
        ErrorKind::Io => 5,
        ErrorKind::Format => 6,
        ErrorKind::Limit => 7,
    }
}
