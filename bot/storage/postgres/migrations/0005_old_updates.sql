-- rolling: earlier releases go on as they are beside it.
-- Updates whose time is over: without this, each removal of them reads those of two weeks.
CREATE INDEX processed_update_at ON processed_update (at_ms);
