//! Words, cut and tagged by jieba.

use jieba_rs::Jieba;

use crate::text::Span;

/// A word with its coarse part of speech.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its bytes in the document's text.
    pub span: Span,
    /// What kind of word the dictionary takes it for.
    pub tag: Tag,
    /// Whether the dictionary holds the word; others are single characters, and words in latin letters.
    pub is_known: bool,
}

/// The parts of speech that rules ask for, after the ICTCLAS tag set that jieba uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tag {
    /// `nr`, `nrfg`: a person's name.
    Person,
    /// `nrt`: a transliterated person's name.
    Transliteration,
    /// `ns`: a place name.
    Place,
    /// `nt`: the name of an organization.
    Organization,
    /// `nz`: another proper name.
    ProperName,
    /// `n` and the other nouns.
    Noun,
    /// `v`, `vd`, `vi` and the other verbs.
    Verb,
    /// `vn`: a verb used as a noun.
    VerbalNoun,
    /// `a`, `ad`, `an`, `b`, `z`: adjectives and distinguishing words.
    Adjective,
    /// `d`: an adverb.
    Adverb,
    /// `p`: a preposition.
    Preposition,
    /// `c`: a conjunction.
    Conjunction,
    /// `m`, `q`: numerals and measure words.
    Number,
    /// `t`: a time word.
    Time,
    /// `r`: a pronoun.
    Pronoun,
    /// `f`, `s`: words of direction and position.
    Position,
    /// `u`, `y`, `e`, `o`: particles.
    Particle,
    /// `j`: an abbreviation.
    Abbreviation,
    /// `i`, `l`: idioms and fixed phrases.
    Idiom,
    /// `eng`: a word in latin letters.
    Latin,
    /// `x`, `w`: punctuation and all else.
    Other,
}

/// Cuts text into words.
pub struct Segmenter {
    jieba: Jieba,
}

/// Small words that stand in front of names more often than they are surnames.
const LEADS: [(char, Tag); 4] =
    [('和', Tag::Conjunction), ('从', Tag::Preposition), ('向', Tag::Preposition), ('由', Tag::Preposition)];

/// What jieba finds in 该项目的, where a work is meant: 该项|目的.
const AIM: &str = "目的";

/// The character of which it takes the work.
const WORK: char = '项';

/// Takes from the last word, if it is 该项 in front of 目的, the character that belongs to 项目; tells whether it did.
fn takes_work(text: &str, end: usize, tokens: &mut [Token]) -> bool {
    let Some(last) = tokens.last_mut().filter(|last| last.span.end == end && last.tag == Tag::Pronoun) else {
        return false;
    };
    let rest = last.span.of(text).strip_suffix(WORK).filter(|rest| !rest.is_empty()).map(str::len);
    if let Some(length) = rest {
        last.span.end = last.span.start + length;
    }
    rest.is_some()
}

/// What ends the titles of those who head something, and begins names of rivers and towns: 会|长江|小涓 for 会长|江|小涓.
const HEAD: char = '长';

/// Takes the last word, if it is the character of what somebody heads, behind what he heads or behind 副: 研究院|院|长江|丽, 副|局|长江.
fn takes_head(text: &str, end: usize, tokens: &mut Vec<Token>) -> Option<usize> {
    let last = tokens.last().filter(|last| last.span.end == end)?;
    let start = last.span.start;
    let mut body = last.span.of(text).chars();
    let (body, None) = (body.next()?, body.next()) else { return None };
    let is_headed = |before: char| before == body || before == '副' || (before, body) == ('学', '校');
    text[..start].ends_with(is_headed).then(|| {
        tokens.pop();
        start
    })
}

/// What jieba finds in 这条路由, where a road is meant, and the character in front that counts roads.
const ROUTER: &str = "路由";
const COUNTS_ROADS: char = '条';

/// What jieba finds in 8月26日本赛季, behind the number of a day.
const JAPAN: &str = "日本";

/// Whether a text ends in a month and the number of a day in it.
fn ends_in_day(text: &str) -> bool {
    let front = text.trim_end_matches(char::is_numeric);
    front.len() < text.len() && front.ends_with('月')
}

/// The characters of Chinese that texts are written in.
const SINGLES: std::ops::RangeInclusive<char> = '\u{4E00}'..='\u{9FFF}';

/// What stands for the tag of those that the dictionary does not hold alone.
const UNKNOWN: &str = "";

impl Default for Segmenter {
    fn default() -> Self {
        Self::new()
    }
}

impl Segmenter {
    /// Loads the dictionary of jieba, which takes about a tenth of a second.
    pub fn new() -> Self {
        let mut jieba = Jieba::new();
        // Of a character that it does not hold, jieba guesses a tag, for which it would load its hidden Markov model.
        for single in SINGLES.map(String::from) {
            if !jieba.has_word(&single) {
                jieba.add_word(&single, Some(1), Some(UNKNOWN));
            }
        }
        Segmenter { jieba }
    }

    /// Adds words that are to be kept whole, in simplified script, in the order given.
    ///
    /// A word that the dictionary has keeps its tag; a new one is a [`Tag::ProperName`]. Its
    /// frequency becomes just high enough for it to win over its parts.
    ///
    /// ```
    /// use sinograph::document::Segmenter;
    /// use sinograph::text::Span;
    ///
    /// let segmenter = Segmenter::new().with_words(["中吉乌铁路"]);
    /// let text = "推进中吉乌铁路建设";
    /// let mut tokens = Vec::new();
    /// segmenter.cut(text, Span::new(0, text.len()), &mut tokens);
    /// assert!(tokens.iter().any(|token| token.span.of(text) == "中吉乌铁路"));
    /// ```
    #[must_use]
    pub fn with_words<'a>(mut self, words: impl IntoIterator<Item = &'a str>) -> Self {
        for word in words {
            self.jieba.add_word(word, None, Some("nz"));
        }
        self
    }

    /// Appends the words of `text[span]` to `tokens`; `text` is in simplified script.
    ///
    /// Characters that no word of the dictionary joins stay single. Jieba's hidden Markov model would guess words of them,
    /// and mostly wrong ones around names (清渠|县委, 由沅|溪): who reads names sees more in the characters.
    pub fn cut(&self, text: &str, span: Span, tokens: &mut Vec<Token>) {
        let mut start = span.start;
        for tagged in self.jieba.tag(span.of(text), false) {
            let end = start + tagged.word.len();
            // What is longer than a character, and no run of letters and digits, comes from the dictionary.
            let is_joined = tagged.end - tagged.start > 1 && !tagged.word.is_ascii();
            let is_known = is_joined || tagged.tag != UNKNOWN && self.jieba.has_word(tagged.word);
            let tag = Tag::of(tagged.tag);
            let led = self.led_name(tagged.word, tag).map(|(lead, name)| (start, lead, name));
            let parts = led.or_else(|| match tagged.word {
                AIM if takes_work(text, start, tokens) => Some((start - WORK.len_utf8(), Tag::Noun, Tag::Particle)),
                JAPAN if ends_in_day(&text[..start]) => Some((start, Tag::Number, Tag::Pronoun)),
                ROUTER if text[..start].ends_with(COUNTS_ROADS) => Some((start, Tag::Noun, Tag::Preposition)),
                place if tag == Tag::Place && place.starts_with(HEAD) => {
                    let rest = self.jieba.tag(&place[HEAD.len_utf8()..], false);
                    let rest = rest.first().map_or(Tag::Noun, |rest| Tag::of(rest.tag));
                    takes_head(text, start, tokens).map(|first| (first, Tag::Noun, rest))
                }
                _ => None,
            });
            match parts {
                Some((first, front, behind)) => {
                    let seam = start + tagged.word.chars().next().map_or(0, char::len_utf8);
                    tokens.push(Token { span: Span::new(first, seam), tag: front, is_known: true });
                    tokens.push(Token { span: Span::new(seam, end), tag: behind, is_known: true });
                }
                None => tokens.push(Token { span: Span::new(start, end), tag, is_known }),
            }
            start = end;
        }
    }

    /// What a small word and the name behind it are, which jieba's dictionary holds for one person's name: 和|普京, 从|博鳌.
    fn led_name(&self, word: &str, tag: Tag) -> Option<(Tag, Tag)> {
        let (first, name) = word.split_at_checked(word.chars().next()?.len_utf8())?;
        let lead = LEADS.iter().find(|(lead, _)| first.starts_with(*lead)).map(|(_, tag)| *tag)?;
        let is_name =
            |tag| matches!(tag, Tag::Person | Tag::Transliteration | Tag::Place | Tag::Organization | Tag::ProperName);
        let is_led = is_name(tag) && name.chars().nth(1).is_some() && self.jieba.has_word(name);
        if !is_led {
            return None;
        }
        let name = self.jieba.tag(name, false).first().map(|tagged| Tag::of(tagged.tag))?;
        // 和志强 and 向德军 are people of their own.
        let is_surname = name == Tag::Person && first.starts_with(['和', '向']);
        (is_name(name) && !is_surname).then_some((lead, name))
    }

    /// Whether a word or a number stands half at the end of `before`, half at the start of `after`.
    pub(super) fn splits_word(&self, before: &str, after: &str) -> bool {
        if is_number_seam(before, after) {
            return true;
        }
        let tail = before.char_indices().rev().take(6).last().map_or("", |(at, _)| &before[at..]);
        let head_end = after.char_indices().nth(6).map_or(after.len(), |(at, _)| at);
        let joined = format!("{tail}{}", &after[..head_end]);
        let mut end = 0;
        for token in self.jieba.cut(&joined, false) {
            let start = end;
            end += token.word.len();
            if start < tail.len() && end > tail.len() {
                return true;
            }
        }
        false
    }
}

/// Whether digits, or a number and its unit, meet.
fn is_number_seam(before: &str, after: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    let in_decimal =
        before.strip_suffix('.').is_some_and(|before| before.ends_with(is_digit)) && after.starts_with(is_digit);
    let after_digit = before.ends_with(is_digit);
    in_decimal
        || after_digit
            && after
                .starts_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | '%' | '万' | '亿' | '年' | '月' | '日'))
}

impl Tag {
    fn of(tag: &str) -> Self {
        match tag {
            "nrt" => Tag::Transliteration,
            "nt" => Tag::Organization,
            "nz" => Tag::ProperName,
            "vn" => Tag::VerbalNoun,
            "eng" => Tag::Latin,
            _ => match tag.as_bytes() {
                [b'n', b'r', ..] => Tag::Person,
                [b'n', b's', ..] => Tag::Place,
                [b'n', ..] => Tag::Noun,
                [b'v', ..] => Tag::Verb,
                [b'a' | b'b' | b'z', ..] => Tag::Adjective,
                [b'd', ..] => Tag::Adverb,
                [b'p', ..] => Tag::Preposition,
                [b'c', ..] => Tag::Conjunction,
                [b'm' | b'q', ..] => Tag::Number,
                [b't', ..] => Tag::Time,
                [b'r', ..] => Tag::Pronoun,
                [b'f' | b's', ..] => Tag::Position,
                [b'u' | b'y' | b'e' | b'o', ..] => Tag::Particle,
                [b'j', ..] => Tag::Abbreviation,
                [b'i' | b'l', ..] => Tag::Idiom,
                _ => Tag::Other,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_character_that_the_dictionary_does_not_hold_is_unknown() {
        let mut tokens = Vec::new();
        let text = "人桊乩";
        Segmenter::new().cut(text, Span::new(0, text.len()), &mut tokens);
        let found: Vec<_> = tokens.iter().map(|token| (token.span.of(text), token.tag, token.is_known)).collect();
        assert_eq!(found, [("人", Tag::Noun, true), ("桊", Tag::Other, false), ("乩", Tag::Other, true)]);
    }
}
