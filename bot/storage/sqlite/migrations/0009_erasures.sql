-- Who asked for everything of theirs to be deleted, from the transaction in which their rows go until the files that
-- belong to them are gone too. `body`: those files and submissions, by digests and ids.
CREATE TABLE erasure (
    person TEXT    PRIMARY KEY NOT NULL,
    body   TEXT    NOT NULL,
    at_ms  INTEGER NOT NULL
) STRICT;
