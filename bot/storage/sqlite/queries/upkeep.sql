-- Transactions of commands, and what is left of rows that are gone.

-- name: begin()!
BEGIN IMMEDIATE;

-- name: commit()!
COMMIT;

-- name: one_moment()!
-- What is read until the connection ends is of one moment.
BEGIN;

-- name: empty_the_journal()!
PRAGMA wal_checkpoint(TRUNCATE);

-- name: rewrite()!
VACUUM;
