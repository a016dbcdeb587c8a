-- What somebody is to be reminded of next, for counts alone. Everybody is planned for anew, which fills it in.
ALTER TABLE nudge ADD COLUMN kind TEXT;
DELETE FROM planned_with;

-- To count people and what became of reminders without reading their rows.
DROP INDEX nudge_due;
CREATE INDEX nudge_due ON nudge (due_ms, kind) WHERE due_ms IS NOT NULL AND silenced_ms IS NULL;
CREATE INDEX nudge_idle ON nudge (person) WHERE due_ms IS NULL AND silenced_ms IS NULL;
CREATE INDEX nudge_silenced ON nudge (person) WHERE silenced_ms IS NOT NULL;
CREATE INDEX nudged_by_outcome ON nudged (kind, became);
