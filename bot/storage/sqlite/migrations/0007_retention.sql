-- When to look at what of somebody runs out. A row for everybody who has one in `person`; triggers keep it so.
CREATE TABLE retention_look (
    person  TEXT    PRIMARY KEY NOT NULL,
    look_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX retention_look_due ON retention_look (look_ms);
INSERT INTO retention_look SELECT id, 0 FROM person;
-- The shortest period is longer than two weeks and a month of warnings, so nothing of theirs is missed.
CREATE TRIGGER person_to_look_at AFTER INSERT ON person BEGIN
    INSERT INTO retention_look (person, look_ms) VALUES (NEW.id, NEW.touched_ms + 14 * 86400000)
    ON CONFLICT (person) DO NOTHING;
END;
CREATE TRIGGER person_not_to_look_at AFTER DELETE ON person BEGIN
    DELETE FROM retention_look WHERE person = OLD.id;
END;

-- The drafts whose recordings and award files were removed: what their rows name of files counts no more.
CREATE TABLE files_gone (
    draft TEXT    PRIMARY KEY NOT NULL,
    at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TRIGGER draft_without_files AFTER DELETE ON draft BEGIN
    DELETE FROM files_gone WHERE draft = OLD.id;
END;

-- The last look at what runs out, in its only row. `held_ms`: since when nothing is removed, because the clock jumped.
-- `schedule`: a digest of the periods with which everybody's next look was worked out.
CREATE TABLE retention_pass (
    only     INTEGER PRIMARY KEY CHECK (only = 1),
    at_ms    INTEGER NOT NULL,
    held_ms  INTEGER,
    schedule TEXT    NOT NULL
) STRICT;

-- How many things of each kind were warned of (`first`, `last`) and removed (`gone`).
CREATE TABLE retention_count (
    kind     TEXT    NOT NULL,
    became   TEXT    NOT NULL,
    how_many INTEGER NOT NULL,
    PRIMARY KEY (kind, became)
) STRICT, WITHOUT ROWID;
