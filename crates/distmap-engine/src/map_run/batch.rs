//! `ItemBatcher`: several items in one child's input.

use std::sync::Arc;

use serde_json::Value;

use crate::data::{Data, Shape, Slot};

/// `ItemBatcher`, evaluated. At least one of the limits is there.
///
/// <https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html>
#[derive(Clone, Debug, Default)]
pub struct BatcherSpec {
    /// `MaxItemsPerBatch`.
    pub max_items: Option<u64>,
    /// `MaxInputBytesPerBatch`: bytes of the child's whole input as JSON text, up to 262,144.
    pub max_bytes: Option<u64>,
    /// `BatchInput`.
    pub input: Option<Value>,
}

/// Fills batches. An item that is alone too large for a batch gets one of its own.
pub(super) struct Batcher {
    spec: BatcherSpec,
    /// Bytes of a batch's text without any item.
    frame: u64,
    items: Vec<Data>,
    /// The members of a batch.
    shape: Arc<Shape>,
    /// Bytes of the text so far.
    bytes: u64,
    /// Members for the batch that is being filled; a guess at the capacity it needs.
    usual: usize,
}

impl Batcher {
    pub(super) fn new(spec: BatcherSpec) -> Self {
        let input = spec
            .input
            .clone()
            .map(|input| ("BatchInput".to_owned(), Slot::Constant(Data::from(input))));
        let items = ("Items".to_owned(), Slot::Part(0));
        let shape = Shape::new(input.into_iter().chain([items]).collect());
        let mut batcher = Self { frame: 0, items: Vec::new(), shape, bytes: 0, usual: 0, spec };
        if batcher.spec.max_bytes.is_some() {
            batcher.frame = batcher.input(Vec::new()).compact_length();
        }
        batcher.bytes = batcher.frame;
        batcher
    }

    /// Adds an item. Returns a batch that is full: one that had no room for the item, or the one
    /// that the item completed.
    pub(super) fn add(&mut self, item: Data) -> Option<Batch> {
        let mut full = None;
        // Where a batch holds one item, nothing depends on its size.
        if let Some(max) = self.spec.max_bytes.filter(|_| self.spec.max_items != Some(1)) {
            let size = item.compact_length();
            // A comma stands before every item but the first.
            let grown = self.bytes + size + u64::from(!self.items.is_empty());
            if grown > max && !self.items.is_empty() {
                full = self.take();
                self.bytes += size;
            } else {
                self.bytes = grown;
            }
        }
        if self.items.capacity() == 0 {
            self.items.reserve(self.usual);
        }
        self.items.push(item);
        if full.is_none() && self.is_full() {
            full = self.take();
        }
        full
    }

    /// Whether the batch being filled is complete. After [`add`](Self::add) returned another one
    /// it can be, where a batch holds one item.
    fn is_full(&self) -> bool {
        self.spec.max_items.is_some_and(|max| self.items.len() as u64 >= max.max(1))
    }

    /// The batch that is complete although the last [`add`](Self::add) could not return it.
    pub(super) fn ready(&mut self) -> Option<Batch> {
        if self.is_full() { self.take() } else { None }
    }

    /// Whether no item waits for its batch to be filled.
    pub(super) fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The batch as far as it is filled, `None` if it is empty.
    pub(super) fn take(&mut self) -> Option<Batch> {
        if self.items.is_empty() {
            return None;
        }
        self.usual = self.items.len();
        self.bytes = self.frame;
        let items = std::mem::take(&mut self.items);
        Some(Batch { count: items.len() as u64, input: self.input(items) })
    }

    fn input(&self, items: Vec<Data>) -> Data {
        Data::object(self.shape.clone(), vec![Data::array(items)])
    }
}

/// A child's input and how many items are in it.
#[derive(Debug)]
pub(super) struct Batch {
    pub(super) count: u64,
    pub(super) input: Data,
}

/// The children's inputs for items that are all there.
pub(crate) fn batches(spec: BatcherSpec, items: Vec<Data>) -> Vec<Data> {
    filled(spec, items).into_iter().map(|batch| batch.input).collect()
}

fn filled(spec: BatcherSpec, items: Vec<Data>) -> Vec<Batch> {
    let mut batcher = Batcher::new(spec);
    let mut all = Vec::new();
    for item in items {
        all.extend(batcher.add(item));
        all.extend(batcher.ready());
    }
    all.extend(batcher.take());
    all
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn batches(spec: BatcherSpec, items: &[Value]) -> Vec<Batch> {
        filled(spec, items.iter().cloned().map(Data::from).collect())
    }

    fn items_of(batch: &Batch) -> &Vec<Value> {
        batch.input.value()["Items"].as_array().expect("a batch holds an array")
    }

    #[test]
    fn the_last_batch_holds_what_is_left() {
        let spec = BatcherSpec { max_items: Some(2), ..BatcherSpec::default() };
        let sizes: Vec<u64> =
            batches(spec, &[json!(1), json!(2), json!(3)]).iter().map(|b| b.count).collect();
        assert_eq!(sizes, [2, 1]);
    }

    #[test]
    fn batch_input_stands_first_and_only_where_declared() {
        let spec = BatcherSpec {
            max_items: Some(9),
            input: Some(json!({"day": 1})),
            ..BatcherSpec::default()
        };
        let with = &batches(spec, &[json!("a")])[0];
        assert_eq!(&**with.input.text(), r#"{"BatchInput":{"day":1},"Items":["a"]}"#);
        let spec = BatcherSpec { max_items: Some(9), ..BatcherSpec::default() };
        assert_eq!(&**batches(spec, &[json!("a")])[0].input.text(), r#"{"Items":["a"]}"#);
    }

    #[test]
    fn an_item_beyond_the_limit_is_alone() {
        let spec = BatcherSpec { max_bytes: Some(20), ..BatcherSpec::default() };
        let long = json!("a text that is longer than the limit allows");
        let all = batches(spec, &[json!(1), long.clone(), json!(2), json!(3)]);
        let inputs: Vec<&Vec<Value>> = all.iter().map(items_of).collect();
        assert_eq!(inputs, [&vec![json!(1)], &vec![long], &vec![json!(2), json!(3)]]);
    }

    proptest! {
        #[test]
        fn batches_hold_all_items_in_order_within_the_limits(
            texts in prop::collection::vec(".{0,40}", 0..60),
            max_items in prop::option::of(1_u64..8),
            max_bytes in 60_u64..400,
            input in prop::option::of(".{0,8}"),
        ) {
            let items: Vec<Value> = texts.into_iter().map(Value::String).collect();
            let spec = BatcherSpec {
                max_items,
                max_bytes: Some(max_bytes),
                input: input.map(Value::String),
            };
            let all = batches(spec, &items);
            let joined: Vec<Value> =
                all.iter().flat_map(|b| items_of(b).iter().cloned()).collect();
            prop_assert_eq!(joined, items);
            for (n, batch) in all.iter().enumerate() {
                prop_assert_eq!(batch.count, items_of(batch).len() as u64);
                prop_assert!(batch.count <= max_items.unwrap_or(u64::MAX));
                prop_assert!(
                    batch.input.text().len() as u64 <= max_bytes || batch.count == 1
                );
                // A batch is as full as it can be: the next one's first item had no room.
                if let Some(next) = all.get(n + 1) {
                    let first = items_of(next)[0].to_string().len() as u64;
                    let grown = batch.input.text().len() as u64 + first + 1;
                    prop_assert!(grown > max_bytes || Some(batch.count) == max_items);
                }
            }
        }
    }
}
