#!/usr/bin/env python3
"""Write src/model/*/ from the service models that botocore publishes.

    pip install botocore==1.44.5
    python3 codegen/generate.py           # write
    python3 codegen/generate.py --check   # fail if writing would change anything

Only names, types and constraints are taken; the models' prose is not. A member becomes a Rust field
if an operation of SERVICES reaches it.
"""

import gzip
import json
import pathlib
import re
import subprocess
import sys

import botocore

VERSION = "1.44.5"
OUT = pathlib.Path(__file__).resolve().parent.parent / "src" / "model"
SFN_ALL = None  # every operation of the model

SERVICES = {
    "sfn": ("stepfunctions", "2016-11-23", SFN_ALL),
    "sqs": ("sqs", "2012-11-05", SFN_ALL),
    "sns": (
        "sns",
        "2010-03-31",
        [
            "AddPermission", "ConfirmSubscription", "CreateTopic", "DeleteTopic",
            "GetDataProtectionPolicy", "GetSubscriptionAttributes", "GetTopicAttributes",
            "ListSubscriptions", "ListSubscriptionsByTopic", "ListTagsForResource", "ListTopics",
            "Publish", "PublishBatch", "RemovePermission", "SetSubscriptionAttributes",
            "SetTopicAttributes", "Subscribe", "TagResource", "Unsubscribe", "UntagResource",
        ],
    ),
    "sts": ("sts", "2011-06-15", ["GetCallerIdentity"]),
    "iam": (
        "iam",
        "2010-05-08",
        [
            "AttachRolePolicy", "CreatePolicy", "CreateRole", "DeletePolicy", "DeleteRole",
            "DeleteRolePolicy", "DetachRolePolicy", "GetPolicy", "GetPolicyVersion", "GetRole",
            "GetRolePolicy", "ListAttachedRolePolicies", "ListInstanceProfilesForRole",
            "ListPolicyVersions", "ListRolePolicies", "ListRoleTags", "ListRoles", "PutRolePolicy",
            "TagRole", "UntagRole", "UpdateAssumeRolePolicy", "UpdateRole",
        ],
    ),
    "logs": (
        "logs",
        "2014-03-28",
        [
            "CreateLogGroup", "DeleteLogGroup", "DeleteRetentionPolicy", "DescribeLogGroups",
            "ListTagsForResource", "ListTagsLogGroup", "PutRetentionPolicy", "TagLogGroup",
            "TagResource", "UntagLogGroup", "UntagResource",
        ],
    ),
}

# Shapes that the code handles as JSON values rather than as structs.
AS_VALUE = {("sfn", "HistoryEventList"), ("sfn", "InspectionData")}

# The order in which the service itself prints an enum, where a recording shows it.
ENUM_ORDER = {
    ("sfn", "ExecutionStatus"): [
        "SUCCEEDED", "TIMED_OUT", "PENDING_REDRIVE", "ABORTED", "FAILED", "RUNNING",
    ],
}

# Names of flattened lists and maps in SQS's query protocol, which the JSON model no longer carries.
SQS_QUERY_NAMES = {
    "AttributeNameList": "AttributeName",
    "MessageAttributeNameList": "MessageAttributeName",
    "MessageSystemAttributeList": "AttributeName",
    "QueueAttributeMap": "Attribute",
    "MessageSystemAttributeMap": "Attribute",
    "MessageBodyAttributeMap": "MessageAttribute",
    "MessageBodySystemAttributeMap": "MessageSystemAttribute",
    "TagMap": "Tag",
    "TagKeyList": "TagKey",
    "QueueUrlList": "QueueUrl",
    "AWSAccountIdList": "AWSAccountId",
    "ActionNameList": "ActionName",
}
SQS_MAP_KEYS = {"TagMap": ("Key", "Value")}

KEYWORDS = {"type", "match", "move", "ref", "self", "use", "where", "loop", "in"}


def snake(name):
    name = re.sub(r"(.)([A-Z][a-z]+)", r"\1_\2", name)
    name = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name).lower()
    return "r#" + name if name in KEYWORDS else name


def constant(name):
    return "S_" + re.sub(r"[^A-Za-z0-9]", "_", re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name)).upper()


def opt(value):
    return "None" if value is None else f"Some({value})"


def text(value):
    return json.dumps(value, ensure_ascii=True)


class Service:
    def __init__(self, module, folder, version, operations):
        self.module = module
        root = pathlib.Path(botocore.__file__).parent / "data" / folder / version
        with gzip.open(root / "service-2.json.gz") as file:
            self.model = json.load(file)
        self.shapes = self.model["shapes"]
        self.operations = sorted(operations or self.model["operations"])
        self.inputs, self.outputs = set(), set()
        for name in self.operations:
            operation = self.model["operations"][name]
            for side, reached in (("input", self.inputs), ("output", self.outputs)):
                if side in operation:
                    self.reach(operation[side]["shape"], reached)

    def reach(self, name, reached):
        if name in reached:
            return
        reached.add(name)
        if (self.module, name) in AS_VALUE:
            return
        shape = self.shapes[name]
        for member in shape.get("members", {}).values():
            self.reach(member["shape"], reached)
        for part in ("member", "key", "value"):
            if part in shape:
                self.reach(shape[part]["shape"], reached)

    def rust_type(self, name):
        if (self.module, name) in AS_VALUE:
            return "Value"
        shape = self.shapes[name]
        kind = shape["type"]
        if kind == "structure":
            return name
        if kind == "list":
            return f"Vec<{self.rust_type(shape['member']['shape'])}>"
        if kind == "map":
            return f"IndexMap<String, {self.rust_type(shape['value']['shape'])}>"
        return {
            "string": "String", "blob": "String", "boolean": "bool", "integer": "i64",
            "long": "i64", "float": "f64", "double": "f64", "timestamp": "Timestamp",
        }[kind]

    def shape_expr(self, name):
        if (self.module, name) in AS_VALUE:
            return "Shape::Any"
        shape = self.shapes[name]
        kind = shape["type"]
        low, high = shape.get("min"), shape.get("max")
        if kind == "structure":
            rows = []
            for member, target in shape["members"].items():
                required = "true" if member in shape.get("required", []) else "false"
                rows.append(f"Member {{ name: {text(member)}, required: {required}, shape: &{constant(target['shape'])} }}")
            return f"Shape::Structure(&[{', '.join(rows)}])"
        if kind == "list":
            flat = "true" if shape.get("flattened") else "false"
            wire = shape["member"].get("locationName") or (
                SQS_QUERY_NAMES.get(name) or re.sub("List$", "", name) if self.module == "sqs" else "member")
            return (f"Shape::List {{ member: &{constant(shape['member']['shape'])}, wire: {text(wire)}, "
                    f"flattened: {flat}, min: {opt(low)}, max: {opt(high)} }}")
        if kind == "map":
            flat = "true" if shape.get("flattened") else "false"
            key, value = "key", "value"
            if self.module == "sqs":
                key, value = SQS_MAP_KEYS.get(name, ("Name", "Value"))
            key = shape["key"].get("locationName", key)
            value = shape["value"].get("locationName", value)
            wire = SQS_QUERY_NAMES.get(name, "entry") if self.module == "sqs" else "entry"
            return (f"Shape::Map {{ value: &{constant(shape['value']['shape'])}, wire: {text(wire)}, "
                    f"key_name: {text(key)}, value_name: {text(value)}, flattened: {flat} }}")
        if kind == "string":
            values = ENUM_ORDER.get((self.module, name), shape.get("enum", []))
            values = f"&[{', '.join(map(text, values))}]"
            pattern = "None" if "pattern" not in shape else f"Some({text(shape['pattern'])})"
            secret = "true" if shape.get("sensitive") else "false"
            return (f"Shape::Text {{ min: {opt(low)}, max: {opt(high)}, pattern: {pattern}, values: {values}, "
                    f"secret: {secret} }}")
        if kind in ("integer", "long"):
            return f"Shape::Integer {{ min: {opt(low)}, max: {opt(high)} }}"
        if kind in ("float", "double"):
            def real(value):
                return None if value is None else float(value)
            return f"Shape::Float {{ min: {opt(real(low))}, max: {opt(real(high))} }}"
        return {"boolean": "Shape::Boolean", "blob": "Shape::Blob", "timestamp": "Shape::Timestamp"}[kind]

    def struct(self, name):
        shape = self.shapes[name]
        lines = ["#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]", f"pub struct {name} {{"]
        for member, target in shape["members"].items():
            rust = self.rust_type(target["shape"])
            needed = member in shape.get("required", [])
            attrs = [f"rename = {text(member)}"]
            if not needed:
                rust = f"Option<{rust}>"
                attrs += ["default", 'skip_serializing_if = "Option::is_none"']
            lines.append(f"    #[serde({', '.join(attrs)})]")
            lines.append(f"    pub {snake(member)}: {rust},")
        lines.append("}")
        return "\n".join(lines)

    def render(self):
        used = sorted(self.inputs | self.outputs)
        structs = [self.struct(n) for n in used
                   if self.shapes[n]["type"] == "structure" and (self.module, n) not in AS_VALUE]
        body = "\n".join(structs)
        uses = []
        if "IndexMap" in body:
            uses.append("use indexmap::IndexMap;")
        uses.append("use serde::{Deserialize, Serialize};")
        if re.search(r"[:<] ?Value\b", body):
            uses.append("use serde_json::Value;")
        if re.search(r"[:<] ?Timestamp\b", body):
            uses.append("use crate::protocol::shape::Timestamp;")
        meta = self.model["metadata"]
        rows = []
        for name in self.operations:
            operation = self.model["operations"][name]

            def side(key):
                return f"&{constant(operation[key]['shape'])}" if key in operation else "&EMPTY"
            rows.append(f"OperationModel {{ name: {text(name)}, input: {side('input')}, output: {side('output')} }}")
        statics = [f"static {constant(n)}: Shape = {self.shape_expr(n)};" for n in used]
        if any("input" not in self.model["operations"][n] or "output" not in self.model["operations"][n] for n in self.operations):
            statics.insert(0, "static EMPTY: Shape = Shape::Structure(&[]);")
        title = f"{meta['serviceFullName']} ({meta['apiVersion']})"
        written = f"//! Written by codegen/generate.py from botocore {VERSION}; change that program, not this file."
        types = "\n".join([
            f"//! Requests and answers of {title}.", "//!", written, "",
            "mod shapes;", "", *uses, "", "pub use shapes::SERVICE;", "", body, "",
        ])
        shapes = "\n".join([
            f"//! Shapes and constraints of {title}.", "//!", written, "",
            "use crate::protocol::shape::{Member, OperationModel, ServiceModel, Shape};",
            "",
            "/// What the wire protocol and the validation need to know of the service.",
            "pub static SERVICE: ServiceModel = ServiceModel {",
            f"    version: {text(meta['apiVersion'])},",
            f"    namespace: {text(meta.get('xmlNamespace', 'http://queue.amazonaws.com/doc/2012-11-05/'))},",
            f"    operations: &[{', '.join(rows)}],",
            f"    all: &[{', '.join(text(n) for n in sorted(self.model['operations']))}],",
            "};",
            "",
            *statics,
            "",
        ])
        return {"mod.rs": types, "shapes.rs": shapes}


def formatted(source):
    done = subprocess.run(
        ["rustfmt", "--edition", "2024", "--config", "max_width=100,use_small_heuristics=Max"],
        input=source, capture_output=True, text=True, check=True)
    return done.stdout


def main():
    if botocore.__version__ != VERSION:
        sys.exit(f"botocore {VERSION} is needed, {botocore.__version__} is installed")
    changed = []
    for module, (folder, version, operations) in SERVICES.items():
        for file, source in Service(module, folder, version, operations).render().items():
            path = OUT / module / file
            new = formatted(source)
            if path.exists() and path.read_text() == new:
                continue
            changed.append(f"{module}/{file}")
            if "--check" not in sys.argv:
                path.parent.mkdir(exist_ok=True)
                path.write_text(new)
    if changed and "--check" in sys.argv:
        sys.exit(f"out of date: {', '.join(changed)}; run codegen/generate.py")
    print("unchanged" if not changed else f"written: {', '.join(changed)}")


if __name__ == "__main__":
    main()
