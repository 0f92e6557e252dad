#!/usr/bin/env bash
# Holds the instructions that the stages take against benches/instructions.toml.
# Needs valgrind and the runner of gungraun; installs what is missing, says so and passes where it cannot.
set -euo pipefail
exec </dev/null
cd "$(dirname "$0")/.."
tools=$(realpath -m "${CARGO_TARGET_DIR:-target}")/tools
export PATH=$tools/bin:$PATH

if ! command -v valgrind >/dev/null; then
    root=$([ "$(id -u)" = 0 ] || echo "sudo -n")
    { $root apt-get update && $root apt-get install --yes --no-install-recommends valgrind; } >/dev/null 2>&1 || true
fi
if ! valgrind --version; then
    echo "skipped: valgrind cannot be installed"
    exit 0
fi

# The library and its runner have to be of one version.
version=$(sed -n '/^name = "gungraun-runner"$/{n;s/version = "\(.*\)"/\1/p}' Cargo.lock)
if [ "$(gungraun-runner --version 2>/dev/null | awk '{print $2}')" != "$version" ]; then
    mkdir -p "$tools"
    # It does little itself, so a build without the optimizer does.
    if ! CARGO_PROFILE_RELEASE_OPT_LEVEL=0 cargo install gungraun-runner --version "$version" --locked \
        --root "$tools" >"$tools/install.log" 2>&1; then
        tail -n 5 "$tools/install.log"
        echo "skipped: the runner of gungraun cannot be installed"
        exit 0
    fi
fi

cargo bench --bench instructions
