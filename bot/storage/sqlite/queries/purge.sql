-- What SQLite says in its own way; what both engines share is in `bot/storage/engine/queries/purge.sql`.

-- name: old_strangers(before_ms, later_ms)!
-- Somebody who looked in and never agreed to anything, also while the clock was ahead.
DELETE FROM person
WHERE (touched_ms < :before_ms OR touched_ms > :later_ms) AND consented = 0
    AND NOT EXISTS (SELECT 1 FROM draft WHERE draft.person = person.id)
    AND NOT EXISTS (SELECT 1 FROM reminder WHERE reminder.person = person.id);

-- name: old_audit(before_ms, most)!
-- The ids count in order of time, so the search ends at the first row that is young enough.
DELETE FROM audit
WHERE id IN (SELECT id FROM (SELECT id, at_ms FROM audit ORDER BY id LIMIT :most) WHERE at_ms < :before_ms);

-- name: old_reminder_outcomes(before_ms, most)!
-- In order of time too.
DELETE FROM reminder_outcome
WHERE id IN (SELECT id FROM (SELECT id, at_ms FROM reminder_outcome ORDER BY id LIMIT :most) WHERE at_ms < :before_ms);

-- name: outbox_step(after, most)^
SELECT max(id), min(created_ms) FROM (SELECT id, created_ms FROM outbox WHERE id > :after ORDER BY id LIMIT :most);

-- name: old_outbox(after, until, before_ms, newest)!
DELETE FROM outbox
WHERE id > :after AND id <= :until AND body IS NULL AND created_ms < :before_ms
    AND (failure IS NOT NULL OR id NOT IN (
        SELECT id FROM prompt_shown AS own WHERE own.chat = outbox.chat ORDER BY own.id DESC LIMIT :newest
    ));
