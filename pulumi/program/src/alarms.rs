//! Alarms: executions that fail, executions that are throttled, Map Runs that wait for others to end.

use std::collections::BTreeMap;

use distmap_pulumi_bindings::{Program, ResourceOptions, cloudwatch, sfn, sns};

use crate::configuration::Alarms;
use crate::resources::Stack;

/// Metrics of Step Functions: <https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html>.
pub(crate) fn add(
    program: &mut Program,
    stack: &Stack<'_>,
    alarms: &Alarms,
    machine: &sfn::StateMachine,
) {
    let names = &stack.configuration.names;
    let name = &names.state_machine;
    let topic = sns::Topic::new(
        program,
        "alarm-topic",
        sns::TopicArgs {
            name: Some(names.alarms.as_str().into()),
            // CloudWatch cannot publish to a topic under AWS's own key, only under a customer's whose policy lets it.
            kms_master_key_id: stack.configuration.kms_key(),
            tags: stack.tags(),
            ..Default::default()
        },
        ResourceOptions::default(),
    );
    stack.tls_only(program, "alarm-topic-tls", &topic);
    if let Some(email) = stack.configuration.email(alarms) {
        sns::TopicSubscription::new(
            program,
            "alarm-email",
            sns::TopicSubscriptionArgs::new(email, "email", topic.arn()),
            ResourceOptions { parent: Some(topic.as_ref().clone()), ..Default::default() },
        );
    }
    let own = BTreeMap::from([("StateMachineArn".to_owned(), machine.arn())]);
    // AWS counts Map Runs for the whole account: these metrics have no dimensions.
    let account = BTreeMap::new();
    let backlog = alarms.backlog as f64;
    let watched = [
        ("failed", "ExecutionsFailed", &own, "Sum", 1.0, "an execution failed"),
        (
            "throttled",
            "ExecutionThrottled",
            &own,
            "Sum",
            1.0,
            "executions or state transitions are throttled",
        ),
        (
            "backlog",
            "ApproximateMapRunBacklogSize",
            &account,
            "Maximum",
            backlog,
            "Map Runs of the account wait for others to end",
        ),
    ];
    for (part, metric, dimensions, statistic, threshold, what) in watched {
        cloudwatch::MetricAlarm::new(
            program,
            &format!("alarm-{part}"),
            cloudwatch::MetricAlarmArgs {
                name: Some(format!("{name}-{part}").into()),
                alarm_description: Some(format!("{name}: {what}").into()),
                namespace: Some("AWS/States".into()),
                metric_name: Some(metric.into()),
                dimensions: (!dimensions.is_empty()).then(|| dimensions.clone().into()),
                statistic: Some(statistic.into()),
                comparison_operator: Some("GreaterThanOrEqualToThreshold".into()),
                evaluation_periods: Some(1.into()),
                period: Some(300.into()),
                threshold: Some(threshold.into()),
                treat_missing_data: Some("notBreaching".into()),
                alarm_actions: Some(vec![topic.arn()].into()),
                tags: stack.tags(),
                ..Default::default()
            },
            ResourceOptions::default(),
        );
    }
}
