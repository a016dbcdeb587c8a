"""JSON responses of the Bot API, and its errors."""

Wire = dict[str, object]


class RefusalError(Exception):
    """The Bot API says no: an error code, a description in its own words, perhaps parameters."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def wire(self) -> Wire:
        """The body of the answer."""
        body: Wire = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(why: str) -> RefusalError:
    """A refusal with status 400, worded as Telegram words it."""
    return RefusalError(400, f"Bad Request: {why}")


def too_many_requests(seconds: int) -> RefusalError:
    """A refusal with status 429 that names the seconds to wait."""
    return RefusalError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def chat_migrated(to_chat: int) -> RefusalError:
    """The refusal for a group that has become a supergroup with this id."""
    return RefusalError(400, "Bad Request: group chat was upgraded to a supergroup chat", migrate_to_chat_id=to_chat)
