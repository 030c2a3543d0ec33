//! ARNs of Step Functions, and names.

use crate::protocol::ApiError;

/// What an ARN of Step Functions names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resource {
    /// `stateMachine:NAME`, a Map Run's child machine being `NAME/LABEL`.
    StateMachine {
        /// The state machine's name.
        name: String,
        /// A version's number or an alias's name.
        qualifier: Option<String>,
    },
    /// `execution:MACHINE:NAME`.
    Execution,
    /// `express:MACHINE:NAME:ID`.
    Express {
        /// Whether a Map Run started it, the machine being `NAME/LABEL`.
        child: bool,
    },
    /// `activity:NAME`.
    Activity,
    /// `mapRun:MACHINE/LABEL:ID`.
    MapRun,
}

impl Resource {
    fn kind(&self) -> &'static str {
        match self {
            Self::StateMachine { .. } => "stateMachine",
            Self::Execution => "execution",
            Self::Express { .. } => "express",
            Self::Activity => "activity",
            Self::MapRun => "mapRun",
        }
    }
}

/// `InvalidArn`.
pub fn invalid(detail: &str) -> ApiError {
    ApiError::new("InvalidArn", format!("Invalid Arn: '{detail}'"))
}

/// `InvalidArn` for an ARN that names something else than what is asked for.
pub fn misplaced(resource: &Resource) -> ApiError {
    invalid(&format!("Resource type not valid in this context: {}", resource.kind()))
}

/// Reads an ARN of Step Functions.
pub fn parse(arn: &str) -> Result<Resource, ApiError> {
    if !arn.starts_with("arn:") {
        return Err(invalid(&format!("Invalid ARN prefix: {arn}")));
    }
    let parts: Vec<&str> = arn.split(':').collect();
    let [_, _, service, _, _, kind, name, rest @ ..] = parts.as_slice() else {
        return Err(invalid(&format!("Invalid ARN: {arn}")));
    };
    if *service != "states" {
        return Err(invalid(&format!("Invalid service: {service}")));
    }
    let resource = match (*kind, rest) {
        ("stateMachine", []) => Resource::StateMachine { name: (*name).into(), qualifier: None },
        ("stateMachine", [qualifier]) => {
            Resource::StateMachine { name: (*name).into(), qualifier: Some((*qualifier).into()) }
        }
        ("execution", [_]) => Resource::Execution,
        ("express", [_, _]) => Resource::Express { child: name.contains('/') },
        ("activity", []) => Resource::Activity,
        ("mapRun", [_]) => Resource::MapRun,
        ("stateMachine" | "execution" | "express" | "activity" | "mapRun", _) => {
            return Err(invalid(&format!("Invalid ARN: {arn}")));
        }
        (other, _) => {
            return Err(invalid(&format!("Resource type not valid in this context: {other}")));
        }
    };
    if name.is_empty() || rest.iter().any(|part| part.is_empty()) {
        return Err(invalid(&format!("Invalid ARN: {arn}")));
    }
    Ok(resource)
}

/// Refuses an ARN that names anything but `wanted` (`execution`, `activity`, ...).
pub fn expect(arn: &str, wanted: &str) -> Result<(), ApiError> {
    let resource = parse(arn)?;
    if resource.kind() == wanted { Ok(()) } else { Err(misplaced(&resource)) }
}

/// The state machine's ARN without a qualifier, and the qualifier.
pub fn split_qualifier(arn: &str) -> Result<(String, Option<String>), ApiError> {
    match parse(arn)? {
        Resource::StateMachine { qualifier: Some(qualifier), .. } => {
            let bare = &arn[..arn.len() - qualifier.len() - 1];
            Ok((bare.to_owned(), Some(qualifier)))
        }
        Resource::StateMachine { .. } => Ok((arn.to_owned(), None)),
        other => Err(misplaced(&other)),
    }
}

/// The ARN of the state machine and the label of the Map state, of the ARN of what a Map Run's children run.
pub fn split_label(arn: &str) -> Option<(&str, &str)> {
    // The children of children have the labels of all Map states around them.
    let (machine, labels) = arn.split_once('/')?;
    Some((machine, labels.rsplit('/').next()?))
}

/// Refuses what is no ARN of a role.
pub fn check_role(arn: &str) -> Result<(), ApiError> {
    let parts: Vec<&str> = arn.splitn(6, ':').collect();
    let account = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    match parts.as_slice() {
        ["arn", _, "iam", "", owner, role] if account(owner) && role.starts_with("role/") => Ok(()),
        // AWS writes no `Invalid Arn: ` before this one.
        _ => Err(ApiError::new("InvalidArn", format!("Invalid Role Arn: '{arn}'"))),
    }
}

/// Refuses what AWS does not take as the name of a state machine, an execution or an activity.
/// <https://docs.aws.amazon.com/step-functions/latest/apireference/API_CreateStateMachine.html>
pub fn check_name(name: &str) -> Result<(), ApiError> {
    let refused = |c: char| {
        c.is_whitespace()
            || "<>{}[]?*\"#%\\^|~`$&,;:/".contains(c)
            || matches!(c, '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' | '\u{10ffff}')
    };
    if name.is_empty() || name.chars().any(refused) {
        return Err(ApiError::new("InvalidName", format!("Invalid Name: '{name}'")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arns_are_read_or_refused() {
        let machine = "arn:aws:states:us-east-1:111111111111:stateMachine:m";
        assert_eq!(split_qualifier(machine).expect("an ARN"), (machine.to_owned(), None));
        assert_eq!(
            split_qualifier(&format!("{machine}:2")).expect("an ARN"),
            (machine.to_owned(), Some("2".to_owned()))
        );
        let told = |arn: &str, kind: &str| expect(arn, kind).expect_err("refused").message;
        assert_eq!(told("no_arn", "activity"), "Invalid Arn: 'Invalid ARN prefix: no_arn'");
        assert_eq!(
            told(machine, "execution"),
            "Invalid Arn: 'Resource type not valid in this context: stateMachine'"
        );
        assert!(expect("arn:aws:states:r:a:execution:m:n", "execution").is_ok());
        assert!(parse("arn:").is_err() && parse("arn:aws:states:r:a:stateMachine:").is_err());
    }

    #[test]
    fn roles_are_checked() {
        assert!(check_role("arn:aws:iam::111111111111:role/service-role/r").is_ok());
        assert!(check_role("arn:aws-cn:iam::111111111111:role/r").is_ok());
        for bad in ["", "r", "arn:aws:iam::aws:policy/P", "arn:aws:iam::111111111111:user/u"] {
            let told = check_role(bad).expect_err("refused");
            assert_eq!(told.message, format!("Invalid Role Arn: '{bad}'"));
        }
    }

    #[test]
    fn names_are_checked_as_aws_does() {
        for bad in ["", "a b", "a%b", "a\u{1f}", "\0a", "a\u{7f}", "a/b", "a:b"] {
            let told = check_name(bad).expect_err("refused");
            assert_eq!(told.message, format!("Invalid Name: '{bad}'"));
        }
        for good in ["a", "a-b_c.d", "ACTIVITY_NAME", "état"] {
            assert!(check_name(good).is_ok(), "{good}");
        }
    }
}
