//! Expressions that only name a place, such as `$states.input.order.id`: most expressions do.
//!
//! They are answered without converting any data, and keep numbers digit by digit.

use serde_json::Value;

use super::MEMBERS;
use crate::path::name_length;
use crate::scope::Scope;

/// `$states.member.key.key` or `$variable.key.key`.
#[derive(Clone, Debug)]
pub(super) struct Plain {
    root: Root,
    keys: Vec<String>,
}

#[derive(Clone, Debug)]
enum Root {
    States(&'static str),
    Variable(String),
}

/// Words that mean something else than a key to some parser.
const WORDS: [&str; 7] = ["and", "or", "in", "null", "true", "false", "function"];

impl Plain {
    pub(super) fn of(source: &str) -> Option<Self> {
        let mut names = source.strip_prefix('$')?.split('.');
        let mut keys = Vec::new();
        let root = match names.next()? {
            "states" => {
                let member = names.next()?;
                Root::States(MEMBERS.into_iter().find(|known| *known == member)?)
            }
            name => Root::Variable(key(name)?),
        };
        for name in names {
            keys.push(key(name)?);
        }
        Some(Self { root, keys })
    }

    /// What stands there; `None` where the walk leaves objects, because JSONata then has rules of its own.
    pub(super) fn find<'v>(&self, scope: &Scope<'v>) -> Option<&'v Value> {
        let root = match &self.root {
            Root::States("input") => scope.input.value(),
            Root::States("result") => scope.result?,
            Root::States("errorOutput") => scope.error_output?,
            // Only the member that is asked for gets built.
            Root::States(_) => match self.keys.split_first() {
                Some((member, keys)) => return walk(scope.context.member(member)?, keys),
                None => scope.context.object(),
            },
            Root::Variable(name) => scope.variables.get(name)?,
        };
        walk(root, &self.keys)
    }
}

fn walk<'v>(root: &'v Value, keys: &[String]) -> Option<&'v Value> {
    keys.iter().try_fold(root, |value, key| value.as_object()?.get(key))
}

fn key(name: &str) -> Option<String> {
    let plain = name.is_ascii()
        && !name.is_empty()
        && name_length(name) == name.len()
        && !WORDS.contains(&name);
    plain.then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Map, json};

    use super::*;
    use crate::{JsonataExpr, Variables};

    fn json_value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            (-9..9).prop_map(Value::from)
        ];
        leaf.prop_recursive(4, 24, 3, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
                prop::collection::vec(("[ab]", inner), 0..3)
                    .prop_map(|members| Value::Object(Map::from_iter(members))),
            ]
        })
    }

    proptest! {
        #[test]
        fn equals_the_evaluator(input in json_value(), path in "(\\.[ab]){0,4}") {
            let (context, variables) = (json!({}), Variables::new());
            let scope = Scope::new(&input, &context, &variables);
            let source = format!("$states.input{path}");
            let plain = Plain::of(&source).expect("a plain place");
            // Parentheses make the same expression one that is evaluated.
            let evaluated = JsonataExpr::compile(&format!("{{% ({source}) %}}"), "Output").expect("an expression");
            if let Some(found) = plain.find(&scope) {
                prop_assert_eq!(Ok(found.clone()), evaluated.evaluate(&scope));
            }
        }
    }

    #[test]
    fn what_is_plain() {
        for source in ["$x", "$x.a", "$states.input", "$states.context.Execution.Id"] {
            assert!(Plain::of(source).is_some(), "{source}");
        }
        for source in [
            "x",
            "$",
            "$states",
            "$states.other",
            "$x.`a`",
            "$x[0]",
            "$x.a()",
            "$x . a",
            "$x.$y",
            "$x.and",
            "$f()",
            "$x.1",
        ] {
            assert!(Plain::of(source).is_none(), "{source}");
        }
    }
}
