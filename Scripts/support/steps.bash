# shellcheck shell=bash
# Sourced by Scripts/check and .ci/run, which set logs to a folder: runs steps, each with a budget of seconds.
#
# A step past its budget says so; past three times its budget it fails, as machines differ by two. What a step skipped
# for want of a tool, a network or a recording is kept for the end, and is not "ok".

slack=3

step() { # NAME, BUDGET in seconds, then a command whose output is shown only when it fails
  local name="$1" budget="$2" start=$SECONDS log code=0 took verdict lacks
  shift 2
  log="$logs/$(printf '%s' "$name" | tr -cs 'A-Za-z0-9' '-').log"
  "$@" >"$log" 2>&1 || code=$?
  took=$((SECONDS - start))
  # A test that is skipped says why in quotation marks; a check begins a line with "skipped", or names who is. What
  # another step runs is not skipped.
  lacks="$(grep -hE '^(➜ .* skipped: "|skipped: |[a-z, -]+ skipped[: ] )' "$log" |
    grep -v '"Scripts/[a-z-]* runs it"' | sed 's/^➜ //' || true)"
  if [[ -n "$lacks" ]]; then sed "s|^|$name: |" <<<"$lacks" >>"$logs/skipped"; fi
  if ((code)); then
    verdict="FAILED with exit code $code"
  elif [[ "$lacks" == skipped:* ]]; then
    verdict=skipped
  elif [[ -n "$lacks" ]]; then
    verdict="ok but for what it skipped"
  else
    verdict=ok
  fi
  printf '%-44s%s, %s s of %s' "$name" "$verdict" "$took" "$budget"
  if ((took > budget)); then printf ': OVER ITS BUDGET'; fi
  echo
  if ((code)); then
    echo "the end of $log:"
    tail -40 "$log"
    return 1
  elif ((took > budget * slack)); then
    echo "$name: took $took s, expected at most $((budget * slack)), $slack times its budget; see $log"
    return 1
  fi
}

beside=""
# A failure here ends nothing there, and what is found there is worth showing too.
trap 'if [[ -n "$beside" ]]; then finish_beside || true; fi' EXIT
begin_beside() { # a function of steps that runs at the same time as those that follow; finish_beside shows them
  (set -e; "$@") >"$logs/beside" 2>&1 &
  beside=$!
}

finish_beside() { # fails when a step there did
  local code=0
  wait "$beside" || code=$?
  beside=""
  cat "$logs/beside"
  return "$code"
}

show_skipped() { # what was skipped, with the reasons; nothing when nothing was
  if [[ ! -s "$logs/skipped" ]]; then return; fi
  echo
  echo "skipped, and so not checked:"
  sed 's/^/  /' "$logs/skipped"
}
