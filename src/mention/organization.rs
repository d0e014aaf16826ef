//! Organizations by the heads of their names: 公司, 委员会, 研究院, 厅.

use super::phrase::{self, Phrase, Sort};
use super::reading::{HeadAt, Name, Reading, Word};
use super::{Candidate, Recognizer, abroad, department, mission, place, walk};
use crate::document::Tag;
use crate::ontology::{Ending, EntityKind, Roles};
use crate::text::Span;

/// Proposes names that end in a head, with the left border decided by the words in front.
pub struct Organization;

impl Recognizer for Organization {
    fn name(&self) -> &'static str {
        "organization-head"
    }

    fn find(&self, reading: &Reading<'_>) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        for head in reading.heads.iter().filter(|head| head.head.kind == EntityKind::Organization) {
            // 两国政府|间|对话
            if reading.char_after(head.span.end) == Some(BETWEEN) {
                continue;
            }
            let phrase = phrase::before(reading, head);
            let is_ministry = begins_with_its_country(reading, head, &phrase);
            let judged = judge(reading, head, &phrase).map(|confidence| match is_ministry {
                true => (phrase.span, confidence.max(SURE)),
                false => (without_country(&phrase), confidence),
            });
            if let Some((span, confidence)) = judged {
                candidates.push(Candidate::new(EntityKind::Organization, span, self.name(), confidence));
            }
            if let Some((organ, confidence)) = organ_of_place(reading, head) {
                let span = judged.map(|(span, _)| span).filter(|span| span.contains(organ)).unwrap_or(organ);
                candidates.push(Candidate::new(EntityKind::Organization, span, LOCAL_ORGAN, confidence));
            }
        }
        candidates.extend(local_organs(reading));
        candidates.extend(staged_funds(reading));
        candidates.extend(branches(reading));
        candidates.extend(organs_of_parties(reading));
        candidates.extend(abroad::find(reading));
        candidates.extend(mission::find(reading));
        let mut wholes: Vec<Span> = candidates.iter().map(|candidate| candidate.span).collect();
        wholes.sort_unstable_by_key(|whole| whole.end);
        candidates.extend(department::find(reading, &wholes));
        candidates.extend(led_companies(reading));
        candidates.extend(dictionary_words(reading));
        candidates
    }
}

/// What is behind those between whom something is.
const BETWEEN: char = '间';

/// The last character of committees of the party: 市委, 党委.
const COMMITTEE: char = '委';

/// The recognizer of organs of the state in a province, city or county. Two known names say so; the tagger sees less, where
/// another word of the same offices follows (安徽省|发展改革委|党组成员).
pub(super) const LOCAL_ORGAN: &str = "local-organ";

/// 江城|区政府: the head holds what its place is called by, which is no word of its own. 云盘镇|党委|书记: who leads it tells that
/// it is one.
fn organ_of_place(reading: &Reading<'_>, head: &HeadAt<'_>) -> Option<(Span, f32)> {
    let lexicon = &reading.ontology.lexicon;
    let is_organ = matches!(head.head.class.as_str(), "state-organ" | "committee");
    let first = reading.char_after(head.span.start).filter(|_| is_organ && head.head.is_strong)?;
    let inside = head.span.start + first.len_utf8();
    let holds_division =
        lexicon.roles(reading.slice(Span::new(head.span.start, inside))).has(Roles::DIVISION) && inside < head.span.end;
    let end = match holds_division {
        true => inside,
        false if reading.slice(head.span).ends_with(COMMITTEE) && department::is_led(reading, head.span.end) => {
            head.span.start
        }
        false => return None,
    };
    if let Some(place) = reading.names_to(end).find(|place| is_division(reading, place)) {
        return Some((Span::new(place.span.start, head.span.end), SURE));
    }
    // 深圳|市委书记 is two words, so that 市 stands at no end of one.
    let (length, found) = lexicon.head(&reading.text()[..end]).filter(|(_, found)| found.kind == EntityKind::Place)?;
    let place = HeadAt { span: Span::new(end - length, end), head: found };
    let start = place::before_head(reading, &place)?.start;
    Some((Span::new(start, head.span.end), 0.95))
}

/// 韩国|保健福祉部: a country belongs to the name of its ministry, but 我国|卫生部 names it as no one else does.
fn begins_with_its_country(reading: &Reading<'_>, head: &HeadAt<'_>, phrase: &Phrase) -> bool {
    let country = phrase.parts.first().filter(|first| first.sort == Sort::Known(EntityKind::Country));
    head.head.class == "ministry" && country.is_some_and(|country| !reading.slice(country.span).starts_with('我'))
}

/// 英国 | 布里斯托大学: a country in front of a name that is complete without it is a mention of its own;
/// where the rest is common words it belongs to the name (哈萨克斯坦国家石油公司).
fn without_country(phrase: &Phrase) -> Span {
    let country = Sort::Known(EntityKind::Country);
    let own = |sort| matches!(sort, Sort::Unknown | Sort::Proper | Sort::Known(EntityKind::Place | EntityKind::Person));
    match phrase.parts.as_slice() {
        [first, second, ..] if first.sort == country && own(second.sort) => {
            Span::new(second.span.start, phrase.span.end)
        }
        _ => phrase.span,
    }
}

/// 会 of 还会, 办 of 怎么办: a one-character head that stands as another word.
fn is_other_word(reading: &Reading<'_>, head: Span) -> bool {
    let is_single = reading.slice(head).chars().count() == 1;
    let word = reading.word_from(head.start).map(|index| &reading.words[index]).filter(|word| word.span == head);
    is_single && word.is_some_and(|word| matches!(word.tag, Tag::Verb | Tag::Adverb | Tag::Particle | Tag::Pronoun))
}

/// How sure it is that head and modifiers are a name, or none where they are not.
fn judge(reading: &Reading<'_>, head: &HeadAt<'_>, phrase: &Phrase) -> Option<f32> {
    let last = phrase.parts.last()?;
    if is_other_word(reading, head.span) {
        return None;
    }
    if phrase.is_generic || phrase.ends_in_known(reading, EntityKind::Organization) {
        return None;
    }
    // 马来西亚|东北部
    if is_side(reading.slice(Span::new(last.span.start, head.span.end))) {
        return None;
    }
    // 财报, 还会: what only one character leads is a word.
    if reading.slice(phrase.span).chars().count() < 3 && last.sort != Sort::Known(EntityKind::Place) {
        return None;
    }
    let places_only = !phrase.has_more_than_places();
    if places_only && !names_by_place(reading, head, phrase) {
        return None;
    }
    if places_only && is_team(reading, head) {
        return Some(SURE);
    }
    if head.head.is_strong {
        let by_words = takes_common_words(&head.head.class) && phrase.n_common() > 0;
        let by_length = head.head.class == "research" && phrase.n_common() > 1;
        return (phrase.has_proper() || by_words || by_length).then_some(if phrase.has_proper() { 0.88 } else { 0.7 });
    }
    // A weak head needs a known organization somewhere in front, or a proper name right in front:
    // 国家发展改革委产业司, 俄罗斯外交部, 蓝鹭厂.
    let belongs = phrase.parts.iter().any(|part| matches!(part.sort, Sort::Known(EntityKind::Organization)));
    let is_organ = matches!(head.head.class.as_str(), "ministry" | "state-organ" | "court" | "military");
    let of_place = is_organ && phrase.has_proper() && phrase.n_common() > 0;
    if head.head.class == "company" {
        // 海天科技: a branch of trade names a company only behind a word that no dictionary holds.
        let unknown = last.sort == Sort::Unknown && reading.slice(last.span).chars().count() > 1;
        return unknown.then_some(0.6);
    }
    if belongs {
        return Some(if is_organ { 0.85 } else { 0.6 });
    }
    // 深中通道|管理中心|主任: a known project and a post around it show that it is somebody's office.
    let runs = phrase.parts.iter().any(|part| part.sort == Sort::Known(EntityKind::Project));
    if runs && department::is_led(reading, phrase.span.end) {
        return Some(0.9);
    }
    let direct = matches!(last.sort, Sort::Unknown | Sort::Proper) && !is_of_letters(reading, head, last.span.start);
    (of_place || direct).then_some(0.62)
}

/// Whether a word tells of a side of a country and not of an office: 东北部.
pub(super) fn is_side(word: &str) -> bool {
    word.chars().all(|c| SIDES.contains(&c))
}

/// The characters of words for the sides of a country.
const SIDES: [char; 6] = ['东', '南', '西', '北', '中', '部'];

/// Whether only letters stand from a byte on in front of a word for anything, which tell of goods as well: FC|平台.
pub(super) fn is_of_letters(reading: &Reading<'_>, head: &HeadAt<'_>, start: usize) -> bool {
    let is_weak = head.head.class == "other" && !head.head.is_strong;
    is_weak && start < head.span.start && reading.slice(Span::new(start, head.span.start)).is_ascii()
}

/// Committees and associations have names of common words: 实业家委员会, 减贫合作分委会.
fn takes_common_words(class: &str) -> bool {
    matches!(class, "committee" | "association" | "fund" | "other")
}

/// Whether a head names teams, as a country or a town has them: 美国|女排, 法国|国家队.
fn is_team(reading: &Reading<'_>, head: &HeadAt<'_>) -> bool {
    head.head.class == "club" && head.head.is_strong && reading.slice(head.span).ends_with(TEAM_ENDS)
}

/// How sure a team or a ministry is behind its country, which stands by itself as surely as anything.
const SURE: f32 = 0.98;

/// The last characters of what teams are called: 男足, 女排, 国家队.
const TEAM_ENDS: [char; 4] = ['队', '足', '排', '篮'];

/// Whether place and head alone make a name: 宁波大学, 北京银行, 浙江省政府; but not 美国公司.
fn names_by_place(reading: &Reading<'_>, head: &HeadAt<'_>, phrase: &Phrase) -> bool {
    let of_country = phrase
        .parts
        .iter()
        .all(|part| matches!(part.sort, Sort::Known(EntityKind::Country) | Sort::Abbreviations | Sort::Joint));
    let class = head.head.class.as_str();
    if of_country {
        let is_central_bank = class == "bank" && CENTRAL_BANKS.contains(&reading.slice(head.span));
        let is_ministry = matches!(class, "ministry" | "party") && reading.slice(head.span).chars().count() > 2;
        return is_team(reading, head) || is_ministry || is_central_bank;
    }
    let has_place = phrase
        .parts
        .iter()
        .any(|part| matches!(part.sort, Sort::Known(EntityKind::Place)) && !is_broad(reading, part.span));
    // 人民医院, 第一中学: a longer head says more than that it is a hospital or a school.
    let is_long = reading.slice(head.span).chars().count() > 3;
    has_place
        && head.head.is_strong
        && (is_long
            || matches!(
                class,
                "university"
                    | "bank"
                    | "court"
                    | "state-organ"
                    | "ministry"
                    | "media"
                    | "museum"
                    | "committee"
                    | "club"
                    | "school"
                    | "military"
            ))
}

/// What a country has one of: 阿联酋央行.
const CENTRAL_BANKS: [&str; 2] = ["央行", "中央银行"];

/// Whether a place is a region too wide to name an organization by: 欧洲, 中亚.
fn is_broad(reading: &Reading<'_>, span: Span) -> bool {
    reading.names_to(span.end).filter(|name| name.span == span).any(|name| {
        name.form.meanings.iter().any(|meaning| {
            let (_, entry) = reading.ontology.gazetteer.entry(meaning.entry);
            matches!(entry.class.as_str(), "region" | "continent" | "ocean" | "sea")
        })
    })
}

/// 安徽省|发展改革委: behind a province, city or county, the short name of an organ of the state is that
/// of the organ there.
fn local_organs(reading: &Reading<'_>) -> Vec<Candidate> {
    let mut candidates = Vec::new();
    for name in &reading.names {
        let Some(meaning) = name.form.meanings.first() else { continue };
        let (kind, entry) = reading.ontology.gazetteer.entry(meaning.entry);
        let is_organ =
            matches!(entry.class.as_str(), "ministry" | "state-organ" | "party-organ" | "court" | "mass-organization");
        // 兰州|新华书店
        let is_local = reading.ontology.lexicon.roles(&name.form.text).has(Roles::LOCAL_HEAD);
        if kind != EntityKind::Organization || !(is_organ || is_local) || is_central(reading, &name.form.text) {
            continue;
        }
        if let Some(place) = reading.names_to(name.span.start).find(|place| is_division(reading, place)) {
            // 江西省|赣州市|妇联
            let mut start = place.span.start;
            while let Some(wider) = reading.names_to(start).find(|wider| is_division(reading, wider)) {
                start = wider.span.start;
            }
            let span = Span::new(start, name.span.end);
            candidates.push(Candidate::new(EntityKind::Organization, span, LOCAL_ORGAN, 0.95));
        }
    }
    candidates
}

/// 老挝人民革命党|中央政治局, 古共|中央书记处: what stands for an organ of the ruling party by itself is another party's behind its name.
fn organs_of_parties<'a>(reading: &'a Reading<'_>) -> impl Iterator<Item = Candidate> + 'a {
    let class = |name: &Name<'_>| {
        let entry = name.form.meanings.first()?.entry;
        Some(reading.ontology.gazetteer.entry(entry)).filter(|(kind, _)| *kind == EntityKind::Organization)
    };
    let is_organ = move |name: &&Name<'_>| class(name).is_some_and(|(_, entry)| entry.class == "party-organ");
    let other = move |organ: &Name<'_>| {
        let known = reading
            .names_to(organ.span.start)
            .find(|name| class(name).is_some_and(|(_, entry)| entry.class == "party"));
        if let Some(party) = known {
            return (class(party)?.1.id != RULING).then_some(party.span.start);
        }
        let mut front = reading.text()[..organ.span.start].chars().rev();
        let (last, first) = (front.next()?, front.next()?);
        let is_short = matches!(last, '党' | '共') && first.is_alphanumeric() && !OWN.contains(&first);
        is_short.then(|| organ.span.start - last.len_utf8() - first.len_utf8())
    };
    let organs = reading.names.iter().filter(is_organ);
    organs.filter_map(move |organ| {
        let span = Span::new(other(organ)?, organ.span.end);
        Some(Candidate::new(EntityKind::Organization, span, PARTY_ORGAN, SURE))
    })
}

/// The recognizer of organs of parties abroad, which stand behind the name of their party.
pub(super) const PARTY_ORGAN: &str = "party-organ";

/// The party whose papers are read.
const RULING: &str = "cpc";

/// What stands in front of 党 or 共 where that party is meant: 我党, 中共.
const OWN: [char; 8] = ['中', '国', '我', '全', '本', '该', '各', '建'];

/// 国家集成电路产业投资基金|二期: each stage of a fund is a firm of its own.
fn staged_funds<'a>(reading: &'a Reading<'_>) -> impl Iterator<Item = Candidate> + 'a {
    let is_fund = |name: &&Name<'_>| {
        let is_body = |entry: usize| reading.ontology.gazetteer.entry(entry).0 == EntityKind::Organization;
        name.form.text.ends_with("基金") && name.form.meanings.iter().any(|meaning| is_body(meaning.entry))
    };
    let staged =
        reading.names.iter().filter(is_fund).filter_map(|name| Some((name, walk::stage(reading, name.span.end)?)));
    staged
        .map(|(name, end)| Candidate::new(EntityKind::Organization, Span::new(name.span.start, end), FUND_STAGE, SURE))
}

/// The recognizer of funds with the number of their stage.
pub(super) const FUND_STAGE: &str = "fund-stage";

/// 博世|中国|副总裁: a known firm and another country than its own, where somebody leads its business there.
fn branches<'a>(reading: &'a Reading<'_>) -> impl Iterator<Item = Candidate> + 'a {
    let entry = |name: &Name<'_>| {
        let meaning = name.form.meanings.first()?;
        Some(reading.ontology.gazetteer.entry(meaning.entry))
    };
    let branch = move |firm: &Name<'_>| {
        let (_, of) = entry(firm).filter(|(kind, of)| *kind == EntityKind::Organization && is_firm(&of.class))?;
        let is_abroad = |name: &&Name<'_>| {
            entry(name).is_some_and(|(kind, land)| kind == EntityKind::Country && !of.countries.contains(&land.id))
        };
        // 大众汽车集团|（中国）|董事长
        let open = reading.char_after(firm.span.end).filter(|c| matches!(c, '（' | '('));
        let start = firm.span.end + open.map_or(0, char::len_utf8);
        let country = reading.names_from(start).filter(is_abroad).map(|name| name.span.end).max()?;
        let close = open.and(reading.char_after(country)).filter(|c| matches!(c, '）' | ')'));
        if open.is_some() != close.is_some() {
            return None;
        }
        let country = country + close.map_or(0, char::len_utf8);
        let post = reading.word_from(country)?;
        let sentence = reading.words[post].sentence;
        let ends = |last: &usize| {
            reading.words.get(*last).is_some_and(|word| word.sentence == sentence)
                && company_post(reading, *last) == Some(post)
        };
        let last = [post + 1, post].into_iter().find(ends)?;
        // 总裁|候选人 leads nothing yet.
        let is_candidate = reading
            .words
            .get(last + 1)
            .is_some_and(|next| reading.ontology.lexicon.ends_as(reading.slice(next.span), Ending::Candidate));
        (!is_candidate).then_some(Span::new(firm.span.start, country))
    };
    let spans = reading.names.iter().filter_map(branch);
    spans.map(|span| Candidate::new(EntityKind::Organization, span, BRANCH, SURE))
}

/// The recognizer of what a firm is called in a country.
pub(super) const BRANCH: &str = "branch";

/// The recognizer of companies that only the post of who leads them shows.
pub(super) const LED_COMPANY: &str = "led-company";

/// 灵枢智算|创始人|王时光: words in a row that the dictionary does not hold as they stand, from a border of the phrase to a
/// post of a company that a name follows.
fn led_companies<'a>(reading: &'a Reading<'_>) -> impl Iterator<Item = Candidate> + 'a {
    let lexicon = &reading.ontology.lexicon;
    let is_name = move |next: &Word| {
        matches!(next.tag, Tag::Person | Tag::Transliteration)
            || lexicon.surname(&reading.text()[next.span.start..]).is_some()
    };
    let named = reading.words.windows(2).enumerate().filter(move |(_, pair)| {
        let [post, next] = pair else { return false };
        let last = reading.char_before(post.span.end);
        last.is_some_and(|c| lexicon.ends_posts(c)) && post.span.end == next.span.start && is_name(next)
    });
    let spans = named.filter_map(|(index, _)| coined(reading, company_post(reading, index)?));
    spans.map(|span| Candidate::new(EntityKind::Organization, span, LED_COMPANY, 0.75))
}

/// The first word of the post of a company that ends with word `last`: 创始人, 首席|执行官.
fn company_post(reading: &Reading<'_>, last: usize) -> Option<usize> {
    let word = &reading.words[last];
    let is_whole = |first: &usize| {
        let whole = Span::new(reading.words[*first].span.start, word.span.end);
        reading.ontology.lexicon.roles(reading.slice(whole)).has(Roles::COMPANY_POST)
    };
    let own = word.roles.has(Roles::COMPANY_POST).then_some(last);
    last.checked_sub(1).filter(is_whole).or(own)
}

/// The row of words in front of word `end` that can be the coined name of a company.
fn coined(reading: &Reading<'_>, end: usize) -> Option<Span> {
    let is_border = |word: &Word| {
        let is_function = matches!(word.tag, Tag::Preposition | Tag::Conjunction | Tag::Particle);
        is_function || word.tag == Tag::Other && !reading.slice(word.span).contains(char::is_alphanumeric)
    };
    let is_part = |word: &&Word| {
        let is_loose = reading.slice(word.span).chars().count() == 1;
        let fits = matches!(word.tag, Tag::Noun | Tag::ProperName | Tag::Abbreviation | Tag::Adjective);
        let is_other =
            matches!(word.tag, Tag::Pronoun | Tag::Adverb | Tag::Number | Tag::Time | Tag::Position | Tag::Latin);
        (is_loose || fits || !word.is_known)
            && !is_border(word)
            && !is_other
            && !word
                .roles
                .has(Roles::GENERIC.and(Roles::BORDER).and(Roles::SPEECH).and(Roles::POST_BEFORE).and(Roles::DIVISION))
    };
    let row = &reading.words[..end];
    let sentence = reading.words[end].sentence;
    let here = row.iter().rev().take_while(|word| word.sentence == sentence);
    let n = here.take_while(is_part).take(LONGEST_COINED + 1).count();
    let (rest, row) = row.split_at(end - n);
    let (first, last) = (row.first()?, row.last()?);
    let span = Span::new(first.span.start, last.span.end);
    let begins = rest.last().is_none_or(|before| is_border(before) || before.sentence != sentence);
    let n_single = row.iter().filter(|word| reading.slice(word.span).chars().count() == 1).count();
    let is_coined = row.len() > 1 && n_single > 0 || row.iter().any(|word| !word.is_known);
    let fits = (3..=LONGEST_COINED).contains(&reading.slice(span).chars().count());
    let is_known = reading.names_to(span.end).next().is_some()
        || reading
            .head_to(span.end)
            .is_some_and(|HeadAt { head, .. }| head.is_strong || head.kind != EntityKind::Organization);
    (begins && is_coined && fits && !is_known).then_some(span)
}

/// No coined name has more characters.
const LONGEST_COINED: usize = 7;

/// Whether a name begins as those of central organs do: 国家统计局.
pub(super) fn is_central(reading: &Reading<'_>, name: &str) -> bool {
    let starts = name.char_indices().map(|(at, c)| &name[..at + c.len_utf8()]).take(4);
    starts.into_iter().any(|start| reading.ontology.lexicon.roles(start).has(Roles::CENTRAL))
}

/// Whether a name is of a province, city, county or district.
pub(super) fn is_division(reading: &Reading<'_>, name: &Name<'_>) -> bool {
    name.form.meanings.first().is_some_and(|meaning| {
        let (kind, entry) = reading.ontology.gazetteer.entry(meaning.entry);
        kind == EntityKind::Place && matches!(entry.class.as_str(), "province" | "city" | "county" | "district")
    })
}

/// 深圳经济特区, 美国公司: jieba takes some zones, and all that a country has, for organizations.
fn ends_as_other(reading: &Reading<'_>, span: Span) -> bool {
    reading.head_to(span.end).is_some_and(|&HeadAt { span: head, head: kind }| {
        let front = Span::new(span.start, head.start.max(span.start));
        let is_country = |meaning: &crate::ontology::Meaning| {
            reading.ontology.gazetteer.entry(meaning.entry).0 == EntityKind::Country
        };
        let leads = |(length, form): (usize, &crate::ontology::Form)| {
            length == front.len() && form.meanings.first().is_some_and(is_country)
        };
        let is_team = kind.class == "club";
        kind.kind != EntityKind::Organization
            || !is_team && reading.ontology.gazetteer.starts(reading.slice(front)).any(leads)
    })
}

/// Words that jieba's dictionary holds as organizations, and that begin with the name of a place.
fn dictionary_words<'a>(reading: &'a Reading<'_>) -> impl Iterator<Item = Candidate> + 'a {
    let words = reading.words.iter().filter(|word| {
        word.tag == Tag::Organization
            && word.is_known
            && !ends_as_other(reading, word.span)
            && reading.ontology.gazetteer.starts(reading.slice(word.span)).next().is_some()
    });
    words.map(|word| Candidate::new(EntityKind::Organization, word.span, "word", 0.6))
}

/// Whether organizations of a class are firms.
pub(super) fn is_firm(class: &str) -> bool {
    matches!(class, "company" | "bank" | "insurer" | "broker")
}
