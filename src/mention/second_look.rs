//! The document's own second look: a name found surely once is found everywhere in the document.
//!
//! Three kinds of evidence come from the first look: names in full, which may stand elsewhere without
//! the post that showed them; short forms that the document defines (以下简称, brackets); and people
//! who are called by surname and post (李春临 … 李副主任) or by the first or last part of a foreign name.
//! A form that can be nothing else where it stands is marked as sure.

use std::collections::BTreeSet;

use super::reading::{Name, Reading};
use super::{Candidate, abroad, roster, stem};
use crate::ontology::{Acts, CharSet, EntityKind, Matcher, Numeral, Roles};
use crate::text::{Span, is_name_dot};

/// The name that its mentions carry.
const NAME: &str = "second-look";

/// The name that mentions carry where the document defines their form.
const DEFINITION: &str = "definition";

/// The name that mentions carry whose form can be nothing else where it stands.
pub(super) const SURE_FORM: &str = "sure-form";

/// No name that comes again has more characters.
const LONGEST_FORM: usize = 100;

/// The most characters of a head that goes on with a short form.
const LONGEST_HEAD: usize = 4;

/// How sure a short form is that the document defines.
const DECLARED: f32 = 0.97;

/// Proposes further mentions of what the first look found.
pub fn find(reading: &Reading<'_>, first: &[&Candidate]) -> Vec<Candidate> {
    let mut candidates = defined(reading, first);
    let known = known(reading, first, &candidates);
    let forms: Vec<&str> = known.iter().map(|known| known.0).collect();
    let declared = declared(reading, first);
    let parts = parts_of_people(reading, first);
    let mut last = Span::new(0, 0);
    for (span, index) in Matcher::new(&forms).find(reading.text()) {
        let (_, kind, confidence) = known[index];
        // What the first look has picked is no witness for itself.
        let is_new = first.binary_search_by_key(&(span, kind), |candidate| (candidate.span, candidate.kind)).is_err();
        if !is_new || reading.cuts_latin(span) {
            continue;
        }
        let is_declared = || {
            reading.is_border(span.start)
                && declared.binary_search(&forms[index]).is_ok()
                && (is_coined(reading, forms[index]) || leads_to_post(reading, span.end))
        };
        let is_free = !span.overlaps(last);
        if is_free && is_declared() {
            last = span;
            // 岚海|港务公司: a town in front is the form's, however well it is known; but 岚海经开区|管委会 is another name.
            let is_parted = reading.names_from(span.start).any(|name| name.span.end < span.end);
            let ends = reading.text()[span.end..].char_indices().map(|(at, c)| span.end + at + c.len_utf8());
            let is_head = |end: usize| reading.head_to(end).is_some_and(|head| head.span.start == span.end);
            let goes_on = ends.take(LONGEST_HEAD).any(is_head);
            let sure = if is_parted && !goes_on { DECLARED } else { confidence };
            candidates.push(Candidate::new(kind, span, SURE_FORM, sure));
        } else if is_free && is_led_part(reading, kind, span) {
            last = span;
            candidates.push(Candidate::new(kind, span, SURE_FORM, confidence));
        } else if stands_alone(reading, kind, span) {
            // 约瑟夫·姆卡帕拉…姆卡帕拉16日: whatever place it might be elsewhere.
            let beside = [reading.char_before(span.start), reading.char_after(span.end)];
            let is_in_full = || beside.into_iter().flatten().any(is_name_dot);
            let is_part = kind == EntityKind::Person && !is_in_full() && parts.contains(forms[index]);
            let (by, sure) = if is_part && is_free { (SURE_FORM, DECLARED) } else { (NAME, confidence) };
            candidates.push(Candidate::new(kind, span, by, sure));
        }
    }
    candidates.extend(surnames(reading, first));
    candidates.extend(stem::find(reading, first));
    candidates.extend(roster::find(reading, first));
    candidates
}

/// The short forms that the document defines of organizations, which name no person but behind a post:
/// 罗特公司（下称“罗特”）…罗特在捷克设厂.
pub fn defined_bodies<'a>(reading: &Reading<'a>, found: &[Candidate]) -> BTreeSet<&'a str> {
    let is_body =
        |candidate: &&Candidate| candidate.recognizer == DEFINITION && candidate.kind == EntityKind::Organization;
    found.iter().filter(is_body).map(|candidate| reading.slice(candidate.span)).collect()
}

/// Whether a name stands right behind what people are called by: 创始人|李宁, 记者|王石.
pub fn follows_post(reading: &Reading<'_>, span: Span) -> bool {
    let word = reading.word_to(span.start).map(|index| &reading.words[index]);
    word.is_some_and(|word| word.roles.has(Roles::POST_BEFORE) || word.acts.has(Acts::TITLE.and(Acts::OCCUPATION)))
}

/// The short forms that the document defines of names that have their characters, in order.
fn declared<'a>(reading: &Reading<'a>, first: &[&Candidate]) -> Vec<&'a str> {
    let form = |candidate: &&Candidate| {
        let span = bracketed(reading, candidate.span)?;
        let form = reading.slice(span);
        let is_of_it =
            is_subsequence(form, reading.slice(candidate.span)) || with_first(reading, candidate.span, span).is_some();
        is_of_it.then_some(form)
    };
    let mut forms: Vec<&str> = first.iter().filter_map(form).collect();
    forms.sort_unstable();
    forms
}

/// The first and last parts of foreign names, of three characters or more, that no gazetteer knows.
fn parts_of_people<'a>(reading: &Reading<'a>, first: &[&Candidate]) -> BTreeSet<&'a str> {
    let people = first.iter().filter(|candidate| candidate.kind == EntityKind::Person && candidate.confidence >= 0.7);
    let texts = people.map(|person| reading.slice(person.span));
    let ends = texts.filter_map(|text| Some([text.split_once(is_name_dot)?.0, text.rsplit_once(is_name_dot)?.1]));
    let is_known = |part: &str| reading.ontology.gazetteer.starts(part).any(|(length, _)| length == part.len());
    ends.flatten().filter(|part| part.chars().nth(2).is_some() && !is_known(part)).collect()
}

/// A form with the kind of what it names and how sure it is.
type Known<'a> = (&'a str, EntityKind, f32);

/// The forms to look for, in order, each once: of the kind that was met first, as sure as any of its
/// mentions is.
fn known<'a>(reading: &Reading<'a>, first: &[&Candidate], defined: &[Candidate]) -> Vec<Known<'a>> {
    let mut known: Vec<Known<'_>> = first.iter().flat_map(|candidate| forms_of(reading, candidate)).flatten().collect();
    known.sort_by_key(|known| known.0);
    known.dedup_by(|later, earlier| {
        let is_same = later.0 == earlier.0;
        if is_same {
            earlier.2 = earlier.2.max(later.2);
        }
        is_same
    });
    for candidate in defined {
        let form = (reading.slice(candidate.span), candidate.kind, 0.85);
        match known.binary_search_by_key(&form.0, |known| known.0) {
            // 罗特公司（下称“罗特”）…首席执行官汉斯·罗特: what the document says that a form is holds against what it is a part of.
            Ok(place) if known[place].1 != form.1 => known[place] = form,
            Ok(_) => {}
            Err(place) => known.insert(place, form),
        }
    }
    known
}

/// The forms under which a mention of the first look may come again.
fn forms_of<'a>(reading: &Reading<'a>, candidate: &Candidate) -> [Option<Known<'a>>; 3] {
    let text = reading.slice(candidate.span);
    let n_chars = text.chars().count();
    let kind = candidate.kind;
    match kind {
        // Each place of a text is compared with a form as far as they are alike.
        _ if n_chars > LONGEST_FORM => [None; 3],
        EntityKind::Person if candidate.confidence >= 0.7 && n_chars > 1 => {
            // 普京 of 弗拉基米尔·普京, 科瓦奇 of 科瓦奇·伊什特万
            let parts = text.split_once(is_name_dot).zip(text.rsplit_once(is_name_dot));
            let part = |part: &'a str| (part.chars().count() > 1).then_some((part, kind, 0.8));
            let [first, last] = parts.map_or([None; 2], |((first, _), (_, last))| [part(first), part(last)]);
            [Some((text, kind, 0.85)), last, first]
        }
        // 塞尔维亚国内外贸易部, which its minister has shown
        EntityKind::Organization if candidate.recognizer == abroad::ABROAD => {
            [Some((text, kind, candidate.confidence)), None, None]
        }
        EntityKind::Organization if candidate.confidence >= 0.7 && n_chars > 2 => {
            [Some((text, kind, 0.85)), core(reading, candidate.span).map(|core| (core, kind, 0.75)), None]
        }
        EntityKind::Project if candidate.confidence >= 0.7 && n_chars > 3 => [
            Some((text, kind, 0.85)),
            numbered_line(reading, text).map(|line| (line, kind, 0.75)),
            section(text).map(|section| (section, kind, 0.75)),
        ],
        EntityKind::Place if candidate.confidence >= 0.6 && n_chars > 2 => [Some((text, kind, 0.6)), None, None],
        _ => [None; 3],
    }
}

/// The number of a line of a town at the end of its name: 3号线 of 芜湖轨道交通3号线.
fn numbered_line<'a>(reading: &Reading<'_>, name: &'a str) -> Option<&'a str> {
    let front = name.strip_suffix(LINE)?;
    let is_numeral =
        |c: char| matches!(reading.ontology.numerals.of(c), Numeral::Arabic(_) | Numeral::Digit(_) | Numeral::Power(_));
    let start = front.trim_end_matches(is_numeral).len();
    (0 < start && start < front.len()).then(|| &name[start..])
}

/// The section of a numbered line at the end of its name: 北延段 of 云岭地铁3号线北延段.
fn section(name: &str) -> Option<&str> {
    let (_, section) = name.rsplit_once(LINE)?;
    (section.ends_with(SECTION) && section.chars().nth(SHORTEST_SECTION - 1).is_some()).then_some(section)
}

/// What sections of lines end in, and how many characters they have at least.
const SECTION: char = '段';
const SHORTEST_SECTION: usize = 3;

/// What such lines end in.
const LINE: &str = "号线";

/// What stays of a company's name without the words of its legal form: 蓝鹭科技 of 蓝鹭科技股份有限公司.
fn core<'a>(reading: &Reading<'a>, span: Span) -> Option<&'a str> {
    let head = reading.head_to(span.end)?;
    let core = Span::new(span.start, head.span.start.max(span.start));
    let n_chars = reading.slice(core).chars().count();
    let is_company = head.head.class == "company" && reading.slice(head.span).chars().count() > 1;
    let is_known = reading.names_to(core.end).any(|name| name.span == core);
    let ends_in_bracket = reading.char_before(core.end).is_some_and(|c| matches!(c, '）' | ')'));
    (is_company && n_chars > 2 && !is_known && !ends_in_bracket).then(|| reading.slice(core))
}

/// Short forms that the document defines: 中国路桥工程有限责任公司（以下简称“中国路桥”）.
fn defined(reading: &Reading<'_>, first: &[&Candidate]) -> Vec<Candidate> {
    let named = |kind| !matches!(kind, EntityKind::Country | EntityKind::Place);
    let mut candidates = Vec::new();
    for candidate in first.iter().filter(|candidate| named(candidate.kind)) {
        // 周远航（CEO）: of people only another name in full is one.
        let is_form = |span: &Span| candidate.kind != EntityKind::Person || is_foreign(reading.slice(*span));
        if let Some(span) = bracketed(reading, candidate.span).filter(is_form) {
            let entries = candidate.entries.clone();
            candidates.push(Candidate { entries, ..Candidate::new(candidate.kind, span, DEFINITION, DECLARED) });
            candidates.extend(
                with_first(reading, candidate.span, span)
                    .map(|whole| Candidate::new(candidate.kind, whole, SURE_FORM, DECLARED)),
            );
        }
    }
    candidates
}

/// The name at `span` with the character in front of it that its short form begins with, and with the place before that:
/// 苏州|和|泽医疗科技公司（下称“和泽医疗”).
fn with_first(reading: &Reading<'_>, span: Span, form: Span) -> Option<Span> {
    let (name, form) = (reading.slice(span), reading.slice(form));
    let mut letters = form.chars();
    let first = letters.next().filter(|&first| reading.char_before(span.start) == Some(first))?;
    let is_rest = !name.starts_with(first) && name.chars().next() == letters.next();
    let start = span.start - first.len_utf8();
    let is_place = |name: &&Name<'_>| {
        let kinds = name.form.meanings.iter().map(|meaning| reading.ontology.gazetteer.entry(meaning.entry).0);
        kinds.into_iter().any(|kind| kind == EntityKind::Place)
    };
    let place = reading.names_to(start).find(is_place);
    is_rest.then(|| Span::new(place.map_or(start, |place| place.span.start), span.end))
}

/// The short form in brackets right behind the name at `span`, in the same sentence.
pub(crate) fn bracketed(reading: &Reading<'_>, span: Span) -> Option<Span> {
    let open = reading.char_after(span.end).filter(|c| matches!(c, '（' | '('))?;
    let from = span.end + open.len_utf8();
    let sentence = reading.document.sentence_at(span.end)?;
    let rest = &reading.text()[from..reading.document.sentences[sentence].span.end];
    let close = rest.char_indices().take(24).find(|(_, c)| matches!(c, '）' | ')'))?.0;
    let inside = &rest[..close];
    let is_mark = |c: char| matches!(c, '“' | '”' | '「' | '」' | '"' | '：' | ':' | ' ');
    let told = told(reading, inside);
    let form = told.unwrap_or(inside).trim_matches(is_mark);
    let start = from + inside.find(form)?;
    let found = Span::new(start, start + form.len());
    let n_chars = form.chars().count();
    let is_short = n_chars > 1
        && (n_chars <= 12 || is_foreign(form))
        && !form.contains(['，', '、', '。', '；', '：', '年', '月']);
    let is_form = told.is_some() || is_subsequence(form, reading.slice(span)) || is_acronym(form) || is_foreign(form);
    (is_short && is_form).then_some(found)
}

/// What a bracket defines: 晴川电子 of 证券代码：688999，证券简称：晴川电子.
fn told<'a>(reading: &Reading<'_>, inside: &'a str) -> Option<&'a str> {
    inside.split(['，', ',', '；', ';', '、']).find_map(|part| told_by(reading, part))
}

/// What follows the longest word that begins a definition: 中国路桥 of 以下简称“中国路桥”.
fn told_by<'a>(reading: &Reading<'_>, inside: &'a str) -> Option<&'a str> {
    let ends: Vec<usize> = inside.char_indices().map(|(at, c)| at + c.len_utf8()).take(6).collect();
    let defines = |end: &usize| reading.ontology.lexicon.roles(&inside[..*end]).has(Roles::DEFINES);
    ends.into_iter().rev().find(defines).map(|end| &inside[end..])
}

/// Whether the characters of `short` stand in `long` in the same order.
pub(crate) fn is_subsequence(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().all(|c| rest.any(|other| other == c))
}

fn is_acronym(form: &str) -> bool {
    form.contains(|c: char| c.is_ascii_uppercase())
        && form.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-')
}

/// Whether a name is written in latin letters: BrainCo of 强脑科技（BrainCo）, Jensen Huang of 黄仁勋（Jensen Huang）.
fn is_foreign(form: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphabetic() || matches!(c, ' ' | '-' | '.' | '&' | '\'');
    form.starts_with(|c: char| c.is_ascii_uppercase())
        && form.chars().all(is_letter)
        && form.chars().filter(char::is_ascii_lowercase).count() > 2
}

/// A form found surely once needs word borders only where it is short.
fn stands_alone(reading: &Reading<'_>, kind: EntityKind, span: Span) -> bool {
    let n_chars = reading.slice(span).chars().count();
    let is_long = n_chars > 3 || (kind == EntityKind::Person && n_chars > 2);
    is_long || (reading.is_border(span.start) && reading.is_border(span.end))
}

/// Whether a form is the part of a foreign name of two characters behind a preposition, which jieba joins with it: 与|塔帕|举行.
fn is_led_part(reading: &Reading<'_>, kind: EntityKind, span: Span) -> bool {
    let before = reading.char_before(span.start).map(|c| Span::new(span.start - c.len_utf8(), span.start));
    let leads = |word: Span| reading.ontology.lexicon.acts(reading.slice(word)).has(Acts::WITH.and(Acts::TOWARDS));
    kind == EntityKind::Person && reading.slice(span).chars().count() == 2 && before.is_some_and(leads)
}

/// Whether a form that the document defines can be nothing else, however jieba cuts it: 塬|上红 of 以下简称“塬上红”, but not 博览会.
fn is_coined(reading: &Reading<'_>, form: &str) -> bool {
    let is_head = || reading.ontology.lexicon.head(form).is_some_and(|(length, _)| length == form.len());
    form.chars().nth(2).is_some() && !is_head()
}

/// Whether a post in front of names begins at `byte`, however jieba cut it: 策展人 of 上博策|展人.
fn leads_to_post(reading: &Reading<'_>, byte: usize) -> bool {
    let text = &reading.text()[byte..];
    let ends = text.char_indices().map(|(at, c)| byte + at + c.len_utf8()).take(LONGEST_POST);
    ends.into_iter().skip(1).any(|end| {
        let uses = reading.ontology.lexicon.uses(reading.slice(Span::new(byte, end)));
        uses.roles.has(Roles::POST_BEFORE) || uses.acts.has(Acts::TITLE.and(Acts::OCCUPATION))
    })
}

/// Whether a post begins at `byte`, however jieba cut it: 副主任 of 李副|主任.
fn has_post_behind(reading: &Reading<'_>, byte: usize) -> bool {
    let text = &reading.text()[byte..];
    let ends = text.char_indices().map(|(at, c)| byte + at + c.len_utf8()).take(LONGEST_POST);
    ends.filter(|end| reading.is_border(*end))
        .any(|end| reading.ontology.lexicon.roles(reading.slice(Span::new(byte, end))).has(Roles::POST_AFTER))
}

/// The most characters of a post behind a surname.
const LONGEST_POST: usize = 6;

/// Surnames with a post, of people whom the document names in full: 李副主任.
fn surnames(reading: &Reading<'_>, first: &[&Candidate]) -> Vec<Candidate> {
    let people = first.iter().filter(|candidate| candidate.kind == EntityKind::Person);
    let mut named: Vec<&str> = people
        .filter_map(|candidate| {
            let text = reading.slice(candidate.span);
            let (end, _) = reading.ontology.lexicon.surname(text)?;
            // 王先生 is no name in full.
            let is_full = end < text.len() && !has_post_behind(reading, candidate.span.start + end);
            is_full.then_some(&text[..end])
        })
        .collect();
    named.sort_unstable();
    named.dedup();
    let firsts: CharSet = named.iter().filter_map(|surname| surname.chars().next()).collect();
    let mut candidates = Vec::new();
    for (index, word) in reading.words.iter().enumerate() {
        let text = reading.word(index);
        if !text.starts_with(|first| firsts.has(first)) {
            continue;
        }
        // 欧阳|副局长 is no 欧.
        let called = named.iter().filter(|surname| text.starts_with(**surname)).rev();
        let spans = called.map(|surname| Span::new(word.span.start, word.span.start + surname.len()));
        let posted = spans.into_iter().find(|span| has_post_behind(reading, span.end));
        candidates.extend(posted.map(|span| Candidate::new(EntityKind::Person, span, "surname", 0.8)));
    }
    candidates
}
