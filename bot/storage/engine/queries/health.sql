-- What the health page and the command line ask about the whole database, a few times a minute.

-- name: oldest_message()$
-- When the message that has waited longest was made.
SELECT created_ms FROM outbox WHERE body IS NOT NULL ORDER BY id LIMIT 1;

-- name: oldest_delivery()$
SELECT min(created_ms) FROM effect WHERE kind = 'deliver_pack';

-- name: parked(since_ms)^
-- Updates that could not be handled: all that are kept, and those since a time.
SELECT count(*), count(*) FILTER (WHERE at_ms >= :since_ms) FROM parked;

-- name: first_touched()$
-- The longest ago that somebody did something last: how old the data are at least.
SELECT min(touched_ms) FROM person;
