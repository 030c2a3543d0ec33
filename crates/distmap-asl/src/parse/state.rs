//! State machines and states.

use indexmap::IndexMap;
use serde_json::Value;

use super::data;
use super::map;
use super::reader::{Object, Reader};
use crate::model::{
    ChoiceState, FailState, ParallelState, PassState, QueryLanguage, State, StateKind,
    StateMachine, TaskState, Transition, WaitState,
};

/// Reads a machine; `inherited` is the language of the machine around a branch or processor.
pub(super) fn machine(
    reader: &mut Reader,
    value: &Value,
    inherited: Option<QueryLanguage>,
) -> Option<StateMachine> {
    let object = reader.object(value)?;
    let own = reader.field(object, "QueryLanguage", query_language);
    // AWS takes the language of inner states from the top of the definition, not from the Map or Parallel around them.
    let top = inherited.or(own).unwrap_or_default();
    let missing: Vec<&str> =
        ["States", "StartAt"].into_iter().filter(|key| !object.contains_key(*key)).collect();
    if !missing.is_empty() {
        return reader.report(format!("These fields are required: [{}]", missing.join(", ")));
    }
    let comment = reader.field(object, "Comment", Reader::string);
    let version = reader.field(object, "Version", Reader::string);
    let timeout_seconds = reader.field(object, "TimeoutSeconds", Reader::integer);
    let start_at = reader.field(object, "StartAt", Reader::string);
    let states = reader.field(object, "States", |reader, value| {
        let object = reader.object(value)?;
        let mut states = IndexMap::with_capacity(object.len());
        for (name, value) in object {
            let state = reader.within(name, |reader| state(reader, value, top));
            states.extend(state.map(|it| (name.clone(), it)));
        }
        Some(states)
    });
    Some(StateMachine {
        comment,
        version,
        query_language: own,
        timeout_seconds,
        start_at: start_at?,
        states: states?,
    })
}

fn query_language(reader: &mut Reader, value: &Value) -> Option<QueryLanguage> {
    match reader.string(value)?.as_str() {
        "JSONPath" => Some(QueryLanguage::JsonPath),
        "JSONata" => Some(QueryLanguage::Jsonata),
        _ => reader.report("Value must be one of: [JSONPath, JSONata]"),
    }
}

/// Reads a state in a machine whose language is `top`.
pub(super) fn state(reader: &mut Reader, value: &Value, top: QueryLanguage) -> Option<State> {
    let object = reader.object(value)?;
    let own = reader.field(object, "QueryLanguage", query_language);
    let kind = kind(reader, object, own.unwrap_or(top), top);
    Some(State {
        comment: reader.field(object, "Comment", Reader::string),
        query_language: own,
        flow: data::flow(reader, object),
        next: transition(reader, object),
        kind: kind?,
    })
}

fn transition(reader: &mut Reader, object: &Object) -> Transition {
    if let Some(next) = reader.field(object, "Next", Reader::string) {
        return Transition::Next(next);
    }
    match reader.field(object, "End", Reader::boolean) {
        Some(true) => Transition::End,
        _ => Transition::None,
    }
}

fn kind(
    reader: &mut Reader,
    object: &Object,
    language: QueryLanguage,
    top: QueryLanguage,
) -> Option<StateKind> {
    let jsonata = language == QueryLanguage::Jsonata;
    let name = reader.required(object, "Type", Reader::string)?;
    Some(match name.as_str() {
        "Pass" => StateKind::Pass(PassState { result: object.get("Result").cloned() }),
        "Task" => StateKind::Task(Box::new(task(reader, object, jsonata)?)),
        "Choice" => StateKind::Choice(ChoiceState {
            choices: reader.required(object, "Choices", |reader, value| {
                reader.list(value, data::choice_rule)
            })?,
            default: reader.field(object, "Default", Reader::string),
        }),
        "Wait" => StateKind::Wait(wait(reader, object, jsonata)?),
        "Succeed" => StateKind::Succeed,
        "Fail" => StateKind::Fail(FailState {
            error: reader.dynamic(object, "Error", jsonata, Reader::string),
            cause: reader.dynamic(object, "Cause", jsonata, Reader::string),
        }),
        "Parallel" => StateKind::Parallel(ParallelState {
            branches: reader.required(object, "Branches", |reader, value| {
                reader.list(value, |reader, value| machine(reader, value, Some(top)))
            })?,
            retry: data::retry(reader, object),
            catch: data::catch(reader, object),
        }),
        "Map" => StateKind::Map(Box::new(map::map(reader, object, jsonata, top)?)),
        _ => return reader.report(format!("Invalid value: {name} for field 'Type'")),
    })
}

fn task(reader: &mut Reader, object: &Object, jsonata: bool) -> Option<TaskState> {
    let resource = reader.required(object, "Resource", Reader::string);
    Some(TaskState {
        resource: resource?,
        timeout: reader.dynamic(object, "TimeoutSeconds", jsonata, Reader::integer),
        heartbeat: reader.dynamic(object, "HeartbeatSeconds", jsonata, Reader::integer),
        credentials: object.get("Credentials").cloned(),
        retry: data::retry(reader, object),
        catch: data::catch(reader, object),
    })
}

fn wait(reader: &mut Reader, object: &Object, jsonata: bool) -> Option<WaitState> {
    let has = |key: &str| object.contains_key(key) || object.contains_key(&format!("{key}Path"));
    if has("Seconds") {
        reader.dynamic(object, "Seconds", jsonata, Reader::integer).map(WaitState::Seconds)
    } else if has("Timestamp") {
        reader.dynamic(object, "Timestamp", jsonata, Reader::string).map(WaitState::Timestamp)
    } else {
        reader.report(
            "There should be one of the following fields: [SecondsPath, Seconds, TimestampPath, Timestamp]",
        )
    }
}
