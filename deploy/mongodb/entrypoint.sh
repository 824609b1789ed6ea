#!/bin/bash
# mongod refuses a key file that others may read, and a mounted secret keeps the host's owner: it gets a copy that suits it, in memory.
set -euo pipefail
install -m 400 -o mongodb -g mongodb /run/secrets/mongodb.keyfile /run/mongodb/keyfile
exec docker-entrypoint.sh "$@"
