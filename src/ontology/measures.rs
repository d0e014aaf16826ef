//! The words of quantities: 亿元, 公里, 超过, 下降.

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
        let mut unit_rows = Vec::new();
        for record in units.records() {
            unit_rows.push((record, unit(record).ok_or_else(|| record.error("unknown kind"))?));
        }
        let (behind, ahead): (Vec<_>, Vec<_>) =
            marks.records().partition(|record| record.get("sense").ends_with("-behind"));
        let behind = behind.into_iter().filter_map(|record| Some((record, limit(record.get("sense"))?)));
        Ok(Measures {
            units: Phrases::read("unit", unit_rows),
            ahead: Phrases::read("mark", ahead.into_iter().map(|record| (record, meaning_ahead(record)))),
            behind: Phrases::read("mark", behind),
        })
    }
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
