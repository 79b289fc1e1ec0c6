#!/bin/sh
# usage: runtime-root.sh FOLDER
#
# Puts into FOLDER what a Roster process needs of this Debian: Node, bash and the core utilities, with the libraries that
# they are linked with. npm, apt, perl and the rest stay behind: smaller images, and less to keep patched.
set -eu
target=$1
packages='base-files bash coreutils dash findutils grep sed'

mkdir -p "$target"
take() { tar --create --no-recursion --directory=/ --files-from=- | tar --extract --keep-directory-symlink --directory="$target"; }

# Directories that are links (/bin is /usr/bin) come first, so that what is unpacked below goes through them.
for name in /bin /lib /lib64 /sbin; do [ -e "$name" ] && echo ".$name"; done | take
# shellcheck disable=SC2086 # one word for each package
dpkg --listfiles $packages | grep -v '^/usr/share/\(info\|doc\|man\|locale\)' | sort --unique | while read -r path; do [ ! -e "$path" ] || echo ".$path"; done | take
for path in /etc/passwd /etc/group /etc/nsswitch.conf /home/node /tmp /usr/local/bin/node; do
  [ ! -e "$path" ] || echo ".$path"
done | take

libraries=$(find "$target/usr/bin" "$target/usr/local/bin" -type f -exec ldd '{}' ';' 2>/dev/null \
  | sed -n 's|^[^/]*\(/[^ ]*\) (.*|\1|p' | sort --unique)
for library in $libraries; do printf '.%s\n.%s\n' "$library" "$(readlink --canonicalize "$library")"; done | sort --unique | take

# For scanners: which packages, of which version, these files come from.
mkdir -p "$target/var/lib/dpkg/status.d"
owners=$(for library in $libraries; do
  dpkg --search "$(readlink --canonicalize "$library")" "$library" 2>/dev/null | sed '/^diversion/d; s|:.*||'
done | sort --unique)
for package in $packages $owners; do
  dpkg-query --status "$package" >"$target/var/lib/dpkg/status.d/$package"
done
