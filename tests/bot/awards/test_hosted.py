"""Awards of Open Badges 2.0 that are looked up: only what the issuer publishes counts."""

import json
from collections.abc import Callable

import pytest
from support.fake_award_issuers import (
    AWARD,
    BADGE,
    EMAIL,
    HOME,
    ISSUER,
    NAME,
    OTHER,
    Doc,
    Web,
    answer,
    assertion,
    badge,
    expected,
    hashed,
    itxt,
    moved,
    png,
    profile,
    zipped,
)

from bot.awards.checker import AwardChecker
from flows.model.attachments.award_check import (
    AwardDoubt,
    AwardFault,
    Checked,
    CheckMethod,
    Finding,
    NotChecked,
    NotRight,
)

pytestmark = pytest.mark.slow


async def found(web: Web, data: bytes | Doc | None = None, **changes: object) -> Finding:
    """What comes of a file; of the award as it stands on the server, if no other is given."""
    said = assertion() if data is None else data
    (looked,) = await web.checker().file(
        said if isinstance(said, bytes) else json.dumps(said).encode(), expected(**changes)
    )
    return looked.finding


async def test_an_award_that_its_issuer_publishes_is_checked(web: Web) -> None:
    """The answer has what the issuer says: the badge, its own name, and when it was awarded."""
    web.add(assertion(expires="2030-01-01"), badge(), profile())
    finding = await found(web)
    assert isinstance(finding, Checked)
    assert (finding.by, finding.award.id, finding.award.badge) == (CheckMethod.hosted, AWARD, BADGE)
    assert (finding.award.name, finding.award.issuer) == (NAME, "Maker Society")
    assert str(finding.award.awarded) == "2026-03-01 10:00:00+00:00"
    assert str(finding.award.expires) == "2030-01-01 00:00:00+00:00"


async def test_everything_may_stand_inside_the_award(web: Web) -> None:
    """An award with its badge and issuer inside is as good, and the issuer's profile is fetched all the same."""
    web.add(assertion(badge=badge(issuer=profile())), profile())
    assert isinstance(await found(web), Checked)
    assert web.asked == [ISSUER, AWARD]


async def test_a_link_does_as_well_as_a_file(web: Web) -> None:
    """The award at an address, and a picture with the award inside."""
    web.add(assertion(), badge(), profile())
    web.pages[f"{HOME}/7.png"] = answer(200, png(itxt(json.dumps(assertion()))))
    assert isinstance(await web.checker().link(AWARD, expected()), Checked)
    assert isinstance(await web.checker().link(f"{HOME}/7.png", expected()), Checked)


async def test_the_copy_that_a_worker_has_is_not_believed(web: Web) -> None:
    """Whatever the file says, what the issuer publishes decides, and is what is told."""
    web.add(
        assertion(recipient={"type": "email", "identity": "mairi@example.org", "hashed": False}), badge(), profile()
    )
    forged = assertion(badge=badge(name="Something better"))
    finding = await found(web, forged)
    assert isinstance(finding, NotRight)
    assert finding.why is AwardFault.wrong_person
    assert finding.award is not None
    assert finding.award.name == NAME


RECIPIENTS: list[tuple[Doc, AwardFault | AwardDoubt | None]] = [
    ({"type": "email", "identity": EMAIL, "hashed": False}, None),
    ({"type": "email", "identity": "ISLA@Example.org", "hashed": False}, None),
    ({"type": "email", "identity": EMAIL}, None),
    ({"type": "email", "identity": hashed(kind="md5"), "hashed": True, "salt": "deadsea"}, None),
    ({"type": "email", "identity": hashed(salt=""), "hashed": True}, None),
    ({"type": "email", "identity": hashed().upper().replace("SHA", "sha"), "hashed": True, "salt": "deadsea"}, None),
    ({"type": ["email"], "identity": [hashed()], "hashed": True, "salt": "deadsea"}, None),
    (
        {"type": "email", "identity": hashed("mairi@example.org"), "hashed": True, "salt": "deadsea"},
        AwardFault.wrong_person,
    ),
    ({"type": "email", "identity": hashed(), "hashed": True, "salt": "other"}, AwardFault.wrong_person),
    ({"type": "email", "identity": "mairi@example.org", "hashed": False}, AwardFault.wrong_person),
    ({"type": "email", "identity": EMAIL.replace("s", "\u017f"), "hashed": False}, AwardFault.wrong_person),
    ({"type": "email", "identity": EMAIL + ", mairi@example.org", "hashed": False}, AwardFault.wrong_person),
    ({"type": "email", "identity": hashed("", salt=""), "hashed": True, "salt": EMAIL}, AwardFault.wrong_person),
    ({"type": "email", "identity": "sha1$00", "hashed": True}, AwardDoubt.unknown_person),
    ({"type": "url", "identity": "https://isla.example.org", "hashed": False}, AwardDoubt.unknown_person),
    ({"type": "telephone", "identity": EMAIL, "hashed": False}, AwardDoubt.unknown_person),
    ({"hashed": True}, AwardDoubt.unknown_person),
]


@pytest.mark.parametrize(("recipient", "why"), RECIPIENTS)
async def test_an_award_is_for_one_person(web: Web, recipient: Doc, why: AwardFault | AwardDoubt | None) -> None:
    """Plain or hashed, the address must be the worker's; another way to say who it is for is no answer."""
    web.add(assertion(recipient=recipient), badge(), profile())
    finding = await found(web)
    assert isinstance(finding, Checked) if why is None else getattr(finding, "why", None) is why


async def test_any_of_the_workers_addresses_will_do(web: Web) -> None:
    """Somebody may have earned a badge under an address of before; with none known, nobody can tell."""
    web.add(assertion(), badge(), profile())
    assert isinstance(await found(web, emails=("isla@work.example.org", EMAIL.upper())), Checked)
    assert await found(web, emails=()) == NotChecked(AwardDoubt.unknown_person, _award(await found(web)))


def _award(finding: Finding) -> object:
    assert finding.award is not None
    return finding.award


WRONG: list[tuple[str, Callable[[Web], object], AwardFault | AwardDoubt]] = [
    ("revoked by status", lambda w: w.pages.update({AWARD: answer(410)}), AwardFault.revoked),
    ("revoked, all else taken out", lambda w: w.add({"@context": "x", "id": AWARD, "revoked": True}), AwardFault.revoked),  # noqa: E501
    ("revoked, with the rest", lambda w: w.add(assertion(revoked=True)), AwardFault.revoked),
    ("expired", lambda w: w.add(assertion(expires="2026-07-05T09:29:59Z")), AwardFault.expired),
    ("from tomorrow", lambda w: w.add(assertion(issuedOn="2026-07-06")), AwardFault.not_yet),
    ("another id", lambda w: w.pages.update({AWARD: assertion(id=f"{HOME}/awards/8")}), AwardFault.contradictory),
    ("another issuer", lambda w: w.add(badge(issuer=f"{OTHER}/issuer")), AwardFault.other_issuer),
    ("a badge of another id", lambda w: w.pages.update({BADGE: badge(id=f"{HOME}/badges/8")}), AwardFault.contradictory),  # noqa: E501
    ("a profile of another id", lambda w: w.pages.update({ISSUER: profile(id=f"{HOME}/x")}), AwardFault.contradictory),
    ("a badge kept elsewhere", lambda w: w.add(assertion(badge=badge(id=f"{OTHER}/b"))), AwardFault.elsewhere),
    ("awards kept elsewhere", lambda w: w.add(profile(verification={"allowedOrigins": "x.org"})), AwardFault.elsewhere),
    ("not there", lambda w: w.pages.pop(AWARD), AwardDoubt.unreachable),
    ("an error", lambda w: w.pages.update({AWARD: answer(500)}), AwardDoubt.unreachable),
    ("no issuer there", lambda w: w.pages.pop(ISSUER), AwardDoubt.unreachable),
    ("a page for people", lambda w: w.pages.update({AWARD: answer(200, b"<!doctype html><p>Hi")}), AwardDoubt.no_award),
    ("no context", lambda w: w.add(assertion(**{"@context": "https://example.org/x"})), AwardDoubt.unknown_form),
    ("no date", lambda w: w.add(assertion(issuedOn=None)), AwardDoubt.unknown_form),
    ("a date that is none", lambda w: w.add(assertion(issuedOn="last spring")), AwardDoubt.unknown_form),
    ("an end that is none", lambda w: w.add(assertion(expires="never")), AwardDoubt.unknown_form),
    ("a badge without a name", lambda w: w.add(badge(name=None)), AwardDoubt.unknown_form),
    ("two persons", lambda w: w.add(assertion(recipient=[{}, {}])), AwardDoubt.unknown_form),
    ("a badge over http", lambda w: w.add(assertion(badge="http://badges.example.org/b")), AwardDoubt.address),
    ("neither revoked nor not", lambda w: w.add(assertion(revoked="perhaps")), AwardDoubt.unknown_form),
    ("one that is to be signed", lambda w: w.add(assertion(verification={"type": "SignedBadge"})),
     AwardDoubt.unknown_signature),
    ("no way to check it", lambda w: w.add(assertion(verification=None)), AwardDoubt.unknown_signature),
]  # fmt: skip


@pytest.mark.parametrize(("change", "why"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG])
async def test_whatever_is_wrong_has_its_kind(
    web: Web, change: Callable[[Web], object], why: AwardFault | AwardDoubt
) -> None:
    """A sound award, with one thing changed about it where it is published."""
    web.add(assertion(), badge(), profile())
    change(web)
    finding = await found(web)
    assert isinstance(finding, NotRight if isinstance(why, AwardFault) else NotChecked)
    assert finding.why is why
    assert finding.award is not None


SCOPES: list[tuple[str, Doc | None, str, bool]] = [
    ("same host", None, AWARD, True),
    ("another host", None, f"{OTHER}/awards/7", False),
    ("a host that is allowed", {"allowedOrigins": ["other.example.net"]}, f"{OTHER}/awards/7", True),
    ("one that is not", {"allowedOrigins": ["other.example.net"]}, AWARD, False),
    ("a path that fits", {"startsWith": f"{HOME}/awards/"}, AWARD, True),
    ("one of several paths", {"startsWith": [f"{HOME}/x/", f"{HOME}/awards/"]}, AWARD, True),
    ("a path that does not", {"startsWith": f"{HOME}/x/"}, AWARD, False),
    ("out of a path again", {"startsWith": f"{HOME}/awards/"}, f"{HOME}/awards/../evil/7", False),
    ("the same, in disguise", {"startsWith": f"{HOME}/awards/"}, f"{HOME}/awards/%2e%2E/evil/7", False),
    ("with a sign behind the dots", {"startsWith": f"{HOME}/awards/"}, f"{HOME}/awards/..;x/evil/7", False),
    ("with another stroke", {"startsWith": f"{HOME}/awards/"}, f"{HOME}/awards/..%5Cevil/7", False),
    ("in disguise twice", {"startsWith": f"{HOME}/awards/"}, f"{HOME}/awards/%252e%252e%252fevil/7", False),
    ("dots that lead nowhere", {"startsWith": f"{HOME}/awards/"}, f"{HOME}/awards/..7/a..b/...", True),
    ("a host that begins alike", {"startsWith": "https://other.example"}, f"{OTHER}/awards/7", False),
    ("a host that goes on", {"startsWith": HOME}, f"{HOME}.other.example.net/awards/7", False),
    ("both, and one fails", {"startsWith": f"{HOME}/", "allowedOrigins": "other.example.net"}, AWARD, False),
]


@pytest.mark.parametrize(("verification", "address", "holds"), [s[1:] for s in SCOPES], ids=[s[0] for s in SCOPES])
async def test_an_award_is_where_its_issuer_keeps_them(
    web: Web, verification: Doc | None, address: str, holds: bool
) -> None:
    """The profile's own rules decide; without any, the host of the profile."""
    web.add(assertion(id=address, badge=badge()), profile(verification=verification))
    web.pages[address.replace("/awards/../", "/").replace("/awards/%2e%2E/", "/")] = assertion(
        id=address, badge=badge()
    )
    finding = await found(web, assertion(id=address))
    assert isinstance(finding, Checked if holds else NotRight)


async def test_rules_that_come_with_the_award_are_not_believed(web: Web) -> None:
    """Who forges an award also writes that it may stand on their own server."""
    mine = profile(verification={"allowedOrigins": ["other.example.net"]})
    forged = assertion(id=f"{OTHER}/awards/7", badge=badge(id=f"{OTHER}/b", issuer=mine))
    web.add(forged, profile())
    finding = await found(web, forged)
    assert isinstance(finding, NotRight)
    assert finding.why is AwardFault.elsewhere


async def test_a_strangers_server_is_never_opened(web: Web) -> None:
    """Where the issuer keeps no awards, nothing is asked: neither for an award in a file, nor for a link."""
    web.add(profile())
    for address in (f"{OTHER}/awards/7", "https://evil.example.net/"):
        web.pages[address] = assertion(id=address, badge=badge())
        file = await found(web, assertion(id=address))
        link = await web.checker().link(address, expected())
        assert isinstance(file, NotRight)
        assert file.why is AwardFault.elsewhere
        assert link == NotChecked(AwardDoubt.address)
    assert set(web.asked) == {ISSUER}
    assert set(web.looked_up) == {"badges.example.org"}


async def test_an_award_that_lost_its_signature_is_not_looked_up(web: Web) -> None:
    """A signed award without its signature is nothing but words."""
    finding = await found(web, assertion(verification={"type": "SignedBadge"}))
    assert isinstance(finding, NotChecked)
    assert finding.why is AwardDoubt.unknown_signature
    assert web.asked == []


async def test_a_page_of_the_issuers_that_sends_people_anywhere_lends_nobody_its_name(web: Web) -> None:
    """What comes from a stranger's server in the end is the stranger's, though its id is an address of the issuer's."""
    way_out = f"{HOME}/out?to={OTHER}/evil"
    web.add(profile())
    web.pages |= {way_out: moved(f"{OTHER}/evil"), f"{OTHER}/evil": assertion(id=way_out, badge=badge())}
    finding = await found(web, assertion(id=way_out))
    assert isinstance(finding, NotRight)
    assert finding.why is AwardFault.elsewhere
    web.pages |= {ISSUER: moved(f"{OTHER}/issuer"), f"{OTHER}/issuer": profile()}
    web.add(assertion(), badge())
    finding = await found(web)
    assert isinstance(finding, NotRight)
    assert finding.why is AwardFault.contradictory


async def test_a_redirect_within_the_house_is_followed(web: Web) -> None:
    """Where an award moved, it is still the issuer's."""
    web.add(badge(), profile())
    web.pages |= {AWARD: moved("/new/7", 301), f"{HOME}/new/7": assertion()}
    assert isinstance(await found(web), Checked)


@pytest.mark.parametrize(
    "name",
    [
        [NAME],
        {"en": NAME, "gd": "Rud 7"},
        {"gd": "Rud 7", "en-GB": NAME},
        {"@value": NAME, "@language": "en"},
        [{"@value": "Rud 7", "@language": "gd"}, {"@value": NAME, "@language": "EN"}],
        {"gd": NAME},
        f"  {NAME}\n\u202e",
    ],
    ids=range(7),
)
async def test_a_name_in_any_form_is_one_line_of_english(web: Web, name: object) -> None:
    """Texts in several languages, lists of one, and signs that nobody sees."""
    web.add(assertion(), badge(name=name), profile())
    finding = await found(web)
    assert isinstance(finding, Checked)
    assert finding.award.name == NAME


async def test_without_looking_anything_up_only_the_link_is_known() -> None:
    """Where the operator has not turned it on, nothing is asked, and what the file says of itself is passed on."""
    checker = AwardChecker(None)
    (looked,) = await checker.file(json.dumps(assertion(badge=badge())).encode(), expected())
    assert isinstance(looked.finding, NotChecked)
    assert looked.finding.why is AwardDoubt.fetching_off
    assert looked.finding.award is not None
    assert (looked.finding.award.id, looked.finding.award.name) == (AWARD, NAME)
    assert await checker.link(AWARD, expected()) == NotChecked(AwardDoubt.fetching_off)


async def test_an_issuer_without_rules_has_nothing_checked(web: Web) -> None:
    """Nothing is guessed of an issuer whose file says nothing."""
    web.add(assertion(), badge(), profile())
    finding = await found(web, rules=None)
    assert isinstance(finding, NotChecked)
    assert finding.why is AwardDoubt.no_rules
    assert web.asked == []


async def test_what_is_shown_together_is_looked_up_once(web: Web) -> None:
    """Twenty-three badges of one issuer need its profile once."""
    awards = [assertion(id=f"{HOME}/awards/{n}") for n in range(23)]
    web.add(*awards, badge(), profile())
    files = {f"{n}.json": json.dumps(award).encode() for n, award in enumerate(awards)}
    looked = await web.checker().file(zipped(files), expected())
    assert [one.file for one in looked] == [f"{n}.json" for n in range(23)]
    assert all(isinstance(one.finding, Checked) for one in looked)
    assert sorted(web.asked) == sorted([*(str(award["id"]) for award in awards), BADGE, ISSUER])
