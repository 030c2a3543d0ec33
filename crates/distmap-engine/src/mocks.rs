//! Mocked answers, in the format of AWS Step Functions Local's mock configuration
//! (<https://docs.aws.amazon.com/step-functions/latest/dg/sfn-local-mock-cfg-file.html>).

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::Value;

use crate::error::StateError;

/// A mock file: for each state machine its test cases, for each of them the answers of states.
#[derive(Clone, Debug, Default)]
pub struct MockConfig {
    machines: HashMap<String, HashMap<String, Arc<TestCase>>>,
}

/// The answers of one test case, by state.
#[derive(Debug, Default, PartialEq)]
pub struct TestCase {
    states: HashMap<String, Vec<MockedResponse>>,
}

/// A test case in use: its answers, and how often each state was called so far, in all children of an execution
/// together.
#[derive(Clone, Debug)]
pub(crate) struct Mocks {
    case: Arc<TestCase>,
    calls: Arc<Mutex<HashMap<Arc<str>, u64>>>,
}

impl Mocks {
    pub(crate) fn new(case: Arc<TestCase>) -> Self {
        Self { case, calls: Arc::default() }
    }

    /// Whether the state is mocked.
    pub(crate) fn answers(&self, state: &str) -> bool {
        self.case.states.contains_key(state)
    }

    /// What the next call of a state is answered; `None` where the state isn't mocked.
    pub(crate) fn next(&self, state: &Arc<str>) -> Option<Result<Value, StateError>> {
        let mut calls = self.calls.lock().unwrap_or_else(PoisonError::into_inner);
        let count = calls.entry(state.clone()).or_default();
        let answer = self.case.answer(state, *count)?;
        *count += 1;
        Some(answer)
    }
}

#[derive(Clone, Debug, PartialEq)]
struct MockedResponse {
    from: u64,
    to: u64,
    answer: MockedAnswer,
}

/// What a mocked state answers.
#[derive(Clone, Debug, PartialEq)]
pub enum MockedAnswer {
    /// `Return`
    Return(Value),
    /// `Throw`
    Throw(StateError),
}

/// Why a mock file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{pointer}: {message}")]
pub struct MockError {
    /// Where in the file, as a JSON pointer.
    pub pointer: String,
    /// What is wrong there.
    pub message: String,
}

fn refuse(pointer: &str, message: impl Into<String>) -> MockError {
    MockError { pointer: pointer.to_owned(), message: message.into() }
}

impl MockConfig {
    /// Reads the text of a mock file.
    ///
    /// ```
    /// let mocks = distmap_engine::mocks::MockConfig::parse(r#"{
    ///     "StateMachines": {"orders": {"TestCases": {"happy": {"Charge": "paid"}}}},
    ///     "MockedResponses": {"paid": {"0": {"Return": {"ok": true}}}}
    /// }"#)?;
    /// assert!(mocks.case("orders", "happy").is_some());
    /// # Ok::<(), distmap_engine::mocks::MockError>(())
    /// ```
    ///
    /// # Errors
    /// Text that is no JSON, names that are not there, calls that are neither `n` nor `n-m` or that two entries
    /// answer; each with its place.
    pub fn parse(text: &str) -> Result<Self, MockError> {
        let file: Value = serde_json::from_str(text).map_err(|e| refuse("", e.to_string()))?;
        let responses = object(&file, "", "MockedResponses")?;
        let mut known = HashMap::new();
        for (name, response) in responses {
            let pointer = under("/MockedResponses", name);
            known.insert(name.as_str(), mocked(response, &pointer)?);
        }
        let mut machines = HashMap::new();
        for (machine, description) in object(&file, "", "StateMachines")? {
            let pointer = under("/StateMachines", machine);
            let mut cases = HashMap::new();
            for (case, states) in object(description, &pointer, "TestCases")? {
                let pointer = under(&under(&pointer, "TestCases"), case);
                let states =
                    states.as_object().ok_or_else(|| refuse(&pointer, "must be an object"))?;
                let mut test_case = TestCase::default();
                for (state, name) in states {
                    let pointer = under(&pointer, state);
                    let name = name.as_str().ok_or_else(|| {
                        refuse(&pointer, "must be the name of one of the MockedResponses")
                    })?;
                    let answers = known.get(name).ok_or_else(|| {
                        refuse(&pointer, format!("there is no '{name}' among the MockedResponses"))
                    })?;
                    test_case.states.insert(state.clone(), answers.clone());
                }
                cases.insert(case.clone(), Arc::new(test_case));
            }
            machines.insert(machine.clone(), cases);
        }
        Ok(Self { machines })
    }

    /// A test case of a state machine.
    pub fn case(&self, machine: &str, case: &str) -> Option<Arc<TestCase>> {
        self.machines.get(machine)?.get(case).cloned()
    }
}

impl TestCase {
    /// What the state answers at its `attempt`-th call, from 0; `None` where it isn't mocked.
    pub(crate) fn answer(&self, state: &str, attempt: u64) -> Option<Result<Value, StateError>> {
        let answers = self.states.get(state)?;
        let found = answers.iter().find(|a| (a.from..=a.to).contains(&attempt));
        Some(match found.map(|a| &a.answer) {
            Some(MockedAnswer::Return(value)) => Ok(value.clone()),
            Some(MockedAnswer::Throw(error)) => Err(error.clone()),
            None => Err(StateError::runtime(format!(
                "the mock of state '{state}' has no answer for its call number {attempt}"
            ))),
        })
    }
}

/// The pointer to a member of what `pointer` points to.
fn under(pointer: &str, member: &str) -> String {
    format!("{pointer}/{}", member.replace('~', "~0").replace('/', "~1"))
}

fn object<'a>(
    value: &'a Value,
    pointer: &str,
    member: &str,
) -> Result<&'a serde_json::Map<String, Value>, MockError> {
    value
        .get(member)
        .and_then(Value::as_object)
        .ok_or_else(|| refuse(&under(pointer, member), "must be there and be an object"))
}

fn mocked(response: &Value, pointer: &str) -> Result<Vec<MockedResponse>, MockError> {
    let attempts = response.as_object().ok_or_else(|| refuse(pointer, "must be an object"))?;
    let mut answers: Vec<MockedResponse> = Vec::with_capacity(attempts.len());
    for (attempt, answer) in attempts {
        let pointer = under(pointer, attempt);
        let (from, to) = attempt.split_once('-').unwrap_or((attempt, attempt));
        let (Ok(from), Ok(to)) = (from.trim().parse::<u64>(), to.trim().parse::<u64>()) else {
            return Err(refuse(&pointer, "must be a number such as 0 or a range such as 1-2"));
        };
        if from > to {
            return Err(refuse(
                &pointer,
                format!("a range must not run backwards: {from} to {to}"),
            ));
        }
        if answers.iter().any(|other| from <= other.to && other.from <= to) {
            return Err(refuse(&pointer, "names a call that another entry names too"));
        }
        let answer = match (answer.get("Return"), answer.get("Throw")) {
            (Some(value), None) => MockedAnswer::Return(value.clone()),
            (None, Some(thrown)) => {
                let text = |name: &str| match thrown.get(name) {
                    None => Ok(None),
                    Some(Value::String(text)) => Ok(Some(text.clone())),
                    Some(_) => {
                        let pointer = under(&under(&pointer, "Throw"), name);
                        Err(refuse(&pointer, "must be a string"))
                    }
                };
                if !thrown.is_object() {
                    return Err(refuse(&under(&pointer, "Throw"), "must be an object"));
                }
                MockedAnswer::Throw(StateError { error: text("Error")?, cause: text("Cause")? })
            }
            _ => return Err(refuse(&pointer, "must have either Return or Throw")),
        };
        answers.push(MockedResponse { from, to, answer });
    }
    Ok(answers)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn file(responses: &Value) -> String {
        json!({
            "StateMachines": {"m": {"TestCases": {"c": {"State/1": "answers"}, "none": {}}}},
            "MockedResponses": {"answers": responses},
        })
        .to_string()
    }

    #[test]
    fn calls_are_counted_from_0_and_ranges_hold_both_ends() -> Result<(), MockError> {
        let busy = json!({"Throw": {"Error": "Busy", "Cause": "later"}});
        let config = MockConfig::parse(&file(
            &json!({"0": {"Return": null}, "1-2": busy, "3": {"Return": 3}}),
        ))?;
        let case = config.case("m", "c").expect("the case is there");
        let answers: Vec<_> = (0..4).filter_map(|call| case.answer("State/1", call)).collect();
        let busy = || Err(StateError::new("Busy", "later"));
        assert_eq!(answers, [Ok(Value::Null), busy(), busy(), Ok(json!(3))]);
        let beyond = case.answer("State/1", 4).expect("the state is mocked");
        assert_eq!(beyond.expect_err("no more answers").name(), "States.Runtime");
        assert_eq!(case.answer("Other", 0), None);
        Ok(())
    }

    #[test]
    fn what_is_wrong_has_its_place() {
        let place = |text: &str| MockConfig::parse(text).expect_err(text).pointer;
        for (responses, at) in [
            (json!(1), ""),
            (json!({"first": {"Return": 1}}), "/first"),
            (json!({"2-1": {"Return": 1}}), "/2-1"),
            (json!({"0-1": {"Return": 1}, "1": {"Return": 1}}), "/1"),
            (json!({"0": {"Return": 1, "Throw": {}}}), "/0"),
            (json!({"0": {}}), "/0"),
            (json!({"0": {"Throw": "Busy"}}), "/0/Throw"),
            (json!({"0": {"Throw": {"Error": 1}}}), "/0/Throw/Error"),
        ] {
            assert_eq!(place(&file(&responses)), format!("/MockedResponses/answers{at}"));
        }
        let unknown = file(&json!({})).replace(r#":"answers""#, r#":"other""#);
        assert_eq!(place(&unknown), "/StateMachines/m/TestCases/c/State~11");
        assert_eq!(place("{"), "");
        assert_eq!(place(r#"{"MockedResponses": {}}"#), "/StateMachines");
    }
}
