#!/usr/bin/env bash
# Gives the operator its own identity in a cluster: applies config/rbac and writes a kubeconfig with a token of its
# service account, so that a process outside of the cluster has exactly the rights of the pod inside.
#   operator-kubeconfig.sh KUBECTL ADMINISTRATOR_KUBECONFIG FILE
set -euo pipefail
[ $# = 3 ] || { sed -n '2,4s/^# \{0,1\}//p' "$0" >&2; exit 2; }
kubectl=("$1" --kubeconfig "$2") file=$3
repository=$(readlink -f "$(dirname "${BASH_SOURCE[0]}")/../..")
name=orbit-operator
week=604800   # seconds; a cluster may grant less

"${kubectl[@]}" apply -k "$repository/config/rbac" >/dev/null
cluster() { "${kubectl[@]}" config view --minify --flatten --raw -o "jsonpath={.clusters[0].cluster.$1}"; }
# The request itself, because `kubectl create token` came with 1.24.
token=$("${kubectl[@]}" create --raw "/api/v1/namespaces/$name/serviceaccounts/$name/token" -f - <<JSON | sed -n 's/.*"token":"\([^"]*\)".*/\1/p'
{"apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest", "spec": {"expirationSeconds": $week}}
JSON
)
[ -n "$token" ] || { echo "the cluster gave no token for service account $name" >&2; exit 1; }

umask 077
cat > "$file.new" <<YAML
apiVersion: v1
kind: Config
clusters: [{name: cluster, cluster: {server: "$(cluster server)", certificate-authority-data: "$(cluster certificate-authority-data)"}}]
users: [{name: $name, user: {token: "$token"}}]
contexts: [{name: $name, context: {cluster: cluster, user: $name, namespace: $name}}]
current-context: $name
YAML
mv -f "$file.new" "$file"
