"""How a pack goes to its issuer: one module a route, behind one protocol."""
