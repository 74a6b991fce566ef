#!/bin/sh
# usage: sh run.sh TASK
#   demo    set up, convert samples/ into output/demo and print the summary
#   test    set up, then lint, type check and the fast tests
#   slow    set up, then the long tests (some need LibreOffice; they skip without it)
#   lint    ruff and mypy only
#   golden  regenerate output/samples/, the results that tests compare with
#   bench   time of `oit --help` against `python -c pass`
# PYTHON=... chooses the interpreter (3.11 or newer), VENV=... the environment (default .venv).
set -eu
cd "$(dirname "$0")"
venv=${VENV:-.venv}

interpreter() {
    for candidate in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11 python; do
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    echo "Python 3.11 or newer is needed; set PYTHON=/path/to/python" >&2
    exit 1
}

setup() { # $1: "." or ".[dev]"; installs again only where pyproject.toml or $1 has changed
    bin=$venv/bin
    [ -d "$venv/Scripts" ] && bin=$venv/Scripts
    if [ ! -e "$bin/python" ] && [ ! -e "$bin/python.exe" ]; then
        "$(interpreter)" -m venv "$venv"
        [ -d "$venv/Scripts" ] && bin=$venv/Scripts
    fi
    wanted="$1 $(cksum < pyproject.toml)"
    if ! grep -qxF "$wanted" "$venv/.installed" 2>/dev/null; then
        echo "Installing oit into $venv ..." >&2
        "$bin/python" -m pip install --quiet --disable-pip-version-check --editable "$1"
        { echo "$wanted"; [ "$1" = "." ] || echo ". $(cksum < pyproject.toml)"; } > "$venv/.installed"
    fi
}

lint() {
    "$bin/ruff" check .
    "$bin/mypy"
}

convert_samples() { # exit code 1 is right: samples/bad/ holds files that are no forms
    "$bin/oit" convert samples --out "$1" || [ $? -eq 1 ]
}

case ${1:-help} in
    demo) setup "."; convert_samples output/demo ;;
    test) setup ".[dev]"; lint; exec "$bin/python" -m pytest -q -n auto ;;
    slow)
        setup ".[dev]"
        OIT_PROPERTIES=search "$bin/python" -m pytest -q -n auto tests/test_properties.py
        exec "$bin/python" -m pytest -q -n auto -m slow ;;
    lint) setup ".[dev]"; lint ;;
    golden)
        setup "."
        rm -rf output/samples # else the forms of a sample that changed would stay
        convert_samples output/samples ;;
    bench) setup "."; exec "$bin/python" benchmarks/startup.py ;;
    *) sed -n 's/^# \{0,1\}//p' "$0"; exit 2 ;;
esac
