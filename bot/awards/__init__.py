"""Looking at an award that a worker shows: is it theirs, from the right issuer, and does it hold?

`checker.AwardChecker` is the way in: a file or a link comes in, an `AwardCheck` of `flows.model.award_check` goes out.
Everything between is written for files and servers that lie.
"""
