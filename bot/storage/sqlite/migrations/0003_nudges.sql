-- When to look at what somebody wanted to be reminded of: a row for everyone who ever wanted any, with no time where
-- nothing is planned. Somebody who has blocked the bot is silenced until they write again.
CREATE TABLE nudge (
    person      INTEGER PRIMARY KEY REFERENCES person (id),
    due_ms      INTEGER,
    silenced_ms INTEGER
) STRICT;
CREATE INDEX nudge_due ON nudge (due_ms) WHERE due_ms IS NOT NULL AND silenced_ms IS NULL;

-- What became of each reminder: of which kind it was, and never what it said. `said` is its message in the outbox.
CREATE TABLE nudged (
    id     INTEGER PRIMARY KEY,
    person INTEGER NOT NULL,
    kind   TEXT    NOT NULL,
    became TEXT    NOT NULL,
    at_ms  INTEGER NOT NULL,
    said   INTEGER
) STRICT;
CREATE INDEX nudged_as_said ON nudged (said) WHERE said IS NOT NULL;
CREATE INDEX nudged_of_person ON nudged (person);

-- The badges and the zone with which everything was planned last, as a digest, in its only row.
CREATE TABLE planned_with (
    only   INTEGER PRIMARY KEY CHECK (only = 1),
    digest TEXT    NOT NULL
) STRICT;
