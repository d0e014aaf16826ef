//! Makes a corpus of any size out of tagged sentences: JSON Lines of articles with dates, on stdout.
//!
//!     cargo run --release --manifest-path benches/corpus/Cargo.toml -- BYTES SENTENCES.jsonl...
//!
//! Each article is some sentences in an order of their own, from one starting number, so that the same
//! arguments make the same bytes and a larger corpus begins with the smaller one. The sentences repeat once
//! there are more articles than they fill; the articles do not.

use std::error::Error;
use std::fs;
use std::io::{self, BufWriter, Write};

use serde_json::{Value, json};

/// How many sentences an article has at least, and how many more at most.
const SENTENCES: (usize, usize) = (6, 8);

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let limit: usize = args.next().ok_or("name the number of bytes, then files of sentences")?.parse()?;
    let mut sentences = Vec::new();
    for path in args {
        for line in fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?.lines() {
            let record: Value = serde_json::from_str(line)?;
            sentences.extend(record["text"].as_str().filter(|text| text.len() > 30).map(closed));
        }
    }
    if sentences.is_empty() {
        return Err("no sentence to make articles of".into());
    }
    let mut dice = Dice(0x5349_4e4f);
    let mut out = BufWriter::new(io::stdout().lock());
    let (mut n_bytes, mut number) = (0, 0);
    while n_bytes < limit {
        number += 1;
        let line = article(number, &sentences, &mut dice).to_string();
        writeln!(out, "{line}")?;
        n_bytes += line.len() + 1;
    }
    Ok(out.flush()?)
}

fn article(number: usize, sentences: &[String], dice: &mut Dice) -> Value {
    let mut text = String::new();
    for nth in 0..SENTENCES.0 + dice.below(SENTENCES.1 + 1) {
        if nth > 0 && dice.below(3) == 0 {
            text.push('\n');
        }
        text.push_str(&sentences[dice.below(sentences.len())]);
    }
    let (year, month, day) = (2000 + dice.below(25), 1 + dice.below(12), 1 + dice.below(28));
    json!({"id": format!("article-{number:07}"), "date": format!("{year}-{month:02}-{day:02}"), "text": text})
}

/// The sentence with a mark at its end.
fn closed(text: &str) -> String {
    let text = text.trim();
    match text.ends_with(['。', '！', '？', '”']) {
        true => text.to_owned(),
        false => format!("{text}。"),
    }
}

/// Numbers that look random and are the same each time (xorshift64*).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % n
    }
}
