//! What goes wrong with the CLI, each in a sentence that says what to do.

use super::OLDEST;

/// Why the CLI did not do what it should; each says what to do.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PulumiError {
    /// There is no CLI.
    #[error("the Pulumi CLI is not installed: see https://www.pulumi.com/docs/install/")]
    NotInstalled,
    /// The CLI is too old.
    #[error("the Pulumi CLI is version {found}, which is too old: install {OLDEST} or later")]
    TooOld {
        /// The version found, as the CLI says it.
        found: String,
    },
    /// Nobody is logged in.
    #[error(
        "the Pulumi CLI has no backend: `pulumi login --local` keeps state on this machine, `pulumi login` with Pulumi Cloud"
    )]
    NotLoggedIn,
    /// The stack's secrets cannot be read.
    #[error(
        "the stack's secrets need a passphrase: set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE to the one it was made with"
    )]
    NoPassphrase,
    /// AWS does not know who asks.
    #[error(
        "there are no valid AWS credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; after `aws sso login`, `eval \"$(aws configure export-credentials --format env)\"` sets them"
    )]
    NoCredentials,
    /// No Region is set.
    #[error("no AWS Region is set: give --region, or set AWS_REGION")]
    NoRegion,
    /// Pulumi takes no such name for a stack.
    #[error("`{stack}` cannot name a stack: {reason}")]
    StackName {
        /// The name.
        stack: String,
        /// What the CLI says of it.
        reason: String,
    },
    /// The stack does not exist.
    #[error("there is no stack `{0}`: deploy it first")]
    NoStack(String),
    /// The stack is there, and is elsewhere: going on would make everything a second time and take the first away.
    #[error(
        "the stack `{stack}` is in the {what} {there}, not in {wanted}: go there, or choose another name with --stack"
    )]
    Elsewhere {
        /// The stack's name.
        stack: String,
        /// `Region` or `account`.
        what: &'static str,
        /// Where it is.
        there: String,
        /// Where it was to be.
        wanted: String,
    },
    /// Somebody else changes the stack, or was stopped while doing so.
    #[error(
        "the stack is locked by another update: wait for it, or if it was stopped, run `pulumi cancel` in pulumi/"
    )]
    Locked,
    /// A configuration key has a value that cannot be.
    #[error("{0}")]
    Configuration(String),
    /// What is to be deleted is protected.
    #[error(
        "buckets and topic are protected from deletion: deploy with `protect` set to false, then destroy"
    )]
    Protected,
    /// A bucket holds objects.
    #[error(
        "a bucket still holds objects: empty it, or deploy with `forceDestroy` set to true, then destroy"
    )]
    NotEmpty,
    /// Somebody stopped it.
    #[error("stopped; what Pulumi had begun is recorded")]
    Interrupted,
    /// Something else; what the CLI says was wrong.
    #[error(
        "`pulumi {command}` failed; what was done stays recorded, and doing it again goes on from there:\n{lines}"
    )]
    Failed {
        /// The command.
        command: String,
        /// What it said.
        lines: String,
    },
    /// The outputs are not those of this program.
    #[error("the stack has no output `{0}`: deploy it again")]
    Output(&'static str),
}

/// The errors among the CLI's lines, each once; where it names none, its last lines.
pub(super) fn said(lines: &[String]) -> String {
    const ERROR: &str = "error: ";
    /// That something failed is known.
    const KNOWN: [&str; 2] = ["update failed", "preview failed"];
    let mut errors: Vec<&str> = Vec::new();
    for line in lines {
        let Some(at) = line.find(ERROR) else { continue };
        let error = line[at + ERROR.len()..].trim();
        if !KNOWN.contains(&error) && !errors.contains(&error) {
            errors.push(error);
        }
    }
    if errors.is_empty() {
        errors = lines[lines.len().saturating_sub(15)..].iter().map(String::as_str).collect();
    }
    errors.join("\n")
}

/// What the CLI's lines mean, where they are known.
pub(super) fn diagnose(lines: &[String], stack: &str) -> Option<PulumiError> {
    let has = |text: &str| lines.iter().any(|line| line.contains(text));
    let after =
        |text: &str| lines.iter().find_map(|line| Some(line[line.find(text)?..].to_owned()));
    if let Some(sentence) = after("configuration key `") {
        return Some(PulumiError::Configuration(sentence));
    }
    if let Some(reason) = ["a stack name ", "organization name must"].into_iter().find_map(after) {
        return Some(PulumiError::StackName { stack: stack.to_owned(), reason });
    }
    let table: [(&[&str], PulumiError); 8] = [
        (
            &["PULUMI_ACCESS_TOKEN must be set", "could not get current user", "not logged in"],
            PulumiError::NotLoggedIn,
        ),
        (&["passphrase must be set", "incorrect passphrase"], PulumiError::NoPassphrase),
        (
            &[
                "No valid credential sources",
                "no EC2 IMDS role found",
                "ExpiredToken",
                "InvalidClientTokenId",
                "failed to refresh cached credentials",
            ],
            PulumiError::NoCredentials,
        ),
        (
            &["Missing region information", "unable to find AWS region", "invalid AWS Region"],
            PulumiError::NoRegion,
        ),
        (
            &["the stack is currently locked", "Another update is currently in progress"],
            PulumiError::Locked,
        ),
        (&["cannot be deleted", "because it is protected"], PulumiError::Protected),
        (&["BucketNotEmpty"], PulumiError::NotEmpty),
        (&["no stack named"], PulumiError::NoStack(stack.to_owned())),
    ];
    table.into_iter().find(|(texts, _)| texts.iter().any(|text| has(text))).map(|(_, error)| error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clis_lines_become_sentences() {
        for (line, expected) in [
            (
                "error: PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions",
                PulumiError::NotLoggedIn,
            ),
            (
                "error: passphrase must be set with PULUMI_CONFIG_PASSPHRASE",
                PulumiError::NoPassphrase,
            ),
            ("error: No valid credential sources found.", PulumiError::NoCredentials),
            ("error: the stack is currently locked by 1 lock(s).", PulumiError::Locked),
            ("BucketNotEmpty: The bucket you tried to delete is not empty", PulumiError::NotEmpty),
            ("because it is protected. To unprotect the resource, either", PulumiError::Protected),
            ("error: no stack named 'dev' found", PulumiError::NoStack("dev".to_owned())),
            (
                "error: a stack name cannot exceed 100 characters",
                PulumiError::StackName {
                    stack: "dev".to_owned(),
                    reason: "a stack name cannot exceed 100 characters".to_owned(),
                },
            ),
            (
                "exit status 1, stderr follows: configuration key `variant`: `curly`",
                PulumiError::Configuration("configuration key `variant`: `curly`".to_owned()),
            ),
        ] {
            assert_eq!(
                diagnose(&["first".to_owned(), line.to_owned()], "dev"),
                Some(expected),
                "{line}"
            );
        }
        assert_eq!(diagnose(&["something else".to_owned()], "dev"), None);
    }

    #[test]
    fn what_was_wrong_is_said_once() {
        let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
        let text = "creating\n  error: update failed\n logs:\n  error: LimitExceeded: no more\n  error: LimitExceeded: no more\nDuration: 3s";
        assert_eq!(said(&lines(text)), "LimitExceeded: no more");
        assert_eq!(said(&lines("one\ntwo")), "one\ntwo");
    }
}
