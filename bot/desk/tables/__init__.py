"""The desk's SQLite database: its schema, and every statement that the desk runs, a module for each kind of row."""
