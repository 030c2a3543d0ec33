"""Holds IAM policies (a JSON array on standard input) against parliament; prints what it finds, and exits 1 if anything.

    python tools/iam/lint.py < policies.json
"""

import json
import sys

from parliament import analyze_policy_string

found = 0
for number, policy in enumerate(json.load(sys.stdin)):
    for finding in analyze_policy_string(json.dumps(policy)).findings:
        print(f"policy {number}: {finding.issue}: {finding.detail} at {finding.location}")
        found += 1
sys.exit(1 if found else 0)
