#!/usr/bin/env python3
"""Writes the shapes of AWS services' answers that TestState holds mocked results against.

    python3 generate.py path/to/botocore/data > ../../crates/distmap-engine/src/test_state/shapes.json

The input is the folder `data` of the Python package botocore (Apache-2.0). Each service has its
operations' output shapes and what they reach; names are those that Step Functions gives services.
"""

import gzip
import json
import pathlib
import sys

# botocore's folder -> the names in Task resources: AWS SDK integration, optimised integration.
SERVICES = {
    "apigateway": ["apigateway"],
    "athena": ["athena"],
    "batch": ["batch"],
    "bedrock-runtime": ["bedrockruntime", "bedrock"],
    "cloudformation": ["cloudformation"],
    "cloudwatch": ["cloudwatch"],
    "codebuild": ["codebuild"],
    "cognito-idp": ["cognitoidentityprovider"],
    "dynamodb": ["dynamodb"],
    "ecs": ["ecs"],
    "events": ["eventbridge", "events"],
    "firehose": ["firehose"],
    "glue": ["glue"],
    "iam": ["iam"],
    "kinesis": ["kinesis"],
    "kms": ["kms"],
    "lambda": ["lambda"],
    "logs": ["cloudwatchlogs"],
    "pipes": ["pipes"],
    "rds-data": ["rdsdata"],
    "redshift-data": ["redshiftdata"],
    "s3": ["s3"],
    "scheduler": ["scheduler"],
    "secretsmanager": ["secretsmanager"],
    "sns": ["sns"],
    "sqs": ["sqs"],
    "ssm": ["ssm"],
    "stepfunctions": ["sfn", "states"],
    "sts": ["sts"],
    "textract": ["textract"],
}
KINDS = {
    "string": "s", "character": "s", "blob": "s", "timestamp": "s",
    "integer": "n", "long": "n", "double": "n", "float": "n", "bigdecimal": "n",
    "boolean": "b", "structure": "o", "list": "a", "map": "m",
}


def pascal(name):
    return name[:1].upper() + name[1:]


def compact(shape):
    """A shape as an array: kind, then what that kind needs."""
    kind = KINDS.get(shape["type"], "x")
    if kind == "o":
        members = {pascal(k): v["shape"] for k, v in shape.get("members", {}).items()}
        return [kind, members, [pascal(name) for name in shape.get("required", [])]]
    if kind == "a":
        return [kind, shape["member"]["shape"]]
    if kind == "m":
        return [kind, shape["value"]["shape"]]
    rules = {}
    if shape["type"] in ("string", "blob", "integer", "long", "double", "float"):
        rules = {name: shape[name] for name in ("min", "max") if name in shape}
    if shape["type"] == "string" and "enum" in shape:
        rules["enum"] = shape["enum"]
    return [kind, rules] if rules else [kind]


def reach(shapes, name, out):
    if name in out:
        return
    shape = shapes[name]
    out[name] = compact(shape)
    for member in shape.get("members", {}).values():
        reach(shapes, member["shape"], out)
    for field in ("member", "value"):
        if field in shape:
            reach(shapes, shape[field]["shape"], out)


def service(folder):
    latest = sorted(path for path in folder.iterdir() if path.is_dir())[-1]
    file = latest / "service-2.json.gz"
    if file.exists():
        model = json.loads(gzip.decompress(file.read_bytes()))
    else:
        model = json.loads((latest / "service-2.json").read_text())
    shapes, operations = {}, {}
    for name, operation in model["operations"].items():
        if "output" in operation:
            output = operation["output"]["shape"]
            operations[name[:1].lower() + name[1:]] = output
            reach(model["shapes"], output, shapes)
    return {"operations": operations, "shapes": dict(sorted(shapes.items()))}


def main():
    data = pathlib.Path(sys.argv[1])
    out = {}
    for folder, names in sorted(SERVICES.items()):
        out[folder] = {"names": names, **service(data / folder)}
    json.dump(out, sys.stdout, separators=(",", ":"), sort_keys=True)
    sys.stdout.write("\n")


main()
