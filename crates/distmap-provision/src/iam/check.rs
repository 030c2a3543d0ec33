//! Holds a policy that exists against what a definition needs.

use std::fmt;

use distmap_asl::{Pointer, StateMachine};
use serde_json::Value;

use super::document::{Rule, rules};
use super::policy::{Condition, Grant};
use super::{PolicyContext, PolicyError, actions, policy};

/// What [`check`] found; nothing in either list means that the policy is exactly enough.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Permissions that the definition needs and the policy does not give.
    pub missing: Vec<Grant>,
    /// Permissions that the policy gives and the definition does not need.
    pub too_much: Vec<Finding>,
}

impl Comparison {
    /// Whether nothing is missing and nothing is too much.
    #[must_use]
    pub fn is_exact(&self) -> bool {
        self.missing.is_empty() && self.too_much.is_empty()
    }
}

/// A permission that is too much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What the policy gives.
    pub grant: Grant,
    /// The statement that gives it.
    pub pointer: Pointer,
    /// Why it is too much: of no use, wider than needed, or no action at all.
    pub reason: Reason,
}

/// Why a permission is too much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// IAM knows no such action.
    NoSuchAction,
    /// Nothing in the definition uses it.
    Unused,
    /// The definition needs part of it only.
    Wider(Vec<Grant>),
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchAction => f.write_str("is no IAM action"),
            Self::Unused => f.write_str("is not used by the definition"),
            Self::Wider(needed) => {
                let needed: Vec<String> = needed.iter().map(ToString::to_string).collect();
                write!(f, "is wider than needed; {} is enough", needed.join(", "))
            }
        }
    }
}

impl fmt::Display for Grant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} on {}", self.action, self.resource)?;
        for Condition { key, values, .. } in &self.conditions {
            write!(f, " where {key} is {}", values.join(" or "))?;
        }
        Ok(())
    }
}

/// Compares a policy document with what `definition` needs.
///
/// ```
/// use distmap_provision::iam::{PolicyContext, check};
/// use serde_json::json;
///
/// let definition = distmap_asl::parse(
///     r#"{"StartAt": "Tell", "States": {"Tell": {"Type": "Task", "End": true,
///         "Resource": "arn:aws:states:::sns:publish",
///         "Parameters": {"TopicArn": "arn:aws:sns:us-east-1:111111111111:news", "Message.$": "$"}}}}"#,
/// )?;
/// let policy = json!({"Statement": {"Effect": "Allow", "Action": "sns:*", "Resource": "*"}});
/// let found = check(&policy, &definition, &PolicyContext::new("us-east-1", "111111111111", "teller"))?;
/// assert!(found.missing.is_empty());
/// assert_eq!(
///     found.too_much[0].reason.to_string(),
///     "is wider than needed; sns:Publish on arn:aws:sns:us-east-1:111111111111:news is enough",
/// );
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`PolicyError`] where `document` is no policy document, or where [`policy`] has one.
pub fn check(
    document: &Value,
    definition: &StateMachine,
    context: &PolicyContext,
) -> Result<Comparison, PolicyError> {
    let needed = policy(definition, context)?.grants();
    let rules = rules(document)?;
    let (allowed, denied): (Vec<Rule>, Vec<Rule>) = rules.into_iter().partition(|rule| rule.allow);
    let missing = needed
        .iter()
        .filter(|need| {
            let allowed = allowed.iter().any(|rule| covers(&rule.grant, need));
            let denied = denied
                .iter()
                .any(|rule| rule.grant.conditions.is_empty() && touches(&rule.grant, need));
            denied || !allowed
        })
        .cloned()
        .collect();
    let too_much = allowed
        .into_iter()
        .filter_map(|Rule { grant, pointer, .. }| {
            let reason = judge(&grant, needed.iter())?;
            Some(Finding { grant, pointer, reason })
        })
        .collect();
    Ok(Comparison { missing, too_much })
}

fn judge<'a>(given: &Grant, needed: impl Iterator<Item = &'a Grant> + Clone) -> Option<Reason> {
    let wildcard = given.action.contains(['*', '?']);
    if !wildcard && !actions::is_action(&given.action) {
        return Some(Reason::NoSuchAction);
    }
    let exact = |need: &Grant| {
        need.action.eq_ignore_ascii_case(&given.action)
            && matches(&need.resource, &given.resource)
            && need.conditions.iter().all(|condition| given.conditions.contains(condition))
    };
    if needed.clone().any(exact) {
        return None;
    }
    let used: Vec<Grant> = needed.filter(|need| touches(given, need)).cloned().collect();
    Some(if used.is_empty() { Reason::Unused } else { Reason::Wider(used) })
}

/// Whether `given` allows all of `need`. A condition that the need has not is taken to hold where it stands.
fn covers(given: &Grant, need: &Grant) -> bool {
    matches(&given.action.to_lowercase(), &need.action.to_lowercase())
        && matches(&given.resource, &need.resource)
        && need.conditions.iter().all(|wanted| {
            let same = given.conditions.iter().find(|c| c.key.eq_ignore_ascii_case(&wanted.key));
            same.is_none_or(|c| {
                wanted.values.iter().all(|v| c.values.iter().any(|g| matches(g, v)))
            })
        })
}

/// Whether `given` concerns any part of `need`.
fn touches(given: &Grant, need: &Grant) -> bool {
    matches(&given.action.to_lowercase(), &need.action.to_lowercase())
        && (matches(&given.resource, &need.resource) || matches(&need.resource, &given.resource))
}

/// Whether everything that the pattern `narrow` matches is matched by `wide`; `*` and `?` as in IAM.
/// A `*` of `narrow` is a character that only a `*` of `wide` takes.
pub(crate) fn matches(wide: &str, narrow: &str) -> bool {
    let (wide, narrow): (Vec<char>, Vec<char>) = (wide.chars().collect(), narrow.chars().collect());
    let (mut w, mut n) = (0, 0);
    // Where the last `*` stands, and up to where it has taken characters so far.
    let mut star: Option<(usize, usize)> = None;
    while n < narrow.len() {
        match wide.get(w) {
            Some('*') => {
                star = Some((w, n));
                w += 1;
            }
            Some('?') if narrow[n] != '*' => (w, n) = (w + 1, n + 1),
            Some(c) if *c == narrow[n] => (w, n) = (w + 1, n + 1),
            _ => match star {
                Some((at, taken)) => {
                    star = Some((at, taken + 1));
                    (w, n) = (at + 1, taken + 1);
                }
                None => return false,
            },
        }
    }
    wide[w..].iter().all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_holds_a_narrower_one() {
        for (wide, narrow, expected) in [
            ("*", "anything", true),
            ("arn:aws:s3:::in/*", "arn:aws:s3:::in/a/b", true),
            ("arn:aws:s3:::in/*", "arn:aws:s3:::in/a/*", true),
            ("arn:aws:s3:::in/a/*", "arn:aws:s3:::in/*", false),
            ("a?c", "abc", true),
            ("a?c", "a*c", false),
            ("a*b*c", "axxbxxc", true),
            ("a*b*c", "axxbxx", false),
            ("", "", true),
        ] {
            assert_eq!(matches(wide, narrow), expected, "{wide} {narrow}");
        }
    }
}
