#!/usr/bin/env python3
"""Has the provider for tests check resources, as Pulumi's engine does before it makes any.

Standard input is a JSON list of `{"type": ..., "inputs": {...}}`; standard output a list with each one's failures, `[property, reason]`.
"""

import json
import subprocess
import sys
from pathlib import Path

import grpc
from google.protobuf import json_format, struct_pb2
from pulumi.runtime.proto import provider_pb2, provider_pb2_grpc


def main():
    provider = subprocess.Popen([sys.executable, str(Path(__file__).with_name("pulumi-resource-aws"))], stdout=subprocess.PIPE, text=True)
    try:
        port = provider.stdout.readline().strip()
        asked = provider_pb2_grpc.ResourceProviderStub(grpc.insecure_channel(f"127.0.0.1:{port}"))
        found = []
        for resource in json.load(sys.stdin):
            inputs = json_format.ParseDict(resource["inputs"], struct_pb2.Struct())
            urn = f"urn:pulumi:test::distmap::{resource['type']}::it"
            answer = asked.Check(provider_pb2.CheckRequest(urn=urn, news=inputs))
            found.append([[failure.property, failure.reason] for failure in answer.failures])
        json.dump(found, sys.stdout)
    finally:
        provider.kill()


main()
