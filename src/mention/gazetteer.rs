//! Names that the gazetteers know.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use super::organization::is_firm;
use super::reading::{Name, Reading, Word};
use super::{Candidate, Recognizer};
use crate::document::Tag;
use crate::ontology::{Acts, Dimension, EntityKind, HOME, Meaning, Roles, Sureness};
use crate::text::Span;

/// Proposes every known name that stands as a word of its own; weak forms where the context agrees.
pub struct Gazetteer;

impl Recognizer for Gazetteer {
    fn name(&self) -> &'static str {
        "gazetteer"
    }

    fn find(&self, reading: &Reading<'_>) -> Vec<Candidate> {
        let named = LazyCell::new(|| surely_named(reading));
        let namesakes = namesakes(reading);
        let mut candidates = Vec::with_capacity(reading.names.len());
        for name in &reading.names {
            let placed = placed(reading, name);
            let Some(first) = placed.or(name.form.meanings.first()) else { continue };
            let (kind, entry) = reading.ontology.gazetteer.entry(first.entry);
            if entry.class == FORUM && kind == EntityKind::Organization && is_held(reading, name) {
                candidates.push(Candidate::new(EntityKind::Event, name.span, self.name(), 0.95));
                continue;
            }
            // 尼日尔|州 is no country.
            let is_state = || reading.word_from(name.span.end).is_some_and(|next| reading.word(next) == STATE);
            if is_direction(reading, name) {
                continue;
            }
            if kind == EntityKind::Country && is_state() {
                continue;
            }
            let (recognizer, confidence) = match first.sureness {
                Sureness::Dictionary => ("dictionary", 1.0),
                Sureness::Sure => (self.name(), 0.95),
                Sureness::Weak if placed.is_some() => (self.name(), 0.95),
                Sureness::Weak if name.form.meanings.iter().any(|meaning| named.contains(&meaning.entry)) => {
                    (self.name(), 0.85)
                }
                Sureness::Weak if has_context(reading, name, kind) => (self.name(), 0.7),
                Sureness::Weak => continue,
            };
            let same_kind = |entry: &usize| reading.ontology.gazetteer.entry(*entry).0 == kind;
            let mut entries: Vec<usize> =
                name.form.meanings.iter().map(|meaning| meaning.entry).filter(same_kind).collect();
            if first.sureness == Sureness::Weak {
                entries.sort_by_key(|entry| !named.contains(entry));
                if kind == EntityKind::Person && !entries.first().is_some_and(|entry| named.contains(entry)) {
                    entries = bearers(reading, name, entries);
                }
            }
            entries.retain(|entry| !namesakes.contains(entry));
            if entries.len() > 1 && placed.is_some() {
                entries.retain(|entry| lies_in_front(reading, name, *entry));
            }
            match junior(reading, name, kind) {
                Some(span) => candidates.push(Candidate::new(kind, span, recognizer, confidence)),
                None => {
                    let is_firm = kind == EntityKind::Organization && is_firm(&entry.class);
                    let end = Some(name.span.end).filter(|_| is_firm).and_then(|end| end_of_firm(reading, end));
                    let span = Span::new(name.span.start, end.unwrap_or(name.span.end));
                    candidates.push(Candidate { kind, span, recognizer, confidence, entries });
                }
            }
        }
        candidates
    }
}

/// Where a known firm ends whose short name is called a company besides: 泰达控股|公司|投资.
fn end_of_firm(reading: &Reading<'_>, end: usize) -> Option<usize> {
    let next = reading.word_from(end).map(|next| &reading.words[next])?;
    let is_called = reading.slice(next.span) == FIRM && !reading.text()[..end].ends_with(FIRM);
    is_called.then_some(next.span.end)
}

/// What firms are called besides their names.
const FIRM: &str = "公司";

/// The class of fora of countries, which go on between their meetings.
const FORUM: &str = "forum";

/// Whether one meeting of a forum is meant, which is held or at which somebody is: 中非合作论坛|9月4日|在北京|举行, 出席|中非合作论坛.
fn is_held(reading: &Reading<'_>, name: &Name<'_>) -> bool {
    let Some(next) = reading.word_from(name.span.end) else { return false };
    let is_pause = |word: &Word| reading.slice(word.span).starts_with(['，', '。', '；', '、', '：', '（']);
    let behind = reading.words[next..].iter().take(MOST_BEHIND).take_while(|word| !is_pause(word));
    let mut acts = behind.map(|word| word.acts);
    let before = reading.word_to(name.span.start).map(|before| reading.words[before].acts);
    let is_whole = is_pause(&reading.words[next]) || reading.word(next) == "并";
    acts.any(|acts| acts.has(Acts::HOLD.and(Acts::CEREMONY)))
        || is_whole && before.is_some_and(|acts| acts.has(Acts::ATTEND.and(Acts::ORGANIZE)))
}

/// The most words from a forum to the one for its being held.
const MOST_BEHIND: usize = 8;

/// 小|特朗普: the son has a name of his own.
fn junior(reading: &Reading<'_>, name: &Name<'_>, kind: EntityKind) -> Option<Span> {
    let is_foreign = || {
        let entry = reading.ontology.gazetteer.entry(name.form.meanings[0].entry).1;
        !entry.is_at_home()
    };
    let start = name.span.start.checked_sub(JUNIOR.len())?;
    let is_led = kind == EntityKind::Person && reading.text()[..name.span.start].ends_with(JUNIOR);
    (is_led && reading.is_border(start) && is_foreign()).then_some(Span::new(start, name.span.end))
}

/// What a son who is called as his father is told by.
const JUNIOR: &str = "小";

/// The entries of well-known people whose names stand in the document for others, as what leads to one of them tells, and
/// nothing beside any tells that they are meant: 村民|李强, 岚溪县县长|王毅.
fn namesakes(reading: &Reading<'_>) -> BTreeSet<usize> {
    let entry_of = |name: &Name<'_>| {
        let first = name.form.meanings.first().filter(|meaning| meaning.sureness == Sureness::Sure)?;
        let (kind, entry) = reading.ontology.gazetteer.entry(first.entry);
        // Writers and scholars are teachers and doctors, too.
        let is_public = !matches!(entry.class.as_str(), "writer" | "artist" | "scientist");
        let is_common = entry.countries.first().is_some_and(|country| country == HOME) && !name.form.text.contains('·');
        (kind == EntityKind::Person && is_public && is_common).then_some((first.entry, entry))
    };
    let known = || reading.names.iter().filter_map(|name| Some((name, entry_of(name)?)));
    let others = known().filter(|(name, (_, entry))| is_another(reading, name, entry.post.as_deref()));
    let mut found: BTreeSet<usize> = others.map(|(_, (index, _))| index).collect();
    if !found.is_empty() {
        for (name, (index, entry)) in known() {
            if is_told_of(reading, name, entry.post.as_deref()) {
                found.remove(&index);
            }
        }
    }
    found
}

/// Whether the title in front of a name is one of ordinary life, or of a county or town that no post of the known bearer has.
fn is_another(reading: &Reading<'_>, name: &Name<'_>, post: Option<&str>) -> bool {
    let Some(title) = title_to(reading, name.span.start) else { return false };
    if post.is_some_and(|post| post.contains(title)) {
        return false;
    }
    if reading.ontology.lexicon.roles(title).has(Roles::ORDINARY) {
        return true;
    }
    let front = &reading.text()[..name.span.start];
    let mut near = front.char_indices().rev().take(LONGEST_LEAD).take_while(|(_, c)| c.is_alphanumeric());
    let is_small = |(at, c): &(usize, char)| {
        let end = at + c.len_utf8();
        let place = &front[..end];
        let is_known = || reading.names_to(end).next().is_some();
        // 岚海县|县长, but not 县长 alone
        LOCAL.contains(c) && place.chars().rev().nth(1).is_some_and(char::is_alphanumeric) && !is_known()
    };
    // Names of three characters have few namesakes: 正定县委书记习近平.
    name.form.text.chars().count() == 2 && near.any(|place| is_small(&place))
}

/// Last characters of the names of counties, towns and villages.
const LOCAL: [char; 4] = ['县', '镇', '乡', '村'];

/// The most characters from the place of a post to the name of who holds it.
const LONGEST_LEAD: usize = 12;

/// Whether a title beside a name is one that the known bearer has.
fn is_told_of(reading: &Reading<'_>, name: &Name<'_>, post: Option<&str>) -> bool {
    let front = title_to(reading, name.span.start);
    let behind = reading.word_from(name.span.end).map(|index| reading.word(index));
    let is_own = |title: &str| {
        let is_of_state = reading.ontology.lexicon.acts(title).has(Acts::STATE);
        is_of_state || title.chars().count() > 1 && post.is_some_and(|post| post.contains(title))
    };
    front.is_some_and(is_own) || behind.is_some_and(is_own)
}

/// What follows the name of a part of a country that bears the name of another.
const STATE: &str = "州";

/// Whether a name only tells a direction, and about how far: 利马以|北约|80公里.
fn is_direction(reading: &Reading<'_>, name: &Name<'_>) -> bool {
    let measures = &reading.ontology.measures;
    let text = reading.slice(name.span);
    let bound = text
        .strip_prefix(SIDES)
        .is_some_and(|rest| measures.ahead.start_at(rest, 0).is_some_and(|(end, _)| end == rest.len()));
    let behind = &reading.text()[name.span.end..];
    let unit = behind.find(|c: char| !c.is_numeric()).filter(|unit| *unit > 0);
    let is_far = || {
        let unit = unit.and_then(|at| measures.units.start_at(behind, at));
        unit.is_some_and(|(_, unit)| measures.dimension(&unit.code) == Some(Dimension::Length))
    };
    reading.char_before(name.span.start) == Some(SIDE) && bound && is_far()
}

/// In front of a direction: 以|北.
const SIDE: char = '以';

/// The directions.
const SIDES: [char; 4] = ['东', '南', '西', '北'];

/// The entries that a form names somewhere in the document that is sure, or stands where it is.
fn surely_named(reading: &Reading<'_>) -> BTreeSet<usize> {
    let mut named = BTreeSet::new();
    for name in &reading.names {
        let Some(first) = name.form.meanings.first() else { continue };
        if first.sureness < Sureness::Weak {
            named.insert(first.entry);
        } else {
            let meanings = name.form.meanings.iter().map(|meaning| meaning.entry);
            named.extend(meanings.filter(|entry| lies_in_front(reading, name, *entry)));
        }
    }
    named
}

/// What a name can mean that lies in the place whose name stands in front: 河北|正定, 西藏|阿里.
fn placed<'a>(reading: &Reading<'a>, name: &Name<'a>) -> Option<&'a Meaning> {
    name.form.meanings.iter().find(|meaning| lies_in_front(reading, name, meaning.entry))
}

/// Whether a place lies in one whose name ends where another name begins.
fn lies_in_front(reading: &Reading<'_>, name: &Name<'_>, entry: usize) -> bool {
    let gazetteer = &reading.ontology.gazetteer;
    let is_whole = |meaning: &Meaning| gazetteer.lies_in(entry, meaning.entry);
    let mut whole = reading.names_to(name.span.start).filter(|front| front.form.meanings.iter().any(is_whole));
    gazetteer.entry(entry).1.parent.is_some() && whole.any(|whole| ends_there(reading, name, whole))
}

/// Whether the words behind a name show that it is all of a place: 河北|正定|，, 在|广东|中山|考察; but not 广东|阳春|三月, 天津|和平|发展.
fn ends_there(reading: &Reading<'_>, name: &Name<'_>, whole: &Name<'_>) -> bool {
    let next = reading.char_after(name.span.end);
    if next.is_none_or(|c| !c.is_alphanumeric() || ENDS.contains(&c)) {
        return true;
    }
    let leads = |word: &Word| word.tag == Tag::Preposition || word.acts.has(Acts::IN.and(Acts::VISIT));
    let is_led = reading.word_to(whole.span.start).is_some_and(|before| leads(&reading.words[before]));
    let goes_on = reading.word_from(name.span.end).map(|next| reading.words[next].tag);
    is_led && matches!(goes_on, Some(Tag::Verb | Tag::Preposition | Tag::Adverb))
}

/// Characters behind the name of a place that belong to none.
const ENDS: [char; 8] = ['的', '人', '在', '等', '和', '与', '至', '到'];

/// Of those who bear a name that several can have, the one whose country and post what stands in front tells: 英国前首相约翰逊,
/// but not 美国经济学家约翰逊. Where nothing stands there, the only one.
fn bearers(reading: &Reading<'_>, name: &Name<'_>, entries: Vec<usize>) -> Vec<usize> {
    let gazetteer = &reading.ontology.gazetteer;
    let near = reading.words[..reading.word_at(name.span.start).unwrap_or_default()].iter().rev().take(MOST_TITLE);
    let is_noun = |word: &&Word| {
        let tags = [Tag::Noun, Tag::Place, Tag::Organization, Tag::ProperName, Tag::Abbreviation, Tag::Adjective];
        !word.is_known && word.tag != Tag::Other || tags.contains(&word.tag) || word.roles.has(Roles::POST_BEFORE)
    };
    let near: Vec<&Word> = near.take_while(is_noun).collect();
    let is_country = |meaning: &Meaning| gazetteer.entry(meaning.entry).0 == EntityKind::Country;
    let country_to = |end: usize| {
        let meanings = reading.names_to(end).flat_map(|name| &name.form.meanings);
        meanings
            .filter(|meaning| is_country(meaning))
            .map(|meaning| gazetteer.entry(meaning.entry).1.id.as_str())
            .next()
    };
    let country = near.iter().find_map(|word| country_to(word.span.end));
    // 法国外长|巴罗; of several, 巴罗|总统
    let behind = || reading.word_from(name.span.end).filter(|&word| reading.words[word].roles.has(Roles::POST_AFTER));
    let behind = || behind().filter(|_| entries.len() > 1).map(|word| reading.word(word));
    let title = title_to(reading, name.span.start).or_else(behind);
    // 微软|总裁|盖茨
    let is_told = |post: &str| {
        let words = near.iter().filter(|word| country_to(word.span.end).is_none()).map(|word| reading.slice(word.span));
        words.into_iter().any(|word| word.chars().count() > 1 && post.contains(word))
    };
    let fits = |entry: &usize| {
        let (_, entry) = gazetteer.entry(*entry);
        let is_home = country.map(|country| entry.countries.iter().any(|other| other == country));
        let is_post = title.zip(entry.post.as_deref()).is_none_or(|(title, post)| {
            // 总理 and 首相 are one post to a paper, 经济学家 is another.
            let is_other = is_home == Some(true) && !reading.ontology.lexicon.acts(title).has(Acts::OCCUPATION);
            is_other || is_told(post) || title.chars().any(|c| post.contains(c))
        });
        is_home != Some(false) && is_post
    };
    let fitting: Vec<usize> = entries.into_iter().filter(fits).collect();
    let is_told = |entry: &&usize| gazetteer.entry(**entry).1.post.as_deref().is_some_and(is_told);
    let told: Vec<usize> = fitting.iter().filter(is_told).copied().collect();
    match (told.as_slice(), fitting.as_slice()) {
        ([one], _) | ([], [one]) => vec![*one],
        _ if country.is_some() => fitting,
        _ => Vec::new(),
    }
}

/// The longest post or occupation that ends at a byte: 经济学家, however jieba cuts it.
fn title_to<'a>(reading: &'a Reading<'_>, end: usize) -> Option<&'a str> {
    let front = &reading.text()[..end];
    let starts: Vec<usize> = front.char_indices().rev().map(|(at, _)| at).take(LONGEST_TITLE).collect();
    let is_title = |title: &&str| {
        let uses = reading.ontology.lexicon.uses(title);
        uses.roles.has(Roles::POST_BEFORE) || uses.acts.has(Acts::OCCUPATION)
    };
    starts.into_iter().rev().map(|at| &front[at..]).find(is_title)
}

/// No such title has more characters.
const LONGEST_TITLE: usize = 6;

/// The most words in front of a name that tell of a post and a country.
const MOST_TITLE: usize = 4;

/// Whether what stands around a weak form shows which kind of thing it names.
fn has_context(reading: &Reading<'_>, name: &Name<'_>, kind: EntityKind) -> bool {
    match kind {
        EntityKind::Organization => {
            is_in_list_of(reading, name, kind) || precedes(reading, name, Roles::BRANDS) || has_members(reading, name)
        }
        EntityKind::Person => {
            let before = reading.word_to(name.span.start);
            before.is_some_and(|index| reading.words[index].roles.has(Roles::POST_BEFORE))
                || precedes(reading, name, Roles::SPEECH.and(Roles::POST_AFTER))
        }
        _ => is_in_list_of(reading, name, kind),
    }
}

/// Whether the words beside a name tell of its members: 加入|金砖国家, 金砖国家|正式|成员.
fn has_members(reading: &Reading<'_>, name: &Name<'_>) -> bool {
    let has = |word: &Word, acts: Acts| word.acts.has(acts);
    let before = reading.word_to(name.span.start).map(|index| &reading.words[index]);
    let behind = reading.word_from(name.span.end).map_or(&[][..], |index| &reading.words[index..]);
    before.is_some_and(|word| has(word, Acts::JOIN.and(Acts::QUIT)))
        || behind.iter().take(2).any(|word| has(word, Acts::MEMBER))
}

fn precedes(reading: &Reading<'_>, name: &Name<'_>, roles: Roles) -> bool {
    reading.word_from(name.span.end).is_some_and(|index| reading.words[index].roles.has(roles))
}

/// Whether the neighbour in a list is a sure name of the same kind: 海信、TCL、长虹.
fn is_in_list_of(reading: &Reading<'_>, name: &Name<'_>, kind: EntityKind) -> bool {
    let is_sure = |other: &Name<'_>| {
        other.form.meanings.iter().any(|meaning| {
            meaning.sureness < Sureness::Weak && reading.ontology.gazetteer.entry(meaning.entry).0 == kind
        })
    };
    let before = reading.char_before(name.span.start).filter(|c| *c == '、').map(|c| name.span.start - c.len_utf8());
    let after = reading.char_after(name.span.end).filter(|c| *c == '、').map(|c| name.span.end + c.len_utf8());
    before.is_some_and(|end| reading.names_to(end).any(is_sure))
        || after.is_some_and(|start| reading.names_from(start).any(is_sure))
}
