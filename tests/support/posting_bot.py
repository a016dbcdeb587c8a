"""`python -m support.posting_bot run`: the program with an issuer's file that names the system of a test."""

import os
from dataclasses import replace

from bot import app, cli
from criteria.library import Library
from criteria.model import Issuer
from criteria.reader import read


def posting(*_: object) -> Library:
    """The library, with every issuer on the route `webhook`."""
    section = {"route": "webhook", "webhook": {"url": os.environ["TEST_ISSUER_URL"]}}
    library = read()
    issuers = [Issuer.model_validate({**one.model_dump(mode="json"), **section}) for one in library.issuers]
    return replace(library, issuers=tuple(issuers))


if __name__ == "__main__":
    app.read = posting
    cli.main()
