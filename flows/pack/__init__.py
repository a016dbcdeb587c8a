"""The frozen submission: what goes to the issuer."""
