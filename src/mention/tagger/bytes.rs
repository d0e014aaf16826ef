//! The bytes of a stored model, read piece by piece.

use crate::error::{Error, ErrorKind, Result};

/// What is left of a stored model.
pub struct Bytes<'a> {
    rest: &'a [u8],
    /// What it is, for errors.
    what: &'static str,
}

impl<'a> Bytes<'a> {
    /// The bytes of what errors call `what`.
    pub fn new(bytes: &'a [u8], what: &'static str) -> Self {
        Bytes { rest: bytes, what }
    }

    /// How many are left.
    pub fn len(&self) -> usize {
        self.rest.len()
    }

    /// The next `n` bytes.
    ///
    /// # Errors
    /// If fewer are left.
    pub fn take(&mut self, n: usize) -> Result<&'a [u8]> {
        let split = self.rest.split_at_checked(n);
        let (taken, rest) = split.ok_or_else(|| Error::new(ErrorKind::Format, format!("{} ends early", self.what)))?;
        self.rest = rest;
        Ok(taken)
    }

    /// The next `N` bytes.
    ///
    /// # Errors
    /// If fewer are left.
    pub fn array<const N: usize>(&mut self) -> Result<[u8; N]> {
        Ok(self.take(N)?.try_into().expect("as many bytes were taken"))
    }

    /// The next LEB128 number.
    ///
    /// # Errors
    /// If the bytes end in it.
    pub fn number(&mut self) -> Result<usize> {
        let mut number = 0;
        for shift in (0..u64::BITS).step_by(7) {
            let [byte] = self.array()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                break;
            }
        }
        Ok(number as usize)
    }
}

/// Writes a number as LEB128.
pub fn write_number(bytes: &mut Vec<u8>, number: usize) {
    let mut rest = number;
    while rest >= 0x80 {
        bytes.push((rest & 0x7f) as u8 | 0x80);
        rest >>= 7;
    }
    bytes.push(rest as u8);
}
