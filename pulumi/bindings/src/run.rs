//! A program's frame.

use std::collections::BTreeMap;
use std::io::Write;

use futures::executor::block_on;
use serde_json::Value;

use crate::context::Context;
use crate::error::{ConfigError, Error, Result};

/// What a program is run with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunSettings {
    /// The project's name.
    pub project: String,
    /// The stack's name.
    pub stack: String,
    /// The name of the organisation that the stack belongs to.
    pub organization: String,
    /// The configuration, texts by `project:key`. None where there is no stack: at first the runtime asks for the plugins that
    /// the program needs, before it knows of one.
    pub config: Option<BTreeMap<String, String>>,
}

impl RunSettings {
    /// What the YAML runtime puts into the environment of a compiler: `PULUMI_PROJECT`, `PULUMI_STACK`,
    /// `PULUMI_ORGANIZATION` and `PULUMI_CONFIG`.
    ///
    /// # Errors
    /// [`ConfigError`] where the configuration is no JSON object of texts.
    pub fn from_env() -> Result<Self, ConfigError> {
        let variable =
            |name: &str, default: &str| std::env::var(name).unwrap_or_else(|_| default.to_owned());
        let settings = Self {
            project: variable("PULUMI_PROJECT", "project"),
            stack: variable("PULUMI_STACK", "stack"),
            organization: variable("PULUMI_ORGANIZATION", "organization"),
            config: None,
        };
        match std::env::var("PULUMI_CONFIG") {
            Ok(config) => settings.configured(&config),
            Err(_) => Ok(settings),
        }
    }

    /// The same with a configuration: a JSON object of texts by `project:key`.
    ///
    /// # Errors
    /// [`ConfigError`] where the text is something else.
    pub fn configured(self, config: &str) -> Result<Self, ConfigError> {
        let config: Value =
            serde_json::from_str(config).map_err(|error| ConfigError(error.to_string()))?;
        let Value::Object(config) = config else {
            return Err(ConfigError("it is another kind of value".to_owned()));
        };
        let texts = config.into_iter().map(|(key, value)| match value {
            Value::String(text) => Ok((key, text)),
            _ => Err(ConfigError(format!("`{key}` is no text"))),
        });
        Ok(Self { config: Some(texts.collect::<Result<_, _>>()?), ..self })
    }
}

/// A program's main function: runs `program` with what the YAML runtime says in the environment, and prints what it comes to for
/// the runtime to read. Where it fails, the error goes to standard error and the process ends with exit code 1.
///
/// ```no_run
/// use distmap_pulumi_bindings::{self as pulumi, self as pulumi_aws};
///
/// fn main() {
///     pulumi::run(|ctx| async move {
///         let topic = pulumi_aws::sns::Topic::new(
///             &ctx,
///             "news",
///             pulumi_aws::sns::TopicArgs::default(),
///             pulumi::ResourceOptions::default(),
///         );
///         ctx.export("topic", topic.arn().cast::<pulumi::PropertyValue>());
///         Ok(())
///     });
/// }
/// ```
#[allow(
    clippy::exit,
    clippy::print_stderr,
    reason = "this is a program's main function, and printing is what a compiler of the YAML runtime does"
)]
pub fn run<F, Fut>(program: F)
where
    F: FnOnce(Context) -> Fut,
    Fut: Future<Output = Result<()>>,
{
    let printed = RunSettings::from_env().map_err(Error::from).and_then(|settings| {
        let text = format!("{:#}\n", render(settings, program)?);
        std::io::stdout().write_all(text.as_bytes()).map_err(|error| error.to_string().into())
    });
    if let Err(error) = printed {
        eprintln!("{error}");
        std::process::exit(1);
    }
}

/// What [`run`] prints.
///
/// ```
/// use distmap_pulumi_bindings::{RunSettings, pv, render};
///
/// let settings = RunSettings { stack: "dev".to_owned(), ..Default::default() };
/// let program = render(settings, |ctx| async move {
///     ctx.export("stack", pv::string(ctx.stack()));
///     Ok(())
/// })?;
/// assert_eq!(program["outputs"]["stack"], "dev");
/// # Ok::<(), distmap_pulumi_bindings::Error>(())
/// ```
///
/// # Errors
/// What the program returns, or [`ProgramError`](crate::ProgramError)'s sentence on what cannot be rendered.
pub fn render<F, Fut>(settings: RunSettings, program: F) -> Result<Value>
where
    F: FnOnce(Context) -> Fut,
    Fut: Future<Output = Result<()>>,
{
    let ctx = Context::new(settings);
    block_on(program(ctx.clone()))?;
    Ok(ctx.render()?)
}
