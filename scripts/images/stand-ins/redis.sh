#!/bin/sh
# Runs redis-server as its own user, open to the other containers, as the image on Docker Hub does.
set -e
[ "$1" = redis-server ] || exec "$@"
if [ "$(id -u)" = 0 ]; then
  chown -R redis .
  exec gosu redis "$0" "$@"
fi
exec "$@" --protected-mode no
