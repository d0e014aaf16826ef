//! A file of which a part can be read alone and is known to be whole: blocks, each with a hash behind it.

use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};

use sha2::{Digest as _, Sha256};

/// The bytes of a block, without its hash.
const BLOCK: usize = 4_088;
/// The first bytes of the SHA-256 of the number of a block and what stands in it.
const HASH: usize = 8;

fn hash(number: u64, block: &[u8]) -> [u8; HASH] {
    let mut hash = Sha256::new();
    hash.update(number.to_le_bytes());
    hash.update(block);
    let [a, b, c, d, e, f, g, h, ..]: [u8; 32] = hash.finalize().into();
    [a, b, c, d, e, f, g, h]
}

/// Cuts what is written into blocks.
pub struct BlockWriter<W> {
    to: W,
    block: Vec<u8>,
    number: u64,
}

impl<W: Write> BlockWriter<W> {
    pub fn new(to: W) -> Self {
        BlockWriter { to, block: Vec::with_capacity(BLOCK), number: 0 }
    }

    /// Writes the last block, which may be short.
    pub fn finish(mut self) -> io::Result<()> {
        self.end_block()
    }

    fn end_block(&mut self) -> io::Result<()> {
        self.to.write_all(&self.block)?;
        self.to.write_all(&hash(self.number, &self.block))?;
        self.number += 1;
        self.block.clear();
        Ok(())
    }
}

impl<W: Write> Write for BlockWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.block.len() == BLOCK {
            self.end_block()?;
        }
        let room = BLOCK - self.block.len();
        let (now, _) = bytes.split_at_checked(room).unwrap_or((bytes, &[]));
        self.block.extend_from_slice(now);
        Ok(now.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Reads what stands in blocks.
pub struct BlockReader<R> {
    from: R,
}

impl<R: Read + Seek> BlockReader<R> {
    pub fn new(from: R) -> Self {
        BlockReader { from }
    }

    /// Reads `length` bytes from `place` on, as they were before they were cut into blocks.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidData`] if a block is not what it was, [`ErrorKind::UnexpectedEof`] if there is not so much.
    pub fn read(&mut self, place: u64, length: usize) -> io::Result<Vec<u8>> {
        let first = place / BLOCK as u64;
        self.from.seek(SeekFrom::Start(first * (BLOCK + HASH) as u64))?;
        let skipped = (place % BLOCK as u64) as usize;
        let mut bytes = Vec::new();
        let mut number = first;
        while bytes.len() < skipped + length {
            let block = self.block()?;
            let Some((content, end)) = block.split_last_chunk::<HASH>() else {
                return Err(ErrorKind::UnexpectedEof.into());
            };
            if hash(number, content) != *end {
                return Err(io::Error::new(ErrorKind::InvalidData, format!("block {number} is not what was written")));
            }
            bytes.extend_from_slice(content);
            if content.len() < BLOCK {
                break;
            }
            number += 1;
        }
        let read = bytes.get(skipped..skipped + length);
        read.map(<[u8]>::to_vec).ok_or_else(|| ErrorKind::UnexpectedEof.into())
    }

    /// Reads a block with its hash, or what is left.
    fn block(&mut self) -> io::Result<Vec<u8>> {
        let mut block = Vec::with_capacity(BLOCK + HASH);
        self.from.by_ref().take((BLOCK + HASH) as u64).read_to_end(&mut block)?;
        Ok(block)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn written(bytes: &[u8]) -> Vec<u8> {
        let mut written = Vec::new();
        let mut writer = BlockWriter::new(&mut written);
        writer.write_all(bytes).expect("memory takes all");
        writer.finish().expect("memory takes all");
        written
    }

    #[test]
    fn what_was_written_is_read_from_any_place() {
        for length in [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK] {
            let bytes: Vec<u8> = (0..length).map(|at| (at % 251) as u8).collect();
            let mut reader = BlockReader::new(Cursor::new(written(&bytes)));
            for place in [0, 1, BLOCK - 1, BLOCK, BLOCK + 7].into_iter().filter(|&place| place <= length) {
                for end in
                    [place, place + 1, 2 * BLOCK, length].into_iter().filter(|end| (place..=length).contains(end))
                {
                    let read = reader.read(place as u64, end - place).expect("it is there");
                    assert_eq!(read, bytes[place..end], "{place}..{end} of {length}");
                }
            }
            assert!(reader.read(0, length + 1).is_err());
        }
    }

    #[test]
    fn a_wrong_byte_is_found_where_it_is_read_and_only_there() {
        let mut bytes = written(&[7; 3 * BLOCK]);
        bytes[BLOCK + HASH + 100] ^= 1;
        let mut reader = BlockReader::new(Cursor::new(bytes));
        assert!(reader.read(0, BLOCK).is_ok() && reader.read(2 * BLOCK as u64, BLOCK).is_ok());
        assert!(reader.read(BLOCK as u64, 1).is_err() && reader.read(0, 2 * BLOCK).is_err());
    }
}
