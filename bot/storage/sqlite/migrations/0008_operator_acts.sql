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
