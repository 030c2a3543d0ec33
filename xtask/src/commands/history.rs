//! `cargo xtask history`: the event history of an execution or of one child execution.

use std::time::Duration;

use clap::Args;
use serde_json::Value;

use crate::cli::Global;
use crate::error::{Result, service};
use crate::output;
use crate::raw::LastBody;
use crate::session::{Session, TargetArgs};
use crate::time;

/// Show the event history of an execution.
#[derive(Args, Debug)]
#[command(after_help = "Example:
  cargo xtask history
  cargo xtask history --child arn:aws:states:us-east-1:000000000000:express:distmap/inner:a:b")]
pub(crate) struct History {
    /// The execution's name or ARN; the latest one by default
    execution: Option<String>,
    /// A child execution instead, as `failures` names it
    #[arg(long, value_name = "ARN", conflicts_with = "execution")]
    child: Option<String>,
    #[command(flatten)]
    target: TargetArgs,
}

pub(crate) async fn run(args: &History, global: &Global) -> Result<()> {
    let session = Session::open(&args.target, global).await?;
    let wanted = args.child.as_deref().or(args.execution.as_deref());
    let execution = session.find_execution(wanted).await?;
    let mut token = None;
    let mut first = None;
    loop {
        let body = LastBody::default();
        let request = session.sfn.get_execution_history().execution_arn(&execution);
        let request = request.set_next_token(token).customize().interceptor(body.clone());
        let page = request.send().await.map_err(|error| service("read the history", error))?;
        let events = body.take().and_then(|mut page| page.get_mut("events").map(Value::take));
        for event in events.as_ref().and_then(Value::as_array).into_iter().flatten() {
            show(event, &mut first, global);
        }
        token = page.next_token;
        if token.is_none() {
            break;
        }
    }
    session.close().await
}

fn show(event: &Value, first: &mut Option<f64>, global: &Global) {
    if global.json {
        return output::json(event);
    }
    let seconds = event["timestamp"].as_f64().unwrap_or_default();
    let since = (seconds - *first.get_or_insert(seconds)).max(0.0);
    let since = time::span(Duration::from_secs_f64(since));
    let id = event["id"].as_i64().unwrap_or_default();
    let kind = event["type"].as_str().unwrap_or_default();
    output::line(format!("{id:>5}  +{since:<10} {kind:<28} {}", brief(event)).trim_end());
}

/// An event's details on one line: the state's name first, long texts cut.
fn brief(event: &Value) -> String {
    let members = event.as_object().into_iter().flatten();
    let details = members.filter(|(name, _)| name.ends_with("EventDetails"));
    let mut words = Vec::new();
    for (name, value) in details.filter_map(|(_, details)| details.as_object()).flatten() {
        let text = match value {
            Value::String(text) => text.clone(),
            Value::Object(_) => continue,
            other => other.to_string(),
        };
        let cut: String = text.chars().take(100).collect();
        let dots = if cut.len() < text.len() { "..." } else { "" };
        match name.as_str() {
            "name" => words.insert(0, cut),
            _ => words.push(format!("{name}={cut}{dots}")),
        }
    }
    words.join(" ")
}
