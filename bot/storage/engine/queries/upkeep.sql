-- Transactions of commands, and what is left of rows that are gone.

-- name: commit()!
COMMIT;
