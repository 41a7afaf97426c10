# shellcheck shell=bash
# The three kinds of cluster: each ends with an administrator's kubeconfig in $STATE/kubeconfig, and KUBECTL set.

up_cluster() {
  local before
  before=$(cat "$STATE/cluster" 2>/dev/null || echo "$CLUSTER")
  [ "$before" = "$CLUSTER" ] || die "a cluster of kind '$before' is up: run 'make stop' first"
  case $CLUSTER in
    local) up_local;;
    kind) up_kind;;
    current) up_current;;
    *) die "CLUSTER is '$CLUSTER': say local, kind or current";;
  esac
}

# Written right before something is made that `stop` has to end.
remember_cluster() { echo "$CLUSTER" > "$STATE/cluster"; }

down_cluster() { # KIND
  case $1 in
    local) STATE=$STATE/control-plane "$HERE/../control-plane/cluster.sh" down;;
    kind) step 5 "deleting the kind cluster $KIND_NAME" kind delete cluster --name "$KIND_NAME" --kubeconfig "$STATE/kind.kubeconfig";;
    current) find_kubectl; log "the cluster of context '$("$KUBECTL" --kubeconfig "$STATE/kubeconfig" config current-context)' keeps the custom resources: 'kubectl delete -f crds' removes them";;
  esac
}

up_local() {
  KUBECTL=$CACHE/bin/kubectl
  "$HERE/../control-plane/cluster.sh" build
  remember_cluster
  STATE=$STATE/control-plane "$HERE/../control-plane/cluster.sh" up
  ln -sf control-plane/kubeconfig "$STATE/kubeconfig"
}

up_kind() {
  command -v docker >/dev/null || die "CLUSTER=kind needs Docker, and there is no 'docker' here: use CLUSTER=local, which needs none"
  docker info >/dev/null 2>&1 || die "CLUSTER=kind needs Docker, and its daemon doesn't answer 'docker info': start it, or use CLUSTER=local"
  command -v kind >/dev/null || die "CLUSTER=kind needs 'kind' (kind.sigs.k8s.io), which is not installed: use CLUSTER=local, which needs none"
  find_kubectl
  remember_cluster
  if kind get clusters 2>/dev/null | grep -qx "$KIND_NAME"; then log "kind: cluster $KIND_NAME is up already"
  else step 60 "kind: creating cluster $KIND_NAME" kind create cluster --name "$KIND_NAME" --wait 120s --kubeconfig "$STATE/kind.kubeconfig"; fi
  ( umask 077; kind get kubeconfig --name "$KIND_NAME" > "$STATE/kubeconfig" )
}

up_current() {
  find_kubectl
  local context server answer
  context=$("$KUBECTL" config current-context 2>/dev/null) || die "CLUSTER=current: kubectl has no current context"
  server=$("$KUBECTL" config view --minify -o jsonpath='{.clusters[0].cluster.server}')
  log "the current context is '$context', $server"
  if [ "${YES:-}" != 1 ]; then
    [ -t 0 ] || die "CLUSTER=current asks before it changes a cluster, and there is no terminal to ask on: say YES=1"
    read -r -p "Install the custom resources there, and add twelve satellites as Nodes? [y/N] " answer
    [[ $answer = [yY]* ]] || die "nothing was changed"
  fi
  remember_cluster
  # A copy of this one context: what runs in the background doesn't follow when the user switches to another.
  ( umask 077; "$KUBECTL" config view --minify --flatten --raw > "$STATE/kubeconfig.new" )
  mv -f "$STATE/kubeconfig.new" "$STATE/kubeconfig"
}

find_kubectl() {
  KUBECTL=$(command -v kubectl || true)
  [ -n "$KUBECTL" ] || KUBECTL=$CACHE/bin/kubectl
  [ -x "$KUBECTL" ] || die "kubectl is missing: install it, or run 'make control-plane', which brings one"
}
