"""What the provider for tests makes, reads, changes and removes at an endpoint that speaks AWS's protocols.

Properties are those of Pulumi's AWS provider, which spells AWS's own in camel case. Roles, log groups and alarms have no endpoint here:
the provider keeps them in its file alone.
"""

import json

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

# Names that are not spelt alike but for the first letter.
SPELT = {"id": "ID", "sseAlgorithm": "SSEAlgorithm", "kmsMasterKeyId": "KMSMasterKeyID"}
SPELT_BACK = {theirs: ours for ours, theirs in SPELT.items()}
# What AWS calls a thing that is not there.
ABSENT = ("NoSuch", "NotFound", "DoesNotExist", "OwnershipControlsNotFound", "404")


def pascal(value):
    if isinstance(value, dict):
        return {SPELT.get(key, key[0].upper() + key[1:]): pascal(item) for key, item in value.items()}
    return [pascal(item) for item in value] if isinstance(value, list) else value


def camel(value):
    if isinstance(value, dict):
        return {SPELT_BACK.get(key, key[0].lower() + key[1:]): camel(item) for key, item in value.items()}
    return [camel(item) for item in value] if isinstance(value, list) else value


def same_json(known, found):
    """The text as it is known where it says the same: endpoints may write documents in another order."""
    try:
        return known if json.loads(known) == json.loads(found) else found
    except (TypeError, ValueError):
        return found


class Setting:
    """A setting of a bucket, kept as a document: the operations' name, the document's, and how properties become it and back."""

    def __init__(self, operation, document, properties, wrapped=lambda inputs: pascal(inputs), bare=camel):
        self.operation, self.document, self.properties, self.wrapped, self.bare = operation, document, properties, wrapped, bare

    def put(self, s3, inputs):
        given = {key: inputs[key] for key in self.properties if key in inputs}
        getattr(s3, f"put_{self.operation}")(Bucket=inputs["bucket"], **{self.document: self.wrapped(given)})

    def read(self, s3, old):
        answer = getattr(s3, f"get_{self.operation}")(Bucket=old["bucket"])
        answer.pop("ResponseMetadata", None)
        found = self.bare(answer.get(self.document, answer))
        return {"bucket": old["bucket"]} | {key: found[key] for key in self.properties if key in found}

    def delete(self, s3, old):
        name = self.operation.removesuffix("_configuration")
        getattr(s3, f"delete_{name}")(Bucket=old["bucket"])


class Versioning(Setting):
    """Versioning is never removed, only suspended."""

    def delete(self, s3, old):
        s3.put_bucket_versioning(Bucket=old["bucket"], VersioningConfiguration={"Status": "Suspended"})


class Policy(Setting):
    def put(self, s3, inputs):
        s3.put_bucket_policy(Bucket=inputs["bucket"], Policy=inputs["policy"])

    def read(self, s3, old):
        found = s3.get_bucket_policy(Bucket=old["bucket"])["Policy"]
        return {"bucket": old["bucket"], "policy": same_json(old["policy"], found)}


BLOCKS = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"]
SETTINGS = {
    "BucketVersioning": Versioning(
        "bucket_versioning",
        "VersioningConfiguration",
        ["versioningConfiguration"],
        lambda given: pascal(given["versioningConfiguration"]),
        lambda found: {"versioningConfiguration": camel(found)},
    ),
    "BucketPublicAccessBlock": Setting("public_access_block", "PublicAccessBlockConfiguration", BLOCKS),
    "BucketOwnershipControls": Setting(
        "bucket_ownership_controls",
        "OwnershipControls",
        ["rule"],
        lambda given: {"Rules": [pascal(given["rule"])]},
        lambda found: {"rule": camel(found["Rules"][0])},
    ),
    "BucketServerSideEncryptionConfiguration": Setting("bucket_encryption", "ServerSideEncryptionConfiguration", ["rules"]),
    "BucketLifecycleConfiguration": Setting("bucket_lifecycle_configuration", "LifecycleConfiguration", ["rules"]),
    "BucketPolicy": Policy("bucket_policy", "Policy", ["policy"]),
}


def pairs(tags, key, value):
    return [{key: name, value: text} for name, text in sorted((tags or {}).items())]


class Buckets:
    def __init__(self, client):
        self.s3 = client

    def create(self, name, inputs):
        self.s3.create_bucket(Bucket=name)
        self.change(name, {}, inputs)
        return {}

    def change(self, name, _, inputs):
        if inputs.get("tags"):
            self.s3.put_bucket_tagging(Bucket=name, Tagging={"TagSet": pairs(inputs["tags"], "Key", "Value")})
        else:
            self.s3.delete_bucket_tagging(Bucket=name)

    def read(self, name, old):
        self.s3.head_bucket(Bucket=name)
        try:
            tags = {tag["Key"]: tag["Value"] for tag in self.s3.get_bucket_tagging(Bucket=name)["TagSet"]}
        except ClientError as error:
            if error.response["Error"]["Code"] != "NoSuchTagSet":
                raise
            tags = {}
        return old | {"tags": tags}

    def delete(self, name, old):
        while old.get("forceDestroy"):
            page = self.s3.list_object_versions(Bucket=name)
            there = page.get("Versions", []) + page.get("DeleteMarkers", [])
            if not there:
                break
            objects = [{"Key": it["Key"], "VersionId": it["VersionId"]} for it in there]
            self.s3.delete_objects(Bucket=name, Delete={"Objects": objects})
        self.s3.delete_bucket(Bucket=name)


class Topics:
    def __init__(self, client):
        self.sns = client

    def create(self, name, inputs):
        key = {"KmsMasterKeyId": inputs["kmsMasterKeyId"]} if "kmsMasterKeyId" in inputs else {}
        made = self.sns.create_topic(Name=name, Attributes=key, Tags=pairs(inputs.get("tags"), "Key", "Value"))
        return {"arn": made["TopicArn"]}

    def change(self, _, old, inputs):
        topic, before, after = old["arn"], old.get("tags", {}), inputs.get("tags", {})
        self.sns.set_topic_attributes(TopicArn=topic, AttributeName="KmsMasterKeyId", AttributeValue=inputs.get("kmsMasterKeyId", ""))
        if gone := sorted(before.keys() - after.keys()):
            self.sns.untag_resource(ResourceArn=topic, TagKeys=gone)
        if after:
            self.sns.tag_resource(ResourceArn=topic, Tags=pairs(after, "Key", "Value"))

    def read(self, _, old):
        attributes = self.sns.get_topic_attributes(TopicArn=old["arn"])["Attributes"]
        tags = self.sns.list_tags_for_resource(ResourceArn=old["arn"])["Tags"]
        found = {"tags": {tag["Key"]: tag["Value"] for tag in tags}}
        if key := attributes.get("KmsMasterKeyId"):
            found["kmsMasterKeyId"] = key
        return {name: value for name, value in old.items() if name != "kmsMasterKeyId"} | found

    def delete(self, _, old):
        self.sns.delete_topic(TopicArn=old["arn"])


class TopicPolicies:
    def __init__(self, client):
        self.sns = client

    def create(self, _, inputs):
        self.sns.set_topic_attributes(TopicArn=inputs["arn"], AttributeName="Policy", AttributeValue=inputs["policy"])
        return {}

    def change(self, _, __, inputs):
        self.create(_, inputs)

    def read(self, _, old):
        found = self.sns.get_topic_attributes(TopicArn=old["arn"])["Attributes"]["Policy"]
        return old | {"policy": same_json(old["policy"], found)}

    def delete(self, _, old):
        """A topic always has a policy: the one that it has of its own comes back."""
        owner = old["arn"].split(":")[4]
        statement = {"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "SNS:Publish", "Resource": old["arn"]}
        own = statement | {"Condition": {"StringEquals": {"AWS:SourceOwner": owner}}}
        document = json.dumps({"Version": "2008-10-17", "Statement": [own]})
        self.sns.set_topic_attributes(TopicArn=old["arn"], AttributeName="Policy", AttributeValue=document)


class Subscriptions:
    def __init__(self, client):
        self.sns = client

    def create(self, _, inputs):
        made = self.sns.subscribe(TopicArn=inputs["topic"], Protocol=inputs["protocol"], Endpoint=inputs["endpoint"], ReturnSubscriptionArn=True)
        return {"arn": made["SubscriptionArn"]}

    def change(self, *_):
        """Whatever changes makes another subscription."""

    def read(self, _, old):
        self.sns.get_subscription_attributes(SubscriptionArn=old["arn"])
        return old

    def delete(self, _, old):
        self.sns.unsubscribe(SubscriptionArn=old["arn"])


class StateMachines:
    def __init__(self, client):
        self.sfn = client

    def told(self, inputs):
        logs = inputs.get("loggingConfiguration", {})
        logging = {"level": logs.get("level", "OFF"), "includeExecutionData": logs.get("includeExecutionData", False)}
        if place := logs.get("logDestination"):
            logging["destinations"] = [{"cloudWatchLogsLogGroup": {"logGroupArn": place}}]
        tracing = {"enabled": inputs.get("tracingConfiguration", {}).get("enabled", False)}
        return {"definition": inputs["definition"], "roleArn": inputs["roleArn"], "loggingConfiguration": logging, "tracingConfiguration": tracing}

    def create(self, name, inputs):
        tags = pairs(inputs.get("tags"), "key", "value")
        made = self.sfn.create_state_machine(name=name, type=inputs["type"], tags=tags, **self.told(inputs))
        return {"arn": made["stateMachineArn"]}

    def change(self, _, old, inputs):
        machine, before, after = old["arn"], old.get("tags", {}), inputs.get("tags", {})
        self.sfn.update_state_machine(stateMachineArn=machine, **self.told(inputs))
        if gone := sorted(before.keys() - after.keys()):
            self.sfn.untag_resource(resourceArn=machine, tagKeys=gone)
        if after:
            self.sfn.tag_resource(resourceArn=machine, tags=pairs(after, "key", "value"))

    def read(self, _, old):
        there = self.sfn.describe_state_machine(stateMachineArn=old["arn"])
        tags = self.sfn.list_tags_for_resource(resourceArn=old["arn"])["tags"]
        logs = there["loggingConfiguration"]
        logging = {"level": logs["level"], "includeExecutionData": logs["includeExecutionData"]}
        for place in logs.get("destinations", []):
            logging["logDestination"] = place["cloudWatchLogsLogGroup"]["logGroupArn"]
        return old | {
            "definition": same_json(old["definition"], there["definition"]),
            "roleArn": there["roleArn"],
            "loggingConfiguration": logging,
            "tracingConfiguration": {"enabled": there["tracingConfiguration"]["enabled"]},
            "tags": {tag["key"]: tag["value"] for tag in tags},
        }

    def delete(self, _, old):
        self.sfn.delete_state_machine(stateMachineArn=old["arn"])


class BucketSettings:
    def __init__(self, client, setting):
        self.s3, self.setting = client, setting

    def create(self, _, inputs):
        self.setting.put(self.s3, inputs)
        return {}

    def change(self, _, __, inputs):
        self.setting.put(self.s3, inputs)

    def read(self, _, old):
        return {key: value for key, value in old.items() if key not in self.setting.properties} | self.setting.read(self.s3, old)

    def delete(self, _, old):
        self.setting.delete(self.s3, old)


class Endpoint:
    """The endpoint at `url`: for each kind of resource that it has, what works on it."""

    def __init__(self, url, region):
        paths = Config(s3={"addressing_style": "path"})
        s3, sns, sfn = (boto3.client(service, endpoint_url=url, region_name=region, config=paths) for service in ("s3", "sns", "stepfunctions"))
        self.kinds = {"Bucket": Buckets(s3), "Topic": Topics(sns), "TopicPolicy": TopicPolicies(sns), "TopicSubscription": Subscriptions(sns)}
        self.kinds["StateMachine"] = StateMachines(sfn)
        self.kinds |= {kind: BucketSettings(s3, setting) for kind, setting in SETTINGS.items()}

    def has(self, kind):
        return kind in self.kinds

    def create(self, kind, name, inputs):
        """Makes it, and gives the properties that the endpoint chose."""
        return self.kinds[kind].create(name, inputs) if self.has(kind) else {}

    def change(self, kind, name, old, inputs):
        if self.has(kind):
            self.kinds[kind].change(name, old, inputs)

    def read(self, kind, name, old):
        """The properties as they are by now; none where it is gone."""
        if not self.has(kind):
            return old
        try:
            return self.kinds[kind].read(name, old)
        except ClientError as error:
            code = error.response["Error"]["Code"]
            if code.startswith(ABSENT) or code.endswith(ABSENT):
                return None
            raise

    def delete(self, kind, name, old):
        """Removes it; that it is gone already is no error."""
        if not self.has(kind):
            return
        try:
            self.kinds[kind].delete(name, old)
        except ClientError as error:
            code = error.response["Error"]["Code"]
            if not (code.startswith(ABSENT) or code.endswith(ABSENT)):
                raise
