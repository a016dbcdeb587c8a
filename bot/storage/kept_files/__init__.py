"""Where files that people sent are kept: in a folder, or in the PostgreSQL database."""
