//! Who is given a post by another, or loses it: 国务院任命石青为外交部副部长, 董事会聘任石青为总裁, 免去石青的副部长职务.

use super::antecedent::{Antecedents, names_firm};
use super::appointment::{behind_honorific, claim_of_post, gives_post, is_office, leads_on, posts_behind, tell};
use super::chunk::{Chunk, LONGEST_TITLE, Name, Row, Sort, is_title_word};
use super::employer::stands_for_employer;
use super::implied_post::{of_state, only_before};
use super::post::{ends_as_minister, gives_own_posts, may_stand_in_title, post, push, stands_in_title, tenure_of};
use super::subject::{Leniency, subject_left};
use super::succession::{left_likewise, predecessor};
use super::{Page, Relation, nesting, seat, stance};
use crate::document::Tag;
use crate::entity::has_members;
use crate::ontology::{Acts, Ending, EntityKind};
use crate::text::Span;

const PEOPLE: [EntityKind; 1] = [EntityKind::Person];

/// The posts that an organization or country gives or takes: 白桦大学|任命|钱文澜|为|校长; 随后任命|钱文澜|为|总理;
/// 国务院|免去|石青|的|财政部副部长|职务; 石青|被|任命为|外交部副部长.
pub(super) fn given(
    page: Page<'_>,
    antecedents: &Antecedents<'_>,
    row: &Row,
    verb: usize,
    relations: &mut Vec<Relation>,
) {
    let is_left = row.has(verb, Acts::FORMER);
    let start = row.clause_start(verb);
    let agent = (start..verb).rev().find(|&at| row.has(at, Acts::AGENT));
    // 由|教育部|任命|石青|为: whom it leads does it.
    let is_active = || row.kind(verb + 1) == Some(EntityKind::Person);
    if let Some(agent) = agent.filter(|_| !is_active()) {
        let Some(person) = subject_left(row, agent, &PEOPLE, Leniency::Exact) else { return };
        return given_behind(page, row, (person, verb), verb, relations);
    }
    let end = row.clause_end(verb);
    // 任命石青为厅长，免去|其|副厅长|职务
    if is_left && row.chunks.get(verb + 1).is_some_and(|next| page.text(next.span) == "其") {
        let person = (0..verb).rev().find(|&at| row.kind(at) == Some(EntityKind::Person));
        return person.map_or((), |person| given_behind(page, row, (person, verb + 1), verb, relations));
    }
    let Some(person) = (verb + 1..end.min(verb + LONGEST_TITLE)).find(|&at| row.kind(at) == Some(EntityKind::Person))
    else {
        return;
    };
    // 任命|A、B|为|岚海大学副校长
    let people = row.list(person, &PEOPLE);
    let last = people.last().copied().unwrap_or(person);
    let mut joint = behind_honorific(row, last);
    let joins = row.chunks.get(joint).is_some_and(|next| match is_left {
        true => next.has(Acts::OF),
        false => page.text(next.span) == "为",
    });
    // 免去|石青|同志|岚海市民政局|局长|职务
    let is_bare = !joins && is_left && joint > last + 1;
    joint -= usize::from(is_bare);
    // 前|国会|议员|石青
    let in_title = |at: usize| at + 1 < person && row.chunks[at].word().is_some_and(may_stand_in_title);
    let is_led =
        |at: usize| is_title_word_or_name(&row.chunks[at]) || tenure_of(&row.chunks[at]).is_some() || in_title(at);
    if !joins && !is_bare || !(verb + 1..person).all(is_led) {
        return;
    }
    // 免去|李明|的|上述|职务
    if is_left
        && row.has(joint + 1, Acts::THIS)
        && row.get(Some(joint + 2)).is_some_and(|_| is_office(page, row, joint + 2))
    {
        return left_likewise(page, row, (person, verb), relations);
    }
    if joint + 1 < end && gives_post(page, row, joint + 1, end) {
        people.iter().for_each(|person| given_behind(page, row, (*person, joint), verb, relations));
        // 任命石青为省教育厅厅长，|钱文澜|为|岚海大学校长|、|李明|为|副校长
        let mark_behind = |front: usize| {
            let last = posts_behind(page, row, front).last().map(|(_, last)| last + 1);
            last.filter(|&mark| row.get(Some(mark)).is_some_and(|mark| mark.is('、'))).unwrap_or(row.clause_end(front))
        };
        let mut mark = mark_behind(joint);
        while let Some(next) = mark.checked_add(1).filter(|&next| {
            row.chunks.get(mark).is_some_and(|mark| mark.is('，') || mark.is('、'))
                && row.kind(next) == Some(EntityKind::Person)
                && row.chunks.get(next + 1).is_some_and(|next| page.text(next.span) == "为")
        }) {
            given_behind(page, row, (next, next + 1), verb, relations);
            mark = mark_behind(next + 1);
        }
        return;
    }
    if is_left {
        return;
    }
    // 聘任|原首席运营官|石青|为总经理: what he was tells the employer of nothing else.
    if (verb + 1..person).all(|at| row.chunks[at].name().is_none()) {
        of_appointer(page, antecedents, row, (person, joint, verb), relations);
    } else {
        // 提名|前|国会|议员|石青|为国防部长
        of_state(page, antecedents, row, (person, joint), None, relations);
    }
}

/// Adds the posts behind the chunk at `front` that the verb gives a person or takes.
fn given_behind(
    page: Page<'_>,
    row: &Row,
    (person, front): (usize, usize),
    verb: usize,
    relations: &mut Vec<Relation>,
) {
    let posts = posts_behind(page, row, front);
    for (post, _) in posts.iter().filter(|(_, last)| !leads_on(row, *last)) {
        tell(page, row, (person, post), verb, "appointed", relations);
    }
    if let [(post, _)] = posts.as_slice() {
        predecessor(page, row, (person, verb), post, relations);
    }
}

fn is_title_word_or_name(chunk: &Chunk) -> bool {
    chunk.name().is_some() || chunk.word().is_some_and(is_title_word)
}

/// Whether those who unite in a body choose who heads it by the word at `verb`: 协会|选举; but not 人大|选举|市长.
fn elects_own(page: Page<'_>, row: &Row, (body, verb): (usize, usize), last: usize) -> bool {
    let unites = row.chunks[body].name().and_then(|name| seat::class(page, name.entity)).is_some_and(has_members);
    let is_candidate = page.ontology.lexicon.ends_as(page.text(row.chunks[last].span), Ending::Candidate);
    unites && row.has(verb, Acts::ELECT) && !row.has(last, Acts::STATE.and(Acts::REGIONAL)) && !is_candidate
}

/// Reads the post that the one who gives it has itself to give: 白桦大学|任命|钱文澜|为|校长.
fn of_appointer(
    page: Page<'_>,
    antecedents: &Antecedents<'_>,
    row: &Row,
    (person, joint, verb): (usize, usize, usize),
    relations: &mut Vec<Relation>,
) {
    let is_own = |at: usize| row.chunks.get(at).is_some_and(|next| stands_for_employer(page, next));
    let mut first = joint + 1 + usize::from(is_own(joint + 1));
    let employers = [EntityKind::Organization, EntityKind::Country];
    let end = row.clause_end(person);
    // 为公司|第五届|董事会|董事长
    let is_of_board =
        |at: &usize| row.chunks[*at].word().is_some_and(|word| word.tag == Tag::Number || word.acts.has(Acts::BOARD));
    first += (first..end).take_while(is_of_board).count();
    let last = (first..end).take_while(|&at| stands_in_title(&row.chunks[at])).last();
    let Some(last) = last.filter(|&last| row.chunks[last].word().is_some_and(is_title_word)) else { return };
    // 白桦集团|董事会|同意|聘任|石青|为总裁
    let lets = |at: usize| row.has(at, Acts::LET) || row.chunks[at].word().is_some_and(|word| word.tag == Tag::Adverb);
    let board = (row.clause_start(verb)..verb).rev().find(|&at| !lets(at)).filter(|&at| row.has(at, Acts::BOARD));
    let firm = board.and_then(|board| board.checked_sub(1));
    let of_board = firm.filter(|&firm| row.kind(firm) == Some(EntityKind::Organization));
    let employer = of_board.or_else(|| subject_left(row, verb, &employers, Leniency::Exact));
    let Some(employer) = employer else {
        // 岚海集团公告，选举|石青|为|公司|董事长; 董事会|聘任|石青|为|总裁
        let firm = || only_before(antecedents, row, verb, EntityKind::Organization).or(antecedents.firm);
        let is_of_firm = board.is_some_and(|board| row.clause_start(verb) == board);
        if (is_own(joint + 1) || is_of_firm)
            && let Some(firm) = firm().filter(|firm| names_firm(page, *firm))
            && let Some(claim) = claim_of_post(page, row, person, verb)
        {
            let title = Span::new(row.chunks[first].span.start, row.chunks[last].span.end);
            let employer = Chunk { span: title, sort: Sort::Name(firm) };
            return push(page, row, (row.chunks[person], employer), title, claim, "appointment-of-firm", relations);
        }
        // 就任塞内加尔总统，随后任命|石青|为总理
        return of_state(page, antecedents, row, (person, joint), None, relations);
    };
    // 越南国会|选举|石青|为|国家主席: of the country.
    let chunk = row.chunks[employer];
    let is_of_state = row.has(last, Acts::STATE) || ends_as_minister(page, row, last);
    let is_body = row.kind(employer) == Some(EntityKind::Organization) && is_of_state;
    if is_body
        && let Some(country) = nesting::country_in(page, chunk.span)
        && let Some(claim) = claim_of_post(page, row, person, verb)
    {
        let title = Span::new(row.chunks[first].span.start, row.chunks[last].span.end);
        let name = Name { entity: country, kind: EntityKind::Country };
        let ends = (row.chunks[person], Chunk { sort: Sort::Name(name), ..chunk });
        return push(page, row, ends, title, claim, "appointed", relations);
    }
    // 教育部 appoints those who lead universities.
    let is_own = match row.kind(employer) {
        Some(EntityKind::Country) => row.has(last, Acts::STATE),
        // 岚海摄影家协会|选举|石青|为|主席
        _ => gives_own_posts(page, row, employer) || elects_own(page, row, (employer, verb), last),
    };
    if let Some(post) = post(page, row, employer, first, last).filter(|_| is_own)
        && let Some(claim) = stance::claim(row, employer, verb)
    {
        let ends = (row.chunks[person], row.chunks[employer]);
        push(page, row, ends, post.title, post.claim(claim), "appointed", relations);
    }
}
