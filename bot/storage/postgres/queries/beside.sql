-- What PostgreSQL says in its own way; what both engines share is in `bot/storage/engine/queries/beside.sql`.

-- name: waiting()
SELECT submission.reference, submission.attempt, submission.issuer,
    effect.created_ms, effect.tries, effect.due_ms, effect.problem
FROM effect
JOIN submission
    ON delivery_body(submission.reference, submission.attempt) = effect.body
WHERE effect.kind = 'deliver_pack'
ORDER BY effect.created_ms, effect.id;

-- name: ask(draft, body, now_ms)<!
INSERT INTO operator_request (draft, body, at_ms) VALUES (:draft, :body, :now_ms) RETURNING id;

-- name: ask_of_person(person, body, now_ms)<!
INSERT INTO person_request (person, body, at_ms) SELECT id, CAST(:body AS text), CAST(:now_ms AS bigint) FROM person WHERE id = :person
RETURNING id;
