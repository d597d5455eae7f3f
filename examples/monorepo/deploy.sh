#!/usr/bin/env bash
# Puts one app where an environment runs it from.
set -euo pipefail
app=$1
environment=$2
to="${DEPLOY_ROOT:?set the repository variable DEPLOY_ROOT to a folder}/$environment/$app"
mkdir -p "$to"
cp "$app/start.sh" shared/greeting.sh "$to/"
echo "$SIGNALBOX_RELEASE $IMAGE x $REPLICAS in $REGION" > "$to/running"
echo "deployed $SIGNALBOX_RELEASE to $environment"
