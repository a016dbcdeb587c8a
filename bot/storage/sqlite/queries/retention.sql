-- What SQLite says in its own way; what both engines share is in `bot/storage/engine/queries/retention.sql`.

-- name: keep_pass(at_ms, held_ms, schedule)!
INSERT INTO retention_pass (only, at_ms, held_ms, schedule) VALUES (1, :at_ms, :held_ms, :schedule)
ON CONFLICT (only) DO UPDATE SET at_ms = excluded.at_ms, held_ms = excluded.held_ms, schedule = excluded.schedule;
