"""Takes decisions from every source (issuers' systems, polling, the operator) into the conversation."""

import re
from collections.abc import AsyncIterator
from dataclasses import replace

from bot.clock import Clock
from bot.conversation.service import Conversation, News
from bot.media.store import MediaStore
from bot.storage.store import Store
from bot.storage.stored.records import ProcessedWebhook, Submitted
from flows.engine.events import DecisionMade
from flows.model.attachments.award import AwardFile, Form
from flows.model.decision import Decision

_SUBMISSION = re.compile(r"(?P<reference>[A-Z0-9]+(?:-[A-Z0-9]+){1,8})-(?P<attempt>[1-9][0-9]{0,3})")


class NotTaken(Exception):
    """Why a decision is not taken. Its text holds nothing of the decision."""


class NoSuchSubmission(NotTaken):
    """The issuer was never sent this, or the person has asked to be forgotten."""

    def __init__(self) -> None:
        super().__init__("no submission with this id was sent to you, or it was removed at the applicant's wish")


class SaidOtherwise(NotTaken):
    """Another thing was told under the same id."""

    def __init__(self) -> None:
        super().__init__("another message came under this webhook-id before; a new one needs a new id")


class UnknownQuestions(NotTaken):
    """Some of the remarks, by their places from 0, are about questions that the submission does not have."""

    def __init__(self, places: tuple[int, ...]) -> None:
        super().__init__("not the criterion_id of a question of this submission")
        self.places = places


class Decisions:
    """Takes decisions: each is stored, with its turn and its messages, when the call returns."""

    def __init__(self, store: Store, conversation: Conversation, clock: Clock, media: MediaStore) -> None:
        self._media = media
        self._store = store
        self._conversation = conversation
        self._clock = clock

    async def told(
        self, issuer: str, submission_id: str, decision: Decision, message_id: str, digest: str, credential: str = ""
    ) -> None:
        """Takes a decision that an issuer's system sends under an id, with the award itself. A repeat changes nothing.

        Raises NoSuchSubmission, also where the submission went to somebody else; UnknownQuestions; SaidOtherwise.
        """
        before = await self._store.processed_webhook(issuer, message_id)
        if before is None:
            submitted = await self._sent_to(issuer, submission_id)
            known = ProcessedWebhook(issuer, message_id, digest, self._clock.unix_ms())
            news = self.news(submitted, await self.with_award(submitted.person, decision, credential))
            await self._conversation.tell([replace(news, webhook=known)])
            before = await self._store.processed_webhook(issuer, message_id)
        if before != digest:
            raise SaidOtherwise

    async def with_award(self, person: str, decision: Decision, credential: str) -> Decision:
        """A decision with the award that came along for a person, if one did, whose bytes are now on disk.

        Raises OSError and StorageError.
        """
        if not credential:
            return decision
        kept = await self._media.put(_once(credential.encode()), person)
        form = Form.json if credential.lstrip().startswith("{") else Form.jwt
        return replace(decision, credential=AwardFile(kept.sha256, kept.size, form))

    def news(self, submitted: Submitted, decision: Decision, request: int | None = None) -> News:
        """A decision on an attempt, on its way to a turn; the request that is thereby done. Raises UnknownQuestions."""
        pack = submitted.pack
        asked = {answer.criterion_id for answer in pack.answers}
        strange = tuple(n for n, remark in enumerate(decision.remarks) if remark.question not in asked)
        if strange:
            raise UnknownQuestions(strange)
        event = DecisionMade(
            at=self._clock.now(),
            fresh=self._clock.fresh(),
            draft=pack.draft,
            attempt=pack.attempt,
            decision=decision,
            by_operator=request is not None,
        )
        return News(submitted.person, event, request=request)

    async def _sent_to(self, issuer: str, submission_id: str) -> Submitted:
        found = _SUBMISSION.fullmatch(submission_id)
        submitted = await self._store.submitted(found["reference"], int(found["attempt"])) if found else None
        if submitted is None or submitted.pack.issuer.id != issuer:
            raise NoSuchSubmission
        return submitted


async def _once(content: bytes) -> AsyncIterator[bytes]:
    yield content
