//! The words of quantities: 亿元, 公里, 超过, 下降.

use std::collections::{BTreeMap, BTreeSet};

use super::EntityKind;
use super::lexicon::list;
use super::phrases::Phrases;
use super::table::{Record, Table};
use crate::error::Result;

/// The units behind numbers, and the words around them.
#[derive(Clone)]
pub struct Measures {
    /// 公里
    pub(crate) units: Phrases<Unit>,
    /// 超过: what stands before numbers.
    pub(crate) ahead: Phrases<Ahead>,
    /// 以上: what stands behind numbers and their units.
    pub(crate) behind: Phrases<Limit>,
    /// 收入: the last words of what is measured, and by units of which dimensions.
    measured: Phrases<Measured>,
    /// 项目: what may open a clause in front of what is measured, and names nothing else.
    openings: BTreeSet<String>,
    /// 双边: what begins that which is measured between two countries.
    between: Vec<String>,
    /// What units measure, by their codes.
    dimensions: BTreeMap<String, Dimension>,
}

/// What is measured.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Measured {
    /// What the units measure that can measure it.
    dimensions: Vec<Dimension>,
    /// Whose it is, where that goes without saying: 全长 is that of a work.
    bearer: Option<EntityKind>,
}

/// What is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    /// Of money by ISO 4217, of most measures by UCUM; a counter as printed.
    pub code: String,
    pub kind: UnitKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UnitKind {
    /// 元
    Currency,
    /// 公里
    Measure,
    /// %, 倍
    Ratio,
    /// 成, ten of a hundred.
    Tenth,
    /// 家
    Counter,
}

const UNIT_KINDS: [(&str, UnitKind); 5] = [
    ("currency", UnitKind::Currency),
    ("measure", UnitKind::Measure),
    ("ratio", UnitKind::Ratio),
    ("tenth", UnitKind::Tenth),
    ("counter", UnitKind::Counter),
];

/// What a unit that does not count things can measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dimension {
    /// 元
    Money,
    /// 公里
    Length,
    /// 平方公里
    Area,
    /// 吨, 桶: what goods are weighed and filled by.
    Goods,
    /// 千瓦
    Power,
    /// %
    Share,
    /// 小时, 岁
    Time,
    /// 公里/小时
    Speed,
    /// 摄氏度
    Heat,
    /// No unit: what only rises or falls, 经济.
    Change,
}

const DIMENSIONS: [(&str, Dimension); 10] = [
    ("money", Dimension::Money),
    ("length", Dimension::Length),
    ("area", Dimension::Area),
    ("goods", Dimension::Goods),
    ("power", Dimension::Power),
    ("share", Dimension::Share),
    ("time", Dimension::Time),
    ("speed", Dimension::Speed),
    ("heat", Dimension::Heat),
    ("change", Dimension::Change),
];

/// Towards which side a number is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Limit {
    More,
    About,
    Less,
}

/// What a word in front of a number says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Ahead {
    /// 超过
    Limit(Limit),
    /// 增长
    Rises,
    /// 下降
    Falls,
    /// 第: the number does not count.
    Ordinal,
    /// ￥, 百分之: its unit.
    Unit(Unit),
}

impl Measures {
    /// Reads the files of quantities under `lexicon/`; `file` gives the text of each.
    pub(super) fn read<'a>(file: impl Fn(&'static str) -> Result<&'a str>) -> Result<Self> {
        let table = |name: &'static str| Table::read(name, file(name)?);
        let (units, marks) = (table("lexicon/units.tsv")?, table("lexicon/quantity-marks.tsv")?);
        let (mut unit_rows, mut dimensions) = (Vec::new(), BTreeMap::new());
        for record in units.records() {
            let unit = unit(record).ok_or_else(|| record.error("unknown kind"))?;
            if let Some(dimension) = dimension_of(record, unit.kind)? {
                dimensions.insert(unit.code.clone(), dimension);
            }
            unit_rows.push((record, unit));
        }
        let table = table("lexicon/measured.tsv")?;
        let mut measured_rows = Vec::new();
        for record in table.records() {
            let known = |name| dimension(name).ok_or_else(|| record.error("unknown dimension"));
            let dimensions = record.list("dimensions").map(known).collect::<Result<Vec<_>>>()?;
            let bearer = match record.get("of") {
                "" => None,
                "work" => Some(EntityKind::Project),
                "firm" => Some(EntityKind::Organization),
                "land" => Some(EntityKind::Country),
                _ => return Err(record.error("unknown bearer")),
            };
            measured_rows.push((record, Measured { dimensions, bearer }));
        }
        let (behind, ahead): (Vec<_>, Vec<_>) =
            marks.records().partition(|record| record.get("sense").ends_with("-behind"));
        let behind = behind.into_iter().filter_map(|record| Some((record, limit(record.get("sense"))?)));
        let words = |name: &'static str| Ok(list(file(name)?).map(str::to_owned));
        Ok(Measures {
            openings: words("lexicon/measured-openings.txt")?.collect(),
            between: words("lexicon/measured-between.txt")?.collect(),
            units: Phrases::read("unit", unit_rows),
            ahead: Phrases::read("mark", ahead.into_iter().map(|record| (record, meaning_ahead(record)))),
            behind: Phrases::read("mark", behind),
            measured: Phrases::read("word", measured_rows),
            dimensions,
        })
    }

    /// What the unit of a code measures; nothing of one that counts things.
    pub(crate) fn dimension(&self, code: &str) -> Option<Dimension> {
        self.dimensions.get(code).copied()
    }

    /// The dimensions of what `words` tell, by their last word; none if that measures nothing.
    pub(crate) fn dimensions_of(&self, words: &str) -> &[Dimension] {
        self.measured.end_at(words, words.len()).map_or(&[], |(_, measured)| &measured.dimensions)
    }

    /// Whose it is that `words` tell of, by their last word, where that goes without saying: 全长 is that of a work.
    pub(crate) fn bearer(&self, words: &str) -> Option<EntityKind> {
        self.measured.end_at(words, words.len()).and_then(|(_, measured)| measured.bearer)
    }

    /// Whether a word that opens a clause in front of what is measured names nothing else: 项目 of 项目总投资.
    pub(crate) fn opens(&self, word: &str) -> bool {
        self.openings.contains(word)
    }

    /// What follows the word that says that something is measured between two countries: 贸易额 of 双边贸易额.
    pub(crate) fn between<'a>(&self, words: &'a str) -> Option<&'a str> {
        self.between.iter().find_map(|word| words.strip_prefix(word.as_str()))
    }

    /// Where the word begins that ends `text` and tells what is measured.
    pub(crate) fn start_of(&self, text: &str) -> Option<usize> {
        self.measured.end_at(text, text.len()).map(|(start, _)| start)
    }

    /// Whether a word is one for what is measured: 收入.
    pub(crate) fn is_amount(&self, word: &str) -> bool {
        self.measured.end_at(word, word.len()).is_some_and(|(start, _)| start == 0)
    }
}

fn dimension_of(record: Record<'_, '_>, kind: UnitKind) -> Result<Option<Dimension>> {
    Ok(match (record.get("dimension"), kind) {
        (_, UnitKind::Currency) => Some(Dimension::Money),
        (_, UnitKind::Ratio) => Some(Dimension::Share),
        ("", _) => None,
        (name, _) => Some(dimension(name).ok_or_else(|| record.error("unknown dimension"))?),
    })
}

fn dimension(name: &str) -> Option<Dimension> {
    DIMENSIONS.iter().find(|(other, _)| *other == name).map(|(_, dimension)| *dimension)
}

fn unit(record: Record<'_, '_>) -> Option<Unit> {
    let (_, kind) = UNIT_KINDS.iter().find(|(name, _)| *name == record.get("kind"))?;
    Some(Unit { code: record.get("code").to_owned(), kind: *kind })
}

fn limit(sense: &str) -> Option<Limit> {
    match sense.split_once('-')?.0 {
        "more" => Some(Limit::More),
        "about" => Some(Limit::About),
        "less" => Some(Limit::Less),
        _ => None,
    }
}

fn meaning_ahead(record: Record<'_, '_>) -> Ahead {
    match record.get("sense") {
        "rises" => Ahead::Rises,
        "falls" => Ahead::Falls,
        "ordinal-ahead" => Ahead::Ordinal,
        sense => match limit(sense) {
            Some(limit) => Ahead::Limit(limit),
            None => {
                let is_money = sense.bytes().all(|byte| byte.is_ascii_uppercase());
                let kind = if is_money { UnitKind::Currency } else { UnitKind::Ratio };
                Ahead::Unit(Unit { code: sense.to_owned(), kind })
            }
        },
    }
}
