#!/usr/bin/env bash
# Runs the hooks of .pre-commit-hooks.yaml as a repository that uses them would, on clean and on faulty texts.
# Needs python3 with venv, git, cargo and the network; says so and passes where pre-commit cannot be installed.
set -euo pipefail
exec </dev/null
cd "$(dirname "$0")/.."
checkout=$PWD

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if ! command -v git >/dev/null || ! { python3 -m venv "$work/venv" &&
    "$work/venv/bin/pip" install --quiet --disable-pip-version-check pre-commit==4.3.0; } >"$work/pip.log" 2>&1; then
    tail -n 5 "$work/pip.log" 2>/dev/null || true
    echo "skipped: pre-commit cannot be installed"
    exit 0
fi
export PATH=$work/venv/bin:$PATH PRE_COMMIT_HOME=$work/home PRE_COMMIT_COLOR=never LC_ALL=C.UTF-8

# Each try builds the program anew. A build without the optimizer does for this, and the second finds the first one's
# dependencies.
CARGO_TARGET_DIR=$(realpath "${CARGO_TARGET_DIR:-target}")/pre-commit
export CARGO_TARGET_DIR
export CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_OPT_LEVEL=0

mkdir "$work/texts"
cd "$work/texts"
git init --quiet
printf '一、修渠\n先清淤，再补堤。\n二、育苗\n分给各户。\n' >好.txt
printf '一、修渠\n先清淤，再补堤。\n三、育苗\n分给各户。\n' >坏.txt
printf '一、修渠\n（一）、清淤。\n（二）补堤。\n二、育苗\n分给各户。\n' >改.txt
git add .

pre-commit validate-manifest "$checkout/.pre-commit-hooks.yaml"
pre-commit try-repo "$checkout" tigang-check --files 好.txt >"$work/good.log" 2>&1 ||
    { cat "$work/good.log"; echo "the clean text is refused" >&2; exit 1; }
if pre-commit try-repo "$checkout" --files 好.txt 坏.txt 改.txt >"$work/bad.log" 2>&1; then
    cat "$work/bad.log"
    echo "the faulty texts pass" >&2
    exit 1
fi
sed -n '/^tigang check/,$p' "$work/good.log"
sed -n '/^tigang check/,$p' "$work/bad.log"
grep -q 'numbering-gap' "$work/bad.log" || { echo "the fault is not named" >&2; exit 1; }
[ "$(sed -n 2p 改.txt)" = '（一）清淤。' ] || { echo "what is safe to put right was not" >&2; exit 1; }
