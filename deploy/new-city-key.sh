#!/usr/bin/env bash
# The first step of changing a city's signing key under docker-compose.yml: makes city-CODE.next.key beside the key in use, and prints the public half for the registry.
# docs/operations.md, "Changing a city's key", has the other steps. Needs bash and OpenSSL 1.1.1 or later.
#
#   deploy/new-city-key.sh 330100
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
city=${1:?which city}
keys=${CREDITSHARE_SECRETS:-$here/secrets}/city-$city
next=$keys/city-$city.next.key
if [[ ! -f $keys/city-$city.key ]]; then
    echo "$keys has no key of city $city." >&2
    exit 1
fi
if [[ -e $next ]]; then
    echo "$next is there already." >&2
    exit 1
fi
pair=$(mktemp)
trap 'rm -f "$pair"' EXIT
openssl genpkey -algorithm ed25519 -outform DER -out "$pair"
# Both halves are the ends of OpenSSL's DER.
tail -c 32 "$pair" | openssl base64 -A >"$next"
openssl pkey -inform DER -in "$pair" -pubout -outform DER | tail -c 32 | openssl base64 -A >"$next.pub"
chmod 444 "$next" "$next.pub"
cat "$next.pub"
echo
