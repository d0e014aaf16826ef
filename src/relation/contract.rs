//! Who builds or pays for a work or holds an event, as a noun for the part tells: 施工单位岚海建工, 投资方是白桦集团,
//! 岚海建工的建设者, 主办单位为商务部.

use super::antecedent::{Antecedents, only};
use super::chunk::{Chunk, Name, Row, Sort, Word};
use super::{Page, Relation, frame, stance};
use crate::document::Tag;
use crate::ontology::EntityKind::{self, Country, Event, Organization, Place, Project};
use crate::ontology::{Acts, Predicate};

/// The nouns, what each tells of the organization beside it, and the rule.
const PARTS: [(Acts, Predicate, &str); 4] = [
    (Acts::HOST, Predicate::Organizes, "host-named"),
    (Acts::CONTRACTOR, Predicate::Builds, "contractor-named"),
    (Acts::BACKER, Predicate::InvestsIn, "backer-named"),
    (Acts::CREW, Predicate::Builds, "crew"),
];

/// Reads the nouns of a row.
pub(super) fn read(page: Page<'_>, antecedents: &Antecedents<'_>, row: &Row, relations: &mut Vec<Relation>) {
    for noun in 0..row.chunks.len() {
        let Some((act, predicate, rule)) = PARTS.iter().find(|(act, ..)| row.has(noun, *act)) else { continue };
        let firm = if *act == Acts::CREW { firm_in_front(row, noun) } else { firm_behind(row, noun) };
        let told = || firm_told(row, noun).or_else(|| firm_told_before(row, noun)).or_else(|| firm_as(row, noun));
        let Some(firm) = firm.or_else(told) else { continue };
        let kind = if *act == Acts::HOST { Event } else { Project };
        let work = work_of_row(row, noun, *act, kind).or_else(|| {
            let before = antecedents.only_before(row.sentence, kind, |_| true).filter(|_| *act != Acts::CREW);
            // A line of its own, 主办单位：|商务部, is about the only one that the lines before name.
            let is_label = noun == 0 && row.chunks.get(1).is_some_and(|next| next.is('：'));
            let of_page = || {
                let start = row.chunks[noun].span.start;
                let near = antecedents.recent(row.sentence, start).map(|named| named.name);
                only(near.filter(|name| name.kind == kind))
            };
            let before = before.or_else(|| if is_label { of_page() } else { None })?;
            Some(Chunk { span: row.chunks[noun].span, sort: Sort::Name(before) })
        });
        let Some((work, to)) = work.and_then(|work| Some((work, work.name()?))) else { continue };
        let Some(claim) = stance::claim(row, noun, noun) else { continue };
        for firm in row.list(firm, &[Organization]) {
            let Some(from) = row.chunks[firm].name() else { continue };
            let ends = [row.chunks[firm].span, row.chunks[noun].span, work.span];
            let pair = (from.entity, to.entity);
            relations.push(frame::relation(page, row, *predicate, pair, ends, claim.clone(), rule));
        }
    }
}

/// The organization behind a noun, perhaps with what says that it is the one, and with where it is from:
/// 施工单位|为|岚海建工, 投资方|沙特|国际电力公司.
fn firm_behind(row: &Row, noun: usize) -> Option<usize> {
    // 施工单位|则|是|岚海建工
    let is_small =
        |at: &usize| row.chunks[*at].word().is_some_and(|word| matches!(word.tag, Tag::Adverb | Tag::Conjunction));
    let noun = noun + usize::from(Some(noun + 1).filter(|&at| at < row.chunks.len()).as_ref().is_some_and(is_small));
    let next = row.chunks.get(noun + 1)?;
    let is_told = next.has(Acts::BECOME.and(Acts::TOWARDS)) || next.is('：');
    let first = noun + 1 + usize::from(is_told);
    let firm = (first..first + MOST_PLACES).find(|&at| !matches!(row.kind(at), Some(Country | Place)))?;
    // 施工方为白桦集团|旗下|的|岚海建工
    let owns = row.has(firm + 1, Acts::BELONG);
    let of = usize::from(row.has(firm + 2, Acts::OF));
    let firm = if owns { firm + 2 + of } else { firm };
    (row.kind(firm) == Some(Organization)).then_some(firm)
}

/// The most places in front of an organization, and one more.
const MOST_PLACES: usize = 3;

/// The organization of which the end of a clause tells that it is the one: 铁路开工，|岚海建工|为|主要|承建商.
fn firm_told(row: &Row, noun: usize) -> Option<usize> {
    let start = row.clause_start(noun);
    // 岚海建工与白桦集团|均|为|投资方
    let last = row.last_of_list(start, &[Organization]);
    let between = row.chunks.get(last + 1..noun).filter(|between| !between.is_empty())?;
    let is_copula = |chunk: &Chunk| chunk.has(Acts::BECOME.and(Acts::TOWARDS));
    // 岚海建工|既|是|投资方
    let describes = |word: Word| matches!(word.tag, Tag::Adverb | Tag::Adjective | Tag::Conjunction);
    let is_small = |chunk: &Chunk| is_copula(chunk) || chunk.word().is_some_and(describes);
    let ends = row.clause_end(noun) == noun + 1 && start > 0 && row.chunks[start - 1].is('，');
    let is_told = between.iter().all(is_small) && between.iter().any(is_copula);
    (ends && is_told && row.kind(start) == Some(Organization)).then_some(start)
}

/// The organization of which the clause before has told another part: 岚海建工既是投资方，|也|是|建设方.
fn firm_told_before(row: &Row, noun: usize) -> Option<usize> {
    let start = row.clause_start(noun);
    let comma = start.checked_sub(1).filter(|&comma| row.chunks[comma].is('，'))?;
    let is_small = |chunk: &Chunk| {
        chunk.has(Acts::BECOME) || chunk.word().is_some_and(|word| matches!(word.tag, Tag::Adverb | Tag::Conjunction))
    };
    let goes_on = row.clause_end(noun) == noun + 1 && noun > start && row.chunks[start..noun].iter().all(is_small);
    let before =
        comma.checked_sub(1).filter(|&before| goes_on && PARTS.iter().any(|(act, ..)| row.has(before, *act)))?;
    firm_told(row, before)
}

/// The organization that the clause behind begins with, and that is one: 作为云岭电站的承建方，|白桦集团…
fn firm_as(row: &Row, noun: usize) -> Option<usize> {
    let is_as = row.has(row.clause_start(noun), Acts::AS) && row.clause_end(noun) == noun + 1;
    let comma = Some(noun + 1).filter(|&comma| is_as && row.chunks.get(comma).is_some_and(|mark| mark.is('，')))?;
    Some(comma + 1).filter(|&firm| row.kind(firm) == Some(Organization))
}

/// The organization whose people a noun in front names: 岚海建工|的|建设者, 岚海建工|建设者.
fn firm_in_front(row: &Row, noun: usize) -> Option<usize> {
    let of = usize::from(row.get(noun.checked_sub(1)).is_some_and(|before| before.has(Acts::OF)));
    noun.checked_sub(1 + of).filter(|&at| row.kind(at) == Some(Organization))
}

/// The only work or event that the sentence names: in front of who builds or holds it, or anywhere where its people are.
fn work_of_row(row: &Row, noun: usize, act: Acts, kind: EntityKind) -> Option<Chunk> {
    let end = if act == Acts::CREW { row.chunks.len() } else { noun };
    let is_work = |chunk: &&Chunk| chunk.name().is_some_and(|name| name.kind == kind);
    let mut works = row.chunks[..end].iter().filter(is_work);
    let first = works.next()?;
    let same = |name: Option<Name>| name.map(|name| name.entity);
    works.all(|other| same(other.name()) == same(first.name())).then_some(*first)
}
