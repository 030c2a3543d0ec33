#!/usr/bin/env bash
# Builds the pinned s5cmd, once, into a cache folder outside the checkout, and prints that folder.
# With `--built` it only tells where it is, and fails where it was not built yet.
# Needs Go; downloads modules from the Go module proxy, checked against go.sum. A minute or two the first time.
set -euo pipefail
cd "$(dirname "$0")"
cache="${XDG_CACHE_HOME:-$HOME/.cache}/distmap-tools"
pin="$(cat go.mod go.sum build.sh | cksum | tr ' ' '-')"
folder="$cache/clients-$pin"
if [ ! -x "$folder/s5cmd" ]; then
  [ "${1:-}" != --built ] || { echo "s5cmd is not built (tools/clients/build.sh builds it)" >&2; exit 3; }
  command -v go >/dev/null || { echo "no Go found: s5cmd cannot be built" >&2; exit 3; }
  mkdir -p "$cache"
  building="$(mktemp -d "$cache/building.XXXXXX")"
  trap 'rm -rf "$building"' EXIT
  nice -n 19 go build -p 1 -trimpath -ldflags "-s -w" -o "$building/" github.com/peak/s5cmd/v2 >&2
  # Another build may have been faster; either will do.
  mv -T "$building" "$folder" 2>/dev/null || [ -x "$folder/s5cmd" ]
fi
echo "$folder"
