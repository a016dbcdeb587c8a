-- Data keys as a running bot needs them.

-- name: add_keys*!
INSERT INTO person_key (person, master, wrapped) VALUES (:person, :master, :wrapped) ON CONFLICT (person) DO NOTHING;

-- name: current_master()$
SELECT master FROM sealing;

-- name: next_masters()
SELECT id, under, wrapped FROM next_master;

-- name: unused_keys()!
-- Of people of whom nothing sealed is stored: somebody who looked in and never agreed.
DELETE FROM person_key
WHERE person <> ''
    AND NOT EXISTS (SELECT 1 FROM person AS known WHERE known.id = person_key.person)
    AND NOT EXISTS (SELECT 1 FROM outbox WHERE outbox.chat = person_key.person AND body IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM parked WHERE parked.person = person_key.person)
    AND NOT EXISTS (SELECT 1 FROM waiting_update WHERE waiting_update.person = person_key.person);
