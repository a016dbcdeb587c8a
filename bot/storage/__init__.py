"""Storage: sessions, the outbox and due effects, on disk. The only package with SQL."""
