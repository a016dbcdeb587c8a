"""Sign-in with an OpenID provider: a real one (oidc-provider-mock), and one that does what an attacker would."""

import json
import re
import warnings
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import aiohttp
import jwt
import pytest
from aiohttp import web
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from jwt.algorithms import RSAAlgorithm
from support.desks import Browser, Page, ServedDesk, served_desk

pytestmark = pytest.mark.slow
ANN = "ann@example.org"
CLIENT = "desk"
KNOWN, STRANGER = generate_private_key(65537, 2048), generate_private_key(65537, 2048)


# A real provider


@pytest.fixture
def provider() -> Iterator[str]:
    """The provider of a registry's package, with two accounts."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from oidc_provider_mock import User, run_server_in_thread  # noqa: PLC0415
    people = [
        User(sub="ann-1", claims={"email": ANN, "email_verified": True}),
        User(sub="eve-1", claims={"email": ANN, "email_verified": False}),
    ]
    with run_server_in_thread(user_claims=people) as server:
        yield f"http://localhost:{server.server_port}"


async def signed_in(served: ServedDesk, browser: Browser, account: str) -> Page:
    """What comes of choosing an account at the real provider."""
    page = await browser.get("/sign-in/oidc?then=/you", follow=False)
    async with (
        aiohttp.ClientSession() as session,
        session.post(page.headers["Location"], data={"sub": account}, allow_redirects=False) as answer,
    ):
        back = answer.headers["Location"]
    assert back.startswith(served.desk.settings.url)
    return await browser.get(back)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
async def test_an_invited_person_signs_in_with_their_account(tmp_path: Path, provider: str) -> None:
    """With the code flow; the account stays theirs when the address changes; a stranger's is nobody's."""
    more = {"oidc_issuer": provider, "oidc_client": CLIENT, "oidc_secret": "s3cret"}
    async with served_desk(tmp_path / "data", **more) as served:
        ann, eve, mallory = Browser(served), Browser(served), Browser(served)
        assert "Nobody was signed in" in (await signed_in(served, ann, "ann-1")).text
        person = served.desk.people.invite(ANN, "Ann Lead", "lead", served.desk.seconds())
        assert "Nobody was signed in" in (await signed_in(served, eve, "eve-1")).text
        page = await signed_in(served, ann, "ann-1")
        assert "with your organisation’s account" in page.text
        assert page.url.endswith("/you")
        bound = served.desk.people.get(person.id)
        assert bound is not None
        assert bound.oidc == f"{provider} ann-1"
        assert "Nobody was signed in" in (await signed_in(served, mallory, "mallory@example.org")).text
        assert "desk" not in mallory.cookies


# A hostile one


@dataclass
class Hostile:
    """A provider whose answers a test changes."""

    url: str = ""
    claims: dict[str, object] = field(default_factory=dict)
    """Put in the place of what would be right."""
    header: dict[str, object] = field(default_factory=dict)
    key: RSAPrivateKey | str = KNOWN
    algorithm: str = "RS256"
    described: dict[str, object] = field(default_factory=dict)
    nonces: list[str] = field(default_factory=list)
    replays: bool = False
    """Sends the nonce of the first sign-in for ever."""
    redirects: str = ""
    """Where the token endpoint sends one on to."""
    verifiers: list[str] = field(default_factory=list)

    async def describe(self, _: web.Request) -> web.Response:
        """Its description of itself."""
        said = {
            "issuer": self.url,
            "authorization_endpoint": f"{self.url}/authorize",
            "token_endpoint": f"{self.url}/token",
            "jwks_uri": f"{self.url}/jwks",
        }
        return web.json_response({**said, **self.described})

    async def jwks(self, _: web.Request) -> web.Response:
        """Its keys."""
        made = RSAAlgorithm.to_jwk(KNOWN.public_key(), as_dict=True)
        return web.json_response({"keys": [{**made, "kid": "1", "use": "sig"}]})

    async def token(self, request: web.Request) -> web.Response:
        """Its tokens."""
        if self.redirects:
            raise web.HTTPFound(self.redirects)
        fields = await request.post()
        self.verifiers.append(str(fields["code_verifier"]))
        nonce = self.nonces[0] if self.replays else self.nonces[-1]
        right: dict[str, object] = {"iss": self.url, "aud": CLIENT, "sub": "ann-1", "nonce": nonce}
        right |= {"email": ANN, "email_verified": True, "iat": 2_000_000_000, "exp": 4_000_000_000}
        claims = {name: value for name, value in {**right, **self.claims}.items() if value is not None}
        headers = {"kid": "1", **self.header}
        return web.json_response({"id_token": jwt.encode(claims, self.key, self.algorithm, headers=headers)})


@asynccontextmanager
async def hostile_provider() -> AsyncIterator[Hostile]:
    """A provider on loopback."""
    made = Hostile()
    app = web.Application()
    app.router.add_get("/.well-known/openid-configuration", made.describe)
    app.router.add_get("/jwks", made.jwks)
    app.router.add_post("/token", made.token)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield made
    finally:
        await runner.cleanup()


@pytest.fixture
async def hostile() -> AsyncIterator[Hostile]:
    """A provider that does as it is told."""
    async with hostile_provider() as made:
        yield made


@pytest.fixture
async def served(tmp_path: Path, hostile: Hostile, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[ServedDesk]:
    """A desk that trusts it, with Ann invited."""
    # The tokens of these tests say that it is 2033; the library asks the machine's clock.
    monkeypatch.setattr("bot.desk.sign_in.oidc._LEEWAY_SECONDS", 1e9)
    async with served_desk(tmp_path / "data", oidc_issuer=hostile.url, oidc_client=CLIENT) as running:
        running.desk.people.invite(ANN, "Ann", "assessor", running.desk.seconds())
        yield running


async def begun(browser: Browser, hostile: Hostile, then: str = "/") -> str:
    """Begin a sign-in; the state that goes along."""
    page = await browser.get(f"/sign-in/oidc?then={then}", follow=False)
    asked = parse_qs(urlsplit(page.headers["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    hostile.nonces.append(asked["nonce"][0])
    return asked["state"][0]


async def test_what_is_right_is_taken(served: ServedDesk, hostile: Hostile) -> None:
    """The fake is a provider as it should be, until a test changes it; no two sign-ins share a verifier."""
    for _ in range(2):
        browser = Browser(served)
        page = await browser.get(f"/sign-in/oidc/back?code=1&state={await begun(browser, hostile)}")
        assert "Queue" in page.text
    assert len(set(hostile.verifiers)) == 2


WRONG: dict[str, dict[str, object]] = {
    "another issuer": {"claims": {"iss": "https://evil.example.org"}},
    "another client": {"claims": {"aud": "other"}},
    "several clients without a word of whose": {"claims": {"aud": [CLIENT, "other"]}},
    "made for another client": {"claims": {"azp": "other"}},
    "a nonce of nobody's": {"claims": {"nonce": "made up"}},
    "no nonce": {"claims": {"nonce": None}},
    "no end": {"claims": {"exp": None}},
    "an end that is long past": {"claims": {"exp": 1}},
    "an address that was not verified": {"claims": {"email_verified": False}},
    "an address that is verified in words": {"claims": {"email_verified": "true"}},
    "another's key under a known name": {"key": STRANGER},
    "a key of an unknown name": {"header": {"kid": "2"}, "key": STRANGER},
    "a key that came along": {
        "key": STRANGER,
        "header": {"jwk": json.loads(json.dumps(RSAAlgorithm.to_jwk(STRANGER.public_key(), as_dict=True)))},
    },
    "no signature": {"algorithm": "none", "key": ""},
    "a signature by a secret that is the public key": {"algorithm": "HS256", "key": "a public key as a secret, 32 by"},
}


@pytest.mark.filterwarnings("ignore:The HMAC key")
@pytest.mark.parametrize("wrong", WRONG)
async def test_what_is_wrong_signs_nobody_in(served: ServedDesk, hostile: Hostile, wrong: str) -> None:
    """A token that does not hold in every part."""
    for name, value in WRONG[wrong].items():
        setattr(hostile, name, value)
    browser = Browser(served)
    page = await browser.get(f"/sign-in/oidc/back?code=1&state={await begun(browser, hostile)}")
    assert page.status == 403
    assert "desk" not in browser.cookies


async def test_a_nonce_of_an_earlier_sign_in_is_refused(served: ServedDesk, hostile: Hostile) -> None:
    """A token that was overheard is good for one sign-in."""
    hostile.replays = True
    first, second = Browser(served), Browser(served)
    assert "Queue" in (await first.get(f"/sign-in/oidc/back?code=1&state={await begun(first, hostile)}")).text
    assert (await second.get(f"/sign-in/oidc/back?code=1&state={await begun(second, hostile)}")).status == 403


async def test_an_answer_belongs_to_the_browser_that_asked_and_counts_once(
    served: ServedDesk, hostile: Hostile
) -> None:
    """Nobody is signed in as another by a link; a state is used up; another provider's answer is not this one's."""
    mallory, victim = Browser(served), Browser(served)
    state = await begun(mallory, hostile)
    assert (await victim.get(f"/sign-in/oidc/back?code=1&state={state}")).status == 403
    state = await begun(victim, hostile)
    page = await victim.get(f"/sign-in/oidc/back?code=1&state={state}&iss=https://evil.example.org")
    assert page.status == 403
    state = await begun(victim, hostile)
    assert (await victim.get(f"/sign-in/oidc/back?error=access_denied&state={state}")).status == 403
    state = await begun(victim, hostile)
    assert "Queue" in (await victim.get(f"/sign-in/oidc/back?code=1&state={state}")).text
    assert (await victim.get(f"/sign-in/oidc/back?code=1&state={state}")).status == 403


@pytest.mark.parametrize("away", ["https://evil.example.org/", "//evil.example.org", "/%5Cevil.example.org"])
async def test_it_is_no_open_redirect(served: ServedDesk, hostile: Hostile, away: str) -> None:
    """After sign-in nobody is sent anywhere else."""
    browser = Browser(served)
    state = await begun(browser, hostile, away)
    page = await browser.get(f"/sign-in/oidc/back?code=1&state={state}", follow=False)
    assert page.headers["Location"] == "/"


@pytest.mark.parametrize(
    "described",
    [
        {"issuer": "https://evil.example.org"},
        {"token_endpoint": "http://evil.example.org/token"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"jwks_uri": None},
    ],
)
async def test_a_description_that_is_not_its_own_is_refused(
    served: ServedDesk, hostile: Hostile, described: dict[str, object]
) -> None:
    """Nobody is sent anywhere by it."""
    hostile.described = described
    page = await Browser(served).get("/sign-in/oidc", follow=False)
    assert page.status == 502
    assert not re.search("evil|javascript:", page.text)


async def test_the_code_goes_nowhere_else(served: ServedDesk, hostile: Hostile) -> None:
    """A redirect of the token endpoint is not followed."""
    hostile.redirects = f"{hostile.url}/jwks"
    browser = Browser(served)
    assert (await browser.get(f"/sign-in/oidc/back?code=1&state={await begun(browser, hostile)}")).status == 502
