"""An issuer's side of the contract: takes submissions, shows them to an assessor, and posts what the assessor decides.

It imports the published contract and nothing else of the bot's, so an issuer's developer can compare their own
receiver with it. The local chat starts it.
"""
