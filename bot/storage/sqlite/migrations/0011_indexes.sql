-- What looks by these would read more with every person who is served.

-- The next effect of a kind, and the oldest.
CREATE INDEX effect_of_kind ON effect (kind, due_ms);
-- What is never put off for longer than so long: the rest waits for a day that was told.
CREATE INDEX effect_put_off ON effect (due_ms) WHERE kind <> 'await_decision';
-- Messages of a chat that are neither waiting nor shown.
CREATE INDEX outbox_failed ON outbox (chat) WHERE failure IS NOT NULL;
-- What happened to one person's work, to be shown or to go.
CREATE INDEX audit_of_person ON audit (person);
-- Those who looked in and never agreed.
CREATE INDEX person_stranger ON person (touched_ms) WHERE NOT consented;
