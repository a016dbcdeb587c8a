"""Jobs about files that came: recordings, awards, statements."""
