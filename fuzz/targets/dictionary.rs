//! A user's dictionary: refused by line, or laid over the ontology, where it finds its own names.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sinograph::ontology::{Dictionary, Ontology};
use sinograph_fuzz::text;

fuzz_target!(|data: &[u8]| {
    let text = text(data);
    let dictionary = match Dictionary::read("names.txt", &text) {
        Ok(dictionary) => dictionary,
        Err(error) => return check_line(&error.to_string(), text.lines().count()),
    };
    assert!(dictionary.len() <= text.lines().count());
    assert_eq!(dictionary.is_empty(), dictionary.len() == 0);
    assert_eq!(
        Dictionary::read("names.txt", &text).expect("it was read before").fingerprint(),
        dictionary.fingerprint()
    );
    if let Err(error) = Ontology::with_dictionary(&dictionary) {
        assert!(!error.to_string().is_empty());
    }
});

/// The line that an error names is one of the file.
fn check_line(message: &str, n_lines: usize) {
    let digits = message.split("line ").nth(1).and_then(|rest| rest.split(' ').next());
    let line: usize = digits.and_then(|digits| digits.parse().ok()).expect("an error names its line");
    assert!((1..=n_lines).contains(&line), "{message}");
}
