//! Text to relations, for one source at a time.

use crate::curation::{Amendment, Applied, Curation, Outcome};
use crate::diagnostic::{Diagnostic, Severity};
use crate::document::{self, Document, Segmenter};
use crate::entity::{self, Resolution};
use crate::error::Result;
use crate::graph::document_name;
use crate::mention::{self, Mention, Reading, Tagger};
use crate::ontology::{Dictionary, Ontology};
use crate::relation::{self, Case, Classifier, Findings, MOST_ENTITIES, MOST_MEETINGS, Observation, Page, Relation};
use crate::text::{Source, Span};
use crate::value::Anchor;

/// All that was read from one document.
#[derive(Clone, Debug)]
pub struct Extraction {
    /// The document.
    pub document: Document,
    /// Its mentions, in the order of the text, without overlap.
    pub mentions: Vec<Mention>,
    /// Its entities, and which mention names which.
    pub resolution: Resolution,
    /// Its relations, ordered by subject, predicate and object.
    pub relations: Vec<Relation>,
    /// The figures it gives of its entities, in the order of the text.
    pub observations: Vec<Observation>,
    /// What decisions came to in it.
    pub decisions: Vec<Applied>,
}

impl Extraction {
    /// What those are called whom bylines name at these places: as printed, or, each once, as people have decided.
    pub fn bylined<'a>(&'a self, names: &[Span]) -> Vec<&'a str> {
        let mut called = Vec::with_capacity(names.len());
        for &name in names {
            match self.decided_name(name) {
                Some(decided) if called.contains(&decided) => {}
                decided => called.push(decided.unwrap_or_else(|| self.document.slice(name))),
            }
        }
        called
    }

    /// What the entity named at a place is called, if people have decided that.
    fn decided_name(&self, name: Span) -> Option<&str> {
        let mention = self.mentions.binary_search_by_key(&name.start, |mention| mention.span.start).ok()?;
        self.mentions.get(mention).filter(|mention| mention.span == name)?;
        let entity = self.resolution.entities.get(*self.resolution.entity_of.get(mention)?)?;
        let names_it =
            |applied: &Applied| applied.decision.act.is_of_name() && applied.to == Outcome::Entity(entity.id.clone());
        self.decisions.iter().any(names_it).then_some(entity.label.as_str())
    }
}

/// What extraction needs besides the text: loaded once, shared by all threads.
pub struct Extractor {
    ontology: Ontology,
    segmenter: Segmenter,
    tagger: Tagger,
    classifier: Classifier,
    fingerprint: String,
    /// Whether relations and figures are read, too.
    reads_relations: bool,
}

impl Extractor {
    /// Loads the words of the language and the ontology that ships in the binary.
    pub fn new() -> Self {
        Self::assemble(
            Ontology::embedded(),
            Segmenter::new(),
            || (Tagger::embedded(), Classifier::embedded()),
            &Dictionary::default(),
        )
    }

    /// The same, with the user's names over the ontology.
    ///
    /// # Errors
    /// If the dictionary cannot be laid over the ontology.
    pub fn with_dictionary(dictionary: &Dictionary) -> Result<Self> {
        let ontology = Ontology::with_dictionary(dictionary)?;
        let weights = || (Tagger::embedded(), Classifier::embedded());
        Ok(Self::assemble(ontology, Segmenter::new(), weights, dictionary))
    }

    /// The same with another classifier; with one without weights, facts are read by rules alone.
    pub fn with_classifier(self, classifier: Classifier) -> Self {
        Extractor { classifier, ..self }
    }

    /// The same for names alone: it reads no relations and no figures, in some three quarters of the time.
    pub fn without_relations(self) -> Self {
        Extractor { reads_relations: false, ..self }
    }

    /// Puts together what was loaded one by one: the ontology that `dictionary` lies over, the words, and at last the
    /// weights, so that they can be loaded while names are added to the words.
    pub(crate) fn assemble(
        ontology: Ontology,
        words: Segmenter,
        weights: impl FnOnce() -> (Tagger, Classifier),
        dictionary: &Dictionary,
    ) -> Self {
        let segmenter = words.with_words(ontology.gazetteer.sure_forms());
        let fingerprint = format!("{}{}", env!("SINOGRAPH_FINGERPRINT"), dictionary.fingerprint());
        let (tagger, classifier) = weights();
        Extractor { ontology, segmenter, tagger, classifier, fingerprint, reads_relations: true }
    }

    /// What tells this reader from others: two with the same fingerprint read the same in the same text.
    ///
    /// It changes with the code, the words and the weights that the program was built from.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// What the program knows.
    pub fn ontology(&self) -> &Ontology {
        &self.ontology
    }

    /// The trained tagger, for the default convention.
    pub fn tagger(&self) -> &Tagger {
        &self.tagger
    }

    /// Reads one source: a pure function of its text and what it declares.
    pub fn extract(&self, source: &Source) -> Vec<Extraction> {
        self.extract_curated(source, &Curation::default())
    }

    /// The same, as people have decided of it.
    pub fn extract_curated(&self, source: &Source, curation: &Curation) -> Vec<Extraction> {
        let documents = document::read(source, &self.segmenter);
        // All articles of a page are of one day.
        let anchor = Anchor::of(source.declared.date.as_deref(), &documents, &self.ontology);
        documents.into_iter().map(|document| self.read(document, anchor, curation, |_| ()).0).collect()
    }

    /// The same, with the pairs of names of each document as the classifier is shown them, to learn from.
    pub fn extract_cases(&self, source: &Source) -> Vec<(Extraction, Vec<Case>)> {
        let documents = document::read(source, &self.segmenter);
        let anchor = Anchor::of(source.declared.date.as_deref(), &documents, &self.ontology);
        let none = Curation::default();
        documents.into_iter().map(|document| self.read(document, anchor, &none, relation::cases)).collect()
    }

    /// Reads a document, and hands what its relations are read from to `look`.
    fn read<T>(
        &self,
        document: Document,
        anchor: Anchor,
        curation: &Curation,
        look: impl FnOnce(Page<'_>) -> T,
    ) -> (Extraction, T) {
        let reading = Reading::new(&document, &self.ontology);
        let mut mentions = mention::find(&reading, &self.tagger);
        let mut resolution = entity::resolve(&document, &mentions, &self.ontology);
        let name = document_name(&document);
        let mut amendment = Amendment::new(curation, &document, &name, &self.ontology);
        if amendment.mentions(&mut mentions, &resolution) {
            resolution = entity::resolve(&document, &mentions, &self.ontology);
        }
        amendment.entities(&mentions, &mut resolution);
        let page = Page {
            document: &document,
            words: &reading.words,
            mentions: &mentions,
            resolution: &resolution,
            ontology: &self.ontology,
            anchor,
            classifier: &self.classifier,
        };
        let looked = look(page);
        let Findings { mut relations, observations, crowd } =
            if self.reads_relations { relation::find(page) } else { Findings::default() };
        amendment.relations(&resolution, &mut relations);
        let refused = amendment.diagnostics();
        let (decisions, forbidden) = amendment.applied();
        let crowd = crowd.map(|crowd| crowded(document.map.raw_span(crowd.first), crowd.n_sentences));
        let mut document = document;
        document.reporters.retain(|name| !forbidden.contains(name));
        document.photographers.retain(|name| !forbidden.contains(name));
        document.diagnostics.extend(refused.into_iter().chain(crowd));
        (Extraction { document, mentions, resolution, relations, observations, decisions }, looked)
    }
}

fn crowded(span: Span, n_sentences: usize) -> Diagnostic {
    let message = format!(
        "{n_sentences} sentences name more than {MOST_ENTITIES} things, or stand behind {MOST_MEETINGS} pairs; only the \
         first ones are paired"
    );
    Diagnostic { severity: Severity::Warning, code: "pair-cap", span, message }
}

impl Default for Extractor {
    fn default() -> Self {
        Self::new()
    }
}
