"""Looking at an award that a worker shows: is it theirs, from the right issuer, and does it hold?

`checking.Checker` is the door. What comes in is a file or a link; what comes out is a `Finding` of `flows.model.award_check`.
Everything between is written for files and servers that lie.
"""
