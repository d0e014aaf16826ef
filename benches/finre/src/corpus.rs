//! The pairs of FinRE: two names, one sentence, and the relations that hold from the first name to the second.

use std::collections::{BTreeMap, BTreeSet};

use crate::place::Place;

/// The class of pairs that the sentence does not relate.
const NONE: &str = "unknown";

/// The names of the classes, and how they answer one another.
pub struct Relations {
    /// In order.
    pub names: Vec<String>,
    /// The relation from the second name to the first: 收购 and 被收购; 合作 is its own.
    pub inverse: Vec<usize>,
    /// The number of what a relation and its inverse have in common.
    pub family: Vec<usize>,
    /// How many families there are.
    pub n_families: usize,
    /// The negative class.
    pub none: usize,
}

/// A line of the corpus.
pub struct Row {
    head: String,
    tail: String,
    relation: String,
    sentence: String,
}

/// Two names of one sentence, the earlier first. The corpus gives it once in each direction.
pub struct Pair {
    /// The sentence, numbers masked.
    pub sentence: String,
    /// Where the names stand.
    pub place: Place,
    /// What holds from the first to the second name; several may.
    pub relations: Vec<usize>,
    /// In how many directions the corpus gives it: two, but for a name beside itself.
    pub n_directions: usize,
}

impl Pair {
    /// The two names, whichever comes first.
    pub fn names(&self) -> [&str; 2] {
        let mut names = [self.place.first, self.place.second].map(|span| span.of(&self.sentence));
        names.sort_unstable();
        names
    }
}

impl Relations {
    /// All relations that `rows` name.
    pub fn of(rows: &[Row]) -> Self {
        let names: Vec<String> =
            rows.iter().map(|row| row.relation.clone()).collect::<BTreeSet<_>>().into_iter().collect();
        let find = |name: &str| names.iter().position(|other| other == name);
        let inverse: Vec<usize> = (0..names.len())
            .map(|index| match names[index].strip_prefix('被') {
                Some(active) => find(active).unwrap_or(index),
                None => find(&format!("被{}", names[index])).unwrap_or(index),
            })
            .collect();
        let firsts: BTreeSet<usize> = inverse.iter().enumerate().map(|(index, &inverse)| index.min(inverse)).collect();
        let family_of = |(index, &inverse): (usize, &usize)| firsts.range(..index.min(inverse)).count();
        let family = inverse.iter().enumerate().map(family_of).collect();
        let none = find(NONE).expect("the corpus has pairs without a relation");
        Relations { n_families: firsts.len(), family, none, inverse, names }
    }

    /// The name of a family: that of its active member.
    pub fn family_name(&self, family: usize) -> &str {
        let mut members = (0..self.names.len()).filter(|&index| self.family[index] == family);
        let name = |index: usize| self.names[index].strip_prefix('被').unwrap_or(&self.names[index]);
        members.next().map_or("", name)
    }
}

/// Reads lines of head, tail, relation and sentence.
pub fn read(text: &str) -> Result<Vec<Row>, String> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(index, line)| {
            let fields: Vec<String> = line.split('\t').map(mask_numbers).collect();
            let [head, tail, relation, sentence] = <[String; 4]>::try_from(fields)
                .map_err(|fields| format!("line {}: four fields expected, found {}", index + 1, fields.len()))?;
            Ok(Row { head, tail, relation, sentence })
        })
        .collect()
}

/// The corpus writes `<N>` for digits; one digit is what the segmenter knows how to keep whole.
fn mask_numbers(field: &str) -> String {
    field.replace("<N>", "0")
}

/// The pairs of `rows`, in the order of their first row.
pub fn pairs(rows: &[Row], relations: &Relations) -> Vec<Pair> {
    let mut known: BTreeMap<(&str, &str, &str), usize> = BTreeMap::new();
    let mut directions: Vec<BTreeSet<bool>> = Vec::new();
    let mut pairs: Vec<Pair> = Vec::new();
    for row in rows {
        let Some(relation) = relations.names.iter().position(|name| *name == row.relation) else { continue };
        let Some((place, is_turned)) = Place::of(&row.sentence, &row.head, &row.tail) else { continue };
        let (first, second) = if is_turned { (&row.tail, &row.head) } else { (&row.head, &row.tail) };
        let index = *known.entry((first, second, &row.sentence)).or_insert_with(|| {
            let sentence = row.sentence.clone();
            pairs.push(Pair { sentence, place, relations: Vec::new(), n_directions: 0 });
            directions.push(BTreeSet::new());
            pairs.len() - 1
        });
        let relation = if is_turned { relations.inverse[relation] } else { relation };
        if !pairs[index].relations.contains(&relation) {
            pairs[index].relations.push(relation);
        }
        directions[index].insert(is_turned);
        pairs[index].n_directions = directions[index].len();
    }
    pairs
}
