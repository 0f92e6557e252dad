#!/usr/bin/env bash
# Holds a SARIF report of the program against a validator of SARIF that is not ours: .ci/sarif.sh PROGRAM
# Needs npm, node, python3 and the network; says so and passes where npm or the network is missing.
set -euo pipefail
exec </dev/null
program=$(realpath "$1")
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1

if ! command -v npm >/dev/null || ! command -v node >/dev/null; then
    echo "skipped: the validator of SARIF needs npm and node"
    exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if ! npm install --silent --no-fund --no-audit --prefix "$work" @microsoft/sarif-multitool@5.7.0 >"$work/npm.log" 2>&1; then
    tail -n 5 "$work/npm.log"
    echo "skipped: npm cannot install the validator of SARIF"
    exit 0
fi
tool=$work/node_modules/.bin/sarif-multitool

# Prints the errors that the validator finds in a log; fails where there are some.
# A log with a word that SARIF does not know is read by `rewrite` alone: `validate` passes it over without a sound.
valid() {
    "$tool" rewrite "$1" --output "$work/rewritten.sarif" --log ForceOverwrite >"$work/tool.log" 2>&1 ||
        { head -n 20 "$work/tool.log"; return 1; }
    "$tool" validate "$1" --output "$work/verdict.sarif" --log ForceOverwrite >"$work/tool.log" 2>&1 ||
        { head -n 20 "$work/tool.log"; return 1; }
    python3 - "$work/verdict.sarif" "$work/tool.log" <<'PYTHON'
import json, sys
verdict, told = sys.argv[1:]
runs = json.load(open(verdict, encoding="utf-8-sig"))["runs"]
errors = sum(result.get("level", "warning") == "error" for run in runs for result in run.get("results", []))
if errors:
    lines = [line for line in open(told, encoding="utf-8") if ": error " in line]
    print(*lines[:10], sep="", end="")
    sys.exit(f"{errors} errors")
PYTHON
}

mkdir "$work/texts"
printf '一、修渠\n先清淤。\n三、育苗\n（二)看水。\n' >"$work/texts/讲话 1%.txt"
for lang in zh en; do
    log=$work/$lang.sarif
    status=0
    "$program" check --lang "$lang" --format sarif fixtures "$work/texts" >"$log" || status=$?
    [ "$status" = 1 ] || { echo "the fixtures have faults, but the status is $status" >&2; exit 1; }
    valid "$log"
    grep -q '"fixes"' "$log" || { echo "no result has a fix" >&2; exit 1; }
    echo "$lang: $(grep -c '"ruleId"' "$log") results are valid SARIF"
done

# What finds no fault anywhere would find none in ours.
sed 's/"startLine":[0-9]*/"startLine":999999/' "$work/en.sarif" >"$work/turned.sarif"
sed 's/"level":"error"/"level":"grave"/' "$work/en.sarif" >"$work/unknown.sarif"
for name in turned unknown; do
    if valid "$work/$name.sarif" >/dev/null 2>&1; then
        echo "the validator does not see that $name.sarif is spoilt" >&2
        exit 1
    fi
done
echo "a spoilt report is refused"
