//! Chance drawn from a seed, the same on every machine.

/// SplitMix64 ([Steele et al. 2014]).
///
/// [Steele et al. 2014]: https://doi.org/10.1145/2714064.2660195
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Random(seed)
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Puts `values` into an order of chance.
    pub fn shuffle<T>(&mut self, values: &mut [T]) {
        for last in (1..values.len()).rev() {
            let other = self.bits() % (last as u64 + 1);
            values.swap(last, other as usize);
        }
    }
}

/// What is left out by chance, a share of all that is asked for: eight are decided by one number.
pub struct Dropout<'a> {
    random: &'a mut Random,
    /// From this on, of 256, one is kept.
    dropped: u64,
    bits: u64,
    n_left: usize,
}

impl<'a> Dropout<'a> {
    pub fn new(random: &'a mut Random, dropped: u64) -> Self {
        Dropout { random, dropped, bits: 0, n_left: 0 }
    }

    /// Those of some rows that are kept this time.
    pub fn keep(&mut self, rows: &[u32]) -> Vec<u32> {
        rows.iter().copied().filter(|_| self.is_kept()).collect()
    }

    fn is_kept(&mut self) -> bool {
        if self.n_left == 0 {
            (self.bits, self.n_left) = (self.random.bits(), 8);
        }
        let byte = self.bits & 0xff;
        self.bits >>= 8;
        self.n_left -= 1;
        byte >= self.dropped
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_numbers_are_those_of_the_published_generator() {
        let mut random = Random::new(1_234_567);
        assert_eq!([random.bits(), random.bits()], [6_457_827_717_110_365_317, 3_203_168_211_198_807_973]);
    }
}
