"""What issuers' systems say: who is believed, what is taken, once, and what everything else is answered."""

import asyncio
import base64
import hashlib
import json
import sqlite3
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest
from support.conversation_driver import Sitting, sent
from support.fake_decisions import OTHER, SECRET, DecisionReply, post, said, tell
from support.fake_issuers import program
from support.served_bot import LogLines, listening, rows

from bot.http import decisions as endpoint
from bot.http import server
from bot.http.decisions import MOST_BYTES, Endpoint
from bot.http.health import HealthPages
from bot.http.server import PortUnusable
from bot.http.server import listening as web_listening
from bot.issuers.contract.decision_schema import LONGEST_COMMENT, LONGEST_CREDENTIAL, LONGEST_ITEM, MOST_ITEMS
from bot.issuers.contract.openapi import contract
from bot.issuers.decision_intake import Decisions
from bot.media.store import MediaStore
from bot.signing.keys import PrivateKey, checkers, signers
from bot.signing.standard_webhooks import signed
from bot.storage.erasing.erase_person import forget
from bot.storage.kept_files.media_folder import MediaFolder
from bot.storage.sqlite.database import DATABASE
from flows.engine.message import AwardCopy
from flows.model.attachments.award import AwardFile, Form
from flows.model.decision import Decision, DecisionVerdict, Remark
from flows.model.draft import Draft, Outcome
from flows.model.stages import Stage

pytestmark = pytest.mark.slow

MORAG = "telegram:7"
PRIVATE = PrivateKey(bytes(range(32)))
WHSK = "whsk_" + base64.b64encode(bytes(range(32))).decode()


@dataclass
class ListeningBot:
    """A bot without Telegram that hears issuers, and a worker who has sent something."""

    sitting: Sitting
    web: str
    reference: str
    data: Path
    heard: LogLines
    decisions: Decisions

    @property
    def first(self) -> str:
        """The id of the first attempt."""
        return f"{self.reference}-1"

    async def draft(self) -> Draft:
        """What the worker has sent."""
        return await self.sitting.draft(MORAG)

    def told(self) -> str:
        """All that the worker has been told."""
        return "\n".join(row.message.text for row in self.sitting.voice.rows)

    async def unmoved(self) -> bool:
        """Whether nothing has come of anything: no decision is kept, and nothing was told to the worker."""
        return not (await self.draft()).decisions and not rows(self.data, "SELECT * FROM processed_webhook")


@pytest.fixture
def heard() -> Iterator[LogLines]:
    """All that is logged."""
    with listening() as ears:
        yield ears


@pytest.fixture
async def house(tmp_path: Path, heard: LogLines) -> AsyncIterator[ListeningBot]:
    """Morag has sent a submission; the issuer sssc is known by two keys, and another issuer by one of its own."""
    async with sent(tmp_path, MORAG) as sitting:
        store = sitting.store
        draft = await sitting.draft(MORAG)
        assert draft.sending
        decisions = Decisions(store, sitting.conversation, sitting.clock, MediaStore(tmp_path / "media", MOST_BYTES))
        keys = {"sssc": checkers(f"{SECRET} {PRIVATE.public}"), "trust": checkers(OTHER)}
        web = Endpoint(decisions, keys, read_seconds=0.3)
        async with web_listening("127.0.0.1", 0, web, HealthPages(store, sitting.clock)) as address:
            yield ListeningBot(sitting, address, draft.sending.reference, tmp_path, heard, decisions)


ANSWERS = json.loads(contract())["paths"][endpoint.PATH]["post"]["responses"]


def assert_refused(answer: DecisionReply, status: int) -> None:
    """A problem answer of this status, one of those that the contract names, in its form."""
    assert str(status) in ANSWERS
    assert (answer.status, answer.kind) == (status, "application/problem+json")
    assert json.loads(answer.text)["status"] == status


# What is taken


async def test_an_award_is_told_once_it_is_kept(house: ListeningBot) -> None:
    """The draft is closed, the decision is in it, and the worker gets the link, all before the answer."""
    message = said("submission.awarded", house.first, assertion_url="https://badges.example.co.uk/a/1", comment="Good.")
    answer = await tell(house.web, message)
    assert (answer.status, answer.text) == (204, "")
    draft = await house.draft()
    assert (draft.stage, draft.outcome) == (Stage.closed, Outcome.awarded)
    assert draft.decisions[0].decision.link == "https://badges.example.co.uk/a/1"
    assert "https://badges.example.co.uk/a/1" in house.told()


async def test_what_is_wanted_comes_with_its_question(house: ListeningBot) -> None:
    """A return with items opens these questions, with the assessor's words and the day."""
    items = [
        {"criterion_id": "topic", "satisfied": False, "comment": "Which\r\nteam?\u202e"},
        {"criterion_id": "impact", "satisfied": True},
    ]
    pack = await house.sitting.store.pack(house.reference, 1)
    assert pack
    known = [answer.criterion_id for answer in pack.answers]
    items[0]["criterion_id"], items[1]["criterion_id"] = known[:2]
    message = said("submission.returned", house.first, comment="Nearly.", items=items, reply_by="2026-08-31")
    assert (await tell(house.web, message)).status == 204
    draft = await house.draft()
    assert draft.stage is Stage.returned
    assert draft.returned
    assert [one.question for one in draft.returned.questions] == known[:1]
    (kept,) = draft.decisions
    assert kept.decision.remarks == (Remark(known[0], False, "Which\nteam?"), Remark(known[1], True))
    assert str(kept.decision.reply_by) == "2026-08-31"
    assert "Nearly." in house.told()


@pytest.mark.parametrize(("kind", "satisfied"), [("submission.awarded", True), ("submission.declined", False)])
async def test_notes_at_questions_come_with_every_decision(house: ListeningBot, kind: str, satisfied: bool) -> None:
    """What is written at a question reaches the applicant, whatever is decided, and opens nothing."""
    items = [{"criterion_id": "topic", "satisfied": satisfied, "comment": "Name the course next time."}]
    assert (await tell(house.web, said(kind, house.first, items=items))).status == 204
    assert (await house.draft()).stage is Stage.closed
    assert "Name the course next time." in house.told()


async def test_a_text_that_is_too_long_is_refused_and_never_cut(house: ListeningBot) -> None:
    """The issuer's developer reads how much too long it is."""
    answered = await tell(house.web, said("submission.declined", house.first, comment="x" * 3001))
    assert answered.status == 422
    assert "This has 3,001 characters, and at most 3,000 fit. Shorten it by 1." in answered.text


@pytest.mark.parametrize(
    ("kind", "verdict"),
    [
        ("submission.received", DecisionVerdict.received),
        ("submission.declined", DecisionVerdict.declined),
        ("badge.revoked", DecisionVerdict.revoked),
    ],
)
async def test_every_other_type_is_kept(house: ListeningBot, kind: str, verdict: DecisionVerdict) -> None:
    """Received, declined and revoked are kept as what they are."""
    assert (await tell(house.web, said(kind, house.first))).status == 204
    assert [one.decision.verdict for one in (await house.draft()).decisions] == [verdict]


async def test_either_kind_of_key_is_enough(house: ListeningBot) -> None:
    """An Ed25519 signature is believed as the shared secret is."""
    assert (await tell(house.web, said("submission.received", house.first), keys=WHSK)).status == 204


async def test_the_program_on_the_page_is_understood(house: ListeningBot) -> None:
    """The contract's program, as it stands on its page, says what it says it does; with another key it is refused."""
    for key, status in ((OTHER, 1), (SECRET, 0)):
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-c", program("DECISIONS"), house.first),
            env={"DECISIONS": f"{house.web}/issuer/sssc/decisions", "WEBHOOK_SECRET": key},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        printed, complaint = await process.communicate()
        assert process.returncode == status
        assert printed == (b"" if status else b"204\n")
        assert (b"HTTP Error 401" in complaint) is bool(status)
    draft = await house.draft()
    assert draft.returned
    assert [(one.question, one.comment) for one in draft.returned.questions] == [("topic", "Which team was it?")]


TOKEN = "eyJhbGciOiJFUzI1NiJ9.eyJpZCI6InVybjp4In0.c2lnbmVk"
DOCUMENT = {"type": ["VerifiableCredential", "OpenBadgeCredential"], "name": "Für alle", "size": 1.0}


@pytest.mark.parametrize(
    ("given", "kept", "form"),
    [
        (TOKEN, TOKEN, Form.jwt),
        (DOCUMENT, json.dumps(DOCUMENT, ensure_ascii=False), Form.json),
        (f" {json.dumps(DOCUMENT, indent=3)}\n", f" {json.dumps(DOCUMENT, indent=3)}\n", Form.json),
    ],
)
async def test_the_badge_itself_may_come_along(house: ListeningBot, given: object, kept: str, form: Form) -> None:
    """Its bytes are on disk by their digest, the decision has it, and the worker gets it as a file."""
    message = said("submission.awarded", house.first, credential=given)
    assert (await tell(house.web, message)).status == 204
    (decided,) = (await house.draft()).decisions
    file = decided.decision.credential
    assert file == AwardFile(hashlib.sha256(kept.encode()).hexdigest(), len(kept.encode()), form)
    assert MediaFolder(house.data / "media").path(file.sha256).read_bytes() == kept.encode()
    last = house.sitting.voice.last(MORAG).message
    assert last.attachment == AwardCopy(file.sha256, f"{house.reference}.{form.value}")
    assert TOKEN not in house.told() + house.heard.text()


async def test_the_largest_badge_that_is_promised_is_taken(house: ListeningBot) -> None:
    """To the last byte; one more is refused, and the answer names the field."""
    largest = f"{TOKEN}{'A' * (LONGEST_CREDENTIAL - len(TOKEN))}"
    answer = await tell(house.web, said("submission.awarded", house.first, credential=largest + "A"))
    assert_refused(answer, 422)
    assert answer.wrong == ["data.credential"]
    assert await house.unmoved()
    assert not (house.data / "media").exists()
    assert (await tell(house.web, said("submission.awarded", house.first, credential=largest))).status == 204


async def test_a_badge_is_taken_once(house: ListeningBot) -> None:
    """A repeat does nothing; another badge under the same id is refused; of an attempt nobody sent, none is kept."""
    message = said("submission.awarded", house.first, credential=TOKEN)
    for _ in range(2):
        assert (await tell(house.web, message)).status == 204
    assert sum(isinstance(row.message.attachment, AwardCopy) for row in house.sitting.voice.rows) == 1
    other = said("submission.awarded", house.first, credential=TOKEN.replace("c2ln", "b3Ro"))
    assert_refused(await tell(house.web, other), 422)
    stray = said("submission.awarded", f"{house.reference}-9", credential=TOKEN.replace("c2ln", "c3Ry"))
    assert_refused(await tell(house.web, stray, message_id="msg_2"), 404)
    assert sum(path.is_file() for path in (house.data / "media").rglob("*")) == 1


async def test_a_badge_that_the_disk_does_not_take_can_come_again(
    house: ListeningBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then nothing is kept of the message, and the sender is asked to try again."""
    message = said("submission.awarded", house.first, credential=TOKEN)
    (house.data / "media").write_text("in the way")
    assert_refused(await tell(house.web, message), 503)
    assert await house.unmoved()
    (house.data / "media").unlink()
    assert (await tell(house.web, message)).status == 204
    assert "media" not in house.heard.text()


async def test_the_badge_of_an_older_attempt_is_kept_and_not_given(house: ListeningBot) -> None:
    """What is said of an attempt that a later one replaced is not shown."""
    await tell(house.web, said("submission.declined", house.first, comment="No."))
    before = house.told()
    late = said("submission.awarded", house.first, credential=TOKEN)
    assert (await tell(house.web, late, message_id="msg_2")).status == 204
    assert (await house.draft()).decisions[-1].decision.credential
    assert house.told() == before


async def test_who_is_forgotten_has_their_badge_removed(tmp_path: Path) -> None:
    """With the draft goes the file that it names."""
    async with sent(tmp_path, MORAG) as sitting:
        store = sitting.store
        draft = await sitting.draft(MORAG)
        assert draft.sending
        decisions = Decisions(store, sitting.conversation, sitting.clock, MediaStore(tmp_path / "media", MOST_BYTES))
        awarded = Decision(DecisionVerdict.awarded)
        await decisions.told("sssc", f"{draft.sending.reference}-1", awarded, "msg_1", "digest", TOKEN)
    assert [path.read_text() for path in (tmp_path / "media").rglob("*") if path.is_file()] == [TOKEN]
    forget(tmp_path, MORAG)
    assert not [path for path in (tmp_path / "media").rglob("*") if path.is_file()]


async def test_the_program_on_the_page_sends_a_badge(house: ListeningBot, tmp_path: Path) -> None:
    """With a file, it awards: the badge is on the worker's phone as it is in the file."""
    (tmp_path / "badge.jwt").write_text(f"{TOKEN}\n")
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", program("DECISIONS"), house.first, str(tmp_path / "badge.jwt")),
        env={"DECISIONS": f"{house.web}/issuer/sssc/decisions", "WEBHOOK_SECRET": SECRET},
        stdout=asyncio.subprocess.PIPE,
    )
    assert (await process.communicate())[0] == b"204\n"
    last = house.sitting.voice.last(MORAG).message
    assert last.attachment == AwardCopy(hashlib.sha256(TOKEN.encode()).hexdigest(), f"{house.reference}.jwt")


# Once


async def test_a_repeat_does_nothing(house: ListeningBot) -> None:
    """The same id with the same meaning is answered as the first time, however it is spelled, and changes nothing."""
    message = said("submission.returned", house.first, comment="More.")
    assert (await tell(house.web, message)).status == 204
    before = (await house.draft(), house.told())
    for again in (message, {**message, "timestamp": "2026-07-09T10:00:00Z", "more": 1}):
        assert (await tell(house.web, again)).status == 204
    assert (await house.draft(), house.told()) == before


@pytest.mark.both_engines
async def test_repeats_side_by_side_are_one(house: ListeningBot) -> None:
    """Twenty at the same instant are taken once, and all are answered so."""
    message = said("submission.returned", house.first, comment="More.")
    answers = await asyncio.gather(*(tell(house.web, message) for _ in range(20)))
    assert {answer.status for answer in answers} == {204}
    assert len((await house.draft()).decisions) == 1


async def test_another_message_under_a_known_id_is_refused(house: ListeningBot) -> None:
    """A sender that uses an id twice learns of it, and the first message stands."""
    await tell(house.web, said("submission.received", house.first))
    assert_refused(await tell(house.web, said("submission.declined", house.first)), 422)
    assert [one.decision.verdict for one in (await house.draft()).decisions] == [DecisionVerdict.received]


async def test_two_issuers_may_use_the_same_id(house: ListeningBot) -> None:
    """Ids are each issuer's own: another's use of one takes nothing away."""
    await tell(house.web, said("submission.received", house.first), issuer="trust", keys=OTHER)
    assert (await tell(house.web, said("submission.received", house.first))).status == 204
    assert len((await house.draft()).decisions) == 1


@pytest.mark.sqlite_file
async def test_what_was_not_kept_can_come_again(house: ListeningBot) -> None:
    """While the database cannot be written the sender is asked to come again, and then it counts as the first time."""
    with closing(sqlite3.connect(house.data / DATABASE)) as other:
        other.execute(
            "CREATE TRIGGER full BEFORE INSERT ON processed_webhook BEGIN SELECT RAISE(ABORT, 'a private story'); END"
        )
        message = said("submission.received", house.first)
        answer = await tell(house.web, message)
        other.execute("DROP TRIGGER full")
    assert_refused(answer, 503)
    assert int(answer.headers["Retry-After"]) > 0
    assert house.heard.events("decision_not_kept")
    assert "private story" not in house.heard.text() + answer.text
    assert (await tell(house.web, message)).status == 204
    assert len((await house.draft()).decisions) == 1


# Who is believed


async def test_nobody_else_is_believed_or_told_why(house: ListeningBot) -> None:
    """A wrong key, another issuer's key, an issuer that is not there, no signature: one answer, to the byte."""
    message = said("submission.awarded", house.first)
    body = json.dumps(message).encode()
    good = dict(signed(signers(SECRET), "msg_1", int(time.time()), body))
    answers = [
        await tell(house.web, message, keys=OTHER),
        await tell(house.web, message, issuer="trust"),
        await tell(house.web, message, issuer="nobody"),
        await post(house.web, body, {}),
        await post(house.web, body + b" ", good),
        await post(house.web, body, {**good, "webhook-id": "msg_2"}),
        await post(house.web, body, {**good, "webhook-signature": "v1,AAAA"}),
    ]
    for answer in answers:
        assert_refused(answer, 401)
    assert len({answer.text for answer in answers}) == 1
    assert await house.unmoved()


@pytest.mark.parametrize("late", [-301, 301])
async def test_an_old_message_is_not_taken(house: ListeningBot, late: int) -> None:
    """What was signed more than five minutes ago may be said by somebody who listened in."""
    assert_refused(await tell(house.web, said("submission.awarded", house.first), at=time.time() + late), 401)
    assert await house.unmoved()


async def test_the_specifications_vector_is_believed(house: ListeningBot) -> None:
    """The published example gets past the signature, and only then is found to say nothing."""
    vector = {
        "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
        "webhook-timestamp": "1614265330",
        "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    }
    gauges = HealthPages(house.sitting.store, house.sitting.clock)
    then = Endpoint(house.decisions, {"sssc": checkers(SECRET)}, now=lambda: 1614265330.0)
    async with web_listening("127.0.0.1", 0, then, gauges) as web:
        assert_refused(await post(web, b'{"test": 2432232314}', vector), 422)
        assert_refused(await post(web, b'{"test": 2432232315}', vector), 401)


# Of what


async def test_an_issuer_speaks_of_its_own_submissions_alone(house: ListeningBot) -> None:
    """Another issuer, with a key that is known, finds nothing under the id."""
    answer = await tell(house.web, said("submission.awarded", house.first), issuer="trust", keys=OTHER)
    assert_refused(answer, 404)
    assert await house.unmoved()


@pytest.mark.parametrize("name", ["{}-2", "{}-0", "{}-01", "{}", "TB-CD3-FG4-HJ6-1", "", "{}-1\n", "🦉-1", "-1", "1"])
async def test_what_was_never_sent_is_not_known(house: ListeningBot, name: str) -> None:
    """Whatever stands in the place of the id."""
    assert_refused(await tell(house.web, said("submission.awarded", name.format(house.reference))), 404)
    assert await house.unmoved()


# What is asked of a message


@pytest.mark.parametrize(
    ("kind", "data", "field"),
    [
        ("submission.award", {}, "type"),
        ("submission.awarded", {"comment": "x" * (LONGEST_COMMENT + 1)}, "data.comment"),
        ("submission.awarded", {"comment": 7}, "data.comment"),
        ("submission.awarded", {"assertion_url": "http://badges.example.co.uk/1"}, "data.assertion_url"),
        ("submission.awarded", {"assertion_url": "javascript:alert(1)"}, "data.assertion_url"),
        ("submission.awarded", {"assertion_url": "https://localhost/1"}, "data.assertion_url"),
        ("submission.awarded", {"assertion_url": f"https://example.co.uk/{'x' * 500}"}, "data.assertion_url"),
        ("submission.awarded", {"credential": "owl"}, "data.credential"),
        ("submission.awarded", {"credential": "https://badges.example.co.uk/owl"}, "data.credential"),
        ("submission.awarded", {"credential": f"{TOKEN}.{TOKEN}"}, "data.credential"),
        ("submission.awarded", {"credential": "{not json"}, "data.credential"),
        ("submission.awarded", {"credential": '{"id": "owl", "id": "cat"}'}, "data.credential"),
        ("submission.awarded", {"credential": '{"a":' * 5000 + "0" + "}" * 5000}, "data.credential"),
        ("submission.awarded", {"credential": {"values": [0] * 30_000}}, "data.credential"),
        ("submission.awarded", {"credential": {"owl": float("nan")}}, "data.credential"),
        ("submission.awarded", {"credential": [TOKEN]}, "data.credential"),
        ("submission.awarded", {"credential": 7}, "data.credential"),
        ("submission.awarded", {"credential": None}, "data.credential"),
        ("submission.received", {"reference": "x" * 201}, "data.reference"),
        ("submission.returned", {}, "data"),
        ("submission.returned", {"comment": " \u200b\n"}, "data"),
        ("submission.returned", {"items": [{"criterion_id": "topic", "satisfied": True}]}, "data"),
        ("submission.returned", {"items": [{"criterion_id": "topic", "satisfied": False}] * 2}, "data"),
        ("submission.returned", {"items": [{"criterion_id": "topic", "satisfied": 0}]}, "data.items[0].satisfied"),
        ("submission.returned", {"items": [{"satisfied": False}]}, "data.items[0].criterion_id"),
        (
            "submission.returned",
            {"items": [{"criterion_id": "topic", "satisfied": False, "comment": "x" * (LONGEST_ITEM + 1)}]},
            "data.items[0].comment",
        ),
        ("submission.returned", {"items": [{"criterion_id": "owl", "satisfied": False}]}, "data.items[0].criterion_id"),
        (
            "submission.returned",
            {"items": [{"criterion_id": str(n), "satisfied": False} for n in range(MOST_ITEMS + 1)]},
            "data.items",
        ),
        ("submission.returned", {"comment": "More.", "reply_by": "soon"}, "data.reply_by"),
        ("submission.returned", {"comment": "More.", "reply_by": 20260831}, "data.reply_by"),
    ],
)
async def test_each_fault_is_named_by_its_place(
    house: ListeningBot, kind: str, data: dict[str, object], field: str
) -> None:
    """What cannot be taken whole is not taken in part; the answer names the field and repeats nothing."""
    answer = await tell(house.web, said(kind, house.first, **data))
    assert_refused(answer, 422)
    assert answer.wrong == [field]
    assert not [word for word in ("xxx", "owl", "soon", "javascript", "submission.award,") if word in answer.text]
    assert await house.unmoved()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"awarded", 400),
        (b'{"type": "\xff"}', 400),
        (b'{"type": "submission.awarded", "data": {"comment": "\\ud800"}}', 400),
        (b"[" * 100_000, 400),
        (b'{"type": "submission.received", "data": {"submission_id": "x", "y": [' + b"{}," * 300_000 + b"0]}}", 422),
        (b'{"type": "submission.awarded", "data": {"credential": ' + b'{"a":' * 5000 + b"0" + b"}" * 5002, 400),
        (b'{"type": "submission.awarded", "data": {"credential": {"id": 1, "id": 2}, "submission_id": "x"}}', 400),
        (b'{"type": "submission.awarded", "type": "submission.received", "data": {"submission_id": "x"}}', 400),
        (b"[]", 422),
        (b"null", 422),
        (b"{}", 422),
        (b'{"type": 1}', 422),
        (b'{"type": "submission.awarded"}', 422),
        (b'{"type": "submission.awarded", "data": []}', 422),
    ],
)
async def test_what_is_no_message_is_refused(house: ListeningBot, body: bytes, status: int) -> None:
    """Nothing that is signed and odd goes further than its reading."""
    assert_refused(await tell(house.web, body), status)
    assert await house.unmoved()


async def test_the_longest_words_that_are_promised_are_taken(house: ListeningBot) -> None:
    """Comments at their limit, every sign of them spelled out in escapes, fit."""
    pack = await house.sitting.store.pack(house.reference, 1)
    assert pack
    items = [
        {"criterion_id": answer.criterion_id, "satisfied": False, "comment": "🦉" * LONGEST_ITEM}
        for answer in pack.answers
    ]
    message = said("submission.returned", house.first, comment="é" * LONGEST_COMMENT, items=items)
    assert (await tell(house.web, message)).status == 204
    (kept,) = (await house.draft()).decisions
    assert kept.decision.comment == "é" * LONGEST_COMMENT


# What a hostile other side cannot do


async def test_a_heap_is_not_read(house: ListeningBot) -> None:
    """More than a message can have is refused, whether its length is told or not."""
    heap = b"x" * (MOST_BYTES + 1)
    assert_refused(await tell(house.web, heap), 413)

    async def in_pieces() -> AsyncIterator[bytes]:
        for _ in range(8):
            yield heap[: MOST_BYTES // 4]

    url = f"{house.web}/issuer/sssc/decisions"
    async with aiohttp.ClientSession() as session, session.post(url, data=in_pieces()) as response:
        assert response.status == 413


async def test_a_message_that_does_not_arrive_is_given_up(house: ListeningBot) -> None:
    """Whoever sends a byte and then nothing is not waited for."""
    host, port = house.web.removeprefix("http://").split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(b"POST /issuer/sssc/decisions HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
    async with asyncio.timeout(5):
        assert b" 408 " in await reader.readline()
    writer.close()


@pytest.mark.parametrize("says", [b"", b"POST /issuer/sssc/decis", b"drip"])
async def test_a_connection_that_asks_for_nothing_is_closed(
    house: ListeningBot, monkeypatch: pytest.MonkeyPatch, says: bytes
) -> None:
    """Silence, half a request, and headers that drip in one by one do not hold a place."""
    monkeypatch.setattr(server, "IDLE_SECONDS", 0.3)
    nobody = Endpoint(house.decisions, {})
    gauges = HealthPages(house.sitting.store, house.sitting.clock)
    async with web_listening("127.0.0.1", 0, nobody, gauges) as web:
        reader, writer = await asyncio.open_connection("127.0.0.1", int(web.rpartition(":")[2]))
        dripping = asyncio.create_task(_drips(writer)) if says == b"drip" else None
        writer.write(b"" if dripping else says)
        async with asyncio.timeout(5):
            assert await reader.read() == b""
        if dripping:
            dripping.cancel()
        writer.close()


async def _drips(writer: asyncio.StreamWriter) -> None:
    writer.write(b"POST /issuer/sssc/decisions HTTP/1.1\r\n")
    for number in range(90):
        writer.write(b"X-%d: x\r\n" % number)
        await asyncio.sleep(0.05)


async def test_a_crowd_of_slow_ones_gives_way(house: ListeningBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside so many that are still arriving, a signed message is taken, and the slowest is asked to come again."""
    monkeypatch.setattr(endpoint, "ARRIVING", 2)
    host, port = house.web.removeprefix("http://").split(":")
    writers = []
    for _ in range(2):
        reader, writer = await asyncio.open_connection(host, int(port))
        writer.write(b"POST /issuer/sssc/decisions HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n")
        writer.write(b"Content-Length: 100\r\n\r\n")
        # The server asks for the body only once the message is in hand.
        async with asyncio.timeout(5):
            assert b" 100 " in await reader.readline()
        writers.append((reader, writer))
    assert (await tell(house.web, said("submission.received", house.first))).status == 204
    for (reader, writer), status in zip(writers, (b" 503 ", b" 408 "), strict=True):
        async with asyncio.timeout(5):
            assert status in await reader.read()
        writer.close()


async def test_what_is_packed_is_not_unpacked(house: ListeningBot) -> None:
    """A small message that grows to gigabytes is read as the bytes that came."""
    body = b"\x1f\x8b" + b"x" * 20
    headers = dict(signed(signers(SECRET), "msg_1", int(time.time()), body))
    assert_refused(await post(house.web, body, {**headers, "Content-Encoding": "gzip"}), 400)


async def test_other_addresses_say_nothing(house: ListeningBot) -> None:
    """What is not there, or is asked in another way, gets a problem answer."""
    async with aiohttp.ClientSession() as session:
        for method, path, status in (("GET", "/issuer/sssc/decisions", 405), ("POST", "/", 404), ("GET", "/x", 404)):
            async with session.request(method, f"{house.web}{path}") as response:
                assert (response.status, response.content_type) == (status, "application/problem+json")


async def test_no_log_tells_what_was_said(house: ListeningBot) -> None:
    """At every level of every logger: no word of the assessor's, no key; of what is not believed, no reference."""
    await tell(house.web, said("submission.declined", house.first, comment="A private story"))
    await tell(house.web, said("submission.declined", house.first, comment="A private story"), keys=OTHER)
    await post(house.web, b"A private story", {"X-Odd": "A private story"})
    assert house.reference not in str(house.heard.events("decision_not_believed"))
    log = house.heard.text()
    assert house.heard.events("decision_not_believed")
    assert not [word for word in ("private", SECRET[6:], PRIVATE.public[5:]) if word in log]


async def test_an_address_that_cannot_be_had_is_named(house: ListeningBot) -> None:
    """A port that is taken stops the start with the settings' names."""
    port = int(house.web.rpartition(":")[2])
    gauges = HealthPages(house.sitting.store, house.sitting.clock)
    nobody = Endpoint(house.decisions, {})
    with pytest.raises(PortUnusable, match="TEABREAK_WEB_PORT"):
        async with web_listening("127.0.0.1", port, nobody, gauges):
            pass
