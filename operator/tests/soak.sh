#!/usr/bin/env bash
# The fault tests on a real API server with everything they can do (ORBIT_SOAK=1), for hours. The seed is said first:
# ORBIT_SEED=n repeats a run. FILTER narrows the tests, in the words of `dotnet test --filter`.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
# shellcheck source=../../e2e/control-plane/lib/progress.sh
. e2e/control-plane/lib/progress.sh

CONFIGURATION=${CONFIGURATION:-Release}
PROJECT=operator/tests/Orbit.ControlPlane.Tests
export ORBIT_SOAK=1 ORBIT_SEED=${ORBIT_SEED:-$((RANDOM * 32768 + RANDOM))}

log "seed $ORBIT_SEED (ORBIT_SEED=$ORBIT_SEED make soak repeats this run)"
step 60 "building the tests" dotnet build "$PROJECT" -c "$CONFIGURATION" -v quiet -nologo
start_ticker "since the soak began"
trap stop_ticker EXIT
dotnet test "$PROJECT" -c "$CONFIGURATION" --no-build --nologo --logger "console;verbosity=detailed" \
  --filter "${FILTER:-FullyQualifiedName~Orbit.ControlPlane.Tests.Reliability}" </dev/null
