#!/bin/sh
# Installs what is missing for `run`, or with `test` for the tests as well; with `fuzz` or `bom` an environment apart for
# that tool. Touches no network when nothing is missing.
set -eu
cd "$(dirname "$0")/.."
what=${1:-run}

say() { printf '%s\n' "$*"; }
fail() {
    printf 'setup: %s\n' "$*" >&2
    exit 3
}

# The names in a list of packages: comments and blank lines go.
names() { sed -e 's/#.*//' "$@" | grep -v '^[[:space:]]*$' | tr -d ' \t'; }

missing_packages() {
    names "$@" | while read -r name; do
        state=$(dpkg-query --show --showformat='${db:Status-Status}' "$name" 2>/dev/null || true)
        [ "$state" = installed ] || printf '%s ' "$name"
    done
}

install_packages() {
    if ! command -v dpkg-query >/dev/null; then
        say "setup: not a Debian system; the libraries named in packaging/apt must be there already"
        return
    fi
    missing=$(missing_packages "$@")
    missing=${missing% }
    [ -n "$missing" ] || return 0
    say "Installing Debian packages: $missing"
    # The list is words on purpose.
    # shellcheck disable=SC2086
    if [ "$(id -u)" -eq 0 ]; then
        sh packaging/apt/install.sh $missing
    elif command -v sudo >/dev/null; then
        sudo sh packaging/apt/install.sh $missing
    else
        fail "these Debian packages are missing and there is no sudo: $missing"
    fi
}

# The first Python that is new enough: 3.11 by name before whatever python3 is.
find_python() {
    for candidate in python3.11 python3; do
        if command -v "$candidate" >/dev/null &&
            "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$candidate"
            return
        fi
    done
    fail "Python 3.11 or newer is needed, and neither python3.11 nor python3 is one"
}

# Changes whenever the environment would: the lists, the package, the interpreter, the folder it lies in.
fingerprint() {
    { cat pyproject.toml "$@"; .venv/bin/python -VV 2>/dev/null; pwd; } | sha256sum | cut -d' ' -f1
}

# is_done STAMP FILE...: whether the environment was completed with these very files.
is_done() {
    stamp=$1
    shift
    [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(fingerprint "$@")" ]
}

# What pip says is read only when it fails.
pip() {
    if ! .venv/bin/python -m pip --disable-pip-version-check --no-input "$@" >.venv/pip.log 2>&1; then
        cat .venv/pip.log >&2
        fail "pip could not install; its words are above"
    fi
}

install_program() {
    if is_done .venv/run.stamp requirements/build.txt requirements/runtime.txt; then return; fi
    say "Installing kbdesk into .venv"
    if ! .venv/bin/python -c '' 2>/dev/null; then
        python=$(find_python)
        rm -rf .venv
        "$python" -m venv .venv
    fi
    pip install --require-hashes -r requirements/build.txt -r requirements/runtime.txt
    pip install --no-deps --no-build-isolation --editable .
    fingerprint requirements/build.txt requirements/runtime.txt >.venv/run.stamp
}

install_tests() {
    if is_done .venv/test.stamp requirements/test.txt; then return; fi
    say "Installing the tests' tools into .venv"
    pip install --require-hashes -r requirements/test.txt
    fingerprint requirements/test.txt >.venv/test.stamp
}

# A tool of its own, apart from the desk's environment: .venv-NAME, pinned by requirements/NAME.txt.
install_apart() {
    stamp=.venv-$1/setup.stamp
    pins=$(sha256sum <"requirements/$1.txt")
    if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$pins" ]; then return; fi
    say "Installing what $1 needs into .venv-$1"
    rm -rf ".venv-$1"
    .venv/bin/python -m venv ".venv-$1"
    pip --python ".venv-$1/bin/python" install --require-hashes -r "requirements/$1.txt"
    printf '%s\n' "$pins" >"$stamp"
}

# Sources that changed since: a start that had to compile them would take twice as long.
compile_sources() { .venv/bin/python -m compileall -q kbdesk; }

case $what in
run)
    install_packages packaging/apt/run.txt
    install_program
    compile_sources
    ;;
test)
    install_packages packaging/apt/run.txt packaging/apt/test.txt
    install_program
    install_tests
    compile_sources
    ;;
fuzz | bom)
    install_apart "$what"
    ;;
*) fail "asked for '$what'; it can prepare 'run', 'test', 'fuzz' or 'bom'" ;;
esac
