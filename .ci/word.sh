#!/usr/bin/env bash
# Holds what is read and written of Word documents against LibreOffice, pandoc and python-docx: .ci/word.sh PROGRAM
# Installs what is missing, says so and passes where it cannot.
set -euo pipefail
exec </dev/null
program=$(realpath "$1")
cd "$(dirname "$0")/.."

if ! command -v soffice >/dev/null || ! command -v pandoc >/dev/null; then
    root=$([ "$(id -u)" = 0 ] || echo "sudo -n")
    { $root apt-get update && DEBIAN_FRONTEND=noninteractive timeout 600 $root apt-get install --yes \
        --no-install-recommends libreoffice-writer pandoc; } >/dev/null 2>&1 || true
fi
if ! command -v soffice >/dev/null || ! command -v pandoc >/dev/null; then
    echo "skipped: LibreOffice and pandoc cannot be installed"
    exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if ! { python3 -m venv "$work/venv" &&
    "$work/venv/bin/pip" install --quiet --disable-pip-version-check python-docx==1.2.0; } >"$work/pip.log" 2>&1; then
    tail -n 5 "$work/pip.log"
    echo "skipped: python-docx cannot be installed"
    exit 0
fi
"$work/venv/bin/python" .ci/word.py "$program" "$work"
