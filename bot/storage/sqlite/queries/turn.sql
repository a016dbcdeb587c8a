-- What a batch of turns reads and writes, inside one transaction. Ids come in as a JSON array.

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

-- name: prompts_shown_at(pairs)
-- Of a row that was sent again, the message may be an earlier copy, whose number is not known. Messages of a chat are
-- sent in order, so it lies between the row before and this one.
SELECT message.chat, message.id, message.place, json_extract(asked.value, '$[1]'), message.again, message.created_ms
FROM json_each(:pairs) AS asked
CROSS JOIN outbox AS message ON message.id = (
    SELECT id FROM prompt_shown AS own
    WHERE own.chat = json_extract(asked.value, '$[0]') AND own.message_id >= json_extract(asked.value, '$[1]')
    ORDER BY own.message_id, own.id DESC LIMIT 1
)
WHERE message.again OR message.message_id = json_extract(asked.value, '$[1]');

-- name: keep_people*!
INSERT INTO person (id, body, consented, touched_ms) VALUES (:id, :body, :consented, :touched_ms)
ON CONFLICT (id) DO UPDATE SET
    body = excluded.body,
    consented = excluded.consented,
    touched_ms = max(touched_ms, excluded.touched_ms);

-- name: keep_drafts*!
-- A draft whose stored revision is another than the one read is left alone; the count of rows tells.
INSERT INTO draft (id, person, badge, version, stage, revision, body, touched_ms)
SELECT :id, :person, :badge, :version, :stage, :read + 1, :body, :touched_ms
WHERE :read = 0 OR EXISTS (SELECT 1 FROM draft WHERE id = :id)
ON CONFLICT (id) DO UPDATE SET
    badge = excluded.badge,
    version = excluded.version,
    stage = excluded.stage,
    revision = excluded.revision,
    body = excluded.body,
    touched_ms = excluded.touched_ms
WHERE revision = excluded.revision - 1 AND person = excluded.person;

-- name: keep_messages*!
INSERT INTO outbox (id, chat, body, place, created_ms) VALUES (:id, :chat, :body, :place, :created_ms);

-- name: keep_submissions*!
-- The same pack may be kept again; another under the same reference and attempt counts no row.
INSERT INTO submission (reference, attempt, draft, pack, issuer, digest, at_ms)
VALUES (:reference, :attempt, :draft, :pack, :issuer, :digest, :at_ms)
ON CONFLICT (reference, attempt) DO UPDATE SET digest = excluded.digest
WHERE coalesce(digest, pack) = coalesce(excluded.digest, excluded.pack);

-- name: add_deliveries*!
-- None for a submission that is delivered, nor a second one.
INSERT INTO effect (kind, body, draft, due_ms, created_ms)
SELECT :kind, json_array(reference, attempt), draft, :now_ms, :now_ms FROM submission
WHERE reference = :reference AND attempt = :attempt AND delivered_ms IS NULL
ON CONFLICT (kind, body) DO NOTHING;

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
DELETE FROM operator_request WHERE id IN (SELECT value FROM json_each(:ids));

-- name: due_now(reference, attempt, now_ms)!
UPDATE effect SET due_ms = min(due_ms, :now_ms)
WHERE kind = 'deliver_pack' AND body = json_array(:reference, :attempt);

-- name: remove_effects(ids)!
DELETE FROM effect WHERE id IN (SELECT value FROM json_each(:ids));

-- name: put_off*!
UPDATE effect SET due_ms = :due_ms, tries = tries + 1, problem = :problem WHERE id = :effect;

-- name: heartbeat(now_ms)!
INSERT INTO heartbeat (only, at_ms) VALUES (1, :now_ms)
-- A sign of life from the future was left by a clock that was wrong, and says nothing.
ON CONFLICT (only) DO UPDATE SET
    at_ms = CASE WHEN at_ms > excluded.at_ms + 60000 THEN excluded.at_ms ELSE max(at_ms, excluded.at_ms) END;

-- name: bring_forward(now_ms, longest_ms)!
-- What waits for a day that was told waits for it; anything else is never put off for longer.
UPDATE effect SET due_ms = :now_ms + :longest_ms
WHERE due_ms > :now_ms + :longest_ms AND kind <> 'await_decision';

-- name: plan*!
-- Never within so long of anything that the person did: nobody is reminded in the middle of a conversation.
INSERT INTO reminder (person, due_ms, kind)
SELECT :person, max(:due_ms, coalesce((SELECT touched_ms FROM person WHERE id = :person), 0) + :apart_ms), :kind
WHERE true
ON CONFLICT (person) DO UPDATE SET due_ms = excluded.due_ms, kind = excluded.kind;

-- name: keep_reminder_outcomes*!
INSERT INTO reminder_outcome (person, kind, became, at_ms, message) VALUES (:person, :kind, :became, :at_ms, :message);

-- name: arrived*!
UPDATE reminder_outcome SET became = :became WHERE message = :row;

-- name: silence*!
-- Only those whom the bot knows: a group, or somebody who never agreed, has nothing planned.
INSERT INTO reminder (person, silenced_ms) SELECT id, :at_ms FROM person WHERE id = :person
ON CONFLICT (person) DO UPDATE SET silenced_ms = excluded.silenced_ms;

-- name: hear_again*!
UPDATE reminder SET silenced_ms = NULL WHERE person = :person AND silenced_ms IS NOT NULL;

-- name: plan_with(digest)!
INSERT INTO planned_with (only, digest) VALUES (1, :digest)
ON CONFLICT (only) DO UPDATE SET digest = excluded.digest;

-- name: wait*!
INSERT INTO waiting_update (person, raw, place, received_ms) VALUES (:person, :raw, :place, :received_ms);

-- name: next_waiting(person, most)
SELECT id, raw, place, received_ms FROM waiting_update WHERE person = :person ORDER BY id LIMIT :most;

-- name: waited*!
DELETE FROM waiting_update WHERE id = :waited;
