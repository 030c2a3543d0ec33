//! `ItemSelector` of a Distributed Map, which sees `$$.Map.Item` of each item.

use std::sync::Arc;

use distmap_eval::{Context, Template, Variables};
use serde_json::{Map, Value, json};

use crate::data::Data;
use crate::error::StateError;
use crate::map_run::{Item, ItemSelect};
use crate::ports::Clock;
use crate::run::wrap;

/// `ItemSelector` with all that it reads.
pub(super) struct Selector {
    pub(super) template: Arc<Template>,
    pub(super) input: Data,
    pub(super) effective: Data,
    pub(super) variables: Variables,
    /// The Context Object without `Map`.
    pub(super) context: Value,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) state: Arc<str>,
    pub(super) entered: u64,
}

impl ItemSelect for Selector {
    fn select(&self, item: Item) -> Result<Value, StateError> {
        let context = WithItem {
            around: &self.context,
            clock: &*self.clock,
            map: item_context(item),
            whole: std::cell::OnceCell::new(),
        };
        let scope = self.effective.scope(&self.input, &context, &self.variables);
        self.template
            .evaluate(&scope)
            .map_err(|e| wrap(&self.state, self.entered, e.error, &e.cause))
    }
}

/// `$$.Map`
fn item_context(item: Item) -> Value {
    let mut members = Map::with_capacity(4);
    members.insert("Index".into(), item.index.into());
    if let Some(key) = item.key {
        members.insert("Key".into(), key.into());
    }
    members.insert("Value".into(), item.value.into_value());
    if let Some(source) = item.source {
        members.insert("Source".into(), (*source).into());
    }
    json!({"Item": members})
}

/// A Context Object with `Map.Item` in it.
struct WithItem<'a> {
    around: &'a Value,
    clock: &'a dyn Clock,
    map: Value,
    whole: std::cell::OnceCell<Value>,
}

impl Context for WithItem<'_> {
    fn object(&self) -> &Value {
        self.whole.get_or_init(|| {
            let mut members = self.around.as_object().cloned().unwrap_or_else(Map::new);
            members.insert("Map".into(), self.map.clone());
            Value::Object(members)
        })
    }

    fn member(&self, name: &str) -> Option<&Value> {
        if name == "Map" { Some(&self.map) } else { self.around.get(name) }
    }

    fn now(&self) -> Option<i64> {
        Some(self.clock.now())
    }
}
