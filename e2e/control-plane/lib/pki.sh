# shellcheck shell=bash
# Certificates, tokens and kubeconfigs of one STATE folder: made once, kept until `down`.

make_pki() {
  local pki=$STATE/pki
  [ ! -e "$STATE/kubeconfig" ] || return 0
  mkdir -p "$pki"; chmod 700 "$pki"
  new_key "$pki/ca.key"
  openssl req -x509 -new -key "$pki/ca.key" -subj /CN=orbit-operator-test-ca -days 30 -out "$pki/ca.crt" 2>/dev/null
  certificate apiserver /CN=kube-apiserver serverAuth \
    "IP:127.0.0.1,IP:$SERVICE_IP,DNS:localhost,DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,DNS:kubernetes.default.svc.cluster.local"
  certificate admin "/O=system:masters/CN=admin" clientAuth
  certificate controller-manager "/CN=system:kube-controller-manager" clientAuth
  certificate scheduler "/CN=system:kube-scheduler" clientAuth
  openssl genrsa -out "$pki/sa.key" 2048 2>/dev/null
  openssl rsa -in "$pki/sa.key" -pubout -out "$pki/sa.pub" 2>/dev/null
  # Static tokens: one cluster admin, and one user with no rights at all, for tests of RBAC.
  ( umask 077
    printf '%s,admin-token,u1,"system:masters"\n%s,nobody-token,u2\n' "$(openssl rand -hex 16)" "$(openssl rand -hex 16)" > "$pki/tokens.csv" )
  kubeconfig "$STATE/controller-manager.kubeconfig" controller-manager
  kubeconfig "$STATE/scheduler.kubeconfig" scheduler
  kubeconfig "$STATE/kubeconfig" admin
}

new_key() { openssl ecparam -name prime256v1 -genkey -noout -out "$1" 2>/dev/null; }

certificate() { # NAME SUBJECT serverAuth|clientAuth [SUBJECT_ALTERNATIVE_NAMES]
  local file=$STATE/pki/$1
  new_key "$file.key"
  openssl req -new -key "$file.key" -subj "$2" -out "$file.csr" 2>/dev/null
  printf 'basicConstraints=CA:FALSE\nkeyUsage=digitalSignature,keyEncipherment\nextendedKeyUsage=%s\n%s' \
    "$3" "${4:+subjectAltName=$4}" > "$file.ext"
  openssl x509 -req -in "$file.csr" -CA "$STATE/pki/ca.crt" -CAkey "$STATE/pki/ca.key" -CAcreateserial -days 30 \
    -extfile "$file.ext" -out "$file.crt" 2>/dev/null
  rm -f "$file.csr" "$file.ext"
}

kubeconfig() { # FILE CERTIFICATE_NAME
  local pki=$STATE/pki
  ( umask 077; cat > "$1" <<YAML
apiVersion: v1
kind: Config
clusters: [{name: orbit-local, cluster: {server: "https://127.0.0.1:$API_PORT", certificate-authority-data: $(base64 -w0 "$pki/ca.crt")}}]
users: [{name: $2, user: {client-certificate-data: $(base64 -w0 "$pki/$2.crt"), client-key-data: $(base64 -w0 "$pki/$2.key")}}]
contexts: [{name: orbit-local, context: {cluster: orbit-local, user: $2, namespace: default}}]
current-context: orbit-local
YAML
  )
}
