//! Small durable tables of JSON documents: registrations of state machines, activities, buckets.

use std::sync::Arc;

use redb::ReadableTable as _;
use serde_json::Value;

use crate::db::{Db, Tables, failed};
use crate::error::{Error, Result};

/// A named table of JSON documents by key.
///
/// ```
/// use serde_json::json;
/// let store = distmap_store::Store::memory()?;
/// let machines = store.table("state-machines");
/// machines.put("hello", &json!({"type": "STANDARD"}))?;
/// assert_eq!(machines.get("hello")?, Some(json!({"type": "STANDARD"})));
/// assert_eq!(machines.scan("he")?.len(), 1);
/// # Ok::<(), distmap_store::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Table {
    db: Arc<Db>,
    name: String,
}

impl Table {
    pub(crate) fn new(db: Arc<Db>, name: impl Into<String>) -> Self {
        Self { db, name: name.into() }
    }

    fn row(&self, key: &str) -> Vec<u8> {
        row(&self.name, key)
    }

    /// The document with this key.
    pub fn get(&self, key: &str) -> Result<Option<Value>> {
        let snapshot = self.db.snapshot();
        let found = snapshot.documents.get(self.row(key).as_slice()).map_err(failed)?;
        found.map(|text| parse(text.value())).transpose()
    }

    /// Writes a document; it outlives the process when this returns.
    pub fn put(&self, key: &str, document: &Value) -> Result<()> {
        let (row, text) = (self.row(key), document.to_string());
        self.db.write_blocking(move |tables| {
            tables.documents.insert(row.as_slice(), text.as_bytes()).map_err(failed)?;
            Ok(())
        })
    }

    /// Writes a document unless the key is taken; answers whether it was written.
    pub fn put_new(&self, key: &str, document: &Value) -> Result<bool> {
        let (row, text) = (self.row(key), document.to_string());
        self.db.write_blocking(move |tables| {
            if tables.documents.get(row.as_slice()).map_err(failed)?.is_some() {
                return Ok(false);
            }
            tables.documents.insert(row.as_slice(), text.as_bytes()).map_err(failed)?;
            Ok(true)
        })
    }

    /// Deletes a document; answers whether there was one.
    pub fn delete(&self, key: &str) -> Result<bool> {
        let row = self.row(key);
        self.db.write_blocking(move |tables| {
            let removed = tables.documents.remove(row.as_slice()).map_err(failed)?;
            Ok(removed.is_some())
        })
    }

    /// Deletes every document whose key begins with `prefix`.
    pub fn delete_prefix(&self, prefix: &str) -> Result<()> {
        let from = self.row(prefix);
        self.db.write_blocking(move |tables| delete_prefix(tables, &from))
    }

    /// The documents whose keys begin with `prefix`, in byte order of their keys.
    pub fn scan(&self, prefix: &str) -> Result<Vec<(String, Value)>> {
        let from = self.row(prefix);
        let skip = self.name.len() + 1;
        let snapshot = self.db.snapshot();
        let mut documents = Vec::new();
        for row in snapshot.documents.range(from.as_slice()..).map_err(failed)? {
            let (row, text) = row.map_err(failed)?;
            if !row.value().starts_with(&from) {
                break;
            }
            let key = String::from_utf8_lossy(&row.value()[skip..]).into_owned();
            documents.push((key, parse(text.value())?));
        }
        Ok(documents)
    }
}

fn row(table: &str, key: &str) -> Vec<u8> {
    let mut row = Vec::with_capacity(table.len() + 1 + key.len());
    row.extend_from_slice(table.as_bytes());
    row.push(0);
    row.extend_from_slice(key.as_bytes());
    row
}

fn delete_prefix(tables: &mut Tables<'_>, prefix: &[u8]) -> Result<()> {
    let end = crate::objects::after_prefix(prefix);
    let rows = match &end {
        Some(end) => tables.documents.retain_in(prefix..end.as_slice(), |_, _| false),
        None => tables.documents.retain_in(prefix.., |_, _| false),
    };
    rows.map_err(failed)
}

fn parse(text: &[u8]) -> Result<Value> {
    serde_json::from_slice(text).map_err(|e| Error::Index {
        message: format!("a document can't be read: {e}"),
        hint: "restore it from a copy",
    })
}
