//! How the engine treats resources and invokes.

use serde_json::{Map, Value, json};

use crate::context::Resource;
use crate::error::ProgramError;
use crate::expression::{self, Expression};
use crate::output::Output;
use crate::value::PropertyValue;

/// How the engine treats a resource: <https://www.pulumi.com/docs/iac/concepts/resources/options/>. What is empty is not set.
#[derive(Clone, Debug, Default)]
pub struct ResourceOptions {
    /// The resource that this one belongs to.
    pub parent: Option<Resource>,
    /// Makes these first, and deletes this first.
    pub depends_on: Vec<Resource>,
    /// Refuses to delete the resource.
    pub protect: Option<bool>,
    /// The provider's resource to be used.
    pub provider: Option<Resource>,
    /// The provider's version, if not that of the bindings.
    pub version: String,
    /// Where the provider's plugin is found.
    pub plugin_download_url: String,
    /// Outputs to be kept secret.
    pub additional_secret_outputs: Vec<String>,
    /// Properties whose changes do not count.
    pub ignore_changes: Vec<String>,
    /// Deletes before a replacement is made.
    pub delete_before_replace: Option<bool>,
    /// Leaves the resource where it is when the program lets go of it.
    pub retain_on_delete: Option<bool>,
    /// Goes together with this resource, without a deletion of its own.
    pub deleted_with: Option<Resource>,
    /// Takes over an existing resource by its id.
    pub import_id: String,
    /// Properties whose change makes a new resource.
    pub replace_on_changes: Vec<String>,
    /// How long the provider may take.
    pub custom_timeouts: Option<CustomTimeouts>,
    /// What the resource was before.
    pub aliases: Vec<Alias>,
    /// Properties whose changes are not shown.
    pub hide_diffs: Vec<String>,
}

/// What a resource was before.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Alias {
    /// Its whole URN.
    Urn(String),
}

/// How long the provider may take, as texts such as `30m`. They must be written out.
#[derive(Clone, Debug, Default)]
pub struct CustomTimeouts {
    /// To create.
    pub create: Option<Output<PropertyValue>>,
    /// To update.
    pub update: Option<Output<PropertyValue>>,
    /// To delete.
    pub delete: Option<Output<PropertyValue>>,
}

/// How the engine treats an invoke. What is empty is not set.
#[derive(Clone, Debug, Default)]
pub struct InvokeOptions {
    /// The provider's resource to be used.
    pub provider: Option<Resource>,
    /// The resource whose provider is to be used.
    pub parent: Option<Resource>,
    /// The provider's version, if not that of the bindings.
    pub version: String,
    /// Where the provider's plugin is found.
    pub plugin_download_url: String,
    /// Waits for these.
    pub depends_on: Vec<Resource>,
}

#[derive(Default)]
struct Options(Map<String, Value>);

impl Options {
    fn set(&mut self, key: &str, value: Option<Value>) {
        if let Some(value) = value {
            self.0.insert(key.to_owned(), value);
        }
    }

    fn flag(&mut self, key: &str, value: Option<bool>) {
        self.set(key, value.map(Value::Bool));
    }

    fn text(&mut self, key: &str, value: &str) {
        self.set(key, (!value.is_empty()).then(|| value.into()));
    }

    fn texts(&mut self, key: &str, values: Vec<String>) {
        self.set(key, (!values.is_empty()).then(|| json!(values)));
    }

    fn resource(&mut self, key: &str, resource: Option<Resource>) {
        self.set(key, resource.map(|it| it.whole()));
    }

    fn resources(&mut self, key: &str, resources: &[Resource]) {
        let all = || resources.iter().map(Resource::whole).collect();
        self.set(key, (!resources.is_empty()).then(all));
    }
}

fn either<'a>(text: &'a str, otherwise: &'a str) -> &'a str {
    if text.is_empty() { otherwise } else { text }
}

impl ResourceOptions {
    pub(crate) fn expression(self, version: &str) -> Expression {
        let mut options = Options::default();
        options.flag("protect", self.protect);
        options.resources("dependsOn", &self.depends_on);
        options.resource("parent", self.parent);
        options.resource("provider", self.provider);
        options.resource("deletedWith", self.deleted_with);
        options.texts("ignoreChanges", self.ignore_changes);
        options.texts("replaceOnChanges", self.replace_on_changes);
        options.texts("additionalSecretOutputs", self.additional_secret_outputs);
        options.texts("hideDiffs", self.hide_diffs);
        options.texts("aliases", self.aliases.into_iter().map(|Alias::Urn(urn)| urn).collect());
        options.flag("retainOnDelete", self.retain_on_delete);
        options.flag("deleteBeforeReplace", self.delete_before_replace);
        options.text("import", &self.import_id);
        options.set(
            "customTimeouts",
            self.custom_timeouts.map(CustomTimeouts::expression).transpose()?,
        );
        options.text("version", either(&self.version, version));
        options.text("pluginDownloadURL", &self.plugin_download_url);
        Ok(Value::Object(options.0))
    }
}

impl CustomTimeouts {
    fn expression(self) -> Expression {
        let mut timeouts = Map::new();
        for (key, timeout) in
            [("create", self.create), ("update", self.update), ("delete", self.delete)]
        {
            let Some(timeout) = timeout else { continue };
            let timeout = timeout.cast::<String>().expression()?;
            if expression::is_computed(&timeout) {
                return Err(ProgramError::Unsupported(format!("compute the time to {key}")));
            }
            timeouts.insert(key.to_owned(), timeout);
        }
        Ok(Value::Object(timeouts))
    }
}

impl InvokeOptions {
    pub(crate) fn expression(self, version: &str) -> Value {
        let mut options = Options::default();
        options.resources("dependsOn", &self.depends_on);
        options.resource("parent", self.parent);
        options.resource("provider", self.provider);
        options.text("version", either(&self.version, version));
        options.text("pluginDownloadURL", &self.plugin_download_url);
        Value::Object(options.0)
    }
}
