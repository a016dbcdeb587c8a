"""Where a typed message goes, and what is done about one that is not evidence."""
