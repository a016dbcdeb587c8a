"""A digest of the words that go to an issuer: the same where only punctuation, case or spacing changed."""

import re
from hashlib import sha256

from criteria.model import Badge
from flows.model.draft import Draft
from flows.pack.assemble import evidence, pack_facts
from flows.pack.recordings import files

_WORD = re.compile(r"\w+")


def words_digest(badge: Badge, draft: Draft) -> str:
    """A digest of every word of the evidence, of the details, and of the files that go along."""
    facts = " ".join(value for fact in pack_facts(badge, draft) for value in fact.values)
    words = _WORD.findall(f"{facts}\n{evidence(badge, draft)}".casefold())
    sent = sorted(file.sha256 for file in files(badge, draft))
    return sha256(" ".join([*words, *sent]).encode("utf-8", "backslashreplace")).hexdigest()
