"""Planted copies among 20,000 made-up texts: `python -m endurance.desk_copies [COUNT]` says which were found.

One text in forty holds a passage of 20 to 60 words of another person's, somewhere in it and in other capitals; as many
people send a second attempt with most of their own words. All planted passages have to be found, and no second attempt.
"""

import random
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from support.desks import settings
from support.submissions import ANSWERS, application

from bot.desk.pages.same_words import SharedPassage, shared_passages
from bot.desk.running_desk import Desk
from bot.desk.tables.indexed_store import IndexedStore, answers_of
from bot.desk.tables.submissions import Indexed
from bot.inbox.submission_records import ReceivedSubmission, Try
from bot.inbox.submission_store import StoredSubmission
from bot.issuers.contract.pack_schema import Manifest
from bot.issuers.manifests import manifest_json
from flows.pack.pack import Pack

EACH = 40
"""One text in so many holds a planted passage."""
LENGTH = 300
BATCH = 500
WORDS = [
    f"{a}{b}{c}" for a in ("ka", "lo", "mi", "nu", "pe", "ro") for b in "aeiou" for c in ("", "rd", "st", "ng", "lt")
]


class Held(IndexedStore):
    """A store whose submissions are in memory, so that no folders have to be made."""

    held: dict[str, StoredSubmission]

    def get(self, submission_id: str) -> StoredSubmission | None:
        """One of them."""
        return self.held.get(submission_id)


def somebody(number: int, text: str, attempt: int = 1) -> Pack:
    """A submission with one long answer."""
    pack = application(reference=f"TB-{number:06}", attempt=attempt)
    facts = tuple(replace(one, values=(f"p{number}@example.org",)) if one.id == "email" else one for one in pack.facts)
    return replace(pack, facts=facts, answers=(replace(ANSWERS[0], text=text),), total_words=LENGTH)


def stored(pack: Pack) -> StoredSubmission:
    """The same as the desk keeps it."""
    manifest = Manifest.model_validate_json(manifest_json(pack))
    tried = Try(at=pack.timestamp, signed_at=pack.timestamp, signatures=("v1",))
    received = ReceivedSubmission(issuer="sssc", reference="CASE-1", manifest_sha256="", first=tried, last=tried)
    return StoredSubmission(Path(), manifest, received, ())


def indexed(kept: StoredSubmission) -> Indexed:
    """Its row."""
    data = kept.manifest.data
    told = (kept.id, data.reference, data.version, "CASE-1", data.badge.id, data.badge.title, "")
    return Indexed(*told, str(data.applicant["email"]), 0, 0, 0, None, "new", "open", answers_of(data), outgoing=False)


def main(count: int = 20_000) -> int:
    """Prints what was found; how many planted passages were not, or were found where none was planted."""
    chance, begun = random.Random(7), time.perf_counter()
    texts = [chance.choices(WORDS, k=LENGTH) for _ in range(count)]
    planted: dict[str, str] = {}
    for number in range(0, count, EACH):
        other, length = EACH * chance.randrange(count // EACH) + chance.randrange(1, EACH), chance.randint(20, 60)
        start, at = chance.randrange(LENGTH - length), chance.randrange(LENGTH - length)
        texts[number][at : at + length] = [word.upper() for word in texts[other][start : start + length]]
        planted[f"TB-{number:06}-1"] = f"TB-{other:06}-1"
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(settings(Path(folder)))
        desk.open_database()
        store = Held(Path(folder), desk.database, desk.index, desk.shingles, 28)
        packs = [somebody(number, " ".join(text)) for number, text in enumerate(texts)]
        seconds = [replace(packs[number], attempt=2) for number in range(1, count, EACH)]
        store.held = {kept.id: kept for kept in map(stored, [*packs, *seconds])}
        everything = list(store.held.values())
        for start in range(0, len(everything), BATCH):
            with desk.database.write():
                for kept in everything[start : start + BATCH]:
                    desk.index.put(indexed(kept))
                    desk.shingles.put(kept.id, [one.text for one in kept.manifest.data.answers])
        tell(f"{len(everything)} submissions of {LENGTH} words indexed in {time.perf_counter() - begun:.0f} s")
        begun = time.perf_counter()
        found = {id_: {one.submission for one in _seen(desk, store, id_)} for id_ in planted}
        missed = [id_ for id_, source in planted.items() if source not in found[id_]]
        twice = [one.submission_id for one in seconds if _own(_seen(desk, store, one.submission_id), one)]
        each = (time.perf_counter() - begun) / (len(planted) + len(seconds)) * 1000
        tell(f"{len(planted) - len(missed)} of {len(planted)} planted passages found, {each:.0f} ms for a submission")
        tell(f"{len(twice)} of {len(seconds)} second attempts told as copies of their first")
        desk.database.close()
    return len(missed) + len(twice)


def _seen(desk: Desk, store: Held, id_: str) -> tuple[SharedPassage, ...]:
    return shared_passages(store.held[id_], store, desk.shingles)


def _own(found: tuple[SharedPassage, ...], pack: Pack) -> bool:
    return any(one.submission.startswith(f"{pack.reference}-") for one in found)


def tell(line: str) -> None:
    """A line for the person at the terminal."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(bool(main(*map(int, sys.argv[1:]))))
