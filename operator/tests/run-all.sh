#!/usr/bin/env bash
# Builds the solution and runs all its tests; the last line is `N passed, N failed, N skipped` over all projects.
# A run that crashed or was cut short counts as a failed test, so that no test is ever lost without a trace.
# shellcheck source-path=SCRIPTDIR
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
# shellcheck source=../../e2e/control-plane/lib/progress.sh
. e2e/control-plane/lib/progress.sh

CONFIGURATION=${CONFIGURATION:-Release}
RESULTS=TestResults
LAST=Orbit.ControlPlane.Tests      # alone, because it measures time on a control plane of its own
LIMIT=${TEST_LIMIT:-3h}            # for each project; a test that hangs ends by itself before
passed=0 failed=0 skipped=0 failed_tests=()

rm -rf "$RESULTS"; mkdir -p "$RESULTS"
step 60 "building the solution" dotnet build OrbitOperator.sln -c "$CONFIGURATION" -v quiet -nologo

run() { # PROJECT: its output and exit code go to files
  local rc=0
  timeout --kill-after=10 "$LIMIT" dotnet test "operator/tests/$1/bin/$CONFIGURATION/net10.0/$1.dll" --nologo --results-directory "$RESULTS" \
    --logger "trx;LogFileName=$1.trx" --logger "console;verbosity=minimal" >"$RESULTS/$1.log" 2>&1 </dev/null || rc=$?
  echo $rc > "$RESULTS/$1.rc"
}

counter() { # PROJECT NAME: one of the counters of its result file
  sed -n "s/.*<Counters .*\\b$2=\"\\([0-9]*\\)\".*/\\1/p" "$RESULTS/$1.trx" 2>/dev/null | head -n 1
}

failures() { # PROJECT: its failed tests and what each said first, to be said once more at the end
  local said
  said=$(grep -A 2 '^  Failed ' "$RESULTS/$1.log" | grep -vE '^  Error Message:|^--' | cut -c 1-400 || true)
  failed_tests+=("${said:-$1: $(tail -n 1 "$RESULTS/$1.log")}")
}

report() { # PROJECT SECONDS: its counts, and everything it printed when something failed
  local total executed good bad rc seed
  total=$(counter "$1" total) executed=$(counter "$1" executed) good=$(counter "$1" passed) rc=$(cat "$RESULTS/$1.rc")
  # A skipped test is counted in `total` only; whatever was executed and has not passed has failed.
  bad=$((${executed:-0} - ${good:-0}))
  if { [ "$rc" != 0 ] && [ $bad = 0 ]; } || [ -z "$total" ]; then
    bad=$((bad + 1)); echo "exit code $rc: the run crashed or was aborted" >> "$RESULTS/$1.log"
  fi
  if [ $bad != 0 ]; then cat "$RESULTS/$1.log" >&2; failures "$1"; fi
  passed=$((passed + ${good:-0})) failed=$((failed + bad)) skipped=$((skipped + ${total:-0} - ${executed:-0}))
  seed=$(grep -oiE '\bseed [0-9]+' "$RESULTS/$1.trx" 2>/dev/null | head -n 1 || true)
  log "$1: ${good:-0} passed, $bad failed, $((${total:-0} - ${executed:-0})) skipped ($2 s${seed:+, $seed})"
}

projects=()
for file in operator/tests/*.Tests/*.csproj; do
  name=$(basename "$file" .csproj)
  [ "$name" = $LAST ] || projects+=("$name")
done
for project in "${projects[@]}" $LAST; do
  begin=$SECONDS
  start_ticker "in $project"
  run "$project"
  stop_ticker
  report "$project" $((SECONDS - begin))
done

if [ $failed != 0 ]; then log "failed:"; printf '%s\n' "${failed_tests[@]}" >&2; fi
if [ $((passed + failed)) = 0 ]; then log "no test was run"; failed=1; fi
echo "$passed passed, $failed failed, $skipped skipped"
[ $failed = 0 ]
