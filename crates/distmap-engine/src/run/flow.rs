//! What data goes into a state and what comes out of it, in both query languages.

use std::sync::Arc;

use distmap_eval::{Scope, names};
use serde_json::{Map, Value, json};

use super::{Branch, ContextObject, Failure, Run, Step, Visit};
use crate::data::{Data, MAX_PAYLOAD};
use crate::error::StateError;
use crate::history::EventKind;
use crate::plan::{CatchPlan, Kind, Next, PathField, Query, ResultPath, Text};

impl Run {
    /// The effective input: `InputPath` applied (JSONPath only; JSONata has none).
    pub(crate) fn effective_input(
        &self,
        visit: &Visit<'_>,
        input: &Data,
        context: &ContextObject<'_>,
        branch: &Branch,
    ) -> Result<Data, Failure> {
        let effective = self.through(visit, &visit.state.input_path, input, context, branch)?;
        self.inspect("afterInputPath", &effective);
        Ok(effective)
    }

    /// `OutputPath`.
    pub(crate) fn output_path(
        &self,
        visit: &Visit<'_>,
        data: &Data,
        context: &ContextObject<'_>,
        branch: &Branch,
    ) -> Result<Data, Failure> {
        self.through(visit, &visit.state.output_path, data, context, branch)
    }

    fn through(
        &self,
        visit: &Visit<'_>,
        path: &PathField,
        data: &Data,
        context: &ContextObject<'_>,
        branch: &Branch,
    ) -> Result<Data, Failure> {
        match path {
            PathField::Identity => Ok(data.clone()),
            PathField::Null => Ok(Data::from(json!({}))),
            PathField::Path(path) => {
                if let Some(part) = path.keys().and_then(|keys| data.part(keys)) {
                    return Ok(part);
                }
                let scope = data.scope(data, context, &branch.variables);
                let found = path.resolve(&scope).map_err(|e| visit.failure(e))?;
                Ok(Data::from(found.into_owned()))
            }
        }
    }

    /// `Parameters` or `Arguments` applied to the effective input; the input itself where neither stands.
    pub(crate) fn arguments(
        &self,
        visit: &Visit<'_>,
        input: &Data,
        effective: Data,
        context: &ContextObject<'_>,
        branch: &Branch,
    ) -> Result<Data, Failure> {
        let Some(template) = &visit.state.arguments else {
            self.inspect("afterParameters", &effective);
            return Ok(effective);
        };
        let parts = visit.state.assembly.as_ref();
        if let Some(given) = parts.and_then(|parts| parts.put_together(&effective)) {
            self.inspect("afterParameters", &given);
            return Ok(given);
        }
        let scope = effective.scope(input, context, &branch.variables);
        if effective.value().is_null() && template.reads_data() {
            let cause = "Unable to apply Path transformation to null or empty input.";
            return Err(visit.runtime(cause));
        }
        let given = Data::from(template.evaluate(&scope).map_err(|e| visit.failure(e))?);
        let step = if visit.state.jsonata { "afterArguments" } else { "afterParameters" };
        self.inspect(step, &given);
        Ok(given)
    }

    /// Everything after the work: ResultSelector, ResultPath, OutputPath, or Output; and Assign.
    /// Records that the state was left.
    pub(crate) fn finish(
        &self,
        visit: &Visit<'_>,
        input: &Data,
        result: Data,
        context: &ContextObject<'_>,
        branch: &Branch,
    ) -> Result<Finished, Failure> {
        let state = visit.state;
        let scope = Scope::new(input, context, &branch.variables);
        if state.jsonata {
            // The other states do no work that had a result.
            let scope = match state.kind {
                Kind::Task(_) | Kind::Map(_) | Kind::Parallel(_) => {
                    scope.with_result(result.value())
                }
                _ => scope,
            };
            let output = match &state.output {
                Some(template) => {
                    Some(Data::from(template.evaluate(&scope).map_err(|e| visit.failure(e))?))
                }
                None => None,
            };
            let assigned = self.assigned(visit, state.assign.as_ref(), &scope)?;
            return self.checked(visit, output.unwrap_or(result), assigned);
        }
        let result = match &state.result_selector {
            Some(template) => {
                let scope = scope.with_result(result.value());
                Data::from(template.evaluate(&scope).map_err(|e| visit.failure(e))?)
            }
            None => result,
        };
        self.inspect("afterResultSelector", &result);
        let assigned = match &state.assign {
            Some(_) => {
                let scope = scope.with_result(result.value());
                self.assigned(visit, state.assign.as_ref(), &scope)?
            }
            None => None,
        };
        let combined = self.combine(visit, &state.result_path, input, result)?;
        self.inspect("afterResultPath", &combined);
        let output = match &state.output_path {
            // What the path finds is moved out of data that ends here anyhow.
            PathField::Path(path) => {
                match path.keys().and_then(|keys| combined.part(keys)).ok_or(combined) {
                    Ok(part) => part,
                    Err(combined) => match combined.unshared() {
                        Ok(data) => {
                            Data::from(path.take(&scope, data).map_err(|e| visit.failure(e))?)
                        }
                        Err(shared) => self.output_path(visit, &shared, context, branch)?,
                    },
                }
            }
            _ => self.output_path(visit, &combined, context, branch)?,
        };
        self.checked(visit, output, assigned)
    }

    /// `ResultPath`: the result put into the state's input.
    fn combine(
        &self,
        visit: &Visit<'_>,
        path: &ResultPath,
        input: &Data,
        result: Data,
    ) -> Result<Data, Failure> {
        match path {
            ResultPath::Replace => Ok(result),
            ResultPath::Discard => Ok(input.clone()),
            ResultPath::Into(path) => {
                let combined = path.set(input.value().clone(), result.into_value());
                let combined = combined.map_err(|error| match error.error {
                    names::RESULT_PATH_MATCH_FAILURE => path.mismatch(input.text()),
                    _ => error,
                });
                Ok(Data::from(combined.map_err(|e| visit.failure(e))?))
            }
        }
    }

    pub(crate) fn assigned(
        &self,
        visit: &Visit<'_>,
        assign: Option<&distmap_eval::Template>,
        scope: &Scope<'_>,
    ) -> Result<Option<Map<String, Value>>, Failure> {
        let Some(template) = assign else { return Ok(None) };
        match template.evaluate(scope).map_err(|e| visit.failure(e))? {
            Value::Object(values) => Ok(Some(values)),
            other => Err(visit
                .wrap("States.Runtime", &format!("Assign must be an object but was: {other}"))
                .into()),
        }
    }

    pub(crate) fn checked(
        &self,
        visit: &Visit<'_>,
        output: Data,
        assigned: Option<Map<String, Value>>,
    ) -> Result<Finished, Failure> {
        fits(visit, &output)?;
        Ok(Finished { output, assigned })
    }

    /// Sets variables, records that the state was left, and goes to `next`.
    pub(crate) fn leave(
        &self,
        visit: &Visit<'_>,
        finished: Finished,
        next: Next,
        branch: &mut Branch,
    ) -> Result<Step, Failure> {
        let Finished { output, assigned } = finished;
        let assigned = match assigned {
            Some(values) => {
                branch.variables.assign(values.clone()).map_err(|e| visit.failure(e))?;
                (!values.is_empty()).then(|| Arc::new(values))
            }
            None => None,
        };
        self.record(
            branch,
            EventKind::StateExited { state: visit.state.id, output: output.clone(), assigned },
        );
        Ok(Step { output, next })
    }

    /// Records `EvaluationFailed` for a failure that comes from a JSONata expression of this state.
    pub(crate) fn evaluation_failed(
        &self,
        visit: &Visit<'_>,
        failure: &mut Failure,
        branch: &mut Branch,
    ) {
        if let Some(location) = failure.evaluation.take() {
            // What fails at once fails as the state is entered; a Wait finds out only after it has begun.
            let at_once = branch.previous == visit.entered;
            let after = match visit.state.kind {
                Kind::Wait(_) => visit.entered,
                _ if at_once => visit.before,
                _ => branch.previous,
            };
            branch.previous = self.record_aside(
                after,
                EventKind::EvaluationFailed {
                    error: Box::new(failure.error.clone()),
                    location,
                    state: visit.state.id,
                },
            );
        }
    }

    /// A failure that nobody caught, on its way out of the state.
    pub(crate) fn uncaught(
        &self,
        visit: &Visit<'_>,
        mut failure: Failure,
        branch: &mut Branch,
    ) -> Failure {
        self.evaluation_failed(visit, &mut failure, branch);
        failure.previous = branch.previous;
        failure
    }

    pub(crate) fn pass(
        &self,
        visit: &Visit<'_>,
        result: Option<&Data>,
        input: &Data,
        branch: &mut Branch,
    ) -> Result<Step, Failure> {
        let context = ContextObject::new(self, visit, branch);
        let finished = self.effective_input(visit, input, &context, branch).and_then(|effective| {
            let made = match result {
                Some(result) => {
                    self.inspect("result", result);
                    result.clone()
                }
                None => self.arguments(visit, input, effective, &context, branch)?,
            };
            self.finish(visit, input, made, &context, branch)
        });
        self.end(visit, finished, branch)
    }

    pub(crate) fn succeed(
        &self,
        visit: &Visit<'_>,
        input: &Data,
        branch: &mut Branch,
    ) -> Result<Step, Failure> {
        let context = ContextObject::new(self, visit, branch);
        let finished = self
            .effective_input(visit, input, &context, branch)
            .and_then(|effective| self.finish(visit, input, effective, &context, branch));
        self.end(visit, finished, branch)
    }

    /// Leaves a state that has no Retry and no Catch.
    pub(crate) fn end(
        &self,
        visit: &Visit<'_>,
        finished: Result<Finished, Failure>,
        branch: &mut Branch,
    ) -> Result<Step, Failure> {
        finished
            .and_then(|finished| self.leave(visit, finished, visit.state.next, branch))
            .map_err(|failure| self.uncaught(visit, failure, branch))
    }

    pub(crate) fn fail(
        &self,
        visit: &Visit<'_>,
        error: Option<&Text>,
        cause: Option<&Text>,
        input: &Data,
        branch: &mut Branch,
    ) -> Failure {
        let context = ContextObject::new(self, visit, branch);
        let texts = self.effective_input(visit, input, &context, branch).and_then(|effective| {
            let scope = effective.scope(input, &context, &branch.variables);
            let text = |field: Option<&Text>, name: &str| {
                field.map(|field| self.text(visit, field, name, &scope)).transpose()
            };
            Ok(StateError { error: text(error, "Error")?, cause: text(cause, "Cause")? })
        });
        let failure = match texts {
            Ok(error) => Failure::new(error),
            Err(failure) => failure,
        };
        self.uncaught(visit, failure, branch)
    }

    /// The text of a field such as `Error` or `CausePath`.
    fn text(
        &self,
        visit: &Visit<'_>,
        field: &Text,
        name: &str,
        scope: &Scope<'_>,
    ) -> Result<String, Failure> {
        let query = match field {
            Text::Literal(text) => return Ok(text.clone()),
            Text::Query(query) => query,
        };
        match (query.eval(scope).map_err(|e| visit.failure(e))?, query) {
            (Value::String(text), _) => Ok(text),
            (other, Query::Path(path)) => Err(visit.runtime(&format!(
                "The {name}Path field refers to value \"{other}\" which is not a valid string: {}",
                path.text()
            ))),
            (other, Query::Jsonata(expression)) => {
                Err(visit.unexpected_type(name, expression.source(), "string", &other))
            }
        }
    }

    /// What a catcher makes of a failure.
    pub(crate) fn caught(
        &self,
        visit: &Visit<'_>,
        catcher: &CatchPlan,
        failure: &Failure,
        input: &Data,
        context: &ContextObject<'_>,
        branch: &Branch,
    ) -> Result<Finished, Failure> {
        let error_output = error_output(&failure.error);
        let scope = Scope::new(input, context, &branch.variables).with_error(&error_output);
        let assigned = self.assigned(visit, catcher.assign.as_ref(), &scope)?;
        let output = match &catcher.output {
            Some(template) => Data::from(template.evaluate(&scope).map_err(|e| visit.failure(e))?),
            None => {
                self.combine(visit, &catcher.result_path, input, Data::from(error_output.clone()))?
            }
        };
        self.checked(visit, output, assigned)
    }
}

/// Refuses what is larger than a state may return.
pub(crate) fn fits(visit: &Visit<'_>, result: &Data) -> Result<(), Failure> {
    if result.longer_than(MAX_PAYLOAD) {
        let what = format!("The state/task '{}' returned a result", visit.state.name);
        return Err(Failure::by_name(StateError::data_limit(&what)));
    }
    Ok(())
}

/// The output of a state that is ready to be left.
pub(crate) struct Finished {
    pub output: Data,
    pub assigned: Option<Map<String, Value>>,
}

/// The object that a catcher sees. AWS leaves out what the error does not have, but for the cause,
/// which is then empty.
pub(crate) fn error_output(error: &StateError) -> Value {
    let mut object = Map::new();
    object.insert("Error".into(), error.name().into());
    object.insert("Cause".into(), error.cause.as_deref().unwrap_or_default().into());
    Value::Object(object)
}
