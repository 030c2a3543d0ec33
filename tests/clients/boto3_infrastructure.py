"""A state machine with all that stands around it, made, read, changed and removed as infrastructure tools do it:
after each call they read back everything that they know of the resource, and expect to find what they wrote.

    AWS_ENDPOINT_URL=... AWS_ACCESS_KEY_ID=... AWS_SECRET_ACCESS_KEY=... python3 boto3_infrastructure.py

Each check is a function; the first that does not hold ends the program.
"""

import json

import boto3
from botocore.exceptions import ClientError

iam, logs, s3, sfn, sns = (boto3.client(name) for name in ("iam", "logs", "s3", "stepfunctions", "sns"))

TRUST = {"Version": "2012-10-17", "Statement": [{
    "Effect": "Allow", "Principal": {"Service": "states.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
PUBLISH = {"Version": "2012-10-17", "Statement": [{
    "Effect": "Allow", "Action": "sns:Publish", "Resource": "arn:aws:sns:*:*:a topic"}]}


def refused(code, status, call, **arguments):
    """Calls and expects this error."""
    try:
        call(**arguments)
    except ClientError as error:
        found = error.response["Error"]["Code"], error.response["ResponseMetadata"]["HTTPStatusCode"]
        assert found == (code, status), error
        return
    raise AssertionError(f"{call.__name__} was not refused: {arguments}")


def roles():
    made = iam.create_role(
        RoleName="Runner", AssumeRolePolicyDocument=json.dumps(TRUST), Path="/machines/",
        Description="runs", Tags=[{"Key": "team", "Value": "orders"}])["Role"]
    assert made["Arn"].endswith(":role/machines/Runner") and made["RoleId"].startswith("AROA"), made
    refused("EntityAlreadyExists", 409, iam.create_role, RoleName="runner", AssumeRolePolicyDocument=json.dumps(TRUST))
    refused("MalformedPolicyDocument", 400, iam.create_role, RoleName="other", AssumeRolePolicyDocument="{")
    refused("ValidationError", 400, iam.create_role, RoleName="a b", AssumeRolePolicyDocument=json.dumps(TRUST))
    read = iam.get_role(RoleName="Runner")["Role"]
    # botocore takes the escapes back.
    assert read["AssumeRolePolicyDocument"] == TRUST and read["Tags"] == [{"Key": "team", "Value": "orders"}], read
    assert (read["MaxSessionDuration"], read["Description"], read["CreateDate"]) == (3600, "runs", made["CreateDate"])
    assert iam.list_role_policies(RoleName="Runner")["PolicyNames"] == []
    assert iam.list_attached_role_policies(RoleName="Runner")["AttachedPolicies"] == []
    assert iam.list_instance_profiles_for_role(RoleName="Runner")["InstanceProfiles"] == []
    iam.update_role(RoleName="Runner", Description="runs on", MaxSessionDuration=7200)
    deny = {"Version": "2012-10-17", "Statement": []}
    iam.update_assume_role_policy(RoleName="Runner", PolicyDocument=json.dumps(deny))
    iam.tag_role(RoleName="Runner", Tags=[{"Key": "cost", "Value": "1"}])
    iam.untag_role(RoleName="Runner", TagKeys=["team"])
    read = iam.get_role(RoleName="Runner")["Role"]
    assert (read["Description"], read["AssumeRolePolicyDocument"]) == ("runs on", deny), read
    assert iam.list_role_tags(RoleName="Runner")["Tags"] == [{"Key": "cost", "Value": "1"}]
    refused("NoSuchEntity", 404, iam.get_role, RoleName="nobody")
    for number in range(3):
        iam.create_role(RoleName=f"page-{number}", AssumeRolePolicyDocument=json.dumps(TRUST))
    pages = iam.get_paginator("list_roles").paginate(PaginationConfig={"PageSize": 2})
    names = [role["RoleName"] for page in pages for role in page["Roles"]]
    assert [name for name in names if name.startswith("page-")] == ["page-0", "page-1", "page-2"], names
    assert [role["RoleName"] for role in iam.list_roles(PathPrefix="/machines/")["Roles"]] == ["Runner"]


def policies():
    iam.put_role_policy(RoleName="Runner", PolicyName="publish", PolicyDocument=json.dumps(PUBLISH))
    read = iam.get_role_policy(RoleName="Runner", PolicyName="publish")
    assert read["PolicyDocument"] == PUBLISH, read
    refused("NoSuchEntity", 404, iam.get_role_policy, RoleName="Runner", PolicyName="other")
    refused("MalformedPolicyDocument", 400, iam.put_role_policy, RoleName="Runner", PolicyName="p", PolicyDocument="{}")
    made = iam.create_policy(PolicyName="shared", PolicyDocument=json.dumps(PUBLISH))["Policy"]
    arn = made["Arn"]
    refused("EntityAlreadyExists", 409, iam.create_policy, PolicyName="shared", PolicyDocument=json.dumps(PUBLISH))
    version = iam.get_policy(PolicyArn=arn)["Policy"]["DefaultVersionId"]
    assert iam.get_policy_version(PolicyArn=arn, VersionId=version)["PolicyVersion"]["Document"] == PUBLISH
    assert len(iam.list_policy_versions(PolicyArn=arn)["Versions"]) == 1
    refused("NoSuchEntity", 404, iam.attach_role_policy, RoleName="Runner", PolicyArn=arn + "-not")
    iam.attach_role_policy(RoleName="Runner", PolicyArn=arn)
    iam.attach_role_policy(RoleName="Runner", PolicyArn="arn:aws:iam::aws:policy/AWSXrayWriteOnlyAccess")
    attached = [policy["PolicyName"] for policy in iam.list_attached_role_policies(RoleName="Runner")["AttachedPolicies"]]
    assert sorted(attached) == ["AWSXrayWriteOnlyAccess", "shared"], attached
    assert iam.get_policy(PolicyArn=arn)["Policy"]["AttachmentCount"] == 1
    refused("DeleteConflict", 409, iam.delete_policy, PolicyArn=arn)
    refused("DeleteConflict", 409, iam.delete_role, RoleName="Runner")


def log_groups():
    name = "/aws/vendedlogs/states/orders"
    logs.create_log_group(logGroupName=name, tags={"team": "orders"})
    refused("ResourceAlreadyExistsException", 400, logs.create_log_group, logGroupName=name)
    refused("InvalidParameterException", 400, logs.create_log_group, logGroupName="a b")
    refused("InvalidParameterException", 400, logs.put_retention_policy, logGroupName=name, retentionInDays=2)
    refused("ResourceNotFoundException", 400, logs.put_retention_policy, logGroupName="none", retentionInDays=1)
    logs.put_retention_policy(logGroupName=name, retentionInDays=14)
    group, = logs.describe_log_groups(logGroupNamePrefix=name)["logGroups"]
    assert (group["retentionInDays"], group["arn"]) == (14, group["logGroupArn"] + ":*"), group
    assert logs.list_tags_for_resource(resourceArn=group["logGroupArn"])["tags"] == {"team": "orders"}
    logs.tag_resource(resourceArn=group["logGroupArn"], tags={"cost": "1"})
    logs.untag_resource(resourceArn=group["logGroupArn"], tagKeys=["team"])
    assert logs.list_tags_log_group(logGroupName=name)["tags"] == {"cost": "1"}
    logs.delete_retention_policy(logGroupName=name)
    assert "retentionInDays" not in logs.describe_log_groups(logGroupNamePrefix=name)["logGroups"][0]
    for number in range(3):
        logs.create_log_group(logGroupName=f"page-{number}")
    pages = logs.get_paginator("describe_log_groups").paginate(
        logGroupNamePrefix="page-", PaginationConfig={"PageSize": 2})
    assert [group["logGroupName"] for page in pages for group in page["logGroups"]] == ["page-0", "page-1", "page-2"]
    return group


def buckets():
    s3.create_bucket(Bucket="infrastructure")
    s3.put_bucket_versioning(Bucket="infrastructure", VersioningConfiguration={"Status": "Enabled"})
    assert s3.get_bucket_versioning(Bucket="infrastructure")["Status"] == "Enabled"
    s3.put_bucket_tagging(Bucket="infrastructure", Tagging={"TagSet": [{"Key": "a", "Value": "b"}]})
    assert s3.get_bucket_tagging(Bucket="infrastructure")["TagSet"] == [{"Key": "a", "Value": "b"}]
    # Read after a bucket is made, whatever was set.
    for absent, read in [
        ("NoSuchBucketPolicy", s3.get_bucket_policy), ("NoSuchCORSConfiguration", s3.get_bucket_cors),
        ("NoSuchWebsiteConfiguration", s3.get_bucket_website),
        ("NoSuchLifecycleConfiguration", s3.get_bucket_lifecycle_configuration),
        ("ReplicationConfigurationNotFoundError", s3.get_bucket_replication),
        ("ObjectLockConfigurationNotFoundError", s3.get_object_lock_configuration),
    ]:
        refused(absent, 404, read, Bucket="infrastructure")
    for read in [s3.get_bucket_acl, s3.get_bucket_accelerate_configuration, s3.get_bucket_request_payment,
                 s3.get_bucket_logging, s3.get_bucket_encryption, s3.get_bucket_location, s3.head_bucket]:
        read(Bucket="infrastructure")


def machine(group):
    role = iam.get_role(RoleName="Runner")["Role"]["Arn"]
    topic = sns.create_topic(Name="infrastructure")["TopicArn"]
    assert sns.get_topic_attributes(TopicArn=topic)["Attributes"]["TopicArn"] == topic
    assert sns.list_tags_for_resource(ResourceArn=topic)["Tags"] == []
    logging = {"level": "ERROR", "includeExecutionData": False,
               "destinations": [{"cloudWatchLogsLogGroup": {"logGroupArn": group["arn"]}}]}
    definition = json.dumps({"StartAt": "A", "States": {"A": {"Type": "Pass", "End": True}}})
    made = sfn.create_state_machine(
        name="infrastructure", definition=definition, roleArn=role, loggingConfiguration=logging,
        tracingConfiguration={"enabled": True}, tags=[{"key": "a", "value": "b"}])["stateMachineArn"]
    read = sfn.describe_state_machine(stateMachineArn=made)
    assert (read["roleArn"], read["loggingConfiguration"], read["definition"]) == (role, logging, definition), read
    assert sfn.list_tags_for_resource(resourceArn=made)["tags"] == [{"key": "a", "value": "b"}]
    assert sfn.list_state_machine_versions(stateMachineArn=made)["stateMachineVersions"] == []
    sfn.delete_state_machine(stateMachineArn=made)
    sns.delete_topic(TopicArn=topic)


def removal(group):
    iam.delete_role_policy(RoleName="Runner", PolicyName="publish")
    for policy in iam.list_attached_role_policies(RoleName="Runner")["AttachedPolicies"]:
        iam.detach_role_policy(RoleName="Runner", PolicyArn=policy["PolicyArn"])
    iam.delete_role(RoleName="Runner")
    refused("NoSuchEntity", 404, iam.get_role, RoleName="Runner")
    account = boto3.client("sts").get_caller_identity()["Account"]
    arn = f"arn:aws:iam::{account}:policy/shared"
    iam.delete_policy(PolicyArn=arn)
    refused("NoSuchEntity", 404, iam.get_policy, PolicyArn=arn)
    logs.delete_log_group(logGroupName=group["logGroupName"])
    refused("ResourceNotFoundException", 400, logs.delete_log_group, logGroupName=group["logGroupName"])
    s3.delete_bucket(Bucket="infrastructure")


roles()
policies()
groups = log_groups()
buckets()
machine(groups)
removal(groups)
print("6 checks hold")
