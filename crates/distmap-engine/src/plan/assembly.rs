//! Templates whose members are parts of the data: put together from them without a copy.

use std::sync::Arc;

use distmap_eval::{Member, Template};
use distmap_transform::{Patch, SPLICED_DEPTH};
use serde_json::Value;

use crate::data::{Data, Shape, Slot};

/// Documents that nest deeper are left to the template, which knows the limit.
const MAX_LEVELS: usize = 100;

/// A template that is an object of constants, of paths through keys alone, and of patched bodies.
#[derive(Debug)]
pub(crate) struct Assembly {
    shape: Arc<Shape>,
    parts: Vec<Part>,
}

#[derive(Debug)]
enum Part {
    /// `$` or `$.a.b`
    At(Vec<String>),
    /// `States.JsonMerge(States.StringToJson($.a.b), object, false)`
    Patched { at: Vec<String>, patch: Patch, levels: usize },
}

impl Assembly {
    /// The template as an assembly, if it can be one.
    pub(crate) fn of(template: &Template) -> Option<Self> {
        let members = template.members()?;
        let mut parts = Vec::new();
        let mut slots: Vec<(String, Slot)> = Vec::with_capacity(members.len());
        for (name, member) in members {
            if slots.iter().any(|(known, _)| known == name) {
                return None;
            }
            let slot = match member {
                Member::Constant(value) => Slot::Constant(Data::from(value.clone())),
                Member::Expression(expression) => {
                    parts.push(match (expression.as_path(), expression.as_merge()) {
                        (Some(path), _) => Part::At(path.keys()?.to_vec()),
                        (None, Some((path, patch))) => {
                            let patch = Data::from(Value::Object(patch.clone()));
                            Part::Patched {
                                at: path.keys()?.to_vec(),
                                levels: patch.levels() + SPLICED_DEPTH,
                                patch: Patch::new(patch.text()).ok()?,
                            }
                        }
                        (None, None) => return None,
                    });
                    Slot::Part(parts.len() - 1)
                }
                Member::Other => return None,
            };
            slots.push((name.to_owned(), slot));
        }
        Some(Self { shape: Shape::new(slots), parts })
    }

    /// What the template gives for `data`; `None` where only the template itself can tell.
    pub(crate) fn put_together(&self, data: &Data) -> Option<Data> {
        // What a state says of an input that is `null` is for the template to word.
        if data.is_null() {
            return None;
        }
        let parts = self.parts.iter().map(|part| part.of(data)).collect::<Option<Vec<_>>>()?;
        Some(Data::object(self.shape.clone(), parts))
    }
}

impl Part {
    fn of(&self, data: &Data) -> Option<Data> {
        match self {
            Self::At(keys) => {
                let found = data.part(keys).or_else(|| {
                    let found = keys.iter().try_fold(data.value(), |at, key| at.get(key));
                    found.map(|value| Data::from(value.clone()))
                })?;
                (found.levels() < MAX_LEVELS).then_some(found)
            }
            Self::Patched { at, patch, levels } => {
                Some(Data::compact(patch.splice(data.text_under(at)?)?, *levels))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use distmap_asl::QueryLanguage;
    use distmap_eval::{Scope, Variables};
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    /// The template's word against the assembly's, where that has one.
    fn check(template: &Value, data: &Data) -> bool {
        let template = Template::compile(template, QueryLanguage::JsonPath, "Parameters")
            .expect("the template compiles");
        let Some(assembly) = Assembly::of(&template) else { return false };
        let (context, variables) = (json!({}), Variables::new());
        let scope = Scope::new(data.value(), &context, &variables);
        let Some(made) = assembly.put_together(data) else { return false };
        let expected = template.evaluate(&scope).expect("the template can be evaluated");
        assert!(!made.longer_than(expected.to_string().len()));
        assert!(made.longer_than(expected.to_string().len() - 1));
        assert_eq!(made.compact_length(), expected.to_string().len() as u64);
        for (name, member) in expected.as_object().expect("an object") {
            let text = member.as_str().map_or_else(|| member.to_string(), str::to_owned);
            assert_eq!(made.get_text(name), Some(text));
        }
        assert_eq!(**made.text(), expected.to_string());
        assert_eq!(made.value(), &expected);
        true
    }

    const MERGE: &str =
        r#"States.JsonMerge(States.StringToJson($.Body), States.StringToJson('{"n":1}'), false)"#;

    #[test]
    fn parts_are_told_from_what_needs_the_template() {
        let data = Data::from(json!({"a": {"b": [1]}, "Body": r#"{"x":1.50}"#}));
        assert!(check(&json!({"all.$": "$", "b.$": "$.a.b", "c": {"d": 1}}), &data));
        assert!(check(&json!({"output.$": MERGE}), &data));
        assert!(!check(&json!({"length.$": "$.a.b.length()"}), &data));
        assert!(!check(&json!({"first.$": "$.a.b[0]"}), &data));
        assert!(!check(&json!({"id.$": "States.UUID()"}), &data));
        assert!(!check(&json!({"inner": {"b.$": "$.a"}}), &data));
        assert!(!check(&json!({"context.$": "$$.Execution"}), &data));
        // What is missing, or no object, is for the template to refuse.
        let missing = json!({"b.$": "$.nowhere"});
        let template = Template::compile(&missing, QueryLanguage::JsonPath, "Parameters");
        let assembly = Assembly::of(&template.expect("compiles")).expect("is an assembly");
        assert!(assembly.put_together(&data).is_none());
    }

    #[test]
    fn documents_are_put_together_from_documents() {
        let inner = Data::object(
            Shape::new(vec![
                ("Items".into(), Slot::Part(0)),
                ("B".into(), Slot::Constant(Data::from("x"))),
            ]),
            vec![Data::array(vec![Data::from(json!({"Key": "k"})), Data::from("\u{1}")])],
        );
        assert!(check(&json!({"all.$": "$", "items.$": "$.Items", "b.$": "$.B"}), &inner));
        let items = inner.items_under(&["Items".to_owned()]).expect("are documents");
        assert_eq!(items[0].get("Key"), Some(&json!("k")));
        assert_eq!(inner.levels(), 3);
        let empty = Data::object(Shape::new(vec![]), vec![]);
        assert_eq!((&**empty.text(), &**Data::array(vec![]).text()), ("{}", "[]"));
    }

    proptest! {
        #[test]
        fn patched_bodies_are_what_the_intrinsic_functions_give(
            keys in prop::collection::vec(".{0,3}", 0..6),
            values in prop::collection::vec(prop_oneof![
                any::<f64>().prop_map(Value::from),
                any::<i64>().prop_map(Value::from),
                ".{0,9}".prop_map(Value::from),
                Just(json!([{"n": null}])),
            ], 6),
            blanks in any::<bool>(),
        ) {
            let body: serde_json::Map<String, Value> = keys.into_iter().zip(values).collect();
            let body = if blanks {
                serde_json::to_string_pretty(&body).expect("is JSON")
            } else {
                Value::Object(body).to_string()
            };
            check(&json!({"output.$": MERGE}), &Data::from(json!({"Body": body})));
        }
    }
}
