-- What has served its purpose is removed, a step at a time, so that no worker waits for it.

-- name: old_updates(before_ms)!
DELETE FROM update_seen WHERE at_ms < :before_ms;

-- name: old_parked(before_ms)!
DELETE FROM parked WHERE at_ms < :before_ms;

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
