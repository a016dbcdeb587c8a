-- Finding a person by keyed digests, and what operators ask for of one. For the bot's own connection.

-- name: take_out*!
DELETE FROM person_lookup WHERE person = :person AND digest = :digest;

-- name: key()$
SELECT digest FROM person_lookup_key;

-- name: empty()!
DELETE FROM person_lookup;

-- name: people(after, most)
SELECT id FROM person WHERE id > :after ORDER BY id LIMIT :most;

-- name: asked()
SELECT id, person, body FROM person_request ORDER BY id LIMIT 100;
