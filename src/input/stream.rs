//! The bytes of an input as they come: from a file that is watched while it is read, unpacked if it is packed.

use std::fs::{File, Metadata};
use std::io::{self, BufRead, BufReader, Read, Seek};
use std::time::SystemTime;

use super::reject::Reject;
use super::unpack::{Fault, Packing, Unpacked};
use super::{Input, Place};

/// How much is read at a time.
const CHUNK: usize = 1 << 16;

/// The bytes of an input.
pub type Stream = Box<dyn BufRead + Send>;

/// Opens an input that is read whole before anything of it is used.
///
/// # Errors
/// What the system does not give.
pub fn open(input: &Input) -> Result<Stream, Reject> {
    let opened = match &input.place {
        Place::File(path) => Watched::open(File::open(path)).and_then(|file| unpacked(file, input.packing)),
        Place::Stdin => stdin(),
    };
    opened.map_err(|error| Reject::unreadable(&input.name, &error))
}

/// Opens an input of which each record is used as it comes.
///
/// What comes out of a packed file may be altered until its checksum, which stands at its end, is reached. So the
/// file is unpacked twice, which takes little beside the reading of its records, and no memory. Standard input
/// is there once only, and its records are used unproved.
///
/// # Errors
/// What the system does not give; a packed file that is damaged.
pub fn open_records(input: &Input) -> Result<Stream, Reject> {
    let (Place::File(path), Some(packing)) = (&input.place, input.packing) else { return open(input) };
    let opened = Watched::open(File::open(path)).and_then(|mut file| {
        prove(&mut file, packing)?;
        unpacked(file, Some(packing))
    });
    opened.map_err(|error| Reject::unreadable(&input.name, &error))
}

/// Fails where a packed file is damaged, else leaves it at its beginning.
fn prove(file: &mut Watched, packing: Packing) -> io::Result<()> {
    let from = BufReader::with_capacity(CHUNK, &mut *file);
    match io::copy(&mut Unpacked::new(packing, from)?, &mut io::sink()) {
        Err(error) if Fault::of(&error).is_some_and(|fault| fault.code == "corrupt") => Err(error),
        // What else is wrong is met again, behind the records that are good.
        _ => file.file.rewind(),
    }
}

/// The size of the file of an input, packed as it is; nothing where there is no file.
pub fn size(input: &Input) -> u64 {
    match &input.place {
        Place::File(path) => path.metadata().map_or(0, |metadata| metadata.len()),
        Place::Stdin => 0,
    }
}

fn unpacked(from: impl Read + Send + 'static, packing: Option<Packing>) -> io::Result<Stream> {
    let from = BufReader::with_capacity(CHUNK, from);
    Ok(match packing {
        None => Box::new(from),
        Some(packing) => Box::new(BufReader::with_capacity(CHUNK, Unpacked::new(packing, from)?)),
    })
}

/// Standard input, which tells by its first bytes whether it is packed.
fn stdin() -> io::Result<Stream> {
    let mut from = BufReader::with_capacity(CHUNK, io::stdin());
    // A pipe may give less than what tells it; the program at its other end writes more than four bytes at a time.
    let packing = Packing::of_start(from.fill_buf()?);
    match packing {
        None => Ok(Box::new(from)),
        packing => unpacked(from, packing),
    }
}

/// A file that must be at its end what it was at its beginning.
struct Watched {
    file: File,
    before: (u64, Option<SystemTime>),
}

impl Watched {
    fn open(file: io::Result<File>) -> io::Result<Self> {
        let file = file?;
        let before = state(&file.metadata()?);
        Ok(Watched { file, before })
    }
}

impl Read for Watched {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let n_bytes = self.file.read(to)?;
        if n_bytes == 0 && !to.is_empty() && state(&self.file.metadata()?) != self.before {
            let reason = "the file was changed while it was read; read it again".to_owned();
            return Err(Fault { code: "changed", byte: None, reason }.into_error());
        }
        Ok(n_bytes)
    }
}

/// What is another after a change: the length and the time of the last writing.
fn state(metadata: &Metadata) -> (u64, Option<SystemTime>) {
    (metadata.len(), metadata.modified().ok())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn read(change: impl FnOnce(&mut File)) -> Option<&'static str> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("page.txt");
        std::fs::write(&path, "中国和老挝".repeat(100)).unwrap();
        let mut watched = Watched::open(File::open(&path)).unwrap();
        watched.read_exact(&mut [0; 300]).unwrap();
        change(&mut File::options().append(true).open(&path).unwrap());
        let error = watched.read_to_end(&mut Vec::new()).err()?;
        Some(Fault::of(&error).unwrap().code)
    }

    #[test]
    fn a_file_that_grows_or_shrinks_is_told() {
        assert_eq!(read(|_| ()), None);
        assert_eq!(read(|file| file.write_all(b"more").unwrap()), Some("changed"));
        assert_eq!(read(|file| file.set_len(400).unwrap()), Some("changed"));
    }
}
