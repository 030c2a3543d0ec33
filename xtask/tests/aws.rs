//! `--target aws` end to end: the real Pulumi engine, its provider for tests, and as AWS a `serve` of our own.

mod common;
#[path = "../../pulumi/program/tests/engine/stand.rs"]
#[allow(dead_code, reason = "the program's own tests use what these do not")]
mod stand;

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Read};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use common::serving::Serving;
use common::{Place, Said, sdk, terminal};
use serde_json::Value;
use stand::Stand;

/// Somebody with an AWS account, the Pulumi CLI and a checkout.
struct User {
    place: Place,
    stand: Stand,
    /// What stands for AWS.
    serving: Serving,
    _account: Place,
    stack: String,
}

impl User {
    /// `None` where the tools are not there, which the stand has said.
    fn new(name: &str) -> Option<Self> {
        let stand = Stand::new(None).expect("a stand")?;
        let account = Place::new();
        let serving = Serving::start(&account, &["--account", "000000000000"]);
        let mut environment = stand.cli.environment.clone();
        let mut set = |key: &str, value: &str| environment.push((key.to_owned(), value.to_owned()));
        set("AWS_ENDPOINT_URL", &serving.url);
        set("AWS_REGION", "us-east-1");
        set("AWS_ACCESS_KEY_ID", Serving::ID);
        set("AWS_SECRET_ACCESS_KEY", Serving::SECRET);
        set("AWS_EC2_METADATA_DISABLED", "true");
        set("AWS_CONFIG_FILE", "none");
        set("AWS_SHARED_CREDENTIALS_FILE", "none");
        let stack = format!("{name}-{}", std::process::id());
        let place = Place::with(environment);
        Some(Self { place, stand, serving, _account: account, stack })
    }

    /// The stack's settings, which Pulumi keeps in the checkout.
    fn settings(&self) -> PathBuf {
        self.stand.cli.folder.join(format!("Pulumi.{}.yaml", self.stack))
    }

    /// That nothing is left: neither of what the provider holds, nor in the account.
    fn assert_nothing_left(&self) {
        assert_eq!(self.stand.held().expect("a state"), 0);
        let config = sdk::config(&self.serving);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.expect("a runtime").block_on(async {
            let buckets = sdk::s3(&config).list_buckets().send().await.expect("buckets");
            assert!(buckets.buckets().is_empty(), "{buckets:?}");
            let topics = aws_sdk_sns::Client::new(&config).list_topics().send().await;
            assert!(topics.expect("topics").topics().is_empty(), "a topic");
            let machines = aws_sdk_sfn::Client::new(&config).list_state_machines().send().await;
            assert!(machines.expect("machines").state_machines.is_empty(), "a state machine");
        });
    }

    fn deploy(&self, more: &[&str]) -> Said {
        self.run(&[&["deploy", "--target", "aws", "--stack", &self.stack], more].concat(), &[])
    }

    /// Runs a command with further environment variables.
    fn run(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Said {
        let mut command = self.place.command(arguments);
        command.envs(environment.iter().copied());
        Said::of(command.output().expect("the program starts"))
    }

    /// A further user's way to a deployment that must be refused: exit code and words of the sentence.
    fn refused(&self, environment: &[(&str, &str)], code: i32, words: &str) {
        let said = self.run(&["deploy", "--target", "aws", "--stack", &self.stack], environment);
        assert_eq!(said.code, code, "{environment:?}\n{}\n{}", said.out, said.err);
        // The report is wrapped to the terminal's width.
        let sentence = said.err.replace("│", "").split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(sentence.contains(words), "{environment:?} says\n{}", said.err);
    }
}

impl Drop for User {
    fn drop(&mut self) {
        // Where the stack never came to be there is no such file.
        let _ = std::fs::remove_file(self.settings());
    }
}

fn texts(values: &Value) -> impl Iterator<Item = String> {
    values.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned)
}

#[test]
fn the_same_words_as_for_the_embedded_target() {
    let Some(user) = User::new("words") else { return };
    let said = user.deploy(&["--preview", "--variant", "flat"]);
    assert_eq!(said.code, 0, "{}\n{}", said.out, said.err);
    assert!(said.out.contains("21 to create"), "{}", said.out);
    assert!(user.stand.log().expect("a log").is_empty(), "a preview makes nothing");
    assert!(!user.settings().exists(), "nor does it leave settings");

    let said = user.deploy(&["--variant", "flat", "--prefix", "p"]);
    assert_eq!(said.code, 0, "{}\n{}", said.out, said.err);
    assert!(said.out.contains("state machine  arn:aws:states:us-east-1:000000000000:"));

    let place = &user.place;
    place.ok(&["generate", "--count", "300", "--out", "objects", "--malformed", "2"]);
    let manifest = place.path().join("objects/.distmap-manifest.jsonl");
    let manifest = std::fs::read_to_string(manifest).expect("a manifest");
    let broken = manifest.lines().filter(|line| line.contains(r#""malformed":true"#)).count();
    assert_eq!(broken, 6);
    let aws = ["--target", "aws"];
    place.ok(&[&["upload", "objects"], &aws[..]].concat());

    // Nobody pays by surprise.
    let asked = user.run(&["invoke", "--target", "aws"], &[]);
    assert_eq!(asked.code, 6, "{}", asked.err);
    assert!(asked.out.contains("300 objects") && asked.out.contains("will cost about"));
    assert!(asked.err.contains("nothing was started"), "{}", asked.err);
    let said = place.json(&[&["invoke", "--yes", "--name", "first"], &aws[..]].concat());
    assert_eq!(said[0]["objects"], 300);
    assert!(said[0]["totalUsd"].as_f64().is_some_and(|usd| usd > 0.0), "{}", said[0]);
    assert_eq!(said[1]["status"], "SUCCEEDED", "{}", said[1]);
    assert_eq!(said[1]["failed"], 6);

    let runs = place.json(&[&["map-runs", "first"], &aws[..]].concat());
    assert!(runs.iter().any(|run| run["itemCounts"]["succeeded"] == 300), "{runs:?}");
    let failures = place.json(&[&["failures"], &aws[..]].concat());
    let failed: BTreeSet<String> =
        failures.iter().flat_map(|failure| texts(&failure["keys"])).collect();
    assert_eq!(failed.len(), 6);
    assert!(failed.iter().all(|key| manifest.contains(key.as_str())), "{failed:?}");

    // What is not said stays as it is; what is said changes, in a preview for that once.
    let said = user.deploy(&["--variant", "nested", "--preview"]);
    assert!(said.out.contains("keeps prefix = p"), "{}", said.out);
    assert!(said.out.contains("2 to update") && said.out.contains("19 unchanged"), "{}", said.out);
    let said = user.deploy(&[]);
    assert!(said.out.contains("keeps variant = flat"), "{}", said.out);
    assert!(said.out.contains("21 unchanged"), "{}", said.out);

    let kept = user.run(&["destroy", "--target", "aws"], &[]);
    assert_eq!(kept.code, 6, "{}", kept.err);
    assert!(kept.err.contains("the buckets hold objects"), "{}", kept.err);
    assert_eq!(user.stand.held().expect("a state"), 20);
    place.ok(&[&["destroy", "--yes"], &aws[..]].concat());
    user.assert_nothing_left();
    assert_eq!(user.run(&["executions", "--target", "aws"], &[]).code, 4);
}

#[test]
fn what_a_run_costs_is_asked_at_the_terminal() {
    let Some(user) = User::new("asked") else { return };
    let place = &user.place;
    assert_eq!(
        user.deploy(&["--variant", "nested", "--tolerance", "0", "--prefix", "in/"]).code,
        0
    );
    for n in 0..5 {
        place.write(&format!("objects/{n}.json"), r#"{"id": 1}"#);
    }
    place.write("objects/broken.json", "{");
    // Spread or not, the workflow sees what is uploaded.
    place.ok(&["upload", "objects", "--target", "aws", "--spread", "4"]);

    let invoke = ["invoke", "--target", "aws", "--name", "first"];
    for answer in ["n", "", "perhaps"] {
        let said = place.answered(&invoke, answer);
        assert_eq!(said.code, 6, "{answer}: {}\n{}", said.out, said.err);
        assert!(said.out.contains("6 objects"), "{}", said.out);
        assert!(said.err.starts_with("start it? [y/N]"), "{}", said.err);
    }
    assert_eq!(
        place.run(&["executions", "--target", "aws", "--json"]).out,
        "",
        "something was started"
    );
    let failed = place.answered(&invoke, "y");
    assert_eq!(failed.code, 1, "{}\n{}", failed.out, failed.err);
    assert!(failed.out.contains("cargo xtask redrive first --target aws"), "{}", failed.out);

    // Going on costs too, and no more than the rest.
    place.write("objects/broken.json", r#"{"id": 2}"#);
    place.ok(&["upload", "objects", "--target", "aws", "--spread", "4"]);
    let redrive = ["redrive", "first", "--target", "aws"];
    let nobody = place.run(&redrive);
    assert_eq!(nobody.code, 6, "{}", nobody.err);
    assert!(nobody.out.contains("at most 6 objects run again"), "{}", nobody.out);
    assert!(nobody.out.contains("will cost at most about $"), "{}", nobody.out);
    assert_eq!(place.answered(&redrive, "no").code, 6);
    let done = place.answered(&redrive, "yes");
    assert_eq!(done.code, 0, "{}\n{}", done.out, done.err);
    assert!(done.out.contains("SUCCEEDED"), "{}", done.out);

    let kept = place.answered(&["destroy", "--target", "aws"], "n");
    assert_eq!(kept.code, 6, "{}", kept.err);
    // Nobody answers, but Ctrl-C.
    let (_ours, theirs) = terminal();
    let mut asking = place.command(&["destroy", "--target", "aws"]);
    let mut asking = asking
        .stdin(theirs)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let mut err = asking.stderr.take().expect("a pipe");
    let mut question = Vec::new();
    let mut byte = [0];
    while !question.ends_with(b"[y/N] ") {
        err.read_exact(&mut byte).expect("a question");
        question.extend(byte);
    }
    let stopped = Command::new("kill").args(["-INT", &asking.id().to_string()]).status();
    assert!(stopped.expect("kill").success());
    assert_eq!(asking.wait().expect("an end").code(), Some(130));
    assert_eq!(user.stand.held().expect("a state"), 20);
    assert_eq!(place.answered(&["destroy", "--target", "aws"], "y").code, 0);
    user.assert_nothing_left();
}

#[test]
fn an_update_that_fails_in_the_middle_goes_on_or_goes_away() {
    let Some(user) = User::new("middle") else { return };
    user.stand.refuse(&["logs"]).expect("a file");
    let said = user.deploy(&[]);
    assert_eq!(said.code, 5, "{}", said.err);
    assert!(said.err.contains("LimitExceeded: no further LogGroup"), "{}", said.err);
    assert!(said.err.contains("doing it again goes"), "{}", said.err);
    let made = user.stand.held().expect("a state");
    assert!((1..20).contains(&made), "{made}");

    // Away: also what no deployment ever remembered.
    let destroy = ["destroy", "--target", "aws", "--stack", &user.stack];
    assert_eq!(user.run(&destroy, &[]).code, 6);
    user.place.ok(&[&destroy[..], &["--yes"]].concat());
    user.assert_nothing_left();

    // On: nothing is made twice.
    user.deploy(&[]);
    user.stand.refuse(&[]).expect("a file");
    let said = user.deploy(&[]);
    assert_eq!(said.code, 0, "{}\n{}", said.out, said.err);
    assert_eq!(user.stand.held().expect("a state"), 20);

    // A stack that is there and is changed: what is set stays set, and what was not done is done later.
    user.stand.refuse(&["machine"]).expect("a file");
    let said = user.deploy(&["--variant", "flat"]);
    assert_eq!(said.code, 5, "{}\n{}", said.out, said.err);
    assert!(said.err.contains("no further StateMachine may be changed"), "{}", said.err);
    user.stand.refuse(&[]).expect("a file");
    let said = user.deploy(&[]);
    assert!(said.out.contains("keeps variant = flat"), "{}", said.out);
    assert!(said.out.contains("1 updated") && said.out.contains("20 unchanged"), "{}", said.out);

    // Removing can stop in the middle too.
    user.stand.refuse(&["input"]).expect("a file");
    let said = user.run(&[&destroy[..], &["--yes"]].concat(), &[]);
    assert_eq!(said.code, 5, "{}\n{}", said.out, said.err);
    assert!(said.err.contains("no further Bucket may be removed"), "{}", said.err);
    assert!(user.stand.held().expect("a state") > 0);
    user.stand.refuse(&[]).expect("a file");
    user.place.ok(&[&destroy[..], &["--yes"]].concat());
    user.assert_nothing_left();
}

/// Sends a signal in the middle of an update: to the process alone, or to its group as a terminal does.
fn stops_in_order(name: &str, signal: &str, group: bool) {
    let Some(user) = User::new(name) else { return };
    user.stand.hold_up(&["logs"]).expect("a file");
    let mut deploy = user.place.command(&["deploy", "--target", "aws", "--stack", &user.stack]);
    let mut deploy = deploy
        .process_group(0)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let patience = Instant::now() + Duration::from_secs(120);
    while user.stand.log().expect("a log").is_empty() {
        assert!(Instant::now() < patience, "nothing is made");
        std::thread::sleep(Duration::from_millis(20));
    }
    let to = format!("{}{}", if group { "-" } else { "" }, deploy.id());
    assert!(Command::new("kill").args([signal, "--", &to]).status().expect("kill").success());
    let mut err = BufReader::new(deploy.stderr.take().expect("a pipe"));
    let mut said = String::new();
    while !said.contains("Pulumi ends what it has begun") {
        assert!(err.read_line(&mut said).expect("a line") > 0, "{said}");
    }
    user.stand.hold_up(&[]).expect("a file");
    err.read_to_string(&mut said).expect("the rest");
    assert_eq!(deploy.wait().expect("an end").code(), Some(130), "{said}");
    assert!(said.contains("stopped; what Pulumi had begun is recorded"), "{said}");
    let made = user.stand.held().expect("a state");
    assert!((1..20).contains(&made), "{made}");

    // It goes on, as nothing is locked: nothing is made twice.
    let said = user.deploy(&[]);
    assert_eq!(said.code, 0, "{}\n{}", said.out, said.err);
    let log = user.stand.log().expect("a log");
    let made: BTreeSet<&(String, String)> = log.iter().collect();
    assert_eq!((made.len(), log.len()), (20, 20), "{log:?}");
    user.place.ok(&["destroy", "--target", "aws", "--yes"]);
    user.assert_nothing_left();
}

#[test]
fn an_update_that_a_terminal_interrupts_is_recorded_and_goes_on() {
    stops_in_order("interrupted", "-INT", true);
}

#[test]
fn an_update_that_is_terminated_is_recorded_and_goes_on() {
    stops_in_order("terminated", "-TERM", false);
}

#[test]
fn what_is_missing_is_said_in_a_sentence() {
    let Some(user) = User::new("missing") else { return };
    let path = user.place.path();
    user.refused(&[("PATH", "/nowhere")], 4, "the Pulumi CLI is not installed");

    let old = path.join("old/pulumi");
    user.place.write("old/pulumi", "#!/bin/sh\necho v3.10.0\n");
    std::fs::set_permissions(&old, std::fs::Permissions::from_mode(0o755)).expect("a script");
    let old = path.join("old").display().to_string();
    user.refused(&[("PATH", &old)], 5, "is version v3.10.0, which is too old");

    let home = path.join("home").display().to_string();
    let nowhere = [("PULUMI_BACKEND_URL", ""), ("PULUMI_HOME", home.as_str())];
    user.refused(&nowhere, 5, "the Pulumi CLI has no backend");

    let nobody = [("AWS_ACCESS_KEY_ID", ""), ("AWS_SECRET_ACCESS_KEY", "")];
    user.refused(&nobody, 5, "there are no valid AWS credentials");
    user.refused(&[("AWS_ACCESS_KEY_ID", "another")], 5, "there are no valid AWS credentials");
    user.refused(&[("AWS_REGION", "")], 3, "no AWS Region is set");
    assert!(!user.settings().exists(), "no stack was made");

    // A name that Pulumi does not take, and one that buckets do not: no stack stays behind.
    let named = |name: &str| user.run(&["deploy", "--target", "aws", "--stack", name], &[]);
    let said = named("No Such");
    assert_eq!(said.code, 3, "{}", said.err);
    assert!(said.err.contains("`No Such` cannot name a stack"), "{}", said.err);
    let name = format!("Missing_{}", std::process::id());
    let said = named(&name);
    assert_eq!(said.code, 3, "{}", said.err);
    assert!(said.err.contains("configuration key `name`"), "{}", said.err);
    assert!(!user.stand.cli.folder.join(format!("Pulumi.{name}.yaml")).exists());
    let destroy = ["destroy", "--target", "aws", "--yes", "--stack", &name];
    assert_eq!(user.run(&destroy, &[]).code, 4, "there is no such stack");

    let mut unset = user.place.command(&["deploy", "--target", "aws", "--stack", &user.stack]);
    unset.env_remove("PULUMI_CONFIG_PASSPHRASE");
    let said = Said::of(unset.output().expect("the program starts"));
    assert_eq!(said.code, 5, "{}", said.err);
    assert!(said.err.contains("secrets need a passphrase"), "{}", said.err);
    assert!(user.stand.log().expect("a log").is_empty());
}

#[test]
fn a_stack_stays_where_it_is() {
    let Some(user) = User::new("place") else { return };
    assert_eq!(user.deploy(&[]).code, 0);
    let said = user.deploy(&["--region", "eu-west-1"]);
    assert_eq!(said.code, 3, "{}", said.err);
    assert!(said.err.contains("is in the Region us-east-1, not in eu-west-1"), "{}", said.err);
    // The environment's Region is for new stacks.
    assert_eq!(
        user.run(&["invoke", "--yes", "--target", "aws"], &[("AWS_REGION", "eu-west-1")]).code,
        0
    );

    user.refused(&[("PULUMI_CONFIG_PASSPHRASE", "wrong")], 5, "secrets need a passphrase");
    let lock = user.stand.lock(&user.stack).expect("a file");
    user.refused(&[], 5, "the stack is locked by another update: wait for it");
    std::fs::remove_file(lock).expect("a file");

    let account = Place::new();
    let other = Serving::start(&account, &["--account", "111111111111"]);
    let environment = [("AWS_ENDPOINT_URL", other.url.as_str())];
    user.refused(&environment, 3, "is in the account 000000000000, not in 111111111111");
    let destroy = ["destroy", "--target", "aws", "--yes"];
    assert_eq!(user.run(&destroy, &environment).code, 3);
    assert_eq!(user.stand.held().expect("a state"), 20);
    user.place.ok(&destroy);
    user.assert_nothing_left();
}
