//! Who holds which post: the titles beside a person's name, with the organization or country they belong to.

use super::antecedent::Antecedents;
use super::chunk::{Chunk, Name, Row, Sort, TITLES, Word, is_title_word};
use super::{
    Claim, Modality, Page, Polarity, Relation, Tenure, appointment, apposition, correspondent, employer, frame,
    local_post, party_post, roster, seat, stance,
};
use crate::document::Tag;
use crate::entity::{EntityId, has_own_posts, known_post, plays, unites};
use crate::ontology::{Acts, Ending, EntityKind, Predicate, Roles};
use crate::text::Span;

/// The most characters of a title.
pub(super) const LONGEST: usize = 30;

/// An employer and the title that follows it.
#[derive(Clone, Debug)]
pub(super) struct Post {
    /// The chunk that names the employer.
    pub employer: usize,
    /// The bytes of the title.
    pub title: Span,
    /// Whether it is held still, as the words beside it tell.
    pub tenure: Option<Tenure>,
}

impl Post {
    /// A claim with what the title tells of tenure.
    pub fn claim(&self, claim: Claim) -> Claim {
        Claim { tenure: self.tenure, ..claim }
    }
}

/// Reads the posts of all people in the rows of a sentence.
pub(super) fn read(page: Page<'_>, antecedents: &Antecedents<'_>, rows: &[Row], relations: &mut Vec<Relation>) {
    rows.iter().for_each(|row| read_row(page, antecedents, row, relations));
    let Some((outer, brackets)) = rows.split_first() else { return };
    brackets.iter().for_each(|row| correspondent::read(page, outer, row, relations));
}

fn read_row(page: Page<'_>, antecedents: &Antecedents<'_>, row: &Row, relations: &mut Vec<Relation>) {
    let mut held: Vec<(usize, Vec<Post>)> = Vec::new();
    for person in (0..row.chunks.len()).filter(|&at| row.kind(at) == Some(EntityKind::Person)) {
        let mut posts = before(page, row, person);
        if posts.is_empty() {
            posts = shared(page, row, person, &held);
        }
        if posts.is_empty() {
            posts = correspondent::beside(page, row, person, &held);
        }
        if posts.is_empty() {
            posts.extend(employer::of_deputy(page, row, person, &held));
        }
        // 国家主席|习近平 leads no organization that the sentence begins with.
        let is_known = well_known(page, row, person, relations);
        let rule = if posts.is_empty() { "title-of-topic" } else { "title-before" };
        if posts.is_empty() && !is_known {
            posts.extend(employer::of_topic(page, row, person));
        }
        party_post::of_place(page, row, person, &posts, &held, relations);
        if let [post] = posts.as_mut_slice()
            && post.tenure.is_none()
            && resigns(row, person)
        {
            post.tenure = Some(Tenure::Former);
        }
        for post in &posts {
            let (ends, claim) = ((row.chunks[person], row.chunks[post.employer]), post.claim(Claim::default()));
            push(page, row, ends, post.title, claim, rule, relations);
        }
        posts.iter().for_each(|post| party_post::of_state(page, antecedents, row, (person, post), relations));
        if posts.is_empty()
            && !is_known
            && behind(page, row, person, relations).is_none()
            && !local_post::read(page, antecedents, row, person, relations)
        {
            employer::of_page(page, antecedents, row, person, relations);
        }
        held.push((person, posts));
    }
    appointment::read(page, antecedents, row, relations);
    apposition::read(page, row, relations);
    roster::read(page, row, relations);
    in_brackets(page, row, relations);
}

/// Whether somebody leaves the post that stands in front of the name: 老挝总理|石青|3日|宣布|辞职.
fn resigns(row: &Row, person: usize) -> bool {
    let is_small = |at: usize| match row.chunks[at].sort {
        Sort::Time(_) => true,
        Sort::Word(word) => {
            // 于|12月1日|退休
            let leads = word.tag == Tag::Preposition && row.time(at + 1).is_some();
            let is_when = leads || matches!(word.tag, Tag::Adverb | Tag::Time | Tag::Number);
            is_when || word.acts.has(Acts::DECLARE)
        }
        _ => false,
    };
    let verb = (person + 1..row.clause_end(person)).find(|&at| !is_small(at));
    // 石青|遭|解职
    let suffered = verb.filter(|&verb| row.has(verb, Acts::SUFFER)).map(|verb| verb + 1);
    let dismissed = suffered.filter(|&at| row.has(at, Acts::FORMER) && row.has(at, Acts::NAME));
    // 退休|并|退出董事会
    let is_last = |verb: usize| row.clause_end(verb) == verb + 1 || row.has(verb + 1, Acts::AND);
    let is_asked = || row.chunks[row.clause_start(person)..person].iter().any(|chunk| chunk.has(Acts::LET));
    let resigned = verb.filter(|&verb| row.has(verb, Acts::RESIGN));
    let leaves = dismissed.or(resigned).filter(|&verb| is_last(verb) && !is_asked());
    let claim = leaves.and_then(|verb| stance::claim(row, person, verb));
    claim.is_some_and(|claim| claim.polarity == Polarity::Asserted && claim.modality != Modality::Planned)
}

/// Those who play for clubs and countries, and not for federations.
const PLAYERS: [&str; 4] = ["选手", "球员", "玩家", "运动员"];

/// What a title does not begin with.
const HAS: &str = "有";

/// Adds one post, whose title is the page's own.
pub(super) fn push(
    page: Page<'_>,
    row: &Row,
    (person, employer): (Chunk, Chunk),
    title: Span,
    claim: Claim,
    rule: &'static str,
    relations: &mut Vec<Relation>,
) {
    let (Some(name), Some(of)) = (person.name(), employer.name()) else { return };
    if of.kind == EntityKind::Country && names_institute(page.text(title)) {
        return;
    }
    // FIFA|选手 plays a game that is called after the federation.
    let unites = seat::class(page, of.entity).is_some_and(unites);
    if of.kind == EntityKind::Organization && unites && PLAYERS.iter().any(|player| page.text(title).ends_with(player))
    {
        return;
    }
    let title = without_double(page, title);
    let claim = Claim { post: Some(page.document.slice(title).to_owned()), ..claim };
    let ends = [person.span, title, employer.span];
    relations.push(frame::relation(page, row, Predicate::HoldsPost, (name.entity, of.entity), ends, claim, rule));
}

/// 杜伊斯堡|市|市长: of a town whose name leaves out what it is, the title is 市长.
fn without_double(page: Page<'_>, title: Span) -> Span {
    let mut characters = page.text(title).chars();
    match (characters.next(), characters.next()) {
        (Some(c), Some(next)) if c == next && LEVELS.contains(&c) => Span::new(title.start + c.len_utf8(), title.end),
        _ => title,
    }
}

/// The last characters of what is ruled.
const LEVELS: [char; 5] = ['省', '州', '市', '县', '区'];

/// Whether a title holds the name of an institute that was not found, of which it is: 秘鲁|太平洋大学亚太研究中心研究员.
fn names_institute(title: &str) -> bool {
    let is_named = |part: &str, last: &str| {
        part.split_once(last).is_some_and(|(front, rest)| front.chars().nth(1).is_some() && !rest.starts_with('生'))
    };
    title.split(['、', '兼', '驻']).any(|part| INSTITUTES.iter().any(|last| is_named(part, last)))
}

/// What institutes are called.
const INSTITUTES: [&str; 5] = ["大学", "学院", "研究院", "研究所", "研究中心"];

/// Reads the post beside a person whose employer every reader knows: 习近平总书记. Tells whether there is one.
fn well_known(page: Page<'_>, row: &Row, person: usize, relations: &mut Vec<Relation>) -> bool {
    let chunk = row.chunks[person];
    let Some(mention) = page.mention_at(chunk.span.start) else { return false };
    let Some(post) = known_post(page.document, &page.mentions[mention], page.ontology) else { return false };
    let (kind, entry) = post.employer;
    let employer = page.resolution.find(&EntityId::new(kind, &page.ontology.gazetteer.entry(entry).1.id));
    // The employer stands nowhere; the title is what tells of it.
    let employer = employer.map(|entity| Chunk { span: post.title, sort: Sort::Name(Name { entity, kind }) });
    if let Some(employer) = employer {
        push(page, row, (chunk, employer), post.title, Claim::default(), "known-post", relations);
    }
    true
}

/// The posts in front of a person: employer, title, and perhaps another employer and title before.
fn before(page: Page<'_>, row: &Row, person: usize) -> Vec<Post> {
    let mut posts = Vec::new();
    let mut end = person;
    // Each round reads one employer with its title; 、 or 兼 may join it to the one before.
    while let Some(post) = one_before(page, row, end) {
        end = post.employer;
        posts.push(post);
        if end
            .checked_sub(1)
            .is_some_and(|joint| row.chunks[joint].is('、') || page.text(row.chunks[joint].span) == "兼")
        {
            end -= 1;
        }
    }
    posts
}

/// The employer and title that end right before chunk `end`.
pub(super) fn one_before(page: Page<'_>, row: &Row, end: usize) -> Option<Post> {
    let last = end.checked_sub(1)?;
    let mut start = end;
    // Behind 肯尼亚|籍, where somebody is from, the title begins.
    let mut first = None;
    let mut has_joint = false;
    // The word next to the name must be what people are called by; so must each in front of 、.
    let mut must_be_title = true;
    while let Some(at) = start.checked_sub(1) {
        let chunk = &row.chunks[at];
        match chunk.name() {
            Some(name) if is_employer(name.kind) => {
                if must_be_title {
                    return None;
                }
                // 岚海集团|东盟|区域|总裁, 联合国|叙利亚|问题|特使: the part of the world that the post is for.
                if row.has(start, Acts::AREA) && start < last {
                    start = at;
                    continue;
                }
                // 驻|老挝|大使, 常驻|联合国|代表: the country belongs to the title.
                if row.get(at.checked_sub(1)).is_some_and(is_stationed) {
                    start = at - 1;
                    continue;
                }
                if row.chunks.get(start).is_some_and(|origin| page.text(origin.span) == "籍") {
                    first = Some(start + 1);
                    start = at;
                    continue;
                }
                // 岚海证券|中国|股票|分析师: the country that the post is about.
                let is_of_firm = name.kind == EntityKind::Country
                    && at.checked_sub(1).is_some_and(|firm| row.kind(firm) == Some(EntityKind::Organization))
                    && !row.has(last, Acts::STATE);
                if is_of_firm {
                    start = at;
                    continue;
                }
                return post(page, row, at, first.unwrap_or(start), last);
            }
            // 上海市|市长
            Some(_) if governs(page, row, at, last) && start == at + 1 => return post(page, row, at, start, last),
            // 华南|首席代表: another place may stand in a title, but is no employer.
            Some(name) if name.kind == EntityKind::Place && !must_be_title => {
                start = at;
                continue;
            }
            Some(_) => return None,
            None => {}
        }
        if chunk.is('、') || page.text(chunk.span) == "兼" {
            if must_be_title {
                return None;
            }
            // 工业|、|贸易|和|供应|大臣
            if has_joint && chunk.is('、') && joins_matters(row, at, last) {
                start = at;
                continue;
            }
            (must_be_title, has_joint) = (true, false);
        } else {
            // 随访的|有|外长|石青
            let word = chunk.word().filter(|_| page.text(chunk.span) != HAS)?;
            // 美国财政部|长: one character is all of the title that the ministry leaves.
            if at == last && is_last_of_ministry(page, row, at) {
                return post(page, row, at - 1, at, last);
            }
            // 对外关系|和|合作|部长, 品质|与|资源管理|总经理
            if word.acts.has(Acts::AND.and(Acts::WITH)) && !must_be_title && joins_matters(row, at, last) {
                (start, has_joint) = (at, true);
                continue;
            }
            // 人事经理|解冻|和|财务|经理: in front of the matters stands another post.
            if has_joint && is_title_word(word) {
                return None;
            }
            if word.acts.has(Acts::OF) && !must_be_title {
                return post(page, row, employer_of_clause(row, at)?, first.unwrap_or(start), last);
            }
            if must_be_title && !is_title_word(word) || !may_stand_in_title(word) {
                return None;
            }
            must_be_title = false;
        }
        start = at;
        if row.chunks[last].span.end - row.chunks[start].span.start > 3 * LONGEST {
            return None;
        }
    }
    None
}

/// Whether a word and the last character of the ministry in front of it are a post: 财政部|长.
fn is_last_of_ministry(page: Page<'_>, row: &Row, at: usize) -> bool {
    // 高雄市|长
    let gives = [EntityKind::Organization, EntityKind::Place];
    let ministry = at.checked_sub(1).filter(|&before| row.is_one_of(before, &gives));
    let is_head = page.text(row.chunks[at].span) == "长";
    is_head && ministry.is_some_and(|ministry| post_of_ministry(page, row, ministry, row.chunks[at].span).is_some())
}

/// Whether a joint stands between two matters that the post behind is about, and not between two posts.
fn joins_matters(row: &Row, joint: usize, last: usize) -> bool {
    // 供应 is a matter, too.
    let is_free = |acts: Acts| acts.without(Acts::EXPORT).is_plain();
    let is_matter = |at: usize| row.chunks[at].word().is_some_and(|word| !is_title_word(word) && is_free(word.acts));
    joint + 1 < last && is_matter(joint + 1) && joint.checked_sub(1).is_some_and(is_matter)
}

/// The employer that 的 ties to a title: 哈尔滨工业大学|的, or with what the post is about, 公司|负责亚洲采购|的.
fn employer_of_clause(row: &Row, of: usize) -> Option<usize> {
    let start = of.saturating_sub(6);
    let employer = (start..of)
        .rev()
        .find(|&at| row.kind(at).is_some_and(is_employer) && !row.get(at.checked_sub(1)).is_some_and(is_stationed))?;
    let next = &row.chunks[employer + 1];
    let is_about = next.has(Acts::TAKE_PART.and(Acts::CHARGE)) || is_stationed(next);
    (employer + 1 == of || is_about).then_some(employer)
}

pub(super) fn is_employer(kind: EntityKind) -> bool {
    matches!(kind, EntityKind::Organization | EntityKind::Country)
}

/// Whether a place has a post that ends at chunk `last`: 上海市 in 上海市|市长, 云岭自治区 in 云岭自治区|主席.
pub(super) fn governs(page: Page<'_>, row: &Row, place: usize, last: usize) -> bool {
    let is_of_region = || {
        let whole = page.text(Span::new(row.chunks[place].span.start, row.chunks[last].span.end));
        let level = whole.rfind(REGION).filter(|_| last == place + 1);
        level.is_some_and(|level| page.ontology.lexicon.acts(&whole[level..]).has(Acts::REGIONAL))
    };
    row.kind(place) == Some(EntityKind::Place) && (row.has(last, Acts::REGIONAL) || is_of_region())
}

/// What regions are called whose heads are chairmen.
const REGION: &str = "自治区";

/// 驻: what leads from a title to the country where it is held.
fn is_stationed(chunk: &Chunk) -> bool {
    chunk.has(Acts::STATIONED)
}

pub(super) fn may_stand_in_title(word: Word) -> bool {
    if is_title_word(word)
        || word.acts.has(Acts::FORMER.and(Acts::THEN).and(Acts::DESIGNATE))
        || word.acts.has(Acts::STATIONED)
    {
        return true;
    }
    let is_small = matches!(
        word.tag,
        Tag::Particle | Tag::Preposition | Tag::Conjunction | Tag::Pronoun | Tag::Time | Tag::Adverb
    );
    let says = word.roles.has(Roles::SPEECH)
        || word.acts.has(Acts::SAY.and(Acts::OF).and(Acts::APPOINT).and(Acts::DENY))
        // 几内亚|计划|合作|部长
        || word.acts.has(Acts::PLAN) && word.tag != Tag::Noun;
    !is_small && !says
}

/// The post whose title stands between an employer and chunk `last`.
pub(super) fn post(page: Page<'_>, row: &Row, employer: usize, start: usize, last: usize) -> Option<Post> {
    // 老将|倪夏莲 holds no post.
    let is_country = row.kind(employer) == Some(EntityKind::Country);
    if row.has(last, Acts::EPITHET) || is_country && row.has(last, Acts::OCCUPATION) {
        return None;
    }
    // 肯尼亚|籍: where somebody is from, not whom they work for.
    if row.chunks.get(start).is_some_and(|first| page.text(first.span) == "籍") {
        return None;
    }
    let mut tenure = employer.checked_sub(1).and_then(|before| tenure_of(row.chunks.get(before)?));
    let mut from = start;
    while from < last {
        // 首任|大使: which of them it is belongs to no title.
        match row.chunks.get(from).and_then(tenure_of) {
            Some(found) => tenure = Some(found),
            None if row.has(from, Acts::ORDINAL) || counts_people(page, row, from) => {}
            None => break,
        }
        from += 1;
    }
    // 法院|宣判岚海市|原|副市长: what stands in front of 原 has the post.
    if (from + 1..=last).any(|at| tenure_of(&row.chunks[at]).is_some() && !row.is_joint(at - 1)) {
        return None;
    }
    let last = before_occupation(row, from, before_post_of_state(page, row, employer, from, last));
    let mut title = Span::new(row.chunks[from].span.start, row.chunks[last].span.end);
    if let Some(whole) = post_of_ministry(page, row, employer, title) {
        title = whole;
    }
    if is_country && !is_of_country(page, row, from, last) {
        return None;
    }
    Some(Post { employer, title, tenure })
}

/// Whether a word tells how many people have the title behind it: 两位|副主席.
fn counts_people(page: Page<'_>, row: &Row, at: usize) -> bool {
    let is_number = row.chunks[at].word().is_some_and(|word| word.tag == Tag::Number);
    is_number && page.text(row.chunks[at].span).ends_with(['位', '名'])
}

/// Whether a title behind a country is a post that it gives, or what a voice from there is called: 能源大臣, 驻华大使, 学者; but not
/// 主教练 nor 工艺大师, nor 武协主席, who leads a body that no name shows.
fn is_of_country(page: Page<'_>, row: &Row, from: usize, last: usize) -> bool {
    let lexicon = &page.ontology.lexicon;
    let title = page.text(Span::new(row.chunks[from].span.start, row.chunks[last].span.end));
    // 几内亚|计划|合作|部长, but not 中国|计划|名誉主席, nor 老挝|计划|派|外交部长
    let is_verb =
        |at: usize| row.chunks[at].word().is_some_and(|word| word.tag == Tag::Verb || word.acts.has(Acts::NAME));
    let plans = (from..last).any(|at| row.has(at, Acts::PLAN));
    if plans && (!ends_as_minister(page, row, last) || (from..last).any(is_verb)) {
        return false;
    }
    if row.has(last, Acts::STATE) || lexicon.acts(page.text(row.chunks[last].span)).only(TITLES) == Acts::TITLE {
        return true;
    }
    let post = lexicon.post_at_end(title).filter(|post| lexicon.roles(post).has(Roles::STATE_POST));
    post.is_some_and(|post| !row.has(last, Acts::CHIEF) || post == title)
}

/// The last chunk of a title in front of a post of the state, which no other organization has: 中共中央政治局委员、|外交部长,
/// 老挝人民革命党总书记、|国家主席.
fn before_post_of_state(page: Page<'_>, row: &Row, employer: usize, from: usize, last: usize) -> usize {
    if row.kind(employer) != Some(EntityKind::Organization) {
        return last;
    }
    let mut joints = (from + 1..last).filter(|&at| row.chunks[at].is('、'));
    let is_of_state = |joint: usize| {
        let end = (joint + 1..=last).find(|&at| row.chunks[at].is('、')).map_or(last, |next| next - 1);
        // 白桦集团顾问、|前|交通部长; but not 副总裁、|原|市场部长
        let was_minister =
            || tenure_of(&row.chunks[joint + 1]).is_some() && heads_known_ministry(page, row, joint + 2, end);
        row.has(end, Acts::STATE) || page.text(row.chunks[joint + 1].span) == "国家" || was_minister()
    };
    match joints.find(|&joint| is_of_state(joint)) {
        Some(joint) if !row.has(joint - 1, Acts::STATE) => joint - 1,
        _ => last,
    }
}

/// Whether a title is that of who heads a ministry that is known: 交通部长.
fn heads_known_ministry(page: Page<'_>, row: &Row, first: usize, last: usize) -> bool {
    let (Some(first), Some(last)) = (row.chunks.get(first), row.chunks.get(last)) else { return false };
    let title = page.text(Span::new(first.span.start, last.span.end));
    let ministry = title.strip_suffix(HEAD).map(str::len);
    page.ontology.gazetteer.starts(title).any(|(length, _)| Some(length) == ministry)
}

/// The last character of the titles of those who head something.
const HEAD: char = '长';

/// Whether a title ends as those of ministers do.
pub(super) fn ends_as_minister(page: Page<'_>, row: &Row, last: usize) -> bool {
    page.ontology.lexicon.ends_as(page.text(row.chunks[last].span), Ending::Minister)
}

/// The last chunk of a title in front of occupations, which nobody gives: 中国科学院院士、|著名物理学家.
fn before_occupation(row: &Row, from: usize, mut last: usize) -> usize {
    while row.has(last, Acts::OCCUPATION)
        && let Some(joint) = (from + 1..last).rev().find(|&at| row.chunks[at].is('、'))
    {
        last = joint - 1;
    }
    last
}

/// The post that the last character of a ministry and the single one behind it are: 外交部|长.
fn post_of_ministry(page: Page<'_>, row: &Row, ministry: usize, rest: Span) -> Option<Span> {
    let simplified = &page.document.simplified;
    let name = row.chunks[ministry].span;
    let (last, _) = name.of(simplified).char_indices().next_back()?;
    let post = Span::new(name.start + last, rest.end);
    let is_single = name.end == rest.start && rest.of(simplified).chars().count() == 1;
    (is_single && page.ontology.lexicon.roles(post.of(simplified)).has(Roles::POST_BEFORE)).then_some(post)
}

pub(super) fn tenure_of(chunk: &Chunk) -> Option<Tenure> {
    let acts = chunk.word()?.acts;
    let tenures = [(Acts::THEN, Tenure::Then), (Acts::FORMER, Tenure::Former), (Acts::DESIGNATE, Tenure::Designate)];
    tenures.into_iter().find(|(act, _)| acts.has(*act)).map(|(_, tenure)| tenure)
}

/// The post that a person shares with the one before: 副部长|A|、|B, or whose employer: 董事长|A|、|总经理|B.
fn shared(page: Page<'_>, row: &Row, person: usize, held: &[(usize, Vec<Post>)]) -> Vec<Post> {
    let start = person.saturating_sub(6);
    let joint = (start..person)
        .rev()
        .find(|&at| !row.chunks[at].word().is_some_and(|word| is_title_word(word) || word.acts.is_plain()));
    // 董事长|A|，|总经理|B|出席
    let goes_on = |joint: usize| row.chunks[joint].is('，') && row.has(person - 1, Acts::CHIEF);
    let Some(joint) = joint.filter(|&joint| row.is_joint(joint) || goes_on(joint)) else { return Vec::new() };
    let Some((_, posts)) = held.iter().find(|(other, posts)| other + 1 == joint && !posts.is_empty()) else {
        return Vec::new();
    };
    let Some(first) = posts.first() else { return Vec::new() };
    if joint + 1 == person {
        // 董事长|A|与|B|会谈: whom somebody meets shares no post with him.
        let is_other_side = row.has(joint, Acts::WITH);
        return if is_other_side { Vec::new() } else { vec![first.clone()] };
    }
    let own = &row.chunks[person - 1];
    // 美国财政部长|A|和|司法部长|B: who heads a ministry shares it with nobody.
    let heads_ministry = first.title.overlaps(row.chunks[first.employer].span);
    // 白桦集团|董事长|A|与|歌手|B, but 国安队|教练|A|和|球员|B
    let plays = || row.chunks[first.employer].name().and_then(|name| seat::class(page, name.entity)).is_some_and(plays);
    let is_shared = !own.has(Acts::REGIONAL) && (!own.has(Acts::OCCUPATION) || plays());
    let is_title = own.word().is_some_and(is_title_word) && is_shared && !heads_ministry;
    let title = Span::new(row.chunks[joint + 1].span.start, row.chunks[person - 1].span.end);
    if is_title { vec![Post { title, tenure: None, ..first.clone() }] } else { Vec::new() }
}

/// Whether an organization gives posts of its own, as a company does.
pub(super) fn gives_own_posts(page: Page<'_>, row: &Row, employer: usize) -> bool {
    row.chunks[employer].name().and_then(|name| seat::class(page, name.entity)).is_some_and(has_own_posts)
}

pub(super) fn stands_in_title(chunk: &Chunk) -> bool {
    chunk.is('、') || chunk.word().is_some_and(|word| may_stand_in_title(word) || word.acts.is_plain())
}

/// Reads the post whose title stands behind a person, and whose employer in front: 白桦大学|钱文澜|教授, 白桦大学|的|钱文澜|教授.
fn behind(page: Page<'_>, row: &Row, person: usize, relations: &mut Vec<Relation>) -> Option<()> {
    let title = row.chunks.get(person + 1)?;
    let is_post = title.word().is_some_and(|word| word.roles.has(Roles::POST_BEFORE.and(Roles::POST_AFTER)));
    let of = usize::from(row.get(person.checked_sub(1)).is_some_and(|before| before.has(Acts::OF)));
    let employer = person.checked_sub(1 + of)?;
    // 白桦大学|钱文澜|教授|石青: whose title it is stands open.
    let is_end = row.chunks.get(person + 2).is_none_or(|next| next.name().is_none());
    let is_other = title.has(Acts::EPITHET.and(Acts::OCCUPATION).and(Acts::REGIONAL));
    if !is_post || is_other || !is_end || row.kind(employer) != Some(EntityKind::Organization) {
        return None;
    }
    let ends = (row.chunks[person], row.chunks[employer]);
    push(page, row, ends, title.span, Claim::default(), "title-after", relations);
    Some(())
}

/// The post in the brackets behind a person: 张三（清华大学教授）.
fn in_brackets(page: Page<'_>, row: &Row, relations: &mut Vec<Relation>) {
    let Some(person) = row.behind.filter(|chunk| chunk.name().is_some_and(|name| name.kind == EntityKind::Person))
    else {
        return;
    };
    // 石青（|原|白桦大学校长）
    let employer = usize::from(row.chunks.first().and_then(tenure_of).is_some());
    if !row.kind(employer).is_some_and(is_employer) || row.chunks.len() < employer + 2 {
        return;
    }
    let (first, last) = (employer + 1, row.chunks.len() - 1);
    let fits = row.chunks[first..].iter().all(|chunk| chunk.is('、') || chunk.word().is_some_and(may_stand_in_title));
    let only = || {
        post(page, row, employer, first, last)
            .filter(|_| row.chunks[last].word().is_some_and(is_title_word))
            .into_iter()
            .collect()
    };
    // 石青（|白桦大学|教授、|岚海集团|顾问）
    let several = || apposition::posts(page, row, employer, row.chunks.len(), false).unwrap_or_default();
    let posts: Vec<Post> = if fits { only() } else { several() };
    for post in posts {
        let claim = post.claim(Claim::default());
        push(page, row, (person, row.chunks[post.employer]), post.title, claim, "title-in-brackets", relations);
    }
}
