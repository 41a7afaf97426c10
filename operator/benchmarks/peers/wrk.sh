#!/usr/bin/env bash
# Runs wrk, an HTTP load generator in C, with the arguments given. It comes from Debian's packages, unpacked once into the
# user's cache folder: nothing is installed on the machine.
set -euo pipefail
cache=${XDG_CACHE_HOME:-$HOME/.cache}/orbit-operator/peers/wrk
if [ ! -x "$cache/usr/bin/wrk" ]; then
  command -v apt-get >/dev/null || { echo "wrk comes from Debian's packages, and this machine has no apt-get" >&2; exit 3; }
  work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
  (cd "$work" && apt-get -q download wrk libluajit-5.1-2 && mkdir root && for package in *.deb; do dpkg -x "$package" root; done) >"$work/log" 2>&1 \
    || { cat "$work/log" >&2; exit 3; }
  mkdir -p "$(dirname "$cache")" && rm -rf "$cache" && mv "$work/root" "$cache"
fi
libraries=$(dirname "$(find "$cache" -name 'libluajit-5.1.so.2' | head -n 1)")
LD_LIBRARY_PATH=$libraries exec "$cache/usr/bin/wrk" "$@"
