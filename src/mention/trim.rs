//! What hangs on the ends of a name and is none of it: white space, the 时 of 会见石青时, the 日 of 石青日前表示; and what is no name:
//! what is counted, and sections of a paper.

use super::reading::Word;
use super::{Candidate, Reading};
use crate::document::{BlockKind, Tag};
use crate::ontology::{Acts, EntityKind, Numeral, Origin, Roles};
use crate::text::{Span, is_name_dot};

/// Takes what is none of a name off its ends, as white space of damaged text; tells whether what is left is a name.
pub(super) fn trim(reading: &Reading<'_>, named: &mut Candidate) -> bool {
    let text = reading.slice(named.span);
    let start = named.span.start + text.len() - text.trim_start().len();
    named.span = Span::new(start, start + text.trim().len());
    if named.kind == EntityKind::Organization && named.entries.is_empty() && !DECLARED.contains(&named.recognizer) {
        named.span.start += leading(reading, named.span);
    }
    if named.kind == EntityKind::Person && named.entries.is_empty() {
        if ends_in_when(reading, named.span) {
            named.span.end -= WHEN.len_utf8();
        }
        if !DECLARED.contains(&named.recognizer) {
            named.span.end = end_of_person(reading, named.span);
        }
    }
    named.span.end > named.span.start && !is_counted(reading, named) && !names_sections(reading, named)
}

/// Whether sections of a paper are taken for somebody: 科教·文体 beside the day.
fn names_sections(reading: &Reading<'_>, named: &Candidate) -> bool {
    let is_dotted = named.kind == EntityKind::Person && reading.slice(named.span).contains(is_name_dot);
    is_dotted && reading.document.blocks_of(BlockKind::Furniture).any(|block| block.contains(named.span))
}

/// Whether several are meant that the words only tell what they are and where: 12家|墨西哥银行.
fn is_counted(reading: &Reading<'_>, named: &Candidate) -> bool {
    if named.kind == EntityKind::Organization && counts_inside(reading.slice(named.span)) {
        return true;
    }
    let mut before = reading.text()[..named.span.start].chars().rev();
    let counter = before.next().filter(|c| COUNTERS.contains(c)).and_then(|_| before.next());
    let numerals = &reading.ontology.numerals;
    let is_number = |c: char| c.is_numeric() || SEVERAL.contains(&c) || numerals.of(c) != Numeral::None;
    // 第一家|上海银行
    let is_ordinal = before.next() == Some(ORDINAL);
    if named.kind != EntityKind::Organization || !counter.is_some_and(is_number) || is_ordinal {
        return false;
    }
    let text = reading.slice(named.span);
    let gazetteer = &reading.ontology.gazetteer;
    let is_land = |entry: usize| gazetteer.entry(entry).0.is_land();
    let lands = gazetteer.starts(text).filter(|(_, form)| form.meanings.iter().any(|meaning| is_land(meaning.entry)));
    let Some(rest) = lands.map(|(length, _)| length).max().and_then(|length| text.get(length..)) else { return false };
    let lexicon = &reading.ontology.lexicon;
    let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST_HEAD).skip(1);
    let is_head = |end: usize| lexicon.head(&rest[..end]).is_some_and(|(length, head)| length == end && head.is_strong);
    ends.into_iter().any(is_head)
}

/// Whether a number of them stands inside: 岚海市|21所|职业学校.
fn counts_inside(text: &str) -> bool {
    let counters = text.match_indices(COUNTERS).filter(|(at, _)| text[..*at].ends_with(char::is_numeric));
    // 第21所, 2所
    let is_led = |at: usize| {
        let front = text[..at].trim_end_matches(char::is_numeric);
        !front.is_empty() && !front.ends_with(ORDINAL)
    };
    counters.into_iter().any(|(at, counter)| is_led(at) && text[at + counter.len()..].chars().nth(1).is_some())
}

/// What firms and schools are counted by.
const COUNTERS: [char; 2] = ['家', '所'];

/// What makes an ordinal of a number.
const ORDINAL: char = '第';

/// Words for a number of them.
const SEVERAL: [char; 4] = ['数', '几', '多', '余'];

/// The most characters of the word for what they are.
const LONGEST_HEAD: usize = 4;

/// Whether the last character of a name tells when its clause is: 会见岚国防长石青|时|表示.
fn ends_in_when(reading: &Reading<'_>, name: Span) -> bool {
    let is_name = reading.slice(name).chars().count() > 2 && reading.slice(name).ends_with(WHEN);
    let says = || reading.word_from(name.end).is_some_and(|next| reading.words[next].roles.has(Roles::SPEECH));
    let meets = || {
        let before = reading.word_at(name.start).unwrap_or_default();
        reading.words[before.saturating_sub(FARTHEST_MEETING)..before].iter().any(|word| word.acts.has(Acts::MEET))
    };
    is_name && says() && meets()
}

/// The bytes of the preposition that an organization begins with behind an adverb: 已|向|白桦新材.
fn leading(reading: &Reading<'_>, name: Span) -> usize {
    let text = reading.slice(name);
    let is_led = |before: &Word| before.tag == Tag::Adverb;
    let before = reading.word_to(name.start).map(|before| &reading.words[before]);
    let first = text.chars().next().filter(|c| PREPOSITIONS.contains(c));
    let is_long = text.chars().nth(SHORTEST).is_some();
    first.filter(|_| is_long && before.is_some_and(is_led)).map_or(0, char::len_utf8)
}

/// What leads to whom something is done.
const PREPOSITIONS: [char; 4] = ['向', '对', '给', '为'];

/// What is left of a name behind it has more characters than one.
const SHORTEST: usize = 2;

/// Where a Chinese name ends that has swallowed the beginning of what follows: 石青|日前表示, 石青|也参加.
fn end_of_person(reading: &Reading<'_>, name: Span) -> usize {
    let text = reading.slice(name);
    let lexicon = &reading.ontology.lexicon;
    let surname = lexicon.surname(text).filter(|(_, origin)| *origin == Origin::Chinese).map_or(0, |(end, _)| end);
    // What is left has a given name.
    let starts = text.char_indices().map(|(at, _)| at).skip_while(|&at| at <= surname).collect::<Vec<_>>();
    let is_chinese = surname > 0 && !text.contains(is_name_dot);
    let Some(&last) = starts.last().filter(|_| is_chinese) else { return name.end };
    let follows = Roles::SPEECH.and(Roles::PERSON_VERB).and(Roles::BORDER);
    // 石青周|因病去世: no given name has three characters.
    if let [.., second, _] = starts[..]
        && text[surname..].chars().nth(2).is_some()
        && lexicon.roles(&text[second..]).has(follows)
    {
        return name.start + second;
    }
    let end = name.start + last;
    let tail = lexicon.roles(&text[last..]);
    let stops = tail.has(Roles::NAME_STOP) && tail.has(Roles::BORDER) && !text.ends_with(|c| lexicon.is_given_name(c));
    let behind = reading.text()[name.end..].char_indices().map(|(at, c)| name.end + at + c.len_utf8());
    let begins = |to: usize| lexicon.roles(reading.slice(Span::new(end, to))).has(follows);
    // 石和平|均表示: what follows the whole name well takes nothing from it.
    let is_followed = || {
        let next = reading.word_from(name.end).map(|next| &reading.words[next]);
        let is_small = |tag: Tag| matches!(tag, Tag::Adverb | Tag::Preposition | Tag::Conjunction | Tag::Particle);
        next.is_some_and(|next| next.roles.has(follows) || is_small(next.tag))
    };
    let is_torn = || behind.take(LONGEST_NEXT).any(begins) && !is_followed();
    // 石青|也表示; but 石清让|认为, because a preposition leads to no verb.
    let tail =
        reading.word_from(end).map(|tail| &reading.words[tail]).filter(|tail| tail.span == Span::new(end, name.end));
    let is_adverb = tail.is_some_and(|tail| tail.tag == Tag::Adverb);
    if stops && (is_adverb || !is_followed()) || is_torn() { end } else { name.end }
}

/// The most characters behind a name of a word that begins in it.
const LONGEST_NEXT: usize = 4;

/// Who finds people where the page or the user says that somebody is named.
const DECLARED: [&str; 2] = ["dictionary", "byline"];

/// What ends a clause that tells when somebody said something.
const WHEN: char = '时';

/// The most words from a verb of meeting to who is met.
const FARTHEST_MEETING: usize = 12;
