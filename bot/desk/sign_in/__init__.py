"""The ways to sign in, behind one port: a link by email, an OpenID provider, passkeys."""
