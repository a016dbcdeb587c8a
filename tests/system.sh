#!/bin/sh
# Installs what the tests need from the system, where this user may: Chromium, for the chat page, systemd, which
# says whether the units in deploy/ are in order, a font with emoji, for the page and the PDF, and Exim, a mail server.
# Where services run, installing Exim would start one, so there it is left to whoever owns the machine.
set -u
mail=
{ [ -n "${CI:-}" ] || [ ! -d /run/systemd/system ]; } && [ ! -x /usr/sbin/exim4 ] && mail=exim4-daemon-light
[ -z "$mail" ] && command -v chromium >/dev/null 2>&1 && command -v systemd-analyze >/dev/null 2>&1 && exit 0
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        chromium fonts-dejavu-core fonts-noto-color-emoji systemd $mail >/dev/null && exit 0
    [ -n "${CI:-}" ] && { echo "tests: Chromium, systemd and Exim could not be installed"; exit 1; }
fi
echo "tests: Chromium, systemd or Exim is missing here, so what needs it will be skipped"
echo "  (apt-get install chromium systemd exim4-daemon-light)"
