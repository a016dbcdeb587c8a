-- Files that people sent, where they are kept in the database: TEABREAK_MEDIA=database.

-- name: begin()!
BEGIN ISOLATION LEVEL READ COMMITTED;

-- name: add_file()$
INSERT INTO media_file DEFAULT VALUES RETURNING number;

-- name: add_chunk(file, number, content)!
INSERT INTO media_chunk (file, number, content) VALUES (:file, :number, :content);

-- name: take_name(sha256, key)!
-- Whoever places a file of the same name waits until this transaction ends.
SELECT pg_advisory_xact_lock(hashtextextended(:sha256, :key));

-- name: drop_named(sha256, key)!
DELETE FROM media_file WHERE sha256 = :sha256 AND key = :key;

-- name: name_file(number, sha256, key, size, placed_ms)!
UPDATE media_file SET sha256 = :sha256, key = :key, size = :size, placed_ms = :placed_ms WHERE number = :number;

-- name: find(sha256, key)^
SELECT number, size FROM media_file WHERE sha256 = :sha256 AND key = :key;

-- name: chunk(file, number)$
SELECT content FROM media_chunk WHERE file = :file AND number = :number;

-- name: sealed_copies(sha256)
SELECT key FROM media_file WHERE sha256 = :sha256 AND key > 0 ORDER BY key;

-- name: some_names(after, most)
SELECT number, sha256, key FROM media_file WHERE number > :after ORDER BY number LIMIT :most;

-- name: placed_before(before_ms)
SELECT sha256, key FROM media_file WHERE placed_ms < :before_ms;

-- name: remove(sha256, key, before_ms)!
DELETE FROM media_file WHERE sha256 = :sha256 AND key = :key AND placed_ms < :before_ms;

-- name: sealed_under(key)
SELECT sha256 FROM media_file WHERE key = :key AND key > 0;
