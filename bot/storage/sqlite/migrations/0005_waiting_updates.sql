-- Updates that are kept, and whose turn is yet to be taken: what somebody sent faster than is fair to others. A row
-- lives for seconds, or minutes in a flood. `place` is what the phone showed when the message came.
CREATE TABLE waiting_update (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    person      INTEGER NOT NULL,
    raw         TEXT    NOT NULL,
    place       TEXT,
    received_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX waiting_of_person ON waiting_update (person, id);
