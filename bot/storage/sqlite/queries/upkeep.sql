-- What SQLite says in its own way; what both engines share is in `bot/storage/engine/queries/upkeep.sql`.

-- name: begin()!
BEGIN IMMEDIATE;

-- name: one_moment()!
-- What is read until the connection ends is of one moment.
BEGIN;

-- name: empty_the_journal()!
PRAGMA wal_checkpoint(TRUNCATE);

-- name: wait_briefly()!
-- Nothing to wait for: see `rewrite_keys`.
SELECT 1;

-- name: rewrite_keys()!
-- Deleted rows are overwritten already.
SELECT 1;

-- name: rewrite()!
VACUUM;
