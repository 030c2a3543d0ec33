//! The Context Object, made member by member when an expression reads it
//! (<https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html>).

use std::cell::OnceCell;

use distmap_eval::Context;
use serde_json::{Map, Value, json};

use super::{Branch, Run, Visit};
use crate::time::iso8601;

/// What the Context Object of a state is made of.
pub(crate) struct ContextObject<'a> {
    run: &'a Run,
    visit: &'a Visit<'a>,
    branch: &'a Branch,
    retry_count: Option<u64>,
    token: Option<&'a str>,
    whole: OnceCell<Value>,
    /// `Map` alone, which selectors read for every item.
    map: OnceCell<Value>,
}

impl<'a> ContextObject<'a> {
    pub(crate) fn new(run: &'a Run, visit: &'a Visit<'a>, branch: &'a Branch) -> Self {
        Self {
            run,
            visit,
            branch,
            retry_count: None,
            token: None,
            whole: OnceCell::new(),
            map: OnceCell::new(),
        }
    }

    /// The same with `State.RetryCount` and `Task.Token`.
    pub(crate) fn attempt(mut self, retries: u64, token: Option<&'a str>) -> Self {
        self.retry_count = Some(retries);
        self.token = token;
        self
    }

    fn map(&self) -> Option<&Value> {
        let item = self.branch.item.as_ref()?;
        Some(
            self.map.get_or_init(
                || json!({"Item": {"Index": item.index, "Value": item.value.value()}}),
            ),
        )
    }

    fn build(&self) -> Value {
        if let Some(given) = self.run.probe.as_ref().and_then(|probe| probe.context.as_ref()) {
            return given.clone();
        }
        let identity = &self.run.identity;
        let mut state = Map::new();
        state.insert("Name".into(), (*self.visit.state.name).into());
        state.insert("EnteredTime".into(), iso8601(self.visit.entered_at).into());
        if let Some(count) = self.retry_count {
            state.insert("RetryCount".into(), count.into());
        }
        let mut object = json!({
            "Execution": {
                "Id": *identity.arn,
                "Input": self.run.input.value(),
                "StartTime": iso8601(identity.started),
                "Name": *identity.name,
                "RoleArn": identity.role_arn.as_deref(),
            },
            "StateMachine": {"Id": *identity.machine_arn, "Name": *identity.machine},
            "State": state,
        });
        if !identity.synchronous {
            let count = identity.redrive.map_or(0, |redrive| redrive.count);
            object["Execution"]["RedriveCount"] = count.into();
        }
        if let Some(redrive) = identity.redrive {
            object["Execution"]["RedriveTime"] = iso8601(redrive.date).into();
        }
        if let Some(map) = self.map() {
            object["Map"] = map.clone();
        }
        if let Some(token) = self.token {
            object["Task"] = json!({"Token": token});
        }
        object
    }
}

impl Context for ContextObject<'_> {
    fn object(&self) -> &Value {
        self.whole.get_or_init(|| self.build())
    }

    fn member(&self, name: &str) -> Option<&Value> {
        if name == "Map" { self.map() } else { self.object().get(name) }
    }

    fn now(&self) -> Option<i64> {
        Some(self.run.engine.clock().now())
    }
}
