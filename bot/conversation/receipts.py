"""Buffers receipts of sent messages until they are written, and corrects prompts that were guessed wrong."""

from collections.abc import Sequence

from bot.storage.records import LATE, SendReceipt
from flows.engine.prompts import Prompt

Misplaced = tuple[int, int, Prompt]
"""A person, a message of theirs, and the place that their phone really showed when it was sent."""


class Receipts:
    """Gathers marks until the next transaction. What is lost with a crash is spoken again."""

    def __init__(self) -> None:
        self._marks: list[SendReceipt] = []
        self._guesses: dict[int, list[Misplaced]] = {}
        self._misplaced: list[Misplaced] = []
        self._late: list[SendReceipt] = []

    @property
    def waiting(self) -> bool:
        """Whether there is anything to write."""
        return bool(self._marks or self._misplaced or self._late)

    def add(self, mark: SendReceipt) -> None:
        """Takes a mark. A message that was filed under this row, and proves to be older, is misplaced.

        A reminder that came too late waits until it is made due again, in the transaction that marks it.

        Of a row that was said more than once it proves nothing: its sender may have seen the first of them.
        """
        if mark.nudged and mark.failure == LATE:
            self._late.append(mark)
            return
        self._marks.append(mark)
        guesses = self._guesses.pop(mark.row, ())
        spoken_at = mark.message_id
        if spoken_at is not None and not mark.again:
            self._misplaced += [guess for guess in guesses if guess[1] < spoken_at]

    def guessed(self, row: int, guess: Misplaced) -> None:
        """Remembers that a message was filed under a row whose message id is not known yet."""
        self._guesses.setdefault(row, []).append(guess)

    def take(self) -> tuple[SendReceipt, ...]:
        """Everything to write, once."""
        marks, self._marks = tuple(self._marks), []
        return marks

    def late(self) -> tuple[SendReceipt, ...]:
        """The marks of reminders that were not said in time, once."""
        found, self._late = tuple(self._late), []
        return found

    def put_back(
        self, marks: Sequence[SendReceipt], misplaced: Sequence[Misplaced] = (), late: Sequence[SendReceipt] = ()
    ) -> None:
        """Takes back what could not be written."""
        self._late = [*late, *self._late]
        self._marks = [*marks, *self._marks]
        self._misplaced = [*misplaced, *self._misplaced]

    def misplaced(self) -> tuple[Misplaced, ...]:
        """The messages that were filed under a place their sender had not seen, once."""
        found, self._misplaced = tuple(self._misplaced), []
        return found
