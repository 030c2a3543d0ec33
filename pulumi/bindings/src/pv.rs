//! Values of any type, as expressions: each says what it makes, [`cast`](crate::Output::cast) makes it fit where a type is
//! wanted. What the engine knows only while the stack is made is computed there, by a function of the YAML runtime:
//! <https://www.pulumi.com/docs/iac/languages-sdks/yaml/yaml-language-reference/#built-in-functions>.
//!
//! ```
//! use distmap_pulumi_bindings::{Context, ResourceOptions, pv, sns};
//!
//! let ctx = Context::default();
//! let topic = sns::Topic::new(&ctx, "news", sns::TopicArgs::default(), ResourceOptions::default());
//! let policy = pv::to_json(pv::object(vec![
//!     ("Version".to_string(), pv::string("2012-10-17")),
//!     ("Resource".to_string(), pv::concat(vec![topic.arn().cast(), pv::string("/*")])),
//! ]));
//! ctx.export("policy", policy);
//! let policy = &ctx.render()?["outputs"]["policy"]["fn::toJSON"];
//! assert_eq!(policy["Resource"], "${news.arn}/*");
//! # Ok::<(), distmap_pulumi_bindings::ProgramError>(())
//! ```

use serde_json::json;

use crate::output::{self, Output};
use crate::value::PropertyValue;

/// A text.
#[must_use]
pub fn string(text: impl Into<String>) -> Output<PropertyValue> {
    Output::from_value(PropertyValue::String(text.into()))
}

/// A number; one without a fraction is written as an integer.
#[must_use]
pub fn number(number: f64) -> Output<PropertyValue> {
    Output::from_value(PropertyValue::Number(number))
}

/// A truth value.
#[must_use]
pub fn bool(flag: bool) -> Output<PropertyValue> {
    Output::from_value(PropertyValue::Bool(flag))
}

/// No value.
#[must_use]
pub fn null() -> Output<PropertyValue> {
    Output::from_value(PropertyValue::Null)
}

/// A list.
#[must_use]
pub fn array(items: Vec<Output<PropertyValue>>) -> Output<PropertyValue> {
    output::all(items).cast()
}

/// Values by name.
#[must_use]
pub fn object(fields: Vec<(String, Output<PropertyValue>)>) -> Output<PropertyValue> {
    output::object(fields)
}

/// Texts, numbers and truth values one after the other, as a text.
#[must_use]
pub fn concat(parts: Vec<Output<PropertyValue>>) -> Output<PropertyValue> {
    output::concat(parts).cast()
}

/// The same value, kept secret by the engine.
#[must_use]
pub fn secret(value: Output<PropertyValue>) -> Output<PropertyValue> {
    value.as_secret()
}

/// The JSON text of a value, keys sorted.
#[must_use]
pub fn to_json(value: Output<PropertyValue>) -> Output<PropertyValue> {
    function("toJSON", value)
}

/// A text's UTF-8 in Base64.
#[must_use]
pub fn to_base64(text: Output<PropertyValue>) -> Output<PropertyValue> {
    function("toBase64", text)
}

/// The text whose UTF-8 this is in Base64.
#[must_use]
pub fn from_base64(text: Output<PropertyValue>) -> Output<PropertyValue> {
    function("fromBase64", text)
}

/// The texts of a list with `separator` between them. The runtime takes no list that it got by [`split`].
#[must_use]
pub fn join(
    separator: Output<PropertyValue>,
    list: Output<PropertyValue>,
) -> Output<PropertyValue> {
    function("join", array(vec![separator, list]))
}

/// The texts between the separators.
#[must_use]
pub fn split(
    separator: Output<PropertyValue>,
    text: Output<PropertyValue>,
) -> Output<PropertyValue> {
    function("split", array(vec![separator, text]))
}

/// The item of a list at a position, from 0.
#[must_use]
pub fn element(
    list: Output<PropertyValue>,
    position: Output<PropertyValue>,
) -> Output<PropertyValue> {
    function("select", array(vec![position, list]))
}

/// A file, by path.
#[must_use]
pub fn file_asset(path: Output<PropertyValue>) -> Output<PropertyValue> {
    function("fileAsset", path)
}

/// A text as a file.
#[must_use]
pub fn string_asset(text: Output<PropertyValue>) -> Output<PropertyValue> {
    function("stringAsset", text)
}

/// What a URI gives, as a file.
#[must_use]
pub fn remote_asset(uri: Output<PropertyValue>) -> Output<PropertyValue> {
    function("remoteAsset", uri)
}

/// A folder or an archive file, by path.
#[must_use]
pub fn file_archive(path: Output<PropertyValue>) -> Output<PropertyValue> {
    function("fileArchive", path)
}

/// What a URI gives, as an archive.
#[must_use]
pub fn remote_archive(uri: Output<PropertyValue>) -> Output<PropertyValue> {
    function("remoteArchive", uri)
}

/// Assets and archives by name, as an archive.
#[must_use]
pub fn asset_archive(entries: Vec<(String, Output<PropertyValue>)>) -> Output<PropertyValue> {
    function("assetArchive", object(entries))
}

fn function(name: &str, argument: Output<PropertyValue>) -> Output<PropertyValue> {
    Output::new(argument.expression().map(|argument| json!({format!("fn::{name}"): argument})))
}
