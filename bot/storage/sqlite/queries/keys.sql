-- What SQLite says in its own way; what both engines share is in `bot/storage/engine/queries/keys.sql`.

-- name: keys_of(ids)
SELECT number, person, master, wrapped FROM person_key WHERE person IN (SELECT value FROM json_each(:ids));

-- name: read_masters()
-- New master keys that stand in their file by now.
SELECT id FROM next_master WHERE in_file = 1;

-- name: drop_next_master(id_)!
DELETE FROM next_master WHERE id = :id_;
