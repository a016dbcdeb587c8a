-- What PostgreSQL says in its own way; what both engines share is in `bot/storage/engine/queries/outside.sql`.

-- name: due(now_ms, most, kind)
-- Of one kind, or of every kind where none is named. Only a delivery has a pack.
SELECT
    effect.id, effect.tries, draft.person, draft.id, effect.kind, effect.body, submission.pack, effect.created_ms
FROM effect
JOIN draft ON draft.id = effect.draft
LEFT JOIN submission
    ON effect.kind = 'deliver_pack'
    AND delivery_body(submission.reference, submission.attempt) = effect.body
WHERE effect.due_ms <= :now_ms AND (CAST(:kind AS text) IS NULL OR effect.kind = :kind)
ORDER BY effect.due_ms, effect.id
LIMIT :most;

-- name: undecided(issuers)
-- Delivered by us, with the issuer, and the newest attempt; of these issuers alone.
SELECT draft.person, draft.id, submission.reference, submission.attempt,
    submission.issuer, submission.receipt, submission.delivered_ms
FROM draft
JOIN submission ON submission.draft = draft.id
WHERE draft.stage = 'with_issuer' AND submission.delivered_ms IS NOT NULL
    AND submission.attempt = (SELECT max(attempt) FROM submission AS every WHERE every.draft = draft.id)
    AND submission.issuer = ANY (ARRAY(SELECT jsonb_array_elements_text(CAST(:issuers AS jsonb))))
ORDER BY submission.delivered_ms, submission.id;

-- name: delivery(reference, attempt)$
SELECT id FROM effect WHERE kind = 'deliver_pack' AND body = delivery_body(:reference, :attempt);

-- name: reminder_tallies(now_ms)
-- How many people have something planned or due, by the kind of what comes next; and how many nothing, or silence.
SELECT CASE WHEN due_ms <= :now_ms THEN 'due' ELSE 'planned' END COLLATE "C" AS state, coalesce(kind, '') AS kind, count(*)
FROM reminder WHERE due_ms IS NOT NULL AND silenced_ms IS NULL GROUP BY 1, 2
UNION ALL SELECT 'idle', '', count(*) FROM reminder WHERE due_ms IS NULL AND silenced_ms IS NULL
UNION ALL SELECT 'silenced', '', count(*) FROM reminder WHERE silenced_ms IS NOT NULL
ORDER BY 1, 2;

-- name: planned_with()$
SELECT digest FROM planned_with WHERE single = 1;
