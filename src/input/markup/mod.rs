//! A look at the tags of a page before it is parsed, so that no page can make a parser work for ever.
//!
//! A parser of HTML takes time in the square of how deep elements nest, opens formatting elements that were left open
//! again and again, and compares each attribute of a tag with those before. All this is counted here, in one pass. So
//! that the count is of what the parser will see, the pass cuts the page into tags as the standard does
//! ([HTML, 13.2.5]), keeps the [`Elements`] that are open as it does, and gives names that mean nothing to elements
//! that make a parser change how it cuts (`svg`, `select`, `textarea` and their like, which hold no news). Where it
//! cannot be as exact it counts more than there is; a test holds it against the parser with soups of tags.
//!
//! [HTML, 13.2.5]: https://html.spec.whatwg.org/multipage/parsing.html#tokenization

mod elements;

use elements::Elements;

/// So deep may elements nest; pages of news have some twenty levels.
const MOST_DEPTH: usize = 512;

/// So often may formatting elements be opened again that were left open, each tag counted once for each of them.
const MOST_COPIES: usize = 1 << 20;

/// The depth of each character, summed, may come to this: a mebibyte at full depth.
const MOST_WEIGHT: usize = MOST_DEPTH << 20;

/// So many attributes may a tag have; those of pages have some twenty at most.
const MOST_ATTRIBUTES: usize = 256;

/// Why a page is not parsed, and the byte of its text at which that shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wild {
    /// What there is too much of.
    pub reason: &'static str,
    /// A byte of the text.
    pub byte: usize,
}

/// How the type of a document begins, behind `<`.
const DOCTYPE: &[u8] = b"!doctype";

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
/// If its elements nest too deep, too many formatting elements are left open, or a tag has too many attributes.
pub fn tame(html: String) -> Result<String, Wild> {
    let mut page = Page::new(html);
    page.blank_subset();
    while page.step() {
        if let Some(reason) = page.excess() {
            return Err(Wild { reason, byte: page.tag });
        }
    }
    // Only ASCII letters were put over ASCII letters, and spaces over what ASCII characters enclose.
    Ok(String::from_utf8(page.bytes).unwrap_or_default())
}

/// What a tag is read up to.
#[derive(Clone, Copy)]
enum Behind {
    /// What parts attributes, and is none: here even `=` begins a name.
    Gap,
    Name,
    NameAndSpace,
    Equals,
}

/// A page on its way.
struct Page {
    bytes: Vec<u8>,
    at: usize,
    /// Where the tag starts that was read last.
    tag: usize,
    elements: Elements,
    weight: usize,
    /// How many attributes the tag has that was read last.
    n_attributes: usize,
    /// How many all tags of `html` and `body` have, which a parser puts into one element each.
    n_merged: usize,
}

impl Page {
    fn new(html: String) -> Self {
        let elements = Elements::default();
        Page { bytes: html.into_bytes(), at: 0, tag: 0, elements, weight: 0, n_attributes: 0, n_merged: 0 }
    }

    /// What the page has too much of, up to here.
    fn excess(&self) -> Option<&'static str> {
        let is_deep =
            self.elements.depth() > MOST_DEPTH || self.elements.copies() > MOST_COPIES || self.weight > MOST_WEIGHT;
        let is_wide = self.n_attributes.max(self.n_merged) > MOST_ATTRIBUTES;
        match (is_deep, is_wide) {
            (true, _) => Some("elements nest too deep, or too many are left open,"),
            (_, true) => Some("a tag has too many attributes,"),
            _ => None,
        }
    }

    /// Puts spaces over what XML lets the type of a document hold in brackets. HTML knows no such thing: to a parser the
    /// type would end at the first `>` inside, and the rest would be text of the page.
    fn blank_subset(&mut self) {
        let Some(start) = self.bytes.iter().position(|&byte| byte == b'[') else { return };
        let (head, subset) = self.bytes.split_at_mut(start);
        let tag = head.rsplit(|&byte| byte == b'<').next().unwrap_or_default();
        let opens_type = tag.get(..DOCTYPE.len()).is_some_and(|start| start.eq_ignore_ascii_case(DOCTYPE));
        if !opens_type || tag.contains(&b'>') {
            return;
        }
        if let Some(end) = subset.windows(2).position(|window| window == b"]>") {
            subset.iter_mut().take(end + 1).for_each(|byte| *byte = b' ');
        }
    }

    /// Goes behind the next tag; whether there was one.
    fn step(&mut self) -> bool {
        let before = self.at;
        let Some(length) = self.rest().iter().position(|&byte| byte == b'<') else { return false };
        self.tag = before + length;
        if length > 0 {
            self.elements.text();
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
        self.weight = self.weight.saturating_add(self.elements.depth() * (self.at - before));
        true
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
        if matches!(name, "html" | "body") {
            self.n_merged += self.n_attributes;
        }
        if matches!(name, "script" | "style" | "title") {
            return self.raw_text(name);
        }
        let tag = self.bytes.get(self.tag..self.at).expect("a tag ends behind its start");
        self.elements.start(name, tag);
    }

    fn end_tag(&mut self) {
        self.at += 1;
        let name = self.name();
        self.attributes();
        self.elements.end(&name);
    }

    /// Passes over the attributes and the end of a tag, and counts them.
    fn attributes(&mut self) {
        self.n_attributes = 0;
        let mut behind = Behind::Gap;
        while let Some(byte) = self.peek(0) {
            self.at += 1;
            behind = match (behind, byte) {
                (_, b'>') => return,
                (Behind::Equals, b'"' | b'\'') => {
                    self.skip_past(byte);
                    Behind::Gap
                }
                (Behind::Name, byte) if byte.is_ascii_whitespace() => Behind::NameAndSpace,
                (_, byte) if byte.is_ascii_whitespace() => behind,
                (Behind::Equals, _) => {
                    // A value without quotes ends at a space.
                    while self.peek(0).is_some_and(|byte| !byte.is_ascii_whitespace() && byte != b'>') {
                        self.at += 1;
                    }
                    Behind::Gap
                }
                (_, b'/') => Behind::Gap,
                (Behind::Name | Behind::NameAndSpace, b'=') => Behind::Equals,
                (Behind::Name, _) => Behind::Name,
                (Behind::Gap | Behind::NameAndSpace, _) => {
                    self.n_attributes += 1;
                    Behind::Name
                }
            };
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

#[cfg(test)]
mod tests {
    use super::elements::{BLOCKS, FORMATTING, SINGLE, VOID, WALLS};
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
            "<div =a='></div>'>",
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

    #[test]
    fn tags_of_too_many_attributes_are_refused() {
        let many = |n: usize| (0..n).map(|n| format!(" a{n}=1")).collect::<String>();
        assert!(!is_refused(&format!("<body{}><p{}>中国</p>", many(200), many(200))));
        assert!(!is_refused(&format!("<p title = '{}' x>中国", many(1000))));
        let named = (0..1000).map(|n| format!(" =a{n}")).collect::<String>();
        for attributes in [many(1000), named, "/a".repeat(1000), "a='b'".repeat(1000)] {
            assert!(is_refused(&format!("中国<p {attributes}>")) && is_refused(&format!("<p>中国</p {attributes}>")));
        }
        assert!(is_refused(&(0..1000).map(|n| format!("<body a{n}>")).collect::<String>()));
        assert_eq!(tame(format!("中国<p{}>", many(1000))).unwrap_err().byte, "中国".len());
    }

    #[test]
    fn what_the_type_of_a_document_holds_is_blanked() {
        let page = "<?xml version='1.0'?><!DOCTYPE html [<!ENTITY a '中国'><!ENTITY b '&a;'>]><p>中国[2]>";
        let tamed = tame(page.to_owned()).unwrap();
        assert_eq!(
            tamed.split_whitespace().collect::<Vec<_>>().join(" "),
            "<?xml version='1.0'?><!DOCTYPE html ><p>中国[2]>"
        );
        assert_eq!(tamed.len(), page.len());
        for page in ["<!DOCTYPE html><p>中国[2]>", "<!DOCTYPE html [<p>中国"] {
            assert_eq!(tame(page.to_owned()).unwrap(), page);
        }
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
                match below(10) {
                    0..5 => soup.push_str(&format!("<{name}>")),
                    5..7 => soup.push_str(&format!("</{name}>")),
                    7 => soup.push_str(["<!--", "-->", "<!-->", "中", "</script>", "</title>", "<a b='"][below(7)]),
                    8 => soup
                        .push_str(&format!("<{name} {}>", ["=a='></div>'", "= =a='>'", "a/=\">\"", "a'=>'"][below(4)])),
                    _ => soup.push_str(&format!("<{name} x=\"{}\">", ["</div>", "<b>", "'"][below(3)])),
                }
            }
            let page = soup.repeat(150);
            let mut counted = Page::new(page.clone());
            let mut deepest = 0;
            while counted.step() {
                deepest = deepest.max(counted.elements.depth());
            }
            let tamed = String::from_utf8(counted.bytes).unwrap();
            let found = depth(tamed);
            assert!(found <= 3 * deepest + 24, "round {round}: {found} where {deepest} were counted: {soup}");
        }
    }
}
