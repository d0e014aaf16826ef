//! What is cut into several words, and is one: 互|免, 首席|运行|官, 年|会.

use super::Page;
use super::chunk::{Chunk, Name, PREPOSITIONS, Sort, TITLES, Word};
use super::pointer::PAST;
use crate::document::Tag;
use crate::ontology::{Acts, EntityKind, Roles, Uses};
use crate::text::Span;

/// Makes one word of what is cut into several: 互|免, 首席|运行|官, 年|会. What only tells of a place that it is the capital of the
/// country in front goes, so that the two stand side by side: 匈牙利|首都|布达佩斯.
pub(super) fn join(page: Page<'_>, has_person: bool, chunks: &mut Vec<Chunk>) {
    let mut index = 1;
    while index < chunks.len() {
        mark_leading(page, index, chunks);
        join_section(page, index, chunks);
        if drop_capital(index, chunks) || drop_consortium(index, chunks) || name_members(index, chunks) {
            // What now stands in front has new neighbours.
            index = (index - 1).max(1);
            continue;
        }
        if has_person && name_minister(page, index, chunks) {
            index = (index - 1).max(1);
        } else if has_person && let Some(next) = join_title(page, index, chunks) {
            index = next;
        } else if join_head_of_event(page, index, chunks) {
            // What it makes may be joined once more.
        } else if join_parted(page, index, chunks) || join_act(page, index, chunks) {
            // 科特迪瓦|经济首都|阿比让
            index = (index - 1).max(1);
        } else {
            index += 1;
        }
    }
    if has_person {
        join_ministers(page, chunks);
    }
}

/// 正在|老挝|访问: the adverb and the preposition are cut as one word. 深入|岚海市|调研: in front of a place it tells that somebody is
/// there.
fn mark_leading(page: Page<'_>, index: usize, chunks: &mut [Chunk]) {
    if let Sort::Word(word) = chunks[index - 1].sort
        && chunks[index].name().is_some()
        && let Some((_, act)) = LEADING.iter().find(|(text, _)| *text == page.text(chunks[index - 1].span))
    {
        chunks[index - 1].sort = Sort::Word(Word { acts: word.acts.and(*act), ..word });
    }
}

/// 匈牙利|首都|布达佩斯, 波兰|西南部|城市|弗罗茨瓦夫
fn drop_capital(index: usize, chunks: &mut Vec<Chunk>) -> bool {
    let kind = |chunk: &Chunk| chunk.name().map(|name| name.kind);
    let is_land = kind(&chunks[index - 1]).is_some_and(EntityKind::is_land);
    let is_side = chunks[index].word().is_some_and(|word| word.tag == Tag::Position);
    let town = index + usize::from(is_side);
    let leads = || chunks.get(town + 1).and_then(kind) == Some(EntityKind::Place);
    let is_capital = chunks.get(town).is_some_and(|chunk| chunk.has(Acts::CAPITAL)) && is_land && leads();
    if is_capital {
        chunks.drain(index..=town);
    }
    is_capital
}

/// 匈塞铁路|匈牙利|段: where a section of a line is, is no name of its own.
fn join_section(page: Page<'_>, index: usize, chunks: &mut Vec<Chunk>) {
    let kind = |at: usize| chunks.get(at).and_then(Chunk::name).map(|name| name.kind);
    let is_there = matches!(kind(index), Some(EntityKind::Country | EntityKind::Place));
    let ends = |chunk: &Chunk| chunk.word().is_some() && page.text(chunk.span) == SECTION;
    if kind(index - 1) == Some(EntityKind::Project) && is_there && chunks.get(index + 1).is_some_and(ends) {
        let span = Span::new(chunks[index].span.start, chunks[index + 1].span.end);
        let word = Word { acts: Acts::default(), roles: Roles::default(), tag: Tag::Noun };
        chunks[index] = Chunk { span, sort: Sort::Word(word) };
        chunks.remove(index + 1);
    }
}

/// What the sections of lines are called.
pub(super) const SECTION: &str = "段";

/// Leaves of several that do something together the one who leads them: 以|白桦集团|为首|的|联合体, 白桦集团|牵头|的|银团.
fn drop_consortium(index: usize, chunks: &mut Vec<Chunk>) -> bool {
    let is_led = chunks[index].has(Acts::HEADING)
        && chunks[index - 1].name().is_some_and(|name| name.kind == EntityKind::Organization);
    if !is_led {
        return false;
    }
    let makes = usize::from(chunks.get(index + 1).is_some_and(|chunk| chunk.has(Acts::COMPOSE)));
    let of = index + 1 + makes;
    // 白桦集团|牵头|的|中国|企业|联合体
    let is_of_whom =
        |chunk: &&Chunk| chunk.name().is_some_and(|name| name.kind == EntityKind::Country) || chunk.has(Acts::SORT);
    let whom = chunks.iter().skip(of + 1).take(2).take_while(is_of_whom).count();
    let end = of + 1 + whom;
    let ends = chunks.get(of).is_some_and(|chunk| chunk.has(Acts::OF))
        && chunks.get(end).is_some_and(|chunk| chunk.has(Acts::CONSORTIUM));
    if !ends {
        return false;
    }
    chunks.drain(index..=end);
    // 由|以|白桦集团|为首|的|联合体|承建
    let is_marked =
        |chunk: &Chunk| chunk.word().is_some_and(|word| word.tag == Tag::Preposition && word.acts.is_plain());
    if let Some(mark) = index.checked_sub(2).filter(|&mark| is_marked(&chunks[mark])) {
        chunks.remove(mark);
    }
    true
}

/// 德国|财政部|长: who heads a ministry of a country has a post of the country, and the title is 财政部长.
fn name_minister(page: Page<'_>, index: usize, chunks: &mut Vec<Chunk>) -> bool {
    let (ministry, head) = (chunks[index - 1], chunks[index]);
    let is_body = ministry.name().is_some_and(|name| name.kind == EntityKind::Organization);
    if !is_body || head.word().is_none() || page.text(head.span) != HEAD || ministry.span.end != head.span.start {
        return false;
    }
    let Some(last) = page.text(ministry.span).chars().next_back() else { return false };
    let short = page.ontology.lexicon.uses(&format!("{last}{HEAD}"));
    let owner = page.mention_at(ministry.span.start).and_then(|at| at.checked_sub(1));
    let owner = owner.filter(|&at| page.mentions[at].is_owner() && page.mentions[at].span.start == ministry.span.start);
    let of_country = owner.map(|owner| (page.mentions[owner].span, page.resolution.entity_of[owner]));
    let is_behind = index > 1 && chunks[index - 2].name().is_some_and(|name| name.kind == EntityKind::Country);
    if !short.roles.has(Roles::STATE_POST) || of_country.is_none() && !is_behind {
        return false;
    }
    let start = of_country.map_or(ministry.span.start, |(country, _)| country.end);
    let title = Span::new(start, head.span.end);
    let whole = page.ontology.lexicon.uses(page.text(title));
    let Uses { roles, acts } = if whole.roles.has(Roles::STATE_POST) { whole } else { short };
    chunks[index] = Chunk { span: title, sort: Sort::Word(Word { acts, roles, tag: Tag::Noun }) };
    match of_country {
        Some((span, entity)) => {
            chunks[index - 1] = Chunk { span, sort: Sort::Name(Name { entity, kind: EntityKind::Country }) };
        }
        None => {
            chunks.remove(index - 1);
        }
    }
    true
}

/// The last character of the titles of those who head something.
const HEAD: &str = "长";

/// Leaves of a consortium that does something with another its members: 由|白桦集团|牵头|、|青湖集团|参加|的|联合体|与|…签署.
fn name_members(index: usize, chunks: &mut Vec<Chunk>) -> bool {
    let is_body = |chunk: &Chunk| chunk.name().is_some_and(|name| name.kind == EntityKind::Organization);
    let follows = |n: usize, acts: Acts| chunks.get(index + n).is_some_and(|chunk| chunk.has(acts));
    let is_consortium =
        follows(0, Acts::COMPOSE.and(Acts::TAKE_PART)) && follows(1, Acts::OF) && follows(2, Acts::CONSORTIUM);
    let start = (0..index).rev().find(|&at| chunks[at].is_boundary()).map_or(0, |mark| mark + 1);
    // 由|白桦集团|牵头|、|青湖集团|参加|的|银团|签署…: what the sentence begins with does it.
    let is_with = follows(3, Acts::WITH);
    let opens = start == 0 && chunks[start..index].iter().any(|chunk| chunk.has(Acts::HEADING));
    if !is_consortium || !(opens || is_with) || !is_body(&chunks[index - 1]) {
        return false;
    }
    let passes =
        |chunk: &Chunk| is_body(chunk) || chunk.is('、') || chunk.has(Acts::AND.and(Acts::HEADING).and(Acts::AGENT));
    if !chunks[start..index].iter().all(passes) {
        return false;
    }
    chunks.drain(index..=index + 2);
    // What they sign they do not sign with each other.
    let end = (index..chunks.len()).find(|&at| chunks[at].is_boundary()).unwrap_or(chunks.len());
    for at in (index..end).filter(|_| !is_with) {
        if let Some(word) = chunks[at].word() {
            chunks[at].sort = Sort::Word(Word { acts: word.acts.without(Acts::AGREE), ..word });
        }
    }
    for at in (start..index).rev() {
        if chunks[at].has(Acts::HEADING.and(Acts::AGENT)) {
            chunks.remove(at);
        }
    }
    true
}

/// 首席|运行|官, and behind which chunk to go on.
fn join_title(page: Page<'_>, index: usize, chunks: &mut Vec<Chunk>) -> Option<usize> {
    let start = start_of_title(page, chunks, index)?;
    let span = Span::new(chunks[start].span.start, chunks[index].span.end);
    let Uses { roles, acts } = page.ontology.lexicon.uses(page.text(span));
    chunks[start] = Chunk { span, sort: Sort::Word(Word { acts, roles, tag: Tag::Noun }) };
    chunks.drain(start + 1..=index);
    Some(start + 1)
}

/// 年|会, 对接|会: two characters or three that no word of the dictionary joins, and that head the names of events.
fn join_head_of_event(page: Page<'_>, index: usize, chunks: &mut Vec<Chunk>) -> bool {
    let is_head = is_head_of_event(page, &chunks[index - 1], &chunks[index]);
    if is_head {
        let span = Span::new(chunks[index - 1].span.start, chunks[index].span.end);
        let Uses { roles, acts } = page.ontology.lexicon.uses(page.text(span));
        chunks[index - 1] = Chunk { span, sort: Sort::Word(Word { acts, roles, tag: Tag::Noun }) };
        chunks.remove(index);
    }
    is_head
}

/// 设|了|厂, 见|了|面: one word that 了 parts.
fn join_parted(page: Page<'_>, index: usize, chunks: &mut Vec<Chunk>) -> bool {
    let past = chunks[index].span;
    if past.len() != PAST.len() || page.text(past) != PAST {
        return false;
    }
    let (first, Some(last)) = (chunks[index - 1], chunks.get(index + 1).copied()) else { return false };
    let (Some(verb), Some(_)) = (first.word(), last.word()) else { return false };
    let [front, behind] = [first, last].map(|chunk| page.text(chunk.span));
    if front.chars().nth(1).is_some() || behind.chars().nth(1).is_some() {
        return false;
    }
    let acts = page.ontology.lexicon.acts(&format!("{front}{behind}"));
    if acts.is_plain() {
        return false;
    }
    let span = Span::new(first.span.start, last.span.end);
    chunks[index - 1] = Chunk { span, sort: Sort::Word(Word { acts, tag: Tag::Verb, ..verb }) };
    chunks.drain(index..=index + 1);
    true
}

/// 互|免: two words that the list of acts holds as one.
fn join_act(page: Page<'_>, index: usize, chunks: &mut Vec<Chunk>) -> bool {
    let (first, second) = (chunks[index - 1], chunks[index]);
    let (Some(front), Some(word)) = (first.word(), second.word()) else { return false };
    let span = Span::new(first.span.start, second.span.end);
    if first.span.end != second.span.start || span.len() > LONGEST_JOINED {
        return false;
    }
    let acts = page.ontology.lexicon.acts(page.text(span));
    if acts.is_plain() {
        return false;
    }
    // 组织召开 is both; 两国 points back no longer as 两 does (两国企业 are no firm that was named).
    let lost = PREPOSITIONS.and(Acts::ALLY).and(Acts::WHEN).and(Acts::FORMER).and(Acts::THIS);
    let parts = front.acts.and(word.acts).without(lost);
    // 融资|支持, 资金|支持: money, and no plan.
    let parts = if acts.has(Acts::LOAN) { parts.without(Acts::PLAN.and(Acts::LET).and(Acts::PURPOSE)) } else { parts };
    // 控股|股东 invests in nothing, and 为|邻 leads to nobody.
    let acts = if acts.has(Acts::HOLDER.and(Acts::BORDER)) { acts } else { acts.and(parts) };
    let tag = if acts.has(Acts::BORDER) && front.tag == Tag::Preposition { Tag::Verb } else { word.tag };
    chunks[index - 1] = Chunk { span, sort: Sort::Word(Word { acts, tag, ..word }) };
    chunks.remove(index);
    true
}

/// Words that lead to where somebody is if a name follows.
const LEADING: [(&str, Acts); 3] = [("正在", Acts::IN), ("深入", Acts::VISIT), ("终于", Acts::CONNECT)];

/// Whether a short word and a character side by side are all of what an event is called: 年|会, 对接|会.
fn is_head_of_event(page: Page<'_>, first: &Chunk, second: &Chunk) -> bool {
    let is_short = |chunk: &Chunk, n_chars: usize| {
        let is_single = chunk.span.len() == '年'.len_utf8();
        chunk.word().is_some_and(|word| word.acts.is_plain() || is_single)
            && chunk.span.len() <= n_chars * '年'.len_utf8()
    };
    if !is_short(first, 2) || !is_short(second, 1) || first.span.end != second.span.start {
        return false;
    }
    let text = page.text(Span::new(first.span.start, second.span.end));
    let ends = text.chars().next_back().is_some_and(|c| page.ontology.lexicon.ends_heads(c));
    let head = page.ontology.lexicon.head(text).filter(|_| ends);
    head.is_some_and(|(length, head)| length == text.len() && head.kind == EntityKind::Event)
}

/// Makes one title of what a minister of a country has two matters of, so that nobody is led by the word that joins them:
/// 塞尔维亚|矿业与能源部长|石青.
fn join_ministers(page: Page<'_>, chunks: &mut Vec<Chunk>) {
    let is_matter = |chunk: &Chunk| chunk.word().is_some_and(|word| word.tag == Tag::Noun && word.acts.is_plain());
    let mut last = chunks.len();
    while let Some(at) = last.checked_sub(1) {
        last = at;
        let is_post = chunks[at].word().is_some_and(|word| word.roles.has(Roles::STATE_POST));
        let is_led = chunks.get(at + 1).and_then(Chunk::name).is_some_and(|name| name.kind == EntityKind::Person);
        let second = if at > 0 && is_matter(&chunks[at - 1]) { at - 1 } else { at };
        let Some(first) = second.checked_sub(2).filter(|&first| first > 0 && is_post) else { continue };
        let joins = matches!(page.text(chunks[first + 1].span), "与" | "和" | "及");
        let is_of_country = chunks[first - 1].name().is_some_and(|name| name.kind == EntityKind::Country) && is_led;
        // 出任|能源和矿业部长
        let is_given = chunks[first - 1].has(Acts::APPOINT);
        if joins && (is_of_country || is_given) && is_matter(&chunks[first]) {
            let span = Span::new(chunks[first].span.start, chunks[at].span.end);
            chunks[first] = Chunk { span, sort: chunks[at].sort };
            chunks.drain(first + 1..=at);
            last = first;
        }
    }
}

/// Where a title begins that the word at `index`, of one character or behind an adverb, ends, and that is cut into pieces:
/// 首席|运行|官, 策展|人, 特别|代表.
fn start_of_title(page: Page<'_>, chunks: &[Chunk], index: usize) -> Option<usize> {
    let last = chunks[index];
    let ends_post = |c: char| page.ontology.lexicon.ends_posts(c);
    // 特别|代表, but not 已故|总统
    let is_adverb = |chunk: &Chunk| chunk.word().is_some_and(|word| word.tag == Tag::Adverb && word.acts.is_plain());
    let is_short = last.span.end - last.span.start <= 3 || is_adverb(&chunks[index - 1]);
    if !is_short || last.word().is_none() || !page.text(last.span).chars().next_back().is_some_and(ends_post) {
        return None;
    }
    let touches = |at: &usize| chunks[*at].word().is_some() && chunks[*at].span.end == chunks[at + 1].span.start;
    let pieces = (index.saturating_sub(MOST_PIECES)..index).rev().take_while(touches);
    let is_title = |start: &usize| {
        let text = page.text(Span::new(chunks[*start].span.start, last.span.end));
        let uses = page.ontology.lexicon.uses(text);
        uses.roles.has(Roles::POST_BEFORE) || uses.acts.has(TITLES)
    };
    pieces.into_iter().filter(is_title).last()
}

/// The most pieces of a title in front of its last character.
const MOST_PIECES: usize = 2;

/// No act that is looked for in two words has more bytes.
const LONGEST_JOINED: usize = 18;
