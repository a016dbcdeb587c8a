-- What PostgreSQL says in its own way; what both engines share is in `bot/storage/engine/queries/upkeep.sql`.

-- name: begin()!
-- Beside this transaction nobody writes: the bot's take the same lock.
BEGIN; SELECT pg_advisory_xact_lock(8387216956501352812);

-- name: one_moment()!
-- What is read until the connection ends is of one moment.
BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY;

-- name: empty_the_journal()!
-- Rows that are gone leave their pages now, and not when the server comes to it.
VACUUM person, draft, outbox, submission, effect, parked, waiting_update, audit, person_key, operator_request,
    person_request, reminder, reminder_outcome, erasure, media_file, media_chunk;

-- name: wait_briefly()!
SET lock_timeout = '2s';

-- name: rewrite_keys()!
-- What is left of a row in the free space of a page goes with the old file alone.
VACUUM (FULL) person_key;

-- name: rewrite()!
VACUUM (FULL) person, draft, outbox, submission, effect, parked, waiting_update, audit, person_key, operator_request,
    person_request, reminder, reminder_outcome, erasure, media_file, media_chunk;
