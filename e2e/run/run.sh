#!/usr/bin/env bash
# The whole thing on this machine: a cluster, the custom resources, simulator and operator, the twelve satellites of
# the three-body constellation, and one question to a model in orbit, followed until its answer is there.
#   run.sh start     set up what is not up yet, submit the question, follow it; leaves everything running
#   run.sh stop      end what `start` began
# Set by the environment:
#   CLUSTER   local (default): a control plane of our own; kind: a cluster in Docker; current: that of the current
#             kubeconfig context, after asking (YES=1 answers)
#   RATE      seconds of mission time in a second: 1 (default) is real time
#   OPERATOR_PORT, SIMULATOR_PORT    18080 and 18090; the control plane's ports are named in control-plane/cluster.sh
#   WEBHOOK_PORT    18443: where the API server asks the operator about what is applied (CLUSTER=local only: the API
#             server of another cluster doesn't reach this machine)
#   RUN_STATE    folder of everything that runs (default: run/ in the cache folder)
# shellcheck source-path=SCRIPTDIR
set -euo pipefail

HERE=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
REPOSITORY=$(readlink -f "$HERE/../..")
CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/orbit-operator
STATE=${RUN_STATE:-$CACHE/run}
CLUSTER=${CLUSTER:-local} RATE=${RATE:-1}
OPERATOR_PORT=${OPERATOR_PORT:-18080} SIMULATOR_PORT=${SIMULATOR_PORT:-18090} WEBHOOK_PORT=${WEBHOOK_PORT:-18443}
CONFIGURATION=${CONFIGURATION:-Release}
MISSION_START=2026-08-22T00:00:00Z      # the shipped elements are fresh then, and everybody sees the same passes
CONSTELLATION=$REPOSITORY/config/constellations/three-body
SAMPLE=$REPOSITORY/config/samples/qwen3-question.yaml
KIND_NAME=orbit-operator

# shellcheck source=../control-plane/lib/progress.sh
. "$HERE/../control-plane/lib/progress.sh"
# shellcheck source=../control-plane/lib/processes.sh
. "$HERE/../control-plane/lib/processes.sh"
# shellcheck source=clusters.sh
. "$HERE/clusters.sh"
# shellcheck source=follow.sh
. "$HERE/follow.sh"

cmd_start() {
  if [[ ! $RATE =~ ^[0-9]+([.][0-9]+)?$ || ! $RATE =~ [1-9] ]]; then die "RATE is '$RATE', not a number above 0"; fi
  command -v dotnet >/dev/null || die "dotnet is missing: install the .NET SDK that global.json names"
  mkdir -p "$STATE"; chmod 700 "$STATE"
  up_cluster
  export KUBECONFIG=$STATE/kubeconfig
  log "installing the custom resource definitions"
  # Without validation, because kubectl and API server of Kubernetes 1.20 don't know CEL rules.
  quietly "$KUBECTL" apply --validate=false -f "$REPOSITORY/crds"
  quietly "$KUBECTL" wait --for=condition=Established --timeout=60s -f "$REPOSITORY/crds"
  log "giving the operator an identity of its own (config/rbac)"
  quietly "$HERE/../access/operator-kubeconfig.sh" "$KUBECTL" "$STATE/kubeconfig" "$STATE/operator.kubeconfig"
  if [ "$CLUSTER" = local ]; then
    log "having the API server ask the operator about what is applied (config/webhook)"
    quietly "$KUBECTL" apply -f <("$KUBECTL" kustomize "$REPOSITORY/config/webhook/local" | sed "s#:9443/#:$WEBHOOK_PORT/#")
  fi
  build_program Orbit.Simulator simulator
  build_program Orbit.Operator operator
  start_programs
  log "applying $(realpath --relative-to="$REPOSITORY" "$CONSTELLATION")"
  quietly "$KUBECTL" apply -f <("$KUBECTL" kustomize "$CONSTELLATION" | sed "s#http://127.0.0.1:18090#http://127.0.0.1:$SIMULATOR_PORT#")
  wait_until_registered
  quietly "$KUBECTL" delete --ignore-not-found -f "$SAMPLE"
  log "submitting $(realpath --relative-to="$REPOSITORY" "$SAMPLE")"
  quietly "$KUBECTL" apply -f "$SAMPLE"
  follow || { log "everything stays up for a look; logs are in $STATE/log"; goodbye; exit 1; }
  report
  goodbye
}

cmd_stop() {
  [ -e "$STATE/cluster" ] || { log "nothing to stop"; return; }
  stop TERM operator simulator
  down_cluster "$(cat "$STATE/cluster")"
  rm -rf "$STATE"
  log "stopped"
}

quietly() {
  local output rc=0
  start_ticker "for $(basename "$1") $2"
  output=$("$@" 2>&1) || rc=$?
  stop_ticker
  [ $rc = 0 ] || die "$(basename "$1") ${*:2}: $output"
}

# build_program PROJECT NAME: builds, and puts a copy into $STATE/NAME, so that a later build can't pull the files from
# under a running process. A process whose program has changed is ended; start_programs starts it again.
build_program() {
  step 20 "building $1" dotnet build "$REPOSITORY/operator/src/$1" -c "$CONFIGURATION" -v quiet -nologo
  local built=$REPOSITORY/operator/src/$1/bin/$CONFIGURATION/net10.0
  if ! diff -rq "$built" "$STATE/$2" >/dev/null 2>&1; then
    ! alive "$2" || { log "$2: its program has changed, starting it anew"; stop TERM "$2"; }
    rm -rf "${STATE:?}/$2"; cp -r "$built" "$STATE/$2"
  fi
}

# The mission clock stands in a file: whatever is started again goes on with the same clock. Another rate is a new
# clock, which goes on from the present mission time, so that nothing that was booked lies in the past.
set_clock() {
  local started=$MISSION_START
  if [ -e "$STATE/clock" ]; then
    # shellcheck source=/dev/null
    . "$STATE/clock"
    [ "$ORBIT_MISSION_RATE" != "$RATE" ] || return 0
    log "the mission clock runs at rate $RATE from now on"
    started=$(date -u -d "@$(mission_seconds)" +%Y-%m-%dT%H:%M:%S.%3NZ)
    stop TERM operator simulator
  fi
  ORBIT_MISSION_START=$started ORBIT_MISSION_RATE=$RATE ORBIT_MISSION_ANCHOR=$(date -u +%Y-%m-%dT%H:%M:%S.%3NZ)
  printf '%s=%s\n' ORBIT_MISSION_START "$ORBIT_MISSION_START" ORBIT_MISSION_RATE "$ORBIT_MISSION_RATE" \
    ORBIT_MISSION_ANCHOR "$ORBIT_MISSION_ANCHOR" > "$STATE/clock"
}

# Mission time now, in seconds since 1970.
mission_seconds() {
  awk -v start="$(date -u -d "$ORBIT_MISSION_START" +%s.%3N)" -v anchor="$(date -u -d "$ORBIT_MISSION_ANCHOR" +%s.%3N)" \
    -v rate="$ORBIT_MISSION_RATE" -v now="$EPOCHREALTIME" 'BEGIN {printf "%.3f", start + (now - anchor) * rate}'
}

start_programs() {
  set_clock
  local common=("ORBIT_MISSION_START=$ORBIT_MISSION_START" "ORBIT_MISSION_RATE=$ORBIT_MISSION_RATE" "ORBIT_MISSION_ANCHOR=$ORBIT_MISSION_ANCHOR"
    "DOTNET_ROOT=${DOTNET_ROOT:-}" DOTNET_NOLOGO=1)
  if ! alive simulator; then
    log "starting the simulator on http://127.0.0.1:$SIMULATOR_PORT"
    spawn simulator env -C "$STATE/simulator" "${common[@]}" "ASPNETCORE_URLS=http://127.0.0.1:$SIMULATOR_PORT" \
      "ORBIT_SIMULATOR_CONSTELLATION=$CONSTELLATION" dotnet "$STATE/simulator/Orbit.Simulator.dll"
  fi
  if ! alive operator; then
    log "starting the operator on http://127.0.0.1:$OPERATOR_PORT"
    [ "$CLUSTER" != local ] || common+=("ORBIT_WEBHOOK_ADDRESS=127.0.0.1:$WEBHOOK_PORT")
    spawn operator env -C "$STATE/operator" "${common[@]}" "ASPNETCORE_URLS=http://127.0.0.1:$OPERATOR_PORT" "KUBECONFIG=$STATE/operator.kubeconfig" \
      ORBIT_NAMESPACE=orbit-operator dotnet "$STATE/operator/Orbit.Operator.dll"
  fi
  wait_for 90 simulator "simulator" answers "$SIMULATOR_PORT" /healthz
  wait_for 90 operator "operator" answers "$OPERATOR_PORT" /readyz
}

answers() { # PORT PATH: HTTP 200
  local status
  exec 7<> "/dev/tcp/127.0.0.1/$1" || return 1
  printf 'GET %s HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n' "$2" >&7
  read -r -t 5 _ status _ <&7; exec 7>&-
  [ "$status" = 200 ]
}

# Until the operator has judged every satellite and every station, and every satellite is a Node. One that is refused,
# for example because its elements are too old by now, is named, and the others are worked with.
wait_until_registered() {
  local limit=120 begin=$SECONDS said=-9 kind ready judged all satellites nodes text complete
  local -A names=([satellitenodes]=satellites [groundlinks]=stations)
  while :; do
    text='' complete=1
    for kind in groundlinks satellitenodes; do
      read -r ready judged all < <("$KUBECTL" get "$kind" -o jsonpath='{range .items[*]}{.status.conditions[?(@.type=="Ready")].status}{"\n"}{end}' |
        awk 'NF {judged++} $1 == "True" {ready++} END {print ready + 0, judged + 0, NR}')
      [ "$judged" = "$all" ] || complete=0
      text+="$ready of $all ${names[$kind]} ready, "
    done
    satellites=$all
    nodes=$("$KUBECTL" get nodes -l orbitoperator.io/norad-id -o name | wc -l)
    [ "$nodes" = "$satellites" ] || complete=0
    text+="$nodes nodes"
    [ $complete = 0 ] || { log "registered: $text"; refused; return; }
    [ $((SECONDS - said)) -lt 4 ] || { said=$SECONDS; log "  ... registered: $text"; }
    alive operator || { tail -n 15 "$STATE/log/operator.log" >&2; die "the operator has ended; its log is above"; }
    if [ $((SECONDS - begin)) -ge $limit ]; then
      refused
      die "not everything was registered within $limit s; more is in $STATE/log/operator.log"
    fi
    sleep .5
  done
}

refused() {
  "$KUBECTL" get satellitenodes,groundlinks -o jsonpath='{range .items[*]}{.kind}{" "}{.metadata.name}{" is not ready: "}{.status.conditions[?(@.type=="Ready")].status}{" "}{.status.conditions[?(@.type=="Ready")].message}{"\n"}{end}' |
    { grep -v ' is not ready: True' || true; } | sed -n '1,20s/^/  /p' >&2
}

goodbye() {
  printf "\nEverything stays up. Look around, then end it with 'make stop':\n  export KUBECONFIG=%q\n" "$STATE/kubeconfig"
  # shellcheck disable=SC2016  # expanded by the user's shell
  command -v kubectl >/dev/null || printf '  export PATH=%q:"$PATH"\n' "$(dirname "$KUBECTL")"
  printf '  kubectl get satellitenodes,groundlinks,orbitalinferencejobs\n  kubectl get nodes; kubectl get pods -o wide\n'
}

case "${1:-}" in
  start|stop) "cmd_$1";;
  *) sed -n '2,/^# shellcheck/{/^# shellcheck/!s/^# \{0,1\}//p}' "$0"; exit 2;;
esac
