//! The Map Runs that an execution has begun.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use md5::{Digest, Md5};
use uuid::Uuid;

use super::Run;
use crate::data::Data;

/// How many Map Runs of each kind an execution has begun in this process.
#[derive(Debug, Default)]
pub(crate) struct Begun(Mutex<HashMap<Uuid, u64>>);

impl Begun {
    /// Counts one more of a kind; 1 for the first.
    fn another(&self, kind: Uuid) -> u64 {
        let mut begun = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let count = begun.entry(kind).or_default();
        *count += 1;
        *count
    }
}

impl Run {
    /// The id of the Map Run that begins now.
    ///
    /// A child's history is not written while it runs, and in the next process it begins anew. So the ids of its Map
    /// Runs, as those of children, are made from what they are: it finds those that it had begun, the finished ones
    /// too, and nothing is done or counted twice. Map Runs that begin with the same input are alike, and counted off.
    pub(super) fn map_run_id(&self, machine: &str, input: &Data) -> String {
        if !self.is_child() {
            return self.engine.new_id();
        }
        let redrives = self.identity.redrive.map_or(0, |redrive| redrive.count);
        let input = crc32fast::hash(input.text().as_bytes());
        let kind = named(&format!("{} {machine} {redrives} {input:08x}", self.identity.arn));
        let number = self.begun.another(kind);
        named(&format!("{kind} {number}")).hyphenated().to_string()
    }
}

/// A UUID of version 3.
fn named(name: &str) -> Uuid {
    uuid::Builder::from_md5_bytes(Md5::digest(name).into()).into_uuid()
}
