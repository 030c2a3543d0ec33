//! An IAM policy as data.

use std::collections::BTreeSet;

use distmap_asl::Pointer;
use serde_json::{Map, Value, json};

/// A condition of a statement: operator, key, values; such as `StringLike`, `s3:prefix`, `["in/*"]`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Condition {
    /// The operator, such as `StringLike`.
    pub operator: String,
    /// The condition key, such as `s3:prefix`.
    pub key: String,
    /// The values, any of which satisfies it.
    pub values: Vec<String>,
}

impl Condition {
    /// A condition with one operator and one key.
    pub fn new(operator: &str, key: &str, values: impl IntoIterator<Item = String>) -> Self {
        Self {
            operator: operator.to_owned(),
            key: key.to_owned(),
            values: values.into_iter().collect(),
        }
    }
}

/// One permission: an action on a resource, with what must hold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Grant {
    /// The action, such as `s3:GetObject`.
    pub action: String,
    /// The resource's ARN, in which `*` and `?` match as IAM has them.
    pub resource: String,
    /// What must hold; all of them.
    pub conditions: Vec<Condition>,
}

/// One `Allow` statement. All its actions hold for all its resources.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The statement's id, which says what it is for.
    pub sid: String,
    /// Actions, sorted.
    pub actions: BTreeSet<String>,
    /// ARNs, sorted.
    pub resources: BTreeSet<String>,
    /// What must hold; all of them.
    pub conditions: Vec<Condition>,
}

impl Statement {
    /// Every permission that the statement gives.
    pub fn grants(&self) -> impl Iterator<Item = Grant> + '_ {
        self.actions.iter().flat_map(|action| {
            self.resources.iter().map(|resource| Grant {
                action: action.clone(),
                resource: resource.clone(),
                conditions: self.conditions.clone(),
            })
        })
    }

    fn to_value(&self) -> Value {
        let mut statement = Map::new();
        if !self.sid.is_empty() {
            statement.insert("Sid".to_owned(), json!(self.sid));
        }
        statement.insert("Effect".to_owned(), json!("Allow"));
        statement.insert("Action".to_owned(), one_or_many(&self.actions));
        statement.insert("Resource".to_owned(), one_or_many(&self.resources));
        if !self.conditions.is_empty() {
            let mut operators = Map::new();
            for condition in &self.conditions {
                let keys = operators.entry(condition.operator.clone()).or_insert_with(|| json!({}));
                keys[&condition.key] = one_or_many(&condition.values);
            }
            statement.insert("Condition".to_owned(), Value::Object(operators));
        }
        Value::Object(statement)
    }
}

fn one_or_many<'a>(values: impl IntoIterator<Item = &'a String>) -> Value {
    let values: Vec<&String> = values.into_iter().collect();
    match values.as_slice() {
        [one] => json!(one),
        many => json!(many),
    }
}

/// Something about a policy that its reader should know.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// The state concerned.
    pub pointer: Pointer,
    /// What to know.
    pub text: String,
}

/// An IAM policy of `Allow` statements, with notes on where the definition left AWS's narrowest form open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// The statements, in the order of their purpose.
    pub statements: Vec<Statement>,
    /// What the definition leaves open until it runs.
    pub notes: Vec<Note>,
}

impl Policy {
    /// The policy document that IAM takes.
    #[must_use]
    pub fn to_value(&self) -> Value {
        let statements: Vec<Value> = self.statements.iter().map(Statement::to_value).collect();
        json!({"Version": "2012-10-17", "Statement": statements})
    }

    /// Every permission that the policy gives, without repetition.
    #[must_use]
    pub fn grants(&self) -> BTreeSet<Grant> {
        self.statements.iter().flat_map(Statement::grants).collect()
    }

    /// Adds a permission to the statement `sid`; another condition makes another statement, numbered.
    pub(crate) fn allow(
        &mut self,
        sid: &str,
        action: &str,
        resource: &str,
        conditions: &[Condition],
    ) {
        let mut number = 1;
        loop {
            let name = if number == 1 { sid.to_owned() } else { format!("{sid}{number}") };
            match self.statements.iter_mut().find(|s| s.sid == name) {
                Some(statement) if statement.conditions == conditions => {
                    statement.actions.insert(action.to_owned());
                    statement.resources.insert(resource.to_owned());
                    return;
                }
                Some(_) => number += 1,
                None => {
                    self.statements.push(Statement {
                        sid: name,
                        actions: BTreeSet::from([action.to_owned()]),
                        resources: BTreeSet::from([resource.to_owned()]),
                        conditions: conditions.to_vec(),
                    });
                    return;
                }
            }
        }
    }
}
