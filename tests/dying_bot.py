"""The program as it is, but that it dies at the first decision that it is told: `python -m dying_bot run`.

`TEABREAK_DIES` says when: `before` it is kept, or `after`, before its sender is answered.
"""

import os
import signal

from bot import cli, composition
from bot.decisions import Decisions
from flows.decisions import Decision


class Dying(Decisions):
    """Takes a decision, and no breath more."""

    async def told(self, issuer: str, submission_id: str, decision: Decision, message_id: str, digest: str) -> None:
        """Ends the process without warning."""
        if os.environ["TEABREAK_DIES"] == "after":
            await super().told(issuer, submission_id, decision, message_id, digest)
        os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    composition.Decisions = Dying  # type: ignore[misc]
    cli.main()
