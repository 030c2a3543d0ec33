#!/usr/bin/env bash
# Installs the pinned emulators and boto3, once, into a Python environment in a cache folder outside the checkout, and
# prints that environment's folder of programs. Needs Python 3.10 or later and PyPI.
set -euo pipefail
cd "$(dirname "$0")"
cache="${XDG_CACHE_HOME:-$HOME/.cache}/distmap-tools"
pin="$(cat requirements.txt build.sh | cksum | tr ' ' '-')"
folder="$cache/bench-$pin"
if [ ! -e "$folder/installed" ]; then
  command -v python3 >/dev/null || { echo "no python3 found" >&2; exit 3; }
  mkdir -p "$cache"
  rm -rf "$folder"
  # Programs of an environment name its folder, so it is not made elsewhere and moved; the last step says that it is whole.
  python3 -m venv "$folder" >&2 || { echo "python3 makes no virtual environment" >&2; exit 3; }
  "$folder/bin/pip" install --quiet --disable-pip-version-check -r requirements.txt >&2 \
    || { echo "PyPI does not give what tools/bench/requirements.txt names" >&2; exit 3; }
  touch "$folder/installed"
fi
echo "$folder/bin"
