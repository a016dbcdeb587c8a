-- What is read outside a turn: of what is committed, and nothing else.

-- name: waiting()
SELECT id, chat, body, created_ms FROM outbox WHERE body IS NOT NULL ORDER BY id;

-- name: due_in_turn(now_ms, most, kind)
-- The first of each person, the longest due before others; then the second of each, and so on.
SELECT id, tries, person, draft, kind, body, CAST(NULL AS text), created_ms FROM (
    SELECT effect.*, draft.person,
        row_number() OVER (PARTITION BY draft.person ORDER BY effect.due_ms, effect.id) AS turn
    FROM effect JOIN draft ON draft.id = effect.draft
    WHERE effect.due_ms <= :now_ms AND (CAST(:kind AS text) IS NULL OR effect.kind = :kind)
) AS every
ORDER BY turn, due_ms, id
LIMIT :most;

-- name: next_due()$
SELECT min(due_ms) FROM effect;

-- name: next_due_of(kind)$
SELECT min(due_ms) FROM effect WHERE kind = :kind;

-- name: submitted(reference, attempt)^
SELECT draft.person, submission.pack FROM submission JOIN draft ON draft.id = submission.draft
WHERE submission.reference = :reference AND submission.attempt = :attempt;

-- name: processed_webhook(issuer, webhook)$
SELECT digest FROM processed_webhook WHERE issuer = :issuer AND id = :webhook;

-- name: asked()
SELECT operator_request.id, draft.person, draft.id, operator_request.body
FROM operator_request JOIN draft ON draft.id = operator_request.draft
ORDER BY operator_request.id LIMIT 100;

-- name: tallies()
-- How much waits, by kind.
SELECT kind, count(*) FROM effect GROUP BY kind
UNION ALL SELECT 'message', count(*) FROM outbox WHERE body IS NOT NULL
ORDER BY 1;

-- name: last_heartbeat()$
SELECT at_ms FROM heartbeat;

-- name: active_since(since_ms)
SELECT id FROM person WHERE touched_ms >= :since_ms ORDER BY touched_ms, id;

-- name: versions()
SELECT DISTINCT badge, version FROM draft;

-- name: reminders_due(now_ms, most)
SELECT person FROM reminder WHERE due_ms <= :now_ms AND silenced_ms IS NULL ORDER BY due_ms LIMIT :most;

-- name: next_reminder()$
SELECT due_ms FROM reminder WHERE due_ms IS NOT NULL AND silenced_ms IS NULL ORDER BY due_ms LIMIT 1;

-- name: reminder_outcome_tallies()
SELECT kind, became, count(*) FROM reminder_outcome GROUP BY kind, became ORDER BY kind, became;

-- name: people_with_reminders(after, most)
SELECT person FROM reminder WHERE person > :after ORDER BY person LIMIT :most;

-- name: waiting_people()
-- Whose updates wait, the longest first: how many, and how many characters.
SELECT person, count(*), CAST(sum(length(raw)) AS bigint) FROM waiting_update GROUP BY person ORDER BY min(id);
