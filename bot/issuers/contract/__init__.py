"""The contract with issuers' systems: its models, JSON Schemas and OpenAPI description."""
