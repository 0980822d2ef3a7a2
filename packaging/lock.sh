#!/bin/sh
# Pins every dependency of pyproject.toml, with hashes, into requirements/. Needs the network.
set -eu
cd "$(dirname "$0")/.."

lock() {
    .venv/bin/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url \
        --python-version 3.11 "$@"
}

lock --group build --output-file requirements/build.txt
lock pyproject.toml --output-file requirements/runtime.txt
lock --group test --constraints requirements/runtime.txt --output-file requirements/test.txt
lock --group bench --output-file requirements/bench.txt
lock --group fuzz --output-file requirements/fuzz.txt
lock --group bom --output-file requirements/bom.txt
