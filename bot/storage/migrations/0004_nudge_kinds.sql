-- What somebody is to be reminded of next, for counts alone. Everybody is planned for anew, which fills it in.
ALTER TABLE nudge ADD COLUMN kind TEXT;
DELETE FROM planned_with;

-- To count what became of reminders without reading their rows.
CREATE INDEX nudged_by_outcome ON nudged (kind, became);
