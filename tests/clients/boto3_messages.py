"""SNS and SQS as boto3 sees them: permissions, subscriptions, filter policies, FIFO, visibility, dead letters.

    AWS_ENDPOINT_URL=... AWS_ACCESS_KEY_ID=... AWS_SECRET_ACCESS_KEY=... python3 boto3_messages.py

Each check is a function; the first that does not hold ends the program.
"""

import hashlib
import json
import struct
import time

import boto3
from botocore.exceptions import ClientError

sns, sqs = boto3.client("sns"), boto3.client("sqs")


def refused(code, call, **arguments):
    """Calls and expects this error."""
    try:
        call(**arguments)
    except ClientError as error:
        assert error.response["Error"]["Code"] == code, error
        return
    raise AssertionError(f"{call.__name__} was not refused: {arguments}")


def queue(name, **attributes):
    """A queue's URL and ARN."""
    url = sqs.create_queue(QueueName=name, Attributes=attributes)["QueueUrl"]
    return url, sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]


def receive(url, wait=0, **more):
    """All that can be received now."""
    got = []
    while page := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, WaitTimeSeconds=wait, **more).get("Messages"):
        got += page
        for message in page:
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
    return got


def bodies(url):
    return sorted(message["Body"] for message in receive(url))


def text(value, kind="String"):
    return {"DataType": kind, "StringValue": value}


def permissions():
    topic = sns.create_topic(Name="permitted")["TopicArn"]
    sns.add_permission(TopicArn=topic, Label="others", AWSAccountId=["111111111111"], ActionName=["Publish"])
    policy = json.loads(sns.get_topic_attributes(TopicArn=topic)["Attributes"]["Policy"])
    assert [statement["Sid"] for statement in policy["Statement"]] == ["__default_statement_ID", "others"]
    assert policy["Statement"][1] == {
        "Sid": "others", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::111111111111:root"},
        "Action": "SNS:Publish", "Resource": topic}
    refused("InvalidParameter", sns.add_permission, TopicArn=topic, Label="others", AWSAccountId=["1" * 12],
            ActionName=["Publish"])
    refused("InvalidParameter", sns.add_permission, TopicArn=topic, Label="x", AWSAccountId=["1" * 12],
            ActionName=["Destroy"])
    sns.remove_permission(TopicArn=topic, Label="others")
    policy = json.loads(sns.get_topic_attributes(TopicArn=topic)["Attributes"]["Policy"])
    assert len(policy["Statement"]) == 1
    refused("NotFound", sns.remove_permission, TopicArn=topic + "-none", Label="others")
    sns.delete_topic(TopicArn=topic)

    url, arn = queue("permitted")
    sqs.add_permission(QueueUrl=url, Label="a", AWSAccountIds=["1" * 12, "2" * 12], Actions=["SendMessage", "ReceiveMessage"])
    policy = json.loads(sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["Policy"])["Attributes"]["Policy"])
    assert policy["Statement"] == [{
        "Sid": "a", "Effect": "Allow", "Principal": {"AWS": [f"arn:aws:iam::{n * 12}:root" for n in "12"]},
        "Action": ["SQS:SendMessage", "SQS:ReceiveMessage"], "Resource": arn}]
    refused("InvalidParameterValue", sqs.add_permission, QueueUrl=url, Label="a", AWSAccountIds=["1" * 12], Actions=["*"])
    sqs.remove_permission(QueueUrl=url, Label="a")
    assert "Attributes" not in sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["Policy"])
    refused("InvalidParameterValue", sqs.remove_permission, QueueUrl=url, Label="a")
    sqs.delete_queue(QueueUrl=url)


def subscriptions():
    topic = sns.create_topic(Name="news", Attributes={"DisplayName": "News"}, Tags=[{"Key": "a", "Value": "1"}])["TopicArn"]
    raw, raw_arn = queue("raw")
    enveloped, enveloped_arn = queue("enveloped")
    first = sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=raw_arn, Attributes={"RawMessageDelivery": "true"},
                          ReturnSubscriptionArn=True)["SubscriptionArn"]
    second = sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=enveloped_arn)["SubscriptionArn"]
    assert sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=enveloped_arn)["SubscriptionArn"] == second
    attributes = {"kind": text("x"), "size": text("3", "Number"), "blob": {"DataType": "Binary", "BinaryValue": b"\0\1"}}
    told = sns.publish(TopicArn=topic, Message="hello <&> ä", Subject="subject", MessageAttributes=attributes)
    message, = receive(raw, MessageAttributeNames=["All"])
    assert message["Body"] == "hello <&> ä" and message["MessageAttributes"] == attributes
    message, = receive(enveloped)
    envelope = json.loads(message["Body"])
    assert (envelope["Type"], envelope["MessageId"], envelope["TopicArn"], envelope["Subject"], envelope["Message"]) == (
        "Notification", told["MessageId"], topic, "subject", "hello <&> ä")
    assert envelope["MessageAttributes"]["size"] == {"Type": "Number", "Value": "3"}
    structured = json.dumps({"default": "for all", "sqs": "for queues"})
    sns.publish(TopicArn=topic, Message=structured, MessageStructure="json")
    assert bodies(raw) == ["for queues"]
    refused("InvalidParameter", sns.publish, TopicArn=topic, Message='{"sqs": "no default"}', MessageStructure="json")
    batch = sns.publish_batch(TopicArn=topic, PublishBatchRequestEntries=[
        {"Id": "1", "Message": "one"}, {"Id": "2", "Message": "two"}])
    assert [entry["Id"] for entry in batch["Successful"]] == ["1", "2"] and bodies(raw) == ["one", "two"]
    sns.set_subscription_attributes(SubscriptionArn=second, AttributeName="RawMessageDelivery", AttributeValue="true")
    assert sns.get_subscription_attributes(SubscriptionArn=second)["Attributes"]["RawMessageDelivery"] == "true"
    listed = [s["SubscriptionArn"] for s in sns.list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]]
    assert sorted(listed) == sorted([first, second])
    sns.unsubscribe(SubscriptionArn=first)
    receive(enveloped)
    sns.publish(TopicArn=topic, Message="after")
    assert bodies(raw) == [] and bodies(enveloped) == ["after"]
    assert sns.list_tags_for_resource(ResourceArn=topic)["Tags"] == [{"Key": "a", "Value": "1"}]
    refused("NotFound", sns.publish, TopicArn=topic + "-none", Message="x")
    # A subscription's own dead letters take what its endpoint does not.
    dead, dead_arn = queue("sns-dead")
    sns.set_subscription_attributes(SubscriptionArn=second, AttributeName="RedrivePolicy",
                                    AttributeValue=json.dumps({"deadLetterTargetArn": dead_arn}))
    sqs.delete_queue(QueueUrl=enveloped)
    sns.publish(TopicArn=topic, Message="to nobody")
    assert bodies(dead) == ["to nobody"]
    for url in (raw, dead):
        sqs.delete_queue(QueueUrl=url)
    sns.delete_topic(TopicArn=topic)


def filter_policies():
    topic = sns.create_topic(Name="filtered")["TopicArn"]
    url, arn = queue("filtered")
    subscription = sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn,
                                 Attributes={"RawMessageDelivery": "true"})["SubscriptionArn"]

    def set_filter(policy, scope):
        settings = ("FilterPolicy", "{}"), ("FilterPolicyScope", scope), ("FilterPolicy", json.dumps(policy))
        for name, value in settings:
            sns.set_subscription_attributes(SubscriptionArn=subscription, AttributeName=name, AttributeValue=value)

    # A policy, values that pass, values that do not.
    fields = [
        ([{"exists": False}], [], ["x"]),
        (["a", "b"], ["a", "b"], ["c", "A"]),
        ([{"prefix": "ab"}], ["abc"], ["bab"]),
        ([{"suffix": "yz"}], ["xyz"], ["yzx"]),
        ([{"anything-but": ["a", "b"]}], ["c"], ["a", "b"]),
        ([{"anything-but": {"prefix": "a"}}], ["ba"], ["ab"]),
        ([{"anything-but": {"suffix": "a"}}], ["ab"], ["ba"]),
        ([{"equals-ignore-case": "Tennis"}], ["tennis", "TENNIS"], ["table tennis"]),
        ([{"exists": True}], ["anything"], []),
        ([{"wildcard": "a*z"}], ["az", "abcz"], ["a"]),
        ([{"cidr": "10.0.0.0/24"}], ["10.0.0.255"], ["10.0.1.0", "no address"]),
        (["x", {"prefix": "y"}], ["x", "yes"], ["z"]),
    ]
    for policy, good, bad in fields:
        set_filter({"field": policy}, "MessageAttributes")
        for value in good + bad:
            sns.publish(TopicArn=topic, Message=value, MessageAttributes={"field": text(value)})
        sns.publish(TopicArn=topic, Message="(none)")
        wanted = good + ["(none)"] * (policy == [{"exists": False}])
        assert bodies(url) == sorted(wanted), policy
        set_filter({"a": {"field": policy}}, "MessageBody")
        for value in good + bad:
            sns.publish(TopicArn=topic, Message=json.dumps({"a": {"field": value}}))
        sns.publish(TopicArn=topic, Message="no JSON")
        assert [json.loads(body)["a"]["field"] for body in bodies(url)] == sorted(good), policy
    numbers = [
        ([{"numeric": ["=", 3]}], ["3", "3.0"], ["3.1"]),
        ([{"numeric": [">", 0, "<=", 10]}], ["1", "10"], ["0", "11", "-1"]),
        ([7, {"numeric": ["<", -5]}], ["7", "-6"], ["5"]),
        ([{"anything-but": [1, 2]}], ["3"], ["1", "2"]),
    ]
    for policy, good, bad in numbers:
        set_filter({"n": policy}, "MessageAttributes")
        for value in good + bad:
            sns.publish(TopicArn=topic, Message=value, MessageAttributes={"n": text(value, "Number")})
        assert bodies(url) == sorted(good), policy
    set_filter({"n": [None, True]}, "MessageBody")
    for value in (None, True, False, "null", {}):
        sns.publish(TopicArn=topic, Message=json.dumps({"n": value}))
    assert bodies(url) == ['{"n": null}', '{"n": true}']
    set_filter({"$or": [{"a": ["1"]}, {"b": [{"numeric": [">", 5]}]}], "c": ["x"]}, "MessageBody")
    for body in ({"a": "1", "c": "x"}, {"b": 6, "c": "x"}, {"b": 6}, {"a": "2", "b": 5, "c": "x"}):
        sns.publish(TopicArn=topic, Message=json.dumps(body))
    assert bodies(url) == ['{"a": "1", "c": "x"}', '{"b": 6, "c": "x"}']
    set_filter({"list": ["b"]}, "MessageAttributes")
    for value in ('["a", "b"]', '["a"]'):
        sns.publish(TopicArn=topic, Message=value, MessageAttributes={"list": text(value, "String.Array")})
    assert bodies(url) == ['["a", "b"]']
    for wrong in ("[]", "{", '{"a": "x"}', '{"a": [{"no-such": "x"}]}', '{"a": [{"numeric": ["<>", 1]}]}',
                  '{"a": []}', '{"a": {"b": ["x"]}}', '{"a": [{"cidr": "10.0.0.0"}]}'):
        refused("InvalidParameter", sns.set_subscription_attributes, SubscriptionArn=subscription,
                AttributeName="FilterPolicy", AttributeValue=wrong)
    sqs.delete_queue(QueueUrl=url)
    sns.delete_topic(TopicArn=topic)


def fifo():
    refused("InvalidParameter", sns.create_topic, Name="no-suffix", Attributes={"FifoTopic": "true"})
    topic = sns.create_topic(Name="in-order.fifo", Attributes={"FifoTopic": "true"})["TopicArn"]
    url, arn = queue("in-order.fifo", FifoQueue="true")
    sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=arn, Attributes={"RawMessageDelivery": "true"})
    refused("InvalidParameter", sns.publish, TopicArn=topic, Message="no group")
    refused("InvalidParameter", sns.publish, TopicArn=topic, Message="no id", MessageGroupId="g")
    sent = [sns.publish(TopicArn=topic, Message=f"m{i}", MessageGroupId="g", MessageDeduplicationId=f"d{i // 2}")
            for i in range(6)]
    assert sent[0]["MessageId"] == sent[1]["MessageId"] and sent[0]["SequenceNumber"] < sent[2]["SequenceNumber"]
    # One group: nothing more goes out while a message is in flight.
    got = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=1, MessageSystemAttributeNames=["All"])["Messages"]
    assert got[0]["Body"] == "m0" and got[0]["Attributes"]["MessageGroupId"] == "g"
    assert "Messages" not in sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10)
    sqs.delete_message(QueueUrl=url, ReceiptHandle=got[0]["ReceiptHandle"])
    assert [message["Body"] for message in receive(url)] == ["m2", "m4"]
    sns.set_topic_attributes(TopicArn=topic, AttributeName="ContentBasedDeduplication", AttributeValue="true")
    for _ in range(2):
        sns.publish(TopicArn=topic, Message="same", MessageGroupId="g")
    assert bodies(url) == ["same"]
    sqs.send_message(QueueUrl=url, MessageBody="x", MessageGroupId="g", MessageDeduplicationId="1")
    sqs.send_message(QueueUrl=url, MessageBody="y", MessageGroupId="g", MessageDeduplicationId="1")
    assert bodies(url) == ["x"]
    refused("MissingParameter", sqs.send_message, QueueUrl=url, MessageBody="no group")
    sqs.delete_queue(QueueUrl=url)
    sns.delete_topic(TopicArn=topic)


def attributes_md5(attributes):
    """SQS's digest of message attributes."""
    digest = hashlib.md5()
    for name in sorted(attributes):
        value = attributes[name]
        binary = value["DataType"].startswith("Binary")
        for part in (name.encode(), value["DataType"].encode()):
            digest.update(struct.pack(">I", len(part)) + part)
        body = value["BinaryValue"] if binary else value["StringValue"].encode()
        digest.update(bytes([2 if binary else 1]) + struct.pack(">I", len(body)) + body)
    return digest.hexdigest()


def messages():
    url, arn = queue("plain", VisibilityTimeout="1", DelaySeconds="0")
    told = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    assert (told["QueueArn"], told["VisibilityTimeout"], told["MessageRetentionPeriod"]) == (arn, "1", "345600")
    assert sqs.get_queue_url(QueueName="plain")["QueueUrl"] == url
    assert sqs.list_queues(QueueNamePrefix="pla")["QueueUrls"] == [url]
    refused("QueueAlreadyExists", sqs.create_queue, QueueName="plain",
            Attributes={"VisibilityTimeout": "2"})
    attributes = {"b": {"DataType": "Binary", "BinaryValue": b"\0\xff"}, "a": text("ä"), "n": text("1.50", "Number.int")}
    sent = sqs.send_message(QueueUrl=url, MessageBody="bödy", MessageAttributes=attributes)
    assert sent["MD5OfMessageBody"] == hashlib.md5("bödy".encode()).hexdigest()
    assert sent["MD5OfMessageAttributes"] == attributes_md5(attributes)
    got, = sqs.receive_message(QueueUrl=url, MessageAttributeNames=["All"], MessageSystemAttributeNames=["All"])["Messages"]
    assert got["MessageAttributes"] == attributes and got["MD5OfMessageAttributes"] == attributes_md5(attributes)
    assert got["MD5OfBody"] == sent["MD5OfMessageBody"] and got["Attributes"]["ApproximateReceiveCount"] == "1"
    # Hidden for a second, unless it is given back; long polling waits for it.
    assert "Messages" not in sqs.receive_message(QueueUrl=url)
    sqs.change_message_visibility(QueueUrl=url, ReceiptHandle=got["ReceiptHandle"], VisibilityTimeout=0)
    got, = sqs.receive_message(QueueUrl=url, MessageAttributeNames=["a"])["Messages"]
    assert got["MessageAttributes"] == {"a": attributes["a"]}
    began = time.monotonic()
    again, = sqs.receive_message(QueueUrl=url, WaitTimeSeconds=20)["Messages"]
    assert again["MessageId"] == got["MessageId"] and 0.3 < time.monotonic() - began < 15
    sqs.delete_message(QueueUrl=url, ReceiptHandle=again["ReceiptHandle"])
    began = time.monotonic()
    assert "Messages" not in sqs.receive_message(QueueUrl=url, WaitTimeSeconds=1)
    assert time.monotonic() - began > 0.9
    for name, value in (("WaitTimeSeconds", 21), ("MaxNumberOfMessages", 11), ("VisibilityTimeout", -1)):
        refused("InvalidParameterValue", sqs.receive_message, QueueUrl=url, **{name: value})

    batch = sqs.send_message_batch(QueueUrl=url, Entries=[
        {"Id": "a", "MessageBody": "1"}, {"Id": "b", "MessageBody": "2", "DelaySeconds": 901},
        {"Id": "c", "MessageBody": "3", "DelaySeconds": 900}])
    assert [entry["Id"] for entry in batch["Successful"]] == ["a", "c"]
    assert [(entry["Id"], entry["Code"]) for entry in batch["Failed"]] == [("b", "InvalidParameterValue")]
    told = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    assert (told["ApproximateNumberOfMessages"], told["ApproximateNumberOfMessagesDelayed"]) == ("1", "1")
    refused("AWS.SimpleQueueService.BatchEntryIdsNotDistinct", sqs.send_message_batch, QueueUrl=url,
            Entries=[{"Id": "a", "MessageBody": "1"}] * 2)
    sqs.purge_queue(QueueUrl=url)
    told = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
    assert (told["ApproximateNumberOfMessages"], told["ApproximateNumberOfMessagesDelayed"]) == ("0", "0")

    sqs.set_queue_attributes(QueueUrl=url, Attributes={"MaximumMessageSize": "1024"})
    refused("InvalidParameterValue", sqs.send_message, QueueUrl=url, MessageBody="x" * 1025)
    refused("InvalidAttributeValue", sqs.set_queue_attributes, QueueUrl=url, Attributes={"DelaySeconds": "901"})
    refused("InvalidAttributeName", sqs.set_queue_attributes, QueueUrl=url, Attributes={"NoSuch": "1"})
    sqs.tag_queue(QueueUrl=url, Tags={"a": "1", "b": "2"})
    sqs.untag_queue(QueueUrl=url, TagKeys=["b"])
    assert sqs.list_queue_tags(QueueUrl=url)["Tags"] == {"a": "1"}
    refused("ReceiptHandleIsInvalid", sqs.delete_message, QueueUrl=url, ReceiptHandle="no receipt")
    sqs.delete_queue(QueueUrl=url)
    refused("AWS.SimpleQueueService.NonExistentQueue", sqs.send_message, QueueUrl=url, MessageBody="x")


def dead_letters():
    dead, dead_arn = queue("dead")
    policy = json.dumps({"deadLetterTargetArn": dead_arn, "maxReceiveCount": 2})
    url, _ = queue("source", VisibilityTimeout="0", RedrivePolicy=policy)
    assert sqs.list_dead_letter_source_queues(QueueUrl=dead)["queueUrls"] == [url]
    sent = sqs.send_message(QueueUrl=url, MessageBody="poison", MessageAttributes={"a": text("1")})
    for _ in range(2):
        assert sqs.receive_message(QueueUrl=url)["Messages"][0]["MessageId"] == sent["MessageId"]
    assert "Messages" not in sqs.receive_message(QueueUrl=url)
    message, = receive(dead, MessageAttributeNames=["All"])
    assert (message["Body"], message["MessageId"], message["MessageAttributes"]) == (
        "poison", sent["MessageId"], {"a": text("1")})
    for each in (url, dead):
        sqs.delete_queue(QueueUrl=each)


def main():
    checks = [permissions, subscriptions, filter_policies, fifo, messages, dead_letters]
    for check in checks:
        check()
    print(f"{len(checks)} checks hold")


main()
