#!/usr/bin/env bash
# Builds one app and tells the deploys what came of it.
set -euo pipefail
app=$1
test -f "$app/start.sh"
image="$app:$(git rev-parse --short HEAD)"
echo "built $image"
echo "image=$image" >> "$SIGNALBOX_OUTPUT"
