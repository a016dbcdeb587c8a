-- What a batch of turns reads and writes, inside one transaction. Ids come in as a JSON array.

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

-- name: prompts_shown_at(pairs)
-- Of a row that was sent again, the message may be an earlier copy, whose number is not known. Messages of a chat are
-- sent in order, so it lies between the row before and this one.
SELECT shown.chat, shown.id, shown.place, asked.message_id, shown.again, shown.created_ms
FROM (
    SELECT pair ->> 0 AS chat, CAST(pair ->> 1 AS bigint) AS message_id
    FROM jsonb_array_elements(CAST(:pairs AS jsonb)) AS every (pair)
) AS asked
CROSS JOIN LATERAL (
    SELECT * FROM prompt_shown AS own WHERE own.chat = asked.chat AND own.message_id >= asked.message_id
    ORDER BY own.message_id, own.id DESC LIMIT 1
) AS shown
WHERE shown.again OR shown.message_id = asked.message_id;

-- name: keep_people*!
INSERT INTO person (id, body, consented, touched_ms) VALUES (:id, :body, :consented, :touched_ms)
ON CONFLICT (id) DO UPDATE SET
    body = excluded.body,
    consented = excluded.consented,
    touched_ms = greatest(person.touched_ms, excluded.touched_ms);

-- name: keep_drafts*!
-- A draft whose stored revision is another than the one read is left alone; the count of rows tells.
INSERT INTO draft (id, person, badge, version, stage, revision, body, touched_ms)
SELECT CAST(:id AS text), CAST(:person AS text), CAST(:badge AS text), CAST(:version AS text), CAST(:stage AS text),
    CAST(:read AS bigint) + 1, CAST(:body AS text), CAST(:touched_ms AS bigint)
WHERE CAST(:read AS bigint) = 0 OR EXISTS (SELECT 1 FROM draft WHERE id = CAST(:id AS text))
ON CONFLICT (id) DO UPDATE SET
    badge = excluded.badge,
    version = excluded.version,
    stage = excluded.stage,
    revision = excluded.revision,
    body = excluded.body,
    touched_ms = excluded.touched_ms
WHERE draft.revision = excluded.revision - 1 AND draft.person = excluded.person;

-- name: keep_messages*!
INSERT INTO outbox (id, chat, body, place, created_ms) VALUES (:id, :chat, :body, :place, :created_ms);

-- name: keep_submissions*!
-- The same pack may be kept again; another under the same reference and attempt counts no row.
INSERT INTO submission (reference, attempt, draft, pack, issuer, digest, at_ms)
VALUES (:reference, :attempt, :draft, :pack, :issuer, :digest, :at_ms)
ON CONFLICT (reference, attempt) DO UPDATE SET digest = excluded.digest
WHERE coalesce(submission.digest, submission.pack) = coalesce(excluded.digest, excluded.pack);

-- name: add_deliveries*!
-- None for a submission that is delivered, nor a second one.
INSERT INTO effect (kind, body, draft, due_ms, created_ms)
SELECT CAST(:kind AS text), delivery_body(reference, attempt), draft, CAST(:now_ms AS bigint), CAST(:now_ms AS bigint)
FROM submission WHERE reference = :reference AND attempt = :attempt AND delivered_ms IS NULL
ON CONFLICT DO NOTHING;

-- name: add_effects*!
-- None a second time while the first is still to be done.
INSERT INTO effect (kind, body, digest, draft, due_ms, created_ms)
VALUES (:kind, :body, :digest, :draft, :due_ms, :now_ms)
ON CONFLICT DO NOTHING;

-- name: mark_processed*!
INSERT INTO processed_update (id, at_ms) VALUES (:id, :at_ms)
ON CONFLICT (id) DO NOTHING;

-- name: park*!
INSERT INTO parked (update_id, person, raw, problem, at_ms) VALUES (:update_id, :person, :raw, :problem, :at_ms)
ON CONFLICT (update_id) DO NOTHING;

-- name: note*!
INSERT INTO audit (at_ms, person, draft, event, stage_before, stage_after)
VALUES (:at_ms, :person, :draft, :event, :stage_before, :stage_after);

-- name: drop_spoken*!
DELETE FROM outbox WHERE id = :row AND place IS NULL;

-- name: mark_spoken*!
UPDATE outbox SET body = NULL, message_id = :message_id, again = :again, failure = :failure, spoken_ms = :at_ms
WHERE id = :row AND body IS NOT NULL;

-- name: mark_delivered*!
UPDATE submission SET delivered_ms = :at_ms, receipt = :receipt
WHERE reference = :reference AND attempt = :attempt AND delivered_ms IS NULL;

-- name: keep_webhooks*!
-- One that was processed before counts no row.
INSERT INTO processed_webhook (issuer, id, digest, at_ms) VALUES (:issuer, :id, :digest, :at_ms)
ON CONFLICT (issuer, id) DO NOTHING;

-- name: answered(ids)!
DELETE FROM operator_request WHERE id = ANY (ARRAY(SELECT CAST(jsonb_array_elements_text(CAST(:ids AS jsonb)) AS bigint)));

-- name: due_now(reference, attempt, now_ms)!
UPDATE effect SET due_ms = least(due_ms, :now_ms)
WHERE kind = 'deliver_pack' AND draft = (SELECT draft FROM submission WHERE reference = :reference AND attempt = :attempt)
    AND body = delivery_body(:reference, :attempt);

-- name: remove_effects(ids)!
DELETE FROM effect WHERE id = ANY (ARRAY(SELECT CAST(jsonb_array_elements_text(CAST(:ids AS jsonb)) AS bigint)));

-- name: put_off*!
UPDATE effect SET due_ms = :due_ms, tries = tries + 1, problem = :problem WHERE id = :effect;

-- name: heartbeat(now_ms)!
INSERT INTO heartbeat (single, at_ms) VALUES (1, :now_ms)
-- A sign of life from the future was left by a clock that was wrong, and says nothing.
ON CONFLICT (single) DO UPDATE SET
    at_ms = CASE
        WHEN heartbeat.at_ms > excluded.at_ms + 60000 THEN excluded.at_ms ELSE greatest(heartbeat.at_ms, excluded.at_ms)
    END;

-- name: bring_forward(now_ms, longest_ms)!
-- What waits for a day that was told waits for it; anything else is never put off for longer.
UPDATE effect SET due_ms = CAST(:now_ms AS bigint) + CAST(:longest_ms AS bigint)
WHERE due_ms > CAST(:now_ms AS bigint) + CAST(:longest_ms AS bigint) AND kind <> 'await_decision';

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

-- name: keep_reminder_outcomes*!
INSERT INTO reminder_outcome (person, kind, became, at_ms, message) VALUES (:person, :kind, :became, :at_ms, :message);

-- name: arrived*!
UPDATE reminder_outcome SET became = :became WHERE message = :row;

-- name: silence*!
-- Only those whom the bot knows: a group, or somebody who never agreed, has nothing planned.
INSERT INTO reminder (person, silenced_ms) SELECT id, CAST(:at_ms AS bigint) FROM person WHERE id = :person
ON CONFLICT (person) DO UPDATE SET silenced_ms = excluded.silenced_ms;

-- name: hear_again*!
UPDATE reminder SET silenced_ms = NULL WHERE person = :person AND silenced_ms IS NOT NULL;

-- name: plan_with(digest)!
INSERT INTO planned_with (single, digest) VALUES (1, :digest)
ON CONFLICT (single) DO UPDATE SET digest = excluded.digest;

-- name: wait*!
INSERT INTO waiting_update (person, raw, place, received_ms) VALUES (:person, :raw, :place, :received_ms);

-- name: next_waiting(person, most)
SELECT id, raw, place, received_ms FROM waiting_update WHERE person = :person ORDER BY id LIMIT :most;

-- name: waited*!
DELETE FROM waiting_update WHERE id = :waited;
