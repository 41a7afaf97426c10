# shellcheck shell=bash
# Background processes of one STATE folder. A process is known by its id and its start time, so that nothing but
# what was started here is ever ended, not even when the id has been given to another process since.

# spawn NAME COMMAND...: own session and environment, log in $STATE/log/NAME.log
spawn() {
  local name=$1 pid; shift
  mkdir -p "$STATE/log" "$STATE/pids"
  # An empty environment keeps the caller's credentials, proxies and settings out. Locks of the caller's are closed:
  # a child that inherited one would hold it for as long as it lives.
  setsid env -i PATH="$PATH" HOME="$STATE" "$@" </dev/null >>"$STATE/log/$name.log" 2>&1 8>&- 9>&- &
  pid=$!
  echo "$pid $(start_time "$pid")" > "$STATE/pids/$name"
}

# respawn NAME COMMAND...: as spawn, and anew when the command crashes after it has run for 20 seconds, as a kubelet does:
# the controller manager of 1.20 panics when a Node disappears that it is about to taint. Its shell ends with SIGKILL only.
respawn() {
  local name=$1; shift
  # shellcheck disable=SC2016
  spawn "$name" bash -c 'while SECONDS=0; ! "$@" && [ $SECONDS -ge 20 ]; do echo "$0 crashed and is started again"; done' "$name" "$@"
}

start_time() { awk '$3 != "Z" {print $22}' "/proc/$1/stat" 2>/dev/null; }

# alive NAME: true while that very process runs
alive() {
  local pid start
  [ -e "$STATE/pids/$1" ] || return 1
  read -r pid start < "$STATE/pids/$1" || return 1
  [ -n "$start" ] && [ "$(start_time "$pid")" = "$start" ]
}

# stop SIGNAL NAME...: signals all, waits up to 15 seconds for each, then ends what is left by force.
# spawn made each of them the leader of a process group, so that its own children go with it.
stop() {
  local signal=$1 name pid _ i; shift
  for name; do
    alive "$name" || continue
    read -r pid _ < "$STATE/pids/$name"
    kill -s "$signal" -- "-$pid" 2>/dev/null || true
  done
  for name; do
    for i in {1..150}; do alive "$name" || break; sleep .1; done
    if alive "$name"; then
      log "$name did not end within 15 s of SIG$signal: SIGKILL"
      read -r pid _ < "$STATE/pids/$name"; kill -s KILL -- "-$pid" 2>/dev/null || true
    fi
    rm -f "$STATE/pids/$name"
  done
}

# wait_for SECONDS NAME WHAT COMMAND...: until COMMAND succeeds; gives up at once when process NAME has ended
wait_for() {
  local limit=$1 name=$2 what=$3 begin=$SECONDS said=$SECONDS; shift 3
  until "$@" >/dev/null 2>&1; do
    alive "$name" || { tail -n 15 "$STATE/log/$name.log" >&2; die "$name ended while it was starting; its log is above"; }
    [ $((SECONDS - begin)) -lt "$limit" ] || { tail -n 15 "$STATE/log/$name.log" >&2; die "no $what within $limit s; the log of $name is above"; }
    if [ $((SECONDS - said)) -ge 3 ]; then said=$SECONDS; log "  ... waiting for $what ($((SECONDS - begin)) s)"; fi
    sleep .1
  done
}
