//! Names that the gazetteers know, whether a page prints them or not.

use crate::entity::EntityId;
use crate::error::Result;
use crate::ontology::{self, Entry};
use crate::rdf::{name_key, name_keys, pinyin_key};
use crate::text::is_han;

/// The ids of what the gazetteers call so, each with its name: by any form, in English, by the id, such as `NDRC`; else
/// in pinyin.
pub(super) fn called(name: &str) -> Result<Vec<(EntityId, String)>> {
    let entries = ontology::entries()?;
    let select = |is_called: &dyn Fn(&Entry) -> bool| {
        let called = entries.iter().filter(|(_, entry)| is_called(entry));
        called.map(|(kind, entry)| (EntityId::new(*kind, &entry.id), entry.name.clone())).collect::<Vec<_>>()
    };
    let key = name_key(name);
    let called = select(&|entry| forms(entry).any(|form| name_key(form) == key) || entry.id.to_lowercase() == key);
    // Only latin letters are pinyin; the readings of all names take much longer than the names.
    if !called.is_empty() || !key.chars().any(char::is_alphabetic) || key.chars().any(is_han) {
        return Ok(called);
    }
    let key = pinyin_key(name);
    Ok(select(&|entry| name_keys(&entry.name, None, forms(entry)).contains(&key)))
}

/// All that an entry is called; of one character only what it is usually called by.
fn forms(entry: &Entry) -> impl Iterator<Item = &str> {
    let usual = entry.abbreviations.iter().filter(|(_, is_usual)| *is_usual).map(|(form, _)| form);
    let others = entry.aliases.iter().chain(&entry.weak).chain(&entry.label_en).chain(usual);
    std::iter::once(&entry.name).chain(others).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_in_any_form() {
        let ids =
            |name: &str| called(name).unwrap().into_iter().map(|(id, _)| id.as_str().to_owned()).collect::<Vec<_>>();
        for (name, id) in [
            ("发改委", "organization/ndrc"),
            ("發改委", "organization/ndrc"),
            ("NDRC", "organization/ndrc"),
            ("亚投行", "organization/aiib"),
            ("aiib", "organization/aiib"),
            ("yà tóu háng", "organization/aiib"),
            ("Asian Infrastructure  Investment Bank", "organization/aiib"),
            ("中石油", "organization/cnpc"),
            ("COSCO", "organization/cosco-shipping"),
            ("Ford", "organization/ford"),
            ("中华人民共和国", "country/CN"),
            ("寮國", "country/LA"),
            ("哈国", "country/KZ"),
            ("沪", "place/shanghai"),
        ] {
            assert!(ids(name).contains(&id.to_owned()), "{name}: {:?}", ids(name));
        }
        assert_eq!(ids("不存在"), [""; 0]);
        assert_eq!(ids(""), [""; 0]);
        assert_eq!(ids("2024"), [""; 0]);
    }
}
