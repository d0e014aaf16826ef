//! The terms that our RDF is written in: one constant for each, by vocabulary.

use oxigraph::model::NamedNodeRef;

/// Every prefix that we write, with its namespace, ordered by prefix.
pub const PREFIXES: [(&str, &str); 13] = [
    ("dcterms", "http://purl.org/dc/terms/"),
    ("itsrdf", "http://www.w3.org/2005/11/its/rdf#"),
    ("nif", "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#"),
    ("org", "http://www.w3.org/ns/org#"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("schema", "https://schema.org/"),
    ("sg", "https://w3id.org/sinograph/ns#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("time", "http://www.w3.org/2006/time#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// Declares constants of one namespace.
macro_rules! terms {
    ($module:ident, $about:literal, $namespace:literal, $($name:ident = $local:literal),+ $(,)?) => {
        #[doc = $about]
        #[expect(missing_docs, reason = "the vocabularies themselves say what their terms mean")]
        pub mod $module {
            use super::NamedNodeRef;

            /// What all terms of this vocabulary begin with.
            pub const NAMESPACE: &str = $namespace;
            $(pub const $name: NamedNodeRef<'static> = NamedNodeRef::new_unchecked(concat!($namespace, $local));)+
        }
    };
}

terms!(
    sg,
    "Our own vocabulary, `ontology/sinograph.ttl`.",
    "https://w3id.org/sinograph/ns#",
    PHOTO_CAPTION = "PhotoCaption",
    RELATION = "Relation",
    SUBJECT = "subject",
    PREDICATE = "predicate",
    OBJECT = "object",
    RULE = "rule",
    EVIDENCE = "evidence",
    STATUS = "status",
    CLAIM = "Claim",
    OF_RELATION = "relation",
    QUOTATION = "quotation",
    POST = "post",
    TENURE = "tenure",
    TIME = "time",
    BEGINS = "begins",
    ENDS = "ends",
    POLARITY = "polarity",
    MODALITY = "modality",
    SPEAKER = "speaker",
    OBSERVATION = "Observation",
    ABOUT = "about",
    MEASURE = "measure",
    VALUE = "value",
    UPPER_VALUE = "upperValue",
    UNIT = "unit",
    BOUND = "bound",
    CHANGE = "change",
    SOURCE = "source",
    LINE = "line",
    NUMBER = "number",
    SECTION_HEAD = "sectionHead",
    PHOTOGRAPHER = "photographer",
    IN_DOCUMENT = "inDocument",
    RECOGNIZER = "recognizer",
    ISO2 = "iso2",
    ISO3 = "iso3",
    MENTION_COUNT = "mentionCount",
    SENTENCE_COUNT = "sentenceCount",
    DIGEST = "digest",
    DOCUMENT_COUNT = "documentCount",
    ENTITY_COUNT = "entityCount",
    RELATION_COUNT = "relationCount",
    RANK = "rank",
    COMMUNITY = "community",
    FIRST_DATE = "firstDate",
    LAST_DATE = "lastDate",
    NPMI = "npmi",
    NAME_KEY = "nameKey",
    SUMMARY = "Summary",
    DECISION_CLASS = "Decision",
    DECISION = "decision",
    ACT = "act",
    WORDING = "wording",
);
terms!(rdf, "The RDF vocabulary.", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", TYPE = "type");
terms!(rdfs, "RDF Schema.", "http://www.w3.org/2000/01/rdf-schema#", LABEL = "label", COMMENT = "comment");
terms!(
    xsd,
    "XML Schema datatypes.",
    "http://www.w3.org/2001/XMLSchema#",
    DATE = "date",
    DECIMAL = "decimal",
    G_MONTH_DAY = "gMonthDay",
    G_YEAR = "gYear",
    G_YEAR_MONTH = "gYearMonth",
    INTEGER = "integer"
);
terms!(
    schema,
    "schema.org.",
    "https://schema.org/",
    NEWS_ARTICLE = "NewsArticle",
    HEADLINE = "headline",
    ALTERNATIVE_HEADLINE = "alternativeHeadline",
    AUTHOR = "author",
    DATE_CREATED = "dateCreated",
    DATE_PUBLISHED = "datePublished",
    LOCATION_CREATED = "locationCreated",
    IDENTIFIER = "identifier",
    URL = "url",
    START_DATE = "startDate",
    END_DATE = "endDate",
    LOCATION = "location",
    ORGANIZER = "organizer",
    ATTENDEE = "attendee"
);
terms!(
    nif,
    "The NLP Interchange Format.",
    "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    CONTEXT = "Context",
    RFC5147_STRING = "RFC5147String",
    SENTENCE_CLASS = "Sentence",
    PHRASE = "Phrase",
    STRING = "String",
    BEGIN_INDEX = "beginIndex",
    END_INDEX = "endIndex",
    ANCHOR_OF = "anchorOf",
    REFERENCE_CONTEXT = "referenceContext",
    SENTENCE = "sentence"
);
terms!(
    itsrdf,
    "The Internationalization Tag Set.",
    "http://www.w3.org/2005/11/its/rdf#",
    TA_IDENT_REF = "taIdentRef",
    TA_CLASS_REF = "taClassRef",
    TA_CONFIDENCE = "taConfidence"
);
terms!(skos, "SKOS.", "http://www.w3.org/2004/02/skos/core#", PREF_LABEL = "prefLabel", ALT_LABEL = "altLabel");
terms!(owl, "OWL.", "http://www.w3.org/2002/07/owl#", SAME_AS = "sameAs");
terms!(prov, "PROV-O.", "http://www.w3.org/ns/prov#", WAS_DERIVED_FROM = "wasDerivedFrom");
terms!(
    org,
    "The Organization Ontology.",
    "http://www.w3.org/ns/org#",
    MEMBERSHIP = "Membership",
    MEMBER = "member",
    ORGANIZATION = "organization",
    MEMBER_DURING = "memberDuring",
    ROLE = "role",
    ROLE_CLASS = "Role"
);
terms!(
    time,
    "OWL-Time.",
    "http://www.w3.org/2006/time#",
    INTERVAL = "Interval",
    INSTANT = "Instant",
    HAS_BEGINNING = "hasBeginning",
    HAS_END = "hasEnd",
    IN_XSD_DATE = "inXSDDate",
    IN_XSD_G_YEAR_MONTH = "inXSDgYearMonth",
    IN_XSD_G_YEAR = "inXSDgYear"
);
