//! A running `serve` and what lies in its state directory, seen from both sides.

#![cfg(unix)]

mod common;

use std::collections::BTreeSet;
use std::error::Error;

use aws_config::SdkConfig;
use aws_sdk_sfn::types::{ExecutionStatus, MapRunStatus};
use aws_sdk_sqs::types::QueueAttributeName;
use common::serving::Serving;
use common::{Place, sdk};
use serde_json::{Value, json};

type Checked<T = ()> = Result<T, Box<dyn Error>>;

const ROLE: &str = "arn:aws:iam::000000000000:role/any";

/// Waits until an execution has ended.
async fn ended(sfn: &aws_sdk_sfn::Client, arn: &str) -> Checked<ExecutionStatus> {
    loop {
        let told = sfn.describe_execution().execution_arn(arn).send().await?;
        if told.status != ExecutionStatus::Running {
            return Ok(told.status);
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
}

async fn machine(sfn: &aws_sdk_sfn::Client, name: &str, definition: &Value) -> Checked<String> {
    let made = sfn.create_state_machine().name(name).definition(definition.to_string());
    Ok(made.role_arn(ROLE).send().await?.state_machine_arn)
}

/// A queue that gets what a topic gets, as its URL.
async fn reader(config: &SdkConfig, topic: &str) -> Checked<String> {
    let sqs = aws_sdk_sqs::Client::new(config);
    let made = sqs.create_queue().queue_name("reader").send().await?;
    let queue = topic.replacen(":sns:", ":sqs:", 1);
    let queue = format!("{}:reader", queue.rsplit_once(':').ok_or("no ARN")?.0);
    let subscribe = aws_sdk_sns::Client::new(config).subscribe().topic_arn(topic).protocol("sqs");
    subscribe.endpoint(queue).send().await?;
    Ok(made.queue_url.ok_or("no URL")?)
}

async fn messages(config: &SdkConfig, queue: &str) -> Checked<usize> {
    let name = QueueAttributeName::ApproximateNumberOfMessages;
    let sqs = aws_sdk_sqs::Client::new(config);
    let told = sqs.get_queue_attributes().queue_url(queue).attribute_names(name.clone());
    let told = told.send().await?.attributes.unwrap_or_default();
    Ok(told.get(&name).ok_or("no number")?.parse()?)
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_reach_an_endpoint_by_its_url() -> Checked {
    let server = Place::new();
    let serving = Serving::start(&server, &[]);
    let config = sdk::config(&serving);
    let keys = [("AWS_ACCESS_KEY_ID", Serving::ID), ("AWS_SECRET_ACCESS_KEY", Serving::SECRET)];
    let place = Place::with(keys.map(|(k, v)| (k.to_owned(), v.to_owned())).to_vec());
    let there = |arguments: &[&'static str]| -> Vec<&str> {
        [arguments, &["--endpoint-url", serving.url.as_str()]].concat()
    };
    place.ok(&["generate", "--count", "1200", "--out", "objects", "--malformed", "1"]);
    place.ok(&there(&["deploy"]));
    assert_eq!(place.json(&there(&["upload", "objects"]))[0]["uploaded"], 1_200);
    let topics = aws_sdk_sns::Client::new(&config).list_topics().send().await?.topics;
    let topic = topics.unwrap_or_default().remove(0).topic_arn.ok_or("no ARN")?;
    let queue = reader(&config, &topic).await?;

    let summary = &place.json(&there(&["invoke", "--name", "afar"]))[0];
    assert_eq!((&summary["status"], &summary["items"]), (&"SUCCEEDED".into(), &1_200.into()));
    assert_eq!(summary["failed"], 12);
    assert_eq!(messages(&config, &queue).await?, 1_188);
    let executions = place.json(&there(&["executions"]));
    assert_eq!((executions.len(), &executions[0]["name"]), (1, &"afar".into()));
    assert_eq!(place.json(&there(&["map-runs"]))[0]["itemCounts"]["total"], 1_200);
    assert_eq!(place.json(&there(&["history"]))[0]["type"], "ExecutionStarted");
    assert_eq!(place.json(&there(&["failures"])).len(), 12);
    // The endpoint's owner sees the same in its directory; here there is nothing of it.
    let state_machines = aws_sdk_sfn::Client::new(&config).list_state_machines().send().await?;
    assert_eq!(state_machines.state_machines.len(), 1);
    assert!(!place.path().join(".distmap/owner.json").exists());
    place.ok(&there(&["destroy", "--yes"]));
    assert!(sdk::s3(&config).list_buckets().send().await?.buckets().is_empty());

    // Who signs with what the endpoint does not know is told so.
    let stranger = Place::with(vec![
        ("AWS_ACCESS_KEY_ID".to_owned(), Serving::ID.to_owned()),
        ("AWS_SECRET_ACCESS_KEY".to_owned(), "wrong".to_owned()),
    ]);
    let said = stranger.run(&there(&["deploy"]));
    assert_eq!(said.code, 5, "{}", said.err);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_deployed_in_a_directory_is_served_and_what_ran_over_http_stays_there() -> Checked
{
    let place = Place::new();
    place.ok(&["generate", "--count", "600", "--out", "objects"]);
    place.ok(&["deploy"]);
    place.ok(&["upload", "objects"]);
    let serving = Serving::start(&place, &[]);
    let sfn = aws_sdk_sfn::Client::new(&sdk::config(&serving));
    let machines = sfn.list_state_machines().send().await?.state_machines;
    let start = sfn.start_execution().state_machine_arn(&machines[0].state_machine_arn);
    let arn = start.name("over-http").send().await?.execution_arn;
    assert_eq!(ended(&sfn, &arn).await?, ExecutionStatus::Succeeded);
    let seen = |place: &Place| {
        let executions = place.json(&["executions"]);
        assert_eq!(executions.len(), 1);
        assert_eq!(executions[0]["name"], "over-http");
        assert_eq!(executions[0]["status"], "SUCCEEDED");
        assert_eq!(place.json(&["messages"]).len(), 600);
    };
    // Through the running process, and from the disk.
    seen(&place);
    assert_eq!(serving.stop(), 0);
    seen(&place);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_map_run_that_sigterm_stops_is_finished_after_the_next_start() -> Checked {
    let place = Place::new();
    let serving = Serving::start(&place, &[]);
    let config = sdk::config(&serving);
    let sfn = aws_sdk_sfn::Client::new(&config);
    let activity = sfn.create_activity().name("work").send().await?.activity_arn;
    let each = json!({"Type": "Map", "ItemsPath": "$.items", "Label": "Each", "End": true,
        "ItemProcessor": {
            "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
            "StartAt": "Work",
            "States": {"Work": {"Type": "Task", "Resource": activity, "End": true}},
        },
    });
    let definition = json!({"StartAt": "M", "States": {"M": each}});
    let machine = machine(&sfn, "stopped", &definition).await?;
    let input = json!({"items": [0, 1, 2, 3, 4]}).to_string();
    let started = sfn.start_execution().state_machine_arn(machine).input(input).send().await?;
    let arn = started.execution_arn;
    let answer = async |sfn: &aws_sdk_sfn::Client| -> Checked {
        let task = sfn.get_activity_task().activity_arn(&activity).send().await?;
        let (token, input) = (task.task_token.ok_or("no task")?, task.input.ok_or("no input")?);
        sfn.send_task_success().task_token(token).output(input).send().await?;
        Ok(())
    };
    answer(&sfn).await?;
    answer(&sfn).await?;
    assert_eq!(serving.stop(), 0);

    let serving = Serving::start(&place, &[]);
    let sfn = aws_sdk_sfn::Client::new(&sdk::config(&serving));
    let told = sfn.describe_execution().execution_arn(&arn).send().await?;
    assert_eq!(told.status, ExecutionStatus::Running);
    for _ in 0..3 {
        answer(&sfn).await?;
    }
    assert_eq!(ended(&sfn, &arn).await?, ExecutionStatus::Succeeded);
    let told = sfn.describe_execution().execution_arn(&arn).send().await?;
    assert_eq!(told.output.as_deref(), Some("[0,1,2,3,4]"));
    let runs = sfn.list_map_runs().execution_arn(&arn).send().await?.map_runs;
    let run = sfn.describe_map_run().map_run_arn(&runs[0].map_run_arn).send().await?;
    assert_eq!(run.status, MapRunStatus::Succeeded);
    let counts = run.item_counts.ok_or("no counts")?;
    assert_eq!((counts.succeeded, counts.total), (5, 5));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn lists_go_on_where_their_token_says() -> Checked {
    let place = Place::new();
    let serving = Serving::start(&place, &[]);
    let sfn = aws_sdk_sfn::Client::new(&sdk::config(&serving));
    let map = |name: &str, next: Value| {
        let pass = json!({name: {"Type": "Pass", "End": true}});
        let mut map = json!({"Type": "Map", "Items": [1, 2], "ItemProcessor": {
            "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"},
            "StartAt": name, "States": pass,
        }});
        match next {
            Value::Null => map["End"] = true.into(),
            next => map["Next"] = next,
        }
        map
    };
    let definition = json!({"StartAt": "A", "QueryLanguage": "JSONata", "States": {
        "A": map("P", "B".into()), "B": map("Q", "C".into()), "C": map("R", Value::Null),
    }});
    let machine = machine(&sfn, "paged", &definition).await?;
    let mut arns = Vec::new();
    for number in 0..7 {
        let start = sfn.start_execution().state_machine_arn(&machine);
        let arn = start.name(format!("e{number}")).send().await?.execution_arn;
        assert_eq!(ended(&sfn, &arn).await?, ExecutionStatus::Succeeded);
        arns.push(arn);
    }

    let list = || sfn.list_executions().state_machine_arn(&machine);
    let mut pages = list().into_paginator().page_size(3).send();
    let mut listed = Vec::new();
    while let Some(page) = pages.next().await {
        let names: Vec<String> = page?.executions.into_iter().map(|it| it.name).collect();
        listed.push(names);
    }
    assert_eq!(listed.iter().map(Vec::len).collect::<Vec<_>>(), [3, 3, 1]);
    // The latest first.
    assert_eq!(listed.concat(), ["e6", "e5", "e4", "e3", "e2", "e1", "e0"]);
    let foreign = list().max_results(3).send().await?.next_token.ok_or("no token")?;

    let history = || sfn.get_execution_history().execution_arn(&arns[0]);
    let whole = history().send().await?.events;
    let mut ids: Vec<i64> = whole.iter().map(|event| event.id).collect();
    for reverse in [false, true] {
        let mut pages = history().reverse_order(reverse).into_paginator().page_size(4).send();
        let mut paged = Vec::new();
        while let Some(page) = pages.next().await {
            let events = page?.events;
            assert!(events.len() <= 4);
            paged.extend(events.into_iter().map(|event| event.id));
        }
        assert_eq!(paged, ids);
        ids.reverse();
    }

    let runs = || sfn.list_map_runs().execution_arn(&arns[0]);
    let all: BTreeSet<String> =
        runs().send().await?.map_runs.into_iter().map(|run| run.map_run_arn).collect();
    let mut pages = runs().into_paginator().page_size(2).send();
    let mut sizes = Vec::new();
    let mut paged = BTreeSet::new();
    while let Some(page) = pages.next().await {
        let page = page?.map_runs;
        sizes.push(page.len());
        paged.extend(page.into_iter().map(|run| run.map_run_arn));
    }
    assert_eq!((sizes, paged), (vec![2, 1], all));

    let refused = history().next_token(&foreign).send().await.expect_err("another list's token");
    assert!(refused.into_service_error().is_invalid_token());
    let refused = runs().next_token(&foreign).send().await.expect_err("another list's token");
    assert!(refused.into_service_error().is_invalid_token());
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_running_map_run_takes_its_new_concurrency_over_http() -> Checked {
    let place = Place::new();
    let serving = Serving::start(&place, &[]);
    let sfn = aws_sdk_sfn::Client::new(&sdk::config(&serving));
    let wait = json!({"W": {"Type": "Wait", "Seconds": 3_600, "End": true}});
    let definition = json!({"StartAt": "M", "States": {"M": {
        "Type": "Map", "ItemsPath": "$.items", "MaxConcurrency": 1, "End": true,
        "ItemProcessor": {
            "ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"},
            "StartAt": "W", "States": wait,
        },
    }}});
    let machine = machine(&sfn, "wider", &definition).await?;
    let input = json!({"items": [0, 1, 2, 3, 4]}).to_string();
    let started = sfn.start_execution().state_machine_arn(machine).input(input).send().await?;
    let arn = started.execution_arn;
    let run = loop {
        let runs = sfn.list_map_runs().execution_arn(&arn).send().await?.map_runs;
        if let Some(run) = runs.into_iter().next() {
            break run.map_run_arn;
        }
    };
    for (wanted, update) in [(1, Some(3)), (3, Some(0)), (5, None)] {
        while sfn
            .describe_map_run()
            .map_run_arn(&run)
            .send()
            .await?
            .execution_counts
            .ok_or("no counts")?
            .running
            != wanted
        {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        if let Some(update) = update {
            sfn.update_map_run().map_run_arn(&run).max_concurrency(update).send().await?;
        }
    }
    sfn.stop_execution().execution_arn(&arn).send().await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn mocks_answer_over_http() -> Checked {
    let place = Place::new();
    let mocks = json!({
        "StateMachines": {"orders": {"TestCases": {"paid": {"Charge": "Paid"}, "broke": {"Charge": "Broke"}}}},
        "MockedResponses": {
            "Paid": {"0": {"Return": {"StatusCode": 200, "Payload": "paid"}}},
            "Broke": {"0": {"Throw": {"Error": "NoMoney", "Cause": "none left"}}},
        },
    });
    place.write("mocks.json", &mocks.to_string());
    let serving = Serving::start(&place, &["--mocks", "mocks.json"]);
    let sfn = aws_sdk_sfn::Client::new(&sdk::config(&serving));
    let definition = json!({"StartAt": "Charge", "States": {"Charge": {
        "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "End": true,
        "Parameters": {"FunctionName": "charge"}, "OutputPath": "$.Payload",
    }}});
    let machine = machine(&sfn, "orders", &definition).await?;
    let run = async |case: &str| -> Checked<_> {
        let start = sfn.start_execution().state_machine_arn(format!("{machine}#{case}"));
        let arn = start.send().await?.execution_arn;
        ended(&sfn, &arn).await?;
        Ok(sfn.describe_execution().execution_arn(arn).send().await?)
    };
    assert_eq!(run("paid").await?.output.as_deref(), Some("\"paid\""));
    let broke = run("broke").await?;
    assert_eq!(
        (broke.error.as_deref(), broke.cause.as_deref()),
        (Some("NoMoney"), Some("none left"))
    );

    place.write("wrong.json", r#"{"StateMachines": {"a": {"TestCases": {"b": {"C": "None"}}}}}"#);
    let said = place.run(&["serve", "--port", "0", "--mocks", "wrong.json"]);
    assert_eq!(said.code, 3, "{}", said.err);
    Ok(())
}
