"""Runs AWS's sample over objects through boto3 and times it, for `cargo xtask bench --only endpoint`.

    AWS_ENDPOINT_URL=... AWS_ACCESS_KEY_ID=... AWS_SECRET_ACCESS_KEY=... python3 nested.py SERVER DEFINITION OBJECTS SECONDS

SERVER is `distmap`, `moto` or `ministack`; DEFINITION a file that names the bucket and the topic below. Prints one line of
JSON: how the execution ended, the seconds from StartExecution to the DescribeExecution that saw it, and how many messages
a queue got that subscribes to the topic. An execution that has not ended after SECONDS is given up.
"""

import concurrent.futures
import json
import pathlib
import sys
import time
import urllib.request

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError, ConnectionError, HTTPClientError

BUCKET, TOPIC, NAME = "bench-input", "arn:aws:sns:us-east-1:000000000000:bench", "bench"
ROLE = "arn:aws:iam::000000000000:role/any"
LIST = "arn:aws:states:::aws-sdk:s3:listObjectsV2"
HEAD = "arn:aws:states:::aws-sdk:s3:headObject"
# Buckets in the path, since their names have no DNS here; who is busy must not be asked again meanwhile.
CONFIG = Config(s3={"addressing_style": "path"}, connect_timeout=900, read_timeout=900, retries={"total_max_attempts": 1})


def states(definition):
    """Every state, those within maps too, with its name."""
    for name, state in definition["States"].items():
        yield name, state
        if "ItemProcessor" in state:
            yield from states(state["ItemProcessor"])


def as_is(definition):
    """Nothing is changed."""


def for_moto(definition):
    """What moto refuses or fails at, replaced by the nearest that it runs.

    - No ItemBatcher: a selector makes of each item a batch of one.
    - ToleratedFailurePercentage must have a decimal point.
    - A task cannot hold a body: the object is asked for its head, and the patch merged into its ETag.
    """
    for _, state in states(definition):
        if "ToleratedFailurePercentage" in state:
            state["ToleratedFailurePercentage"] = float(state["ToleratedFailurePercentage"])
        if state.pop("ItemBatcher", None):
            state["ItemSelector"] = {"Items.$": "States.Array($$.Map.Item.Value)"}
        if state.get("Resource", "").endswith(":s3:getObject"):
            state["Resource"] = HEAD
            state["ResultSelector"] = {"ETag.$": "$.ETag"}
        merge = state.get("Parameters", {}).get("output.$")
        if merge:
            state["Parameters"]["output.$"] = merge.replace("States.StringToJson($.Body)", "$")


def for_ministack(definition):
    """The same; and since there is no ItemReader, a task lists the bucket before: one page, of at most 1,000 objects."""
    for_moto(definition)
    first = definition["StartAt"]
    for _, state in states(definition):
        if state.pop("ItemReader", None):
            state["ItemsPath"] = "$.Contents"
    definition["StartAt"] = "List"
    definition["States"]["List"] = {"Type": "Task", "Resource": LIST, "Parameters": {"Bucket": BUCKET}, "Next": first}


def body(number):
    """An object of 300 bytes."""
    empty = json.dumps({"id": number, "text": ""})
    return json.dumps({"id": number, "text": "x" * (300 - len(empty))})


def run(server, definition, count, patience):
    s3, sfn, sns, sqs = (boto3.client(name, config=CONFIG) for name in ("s3", "stepfunctions", "sns", "sqs"))
    if server == "moto":
        # It pretends to run, unless it is told so.
        told = json.dumps({"stepfunctions": {"execute_state_machine": True}}).encode()
        urllib.request.urlopen(f"{s3.meta.endpoint_url}/moto-api/config", told).close()
    {"distmap": as_is, "moto": for_moto, "ministack": for_ministack}[server](definition)

    s3.create_bucket(Bucket=BUCKET)
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda i: s3.put_object(Bucket=BUCKET, Key=f"{i:06}.json", Body=body(i)), range(count)))
    topic = sns.create_topic(Name=NAME)["TopicArn"]
    queue = sqs.create_queue(QueueName=NAME)["QueueUrl"]
    queue_arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=queue_arn, Attributes={"RawMessageDelivery": "true"})
    text = json.dumps(definition).replace(TOPIC, topic)
    machine = sfn.create_state_machine(name=NAME, definition=text, roleArn=ROLE)["stateMachineArn"]

    began = time.monotonic()
    execution = sfn.start_execution(stateMachineArn=machine, name="bench", input="{}")["executionArn"]
    told, pause = {"status": "RUNNING"}, 0
    while told["status"] == "RUNNING" and time.monotonic() - began < patience:
        time.sleep(pause)
        try:
            told, pause = sfn.describe_execution(executionArn=execution), 0.01
        except (ConnectionError, HTTPClientError) as error:
            # Too busy to answer; it may answer again.
            told, pause = {"status": "RUNNING", "error": str(error)}, 1
    seconds = time.monotonic() - began

    counted = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["ApproximateNumberOfMessages"])
    return {
        "status": told["status"],
        "seconds": seconds,
        "messages": int(counted["Attributes"]["ApproximateNumberOfMessages"]),
        "error": told.get("cause") or told.get("error"),
    }


def main():
    server, definition, count, patience = sys.argv[1:]
    definition = json.loads(pathlib.Path(definition).read_text())
    try:
        told = run(server, definition, int(count), float(patience))
    except (BotoCoreError, ClientError) as error:
        told = {"status": "REFUSED", "error": str(error)}
    print(json.dumps(told))


main()
