"""Routes to issuers: one package for each, behind one protocol."""
