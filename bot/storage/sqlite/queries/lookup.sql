-- What SQLite says in its own way; what both engines share is in `bot/storage/engine/queries/lookup.sql`.

-- name: put_in*!
INSERT INTO person_lookup (person, digest) SELECT :person, :digest
WHERE EXISTS (SELECT 1 FROM person WHERE id = :person)
ON CONFLICT (person, digest) DO NOTHING;

-- name: keep_key(digest)!
INSERT INTO person_lookup_key (only, digest) VALUES (1, :digest)
ON CONFLICT (only) DO UPDATE SET digest = excluded.digest;

-- name: answered(ids)!
DELETE FROM person_request WHERE id IN (SELECT value FROM json_each(:ids));
