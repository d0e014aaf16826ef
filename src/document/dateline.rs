//! How a report begins: `本报宁波5月25日电 记者田新远报道`, `【本報記者陳大文南寧報道】`, `本报讯`.

use super::byline;
use super::credit::is_name;
use super::press::{self, Role};
use super::{Dateline, Segmenter};
use crate::text::{Span, is_bullet, is_digit, is_han};

/// The opening of a report. Spans count bytes of the text it was read from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Lead {
    /// Where it ends, and the news begins.
    pub end: usize,
    /// Where and when it was written, if it says so.
    pub dateline: Option<Dateline>,
    /// Who wrote it, if it says so.
    pub reporters: Vec<Span>,
}

/// No opening is longer, in characters.
const REACH: usize = 72;

/// Whether a passage, in simplified script, begins as a report does.
pub(super) fn opens(text: &str) -> bool {
    let head = head(text);
    wire(head).is_some() || opener(head).is_some() || bracketed(head).is_some()
}

/// Reads the opening of a report.
pub(super) fn lead(segmenter: &Segmenter, text: &str) -> Option<Lead> {
    let head = head(text);
    if let Some(wire) = wire(head) {
        let (mut reporters, place) = wire.names_and_place(segmenter, head);
        reporters.extend(names_after(segmenter, head, wire.span.end));
        let says_origin = place.is_some() || wire.date.is_some();
        let dateline = says_origin.then_some(Dateline { span: wire.span, place, date: wire.date });
        let end = if says_origin { wire.span.end } else { behind_credits(head, wire.span.end) };
        return Some(Lead { end, dateline, reporters });
    }
    if let Some(inner) = bracketed(head) {
        return bracket_lead(segmenter, head, inner);
    }
    let end = opener(head)?;
    Some(Lead { end: behind_credits(head, end), dateline: None, reporters: names_after(segmenter, head, end) })
}

/// The end of the brackets, or of the words (记者张三报道), that tell behind an opening who wrote it.
fn behind_credits(head: &str, end: usize) -> usize {
    let rest = head[end..].trim_start();
    let length = if rest.starts_with(['（', '(']) {
        rest.find(['）', ')']).map(|close| close + first_length(&rest[close..]))
    } else {
        let reported = rest.find("报道").map(|at| at + "报道".len()).filter(|_| rest.starts_with("记者"));
        reported.filter(|&at| rest[at..].starts_with(char::is_whitespace))
    };
    length.map_or(end, |length| head.len() - rest.len() + length)
}

/// The bytes of the first character.
fn first_length(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

fn head(text: &str) -> &str {
    let end = text.char_indices().nth(REACH).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

/// A report by wire: `新华社北京3月5日电`.
struct Wire {
    /// All of it.
    span: Span,
    /// What stands between the outlet and the day.
    between: Span,
    /// The day.
    date: Option<Span>,
}

impl Wire {
    /// What stands before the day: a place, or names and a place (记者张三北京).
    fn names_and_place(&self, segmenter: &Segmenter, head: &str) -> (Vec<Span>, Option<Span>) {
        let text = self.between.of(head);
        let at = |span: Span| Span::new(span.start + self.between.start, span.end + self.between.start);
        if press::starts(Role::Reporter, text).is_some() {
            let credits = byline::parse(segmenter, &format!("{text}报道")).unwrap_or_default();
            // 本报记者6日电: the word that was added names nobody.
            let is_here = |span: &Span| span.end <= text.len();
            let reporters = credits.reporters.into_iter().filter(is_here);
            return (reporters.map(at).collect(), credits.place.filter(is_here).map(at));
        }
        let start = text.len() - text.trim_start_matches(is_gap).len();
        let end = start + text.trim_matches(is_gap).len();
        (Vec::new(), (start < end).then(|| at(Span::new(start, end))))
    }
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || matches!(c, '/' | '／' | '，' | '、')
}

fn wire(head: &str) -> Option<Wire> {
    let start = head.len() - head.trim_start_matches(is_before).len();
    let from = start + if head[start..].starts_with('据') { '据'.len_utf8() } else { 0 };
    let outlet = outlet(&head[from..])?;
    let after = from + outlet;
    let (between, date, end) = match day_of_wire(head, after) {
        Some((date, end)) => (Span::new(after, date.start), Some(date), end),
        None => dayless_wire(head, after)?,
    };
    let text = between.of(head);
    let is_plain = text.chars().all(|c| is_han(c) || matches!(c, '·' | '/' | '／' | '、' | ' ' | '\u{3000}'));
    (is_plain && text.chars().count() <= 16).then(|| Wire { span: Span::new(from, end), between, date })
}

/// `路透社东京消息`: a place between the outlet and a word for the report, set off by white space.
fn dayless_wire(head: &str, after: usize) -> Option<(Span, Option<Span>, usize)> {
    let length = head[after..].find(|c: char| !is_han(c))?;
    let run = &head[after..after + length];
    let word =
        ["综合消息", "综合报道", "消息", "报道", "专电", "电", "讯"].into_iter().find(|word| run.ends_with(word))?;
    let place = run.len() - word.len();
    let is_set_off = head[after + length..].starts_with([' ', '\u{3000}', '（', '(', '：']);
    ((place == 0 || (6..=24).contains(&place)) && is_set_off)
        .then(|| (Span::new(after, after + place), None, after + length))
}

fn is_before(c: char) -> bool {
    c.is_whitespace() || is_bullet(c) || matches!(c, '【' | '（' | '(' | '[' | '〔')
}

/// The length of the name of a paper or an agency at the start of `text`.
fn outlet(text: &str) -> Option<usize> {
    if let Some(word) = press::starts(Role::Outlet, text) {
        return Some(word.len());
    }
    let named = text.char_indices().take(9).take_while(|&(_, c)| is_han(c));
    let ends_name = |at: usize, c: char| match c {
        '报' => !text[at + c.len_utf8()..].starts_with(['道', '导', '讯', '告']),
        c => matches!(c, '社' | '网' | '台' | '刊'),
    };
    named.filter(|&(at, c)| at >= 3 && ends_name(at, c)).last().map(|(at, c)| at + c.len_utf8())
}

/// The day before 电 or 讯 (5月25日电), and the end of that word.
fn day_of_wire(head: &str, from: usize) -> Option<(Span, usize)> {
    head[from..].match_indices('日').find_map(|(at, day)| {
        let at = from + at;
        let tail = &head[at + day.len()..];
        let end = at + day.len() + wire_word(tail)?;
        let start = day_start(head, from, at)?;
        Some((Span::new(start, at + day.len()), end))
    })
}

/// The length of 电, 讯, 专电 … at the start of `tail`, white space before it included.
fn wire_word(tail: &str) -> Option<usize> {
    let space = tail.len() - tail.trim_start_matches(' ').len();
    ["综合电", "专电", "急电", "综合消息", "综合报道", "专讯", "电", "讯", "消息", "报道"]
        .iter()
        .find(|word| tail[space..].starts_with(**word))
        .map(|word| space + word.len())
}

/// Where the day that ends at `end` begins: back over digits, 月, 年.
fn day_start(head: &str, from: usize, end: usize) -> Option<usize> {
    let (mut start, mut digits) = (end, 0);
    for (at, c) in head[from..end].char_indices().rev() {
        let is_digit = is_digit(c) || "〇一二三四五六七八九十".contains(c);
        let is_part = is_digit || (matches!(c, '月' | '年') && digits > 0) || c == ' ';
        if !is_part {
            break;
        }
        digits += usize::from(is_digit);
        if c != ' ' {
            start = from + at;
        }
    }
    (digits > 0).then_some(start)
}

/// The end of 本报讯 and its like, or of 本报记者张三报道 at the start.
fn opener(head: &str) -> Option<usize> {
    let start = head.len() - head.trim_start_matches(is_before).len();
    let text = &head[start..];
    let word = press::starts(Role::Opener, text)?;
    let tail = &text[word.len()..];
    let is_whole = !tail.starts_with(is_han) || tail.starts_with("记者");
    is_whole.then_some(start + word.len())
}

/// What stands inside the brackets that open a report: 【本報記者陳大文南寧報道】.
fn bracketed(head: &str) -> Option<Span> {
    let start = head.len() - head.trim_start().len();
    let open = head[start..].chars().next().filter(|c| matches!(c, '【' | '〔' | '［' | '[' | '（' | '('))?;
    let close = head.find(['】', '〕', '］', ']', '）', ')'])?;
    let inner = Span::new(start + open.len_utf8(), close);
    let text = inner.of(head);
    let has_people = text.contains("记者") || press::starts(Role::Outlet, text).is_some();
    let ends = ["报道", "报导", "电", "讯"].iter().any(|end| text.ends_with(end));
    let goes_on = head[close..].chars().count() > 8;
    (has_people && ends && goes_on && text.chars().count() <= 40).then_some(inner)
}

fn bracket_lead(segmenter: &Segmenter, head: &str, inner: Span) -> Option<Lead> {
    let credits = byline::parse(segmenter, inner.of(head)).unwrap_or_default();
    let shift = |span: Span| Span::new(span.start + inner.start, span.end + inner.start);
    let dateline = credits.place.map(|place| Dateline { span: inner, place: Some(shift(place)), date: None });
    let end = inner.end + first_length(&head[inner.end..]);
    Some(Lead { end, dateline, reporters: credits.reporters.into_iter().map(shift).collect() })
}

/// The names that follow the opening: `（记者张三、李四）`, `记者田新远报道`.
fn names_after(segmenter: &Segmenter, head: &str, end: usize) -> Vec<Span> {
    let rest = &head[end..];
    let start = end + (rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == '】').len());
    let text = &head[start..];
    if text.starts_with(['（', '(']) {
        let Some(close) = text.find(['）', ')']) else { return Vec::new() };
        return names(segmenter, head, Span::new(start, start + close));
    }
    if !text.starts_with("记者") && press::starts(Role::Reporter, text).is_none() {
        return Vec::new();
    }
    let reported = ["报道", "报导"].iter().filter_map(|word| text.find(word)).min();
    match reported {
        Some(at) => names(segmenter, head, Span::new(start, start + at + "报道".len())),
        None => name_before_space(head, start),
    }
}

/// The names in a stretch that holds nothing else.
fn names(segmenter: &Segmenter, head: &str, span: Span) -> Vec<Span> {
    let text = span.of(head);
    if text.is_empty() || (press::find(Role::Reporter, text).is_none() && !text.starts_with(['（', '('])) {
        return Vec::new();
    }
    let credits = byline::parse(segmenter, text).unwrap_or_default();
    credits.reporters.into_iter().map(|name| Span::new(name.start + span.start, name.end + span.start)).collect()
}

/// `记者 张三 日前`: one name set off by spaces.
fn name_before_space(head: &str, start: usize) -> Vec<Span> {
    let word = press::starts(Role::Reporter, &head[start..]).map_or(0, str::len);
    let rest = &head[start + word..];
    let from = start + word + (rest.len() - rest.trim_start().len());
    let length = head[from..].find(char::is_whitespace).unwrap_or(head.len() - from);
    let name = &head[from..from + length];
    if is_name(name) { vec![Span::new(from, from + length)] } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_news_begins_behind_who_wrote_it() {
        let segmenter = Segmenter::new();
        let openings = [
            ("本报讯　", "会议举行。"),
            ("本报讯（记者张三）", "会议举行。"),
            ("本报讯 (记者张三)", "会议举行。"),
            ("本报讯 记者张三报道", " 会议举行。"),
            ("新华社北京3月5日电", "（记者张三）会议举行。"),
            ("【本报记者张三南宁报道】", "会议举行，各方出席。"),
        ];
        for (opening, news) in openings {
            let text = format!("{opening}{news}");
            let lead = lead(&segmenter, &text).unwrap_or_else(|| panic!("{text} is no opening"));
            assert_eq!(text[lead.end..].trim_start(), news.trim_start(), "{text}");
        }
    }

    fn check(text: &str, place: Option<&str>, date: Option<&str>, reporters: &[&str]) {
        let segmenter = Segmenter::new();
        let lead = lead(&segmenter, text).unwrap_or_else(|| panic!("{text} is no opening"));
        let slice = |span: Option<Span>| span.map(|span| span.of(text));
        assert_eq!(slice(lead.dateline.and_then(|dateline| dateline.place)), place, "{text}");
        assert_eq!(slice(lead.dateline.and_then(|dateline| dateline.date)), date, "{text}");
        assert_eq!(lead.reporters.iter().map(|span| span.of(text)).collect::<Vec<_>>(), reporters, "{text}");
    }

    #[test]
    fn openings_in_all_usual_forms() {
        check("本报讯 记者田书宁报道 日前，会议举行。", None, None, &["田书宁"]);
        check("本报讯（记者 张三 通讯员 李四）昨日，会议举行。", None, None, &["张三", "李四"]);
        check("本报宁波5月25日电 记者田新远报道 5月24日，会议举行。", Some("宁波"), Some("5月25日"), &["田新远"]);
        check("新华社北京3月5日电（记者张三、李四）会议举行。", Some("北京"), Some("3月5日"), &["张三", "李四"]);
        check("据新华社联合国3月5日电 会议举行。", Some("联合国"), Some("3月5日"), &[]);
        check("中新社阿拉木图 2024年 3月 5日电 会议举行。", Some("阿拉木图"), Some("2024年 3月 5日"), &[]);
        check("【本报记者陈大文南宁报道】论坛昨日在此间开幕，多国代表出席。", Some("南宁"), None, &["陈大文"]);
        check("本报记者张三北京5月25日电 会议举行。", Some("北京"), Some("5月25日"), &["张三"]);
        check("非洲通讯社达喀尔电 总统宣誓就任。", Some("达喀尔"), None, &[]);
    }

    #[test]
    fn sentences_that_are_no_openings() {
        for text in [
            "本报讯息灵通的读者来信说",
            "据新华社报道，会议举行。",
            "记者从发改委获悉，",
            "五日电影节开幕",
            "（见图）会议举行，多国代表出席会议",
        ] {
            assert!(!opens(text), "{text}");
        }
    }
}
