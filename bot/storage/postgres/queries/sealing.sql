-- What PostgreSQL says in its own way; what both engines share is in `bot/storage/engine/queries/sealing.sql`.

-- name: has_state()$
-- Whether the database is of a release that can seal.
SELECT 1 WHERE to_regclass('sealing') IS NOT NULL;

-- name: set_state(state, master)!
INSERT INTO sealing (single, state, master) VALUES (1, :state, :master)
ON CONFLICT (single) DO UPDATE SET state = excluded.state, master = excluded.master;

-- name: keys_of(ids)
SELECT number, person, master, wrapped FROM person_key WHERE person = ANY (ARRAY(SELECT jsonb_array_elements_text(CAST(:ids AS jsonb))));

-- name: unfinished()$
-- A new master key that does not stand in its file yet, by the id of the one before it.
SELECT under FROM next_master WHERE NOT in_file;

-- name: in_file(id_)!
UPDATE next_master SET in_file = true WHERE id = :id_;

-- name: sealed_bodies(owner)
-- Every body that is sealed where data are: of everybody, or of one owner. The first three columns are its place.
SELECT * FROM (
    SELECT 'person' AS place, id AS owner, id AS part, number, body FROM person
    UNION ALL SELECT 'draft', person, id, number, body FROM draft
    UNION ALL SELECT 'outbox', chat, CAST(id AS TEXT), id, body FROM outbox WHERE body IS NOT NULL
    UNION ALL SELECT 'submission', draft.person, reference || '-' || attempt, submission.id, pack
        FROM submission JOIN draft ON draft.id = submission.draft
    UNION ALL SELECT 'effect', draft.person, kind || ' ' || draft.id, effect.id, effect.body
        FROM effect JOIN draft ON draft.id = effect.draft WHERE kind <> 'deliver_pack'
    UNION ALL SELECT 'operator_request', draft.person, draft.id, operator_request.id, operator_request.body
        FROM operator_request JOIN draft ON draft.id = operator_request.draft
    UNION ALL SELECT 'person_request', person, person, id, body FROM person_request
    UNION ALL SELECT 'parked', coalesce(person, ''), update_id, number, raw FROM parked
    UNION ALL SELECT 'waiting_update', person, CAST(received_ms AS TEXT), id, raw FROM waiting_update
) AS every WHERE CAST(:owner AS text) IS NULL OR owner = :owner;

-- name: replace_person(number, body)!
UPDATE person SET body = :body WHERE number = :number;

-- name: replace_parked(number, body)!
UPDATE parked SET raw = :body WHERE number = :number;
