//! AWS's recorded answers for machines that need nothing but data flow: Pass, Choice, Succeed and Fail states.
//!
//! The recordings lie beside the repository (`../shared/conformance`); without them the test says so and passes.

use std::path::{Path as FilePath, PathBuf};

use distmap_asl::{QueryLanguage, State, StateKind, StateMachine, Transition};
use distmap_eval::{
    Condition, EvalError, Expression, JsonataExpr, Path, ReferencePath, Scope, Template, Variables,
};
use serde_json::{Map, Value, json};

/// How an execution ends: with its output, or with an error and its cause.
type Outcome = Result<Value, (Option<String>, Option<String>)>;

fn run(machine: &StateMachine, input: Value) -> Result<Outcome, Box<dyn std::error::Error>> {
    let mut variables = Variables::new();
    let mut name = machine.start_at.clone();
    let mut data = input.clone();
    let mut event = 2;
    loop {
        let state = &machine.states[&name];
        let arn =
            |kind: &str, name: &str| format!("arn:aws:states:us-east-1:111111111111:{kind}:{name}");
        let context = json!({
            "Execution": {
                "Id": arn("execution", "machine:run"), "Input": input, "Name": "run", "RoleArn": "role",
                "StartTime": "2026-01-01T00:00:00Z", "RedriveCount": 0
            },
            "State": {"Name": name, "EnteredTime": "2026-01-01T00:00:00Z"},
            "StateMachine": {"Id": arn("stateMachine", "machine"), "Name": "machine"},
        });
        let step = Step {
            state,
            language: state.query_language.or(machine.query_language).unwrap_or_default(),
        };
        match step.run(&data, &context, &mut variables)? {
            Ok((output, Some(next))) => (data, name, event) = (output, next, event + 2),
            Ok((output, None)) => return Ok(Ok(output)),
            Err(Failed::Fail(error, cause)) => return Ok(Err((error, cause))),
            Err(Failed::Eval(EvalError { error, cause, .. })) => {
                let text = format!(
                    "An error occurred while executing the state '{name}' (entered at the event id #{event}). {cause}"
                );
                return Ok(Err((Some(error.to_owned()), Some(text))));
            }
        }
    }
}

enum Failed {
    Eval(EvalError),
    Fail(Option<String>, Option<String>),
}

impl From<EvalError> for Failed {
    fn from(error: EvalError) -> Self {
        Failed::Eval(error)
    }
}

type Stepped = Result<(Value, Option<String>), Failed>;

struct Step<'s> {
    state: &'s State,
    language: QueryLanguage,
}

impl Step<'_> {
    fn template(
        &self,
        value: &Option<Value>,
        field: &str,
    ) -> Result<Option<Template>, Box<dyn std::error::Error>> {
        Ok(value
            .as_ref()
            .map(|value| Template::compile(value, self.language, field))
            .transpose()?)
    }

    fn run(
        &self,
        input: &Value,
        context: &Value,
        variables: &mut Variables,
    ) -> Result<Stepped, Box<dyn std::error::Error>> {
        let flow = &self.state.flow;
        let path = |path: &Option<Option<String>>| match path {
            None => Path::compile("$").map(Some),
            Some(path) => path.as_deref().map(Path::compile).transpose(),
        };
        let (input_path, output_path) = (path(&flow.input_path)?, path(&flow.output_path)?);
        let result_path = match &flow.result_path {
            None => Some(ReferencePath::compile("$")?),
            Some(path) => path.as_deref().map(ReferencePath::compile).transpose()?,
        };
        let parameters = self.template(&flow.parameters, "Parameters")?;
        let mut output = self.template(&flow.output, "Output")?;
        let mut assign = self.template(&flow.assign, "Assign")?;
        let known = variables.clone();
        let scope = Scope::new(input, context, &known);

        let mut next = match &self.state.next {
            Transition::Next(name) => Some(name.clone()),
            _ => None,
        };
        let mut result = None;
        match &self.state.kind {
            StateKind::Pass(pass) => result = pass.result.clone(),
            StateKind::Choice(choice) => {
                next = choice.default.clone();
                for (at, rule) in choice.choices.iter().enumerate() {
                    match Condition::compile(&rule.condition, at)?.evaluate(&scope) {
                        Ok(false) => {}
                        Ok(true) => {
                            next = Some(rule.next.clone());
                            assign = self.template(&rule.assign, "Assign")?;
                            output = self.template(&rule.output, "Output")?;
                            break;
                        }
                        Err(error) => return Ok(Err(error.into())),
                    }
                }
            }
            StateKind::Succeed => {}
            StateKind::Fail(fail) => {
                let text = |value: &Option<distmap_asl::Dynamic<String>>| -> Result<Option<String>, Box<dyn std::error::Error>> {
                    Ok(match value {
                        Some(distmap_asl::Dynamic::Literal(text)) => Some(text.clone()),
                        Some(distmap_asl::Dynamic::Path(text)) => {
                            Expression::compile(text)?.evaluate(&scope)?.as_str().map(str::to_owned)
                        }
                        Some(distmap_asl::Dynamic::Jsonata(text)) => {
                            JsonataExpr::compile(text, "Fail")?.evaluate(&scope)?.as_str().map(str::to_owned)
                        }
                        None => None,
                    })
                };
                return Ok(Err(Failed::Fail(text(&fail.error)?, text(&fail.cause)?)));
            }
            _ => return Err("a state that the walk doesn't know".into()),
        }
        let flow = || -> Stepped {
            let effective = match &input_path {
                Some(path) => path.take(&scope, input.clone())?,
                None => json!({}),
            };
            let made = match &parameters {
                Some(template) => template.evaluate(&scope.with_data(&effective))?,
                None => effective,
            };
            let result = result.unwrap_or(made);
            if let Some(template) = &assign
                && let Value::Object(values) = template.evaluate(&scope.with_data(&result))?
            {
                variables.assign(values)?;
            }
            if let Some(output) = &output {
                return Ok((output.evaluate(&scope)?, next));
            }
            let merged = match &result_path {
                Some(path) => path.set(input.clone(), result)?,
                None => input.clone(),
            };
            let output = match &output_path {
                Some(path) => path.take(&scope, merged)?,
                None => json!({}),
            };
            Ok((output, next))
        };
        Ok(flow())
    }
}

/// Whether a recorded text, in which tokens stand for what varies, fits ours.
fn fits(recorded: &str, ours: &str, tokens: &Map<String, Value>) -> bool {
    if recorded == ours || tokens.contains_key(recorded) {
        return true;
    }
    let mut rest = ours;
    for (at, piece) in recorded.split('<').enumerate() {
        let fixed =
            if at == 0 { piece } else { piece.split_once('>').map_or(piece, |(_, fixed)| fixed) };
        match rest.find(fixed) {
            Some(found) if at > 0 || found == 0 => rest = &rest[found + fixed.len()..],
            _ => return false,
        }
    }
    recorded.contains('<')
}

fn same(recorded: &Value, ours: &Value, tokens: &Map<String, Value>) -> bool {
    match (recorded, ours) {
        (Value::String(recorded), _) if tokens.contains_key(recorded) => true,
        (Value::String(recorded), Value::String(ours)) => fits(recorded, ours, tokens),
        (Value::Number(a), Value::Number(b)) => a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b, tokens))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| same(a, b, tokens)))
        }
        _ => recorded == ours,
    }
}

/// `None` if the recording needs more than data flow.
fn check(vector: &Value) -> Option<Result<(), String>> {
    let data_flow_only = vector["kind"] == "execution"
        && vector["type"] == "STANDARD"
        // That one is about the limit of a state's output, which the engine keeps.
        && vector["expected"]["error"] != "States.DataLimitExceeded"
        && vector["unverified"] != true
        && vector["needs"].as_array()?.is_empty()
        && vector["definition"]["States"].as_object()?.values().all(|state| {
            matches!(state["Type"].as_str(), Some("Pass" | "Choice" | "Succeed" | "Fail"))
        });
    let expected = &vector["expected"];
    if !data_flow_only || expected["status"].is_null() || expected["output_masked"] == true {
        return None;
    }
    let nothing = Map::new();
    let tokens = vector["placeholders"].as_object().unwrap_or(&nothing);
    let outcome = StateMachine::from_value(&vector["definition"])
        .map_err(|diagnostics| format!("{diagnostics:?}"))
        .and_then(|machine| {
            run(&machine, vector["input"].clone()).map_err(|error| error.to_string())
        });
    Some(match outcome {
        Err(error) => Err(error),
        Ok(Ok(output))
            if expected["status"] == "SUCCEEDED" && same(&expected["output"], &output, tokens) =>
        {
            Ok(())
        }
        Ok(Err((error, cause)))
            if expected["status"] == "FAILED"
                && same(&expected["error"], &json!(error), tokens)
                && same(&expected["cause"], &json!(cause), tokens) =>
        {
            Ok(())
        }
        Ok(other) => Err(format!("expected {expected}, got {other:?}")),
    })
}

fn vectors(directory: &FilePath) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for category in std::fs::read_dir(directory)? {
        let category = category?.path();
        if category.is_dir() {
            files.extend(std::fs::read_dir(category)?.flatten().map(|entry| entry.path()));
        }
    }
    files.sort();
    Ok(files)
}

#[test]
#[allow(clippy::print_stderr, reason = "a skipped test says so")]
fn data_flow_answers_as_recorded() -> Result<(), Box<dyn std::error::Error>> {
    let directory = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/conformance");
    if !directory.is_dir() {
        eprintln!("skipped: no recordings beside the repository");
        return Ok(());
    }
    let (mut passed, mut failed) = (0, Vec::new());
    for file in vectors(&directory)? {
        let vector: Value = serde_json::from_str(&std::fs::read_to_string(&file)?)?;
        match check(&vector) {
            None => {}
            Some(Ok(())) => passed += 1,
            Some(Err(reason)) => failed.push(format!("{}: {reason}", vector["id"])),
        }
    }
    assert!(
        failed.is_empty(),
        "{} of {} fail:\n{}",
        failed.len(),
        passed + failed.len(),
        failed.join("\n")
    );
    assert!(passed >= 400, "only {passed} recordings were checked");
    Ok(())
}
