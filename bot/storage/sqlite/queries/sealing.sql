-- Keys of sealed data, and every sealed body with what it is bound to. Over the standard library's own driver.

-- name: state()^
SELECT state, master FROM sealing;

-- name: has_state()$
-- Whether the database is of a release that can seal.
SELECT 1 FROM sqlite_schema WHERE name = 'sealing';

-- name: is_empty()$
SELECT NOT EXISTS (SELECT 1 FROM person) AND NOT EXISTS (SELECT 1 FROM outbox) AND NOT EXISTS (SELECT 1 FROM parked)
    AND NOT EXISTS (SELECT 1 FROM waiting_update) AND NOT EXISTS (SELECT 1 FROM person_key);

-- name: set_state(state, master)!
INSERT INTO sealing (only, state, master) VALUES (1, :state, :master)
ON CONFLICT (only) DO UPDATE SET state = excluded.state, master = excluded.master;

-- name: no_state()!
DELETE FROM sealing;

-- name: every_key()
SELECT number, person, master, wrapped FROM person_key ORDER BY number;

-- name: keys_of(ids)
SELECT number, person, master, wrapped FROM person_key WHERE person IN (SELECT value FROM json_each(:ids));

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

-- name: unfinished()$
-- A new master key that does not stand in its file yet, by the id of the one before it.
SELECT under FROM next_master WHERE in_file = 0;

-- name: add_next_master(id_, under, wrapped)!
INSERT INTO next_master (id, under, wrapped) VALUES (:id_, :under, :wrapped);

-- name: in_file(id_)!
UPDATE next_master SET in_file = 1 WHERE id = :id_;

-- name: no_next_masters()!
DELETE FROM next_master;

-- name: owners()
-- Everybody of whom a body is stored.
SELECT id FROM person
UNION SELECT person FROM draft
UNION SELECT chat FROM outbox WHERE body IS NOT NULL
UNION SELECT coalesce(person, '') FROM parked
UNION SELECT person FROM waiting_update;

-- name: sealed_bodies(owner)
-- Every body that is sealed where data are: of everybody, or of one owner. The first three columns are its place.
SELECT * FROM (
    SELECT 'person' AS place, id AS owner, id AS part, rowid AS number, body FROM person
    UNION ALL SELECT 'draft', person, id, number, body FROM draft
    UNION ALL SELECT 'outbox', chat, CAST(id AS TEXT), id, body FROM outbox WHERE body IS NOT NULL
    UNION ALL SELECT 'submission', draft.person, reference || '-' || attempt, submission.id, pack
        FROM submission JOIN draft ON draft.id = submission.draft
    UNION ALL SELECT 'effect', draft.person, kind || ' ' || draft.id, effect.id, effect.body
        FROM effect JOIN draft ON draft.id = effect.draft WHERE kind <> 'deliver_pack'
    UNION ALL SELECT 'operator_request', draft.person, draft.id, operator_request.id, operator_request.body
        FROM operator_request JOIN draft ON draft.id = operator_request.draft
    UNION ALL SELECT 'person_request', person, person, id, body FROM person_request
    UNION ALL SELECT 'parked', coalesce(person, ''), update_id, rowid, raw FROM parked
    UNION ALL SELECT 'waiting_update', person, CAST(received_ms AS TEXT), id, raw FROM waiting_update
) WHERE :owner IS NULL OR owner = :owner;

-- name: replace_person(number, body)!
UPDATE person SET body = :body WHERE rowid = :number;

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

-- name: replace_parked(number, body)!
UPDATE parked SET raw = :body WHERE rowid = :number;

-- name: replace_waiting_update(number, body)!
UPDATE waiting_update SET raw = :body WHERE id = :number;
