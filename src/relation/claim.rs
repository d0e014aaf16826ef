//! How a page says a fact: as done, planned or denied, when, and in whose words.

/// What stands with a fact: the post, the time, how sure the page is, who says so.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Claim {
    /// The title of a post, in the page's own words: 党组成员、副主任.
    pub post: Option<String>,
    /// Whether the post is held now; none if the page only names it.
    pub tenure: Option<Tenure>,
    /// When it happens or holds, as ISO 8601; not the day it was printed.
    pub time: Option<String>,
    /// Whether the page says that it is so, or that it is not.
    pub polarity: Polarity,
    /// Whether it is so, is to be, or somebody says so.
    pub modality: Modality,
    /// The index of the entity whose words they are.
    pub speaker: Option<usize>,
}

impl Claim {
    /// The same of what a noun tells in a clause that plans something else with it: 将加强老挝、泰国|边境|管理.
    pub(super) fn of_noun(self) -> Claim {
        let settled = if self.speaker.is_some() { Modality::Reported } else { Modality::Done };
        let modality = if self.modality == Modality::Planned { settled } else { self.modality };
        Claim { modality, ..self }
    }
}

/// Whether something is said to be so.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Polarity {
    /// It is so.
    #[default]
    Asserted,
    /// It is not so: 没有签署, 否认.
    Denied,
}

/// How real something is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Modality {
    /// It is so, or has happened, in the page's own words.
    #[default]
    Done,
    /// It is to happen: 拟, 将, 计划.
    Planned,
    /// Somebody says so: 据…报道, 表示.
    Reported,
}

/// Whether a post is held at the time of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tenure {
    /// It was held before: 原, 前.
    Former,
    /// It was held at the time that is told of: 时任.
    Then,
    /// It will be held: 候任.
    Designate,
}

/// What a claim comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// It holds, or is said to.
    Asserted,
    /// It is to come.
    Planned,
    /// It does not hold.
    Denied,
}

impl Claim {
    /// What the claim comes to: denied before planned before asserted.
    pub fn status(&self) -> Status {
        match (self.polarity, self.modality) {
            (Polarity::Denied, _) => Status::Denied,
            (_, Modality::Planned) => Status::Planned,
            _ => Status::Asserted,
        }
    }
}

/// Gives an enumeration the names it is written by.
macro_rules! names {
    ($type:ident, $($variant:ident = $name:literal),+) => {
        impl $type {
            /// The name it is written by.
            pub fn name(self) -> &'static str {
                match self {
                    $($type::$variant => $name),+
                }
            }

            /// The value of a [name](Self::name).
            pub fn find(name: &str) -> Option<Self> {
                [$($type::$variant),+].into_iter().find(|value| value.name() == name)
            }
        }
    };
}

names!(Polarity, Asserted = "asserted", Denied = "denied");
names!(Modality, Done = "done", Planned = "planned", Reported = "reported");
names!(Tenure, Former = "former", Then = "then", Designate = "designate");
names!(Status, Asserted = "asserted", Planned = "planned", Denied = "denied");
