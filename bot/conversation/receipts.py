"""Buffers receipts of sent messages until they are written, and corrects prompts that were guessed wrong."""

from collections.abc import Sequence

from bot.storage.stored.records import LATE, SendReceipt
from bot.storage.transaction.outbox_rows import Misplaced


class Receipts:
    """Collects receipts until the next transaction. After a crash, messages without a receipt are sent again."""

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
        """Takes a receipt. An event that was taken under this row's prompt, and proves to be older, is misplaced.

        A reminder that came too late waits until it is made due again, in the transaction that marks it.

        For a row that was sent more than once nothing is proved: the person may have seen the first copy.
        """
        if mark.reminded is not None and mark.failure == LATE:
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

    @property
    def guesses(self) -> list[tuple[int, Misplaced]]:
        """What was filed under rows whose message ids are not known yet."""
        return [(row, guess) for row, every in self._guesses.items() for guess in every]

    def forget_guesses(self) -> None:
        """The store keeps them from now on."""
        self._guesses.clear()

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
        """The events that were taken under a prompt that their sender had not seen, once."""
        found, self._misplaced = tuple(self._misplaced), []
        return found
