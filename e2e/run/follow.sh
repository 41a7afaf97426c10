# shellcheck shell=bash
# Follows the sample job, and tells at its end what happened. Needs nothing but bash, awk and kubectl.

# job PATH...: fields of the sample job, a line each; what is absent is an empty line
job() {
  local path template=''
  for path; do template+="{$path}{\"\\n\"}"; done
  "$KUBECTL" get -f "$SAMPLE" -o jsonpath="$template"
}

seconds() { date -u -d "$1" +%s.%3N; }                       # INSTANT: in seconds since 1970
clock() { date -u -d "$1" +%H:%M:%S; }                       # INSTANT: the time of day
clock_exactly() { date -u -d "$1" +%H:%M:%S.%3N; }
between() { awk -v a="$(seconds "$1")" -v b="$(seconds "$2")" 'BEGIN {printf "%.3f", b - a}'; }

# Prints every change of phase, message and plan, and every five seconds what comes next.
# Returns 1 when the job was given up, or was not done within FOLLOW_LIMIT seconds.
follow() {
  local limit=${FOLLOW_LIMIT:-7200} begin=$SECONDS said=$SECONDS before='' planned='' fields now
  local phase message satellite reason up upAt upEnd computeEnd down downAt downEnd expected
  log "following it (Ctrl-C ends only the following); times are mission time, $ORBIT_MISSION_RATE s a second"
  while :; do
    alive operator || { tail -n 15 "$STATE/log/operator.log" >&2; die "the operator has ended; its log is above"; }
    alive simulator || { tail -n 15 "$STATE/log/simulator.log" >&2; die "the simulator has ended; its log is above"; }
    mapfile -t fields < <(job .status.phase .status.message .status.plan.satellite .status.plan.reason \
      .status.plan.uplink.groundLink .status.plan.uplink.transferStart .status.plan.uplink.transferEnd .status.plan.compute.end \
      .status.plan.downlink.groundLink .status.plan.downlink.transferStart .status.plan.downlink.transferEnd .status.plan.expectedCompletion)
    phase=${fields[0]:-} message=${fields[1]:-} satellite=${fields[2]:-} reason=${fields[3]:-} up=${fields[4]:-} upAt=${fields[5]:-}
    upEnd=${fields[6]:-} computeEnd=${fields[7]:-} down=${fields[8]:-} downAt=${fields[9]:-} downEnd=${fields[10]:-} expected=${fields[11]:-}
    now=$(mission_seconds)
    if [ "$phase|$message" != "$before" ]; then
      before="$phase|$message" said=$SECONDS
      say "$now" "${phase:-submitted}${message:+: $message}"
    elif [ -n "$satellite" ] && [ "$satellite|$upAt|$downAt" != "$planned" ]; then
      planned="$satellite|$upAt|$downAt" said=$SECONDS
      say "$now" "  plan: $satellite, up from $up at $(clock "$upAt"), computed by $(clock "$computeEnd"), down to $down at $(clock "$downAt"), answer by $(clock "$expected")"
      [ -z "$reason" ] || say "$now" "  why: $reason"
    elif [ $((SECONDS - said)) -ge 4 ]; then
      said=$SECONDS
      case $phase in
        Scheduled) say "$now" "  ... $satellite over $up: uplink $(until_then "$now" "$upAt")";;
        Uplinking) say "$now" "  ... uplink from $up: done $(until_then "$now" "$upEnd")";;
        Computing) if later "$now" "$computeEnd"; then say "$now" "  ... computing on $satellite: done $(until_then "$now" "$computeEnd")"
          else say "$now" "  ... answer ready on $satellite: downlink to $down $(until_then "$now" "$downAt")"; fi;;
        Downlinking) say "$now" "  ... downlink to $down: done $(until_then "$now" "$downEnd")";;
        *) say "$now" "  ... ${phase:-waiting for the operator}${message:+: $message}";;
      esac
    fi
    case $phase in
      Succeeded) return 0;;
      Failed) return 1;;
    esac
    [ $((SECONDS - begin)) -lt "$limit" ] || { log "not done within $limit s"; return 1; }
    sleep .5
  done
}

say() { local now=$1; shift; log "$(date -u -d "@$now" +%H:%M:%SZ)  $*"; }
later() { awk -v now="$1" -v then="$(seconds "$2")" 'BEGIN {exit !(then > now)}'; }   # NOW INSTANT: it is still to come
until_then() { # NOW INSTANT
  if later "$1" "$2"; then awk -v now="$1" -v then="$(seconds "$2")" -v at="$(clock "$2")" 'BEGIN {printf "at %s, in %.0f s", at, then - now}'
  else echo "due since $(clock "$2")"; fi
}

# What happened, from the job's status and the ConfigMap with the answer.
report() {
  local field values answer
  local names=(satellite norad reason up upContact upFrom upTo upStarted upFinished computeStarted computeFinished
    down downContact downFrom downTo downStarted downFinished accepted turnaround map key sha size namespace model question)
  mapfile -t values < <(job .status.plan.satellite .status.plan.noradId .status.plan.reason \
    .status.plan.uplink.groundLink .status.plan.uplink.contact .status.plan.uplink.start .status.plan.uplink.end \
    .status.actual.uplinkStarted .status.actual.uplinkFinished .status.actual.computeStarted .status.actual.computeFinished \
    .status.plan.downlink.groundLink .status.plan.downlink.contact .status.plan.downlink.start .status.plan.downlink.end \
    .status.actual.downlinkStarted .status.actual.downlinkFinished .status.actual.acceptedTime .status.turnaround \
    .status.result.configMap .status.result.key .status.result.sha256 .status.result.size .metadata.namespace .spec.model .spec.input.inline)
  local -A is=()
  for field in "${!names[@]}"; do is[${names[field]}]=${values[field]:-}; done
  answer=$("$KUBECTL" get configmap -n "${is[namespace]}" "${is[map]}" -o go-template="{{index .data \"${is[key]}\"}}")
  printf '\nThe question was answered in orbit, %s after it was asked (mission time from %s).\n\n' "${is[turnaround]}" "$(clock "${is[accepted]}")"
  line Question "${is[question]}"
  line Satellite "${is[satellite]} (NORAD ${is[norad]}), model ${is[model]}"
  line Why "${is[reason]}"
  line Uplink "$(transfer "${is[upStarted]}" "${is[upFinished]}") from ${is[up]}, in its contact of $(clock "${is[upFrom]}") to $(clock "${is[upTo]}")"
  line Compute "$(transfer "${is[computeStarted]}" "${is[computeFinished]}") on board"
  line Downlink "$(transfer "${is[downStarted]}" "${is[downFinished]}") to ${is[down]}, in $([ "${is[upContact]}" = "${is[downContact]}" ] && echo "the same contact" || echo "its contact of $(clock "${is[downFrom]}") to $(clock "${is[downTo]}")")"
  line Turnaround "${is[turnaround]}"
  line Answer "${is[size]} bytes in ConfigMap ${is[namespace]}/${is[map]}, key ${is[key]}, SHA-256 ${is[sha]}"
  printf '\n%s\n' "$answer" | fold -s -w 110 | sed 's/^/    /; s/ *$//'
}

line() { printf '%s\n' "$2" | fold -s -w 100 | sed "1s/^/  $(printf '%-12s' "$1")/; 1!s/^/              /; s/ *$//"; }
transfer() { # STARTED FINISHED
  [ -n "$1" ] && [ -n "$2" ] || { echo "(time not reported)"; return; }
  echo "$(clock_exactly "$1") to $(clock_exactly "$2") ($(between "$1" "$2") s)"
}
