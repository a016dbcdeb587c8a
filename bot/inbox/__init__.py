"""An issuer's side of the contract: takes submissions, shows them to an assessor, and posts what the assessor decides.

It stands on what is published and on nothing else of the bot's, so it is what an issuer's developer can hold their own
receiver against. The local chat starts it.
"""
