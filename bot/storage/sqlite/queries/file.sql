-- What is asked of a database file as a whole, over the standard library's own driver.

-- name: version()$
PRAGMA user_version;

-- name: be_patient()!
PRAGMA busy_timeout = 5000;

-- name: hold_references()!
PRAGMA foreign_keys = ON;

-- name: overwrite_what_goes()!
PRAGMA secure_delete = ON;

-- name: distrust()!
-- Nothing in a file from elsewhere may run by itself.
PRAGMA trusted_schema = OFF;

-- name: stand_alone()!
-- One file, without a journal beside it.
PRAGMA journal_mode = DELETE;

-- name: soundness()$
PRAGMA integrity_check(1);

-- name: broken_references()^
PRAGMA foreign_key_check;

-- name: shape()
SELECT type || ' ' || name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY 1;

-- name: counts()
SELECT 'person', count(*) FROM person
UNION ALL SELECT 'draft', count(*) FROM draft
UNION ALL SELECT 'submission', count(*) FROM submission
UNION ALL SELECT 'outbox', count(*) FROM outbox
UNION ALL SELECT 'effect', count(*) FROM effect;
