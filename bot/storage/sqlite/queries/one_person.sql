-- Everything of one person: written out, or gone, with nothing of it left in the file's free space.

-- name: person(person)$
SELECT body FROM person WHERE id = :person;

-- name: drafts(person)
SELECT id, body FROM draft WHERE person = :person ORDER BY number;

-- name: submissions(person)
SELECT reference, attempt, pack FROM submission WHERE draft IN (SELECT id FROM draft WHERE person = :person) ORDER BY id;

-- name: moved(person)
SELECT at_ms, draft, event, stage_before, stage_after FROM audit WHERE person = :person ORDER BY id;

-- name: overwrite()!
PRAGMA secure_delete = ON;

-- name: begin()!
BEGIN IMMEDIATE;

-- name: commit()!
COMMIT;

-- name: forget_key(person)!
DELETE FROM person_key WHERE person = :person;

-- name: forget_effects(person)!
DELETE FROM effect WHERE draft IN (SELECT id FROM draft WHERE person = :person);

-- name: forget_requests(person)!
DELETE FROM operator_request WHERE draft IN (SELECT id FROM draft WHERE person = :person);

-- name: forget_submissions(person)!
DELETE FROM submission WHERE draft IN (SELECT id FROM draft WHERE person = :person);

-- name: forget_drafts(person)!
DELETE FROM draft WHERE person = :person;

-- name: forget_outbox(person)!
DELETE FROM outbox WHERE chat = :person;

-- name: parked()
-- An update of no known shape has its sender somewhere inside, and perhaps not where others have it.
SELECT update_id, person, raw FROM parked ORDER BY at_ms;

-- name: forget_update(update_id)!
DELETE FROM parked WHERE update_id = :update_id;

-- name: forget_audit(person)!
DELETE FROM audit WHERE person = :person;

-- name: reminder_outcomes(person)
SELECT kind, became, at_ms FROM reminder_outcome WHERE person = :person ORDER BY id;

-- name: forget_reminder(person)!
DELETE FROM reminder WHERE person = :person;

-- name: forget_reminder_outcomes(person)!
DELETE FROM reminder_outcome WHERE person = :person;

-- name: forget_person(person)!
DELETE FROM person WHERE id = :person;

-- name: empty_the_journal()!
PRAGMA wal_checkpoint(TRUNCATE);

-- name: rewrite()!
VACUUM;

-- name: forget_waiting(person)!
DELETE FROM waiting_update WHERE person = :person;

-- name: waiting(person)
SELECT received_ms, raw FROM waiting_update WHERE person = :person ORDER BY id;
