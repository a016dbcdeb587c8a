-- The desk's database. The index (submission, about, answers, tally, outgoing, shingle) can be rebuilt from the folders of submissions.

CREATE TABLE submission (
    number INTEGER PRIMARY KEY AUTOINCREMENT,  -- in the order of arrival
    id TEXT NOT NULL UNIQUE,
    application TEXT NOT NULL,                 -- the applicant's reference, the same for every attempt
    attempt INTEGER NOT NULL,
    reference TEXT NOT NULL,                   -- our own
    badge TEXT NOT NULL,
    title TEXT NOT NULL,
    name TEXT NOT NULL,
    applicant TEXT NOT NULL,                   -- whose it is: the email address in small letters, or the application
    files INTEGER NOT NULL,
    came_at INTEGER NOT NULL,                  -- Unix seconds, as every time here
    due_at INTEGER NOT NULL,
    decided_at INTEGER,
    standing TEXT NOT NULL,                    -- new, arrived, held, returned, awarded, declined, revoked, withdrawn, replaced
    place TEXT NOT NULL,                       -- the part of the queue: open, held, returned, decided, replaced
    folded TEXT NOT NULL                       -- what the search for words has of it, kept to take it out again
);
CREATE INDEX submission_application ON submission (application, attempt);
CREATE INDEX submission_applicant ON submission (applicant);
CREATE INDEX submission_due ON submission (place, due_at, number);
CREATE INDEX submission_came ON submission (place, came_at, number);
CREATE INDEX submission_name ON submission (place, name COLLATE NOCASE, number);
CREATE INDEX submission_title ON submission (place, title COLLATE NOCASE, due_at, number);
CREATE INDEX submission_decided ON submission (place, decided_at, number);
CREATE INDEX submission_badge ON submission (place, badge, due_at, number);
-- Names, references and badges are found by the beginnings of their words, answers by whole words: with beginnings, a
-- common one would have to gather most submissions first.
CREATE VIRTUAL TABLE about USING fts5 (text, content = '', detail = 'none', tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE answers USING fts5 (text, content = '', detail = 'none', tokenize = 'unicode61 remove_diacritics 2');
CREATE TABLE tally (place TEXT PRIMARY KEY, count INTEGER NOT NULL) WITHOUT ROWID;
CREATE TRIGGER tally_insert AFTER INSERT ON submission
BEGIN INSERT INTO tally VALUES (NEW.place, 1) ON CONFLICT (place) DO UPDATE SET count = count + 1; END;
CREATE TRIGGER tally_delete AFTER DELETE ON submission
BEGIN UPDATE tally SET count = count - 1 WHERE place = OLD.place; END;
CREATE TRIGGER tally_update AFTER UPDATE OF place ON submission WHEN OLD.place <> NEW.place
BEGIN
    UPDATE tally SET count = count - 1 WHERE place = OLD.place;
    INSERT INTO tally VALUES (NEW.place, 1) ON CONFLICT (place) DO UPDATE SET count = count + 1;
END;
CREATE TABLE outgoing (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE changing (id TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE shingle (hash INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (hash, number)) WITHOUT ROWID;
CREATE INDEX shingle_number ON shingle (number);

CREATE TABLE person (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    email TEXT NOT NULL UNIQUE,                -- in small letters
    name TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('assessor', 'lead', 'auditor')),
    invited_at INTEGER NOT NULL,
    joined_at INTEGER,
    ended_at INTEGER,
    shortcuts INTEGER NOT NULL DEFAULT 1,      -- whether single letters work as shortcuts
    oidc TEXT UNIQUE                           -- issuer and subject of the account that signs them in
);
CREATE TABLE session (
    hash TEXT PRIMARY KEY,                     -- of the secret in the cookie
    person INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    begun_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    device TEXT NOT NULL,
    means TEXT NOT NULL                        -- email, oidc, passkey
) WITHOUT ROWID;
CREATE INDEX session_person ON session (person);
CREATE TABLE login (
    hash TEXT PRIMARY KEY,                     -- of the secret in the link
    code TEXT NOT NULL,                        -- hash of the code that stands beside it
    browser TEXT NOT NULL,                     -- hash of the cookie of the browser that asked
    email TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at INTEGER,
    tries INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX login_browser ON login (browser);
CREATE TABLE flow (                            -- a sign-in with another server or a passkey that is under way
    hash TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    content TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE passkey (
    id BLOB PRIMARY KEY,
    person INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    public BLOB NOT NULL,
    count INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    used_at INTEGER
) WITHOUT ROWID;
CREATE TABLE attempt (about TEXT NOT NULL, at INTEGER NOT NULL);
CREATE INDEX attempt_about ON attempt (about, at);

CREATE TABLE assignment (
    application TEXT PRIMARY KEY,
    person INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX assignment_person ON assignment (person);
CREATE TABLE draft (
    submission TEXT NOT NULL,
    person INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    form TEXT NOT NULL,                        -- the fields of the form, as JSON
    revision INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (submission, person)
) WITHOUT ROWID;
CREATE TABLE comment (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    owner INTEGER REFERENCES person (id) ON DELETE CASCADE,  -- nobody: shared
    badge TEXT NOT NULL,
    question TEXT NOT NULL,                    -- empty: about all of it
    text TEXT NOT NULL
);
CREATE INDEX comment_badge ON comment (badge, question);
CREATE TABLE second (                          -- a second opinion that was asked for
    submission TEXT PRIMARY KEY,
    first INTEGER NOT NULL REFERENCES person (id),
    other INTEGER NOT NULL REFERENCES person (id),
    at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE opinion (
    submission TEXT NOT NULL REFERENCES second (submission) ON DELETE CASCADE,
    person INTEGER NOT NULL REFERENCES person (id),
    form TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (submission, person)
) WITHOUT ROWID;

CREATE TABLE award (
    number INTEGER PRIMARY KEY AUTOINCREMENT,  -- its place in the status list
    token TEXT NOT NULL UNIQUE,                -- in its address
    submission TEXT NOT NULL,
    decision TEXT NOT NULL UNIQUE,
    badge TEXT NOT NULL,
    jwt TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    live INTEGER NOT NULL DEFAULT 0,           -- whether it has gone out
    revoked_at INTEGER
);
CREATE INDEX award_submission ON award (submission);

CREATE TABLE event (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    person INTEGER,                            -- nobody: the desk itself
    kind TEXT NOT NULL,
    submission TEXT NOT NULL,                  -- empty: about none
    detail TEXT NOT NULL                       -- never words of an applicant or an assessor
);
CREATE INDEX event_submission ON event (submission, number);
CREATE TABLE event_purge (before INTEGER NOT NULL);  -- rows older than this may be removed, while it holds one
CREATE TRIGGER event_no_update BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
CREATE TRIGGER event_no_delete BEFORE DELETE ON event
WHEN OLD.at >= COALESCE((SELECT MAX(before) FROM event_purge), -1)
BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
