#!/usr/bin/env bash
# Builds the pinned Pulumi CLI and its YAML host, once, into a cache folder outside the checkout, and prints that folder.
# With `--built` it only tells where they are, and fails where they were not built yet.
# Needs Go; downloads modules from the Go module proxy, checked against go.sum. Some minutes the first time.
set -euo pipefail
cd "$(dirname "$0")"
cache="${XDG_CACHE_HOME:-$HOME/.cache}/distmap-tools"
pin="$(cat go.mod go.sum build.sh | cksum | tr ' ' '-')"
folder="$cache/pulumi-$pin"
if [ ! -x "$folder/pulumi" ]; then
  [ "${1:-}" != --built ] || { echo "the real Pulumi engine is not built (tools/pulumi/build.sh builds it)" >&2; exit 3; }
  command -v go >/dev/null || { echo "no Go found: the real Pulumi engine cannot be built" >&2; exit 3; }
  mkdir -p "$cache"
  building="$(mktemp -d "$cache/building.XXXXXX")"
  trap 'rm -rf "$building"' EXIT
  version="$(go list -m -f '{{.Version}}' github.com/pulumi/pulumi/pkg/v3)"
  nice -n 19 go build -p 1 -trimpath \
    -ldflags "-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=$version" -o "$building/" \
    github.com/pulumi/pulumi-yaml/cmd/pulumi-language-yaml github.com/pulumi/pulumi/pkg/v3/cmd/pulumi >&2
  mv "$building" "$folder"
  trap - EXIT
fi
echo "$folder"
