#!/usr/bin/env bash
# What must hold before a commit may go to production.
set -euo pipefail
grep -q '{{release}}' site/index.html || {
  echo "::error::the page does not say which release it is"
  exit 1
}
echo "the page says which release it is"
