//! A document as the recognizers see it: words with their roles, known names, name-forming heads.

use std::collections::BTreeSet;

use super::ends::Ends;
use crate::document::{Document, Tag};
use crate::ontology::{Acts, EntityKind, Form, Head, Meaning, Ontology, Roles, Sureness, Uses};
use crate::text::Span;

/// A document with all that was looked up in it once, shared by all recognizers.
pub struct Reading<'a> {
    /// The document.
    pub document: &'a Document,
    /// The words and names it was read with.
    pub ontology: &'a Ontology,
    /// The tokens of the document with their roles; the indices are those of the tokens.
    pub words: Vec<Word>,
    /// Known names that stand as words of their own, ordered by end, longer ones first.
    pub names: Vec<Name<'a>>,
    /// All known names, also where the words are cut otherwise, in the same order.
    forms: Vec<Name<'a>>,
    /// The longest head at each end, ordered by end.
    pub heads: Vec<HeadAt<'a>>,
    /// Characters that stand for parts of the world which the text names, and for no country.
    pub regional: Vec<char>,
    word_ends: Ends,
    name_ends: Ends,
    head_ends: Ends,
}

/// A token and what it can do.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    /// Its bytes.
    pub span: Span,
    /// Its part of speech.
    pub tag: Tag,
    /// Its roles in the lexicon.
    pub roles: Roles,
    /// What it says of who did what, by the lexicon.
    pub acts: Acts,
    /// Whether jieba's dictionary holds it.
    pub is_known: bool,
    /// The index of its sentence.
    pub sentence: usize,
}

/// A known name in the text.
#[derive(Clone, Copy, Debug)]
pub struct Name<'a> {
    /// Its bytes.
    pub span: Span,
    /// The form and its meanings.
    pub form: &'a Form,
}

/// A name-forming head in the text.
#[derive(Clone, Copy, Debug)]
pub struct HeadAt<'a> {
    /// Its bytes.
    pub span: Span,
    /// What it forms.
    pub head: &'a Head,
}

impl<'a> Reading<'a> {
    /// Looks up all words, names and heads of `document`.
    pub fn new(document: &'a Document, ontology: &'a Ontology) -> Self {
        let text = document.simplified.as_str();
        let words = words(document, ontology);
        let mut names: Vec<Name<'_>> = Vec::with_capacity(words.len() / 4);
        names.extend(ontology.gazetteer.find(text).map(|(span, form)| Name { span, form }));
        names.sort_unstable_by_key(|name| (name.span.end, name.span.start));
        let mut reading = Reading {
            document,
            ontology,
            word_ends: Ends::new(words.iter().map(|word| word.span.end), text.len()),
            name_ends: Ends::new(names.iter().map(|name| name.span.end), text.len()),
            forms: Vec::new(),
            names,
            heads: Vec::with_capacity(words.len() / 8),
            regional: ontology.lexicon.regions_in(text).collect(),
            head_ends: Ends::new(std::iter::empty(), 0),
            words,
        };
        let alone = reading.names.iter().filter(|name| reading.stands_alone(name)).copied().collect();
        reading.forms = std::mem::replace(&mut reading.names, alone);
        reading.name_ends = Ends::new(reading.names.iter().map(|name| name.span.end), text.len());
        reading.find_heads();
        reading
    }

    fn find_heads(&mut self) {
        let text = self.text();
        let lexicon = &self.ontology.lexicon;
        for word in &self.words {
            let ends = self.slice(word.span).char_indices().filter(|(_, c)| lexicon.ends_heads(*c));
            for (end, c) in ends.map(|(at, c)| (word.span.start + at + c.len_utf8(), c)) {
                // 创新处|处长 and 地球科学部|副主任, where jieba may read 处处 and 部副.
                let is_led = || {
                    let behind = &text[end..];
                    behind.starts_with('副') || behind.strip_prefix(c).is_some_and(|rest| rest.starts_with('长'))
                };
                // 云岭分|行为: jieba joins the last character of a branch with the preposition behind it.
                let is_agent =
                    || BRANCHES.iter().any(|branch| text[..end].ends_with(branch)) && &text[end..word.span.end] == "为";
                let rest = Span::new(end, word.span.end);
                if (end == word.span.end || self.may_follow_name(rest) || is_led() || is_agent())
                    && let Some((length, head)) = lexicon.head(&text[..end])
                {
                    self.heads.push(HeadAt { span: Span::new(end - length, end), head });
                }
            }
        }
        self.head_ends = Ends::new(self.heads.iter().map(|head| head.span.end), text.len());
    }

    /// The entries that its known names can mean.
    pub fn named_entries(&self) -> BTreeSet<usize> {
        self.names.iter().flat_map(|name| &name.form.meanings).map(|meaning| meaning.entry).collect()
    }

    /// The text in simplified script, for matching.
    #[expect(clippy::misnamed_getters, reason = "recognizers read the simplified text and nothing else")]
    pub fn text(&self) -> &'a str {
        &self.document.simplified
    }

    /// The simplified characters at `span`.
    pub fn slice(&self, span: Span) -> &'a str {
        span.of(&self.document.simplified)
    }

    /// The text of a word.
    pub fn word(&self, index: usize) -> &'a str {
        self.slice(self.words[index].span)
    }

    /// The word that starts at `byte`.
    pub fn word_from(&self, byte: usize) -> Option<usize> {
        let index = self.first_word_behind(byte);
        self.words.get(index).filter(|word| word.span.start == byte).map(|_| index)
    }

    /// The word that ends at `byte`.
    pub fn word_to(&self, byte: usize) -> Option<usize> {
        let index = self.first_word_behind(byte.checked_sub(1)?);
        self.words.get(index).filter(|word| word.span.end == byte).map(|_| index)
    }

    /// The word in which `byte` lies.
    pub fn word_at(&self, byte: usize) -> Option<usize> {
        let index = self.first_word_behind(byte);
        self.words.get(index).filter(|word| word.span.start <= byte).map(|_| index)
    }

    fn first_word_behind(&self, byte: usize) -> usize {
        self.word_ends.behind(byte, &self.words, |word| word.span.end)
    }

    /// Whether no word crosses `byte`.
    pub fn is_border(&self, byte: usize) -> bool {
        self.words.get(self.first_word_behind(byte)).is_none_or(|word| word.span.start >= byte)
    }

    /// Whether a name may end at `byte`: at a word border, or where the rest of the word may follow it.
    fn is_name_end(&self, byte: usize) -> bool {
        let Some(index) = self.word_at(byte) else { return true };
        let word = &self.words[index];
        word.span.start == byte || self.may_follow_name(Span::new(byte, word.span.end))
    }

    /// Whether the rest of a word is a post (事务所|律师, 日本|首相) or what follows regions (中亚|国家).
    fn may_follow_name(&self, rest: Span) -> bool {
        let followers = Roles::POST_BEFORE.and(Roles::POST_AFTER).and(Roles::REGION_SUFFIX);
        self.ontology.lexicon.roles(self.slice(rest)).has(followers)
    }

    /// The known names that end at `byte`, longest first.
    pub fn names_to(&self, byte: usize) -> impl Iterator<Item = &Name<'a>> {
        let first = byte.checked_sub(1).map_or(0, |before| self.first_name_behind(before));
        self.names[first..].iter().take_while(move |name| name.span.end == byte)
    }

    /// The known names that start at `byte`.
    pub fn names_from(&self, byte: usize) -> impl Iterator<Item = &Name<'a>> {
        let near = self.names[self.first_name_behind(byte)..].iter();
        near.take_while(move |name| name.span.end <= byte + LONGEST_NAME).filter(move |name| name.span.start == byte)
    }

    fn first_name_behind(&self, byte: usize) -> usize {
        self.name_ends.behind(byte, &self.names, |name| name.span.end)
    }

    /// The head that ends at `byte`.
    pub fn head_to(&self, byte: usize) -> Option<&HeadAt<'a>> {
        let first = self.head_ends.behind(byte.checked_sub(1)?, &self.heads, |head| head.span.end);
        self.heads.get(first).filter(|head| head.span.end == byte)
    }

    /// All known names within `span`, also where the words are cut otherwise, ordered by end.
    pub fn forms_in(&self, span: Span) -> impl DoubleEndedIterator<Item = &Name<'a>> {
        let first = self.forms.partition_point(|name| name.span.end <= span.start);
        let end = self.forms.partition_point(|name| name.span.end <= span.end);
        self.forms[first..end].iter().filter(move |name| name.span.start >= span.start)
    }

    /// The heads within `span`, ordered by end.
    pub fn heads_in(&self, span: Span) -> impl Iterator<Item = &HeadAt<'a>> {
        let first = self.heads.partition_point(|head| head.span.end <= span.start);
        let end = self.heads.partition_point(|head| head.span.end <= span.end);
        self.heads[first..end].iter().filter(move |head| head.span.start >= span.start)
    }

    /// The character that ends at `byte`, in the same block.
    pub fn char_before(&self, byte: usize) -> Option<char> {
        self.text()[..byte].chars().next_back()
    }

    /// The character that starts at `byte`.
    pub fn char_after(&self, byte: usize) -> Option<char> {
        self.text()[byte..].chars().next()
    }

    /// Whether a known form is cut off from its neighbours as a word is.
    ///
    /// Short forms need a word border on both sides: 中国 in 发展中国家 and in 美国会 has none. A long
    /// form is stronger evidence than the cut of a dictionary that does not know it.
    fn stands_alone(&self, name: &Name<'_>) -> bool {
        let (span, form) = (name.span, name.form);
        let is_dictionary = form.meanings.first().is_some_and(|meaning| meaning.sureness == Sureness::Dictionary);
        if is_dictionary || self.is_long(span) && !self.cuts_noun(span.end) && !self.cuts_country(span) {
            return !self.cuts_latin(span);
        }
        // 日本 of 日本|丰田汽车公司: a long form behind is a border.
        let ends = || {
            let is_before_long = || self.names_from(span.end).any(|next| self.is_long(next.span));
            self.is_name_end(span.end) || is_before_long() || self.is_led_into(span) || self.governs(name)
        };
        (self.is_border(span.start) && ends() || self.is_half(span)) && !self.cuts_latin(span)
    }

    /// Whether a form names a country, and the rest of its word that it is its government which acts: 中国|政府.
    fn governs(&self, name: &Name<'_>) -> bool {
        let is_country = |meaning: &Meaning| self.ontology.gazetteer.entry(meaning.entry).0 == EntityKind::Country;
        let rest = self.word_at(name.span.end).map(|index| Span::new(name.span.end, self.words[index].span.end));
        // 美国政府 is known as a whole.
        let is_known = |rest: Span| self.names_from(name.span.start).any(|whole| whole.span.end == rest.end);
        name.form.meanings.first().is_some_and(is_country)
            && rest.is_some_and(|rest| self.slice(rest) == GOVERNMENT && !is_known(rest))
    }

    /// Whether a form and another one are all of a word that names a place within a place: 云南|昆明.
    fn is_half(&self, span: Span) -> bool {
        let is_place = |name: &Name<'_>| {
            let kind = name.form.meanings.first().map(|meaning| self.ontology.gazetteer.entry(meaning.entry).0);
            matches!(kind, Some(EntityKind::Place | EntityKind::Country))
        };
        self.word_at(span.start).map(|index| &self.words[index]).is_some_and(|word| {
            let opens = || {
                let mut rest = self.names_from(span.end);
                word.span.start == span.start && rest.any(|rest| rest.span.end == word.span.end && is_place(rest))
            };
            let ends = || {
                let mut front = self.names_to(span.start);
                word.span.end == span.end && front.any(|front| front.span.start == word.span.start && is_place(front))
            };
            word.tag == Tag::Place && word.span != span && (opens() || ends())
        })
    }

    /// 国家副主席|韩正|在: whether a post stands in front of a form whose last character is cut as one word with the preposition
    /// behind it.
    fn is_led_into(&self, span: Span) -> bool {
        let leads = |rest: Span| self.ontology.lexicon.acts(self.slice(rest)).has(Acts::IN);
        let has_post = |index: usize| self.words[index].roles.has(Roles::POST_BEFORE);
        let rest = self.word_at(span.end).map(|index| Span::new(span.end, self.words[index].span.end));
        rest.is_some_and(leads) && self.word_to(span.start).is_some_and(has_post)
    }

    /// 交通运输部|门: whether `byte` is the middle of a noun of two characters, which is likelier than a name there.
    fn cuts_noun(&self, byte: usize) -> bool {
        self.word_at(byte).is_some_and(|index| {
            let word = &self.words[index];
            let cuts = word.span.start < byte && word.is_known && word.tag == Tag::Noun;
            cuts && self.slice(word.span).chars().count() == 2
        })
    }

    /// 白|俄罗斯能源部: whether a form begins in the middle of a word that names a country, and goes on behind it.
    fn cuts_country(&self, span: Span) -> bool {
        self.word_at(span.start).is_some_and(|index| {
            let word = &self.words[index];
            let is_country = |meaning: &Meaning| self.ontology.gazetteer.entry(meaning.entry).0 == EntityKind::Country;
            let names_country = || {
                let mut forms = self.ontology.gazetteer.starts(self.slice(word.span));
                forms.any(|(length, form)| length == word.span.len() && form.meanings.iter().any(is_country))
            };
            word.span.start < span.start && word.span.end < span.end && names_country()
        })
    }

    /// Whether a known form is so long that it needs no word borders.
    fn is_long(&self, span: Span) -> bool {
        self.slice(span).chars().nth(LONG_FORM - 1).is_some()
    }

    /// Whether a latin word or a number goes on across a border of `span`.
    pub fn cuts_latin(&self, span: Span) -> bool {
        let glued = |before: Option<char>, after: Option<char>| {
            let is_latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
            is_latin(before) && is_latin(after)
        };
        glued(self.char_before(span.start), self.char_after(span.start))
            || glued(self.char_before(span.end), self.char_after(span.end))
    }
}

/// What speaks for a country.
const GOVERNMENT: &str = "政府";

/// What branches of banks are called.
const BRANCHES: [&str; 2] = ["分行", "支行"];

/// No known name has more bytes.
const LONGEST_NAME: usize = 150;

/// From this many characters on, a known form needs no word borders.
const LONG_FORM: usize = 5;

fn words(document: &Document, ontology: &Ontology) -> Vec<Word> {
    let mut words = Vec::with_capacity(document.tokens.len());
    for (index, sentence) in document.sentences.iter().enumerate() {
        for token in document.tokens_of(sentence) {
            let Uses { roles, acts } = ontology.lexicon.uses(token.span.of(&document.simplified));
            words.push(Word {
                span: token.span,
                tag: token.tag,
                roles,
                acts,
                is_known: token.is_known,
                sentence: index,
            });
        }
    }
    words
}
