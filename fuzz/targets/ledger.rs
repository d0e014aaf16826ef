//! The ledger of a store: bytes that are none are refused, those that are one are written again as they were.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sha2::{Digest, Sha256};
use sinograph::build::Ledger;

// Behind the frames stands the hash that they must have, so that more than the hash is tried.
fuzz_target!(|data: &[u8]| {
    let mut bytes = b"ledger\n\x02".to_vec();
    bytes.extend_from_slice(data);
    bytes.extend_from_slice(&Sha256::digest(&bytes));
    let Some(ledger) = Ledger::read(&mut bytes.as_slice()).expect("memory can be read") else { return };
    let mut written = Vec::new();
    ledger.write(&mut written).expect("memory takes all");
    let again = Ledger::read(&mut written.as_slice()).expect("memory can be read").expect("what was written is whole");
    let mut rewritten = Vec::new();
    again.write(&mut rewritten).expect("memory takes all");
    assert_eq!(written, rewritten);
});
