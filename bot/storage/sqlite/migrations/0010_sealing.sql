-- Encryption at rest. What queries need of a body stands in a column of its own from now on, since a sealed body cannot
-- be searched. Ids, times, stages and counts stay in the clear.

-- Whether the data are sealed: a row if so. `state`: 'sealing' and 'opening' while a change between the two is under way,
-- else 'sealed'. `master` is the id of the master key under which every data key is sealed.
CREATE TABLE sealing (
    only   INTEGER PRIMARY KEY CHECK (only = 1),
    state  TEXT    NOT NULL CHECK (state IN ('sealing', 'sealed', 'opening')),
    master TEXT    NOT NULL
) STRICT;

-- The data key of each person, sealed under a master key; '' is nobody in particular. Numbers are never given again:
-- sealed bodies and files name the number of their key.
CREATE TABLE person_key (
    number  INTEGER PRIMARY KEY AUTOINCREMENT,
    person  TEXT    NOT NULL UNIQUE,
    master  TEXT    NOT NULL,
    wrapped TEXT    NOT NULL
) STRICT;

-- The new master key, sealed under the one before, for a bot that ran while it was changed. Gone once that has read it.
CREATE TABLE next_master (
    id      TEXT    PRIMARY KEY NOT NULL,
    under   TEXT    NOT NULL,
    wrapped TEXT    NOT NULL,
    in_file INTEGER NOT NULL DEFAULT 0 CHECK (in_file IN (0, 1))
) STRICT;

-- Whether a person has agreed.
ALTER TABLE person ADD COLUMN consented INTEGER NOT NULL DEFAULT 0 CHECK (consented IN (0, 1));
UPDATE person SET consented = 1 WHERE CASE WHEN json_valid(body) THEN json_extract(body, '$.consent') END IS NOT NULL;

-- To whom a submission went; NULL where the pack cannot be read. `digest` tells a sealed pack from another; it is
-- made with the person's key.
ALTER TABLE submission ADD COLUMN issuer TEXT;
ALTER TABLE submission ADD COLUMN digest TEXT;
UPDATE submission SET issuer = CASE WHEN json_valid(pack) THEN json_extract(pack, '$.issuer.id') END;

-- The same of a sealed effect, of which there are not to be two. The body of a delivery is a reference and an attempt,
-- and is not sealed.
ALTER TABLE effect ADD COLUMN digest TEXT;
CREATE UNIQUE INDEX effect_sealed_once ON effect (kind, digest) WHERE digest IS NOT NULL;
