-- What has served its purpose is removed, a step at a time, so that no worker waits for it.

-- name: old_updates(before_ms)!
DELETE FROM update_seen WHERE at_ms < :before_ms;

-- name: old_parked(before_ms)!
DELETE FROM parked WHERE at_ms < :before_ms;

-- name: old_strangers(before_ms)!
-- Somebody who looked in and never agreed to anything.
DELETE FROM person
WHERE touched_ms < :before_ms AND json_extract(body, '$.consent') IS NULL
    AND NOT EXISTS (SELECT 1 FROM draft WHERE draft.person = person.id)
    AND NOT EXISTS (SELECT 1 FROM nudge WHERE nudge.person = person.id);

-- name: strangers_prompts(before_ms)!
-- What was asked of them: nobody else in a private chat is unknown. Groups have negative numbers.
DELETE FROM said
WHERE body IS NULL AND place LIKE 'consent/%' AND created_ms < :before_ms AND chat > 0
    AND NOT EXISTS (SELECT 1 FROM person WHERE person.id = said.chat);

-- name: strangers_audit(before_ms)!
DELETE FROM audit WHERE at_ms < :before_ms AND draft IS NULL
    AND NOT EXISTS (SELECT 1 FROM person WHERE person.id = audit.person);

-- name: old_told(before_ms)!
DELETE FROM told WHERE at_ms < :before_ms;

-- name: old_audit(before_ms, most)!
-- The ids count in order of time, so the search ends at the first row that is young enough.
DELETE FROM audit
WHERE id IN (SELECT id FROM (SELECT id, at_ms FROM audit ORDER BY id LIMIT :most) WHERE at_ms < :before_ms);

-- name: old_nudged(before_ms, most)!
-- In order of time too.
DELETE FROM nudged
WHERE id IN (SELECT id FROM (SELECT id, at_ms FROM nudged ORDER BY id LIMIT :most) WHERE at_ms < :before_ms);

-- name: said_step(after, most)^
SELECT max(id), min(created_ms) FROM (SELECT id, created_ms FROM said WHERE id > :after ORDER BY id LIMIT :most);

-- name: old_said(after, until, before_ms, newest)!
DELETE FROM said
WHERE id > :after AND id <= :until AND body IS NULL AND created_ms < :before_ms
    AND (failure IS NOT NULL OR id NOT IN (
        SELECT id FROM said AS own
        WHERE own.chat = said.chat AND own.place IS NOT NULL AND own.failure IS NULL
        ORDER BY own.id DESC LIMIT :newest
    ));
