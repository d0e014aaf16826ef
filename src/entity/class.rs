//! What the classes of the ontology say of the things in them: which of them are somewhere, who leads them, what can hold them.

/// Places too wide to say where something is, but for the continents that a name begins with.
pub(super) const WIDE: [&str; 5] = ["ocean", "region", "area", "river", "sea"];

/// Places that are named after where they are: 蒙巴萨港.
pub(super) const STATIONS: [&str; 3] = ["port", "border-port", BUILDING];

/// Classes of the last words of stations.
pub(super) const BUILT: [&str; 4] = ["station", "port", "airport", BUILDING];

/// The class of buildings.
pub(super) const BUILDING: &str = "building";

/// Classes of the last words of divisions of a country.
pub(super) const LEVELS: [&str; 7] = ["province", "city", "county", "district", "town", "township", "state"];

/// Classes of the divisions of a country, those of one width together, the widest first.
const RANKS: [&[&str]; 5] = [
    &["province", "state"],
    &["prefecture", "city", "world-city", "capital"],
    &["county", "district"],
    &["town", "township", "subdistrict"],
    &["village", "community"],
];

/// Seas of any width.
const SEAS: [&str; 2] = ["ocean", "sea"];

/// Places where no organization has its seat.
const WILD: [&str; 4] = ["mountain", "lake", "strait", "desert"];

/// Projects that are no works at one place, whatever place is named with them, and blocs.
const NOWHERE: [&str; 7] = [INITIATIVE, "programme", "train-service", "corridor", "pipeline", INTERNATIONAL, BLOC];

/// What states agree to do together.
const INITIATIVE: &str = "initiative";

/// Lines whose names are made of their ends: 合新高铁.
const WAYS: [&str; 3] = ["railway", "high-speed-railway", "road"];

/// Organizations that choose who leads them, and nobody else.
const FREE: [&str; 5] = ["company", BANK, "insurer", "broker", "university"];

/// The class of banks.
const BANK: &str = "bank";

/// The class of ministries.
const MINISTRY: &str = "ministry";

/// The class of teams.
const CLUB: &str = "club";

/// The class of organizations of countries, or of people of many of them.
const INTERNATIONAL: &str = "international";

/// The class of those whose countries trade as one: 欧盟.
const BLOC: &str = "bloc";

/// Organizations of many members.
const UNITING: [&str; 3] = [INTERNATIONAL, BLOC, "association"];

/// Organizations of which none is a part of another.
const PEERS: [&str; 3] = [CLUB, UNIVERSITY, "media"];

/// The class of the widest places.
pub(super) const CONTINENT: &str = "continent";

/// The class of what many towns have and name otherwise.
pub(super) const UNIVERSITY: &str = "university";

/// Bodies that people join, and that unite no others.
const JOINED: [&str; 2] = ["party", "charity"];

/// All classes that are named here.
#[cfg(test)]
pub(super) fn all() -> Vec<&'static str> {
    let lists =
        [&WIDE[..], &SEAS, &STATIONS, &WILD, &NOWHERE, &WAYS, &FREE, &BUILT, &LEVELS, &UNITING, &JOINED, &PEERS];
    [lists.concat(), RANKS.concat(), vec![UNIVERSITY, MINISTRY, CONTINENT]].concat()
}

/// Whether things of a class can be said to be at a place.
pub(crate) fn is_somewhere(class: &str) -> bool {
    !NOWHERE.contains(&class)
}

/// Whether names of lines of a class are made of where they lead.
pub(crate) fn is_way(class: &str) -> bool {
    WAYS.contains(&class)
}

/// Whether projects of a class are what states agree to do together, and no work.
pub(crate) fn is_initiative(class: &str) -> bool {
    class == INITIATIVE
}

/// Whether organizations of a class give posts of their own, and none elsewhere.
pub(crate) fn has_own_posts(class: &str) -> bool {
    FREE.contains(&class)
}

/// Whether organizations of a class are firms, which a 董事长 leads.
pub(crate) fn is_firm(class: &str) -> bool {
    has_own_posts(class) && class != UNIVERSITY
}

/// Whether an organization of a class is one that teaches, which a 校长 leads.
pub(crate) fn teaches(class: &str) -> bool {
    matches!(class, UNIVERSITY | "school")
}

/// Whether organizations of a class are ministries.
pub(crate) fn is_ministry(class: &str) -> bool {
    class == MINISTRY
}

/// Whether organizations of a class are teams, which a 主教练 leads.
pub(crate) fn plays(class: &str) -> bool {
    class == CLUB
}

/// Whether organizations of a class are of many countries.
pub(crate) fn is_international(class: &str) -> bool {
    matches!(class, INTERNATIONAL | BLOC)
}

/// Whether the countries of an organization of a class trade as one.
pub(crate) fn trades_as_one(class: &str) -> bool {
    class == BLOC
}

/// Whether organizations of a class lend money for others' works.
pub(crate) fn is_bank(class: &str) -> bool {
    class == BANK
}

/// Whether organizations of a class unite others, so that a 秘书长 leads them.
pub(crate) fn unites(class: &str) -> bool {
    UNITING.contains(&class)
}

/// Whether organizations of a class have members who choose their heads.
pub(crate) fn has_members(class: &str) -> bool {
    unites(class) || JOINED.contains(&class)
}

/// Whether no organization of a class is a part of another of the same: 曼联|皇马.
pub(crate) fn has_peers_only(class: &str) -> bool {
    PEERS.contains(&class)
}

/// How narrow a division of a country of a class is; nothing for other places.
pub(crate) fn rank(class: &str) -> Option<usize> {
    RANKS.iter().position(|classes| classes.contains(&class))
}

/// Whether a place of a class can be the seat of an organization, or, if it is a `work`, of that.
pub(crate) fn can_be_seat(class: &str, of_work: bool) -> bool {
    !WIDE.contains(&class) && class != CONTINENT && (of_work || !is_wild(class))
}

/// Whether a place of a class is a sea.
pub(crate) fn is_sea(class: &str) -> bool {
    SEAS.contains(&class)
}

/// Whether an organization of a class stands in a place of its own: a school, a hospital.
pub(crate) fn is_housed(class: &str) -> bool {
    matches!(class, "university" | "school" | "hospital" | "museum" | "research")
}

/// Whether a place of a class is water that bridges cross.
pub(crate) fn is_inland_water(class: &str) -> bool {
    matches!(class, "river" | "lake")
}

/// Whether a place of a class is one where no organization has its seat.
pub(crate) fn is_wild(class: &str) -> bool {
    WILD.contains(&class)
}

/// Whether an organization of a class is a political party.
pub(crate) fn is_party(class: &str) -> bool {
    class == "party"
}

/// Whether an organization of a class is an organ of the party that rules a country.
pub(crate) fn is_ruling_organ(class: &str) -> bool {
    class == "party-organ"
}

/// Whether a place of a class is one that people build.
pub(crate) fn is_built(class: &str) -> bool {
    STATIONS.contains(&class)
}
