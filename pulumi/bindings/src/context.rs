//! A program: resources, answers and exports, rendered for Pulumi's YAML runtime.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use indexmap::IndexMap;
use serde_json::{Map, Value, json};

use crate::config::Config;
use crate::error::ProgramError;
use crate::expression::{self, Expression};
use crate::options::{InvokeOptions, ResourceOptions};
use crate::output::{self, IntoInput, Output};
use crate::run::RunSettings;
use crate::value::PropertyValue;

/// A resource of a program, for options that take one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resource(String);

impl Resource {
    /// This resource: whatever is one has this method.
    #[must_use]
    pub fn pulumi_resource(&self) -> &Self {
        self
    }

    /// The engine's name for the resource.
    #[must_use]
    pub fn urn(&self) -> Output<String> {
        self.output("urn").cast()
    }

    /// The provider's id.
    #[must_use]
    pub fn id(&self) -> Output<String> {
        self.output("id").cast()
    }

    /// An output, by the name that the provider's schema has for it.
    #[must_use]
    pub fn output(&self, name: &str) -> Output<PropertyValue> {
        Output::<PropertyValue>::reference(&self.0).index(name)
    }

    pub(crate) fn whole(&self) -> Value {
        expression::reference(&self.0)
    }
}

/// A resource's or function's properties by name.
pub(crate) type Inputs = Vec<(String, Output<PropertyValue>)>;

/// Adds a property that is given.
pub(crate) fn set<T: IntoInput>(inputs: &mut Inputs, key: &str, value: Option<T>) {
    inputs.extend(value.map(|value| (key.to_owned(), value.into_input())));
}

/// A part of a resource's properties, which must have `required`.
pub(crate) fn part(of: &str, required: &[&str], inputs: Inputs) -> Output<PropertyValue> {
    let first = missing(of, required, &inputs).next();
    first.map_or_else(|| output::object(inputs), |error| Output::new(Err(error)))
}

fn missing<'a>(
    of: &'a str,
    required: &'a [&str],
    inputs: &'a Inputs,
) -> impl Iterator<Item = ProgramError> + 'a {
    let missing = required.iter().filter(|key| inputs.iter().all(|(given, _)| given != *key));
    missing.map(|key| ProgramError::Missing { of: of.to_owned(), property: (*key).to_owned() })
}

/// A resource as a provider's schema has it.
pub(crate) struct Registration<'a> {
    pub token: &'a str,
    pub name: &'a str,
    pub version: &'a str,
    pub inputs: Inputs,
    pub required: &'a [&'a str],
    pub options: ResourceOptions,
}

/// What a program's calls are made on. Its clones are the same program.
#[derive(Clone, Debug, Default)]
pub struct Context(Arc<Inner>);

#[derive(Debug, Default)]
struct Inner {
    settings: RunSettings,
    config: Config,
    parts: Mutex<Parts>,
}

#[derive(Debug, Default)]
struct Parts {
    variables: IndexMap<String, Value>,
    resources: IndexMap<String, Value>,
    outputs: IndexMap<String, Value>,
    errors: Vec<ProgramError>,
}

impl Context {
    /// An empty program.
    #[must_use]
    pub fn new(settings: RunSettings) -> Self {
        let config = Config::of(&settings);
        Self(Arc::new(Inner { settings, config, parts: Mutex::default() }))
    }

    /// The project's name.
    #[must_use]
    pub fn project(&self) -> &str {
        &self.0.settings.project
    }

    /// The stack's name.
    #[must_use]
    pub fn stack(&self) -> &str {
        &self.0.settings.stack
    }

    /// The name of the organisation that the stack belongs to.
    #[must_use]
    pub fn organization(&self) -> &str {
        &self.0.settings.organization
    }

    /// The stack's configuration.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.0.config
    }

    /// Exports a value as an output of the stack.
    pub fn export(&self, name: impl Into<String>, value: impl Into<Output<PropertyValue>>) {
        let name = name.into();
        let mut parts = self.parts();
        let Some(value) = parts.noted(value.into().expression()) else { return };
        if parts.outputs.insert(name.clone(), value).is_some() {
            parts.errors.push(ProgramError::Twice(name));
        }
    }

    /// The program as the YAML runtime reads it (JSON is YAML).
    ///
    /// # Errors
    /// [`ProgramError`] with the first thing that cannot stand.
    pub fn render(&self) -> Result<Value, ProgramError> {
        let parts = self.parts();
        if let Some(error) = parts.errors.first() {
            return Err(error.clone());
        }
        let section = |items: &IndexMap<String, Value>| -> Value {
            let items = items.iter();
            Value::Object(items.map(|(name, it)| (name.clone(), expression::render(it))).collect())
        };
        let mut program = Map::new();
        for (key, items) in [
            ("variables", &parts.variables),
            ("resources", &parts.resources),
            ("outputs", &parts.outputs),
        ] {
            if !items.is_empty() {
                program.insert(key.to_owned(), section(items));
            }
        }
        Ok(Value::Object(program))
    }

    /// Adds a resource.
    pub(crate) fn register(&self, it: Registration<'_>) -> Resource {
        let mut parts = self.parts();
        self.claim(&mut parts, it.name);
        parts.errors.extend(missing(it.name, it.required, &it.inputs));
        let properties = parts.noted(output::object(it.inputs).expression());
        let options = parts.noted(it.options.expression(it.version));
        let resource = json!({"type": it.token, "properties": properties, "options": options});
        parts.resources.insert(it.name.to_owned(), resource);
        Resource(it.name.to_owned())
    }

    /// Asks the function `token`. The answer is a variable of the program, which is called as the function is.
    pub(crate) fn invoke(
        &self,
        token: &str,
        inputs: Inputs,
        options: InvokeOptions,
        version: &str,
    ) -> Output<PropertyValue> {
        let mut parts = self.parts();
        let function = token.rsplit(':').next().unwrap_or(token);
        let asked = parts.variables.keys().filter(|key| key.split('-').next() == Some(function));
        let name = match asked.count() {
            0 => function.to_owned(),
            before => format!("{function}-{}", before + 1),
        };
        self.claim(&mut parts, &name);
        let arguments = parts.noted(output::object(inputs).expression());
        let options = options.expression(version);
        let call =
            json!({"fn::invoke": {"function": token, "arguments": arguments, "options": options}});
        parts.variables.insert(name.clone(), call);
        Output::reference(&name)
    }

    /// Notes a name that is taken, or that no reference could be written with. The runtime keeps configuration, resources and
    /// variables under one set of names: it leaves out, silently, what is called as a key that is set.
    fn claim(&self, parts: &mut Parts, name: &str) {
        if parts.resources.contains_key(name) || parts.variables.contains_key(name) {
            parts.errors.push(ProgramError::Twice(name.to_owned()));
        }
        if self.0.config.get(name).is_some() {
            parts.errors.push(ProgramError::Key(name.to_owned()));
        }
        let fits = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        if name.is_empty() || !name.chars().all(fits) {
            parts.errors.push(ProgramError::Name(name.to_owned()));
        }
    }

    /// Whoever panicked while adding a part has added it or not: what is there can be used.
    fn parts(&self) -> MutexGuard<'_, Parts> {
        self.0.parts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Parts {
    fn noted(&mut self, expression: Expression) -> Option<Value> {
        expression.map_err(|error| self.errors.push(error)).ok()
    }
}
