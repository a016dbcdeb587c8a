"""The route into a BadgeKit system, against one that was written from its published documentation."""

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import formatdate

import pytest
from aiohttp import web
from pydantic import SecretStr
from support import fake_badgekit
from support.served_bot import listening

from bot.documents import words
from bot.issuers import http
from bot.issuers.badgekit.api import BadgeKitApi
from bot.issuers.badgekit.route import BadgeKitDelivery
from bot.issuers.route import FailureReason, GaveUp, Receipt, RetryLater
from criteria.systems import BadgeKitBadge, BadgeKitCriterion, BadgeKitRoute
from flows.model.decision import Decision, DecisionVerdict, Remark
from flows.pack.pack import Pack, PackAnswer, PackDeclaration, PackFact, PackLink, PackTick
from flows.pack.recordings import PackTranscript

pytestmark = pytest.mark.slow

EMAIL = "isla@example.org"
SECTION = BadgeKitRoute.model_validate(
    {
        "url": "https://badgekit.example",
        "system": "glen",
        "issuer": "trust",
        "badges": [
            BadgeKitBadge(
                badge="ob-1249",
                slug="kind",
                criteria=(BadgeKitCriterion(id=221, question="topic"), BadgeKitCriterion(id=222, question="meaning")),
            )
        ],
    }
)


@pytest.fixture
async def system() -> AsyncIterator[fake_badgekit.Kit]:
    """A BadgeKit system."""
    async with fake_badgekit.kit() as made:
        yield made


@pytest.fixture
def route(system: fake_badgekit.Kit) -> BadgeKitDelivery:
    """The route into it."""
    return BadgeKitDelivery(
        SECTION, BadgeKitApi(system.url, "master", SecretStr(fake_badgekit.SECRET), lambda: system.now)
    )


@pytest.fixture
def pack(pack: Pack) -> Pack:
    """A submission of somebody whose address is known."""
    return replace(
        pack,
        facts=(*pack.facts, PackFact("email", "Email", (EMAIL,), many=False, in_evidence=False)),
        answers=(
            PackAnswer("topic", "The topic I chose", "I chose medication audits. Mòrag.", 5, 1),
            PackAnswer("meaning", "What it meant", "They were happier.\r\nAll of them.", 6, 1),
        ),
        declarations=(PackDeclaration("own", "I wrote this myself.", pack.timestamp),),
    )


def again(pack: Pack) -> Pack:
    """The same submission sent once more, after a return."""
    answers = (replace(pack.answers[0], text="I chose medication audits, and this is why."), *pack.answers[1:])
    return replace(pack, attempt=2, supersedes=pack.submission_id, answers=answers)


async def test_an_application_holds_all_that_was_sent(
    system: fake_badgekit.Kit, route: BadgeKitDelivery, pack: Pack
) -> None:
    """Who applies, a cover that names the submission, and each answer under its heading; no call is doubted."""
    receipt = await route.deliver(pack)
    (application,) = system.applications
    assert receipt == Receipt(str(application["slug"]))
    assert application["learner"] == EMAIL
    second, first, cover = system.texts()
    count = words.count(pack.answers[0])
    assert first == f"1. The topic I chose\n\nI chose medication audits. Mòrag.\n\n[{count}]"
    assert second.startswith("2. What it meant\n\nThey were happier.")
    assert cover.startswith("Reference: TB-7KQ4-M2XP\nAttempt: 1\n")
    assert all(text in cover for text in ("Name: Isla Example", "Employer: Rowan House", "I wrote this myself."))
    assert EMAIL not in cover
    assert system.refused == []


async def test_no_address_of_anybody_is_in_the_address_of_a_call(
    system: fake_badgekit.Kit, route: BadgeKitDelivery, pack: Pack
) -> None:
    """Servers write those down."""
    receipt = await route.deliver(pack)
    system.review(str(receipt.theirs), c221=(True, ""), c222=(True, ""))
    system.award(EMAIL)
    await route.outcome(pack, receipt.theirs)
    assert not [path for _, path in system.calls if "@" in path or "%40" in path or "isla" in path]


async def test_a_second_delivery_changes_nothing(
    system: fake_badgekit.Kit, route: BadgeKitDelivery, pack: Pack
) -> None:
    """A crash before the note of it: the application is found by its cover, among those of everybody else."""
    system.fill(120)
    first = await route.deliver(pack)
    system.fill(60)
    assert await route.deliver(pack) == first
    assert len(system.applications) == 181
    assert [method for method, _ in system.calls if method != "GET"] == ["POST"]


async def test_an_answer_that_is_lost_makes_no_second_application(
    system: fake_badgekit.Kit, route: BadgeKitDelivery, pack: Pack
) -> None:
    """Taken, and the answer never came: it is tried again after a while, and found."""
    system.lose = 1
    with pytest.raises(RetryLater) as lost:
        await route.deliver(pack)
    assert (lost.value.reason, lost.value.after) == (FailureReason.unreachable, http.SOON)
    assert len(system.applications) == 1
    assert await route.deliver(pack) == Receipt(str(system.applications[0]["slug"]))
    assert len(system.applications) == 1


@pytest.mark.parametrize("left", [0, 1, 2])
async def test_an_application_that_was_left_half_done_is_put_right(
    system: fake_badgekit.Kit, route: BadgeKitDelivery, pack: Pack, left: int
) -> None:
    """The system makes an application first and its evidence then, and may stop in between."""
    await route.deliver(pack)
    evidence = system.applications[0]["evidence"]
    assert isinstance(evidence, list)
    whole = list(evidence)
    system.applications[0]["evidence"] = evidence[:left]
    assert await route.deliver(pack) == Receipt(str(system.applications[0]["slug"]))
    assert [one["evidence"] for one in system.applications] == [whole]


async def test_the_same_persons_other_application_is_let_be(
    system: fake_badgekit.Kit, route: BadgeKitDelivery, pack: Pack
) -> None:
    """An earlier one, and one that somebody made by hand, are not ours."""
    earlier = replace(pack, reference="TB-QQQ-QQQ")
    await route.deliver(earlier)
    system.applications.append({**system.applications[0], "slug": "hand", "evidence": [{"reflection": "By hand."}]})
    before = [dict(one) for one in system.applications]
    await route.deliver(pack)
    assert [dict(one) for one in system.applications[:2]] == before
    assert len(system.applications) == 3


async def test_a_resubmission_takes_the_place_of_what_was_returned(
    system: fake_badgekit.Kit, route: BadgeKitDelivery, pack: Pack
) -> None:
    """One application still, with the new words; the review that it answers is named, and is not told again."""
    receipt = await route.deliver(pack)
    slug = str(receipt.theirs)
    number = system.review(slug, "Nearly there.", c221=(False, "Say why."), c222=(True, "Good."))
    second = again(pack)
    for _ in range(2):
        assert await route.deliver(second) == receipt
    assert len(system.applications) == 1
    assert any("and this is why." in text for text in system.texts())
    assert f"It answers the reviews up to number {number}." in "\n".join(system.texts())
    assert await route.outcome(second, slug) is None
    assert await route.outcome(pack, slug) is None
    system.review(slug, "Still more.", c221=(False, "Why not?"), c222=(True, ""))
    told = await route.outcome(second, slug)
    assert told is not None
    assert told.comment == "Still more."


async def test_a_resubmission_whose_answer_is_lost_is_put_in_once(
    system: fake_badgekit.Kit, route: BadgeKitDelivery, pack: Pack
) -> None:
    """The evidence is replaced, not added to, however often."""
    receipt = await route.deliver(pack)
    system.review(str(receipt.theirs), c221=(False, "Say why."))
    # The client tries once more by itself what can do no harm twice.
    system.lose = 2
    with pytest.raises(RetryLater):
        await route.deliver(again(pack))
    assert await route.deliver(again(pack)) == receipt
    assert len(system.texts()) == 3


async def test_after_an_application_that_is_done_with_comes_a_new_one(
    system: fake_badgekit.Kit, route: BadgeKitDelivery, pack: Pack
) -> None:
    """What the issuer has marked as processed is looked at by nobody any more."""
    receipt = await route.deliver(pack)
    system.review(str(receipt.theirs), c221=(False, "Say why."))
    system.applications[0]["processed"] = "2026-07-08T09:00:00.000Z"
    for _ in range(2):
        new = await route.deliver(again(pack))
        assert new.theirs != receipt.theirs
    assert len(system.applications) == 2
    assert await route.outcome(again(pack), new.theirs) is None


async def test_a_late_delivery_of_an_older_attempt_undoes_nothing(
    system: fake_badgekit.Kit, route: BadgeKitDelivery, pack: Pack
) -> None:
    """The issuer has the newer one already."""
    receipt = await route.deliver(pack)
    await route.deliver(again(pack))
    texts = system.texts()
    assert await route.deliver(pack) == receipt
    assert system.texts() == texts


async def test_a_return_says_what_of_which_question(
    system: fake_badgekit.Kit, route: BadgeKitDelivery, pack: Pack
) -> None:
    """Each comment stands with its question, and one on anything else with the comment on everything."""
    receipt = await route.deliver(pack)
    assert await route.outcome(pack, receipt.theirs) is None
    system.review(
        str(receipt.theirs),
        "Nearly there.",
        c221=(False, "Say why."),
        c222=(True, "Good."),
        c223=(False, "Some headings would help."),
    )
    assert await route.outcome(pack, receipt.theirs) == Decision(
        DecisionVerdict.returned,
        comment="Nearly there.\n\nIs well set out: Some headings would help.",
        remarks=(
            Remark("topic", satisfied=False, comment="Say why."),
            Remark("meaning", satisfied=True, comment="Good."),
        ),
    )


async def test_the_last_review_counts(system: fake_badgekit.Kit, route: BadgeKitDelivery, pack: Pack) -> None:
    """In whatever order they come."""
    receipt = await route.deliver(pack)
    slug = str(receipt.theirs)
    system.review(slug, "First.", c221=(False, ""))
    system.review(slug, "Second.", c221=(False, ""))
    system.reviews[slug].reverse()
    told = await route.outcome(pack, slug)
    assert told is not None
    assert told.comment == "Second."


async def test_a_good_review_is_no_award_until_the_badge_is_there(
    system: fake_badgekit.Kit, route: BadgeKitDelivery, pack: Pack
) -> None:
    """BadgeKit awards nothing by a review. The badge of a year ago is not this one's, nor is anybody else's."""
    receipt = await route.deliver(pack)
    slug = str(receipt.theirs)
    system.review(slug, "Lovely.", c221=(True, ""), c222=(True, ""), c223=(False, "Never mind."))
    system.award(EMAIL, "2025-06-01T09:00:00.000Z")
    system.award("other@example.org")
    assert await route.outcome(pack, slug) is None
    system.award(EMAIL)
    link = "https://trust.example/public/assertions/2"
    assert await route.outcome(pack, slug) == Decision(DecisionVerdict.awarded, comment="Lovely.", link=link)


async def test_an_award_without_a_review_is_seen_once_the_application_is_done_with(
    system: fake_badgekit.Kit, route: BadgeKitDelivery, pack: Pack
) -> None:
    """An issuer may award it by another door. A link that is not safe to follow is not passed on."""
    receipt = await route.deliver(pack)
    system.award(EMAIL)
    system.instances[0]["assertionUrl"] = "http://trust.example/1"
    system.applications[0]["processed"] = "2026-07-08T09:00:00.000Z"
    assert await route.outcome(pack, receipt.theirs) == Decision(DecisionVerdict.awarded)


async def test_the_outcome_is_found_without_a_receipt(
    system: fake_badgekit.Kit, route: BadgeKitDelivery, pack: Pack
) -> None:
    """The reference is enough; where there is no such application, nothing is said."""
    assert await route.outcome(pack, None) is None
    await route.deliver(pack)
    system.review(str(system.applications[0]["slug"]), "More.", c221=(False, ""))
    told = await route.outcome(pack, None)
    assert told is not None
    assert told.verdict is DecisionVerdict.returned


@pytest.mark.parametrize("change", [{"learner": "other@example.org"}, {"evidence": []}])
async def test_a_receipt_of_something_else_tells_nothing(
    system: fake_badgekit.Kit, route: BadgeKitDelivery, pack: Pack, change: dict[str, object]
) -> None:
    """What the assessor says of another person's application must not reach this one."""
    receipt = await route.deliver(pack)
    system.review(str(receipt.theirs), "Somebody else's.", c221=(False, ""))
    system.applications[0] |= change
    assert await route.outcome(pack, receipt.theirs) is None


async def test_a_picture_is_sent_by_its_name(system: fake_badgekit.Kit, route: BadgeKitDelivery, pack: Pack) -> None:
    """The database there has three bytes for a letter, and would cut the text off at the first that needs four."""

    def keeps(text: str) -> str:
        return next((text[:at] for at, letter in enumerate(text) if ord(letter) > 0xFFFF), text)

    system.keeps = keeps
    with_pictures = replace(pack, answers=(replace(pack.answers[0], text="Happy 👩 at last. Mòrag ☕"),))
    await route.deliver(with_pictures)
    assert any("Happy [woman] at last. Mòrag ☕" in text for text in system.texts())


async def test_words_that_are_not_kept_whole_are_noticed(
    system: fake_badgekit.Kit, route: BadgeKitDelivery, pack: Pack
) -> None:
    """A database that cuts a text short says nothing of it. It is not called sent, on no try."""
    system.keeps = lambda text: text[:60]
    for _ in range(2):
        with pytest.raises(GaveUp) as gave_up:
            await route.deliver(pack)
        assert gave_up.value.reason is FailureReason.altered
    assert len(system.applications) == 1


@pytest.mark.parametrize("text", ["word " * 13_200, "é" * 32_768])
async def test_an_answer_that_is_too_long_is_not_sent_at_all(
    system: fake_badgekit.Kit, route: BadgeKitDelivery, pack: Pack, text: str
) -> None:
    """An item holds 65,535 bytes; nobody gets a part of it."""
    with pytest.raises(GaveUp) as gave_up:
        await route.deliver(replace(pack, answers=(replace(pack.answers[0], text=text),)))
    assert gave_up.value.reason is FailureReason.too_long
    assert system.calls == []


async def test_recordings_are_not_sent_as_if_they_were_nothing(
    system: fake_badgekit.Kit, route: BadgeKitDelivery, spoken: Pack
) -> None:
    """BadgeKit has no place for them, so the submission is not sent without them."""
    facts = (*spoken.facts, PackFact("email", "Email", (EMAIL,), many=False, in_evidence=False))
    with pytest.raises(GaveUp) as gave_up:
        await route.deliver(replace(spoken, facts=facts))
    assert gave_up.value.reason is FailureReason.no_recordings
    assert system.calls == []


async def test_spoken_words_that_were_written_down_go_without_the_recording(
    system: fake_badgekit.Kit, route: BadgeKitDelivery, spoken: Pack, pack: Pack
) -> None:
    """They stand in the answer; the cover says that the recording does not come."""
    at = pack.timestamp
    made = PackTranscript("I chose audits.", 3, "engine", "model", at, at, mended=False)
    files = (replace(spoken.files[0], transcript=made), spoken.files[1])
    await route.deliver(replace(pack, files=files))
    assert any("This system takes no recordings" in text for text in system.texts())
    with pytest.raises(GaveUp, match="no_recordings"):
        await route.deliver(replace(pack, files=(files[0], replace(files[1], picture=True))))


async def test_a_link_is_a_link_there_too(system: fake_badgekit.Kit, route: BadgeKitDelivery, pack: Pack) -> None:
    """With what the applicant ticked of it. One that is too long for its field stands in the words alone."""
    tick = PackTick("It is mine.", pack.timestamp)
    short, long = (
        PackLink(url, f"Evidence at {url}", (tick,)) for url in ("https://a.example", "https://a.ex/" + "x" * 250)
    )
    answers = (
        replace(pack.answers[0], text=short.line, link=short),
        replace(pack.answers[1], text=long.line, link=long),
    )
    receipt = await route.deliver(replace(pack, answers=answers))
    evidence = system.applications[0]["evidence"]
    assert isinstance(evidence, list)
    assert [item["url"] for item in evidence] == [None, short.url, None]
    assert [item["mediaType"] for item in evidence] == [None, "link", None]
    assert [
        link.url in text and "It is mine." in text for link, text in zip((long, short), system.texts(), strict=False)
    ]
    assert await route.deliver(replace(pack, answers=answers)) == receipt


async def test_a_badge_that_the_file_does_not_place_is_not_sent(
    system: fake_badgekit.Kit, route: BadgeKitDelivery, pack: Pack
) -> None:
    """Nor is one of somebody without an address."""
    for lacking in (replace(pack, badge=replace(pack.badge, id="other")), replace(pack, facts=())):
        with pytest.raises(GaveUp) as gave_up:
            await route.deliver(lacking)
        assert gave_up.value.reason is FailureReason.not_mapped
    assert system.calls == []


def says(status: int, **headers: str) -> Callable[[web.Request], web.Response]:
    """An answer with a status, and a private word in it."""
    return lambda _: web.json_response({"message": "a private story"}, status=status, headers=headers)


@pytest.mark.parametrize(
    ("status", "kind", "reason"),
    [
        (400, GaveUp, FailureReason.refused),
        (401, GaveUp, FailureReason.not_allowed),
        (403, GaveUp, FailureReason.not_allowed),
        (404, GaveUp, FailureReason.refused),
        (409, RetryLater, FailureReason.unreachable),
        (422, GaveUp, FailureReason.refused),
        (429, RetryLater, FailureReason.unreachable),
        (500, RetryLater, FailureReason.unreachable),
        (503, RetryLater, FailureReason.unreachable),
    ],
)
async def test_a_status_is_a_kind_of_failure(
    system: fake_badgekit.Kit,
    route: BadgeKitDelivery,
    pack: Pack,
    status: int,
    kind: type[Exception],
    reason: FailureReason,
) -> None:
    """Whether trying again helps; and nothing that was said is in what is raised."""
    system.next = [says(status, **{"Retry-After": "120"})]
    with pytest.raises(kind, match=reason.value) as failed:
        await route.deliver(pack)
    assert getattr(failed.value, "after", 120) == 120
    assert failed.value.__context__ is None


@pytest.mark.parametrize(("asked", "wait"), [("120", 120), ("{date}", 300), ("soon", http.SOON), (None, http.SOON)])
async def test_a_date_in_retry_after_is_waited_for(
    system: fake_badgekit.Kit, route: BadgeKitDelivery, pack: Pack, asked: str | None, wait: float
) -> None:
    """Seconds and dates count alike; without a wait that makes sense, it is tried again soon."""
    date = formatdate(int(system.now) + 300, usegmt=True)
    headers = {"Retry-After": asked.format(date=date)} if asked else {}
    system.next = [says(503, **headers)]
    with pytest.raises(RetryLater) as failed:
        await route.deliver(pack)
    assert failed.value.after == pytest.approx(wait, abs=1)


async def test_a_wrong_secret_is_not_let_in(system: fake_badgekit.Kit, pack: Pack) -> None:
    """And a clock that is far behind makes tokens that are too old."""
    for secret, late in (("another secret of more than 32 letters", 0), (fake_badgekit.SECRET, -61)):
        api = BadgeKitApi(system.url, "master", SecretStr(secret), lambda late=late: system.now + late)
        with pytest.raises(GaveUp) as refused:
            await BadgeKitDelivery(SECTION, api).deliver(pack)
        assert refused.value.reason is FailureReason.not_allowed
    assert system.refused == ["Invalid token signature", "exp"]


@pytest.mark.parametrize("status", [301, 302, 307, 308])
async def test_a_redirect_is_not_followed(
    system: fake_badgekit.Kit, route: BadgeKitDelivery, pack: Pack, status: int
) -> None:
    """Evidence goes where the operator said, and nowhere else."""
    async with fake_badgekit.kit() as elsewhere:
        found = await route.deliver(pack)
        system.applications.clear()
        empty = web.json_response({"applications": [], "pageData": {"total": 0}})
        system.next = [lambda _: empty, says(status, Location=f"{elsewhere.url}{fake_badgekit.BADGE}/applications")]
        with pytest.raises(GaveUp) as refused:
            await route.deliver(pack)
        assert found.theirs
        assert refused.value.reason is FailureReason.refused
        assert elsewhere.calls == []


NONSENSE = [b"", b"<html>Down</html>", b"[]", b"{}", b'{"applications": 7}', b"\xff\xfe", b"[" * 100_000]


@pytest.mark.parametrize("body", NONSENSE, ids=range(len(NONSENSE)))
async def test_an_answer_that_makes_no_sense_is_no_answer(
    system: fake_badgekit.Kit, route: BadgeKitDelivery, pack: Pack, body: bytes
) -> None:
    """It is tried again, and nothing of it is repeated."""
    system.next = [lambda _: web.Response(body=body, content_type="application/json")]
    with pytest.raises(RetryLater) as failed:
        await route.deliver(pack)
    assert failed.value.__context__ is None


async def test_an_answer_that_never_ends_is_left(
    system: fake_badgekit.Kit, route: BadgeKitDelivery, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody can fill our memory, or keep us paging for hours."""
    monkeypatch.setattr(http, "MOST_ANSWER", 10_000)
    endless = web.json_response({"applications": [], "pageData": {"total": 10**12}})
    system.next = [lambda _: web.Response(body=b" " * 20_000), lambda _: endless]
    for _ in range(2):
        with pytest.raises(RetryLater):
            await route.deliver(pack)
    assert len(system.calls) == 2


async def test_a_system_that_is_not_there_is_tried_again(pack: Pack) -> None:
    """Nobody listens; what is raised does not say where."""
    api = BadgeKitApi("http://127.0.0.1:9", "master", SecretStr(fake_badgekit.SECRET), lambda: 0.0)
    with listening() as heard, pytest.raises(RetryLater, match="unreachable") as failed:
        await BadgeKitDelivery(SECTION, api).deliver(pack)
    assert failed.value.__context__ is None
    assert EMAIL not in heard.text()


async def test_old_applications_are_not_read_for_a_first_attempt(
    system: fake_badgekit.Kit, route: BadgeKitDelivery, pack: Pack
) -> None:
    """Nobody sent it before it was written, so the search ends there."""
    system.created = f"{pack.timestamp.astimezone(UTC) - timedelta(days=30):%Y-%m-%dT%H:%M:%S.000Z}"
    system.fill(400)
    await route.deliver(pack)
    assert len(system.calls) == 3
    assert datetime.fromisoformat(system.created) < pack.timestamp
