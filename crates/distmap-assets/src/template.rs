//! A template compiled into fixed text and the places that differ from object to object.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::Rng as _;
use serde_json::Value;

use crate::error::{Error, Result};

/// The product that objects look like unless another template is given.
const PRODUCT: &str = r#"{
  "product": {
    "id": "123",
    "name": "Product One",
    "description": "Product One Description",
    "price": 1.45,
    "currency": "USD",
    "image": "http://example.com/image1.jpg",
    "url": "http://example.com/product/1"
  }
}"#;

const ADJECTIVES: [&str; 16] = [
    "Amber", "Bright", "Calm", "Dapper", "Early", "Fresh", "Gentle", "Handy", "Ivory", "Jolly",
    "Keen", "Light", "Modern", "Noble", "Quiet", "Sturdy",
];
const NOUNS: [&str; 16] = [
    "Anchor", "Basket", "Candle", "Desk", "Easel", "Flask", "Globe", "Hammer", "Kettle", "Lamp",
    "Mirror", "Notebook", "Pillow", "Stool", "Teapot", "Vase",
];
const CURRENCIES: [&str; 6] = ["USD", "EUR", "GBP", "JPY", "CHF", "SEK"];
const PADDING: &[u8] = b" Made with care, packed by hand, shipped the same day.";

/// What stands between two pieces of fixed text.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Slot {
    Id {
        quoted: bool,
    },
    Name,
    Description,
    Price {
        quoted: bool,
    },
    Currency,
    Image,
    Url,
    /// Any other string of the template, already escaped, without its quotes.
    Text(String),
}

/// JSON of which every object is a variation.
///
/// The fields `id`, `name`, `description`, `price`, `currency`, `image` and `url`, at any depth, get
/// values of their own kind; any other string gets the object's number after it; all else stays.
#[derive(Clone, Debug)]
pub struct Template {
    pieces: Vec<(String, Slot)>,
    tail: String,
    /// Which slot grows to reach a size.
    padded: Option<usize>,
}

impl Default for Template {
    fn default() -> Self {
        Self::parse(PRODUCT).unwrap_or(Self {
            pieces: Vec::new(),
            tail: String::new(),
            padded: None,
        })
    }
}

impl Template {
    /// Reads a template.
    pub fn parse(json: &str) -> Result<Self> {
        let value: Value = serde_json::from_str(json)?;
        let mut compiler = Compiler::default();
        compiler.value(None, &value, 0);
        let Compiler { pieces, text: tail } = compiler;
        let distinct = |slot: &Slot| matches!(slot, Slot::Id { .. } | Slot::Text(_));
        let grows = |slot: &Slot| matches!(slot, Slot::Description | Slot::Text(_) | Slot::Name);
        let distinct = pieces.iter().any(|(_, slot)| distinct(slot) || grows(slot));
        if !distinct {
            return Err(Error::Monotonous);
        }
        let description = pieces.iter().position(|(_, slot)| *slot == Slot::Description);
        let padded = description.or_else(|| pieces.iter().position(|(_, slot)| grows(slot)));
        Ok(Self { pieces, tail, padded })
    }

    /// Whether objects can be made to have a size.
    pub(crate) fn can_grow(&self) -> bool {
        self.padded.is_some()
    }

    /// Bytes that every object with a number up to `last` fits into.
    pub(crate) fn longest(&self, last: u64) -> usize {
        let longest = |words: &[&'static str]| {
            words.iter().copied().max_by_key(|word| word.len()).unwrap_or_default()
        };
        let words = Words {
            number: last,
            adjective: longest(&ADJECTIVES),
            noun: longest(&NOUNS),
            cents: 999_999,
            currency: longest(&CURRENCIES),
        };
        self.fill(&words).0.len()
    }

    /// The object with these words, and where it can grow.
    fn fill(&self, words: &Words) -> (Vec<u8>, usize) {
        let mut out = Vec::with_capacity(512);
        let mut pad_at = 0;
        for (at, (text, slot)) in self.pieces.iter().enumerate() {
            out.extend_from_slice(text.as_bytes());
            words.write(slot, &mut out);
            if self.padded == Some(at) {
                pad_at = out.len();
            }
        }
        out.extend_from_slice(self.tail.as_bytes());
        (out, pad_at)
    }

    /// The object with this number; with `size`, of exactly so many bytes where it can be.
    pub(crate) fn render(&self, number: u64, rng: &mut ChaCha8Rng, size: Option<usize>) -> Vec<u8> {
        let (mut out, pad_at) = self.fill(&Words::draw(number, rng));
        if let Some(missing) = size.and_then(|size| size.checked_sub(out.len())) {
            let padding = PADDING.iter().copied().cycle().take(missing);
            out.splice(pad_at..pad_at, padding);
        }
        out
    }
}

/// What one object's slots are filled with.
struct Words {
    number: u64,
    adjective: &'static str,
    noun: &'static str,
    cents: u32,
    currency: &'static str,
}

impl Words {
    fn draw(number: u64, rng: &mut ChaCha8Rng) -> Self {
        let draw = rng.next_u64();
        let pick = |shift: u32, among: usize| (draw >> shift) as usize % among;
        Self {
            number,
            adjective: ADJECTIVES[pick(0, ADJECTIVES.len())],
            noun: NOUNS[pick(4, NOUNS.len())],
            currency: CURRENCIES[pick(8, CURRENCIES.len())],
            // Never a multiple of ten cents: the number is then written the same by everybody.
            cents: (rng.next_u32() % 99_999) * 10 + 1 + rng.next_u32() % 9,
        }
    }

    fn write(&self, slot: &Slot, out: &mut Vec<u8>) {
        let Self { number, adjective, noun, cents, currency } = self;
        let price = format!("{}.{:02}", cents / 100, cents % 100);
        let text = match slot {
            Slot::Id { quoted: true } => format!("\"{number}\""),
            Slot::Id { quoted: false } => number.to_string(),
            Slot::Name => format!("{adjective} {noun} {number}"),
            Slot::Description => format!("{adjective} {noun} {number} Description"),
            Slot::Price { quoted: true } => format!("\"{price}\""),
            Slot::Price { quoted: false } => price,
            Slot::Currency => (*currency).to_owned(),
            Slot::Image => format!("http://example.com/image{number}.jpg"),
            Slot::Url => format!("http://example.com/product/{number}"),
            Slot::Text(text) => format!("{text} {number}"),
        };
        out.extend_from_slice(text.as_bytes());
    }
}

/// Prints the template as `serde_json` prints for people, cut where something differs.
#[derive(Default)]
struct Compiler {
    pieces: Vec<(String, Slot)>,
    text: String,
}

impl Compiler {
    fn slot(&mut self, slot: Slot) {
        self.pieces.push((std::mem::take(&mut self.text), slot));
    }

    fn quoted(&mut self, slot: Slot) {
        self.text.push('"');
        self.slot(slot);
        self.text.push('"');
    }

    fn line(&mut self, depth: usize) {
        self.text.push('\n');
        self.text.extend(std::iter::repeat_n("  ", depth));
    }

    /// `serde_json` reads at most 128 levels, so this recursion ends early.
    fn value(&mut self, name: Option<&str>, value: &Value, depth: usize) {
        match (name, value) {
            (_, Value::Array(items)) if !items.is_empty() => {
                self.text.push('[');
                for (at, item) in items.iter().enumerate() {
                    self.text.push_str(if at > 0 { "," } else { "" });
                    self.line(depth + 1);
                    self.value(None, item, depth + 1);
                }
                self.line(depth);
                self.text.push(']');
            }
            (_, Value::Object(fields)) if !fields.is_empty() => {
                self.text.push('{');
                for (at, (name, field)) in fields.iter().enumerate() {
                    self.text.push_str(if at > 0 { "," } else { "" });
                    self.line(depth + 1);
                    self.text.push_str(&Value::from(name.as_str()).to_string());
                    self.text.push_str(": ");
                    self.value(Some(name), field, depth + 1);
                }
                self.line(depth);
                self.text.push('}');
            }
            (Some("id"), Value::String(_)) => self.slot(Slot::Id { quoted: true }),
            (Some("id"), Value::Number(_)) => self.slot(Slot::Id { quoted: false }),
            (Some("price"), Value::String(_)) => self.slot(Slot::Price { quoted: true }),
            (Some("price"), Value::Number(_)) => self.slot(Slot::Price { quoted: false }),
            (Some("name"), Value::String(_)) => self.quoted(Slot::Name),
            (Some("description"), Value::String(_)) => self.quoted(Slot::Description),
            (Some("currency"), Value::String(_)) => self.quoted(Slot::Currency),
            (Some("image"), Value::String(_)) => self.quoted(Slot::Image),
            (Some("url"), Value::String(_)) => self.quoted(Slot::Url),
            (_, text @ Value::String(_)) => {
                let escaped = text.to_string();
                let inner = escaped.strip_prefix('"').and_then(|text| text.strip_suffix('"'));
                self.quoted(Slot::Text(inner.unwrap_or_default().to_owned()));
            }
            (_, other) => self.text.push_str(&other.to_string()),
        }
    }
}
