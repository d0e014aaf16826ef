//! Whose post it is where a title stands without an employer: 美联储降息50个基点，主席|鲍威尔; 岚海集团去年上市。董事长|钱文澜….

use super::announcement::announcer_before;
use super::antecedent::{Antecedents, Named, country_listed, only};
use super::argument::describes_person;
use super::chunk::{Chunk, FIRMS, Name, Row, Sort, Word, is_title_word};
use super::pointer::{PAST, is_its};
use super::post::{LONGEST, Post, may_stand_in_title, push, tenure_of};
use super::subject::topic;
use super::{Claim, Modality, Page, Polarity, Relation, Tenure, nesting, seat, stance};
use crate::document::Tag;
use crate::entity::{is_firm, is_ministry, plays, teaches, unites};
use crate::mention::is_subsequence;
use crate::ontology::{Acts, Ending, EntityKind};
use crate::text::Span;

/// 公司|董事长, 其|总经理: whose post it is.
pub(super) fn stands_for_employer(page: Page<'_>, chunk: &Chunk) -> bool {
    is_its(page, chunk) || FIRMS.contains(&page.text(chunk.span))
}

/// The post whose employer the sentence has begun with: 美联储降息50个基点，主席|鲍威尔.
pub(super) fn of_topic(page: Page<'_>, row: &Row, person: usize) -> Option<Post> {
    let start = row.clause_start(person);
    let first = start + usize::from(row.chunks.get(start).is_some_and(|first| stands_for_employer(page, first)));
    let is_title = person > first
        && (first..person).all(|at| {
            row.chunks[at]
                .word()
                .is_some_and(|word| is_title_word(word) || word.acts.is_plain() && may_stand_in_title(word))
        });
    let last = &row.chunks[person.checked_sub(1)?];
    let employers: &[EntityKind] = match (last.has(Acts::CHIEF), last.has(Acts::STATE)) {
        (true, _) => &[EntityKind::Organization],
        (_, true) => &[EntityKind::Country],
        _ => return None,
    };
    if !is_title {
        return None;
    }
    // 岚海集团宣布，|董事长|石青|退休
    let announcer = || {
        let firm = announcer_before(row, start).filter(|_| last.has(Acts::CHIEF))?;
        row.chunks[firm].name().filter(|name| leads(page, last, *name)).map(|_| firm)
    };
    let employer = topic(row, start, employers).or_else(|| only_firm(page, row, start, last)).or_else(announcer)?;
    // 老挝和泰国签约，|总理|石青: of which of the two nobody can tell.
    if row.list(employer, employers).len() > 1 {
        return None;
    }
    // 主队|队长|石青: of which team the words before need not tell.
    if page.text(last.span) == CAPTAIN && first + 1 < person {
        return None;
    }
    if last.has(Acts::COACH) && !row.chunks[employer].name().is_some_and(|name| leads(page, last, name)) {
        return None;
    }
    let title = Span::new(row.chunks[first].span.start, row.chunks[person - 1].span.end);
    (title.end - title.start <= 3 * LONGEST).then_some(Post { employer, title, tenure: None })
}

/// Who leads those who play.
const CAPTAIN: &str = "队长";

/// The post of a deputy of somebody in front: 岚海市人大常委会主任石青主持会议，|副|主任|李明.
pub(super) fn of_deputy(page: Page<'_>, row: &Row, person: usize, held: &[(usize, Vec<Post>)]) -> Option<Post> {
    let last = person.checked_sub(1).filter(|&at| row.chunks[at].word().is_some_and(is_title_word))?;
    let is_parted = last > 0 && page.text(row.chunks[last - 1].span).strip_prefix(DEPUTY) == Some("");
    let first = last - usize::from(is_parted);
    let title = Span::new(row.chunks[first].span.start, row.chunks[last].span.end);
    let led = page.text(title).strip_prefix(DEPUTY)?;
    let holds = |post: &&Post| page.text(post.title).ends_with(led) && post.tenure.is_none();
    let mut employers = held.iter().flat_map(|(_, posts)| posts).filter(holds).map(|post| post.employer);
    let employer = employers.next().filter(|first| employers.all(|other| other == *first))?;
    let opens = row.clause_start(first) == first || row.is_joint(first - 1);
    opens.then_some(Post { employer, title, tenure: None })
}

/// What the titles of deputies begin with.
const DEPUTY: char = '副';

/// The only organization that the sentence names in front of a clause, where its things are the subject and the title can be of who
/// leads it: 岚海科技|的机器人登台，创始人|钱文澜.
fn only_firm(page: Page<'_>, row: &Row, start: usize, title: &Chunk) -> Option<usize> {
    let mut named = (0..start).filter(|&at| row.kind(at) == Some(EntityKind::Organization));
    let first = named.next().filter(|_| named.next().is_none())?;
    let opens = row.clause_start(first) == first && row.chunks.get(first + 1)?.has(Acts::OF);
    let follows = row.clause_end(first) + 1 == start && row.chunks[start - 1].is('，');
    (opens && follows && leads(page, title, row.chunks[first].name()?)).then_some(first)
}

/// Reads the post whose title opens a sentence, and whose employer the sentences before name: 岚海集团去年上市。董事长|钱文澜….
///
/// It must be the only one there that such a title can belong to; of a firm's head, else the one that the sentence before is
/// about.
pub(super) fn of_page(
    page: Page<'_>,
    antecedents: &Antecedents<'_>,
    row: &Row,
    person: usize,
    relations: &mut Vec<Relation>,
) {
    let Some(last) = person.checked_sub(1).filter(|_| row.behind.is_none()) else { return };
    let body = row.chunks.first().and_then(|first| body(page, first));
    let owners = (0..person).take_while(|&at| stands_for_employer(page, &row.chunks[at]) || at == 0 && body.is_some());
    let first = owners.count().min(last);
    let tenure = tenure_of(&row.chunks[first]);
    let first = first + usize::from(tenure.is_some());
    let is_title = |at: usize| {
        row.chunks[at]
            .word()
            .is_some_and(|word| is_title_word(word) || word.acts.is_plain() && may_stand_in_title(word))
            // 创始人|、|首席|执行官
            || row.is_joint(at) && at > first
    };
    if first > 2 || first > last || !(first..person).all(is_title) {
        return led_alone(page, antecedents, row, person, relations);
    }
    let title = Span::new(row.chunks[first].span.start, row.chunks[last].span.end);
    let (person, last) = (&row.chunks[person], &row.chunks[last]);
    let kind = if last.has(Acts::STATE) { EntityKind::Country } else { EntityKind::Organization };
    let fits = |name: Name| match body {
        Some(body) => ends_as(page, name, body),
        None => leads(page, last, name),
    };
    let employer = match kind {
        EntityKind::Country => own_country(page, person)
            .or_else(|| antecedents.state_near(row.sentence, person.span.start))
            .or_else(|| antecedents.only_before(row.sentence, kind, fits)),
        // 青湖剧团演出话剧。… 剧团团长|石青: whatever else is named in between.
        _ if body.is_some() => antecedents.only_near(row.sentence, title.start, |name| name.kind == kind && fits(name)),
        _ => antecedents.only_before(row.sentence, kind, fits).or_else(|| {
            let is_chief = page.ontology.lexicon.ends_as(page.text(last.span), Ending::Leader);
            let topic = antecedents.topic_before(row.sentence).filter(|topic| leads(page, last, *topic) && is_chief);
            // 校长|石青: of the only school that the paragraph has named.
            let heads = || {
                let here = |named: &&Named<'_>| page.are_together(named.sentence, row.sentence);
                let bodies = antecedents.recent(row.sentence, title.start).filter(here).map(|named| named.name);
                only(bodies.filter(|body| leads(page, last, *body)))
            };
            let firm = || antecedents.firm_still(row.sentence).filter(|firm| leads(page, last, *firm));
            topic.or_else(heads).or_else(firm)
        }),
    };
    let Some(employer) = employer.filter(|of| kind != EntityKind::Country || can_serve(page, person, *of)) else {
        return;
    };
    let employer = Chunk { span: title, sort: Sort::Name(employer) };
    push(page, row, (*person, employer), title, Claim { tenure, ..Claim::default() }, "title-of-page", relations);
}

/// Reads the post whose title stands behind a preposition or a verb, and whose employer the words before tell: 同|总理|石青|会谈,
/// 会见|董事长|钱文澜.
fn led_alone(page: Page<'_>, antecedents: &Antecedents<'_>, row: &Row, person: usize, relations: &mut Vec<Relation>) {
    let is_title = |at: &usize| row.chunks[*at].word().is_some_and(|word| is_title_word(word) && !is_leading(word));
    let Some(first) = (0..person).rev().take_while(is_title).last() else { return };
    // 会见|了|外长|石青
    let before = (0..first).rev().find(|&at| page.text(row.chunks[at].span) != PAST);
    // 就|总理|石青|提出的议案
    let about = |before: &usize| page.text(row.chunks[*before].span) == ABOUT;
    let leading = before.filter(|before| row.chunks[*before].word().is_some_and(is_leading) || about(before));
    let is_led = leading.is_some();
    // 接替|现任|秘书长|石青, but 接替|秘书长|石青: who is succeeded has left the post.
    let is_held = first + 1 < person && page.text(row.chunks[first].span) == HELD_NOW;
    let first = first + usize::from(is_held);
    let is_done = |claim: Claim| claim.polarity == Polarity::Asserted && claim.modality != Modality::Planned;
    let succeeds = |&verb: &usize| row.has(verb, Acts::SUCCEED) && stance::claim(row, verb, verb).is_some_and(is_done);
    let is_former = !is_held && leading.as_ref().is_some_and(succeeds);
    let last = &row.chunks[person - 1];
    let opens = first > 0 && row.clause_start(first) == first;
    let is_officer = opens && row.has(first, Acts::CHIEF) && first + 1 == person;
    let employer = match last.has(Acts::STATE) {
        // 针对传言，|董事会秘书|石青…: of the firm that the page is about, if nothing tells of another.
        false if is_officer => {
            let firm = antecedents.firm_still(row.sentence);
            firm.filter(|firm| leads(page, &row.chunks[first], *firm))
        }
        // 飓风登陆岚国，|总理|石青说: of the only country that the words before name.
        // 老挝国会|根据|总理|石青|提名，任命…
        true if is_led || opens || is_of_body(page, row, before, person) => {
            let near = || antecedents.state_near(row.sentence, row.chunks[first].span.start);
            let near = || near().filter(|near| !is_others_alone(page, row, first, *near));
            // 会见|了|外长|石青: only where they meet tells of which country.
            let is_bare = leading.is_none_or(|leading| leading + 1 == first);
            // 英国外交部|对|总理|石青|访华|表示|关注: of another country.
            let is_about = leading.is_some_and(|leading| row.has(leading, Acts::TOWARDS) || about(&leading));
            let is_bare = is_bare && !(is_about && begins_with_ministry(page, row));
            let is_there = if is_led { is_bare } else { happens_there(row, first) || begins_with_its_body(page, row) };
            let host = || leading.filter(|&meets| row.has(meets, Acts::MEET)).and_then(|meets| host(page, row, meets));
            own_country(page, &row.chunks[person]).or_else(host).or_else(|| if is_there { near() } else { None })
        }
        false if is_led => only_led(page, row, row.clause_start(first), last),
        _ => None,
    };
    let may_serve = |of: &Name| of.kind != EntityKind::Country || can_serve(page, &row.chunks[person], *of);
    let Some(employer) = employer.filter(may_serve) else { return };
    let title = Span::new(row.chunks[first].span.start, last.span.end);
    let employer = Chunk { span: title, sort: Sort::Name(employer) };
    let claim = Claim { tenure: is_former.then_some(Tenure::Former), ..Claim::default() };
    push(page, row, (row.chunks[person], employer), title, claim, "title-led", relations);
}

/// Whether a word leads to a person whose employer went before: 同, 会见, 受到, 接替.
fn is_leading(word: Word) -> bool {
    let leads = Acts::WITH.and(Acts::AGENT).and(Acts::TOWARDS).and(Acts::MEET).and(Acts::RECEIVE);
    word.acts.has(leads.and(Acts::SUCCEED))
}

/// Whether what stands in front of a title in its sentence names a country only as that of somebody else:
/// 美国|国务卿|石青|会见|国家主席|李明, 德国基民盟|主席|石青|会见.
fn is_others_alone(page: Page<'_>, row: &Row, title: usize, country: Name) -> bool {
    let is_of = |at: usize| match row.chunks[at].name() {
        Some(name) if name.kind == EntityKind::Organization => {
            nesting::country_in(page, row.chunks[at].span) == Some(country.entity)
        }
        Some(name) => name.entity == country.entity || country_listed(page, name.entity) == Some(country.entity),
        None => false,
    };
    // 德国|基民盟|主席|石青
    let is_others =
        |at: usize| describes_person(row, at) || row.kind(at + 1).is_some() && describes_person(row, at + 1);
    let mut named = (0..title).filter(|&at| is_of(at));
    named.clone().next().is_some() && named.all(is_others)
}

/// The country in which somebody meets whom he has come to: 在|万象|会见|了|总理|石青; but not 在|瑞士|出席会议期间|会见.
fn host(page: Page<'_>, row: &Row, meets: usize) -> Option<Name> {
    let is_land = |at: usize| row.kind(at).is_some_and(EntityKind::is_land);
    let is_how = |at: usize| match row.chunks[at].sort {
        Sort::Time(_) => true,
        Sort::Word(word) => word.tag == Tag::Adverb,
        _ => false,
    };
    let last = (row.clause_start(meets)..meets).rev().find(|&at| !is_how(at)).filter(|&last| is_land(last))?;
    let first = (0..=last).rev().take_while(|&at| is_land(at)).last().filter(|&at| row.governor(at).has(Acts::IN))?;
    let place = row.chunks[first].name()?;
    let entity = match place.kind {
        EntityKind::Country => place.entity,
        _ => country_listed(page, place.entity)?,
    };
    // 在|北京|会见|总理|石青: that is a guest.
    let is_home = seat::known(page, entity).is_some_and(|entry| entry.is_home() || entry.is_region());
    (!is_home).then_some(Name { entity, kind: EntityKind::Country })
}

/// What leads to what something is about, and is cut as an adverb.
const ABOUT: &str = "就";

/// What tells of a post that it is held, and is no part of it.
const HELD_NOW: &str = "现任";

/// The only organization in the clauses in front of a chunk that a title can be of.
fn only_led(page: Page<'_>, row: &Row, end: usize, title: &Chunk) -> Option<Name> {
    // 据法新社报道，石青接替社长|李明: who reports it is no employer.
    let reports = |at: usize| row.chunks[row.clause_start(at)..at].iter().any(|chunk| chunk.has(Acts::SOURCE));
    let told = (0..end).filter(|&at| !reports(at)).filter_map(|at| row.chunks[at].name());
    let bodies = told.filter(|name| name.kind == EntityKind::Organization);
    only(bodies.filter(|name| leads(page, title, *name)))
}

/// What an organization of the page is called by its last word alone: 合作社 of 合作社|理事长.
fn body<'a>(page: Page<'a>, chunk: &Chunk) -> Option<&'a str> {
    let text = page.text(chunk.span);
    let (length, head) = page.ontology.lexicon.head(text)?;
    let is_noun = chunk
        .word()
        .is_some_and(|word| matches!(word.tag, Tag::Noun | Tag::Idiom | Tag::Abbreviation) && !is_title_word(word));
    let is_body = head.kind == EntityKind::Organization && length == text.len() && text.chars().count() > 1;
    (is_noun && is_body && !stands_for_employer(page, chunk)).then_some(text)
}

/// Whether the name of a body ends in a word, or in a longer one for the same: 管委会 of 青湖新区管理委员会.
fn ends_as(page: Page<'_>, name: Name, body: &str) -> bool {
    let label = page.resolution.entities[name.entity].label.as_str();
    let head = page.ontology.lexicon.head(label).map_or("", |(length, _)| &label[label.len() - length..]);
    let is_short = body.chars().nth(2).is_some() && body.chars().next_back() == head.chars().next_back();
    label.ends_with(body) || is_short && is_subsequence(body, head)
}

/// Whether a title can be that of who leads an organization or a state: 校长 of a school, 院长 of a 研究院, 董事长 of a
/// company, 首相 of a country.
pub(super) fn leads(page: Page<'_>, title: &Chunk, name: Name) -> bool {
    if name.kind == EntityKind::Country {
        return title.has(Acts::STATE);
    }
    let entity = &page.resolution.entities[name.entity];
    // 大使 of 大使馆
    let text = page.text(title.span);
    if name.kind == EntityKind::Organization && ENVOYS.contains(&text) {
        return entity.label.strip_suffix('馆').is_some_and(|label| label.ends_with(text));
    }
    if name.kind != EntityKind::Organization || !title.has(Acts::CHIEF) {
        return false;
    }
    let ends = |last: char| entity.label.ends_with(last) || entity.aliases.keys().any(|alias| alias.ends_with(last));
    let class = seat::class(page, name.entity);
    // What no word of its name tells to be anything else may be a firm: 云南白药, 晴川电子.
    let may_be_firm = class.is_none_or(is_firm);
    let class = class.unwrap_or_default();
    match text {
        title if title.ends_with("董事长") => may_be_firm,
        title if title.ends_with("校长") => teaches(class),
        _ if title.has(Acts::COACH) => plays(class),
        title if title.ends_with("秘书长") || title.ends_with("理事长") => unites(class),
        title => match title.strip_suffix('长') {
            Some(stem) => stem.chars().next_back().is_some_and(ends),
            // 岚国家联盟|主席
            None if title.ends_with('席') => unites(class),
            // 总干事 and 总编辑 lead no firm.
            None => may_be_firm && !title.ends_with(['事', '辑']),
        },
    }
}

/// Those whose houses are called after their posts.
const ENVOYS: [&str; 2] = ["大使", "总领事"];

/// Whether the clause in front of a title tells of what has happened in a country: 登陆|格林纳达|的|卡里亚库岛, 在|格林纳达.
fn happens_there(row: &Row, title: usize) -> bool {
    let Some(comma) = title.checked_sub(1) else { return false };
    let start = row.clause_start(comma);
    let Some(country) = (start..comma).find(|&at| row.kind(at) == Some(EntityKind::Country)) else { return false };
    let is_place = |at: usize| row.kind(at) == Some(EntityKind::Place);
    let holds = is_place(country + 1) || row.has(country + 1, Acts::OF) && is_place(country + 2);
    holds || row.governor(country).has(Acts::IN) && row.chunks.get(country + 1).is_none_or(|next| !next.has(Acts::OF))
}

/// Whether a sentence begins with a ministry, whose talk is of other countries.
fn begins_with_ministry(page: Page<'_>, row: &Row) -> bool {
    row.chunks[0].name().and_then(|first| seat::class(page, first.entity)).is_some_and(is_ministry)
}

/// Whether a sentence begins with an organ of a country: 加纳选举委员会宣布，前总统石青获胜，副总统李明落败.
fn begins_with_its_body(page: Page<'_>, row: &Row) -> bool {
    row.kind(0) == Some(EntityKind::Organization) && nesting::country_in(page, row.chunks[0].span).is_some()
}

/// Whether the preposition at `before` leads to who proposes something, in a sentence that begins with an organ of a country; but not
/// 老挝外交部|对|总理|石青|访华|表示.
fn is_of_body(page: Page<'_>, row: &Row, before: Option<usize>, person: usize) -> bool {
    let leads = before.and_then(|before| row.chunks[before].word()).is_some_and(|word| word.tag == Tag::Preposition);
    leads && row.has(person + 1, Acts::LET) && begins_with_its_body(page, row)
}

/// The country that a person whom everybody knows is of, if the page names it.
fn own_country(page: Page<'_>, person: &Chunk) -> Option<Name> {
    let entity = country_listed(page, person.name()?.entity)?;
    Some(Name { entity, kind: EntityKind::Country })
}

/// Whether a person can hold a post of a country: what is known of the person may tell of another.
pub(super) fn can_serve(page: Page<'_>, person: &Chunk, country: Name) -> bool {
    let entry =
        |name: Name| page.resolution.entities[name.entity].entry.map(|entry| page.ontology.gazetteer.entry(entry).1);
    let of = person.name().and_then(entry).map(|entry| &entry.countries);
    let code = entry(country).map(|entry| &entry.id);
    of.is_none_or(|of| of.is_empty() || code.is_none_or(|code| of.contains(code)))
}
