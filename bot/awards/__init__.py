"""Award checks: whether an Open Badges award is valid, from the right issuer, and made out to the worker.

`checker.AwardChecker` is the way in: a file or a link comes in, an `AwardCheck` goes out.
Files and servers are untrusted: everything that they say is checked.
"""
