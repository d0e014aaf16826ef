//! Events by the heads of their names: 峰会, 论坛, 博览会.

use super::phrase::{self, Sort};
use super::reading::{HeadAt, Name, Reading, Word};
use super::{Candidate, Recognizer, event_name, organization, walk};
use crate::document::Tag;
use crate::ontology::{Acts, Ending, EntityKind, Roles};
use crate::text::Span;

/// Proposes named meetings, summits and fairs.
pub struct Event;

impl Recognizer for Event {
    fn name(&self) -> &'static str {
        "event-head"
    }

    fn find(&self, reading: &Reading<'_>) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        for head in reading.heads.iter().filter(|head| head.head.kind == EntityKind::Event) {
            if let Some(span) = quoted(reading, head) {
                candidates.push(Candidate::new(EntityKind::Event, span, QUOTED, 0.8));
            }
            if is_part_of_event(reading, head) {
                continue;
            }
            let is_show = head.head.is_show();
            if let Some(span) = phrase::quoted_in_front(reading, head).filter(|_| is_show) {
                candidates.push(Candidate::new(EntityKind::Event, span, QUOTED, 0.8));
                continue;
            }
            let mut phrase = phrase::before(reading, head);
            without_deed(reading, &mut phrase);
            let of_work = start_of_work(reading, &phrase);
            if let Some(start) = of_work {
                phrase.span.start = start;
            }
            // 由中国路桥|承建|的|蒙内铁路|通车仪式: what tells more of the work than of its opening.
            if head.head.class == CEREMONY && is_told_of_work(reading, phrase.span.start) {
                continue;
            }
            let edition = walk::edition(reading, phrase.span.start);
            if let Some(start) = edition {
                phrase.span.start = start;
            }
            let begins_with_ordinal =
                || phrase.parts.first().is_some_and(|part| reading.slice(part.span).starts_with('第'));
            let is_ordinal = edition.is_some() || begins_with_ordinal();
            let is_numbered = phrase.parts.iter().any(|part| reading.slice(part.span).starts_with('第'));
            // 日本|广岛亚运会: a country in front of a name that is complete without it is a mention of its own.
            if let [first, second, ..] = phrase.parts[..]
                && first.sort == Sort::Known(EntityKind::Country)
                && second.sort == Sort::Known(EntityKind::Place)
                && reading.slice(first.span) != CHINA
                && edition.is_none()
            {
                phrase.parts.remove(0);
                phrase.span.start = second.span.start;
            }
            let is_name = if head.head.is_strong {
                phrase.has_proper() || is_ordinal || phrase.n_common() > 1
            } else {
                // 成立大会暨|第一次会议: one character leads no name.
                let is_led = phrase.parts.first().is_some_and(|part| reading.slice(part.span).chars().nth(1).is_some());
                is_ordinal && phrase.n_common() > 1 || is_numbered && phrase.has_proper() && is_led
            };
            // 中国同乌兹别克斯坦会谈 is a sentence: one country and nothing more is no name.
            let is_bare = phrase.parts.iter().all(|part| part.sort == Sort::Known(EntityKind::Country));
            let is_generic = phrase.is_generic && edition.is_none();
            if is_name && !is_generic && !is_bare && !phrase.parts.is_empty() {
                // 2024国际山地旅游联盟|年会
                let is_edition =
                    edition.is_some() && (head.head.is_strong || reading.slice(phrase.span).starts_with('第'));
                // 广岛|峰会 is a name as sure as 广岛.
                let is_place = |part: &phrase::Part| part.sort == Sort::Known(EntityKind::Place);
                let is_summit = head.head.class == "summit" && phrase.parts.iter().all(is_place);
                let is_sure = is_summit || head.head.is_strong && is_led_by_name(reading, head, &phrase);
                let (recognizer, confidence) = match (is_edition, is_sure) {
                    _ if of_work.is_some() => (PURPOSEFUL, 0.9),
                    (true, _) => (EDITION, 0.9),
                    (false, true) => (self.name(), 0.97),
                    (false, false) => (self.name(), 0.7),
                };
                candidates.push(Candidate::new(EntityKind::Event, phrase.span, recognizer, confidence));
            }
        }
        candidates.extend(shows(reading));
        candidates.extend(editions(reading));
        candidates.extend(reading.heads.iter().filter_map(|head| numbered(reading, head)));
        candidates.extend(reading.heads.iter().filter_map(|head| sitting(reading, head)));
        candidates.extend(reading.heads.iter().filter_map(|head| joined(reading, head)));
        candidates.extend(reading.heads.iter().filter_map(|head| purposeful(reading, head)));
        candidates.extend(reading.heads.iter().filter_map(|head| event_name::paired(reading, head)));
        candidates.extend(reading.heads.iter().filter_map(|head| event_name::titled(reading, head)));
        candidates.extend(reading.heads.iter().filter_map(|head| event_name::anniversary(reading, head)));
        candidates.extend(reading.heads.iter().filter_map(|head| event_name::of_officials(reading, head)));
        candidates
    }
}

/// 应邀|出席|年会: what somebody does at the meeting is none of its name.
fn without_deed(reading: &Reading<'_>, phrase: &mut phrase::Phrase) {
    let is_deed = |part: &phrase::Part| {
        // jieba may join 应邀 with 出席.
        let text = reading.slice(part.span);
        let last = text.char_indices().rev().nth(1).map_or(text, |(at, _)| &text[at..]);
        reading.ontology.lexicon.acts(last).has(Acts::ATTEND)
    };
    if let Some(last) = phrase.parts.iter().rposition(is_deed) {
        phrase.span.start = phrase.parts[last].span.end;
        phrase.parts.drain(..=last);
    }
}

/// Where a meeting about a work begins whose name goes on with a verb: 中欧班列|集结|中心建设现场推进会.
fn start_of_work(reading: &Reading<'_>, phrase: &phrase::Phrase) -> Option<usize> {
    let verb = &reading.words[reading.word_to(phrase.span.start)?];
    let is_verb = matches!(verb.tag, Tag::Verb | Tag::VerbalNoun) && verb.acts.is_plain();
    // 搭乘中欧班列|奔赴|国际商品展览会: the meeting is about no work.
    let is_about = phrase.parts.iter().any(|part| ABOUT_WORKS.contains(&reading.slice(part.span)));
    let is_work = |name: &&Name<'_>| {
        let is_project = |entry| reading.ontology.gazetteer.entry(entry).0 == EntityKind::Project;
        name.form.meanings.first().is_some_and(|meaning| is_project(meaning.entry))
    };
    let work = reading.names_to(verb.span.start).find(is_work)?;
    (is_verb && is_about && phrase.n_common() > 1).then_some(work.span.start)
}

/// Words of the names of meetings about a work.
const ABOUT_WORKS: [&str; 5] = ["建设", "工作", "运营", "推进", "合作"];

/// 云岭论坛|开幕式: what is only a part of an event is no event of its own.
fn is_part_of_event(reading: &Reading<'_>, head: &HeadAt<'_>) -> bool {
    let is_part = reading.ontology.lexicon.acts(reading.slice(head.span)).has(Acts::CEREMONY);
    is_part && reading.head_to(head.span.start).is_some_and(|whole| whole.head.kind == EntityKind::Event)
}

/// Whether the name begins with what events are named after, and that it would hide otherwise: 东盟|未来|论坛, 长三角|氢能|产业|峰会,
/// 中巴经济走廊|媒体|论坛, 台北|国际|电脑展. What a ministry or a firm holds is seldom a name, nor is 北京|座谈会.
fn is_led_by_name(reading: &Reading<'_>, head: &HeadAt<'_>, phrase: &phrase::Phrase) -> bool {
    let Some(first) = phrase.parts.first() else { return false };
    // 岚海国际机场|启用仪式: of a work, known or not.
    let of_work = || reading.head_to(head.span.start).is_some_and(|work| work.head.kind == EntityKind::Project);
    if head.head.class == CEREMONY && phrase.has_proper() && of_work() {
        return true;
    }
    // 基督教青|年会, 国际可再生能源署|召开|大会; 民主大会|主席: what has a post is a body.
    let next = reading.word_from(head.span.end).map(|next| &reading.words[next]);
    if reading.word_from(head.span.start).is_none() || next.is_some_and(|next| next.roles.has(Roles::POST_BEFORE)) {
        return false;
    }
    // 中埃|智库|论坛, 中国|民营|经济|论坛
    if matches!(first.sort, Sort::Abbreviations | Sort::Known(EntityKind::Country)) {
        return phrase.parts.len() > 1 && phrase.parts[1..].iter().any(|part| part.sort != Sort::Joint);
    }
    let mut names = reading.names_to(first.span.end).filter(|name| name.span == first.span);
    let leads = |entry: usize| match reading.ontology.gazetteer.entry(entry) {
        (EntityKind::Organization, entry) => INTERNATIONAL.contains(&entry.class.as_str()),
        (EntityKind::Place, entry) => {
            // 无锡|马拉松
            let is_race = || reading.ontology.lexicon.ends_as(reading.slice(head.span), Ending::Tournament);
            head.head.is_show() || phrase.parts.len() > 1 || entry.class == REGION || is_race()
        }
        (kind, _) => kind == EntityKind::Project,
    };
    names.any(|name| name.form.meanings.iter().any(|meaning| leads(meaning.entry)))
}

/// The class of what is done when a work begins or ends.
const CEREMONY: &str = "ceremony";

/// Whether a verb of building or paying describes what begins at a byte: 承建|的|…
fn is_told_of_work(reading: &Reading<'_>, start: usize) -> bool {
    let of = start.checked_sub('的'.len_utf8()).filter(|_| reading.char_before(start) == Some('的'));
    let verb = of.and_then(|of| reading.word_to(of)).map(|verb| &reading.words[verb]);
    verb.is_some_and(|verb| verb.acts.has(Acts::BUILD.and(Acts::INVEST).and(Acts::FINANCE)))
}

/// 中国|西藏文化周: what is shown of it abroad.
const CHINA: &str = "中国";

/// The classes of bodies that hold meetings of their own.
const INTERNATIONAL: [&str; 3] = ["international", "bloc", "forum"];

/// The class of regions that do.
const REGION: &str = "region";

/// The recognizer of events that say which of a row they are: 第九届岚海脐橙节.
pub(super) const EDITION: &str = "edition";

/// The recognizer of events whose names stand between marks.
pub(super) const QUOTED: &str = "quoted-event";

/// 第二十届|中国—东盟博览会: which edition of a known event it is belongs to the name, unless a noun goes on behind (第八届|世界杯|拳击赛).
fn editions<'a>(reading: &'a Reading<'_>) -> impl Iterator<Item = Candidate> + 'a {
    reading.names.iter().filter_map(|name| {
        let entry = name.form.meanings.first()?.entry;
        if reading.ontology.gazetteer.entry(entry).0 != EntityKind::Event {
            return None;
        }
        let start = walk::edition(reading, name.span.start)?;
        let next = reading.word_from(name.span.end).map(|next| reading.words[next].tag);
        let goes_on = matches!(next, Some(Tag::Noun | Tag::VerbalNoun));
        let span = Span::new(start, name.span.end);
        let candidate = Candidate::new(EntityKind::Event, span, EDITION, 0.97);
        (!goes_on).then_some(Candidate { entries: vec![entry], ..candidate })
    })
}

/// 第九届|岚海脐橙开园节: all from the number of an edition to the head of an event, whatever words it has.
fn numbered(reading: &Reading<'_>, head: &HeadAt<'_>) -> Option<Candidate> {
    if head.head.kind != EntityKind::Event {
        return None;
    }
    let front = &reading.text()[..head.span.start];
    // 第七届岚海论坛18|日
    if front.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let near = front.char_indices().rev().take(LONGEST_NUMBERED);
    let (count, mark) = near.into_iter().find(|(_, c)| *c == '届' || !c.is_alphanumeric() || *c == '的')?;
    let start = walk::edition(reading, count + mark.len_utf8()).filter(|_| mark == '届')?;
    let is_verb = |word: &Word| word.tag == Tag::Preposition || word.roles.has(Roles::BORDER);
    let first = reading.word_from(count + mark.len_utf8())?;
    let words = reading.words[first..].iter().take_while(|word| word.span.end <= head.span.start);
    let is_whole = words.clone().next().is_some() && !words.into_iter().any(is_verb);
    let ends = reading.is_border(head.span.end);
    let span = Span::new(start, head.span.end);
    let confidence = if head.head.is_strong { 0.97 } else { 0.8 };
    (is_whole && ends).then(|| Candidate::new(EntityKind::Event, span, EDITION, confidence))
}

/// The most characters between the number of an edition and its head.
const LONGEST_NUMBERED: usize = 12;

/// 白桦集团|理事会|第三次|会议: which sitting of a known organization's body it is.
fn sitting(reading: &Reading<'_>, head: &HeadAt<'_>) -> Option<Candidate> {
    if head.head.kind != EntityKind::Event {
        return None;
    }
    // 次会议 is a head of its own.
    let counted = reading.slice(head.span).chars().next().filter(|first| matches!(first, '次' | '届'));
    let number = head.span.start + counted.map_or(0, char::len_utf8);
    // 云岭省十四届人大|三次|会议
    let in_term = || walk::counted(reading, number, '次').filter(|&start| follows_term(reading, start));
    let mut start = walk::edition(reading, number).or_else(in_term)?;
    // 白桦集团|第三次|会议, 中阿合作论坛|第二十一次|高官会
    let can_sit = |entry: usize| {
        matches!(reading.ontology.gazetteer.entry(entry).0, EntityKind::Organization | EntityKind::Event)
    };
    for _ in 0..MOST_WORDS {
        let names = |name: &&Name<'_>| name.form.meanings.iter().any(|meaning| can_sit(meaning.entry));
        if let Some(name) = reading.names_to(start).find(names) {
            // 云岭省|第十四届|人大常委会|第十六次|会议
            let (start, _) = with_division(reading, name.span.start);
            let span = Span::new(start, head.span.end);
            return Some(Candidate::new(EntityKind::Event, span, "sitting", 0.97));
        }
        if let Some(front) = start_of_body(reading, start) {
            let span = Span::new(front, head.span.end);
            return Some(Candidate::new(EntityKind::Event, span, "sitting", 0.97));
        }
        // 政府首脑|（总理）|理事会
        if let Some(open) = walk::bracket_to(reading, start) {
            start = open;
            continue;
        }
        let word = &reading.words[reading.word_to(start)?];
        let is_other =
            |tag| matches!(tag, Tag::Verb | Tag::Preposition | Tag::Conjunction | Tag::Particle | Tag::Other);
        if is_other(word.tag) || word.roles.has(Roles::BORDER) {
            return None;
        }
        start = word.span.start;
    }
    None
}

/// Where an organization begins that ends at a byte, as its last word tells and a name in it, with the place whose it is:
/// 中法企业家委员会, 云岭省|第十四届|人民代表大会常务委员会.
fn start_of_body(reading: &Reading<'_>, end: usize) -> Option<usize> {
    let head = reading.head_to(end).filter(|head| head.head.kind == EntityKind::Organization)?;
    let phrase = phrase::before(reading, head);
    let (start, is_divided) = with_division(reading, phrase.span.start);
    let is_named = is_divided || phrase.has_proper();
    // 5月22日|贵州省…: the day in front counts nothing.
    let is_placed = phrase.parts.first().is_some_and(|part| part.sort == Sort::Known(EntityKind::Place));
    (is_named && (!phrase.is_generic || is_placed)).then_some(start)
}

/// Whether the term of a body stands a few characters in front of a byte: 第十四届人大, 十四届人大.
fn follows_term(reading: &Reading<'_>, byte: usize) -> bool {
    let near = reading.text()[..byte].char_indices().rev().take(LONGEST_NUMBERED);
    let ends = near.filter(|(_, c)| *c == TERM).map(|(at, c)| at + c.len_utf8());
    ends.into_iter().any(|end| walk::counted(reading, end, TERM).is_some())
}

/// What counts terms.
const TERM: char = '届';

/// Where a body begins with its term and the place whose it is in front, and whether there is such a place: 云岭省|第十四届|人大常委会,
/// 云岭省|十四届|人大常委会.
fn with_division(reading: &Reading<'_>, body: usize) -> (usize, bool) {
    let term = walk::edition(reading, body).or_else(|| walk::counted(reading, body, TERM));
    let first = term.unwrap_or(body);
    let place = reading.names_to(first).find(|place| organization::is_division(reading, place));
    (place.map_or(first, |place| place.span.start), place.is_some())
}

/// The most words between an organization and the number of a sitting.
const MOST_WORDS: usize = 6;

/// 乡村振兴|与|新型|城镇化|高峰论坛: what is held is told of by two matters, which only a verb of holding behind shows to be one name.
fn joined(reading: &Reading<'_>, head: &HeadAt<'_>) -> Option<Candidate> {
    if head.head.kind != EntityKind::Event || !head.head.is_strong || !is_held(reading, head.span.end) {
        return None;
    }
    let last = reading.word_to(head.span.start)?;
    let sentence = reading.words[last].sentence;
    let matters = |from: usize| {
        let words = reading.words[..=from].iter().rev();
        words.take_while(|word| word.sentence == sentence && is_matter(word)).take(MOST_MATTERS)
    };
    let behind = matters(last).count();
    let joint = last.checked_sub(behind).filter(|&joint| JOINTS.contains(&reading.word(joint)))?;
    let front: Vec<&Word> = matters(joint.checked_sub(1)?).collect();
    // 北京|和|上海国际电影节: two towns join each other.
    let near = front.first()?;
    let is_body = |name: &Name<'_>| {
        let kinds = name.form.meanings.iter().map(|meaning| reading.ontology.gazetteer.entry(meaning.entry).0);
        kinds.into_iter().any(|kind| kind != EntityKind::Project && kind != EntityKind::Event)
    };
    let is_named = reading.names_to(near.span.end).any(is_body);
    let start = front.last()?.span.start;
    let is_free = reading.char_before(start).is_none_or(|c| !c.is_alphanumeric() || c == '的' || c == '届');
    let is_whole = behind > 0 && !is_named && near.tag != Tag::Place && is_free;
    let start = walk::edition(reading, start).unwrap_or(start);
    is_whole.then(|| Candidate::new(EntityKind::Event, Span::new(start, head.span.end), JOINED, 0.85))
}

/// 进一步|推动|长江经济带|高质量|发展|座谈会: what is to be done is told in front, from the beginning of the clause, and a verb of
/// holding behind shows that it is no deed.
fn purposeful(reading: &Reading<'_>, head: &HeadAt<'_>) -> Option<Candidate> {
    if head.head.kind != EntityKind::Event || !head.head.is_strong || !is_held(reading, head.span.end) {
        return None;
    }
    let last = reading.word_to(head.span.start)?;
    let sentence = reading.words[last].sentence;
    let is_part = |word: &&Word| {
        let drives =
            word.tag == Tag::Adverb && word.acts.is_plain() || word.acts.has(Acts::PLAN) && word.tag == Tag::Verb;
        word.sentence == sentence && (is_matter(word) || drives)
    };
    let words: Vec<&Word> = reading.words[..=last].iter().rev().take(MOST_PURPOSE).take_while(is_part).collect();
    let first = words.last()?;
    let opens = reading.char_before(first.span.start).is_none_or(|c| !c.is_alphanumeric() && !is_dash(c));
    // 省部级干部|全面|推动|…研讨班: who is taught may stand in front.
    let is_aim = |word: &&Word| word.acts.has(Acts::PLAN) && word.tag == Tag::Verb;
    let is_people = matches!(first.tag, Tag::Noun | Tag::Adjective);
    let teaches = || head.head.class == TRAINING && is_people && words.iter().any(is_aim);
    let is_purpose = words.len() > 2 && (matches!(first.tag, Tag::Adverb | Tag::Verb) || teaches());
    let span = Span::new(first.span.start, head.span.end);
    (opens && is_purpose).then(|| Candidate::new(EntityKind::Event, span, PURPOSEFUL, 0.97))
}

/// The class of courses.
const TRAINING: &str = "training";

/// What ties two halves of a name.
fn is_dash(c: char) -> bool {
    matches!(c, '-' | '—' | '·' | '”')
}

/// The recognizer of events that what they are for names.
pub(super) const PURPOSEFUL: &str = "purposeful-event";

/// The most words that tell what an event is for.
const MOST_PURPOSE: usize = 12;

/// Whether a word can stand in the name of a matter that an event is about.
pub(super) fn is_matter(word: &Word) -> bool {
    let is_noun = match word.tag {
        Tag::Noun | Tag::VerbalNoun | Tag::Adjective | Tag::ProperName | Tag::Idiom | Tag::Abbreviation => true,
        Tag::Place | Tag::Organization => true,
        // 乡村|振兴
        Tag::Verb => !word.acts.has(DEEDS) && word.span.len() > '兴'.len_utf8(),
        _ => false,
    };
    let is_other = word.roles.has(Roles::GENERIC.and(Roles::BORDER).and(Roles::SPEECH));
    is_noun && (!is_other || word.roles.has(Roles::NAME_WORD))
}

/// The recognizer of events that two matters name.
pub(super) const JOINED: &str = "joined-event";

/// What is done at events or with them, and is no matter of theirs.
const DEEDS: Acts = Acts::HOLD.and(Acts::ORGANIZE).and(Acts::ATTEND).and(Acts::MEET).and(Acts::VISIT).and(Acts::AGREE);

/// What joins two matters.
pub(super) const JOINTS: [&str; 4] = ["与", "和", "及", "暨"];

/// The most words of a matter.
const MOST_MATTERS: usize = 6;

/// Whether what ends at a byte is told to be held: …论坛|18日|在岚海|举行.
pub(super) fn is_held(reading: &Reading<'_>, end: usize) -> bool {
    let Some(next) = reading.word_from(end) else { return false };
    let clause = reading.words[next..].iter().take_while(|word| reading.char_before(word.span.start) != Some('，'));
    let mut clause = clause.take(LONGEST_HOLDING).peekable();
    let opens = clause.peek().is_some_and(|word| {
        matches!(word.tag, Tag::Preposition | Tag::Number | Tag::Time) || word.acts.has(Acts::HOLD)
    });
    opens && clause.any(|word| word.acts.has(Acts::HOLD))
}

/// The most words from an event to the word that it is held.
const LONGEST_HOLDING: usize = 9;

/// No quoted name has more characters.
const LONGEST_QUOTE: usize = 40;

/// Exhibitions that stand in quotation marks, whatever they are called: “遗珍重聚：丝路写本|展”, but not “新|发展”.
fn shows<'a>(reading: &'a Reading<'_>) -> impl Iterator<Item = Candidate> + 'a {
    let ends = reading.text().match_indices('”').map(|(at, _)| at);
    // 看|展, 逛|展: what people do is no exhibition.
    let is_show = |last: usize| {
        let before = last.checked_sub(1).map(|before| &reading.words[before]);
        let is_noun = |word: &Word| {
            let is_long = reading.slice(word.span).chars().nth(1).is_some();
            is_long && word.tag != Tag::Verb && !word.roles.has(Roles::BORDER)
        };
        reading.word(last) == SHOW && before.is_some_and(is_noun)
    };
    let ends = ends.filter(move |&end| reading.word_to(end).is_some_and(is_show));
    ends.filter_map(|end| {
        let span = Span::new(quote_to(reading, end)?, end);
        let is_name = reading.slice(span).chars().nth(SHORTEST_SHOW - 1).is_some();
        is_name.then(|| Candidate::new(EntityKind::Event, span, QUOTED, 0.9))
    })
}

/// Where a quotation begins that goes on to a byte and holds no clause.
fn quote_to(reading: &Reading<'_>, end: usize) -> Option<usize> {
    let near = reading.text()[..end].char_indices().rev().take(LONGEST_QUOTE);
    let (open, mark) = near.into_iter().find(|(_, c)| matches!(c, '“' | '”' | '，' | '。' | '；' | '\n'))?;
    (mark == '“').then_some(open + mark.len_utf8())
}

/// The last word of what is shown.
const SHOW: &str = "展";

/// The fewest characters of the name of an exhibition.
const SHORTEST_SHOW: usize = 4;

/// All that stands in quotation marks where it ends in a strong head and holds no clause: “深入推动绿色发展专题研讨班”.
fn quoted(reading: &Reading<'_>, head: &HeadAt<'_>) -> Option<Span> {
    let is_show = head.head.is_show() && reading.slice(head.span).chars().count() > 1;
    if !head.head.is_strong && !is_show || reading.char_after(head.span.end) != Some('”') {
        return None;
    }
    let start = quote_to(reading, head.span.start)?;
    (start < head.span.start).then(|| Span::new(start, head.span.end))
}
