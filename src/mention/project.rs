//! Projects by the heads of their names: 铁路, 走廊, 合作区; and by quotation marks before 工程, 行动.

use super::phrase::{self, Part, Phrase, Sort};
use super::reading::{HeadAt, Name, Reading, Word};
use super::{Candidate, Recognizer, abroad, walk};
use crate::document::Tag;
use crate::ontology::{Acts, EntityKind};
use crate::text::Span;

/// Proposes names of infrastructure, zones, corridors and programmes.
pub struct Project;

impl Recognizer for Project {
    fn name(&self) -> &'static str {
        "project-head"
    }

    fn find(&self, reading: &Reading<'_>) -> Vec<Candidate> {
        let mut candidates: Vec<Candidate> = known_stages(reading).collect();
        for head in reading.heads.iter().filter(|head| head.head.kind == EntityKind::Project) {
            if let Some(span) = phrase::quoted_in_front(reading, head).filter(|_| takes_quotes(&head.head.class)) {
                candidates.push(Candidate::new(EntityKind::Project, span, self.name(), 0.8));
                continue;
            }
            if let Some(span) = quoted(reading, head) {
                candidates.push(Candidate::new(EntityKind::Project, span, QUOTED, 0.9));
                continue;
            }
            let phrase = phrase::before(reading, head);
            if let Some(confidence) = judge(reading, head, &phrase) {
                candidates.push(match with_stage(reading, phrase.span) {
                    Some(span) => Candidate::new(EntityKind::Project, span, STAGE, SURE),
                    None if is_route(reading, &phrase) || names_line_abroad(reading, &phrase) => {
                        Candidate::new(EntityKind::Project, route(&phrase), ROUTE, SURE)
                    }
                    None => Candidate::new(EntityKind::Project, phrase.span, self.name(), confidence),
                });
            }
        }
        candidates
    }
}

/// How sure a name is that says by its build where it begins and ends.
const SURE: f32 = 0.95;

/// The recognizer of projects with the number of a stage, which hardly stands behind anything else.
pub(super) const STAGE: &str = "project-stage";

/// The recognizer of roads and railways named by the towns at their ends.
pub(super) const ROUTE: &str = "project-route";

/// The recognizer of programmes that stand between quotation marks.
pub(super) const QUOTED: &str = "quoted-programme";

/// All that stands in quotation marks where it ends as programmes do: “链式出海行动”; but not “扩大开放的行动”.
fn quoted(reading: &Reading<'_>, head: &HeadAt<'_>) -> Option<Span> {
    if reading.char_after(head.span.end) != Some('”') || head.head.class != "programme" {
        return None;
    }
    let front = &reading.text()[..head.span.start];
    let near = front.char_indices().rev().take(LONGEST_QUOTE);
    let is_end = |c: char| matches!(c, '的' | '和' | '与') || !c.is_alphanumeric();
    let (open, mark) = near.into_iter().find(|(_, c)| is_end(*c))?;
    let span = Span::new(open + mark.len_utf8(), head.span.end);
    let is_long = reading.slice(span).chars().nth(SHORTEST_QUOTE - 1).is_some();
    // 王毅说：“中方将停止…行动”: what somebody says.
    let is_said = reading.text()[..open].ends_with(['：', ':']);
    let first = reading.words.partition_point(|word| word.span.start < span.start);
    let mut words = reading.words[first..].iter().take_while(|word| word.span.end <= head.span.start);
    // 有必要采取|行动, 伴随具体|行动, 打击诈骗专项|行动
    let is_of_sentence = |word: &Word| {
        let describes = word.tag == Tag::Adjective && word.span.end == head.span.start;
        let function = describes || matches!(word.tag, Tag::Pronoun | Tag::Adverb | Tag::Preposition | Tag::Particle);
        // “中方支持老挝发展计划”, but not “十大合作计划”: a congress leads no sentence.
        let leads = |name: &Name<'_>| !abroad::is_first_of(reading, name, EntityKind::Event);
        function || !word.acts.without(NOUN_ACTS).is_plain() || reading.names_from(word.span.start).any(leads)
    };
    let is_name = mark == '“' && is_long && !is_said && reading.is_border(head.span.start);
    (is_name && !words.any(is_of_sentence)).then_some(span)
}

/// Acts of words that may stand in the name of a programme: 出国, 资助.
const NOUN_ACTS: Acts = Acts::FINANCE.and(Acts::LOAN).and(Acts::SORT).and(Acts::TITLE).and(Acts::PLANT);

/// The fewest characters of a programme that only quotation marks show.
const SHORTEST_QUOTE: usize = 5;

/// The most characters in front of the head of one.
const LONGEST_QUOTE: usize = 14;

/// 成都|至|乐山|高速公路
fn is_route(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    phrase.parts.iter().any(|part| part.sort == Sort::Joint && reading.slice(part.span) == "至")
}

/// Whether a line is named by two towns of the country in front: 孟加拉国|达卡—阿舒利亚|高速公路, but not 中国—老挝铁路, nor
/// 中国霍尔果斯—哈萨克斯坦阿拉木图铁路.
fn names_line_abroad(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let is_country = |part: &&Part| part.sort == Sort::Known(EntityKind::Country);
    let dashes = |part: &Part| part.sort == Sort::Joint && reading.slice(part.span).starts_with(['—', '－', '-', '–']);
    let is_first = phrase.parts.first().filter(is_country).is_some();
    let is_in_front = is_first && phrase.parts.get(1).is_some_and(|next| next.sort != Sort::Joint);
    is_in_front && phrase.parts.iter().filter(is_country).count() == 1 && phrase.parts.iter().any(dashes)
}

/// 尼日利亚|卡杜纳至卡诺铁路: the country in front of the first town is no part of the name.
fn route(phrase: &Phrase) -> Span {
    match phrase.parts.as_slice() {
        [first, second, ..] if first.sort == Sort::Known(EntityKind::Country) && second.sort != Sort::Joint => {
            Span::new(second.span.start, phrase.span.end)
        }
        _ => phrase.span,
    }
}

/// 向家坝灌区|二期, 云岭电站|第三期扩建工程: the stage of a project belongs to its name.
fn with_stage(reading: &Reading<'_>, span: Span) -> Option<Span> {
    walk::stage(reading, span.end).map(|end| Span::new(span.start, end))
}

/// The same behind known projects, ports and airports.
fn known_stages<'a>(reading: &'a Reading<'_>) -> impl Iterator<Item = Candidate> + 'a {
    let is_built = |name: &Name<'_>| {
        name.form.meanings.first().is_some_and(|meaning| {
            let (kind, entry) = reading.ontology.gazetteer.entry(meaning.entry);
            kind == EntityKind::Project
                || kind == EntityKind::Place && matches!(entry.class.as_str(), "port" | "airport")
        })
    };
    let staged = reading.names.iter().filter_map(|name| Some((name, with_stage(reading, name.span)?)));
    staged
        .filter(move |(name, _)| is_built(name))
        .map(|(_, span)| Candidate::new(EntityKind::Project, span, STAGE, SURE))
}

/// “东数西算”工程: the name stands between the marks.
fn takes_quotes(class: &str) -> bool {
    matches!(class, "initiative" | "programme" | "corridor" | "zone" | "other" | "train-service" | "water-works")
}

/// How sure it is that head and modifiers are a name, or none where they are not.
fn judge(reading: &Reading<'_>, head: &HeadAt<'_>, phrase: &Phrase) -> Option<f32> {
    let last = phrase.parts.last()?;
    // 川藏铁路|隧道: a known project and a common noun behind it.
    let is_project = |name: &&Name<'_>| {
        let kinds = name.form.meanings.iter().map(|meaning| reading.ontology.gazetteer.entry(meaning.entry).0);
        name.span.end > head.span.start && kinds.into_iter().any(|kind| kind == EntityKind::Project)
    };
    let only_known = matches!(phrase.parts.as_slice(), [Part { sort: Sort::Known(EntityKind::Project), .. }]);
    if only_known
        || reading.names_from(phrase.span.start).any(|name| is_project(&name) && name.span.end < phrase.span.end)
    {
        return None;
    }
    if phrase.is_generic
        || phrase.ends_in_known(reading, EntityKind::Project)
        || !phrase.has_proper()
        || is_description(reading, phrase)
    {
        return None;
    }
    if phrase.parts.iter().any(|part| part.sort == Sort::Known(EntityKind::Organization)) && !head.head.is_strong {
        return None;
    }
    if head.head.is_strong {
        return is_specific(reading, head, phrase).then_some(0.85);
    }
    // 老挝—泰国—马来西亚|电力一体化|项目
    if joins_countries(reading, phrase) {
        return Some(0.85);
    }
    // 奥林匹克城项目, 蓝鹭工程: a generic noun needs a proper name close in front, and adds nothing to
    // a name that is complete without it (中老铁路项目).
    let is_complete = ends_in_name(reading, phrase.parts.last().map_or(0, |part| part.span.end));
    let close = phrase.parts.iter().rev().take(2).any(|part| is_proper(reading, part));
    let is_short = phrase.parts.len() <= 4 && phrase.n_common() <= 2;
    let is_direct = last.sort != Sort::Known(EntityKind::Country);
    (close && is_short && is_direct && !is_complete && phrase.has_more_than_places()).then_some(0.55)
}

/// Whether a phrase begins with countries that a dash joins, and tells more: 老挝—泰国|电力.
fn joins_countries(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let is_land = |part: &Part| part.sort == Sort::Known(EntityKind::Country);
    let is_dash = |part: &Part| part.sort == Sort::Joint && reading.slice(part.span).contains(['—', '－', '-', '–']);
    matches!(phrase.parts.as_slice(), [first, dash, second, ..] if is_land(first) && is_dash(dash) && is_land(second))
        && phrase.n_common() > 0
}

/// A region alone makes no name: 中亚铁路; nor does a country alone: 中国高铁; a city does: 杭州湾大桥.
fn is_specific(reading: &Reading<'_>, head: &HeadAt<'_>, phrase: &Phrase) -> bool {
    let joined = phrase.parts.iter().any(|part| part.sort == Sort::Joint);
    let of_wide = phrase.parts.iter().all(|part| {
        part.sort == Sort::Known(EntityKind::Country) || part.sort == Sort::Common || is_wide(reading, part)
    });
    if of_wide && !joined {
        let two = phrase.parts.iter().filter(|part| part.sort != Sort::Common).count() > 1;
        let long = phrase.n_common() > 0 && reading.slice(head.span).chars().count() > 1;
        return two || (long && matches!(head.head.class.as_str(), "corridor" | "pipeline" | "zone" | "space"));
    }
    true
}

fn is_wide(reading: &Reading<'_>, part: &Part) -> bool {
    reading.names_to(part.span.end).filter(|name| name.span == part.span).any(|name| {
        name.form.meanings.iter().any(|meaning| {
            let class = &reading.ontology.gazetteer.entry(meaning.entry).1.class;
            matches!(class.as_str(), "region" | "continent" | "ocean")
        })
    })
}

fn is_proper(reading: &Reading<'_>, part: &Part) -> bool {
    !matches!(part.sort, Sort::Common | Sort::Joint | Sort::Known(EntityKind::Country)) && !is_wide(reading, part)
}

/// Whether a project's name already ends at `byte`.
fn ends_in_name(reading: &Reading<'_>, byte: usize) -> bool {
    let is_known = reading.names_to(byte).any(|name| {
        let kinds = name.form.meanings.iter().map(|meaning| reading.ontology.gazetteer.entry(meaning.entry).0);
        kinds.into_iter().any(|kind| kind == EntityKind::Project)
    });
    is_known
        || reading.head_to(byte).is_some_and(|HeadAt { head, .. }| head.kind == EntityKind::Project && head.is_strong)
}

/// 中国至中亚铁路, 连接中国和老挝铁路: the place in front is one end of a description.
fn is_description(reading: &Reading<'_>, phrase: &Phrase) -> bool {
    let Some(c) = reading.char_before(phrase.span.start) else { return false };
    let starts_at_place = matches!(phrase.first(), Some(Sort::Known(EntityKind::Country | EntityKind::Place)));
    if !starts_at_place || !matches!(c, '至' | '到' | '与' | '和' | '同' | '、') {
        return false;
    }
    let end = phrase.span.start - c.len_utf8();
    reading.names_to(end).any(|name| {
        name.form.meanings.iter().any(|meaning| {
            matches!(reading.ontology.gazetteer.entry(meaning.entry).0, EntityKind::Country | EntityKind::Place)
        })
    })
}
