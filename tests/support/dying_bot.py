"""The program as it is, but that it dies at the first decision that it is told: `python -m support.dying_bot run`.

`TEST_DIES` says when: `before` anything of it is kept, `between` its badge and itself, or `after` that, before
its sender is answered.
"""

import os
import signal

from bot import cli, wiring
from bot.issuers.decision_intake import Decisions
from flows.model.decision import Decision


class Dying(Decisions):
    """Takes a decision, and no breath more."""

    async def told(
        self, issuer: str, submission_id: str, decision: Decision, message_id: str, digest: str, credential: str = ""
    ) -> None:
        """Ends the process without warning."""
        if os.environ["TEST_DIES"] != "before":
            await super().told(issuer, submission_id, decision, message_id, digest, credential)
        os.kill(os.getpid(), signal.SIGKILL)

    async def with_award(self, person: str, decision: Decision, credential: str) -> Decision:
        """Ends it here, perhaps."""
        whole = await super().with_award(person, decision, credential)
        if os.environ["TEST_DIES"] == "between":
            os.kill(os.getpid(), signal.SIGKILL)
        return whole


if __name__ == "__main__":
    wiring.Decisions = Dying  # type: ignore[misc]
    cli.main()
