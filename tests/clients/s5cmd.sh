#!/usr/bin/env bash
# Uploads, lists and reads back with s5cmd (go install github.com/peak/s5cmd/v2@latest).
#
#   AWS_ENDPOINT_URL=... AWS_ACCESS_KEY_ID=... AWS_SECRET_ACCESS_KEY=... s5cmd.sh [OBJECTS]
set -euo pipefail
count=${1:-2500}
bucket=s5cmd-$$
export S3_ENDPOINT_URL=$AWS_ENDPOINT_URL AWS_REGION=${AWS_DEFAULT_REGION:-us-east-1}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/objects"
for ((i = 0; i < count; i++)); do printf '{"id":%d}' "$i" >"$work/objects/$(printf %06d "$i").json"; done
s5cmd mb "s3://$bucket" >/dev/null
s5cmd cp "$work/objects/" "s3://$bucket/objects/" >/dev/null
listed=$(s5cmd ls "s3://$bucket/objects/*" | wc -l)
[ "$listed" -eq "$count" ] || { echo "$listed of $count objects are listed"; exit 1; }
s5cmd cp "s3://$bucket/objects/*" "$work/back/" >/dev/null
diff -r "$work/objects" "$work/back"
s5cmd rm "s3://$bucket/*" >/dev/null
s5cmd rb "s3://$bucket" >/dev/null
echo "$count objects"
