//! The command line: one file for each subcommand, and the frame around them.
//!
//! Standard output is data, standard error is talk. Exit codes are in [`Exit`] and `exit.rs`.

pub mod audit;
pub mod build;
pub mod card;
mod claim;
pub mod dot;
pub mod evaluate;
pub mod exit;
pub mod explain;
pub mod export;
pub mod extract;
pub mod inputs;
mod layout;
pub mod location;
pub mod lookup;
mod marked;
mod names;
pub mod output;
pub mod paint;
pub mod path;
mod progress;
pub mod query;
mod quotation;
pub mod remove;
pub mod stats;
mod table;
mod tagging;
pub mod train;
mod wire;

use std::io::{self, Write};
use std::process::ExitCode;
use std::thread;

use clap::{Parser, Subcommand};

pub use exit::Exit;

use crate::error::{Error, Result};
use build::Loudness;
use output::Output;
use paint::{Paint, visible};

/// How deep a query or a page may nest before the stack ends: deeper than any limit we state.
const STACK_BYTES: usize = 256 << 20;

/// Builds a knowledge graph with sources from pages of Chinese news
#[derive(Parser, Debug)]
#[command(name = "sinograph", version, about, arg_required_else_help = true, max_term_width = 100)]
struct Cli {
    /// Say nothing but errors
    #[arg(short, long, global = true, display_order = 900, conflicts_with = "verbose")]
    quiet: bool,

    /// Say more about what is done
    #[arg(short, long, global = true, display_order = 901)]
    verbose: bool,

    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Build the graph of pages: a store, a Turtle file, a picture
    Build(build::Args),
    /// Write what the pages say as JSON Lines, without a store
    Extract(extract::Args),
    /// Tell what is known of a name
    Lookup(lookup::Args),
    /// Answer a question in SPARQL
    Query(query::Args),
    /// Find the strongest chain between two entities
    Path(path::Args),
    /// Show every sentence that links two entities
    Explain(explain::Args),
    /// Draw the graph, for Graphviz
    Dot(dot::Args),
    /// Write the whole graph in a format that other tools read
    Export(export::Args),
    /// Take documents out of the store
    Remove(remove::Args),
    /// Read the sources again and prove every quote of the store
    Audit(audit::Args),
    /// Count what the store holds
    Stats(stats::Args),
    /// Score the mentions against pages or sentences marked by hand
    Evaluate(evaluate::Args),
    /// Learn what the program judges by from texts marked by hand
    Train(train::Args),
}

/// Runs the program and gives its exit code.
pub fn run() -> ExitCode {
    // The main thread has eight mebibytes of stack or fewer; a nested query can need more.
    let thread = thread::Builder::new().name("sinograph".to_owned()).stack_size(STACK_BYTES).spawn(run_here);
    leave(match thread.map(thread::JoinHandle::join) {
        Ok(Ok(code)) => code,
        // The panic has told its story on standard error.
        Ok(Err(_)) => exit::code_of(crate::ErrorKind::Io),
        Err(_) => run_here(),
    })
}

/// Ends the program once all is written.
///
/// A query that did not stop in time still reads the store, and would find the locks of RocksDB destroyed under it:
/// where the system can, the process ends without the destructors of C++.
fn leave(code: u8) -> ExitCode {
    // What could not be written has been told.
    let _ = io::stdout().flush();
    #[cfg(unix)]
    signal_hook::low_level::exit(code.into());
    #[cfg(not(unix))]
    ExitCode::from(code)
}

fn run_here() -> u8 {
    outlive_limits();
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Help that nobody reads any more is no failure.
            let _ = error.print();
            return u8::try_from(error.exit_code()).unwrap_or(2);
        }
    };
    let mut out = Output::stdout();
    let result = dispatch(&cli, &mut out);
    let result = result.and_then(|exit| out.flush().map(|()| exit).map_err(output::failed));
    match result {
        Ok(exit) => exit.code(),
        Err(_) if out.is_closed() => Exit::Done.code(),
        Err(error) => {
            report(&error);
            exit::code_of(error.kind())
        }
    }
}

/// A file that grows beyond what the system allows fails to be written, instead of ending the program.
fn outlive_limits() {
    #[cfg(unix)]
    {
        let flag = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
        // Where even this is not allowed the program ends as it would have.
        let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, flag);
    }
}

fn dispatch(cli: &Cli, out: &mut Output) -> Result<Exit> {
    let mut talk: Box<dyn Write> = if cli.quiet { Box::new(io::sink()) } else { Box::new(io::stderr()) };
    let talk = &mut talk;
    let loudness = match (cli.quiet, cli.verbose) {
        (true, _) => Loudness::Quiet,
        (false, true) => Loudness::Verbose,
        (false, false) => Loudness::Usual,
    };
    match &cli.command {
        Command::Build(args) if cli.quiet => build::run(args, &mut io::sink(), talk, loudness),
        Command::Build(args) => build::run(args, out, talk, loudness),
        Command::Extract(args) => extract::run(args, out, talk, loudness),
        Command::Lookup(args) => lookup::run(args, out, talk),
        Command::Query(args) => query::run(args, out, talk),
        Command::Path(args) => path::run(args, out, talk),
        Command::Explain(args) => explain::run(args, out, talk),
        Command::Dot(args) => dot::run(args, out, talk),
        Command::Export(args) => export::run(args, out, talk),
        Command::Remove(args) => remove::run(args, out, talk),
        Command::Audit(args) => audit::run(args, out, talk),
        Command::Stats(args) => stats::run(args, out, talk),
        Command::Evaluate(args) => evaluate::run(args, out, talk),
        Command::Train(args) => train::run(args, out, talk),
    }
}

/// Prints an error as STYLE §7 has it.
fn report(error: &Error) {
    let paint = Paint::stderr();
    let text = error.to_string();
    let mut shown = format!("{} ", paint.error("error:"));
    for (n, line) in text.lines().enumerate() {
        if n > 0 {
            shown.push('\n');
        }
        match line.strip_prefix("hint: ") {
            Some(hint) => shown.push_str(&format!("{} {}", paint.accent("hint:"), visible(hint))),
            None => shown.push_str(&visible(line)),
        }
    }
    // Where even standard error is closed there is nothing left to say.
    let _ = writeln!(io::stderr(), "{shown}");
}
