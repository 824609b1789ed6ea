#!/usr/bin/env bash
# Makes every secret that docker-compose.yml mounts: passwords, keys, the broker's accounts. Needs bash and OpenSSL 1.1.1 or later.
#
#   deploy/make-secrets.sh [LOG_ORIGIN]
#
# LOG_ORIGIN is the exchange log's name, such as log.example.org/exchange, without scheme; fixed for the log's life. Default: localhost/exchange.
# Writes into deploy/secrets, or into the folder that CREDITSHARE_SECRETS names. Nothing is ever overwritten: a folder with anything in it is refused.
set -euo pipefail
umask 077

here=$(cd "$(dirname "$0")" && pwd)
secrets=${CREDITSHARE_SECRETS:-$here/secrets}
origin=${1:-localhost/exchange}

if [[ -e $secrets && -n $(ls -A "$secrets") ]]; then
    echo "$secrets is not empty. Secrets in use must not be replaced: move the folder away if you really begin anew." >&2
    exit 1
fi
if [[ ! $origin =~ ^[a-z0-9.:-]+/[a-zA-Z0-9./_-]+$ ]]; then
    echo "'$origin' is no log's name; it must look like log.example.org/exchange." >&2
    exit 1
fi
mapfile -t cities < <(grep -o '"code": *"[0-9]\{6\}"' "$here/../seeds/cities.json" | grep -o '[0-9]\{6\}')
if ((${#cities[@]} == 0)); then
    echo "No city's code was found in seeds/cities.json." >&2
    exit 1
fi

# Everything is made in a folder beside, which takes the name at the end: half a set of secrets is worse than none.
mkdir -p "$(dirname "$secrets")"
work=$(mktemp -d "$secrets.XXXXXX")
trap 'rm -rf "$work"' EXIT

random() { openssl rand -hex "$1"; }
base64() { openssl base64 -A; }
hex_of() { od -An -v -tx1 | tr -d ' \n'; }
password() { random 24 >"$work/$1.password"; }

# RabbitMQ's form: base64 of four random bytes and the SHA-256 of these and the password.
rabbit_hash() {
    local salted=$work/salted
    openssl rand 4 >"$salted"
    { cat "$salted"; printf %s "$1"; } | openssl dgst -sha256 -binary >>"$salted"
    base64 <"$salted"
    rm "$salted"
}

# An Ed25519 pair as two files of 32 bytes. Both halves are the ends of OpenSSL's DER.
ed25519() {
    openssl genpkey -algorithm ed25519 -outform DER -out "$work/pair"
    tail -c 32 "$work/pair" >"$1.seed"
    openssl pkey -inform DER -in "$work/pair" -pubout -outform DER | tail -c 32 >"$1.public"
    rm "$work/pair"
}

# A key as C2SP signed-note and Go's note package write it, of a name and a type in octal: 001 signs a log, 004 cosigns as a witness. The id is the start of
# SHA-256(name, newline, type, public key).
note_key() { # file, name, type
    ed25519 "$work/note"
    local id
    id=$({ printf '%s\n' "$2"; printf "\\$3"; cat "$work/note.public"; } | openssl dgst -sha256 -binary | head -c 4 | hex_of)
    printf 'PRIVATE+KEY+%s+%s+%s\n' "$2" "$id" "$({ printf "\\$3"; cat "$work/note.seed"; } | base64)" >"$1"
    printf '%s+%s+%s\n' "$2" "$id" "$({ printf "\\$3"; cat "$work/note.public"; } | base64)" >"$1.pub"
    rm "$work/note.seed" "$work/note.public"
}

# The broker's accounts. A city may publish to its own exchange, read its own decisions, and set aside what it cannot read of them; MassTransit declares what it uses,
# hence configure. Binding a queue needs write on it, so a city can write into its own decisions too: to its own harm only. The registry owns what begins with registry, reads from the cities' exchanges and never writes to them.
account() { # user, tags
    password "rabbitmq-$1"
    users+=("$(printf '{ "name": "%s", "password_hash": "%s", "hashing_algorithm": "rabbit_password_hashing_sha256", "tags": [%s], "limits": {} }' \
        "$1" "$(rabbit_hash "$(cat "$work/rabbitmq-$1.password")")" "$2")")
}
permit() { # user, configure, write, read
    permissions+=("$(printf '{ "user": "%s", "vhost": "/", "configure": "%s", "write": "%s", "read": "%s" }' "$1" "$2" "$3" "$4")")
}
join() { local IFS=$'\n'; sed '$!s/$/,/; s/^/    /' <<<"$*"; }

users=() permissions=() members=() witnesses=()
account admin '"administrator"'
permit admin '.*' '.*' '.*'
account registry ''
permit registry '^(city[.][0-9]{6}|registry[.].*|ingestion[.]decisions[.][0-9]{6})$' '^(registry[.].*|ingestion[.]decisions[.][0-9]{6})$' \
    '^(city[.][0-9]{6}|registry[.].*)$'
for city in "${cities[@]}"; do
    own="ingestion[.]decisions[.]$city"
    account "city.$city" ''
    permit "city.$city" "^(city[.]$city|$own)\$" "^(city[.]$city|$own|registry[.]returned)\$" "^$own\$"

    ed25519 "$work/city"
    # What is changed while everything runs lies in a folder of its own: of a single file that is mounted, a container never sees what is put in its place.
    keys=$work/city-$city
    mkdir "$keys"
    base64 <"$work/city.seed" >"$keys/city-$city.key"
    base64 <"$work/city.public" >"$keys/city-$city.key.pub"
    rm "$work/city.seed" "$work/city.public"
    note_key "$keys/witness-$city.key" "city-$city/witness" 004
    witnesses+=("$(printf '{ "City": "%s", "Key": "%s" }' "$city" "$(cat "$keys/witness-$city.key.pub")")")
    members+=("$(printf '"%s": ["%s"]' "$city" "$(cat "$keys/city-$city.key.pub")")")
done
cat >"$work/rabbitmq-definitions.json" <<END
{
  "vhosts": [{ "name": "/" }],
  "users": [
$(join "${users[@]}")
  ],
  "permissions": [
$(join "${permissions[@]}")
  ]
}
END

note_key "$work/log.key" "$origin" 001

# Settings of the registry that follow from the above; no secret, but made together with them.
mkdir "$work/registry"
cat >"$work/registry/appsettings.json" <<END
{
  "Logging": { "LogLevel": { "Default": "Information", "Microsoft.AspNetCore": "Warning" } },
  "Registry": {
    "LogOrigin": "$origin",
    "MemberKeys": {
$(join "${members[@]}" | sed 's/^/  /')
    }
  },
  "Witnessing": {
    "Quorum": $(((${#cities[@]} + 1) / 2)),
    "Witnesses": [
$(join "${witnesses[@]}" | sed 's/^/  /')
    ]
  }
}
END

password mongodb-root
password mongodb-creditshare
openssl rand -base64 756 >"$work/mongodb.keyfile"
password grafana-admin

# A container's user is not the host's, and compose mounts files as they are: each must be readable by all. The folder keeps others out on the host.
find "$work" -mindepth 1 -type f -exec chmod 444 {} +
find "$work" -mindepth 1 -type d -exec chmod 755 {} +
[[ ! -d $secrets ]] || rmdir "$secrets"
mv "$work" "$secrets"
trap - EXIT
echo "Made $(find "$secrets" -type f | wc -l) files in $secrets, for the log $origin and the cities ${cities[*]}. Keep a copy apart from the data."
