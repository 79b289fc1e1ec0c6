#!/bin/sh
# usage: strip-dependencies.sh      (in a workspace where `npm ci --omit=dev --workspace=…` has run)
#
# Removes what is not used at run time: the other workspaces, and of the packages sources, types, maps and builds for
# browsers.
set -eu
for folder in apps/* packages/*; do
  name=$(node -p "require('./$folder/package.json').name")
  [ -e "node_modules/$name" ] || rm -r "$folder"
done
rm -f package-lock.json node_modules/.package-lock.json
find . -path '*/node_modules/*' -type f \
  \( -name '*.ts' -o -name '*.mts' -o -name '*.cts' -o -name '*.map' -o -name '*.md' \) -delete
rm -rf node_modules/typeorm/browser
