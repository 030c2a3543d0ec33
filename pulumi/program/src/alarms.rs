//! Alarms: executions that fail, executions that are throttled, Map Runs that wait for others to end.

use crate::configuration::Alarms;
use crate::resources::{Stack, text};
use crate::sdk::pulumi::{ResourceOptions, pv};
use crate::sdk::pulumi_aws::{cloudwatch, sfn, sns};

/// Metrics of Step Functions: <https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html>.
pub(crate) fn add(stack: &Stack<'_>, alarms: &Alarms, machine: &sfn::StateMachine) {
    let names = &stack.configuration.names;
    let name = &names.state_machine;
    let topic = sns::Topic::new(
        stack.ctx,
        "alarm-topic",
        sns::TopicArgs {
            name: text(&names.alarms),
            // CloudWatch cannot publish to a topic under AWS's own key, only under a customer's whose policy lets it.
            kms_master_key_id: stack.configuration.kms_key(),
            tags: stack.tags(),
            ..Default::default()
        },
        ResourceOptions::default(),
    );
    stack.tls_only("alarm-topic-tls", &topic);
    if let Some(email) = stack.configuration.email() {
        sns::TopicSubscription::new(
            stack.ctx,
            "alarm-email",
            sns::TopicSubscriptionArgs {
                endpoint: Some(email),
                protocol: text("email"),
                topic: Some(topic.arn()),
                ..Default::default()
            },
            ResourceOptions { parent: Some(topic.pulumi_resource().clone()), ..Default::default() },
        );
    }
    let own = || pv::object(vec![("StateMachineArn".to_owned(), machine.arn().cast())]).cast();
    let backlog = alarms.backlog as f64;
    let watched = [
        ("failed", "ExecutionsFailed", Some(own()), "Sum", 1.0, "an execution failed"),
        (
            "throttled",
            "ExecutionThrottled",
            Some(own()),
            "Sum",
            1.0,
            "executions or state transitions are throttled",
        ),
        (
            "backlog",
            "ApproximateMapRunBacklogSize",
            // AWS counts Map Runs for the whole account: this metric has no dimensions.
            None,
            "Maximum",
            backlog,
            "Map Runs of the account wait for others to end",
        ),
    ];
    for (part, metric, dimensions, statistic, threshold, what) in watched {
        cloudwatch::MetricAlarm::new(
            stack.ctx,
            &format!("alarm-{part}"),
            cloudwatch::MetricAlarmArgs {
                name: Some(format!("{name}-{part}").into()),
                alarm_description: Some(format!("{name}: {what}").into()),
                namespace: text("AWS/States"),
                metric_name: text(metric),
                dimensions,
                statistic: text(statistic),
                comparison_operator: text("GreaterThanOrEqualToThreshold"),
                evaluation_periods: Some(1.into()),
                period: Some(300.into()),
                threshold: Some(threshold.into()),
                treat_missing_data: text("notBreaching"),
                alarm_actions: Some(pv::array(vec![topic.arn().cast()]).cast()),
                tags: stack.tags(),
                ..Default::default()
            },
            ResourceOptions::default(),
        );
    }
}
