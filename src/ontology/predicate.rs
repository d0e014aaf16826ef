//! The predicates that relations use.

use super::EntityKind::{self, Country, Document, Event, Organization, Person, Place, Project};

/// How two things are linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Predicate {
    /// Two entities stand in one sentence. Symmetric: the smaller id is the subject.
    CoMention,
    /// An entity goes by another name; the object is a literal.
    Alias,
    /// A project has to do with a country, read from the project's name.
    Involves,
    /// A person holds, held or will hold a post; the claim names it.
    HoldsPost,
    /// An organization is a part of another.
    PartOf,
    /// A member of an organization.
    MemberOf,
    /// Where something is, or has its seat.
    LocatedIn,
    /// What a road, a line, a corridor leads to.
    Connects,
    /// Who builds a project, or has the contract for it.
    Builds,
    /// Who puts money into something of its own.
    InvestsIn,
    /// Who lends or gives the money.
    Finances,
    /// A stage in the life of a project; the object is a literal such as `started`.
    HasStatus,
    /// When work on a project began; the object is a time.
    StartedOn,
    /// When a project was opened or put to use; the object is a time.
    OpenedOn,
    /// Two people meet. Symmetric: the smaller id is the subject.
    Meets,
    /// A person comes to a country or a place.
    Visits,
    /// Who holds an event.
    Organizes,
    /// Who takes part in an event.
    Attends,
    /// Where an event is held.
    HeldIn,
    /// When an event is held; the object is a time.
    HeldOn,
    /// Who brings out a document.
    Publishes,
    /// Who puts forward an initiative.
    Proposes,
    /// Whose goods go to a country.
    ExportsTo,
    /// Who makes goods in a country.
    ProducesIn,
    /// Who sells goods in a country.
    SellsIn,
    /// Two countries share a border. Symmetric: the smaller id is the subject.
    Borders,
    /// Two sides sign or agree on something. Symmetric: the smaller id is the subject.
    AgreesWith,
    /// Who says something; the object is a literal, the words of the page.
    Says,
}

impl Predicate {
    /// All predicates, in the order they are listed everywhere.
    pub const ALL: [Predicate; 28] = [
        Predicate::CoMention,
        Predicate::Alias,
        Predicate::Involves,
        Predicate::HoldsPost,
        Predicate::PartOf,
        Predicate::MemberOf,
        Predicate::LocatedIn,
        Predicate::Connects,
        Predicate::Builds,
        Predicate::InvestsIn,
        Predicate::Finances,
        Predicate::HasStatus,
        Predicate::StartedOn,
        Predicate::OpenedOn,
        Predicate::Meets,
        Predicate::Visits,
        Predicate::Organizes,
        Predicate::Attends,
        Predicate::HeldIn,
        Predicate::HeldOn,
        Predicate::Publishes,
        Predicate::Proposes,
        Predicate::ExportsTo,
        Predicate::ProducesIn,
        Predicate::SellsIn,
        Predicate::Borders,
        Predicate::AgreesWith,
        Predicate::Says,
    ];

    /// The local name in the vocabulary, as in `sg:coMention`.
    pub fn name(self) -> &'static str {
        match self {
            Predicate::CoMention => "coMention",
            Predicate::Alias => "alias",
            Predicate::Involves => "involves",
            Predicate::HoldsPost => "holdsPost",
            Predicate::PartOf => "partOf",
            Predicate::MemberOf => "memberOf",
            Predicate::LocatedIn => "locatedIn",
            Predicate::Connects => "connects",
            Predicate::Builds => "builds",
            Predicate::InvestsIn => "investsIn",
            Predicate::Finances => "finances",
            Predicate::HasStatus => "hasStatus",
            Predicate::StartedOn => "startedOn",
            Predicate::OpenedOn => "openedOn",
            Predicate::Meets => "meets",
            Predicate::Visits => "visits",
            Predicate::Organizes => "organizes",
            Predicate::Attends => "attends",
            Predicate::HeldIn => "heldIn",
            Predicate::HeldOn => "heldOn",
            Predicate::Publishes => "publishes",
            Predicate::Proposes => "proposes",
            Predicate::ExportsTo => "exportsTo",
            Predicate::ProducesIn => "producesIn",
            Predicate::SellsIn => "sellsIn",
            Predicate::Borders => "borders",
            Predicate::AgreesWith => "agreesWith",
            Predicate::Says => "says",
        }
    }

    /// The predicate of a [name](Predicate::name).
    pub fn find(name: &str) -> Option<Predicate> {
        Predicate::ALL.into_iter().find(|predicate| predicate.name() == name)
    }

    /// Whether subject and object can change places.
    pub fn is_symmetric(self) -> bool {
        matches!(self, Predicate::CoMention | Predicate::Meets | Predicate::Borders | Predicate::AgreesWith)
    }

    /// Whether the object is a point or stretch of time, written after ISO 8601.
    pub fn is_dated(self) -> bool {
        matches!(self, Predicate::HeldOn | Predicate::StartedOn | Predicate::OpenedOn)
    }

    /// Whether it states what happened or holds: all but that two things are named together, or one thing twice.
    pub fn is_fact(self) -> bool {
        !matches!(self, Predicate::CoMention | Predicate::Alias)
    }

    /// The kinds of entities that can be its subject.
    pub fn subjects(self) -> &'static [EntityKind] {
        match self {
            Predicate::CoMention | Predicate::Alias | Predicate::LocatedIn => &EntityKind::ALL,
            Predicate::Involves
            | Predicate::Connects
            | Predicate::HasStatus
            | Predicate::StartedOn
            | Predicate::OpenedOn => &[Project],
            Predicate::HoldsPost | Predicate::Meets | Predicate::Visits => &[Person],
            Predicate::PartOf | Predicate::Builds => &[Organization],
            Predicate::MemberOf | Predicate::AgreesWith => &[Country, Organization],
            Predicate::InvestsIn
            | Predicate::Finances
            | Predicate::Organizes
            | Predicate::ExportsTo
            | Predicate::ProducesIn
            | Predicate::SellsIn => &[Organization, Country],
            Predicate::Attends | Predicate::Says => &[Person, Organization],
            Predicate::HeldIn | Predicate::HeldOn => &[Event],
            Predicate::Publishes => &[Organization, Person],
            Predicate::Proposes => &[Person, Country],
            Predicate::Borders => &[Country],
        }
    }

    /// The kinds of entities that can be its object; none if the object is a literal.
    pub fn objects(self) -> &'static [EntityKind] {
        match self {
            Predicate::CoMention => &EntityKind::ALL,
            Predicate::Alias
            | Predicate::HasStatus
            | Predicate::StartedOn
            | Predicate::OpenedOn
            | Predicate::HeldOn
            | Predicate::Says => &[],
            Predicate::Involves
            | Predicate::ExportsTo
            | Predicate::ProducesIn
            | Predicate::SellsIn
            | Predicate::Borders => &[Country],
            Predicate::HoldsPost => &[Organization, Country, Place],
            Predicate::PartOf | Predicate::MemberOf => &[Organization],
            Predicate::LocatedIn | Predicate::Connects => &[Place, Country],
            Predicate::Builds | Predicate::Proposes => &[Project],
            Predicate::InvestsIn | Predicate::Finances => &[Project, Country, Organization],
            Predicate::Meets => &[Person],
            Predicate::Visits => &[Country, Place],
            Predicate::Organizes | Predicate::Attends => &[Event],
            Predicate::HeldIn => &[Place, Country, Organization],
            Predicate::Publishes => &[Document],
            Predicate::AgreesWith => &[Country, Organization],
        }
    }
}
