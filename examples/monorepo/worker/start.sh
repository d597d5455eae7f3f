#!/usr/bin/env bash
# Stands for the program of this app.
. "$(dirname "$0")/greeting.sh"
greet worker
