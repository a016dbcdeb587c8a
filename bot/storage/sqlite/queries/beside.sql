-- What SQLite says in its own way; what both engines share is in `bot/storage/engine/queries/beside.sql`.

-- name: waiting()
SELECT submission.reference, submission.attempt, submission.issuer,
    effect.created_ms, effect.tries, effect.due_ms, effect.problem
FROM effect
JOIN submission
    ON submission.reference = CASE WHEN json_valid(effect.body) THEN json_extract(effect.body, '$[0]') END
    AND submission.attempt = CASE WHEN json_valid(effect.body) THEN json_extract(effect.body, '$[1]') END
WHERE effect.kind = 'deliver_pack'
ORDER BY effect.created_ms, effect.id;

-- name: ask(draft, body, now_ms)<!
INSERT INTO operator_request (draft, body, at_ms) VALUES (:draft, :body, :now_ms);

-- name: ask_of_person(person, body, now_ms)<!
INSERT INTO person_request (person, body, at_ms) SELECT id, :body, :now_ms FROM person WHERE id = :person;
