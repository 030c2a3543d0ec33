//! Objects by number: the same for the same settings, on any machine, in any order.

use std::ops::RangeInclusive;

use md5::{Digest as _, Md5};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::template::Template;

/// Objects in one directory of [`Layout::Sharded`].
pub(crate) const SHARD: u64 = 1_000;

/// How files are spread over directories.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Layout {
    /// All in one directory.
    #[default]
    Flat,
    /// In directories of 1,000.
    Sharded,
}

/// What is to be made.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// How many objects.
    pub count: u64,
    /// Other seeds give other objects.
    pub seed: u64,
    /// What objects look like.
    pub template: Template,
    /// Bytes per object; as the template gives them where this is `None`.
    pub size: Option<RangeInclusive<usize>>,
    /// How many of a hundred objects are no JSON, 0 to 100.
    pub malformed: f64,
    /// How files are spread over directories.
    pub layout: Layout,
}

/// Makes objects by their index.
///
/// ```
/// use distmap_assets::{Generator, Settings};
///
/// let settings = Settings { count: 1_000, malformed: 1.0, ..Settings::default() };
/// let generator = Generator::new(settings)?;
/// assert_eq!(generator.object(41), generator.object(41));
/// assert_ne!(generator.object(41), generator.object(42));
/// assert_eq!((0..1_000).filter(|i| generator.is_malformed(*i)).count(), 10);
/// assert_eq!(generator.key(41), "product-00000042.json");
/// # Ok::<(), distmap_assets::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Generator {
    settings: Settings,
    malformed: u64,
    base: ChaCha8Rng,
    rounds: [u64; 4],
}

impl Generator {
    /// Checks the settings.
    pub fn new(settings: Settings) -> Result<Self> {
        if !(0.0..=100.0).contains(&settings.malformed) {
            return Err(Error::Percentage(settings.malformed));
        }
        let mut base = ChaCha8Rng::seed_from_u64(settings.seed);
        // Stream 0 of the seed is for what concerns all objects, the others have one each.
        let rounds = std::array::from_fn(|_| base.next_u64());
        let malformed = (settings.count as f64 * settings.malformed / 100.0).round() as u64;
        let generator = Self { malformed, base, rounds, settings };
        if let Some(size) = &generator.settings.size {
            if size.is_empty() {
                return Err(Error::EmptyRange(*size.start(), *size.end()));
            }
            let least = generator.settings.template.longest(generator.settings.count);
            if *size.start() < least || !generator.settings.template.can_grow() {
                return Err(Error::TooSmall { least, asked: *size.start() });
            }
        }
        Ok(generator)
    }

    /// The settings.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// How many objects there are.
    pub fn count(&self) -> u64 {
        self.settings.count
    }

    /// How many of them are no JSON.
    pub fn malformed_count(&self) -> u64 {
        self.malformed
    }

    fn rng(&self, index: u64) -> ChaCha8Rng {
        let mut rng = self.base.clone();
        rng.set_stream(index + 1);
        rng.set_word_pos(0);
        rng
    }

    /// The object with this index, from 0.
    pub fn object(&self, index: u64) -> Vec<u8> {
        let mut rng = self.rng(index);
        let size = self.settings.size.as_ref().map(|range| {
            let span = (range.end() - range.start()) as u64;
            range.start() + (rng.next_u64() % span.saturating_add(1)) as usize
        });
        let object = self.settings.template.render(index + 1, &mut rng, size);
        if self.is_malformed(index) { break_json(object, &mut rng) } else { object }
    }

    /// The key of this object, which is its path below the directory too.
    pub fn key(&self, index: u64) -> String {
        match self.settings.layout {
            Layout::Flat => file_name(index),
            Layout::Sharded => format!("{}/{}", shard_name(index), file_name(index)),
        }
    }

    /// Whether this object is no JSON.
    pub fn is_malformed(&self, index: u64) -> bool {
        self.malformed > 0 && self.shuffled(index) < self.malformed
    }

    /// The indices of the objects that are no JSON.
    pub fn malformed(&self) -> impl Iterator<Item = u64> + '_ {
        (0..self.settings.count).filter(|index| self.is_malformed(*index))
    }

    /// All objects with their keys.
    pub fn objects(&self) -> impl Iterator<Item = (String, Vec<u8>)> + '_ {
        (0..self.settings.count).map(|index| (self.key(index), self.object(index)))
    }

    /// The place of an index in a seeded shuffle of all indices: a Feistel network over the next
    /// power of four, walked until it falls into the range. Needs no memory, and no two meet.
    fn shuffled(&self, index: u64) -> u64 {
        let count = self.settings.count;
        let bits = (64 - count.leading_zeros()).div_ceil(2).max(1);
        let mask = (1u64 << bits) - 1;
        let mut at = index;
        loop {
            let (mut left, mut right) = (at >> bits, at & mask);
            for key in self.rounds {
                let mixed = (right ^ key).wrapping_mul(0x9e37_79b9_7f4a_7c15);
                (left, right) = (right, left ^ ((mixed >> 32) & mask));
            }
            at = (left << bits) | right;
            if at < count {
                return at;
            }
        }
    }

    /// What the manifest says of the settings: equal texts make equal objects.
    pub(crate) fn fingerprint(&self) -> String {
        let Settings { count, seed, template, size, malformed, layout } = &self.settings;
        let template = hex(&Md5::digest(format!("{template:?}")));
        let size = size.as_ref().map(|size| format!("{}-{}", size.start(), size.end()));
        let size = size.as_deref().unwrap_or("any");
        format!(
            "count {count}, seed {seed}, size {size}, malformed {malformed} %, layout {layout:?}, template {template}"
        )
    }
}

pub(crate) fn file_name(index: u64) -> String {
    format!("product-{:08}.json", index + 1)
}

pub(crate) fn shard_name(index: u64) -> String {
    format!("{:05}", index / SHARD)
}

/// Cuts a JSON text off, so that no parser takes it.
fn break_json(mut object: Vec<u8>, rng: &mut ChaCha8Rng) -> Vec<u8> {
    let keep = 1 + rng.next_u64() % (object.len() as u64 - 1).max(1);
    object.truncate(keep as usize);
    if serde_json::from_slice::<serde::de::IgnoredAny>(&object).is_ok() {
        object.insert(0, b'{');
    }
    object
}

/// Bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
