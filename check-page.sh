#!/bin/sh
# Where npm is, the explorer's page is type-checked and built anew: the bundles must be those committed.
set -e
cd "$(dirname "$0")/src/ramify/explorer/web"
command -v npm >/dev/null || { echo "No npm: the page is tested as built."; exit 0; }
npm ci --silent --no-progress 2>/dev/null || { echo "npm cannot install: the page is tested as built."; exit 0; }
npm run --silent check
built=$(mktemp -d)
trap 'rm -rf "$built"' EXIT
npm run --silent build -- "$built"
for bundle in "$built"/*.js; do
  cmp "$bundle" "dist/$(basename "$bundle")" || { echo "dist is not what the sources make: npm run build."; exit 1; }
done
