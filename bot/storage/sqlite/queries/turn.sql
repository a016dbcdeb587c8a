-- What SQLite says in its own way; what both engines share is in `bot/storage/engine/queries/turn.sql`.

-- name: processed(ids)
SELECT id FROM processed_update
WHERE id IN (SELECT value FROM json_each(:ids));

-- name: sessions(ids)
-- Each person and, after them, their drafts in order of beginning; a person's row names no draft. Where data are sealed,
-- the person's key comes first.
SELECT person, master AS draft, number AS revision, wrapped AS body, -1 AS number FROM person_key
WHERE person IN (SELECT value FROM json_each(:ids))
UNION ALL
SELECT id AS person, NULL AS draft, 0 AS revision, body, 0 AS number FROM person
WHERE id IN (SELECT value FROM json_each(:ids))
UNION ALL
SELECT person, id, revision, body, number FROM draft
WHERE person IN (SELECT value FROM json_each(:ids))
ORDER BY person, number;

-- name: prompts_shown(chats, newest)
SELECT message.chat, message.id, message.place, message.message_id, message.again, message.created_ms
FROM json_each(:chats) AS asked
CROSS JOIN outbox AS message ON message.id IN (
    SELECT id FROM prompt_shown AS own WHERE own.chat = asked.value ORDER BY own.id DESC LIMIT :newest
)
ORDER BY message.id DESC;

-- name: prompts_shown_at(pairs, newest)
-- The first messages of a chat from a number on, in order.
SELECT message.chat, message.id, message.place, message.message_id, message.again, message.created_ms,
    json_extract(asked.value, '$[1]')
FROM json_each(:pairs) AS asked
CROSS JOIN outbox AS message ON message.id IN (
    SELECT id FROM prompt_shown AS own
    WHERE own.chat = json_extract(asked.value, '$[0]') AND own.message_id >= json_extract(asked.value, '$[1]')
    ORDER BY own.message_id, own.id DESC LIMIT :newest
)
ORDER BY message.message_id, message.id DESC;

-- name: keep_people*!
INSERT INTO person (id, body, consented, touched_ms) VALUES (:id, :body, :consented, :touched_ms)
ON CONFLICT (id) DO UPDATE SET
    body = excluded.body,
    consented = excluded.consented,
    touched_ms = max(touched_ms, excluded.touched_ms);

-- name: add_deliveries*!
-- None for a submission that is delivered, nor a second one.
INSERT INTO effect (kind, body, draft, due_ms, created_ms)
SELECT :kind, json_array(reference, attempt), draft, :now_ms, :now_ms FROM submission
WHERE reference = :reference AND attempt = :attempt AND delivered_ms IS NULL
ON CONFLICT (kind, body) DO NOTHING;

-- name: answered(ids)!
DELETE FROM operator_request WHERE id IN (SELECT value FROM json_each(:ids));

-- name: due_now(reference, attempt, now_ms)!
UPDATE effect SET due_ms = min(due_ms, :now_ms)
WHERE kind = 'deliver_pack' AND body = json_array(:reference, :attempt);

-- name: remove_effects(ids)!
DELETE FROM effect WHERE id IN (SELECT value FROM json_each(:ids));

-- name: heartbeat(now_ms)!
INSERT INTO heartbeat (only, at_ms) VALUES (1, :now_ms)
-- A sign of life from the future was left by a clock that was wrong, and says nothing.
ON CONFLICT (only) DO UPDATE SET
    at_ms = CASE WHEN at_ms > excluded.at_ms + 60000 THEN excluded.at_ms ELSE max(at_ms, excluded.at_ms) END;

-- name: plan*!
-- Never within so long of anything that the person did: nobody is reminded in the middle of a conversation.
INSERT INTO reminder (person, due_ms, kind)
SELECT :person, max(:due_ms, coalesce((SELECT touched_ms FROM person WHERE id = :person), 0) + :apart_ms), :kind
WHERE true
ON CONFLICT (person) DO UPDATE SET due_ms = excluded.due_ms, kind = excluded.kind;

-- name: plan_with(digest)!
INSERT INTO planned_with (only, digest) VALUES (1, :digest)
ON CONFLICT (only) DO UPDATE SET digest = excluded.digest;

-- name: keep_messages*!
INSERT INTO outbox (id, chat, body, place, created_ms) VALUES (:id, :chat, :body, :place, :created_ms);

-- name: put_off*!
UPDATE effect SET due_ms = :due_ms, tries = tries + 1, problem = :problem WHERE id = :effect;
