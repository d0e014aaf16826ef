//! What the classifier asks of a pair: hashes of a template and of what stands there.

use sinograph::document::Tag;

use crate::reading::{Item, Reading, Sort};

/// As many words on each side of a name are looked at one by one.
const WINDOW: isize = 3;

/// As far before a verb its preposition is sought.
const REACH: usize = 8;

/// Words that say whose act a verb is, or to whom it goes.
const PREPOSITIONS: [&str; 12] = ["向", "对", "与", "和", "将", "为", "给", "同", "由", "被", "从", "把"];

/// The features of a pair, sorted, each once.
pub fn of(reading: &Reading<'_>) -> Vec<u64> {
    let mut features = Features::default();
    let sentence = Sentence { reading };
    sentence.words(&mut features);
    sentence.windows(&mut features);
    sentence.characters_between(&mut features);
    sentence.distances(&mut features);
    sentence.verbs(&mut features);
    names(reading, &mut features);
    features.0.sort_unstable();
    features.0.dedup();
    features.0
}

#[derive(Default)]
struct Features(Vec<u64>);

impl Features {
    /// Adds the FNV-1a hash of a template and what fills it.
    fn add(&mut self, template: &str, parts: &[&str]) {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        for part in [template].iter().chain(parts) {
            for byte in part.bytes().chain([0xff]) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
        self.0.push(hash);
    }

    /// Adds every run of characters of the lengths given.
    fn add_runs(&mut self, template: &str, side: &str, text: &[char], lengths: std::ops::RangeInclusive<usize>) {
        for length in lengths {
            for run in text.windows(length) {
                self.add(template, &[side, &String::from_iter(run)]);
            }
        }
    }
}

struct Sentence<'a> {
    reading: &'a Reading<'a>,
}

impl Sentence<'_> {
    /// Words and pairs of neighbours, with the zone they stand in.
    fn words(&self, features: &mut Features) {
        for index in (0..self.reading.items.len()).filter(|&index| !self.is_of_pair(index)) {
            let (zone, at) = (self.zone(index), index as isize);
            features.add("word", &[zone, self.text(at)]);
            features.add("word anywhere", &[self.text(at)]);
            features.add("neighbours", &[zone, self.text(at), self.text(at + 1)]);
        }
    }

    /// What stands right beside each of the two names, and beside both.
    fn windows(&self, features: &mut Features) {
        let (first, second) = (self.reading.first as isize, self.reading.second as isize);
        for (side, at) in [("first", first), ("second", second)] {
            for step in 1..=WINDOW {
                let distance = step.to_string();
                features.add("near before", &[side, self.text(at - step)]);
                features.add("near after", &[side, self.text(at + step)]);
                features.add("at before", &[side, &distance, self.text(at - step)]);
                features.add("at after", &[side, &distance, self.text(at + step)]);
            }
            features.add("two before", &[side, self.text(at - 2), self.text(at - 1)]);
            features.add("two after", &[side, self.text(at + 1), self.text(at + 2)]);
            features.add("three before", &[side, self.text(at - 3), self.text(at - 2), self.text(at - 1)]);
            features.add("three after", &[side, self.text(at + 1), self.text(at + 2), self.text(at + 3)]);
            features.add("around", &[side, self.text(at - 1), self.text(at + 1)]);
        }
        let (before_first, after_first) = (self.text(first - 1), self.text(first + 1));
        let (before_second, after_second) = (self.text(second - 1), self.text(second + 1));
        features.add("around both", &[before_first, after_first, before_second, after_second]);
        features.add("within both", &[after_first, before_second]);
        features.add("outside both", &[before_first, after_second]);
        features.add("after both", &[after_first, after_second]);
    }

    /// Runs of one to three characters between the names.
    fn characters_between(&self, features: &mut Features) {
        let between: Vec<char> = self.between().iter().flat_map(|item| item.text.chars()).collect();
        features.add_runs("between", "", &between, 1..=3);
    }

    /// How far apart the names are, and which names and marks stand where.
    fn distances(&self, features: &mut Features) {
        let items = &self.reading.items;
        let (between, nested) = (self.between(), flag(self.reading.is_nested));
        let n_chars: usize = between.iter().map(|item| item.text.chars().count()).sum();
        features.add("nested", &[nested]);
        features.add("characters", &[nested, bucket(n_chars)]);
        features.add("items", &[nested, bucket(between.len())]);
        features.add("organizations between", &[bucket(n_organizations(between))]);
        features.add("organizations", &[bucket(n_organizations(items))]);
        let marks: Vec<&str> = between.iter().filter(|item| is_mark(item)).map(|item| item.text.as_str()).collect();
        features.add("marks", &[&marks.concat()]);
        marks.iter().for_each(|mark| features.add("mark", &[mark]));
        let names = items.iter().filter(|item| !matches!(item.sort, Sort::Word | Sort::Person));
        features.add("names", &[&names.map(|item| item.text.as_str()).collect::<String>()]);
        features.add("start", &[bucket(self.reading.first)]);
        features.add("end", &[bucket(items.len() - self.reading.second)]);
    }

    /// Verbs: where, after which preposition, which of them first, and which before which.
    fn verbs(&self, features: &mut Features) {
        let items = &self.reading.items;
        let verbs: Vec<usize> = (0..items.len()).filter(|&index| is_verb(&items[index])).collect();
        let distance = bucket(self.between().len());
        let is_parted = flag(n_organizations(self.between()) > 0);
        for (nth, &index) in verbs.iter().enumerate() {
            let (zone, verb, before) = (self.zone(index), items[index].text.as_str(), &items[..index]);
            features.add("verb at distance", &[zone, verb, distance]);
            features.add("verb of parted", &[zone, verb, is_parted]);
            let mut near = before.iter().rev().take(REACH).map(|item| item.text.as_str());
            if let Some(preposition) = near.find(|word| PREPOSITIONS.contains(word)) {
                features.add("verb after", &[zone, preposition, verb]);
            }
            for &later in verbs[nth + 1..].iter().take(WINDOW as usize) {
                features.add("verbs", &[zone, verb, self.zone(later), &items[later].text]);
            }
        }
        for (side, at) in [("first", self.reading.first), ("second", self.reading.second)] {
            let n_before = verbs.partition_point(|&index| index < at);
            let last = n_before.checked_sub(1).map(|nth| verbs[nth]);
            last.iter().for_each(|&index| features.add("verb before", &[side, &items[index].text]));
            verbs.get(n_before).iter().for_each(|&&index| features.add("verb next", &[side, &items[index].text]));
        }
    }

    fn between(&self) -> &[Item] {
        if self.reading.is_nested { &[] } else { &self.reading.items[self.reading.first + 1..self.reading.second] }
    }

    fn is_of_pair(&self, index: usize) -> bool {
        index == self.reading.first || index == self.reading.second
    }

    fn zone(&self, index: usize) -> &'static str {
        match () {
            () if index < self.reading.first => "before",
            () if index > self.reading.second => "after",
            () => "between",
        }
    }

    fn text(&self, at: isize) -> &str {
        let items = &self.reading.items;
        usize::try_from(at).map_or("^", |at| items.get(at).map_or("$", |item| item.text.as_str()))
    }
}

/// The characters of the names: how they begin and end, what they share. Never a whole name as such, since what
/// two known companies have to do with each other is to be read, not remembered.
fn names(reading: &Reading<'_>, features: &mut Features) {
    let first: Vec<char> = reading.first_name.chars().collect();
    let second: Vec<char> = reading.second_name.chars().collect();
    let nested = flag(reading.is_nested);
    for (side, name) in [("first", &first), ("second", &second)] {
        for length in 1..=name.len().min(4) {
            features.add("start of name", &[side, &String::from_iter(&name[..length])]);
            features.add("end of name", &[side, &String::from_iter(&name[name.len() - length..])]);
        }
        features.add("length of name", &[side, bucket(name.len())]);
    }
    let n_shared = first.iter().filter(|c| second.contains(c)).count();
    let n_start = first.iter().zip(&second).take_while(|(one, other)| one == other).count();
    let n_end = first.iter().rev().zip(second.iter().rev()).take_while(|(one, other)| one == other).count();
    features.add("shared", &[nested, bucket(n_shared)]);
    features.add("shared start", &[nested, bucket(n_start)]);
    features.add("shared end", &[bucket(n_end)]);
    let end = |name: &[char]| String::from_iter(&name[name.len().saturating_sub(2)..]);
    features.add("ends of names", &[&end(&first), &end(&second)]);
    if reading.is_nested {
        around_nested(reading.first_name, reading.second_name, features);
    }
}

/// What the longer name has besides the shorter: 东风 and 东风汽车有限公司.
fn around_nested(outer: &str, inner: &str, features: &mut Features) {
    let Some((before, after)) = outer.split_once(inner) else { return };
    let rest: Vec<char> = before.chars().chain(['~']).chain(after.chars()).collect();
    features.add("rest", &[before, after]);
    features.add("rest at", &[flag(before.is_empty()), flag(after.is_empty())]);
    features.add("rest after", &[bucket(after.chars().count())]);
    features.add_runs("in rest", "", &rest, 1..=3);
}

fn is_verb(item: &Item) -> bool {
    item.sort == Sort::Word && matches!(item.tag, Tag::Verb | Tag::VerbalNoun)
}

fn is_mark(item: &Item) -> bool {
    item.sort == Sort::Word && !item.text.starts_with(char::is_alphanumeric)
}

fn n_organizations(items: &[Item]) -> usize {
    items.iter().filter(|item| item.sort == Sort::Organization).count()
}

fn flag(is_so: bool) -> &'static str {
    if is_so { "yes" } else { "no" }
}

/// Counts, in steps that grow.
fn bucket(count: usize) -> &'static str {
    match count {
        0 => "0",
        1 => "1",
        2 => "2",
        3..=4 => "3",
        5..=7 => "5",
        8..=12 => "8",
        13..=20 => "13",
        21..=35 => "21",
        _ => "36",
    }
}
