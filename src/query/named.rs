//! The queries that come with the program: the competency questions of the ontology.

/// A query with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedQuery {
    /// The name of its file, without extension: `03-strongest-partners`.
    pub name: &'static str,
    /// The query in SPARQL. Comments `# title@en: …` and `# title@zh: …` say what it asks.
    pub text: &'static str,
}

impl NamedQuery {
    /// What it asks, in one line of a language, `en` or `zh`; empty if the file does not say.
    pub fn title(&self, language: &str) -> &'static str {
        let title = |line: &'static str| line.strip_prefix("# title@")?.strip_prefix(language)?.strip_prefix(':');
        self.text.lines().find_map(title).unwrap_or_default().trim()
    }

    /// Its name without the number in front: `strongest-partners`.
    pub fn short_name(&self) -> &'static str {
        self.name.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches('-')
    }

    /// The names that it asks about, in the order in which its `VALUES` have them.
    ///
    /// ```
    /// use sinograph::query::named;
    ///
    /// let query = named("projects-between-countries").expect("it comes with the program");
    /// assert_eq!(query.asked(), ["中国", "吉尔吉斯斯坦"]);
    /// ```
    pub fn asked(&self) -> Vec<&'static str> {
        let values = self.text.lines().filter(|line| line.trim_start().starts_with("VALUES"));
        // Between quotes stands every second part.
        values.flat_map(|line| line.split('"').skip(1).step_by(2)).collect()
    }
}

/// One row for each file of `ontology/queries`; `tests/queries.rs` holds the two together.
macro_rules! named {
    ($($name:literal),* $(,)?) => {
        /// The queries, ordered by name.
        pub const NAMED: &[NamedQuery] = &[
            $(NamedQuery { name: $name, text: include_str!(concat!("../../ontology/queries/", $name, ".rq")) }),*
        ];
    };
}

named![
    "01-projects-between-countries",
    "02-mentioned-with-an-organization",
    "03-strongest-partners",
    "04-documents-of-an-entity",
    "05-aliases",
    "06-projects-by-country",
    "07-first-and-last-mention",
    "08-reporters",
    "09-evidence-of-a-pair",
    "10-most-central-by-kind",
    "11-organizations-on-a-project",
    "12-photo-captions",
    "13-totals",
    "14-posts",
    "15-posts-of-an-organization",
    "16-former-holders",
    "17-builders",
    "18-builds-in-a-country",
    "19-investors",
    "20-planned",
    "21-denied",
    "22-events",
    "23-attendance",
    "24-meetings",
    "25-visits",
    "26-agreements-of-two-countries",
    "27-parts-of-an-organization",
    "28-members",
    "29-exporters-to-a-country",
    "30-producers",
    "31-project-life",
    "32-publications",
    "33-sayings",
    "34-facts-by-month",
    "35-claims-of-a-speaker",
    "36-partners-on-projects",
    "37-proposals",
    "38-facts-of-an-entity",
    "39-routes",
    "40-neighbours",
    "41-figures-of-an-entity",
    "42-trade-of-two-countries",
    "43-largest-sums",
    "44-decisions",
];

/// The query of a name, with or without its number.
///
/// ```
/// use sinograph::query::named;
///
/// assert_eq!(named("totals"), named("13-totals"));
/// assert!(named("nothing").is_none());
/// ```
pub fn named(name: &str) -> Option<&'static NamedQuery> {
    NAMED.iter().find(|query| query.name == name || query.short_name() == name)
}

/// Below this likeness, from 0 to 1, a name is not taken for that of a query.
const LIKENESS: f64 = 0.8;

/// The name most like one that no query has; none if nothing is like it.
///
/// ```
/// use sinograph::query::nearest;
///
/// assert_eq!(nearest("builder"), Some("builders"));
/// assert_eq!(nearest("nope"), None);
/// ```
pub fn nearest(name: &str) -> Option<&'static str> {
    let likeness = |other: &str| strsim::jaro_winkler(name, other);
    let names = NAMED.iter().map(|query| (likeness(query.short_name()), query.short_name()));
    let near = names.filter(|(likeness, _)| *likeness >= LIKENESS);
    near.max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, name)| name)
}
