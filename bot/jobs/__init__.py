"""Work that happens outside a turn: one module a job."""
