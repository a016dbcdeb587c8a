-- What PostgreSQL says in its own way; what both engines share is in `bot/storage/engine/queries/turn.sql`.

-- name: processed(ids)
SELECT id FROM processed_update
WHERE id = ANY (ARRAY(SELECT jsonb_array_elements_text(CAST(:ids AS jsonb))));

-- name: sessions(ids)
-- Each person and, after them, their drafts in order of beginning; a person's row names no draft. Where data are sealed,
-- the person's key comes first.
SELECT person, master AS draft, number AS revision, wrapped AS body, CAST(-1 AS bigint) AS number FROM person_key
WHERE person = ANY (ARRAY(SELECT jsonb_array_elements_text(CAST(:ids AS jsonb))))
UNION ALL
SELECT id AS person, NULL AS draft, 0 AS revision, body, 0 AS number FROM person
WHERE id = ANY (ARRAY(SELECT jsonb_array_elements_text(CAST(:ids AS jsonb))))
UNION ALL
SELECT person, id, revision, body, number FROM draft
WHERE person = ANY (ARRAY(SELECT jsonb_array_elements_text(CAST(:ids AS jsonb))))
ORDER BY person, number;

-- name: prompts_shown(chats, newest)
SELECT shown.chat, shown.id, shown.place, shown.message_id, shown.again, shown.created_ms
FROM jsonb_array_elements_text(CAST(:chats AS jsonb)) AS asked (chat)
CROSS JOIN LATERAL (
    SELECT * FROM prompt_shown AS own WHERE own.chat = asked.chat ORDER BY own.id DESC LIMIT :newest
) AS shown
ORDER BY shown.id DESC;

-- name: prompts_shown_at(pairs, newest)
-- The first messages of a chat from a number on, in order.
SELECT shown.chat, shown.id, shown.place, shown.message_id, shown.again, shown.created_ms, asked.message_id
FROM (
    SELECT pair ->> 0 AS chat, CAST(pair ->> 1 AS bigint) AS message_id
    FROM jsonb_array_elements(CAST(:pairs AS jsonb)) AS every (pair)
) AS asked
CROSS JOIN LATERAL (
    SELECT * FROM prompt_shown AS own WHERE own.chat = asked.chat AND own.message_id >= asked.message_id
    ORDER BY own.message_id, own.id DESC LIMIT :newest
) AS shown
ORDER BY shown.message_id, shown.id DESC;

-- name: keep_people*!
INSERT INTO person (id, body, consented, touched_ms) VALUES (:id, :body, :consented, :touched_ms)
ON CONFLICT (id) DO UPDATE SET
    body = excluded.body,
    consented = excluded.consented,
    touched_ms = greatest(person.touched_ms, excluded.touched_ms);

-- name: add_deliveries*!
-- None for a submission that is delivered, nor a second one.
INSERT INTO effect (kind, body, draft, due_ms, created_ms)
SELECT CAST(:kind AS text), delivery_body(reference, attempt), draft, CAST(:now_ms AS bigint), CAST(:now_ms AS bigint)
FROM submission WHERE reference = :reference AND attempt = :attempt AND delivered_ms IS NULL
ON CONFLICT DO NOTHING;

-- name: answered(ids)!
DELETE FROM operator_request WHERE id = ANY (ARRAY(SELECT CAST(jsonb_array_elements_text(CAST(:ids AS jsonb)) AS bigint)));

-- name: due_now(reference, attempt, now_ms)!
UPDATE effect SET due_ms = least(due_ms, :now_ms)
WHERE kind = 'deliver_pack' AND draft = (SELECT draft FROM submission WHERE reference = :reference AND attempt = :attempt)
    AND body = delivery_body(:reference, :attempt);

-- name: remove_effects(ids)!
DELETE FROM effect WHERE id = ANY (ARRAY(SELECT CAST(jsonb_array_elements_text(CAST(:ids AS jsonb)) AS bigint)));

-- name: heartbeat(now_ms)!
INSERT INTO heartbeat (single, at_ms) VALUES (1, :now_ms)
-- A sign of life from the future was left by a clock that was wrong, and says nothing.
ON CONFLICT (single) DO UPDATE SET
    at_ms = CASE
        WHEN heartbeat.at_ms > excluded.at_ms + 60000 THEN excluded.at_ms ELSE greatest(heartbeat.at_ms, excluded.at_ms)
    END;

-- name: plan*!
-- Never within so long of anything that the person did: nobody is reminded in the middle of a conversation.
INSERT INTO reminder (person, due_ms, kind)
SELECT CAST(:person AS text),
    CASE WHEN CAST(:due_ms AS bigint) IS NOT NULL THEN greatest(
        CAST(:due_ms AS bigint),
        coalesce((SELECT touched_ms FROM person WHERE id = CAST(:person AS text)), 0) + CAST(:apart_ms AS bigint)
    ) END,
    CAST(:kind AS text)
ON CONFLICT (person) DO UPDATE SET due_ms = excluded.due_ms, kind = excluded.kind;

-- name: plan_with(digest)!
INSERT INTO planned_with (single, digest) VALUES (1, :digest)
ON CONFLICT (single) DO UPDATE SET digest = excluded.digest;

-- name: keep_messages*!
INSERT INTO outbox (id, chat, body, place, created_ms, owner, handed)
VALUES (:id, :chat, :body, :place, :created_ms, CAST(:owner AS bigint), :handed);

-- name: put_off*!
-- The next try is anybody's.
UPDATE effect SET due_ms = :due_ms, tries = tries + 1, problem = :problem, owner = NULL WHERE id = :effect;
