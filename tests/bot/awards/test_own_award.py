"""The badge that comes along with "awarded": checked before the worker is congratulated, and theirs to keep."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from support import fake_award_issuers
from support.conversation_driver import Sitting, noted
from support.fake_award_issuers import (
    AWARD,
    EMAIL,
    ISSUER,
    KEY,
    NOW,
    Doc,
    Web,
    answer,
    assertion,
    badge,
    claims,
    credential,
    pem,
    profile,
    rules,
    sign,
    signed_assertion,
)
from support.served_bot import LogLines, listening
from support.talk import LIBRARY

from bot.awards.award_intake import AwardIntake
from bot.channels.channel import FileGone
from bot.issuers.contract import decision_schema as contract
from bot.issuers.contract.decision_schema import SAID
from bot.issuers.decision_intake import Decisions
from bot.jobs.attachments.check_own_award import CheckOwnAwardJob
from bot.jobs.runner import JobRunner
from bot.media.store import MediaStore
from bot.playground.telegram.state.sandbox_clock import Bell
from bot.storage.store import Store
from criteria.library import Library
from flows.engine.message import AwardCopy, Message
from flows.model.attachments.audio import AudioProblem
from flows.model.draft import Outcome

pytestmark = pytest.mark.slow

ISLA = "telegram:7"
STATUS = f"{fake_award_issuers.HOME}/status"
MAIRI = {"type": "email", "hashed": False, "identity": "mairi@example.org"}


class NoPhone:
    """Nobody sent a file."""

    async def fetch(self, person: str, source: str) -> AsyncIterator[bytes]:
        """Never has anything."""
        raise FileGone(AudioProblem.gone)
        yield b""


@dataclass
class OwnAwardBot:
    """A bot that looks at awards, and what Isla hears of it."""

    sitting: Sitting
    decisions: Decisions
    looks: JobRunner
    media: MediaStore
    bell: Bell
    reference: str
    before: int
    """How much she had heard before."""

    async def awards(self, **data: object) -> None:
        """The issuer says that the badge is hers."""
        message = {"type": "submission.awarded", "data": {"submission_id": f"{self.reference}-1", **data}}
        said = SAID.validate_json(json.dumps(message))
        await self.decisions.told(
            "sssc", f"{self.reference}-1", contract.decision(said), "msg_1", "digest",
            contract.credential(said),
        )  # fmt: skip
        self.looks.wake()

    @property
    def heard(self) -> list[Message]:
        """What she has heard since."""
        return [row.message for row in self.sitting.voice.rows[self.before :]]

    async def hears(self, words: str) -> str:
        """Waits until she hears this; all that she has heard."""
        async with asyncio.timeout(20):
            while words not in (text := "\n".join(one.text for one in self.heard)):
                await self.bell.heard()
        return text

    async def file(self) -> bytes | None:
        """The file that she was given, if she was."""
        found = [one.attachment for one in self.heard if isinstance(one.attachment, AwardCopy)]
        assert len(found) <= 1
        return await self.media.read(found[0].sha256) if found else None

    async def tries(self, least: int) -> None:
        """Waits until the look was put off so often."""
        async with asyncio.timeout(20):
            while not any(due.tries >= least for due in await self.sitting.store.due_effects(2**60, 10)):
                await self.bell.heard()


@pytest.fixture(scope="module")
def key() -> RSAPrivateKey:
    """The issuer's key."""
    return fake_award_issuers.rsa_key()


@pytest.fixture
async def web() -> AsyncIterator[Web]:
    """The issuer's site, with a hosted award of Isla's on it."""
    async with fake_award_issuers.web(fake_award_issuers.authority("*.example.org")) as made:
        yield made.add(assertion(), badge(), profile())


@asynccontextmanager
async def looking_on(tmp_path: Path, web: Web, key: RSAPrivateKey) -> AsyncIterator[OwnAwardBot]:
    """Isla has sent a submission, to an issuer whose rules are known; looks are under way."""
    known = {"awards": rules((KEY, pem(key)))}
    library = Library(LIBRARY.badges, tuple(issuer.model_copy(update=known) for issuer in LIBRARY.issuers))
    bell, media = Bell(), MediaStore(tmp_path / "media", 10_000_000)
    async with Store.open(tmp_path) as opened:
        store = noted(opened, bell)
        sitting = Sitting(store, library=library)
        draft = await sitting.send(ISLA)
        assert draft.sending
        looking = AwardIntake(NoPhone(), media, web.checker(), library, lambda: NOW)
        job = CheckOwnAwardJob(store, sitting.conversation, looking, sitting.clock)
        looks = JobRunner(store, sitting.clock, (job,))
        decisions = Decisions(store, sitting.conversation, sitting.clock, media)
        running = asyncio.create_task(looks.run())
        try:
            before = len(sitting.voice.rows)
            yield OwnAwardBot(sitting, decisions, looks, media, bell, draft.sending.reference, before)
        finally:
            running.cancel()
            with suppress(asyncio.CancelledError):
                await running


@pytest.fixture
async def house(tmp_path: Path, web: Web, key: RSAPrivateKey) -> AsyncIterator[OwnAwardBot]:
    """A house with a site and a key."""
    async with looking_on(tmp_path, web, key) as made:
        yield made


@pytest.fixture
def heard() -> Iterator[LogLines]:
    """All that is logged."""
    with listening() as ears:
        yield ears


def listed(id_: object) -> Doc:
    """A status in a credential, and what its list says."""
    return {"id": STATUS, "issuer": ISSUER, "revokedCredential": [id_]}


def made(kind: str, key: RSAPrivateKey, foreign: RSAPrivateKey) -> object:
    """A badge as an issuer may send it."""
    status = {"id": STATUS, "type": "1EdTechRevocationList"}
    return {
        "credential": lambda: sign(key, claims(credential()), kid=KEY),
        "credential with a list": lambda: sign(key, claims(credential(credentialStatus=status)), kid=KEY),
        "a stranger's": lambda: sign(foreign, claims(credential())),
        "signed assertion": lambda: sign(key, signed_assertion()),
        "hosted assertion": assertion,
        "hosted assertion as text": lambda: json.dumps(assertion(), indent=1),
        "hosted elsewhere": lambda: assertion(id=f"{fake_award_issuers.OTHER}/7"),
        "credential in JSON": lambda: credential(proof={"type": "DataIntegrityProof"}),
        "words in three parts": lambda: "abcd.efgh.ijkl",
    }[kind]()  # fmt: skip


GOOD, DOUBTFUL, WRONG = "it is good", "I could not check the badge itself", "it is not right"


@pytest.mark.parametrize(
    ("kind", "link", "says"),
    [
        ("credential", "", GOOD),
        ("signed assertion", "", GOOD),
        ("hosted assertion", "", GOOD),
        ("hosted assertion as text", "", GOOD),
        ("a stranger's", "", WRONG),
        ("a stranger's", AWARD, WRONG),
        ("hosted elsewhere", "", WRONG),
        ("credential in JSON", "", DOUBTFUL),
        ("credential in JSON", AWARD, GOOD),
        ("credential in JSON", f"{fake_award_issuers.OTHER}/7", DOUBTFUL),
        ("words in three parts", "", DOUBTFUL),
    ],
)
async def test_what_the_badge_proves_to_be_is_said_first(
    house: OwnAwardBot, heard: LogLines, key: RSAPrivateKey, kind: str, link: str, says: str
) -> None:
    """Each form there is, with a link and without: one of three answers, and the file unless it is not right."""
    given = made(kind, key, fake_award_issuers.rsa_key())
    await house.awards(credential=given, **({"assertion_url": link} if link else {}))
    text = await house.hears(says)
    assert ("You have earned" in text) is (says != WRONG)
    kept = given if isinstance(given, str) else json.dumps(given, ensure_ascii=False)
    assert await house.file() == (None if says == WRONG else kept.encode())
    assert (await house.sitting.draft(ISLA)).outcome is Outcome.awarded
    # The operator hears what went wrong, and not whose it is.
    assert len(heard.events("own_award_not_right")) == (says == WRONG)
    log = heard.text()
    assert not [secret for secret in (EMAIL, "deadsea", kept[:60]) if secret in log]


async def test_a_badge_that_was_taken_back_is_not_congratulated_on(
    house: OwnAwardBot, web: Web, key: RSAPrivateKey
) -> None:
    """Its list names it."""
    web.pages[STATUS] = listed(credential()["id"])
    await house.awards(credential=made("credential with a list", key, key))
    assert "You have earned" not in await house.hears(WRONG)


async def test_a_list_that_does_not_answer_is_asked_again(house: OwnAwardBot, web: Web, key: RSAPrivateKey) -> None:
    """The good news waits for a minute of tries, and no longer; what is wrong is said whenever it is found."""
    web.pages[STATUS] = answer(503)
    await house.awards(credential=made("credential with a list", key, key))
    for tries in range(1, 6):
        await house.tries(tries)
        assert house.heard == []
        house.sitting.ms += 3_600_000
        house.looks.wake()
    text = await house.hears(DOUBTFUL)
    assert "You have earned" in text
    assert await house.file()
    web.pages[STATUS] = listed(credential()["id"])
    await house.tries(6)
    house.sitting.ms += 3_600_000
    house.looks.wake()
    await house.hears(WRONG)


async def test_a_list_that_answers_in_time_leaves_no_doubt(house: OwnAwardBot, web: Web, key: RSAPrivateKey) -> None:
    """After a failure, the badge is checked, and only then is anything said."""
    web.pages[STATUS] = answer(503)
    await house.awards(credential=made("credential with a list", key, key))
    await house.tries(1)
    web.pages[STATUS] = listed("urn:uuid:another")
    house.sitting.ms += 3_600_000
    house.looks.wake()
    assert DOUBTFUL not in await house.hears(GOOD)
