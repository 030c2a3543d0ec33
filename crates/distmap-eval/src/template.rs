//! Payload templates: `Parameters`, `ResultSelector`, `ItemSelector`, `Assign`, `Arguments`, `Output`, ...

use distmap_asl::QueryLanguage;
use serde_json::{Map, Value};

use crate::error::{CompileError, EvalError, MAX_DEPTH, check_depth};
use crate::expression::Expression;
use crate::jsonata::JsonataExpr;
use crate::scope::Scope;

/// A compiled template. What depends on nothing was evaluated when it was compiled.
///
/// With JSONPath, the value of a field whose name ends in `.$` is a path or an intrinsic function; with
/// JSONata, any text between `{%` and `%}` is an expression.
/// See <https://docs.aws.amazon.com/step-functions/latest/dg/input-output-inputpath-params.html>.
///
/// ```
/// use distmap_asl::QueryLanguage;
/// use distmap_eval::{Scope, Template, Variables};
/// use serde_json::json;
///
/// let template = json!({"kind": "order", "id.$": "$.id"});
/// let template = Template::compile(&template, QueryLanguage::JsonPath, "Parameters")?;
///
/// let input = json!({"id": 7});
/// let (context, variables) = (json!({}), Variables::new());
/// assert_eq!(template.evaluate(&Scope::new(&input, &context, &variables))?, json!({"kind": "order", "id": 7}));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Template {
    root: Node,
}

#[derive(Clone, Debug)]
enum Node {
    Constant(Value),
    Object(Vec<(String, Node)>),
    Array(Vec<Node>),
    /// The field's name as written, with its `.$`, stands in errors.
    Field(String, Expression),
    Jsonata(JsonataExpr),
}

impl Template {
    /// Compiles the template that stands under `field` of a state (`Parameters`, `Output`, ...).
    ///
    /// # Errors
    /// A `.$` field that is no path and no intrinsic function, a JSONata text that doesn't parse; with its JSON pointer.
    pub fn compile(
        value: &Value,
        language: QueryLanguage,
        field: &str,
    ) -> Result<Self, CompileError> {
        check_depth(value, MAX_DEPTH).map_err(|error| CompileError::new(error.cause))?;
        let root = match language {
            QueryLanguage::JsonPath => json_path(value)?,
            QueryLanguage::Jsonata => jsonata(value, field)?,
        };
        Ok(Self { root })
    }

    /// The template's value for this scope.
    pub fn evaluate(&self, scope: &Scope<'_>) -> Result<Value, EvalError> {
        let value = self.root.evaluate(scope)?;
        if matches!(self.root, Node::Object(_) | Node::Array(_)) {
            check_depth(&value, MAX_DEPTH)?;
        }
        Ok(value)
    }

    /// The value, if it is the same for every scope.
    pub fn as_constant(&self) -> Option<&Value> {
        match &self.root {
            Node::Constant(value) => Some(value),
            _ => None,
        }
    }

    /// What the members of an object are made of, in order; `None` for any other template.
    pub fn members(&self) -> Option<Vec<(&str, Member<'_>)>> {
        let Node::Object(fields) = &self.root else { return None };
        let members = fields.iter().map(|(name, node)| {
            let member = match node {
                Node::Constant(value) => Member::Constant(value),
                Node::Field(_, expression) => Member::Expression(expression),
                _ => Member::Other,
            };
            (name.as_str(), member)
        });
        Some(members.collect())
    }

    /// Whether some expression reads the Context Object.
    pub fn reads_context(&self) -> bool {
        self.root.any_expression(&Expression::reads_context, &JsonataExpr::reads_context)
    }

    /// Whether some JSONPath starts at `$`.
    pub fn reads_data(&self) -> bool {
        self.root.any_expression(&Expression::reads_data, &|_| false)
    }
}

/// What a member of a template that is an object is made of.
#[derive(Clone, Copy, Debug)]
pub enum Member<'t> {
    /// The same value always.
    Constant(&'t Value),
    /// A path or an intrinsic function.
    Expression(&'t Expression),
    /// Anything else: nested objects and arrays, JSONata.
    Other,
}

fn json_path(value: &Value) -> Result<Node, CompileError> {
    match value {
        Value::Object(members) => {
            let mut fields = Vec::with_capacity(members.len());
            for (key, member) in members {
                let field = match key.strip_suffix(".$") {
                    Some(name) => {
                        (name.to_owned(), dynamic(key, member).map_err(|error| error.under(key))?)
                    }
                    None => (key.clone(), json_path(member).map_err(|error| error.under(key))?),
                };
                fields.push(field);
            }
            Ok(object(fields))
        }
        Value::Array(items) => {
            let nodes = items
                .iter()
                .enumerate()
                .map(|(at, item)| json_path(item).map_err(|error| error.under(&at.to_string())));
            Ok(array(nodes.collect::<Result<_, _>>()?))
        }
        other => Ok(Node::Constant(other.clone())),
    }
}

/// The value of a field whose name ends in `.$`.
fn dynamic(key: &str, value: &Value) -> Result<Node, CompileError> {
    let refuse = |hint: &str| {
        CompileError::new(format!(
            "The value for the field '{key}' must be a valid JSONPath or a valid intrinsic function call{hint}"
        ))
    };
    let Value::String(text) = value else { return Err(refuse("")) };
    let expression =
        Expression::compile(text).map_err(|error| refuse(&format!(" ({})", error.message)))?;
    Ok(match expression.constant() {
        Some(value) => Node::Constant(value),
        None => Node::Field(key.to_owned(), expression),
    })
}

fn jsonata(value: &Value, location: &str) -> Result<Node, CompileError> {
    match value {
        Value::String(text) if JsonataExpr::is_expression(text) => {
            Ok(Node::Jsonata(JsonataExpr::compile(text, location)?))
        }
        Value::Object(members) => {
            let fields = members.iter().map(|(key, member)| {
                let node = jsonata(member, &format!("{location}/{key}"))
                    .map_err(|error| error.under(key))?;
                Ok((key.clone(), node))
            });
            Ok(object(fields.collect::<Result<_, CompileError>>()?))
        }
        Value::Array(items) => {
            let nodes = items.iter().enumerate().map(|(at, item)| {
                jsonata(item, &format!("{location}[{at}]"))
                    .map_err(|error| error.under(&at.to_string()))
            });
            Ok(array(nodes.collect::<Result<_, _>>()?))
        }
        other => Ok(Node::Constant(other.clone())),
    }
}

/// An object of fields; a constant if all of them are.
fn object(fields: Vec<(String, Node)>) -> Node {
    if fields.iter().all(|(_, node)| matches!(node, Node::Constant(_))) {
        let members = fields.into_iter().filter_map(|(name, node)| match node {
            Node::Constant(value) => Some((name, value)),
            _ => None,
        });
        return Node::Constant(Value::Object(members.collect()));
    }
    Node::Object(fields)
}

fn array(nodes: Vec<Node>) -> Node {
    if nodes.iter().all(|node| matches!(node, Node::Constant(_))) {
        let items = nodes.into_iter().filter_map(|node| match node {
            Node::Constant(value) => Some(value),
            _ => None,
        });
        return Node::Constant(items.collect());
    }
    Node::Array(nodes)
}

impl Node {
    fn evaluate(&self, scope: &Scope<'_>) -> Result<Value, EvalError> {
        match self {
            Node::Constant(value) => Ok(value.clone()),
            Node::Object(fields) => {
                let mut members = Map::with_capacity(fields.len());
                for (name, node) in fields {
                    members.insert(name.clone(), node.evaluate(scope)?);
                }
                Ok(Value::Object(members))
            }
            Node::Array(nodes) => nodes.iter().map(|node| node.evaluate(scope)).collect(),
            Node::Field(key, expression) => expression.evaluate_field(scope, key),
            Node::Jsonata(expression) => expression.evaluate(scope),
        }
    }

    fn any_expression(
        &self,
        json_path: &dyn Fn(&Expression) -> bool,
        jsonata: &dyn Fn(&JsonataExpr) -> bool,
    ) -> bool {
        let inside = |node: &Node| node.any_expression(json_path, jsonata);
        match self {
            Node::Constant(_) => false,
            Node::Object(fields) => fields.iter().any(|(_, node)| inside(node)),
            Node::Array(nodes) => nodes.iter().any(inside),
            Node::Field(_, expression) => json_path(expression),
            Node::Jsonata(expression) => jsonata(expression),
        }
    }
}
