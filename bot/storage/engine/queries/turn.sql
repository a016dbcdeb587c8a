-- What a batch of turns reads and writes, inside one transaction. Ids come in as a JSON array.

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

-- name: keep_submissions*!
-- The same pack may be kept again; another under the same reference and attempt counts no row.
INSERT INTO submission (reference, attempt, draft, pack, issuer, digest, at_ms)
VALUES (:reference, :attempt, :draft, :pack, :issuer, :digest, :at_ms)
ON CONFLICT (reference, attempt) DO UPDATE SET digest = excluded.digest
WHERE coalesce(submission.digest, submission.pack) = coalesce(excluded.digest, excluded.pack);

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

-- name: bring_forward(now_ms, longest_ms)!
-- What waits for a day that was told waits for it; anything else is never put off for longer.
UPDATE effect SET due_ms = CAST(:now_ms AS bigint) + CAST(:longest_ms AS bigint)
WHERE due_ms > CAST(:now_ms AS bigint) + CAST(:longest_ms AS bigint) AND kind <> 'await_decision';

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

-- name: wait*!
INSERT INTO waiting_update (person, raw, place, received_ms) VALUES (:person, :raw, :place, :received_ms);

-- name: next_waiting(person, most)
SELECT id, raw, place, received_ms FROM waiting_update WHERE person = :person ORDER BY id LIMIT :most;

-- name: waited*!
DELETE FROM waiting_update WHERE id = :waited;
