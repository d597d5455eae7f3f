#!/usr/bin/env bash
# Puts the site where an environment serves it from. Deploying twice is the same as deploying once.
set -euo pipefail
environment=$1
to="${DEPLOY_ROOT:?set the repository variable DEPLOY_ROOT to a folder}/$environment"
if [ -e "broken/$environment" ]; then
  echo "::error::$environment does not come up: $(cat "broken/$environment")"
  exit 1
fi
mkdir -p "$to"
sed -e "s/{{release}}/$SIGNALBOX_RELEASE/g" -e "s/{{environment}}/$environment/g" site/index.html > "$to/index.html"
echo "deployed $SIGNALBOX_RELEASE to $environment"
