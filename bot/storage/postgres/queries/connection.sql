-- How the bot's own connection begins its transactions, and how a database is taken and known.

-- name: commit_for_good()$
-- A commit is on disk before it returns, also where the server is set up otherwise.
SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') IN ('off', 'local');

-- name: forces_to_disk()$
SELECT current_setting('fsync') = 'on';

-- name: take_serving()$
-- One bot serves a database. The lock goes with the connection, however that ends.
SELECT pg_try_advisory_lock(8387216956501352811);

-- name: take_migrating()!
BEGIN; SELECT pg_advisory_xact_lock(8387216956501352813);

-- name: begin()!
-- Commands that write take the same lock.
BEGIN; SELECT pg_advisory_xact_lock(8387216956501352812);

-- name: mark_batch(mark)!
UPDATE last_batch SET mark = :mark;

-- name: last_batch()$
SELECT mark FROM last_batch;

-- name: one_moment()!
-- What is read until the connection ends is of one moment.
BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY;

-- name: commit()!
COMMIT;

-- name: rollback()!
ROLLBACK;

-- name: empty_the_journal()!
-- Rows that are gone leave their pages now, and not when the server comes to it.
VACUUM person, draft, outbox, submission, effect, parked, waiting_update, audit, person_key, operator_request,
    person_request, reminder, reminder_outcome, erasure, media_file, media_chunk;

-- name: wait_briefly()!
SET lock_timeout = '2s';

-- name: rewrite_keys()!
-- One small row a person. What is left of a row in the free space of a page goes with the old file alone.
VACUUM (FULL) person_key;

-- name: outbox_ids(many)
SELECT nextval('outbox_ids') FROM generate_series(1, CAST(:many AS bigint));

-- name: has_version()$
SELECT to_regclass('schema_version') IS NOT NULL;

-- name: version()$
SELECT version FROM schema_version;

-- name: make_version()!
CREATE TABLE schema_version (single bigint PRIMARY KEY CHECK (single = 1), version bigint NOT NULL);

-- name: first_version()!
INSERT INTO schema_version VALUES (1, 0);

-- name: set_version(version)!
UPDATE schema_version SET version = :version;

-- name: oldest()$
-- The version of the oldest release whose instances may serve.
SELECT oldest FROM schema_version;

-- name: set_oldest(oldest)!
UPDATE schema_version SET oldest = :oldest;
