#!/bin/sh
# Installs what the tests need from the system, where this user may: Chromium, for the chat page, systemd, which
# says whether the units in deploy/ are in order, and a font with emoji, for the page and the PDF.
set -u
command -v chromium >/dev/null 2>&1 && command -v systemd-analyze >/dev/null 2>&1 && exit 0
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        chromium fonts-dejavu-core fonts-noto-color-emoji systemd >/dev/null && exit 0
    [ -n "${CI:-}" ] && { echo "tests: Chromium and systemd could not be installed"; exit 1; }
fi
echo "tests: no Chromium or no systemd here, so what needs them will be skipped (apt-get install chromium systemd)"
