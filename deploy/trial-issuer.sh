#!/usr/bin/env bash
# An issuer of tokens for trying the system out. In production an OpenID Connect provider issues them: see docs/deployment.md.
#
#   deploy/trial-issuer.sh make              makes its key, and issuer.jwks.json for the services
#   deploy/trial-issuer.sh bureau CITY       prints a token of a city's bureau, good for 12 hours
#   deploy/trial-issuer.sh agency AGENCY     … of an agency of seeds/agencies.json
#   deploy/trial-issuer.sh auditor           … of an auditor
#   deploy/trial-issuer.sh operator          … of an operator
#
# Uses deploy/secrets, or the folder that CREDITSHARE_SECRETS names. Needs bash and OpenSSL.
set -euo pipefail
umask 077

secrets=${CREDITSHARE_SECRETS:-$(cd "$(dirname "$0")" && pwd)/secrets}
key=$secrets/trial-issuer.key
issuer=${AUTH_ISSUER:-https://trial.creditshare.example}

url64() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

make_issuer() {
    if [[ -e $key || -e $secrets/issuer.jwks.json ]]; then
        echo "$secrets has an issuer already; it is not replaced." >&2
        exit 1
    fi
    openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:3072 -out "$key" 2>/dev/null
    local modulus
    # Written as \xHH for printf; the exponent is OpenSSL's 65537.
    modulus=$(openssl rsa -in "$key" -noout -modulus | sed 's/^Modulus=//; s/../\\x&/g')
    printf '{ "keys": [{ "kty": "RSA", "use": "sig", "alg": "RS256", "kid": "trial", "n": "%s", "e": "AQAB" }] }\n' \
        "$(printf "$modulus" | url64)" >"$secrets/issuer.jwks.json"
    chmod 444 "$secrets/issuer.jwks.json"
}

token() { # account, scopes, further claims
    local now head body
    now=$(date +%s)
    head=$(printf '{"alg":"RS256","typ":"JWT","kid":"trial"}' | url64)
    body=$(printf '{"iss":"%s","aud":"creditshare","sub":"%s","scope":"%s","iat":%d,"nbf":%d,"exp":%d%s}' \
        "$issuer" "$1" "$2" "$now" "$now" $((now + 43200)) "${3:-}" | url64)
    printf '%s.%s.%s\n' "$head" "$body" "$(printf '%s.%s' "$head" "$body" | openssl dgst -sha256 -sign "$key" | url64)"
}

case ${1:-}/$# in
    make/1) make_issuer ;;
    bureau/2) token "bureau-$2" 'batches.write batches.read records.read proofs.read' ",\"city\":\"$2\"" ;;
    agency/2) token "officer-$2" 'subjects.read proofs.read' ",\"agency\":\"$2\"" ;;
    auditor/1) token auditor-1 'log.read proofs.read' ;;
    operator/1) token operator-1 'operate' ;;
    *) sed -n '2,10p' "$0" >&2; exit 2 ;;
esac
