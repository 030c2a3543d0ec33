"""Operations that few clients use, and what is refused, as boto3 sees them.

    AWS_ENDPOINT_URL=... AWS_ACCESS_KEY_ID=... AWS_SECRET_ACCESS_KEY=... python3 boto3_rarely.py

Each check is a function; the first that does not hold ends the program.
"""

import json

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

s3 = boto3.client("s3", config=Config(s3={"addressing_style": "path"}))
sns, sqs, sts, sfn = (boto3.client(name) for name in ("sns", "sqs", "sts", "stepfunctions"))
BUCKET = "rarely-asked"


def refused(code, status, call, **arguments):
    """Calls and expects this error, with the id of the request."""
    try:
        call(**arguments)
    except ClientError as error:
        told = error.response["ResponseMetadata"]
        assert (error.response["Error"]["Code"], told["HTTPStatusCode"]) == (code, status), error
        assert told["RequestId"], error.response
        return error.response["Error"]["Message"]
    raise AssertionError(f"{call.__name__} was not refused: {arguments}")


def topics():
    topic = sns.create_topic(Name="tagged", Tags=[{"Key": "a", "Value": "1"}])["TopicArn"]
    sns.tag_resource(ResourceArn=topic, Tags=[{"Key": "b", "Value": "2"}, {"Key": "a", "Value": "ä"}])
    tags = {tag["Key"]: tag["Value"] for tag in sns.list_tags_for_resource(ResourceArn=topic)["Tags"]}
    assert tags == {"a": "ä", "b": "2"}, tags
    sns.untag_resource(ResourceArn=topic, TagKeys=["a", "none"])
    assert sns.list_tags_for_resource(ResourceArn=topic)["Tags"] == [{"Key": "b", "Value": "2"}]
    refused("ResourceNotFound", 404, sns.tag_resource, ResourceArn=topic + "-none", Tags=[{"Key": "a", "Value": "1"}])
    assert topic in [each["TopicArn"] for each in sns.list_topics()["Topics"]]

    made = {sns.subscribe(TopicArn=topic, Protocol="sqs", Endpoint=topic.replace(":sns:", ":sqs:") + str(i))["SubscriptionArn"]
            for i in range(3)}
    listed = sns.list_subscriptions()["Subscriptions"]
    assert made <= {each["SubscriptionArn"] for each in listed}
    assert {each["TopicArn"] for each in listed} == {topic} and listed[0]["Protocol"] == "sqs"
    told = sns.get_subscription_attributes(SubscriptionArn=min(made))["Attributes"]
    assert (told["TopicArn"], told["PendingConfirmation"]) == (topic, "false"), told
    # Nothing waits to be confirmed, so no token is good.
    refused("InvalidParameter", 400, sns.confirm_subscription, TopicArn=topic, Token="0" * 64)
    refused("NotFound", 404, sns.confirm_subscription, TopicArn=topic + "-none", Token="0" * 64)
    sns.delete_topic(TopicArn=topic)
    assert sns.list_subscriptions()["Subscriptions"] == []


def visibility_in_batches():
    url = sqs.create_queue(QueueName="batches", Attributes={"VisibilityTimeout": "600"})["QueueUrl"]
    for i in range(3):
        sqs.send_message(QueueUrl=url, MessageBody=str(i))
    got = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10)["Messages"]
    assert len(got) == 3 and "Messages" not in sqs.receive_message(QueueUrl=url)
    done = sqs.change_message_visibility_batch(QueueUrl=url, Entries=[
        {"Id": "a", "ReceiptHandle": got[0]["ReceiptHandle"], "VisibilityTimeout": 0},
        {"Id": "b", "ReceiptHandle": "no receipt", "VisibilityTimeout": 0},
        {"Id": "c", "ReceiptHandle": got[2]["ReceiptHandle"], "VisibilityTimeout": 43201},
        {"Id": "d", "ReceiptHandle": got[1]["ReceiptHandle"], "VisibilityTimeout": 30}])
    assert [each["Id"] for each in done["Successful"]] == ["a", "d"], done
    assert [(each["Id"], each["Code"], each["SenderFault"]) for each in done["Failed"]] == [
        ("b", "ReceiptHandleIsInvalid", True), ("c", "InvalidParameterValue", True)], done
    again = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10)["Messages"]
    assert [message["Body"] for message in again] == [got[0]["Body"]]
    refused("AWS.SimpleQueueService.EmptyBatchRequest", 400, sqs.change_message_visibility_batch, QueueUrl=url, Entries=[])
    sqs.delete_queue(QueueUrl=url)


def documents():
    """Sub-resources of a bucket: put, got as they were, deleted."""
    # What is put under which name, what reads it, what deletes it, and what is told when it is gone.
    cases = [
        ("bucket_cors", {"CORSConfiguration": {"CORSRules": [{"AllowedMethods": ["GET"], "AllowedOrigins": ["*"]}]}},
         "CORSRules", "NoSuchCORSConfiguration"),
        ("bucket_website", {"WebsiteConfiguration": {"IndexDocument": {"Suffix": "index.html"}}},
         "IndexDocument", "NoSuchWebsiteConfiguration"),
        ("bucket_replication", {"ReplicationConfiguration": {"Role": "arn:aws:iam::000000000000:role/r", "Rules": [
            {"ID": "all", "Priority": 1, "Filter": {"Prefix": ""}, "Status": "Enabled",
             "DeleteMarkerReplication": {"Status": "Disabled"}, "Destination": {"Bucket": "arn:aws:s3:::other"}}]}},
         "ReplicationConfiguration", "ReplicationConfigurationNotFoundError"),
        ("bucket_ownership_controls", {"OwnershipControls": {"Rules": [{"ObjectOwnership": "ObjectWriter"}]}},
         "OwnershipControls", "OwnershipControlsNotFoundError"),
    ]
    for name, document, key, gone in cases:
        getattr(s3, f"put_{name}")(Bucket=BUCKET, **document)
        told = getattr(s3, f"get_{name}")(Bucket=BUCKET)[key]
        wanted = next(iter(document.values()))
        assert told == wanted.get(key, wanted), (name, told)
        getattr(s3, f"delete_{name}")(Bucket=BUCKET)
        refused(gone, 404, getattr(s3, f"get_{name}"), Bucket=BUCKET)
    s3.put_bucket_encryption(Bucket=BUCKET, ServerSideEncryptionConfiguration={"Rules": [
        {"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"}}]})
    s3.delete_bucket_encryption(Bucket=BUCKET)
    rules = s3.get_bucket_encryption(Bucket=BUCKET)["ServerSideEncryptionConfiguration"]["Rules"]
    assert rules[0]["ApplyServerSideEncryptionByDefault"] == {"SSEAlgorithm": "AES256"}

    # These cannot be deleted, only put anew.
    target = {"TargetBucket": BUCKET, "TargetPrefix": "log/"}
    s3.put_bucket_logging(Bucket=BUCKET, BucketLoggingStatus={"LoggingEnabled": target})
    assert s3.get_bucket_logging(Bucket=BUCKET)["LoggingEnabled"] == target
    s3.put_bucket_accelerate_configuration(Bucket=BUCKET, AccelerateConfiguration={"Status": "Suspended"})
    assert s3.get_bucket_accelerate_configuration(Bucket=BUCKET)["Status"] == "Suspended"
    s3.put_bucket_request_payment(Bucket=BUCKET, RequestPaymentConfiguration={"Payer": "Requester"})
    assert s3.get_bucket_request_payment(Bucket=BUCKET)["Payer"] == "Requester"
    lock = {"ObjectLockEnabled": "Enabled", "Rule": {"DefaultRetention": {"Mode": "GOVERNANCE", "Days": 1}}}
    s3.put_object_lock_configuration(Bucket=BUCKET, ObjectLockConfiguration=lock)
    assert s3.get_object_lock_configuration(Bucket=BUCKET)["ObjectLockConfiguration"] == lock
    queue = {"QueueConfigurations": [
        {"Id": "q", "QueueArn": "arn:aws:sqs:us-east-1:000000000000:q", "Events": ["s3:ObjectCreated:*"]}]}
    s3.put_bucket_notification_configuration(Bucket=BUCKET, NotificationConfiguration=queue)
    told = s3.get_bucket_notification_configuration(Bucket=BUCKET)
    assert told["QueueConfigurations"] == queue["QueueConfigurations"], told
    s3.put_bucket_acl(Bucket=BUCKET, ACL="private")
    assert s3.get_bucket_acl(Bucket=BUCKET)["Grants"][0]["Permission"] == "FULL_CONTROL"


def objects():
    s3.put_object(Bucket=BUCKET, Key="a/b", Body=b"body", ChecksumAlgorithm="SHA256")
    told = s3.get_object_attributes(Bucket=BUCKET, Key="a/b",
                                    ObjectAttributes=["ETag", "Checksum", "ObjectSize", "StorageClass"])
    assert (told["ObjectSize"], told["StorageClass"]) == (4, "STANDARD")
    assert told["ETag"] == s3.head_object(Bucket=BUCKET, Key="a/b")["ETag"].strip('"'), told
    checksum = s3.head_object(Bucket=BUCKET, Key="a/b", ChecksumMode="ENABLED")["ChecksumSHA256"]
    assert told["Checksum"]["ChecksumSHA256"] == checksum, told
    told = s3.get_object_attributes(Bucket=BUCKET, Key="a/b", ObjectAttributes=["ObjectSize"])
    assert told["ObjectSize"] == 4 and "ETag" not in told and "Checksum" not in told, told
    told = s3.get_object_acl(Bucket=BUCKET, Key="a/b")
    assert told["Grants"][0]["Grantee"]["ID"] == told["Owner"]["ID"]
    s3.put_object_acl(Bucket=BUCKET, Key="a/b", ACL="private")
    for call in (s3.get_object_acl, s3.get_object_tagging):
        refused("NoSuchKey", 404, call, Bucket=BUCKET, Key="none")
    refused("NoSuchKey", 404, s3.put_object_acl, Bucket=BUCKET, Key="none", ACL="private")
    refused("NoSuchKey", 404, s3.get_object_attributes, Bucket=BUCKET, Key="none", ObjectAttributes=["ETag"])

    s3.put_object(Bucket=BUCKET, Key="c", Body=b"")
    told = s3.list_object_versions(Bucket=BUCKET)
    assert [(each["Key"], each["VersionId"], each["IsLatest"]) for each in told["Versions"]] == [
        ("a/b", "null", True), ("c", "null", True)]
    first = s3.list_objects(Bucket=BUCKET, MaxKeys=1, Delimiter="/")
    assert first["CommonPrefixes"] == [{"Prefix": "a/"}] and first["IsTruncated"], first
    rest = s3.list_objects(Bucket=BUCKET, Marker=first["NextMarker"], Delimiter="/")
    assert [each["Key"] for each in rest["Contents"]] == ["c"], rest
    s3.delete_objects(Bucket=BUCKET, Delete={"Objects": [{"Key": "a/b"}, {"Key": "c"}]})


def what_is_not_there():
    """Every protocol says so with its own form, and names the operation."""
    cases = [
        ("GetBucketAnalyticsConfiguration", s3.get_bucket_analytics_configuration, {"Bucket": BUCKET, "Id": "x"}),
        ("GetObjectTorrent", s3.get_object_torrent, {"Bucket": BUCKET, "Key": "x"}),
        ("ListPhoneNumbersOptedOut", sns.list_phone_numbers_opted_out, {}),
        ("StartMessageMoveTask", sqs.start_message_move_task, {"SourceArn": "arn:aws:sqs:us-east-1:000000000000:q"}),
        ("AssumeRole", sts.assume_role, {"RoleArn": "arn:aws:iam::000000000000:role/any", "RoleSessionName": "session"}),
    ]
    for name, call, arguments in cases:
        message = refused("NotImplemented", 501, call, **arguments)
        assert name in message, message


def errors_have_ids():
    arn = "arn:aws:states:us-east-1:000000000000:stateMachine:none"
    refused("NoSuchBucket", 404, s3.list_objects_v2, Bucket="no-such-bucket")
    refused("404", 404, s3.head_object, Bucket=BUCKET, Key="none")
    refused("NotFound", 404, sns.publish, TopicArn="arn:aws:sns:us-east-1:000000000000:none", Message="x")
    refused("AWS.SimpleQueueService.NonExistentQueue", 400, sqs.get_queue_url, QueueName="none")
    refused("StateMachineDoesNotExist", 400, sfn.describe_state_machine, stateMachineArn=arn)
    refused("InvalidDefinition", 400, sfn.create_state_machine, name="wrong", definition=json.dumps({}),
            roleArn="arn:aws:iam::000000000000:role/any")


def main():
    s3.create_bucket(Bucket=BUCKET)
    checks = [topics, visibility_in_batches, documents, objects, what_is_not_there, errors_have_ids]
    for check in checks:
        check()
    s3.delete_bucket(Bucket=BUCKET)
    print(f"{len(checks)} checks hold")


main()
