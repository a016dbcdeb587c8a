"""What the issuer decided."""
