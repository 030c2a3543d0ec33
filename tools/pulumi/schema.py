#!/usr/bin/env python3
"""Writes pulumi/bindings/schema/aws-more.json: resources of Pulumi's AWS provider that the trimmed schema beside it leaves out.

They are read from the provider's own Python SDK, whose source has every resource's properties with their types. The same
reading is held against the trimmed schema first: where the two speak of the same resource they must agree.

    pip download --no-deps --dest WHEELS pulumi-aws==7.48.0
    python tools/pulumi/schema.py WHEELS/pulumi_aws-7.48.0-py3-none-any.whl [--check]

With --check nothing is written; exit code 1 says that the committed file is another.
"""

import ast
import json
import sys
import zipfile
from pathlib import Path

SCHEMA = Path(__file__).resolve().parents[2] / "pulumi/bindings/schema"
RESOURCES = ["aws:cloudwatch/metricAlarm:MetricAlarm", "aws:sns/topicSubscription:TopicSubscription"]
SCALARS = {"str": "string", "bool": "boolean", "int": "integer", "float": "number"}


class Sdk:
    """The classes of the SDK's modules, parsed when they are asked for."""

    def __init__(self, wheel):
        self.archive, self.modules = zipfile.ZipFile(wheel), {}

    def module(self, path):
        if path not in self.modules:
            tree = ast.parse(self.archive.read(f"pulumi_aws/{path}.py"))
            self.modules[path] = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
        return self.modules[path]


def snake(name):
    return "".join("_" + c.lower() if c.isupper() else c for c in name).lstrip("_")


def getters(node):
    """Each property's name in the schema with the annotation of what it gives; those that are deprecated say so in their body."""
    found = {}
    for item in node.body:
        if not isinstance(item, ast.FunctionDef):
            continue
        for decorator in item.decorator_list:
            named = isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "pulumi.getter"
            if named or ast.unparse(decorator) == "pulumi.getter":
                found[decorator.keywords[0].value.value if named else item.name] = item.returns
    return found


def inner(annotation, *wrappers):
    """What stands inside the outermost of these wrappers, and whether one stood there."""
    if isinstance(annotation, ast.Subscript) and ast.unparse(annotation.value) in wrappers:
        return annotation.slice, True
    return annotation, False


class Reader:
    """Turns annotations into a schema, and collects the types that they mention."""

    def __init__(self, sdk, module):
        self.sdk, self.module, self.types = sdk, module, {}

    def members(self, node):
        properties, required = {}, []
        for name, annotation in sorted(getters(node).items()):
            optional, annotation = self.optional(annotation)
            properties[name] = self.kind(annotation)
            if not optional:
                required.append(name)
        return properties, required

    def optional(self, annotation):
        annotation, _ = inner(annotation, "pulumi.Input", "pulumi.Output")
        annotation, optional = inner(annotation, "Optional")
        return optional, inner(annotation, "pulumi.Input", "pulumi.Output")[0]

    def kind(self, annotation):
        annotation, _ = inner(annotation, "pulumi.Input", "pulumi.Output")
        items, sequence = inner(annotation, "Sequence")
        if sequence:
            return {"type": "array", "items": self.kind(items)}
        members, mapping = inner(annotation, "Mapping")
        if mapping:
            return {"type": "object", "additionalProperties": self.kind(members.elts[1])}
        # An enumeration is a text for which the SDK names the known values; an asset or archive is its own kind.
        choice, union = inner(annotation, "Union")
        if union:
            return self.kind(choice.elts[0])
        text = annotation.value if isinstance(annotation, ast.Constant) else ast.unparse(annotation)
        word = text.rsplit(".", 1)[-1]
        if word in ("Asset", "Archive"):
            return {"$ref": f"pulumi.json#/{word}"}
        if word in SCALARS:
            return {"type": SCALARS[word]}
        return {"$ref": "#/types/" + self.nested(word)}

    def nested(self, word):
        name = word.removesuffix("Args")
        token = f"aws:{self.module}/{name}:{name}"
        if token not in self.types:
            self.types[token] = {}
            properties, required = self.members(self.sdk.module(f"{self.module}/_inputs")[f"{name}Args"])
            self.types[token] = {"type": "object", "properties": properties, "required": required}
        return token


def resource(sdk, token):
    _, path, name = token.split(":")
    module, file = path.split("/")
    classes, reader = sdk.module(f"{module}/{snake(file)}"), Reader(sdk, module)
    properties, required = reader.members(classes[name])
    # Where a nested type has the name already, the arguments are called otherwise.
    arguments = classes.get(f"{name}Args") or classes[f"{name}InitArgs"]
    inputs, required_inputs = reader.members(arguments)
    described = {"properties": properties, "required": required, "inputProperties": inputs, "requiredInputs": required_inputs}
    return described, reader.types


def bare(kind):
    """A type without what the SDK's annotations do not say: descriptions, enumerations, documents in place of texts."""
    if kind.get("$ref", "").startswith("pulumi.json"):
        return {"type": "string"}
    kept = {key: kind[key] for key in ("type", "$ref") if key in kind and not ("$ref" in kind and key == "type")}
    for key in ("items", "additionalProperties"):
        if isinstance(kind.get(key), dict):
            kept[key] = bare(kind[key])
    return kept


def differences(sdk, trimmed):
    """Where the trimmed schema and the SDK say different things of a resource."""
    for token, known in trimmed["resources"].items():
        read, types = resource(sdk, token)
        yield from compared(token, known, read, "inputProperties", "requiredInputs")
        yield from compared(token, known, read, "properties", "required")
        for nested, read in types.items():
            yield from compared(nested, trimmed["types"][nested], read, "properties", "required")


def compared(token, known, read, side, needed):
    for name, kind in known[side].items():
        there = read[side].get(name)
        if there is None or bare(there) != bare(kind):
            yield f"{token}: {side}.{name} is {kind}, in the SDK {there}"
    if missing := set(read[side]) - set(known[side]):
        yield f"{token}: {side} lacks {sorted(missing)}"
    if set(read[needed]) != set(known.get(needed, [])):
        yield f"{token}: {needed} is {sorted(known.get(needed, []))}, in the SDK {sorted(read[needed])}"


def main():
    wheel, check = Path(sys.argv[1]), "--check" in sys.argv[2:]
    trimmed = json.loads((SCHEMA / "aws.json").read_text())
    if f"-{trimmed['version']}-" not in wheel.name:
        sys.exit(f"{wheel.name} is not version {trimmed['version']}, which aws.json is of")
    sdk = Sdk(wheel)
    if found := list(differences(sdk, trimmed)):
        sys.exit("\n".join(found))
    more = {"source": f"the Python SDK of Pulumi's AWS provider {trimmed['version']}, by tools/pulumi/schema.py", "types": {}, "resources": {}}
    for token in RESOURCES:
        more["resources"][token], types = resource(sdk, token)
        more["types"] |= types
    text, target = json.dumps(more, indent=1) + "\n", SCHEMA / "aws-more.json"
    if not check:
        target.write_text(text)
    elif target.read_text() != text:
        sys.exit(f"{target.name} is not what the SDK gives: run this without --check")


main()
