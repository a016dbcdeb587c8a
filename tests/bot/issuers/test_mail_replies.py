"""What comes of real answers of real mail servers: a table that `python -m support.mail_answers` prints."""

import pytest
from aiosmtplib import SMTPAuthenticationError, SMTPConnectError, SMTPDataError, SMTPRecipientRefused, SMTPSenderRefused
from support.mail_answers import ANSWERS, LOGIN, MESSAGE, RECIPIENT, SENDER, SESSION, Told, named, outcome, table

from bot.issuers.email.smtp import judged
from bot.issuers.mail_replies import GREYLIST_SECONDS, Step, meaning
from bot.issuers.route import RetryLater

ERRORS = {
    SESSION: lambda code, text: SMTPConnectError(f"{code} {text}"),
    LOGIN: SMTPAuthenticationError,
    SENDER: lambda code, text: SMTPSenderRefused(code, text, "bot@example.org"),
    RECIPIENT: lambda code, text: SMTPRecipientRefused(code, text, "badges@example.org"),
    MESSAGE: SMTPDataError,
}


@pytest.mark.parametrize("said", ANSWERS, ids=lambda said: f"{said.server} {said.code} {said.text[:24]}")
def test_each_answer_has_its_outcome(said: Told) -> None:
    """The same from the words alone, and from the library's error in which they come."""
    assert outcome(said) == said.outcome
    assert named(judged(ERRORS[said.step](said.code, said.text))) == said.outcome  # type: ignore[no-untyped-call]


def test_a_server_that_says_later_is_left_alone_for_a_while() -> None:
    """A full mailbox is not tried again at once."""
    later = meaning(550, "5.2.2 full", Step.recipient)
    assert isinstance(later, RetryLater)
    assert later.after == GREYLIST_SECONDS


def test_the_table_has_all_of_them() -> None:
    """What the command prints is what is held here."""
    assert len(table().splitlines()) == len(ANSWERS) + 2
