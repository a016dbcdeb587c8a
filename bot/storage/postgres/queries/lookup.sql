-- Finding a person by keyed digests, and what operators ask for of one. For the bot's own connection.

-- name: put_in*!
INSERT INTO person_lookup (person, digest) SELECT id, CAST(:digest AS text) FROM person WHERE id = :person
ON CONFLICT (person, digest) DO NOTHING;

-- name: take_out*!
DELETE FROM person_lookup WHERE person = :person AND digest = :digest;

-- name: key()$
SELECT digest FROM person_lookup_key;

-- name: empty()!
DELETE FROM person_lookup;

-- name: keep_key(digest)!
INSERT INTO person_lookup_key (single, digest) VALUES (1, :digest)
ON CONFLICT (single) DO UPDATE SET digest = excluded.digest;

-- name: people(after, most)
SELECT id FROM person WHERE id > :after ORDER BY id LIMIT :most;

-- name: asked()
SELECT id, person, body FROM person_request ORDER BY id LIMIT 100;

-- name: answered(ids)!
DELETE FROM person_request WHERE id = ANY (ARRAY(SELECT CAST(jsonb_array_elements_text(CAST(:ids AS jsonb)) AS bigint)));
