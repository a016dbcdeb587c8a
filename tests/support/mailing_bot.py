"""`python -m support.mailing_bot run`: the `teabreak` command where the issuer takes submissions by email."""

from dataclasses import replace

from bot import app
from bot.cli import main
from criteria.library import Library
from criteria.reader import read
from criteria.routes import EmailRoute

TO = "badges@example.org"


def mailed(*_: object) -> Library:
    """The library, its issuer with a mailbox."""
    library = read()
    sent = {"route": "email", "email": EmailRoute(to=TO)}
    return replace(library, issuers=tuple(issuer.model_copy(update=sent) for issuer in library.issuers))


if __name__ == "__main__":
    app.read = mailed
    main()
