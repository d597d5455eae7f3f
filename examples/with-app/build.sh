#!/usr/bin/env bash
# Builds the site and tells later phases what it is called.
set -euo pipefail
tag="site:$(git rev-parse --short HEAD)"
test -f site/index.html
echo "built $tag"
echo "tag=$tag" >> "$SIGNALBOX_OUTPUT"
