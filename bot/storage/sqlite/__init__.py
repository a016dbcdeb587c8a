"""The SQLite database: schema, statements, backup."""
