#!/bin/sh
# Installs the Debian packages named as arguments. Runs as root; asks nothing, adds no recommended package, starts no service.
set -eu
export DEBIAN_FRONTEND=noninteractive

policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    trap 'rm -f "$policy"' EXIT
    trap 'exit 130' HUP INT TERM
    printf '#!/bin/sh\nexit 101\n' >"$policy" # 101: action forbidden by policy
    chmod 755 "$policy"
fi

install() {
    apt-get install --quiet=2 --yes --no-install-recommends \
        -o DPkg::Lock::Timeout=120 -o Dpkg::Use-Pty=0 "$@" >/dev/null
}

# Fresh machines have no lists and old ones may have stale lists: ask for new ones only then.
if ! apt-get install --simulate --quiet=2 --no-install-recommends "$@" >/dev/null 2>&1; then
    apt-get update --quiet=2
    install "$@"
elif ! install "$@"; then
    apt-get update --quiet=2
    install "$@"
fi
