-- What operators did: an append-only chain, in which each row holds a digest of itself and of the row before. Rows go
-- from the front alone, once they are old enough; the digest of the last of them stays in the next row.
CREATE TABLE operator_act (
    number   INTEGER PRIMARY KEY CHECK (number > 0),
    at_ms    INTEGER NOT NULL,
    who      TEXT    NOT NULL,
    act      TEXT    NOT NULL,
    about    TEXT    NOT NULL,
    reason   TEXT    NOT NULL,
    previous TEXT    NOT NULL,
    digest   TEXT    NOT NULL
) STRICT;
CREATE TRIGGER operator_act_is_next BEFORE INSERT ON operator_act
WHEN EXISTS (SELECT 1 FROM operator_act)
    AND (NEW.number, NEW.previous) IS NOT (SELECT number + 1, digest FROM operator_act ORDER BY number DESC LIMIT 1)
BEGIN
    SELECT RAISE(ABORT, 'an act is added after the last one alone');
END;
CREATE TRIGGER operator_act_stays BEFORE UPDATE ON operator_act BEGIN
    SELECT RAISE(ABORT, 'an act is never changed');
END;
CREATE TRIGGER operator_act_goes_in_order BEFORE DELETE ON operator_act
WHEN OLD.number IS NOT (SELECT min(number) FROM operator_act)
    OR OLD.number IS (SELECT max(number) FROM operator_act)
BEGIN
    SELECT RAISE(ABORT, 'acts go from the front alone, and the last one stays');
END;

-- By what an operator finds a person: keyed digests of their email address, number, references and channel id. Without
-- the key, which stands in a file beside the database, they tell nothing.
CREATE TABLE person_lookup (
    person TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (person, digest)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_lookup_by_digest ON person_lookup (digest);
CREATE TRIGGER person_not_to_look_up AFTER DELETE ON person BEGIN
    DELETE FROM person_lookup WHERE person = OLD.id;
END;
-- With which key everybody is in it, as a digest of that key, in its only row; none while they are being put in.
CREATE TABLE person_lookup_key (
    only   INTEGER PRIMARY KEY CHECK (only = 1),
    digest TEXT    NOT NULL
) STRICT;

-- What an operator asks for of one person: the bot does it while it runs, else at its next start. Then the row goes.
CREATE TABLE person_request (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    person TEXT    NOT NULL,
    body   TEXT    NOT NULL,
    at_ms  INTEGER NOT NULL
) STRICT;
CREATE TRIGGER person_not_to_ask_of AFTER DELETE ON person BEGIN
    DELETE FROM person_request WHERE person = OLD.id;
END;
