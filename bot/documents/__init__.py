"""A pack as documents: OpenDocument for an assessor, plain text for anything else."""
