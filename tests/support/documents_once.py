"""The documents of a submission, made once in a process for tests that are about how it is delivered."""

from bot.documents.issuer_copies import evidence
from bot.documents.words import NamedFile
from flows.pack.pack import Pack

_MADE: dict[Pack, tuple[NamedFile, ...]] = {}


async def documents_once(pack: Pack) -> tuple[NamedFile, ...]:
    """What `evidence` makes: equal packs give equal bytes, as tests of documents hold."""
    if pack not in _MADE:
        _MADE[pack] = await evidence(pack)
    return _MADE[pack]
