"""The route `handover`: the worker takes the submission to the issuer."""

from bot.issuers.route import NeedsHandover
from flows.pack.pack import Pack


class HandoverDelivery:
    """Sends nothing: the worker is given the evidence, ready to paste."""

    async def deliver(self, pack: Pack) -> NeedsHandover:
        """Answer that the worker takes it there."""
        return NeedsHandover()
