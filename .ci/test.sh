#!/usr/bin/env bash
# Builds the solution strictly, checks formatting, runs every suite and closes with one line of totals.
# Called by `./reelsight test`, which has done the set-up.
set -uo pipefail

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root" || exit 1
results="$root/artifacts/test-results"
passed=0 failed=0 skipped=0
skips=()

say() { printf '%s\n' "$*"; }
stop() { say "$*"; say "0 passed, 1 failed"; exit 1; }
step() { say ""; say "== $* ($(( SECONDS / 60 ))m$(( SECONDS % 60 ))s)"; }

rm -rf "$results" && mkdir -p "$results"

step "build"
dotnet build -c Release -v q -clp:NoSummary </dev/null || stop "The build failed."

# Adds up one suite: NAME EXIT-CODE PASSED FAILED SKIPPED. A suite that breaks without naming a failure counts as one.
tally() {
    local name=$1 code=$2 p=$3 f=$4 s=$5
    (( code != 0 && f == 0 )) && f=1
    passed=$(( passed + p )) failed=$(( failed + f )) skipped=$(( skipped + s ))
    say "$name: $p passed, $f failed, $s skipped"
}

step "formatting"
if ! { bash -n reelsight .ci/run .ci/test.sh && dotnet format --verify-no-changes --no-restore </dev/null; }; then
    say "Formatting differs: run dotnet format."
    tally "formatting" 1 0 1 0
fi

for project in tests/*/*.Tests.csproj; do
    name=$(basename "$project" .csproj)
    step "$name"
    trx="$results/$name.trx"
    dotnet test "$project" -c Release --no-build --nologo -v q \
        --blame-hang --blame-hang-timeout 5m --logger "trx;LogFileName=$trx" --logger "console;verbosity=minimal" </dev/null
    code=$?
    if [[ -f $trx ]]; then
        counters=$(grep -o '<Counters [^>]*>' "$trx" | head -n 1)
        count() { [[ $counters =~ \ $1=\"([0-9]+)\" ]] && echo "${BASH_REMATCH[1]}" || echo 0; }
        tally "$name" "$code" "$(count passed)" "$(count failed)" "$(( $(count total) - $(count executed) ))"
        while IFS= read -r skip; do skips+=("$skip"); done < <(
            grep -o '<UnitTestResult [^>]*outcome="NotExecuted"[^>]*>' "$trx" | grep -o 'testName="[^"]*"' | cut -d'"' -f2)
    else
        tally "$name" 1 0 1 0
    fi
done

step "official clients"
tap="$results/contract.tap"
if (cd tests/Contract && npm ci --no-audit --no-fund --loglevel=error </dev/null); then
    (cd tests/Contract && node --test --test-concurrency=1 \
        --test-reporter=spec --test-reporter-destination=stdout \
        --test-reporter=tap --test-reporter-destination="$tap" </dev/null)
    code=$?
    total() { sed -n "s/^# $1 \([0-9]*\)$/\1/p" "$tap" | tail -n 1; }
    tally "tests/Contract" "$code" "$(total pass)" "$(( $(total fail) + $(total cancelled) ))" "$(total skipped)"
    while IFS= read -r skip; do skips+=("$skip"); done < <(
        sed -n 's/^ *ok [0-9]* - \(.*\) # SKIP\(.*\)$/\1 (\2)/p' "$tap")
else
    say "npm could not install the official clients."
    tally "tests/Contract" 1 0 1 0
fi

if (( ${#skips[@]} )); then
    say ""
    say "SKIPPED, so not checked here:"
    printf '  %s\n' "${skips[@]}"
fi
(( passed + failed > 0 )) || { say "No test ran."; failed=1; }
say ""
say "Took $(( SECONDS / 60 ))m$(( SECONDS % 60 ))s."
say "$passed passed, $failed failed, $skipped skipped"
(( failed == 0 ))
