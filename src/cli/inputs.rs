//! The flags that say what to read and how, shared by `build` and `extract`.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};

use clap::ValueHint;

use super::build::Loudness;
use super::layout::counted;
use super::paint::{Paint, visible};
use crate::build::{self, Decisions};
use crate::curation::Curation;
use crate::error::{Error, ErrorKind, Result};
use crate::input::{self, Columns, Form, Found, MAX_SIZE, Place, Reading, Reject, Role};
use crate::ontology::Ontology;
use crate::pipeline::Extractor;
use crate::text::{self, Encoding, slice};

/// What to read and how.
#[derive(clap::Args, Clone, Debug)]
pub struct InputArgs {
    /// Files (.txt, .html, .jsonl, .csv, .tsv; also .gz and .zst), folders of them, or - for standard input
    #[arg(value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    pub inputs: Vec<PathBuf>,

    /// Issue date of texts that tell none
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    pub date: Option<String>,

    /// Encoding of the files, where it is not to be detected
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    pub encoding: Option<Encoding>,

    /// Name of the field that holds text, id, title, date or url of a record
    ///
    /// For JSON Lines and tables, as in `--column text=body`; may be given several times. Without it,
    /// `text`, `content`, `正文` or `内容` is the text, `title` or `标题` the headline, `date` or `日期` the day.
    #[arg(long = "column", value_name = "FIELD=NAME", value_parser = column)]
    pub columns: Vec<(Role, String)>,

    /// Names of your own, which win over all others
    ///
    /// One name a line; see docs/dictionary.md.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub dictionary: Option<PathBuf>,

    /// Decisions about what is read: what is one thing, two, or none
    ///
    /// A table; see docs/curation.md. A store keeps its decisions: `build` without this flag applies those
    /// that the store was last built with.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub curation: Option<PathBuf>,

    /// How standard input is written: txt, html, jsonl, csv, tsv [default: told by its first bytes]
    #[arg(long, value_name = "FORMAT", value_parser = form)]
    pub stdin_format: Option<Form>,

    /// Number of threads [default: one for each core]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,

    /// Go on after a file or record that cannot be read, and list it
    #[arg(long)]
    pub skip_bad: bool,

    /// Most bytes that one text may have; K, M and G are understood
    #[arg(long, value_name = "SIZE", default_value = "16M", value_parser = size)]
    pub max_size: u64,
}

impl InputArgs {
    /// The files to read. Without any, standard input, unless a person sits at it.
    pub fn find(&self) -> Result<Found> {
        let mut paths = self.inputs.clone();
        if paths.is_empty() {
            if io::stdin().is_terminal() {
                return Err(Error::new(ErrorKind::Usage, "there is nothing to read")
                    .with_hint("name a file, a folder, or `-` for standard input"));
            }
            paths.push(PathBuf::from("-"));
        }
        let mut found = input::find(&paths, &build::written);
        // To go on after what is bad there must be something that is not.
        let is_over = !self.skip_bad || found.inputs.is_empty();
        if let Some(reject) = found.rejects.first().filter(|_| is_over) {
            return Err(reject.clone().into_error());
        }
        let stdin = found.inputs.iter_mut().find(|input| input.place == Place::Stdin);
        match (stdin, self.stdin_format) {
            (Some(input), form) => input.form = form,
            (None, Some(_)) => {
                return Err(Error::new(ErrorKind::Usage, "`--stdin-format` is given, but standard input is not read")
                    .with_hint("name `-` among the inputs"));
            }
            (None, None) => (),
        }
        Ok(found)
    }

    /// How to read them.
    pub fn reading(&self) -> Reading {
        Reading {
            encoding: self.encoding,
            date: self.date.clone(),
            max_size: self.max_size,
            columns: Columns::new(&self.columns),
        }
    }

    /// How many threads to use.
    pub fn jobs(&self) -> usize {
        self.jobs.map_or_else(build::default_jobs, usize::from)
    }

    /// The extractor, with the user's dictionary if one is named.
    pub fn extractor(&self) -> Result<Extractor> {
        match &self.dictionary {
            Some(path) => build::extractor(Some((&input::name(path), &text_of(path, "dictionary")?))),
            None => build::extractor(None),
        }
    }

    /// The file of decisions, if one is named.
    pub fn decisions(&self, ontology: &Ontology) -> Result<Option<Decisions>> {
        let read = |path: &PathBuf| {
            let decisions = Decisions { name: input::name(path), text: text_of(path, "decisions")? };
            // What is wrong with them is said before anything is begun.
            Curation::read(&decisions.name, &decisions.text, ontology).map(|_| decisions)
        };
        self.curation.as_ref().map(read).transpose()
    }

    /// The decisions of the file, if one is named.
    pub fn curation(&self, ontology: &Ontology) -> Result<Curation> {
        self.decisions(ontology)?.unwrap_or_default().curation(ontology)
    }
}

/// The text of a file of the user's, in any encoding that pages may be in; `what` it holds is for the error.
fn text_of(path: &Path, what: &str) -> Result<String> {
    let unreadable = |kind| Error::new(kind, format!("cannot read the {what} `{}`", input::name(path)));
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(LARGEST + 1).read_to_end(&mut bytes));
    read.map_err(|error| {
        let kind = if error.kind() == io::ErrorKind::NotFound { ErrorKind::Usage } else { ErrorKind::Io };
        unreadable(kind).with_cause(error)
    })?;
    if bytes.len() as u64 > LARGEST {
        return Err(unreadable(ErrorKind::Usage).with_cause(format!("it is larger than {LARGEST} bytes")));
    }
    let decoded =
        text::decode(&bytes, None).map_err(|error| unreadable(ErrorKind::Usage).with_cause(error.message()))?;
    Ok(decoded.text)
}

/// No file of names or decisions is larger.
const LARGEST: u64 = 64 << 20;

fn form(text: &str) -> Result<Form, String> {
    Form::of_extension(text).ok_or_else(|| "this is no format that can be read".to_owned())
}

fn day(text: &str) -> Result<String, String> {
    input::day(text).map_err(|bad| bad.to_string())
}

/// The name of a field as it is typed.
pub(super) fn column(text: &str) -> Result<(Role, String), String> {
    let wanted = "write text, id, title, date or url, `=`, and the name of the field";
    let (role, name) = text.split_once('=').ok_or(wanted)?;
    let role = Role::ALL.into_iter().find(|known| known.name() == role.trim()).ok_or(wanted)?;
    if name.trim().is_empty() { Err(wanted.to_owned()) } else { Ok((role, name.trim().to_owned())) }
}

/// An encoding as it is typed.
pub(super) fn encoding(name: &str) -> Result<Encoding, String> {
    Encoding::find(name).ok_or_else(|| "known are utf-8, utf-16le, utf-16be, gb18030, gbk and big5".to_owned())
}

/// A number of bytes as it is typed.
pub(super) fn size(text: &str) -> Result<u64, String> {
    let text = text.trim();
    let digits = text.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = match slice(text, digits.len()..).to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" | "kib" => 1 << 10,
        "m" | "mb" | "mib" => 1 << 20,
        "g" | "gb" | "gib" => 1 << 30,
        _ => return Err("write a number of bytes, or one with K, M or G".to_owned()),
    };
    let number: u64 = digits.parse().map_err(|_| "write a number of bytes, or one with K, M or G")?;
    number.checked_mul(unit).filter(|&size| size > 0).ok_or_else(|| "no text has this size".to_owned())
}

const _: () = assert!(MAX_SIZE == 16 << 20, "the default of `--max-size` is written above");

/// Says what of folders was passed over; what is passed over wherever it stands, to those alone who want to know more.
pub fn tell_skipped(found: &Found, talk: &mut impl Write, loudness: Loudness) {
    tell_passed_over(&found.skipped, "whose format is not known", talk);
    if loudness == Loudness::Verbose {
        tell_passed_over(&found.hidden, "hidden by the dot in front", talk);
        tell_passed_over(&found.own, "which a build has written", talk);
    }
}

fn tell_passed_over(names: &[String], why: &str, talk: &mut impl Write) {
    let Some(first) = names.first() else { return };
    let rest = match names.len() - 1 {
        0 => String::new(),
        1 => " and another".to_owned(),
        more => format!(" and {more} others"),
    };
    // Talk that cannot be written is no reason to stop.
    let _ = writeln!(talk, "note: passed over `{}`{rest}, {why}", visible(first));
}

/// Tells what is turned away, and once for a file what is wrong with all of it.
#[derive(Default)]
pub struct Turned {
    /// The last one, and how many like it came behind.
    last: Option<(Reject, usize)>,
    /// What has been said to do.
    hints: BTreeSet<String>,
}

impl Turned {
    /// Says what was turned away, and what can be done.
    ///
    /// What has a hint and is told in the words of the one before, as of records without a text, is only counted.
    pub fn tell(&mut self, reject: &Reject, talk: &mut dyn Write) {
        if let Some((last, more)) = &mut self.last
            && reject.hint.is_some()
            && (&last.file, &last.reason, &last.hint) == (&reject.file, &reject.reason, &reject.hint)
        {
            last.line = reject.line;
            *more += 1;
            return;
        }
        self.end(talk);
        let error = reject.clone().into_error();
        let cause = error.causes().first().map_or("", String::as_str);
        // Talk that cannot be written is no reason to stop.
        let _ = writeln!(talk, "skipped: {}: {}", visible(error.message()), visible(cause));
        if let Some(hint) = &reject.hint
            && self.hints.insert(hint.clone())
        {
            let _ = writeln!(talk, "{} {}", Paint::stderr().accent("hint:"), visible(hint));
        }
        self.last = Some((reject.clone(), 0));
    }

    /// Says how many were like the last one.
    pub fn end(&mut self, talk: &mut dyn Write) {
        let Some((last, more @ 1..)) = self.last.take() else { return };
        let file = visible(&last.file);
        let up_to = last.line.map(|line| format!(", up to line {line}")).unwrap_or_default();
        let _ = writeln!(talk, "skipped: {} of `{file}` for the same reason{up_to}", counted(more, "more record"));
    }
}
