"""The seven steps through boto3: make, upload, deploy, invoke, follow, read, destroy.

    AWS_ENDPOINT_URL=... AWS_ACCESS_KEY_ID=... AWS_SECRET_ACCESS_KEY=... python3 boto3_steps.py [OBJECTS]

Fails unless every object's message arrives once in a queue subscribed to the topic.
"""

import collections
import concurrent.futures
import json
import os
import pathlib
import sys
import time

import boto3

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 2500
NAME = f"boto3-{os.getpid()}"
ROLE = "arn:aws:iam::000000000000:role/any"


def main():
    s3, sfn, sns, sqs = (boto3.client(service) for service in ("s3", "stepfunctions", "sns", "sqs"))
    assert boto3.client("sts").get_caller_identity()["Account"]

    # 1. make
    objects = {f"objects/{i:06}.json": json.dumps({"id": i, "text": f"object {i}"}) for i in range(COUNT)}

    # 2. upload
    s3.create_bucket(Bucket=NAME)
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda item: s3.put_object(Bucket=NAME, Key=item[0], Body=item[1]), objects.items()))
    pages = s3.get_paginator("list_objects_v2").paginate(Bucket=NAME, Prefix="objects/")
    sizes = [len(page.get("Contents", [])) for page in pages]
    assert sizes == [1000] * (COUNT // 1000) + [COUNT % 1000] * (COUNT % 1000 > 0), sizes

    # 3. deploy
    topic = sns.create_topic(Name=NAME)["TopicArn"]
    queue = sqs.create_queue(QueueName=NAME)["QueueUrl"]
    queue_arn = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=queue_arn, Attributes={"RawMessageDelivery": "true"})
    definition = (pathlib.Path(__file__).parent / "definition.json").read_text()
    definition = definition.replace("BUCKET", NAME).replace("TOPIC", topic)
    machine = sfn.create_state_machine(name=NAME, definition=definition, roleArn=ROLE)["stateMachineArn"]

    # 4. invoke
    began = time.monotonic()
    execution = sfn.start_execution(
        stateMachineArn=machine, input=json.dumps({"bucket": NAME, "prefix": "objects/"}))["executionArn"]

    # 5. follow
    while (told := sfn.describe_execution(executionArn=execution))["status"] == "RUNNING":
        time.sleep(0.05)
    seconds = time.monotonic() - began
    assert told["status"] == "SUCCEEDED", told
    run = sfn.list_map_runs(executionArn=execution)["mapRuns"][0]["mapRunArn"]
    counts = sfn.describe_map_run(mapRunArn=run)["itemCounts"]
    assert counts["succeeded"] == counts["total"] == COUNT, counts
    events = sfn.get_execution_history(executionArn=execution)["events"]
    assert events[-1]["type"] == "ExecutionSucceeded"

    # 6. read
    seen = collections.Counter()
    bodies = {json.loads(body)["id"]: json.loads(body) for body in objects.values()}
    while True:
        got = sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10).get("Messages", [])
        if not got:
            break
        for message in got:
            body = json.loads(message["Body"])
            assert body == bodies[body["id"]], body
            seen[body["id"]] += 1
        sqs.delete_message_batch(
            QueueUrl=queue,
            Entries=[{"Id": str(i), "ReceiptHandle": m["ReceiptHandle"]} for i, m in enumerate(got)])
    assert seen == collections.Counter(range(COUNT)), f"{len(seen)} of {COUNT} objects were published"

    # 7. destroy
    sfn.delete_state_machine(stateMachineArn=machine)
    sqs.delete_queue(QueueUrl=queue)
    sns.delete_topic(TopicArn=topic)
    keys = list(objects)
    for at in range(0, len(keys), 1000):
        s3.delete_objects(Bucket=NAME, Delete={"Objects": [{"Key": key} for key in keys[at:at + 1000]]})
    s3.delete_bucket(Bucket=NAME)
    print(f"{COUNT} objects, {COUNT} messages, {seconds:.2f} s from StartExecution to SUCCEEDED")


main()
