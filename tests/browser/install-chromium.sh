#!/bin/sh
# See that there is a Chromium for the browser tests: one on the PATH, or, on Debian as root, the
# distribution's own, without windows where it has that apart. Where none can be, say so in one loud
# line and let the tests be skipped.
set -u

found() {
  for name in chromium-headless-shell chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && return 0
  done
  return 1
}

installed() {
  apt-get install -y -qq --no-install-recommends "$1" >/dev/null 2>&1
}

found && exit 0

if [ -r /etc/debian_version ] && command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >/dev/null 2>&1
  installed chromium-headless-shell || installed chromium
  found && exit 0
fi

echo "BROWSER TESTS SKIPPED: no Chromium found (chromium-headless-shell, chromium, chromium-browser or google-chrome on the PATH)" >&2
exit 0
