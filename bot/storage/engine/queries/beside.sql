-- What the command line reads and writes while the bot may run.

-- name: sent(reference, attempt)^
SELECT draft.person, submission.attempt, submission.pack FROM submission JOIN draft ON draft.id = submission.draft
WHERE submission.reference = :reference AND (CAST(:attempt AS bigint) IS NULL OR submission.attempt = :attempt)
ORDER BY submission.attempt DESC LIMIT 1;

-- name: reached(reference, attempt)^
SELECT submission.delivered_ms, draft.person, draft.id, draft.body
FROM submission JOIN draft ON draft.id = submission.draft
WHERE submission.reference = :reference AND submission.attempt = :attempt;

-- name: asked(id_)$
SELECT id FROM operator_request WHERE id = :id_;

-- name: tallies()
-- How much waits, by kind.
SELECT kind, count(*) FROM effect GROUP BY kind
UNION ALL SELECT 'message', count(*) FROM outbox WHERE body IS NOT NULL
ORDER BY 1;

-- name: last_heartbeat()$
SELECT at_ms FROM heartbeat;

-- name: reminders_planned(now_ms, until_ms)^
-- Of everybody who ever wanted reminders: due now, due until then, silenced, and with nothing planned.
SELECT
    count(*) FILTER (WHERE due_ms <= :now_ms AND silenced_ms IS NULL),
    count(*) FILTER (WHERE due_ms > :now_ms AND due_ms <= :until_ms AND silenced_ms IS NULL),
    count(*) FILTER (WHERE silenced_ms IS NOT NULL),
    count(*) FILTER (WHERE due_ms IS NULL AND silenced_ms IS NULL)
FROM reminder;

-- name: reminders_done(since_ms)
SELECT kind, became, count(*) FROM reminder_outcome WHERE at_ms >= :since_ms GROUP BY kind, became ORDER BY kind, became;

-- name: people_to_remind(until_ms)
SELECT person.id, person.body, reminder.due_ms FROM reminder JOIN person ON person.id = reminder.person
WHERE reminder.due_ms <= :until_ms AND reminder.silenced_ms IS NULL ORDER BY person.id;

-- name: drafts_of(person)
SELECT id, body FROM draft WHERE person = :person ORDER BY number;

-- name: people_kept(after, most)
-- In order of their ids: when they last sent anything, and when they blocked the bot.
SELECT person.id, person.body, person.touched_ms, reminder.silenced_ms
FROM person LEFT JOIN reminder ON reminder.person = person.id
WHERE person.id > :after ORDER BY person.id LIMIT :most;

-- name: older_rows(parked_ms, audit_ms, updates_ms, webhooks_ms, prompts_ms)
-- How many rows without anything of a draft in them are older than these.
SELECT 'parked', count(*) FROM parked WHERE at_ms < :parked_ms
UNION ALL SELECT 'audit', count(*) FROM audit WHERE at_ms < :audit_ms
UNION ALL SELECT 'update_id', count(*) FROM processed_update WHERE at_ms < :updates_ms
UNION ALL SELECT 'webhook_id', count(*) FROM processed_webhook WHERE at_ms < :webhooks_ms
UNION ALL SELECT 'prompt', count(*) FROM outbox WHERE body IS NULL AND created_ms < :prompts_ms;

-- name: looked_up(digest)
SELECT person FROM person_lookup WHERE digest = :digest ORDER BY person;

-- name: lookup_key()$
SELECT digest FROM person_lookup_key;

-- name: asked_of_person(id_)$
SELECT id FROM person_request WHERE id = :id_;

-- name: session_body(person)$
SELECT body FROM person WHERE id = :person;

-- name: submissions_of(person)
SELECT reference, attempt, pack, delivered_ms FROM submission
WHERE draft IN (SELECT id FROM draft WHERE person = :person) ORDER BY id;
