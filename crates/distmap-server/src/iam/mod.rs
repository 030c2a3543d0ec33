//! IAM, as far as tools that make a state machine need it: roles and their policies.
//!
//! They are kept and told, and hold nobody back: the endpoint grants nothing and refuses nothing by them.
//! <https://docs.aws.amazon.com/IAM/latest/APIReference/welcome.html>

mod policies;
mod role_policies;
mod roles;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use distmap_engine::Engine;
use distmap_store::{Store, Table};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::model::iam::{SERVICE, Tag};
use crate::protocol::shape::Timestamp;
use crate::protocol::{ApiError, operations};

/// The API of IAM over documents of a store.
#[derive(Clone)]
pub struct Api {
    roles: Table,
    policies: Table,
    /// Held while something is read, changed and written.
    changing: Arc<Mutex<()>>,
    engine: Engine,
}

operations! {
    "IAM", Api, SERVICE,
    "AttachRolePolicy" => attach_role_policy,
    "CreatePolicy" => create_policy,
    "CreateRole" => create_role,
    "DeletePolicy" => delete_policy,
    "DeleteRole" => delete_role,
    "DeleteRolePolicy" => delete_role_policy,
    "DetachRolePolicy" => detach_role_policy,
    "GetPolicy" => get_policy,
    "GetPolicyVersion" => get_policy_version,
    "GetRole" => get_role,
    "GetRolePolicy" => get_role_policy,
    "ListAttachedRolePolicies" => list_attached_role_policies,
    "ListInstanceProfilesForRole" => list_instance_profiles_for_role,
    "ListPolicyVersions" => list_policy_versions,
    "ListRolePolicies" => list_role_policies,
    "ListRoleTags" => list_role_tags,
    "ListRoles" => list_roles,
    "PutRolePolicy" => put_role_policy,
    "TagRole" => tag_role,
    "UntagRole" => untag_role,
    "UpdateAssumeRolePolicy" => update_assume_role_policy,
    "UpdateRole" => update_role,
}

/// Entries of a page that was not told how many, as on AWS.
const PAGE: usize = 100;
/// The most tags that a role or a policy has.
const MAX_TAGS: usize = 50;
/// What a URL holds as it is (RFC 3986): policies are told in this form.
const ESCAPED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

impl Api {
    /// The API over the store's documents.
    pub fn new(engine: &Engine, store: &Store) -> Self {
        Self {
            roles: store.table("iam-roles"),
            policies: store.table("iam-policies"),
            changing: Arc::default(),
            engine: engine.clone(),
        }
    }

    fn changing(&self) -> MutexGuard<'_, ()> {
        self.changing.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn now(&self) -> Timestamp {
        // IAM tells whole seconds.
        Timestamp(self.engine.clock().now().div_euclid(1_000) * 1_000)
    }

    fn arn(&self, kind: &str, path: &str, name: &str) -> String {
        format!("arn:aws:iam::{}:{kind}{path}{name}", self.engine.account())
    }

    /// A unique id, which begins with what it is of.
    /// <https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html>
    fn unique_id(&self, prefix: &str) -> String {
        let id: String = self.engine.new_id().chars().filter(|c| *c != '-').take(17).collect();
        format!("{prefix}{}", id.to_ascii_uppercase())
    }
}

fn no_such_entity(message: String) -> ApiError {
    ApiError { status: 404, ..ApiError::new("NoSuchEntity", message) }
}

fn conflict(code: &str, message: impl Into<String>) -> ApiError {
    ApiError { status: 409, ..ApiError::new(code, message) }
}

/// Refuses what is no policy: an object with statements is one.
fn check_document(document: &str) -> Result<(), ApiError> {
    let malformed = |message| ApiError::new("MalformedPolicyDocument", message);
    let value: serde_json::Value = serde_json::from_str(document)
        .map_err(|_| malformed("This policy contains invalid Json"))?;
    match value.get("Statement") {
        Some(_) => Ok(()),
        None => Err(malformed("Syntax errors in policy.")),
    }
}

/// A policy's text as answers carry it.
fn escaped(document: &str) -> String {
    utf8_percent_encode(document, ESCAPED).to_string()
}

/// Sets tags; a later one replaces an earlier one of its key.
fn set_tags(all: &mut Vec<Tag>, tags: Vec<Tag>) -> Result<(), ApiError> {
    for tag in tags {
        all.retain(|there| there.key != tag.key);
        all.push(tag);
    }
    if all.len() > MAX_TAGS {
        let message = format!("The number of tags has reached the maximum limit of {MAX_TAGS}.");
        return Err(conflict("LimitExceeded", message));
    }
    Ok(())
}

/// A page of a list, whether there is more, and the marker of what follows; markers are offsets.
type Page<T> = (Vec<T>, Option<bool>, Option<String>);

fn page<T>(all: Vec<T>, marker: Option<&str>, max: Option<i64>) -> Result<Page<T>, ApiError> {
    let invalid = |_| ApiError::new("ValidationError", "Invalid Marker.");
    let from: usize = marker.map(str::parse).transpose().map_err(invalid)?.unwrap_or(0);
    let max = max.and_then(|max| usize::try_from(max).ok()).unwrap_or(PAGE);
    let mut rest = all.into_iter().skip(from);
    let items: Vec<T> = rest.by_ref().take(max).collect();
    let next = rest.next().map(|_| (from + items.len()).to_string());
    Ok((items, Some(next.is_some()), next))
}

fn read<T: DeserializeOwned>(table: &Table, key: &str) -> Result<Option<T>, ApiError> {
    let found = table.get(key)?;
    found.map(parse).transpose()
}

fn parse<T: DeserializeOwned>(document: serde_json::Value) -> Result<T, ApiError> {
    serde_json::from_value(document).map_err(|error| ApiError::internal(error.to_string()))
}

fn write<T: Serialize>(table: &Table, key: &str, value: &T) -> Result<(), ApiError> {
    let value =
        serde_json::to_value(value).map_err(|error| ApiError::internal(error.to_string()))?;
    Ok(table.put(key, &value)?)
}
