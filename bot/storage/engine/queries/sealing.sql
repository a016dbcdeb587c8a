-- Keys of sealed data, and every sealed body with what it is bound to.

-- name: state()^
SELECT state, master FROM sealing;

-- name: is_empty()$
SELECT NOT EXISTS (SELECT 1 FROM person) AND NOT EXISTS (SELECT 1 FROM outbox) AND NOT EXISTS (SELECT 1 FROM parked)
    AND NOT EXISTS (SELECT 1 FROM waiting_update) AND NOT EXISTS (SELECT 1 FROM person_key);

-- name: no_state()!
DELETE FROM sealing;

-- name: every_key()
SELECT number, person, master, wrapped FROM person_key ORDER BY number;

-- name: key_numbered(number)^
SELECT number, person, master, wrapped FROM person_key WHERE number = :number;

-- name: add_keys*!
INSERT INTO person_key (person, master, wrapped) VALUES (:person, :master, :wrapped) ON CONFLICT (person) DO NOTHING;

-- name: rewrap*!
UPDATE person_key SET master = :master, wrapped = :wrapped WHERE number = :number;

-- name: no_keys()!
DELETE FROM person_key;

-- name: next_masters()
SELECT id, under, wrapped FROM next_master;

-- name: add_next_master(id_, under, wrapped)!
INSERT INTO next_master (id, under, wrapped) VALUES (:id_, :under, :wrapped);

-- name: no_next_masters()!
DELETE FROM next_master;

-- name: owners()
-- Everybody of whom a body is stored.
SELECT id FROM person
UNION SELECT person FROM draft
UNION SELECT chat FROM outbox WHERE body IS NOT NULL
UNION SELECT coalesce(person, '') FROM parked
UNION SELECT person FROM waiting_update;

-- name: replace_draft(number, body)!
UPDATE draft SET body = :body WHERE number = :number;

-- name: replace_outbox(number, body)!
UPDATE outbox SET body = :body WHERE id = :number;

-- name: replace_submission(number, body, digest)!
UPDATE submission SET pack = :body, digest = :digest WHERE id = :number;

-- name: replace_effect(number, body, digest)!
UPDATE effect SET body = :body, digest = :digest WHERE id = :number;

-- name: replace_operator_request(number, body)!
UPDATE operator_request SET body = :body WHERE id = :number;

-- name: replace_person_request(number, body)!
UPDATE person_request SET body = :body WHERE id = :number;

-- name: replace_waiting_update(number, body)!
UPDATE waiting_update SET raw = :body WHERE id = :number;
