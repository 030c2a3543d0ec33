//! A program: resources, answers and exports, rendered for Pulumi's YAML runtime.

use std::collections::BTreeSet;

use indexmap::IndexMap;
use serde_json::{Map, Value, json};

use crate::output::{IntoValue, Output, render};

/// A resource of a program, for options that take one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResourceRef(String);

impl ResourceRef {
    pub(crate) fn output<T>(&self, property: &str) -> Output<T> {
        Output::reference(&format!("{}.{property}", self.0))
    }

    fn whole(&self) -> Value {
        Output::<Value>::reference(&self.0).into_inner()
    }
}

impl AsRef<ResourceRef> for ResourceRef {
    fn as_ref(&self) -> &ResourceRef {
        self
    }
}

/// An invoke's answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvokeRef(String);

impl InvokeRef {
    pub(crate) fn output<T>(&self, property: &str) -> Output<T> {
        Output::reference(&format!("{}.{property}", self.0))
    }
}

/// How the engine treats a resource: <https://www.pulumi.com/docs/iac/concepts/resources/options/>.
#[derive(Clone, Debug, Default)]
pub struct ResourceOptions {
    /// Refuses to delete the resource.
    pub protect: Option<bool>,
    /// Makes these first, and deletes this first.
    pub depends_on: Vec<ResourceRef>,
    /// The resource that this one belongs to.
    pub parent: Option<ResourceRef>,
    /// The provider's resource to be used.
    pub provider: Option<ResourceRef>,
    /// Goes together with this resource, without a deletion of its own.
    pub deleted_with: Option<ResourceRef>,
    /// Properties whose changes do not count.
    pub ignore_changes: Vec<String>,
    /// Properties whose change makes a new resource.
    pub replace_on_changes: Vec<String>,
    /// Outputs to be kept secret.
    pub additional_secret_outputs: Vec<String>,
    /// Earlier names.
    pub aliases: Vec<String>,
    /// Leaves the resource where it is when the program lets go of it.
    pub retain_on_delete: Option<bool>,
    /// Deletes before a replacement is made.
    pub delete_before_replace: Option<bool>,
    /// Takes over an existing resource by its id.
    pub import: Option<String>,
    /// The provider's version, if not that of the bindings.
    pub version: Option<String>,
}

impl ResourceOptions {
    fn into_value(self, version: &str) -> Value {
        let mut options = Map::new();
        let mut set = |key: &str, value: Option<Value>| {
            if let Some(value) = value {
                options.insert(key.to_owned(), value);
            }
        };
        let texts = |list: Vec<String>| (!list.is_empty()).then(|| json!(list));
        let depends_on: Vec<Value> = self.depends_on.iter().map(ResourceRef::whole).collect();
        set("protect", self.protect.map(Value::Bool));
        set("dependsOn", (!depends_on.is_empty()).then_some(Value::Array(depends_on)));
        set("parent", self.parent.map(|it| it.whole()));
        set("provider", self.provider.map(|it| it.whole()));
        set("deletedWith", self.deleted_with.map(|it| it.whole()));
        set("ignoreChanges", texts(self.ignore_changes));
        set("replaceOnChanges", texts(self.replace_on_changes));
        set("additionalSecretOutputs", texts(self.additional_secret_outputs));
        set("aliases", texts(self.aliases));
        set("retainOnDelete", self.retain_on_delete.map(Value::Bool));
        set("deleteBeforeReplace", self.delete_before_replace.map(Value::Bool));
        set("import", self.import.map(Value::String));
        set("version", Some(Value::String(self.version.unwrap_or_else(|| version.to_owned()))));
        Value::Object(options)
    }
}

/// Why a program cannot be rendered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProgramError {
    /// A name is used twice.
    #[error("`{0}` names two things of the program")]
    Twice(String),
    /// A name that references could not be written with.
    #[error("`{0}` is no name: letters, digits, hyphens and underscores are")]
    Name(String),
    /// A name that configuration keys have already.
    #[error("`{0}` is the name of a configuration key, and nothing else can be called so")]
    Key(String),
}

/// The program: what `Pulumi.yaml` would say, made by typed calls.
#[derive(Clone, Debug, Default)]
pub struct Program {
    variables: IndexMap<String, Value>,
    resources: IndexMap<String, Value>,
    outputs: IndexMap<String, Value>,
    keys: BTreeSet<String>,
    errors: Vec<ProgramError>,
}

impl Program {
    /// An empty program.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty program with these configuration keys. The runtime keeps values, resources and variables under one set of
    /// names: a resource that is called as a key is left out, silently, as soon as somebody sets the key.
    ///
    /// ```
    /// use distmap_pulumi_bindings::{Program, ProgramError, ResourceOptions, sns};
    ///
    /// let mut program = Program::with_keys(["news"]);
    /// sns::Topic::new(&mut program, "news", sns::TopicArgs::default(), ResourceOptions::default());
    /// assert_eq!(program.render(), Err(ProgramError::Key("news".to_owned())));
    /// ```
    #[must_use]
    pub fn with_keys<'a>(keys: impl IntoIterator<Item = &'a str>) -> Self {
        Self { keys: keys.into_iter().map(str::to_owned).collect(), ..Self::default() }
    }

    /// Exports a value as an output of the stack.
    pub fn export<T>(&mut self, name: &str, value: Output<T>) {
        if self.outputs.insert(name.to_owned(), value.into_inner()).is_some() {
            self.errors.push(ProgramError::Twice(name.to_owned()));
        }
    }

    /// The program as the YAML runtime reads it (JSON is YAML).
    ///
    /// # Errors
    /// [`ProgramError`] with the first name that cannot stand.
    pub fn render(&self) -> Result<Value, ProgramError> {
        if let Some(error) = self.errors.first() {
            return Err(error.clone());
        }
        let section = |items: &IndexMap<String, Value>| -> Value {
            Value::Object(items.iter().map(|(name, item)| (name.clone(), render(item))).collect())
        };
        let mut program = Map::new();
        for (key, items) in [
            ("variables", &self.variables),
            ("resources", &self.resources),
            ("outputs", &self.outputs),
        ] {
            if !items.is_empty() {
                program.insert(key.to_owned(), section(items));
            }
        }
        Ok(Value::Object(program))
    }

    pub(crate) fn register(
        &mut self,
        name: &str,
        token: &str,
        properties: Value,
        options: ResourceOptions,
        version: &str,
    ) -> ResourceRef {
        self.claim(name);
        let resource = json!({"type": token, "properties": properties, "options": options.into_value(version)});
        self.resources.insert(name.to_owned(), resource);
        ResourceRef(name.to_owned())
    }

    pub(crate) fn invoke(
        &mut self,
        name: &str,
        token: &str,
        arguments: Value,
        version: &str,
    ) -> InvokeRef {
        self.claim(name);
        let call = json!({"fn::invoke": {"function": token, "arguments": arguments, "options": {"version": version}}});
        self.variables.insert(name.to_owned(), call);
        InvokeRef(name.to_owned())
    }

    /// Notes a name that is taken, or that no reference could be written with.
    fn claim(&mut self, name: &str) {
        if self.resources.contains_key(name) || self.variables.contains_key(name) {
            self.errors.push(ProgramError::Twice(name.to_owned()));
        }
        if self.keys.contains(name) {
            self.errors.push(ProgramError::Key(name.to_owned()));
        }
        if name.is_empty()
            || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
        {
            self.errors.push(ProgramError::Name(name.to_owned()));
        }
    }
}

impl IntoValue for ResourceRef {
    fn into_value(self) -> Value {
        self.whole()
    }
}
