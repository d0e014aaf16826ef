//! What the trained tagger adds: names of its own, and its word on the names that others propose.

use super::owner::countries_in_front;
use super::person::{ends_in_verb, is_noun_and_side};
use super::reading::{HeadAt, Name, Reading, Word};
use super::tagger::Lattice;
use super::walk;
use super::{
    Candidate, abroad, country, department, event, event_name, mission, organization, phrase, place, project, roster,
    second_look, site, town,
};
use crate::document::Tag;
use crate::ontology::{Acts, EntityKind, Meaning, Numeral, Roles, Sureness};
use crate::text::Span;

/// Less likely names are not proposed.
const LIKELY: f32 = 0.45;

/// How much the tagger's word counts beside that of a rule, in logarithms of odds.
const WEIGHT: f32 = 0.6;

/// The same for projects, of which the tagger has seen the fewest.
const PROJECT_WEIGHT: f32 = 0.4;

/// What looks like a common word, or like any abbreviation, must be so likely.
const SURE: f32 = 0.9;

/// Below this confidence, a name of the tagger's that is known as something else is dropped.
const DOUBTFUL: f32 = 0.6;

/// How sure a known name is that the tagger's doubt counts nothing against.
const KNOWN: f32 = 0.98;

/// No probability is taken for surer than this, nor for less likely than the rest.
const SUREST: f32 = 0.998;

/// The names that the tagger finds. Its word is weighed into the confidence of the candidates, as [`judge`] does.
pub fn find(reading: &Reading<'_>, lattice: &Lattice<'_>, candidates: &mut [Candidate]) -> Vec<Candidate> {
    let names = lattice.names(reading, candidates, |candidate, probability| weigh(reading, candidate, probability));
    let likely = names.into_iter().filter(|name| name.confidence >= LIKELY);
    likely.filter_map(|name| settle_kind(reading, name)).collect()
}

/// Weighs the word of the tagger into the confidence of what rules propose: the logarithms of their odds are added.
///
/// The user's dictionary, bylines, definitions, surnames with a post and abbreviations of countries are beyond its
/// judgement, and so is whether a place is a country.
pub fn judge(reading: &Reading<'_>, lattice: &Lattice<'_>, candidates: &mut [Candidate]) {
    lattice.judge(reading, candidates, |candidate, probability| weigh(reading, candidate, probability));
}

fn weigh(reading: &Reading<'_>, candidate: &mut Candidate, probability: f32) {
    let is_beyond = matches!(
        candidate.recognizer,
        "dictionary"
            | "byline"
            | "definition"
            | "surname"
            | "abbreviation"
            | department::LED_PART
            | abroad::ABROAD
            | second_look::SURE_FORM
            | roster::LISTED
            | place::IN_SHORT
    );
    if is_beyond || (candidate.kind == EntityKind::Place && is_country(reading, candidate)) {
        return;
    }
    if probability >= 0.5 || !is_firm(reading, candidate) {
        candidate.confidence = pool(candidate.confidence, probability, weight(candidate.kind));
    } else if candidate.recognizer == "gazetteer" && candidate.kind == EntityKind::Organization {
        // 美国众议院: a whole known name stands against the tagger's word for its end.
        candidate.confidence = candidate.confidence.max(KNOWN);
    }
}

/// Whether the tagger's doubt counts for nothing: a known name so long that it is hardly a part of something else; what
/// is shown by how it is built, as an organ of a province, a company by the post of who leads it, a project with its stage
/// or a route between towns; an organization with its country in front (土耳其|中央银行), which corpora mark in either way;
/// and a committee, whose name may be all common words (减贫合作分委会).
fn is_firm(reading: &Reading<'_>, candidate: &Candidate) -> bool {
    let is_long = || reading.slice(candidate.span).chars().nth(LONG - 1).is_some();
    candidate.recognizer == "gazetteer" && is_long()
        || matches!(
            candidate.recognizer,
            organization::LOCAL_ORGAN
                | organization::PARTY_ORGAN
                | organization::FUND_STAGE
                | organization::BRANCH
                | organization::LED_COMPANY
                | project::STAGE
                | project::QUOTED
                | project::ROUTE
                | site::SITE
                | event::QUOTED
                | event::EDITION
                | event::JOINED
                | event::PURPOSEFUL
                | event_name::PAIRED
                | event_name::TITLED
                | event_name::OFFICIALS
                | event_name::ANNIVERSARY
                | mission::MISSION
                | town::TOWN
        )
        || candidate.kind == EntityKind::Organization && begins_with_country(reading, candidate)
        || candidate.recognizer == "organization-head" && is_committee(reading, candidate)
}

fn begins_with_country(reading: &Reading<'_>, candidate: &Candidate) -> bool {
    countries_in_front(reading, candidate.span).next().is_some()
}

fn is_committee(reading: &Reading<'_>, candidate: &Candidate) -> bool {
    let is_head = |head: &HeadAt<'_>| head.head.class == "committee" && head.head.is_strong;
    reading.head_to(candidate.span.end).is_some_and(is_head)
}

fn weight(kind: EntityKind) -> f32 {
    if kind == EntityKind::Project { PROJECT_WEIGHT } else { WEIGHT }
}

fn pool(confidence: f32, probability: f32, weight: f32) -> f32 {
    let odds = |p: f32| libm::logf(p / (1.0 - p));
    let sum = odds(confidence) + weight * odds(probability.clamp(1.0 - SUREST, SUREST));
    1.0 / (1.0 + libm::expf(-sum))
}

/// Countries are places to the tagger. Their names have a recognizer of their own; their abbreviations become
/// countries here (塞|中是“铁杆朋友”). What ends as another kind does is dropped.
fn settle_kind(reading: &Reading<'_>, name: Candidate) -> Option<Candidate> {
    let name = without_area(reading, without_holding(reading, with_whole_brackets(reading, name)));
    let name = without_rest(reading, without_sort(reading, without_person(reading, name)));
    let is_of_letters = || {
        let head = reading.head_to(name.span.end).filter(|_| name.kind == EntityKind::Organization);
        head.is_some_and(|head| organization::is_of_letters(reading, head, name.span.start))
    };
    if is_counted(reading, &name) || name.confidence < SURE && is_of_letters() {
        return None;
    }
    let name = as_person(reading, as_place(reading, name));
    if is_torn(reading.slice(name.span)) {
        return None;
    }
    let is_plain = || is_common(reading, &name) || reading.slice(name.span).is_ascii() || lacks_head(reading, &name);
    if name.confidence < SURE && is_plain() || name.confidence < DOUBTFUL && is_known_otherwise(reading, &name) {
        return None;
    }
    let name = with_number(reading, name);
    match name.kind {
        EntityKind::Place => match single(reading.slice(name.span)) {
            Some(c) => abbreviation(reading, c, name),
            None => {
                // 古城: what sort of town follows.
                let is_sort = reading.ontology.lexicon.acts(reading.slice(name.span)).has(Acts::CAPITAL);
                (!is_sort && !is_country(reading, &name) && !is_pair(reading, &name)).then_some(name)
            }
        },
        EntityKind::Organization
            if is_event(reading, &name) || is_region(reading, &name) || holds_verb(reading, &name) =>
        {
            None
        }
        EntityKind::Organization if is_two(reading, &name) => None,
        EntityKind::Organization | EntityKind::Project if is_described(reading, &name) => None,
        EntityKind::Project if is_of_country(reading, &name) || is_section(reading, &name) => None,
        // 王先生: a surname is a name only where the document tells whose.
        EntityKind::Person => {
            let name = without_title(reading, without_speech(reading, name));
            let is_none = is_surname(reading, reading.slice(name.span))
                || is_noun_and_side(reading, name.span)
                || is_led_day(reading, name.span);
            (!is_none).then_some(name)
        }
        EntityKind::Organization | EntityKind::Project if runs_on(reading, &name) => None,
        _ => Some(name),
    }
}

/// The only power of ten that stands in such a number.
const TEN: char = '十';

/// 三|十里堡: a place is called by the whole number.
fn with_number(reading: &Reading<'_>, name: Candidate) -> Candidate {
    let is_digit = |c: char| c != '〇' && matches!(reading.ontology.numerals.of(c), Numeral::Digit(_)) || c == TEN;
    let is_known = || reading.names_from(name.span.start).any(|known| known.span == name.span);
    let counts = name.kind == EntityKind::Place && reading.slice(name.span).starts_with(is_digit) && !is_known();
    let front = &reading.text()[..name.span.start];
    let start = if counts { front.trim_end_matches(is_digit).len() } else { name.span.start };
    Candidate { span: Span::new(start, name.span.end), ..name }
}

/// 马方段: the part of a line that one side builds has no name.
fn is_section(reading: &Reading<'_>, name: &Candidate) -> bool {
    let text = reading.slice(name.span);
    text.ends_with("方段") && text.chars().count() < 5
}

/// 强脑科技（BrainCo: a bracket that does not close is none of the name. 岚洲联盟（|岚盟）委员会: one that does not open goes with the
/// known name that it explains, or none of it does.
fn with_whole_brackets(reading: &Reading<'_>, name: Candidate) -> Candidate {
    let text = reading.slice(name.span);
    let Span { start, end } = name.span;
    let span = match (text.find(['（', '(']), text.find(['）', ')'])) {
        (Some(open), None) if open > 0 => Span::new(start, start + open),
        (None, Some(close)) if close > 0 && text[close..].chars().nth(1).is_some() => {
            let behind = start + close + text[close..].chars().next().map_or(0, char::len_utf8);
            let open = walk::bracket_to(reading, behind);
            let whole = open.and_then(|open| reading.names_to(open).map(|name| name.span.start).min());
            Span::new(whole.unwrap_or(behind), end)
        }
        _ => return name,
    };
    Candidate { span, ..name }
}

/// 波兰|液压件|企业|维斯瓦液压公司: what sort of firm it is, and of which country, is none of its name.
fn without_sort(reading: &Reading<'_>, name: Candidate) -> Candidate {
    let is_firm = reading.head_to(name.span.end).is_some_and(|head| head.head.class == "company");
    let last = reading.word_to(name.span.end).filter(|_| name.kind == EntityKind::Organization && is_firm);
    let end = last.and_then(|last| phrase::sort_end(reading, last));
    match end.filter(|end| (name.span.start + 1..name.span.end).contains(end)) {
        Some(end) => Candidate { span: Span::new(end, name.span.end), ..name },
        None => name,
    }
}

/// 姆文巴·坦博|系|云岭大学: a person in front of what he is called is none of the name.
fn without_person(reading: &Reading<'_>, name: Candidate) -> Candidate {
    let start = phrase::behind_copula(reading, name.span).filter(|_| name.kind == EntityKind::Organization);
    match start.filter(|&start| start < name.span.end) {
        Some(start) => Candidate { span: Span::new(start, name.span.end), ..name },
        None => name,
    }
}

/// 秘书长|盖特|等|出席, 白桦地产|携|旗下项目: what sums up a list, or takes something along, is none of the name.
fn without_rest(reading: &Reading<'_>, name: Candidate) -> Candidate {
    let text = reading.slice(name.span);
    let last = match name.kind {
        EntityKind::Person => '等',
        EntityKind::Organization => '携',
        _ => return name,
    };
    match text.strip_suffix(last).filter(|rest| rest.chars().nth(1).is_some()) {
        Some(rest) => Candidate { span: Span::new(name.span.start, name.span.start + rest.len()), ..name },
        None => name,
    }
}

/// 这|一中哈物流合作项目: what is counted has no name.
fn is_counted(reading: &Reading<'_>, name: &Candidate) -> bool {
    let points = reading.char_before(name.span.start).is_some_and(|c| matches!(c, '这' | '该' | '那' | '每' | '另'));
    points && name.kind == EntityKind::Project && reading.slice(name.span).starts_with('一')
}

/// 在沙特东部的|拉斯海尔，: without a head, behind the side of a country on which it lies, it is a place.
fn as_place(reading: &Reading<'_>, name: Candidate) -> Candidate {
    let of = reading.word_to(name.span.start).filter(|&of| reading.word(of) == "的");
    let side = of.and_then(|of| reading.word_to(reading.words[of].span.start)).map(|side| &reading.words[side]);
    let is_side = side.is_some_and(|side| side.tag == Tag::Position && !side.acts.has(Acts::FORMER));
    let ends = reading.char_after(name.span.end).is_none_or(|c| matches!(c, '，' | '、' | '。' | '；'));
    let is_body = reading.head_to(name.span.end).is_some() || reading.slice(name.span).is_ascii();
    // 位于上海南部的|格科微，去年上市 is a firm.
    let is_led = || {
        let near = reading.text()[..name.span.start].chars().rev().take(LONGEST_LEAD);
        near.take_while(|c| c.is_alphanumeric()).last() == Some('在')
    };
    if name.kind == EntityKind::Organization && name.confidence < SURE && is_side && ends && !is_body && is_led() {
        return Candidate { kind: EntityKind::Place, ..name };
    }
    name
}

/// 作家|柳渡: without a head, behind an occupation, it is somebody.
fn as_person(reading: &Reading<'_>, name: Candidate) -> Candidate {
    let front = reading.word_to(name.span.start).map(|front| &reading.words[front]);
    let is_led = front.is_some_and(|front| front.acts.has(Acts::OCCUPATION) && front.roles.has(Roles::POST_BEFORE));
    let is_short = (2..=LONGEST_NAME).contains(&reading.slice(name.span).chars().count());
    let is_known = || reading.names_to(name.span.end).any(|known| known.span == name.span);
    if name.kind == EntityKind::Organization
        && is_led
        && is_short
        && reading.head_to(name.span.end).is_none()
        && !is_known()
    {
        return Candidate { kind: EntityKind::Person, ..name };
    }
    name
}

/// The most characters of a Chinese name.
const LONGEST_NAME: usize = 3;

/// The most characters from 在 to a place on the side of a country.
const LONGEST_LEAD: usize = 20;

/// 由|台积电|控股、|索尼公司参股: behind a known firm, in front of what others hold, a verb is none of the name.
fn without_holding(reading: &Reading<'_>, name: Candidate) -> Candidate {
    let acts = |span: Span| reading.ontology.lexicon.acts(reading.slice(span));
    let goes_on = || reading.char_after(name.span.end).is_some_and(|c| matches!(c, '、' | '的') || c.is_ascii_digit());
    if name.kind != EntityKind::Organization || !goes_on() {
        return name;
    }
    let holds = |form: &&Name<'_>| {
        let rest = Span::new(form.span.end, name.span.end);
        let is_firm = |meaning: &Meaning| is_entry_of(reading, meaning.entry, EntityKind::Organization);
        form.span.start == name.span.start
            && acts(rest).has(Acts::INVEST)
            && form.form.meanings.first().is_some_and(is_firm)
    };
    match reading.forms_in(name.span).find(holds) {
        Some(firm) => Candidate { span: firm.span, ..name },
        None => name,
    }
}

/// 岚海集团|中国区|总裁: the part of the world that a post is for is none of the name.
fn without_area(reading: &Reading<'_>, name: Candidate) -> Candidate {
    let posts = Roles::POST_BEFORE.and(Roles::POST_AFTER);
    let is_led = || reading.word_from(name.span.end).is_some_and(|next| reading.words[next].roles.has(posts));
    if name.kind != EntityKind::Organization || !is_led() {
        return name;
    }
    let is_area = |form: &&Name<'_>| {
        let rest = reading.slice(Span::new(form.span.end, name.span.end));
        form.span.start > name.span.start && reading.ontology.lexicon.acts(rest).has(Acts::AREA)
    };
    match reading.forms_in(name.span).find(is_area) {
        Some(area) => Candidate { span: Span::new(name.span.start, area.span.start), ..name },
        None => name,
    }
}

/// 冯松舟|先生: what people are called by is no part of a name in full.
fn without_title(reading: &Reading<'_>, name: Candidate) -> Candidate {
    let text = reading.slice(name.span);
    let Some((at, _)) = text.char_indices().rev().nth(1) else { return name };
    let (front, title) = text.split_at(at);
    if front.chars().count() > 1 && reading.ontology.lexicon.roles(title).has(Roles::POST_AFTER) {
        return Candidate { span: Span::new(name.span.start, name.span.start + at), ..name };
    }
    name
}

/// 光明行”眼科医疗行动: a quotation ends or begins inside.
fn is_torn(text: &str) -> bool {
    QUOTES.iter().any(|(open, close)| text.matches(*open).count() != text.matches(*close).count())
}

/// Quotation marks that come in pairs.
const QUOTES: [(char, char); 4] = [('“', '”'), ('「', '」'), ('《', '》'), ('【', '】')];

/// 王, 王先生: a surname, or one with a post behind it.
fn is_surname(reading: &Reading<'_>, text: &str) -> bool {
    let lexicon = &reading.ontology.lexicon;
    let has_post = |(length, _)| lexicon.roles(&text[length..]).has(Roles::POST_AFTER);
    single(text).is_some() || lexicon.surname(text).is_some_and(has_post)
}

/// 王传|说，: a verb of speech in front of a pause is no part of a name, whatever word (传说) it makes with its end; nor is
/// the beginning of such a verb (韩舟|笑称).
fn without_speech(reading: &Reading<'_>, name: Candidate) -> Candidate {
    let text = reading.slice(name.span);
    let Some((at, _)) = text.char_indices().next_back() else { return name };
    let (front, last) = text.split_at(at);
    let rest = Span::new(name.span.start + at, name.span.end);
    let lexicon = &reading.ontology.lexicon;
    let says = |word: &str| lexicon.roles(word).has(Roles::SPEECH);
    let behind = &reading.text()[name.span.end..];
    let next = |n: usize| behind.char_indices().nth(n).map_or(behind, |(end, _)| &behind[..end]);
    let pauses = || behind.starts_with(['，', '：', '。', ',', ':']);
    // 李周明|确认: the longer verb behind the name is the likelier one.
    let begins_verb = || !says(next(2)) && says(reading.slice(Span::new(rest.start, rest.end + next(1).len())));
    let speaks = says(last) && pauses() || begins_verb() || ends_in_verb(reading, name.span);
    if speaks && single(front).is_none() {
        return Candidate { span: Span::new(name.span.start, rest.start), ..name };
    }
    name
}

/// 将|于金秋|八月: the surname is the preposition in front of when something is.
fn is_led_day(reading: &Reading<'_>, name: Span) -> bool {
    let before = reading.word_to(name.start).map(|before| &reading.words[before]);
    let is_led = before.is_some_and(|before| before.tag == Tag::Adverb || before.acts.has(Acts::PLAN));
    reading.slice(name).starts_with(AT) && is_led
}

/// The preposition in front of a time or place that is a surname, too.
const AT: char = '于';

/// 苹果: a word of the dictionary that is no proper name.
fn is_common(reading: &Reading<'_>, name: &Candidate) -> bool {
    let Some(first) = reading.word_from(name.span.start) else { return false };
    let word = &reading.words[first];
    let is_proper = matches!(
        word.tag,
        Tag::Person | Tag::Transliteration | Tag::Place | Tag::Organization | Tag::ProperName | Tag::Abbreviation
    );
    word.span == name.span && word.is_known && !is_proper
}

/// 命运共同体, 覆盖公路: a long name ends in a head or in a proper name, and begins with no verb.
fn lacks_head(reading: &Reading<'_>, name: &Candidate) -> bool {
    let is_long = || reading.slice(name.span).chars().nth(LONG - 1).is_some();
    if !matches!(name.kind, EntityKind::Organization | EntityKind::Project) || !is_long() {
        return false;
    }
    let has_head = reading.head_to(name.span.end).is_some_and(|head| head.head.kind == name.kind);
    let is_known = |index: usize, tags: &[Tag]| {
        let word = &reading.words[index];
        word.is_known && word.span.len() > '中'.len_utf8() && tags.contains(&word.tag)
    };
    let nouns = [Tag::Noun, Tag::Verb, Tag::VerbalNoun, Tag::Adjective, Tag::Idiom];
    let ends_in_word = reading.word_to(name.span.end).is_some_and(|last| is_known(last, &nouns));
    let begins_with_verb = reading.word_from(name.span.start).is_some_and(|first| is_known(first, &[Tag::Verb]));
    !has_head && !ends_in_trade(reading, name) && ends_in_word || begins_with_verb
}

/// 澜|石|水泥, 望江|机械: a branch of trade behind words that no dictionary holds, or a place; but not 军事|科技.
fn ends_in_trade(reading: &Reading<'_>, name: &Candidate) -> bool {
    let (Some(first), Some(last)) = (reading.word_from(name.span.start), reading.word_to(name.span.end)) else {
        return false;
    };
    let is_coined = |word: &Word| {
        let is_loose = reading.slice(word.span).chars().nth(1).is_none();
        !word.is_known || is_loose && word.tag != Tag::Other || matches!(word.tag, Tag::Place | Tag::ProperName)
    };
    name.kind == EntityKind::Organization
        && reading.words[last].roles.has(Roles::TRADE)
        && first < last
        && reading.words[first..last].iter().all(is_coined)
}

/// 清华大学|联合|成立|研究院: a verb that no name holds takes what stands behind it.
fn holds_verb(reading: &Reading<'_>, name: &Candidate) -> bool {
    let Some(first) = reading.word_from(name.span.start) else { return false };
    let inside = reading.words[first + 1..].iter().take_while(|word| word.span.end < name.span.end);
    let is_verb = |word: &Word| {
        word.tag == Tag::Verb && word.is_known && word.roles.has(Roles::BORDER) && word.span.len() > '由'.len_utf8()
    };
    // 推进城镇化领导小组: what a committee is there for.
    name.kind == EntityKind::Organization && !is_committee(reading, name) && inside.into_iter().any(is_verb)
}

/// 中国|高铁, 老挝|铁路, 中国|至中亚铁路: a country and its lines, or where one begins, are no name; but 泰国鲁班工坊 is.
fn is_of_country(reading: &Reading<'_>, name: &Candidate) -> bool {
    let is_plain = |form: &Name<'_>| {
        let rest = reading.slice(Span::new(form.span.end, name.span.end));
        let head = reading.ontology.lexicon.head(rest).filter(|(length, _)| *length == rest.len());
        rest.starts_with(['至', '到'])
            || head.is_some_and(|(_, head)| matches!(head.class.as_str(), "railway" | "road"))
    };
    countries_in_front(reading, name.span).any(|(form, _)| is_plain(form))
}

/// 登上|长城: a form that may be known as something of another kind, and of no such.
fn is_known_otherwise(reading: &Reading<'_>, name: &Candidate) -> bool {
    let mut forms = reading.forms_in(name.span).filter(|form| form.span == name.span);
    forms.any(|form| {
        let mut meanings = form.form.meanings.iter();
        meanings.all(|meaning| !is_entry_of(reading, meaning.entry, name.kind))
    })
}

/// 中资|银行, 国有|企业: what begins with a word that describes is no name.
fn is_described(reading: &Reading<'_>, name: &Candidate) -> bool {
    let text = reading.slice(name.span);
    let starts = text.char_indices().map(|(at, c)| &text[..at + c.len_utf8()]).take(LONG).skip(1);
    let mut roles = starts.map(|start| reading.ontology.lexicon.roles(start));
    roles.any(|roles| roles.has(Roles::GENERIC) && !roles.has(Roles::NAME_WORD))
}

fn single(text: &str) -> Option<char> {
    let mut characters = text.chars();
    characters.next().filter(|_| characters.next().is_none())
}

fn abbreviation(reading: &Reading<'_>, c: char, name: Candidate) -> Option<Candidate> {
    let bearers = reading.ontology.gazetteer.abbreviation(c).iter().copied();
    let entries: Vec<usize> = bearers.filter(|entry| is_entry_of(reading, *entry, EntityKind::Country)).collect();
    let next = reading.char_after(name.span.end);
    let stands_apart = next.is_some_and(char::is_whitespace);
    // 中欧贸易额
    let pair = Span::new(name.span.start, name.span.end + next.map_or(0, char::len_utf8));
    let is_of_word = || reading.ontology.lexicon.roles(reading.slice(pair)).has(Roles::NAME_WORD);
    // 中中中: beside itself it names nothing.
    let is_doubled = next == Some(c) || reading.char_before(name.span.start) == Some(c);
    let is_region = country::stands_for_region(reading, name.span);
    (!entries.is_empty() && !stands_apart && !is_of_word() && !is_doubled && !is_region).then_some(Candidate {
        kind: EntityKind::Country,
        entries,
        ..name
    })
}

fn is_country(reading: &Reading<'_>, name: &Candidate) -> bool {
    let forms = reading.forms_in(name.span).filter(|form| form.span == name.span);
    forms.flat_map(|form| &form.form.meanings).any(|meaning| is_entry_of(reading, meaning.entry, EntityKind::Country))
}

/// 中国石油天然气集团公司|中油国际管道公司: two organizations side by side, each known by a name of its own.
fn is_two(reading: &Reading<'_>, name: &Candidate) -> bool {
    let is_body = |form: &&Name<'_>| {
        let first = form.form.meanings.first().filter(|meaning| meaning.sureness == Sureness::Sure);
        first.is_some_and(|meaning| is_entry_of(reading, meaning.entry, EntityKind::Organization))
    };
    let forms = || reading.forms_in(name.span).filter(is_body);
    let is_long = |form: &Name<'_>| reading.slice(form.span).chars().nth(LONG - 1).is_some();
    let joins = |first: &Name<'_>| {
        first.span.start == name.span.start
            && forms().any(|next| next.span == Span::new(first.span.end, name.span.end) && is_long(next))
    };
    forms().any(joins)
}

/// 美国|纽约, 云南|昆明: a country or province and a place there, each a name of its own.
fn is_pair(reading: &Reading<'_>, name: &Candidate) -> bool {
    let is_of = |form: &Name<'_>, kind| {
        form.form.meanings.first().is_some_and(|meaning| is_entry_of(reading, meaning.entry, kind))
    };
    let forms = || reading.forms_in(name.span);
    let is_land = |form: &&Name<'_>| is_of(form, EntityKind::Country) || organization::is_division(reading, form);
    let countries = forms().filter(|form| form.span.start == name.span.start).filter(is_land);
    let ends = |country: &Name<'_>| {
        forms().any(|rest| {
            (rest.span.start, rest.span.end) == (country.span.end, name.span.end) && is_of(rest, EntityKind::Place)
        })
    };
    countries.into_iter().any(ends)
}

fn is_entry_of(reading: &Reading<'_>, entry: usize, kind: EntityKind) -> bool {
    reading.ontology.gazetteer.entry(entry).0 == kind
}

/// 中国-中亚峰会: it ends as events do.
fn is_event(reading: &Reading<'_>, name: &Candidate) -> bool {
    reading.head_to(name.span.end).is_some_and(|head| head.head.kind == EntityKind::Event && head.head.is_strong)
}

/// 中亚国家: a region, and what follows the names of regions.
fn is_region(reading: &Reading<'_>, name: &Candidate) -> bool {
    reading.forms_in(name.span).filter(|form| form.span.start == name.span.start).any(|form| {
        let rest = Span::new(form.span.end, name.span.end);
        reading.ontology.lexicon.roles(reading.slice(rest)).has(Roles::REGION_SUFFIX)
    })
}

/// 长江经济带|发展: a known name of the same kind, and behind it no head that would make a longer one.
fn runs_on(reading: &Reading<'_>, name: &Candidate) -> bool {
    let is_known = reading.forms_in(name.span).any(|form| {
        let is_of_kind = |meaning: &Meaning| is_entry_of(reading, meaning.entry, name.kind);
        let is_long = form.form.text.chars().count() >= LONG && form.span.end < name.span.end;
        form.span.start == name.span.start && is_long && form.form.meanings.first().is_some_and(is_of_kind)
    });
    is_known && reading.head_to(name.span.end).is_none_or(|head| head.head.kind != name.kind)
}

/// A known name of so many characters is hardly a part of something else.
const LONG: usize = 4;
