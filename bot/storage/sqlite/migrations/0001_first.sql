-- Times are Unix milliseconds. A body is JSON as bot/storage/stored/codec.py writes it.

-- One worker. `touched_ms` is when they last did something.
CREATE TABLE person (
    id         INTEGER PRIMARY KEY,
    body       TEXT    NOT NULL,
    touched_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX person_touched ON person (touched_ms);

-- One person's work on one badge version. `number` counts in order of beginning.
CREATE TABLE draft (
    number     INTEGER PRIMARY KEY,
    id         TEXT    NOT NULL UNIQUE,
    person     INTEGER NOT NULL REFERENCES person (id),
    badge      TEXT    NOT NULL,
    version    TEXT    NOT NULL,
    stage      TEXT    NOT NULL,
    revision   INTEGER NOT NULL CHECK (revision > 0),
    body       TEXT    NOT NULL,
    touched_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX draft_of_person ON draft (person, number);
CREATE INDEX draft_on_version ON draft (badge, version);

-- The outbox: a message holds its body until it is spoken. A message that asked for something stays on,
-- without its body, to say what the phone was showing. `again`: it may have been on the phone before, as an
-- earlier message than the one whose id is known.
CREATE TABLE said (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    chat       INTEGER NOT NULL,
    body       TEXT,
    place      TEXT,
    message_id INTEGER,
    created_ms INTEGER NOT NULL,
    spoken_ms  INTEGER,
    failure    TEXT,
    again      INTEGER NOT NULL DEFAULT 0 CHECK (again IN (0, 1)),
    CHECK ((body IS NULL) = (spoken_ms IS NOT NULL))
) STRICT;
CREATE INDEX said_waiting ON said (id) WHERE body IS NOT NULL;
CREATE INDEX said_shown ON said (chat, id) WHERE place IS NOT NULL AND failure IS NULL;
CREATE INDEX said_as_message ON said (chat, message_id) WHERE place IS NOT NULL AND failure IS NULL;

-- One attempt to send, with the pack as it was frozen.
CREATE TABLE submission (
    id           INTEGER PRIMARY KEY,
    reference    TEXT    NOT NULL,
    attempt      INTEGER NOT NULL CHECK (attempt > 0),
    draft        TEXT    NOT NULL REFERENCES draft (id),
    pack         TEXT    NOT NULL,
    at_ms        INTEGER NOT NULL,
    delivered_ms INTEGER,
    receipt      TEXT,
    UNIQUE (reference, attempt)
) STRICT;
CREATE INDEX submission_of_draft ON submission (draft);

-- What is still to be done. What is done is removed.
CREATE TABLE effect (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    kind       TEXT    NOT NULL,
    body       TEXT    NOT NULL,
    draft      TEXT    NOT NULL REFERENCES draft (id),
    due_ms     INTEGER NOT NULL,
    tries      INTEGER NOT NULL DEFAULT 0,
    problem    TEXT,
    created_ms INTEGER NOT NULL,
    UNIQUE (kind, body)
) STRICT;
CREATE INDEX effect_due ON effect (due_ms);
CREATE INDEX effect_of_draft ON effect (draft);

-- The updates that were handled.
CREATE TABLE update_seen (
    update_id INTEGER PRIMARY KEY,
    at_ms     INTEGER NOT NULL
) STRICT;

-- The updates that could not be handled, kept for the operator.
CREATE TABLE parked (
    update_id INTEGER PRIMARY KEY,
    chat      INTEGER,
    raw       TEXT    NOT NULL,
    problem   TEXT    NOT NULL,
    at_ms     INTEGER NOT NULL
) STRICT;

-- Who moved which draft from which stage to which. Never any content.
CREATE TABLE audit (
    id           INTEGER PRIMARY KEY,
    at_ms        INTEGER NOT NULL,
    person       INTEGER NOT NULL,
    draft        TEXT,
    event        TEXT    NOT NULL,
    stage_before TEXT,
    stage_after  TEXT
) STRICT;

-- The last sign of life, in its only row.
CREATE TABLE beat (
    only  INTEGER PRIMARY KEY CHECK (only = 1),
    at_ms INTEGER NOT NULL
) STRICT;
