#!/bin/sh
# Installs what the tests need from the system, where this user may: Chromium, for the pages, systemd, which
# says whether the units in deploy/ are in order, a font with emoji, for the page and the PDF, Exim, a mail server, and
# PostgreSQL. Where services run, installing the last two would start them, so there it is left to whoever owns the machine.
set -u
have() { command -v "$1" >/dev/null 2>&1; }
# A page costs Chromium's headless shell a quarter of the processor time; some systems have only the whole browser.
browser() { apt-cache show chromium-headless-shell >/dev/null 2>&1 && echo chromium-headless-shell || echo chromium; }
servers=
if [ -n "${CI:-}" ] || [ ! -d /run/systemd/system ]; then
    [ -x /usr/sbin/exim4 ] || servers=exim4-daemon-light
    ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || servers="$servers postgresql"
fi
[ -z "$servers" ] && have systemd-analyze && have "$(browser)" && exit 0
if [ "$(id -u)" -eq 0 ] && have apt-get; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        "$(browser)" fonts-dejavu-core fonts-noto-color-emoji systemd $servers >/dev/null && exit 0
fi
[ -z "$servers" ] && have systemd-analyze && have chromium && exit 0
[ "$(id -u)" -eq 0 ] && [ -n "${CI:-}" ] && { echo "tests: Chromium, systemd, Exim and PostgreSQL could not be installed"; exit 1; }
echo "tests: Chromium, systemd, Exim or PostgreSQL is missing here, so what needs it will be skipped"
echo "  (apt-get install chromium-headless-shell systemd exim4-daemon-light postgresql)"
