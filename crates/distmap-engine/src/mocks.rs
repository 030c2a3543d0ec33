//! Mocked answers, in the format of AWS Step Functions Local's mock configuration
//! (<https://docs.aws.amazon.com/step-functions/latest/dg/sfn-local-mock-cfg-file.html>).

use std::collections::HashMap;
use std::sync::Arc;

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
    /// Text that is no JSON, names that are not there, attempts that are neither `n` nor `n-m`.
    pub fn parse(text: &str) -> Result<Self, MockError> {
        let file: Value = serde_json::from_str(text).map_err(|e| refuse("", e.to_string()))?;
        let responses = object(&file, "", "MockedResponses")?;
        let mut known = HashMap::new();
        for (name, response) in responses {
            let pointer = format!("/MockedResponses/{name}");
            known.insert(name.as_str(), mocked(response, &pointer)?);
        }
        let mut machines = HashMap::new();
        for (machine, description) in object(&file, "", "StateMachines")? {
            let pointer = format!("/StateMachines/{machine}");
            let mut cases = HashMap::new();
            for (case, states) in object(description, &pointer, "TestCases")? {
                let pointer = format!("{pointer}/TestCases/{case}");
                let states =
                    states.as_object().ok_or_else(|| refuse(&pointer, "must be an object"))?;
                let mut test_case = TestCase::default();
                for (state, name) in states {
                    let pointer = format!("{pointer}/{state}");
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

fn object<'a>(
    value: &'a Value,
    pointer: &str,
    member: &str,
) -> Result<&'a serde_json::Map<String, Value>, MockError> {
    value
        .get(member)
        .and_then(Value::as_object)
        .ok_or_else(|| refuse(&format!("{pointer}/{member}"), "must be there and be an object"))
}

fn mocked(response: &Value, pointer: &str) -> Result<Vec<MockedResponse>, MockError> {
    let attempts = response.as_object().ok_or_else(|| refuse(pointer, "must be an object"))?;
    let mut answers = Vec::with_capacity(attempts.len());
    for (attempt, answer) in attempts {
        let pointer = format!("{pointer}/{attempt}");
        let (from, to) = attempt.split_once('-').unwrap_or((attempt, attempt));
        let (Ok(from), Ok(to)) = (from.parse(), to.parse()) else {
            return Err(refuse(&pointer, "must be a number such as 0 or a range such as 1-2"));
        };
        let answer = match (answer.get("Return"), answer.get("Throw")) {
            (Some(value), None) => MockedAnswer::Return(value.clone()),
            (None, Some(thrown)) => {
                let text = |name: &str| thrown.get(name).and_then(Value::as_str).map(str::to_owned);
                MockedAnswer::Throw(StateError { error: text("Error"), cause: text("Cause") })
            }
            _ => return Err(refuse(&pointer, "must have either Return or Throw")),
        };
        answers.push(MockedResponse { from, to, answer });
    }
    Ok(answers)
}
