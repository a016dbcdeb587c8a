"""A data folder in which every kind of body of two people holds a rare word, and so does a recording of each."""

import json
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from bot.conversation.arrival import Parked
from bot.media.store import MediaStore
from bot.storage.beside import operator
from bot.storage.kept_files.media_locations import media_place
from bot.storage.sealing.file_keys import FileKeys
from bot.storage.sealing.held_keys import hold
from bot.storage.sealing.keyring import Keyring
from bot.storage.sealing.master_key import MasterKey
from bot.storage.store import Store
from bot.storage.stored.records import TurnRecord, WaitingUpdate
from bot.storage.stored.requested import OperatorRequest
from flows.engine.effects import DeliverPack, KeepMedia
from flows.engine.message import Message
from flows.model.attachments.audio import AudioAnalysis, AudioKind
from flows.model.decision import Decision, DecisionVerdict
from flows.model.draft import Answer, AudioPart, Draft, Session
from tests.bot.storage.scribe import AT, Scribe, rows_below

ISLA, MORAG = "telegram:7", "telegram:8"
RARE = "quokkafjord"
KEY = MasterKey(bytes(range(32)))
SHARED = b"both have sent this " + RARE.encode() * 9_000


def sound(person: str) -> bytes:
    """A recording of a person's."""
    return f"{person} says {RARE} ".encode() * 5_000


def opened(data: Path, key: MasterKey | None) -> AbstractAsyncContextManager[Store]:
    """The store, as a bot opens it."""
    return Store.open(data, Keyring(key) if key else None)


def media(data: Path, key: MasterKey | None) -> MediaStore:
    """The files of a folder."""
    return MediaStore(media_place(data), 10**7, FileKeys(data, Keyring(key)) if key else None)


async def pieces(content: bytes) -> AsyncIterator[bytes]:
    """Bytes as they come from a channel."""
    for start in range(0, len(content), 50_000):
        yield content[start : start + 50_000]


async def fill(data: Path, key: MasterKey | None) -> None:
    """Stores everything that can be stored of two people, and what nobody could read."""
    async with opened(data, key) as store:
        await _people(store, media(data, key))
    hold(data, Keyring(key) if key else None)
    for person in (ISLA, MORAG):
        said = Decision(DecisionVerdict.declined, comment=f"{person} {RARE}")
        operator.leave(data, OperatorRequest(_reference(person), 1, said), 1)
    hold(data, None)


async def _people(store: Store, kept: MediaStore) -> None:
    for person in (ISLA, MORAG):
        async with store.transaction() as work:
            before = (await work.sessions([person]))[person]
            await work.keep(
                [TurnRecord(now_ms=1, before=before, after=_draft(before, ()), update=f"telegram:2{person[-1]}")]
            )
        files = [await kept.put(pieces(content), person) for content in (sound(person), SHARED)]
        async with store.transaction() as work:
            before = (await work.sessions([person]))[person]
            draft = _name(person)
            pack = replace(Scribe.pack(draft, text=f"{person} {RARE}"), reference=_reference(person))
            await work.keep(
                [
                    TurnRecord(
                        now_ms=2,
                        update=f"telegram:3{person[-1]}",
                        before=before,
                        after=_draft(before, [file.sha256 for file in files]),
                        messages=((person, Message(f"{person} {RARE}")),),
                        effects=(DeliverPack(pack), KeepMedia(draft, 5, f"file {RARE}")),
                        waits=WaitingUpdate(person, json.dumps({"text": f"{person} {RARE}"}), None, 3),
                        parked=Parked(f"telegram:1{person[-1]}", f'{{"text": "{person} {RARE}"}}', "KeyError", person),
                    ),
                ]
            )
    async with store.transaction() as work:
        raw = f'{{"from": {{"id": 7}}, "text": "{RARE}"}}'
        await work.keep([TurnRecord(now_ms=4, parked=Parked("telegram:99", raw, "KeyError"))])


def _name(person: str) -> str:
    return f"draft-{person[-1]}"


def _reference(person: str) -> str:
    return f"TB-{person[-1]}"


def _draft(before: Session, digests: list[str] | tuple[()]) -> Session:
    person = before.person.id
    heard = (AudioAnalysis(one, 9, "ogg", 3.0, 2.0, 5) for one in digests)
    sounds = tuple(AudioPart(key, AudioKind.voice, AT, "file", one) for key, one in enumerate(heard, 10))
    made: Draft = Scribe.draft(_name(person), f"{person} {RARE}")
    words = made.answers["topic"].parts
    return replace(before, drafts={made.id: replace(made, answers={"topic": Answer((*words, *sounds))})})


async def seen(data: Path, key: MasterKey | None) -> dict[str, object]:
    """Everything that a bot reads of the folder."""
    found: dict[str, object] = {}
    async with opened(data, key) as store:
        for person in (ISLA, MORAG):
            found[person] = await store.session(person)
            found[f"pack {person}"] = await store.submitted(_reference(person), 1)
            async with store.transaction() as work:
                found[f"waiting {person}"] = await work.next_waiting(person, 9)
        found["messages"] = await store.waiting()
        found["effects"] = await store.due_effects(10**15, 9)
        found["asked"] = await store.asked()
    kept = media(data, key)
    for content in (sound(ISLA), sound(MORAG), SHARED):
        digest = sha256(content).hexdigest()
        found[digest] = await kept.read(digest) == content
    return found


def bytes_below(data: Path) -> bytes:
    """Every byte of every file of a folder, the names of the files, and all rows that stand on a server."""
    every = sorted(data.rglob("*"))
    files = [path.name.encode() + b"\n" + (path.read_bytes() if path.is_file() else b"") for path in every]
    return b"".join([*files, rows_below(data)])
