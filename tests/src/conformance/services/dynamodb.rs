//! Tables of items in memory: as much of DynamoDB as a machine needs that puts, gets, changes,
//! deletes and queries items by their key
//! (<https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations.html>).

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use distmap_engine::engine::EngineBuilder;
use serde_json::{Map, Value, json};

use super::{Answer, Refusal, Service, both};
use crate::conformance::vector::Vector;

const SERVICE: Service =
    Service { name: "DynamoDB", long_name: "AmazonDynamoDBv2", sdk_name: "DynamoDb" };

/// The items of all tables, by table and key.
#[derive(Debug, Default)]
struct Tables(BTreeMap<String, Table>);

#[derive(Debug, Default)]
struct Table {
    partition_key: String,
    items: BTreeMap<String, Map<String, Value>>,
}

/// What DynamoDB does with a table at a call.
type Operation = fn(&mut Table, &Value) -> Answer;

/// Registers the operations over the vector's tables.
pub(super) fn register(builder: EngineBuilder, vector: &Vector) -> EngineBuilder {
    let mut tables = Tables::default();
    for table in vector.setup("dynamodb_tables").as_array().into_iter().flatten() {
        let text = |name: &str| table[name].as_str().unwrap_or_default().to_owned();
        let made = Table { partition_key: text("partition_key"), ..Table::default() };
        tables.0.insert(text("table_name"), made);
    }
    let tables = Arc::new(Mutex::new(tables));
    let operations: [(&str, Operation); 6] = [
        ("putItem", Table::put),
        ("getItem", Table::get),
        ("deleteItem", Table::delete),
        ("updateItem", Table::update),
        ("query", Table::query),
        ("scan", Table::scan),
    ];
    operations.into_iter().fold(builder, |builder, (name, operation)| {
        let tables = Arc::clone(&tables);
        both(builder, &SERVICE, &format!("dynamodb:{name}"), move |arguments| {
            let mut tables = tables.lock().unwrap_or_else(PoisonError::into_inner);
            operation(tables.named(&arguments["TableName"])?, arguments)
        })
    })
}

impl Tables {
    fn named(&mut self, name: &Value) -> Result<&mut Table, Refusal> {
        let name = name.as_str().unwrap_or_default();
        let valid = |c: char| c.is_ascii_alphanumeric() || "_.-".contains(c);
        if name.is_empty() || !name.chars().all(valid) {
            return Err(invalid(format!(
                "1 validation error detected: Value '{name}' at 'tableName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+"
            )));
        }
        self.0.get_mut(name).ok_or_else(|| {
            Refusal::new("ResourceNotFoundException", "Requested resource not found")
        })
    }
}

fn invalid(message: impl Into<String>) -> Refusal {
    Refusal::new("ValidationException", message)
}

impl Table {
    /// The text by which an item is kept.
    fn key(&self, attributes: &Value) -> Result<String, Refusal> {
        attributes.get(&self.partition_key).map(Value::to_string).ok_or_else(|| {
            invalid(format!(
                "One or more parameter values were invalid: Missing the key {} in the item",
                self.partition_key
            ))
        })
    }

    fn put(&mut self, arguments: &Value) -> Answer {
        let item = arguments["Item"].as_object().cloned().unwrap_or_default();
        let old = self.items.insert(self.key(&arguments["Item"])?, item);
        Ok(returned(arguments, old))
    }

    fn get(&mut self, arguments: &Value) -> Answer {
        let found = self.items.get(&self.key(&arguments["Key"])?);
        Ok(found.map_or_else(|| json!({}), |item| json!({"Item": item})))
    }

    fn delete(&mut self, arguments: &Value) -> Answer {
        let old = self.items.remove(&self.key(&arguments["Key"])?);
        Ok(returned(arguments, old))
    }

    /// `SET a = :v, b = :w` and `REMOVE c`.
    fn update(&mut self, arguments: &Value) -> Answer {
        let key = self.key(&arguments["Key"])?;
        let keys = arguments["Key"].as_object().cloned().unwrap_or_default();
        let old = self.items.get(&key).cloned();
        let mut item = old.clone().unwrap_or(keys);
        let mut changed = Map::new();
        let expression = arguments["UpdateExpression"].as_str().unwrap_or_default().trim();
        let (verb, clauses) = expression.split_once(' ').unwrap_or((expression, ""));
        for clause in clauses.split(',').map(str::trim) {
            match (verb.to_ascii_lowercase().as_str(), clause.split_once('=')) {
                ("set", Some((name, value))) => {
                    let name = attribute(arguments, name.trim());
                    let value = operand(arguments, value.trim())?;
                    changed.insert(name.clone(), value.clone());
                    item.insert(name, value);
                }
                ("remove", None) => {
                    item.shift_remove(&attribute(arguments, clause));
                }
                _ => {
                    return Err(invalid(format!(
                        "Invalid UpdateExpression: this table does not know '{expression}'"
                    )));
                }
            }
        }
        self.items.insert(key, item.clone());
        Ok(match arguments["ReturnValues"].as_str() {
            Some("UPDATED_NEW") => json!({"Attributes": changed}),
            Some("ALL_NEW") => json!({"Attributes": item}),
            _ => returned(arguments, old),
        })
    }

    /// The items whose partition key has the value that `KeyConditionExpression` names.
    fn query(&mut self, arguments: &Value) -> Answer {
        let condition = arguments["KeyConditionExpression"].as_str().unwrap_or_default();
        let (name, value) = condition
            .split_once('=')
            .ok_or_else(|| invalid("Either the KeyConditions or KeyConditionExpression parameter must be specified in the request."))?;
        let name = attribute(arguments, name.trim());
        let value = operand(arguments, value.trim())?;
        Ok(listed(self.items.values().filter(|item| item.get(&name) == Some(&value))))
    }

    fn scan(&mut self, _: &Value) -> Answer {
        Ok(listed(self.items.values()))
    }
}

/// What an operation answers that replaced or removed an item.
fn returned(arguments: &Value, old: Option<Map<String, Value>>) -> Value {
    match (arguments["ReturnValues"].as_str(), old) {
        (Some("ALL_OLD"), Some(old)) => json!({"Attributes": old}),
        _ => json!({}),
    }
}

fn listed<'t>(items: impl Iterator<Item = &'t Map<String, Value>>) -> Value {
    let items: Vec<_> = items.collect();
    json!({"Count": items.len(), "Items": items, "ScannedCount": items.len()})
}

/// An attribute's name, which may stand behind `#name`.
fn attribute(arguments: &Value, name: &str) -> String {
    let named = arguments["ExpressionAttributeNames"].get(name).and_then(Value::as_str);
    named.unwrap_or(name).to_owned()
}

/// The value behind `:value`.
fn operand(arguments: &Value, name: &str) -> Result<Value, Refusal> {
    arguments["ExpressionAttributeValues"].get(name).cloned().ok_or_else(|| {
        invalid(format!(
            "Invalid expression: An expression attribute value used in expression is not defined; attribute value: {name}"
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_from_its_first_day_to_its_last() -> Result<(), Refusal> {
        let mut table = Table { partition_key: "id".into(), ..Table::default() };
        let key = json!({"id": {"S": "1"}});
        table.put(&json!({"Item": {"id": {"S": "1"}, "n": {"N": "1"}}}))?;
        let change = json!({
            "Key": key,
            "UpdateExpression": "SET #n = :n",
            "ExpressionAttributeNames": {"#n": "n"},
            "ExpressionAttributeValues": {":n": {"N": "2"}},
            "ReturnValues": "UPDATED_NEW",
        });
        assert_eq!(table.update(&change)?, json!({"Attributes": {"n": {"N": "2"}}}));
        let found = table.query(&json!({
            "KeyConditionExpression": "id = :id",
            "ExpressionAttributeValues": {":id": {"S": "1"}},
        }))?;
        assert_eq!(found["Items"], json!([{"id": {"S": "1"}, "n": {"N": "2"}}]));
        table.delete(&json!({"Key": key}))?;
        assert_eq!(table.get(&json!({"Key": key}))?, json!({}));
        Ok(())
    }

    #[test]
    fn what_is_refused() {
        let mut tables = Tables::default();
        let refused = |refused: Result<&mut Table, Refusal>| refused.err().map(|r| r.code);
        assert_eq!(refused(tables.named(&json!("t/"))), Some("ValidationException"));
        assert_eq!(refused(tables.named(&json!("t"))), Some("ResourceNotFoundException"));
    }
}
