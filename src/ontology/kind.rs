//! The kinds of things that pages name.

/// What kind of thing an entity is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    /// A sovereign state or a territory of ISO 3166-1.
    Country,
    /// A ministry, company, university, party, international body, medium.
    Organization,
    /// A human being.
    Person,
    /// Named infrastructure, engineering, cooperation zones, corridors, initiatives.
    Project,
    /// A province, city, region, water, street.
    Place,
    /// A named meeting, summit, fair.
    Event,
    /// An agreement, law, report or book.
    Document,
}

impl EntityKind {
    /// All kinds, in the order they are listed everywhere.
    pub const ALL: [EntityKind; 7] = [
        EntityKind::Country,
        EntityKind::Organization,
        EntityKind::Person,
        EntityKind::Project,
        EntityKind::Place,
        EntityKind::Event,
        EntityKind::Document,
    ];

    /// Whether something of the kind lies somewhere on the map by itself: a country or a place.
    pub(crate) fn is_land(self) -> bool {
        matches!(self, EntityKind::Country | EntityKind::Place)
    }

    /// The name of the class in the vocabulary, as in `sg:Country`.
    pub fn name(self) -> &'static str {
        match self {
            EntityKind::Country => "Country",
            EntityKind::Organization => "Organization",
            EntityKind::Person => "Person",
            EntityKind::Project => "Project",
            EntityKind::Place => "Place",
            EntityKind::Event => "Event",
            EntityKind::Document => "Document",
        }
    }

    /// The name as a part of an IRI: `country`.
    pub fn slug(self) -> &'static str {
        match self {
            EntityKind::Country => "country",
            EntityKind::Organization => "organization",
            EntityKind::Person => "person",
            EntityKind::Project => "project",
            EntityKind::Place => "place",
            EntityKind::Event => "event",
            EntityKind::Document => "document",
        }
    }

    /// The kind of a name that a person typed, in any case.
    pub fn read(name: &str) -> Option<EntityKind> {
        EntityKind::ALL.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(name))
    }

    /// The kind of a [name](EntityKind::name) or [slug](EntityKind::slug).
    pub fn find(name: &str) -> Option<EntityKind> {
        EntityKind::ALL.into_iter().find(|kind| kind.name() == name || kind.slug() == name)
    }
}
