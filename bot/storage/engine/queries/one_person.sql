-- Everything of one person: written out, or gone, with nothing of it left in the file's free space.

-- name: person(person)$
SELECT body FROM person WHERE id = :person;

-- name: drafts(person)
SELECT id, body FROM draft WHERE person = :person ORDER BY number;

-- name: submissions(person)
SELECT reference, attempt, pack FROM submission WHERE draft IN (SELECT id FROM draft WHERE person = :person) ORDER BY id;

-- name: moved(person)
SELECT at_ms, draft, event, stage_before, stage_after FROM audit WHERE person = :person ORDER BY id;

-- name: forget_key(person)!
DELETE FROM person_key WHERE person = :person;

-- name: naming_bodies()
-- Every body that may name a file, but those of drafts whose files were removed. The first three columns are its place.
SELECT 'draft' AS place, person AS owner, id AS part, body FROM draft WHERE id NOT IN (SELECT draft FROM files_gone)
UNION ALL SELECT 'outbox', chat, CAST(id AS TEXT), body FROM outbox WHERE body IS NOT NULL
UNION ALL SELECT 'submission', draft.person, reference || '-' || attempt, pack
    FROM submission JOIN draft ON draft.id = submission.draft WHERE draft.id NOT IN (SELECT draft FROM files_gone)
UNION ALL SELECT 'effect', draft.person, kind || ' ' || draft.id, effect.body
    FROM effect JOIN draft ON draft.id = effect.draft WHERE kind <> 'deliver_pack'
UNION ALL SELECT 'operator_request', draft.person, draft.id, operator_request.body
    FROM operator_request JOIN draft ON draft.id = operator_request.draft;

-- name: naming_bodies_of(owner)
-- The same of one owner.
SELECT 'draft' AS place, person AS owner, id AS part, body FROM draft
    WHERE person = :owner AND NOT EXISTS (SELECT 1 FROM files_gone WHERE files_gone.draft = draft.id)
UNION ALL SELECT 'outbox', chat, CAST(id AS TEXT), body FROM outbox WHERE chat = :owner AND body IS NOT NULL
UNION ALL SELECT 'submission', draft.person, reference || '-' || attempt, pack
    FROM draft JOIN submission ON submission.draft = draft.id
    WHERE person = :owner AND NOT EXISTS (SELECT 1 FROM files_gone WHERE files_gone.draft = draft.id)
UNION ALL SELECT 'effect', draft.person, kind || ' ' || draft.id, effect.body
    FROM draft JOIN effect ON effect.draft = draft.id WHERE person = :owner AND kind <> 'deliver_pack'
UNION ALL SELECT 'operator_request', draft.person, draft.id, operator_request.body
    FROM draft JOIN operator_request ON operator_request.draft = draft.id WHERE person = :owner;

-- name: forget_effects(person)!
DELETE FROM effect WHERE draft IN (SELECT id FROM draft WHERE person = :person);

-- name: forget_requests(person)!
DELETE FROM operator_request WHERE draft IN (SELECT id FROM draft WHERE person = :person);

-- name: forget_submissions(person)!
DELETE FROM submission WHERE draft IN (SELECT id FROM draft WHERE person = :person);

-- name: forget_drafts(person)!
DELETE FROM draft WHERE person = :person;

-- name: forget_outbox(person)!
DELETE FROM outbox WHERE id IN (
    SELECT id FROM outbox WHERE chat = :person AND body IS NOT NULL
    UNION ALL SELECT id FROM outbox WHERE chat = :person AND place IS NOT NULL AND failure IS NULL
    UNION ALL SELECT id FROM outbox WHERE chat = :person AND failure IS NOT NULL
);

-- name: parked()
-- An update of no known shape has its sender somewhere inside, and perhaps not where others have it.
SELECT update_id, person, raw FROM parked ORDER BY at_ms;

-- name: forget_update(update_id)!
DELETE FROM parked WHERE update_id = :update_id;

-- name: forget_audit(person)!
DELETE FROM audit WHERE person = :person;

-- name: reminder_outcomes(person)
SELECT kind, became, at_ms FROM reminder_outcome WHERE person = :person ORDER BY id;

-- name: forget_reminder(person)!
DELETE FROM reminder WHERE person = :person;

-- name: forget_reminder_outcomes(person)!
DELETE FROM reminder_outcome WHERE person = :person;

-- name: forget_person(person)!
DELETE FROM person WHERE id = :person;

-- name: forget_waiting(person)!
DELETE FROM waiting_update WHERE person = :person;

-- name: waiting(person)
SELECT received_ms, raw FROM waiting_update WHERE person = :person ORDER BY id;

-- name: attempts(person)
SELECT reference, attempt FROM submission WHERE draft IN (SELECT id FROM draft WHERE person = :person) ORDER BY id;

-- name: forget_messages(person, before)!
DELETE FROM outbox WHERE id < :before AND id IN (
    SELECT id FROM outbox WHERE chat = :person AND body IS NOT NULL
    UNION ALL SELECT id FROM outbox WHERE chat = :person AND place IS NOT NULL AND failure IS NULL
    UNION ALL SELECT id FROM outbox WHERE chat = :person AND failure IS NOT NULL
);

-- name: keep_erasure(person, body, at_ms)!
-- Somebody who is erased again before the first time was over has the files of both times to be removed.
INSERT INTO erasure (person, body, at_ms) VALUES (:person, :body, :at_ms)
ON CONFLICT (person) DO UPDATE SET body = excluded.body, at_ms = excluded.at_ms;

-- name: erasure(person)$
SELECT body FROM erasure WHERE person = :person;

-- name: erasures()
SELECT body FROM erasure ORDER BY at_ms, person;

-- name: erasure_done(person)!
DELETE FROM erasure WHERE person = :person;

-- name: everybody()
SELECT id, body FROM person;
