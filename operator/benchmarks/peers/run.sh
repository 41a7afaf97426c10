#!/usr/bin/env bash
# The peers that can be installed here, on the same data as our own workloads; one line each, `name value unit`.
# satellite.js comes from npm into the user's cache folder; Skyfield is Debian's package python3-skyfield.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
data=$(cd ../../tests/data && pwd)
cache=${XDG_CACHE_HOME:-$HOME/.cache}/orbit-operator/peers

if command -v npm >/dev/null; then
  mkdir -p "$cache"
  [ -d "$cache/node_modules/satellite.js" ] || npm install --silent --no-audit --no-fund --prefix "$cache" satellite.js@7.1.0 >/dev/null
  # Modules are found from the file's own folder upwards.
  cp satellite-js.mjs "$cache/" && node "$cache/satellite-js.mjs" "$data/catalogue/active_2026-08-22.tle"
else
  echo "satellite.js is left out: npm is not installed" >&2
fi

if /usr/bin/python3 -c 'import skyfield' 2>/dev/null; then
  /usr/bin/python3 python_sgp4.py "$data/catalogue/active_2026-08-22.tle"
  /usr/bin/python3 skyfield_windows.py "$data/three_body/scs01_2026-08-22.tle" "$data/ground_stations/ground_stations.csv"
else
  echo "Skyfield is left out: apt-get install python3-skyfield python3-sgp4 installs it" >&2
fi
