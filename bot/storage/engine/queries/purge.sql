-- What has served its purpose is removed, a step at a time, so that no worker waits for it.

-- name: old_updates(before_ms)!
DELETE FROM processed_update WHERE at_ms < :before_ms;

-- name: old_parked(before_ms)!
DELETE FROM parked WHERE at_ms < :before_ms;

-- name: strangers_prompts(before_ms, later_ms)!
-- What was asked of them: nobody else is asked for consent.
DELETE FROM outbox
WHERE body IS NULL AND place LIKE 'consent/%' AND (created_ms < :before_ms OR created_ms > :later_ms)
    AND NOT EXISTS (SELECT 1 FROM person WHERE person.id = outbox.chat);

-- name: strangers_audit(before_ms, later_ms)!
DELETE FROM audit WHERE (at_ms < :before_ms OR at_ms > :later_ms) AND draft IS NULL
    AND NOT EXISTS (SELECT 1 FROM person WHERE person.id = audit.person);

-- name: old_webhooks(before_ms)!
DELETE FROM processed_webhook WHERE at_ms < :before_ms;

-- name: old_operator_acts(before_ms)!
-- From the front of the record, without its last row: in order of their numbers, as the table's triggers want it.
DELETE FROM operator_act WHERE number < (
    SELECT coalesce((SELECT min(number) FROM operator_act WHERE at_ms >= :before_ms), max(number)) FROM operator_act
);
