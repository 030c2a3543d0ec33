use distmap_asl::Pointer;
use thiserror::Error;

/// Why there is no policy.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{kind} at {pointer}{}", hint.as_ref().map(|hint| format!(" ({hint})")).unwrap_or_default())]
pub struct PolicyError {
    /// What is wrong.
    pub kind: PolicyErrorKind,
    /// Where: a place in the definition, or in the policy that is checked.
    pub pointer: Pointer,
    /// What to do about it.
    pub hint: Option<String>,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum PolicyErrorKind {
    /// A Task's Resource is no ARN that Step Functions knows.
    #[error("`{0}` is no resource of a task")]
    Resource(String),
    /// The service is not in the checked-in list.
    #[error("no IAM actions are known for the service `{0}`")]
    Service(String),
    /// The service has no such IAM action.
    #[error("`{0}` is no IAM action")]
    Action(String),
    /// A policy document does not have the form that IAM takes.
    #[error("{0}")]
    Document(String),
}
