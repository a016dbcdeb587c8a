#!/bin/sh
# backup.sh FOLDER [KEEP] [PROGRAM]
# Writes one backup into FOLDER and keeps the newest KEEP (14). PROGRAM is the `teabreak` to ask.
# An old backup is removed only after a new one has been written and read back.
set -eu
umask 077
folder=${1:?name the folder for the backups}
keep=${2:-14}
program=${3:-teabreak}

case $keep in
    '' | 0* | *[!0-9]*)
        echo "backup.sh: how many to keep must be a whole number from 1 on, not $keep" >&2
        exit 64
        ;;
esac

mkdir -p "$folder"
# What a backup that was killed has left half done. Nothing that still runs is two days old.
find "$folder" -maxdepth 1 -name '.teabreak-*' -mtime +1 -exec rm -rf {} +

"$program" backup "$folder/teabreak-$(date -u +%Y%m%dT%H%M%SZ).tar.gz"

# The names sort by time.
set -- "$folder"/teabreak-*Z.tar.gz
while [ $# -gt "$keep" ]; do
    rm -- "$1"
    shift
done
