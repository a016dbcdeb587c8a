-- What is read outside a turn: of what is committed, and nothing else.

-- name: waiting()
SELECT id, chat, body, created_ms FROM said WHERE body IS NOT NULL ORDER BY id;

-- name: due(now_ms, most)
SELECT effect.id, effect.tries, draft.person, draft.id, submission.pack
FROM effect
JOIN draft ON draft.id = effect.draft
JOIN submission
    ON submission.reference = json_extract(effect.body, '$[0]')
    AND submission.attempt = json_extract(effect.body, '$[1]')
WHERE effect.due_ms <= :now_ms
ORDER BY effect.due_ms, effect.id
LIMIT :most;

-- name: next_due()$
SELECT min(due_ms) FROM effect;

-- name: pack(reference, attempt)$
SELECT pack FROM submission WHERE reference = :reference AND attempt = :attempt;

-- name: last_beat()$
SELECT at_ms FROM beat;

-- name: active_since(since_ms)
SELECT id FROM person WHERE touched_ms >= :since_ms ORDER BY touched_ms, id;

-- name: versions()
SELECT DISTINCT badge, version FROM draft;
