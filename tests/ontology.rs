//! The words are data, and data is checked: every file of `ontology/gazetteer` and `ontology/lexicon`.
//!
//! A row that breaks a rule is named with its file, so that the message tells what to correct.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use sinograph::ontology::{Acts, FILES, Ontology};
use sinograph::text::{simplify, slice};

/// The alpha-2 codes of ISO 3166-1.
const ISO_3166: &str = "\
    AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ \
    CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO \
    FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE \
    JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO \
    MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW \
    PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM \
    TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW";

/// The divisions of the first order, by the forms that the press prints.
const PROVINCES: &str = "\
    北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 重庆 \
    四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆";

/// One row of a table, with the place it stands.
struct Row {
    file: &'static str,
    line: usize,
    cells: BTreeMap<&'static str, &'static str>,
}

impl Row {
    fn get(&self, column: &str) -> &'static str {
        self.cells.get(column).copied().unwrap_or_default()
    }

    fn list(&self, column: &str) -> impl Iterator<Item = &'static str> + use<> {
        self.get(column).split('|').filter(|part| !part.is_empty())
    }

    /// The forms that mean the entry beyond doubt.
    fn sure_forms(&self) -> impl Iterator<Item = &'static str> + use<> {
        ["name", "formal", "aliases", "variants"].map(|column| self.list(column)).into_iter().flatten()
    }

    fn says(&self, what: impl std::fmt::Display) -> String {
        format!("{}:{}: {what}", self.file, self.line)
    }
}

/// The rows of one table.
fn rows(file: &'static str) -> Vec<Row> {
    let lines = text_of(file).lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let mut lines = lines.map(|(index, line)| (index + 1, line));
    let (_, header) = lines.next().expect("a table has a header");
    let row = |(line, text): (usize, &'static str)| Row {
        file,
        line,
        cells: header.split('\t').zip(text.split('\t')).collect(),
    };
    lines.map(row).collect()
}

/// The words of one list, with their lines.
fn words(file: &'static str) -> impl Iterator<Item = (usize, &'static str)> {
    let lines = text_of(file).lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    lines.map(|(index, line)| (index + 1, line.split('\t').next().unwrap_or_default()))
}

fn text_of(file: &str) -> &'static str {
    FILES.iter().find(|(name, _)| *name == file).expect("the file is embedded").1
}

fn files(folder: &str, extension: &str) -> Vec<&'static str> {
    let names = FILES.iter().map(|(name, _)| *name);
    names.filter(|name| name.starts_with(folder) && name.ends_with(extension)).collect()
}

/// The rows of all gazetteers, by the kind that the first word of the file's name gives.
fn gazetteers() -> BTreeMap<&'static str, Vec<Row>> {
    let mut by_kind: BTreeMap<&str, Vec<Row>> = BTreeMap::new();
    for file in files("gazetteer/", ".tsv") {
        let stem = file.trim_start_matches("gazetteer/").trim_end_matches(".tsv");
        let kind = stem.split('-').next().expect("a name has a first part");
        by_kind.entry(kind).or_default().extend(rows(file));
    }
    by_kind
}

fn id_of(row: &Row) -> &'static str {
    if row.get("id").is_empty() { row.get("iso2") } else { row.get("id") }
}

/// All Rust files below `folder`.
fn source_files(folder: &Path) -> Vec<PathBuf> {
    let inner = paths(folder).into_iter().flat_map(|path| if path.is_dir() { source_files(&path) } else { vec![path] });
    inner.filter(|path| has_extension(path, "rs")).collect()
}

fn paths(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder is there");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("the folder can be listed").path()).collect();
    paths.sort();
    paths
}

fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found == extension)
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("a source file can be read")
}

#[track_caller]
fn assert_none(rule: &str, offences: impl IntoIterator<Item = String>) {
    let offences: Vec<String> = offences.into_iter().collect();
    assert!(offences.is_empty(), "{rule} ({} offences):\n  {}", offences.len(), offences.join("\n  "));
}

#[test]
fn the_program_reads_its_words() {
    let ontology = Ontology::embedded();
    assert!(ontology.gazetteer.forms().len() > 5_000);
    assert!(ontology.lexicon.words().count() > 5_000);
}

#[test]
fn every_file_is_embedded() {
    let code: String = source_files(Path::new("src")).iter().map(|path| read(path)).collect();
    let data = ["gazetteer", "lexicon", "script"].into_iter().flat_map(|folder| {
        paths(&Path::new("ontology").join(folder)).into_iter().filter(|path| !has_extension(path, "md"))
    });
    let files = data.map(|path| path.strip_prefix("ontology").expect("it lies there").to_string_lossy().into_owned());
    let idle = files.filter(|name| !code.contains(&format!("{name}\"")));
    assert_none("a file of words is read by the program", idle);
}

#[test]
fn files_are_plain() {
    let offences = FILES.iter().flat_map(|(name, text)| {
        let mut faults = Vec::new();
        if text.starts_with('\u{feff}') || text.contains('\r') {
            faults.push(format!("{name}: has a byte order mark or a carriage return"));
        }
        if !text.ends_with('\n') {
            faults.push(format!("{name}: does not end with a line break"));
        }
        faults
    });
    assert_none("a file is UTF-8 with plain line ends", offences);
}

#[test]
fn cells_are_clean() {
    let tables = FILES.iter().map(|(name, _)| *name).filter(|name| name.ends_with(".tsv"));
    let offences = tables.flat_map(|file| {
        let width =
            text_of(file).lines().find(|line| !line.starts_with('#')).map_or(0, |line| line.split('\t').count());
        let lines = text_of(file).lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        lines.filter_map(move |(index, line)| {
            let fault = fault_of(line, width)?;
            Some(format!("{file}:{}: {fault}", index + 1))
        })
    });
    assert_none("a cell has no white space around it, and a list no empty part", offences);
}

fn fault_of(line: &str, width: usize) -> Option<&'static str> {
    let cells: Vec<&str> = line.split('\t').collect();
    let part_is_bad = |part: &str| part != part.trim() || part.is_empty();
    match () {
        () if cells.len() > width => Some("more cells than columns"),
        () if cells.iter().any(|cell| *cell != cell.trim()) => Some("white space around a cell"),
        () if cells.iter().any(|cell| cell.contains('|') && cell.split('|').any(part_is_bad)) => {
            Some("an empty part, or white space, in a list")
        }
        () => None,
    }
}

#[test]
fn every_sure_form_is_found() {
    let gazetteer = Ontology::embedded().gazetteer;
    let forms = gazetteers().into_values().flatten().flat_map(|row| {
        let forms: Vec<&str> = row.sure_forms().collect();
        forms.into_iter().map(|form| row.says(format!("`{form}`"))).zip(row.sure_forms()).collect::<Vec<_>>()
    });
    // A page is simplified before names are sought in it, and that changes rare characters of names too: 昇, 濛.
    let lost = forms.filter(|(_, form)| {
        let text = simplify(form);
        !gazetteer.find(&text).any(|(span, _)| span.range() == (0..text.len()))
    });
    assert_none(
        "a name is found on a page, which is simplified before: simplify the forms too",
        lost.map(|(what, _)| what),
    );
}

#[test]
fn ids_are_slugs_and_unique_in_their_kind() {
    let mut offences = Vec::new();
    for (kind, rows) in gazetteers() {
        let mut seen = BTreeSet::new();
        for row in rows {
            let id = id_of(&row);
            if !seen.insert(id) {
                offences.push(row.says(format!("a second {kind} entry with the id `{id}`")));
            }
            if !is_slug(id) && kind != "countries" {
                offences.push(row.says(format!("`{id}` is no slug")));
            }
        }
    }
    assert_none("an id becomes the last part of an IRI", offences);
}

fn is_slug(id: &str) -> bool {
    let is_plain = id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    is_plain && !id.is_empty() && !id.starts_with('-') && !id.ends_with('-') && !id.contains("--")
}

#[test]
fn a_sure_form_means_one_thing_of_its_kind() {
    let mut offences = Vec::new();
    for rows in gazetteers().into_values() {
        let mut bearers: BTreeMap<&str, &Row> = BTreeMap::new();
        for row in &rows {
            let forms: BTreeSet<&str> = row.sure_forms().collect();
            for form in forms {
                if let Some(first) = bearers.insert(form, row) {
                    offences.push(row.says(format!("`{form}` is also in {}:{}", first.file, first.line)));
                }
            }
        }
    }
    assert_none("move the form of the rarer bearer to `weak`, or make one entry of two", offences);
}

#[test]
fn an_entry_lists_a_form_once() {
    let offences = gazetteers().into_values().flatten().flat_map(|row| {
        let mut seen = BTreeSet::new();
        // The formal name of a country may be its name.
        let others = ["name", "aliases", "variants", "weak"].into_iter().flat_map(|column| row.list(column));
        let forms: Vec<&str> = others.collect();
        let twice = forms.into_iter().filter(|form| !seen.insert(*form));
        twice.map(|form| row.says(format!("`{form}` stands twice"))).collect::<Vec<_>>()
    });
    assert_none("a form stands once in its entry", offences);
}

#[test]
fn every_entry_is_named() {
    let offences = gazetteers().into_values().flatten().filter_map(|row| {
        let is_whole = !id_of(&row).is_empty() && !row.get("name").is_empty();
        let is_short = row.sure_forms().chain(row.list("weak")).any(|form| form.chars().count() < 2);
        match (is_whole, is_short) {
            (false, _) => Some(row.says("no id or no name")),
            (_, true) => Some(row.says("a form of one character; it is an abbreviation")),
            _ => None,
        }
    });
    assert_none("an entry has an id and a name of two characters or more", offences);
}

#[test]
fn links_to_wikidata_are_items_and_unique() {
    let mut offences = Vec::new();
    for rows in gazetteers().into_values() {
        let mut seen = BTreeSet::new();
        for row in rows.iter().filter(|row| !row.get("wikidata").is_empty()) {
            let item = row.get("wikidata");
            let is_item = item.strip_prefix('Q').is_some_and(|number| number.parse::<u32>().is_ok());
            if !is_item || !seen.insert(item) {
                offences.push(row.says(format!("`{item}` is no item, or is used twice")));
            }
        }
    }
    assert_none("one thing has one item", offences);
}

#[test]
fn countries_are_those_of_the_standard() {
    let known: BTreeSet<&str> = rows("gazetteer/countries.tsv").iter().map(|row| row.get("iso2")).collect();
    let standard: BTreeSet<&str> = ISO_3166.split_whitespace().collect();
    assert_eq!(standard.len(), 249);
    assert_eq!(known, standard);
}

#[test]
fn countries_carry_their_codes_and_names() {
    let mut seen = BTreeSet::new();
    let offences = rows("gazetteer/countries.tsv").into_iter().filter_map(|row| {
        let (iso3, numeric) = (row.get("iso3"), row.get("numeric"));
        let has_codes = iso3.len() == 3
            && iso3.bytes().all(|byte| byte.is_ascii_uppercase())
            && numeric.len() == 3
            && numeric.bytes().all(|byte| byte.is_ascii_digit());
        let is_new = seen.insert(iso3) & seen.insert(numeric);
        let is_named = !row.get("en").is_empty() && !row.get("name").is_ascii();
        (!has_codes || !is_new || !is_named).then(|| row.says("a code or name is missing, malformed or used twice"))
    });
    assert_none("a country has three codes, a Chinese and an English name", offences);
}

#[test]
fn references_to_countries_are_codes() {
    let standard: BTreeSet<&str> = ISO_3166.split_whitespace().collect();
    let offences = gazetteers().into_values().flatten().flat_map(|row| {
        let codes: Vec<&str> = row.list("country").chain(row.list("involves")).collect();
        let unknown = codes.into_iter().filter(|code| !standard.contains(code));
        unknown.map(|code| row.says(format!("`{code}` is no country"))).collect::<Vec<_>>()
    });
    assert_none("`country` and `involves` hold codes of ISO 3166-1", offences);
}

#[test]
fn references_to_places_lead_somewhere() {
    let all = gazetteers();
    let ids: BTreeSet<&str> = all["places"].iter().chain(&all["countries"]).map(id_of).collect();
    let lost = all["places"].iter().filter(|row| !row.get("parent").is_empty() && !ids.contains(row.get("parent")));
    assert_none("`parent` is the id of a place", lost.map(|row| row.says(row.get("parent"))));
}

#[test]
fn ends_of_lines_lead_somewhere() {
    let all = gazetteers();
    let ids: BTreeSet<&str> = all["places"].iter().chain(&all["countries"]).map(id_of).collect();
    let offences = all["projects"].iter().flat_map(|row| {
        let lost = row.list("connects").filter(|end| !ids.contains(end));
        lost.map(|end| row.says(format!("`{end}` is no place"))).collect::<Vec<_>>()
    });
    assert_none("`connects` holds ids of places and codes of countries", offences);
}

#[test]
fn abbreviations_are_short_and_have_one_usual_bearer() {
    let mut offences = Vec::new();
    let mut usual: BTreeMap<&str, &str> = BTreeMap::new();
    for row in rows("gazetteer/countries.tsv") {
        for abbreviation in row.list("abbreviations") {
            let form = abbreviation.trim_end_matches('?');
            if !(1..=2).contains(&form.chars().count()) {
                offences.push(row.says(format!("`{form}` is no short form")));
            }
            if form == abbreviation
                && let Some(other) = usual.insert(form, row.get("iso2"))
            {
                offences.push(row.says(format!("`{form}` is the usual short form of {other} too; mark one with `?`")));
            }
        }
    }
    assert_none("one country at most bears a short form without `?`", offences);
}

#[test]
fn the_news_of_every_week_is_known() {
    let all = gazetteers();
    assert!(all["organizations"].len() >= 400, "{} organizations", all["organizations"].len());
    assert!(all["people"].len() >= 400, "{} people", all["people"].len());
    let forms: BTreeSet<&str> = all["places"].iter().flat_map(Row::sure_forms).collect();
    let missing = PROVINCES.split_whitespace().filter(|name| !forms.contains(name)).map(str::to_owned);
    assert_none("every province is a place", missing);
}

/// Titles by which history knows people, so that they are parts of names: 居里夫人, 文成公主; and 法拉比.
const EPITHETS: &str = "夫人 女王 天皇 公主 皇帝 太子 大师 牧首 大牧首 拉比";

#[test]
fn names_of_people_hold_no_posts() {
    let table = rows("lexicon/posts.tsv");
    let posts = table.iter().map(|row| row.get("post")).filter(|post| post.chars().count() >= 2);
    let posts: Vec<&str> = posts.filter(|post| !EPITHETS.split(' ').any(|epithet| epithet == *post)).collect();
    let offences = gazetteers().remove("people").unwrap_or_default().into_iter().flat_map(|row| {
        let forms: Vec<&str> = row.sure_forms().chain(row.list("weak")).collect();
        let titled = forms.into_iter().filter(|form| posts.iter().any(|post| is_titled(form, post)));
        titled.map(|form| row.says(format!("`{form}`"))).collect::<Vec<_>>()
    });
    assert_none("a post is never part of a name", offences);
}

/// Whether `post` stands before or behind the rest of `form`; 埃米尔·帖木儿 is all name.
fn is_titled(form: &str, post: &str) -> bool {
    let before = form.strip_prefix(post).is_some_and(|rest| !rest.is_empty() && !rest.starts_with('·'));
    before || form.strip_suffix(post).is_some_and(|rest| !rest.is_empty() && !rest.ends_with('·'))
}

#[test]
fn lists_hold_a_word_once() {
    let offences = files("lexicon/", ".txt").into_iter().flat_map(|file| {
        let mut seen = BTreeSet::new();
        let bad = words(file).filter(move |(_, word)| {
            let is_word = !word.is_ascii() && !word.contains(char::is_whitespace) && !word.contains(',');
            !is_word || !seen.insert(*word)
        });
        bad.map(move |(line, word)| format!("{file}:{line}: `{word}`"))
    });
    assert_none("a list has no header, no duplicate, and one Chinese word a line", offences);
}

#[test]
fn what_a_town_has_one_of_heads_names() {
    let heads: BTreeSet<&str> = files("lexicon/", "-heads.tsv")
        .into_iter()
        .flat_map(|file| words(file).skip(1))
        .map(|(_, word)| word)
        .collect();
    let bad = words("lexicon/sites.txt").filter(|(_, word)| !heads.contains(word));
    assert_none("a site stands in a table of heads", bad.map(|(line, word)| format!("line {line}: `{word}`")));
}

#[test]
fn tables_of_words_are_keyed_by_their_first_column() {
    let offences = files("lexicon/", ".tsv").into_iter().flat_map(|file| {
        let mut seen = BTreeSet::new();
        let rows = rows(file).into_iter().zip(words(file).skip(1).map(|(_, word)| word));
        let bad = rows.filter(move |(_, word)| word.is_empty() || !seen.insert(*word));
        bad.map(|(row, word)| row.says(format!("`{word}`"))).collect::<Vec<_>>()
    });
    assert_none("a word stands once in its table", offences);
}

#[test]
fn every_act_has_a_word_and_a_rule() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/relation");
    let files = fs::read_dir(folder)
        .expect("the rules are there")
        .map(|entry| entry.expect("readable").path())
        .filter(|path| path.is_file());
    let rules: String = files.map(|file| fs::read_to_string(file).expect("a rule is UTF-8")).collect();
    let table = rows("lexicon/acts.tsv");
    let told: BTreeSet<&str> = table.iter().flat_map(|row| row.get("acts").split('|')).collect();
    let idle = Acts::ALL.iter().filter(|(name, _)| {
        let constant = format!("Acts::{}", name.to_uppercase().replace('-', "_"));
        let is_used = rules.match_indices(&constant).any(|(at, _)| {
            !slice(&rules, at + constant.len()..).starts_with(|c: char| c.is_ascii_uppercase() || c == '_')
        });
        !is_used || !told.contains(name)
    });
    assert_none("an act hangs on a word, and a rule on the act", idle.map(|(name, _)| (*name).to_owned()));
}

#[test]
fn words_of_tables_have_known_values() {
    let allowed: [(&str, &str, &[&str]); 10] = [
        ("lexicon/posts.tsv", "position", &["before", "after", "both"]),
        ("lexicon/organization-heads.tsv", "strength", &["strong", "weak"]),
        ("lexicon/project-heads.tsv", "strength", &["strong", "weak"]),
        ("lexicon/event-heads.tsv", "strength", &["strong", "weak"]),
        ("lexicon/surnames.tsv", "origin", &["han", "ja", "ko"]),
        ("lexicon/numerals.tsv", "kind", &["digit", "power", "tens", "some", "more"]),
        ("lexicon/periods.tsv", "sense", &["plan", "epoch"]),
        ("lexicon/time-parts.tsv", "alone", &["yes", ""]),
        ("lexicon/units.tsv", "kind", &["currency", "measure", "ratio", "tenth", "counter"]),
        ("lexicon/units.tsv", "dimension", &["", "length", "area", "goods", "power", "time", "speed", "heat"]),
    ];
    let offences = allowed.into_iter().flat_map(|(file, column, values)| {
        let bad = rows(file).into_iter().filter(|row| !values.contains(&row.get(column)));
        bad.map(|row| row.says(format!("`{}` is none of {values:?}", row.get(column)))).collect::<Vec<_>>()
    });
    assert_none("a cell with a choice holds one of its values", offences);
}

#[test]
fn the_checks_can_fail() {
    assert!(is_slug("ndrc-2") && !is_slug("Ndrc") && !is_slug("a--b") && !is_slug("-a") && !is_slug(""));
    assert_eq!(fault_of("a\tb", 2), None);
    assert!(fault_of("a\tb\tc", 2).is_some() && fault_of("a \tb", 2).is_some() && fault_of("a||b\tc", 2).is_some());
    assert!(is_titled("胡志明主席", "主席") && !is_titled("主席", "主席") && !is_titled("埃米尔·帖木儿", "埃米尔"));
    assert!(std::panic::catch_unwind(|| assert_none("rule", ["offence".to_owned()])).is_err());
}
