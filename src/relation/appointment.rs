//! Who comes into a post, has it or leaves it, as the verb between the two tells: 王浩任浙江大学校长, 石青辞去岚海集团董事长一职.

use super::antecedent::Antecedents;
use super::argument::led;
use super::chunk::{Chunk, LONGEST_TITLE, Row, Sort, is_title_word, may_lead};
use super::employer::{leads, stands_for_employer};
use super::implied_post::{of_body_before, of_firm, of_state};
use super::position::stands_as;
use super::post::{Post, governs, is_employer, may_stand_in_title, one_before, post, push, stands_in_title};
use super::subject::{Leniency, subject_left, topic};
use super::succession::{given_next, next_holder, predecessor};
use super::{Claim, Page, Relation, Tenure, assignment, stance};
use crate::document::Tag;
use crate::ontology::{Acts, Ending, EntityKind, Roles};
use crate::text::Span;

const PEOPLE: [EntityKind; 1] = [EntityKind::Person];

/// Reads the posts that verbs and clauses of a row tell of.
pub(super) fn read(page: Page<'_>, antecedents: &Antecedents<'_>, row: &Row, relations: &mut Vec<Relation>) {
    if !row.chunks.iter().any(|chunk| chunk.name().is_some_and(|name| name.kind == EntityKind::Person)) {
        return;
    }
    for verb in 0..row.chunks.len() {
        let (chunk, n_told) = (&row.chunks[verb], relations.len());
        if chunk.has(Acts::APPOINT.and(Acts::BECOME)) || is_copula(row, verb) {
            taken_up(page, antecedents, row, verb, relations);
        }
        if chunk.has(Acts::NAME) {
            assignment::given(page, antecedents, row, verb, relations);
        }
        // 从白桦大学校长|任上|履新, 由白桦大学校长|调任
        if chunk.has(Acts::OFFICE.and(Acts::APPOINT)) {
            left_behind(page, row, verb, relations);
        }
        if relations.len() == n_told + 1 && chunk.has(Acts::APPOINT.and(Acts::NAME)) {
            given_next(page, row, verb, relations);
        }
    }
}

/// Whether 为 tells what the person is with whom its clause begins: 石青|为|白桦大学|教授.
fn is_copula(row: &Row, at: usize) -> bool {
    let person = at.checked_sub(1).filter(|&person| row.kind(person) == Some(EntityKind::Person));
    stands_as(row, at) && person.is_some_and(|person| row.clause_start(at) == person && row.governor(person).is_empty())
}

/// The post that somebody comes from: 石青|从|白桦大学校长|任上|履新.
fn left_behind(page: Page<'_>, row: &Row, office: usize, relations: &mut Vec<Relation>) {
    let Some(post) = one_before(page, row, office) else { return };
    let leads = row.get(post.employer.checked_sub(1)).filter(|before| before.has(Acts::FROM.and(Acts::AGENT)));
    let person = leads.and_then(|_| subject_left(row, post.employer - 1, &PEOPLE, Leniency::Exact));
    let Some((person, claim)) = person.zip(stance::claim(row, post.employer, office)) else { return };
    // 没有从…任上退休, 将从…任上退休: the post is held still.
    if claim.polarity != super::Polarity::Asserted || claim.modality == super::Modality::Planned {
        return;
    }
    let ends = (row.chunks[person], row.chunks[post.employer]);
    let claim = Claim { tenure: Some(Tenure::Former), time: None, ..claim };
    push(page, row, ends, post.title, claim, "title-left", relations);
}

/// The posts that people come into or have: 王浩任浙江大学校长, 当选哈萨克斯坦总统, 连任总统; 钱文澜是白桦大学教授.
fn taken_up(page: Page<'_>, antecedents: &Antecedents<'_>, row: &Row, verb: usize, relations: &mut Vec<Relation>) {
    let posts = posts_behind(page, row, verb);
    let last = posts.last().map(|(_, last)| *last);
    if let Some(person) = described(row, verb, last) {
        for (post, _) in &posts {
            tell(page, row, (person, post), verb, "appointment-of", relations);
        }
        if let [(post, _)] = posts.as_slice() {
            predecessor(page, row, (person, verb), post, relations);
        }
        return;
    }
    if row.has(verb, Acts::APPOINT)
        && (led_holder(page, row, verb, relations).is_some() || led_head(page, row, verb, relations).is_some())
    {
        return;
    }
    // 白桦集团宣布，由|石青|接任|总裁
    let led = led(row, verb, Acts::AGENT, &PEOPLE).filter(|_| row.has(verb, Acts::APPOINT));
    let subject = led
        .or_else(|| subject_left(row, verb, &PEOPLE, Leniency::Exact))
        .or_else(|| told_of(row, verb))
        .or_else(|| named_for(row, verb))
        .or_else(|| holder_next(row, verb).filter(|_| row.has(verb, Acts::APPOINT)));
    let Some(mut person) = subject else { return };
    // 石青|接替|陆小满|出任|总裁
    if person.checked_sub(1).is_some_and(|before| row.has(before, Acts::APPOINT)) {
        let Some(successor) = subject_left(row, person - 1, &PEOPLE, Leniency::Exact) else { return };
        person = successor;
    }
    // 石青对|老挝|成为|联合国|成员|表示: who is led there becomes it.
    let is_other = |at: usize| row.chunks[at].name().is_some() && row.governor(at).has(Acts::TOWARDS);
    if row.has(verb, Acts::BECOME) && (person + 1..verb).any(is_other) {
        return;
    }
    // 提名卢比奥|出任: who proposes somebody comes into no post, whether the other is known or not.
    if (person + 1..verb).any(|at| row.has(at, Acts::LET.and(Acts::NAME))) {
        return;
    }
    if row.has(verb, Acts::APPOINT)
        && row.clause_end(verb) == verb + 1
        && next_holder(page, row, (person, verb), relations)
    {
        return;
    }
    let people = row.list(person, &PEOPLE);
    let in_turn =
        (people.len() > 1 && (person..verb).any(|at| row.has(at, Acts::RESPECTIVELY))).then_some(people.len());
    let front = posts.first().map_or(verb, |(post, _)| post.employer);
    if in_turn == Some(posts.len()) {
        // 分别|出任|岚海集团董事长|和|青湖集团总裁
        for (&person, (post, _)) in people.iter().zip(&posts) {
            tell(page, row, (person, post), verb, "appointment", relations);
        }
        return;
    }
    let titles = in_turn.map(|n| titles_in_turn(row, front, row.clause_end(verb), n).unwrap_or_default());
    for (n, &person) in people.iter().enumerate() {
        // 石青、李明|分别|出任|董事长|和|总裁
        let own = titles.as_ref().map(|titles| titles.get(n));
        if own.is_some_and(|own| own.is_none()) {
            return;
        }
        let own = own.flatten().copied();
        if posts.is_empty() && !names_employer(page, row, verb) {
            of_state(page, antecedents, row, (person, verb), own, relations);
            of_firm(page, antecedents, row, (person, verb), own, relations);
            of_body_before(page, row, (person, verb), relations);
        }
        // 出任荷兰主教练|阿里·哈恩的助理: the post is that of another.
        if last.is_some_and(|last| leads_on(row, last)) {
            return;
        }
        for (post, _) in &posts {
            let post = Post { title: own.unwrap_or(post.title), ..post.clone() };
            let rule = if row.has(verb, Acts::APPOINT) { "appointment" } else { "title-behind" };
            tell(page, row, (person, &post), verb, rule, relations);
        }
    }
    if let [(post, _)] = posts.as_slice() {
        predecessor(page, row, (person, verb), post, relations);
    }
}

/// The titles behind chunk `front`, one for each of `n` people: 董事长|和|总裁.
fn titles_in_turn(row: &Row, front: usize, end: usize, n: usize) -> Option<Vec<Span>> {
    let (mut titles, mut front) = (Vec::new(), front);
    loop {
        let last = last_of_title(row, front, end);
        if last > front {
            let parts = row.chunks[front + 1..=last].split(|chunk| chunk.is('、'));
            let span = |part: &[Chunk]| Some(Span::new(part.first()?.span.start, part.last()?.span.end));
            titles.extend(parts.filter_map(span));
        }
        if last == front || !row.is_joint(last + 1) {
            return (titles.len() == n).then_some(titles);
        }
        front = last + 1;
    }
}

/// The person in front of a verb whom another one gives the post: 聘任|副总经理|李明|接任.
fn named_for(row: &Row, verb: usize) -> Option<usize> {
    let person = verb.checked_sub(1).filter(|&at| row.kind(at) == Some(EntityKind::Person))?;
    let leads =
        |at: usize| row.chunks[at].name().is_some() || row.chunks[at].word().is_some_and(may_lead) || row.is_joint(at);
    let name = (row.clause_start(verb)..person).rev().find(|&at| !leads(at))?;
    (row.has(name, Acts::NAME) && row.has(verb, Acts::APPOINT)).then_some(person)
}

/// The person whose life a sentence tells clause by clause: 石青，男，1970年生，岚海大学学士，|现|任|岚海市财政局局长.
fn told_of(row: &Row, verb: usize) -> Option<usize> {
    // 公示：|石青，…; 公开资料显示，|石青，…; 石青，…；|李明，…
    let start = (0..verb).rev().find(|&at| row.chunks[at].is('；')).map_or(0, |mark| mark + 1);
    let mut people = (start..verb).filter(|&at| row.kind(at) == Some(EntityKind::Person));
    let first = people.next().filter(|_| people.next().is_none())?;
    let tells_life =
        verb - first <= LONGEST_LIFE && row.clause_start(first) == first && row.chunks.get(first + 1)?.is('，');
    let is_when = |at: usize| match row.chunks[at].sort {
        Sort::Time(_) => true,
        Sort::Word(word) => {
            // 后|历任
            let is_when = matches!(word.tag, Tag::Adverb | Tag::Time | Tag::Position);
            is_when || word.acts.has(Acts::PLAN.and(Acts::FORMER))
        }
        _ => false,
    };
    (tells_life && (row.clause_start(verb)..verb).all(is_when)).then_some(first)
}

/// The most chunks from a person to a post that the sentence tells of the same person's life.
const LONGEST_LIFE: usize = 100;

/// The person with whom the next clause begins, where the first one of a sentence tells when it is: 担任|岚海市副市长|期间，|石青….
///
/// None where somebody else may be meant: 担任老挝总理期间，泰国总理石青…, 期间，石青会见了他.
fn holder_next(row: &Row, verb: usize) -> Option<usize> {
    let comma = row.clause_end(verb);
    let opens = (0..verb).all(|at| row.has(at, Acts::IN));
    // 当选|老挝总理|以后，石青…: another may do it.
    let is_while = row.has(comma - 1, Acts::ASIDE) && row.chunks.get(comma)?.is('，');
    // 担任副市长|访问老挝|期间: what is done then is not the post.
    let tagged = |at: usize, tag: Tag| row.chunks[at].word().is_some_and(|word| word.tag == tag);
    let is_post = !(verb + 1..comma - 1).any(|at| tagged(at, Tag::Verb));
    let person = comma + 1;
    let is_bare = row.kind(person) == Some(EntityKind::Person) && !row.has(person + 1, Acts::OF);
    let points = || (person..row.clause_end(person)).any(|at| tagged(at, Tag::Pronoun));
    (opens && is_while && is_post && is_bare && !points()).then_some(person)
}

/// Adds a post that the word at `verb` tells of.
pub(super) fn tell(
    page: Page<'_>,
    row: &Row,
    (person, post): (usize, &Post),
    verb: usize,
    rule: &'static str,
    relations: &mut Vec<Relation>,
) {
    let Some(claim) = claim_of_post(page, row, person, verb) else { return };
    let ends = (row.chunks[person], row.chunks[post.employer]);
    let tenure = post.tenure.or(claim.tenure);
    push(page, row, ends, post.title, Claim { tenure, ..claim }, rule, relations);
}

/// How the word at `verb` tells that somebody comes into a post, has it or leaves it.
pub(super) fn claim_of_post(page: Page<'_>, row: &Row, person: usize, verb: usize) -> Option<Claim> {
    let claim = stance::claim(row, person.min(verb), verb)?;
    let is_left = row.has(verb, Acts::FORMER);
    // 没有辞去: who did not leave holds it still, and the page need not say so.
    if is_left && claim.polarity != super::Polarity::Asserted {
        return None;
    }
    // 接受|石青|辞去|副市长职务|的|请求, 同意|石青|辞去: what is granted is done.
    // 国会|批准|任命|石青
    let is_let = row.has(verb, Acts::NAME) && verb.checked_sub(1).is_some_and(|lets| row.has(lets, Acts::CONSENT));
    let is_granted = is_let
        || is_left
            && (row.clause_start(verb)..person)
                .any(|at| row.has(at, Acts::CONSENT) || page.text(row.chunks[at].span) == "接受");
    // 拟任|区长，|现任|副主任
    let is_held = row.has(verb, Acts::APPOINT) && page.text(row.chunks[verb].span).starts_with(NOW);
    let modality = if is_granted || is_held { super::Modality::Done } else { claim.modality };
    let claim = Claim { modality, ..claim };
    // 曾|在2010年|担任, 此前|担任白桦大学校长的|石青; but not 曾经|的|母校
    let start = row.clause_start(verb);
    let start = if person < verb { start.max(person) } else { start };
    let is_once = |at: usize| row.has(at, Acts::ONCE) && !row.has(at + 1, Acts::OF);
    let once = || (start..verb).any(is_once);
    // 不再|担任
    let ends = || (start..verb).any(|at| page.text(row.chunks[at].span) == NO_MORE);
    if claim.polarity == super::Polarity::Denied && claim.modality != super::Modality::Planned && ends() {
        return Some(Claim { tenure: Some(Tenure::Former), polarity: super::Polarity::Asserted, ..claim });
    }
    let is_former = is_left && claim.modality != super::Modality::Planned || once();
    Some(Claim { tenure: is_former.then_some(Tenure::Former), ..claim })
}

/// What a word for having a post begins with where it is held now.
const NOW: &str = "现";

/// Tells that somebody has left a post: 不再|担任.
const NO_MORE: &str = "不再";

/// Whether an employer stands so near behind a verb that no other can be meant.
pub(super) fn names_employer(page: Page<'_>, row: &Row, verb: usize) -> bool {
    let end = row.clause_end(verb).min(verb + NEAR);
    (verb + 1..end).any(|at| gives_post(page, row, at, row.clause_end(verb)))
}

/// The most chunks from a verb to the employer behind it.
const NEAR: usize = 4;

/// The posts that stand behind the word at `verb`, each with the last chunk of its title: 任|岚海市市长、岚海港集团董事长.
pub(super) fn posts_behind(page: Page<'_>, row: &Row, verb: usize) -> Vec<(Post, usize)> {
    let end = row.clause_end(verb);
    let is_employer_at = |at: &usize| gives_post(page, row, *at, end);
    let mut next = (verb + 1..end.min(verb + NEAR)).find(is_employer_at);
    let mut posts = Vec::new();
    while let Some(employer) = next {
        // 是白桦集团|的|董事长
        let of = usize::from(row.has(employer + 1, Acts::OF));
        let front = employer + of;
        let is_place = row.kind(employer) == Some(EntityKind::Place);
        let last = last_of_title(row, front, if is_place { end_of_first(row, front, end) } else { end });
        // 任百度|旗下|奇艺网副总: the post is one of a part.
        let of_part = row.has(employer + 1, Acts::BELONG);
        // 是在国会|否决|总理人选之后: what holds a verb is no title.
        let is_verbal = |chunk: &Chunk| chunk.word().is_some_and(|word| word.tag == Tag::Verb);
        let words = row.chunks.get(front + 1..last).unwrap_or_default();
        let is_clause = row.has(verb, Acts::BECOME) && words.iter().any(is_verbal);
        // 校长|候选人 holds no post yet; but 拟任|校长|人选 tells which is to come.
        let is_candidate = !row.has(verb, Acts::PLAN)
            && (last..last + 2)
                .filter_map(|at| row.chunks.get(at))
                .any(|chunk| page.ontology.lexicon.ends_as(page.text(chunk.span), Ending::Candidate));
        if last > front && !of_part && !is_clause && !is_candidate {
            posts.extend(post(page, row, employer, front + 1, last).map(|post| (post, last)));
        }
        // 任岚海市市长、|岚海港集团|董事长
        next = Some(last + 2).filter(|next| last > front && row.is_joint(last + 1) && is_employer_at(next));
    }
    posts
}

/// Whether a chunk names whose post may stand behind it: an organization, a country, or the place that a 市长 governs.
pub(super) fn gives_post(page: Page<'_>, row: &Row, at: usize, end: usize) -> bool {
    let last = || last_of_title(row, at, end_of_first(row, at, end));
    row.kind(at).is_some_and(is_employer) || governs(page, row, at, last())
}

/// Where the first title behind a place ends: 瓜州县|县长|、县委书记.
fn end_of_first(row: &Row, place: usize, end: usize) -> usize {
    (place..end).find(|&at| row.chunks[at].is('、')).unwrap_or(end)
}

/// Whether what stands behind a title leads on to another name.
pub(super) fn leads_on(row: &Row, last: usize) -> bool {
    row.chunks.get(last + 1).is_some_and(|next| next.name().is_some() || next.has(Acts::OF))
}

/// The person whom a clause without a subject describes: 曾任|外交部副部长|的|石青.
fn described(row: &Row, verb: usize, last: Option<usize>) -> Option<usize> {
    let of = last.map(|last| last + 1).filter(|&of| row.has(of, Acts::OF))?;
    let opens = |at: usize| match row.chunks[at].sort {
        Sort::Time(_) => true,
        Sort::Word(word) => {
            matches!(word.tag, Tag::Adverb | Tag::Time) || word.acts.has(Acts::FORMER.and(Acts::THEN).and(Acts::WHEN))
        }
        _ => false,
    };
    // 人选定为|曾任|外交部副部长|的|石青, 接替者是|此前|担任
    let start = row.clause_start(verb);
    let first = (start..verb).rev().take_while(|&at| opens(at)).last().unwrap_or(verb);
    let is_bare = first == start || row.has(first - 1, Acts::BECOME.and(Acts::REACH));
    let end = row.clause_end(of).min(of + LONGEST_TITLE);
    let person = (of + 1..end).find(|&at| row.kind(at) == Some(EntityKind::Person))?;
    let leads = (of + 1..person).all(|at| row.chunks[at].word().is_some_and(is_title_word));
    (is_bare && leads).then_some(person)
}

/// 由 and the person right in front of a verb whom it leads.
fn led_person(row: &Row, verb: usize) -> Option<(usize, usize)> {
    let person = verb.checked_sub(1).filter(|&at| row.kind(at) == Some(EntityKind::Person))?;
    let agent = (row.clause_start(person)..person).rev().find(|&at| row.has(at, Acts::AGENT))?;
    Some((agent, person))
}

/// Reads the post of the person whom 由 leads: 岚海银行行长|由|石青|担任.
fn led_holder(page: Page<'_>, row: &Row, verb: usize, relations: &mut Vec<Relation>) -> Option<()> {
    let (agent, person) = led_person(row, verb)?;
    // 由|审计部|负责人|石青|接任
    let leads = |at: usize| row.chunks[at].name().is_some() || row.chunks[at].word().is_some_and(may_lead);
    let end = (0..agent).rev().find(|&at| !is_office(page, row, at)).map_or(agent, |last| last + 1);
    if !(agent + 1..person).all(leads) {
        return None;
    }
    let post = one_before(page, row, end).or_else(|| post_of_topic(page, row, end))?;
    tell(page, row, (person, &post), verb, "appointment-led", relations);
    Some(())
}

/// The post whose title opens its clause, of the body that the clause before ends in or is about: 合办的云岭学院，|首任院长.
fn post_of_topic(page: Page<'_>, row: &Row, end: usize) -> Option<Post> {
    let last = end.checked_sub(1)?;
    let start = row.clause_start(last);
    let is_title = (start..end).all(|at| row.chunks[at].word().is_some_and(may_stand_in_title));
    let comma = start.checked_sub(1).filter(|&comma| row.chunks[comma].is('，') && is_title)?;
    let is_led = |at: &usize| row.chunks[*at].name().is_some_and(|name| leads(page, &row.chunks[last], name));
    let near = comma.checked_sub(1).filter(is_led);
    let employer = near.or_else(|| topic(row, start, &[EntityKind::Organization]).filter(is_led))?;
    // 新公司|董事长
    let own = (start..last).rev().find(|&at| stands_for_employer(page, &row.chunks[at]));
    post(page, row, employer, own.map_or(start, |own| own + 1), last)
}

/// Reads the post of the person whom 由 leads behind the body whose it is, or behind the clause that is about it: 代表团|由|石青|任|
/// 团长.
fn led_head(page: Page<'_>, row: &Row, verb: usize, relations: &mut Vec<Relation>) -> Option<()> {
    let (agent, person) = led_person(row, verb)?;
    let organizations = [EntityKind::Organization];
    let body = agent.checked_sub(1).filter(|&at| row.is_one_of(at, &organizations) && row.clause_start(at) == at);
    // 岚海研究中心|隶属于|白桦大学，|由|石青|兼任|主任
    let told = || topic(row, agent, &organizations).filter(|_| row.clause_start(agent) == agent);
    let body = body.or_else(told)?;
    let last = last_of_title(row, verb, row.clause_end(verb));
    let is_whole = last > verb && !leads_on(row, last);
    let post = post(page, row, body, verb + 1, last).filter(|_| is_whole)?;
    tell(page, row, (person, &post), verb, "appointment-led", relations);
    Some(())
}

/// The last chunk of the title behind an employer, or the employer where none follows.
pub(super) fn last_of_title(row: &Row, employer: usize, end: usize) -> usize {
    let mut last = employer;
    // 日本|第102|任|首相, 国际奥委会|第十|任|主席
    let is_count = |at: usize| row.chunks[at].word().is_some_and(|word| word.tag == Tag::Number);
    let counts = |at: usize| is_count(at) || is_count(at - 1) && row.chunks[at].span.len() == '任'.len_utf8();
    // 中国|驻|老挝|大使
    let is_post_abroad = |at: usize| row.kind(at).is_some_and(is_employer) && row.has(at - 1, Acts::STATIONED);
    // 欧盟|中亚|事务|特别代表
    let is_land = |at: usize| row.kind(at).is_some_and(EntityKind::is_land);
    let is_area = |at: usize| is_land(at) && row.has(at + 1, Acts::AREA);
    let goes_on = |at: usize| stands_in_title(&row.chunks[at]) || counts(at) || is_post_abroad(at) || is_area(at);
    while last + 1 < end && goes_on(last + 1) {
        last += 1;
    }
    while last > employer && !row.chunks[last].word().is_some_and(is_title_word) {
        last -= 1;
    }
    last
}

/// What stands behind a person and what people are called by: 石青|同志|为.
pub(super) fn behind_honorific(row: &Row, person: usize) -> usize {
    let is_called = row
        .chunks
        .get(person + 1)
        .and_then(Chunk::word)
        .is_some_and(|word| word.roles.has(Roles::POST_AFTER) && !word.roles.has(Roles::POST_BEFORE));
    person + 1 + usize::from(is_called)
}

/// Whether a chunk only says that what stands in front is a post: 总裁|一职.
pub(super) fn is_office(page: Page<'_>, row: &Row, at: usize) -> bool {
    matches!(page.text(row.chunks[at].span), "一" | "职" | "一职" | "职务" | "职位")
}
