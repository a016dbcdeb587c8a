"""The assessor's desk: an issuer's own server, which takes submissions by the published contract and answers them.

It shares the receiver, the store and the reading page with `bot/inbox`, and adds people, a queue and awarding.
"""
