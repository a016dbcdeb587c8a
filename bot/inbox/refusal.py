"""The refusal of a request, with its HTTP status from the contract."""


class RequestRefused(Exception):
    """A request that is not accepted. Its text says why, and holds nothing of what was sent."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status
        self.why = why
