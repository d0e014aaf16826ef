//! The elements of a page that are open, tag by tag, as a parser of HTML keeps them ([HTML, 13.2.6]).
//!
//! [HTML, 13.2.6]: https://html.spec.whatwg.org/multipage/parsing.html#tree-construction

/// Elements that have no content.
pub(super) const VOID: [&str; 18] = [
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "hr", "image", "img", "input", "keygen", "link",
    "meta", "param", "source", "track", "wbr",
];

/// Elements that do not pile up by themselves: of each there is one, or one between two others that count.
pub(super) const SINGLE: [&str; 8] = ["html", "head", "body", "tr", "tbody", "thead", "tfoot", "colgroup"];

/// Elements whose end ends all that is open inside.
pub(super) const BLOCKS: [&str; 46] = [
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
pub(super) const WALLS: [&str; 7] = ["applet", "caption", "marquee", "object", "table", "td", "th"];

/// Elements that a parser opens again where a block around them was closed.
pub(super) const FORMATTING: [&str; 14] =
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

/// The elements that are open behind a tag.
#[derive(Default)]
pub(super) struct Elements {
    /// Without those that do not pile up.
    open: Vec<Open>,
    /// The formatting elements that were not ended, whether or not a block closed them; none where a cell begins.
    active: Vec<Option<Active>>,
    n_opened: usize,
    copies: usize,
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

impl Elements {
    /// How deep elements nest.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    /// How often formatting elements were opened again.
    pub(super) fn copies(&self) -> usize {
        self.copies
    }

    /// Reads text between two tags.
    pub(super) fn text(&mut self) {
        self.open_again();
    }

    /// Reads the start of an element; `tag` is all of it as it is written.
    pub(super) fn start(&mut self, name: &str, tag: &[u8]) {
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
            self.activate(Active { name: name.to_owned(), tag: tag.to_vec(), number: self.n_opened });
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

    /// Reads the end of an element.
    pub(super) fn end(&mut self, name: &str) {
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
}

/// Whether it is a block for those that end something inside it. These two were added to the standard later.
fn is_special(name: &str) -> bool {
    BLOCKS.contains(&name) && !matches!(name, "dialog" | "search")
}

fn is_formatting(name: &str) -> bool {
    FORMATTING.contains(&name)
}
