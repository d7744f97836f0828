#!/bin/sh
# Installs the Debian packages that some tests need; what is there already costs nothing.
# With CI=true a package that cannot be installed is a failure; elsewhere the tests that need it are skipped.
set -eu
PATH=$PATH:/usr/sbin:/sbin

# command package
needed='strace strace
xz xz-utils
zip zip
busybox busybox
dash dash
bash bash
setpriv util-linux
unshare util-linux
ip iproute2
ps procps
fuser psmisc
shellcheck shellcheck
ssh openssh-client
sshd openssh-server
git git
patch patch
pre-commit pre-commit
zsh zsh
chromium chromium fonts-ipafont-gothic
fish fish
mandoc mandoc
named bind9
dig bind9-dnsutils
dnsmasq dnsmasq-base
nats-server nats-server'

missing=
while read -r command package; do
  command -v "$command" >/dev/null 2>&1 || missing="$missing $package"
done <<LIST
$needed
LIST
[ -n "$missing" ] || exit 0

as_root=
[ "$(id -u)" = 0 ] || as_root='sudo -n'
echo "installing:$missing" >&2
# shellcheck disable=SC2086 # word splitting is meant
if command -v apt-get >/dev/null 2>&1 && $as_root apt-get update -qq >&2 &&
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $missing >&2; then
  exit 0
fi
echo "could not install:$missing" >&2
[ "${CI:-}" != true ]
