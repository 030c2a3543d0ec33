//! What the generated models say of a service's shapes.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Number;

/// A service's model: its operations here, and the names of all that AWS has.
pub struct ServiceModel {
    /// The API's version, such as `2016-11-23`.
    pub version: &'static str,
    /// The XML namespace of the query protocol's answers.
    pub namespace: &'static str,
    /// The operations whose shapes are known.
    pub operations: &'static [OperationModel],
    /// The names of all operations of AWS's service.
    pub all: &'static [&'static str],
}

impl ServiceModel {
    /// The model of an operation.
    pub fn operation(&self, name: &str) -> Option<&'static OperationModel> {
        self.operations.iter().find(|o| o.name == name)
    }
}

/// An operation with the shapes of its request and its answer.
pub struct OperationModel {
    /// Its name, such as `StartExecution`.
    pub name: &'static str,
    /// The request.
    pub input: &'static Shape,
    /// The answer.
    pub output: &'static Shape,
}

/// A member of a structure.
pub struct Member {
    /// Its name on the wire.
    pub name: &'static str,
    /// Whether it must be there.
    pub required: bool,
    /// Its shape.
    pub shape: &'static Shape,
}

/// A shape with its constraints. `wire`, `key_name`, `value_name` and `flattened` matter to the
/// query protocol alone.
pub enum Shape {
    /// An object with known members.
    Structure(&'static [Member]),
    /// An array.
    List {
        /// What its members are.
        member: &'static Shape,
        /// The name of a member's element.
        wire: &'static str,
        /// Whether members stand directly under the list's parent.
        flattened: bool,
        /// The least number of members.
        min: Option<i64>,
        /// The greatest number of members.
        max: Option<i64>,
    },
    /// An object with any keys.
    Map {
        /// What its values are.
        value: &'static Shape,
        /// The name of an entry's element.
        wire: &'static str,
        /// The name of a key's element.
        key_name: &'static str,
        /// The name of a value's element.
        value_name: &'static str,
        /// Whether entries stand directly under the map's parent.
        flattened: bool,
    },
    /// A text.
    Text {
        /// The least length in characters.
        min: Option<i64>,
        /// The greatest length in characters.
        max: Option<i64>,
        /// A regular expression for the whole text.
        pattern: Option<&'static str>,
        /// The values of an enum; empty for other texts.
        values: &'static [&'static str],
        /// Whether AWS leaves it out of what it says of it.
        secret: bool,
    },
    /// A whole number.
    Integer {
        /// The least value.
        min: Option<i64>,
        /// The greatest value.
        max: Option<i64>,
    },
    /// A real number.
    Float {
        /// The least value.
        min: Option<f64>,
        /// The greatest value.
        max: Option<f64>,
    },
    /// `true` or `false`.
    Boolean,
    /// Bytes, in base64.
    Blob,
    /// An instant.
    Timestamp,
    /// Any JSON, not looked into.
    Any,
}

/// An instant in milliseconds since the Unix epoch; on the wire seconds with three decimals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// As a JSON number without loss: a double would round the milliseconds.
    pub fn number(self) -> Number {
        let (sign, millis) = if self.0 < 0 { ("-", -self.0) } else { ("", self.0) };
        let text = match millis % 1_000 {
            0 => format!("{sign}{}", millis / 1_000),
            rest => format!("{sign}{}.{rest:03}", millis / 1_000),
        };
        // Digits with at most one point are always a JSON number.
        text.parse().unwrap_or_else(|_| Number::from(self.0 / 1_000))
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.number().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = Number::deserialize(deserializer)?;
        let seconds = number.as_f64().ok_or_else(|| serde::de::Error::custom("not an instant"))?;
        Ok(Self((seconds * 1_000.0).round() as i64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timestamps_keep_their_milliseconds() {
        for (millis, text) in
            [(0, "0"), (1_700_000_000_123, "1700000000.123"), (1_000, "1"), (-5, "-0.005")]
        {
            assert_eq!(Timestamp(millis).number().to_string(), text);
            let back: Timestamp = serde_json::from_str(text).expect("a number");
            assert_eq!(back, Timestamp(millis));
        }
    }
}
