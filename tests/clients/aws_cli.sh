#!/usr/bin/env bash
# The seven steps through the AWS CLI. Reading 2,500 messages ten at a time would start it 250 times, so the caller reads
# most of the queue; this script reads one page of it.
#
#   AWS_ENDPOINT_URL=... AWS_ACCESS_KEY_ID=... AWS_SECRET_ACCESS_KEY=... aws_cli.sh run NAME OBJECTS
#   ... aws_cli.sh destroy NAME
#
# `run` makes the objects, uploads, deploys, invokes and follows to the end, and prints the queue's URL: a queue that is
# subscribed to the topic and holds one message for every object. `destroy` removes everything of that name.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
name=$2
export AWS_PAGER=
# Version 1 of the CLI takes SQS's global host in us-east-1 unless it is told the endpoint in so many words.
sqs() { aws --endpoint-url "$AWS_ENDPOINT_URL" sqs "$@"; }
account=$(aws sts get-caller-identity --query Account --output text)
arn=arn:aws:states:$AWS_DEFAULT_REGION:$account:stateMachine:$name
topic=arn:aws:sns:$AWS_DEFAULT_REGION:$account:$name

if [ "$1" = destroy ]; then
  aws stepfunctions delete-state-machine --state-machine-arn "$arn"
  sqs delete-queue --queue-url "$(sqs get-queue-url --queue-name "$name" --query QueueUrl --output text)"
  aws sns delete-topic --topic-arn "$topic"
  aws s3 rb --force "s3://$name" >/dev/null
  exit
fi
count=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# 1. make
mkdir "$work/objects"
for ((i = 0; i < count; i++)); do
  printf '{"id":%d,"text":"object %d"}' "$i" "$i" >"$work/objects/$(printf %06d "$i").json"
done

# 2. upload
aws s3 mb "s3://$name" >/dev/null
aws s3 sync --quiet "$work/objects" "s3://$name/objects"
listed=$(aws s3 ls "s3://$name/objects/" | wc -l)
[ "$listed" -eq "$count" ] || { echo "$listed of $count objects are listed" >&2; exit 1; }

# 3. deploy
[ "$(aws sns create-topic --name "$name" --query TopicArn --output text)" = "$topic" ]
queue=$(sqs create-queue --queue-name "$name" --query QueueUrl --output text)
queue_arn=$(sqs get-queue-attributes --queue-url "$queue" --attribute-names QueueArn \
  --query Attributes.QueueArn --output text)
aws sns subscribe --topic-arn "$topic" --protocol sqs --notification-endpoint "$queue_arn" \
  --attributes RawMessageDelivery=true >/dev/null
definition=$(sed -e "s|BUCKET|$name|" -e "s|TOPIC|$topic|" "$here/definition.json")
made=$(aws stepfunctions create-state-machine --name "$name" --definition "$definition" \
  --role-arn "arn:aws:iam::$account:role/any" --query stateMachineArn --output text)
[ "$made" = "$arn" ]

# 4. invoke
execution=$(aws stepfunctions start-execution --state-machine-arn "$arn" \
  --input "{\"bucket\":\"$name\",\"prefix\":\"objects/\"}" --query executionArn --output text)

# 5. follow
status=RUNNING
while [ "$status" = RUNNING ]; do
  status=$(aws stepfunctions describe-execution --execution-arn "$execution" --query status --output text)
done
[ "$status" = SUCCEEDED ] || { echo "the execution ended as $status" >&2; exit 1; }

# 6. read: the queue's own count, and a message that the CLI publishes and gets back
messages=$(sqs get-queue-attributes --queue-url "$queue" --attribute-names ApproximateNumberOfMessages \
  --query Attributes.ApproximateNumberOfMessages --output text)
[ "$messages" -eq "$count" ] || { echo "$messages messages for $count objects" >&2; exit 1; }
sqs create-queue --queue-name "$name-last" >/dev/null
last=$(sqs get-queue-url --queue-name "$name-last" --query QueueUrl --output text)
aws sns subscribe --topic-arn "$topic" --protocol sqs --notification-endpoint "$queue_arn-last" \
  --attributes '{"RawMessageDelivery":"true","FilterPolicy":"{\"last\":[\"yes\"]}"}' >/dev/null
aws sns publish --topic-arn "$topic" --message '{"id":-1}' \
  --message-attributes 'last={DataType=String,StringValue=yes}' >/dev/null
body=$(sqs receive-message --queue-url "$last" --wait-time-seconds 10 --query 'Messages[0].Body' --output text)
[ "$body" = '{"id":-1}' ] || { echo "the published message came back as $body" >&2; exit 1; }
sqs delete-queue --queue-url "$last"
echo "$queue"
