-- How a connection is set up, and where a transaction begins and ends.

-- name: keep_a_journal()!
PRAGMA journal_mode = WAL;

-- name: write_through()!
-- A commit is on disk before it returns: Telegram forgets an update once it is told.
PRAGMA synchronous = FULL;

-- name: overwrite_what_goes()!
-- What is deleted or replaced leaves nothing in the free space of the file.
PRAGMA secure_delete = ON;

-- name: empty_the_journal()^
-- The journal holds pages as they were before: it is copied into the database and cut to nothing.
PRAGMA wal_checkpoint(TRUNCATE);

-- name: hold_references()!
PRAGMA foreign_keys = ON;

-- name: be_patient()!
-- A backup or an operator's sqlite3 may hold the file for a moment.
PRAGMA busy_timeout = 5000;

-- name: be_impatient()!
PRAGMA busy_timeout = 0;

-- name: look_only()!
PRAGMA query_only = ON;

-- name: begin()!
BEGIN IMMEDIATE;

-- name: commit()!
COMMIT;

-- name: last_outbox_id()$
SELECT seq FROM sqlite_sequence WHERE name = 'outbox';
