-- The ids under which issuers' systems have told something, each with a digest of what it was: never its words.
CREATE TABLE told (
    issuer TEXT    NOT NULL,
    id     TEXT    NOT NULL,
    digest TEXT    NOT NULL,
    at_ms  INTEGER NOT NULL,
    PRIMARY KEY (issuer, id)
) STRICT, WITHOUT ROWID;

-- What the operator has asked for on the command line. The bot alone changes drafts, so it is for the bot to do:
-- within seconds while it runs, else at its next start. What is done is removed.
CREATE TABLE request (
    id    INTEGER PRIMARY KEY AUTOINCREMENT,
    draft TEXT    NOT NULL REFERENCES draft (id),
    body  TEXT    NOT NULL,
    at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX request_of_draft ON request (draft);
