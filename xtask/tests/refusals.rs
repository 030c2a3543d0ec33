//! Wrong arguments, wrong input, things that are not there: one clear sentence, the right exit code.

mod common;

use common::Place;

fn check(arguments: &[&str], code: i32, words: &str) {
    let place = Place::new();
    place.write(
        "broken.asl.json",
        "{\"StartAt\": \"A\",\n \"States\": {\"A\": {\"Type\": \"Pas\"}}}",
    );
    place.write("no.json", "{");
    let said = place.run(arguments);
    assert_eq!(said.code, code, "{arguments:?}\n{}\n{}", said.out, said.err);
    let all = said.out + &said.err;
    assert!(all.contains(words), "{arguments:?} says\n{all}");
    assert!(!all.contains("panicked"), "{all}");
}

#[test]
fn arguments() {
    check(&["no-such-command"], 2, "unrecognized subcommand");
    check(&["generate"], 2, "--count");
    check(&["render", "--tolerance", "101"], 3, "between 0 and 100");
    check(&["render", "--patch", "[]"], 3, "JSON object");
    check(&["plan", "--objects", "10", "--region", "mars-1"], 3, "mars-1");
    check(&["plan", "--objects", "10", "--failed-share", "2"], 3, "between 0 and 1");
    check(&["plan", "--objects", "10", "--child-seconds=-1"], 3, "number of seconds");
    check(&["deploy", "--stack", "No Such"], 3, "cannot name a stack");
}

#[test]
fn input() {
    check(&["iam", "broken.asl.json"], 3, "broken.asl.json:2");
    check(&["iam", "no.json"], 3, "no.json");
    check(&["lint", "broken.asl.json"], 1, "broken.asl.json:2");
    check(&["invoke", "--input", "{"], 3, "no JSON");
    check(&["deploy", "--definition", "broken.asl.json"], 3, "broken.asl.json:2");
    check(&["graph", "no.json"], 3, "no.json:1");
    check(&["generate", "--count", "1", "--out", "x", "--template", "no.json"], 3, "template");
}

#[test]
fn what_is_not_there() {
    check(&["invoke"], 4, "nothing is deployed");
    check(&["messages"], 4, "nothing is deployed");
    check(&["failures"], 4, "nothing is deployed");
    check(&["iam", "absent.json"], 4, "absent.json");
    check(&["conformance", "absent"], 4, "absent");
}

#[test]
fn names_that_are_none() {
    let place = Place::new();
    place.ok(&["deploy", "--variant", "flat"]);
    for (arguments, code) in [
        (&["history", "--child", "arn:nope"][..], 3),
        (&["history", "nope"], 4),
        (&["map-runs", "nope"], 4),
        (&["failures", "nope"], 4),
        (&["history"], 4),
        (&["invoke", "--name", "no blanks"], 3),
    ] {
        let said = place.run(arguments);
        assert_eq!(said.code, code, "{arguments:?}\n{}", said.err);
    }
}

#[test]
fn errors_are_json_for_programs() {
    let said = Place::new().run(&["executions", "--json"]);
    let error: serde_json::Value = serde_json::from_str(&said.err).expect("JSON");
    assert_eq!(error["exitCode"], 4);
    assert!(error["hint"].as_str().is_some_and(|hint| hint.contains("deploy")));
}

#[test]
fn every_command_has_an_example() {
    let place = Place::new();
    let help = place.ok(&["--help"]).out;
    let commands = help.lines().skip_while(|line| !line.starts_with("Commands:")).skip(1);
    let commands: Vec<&str> = commands
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next())
        .filter(|command| *command != "help")
        .collect();
    assert!(commands.len() > 15, "{commands:?}");
    for command in commands {
        let said = place.ok(&[command, "--help"]).out;
        assert!(said.contains("Example:\n  cargo xtask"), "{command}\n{said}");
    }
}
