-- What several instances that serve one database say to it about each other.

-- name: take_serving_beside()$
-- Beside other instances, and never beside a bot or a command that serves alone.
SELECT pg_try_advisory_lock_shared(8387216956501352811);

-- name: begin_beside()!
-- Beside the transactions of other instances, and never beside a command that writes.
BEGIN; SELECT pg_advisory_xact_lock_shared(8387216956501352812);

-- name: begin_claiming()!
BEGIN; SELECT pg_advisory_xact_lock(8387216956501352814);

-- name: join_in(pid, understands)$
WITH own AS (
    INSERT INTO instance (pid, understands) VALUES (CAST(:pid AS bigint), CAST(:understands AS bigint)) RETURNING id
)
INSERT INTO instance_mark (instance) SELECT id FROM own RETURNING instance;

-- name: leave(own)!
DELETE FROM instance WHERE id = :own;

-- name: leaving(own)!
UPDATE instance SET leaving = true WHERE id = :own;

-- name: others_stay(own)$
SELECT EXISTS (SELECT 1 FROM instance WHERE id <> :own AND NOT leaving);

-- name: writes_as(own, pid)!
UPDATE instance SET pid = :pid WHERE id = :own;

-- name: mark_own(own, mark)!
-- No row: another instance has taken over what this one had. The lock keeps the row until the transaction ends, and lets
-- signs of life through.
WITH alive AS MATERIALIZED (SELECT id FROM instance WHERE id = :own FOR KEY SHARE)
UPDATE instance_mark SET mark = :mark FROM alive WHERE instance_mark.instance = alive.id;

-- name: last_mark(own)$
SELECT mark FROM instance_mark WHERE instance = :own;

-- name: time_ms()$
SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint);

-- name: beat(own)!
UPDATE instance SET beat = clock_timestamp() WHERE id = :own;

-- name: serving_lately()$
-- How many serve. One that was killed counts for a minute.
SELECT count(*) FROM instance WHERE beat > clock_timestamp() - interval '60 seconds';

-- name: end_the_dead(own, lease)
-- Those that were not heard of for so long; a third of it where the connection is gone on which they wrote. One whose
-- transaction is open holds its row, and is left until that is over. After the server was away, all get their time.
DELETE FROM instance WHERE id IN (
    SELECT id FROM instance
    WHERE id <> :own
        AND pg_postmaster_start_time() < clock_timestamp() - make_interval(secs => CAST(:lease AS double precision))
        AND (
            beat < clock_timestamp() - make_interval(secs => CAST(:lease AS double precision))
            OR (
                beat < clock_timestamp() - make_interval(secs => CAST(:lease AS double precision) / 3)
                AND NOT EXISTS (SELECT 1 FROM pg_stat_activity AS connected WHERE connected.pid = instance.pid)
            )
        )
    FOR UPDATE SKIP LOCKED
) RETURNING id;

-- name: claim_duties(own, names)!
INSERT INTO duty (name, instance)
SELECT wanted.name, CAST(:own AS bigint) FROM jsonb_array_elements_text(CAST(:names AS jsonb)) AS wanted (name)
ON CONFLICT (name) DO UPDATE SET instance = excluded.instance
WHERE NOT EXISTS (SELECT 1 FROM instance WHERE instance.id = duty.instance);

-- name: duties(own)
SELECT name FROM duty WHERE instance = :own;

-- name: claim_messages(own)!
-- What nobody sends goes to whoever sends to that chat already. What was in an outbox may be on the phone.
UPDATE outbox SET
    again = again OR handed,
    handed = false,
    owner = coalesce((
        SELECT other.owner FROM outbox AS other JOIN instance ON instance.id = other.owner
        WHERE other.chat = outbox.chat AND other.body IS NOT NULL LIMIT 1
    ), CAST(:own AS bigint))
WHERE body IS NOT NULL AND NOT EXISTS (SELECT 1 FROM instance WHERE instance.id = outbox.owner);

-- name: look(own)^
-- How many serve; whether messages wait to be handed over; for how many milliseconds to be silent; who is being erased.
SELECT
    (SELECT count(*) FROM instance),
    EXISTS (SELECT 1 FROM outbox WHERE owner = :own AND body IS NOT NULL AND NOT handed),
    (SELECT CAST(extract(epoch FROM until - clock_timestamp()) * 1000 AS bigint) FROM send_pause),
    (SELECT coalesce(json_agg(person), '[]') FROM erasure);

-- name: looks()$
-- When each gave its last sign of life.
SELECT coalesce(json_object_agg(id, beat), '{}') FROM instance;

-- name: pause(seconds)!
INSERT INTO send_pause (single, until)
VALUES (1, clock_timestamp() + make_interval(secs => CAST(:seconds AS double precision)))
ON CONFLICT (single) DO UPDATE SET until = greatest(send_pause.until, excluded.until);

-- name: tell(news)$
SELECT pg_notify('teabreak', CAST(:news AS text)) IS NULL;

-- name: lock(keys)
-- In the order of the keys, so that two transactions never wait for each other.
SELECT pg_advisory_xact_lock(CAST(key AS bigint)) IS NULL FROM jsonb_array_elements_text(CAST(:keys AS jsonb)) AS every (key);

-- name: senders(chats)
-- Of each chat for which messages wait: who sends them, and whether that outbox has them all.
SELECT chat, (array_agg(owner ORDER BY id))[1], bool_and(handed) FROM outbox
WHERE body IS NOT NULL AND chat = ANY (ARRAY(SELECT jsonb_array_elements_text(CAST(:chats AS jsonb))))
GROUP BY chat;

-- name: hand_over(own)
UPDATE outbox SET handed = true WHERE owner = :own AND body IS NOT NULL AND NOT handed
RETURNING id, chat, body, created_ms, again;

-- name: waiting_of(people)
SELECT person, count(*), CAST(sum(length(raw)) AS bigint) FROM waiting_update
WHERE person = ANY (ARRAY(SELECT jsonb_array_elements_text(CAST(:people AS jsonb)))) GROUP BY person;

-- name: keep_guesses*!
INSERT INTO prompt_guess (message, person, key, otherwise)
SELECT id, CAST(:person AS text), CAST(:key AS bigint), CAST(:otherwise AS text) FROM outbox WHERE id = CAST(:message AS bigint);

-- name: take_guesses(messages)
DELETE FROM prompt_guess
WHERE message = ANY (ARRAY(SELECT CAST(jsonb_array_elements_text(CAST(:messages AS jsonb)) AS bigint)))
RETURNING message, person, key, otherwise;

-- name: learned(own, master)!
UPDATE instance SET master = :master WHERE id = :own;

-- name: claim_effects(own, now_ms, room, kind)!
-- The owner is compared with a list: a row that another has claimed meanwhile is looked at again, and such a look finds
-- nothing in a table that is joined by NOT EXISTS, so that the row would be taken from them.
WITH free AS MATERIALIZED (
    SELECT id FROM effect
    WHERE due_ms <= :now_ms AND kind = :kind
        AND (owner IS NULL OR owner <> ALL (ARRAY(SELECT id FROM instance)))
        AND EXISTS (SELECT 1 FROM instance WHERE id = :own)
    ORDER BY due_ms, id LIMIT :room FOR UPDATE SKIP LOCKED
)
UPDATE effect SET owner = :own FROM free WHERE effect.id = free.id;

-- name: claim_effects_in_turn(own, now_ms, room, kind)!
-- The first of each person before a second of anybody.
WITH every AS MATERIALIZED (
    SELECT effect.id, effect.due_ms,
        row_number() OVER (PARTITION BY draft.person ORDER BY effect.due_ms, effect.id) AS turn
    FROM effect JOIN draft ON draft.id = effect.draft
    WHERE effect.due_ms <= :now_ms AND effect.kind = :kind
        AND NOT EXISTS (SELECT 1 FROM instance WHERE instance.id = effect.owner)
        AND EXISTS (SELECT 1 FROM instance WHERE id = :own)
), free AS MATERIALIZED (
    SELECT effect.id FROM effect JOIN every ON every.id = effect.id
    WHERE owner IS NULL OR owner <> ALL (ARRAY(SELECT id FROM instance))
    ORDER BY every.turn, every.due_ms, effect.id LIMIT :room FOR UPDATE OF effect SKIP LOCKED
)
UPDATE effect SET owner = :own FROM free WHERE effect.id = free.id;

-- name: claim_effect(own, effect)$
UPDATE effect SET owner = :own
WHERE id = :effect AND (owner = :own OR owner IS NULL OR owner <> ALL (ARRAY(SELECT id FROM instance)))
RETURNING id;

-- name: due_own(own, now_ms, most, kind)
SELECT
    effect.id, effect.tries, draft.person, draft.id, effect.kind, effect.body, submission.pack, effect.created_ms
FROM effect
JOIN draft ON draft.id = effect.draft
LEFT JOIN submission
    ON effect.kind = 'deliver_pack'
    AND delivery_body(submission.reference, submission.attempt) = effect.body
WHERE effect.owner = :own AND effect.due_ms <= :now_ms AND effect.kind = :kind
ORDER BY effect.due_ms, effect.id
LIMIT :most;

-- name: next_due_own(own, kind)$
SELECT due_ms FROM effect
WHERE kind = :kind AND (owner = :own OR NOT EXISTS (SELECT 1 FROM instance WHERE instance.id = effect.owner))
ORDER BY due_ms LIMIT 1;
