-- Ids of people, chats and updates become text that begins with their channel, such as 'telegram:501'. Until now there
-- was one channel, and they were its numbers. SQLite does not change the type of a column, so these tables are made
-- anew and filled: row ids, counters and all that refers to them stay. Tables also get the names that the code uses.

CREATE TABLE person_now (
    id         TEXT    PRIMARY KEY NOT NULL,
    body       TEXT    NOT NULL,
    touched_ms INTEGER NOT NULL
) STRICT;
INSERT INTO person_now SELECT 'telegram:' || id, body, touched_ms FROM person ORDER BY id;
DROP TABLE person;
ALTER TABLE person_now RENAME TO person;
CREATE INDEX person_touched ON person (touched_ms);

CREATE TABLE draft_now (
    number     INTEGER PRIMARY KEY,
    id         TEXT    NOT NULL UNIQUE,
    person     TEXT    NOT NULL REFERENCES person (id),
    badge      TEXT    NOT NULL,
    version    TEXT    NOT NULL,
    stage      TEXT    NOT NULL,
    revision   INTEGER NOT NULL CHECK (revision > 0),
    body       TEXT    NOT NULL,
    touched_ms INTEGER NOT NULL
) STRICT;
INSERT INTO draft_now
SELECT number, id, 'telegram:' || person, badge, version, stage, revision, body, touched_ms FROM draft ORDER BY number;
DROP TABLE draft;
ALTER TABLE draft_now RENAME TO draft;
CREATE INDEX draft_of_person ON draft (person, number);
CREATE INDEX draft_on_version ON draft (badge, version);

-- A message holds its body until it is sent. A message that asked for something stays on, without its body, to say
-- what the phone was showing. `message_id`: its number among the messages of its chat, which grows with time; the
-- channel gives it. `again`: it may have been on the phone before, as an earlier message than the one whose number is
-- known.
CREATE TABLE outbox (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    chat       TEXT    NOT NULL,
    body       TEXT,
    place      TEXT,
    message_id INTEGER,
    created_ms INTEGER NOT NULL,
    spoken_ms  INTEGER,
    failure    TEXT,
    again      INTEGER NOT NULL DEFAULT 0 CHECK (again IN (0, 1)),
    CHECK ((body IS NULL) = (spoken_ms IS NOT NULL))
) STRICT;
INSERT INTO outbox
SELECT id, 'telegram:' || chat, body, place, message_id, created_ms, spoken_ms, failure, again FROM said ORDER BY id;
-- Ids of messages that are gone must not be given again: what became of a reminder is found by the id of its message.
DELETE FROM sqlite_sequence WHERE name = 'outbox';
INSERT INTO sqlite_sequence (name, seq) SELECT 'outbox', seq FROM sqlite_sequence WHERE name = 'said';
DROP TABLE said;
CREATE INDEX outbox_waiting ON outbox (id) WHERE body IS NOT NULL;
CREATE INDEX outbox_shown ON outbox (chat, id) WHERE place IS NOT NULL AND failure IS NULL;
CREATE INDEX outbox_as_message ON outbox (chat, message_id) WHERE place IS NOT NULL AND failure IS NULL;

-- What phones show, or showed: the messages that asked for something, and were not refused.
CREATE VIEW prompt_shown AS
SELECT id, chat, place, message_id, again, created_ms FROM outbox WHERE place IS NOT NULL AND failure IS NULL;

-- The updates that were handled.
CREATE TABLE processed_update (
    id    TEXT    PRIMARY KEY NOT NULL,
    at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO processed_update SELECT 'telegram:' || update_id, at_ms FROM update_seen ORDER BY 1;
DROP TABLE update_seen;

-- The updates that could not be handled, kept for the operator. `person`: whose, where that could be read.
CREATE TABLE parked_now (
    update_id TEXT    PRIMARY KEY NOT NULL,
    person    TEXT,
    raw       TEXT    NOT NULL,
    problem   TEXT    NOT NULL,
    at_ms     INTEGER NOT NULL
) STRICT;
-- A negative number is that of a group.
INSERT INTO parked_now
SELECT 'telegram:' || update_id, CASE WHEN chat > 0 THEN 'telegram:' || chat END, raw, problem, at_ms
FROM parked ORDER BY update_id;
DROP TABLE parked;
ALTER TABLE parked_now RENAME TO parked;

CREATE TABLE audit_now (
    id           INTEGER PRIMARY KEY,
    at_ms        INTEGER NOT NULL,
    person       TEXT    NOT NULL,
    draft        TEXT,
    event        TEXT    NOT NULL,
    stage_before TEXT,
    stage_after  TEXT
) STRICT;
INSERT INTO audit_now
SELECT id, at_ms, 'telegram:' || person, draft, event, stage_before, stage_after FROM audit ORDER BY id;
DROP TABLE audit;
ALTER TABLE audit_now RENAME TO audit;

-- When to look at what somebody wanted to be reminded of: a row for everyone who ever wanted any, with no time where
-- nothing is planned. Somebody who has blocked the bot is silenced until they write again.
CREATE TABLE reminder (
    person      TEXT    PRIMARY KEY NOT NULL REFERENCES person (id),
    due_ms      INTEGER,
    silenced_ms INTEGER,
    kind        TEXT
) STRICT;
INSERT INTO reminder SELECT 'telegram:' || person, due_ms, silenced_ms, kind FROM nudge ORDER BY person;
DROP TABLE nudge;
CREATE INDEX reminder_due ON reminder (due_ms, kind) WHERE due_ms IS NOT NULL AND silenced_ms IS NULL;
CREATE INDEX reminder_idle ON reminder (person) WHERE due_ms IS NULL AND silenced_ms IS NULL;
CREATE INDEX reminder_silenced ON reminder (person) WHERE silenced_ms IS NOT NULL;

-- What became of each reminder: of which kind it was, and never what it said. `message` is its row in the outbox.
CREATE TABLE reminder_outcome (
    id      INTEGER PRIMARY KEY,
    person  TEXT    NOT NULL,
    kind    TEXT    NOT NULL,
    became  TEXT    NOT NULL,
    at_ms   INTEGER NOT NULL,
    message INTEGER
) STRICT;
INSERT INTO reminder_outcome SELECT id, 'telegram:' || person, kind, became, at_ms, said FROM nudged ORDER BY id;
DROP TABLE nudged;
CREATE INDEX reminder_outcome_of_message ON reminder_outcome (message) WHERE message IS NOT NULL;
CREATE INDEX reminder_outcome_of_person ON reminder_outcome (person);
CREATE INDEX reminder_outcome_by_kind ON reminder_outcome (kind, became);

CREATE TABLE waiting_update_now (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    person      TEXT    NOT NULL,
    raw         TEXT    NOT NULL,
    place       TEXT,
    received_ms INTEGER NOT NULL
) STRICT;
INSERT INTO waiting_update_now
SELECT id, 'telegram:' || person, raw, place, received_ms FROM waiting_update ORDER BY id;
DROP TABLE waiting_update;
ALTER TABLE waiting_update_now RENAME TO waiting_update;
CREATE INDEX waiting_of_person ON waiting_update (person, id);

ALTER TABLE told RENAME TO processed_webhook;
ALTER TABLE beat RENAME TO heartbeat;
ALTER TABLE request RENAME TO operator_request;
DROP INDEX request_of_draft;
CREATE INDEX operator_request_of_draft ON operator_request (draft);

-- The worker's own award had the key 0, which no message has; now it is an effect of its own.
UPDATE effect SET
    kind = 'check_own_award',
    body = json_object(
        'draft', json_extract(body, '$.draft'),
        'number', json_extract(body, '$.part'),
        'badge', json_extract(body, '$.badge'),
        'version', json_extract(body, '$.version'),
        'email', json_extract(body, '$.email'),
        'link', json_extract(body, '$.link'),
        'sha256', json_extract(body, '$.sha256')
    )
WHERE kind = 'check_award' AND CASE WHEN json_valid(body) THEN json_extract(body, '$.key') END = 0;
