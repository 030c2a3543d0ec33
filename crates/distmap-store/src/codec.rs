//! Fields as bytes, for records in logs: little-endian numbers, texts behind their length.

use std::collections::BTreeMap;

use distmap_engine::ports::MessageAttribute;

/// Adds fields to a record.
#[derive(Default)]
pub(crate) struct Encoder(pub Vec<u8>);

impl Encoder {
    /// A record that begins with its kind.
    pub(crate) fn new(kind: u8) -> Self {
        Self(vec![kind])
    }

    pub(crate) fn u8(&mut self, value: u8) -> &mut Self {
        self.0.push(value);
        self
    }

    pub(crate) fn u64(&mut self, value: u64) -> &mut Self {
        self.0.extend_from_slice(&value.to_le_bytes());
        self
    }

    pub(crate) fn i64(&mut self, value: i64) -> &mut Self {
        self.0.extend_from_slice(&value.to_le_bytes());
        self
    }

    pub(crate) fn bytes(&mut self, value: &[u8]) -> &mut Self {
        // No record is near 4 GiB: its length is checked when it enters a log.
        let length = u32::try_from(value.len()).unwrap_or(u32::MAX);
        self.0.extend_from_slice(&length.to_le_bytes());
        self.0.extend_from_slice(value);
        self
    }

    pub(crate) fn text(&mut self, value: &str) -> &mut Self {
        self.bytes(value.as_bytes())
    }

    pub(crate) fn option(&mut self, value: Option<&str>) -> &mut Self {
        match value {
            Some(text) => self.u8(1).text(text),
            None => self.u8(0),
        }
    }

    pub(crate) fn attributes(
        &mut self,
        attributes: &BTreeMap<String, MessageAttribute>,
    ) -> &mut Self {
        self.u64(attributes.len() as u64);
        for (name, attribute) in attributes {
            self.text(name).text(&attribute.data_type).text(&attribute.value);
        }
        self
    }
}

/// Takes fields from a record. `None` is a record that was not written by [`Encoder`].
pub(crate) struct Decoder<'r>(pub &'r [u8]);

impl<'r> Decoder<'r> {
    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*taken)
    }

    pub(crate) fn u8(&mut self) -> Option<u8> {
        Some(self.array::<1>()?[0])
    }

    pub(crate) fn u64(&mut self) -> Option<u64> {
        Some(u64::from_le_bytes(self.array()?))
    }

    pub(crate) fn i64(&mut self) -> Option<i64> {
        Some(i64::from_le_bytes(self.array()?))
    }

    pub(crate) fn bytes(&mut self) -> Option<&'r [u8]> {
        let length = u32::from_le_bytes(self.array()?);
        let (taken, rest) = self.0.split_at_checked(length as usize)?;
        self.0 = rest;
        Some(taken)
    }

    pub(crate) fn text(&mut self) -> Option<&'r str> {
        std::str::from_utf8(self.bytes()?).ok()
    }

    pub(crate) fn option(&mut self) -> Option<Option<&'r str>> {
        match self.u8()? {
            0 => Some(None),
            _ => Some(Some(self.text()?)),
        }
    }

    pub(crate) fn attributes(&mut self) -> Option<BTreeMap<String, MessageAttribute>> {
        let count = self.u64()?;
        let mut attributes = BTreeMap::new();
        for _ in 0..count {
            let name = self.text()?.to_owned();
            let data_type = self.text()?.to_owned();
            let value = self.text()?.to_owned();
            attributes.insert(name, MessageAttribute { data_type, value });
        }
        Some(attributes)
    }
}
