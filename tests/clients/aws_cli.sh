#!/usr/bin/env bash
# The seven steps through the AWS CLI: make, upload, deploy, invoke, follow, read, destroy.
#
#   AWS_ENDPOINT_URL=... AWS_ACCESS_KEY_ID=... AWS_SECRET_ACCESS_KEY=... aws_cli.sh [OBJECTS]
#
# Fails unless a queue subscribed to the topic gets one message for every object.
set -euo pipefail
count=${1:-2500}
here=$(cd "$(dirname "$0")" && pwd)
name=awscli-$$
export AWS_DEFAULT_REGION=${AWS_DEFAULT_REGION:-us-east-1} AWS_PAGER=
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The CLI takes SQS's global host in us-east-1 unless it is told the endpoint in so many words.
sqs() { aws --endpoint-url "$AWS_ENDPOINT_URL" sqs "$@"; }

# 1. make
mkdir "$work/objects"
for ((i = 0; i < count; i++)); do printf '{"id":%d}' "$i" >"$work/objects/$(printf %06d "$i").json"; done

# 2. upload
aws s3 mb "s3://$name" >/dev/null
aws s3 sync --quiet "$work/objects" "s3://$name/objects"
listed=$(aws s3 ls "s3://$name/objects/" | wc -l)
[ "$listed" -eq "$count" ] || { echo "$listed of $count objects are listed"; exit 1; }

# 3. deploy
topic=$(aws sns create-topic --name "$name" --query TopicArn --output text)
queue=$(sqs create-queue --queue-name "$name" --query QueueUrl --output text)
queue_arn=$(sqs get-queue-attributes --queue-url "$queue" --attribute-names QueueArn \
  --query Attributes.QueueArn --output text)
aws sns subscribe --topic-arn "$topic" --protocol sqs --notification-endpoint "$queue_arn" >/dev/null
definition=$(sed -e "s|BUCKET|$name|" -e "s|TOPIC|$topic|" "$here/definition.json")
machine=$(aws stepfunctions create-state-machine --name "$name" --definition "$definition" \
  --role-arn arn:aws:iam::000000000000:role/any --query stateMachineArn --output text)

# 4. invoke
execution=$(aws stepfunctions start-execution --state-machine-arn "$machine" \
  --input "{\"bucket\":\"$name\",\"prefix\":\"objects/\"}" --query executionArn --output text)

# 5. follow
status=RUNNING
while [ "$status" = RUNNING ]; do
  status=$(aws stepfunctions describe-execution --execution-arn "$execution" --query status --output text)
done
[ "$status" = SUCCEEDED ] || { echo "the execution ended as $status"; exit 1; }
aws sns publish --topic-arn "$topic" --message last >/dev/null

# 6. read: the queue's own count, the last message included
messages=$(sqs get-queue-attributes --queue-url "$queue" --attribute-names ApproximateNumberOfMessages \
  --query Attributes.ApproximateNumberOfMessages --output text)
[ "$messages" -eq $((count + 1)) ] || { echo "$messages messages for $count objects"; exit 1; }

# 7. destroy
aws stepfunctions delete-state-machine --state-machine-arn "$machine"
sqs delete-queue --queue-url "$queue"
aws sns delete-topic --topic-arn "$topic"
aws s3 rb --force "s3://$name" >/dev/null
echo "$count objects, $count messages"
