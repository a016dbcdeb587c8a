-- What PostgreSQL says in its own way; what both engines share is in `bot/storage/engine/queries/keys.sql`.

-- name: keys_of(ids)
SELECT number, person, master, wrapped FROM person_key WHERE person = ANY (ARRAY(SELECT jsonb_array_elements_text(CAST(:ids AS jsonb))));

-- name: read_masters()
-- New master keys that stand in their file by now.
SELECT id FROM next_master WHERE in_file;

-- name: drop_next_master(id_)!
-- Once every instance that serves has read it.
DELETE FROM next_master
WHERE id = :id_ AND NOT EXISTS (SELECT 1 FROM instance WHERE master IS DISTINCT FROM CAST(:id_ AS text));
