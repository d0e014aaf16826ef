//! Files packed by gzip or zstd, unpacked as they are read, and never into more than a text can need.

use std::error::Error as StdError;
use std::fmt;
use std::io::{self, BufRead, Read};

use flate2::bufread::GzDecoder;
use zstd::stream::read::Decoder;

/// How a file is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Packing {
    /// gzip, RFC 1952: `.gz`. Several members are one file.
    Gzip,
    /// Zstandard, RFC 8878: `.zst`, `.zstd`. Several frames are one file.
    Zstd,
}

/// So many bytes may come out for one that went in.
///
/// News comes out 3 to 10 times as long as it was packed, and an archive whose records repeat the same
/// frame 50 times. A gzip bomb reaches 1,000 (deflate can do no more than 1,032), one of zstd far more.
const MOST_OUT: u64 = 200;

/// Before so many bytes have come out nothing is said: a short file of blank lines is no bomb.
const FREE: u64 = 1 << 20;

impl Packing {
    /// The packing that the last extension of a name promises.
    pub fn of_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "gz" => Some(Packing::Gzip),
            "zst" | "zstd" => Some(Packing::Zstd),
            _ => None,
        }
    }

    /// The packing that the first bytes show.
    pub fn of_start(start: &[u8]) -> Option<Self> {
        match start {
            [0x1F, 0x8B, 0x08, ..] => Some(Packing::Gzip),
            [0x28, 0xB5, 0x2F, 0xFD, ..] => Some(Packing::Zstd),
            _ => None,
        }
    }

    /// Its name, for people.
    pub fn name(self) -> &'static str {
        match self {
            Packing::Gzip => "gzip",
            Packing::Zstd => "zstd",
        }
    }

    /// Whether `next`, which follows a member, can begin another one, as far as it is there.
    fn can_begin(self, next: &[u8]) -> bool {
        match self {
            Packing::Gzip => matches!(next, [0x1F] | [0x1F, 0x8B, ..]),
            // A frame, or one to be skipped.
            Packing::Zstd => matches!(next, [0x28 | 0x50..=0x5F] | [0x28, 0xB5, ..] | [0x50..=0x5F, 0x2A, ..]),
        }
    }
}

/// Why a stream ends before its end; it travels inside an [`io::Error`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// A kebab-case word, see `docs/rejects.md`.
    pub code: &'static str,
    /// The byte of the file, as it is stored, where reading stopped.
    pub byte: Option<u64>,
    /// What is wrong.
    pub reason: String,
}

impl Fault {
    /// The fault inside an error, if it is one of ours.
    pub fn of(error: &io::Error) -> Option<&Fault> {
        error.get_ref()?.downcast_ref()
    }

    /// The same as an error of reading.
    pub fn into_error(self) -> io::Error {
        io::Error::new(io::ErrorKind::InvalidData, self)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl StdError for Fault {}

/// What comes out of a packed stream.
pub struct Unpacked<R: BufRead> {
    packing: Packing,
    /// The one that is being read; none where there was no memory for it.
    member: Option<Member<R>>,
    n_out: u64,
}

/// A part of a packed stream that is whole in itself: a member of gzip, a frame of zstd.
enum Member<R: BufRead> {
    Gzip(Box<GzDecoder<Counted<R>>>),
    Zstd(Decoder<'static, Counted<R>>),
}

impl<R: BufRead> Member<R> {
    fn begin(packing: Packing, from: Counted<R>) -> io::Result<Self> {
        Ok(match packing {
            Packing::Gzip => Member::Gzip(Box::new(GzDecoder::new(from))),
            Packing::Zstd => Member::Zstd(Decoder::with_buffer(from)?.single_frame()),
        })
    }

    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        match self {
            Member::Gzip(decoder) => decoder.read(to),
            Member::Zstd(decoder) => decoder.read(to),
        }
    }

    fn source(&self) -> &Counted<R> {
        match self {
            Member::Gzip(decoder) => decoder.get_ref(),
            Member::Zstd(decoder) => decoder.get_ref(),
        }
    }

    fn source_mut(&mut self) -> &mut Counted<R> {
        match self {
            Member::Gzip(decoder) => decoder.get_mut(),
            Member::Zstd(decoder) => decoder.get_mut(),
        }
    }

    /// What the next member is read from, once this one is at its end.
    fn into_source(self) -> Counted<R> {
        match self {
            Member::Gzip(decoder) => decoder.into_inner(),
            Member::Zstd(decoder) => decoder.into_inner(),
        }
    }
}

impl<R: BufRead> Unpacked<R> {
    /// Unpacks `from`.
    ///
    /// # Errors
    /// If there is no memory for it.
    pub fn new(packing: Packing, from: R) -> io::Result<Self> {
        let member = Member::begin(packing, Counted { from, n_bytes: 0 })?;
        Ok(Unpacked { packing, member: Some(member), n_out: 0 })
    }

    /// Reads from the member, and from those that follow it.
    fn read_members(&mut self, to: &mut [u8]) -> io::Result<usize> {
        while let Some(member) = &mut self.member {
            let n_bytes = member.read(to)?;
            if n_bytes > 0 || to.is_empty() {
                return Ok(n_bytes);
            }
            if !self.begin_next()? {
                break;
            }
        }
        Ok(0)
    }

    /// Goes on to the next member; whether there is one.
    fn begin_next(&mut self) -> io::Result<bool> {
        let Some(member) = &mut self.member else { return Ok(false) };
        let next = member.source_mut().fill_buf()?;
        if next.is_empty() {
            return Ok(false);
        }
        if !self.packing.can_begin(next) {
            let (name, byte) = (self.packing.name(), self.n_in());
            return Err(self.fault("trailing", format!("something else follows the {name} stream at byte {byte}")));
        }
        let from = self.member.take().map(Member::into_source);
        self.member = from.map(|from| Member::begin(self.packing, from)).transpose()?;
        Ok(true)
    }

    /// How many bytes of the file were used.
    fn n_in(&self) -> u64 {
        self.member.as_ref().map_or(0, |member| member.source().n_bytes)
    }

    fn fault(&self, code: &'static str, reason: String) -> io::Error {
        Fault { code, byte: Some(self.n_in()), reason }.into_error()
    }

    /// An error of unpacking, told apart from one of the disk.
    fn told(&self, error: io::Error) -> io::Error {
        let is_of_stream = error.raw_os_error().is_none() && Fault::of(&error).is_none();
        if !is_of_stream || error.kind() == io::ErrorKind::Interrupted {
            return error;
        }
        let (name, byte) = (self.packing.name(), self.n_in());
        if error.kind() == io::ErrorKind::UnexpectedEof {
            return self.fault("truncated", format!("the {name} stream is cut off at byte {byte}"));
        }
        self.fault("corrupt", format!("the {name} stream is damaged before byte {byte}: {error}"))
    }
}

impl<R: BufRead> Read for Unpacked<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let n_bytes = self.read_members(to).map_err(|error| self.told(error))?;
        self.n_out += n_bytes as u64;
        if self.n_out > FREE && self.n_out / MOST_OUT > self.n_in() {
            let (n_out, n_in) = (self.n_out, self.n_in());
            let reason = format!(
                "{n_in} bytes unpack to {n_out} and more; at most {MOST_OUT} times as much is read of a stream"
            );
            return Err(self.fault("ratio", reason));
        }
        Ok(n_bytes)
    }
}

/// Counts what is used of a stream.
struct Counted<R> {
    from: R,
    n_bytes: u64,
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let n_bytes = self.from.read(to)?;
        self.n_bytes += n_bytes as u64;
        Ok(n_bytes)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.from.fill_buf()
    }

    fn consume(&mut self, n_bytes: usize) {
        self.n_bytes += n_bytes as u64;
        self.from.consume(n_bytes);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut to = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        to.write_all(bytes).unwrap();
        to.finish().unwrap()
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        zstd::encode_all(bytes, 3).unwrap()
    }

    /// Text that packs about as well as news.
    fn news(n_lines: usize) -> Vec<u8> {
        (0..n_lines).map(|n| format!("第{n}次会谈在{}举行。\n", n * 7919 % 10_007)).collect::<String>().into_bytes()
    }

    fn unpack(packing: Packing, packed: &[u8]) -> (Vec<u8>, Option<Fault>) {
        let mut bytes = Vec::new();
        let got = Unpacked::new(packing, packed).unwrap().read_to_end(&mut bytes);
        (bytes, got.err().map(|error| Fault::of(&error).unwrap().clone()))
    }

    #[test]
    fn what_was_packed_comes_out() {
        let text = news(20_000);
        assert_eq!(unpack(Packing::Gzip, &gzip(&text)), (text.clone(), None));
        assert_eq!(unpack(Packing::Zstd, &zstd(&text)), (text.clone(), None));
        let two = |pack: fn(&[u8]) -> Vec<u8>| [pack(&text[..300]), pack(&text[300..])].concat();
        assert_eq!(unpack(Packing::Gzip, &two(gzip)), (text.clone(), None), "members are one file");
        assert_eq!(unpack(Packing::Zstd, &two(zstd)), (text, None), "frames are one file");
    }

    #[test]
    fn a_cut_stream_gives_what_it_holds_and_says_where_it_ends() {
        let text = news(20_000);
        for (packing, packed) in [(Packing::Gzip, gzip(&text)), (Packing::Zstd, zstd(&text))] {
            let half = packed.len() / 2;
            let (bytes, fault) = unpack(packing, &packed[..half]);
            let fault = fault.unwrap();
            assert_eq!((fault.code, fault.byte), ("truncated", Some(half as u64)), "{packing:?}");
            assert!(bytes.len() * 3 > text.len() && text.starts_with(&bytes), "{packing:?}: {}", bytes.len());
        }
    }

    #[test]
    fn a_damaged_stream_is_told_from_a_cut_one() {
        let text = news(20_000);
        for (packing, mut packed) in [(Packing::Gzip, gzip(&text)), (Packing::Zstd, zstd(&text))] {
            let half = packed.len() / 2;
            packed[half..half + 64].fill(0xFF);
            let (bytes, fault) = unpack(packing, &packed);
            assert_eq!(fault.unwrap().code, "corrupt", "{packing:?}");
            assert!(bytes.len() < text.len() * 2);
            let (bytes, fault) = unpack(packing, b"no archive at all");
            assert_eq!((bytes.len(), fault.unwrap().code), (0, "corrupt"), "{packing:?}");
        }
    }

    #[test]
    fn what_follows_a_stream_is_told_from_a_cut_and_the_stream_is_read() {
        let text = news(300);
        for (packing, packed) in [(Packing::Gzip, gzip(&text)), (Packing::Zstd, zstd(&text))] {
            for garbage in [b"\0".as_slice(), b"\n\n\n", b"no archive at all"] {
                let (bytes, fault) = unpack(packing, &[&packed, garbage].concat());
                let fault = fault.unwrap();
                assert_eq!((fault.code, fault.byte), ("trailing", Some(packed.len() as u64)), "{packing:?}");
                assert_eq!(bytes, text, "{packing:?}");
            }
            let (bytes, fault) = unpack(packing, &[&packed, &packed[..9]].concat());
            assert_eq!(
                (bytes, fault.unwrap().code),
                (text.clone(), "truncated"),
                "{packing:?}: half a member is no garbage"
            );
        }
    }

    #[test]
    fn a_bomb_is_stopped_early() {
        let zeros = vec![b'\n'; 64 << 20];
        for (packing, packed) in [(Packing::Gzip, gzip(&zeros)), (Packing::Zstd, zstd(&zeros))] {
            let (bytes, fault) = unpack(packing, &packed);
            assert_eq!(fault.unwrap().code, "ratio", "{packing:?}");
            assert!(bytes.len() < 32 << 20, "{packing:?}: {}", bytes.len());
        }
        let short = vec![b'\n'; 1 << 20];
        assert_eq!(unpack(Packing::Gzip, &gzip(&short)).1, None, "a mebibyte is free");
    }
}
