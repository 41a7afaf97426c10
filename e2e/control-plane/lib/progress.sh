# shellcheck shell=bash
# What is being done, said on standard error: a line for each step, and never more than five seconds of silence.

export LC_ALL=C.UTF-8   # a point in numbers, and messages that scripts know, whatever the caller's locale

log() { printf '[%(%T)T] %s\n' -1 "$*" >&2; }
die() { log "ERROR: $*"; exit 1; }

# start_ticker REMARK ... stop_ticker: in between, a line every five seconds says how long it has taken.
start_ticker() {
  local begin=$SECONDS
  # The loop ends by itself when this script was killed: a background job doesn't get the terminal's Ctrl-C.
  ( while sleep 5 && kill -0 $$ 2>/dev/null; do log "  ... $((SECONDS - begin)) s $1"; done ) &
  TICKER=$!
}
stop_ticker() { kill "$TICKER" 2>/dev/null || true; wait "$TICKER" 2>/dev/null || true; }

# step USUAL_SECONDS WHAT COMMAND...: COMMAND's output is shown only when it fails, and that is fatal.
step() {
  local usual=$1 what=$2 out rc=0 begin=$SECONDS; shift 2
  out=$(mktemp)
  log "$what (usually $usual s)"
  start_ticker "of about $usual s"
  # A subshell and no condition around it, so that an error in the middle of a function ends it.
  set +e
  ( set -e; "$@" ) >"$out" 2>&1 </dev/null
  rc=$?
  set -e
  stop_ticker
  [ $rc = 0 ] || tail -n 60 "$out" >&2
  rm -f "$out"
  [ $rc = 0 ] || die "$what: failed with exit code $rc after $((SECONDS - begin)) s"
}
