-- What PostgreSQL says in its own way; what both engines share is in `bot/storage/engine/queries/lookup.sql`.

-- name: put_in*!
INSERT INTO person_lookup (person, digest) SELECT id, CAST(:digest AS text) FROM person WHERE id = :person
ON CONFLICT (person, digest) DO NOTHING;

-- name: keep_key(digest)!
INSERT INTO person_lookup_key (single, digest) VALUES (1, :digest)
ON CONFLICT (single) DO UPDATE SET digest = excluded.digest;

-- name: answered(ids)!
DELETE FROM person_request WHERE id = ANY (ARRAY(SELECT CAST(jsonb_array_elements_text(CAST(:ids AS jsonb)) AS bigint)));
