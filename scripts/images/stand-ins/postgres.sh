#!/bin/sh
# Sets up and runs Postgres with the variables of the image on Docker Hub that docker-compose.yml uses.
set -e
[ "$1" = postgres ] || exec "$@"

if [ "$(id -u)" = 0 ]; then
  install --directory --owner=postgres --mode=700 "$PGDATA"
  chown -R postgres: /var/lib/postgresql
  # The secret is readable for root only.
  [ -z "$POSTGRES_PASSWORD_FILE" ] || export POSTGRES_PASSWORD="$(cat "$POSTGRES_PASSWORD_FILE")"
  exec gosu postgres "$0" "$@"
fi

if [ ! -s "$PGDATA/PG_VERSION" ]; then
  printf '%s' "$POSTGRES_PASSWORD" >/tmp/password
  initdb --username="$POSTGRES_USER" --pwfile=/tmp/password --auth-host=scram-sha-256 --auth-local=trust \
    --encoding=UTF8 --locale=C.UTF-8 >/dev/null
  rm /tmp/password
  echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
  echo "listen_addresses = '*'" >>"$PGDATA/postgresql.conf"
  pg_ctl -w start -o '-c listen_addresses=' >/dev/null
  psql -h /tmp -U "$POSTGRES_USER" -d postgres -c "CREATE DATABASE \"$POSTGRES_DB\"" >/dev/null
  pg_ctl -w -m fast stop >/dev/null
fi
exec "$@"
