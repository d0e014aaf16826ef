//! Pages of the web: an article or a reason why there is none, in bounded time.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sinograph::input::{Form, Reading, Unit};

fuzz_target!(|data: &[u8]| {
    let unit = Unit::Bytes("page.html".to_owned(), Form::Html, data.to_vec());
    match unit.read(&Reading::default()) {
        Ok(source) => {
            assert!(!source.text.trim().is_empty());
            assert!(source.text.lines().all(|line| line.trim() == line), "{}", source.text);
        }
        Err(reject) => assert!(reject.code != "internal" && reject.byte.is_none_or(|byte| byte <= data.len() as u64)),
    }
});
