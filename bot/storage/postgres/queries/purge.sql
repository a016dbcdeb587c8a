-- What has served its purpose is removed, a step at a time, so that no worker waits for it.

-- name: old_updates(before_ms)!
DELETE FROM processed_update WHERE at_ms < :before_ms;

-- name: old_parked(before_ms)!
DELETE FROM parked WHERE at_ms < :before_ms;

-- name: old_strangers(before_ms)!
-- Somebody who looked in and never agreed to anything.
DELETE FROM person
WHERE touched_ms < :before_ms AND NOT consented
    AND NOT EXISTS (SELECT 1 FROM draft WHERE draft.person = person.id)
    AND NOT EXISTS (SELECT 1 FROM reminder WHERE reminder.person = person.id);

-- name: strangers_prompts(before_ms)!
-- What was asked of them: nobody else is asked for consent.
DELETE FROM outbox
WHERE body IS NULL AND place LIKE 'consent/%' AND created_ms < :before_ms
    AND NOT EXISTS (SELECT 1 FROM person WHERE person.id = outbox.chat);

-- name: strangers_audit(before_ms)!
DELETE FROM audit WHERE at_ms < :before_ms AND draft IS NULL
    AND NOT EXISTS (SELECT 1 FROM person WHERE person.id = audit.person);

-- name: old_webhooks(before_ms)!
DELETE FROM processed_webhook WHERE at_ms < :before_ms;

-- name: old_audit(before_ms, most)!
-- The ids count in order of time, so the search ends at the first row that is young enough.
DELETE FROM audit
WHERE id IN (SELECT id FROM (SELECT id, at_ms FROM audit ORDER BY id LIMIT :most) AS oldest WHERE at_ms < :before_ms);

-- name: old_reminder_outcomes(before_ms, most)!
-- In order of time too.
DELETE FROM reminder_outcome
WHERE id IN (SELECT id FROM (SELECT id, at_ms FROM reminder_outcome ORDER BY id LIMIT :most) AS oldest WHERE at_ms < :before_ms);

-- name: outbox_step(after, most)^
SELECT max(id), min(created_ms) FROM (SELECT id, created_ms FROM outbox WHERE id > :after ORDER BY id LIMIT :most) AS step;

-- name: old_outbox(after, until, before_ms, newest)!
DELETE FROM outbox
WHERE id > :after AND id <= :until AND body IS NULL AND created_ms < :before_ms
    AND (failure IS NOT NULL OR id NOT IN (
        SELECT own.id FROM prompt_shown AS own WHERE own.chat = outbox.chat ORDER BY own.id DESC LIMIT :newest
    ));

-- name: old_operator_acts(before_ms)!
-- From the front of the record, without its last row: in order of their numbers, as the table's triggers want it.
DELETE FROM operator_act WHERE number < (
    SELECT coalesce((SELECT min(number) FROM operator_act WHERE at_ms >= :before_ms), max(number)) FROM operator_act
);
