//! The keys under which a person finds an entity: names, English names, pinyin.

use std::collections::BTreeSet;

use pinyin::{ToPinyin, ToPinyinMulti};

use crate::text::simplify;

/// Up to so many readings of a name, all are keys; beyond, the usual one and those that read one
/// character otherwise.
const MAX_READINGS: usize = 16;

/// The key of a name as a person types it: simplified, lower case, white space drawn together.
///
/// ```
/// use sinograph::rdf::name_key;
///
/// assert_eq!(name_key("  Belt  and Road "), "belt and road");
/// ```
pub fn name_key(name: &str) -> String {
    let simplified = simplify(name);
    let words: Vec<&str> = simplified.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// The key of a name typed in pinyin: lower case, without tones, spaces and apostrophes, ü as v.
///
/// ```
/// use sinograph::rdf::pinyin_key;
///
/// assert_eq!(pinyin_key("Xī'ān"), "xian");
/// assert_eq!(pinyin_key("lü se"), "lvse");
/// ```
pub fn pinyin_key(name: &str) -> String {
    let is_letter = |c: &char| !c.is_whitespace() && !"'’-·".contains(*c);
    name.to_lowercase().chars().map(without_tone).filter(is_letter).collect()
}

/// All keys of an entity: its label, its English name, its other names, and the pinyin of those in Chinese.
pub fn name_keys<'a>(
    label: &'a str,
    label_en: Option<&'a str>,
    aliases: impl IntoIterator<Item = &'a str>,
) -> BTreeSet<String> {
    let mut keys: BTreeSet<String> = label_en.map(name_key).into_iter().collect();
    for name in std::iter::once(label).chain(aliases) {
        keys.insert(name_key(name));
        keys.extend(readings(name));
    }
    keys.remove("");
    keys
}

/// The pinyin of a name in its readings; empty if it has no Chinese character.
fn readings(name: &str) -> BTreeSet<String> {
    let simplified = simplify(name);
    let syllables: Vec<Vec<String>> = simplified.chars().filter_map(syllables).collect();
    if !simplified.chars().any(|c| c.to_pinyin().is_some()) {
        return BTreeSet::new();
    }
    let n_readings = syllables.iter().try_fold(1_usize, |n, of_one| n.checked_mul(of_one.len()));
    match n_readings {
        Some(n) if n <= MAX_READINGS => all_readings(&syllables),
        _ => near_readings(&syllables),
    }
}

/// The syllables of a character, the usual one first; none for punctuation.
fn syllables(c: char) -> Option<Vec<String>> {
    let Some(usual) = c.to_pinyin() else {
        return c.is_alphanumeric().then(|| vec![c.to_lowercase().collect()]);
    };
    let mut syllables = vec![pinyin_key(usual.plain())];
    for reading in c.to_pinyin_multi().into_iter().flatten() {
        let syllable = pinyin_key(reading.plain());
        if !syllables.contains(&syllable) {
            syllables.push(syllable);
        }
    }
    Some(syllables)
}

fn all_readings(syllables: &[Vec<String>]) -> BTreeSet<String> {
    let mut readings = vec![String::new()];
    for of_one in syllables {
        readings = readings.iter().flat_map(|start| of_one.iter().map(move |end| format!("{start}{end}"))).collect();
    }
    readings.into_iter().collect()
}

fn near_readings(syllables: &[Vec<String>]) -> BTreeSet<String> {
    let usual: Vec<&str> = syllables.iter().map(|of_one| of_one.first().map_or("", String::as_str)).collect();
    let mut readings = BTreeSet::from([usual.concat()]);
    for (place, of_one) in syllables.iter().enumerate() {
        for other in of_one.iter().skip(1) {
            let reading = usual.iter().enumerate().map(|(at, usual)| if at == place { other.as_str() } else { usual });
            readings.insert(reading.collect());
            if readings.len() > MAX_READINGS {
                return readings;
            }
        }
    }
    readings
}

fn without_tone(c: char) -> char {
    match c {
        'ā' | 'á' | 'ǎ' | 'à' => 'a',
        'ē' | 'é' | 'ě' | 'è' | 'ê' => 'e',
        'ī' | 'í' | 'ǐ' | 'ì' => 'i',
        'ō' | 'ó' | 'ǒ' | 'ò' => 'o',
        'ū' | 'ú' | 'ǔ' | 'ù' => 'u',
        'ü' | 'ǖ' | 'ǘ' | 'ǚ' | 'ǜ' => 'v',
        'ń' | 'ň' | 'ǹ' => 'n',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_in_all_its_readings() {
        let keys = name_keys("重庆", Some("Chongqing"), ["渝"]);
        for key in ["重庆", "chongqing", "zhongqing", "渝", "yu"] {
            assert!(keys.contains(key), "{key} in {keys:?}");
        }
    }

    #[test]
    fn a_long_name_has_few_keys() {
        let name = "重".repeat(60);
        assert!(name_keys(&name, None, []).len() <= MAX_READINGS + 2);
        assert_eq!(name_keys("……", None, [""]).into_iter().collect::<Vec<_>>(), ["……"]);
    }
}
