-- What runs out and when to look at it; what is over is removed with the turn that says so.

-- name: due(now_ms, most)
-- Whose data are to be looked at: when they last sent anything, when they blocked the bot, and how many messages to
-- them are still to be sent.
SELECT person.id, person.touched_ms, reminder.silenced_ms,
    (SELECT count(*) FROM outbox WHERE outbox.chat = person.id AND outbox.body IS NOT NULL)
FROM retention_look AS look
JOIN person ON person.id = look.person
LEFT JOIN reminder ON reminder.person = person.id
WHERE look.look_ms <= :now_ms ORDER BY look.look_ms, look.person LIMIT :most;

-- name: look_at*!
UPDATE retention_look SET look_ms = :look_ms WHERE person = :person;

-- name: look_at_all()!
UPDATE retention_look SET look_ms = 0;

-- name: last_pass()^
SELECT at_ms, held_ms, schedule FROM retention_pass;

-- name: count*!
INSERT INTO retention_count (kind, became, how_many) VALUES (:kind, :became, :how_many)
ON CONFLICT (kind, became) DO UPDATE SET how_many = retention_count.how_many + excluded.how_many;

-- name: tallies()
SELECT kind, became, how_many FROM retention_count ORDER BY kind, became;

-- name: forget_effects*!
DELETE FROM effect WHERE draft = :draft;

-- name: forget_requests*!
DELETE FROM operator_request WHERE draft = :draft;

-- name: forget_submissions*!
DELETE FROM submission WHERE draft = :draft;

-- name: forget_drafts*!
DELETE FROM draft WHERE id = :draft;

-- name: forget_files*!
INSERT INTO files_gone (draft, at_ms) VALUES (:draft, :at_ms) ON CONFLICT (draft) DO NOTHING;

-- name: forget_reminders*!
DELETE FROM reminder WHERE person = :person;

-- name: forget_reminder_outcomes*!
DELETE FROM reminder_outcome WHERE person = :person;

-- name: forget_prompts*!
DELETE FROM outbox WHERE body IS NULL AND id IN (
    SELECT id FROM outbox WHERE chat = :person AND place IS NOT NULL AND failure IS NULL
    UNION ALL SELECT id FROM outbox WHERE chat = :person AND failure IS NOT NULL
);

-- name: forget_people*!
DELETE FROM person WHERE id = :person AND NOT EXISTS (SELECT 1 FROM draft WHERE draft.person = person.id);
