#!/usr/bin/env bash
# Builds the solution strictly, checks formatting, runs every suite and closes with one line of totals.
# Called by `./reelsight test`, which has done the set-up.
set -uo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root" || exit 1
results="$root/artifacts/test-results"
passed=0 failed=0 skipped=0
skips=() failures=()

say() { printf '%s\n' "$*"; }
stop() { say "$*"; say "0 passed, 1 failed"; exit 1; }
step() { say ""; say "== $* ($(( SECONDS / 60 ))m$(( SECONDS % 60 ))s)"; }

rm -rf "$results" && mkdir -p "$results"

step "build"
dotnet build -c Release -v q -clp:NoSummary </dev/null || stop "The build failed."

# Adds up one suite: NAME EXIT-CODE PASSED FAILED SKIPPED. A suite that breaks without naming a failure counts as one.
tally() {
    local name=$1 code=$2 p=$3 f=$4 s=$5
    if (( code != 0 && f == 0 )); then
        f=1
        failures+=("$name broke off without naming a failure (exit code $code)")
    fi
    passed=$(( passed + p )) failed=$(( failed + f )) skipped=$(( skipped + s ))
    say "$name: $p passed, $f failed, $s skipped"
}

# The tests of a trx file that ended so (Failed, NotExecuted), each with the first lines of its message.
ended_in_trx() {
    awk -v outcome="outcome=\"$1\"" '
        function plain(text) {
            gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text); gsub(/&quot;/, "\"", text)
            gsub(/&#x[0-9A-F]+;/, "", text); gsub(/&amp;/, "\\&", text)
            return text
        }
        /<UnitTestResult / {
            wanted = index($0, outcome)
            if (wanted) { match($0, /testName="[^"]*"/); print plain(substr($0, RSTART + 10, RLENGTH - 11)) }
        }
        wanted && /<Message>/ { sub(/.*<Message>/, ""); message = 1; lines = 0 }
        message {
            last = sub(/<\/Message>.*/, "")
            if (lines++ < 12) print "    " plain($0)
            if (last) message = 0
        }' "$2"
}

# The same of a TAP file; a suite that failed only because a test in it did is left out.
failed_in_tap() {
    awk '
        function tell() { if (name != "" && !outer) printf "%s\n%s", name, message; name = message = ""; outer = error = lines = 0 }
        /^ *(not )?ok [0-9]+ - / { tell(); if (/^ *not ok/) { name = $0; sub(/^ *not ok [0-9]+ - /, "", name) } }
        /failureType: .subtestsFailed/ { outer = 1 }
        /^ *(code|stack|expected|name): / { error = 0 }
        /^ *error: / { error = 1; sub(/^ *error: /, "") }
        error && name != "" && !/^\|-?$/ && lines++ < 12 { sub(/^ +/, ""); message = message "    " $0 "\n" }
        END { tell() }' "$1"
}

step "formatting"
if ! ./reelsight lint </dev/null; then
    failures+=("Formatting differs: run dotnet csharpier format . && dotnet format style && dotnet format analyzers")
    tally "formatting" 1 0 1 0
fi

for project in tests/*/*.Tests.csproj; do
    name=$(basename "$project" .csproj)
    step "$name"
    trx="$results/$name.trx"
    dotnet test "$project" -c Release --no-build --nologo -v q \
        --blame-hang --blame-hang-timeout 10m --logger "trx;LogFileName=$trx" --logger "console;verbosity=minimal" </dev/null
    code=$?
    if [[ -f $trx ]]; then
        counters=$(grep -o '<Counters [^>]*>' "$trx" | head -n 1)
        count() { [[ $counters =~ \ $1=\"([0-9]+)\" ]] && echo "${BASH_REMATCH[1]}" || echo 0; }
        tally "$name" "$code" "$(count passed)" "$(count failed)" "$(( $(count total) - $(count executed) ))"
        mapfile -t -O "${#failures[@]}" failures < <(ended_in_trx Failed "$trx")
        mapfile -t -O "${#skips[@]}" skips < <(ended_in_trx NotExecuted "$trx")
    else
        tally "$name" 1 0 0 0
    fi
done

step "the studio"
tap="$results/studio.tap"
if (cd studio && { [[ -d node_modules ]] || npm ci --no-audit --no-fund --loglevel=error; } && npm run --silent check) </dev/null; then
    # Its TAP reporter writes to the standard output only.
    (cd studio && npx vitest run --reporter=tap-flat </dev/null) | tee "$tap"
    code=${PIPESTATUS[0]}
    tally "studio" "$code" "$(grep -c '^ok ' "$tap")" "$(grep -c '^not ok ' "$tap")" 0
    mapfile -t -O "${#failures[@]}" failures < <(sed -n 's/^not ok [0-9]* - //p' "$tap")
else
    failures+=("The studio's types do not fit, or npm could not install its packages.")
    tally "studio" 1 0 1 0
fi

step "official clients"
tap="$results/contract.tap"
if (cd tests/Contract && npm ci --no-audit --no-fund --loglevel=error </dev/null); then
    (cd tests/Contract && node --test --test-concurrency=1 \
        --test-reporter=spec --test-reporter-destination=stdout \
        --test-reporter=tap --test-reporter-destination="$tap" </dev/null)
    code=$?
    total() { sed -n "s/^# $1 \([0-9]*\)$/\1/p" "$tap" | tail -n 1; }
    tally "tests/Contract" "$code" "$(total pass)" "$(( $(total fail) + $(total cancelled) ))" "$(total skipped)"
    mapfile -t -O "${#failures[@]}" failures < <(failed_in_tap "$tap")
    while IFS= read -r skip; do skips+=("$skip"); done < <(
        sed -n 's/^ *ok [0-9]* - \(.*\) # SKIP\(.*\)$/\1 (\2)/p' "$tap")
else
    failures+=("npm could not install the official clients.")
    tally "tests/Contract" 1 0 1 0
fi

if (( ${#skips[@]} )); then
    say ""
    say "SKIPPED, so not checked here:"
    printf '  %s\n' "${skips[@]}"
fi
# Again at the very end, so that the tail of a log names them.
if (( ${#failures[@]} )); then
    say ""
    say "FAILED:"
    printf '  %s\n' "${failures[@]}"
fi
(( passed + failed > 0 )) || { say "No test ran."; failed=1; }
say ""
say "Took $(( SECONDS / 60 ))m$(( SECONDS % 60 ))s."
say "$passed passed, $failed failed, $skipped skipped"
(( failed == 0 ))
