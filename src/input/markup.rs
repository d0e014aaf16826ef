//! A look at the tags of a page before it is parsed, so that no page can make a parser work for ever.
//!
//! A parser of HTML takes time in the square of how deep elements nest, and opens formatting elements that were
//! left open again and again. Both are counted here, in one pass, and in one file because cutting tags and counting
//! them is one machine. So that the count is of what the parser will see, the pass cuts the page into tags as the
//! standard does ([HTML, 13.2.5]), keeps the elements that are open as it does, and gives names that mean nothing to
//! elements that make a parser change how it cuts (`svg`, `select`, `textarea` and their like, which hold no news).
//! Where it cannot be as exact it counts more than there is; a test holds it against the parser with soups of tags.
//!
//! [HTML, 13.2.5]: https://html.spec.whatwg.org/multipage/parsing.html#tokenization

/// So deep may elements nest; pages of news have some twenty levels.
const MOST_DEPTH: usize = 512;

/// So often may formatting elements be opened again that were left open, each tag counted once for each of them.
const MOST_COPIES: usize = 1 << 20;

/// The depth of each character, summed, may come to this: a mebibyte at full depth.
const MOST_WEIGHT: usize = MOST_DEPTH << 20;

/// Why a page is not parsed, and the byte of its text at which that shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooDeep {
    /// A byte of the text.
    pub byte: usize,
}

/// Elements that have no content.
const VOID: [&str; 18] = [
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "hr", "image", "img", "input", "keygen", "link",
    "meta", "param", "source", "track", "wbr",
];

/// Elements that do not pile up by themselves: of each there is one, or one between two others that count.
const SINGLE: [&str; 8] = ["html", "head", "body", "tr", "tbody", "thead", "tfoot", "colgroup"];

/// Elements whose end ends all that is open inside.
const BLOCKS: [&str; 46] = [
    "address",
    "applet",
    "article",
    "aside",
    "blockquote",
    "button",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "li",
    "listing",
    "main",
    "marquee",
    "menu",
    "nav",
    "object",
    "ol",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "td",
    "th",
    "ul",
    "form",
    "tr",
    "p",
];

/// Each of them ends whichever is open.
const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

/// What the end of something inside does not end.
const WALLS: [&str; 7] = ["applet", "caption", "marquee", "object", "table", "td", "th"];

/// Elements that a parser opens again where a block around them was closed.
const FORMATTING: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// Elements that make a parser read on by other rules.
const RENAMED: [&str; 13] = [
    "svg",
    "math",
    "select",
    "textarea",
    "xmp",
    "iframe",
    "noembed",
    "noframes",
    "plaintext",
    "noscript",
    "template",
    "optgroup",
    "option",
];

/// Elements that would be the whole page, if a parser heeded them.
const FRAMES: [&str; 2] = ["frameset", "frame"];

/// What is put over the first letter of a name that is to mean nothing.
const NAMELESS: u8 = b'q';

/// Gives a page that can be parsed in bounded time and on a small stack.
///
/// # Errors
/// If its elements nest too deep, or too many formatting elements are left open.
pub fn tame(html: String) -> Result<String, TooDeep> {
    let mut page = Page::new(html);
    while page.step() {
        if page.depth() > MOST_DEPTH || page.copies > MOST_COPIES || page.weight > MOST_WEIGHT {
            return Err(TooDeep { byte: page.tag });
        }
    }
    // Only ASCII letters were put over ASCII letters, and spaces over whole scripts.
    Ok(String::from_utf8(page.bytes).unwrap_or_default())
}

/// A page on its way.
struct Page {
    bytes: Vec<u8>,
    at: usize,
    /// Where the tag starts that was read last.
    tag: usize,
    /// The elements that are open, but for those that do not pile up.
    open: Vec<Open>,
    /// The formatting elements that were not ended, whether or not a block closed them; none where a cell begins.
    active: Vec<Option<Active>>,
    n_opened: usize,
    copies: usize,
    weight: usize,
}

/// An element that is open.
struct Open {
    name: String,
    number: usize,
}

/// A formatting element that a parser opens again where it was closed without its end.
struct Active {
    name: String,
    tag: Vec<u8>,
    /// That of the element, as it was opened last.
    number: usize,
}

impl Page {
    fn new(html: String) -> Self {
        Page {
            bytes: html.into_bytes(),
            at: 0,
            tag: 0,
            open: Vec::new(),
            active: Vec::new(),
            n_opened: 0,
            copies: 0,
            weight: 0,
        }
    }

    /// Goes behind the next tag; whether there was one.
    fn step(&mut self) -> bool {
        let before = self.at;
        let Some(length) = self.rest().iter().position(|&byte| byte == b'<') else { return false };
        self.tag = before + length;
        if length > 0 {
            self.open_again();
        }
        self.at = self.tag + 1;
        match (self.peek(0), self.peek(1)) {
            (Some(b'a'..=b'z' | b'A'..=b'Z'), _) => self.start_tag(),
            (Some(b'/'), Some(b'a'..=b'z' | b'A'..=b'Z')) => self.end_tag(),
            (Some(b'!'), _) if self.rest().starts_with(b"!--") => self.comment(),
            // What the standard calls a bogus comment, a document type among them.
            (Some(b'!' | b'?' | b'/'), _) => self.skip_past(b'>'),
            _ => (),
        }
        self.weight = self.weight.saturating_add(self.depth() * (self.at - before));
        true
    }

    /// How deep elements may nest here.
    fn depth(&self) -> usize {
        self.open.len()
    }

    /// What is not passed over yet; nothing at the end.
    fn rest(&self) -> &[u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    fn peek(&self, further: usize) -> Option<u8> {
        self.bytes.get(self.at + further).copied()
    }

    fn skip_past(&mut self, wanted: u8) {
        let found = self.rest().iter().position(|&byte| byte == wanted);
        self.at = found.map_or(self.bytes.len(), |length| self.at + length + 1);
    }

    fn comment(&mut self) {
        self.at += 3;
        let rest = self.rest();
        let end = |(at, window): (usize, &[u8])| match window {
            b"-->" => Some(at + 3),
            b"--!" if rest.get(at + 3) == Some(&b'>') => Some(at + 4),
            _ => None,
        };
        let length = match rest {
            [b'>', ..] => Some(1),
            [b'-', b'>', ..] => Some(2),
            _ => rest.windows(3).enumerate().find_map(end),
        };
        self.at += length.unwrap_or(rest.len());
    }

    /// The name of a tag, in small letters, replaced in the page if it would change how the page is cut.
    fn name(&mut self) -> String {
        let is_end = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\x0C' | b'\r' | b'/' | b'>');
        let written = self.rest().split(is_end).next().unwrap_or_default();
        let length = written.len();
        let mut name = String::from_utf8_lossy(written).to_ascii_lowercase();
        if (RENAMED.contains(&name.as_str()) || FRAMES.contains(&name.as_str()))
            && let Some(first) = self.bytes.get_mut(self.at)
        {
            *first = NAMELESS;
            name.replace_range(..1, "q");
        }
        self.at += length;
        name
    }

    fn start_tag(&mut self) {
        let name = self.name();
        self.attributes();
        let name = name.as_str();
        if matches!(name, "script" | "style" | "title") {
            return self.raw_text(name);
        }
        if VOID.contains(&name) {
            return self.open_again();
        }
        match name {
            "td" | "th" | "tr" | "caption" | "tbody" | "thead" | "tfoot" | "colgroup" => self.end_cell(),
            "li" => self.end_item(&["li"]),
            "dt" | "dd" => self.end_item(&["dt", "dd"]),
            _ => (),
        }
        let is_wall = WALLS.contains(&name) && name != "table";
        if SINGLE.contains(&name) {
            return;
        }
        let is_block = BLOCKS.contains(&name) && !is_wall && name != "button";
        if is_block {
            self.end_paragraph();
        }
        self.end_like(name);
        if !is_block {
            self.open_again();
        }
        self.n_opened += 1;
        self.open.push(Open { name: name.to_owned(), number: self.n_opened });
        if is_formatting(name) {
            let tag = self.bytes.get(self.tag..self.at).expect("a tag ends behind its start").to_vec();
            self.activate(Active { name: name.to_owned(), tag, number: self.n_opened });
        } else if is_wall {
            self.active.push(None);
        }
    }

    /// Ends what cannot hold another of its kind: a heading, a button, a link, a table outside its cells.
    fn end_like(&mut self, name: &str) {
        match name {
            "a" | "nobr" if self.of_cell().any(|(_, active)| active.name == name) => {
                self.end_formatting(name);
            }
            "button" => {
                if let Some(index) = self.last(&["button"]).filter(|&index| !self.has(index, &WALLS)) {
                    self.open.truncate(index);
                }
            }
            "table" => {
                if let Some((index, "table")) = self.last_of_table() {
                    self.open.truncate(index);
                }
            }
            _ if HEADINGS.contains(&name) && self.last(&HEADINGS).is_some_and(|index| index + 1 == self.open.len()) => {
                self.open.pop();
            }
            _ => (),
        }
    }

    /// Remembers a formatting element. Of those that are wholly alike, no more than three are opened again.
    fn activate(&mut self, active: Active) {
        let third = self.of_cell().filter(|(_, other)| other.tag == active.tag).nth(2).map(|(index, _)| index);
        if let Some(third) = third {
            self.active.remove(third);
        }
        self.active.push(Some(active));
    }

    /// The formatting elements of the innermost cell and their indices, the last first.
    fn of_cell(&self) -> impl Iterator<Item = (usize, &Active)> {
        self.active.iter().enumerate().rev().map_while(|(index, active)| Some((index, active.as_ref()?)))
    }

    /// Opens again the formatting elements that a block closed.
    fn open_again(&mut self) {
        let is_open = |active: &Active| self.open.iter().any(|open| open.number == active.number);
        let closed = self.active.iter().rposition(|active| active.as_ref().is_none_or(is_open));
        for active in self.active.iter_mut().skip(closed.map_or(0, |index| index + 1)).flatten() {
            self.n_opened += 1;
            self.copies += 1;
            active.number = self.n_opened;
            self.open.push(Open { name: active.name.clone(), number: self.n_opened });
        }
    }

    fn end_tag(&mut self) {
        self.at += 1;
        let name = self.name();
        self.attributes();
        let name = name.as_str();
        match name {
            "td" | "th" | "tr" | "caption" => {
                let cell = self.last_of_table().map(|(_, name)| name);
                if cell == Some(name) || (name == "tr" && matches!(cell, Some("td" | "th"))) {
                    self.end_cell();
                }
            }
            "tbody" | "thead" | "tfoot" | "colgroup" => (),
            "table" => {
                self.end_cell();
                if let Some(index) = self.last(&["table"]) {
                    self.open.truncate(index);
                }
            }
            "p" => self.end_paragraph(),
            // It is read as its beginning.
            "br" => self.open_again(),
            // The end of a form ends nothing else.
            "form" => {
                if let Some(index) = self.last(&["form"]) {
                    self.open.remove(index);
                }
            }
            _ if is_formatting(name) => self.end_formatting(name),
            _ if BLOCKS.contains(&name) => {
                let names = if HEADINGS.contains(&name) { HEADINGS.as_slice() } else { &[name] };
                if let Some(index) = self.last(names).filter(|&index| !self.has(index, &WALLS)) {
                    self.open.truncate(index);
                    if WALLS.contains(&name) {
                        self.forget_cell();
                    }
                }
            }
            _ => self.end_other(name),
        }
    }

    /// Ends an element that means nothing, unless a block lies between.
    fn end_other(&mut self, name: &str) {
        if let Some(index) = self.last(&[name])
            && !self.inside(index).any(|open| is_special(&open.name))
        {
            self.open.truncate(index);
        }
    }

    /// Lets go of the formatting elements of the innermost cell.
    fn forget_cell(&mut self) {
        self.active.truncate(self.active.iter().rposition(Option::is_none).unwrap_or_default());
    }

    /// The index of the element of one of these names that was opened last.
    fn last(&self, names: &[&str]) -> Option<usize> {
        self.open.iter().rposition(|open| names.contains(&open.name.as_str()))
    }

    /// The table, or the part of one with content of its own, that was opened last: its index and name.
    fn last_of_table(&self) -> Option<(usize, &str)> {
        let mut open = self.open.iter().map(|open| open.name.as_str()).enumerate().rev();
        open.find(|(_, name)| matches!(*name, "table" | "td" | "th" | "caption"))
    }

    /// What is open inside the element at `index`.
    fn inside(&self, index: usize) -> impl DoubleEndedIterator<Item = &Open> + ExactSizeIterator {
        self.open.iter().skip(index + 1)
    }

    /// Whether one of these names is open inside the element at `index`.
    fn has(&self, index: usize, names: &[&str]) -> bool {
        self.inside(index).any(|open| names.contains(&open.name.as_str()))
    }

    /// Ends the cell that is open in the innermost table, or what stands in the table outside its cells.
    fn end_cell(&mut self) {
        match self.last_of_table() {
            // Formatting elements are opened again behind the table.
            Some((index, "table")) => self.open.truncate(index + 1),
            Some((index, _)) if self.last(&["table"]).is_some() => {
                self.open.truncate(index);
                self.forget_cell();
            }
            _ => (),
        }
    }

    /// Ends the item before a new one, if no block lies between.
    fn end_item(&mut self, names: &[&str]) {
        let is_passed = |open: &str| matches!(open, "address" | "div" | "p") || !is_special(open);
        let Some(index) = self.last(names) else { return };
        if self.inside(index).all(|open| is_passed(&open.name)) {
            self.open.truncate(index);
        }
    }

    /// Ends the paragraph that is open, as a new block does.
    fn end_paragraph(&mut self) {
        if let Some(index) =
            self.last(&["p"]).filter(|&index| !self.has(index, &WALLS) && !self.has(index, &["button"]))
        {
            self.open.truncate(index);
        }
    }

    /// Ends a formatting element, which blocks inside survive.
    fn end_formatting(&mut self, name: &str) {
        let Some((active, &Active { number, .. })) = self.of_cell().find(|(_, active)| active.name == name) else {
            return self.end_other(name);
        };
        if let Some(index) = self.open.iter().rposition(|open| open.number == number) {
            if self.has(index, &WALLS) {
                return;
            }
            let block = |open: &Open| is_special(&open.name);
            let blocks = (self.inside(index).position(block), self.inside(index).rposition(block));
            match blocks {
                (Some(first), Some(last)) => {
                    self.open.truncate(index + last + 2);
                    self.open.drain(index..=index + first);
                }
                _ => self.open.truncate(index),
            }
        }
        self.active.remove(active);
    }

    /// Passes over the attributes and the end of a tag.
    fn attributes(&mut self) {
        let mut is_value = false;
        while let Some(byte) = self.peek(0) {
            self.at += 1;
            match byte {
                b'>' => return,
                b'"' | b'\'' if is_value => {
                    self.skip_past(byte);
                    is_value = false;
                }
                b'=' if !is_value => is_value = true,
                b' ' | b'\t' | b'\n' | b'\r' | b'\x0C' => (),
                _ if is_value => {
                    // A value without quotes ends at a space.
                    while self.peek(0).is_some_and(|byte| !byte.is_ascii_whitespace() && byte != b'>') {
                        self.at += 1;
                    }
                    is_value = false;
                }
                _ => (),
            }
        }
    }

    /// Passes over an element in which tags are text.
    fn raw_text(&mut self, name: &str) {
        let start = self.at;
        let end = loop {
            self.skip_past(b'<');
            if self.at >= self.bytes.len() {
                break self.bytes.len();
            }
            let rest = self.rest();
            let is_end = rest.first() == Some(&b'/')
                && rest.get(1..=name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()))
                && rest
                    .get(1 + name.len())
                    .is_none_or(|byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'));
            if is_end {
                break self.at - 1;
            }
        };
        // Inside comments a script may hold the end of a script.
        let script = self.bytes.get_mut(start..end).expect("an element ends behind its start");
        if name == "script" && script.windows(4).any(|window| window == b"<!--") {
            script.fill(b' ');
        }
        self.at = end;
    }
}

/// Whether it is a block for those that end something inside it. These two were added to the standard later.
fn is_special(name: &str) -> bool {
    BLOCKS.contains(&name) && !matches!(name, "dialog" | "search")
}

fn is_formatting(name: &str) -> bool {
    FORMATTING.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_refused(html: &str) -> bool {
        tame(html.to_owned()).is_err()
    }

    #[test]
    fn a_page_of_news_is_left_as_it_is() {
        let page = "<!DOCTYPE html><html><head><meta charset=utf-8><title>中老铁路</title><script>if (a<b) x('<div>');\
                    </script></head><body><div class=\"a>b\"><p>中国<br>和<b>老挝</b><p>会谈<!-- <div> --></div></body></html>";
        assert_eq!(tame(page.repeat(1000)).unwrap(), page.repeat(1000));
        let cells = format!("<table>{}</table>", "<tr><td>中<td>国".repeat(10_000));
        let cells = cells + &format!("<table>{}</table>", "<tr><td><font color=red>中<td>国".repeat(10_000));
        assert!(!is_refused(&"<p><font size=2>中国".repeat(10_000)));
        assert!(!is_refused(&"<b><div>中国</b></div>".repeat(10_000)));
        assert!(!is_refused(&cells) && !is_refused(&"<li><p>中国<br>".repeat(10_000)));
        assert!(!is_refused(&"<a name=x>".repeat(10_000)));
    }

    #[test]
    fn elements_that_change_the_rules_lose_their_names() {
        assert_eq!(tame("<SVG><Select></select></svg>".to_owned()).unwrap(), "<qVG><qelect></qelect></qvg>");
        let script = "<script><!--<script></script>--></script>";
        let tamed = tame(script.to_owned()).unwrap();
        assert!(!tamed.contains("<!--") && tamed.len() == script.len(), "{tamed}");
    }

    #[test]
    fn bombs_are_refused() {
        assert!(is_refused(&"<div>".repeat(100_000)));
        assert!(is_refused(&"<x-y>".repeat(1000)));
        // Ends that a parser does not heed, or does not see.
        for trick in [
            "<div></span>",
            "<span><div></span>",
            "<div title='</div>'>",
            "<div><!-- </div> -->",
            "<div><script></div></script>",
            "<div><title></div></title>",
            "<svg><script></script><div></svg>",
            "<select><xmp></select><div>",
            "<x-y><div></x-y>",
            "<dd><li>",
            "<form><div></form>",
            "<b><div></b>",
            "<table><td>",
        ] {
            assert!(is_refused(&trick.repeat(1000)), "{trick}");
        }
        let fonts = |n: usize| (0..n).map(|n| format!("<font color={n}>")).collect::<String>();
        assert!(is_refused(&format!("<p>{}</p>{}", fonts(400), "<p>中".repeat(10_000))));
        assert!(is_refused(&format!("<div>{}</div>{}", fonts(400), "<p>中".repeat(10_000))));
        assert!(!is_refused(&format!("<p>{}</p>{}", fonts(5), "<p>中".repeat(10_000))));
    }

    /// How deep the elements of a page nest once it is parsed.
    #[expect(clippy::redundant_closure_for_method_calls, reason = "the crate of the method is not one of ours")]
    fn depth(html: String) -> usize {
        let reader = dom_smoothie::Readability::new(html, None, None).unwrap();
        let root = reader.doc.root();
        let depths = root.descendants_it().map(|node| std::iter::successors(Some(node), |node| node.parent()).count());
        depths.max().unwrap_or(0)
    }

    #[test]
    fn no_soup_of_tags_nests_deeper_than_was_counted() {
        let names = [BLOCKS.as_slice(), &SINGLE, &FORMATTING, &RENAMED, &FRAMES, &WALLS, &VOID[..6]].concat();
        let more = ["span", "x-y", "option", "optgroup", "rt", "ruby", "script", "style", "title", "label"];
        let names: Vec<&str> = names.into_iter().chain(more).collect();
        let mut state = 7_u64;
        let mut below = |n: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % n
        };
        for round in 0..6_000 {
            // Few names make deep soup: what is repeated piles up.
            let few: Vec<&str> = (0..2 + below(5)).map(|_| names[below(names.len())]).collect();
            let mut soup = String::new();
            for _ in 0..1 + below(6) {
                let name = few[below(few.len())];
                match below(9) {
                    0..5 => soup.push_str(&format!("<{name}>")),
                    5..7 => soup.push_str(&format!("</{name}>")),
                    7 => soup.push_str(["<!--", "-->", "<!-->", "中", "</script>", "</title>", "<a b='"][below(7)]),
                    _ => soup.push_str(&format!("<{name} x=\"{}\">", ["</div>", "<b>", "'"][below(3)])),
                }
            }
            let page = soup.repeat(150);
            let mut counted = Page::new(page.clone());
            let mut deepest = 0;
            while counted.step() {
                deepest = deepest.max(counted.depth());
            }
            let tamed = String::from_utf8(counted.bytes).unwrap();
            let found = depth(tamed);
            assert!(found <= 3 * deepest + 24, "round {round}: {found} where {deepest} were counted: {soup}");
        }
    }
}
