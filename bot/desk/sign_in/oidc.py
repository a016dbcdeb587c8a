"""Sign-in with the account of an OpenID provider: the code flow with PKCE (OpenID Connect Core 1.0, RFC 9700).

A person is found by the provider's issuer and subject. The first time, the address that the provider has verified must
be one that a lead has invited.
"""

import base64
import hashlib
import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import aiohttp
import jwt
import structlog
from aiohttp import web

from bot.desk.desk_settings import is_private
from bot.desk.pages.desk_pages import COOKIE_BROWSER, redirect, set_cookie, show
from bot.desk.running_desk import Desk
from bot.desk.sign_in.identity import Answer, LoginHandler, Proven, own_path
from bot.desk.tables.people import Colleague, digest

FLOW_SECONDS = 600
_TIMEOUT = aiohttp.ClientTimeout(total=10)
_LONGEST = 256 * 1024
_ALGORITHMS = {"RSA": ("RS256", "PS256"), "EC": ("ES256",), "OKP": ("EdDSA",)}
"""Which signatures a key of each type makes: the key decides, never the token."""
_LEEWAY_SECONDS = 60
_log = structlog.get_logger(__name__)


class ProviderTrouble(Exception):
    """The provider does not answer as it should."""


class TokenRefused(Exception):
    """What came back does not hold."""


class OpenIdConnect:
    """One OpenID provider."""

    means = "oidc"

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._issuer = desk.settings.oidc_issuer or ""
        self._back = f"{desk.settings.url}/sign-in/oidc/back"

    def routes(self) -> Sequence[tuple[str, str, LoginHandler]]:
        """Its addresses."""
        return (("GET", "/sign-in/oidc", self._go), ("GET", "/sign-in/oidc/back", self._come_back))

    async def _go(self, request: web.Request) -> Answer:
        desk = self._desk
        try:
            provider = await self._provider()
        except ProviderTrouble as trouble:
            return self._trouble(trouble)
        verifier, nonce, browser = (secrets.token_urlsafe(32) for _ in range(3))
        content = {
            "verifier": verifier,
            "nonce": nonce,
            "browser": digest(browser),
            "then": own_path(request.query.get("then", "/")),
        }
        state = desk.people.keep_flow("oidc", json.dumps(content), desk.seconds() + FLOW_SECONDS)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        asked = {
            "response_type": "code",
            "client_id": desk.settings.oidc_client,
            "redirect_uri": self._back,
            "scope": "openid email",
            "state": state,
            "nonce": nonce,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        address = provider["authorization_endpoint"]
        response = redirect(f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}")
        set_cookie(desk, response, COOKIE_BROWSER, browser, FLOW_SECONDS)
        return response

    async def _come_back(self, request: web.Request) -> Answer:
        desk = self._desk
        kept = desk.people.take_flow("oidc", request.query.get("state", ""), desk.seconds())
        flow: dict[str, str] = json.loads(kept) if kept else {}
        browser = request.cookies.get(desk.cookie(COOKIE_BROWSER), "")
        try:
            if not flow or not browser or digest(browser) != flow["browser"]:
                raise TokenRefused("another browser, or no sign-in under way")
            # Another provider's answer is not taken for this one's (RFC 9207).
            if request.query.get("iss", self._issuer) != self._issuer:
                raise TokenRefused("the answer is another provider's")
            if "code" not in request.query:
                raise TokenRefused("the provider has refused")
            provider = await self._provider()
            token = await self._token(provider, request.query["code"], flow["verifier"])
            claims = await self._claims(provider, token, flow["nonce"])
            person = self._person(claims)
        except ProviderTrouble as trouble:
            return self._trouble(trouble)
        except TokenRefused as refused:
            _log.info("oidc_refused", why=str(refused))
            return show(desk, "sign_in", status=403, problem="sign-in-refused")
        return Proven(person, self.means, flow["then"])

    def _trouble(self, trouble: ProviderTrouble) -> web.Response:
        _log.warning("oidc_trouble", why=str(trouble))
        return show(self._desk, "sign_in", status=502, problem="sign-in-busy")

    async def _provider(self) -> Mapping[str, Any]:
        """What the provider says of itself. Raises ProviderTrouble."""
        found = await self._document(f"{self._issuer.rstrip('/')}/.well-known/openid-configuration")
        if found.get("issuer") != self._issuer:
            raise ProviderTrouble("the description is another issuer's")
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if not isinstance(found.get(name), str) or not is_private(found[name]):
                raise ProviderTrouble(f"{name} is no private address")
        return found

    async def _token(self, provider: Mapping[str, Any], code: str, verifier: str) -> str:
        settings = self._desk.settings
        fields = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._back,
            "code_verifier": verifier,
        }
        secret = settings.oidc_secret.get_secret_value() if settings.oidc_secret else ""
        methods = provider.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        headers = {}
        if secret and "client_secret_basic" in methods:
            headers["Authorization"] = aiohttp.encode_basic_auth(settings.oidc_client, secret)
        else:
            fields["client_id"] = settings.oidc_client
            if secret:
                fields["client_secret"] = secret
        answer = await self._document(provider["token_endpoint"], fields, headers)
        token = answer.get("id_token")
        if not isinstance(token, str):
            raise TokenRefused("no id token came")
        return token

    async def _claims(self, provider: Mapping[str, Any], token: str, nonce: str) -> dict[str, Any]:
        """What a token says, once it is certain that the provider made it for this sign-in. Raises TokenRefused."""
        keys = await self._document(provider["jwks_uri"])
        try:
            header = jwt.get_unverified_header(token)
            key = _key(keys, header.get("kid"))
            claims: dict[str, Any] = jwt.decode(
                token,
                key.key,
                algorithms=[name for name in _ALGORITHMS.get(key.key_type or "", ()) if name == header.get("alg")],
                audience=self._desk.settings.oidc_client,
                issuer=self._issuer,
                leeway=_LEEWAY_SECONDS,
                options={"require": ["exp", "iat", "aud", "iss", "sub"]},
            )
        except (jwt.PyJWTError, ValueError, TypeError) as error:
            raise TokenRefused(type(error).__name__) from None
        if not isinstance(claims.get("nonce"), str) or not secrets.compare_digest(claims["nonce"], nonce):
            raise TokenRefused("the nonce is another sign-in's")
        several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
        if claims.get("azp", None if several else self._desk.settings.oidc_client) != self._desk.settings.oidc_client:
            raise TokenRefused("it was made for another client")
        return claims

    def _person(self, claims: Mapping[str, Any]) -> Colleague:
        """Whose account it is. Raises TokenRefused for nobody's."""
        people = self._desk.people
        account = f"{self._issuer} {claims['sub']}"
        known = people.by_oidc(account)
        if known is not None:
            return known
        email = claims.get("email")
        invited = people.by_email(email) if isinstance(email, str) and claims.get("email_verified") is True else None
        if invited is None or not people.bind(invited.id, account):
            raise TokenRefused("nobody is invited with the address of that account")
        return invited

    async def _document(
        self, address: str, fields: Mapping[str, str] | None = None, headers: Mapping[str, str] | None = None
    ) -> dict[str, Any]:
        """The JSON at an address. Raises ProviderTrouble, and TokenRefused for a refused code."""
        try:
            async with aiohttp.ClientSession(timeout=_TIMEOUT, trust_env=False) as session:
                method: Callable[..., Any] = session.post if fields is not None else session.get
                told = {"data": fields} if fields is not None else {}
                async with method(address, allow_redirects=False, headers=headers, **told) as answer:
                    status, body = answer.status, await answer.content.read(_LONGEST + 1)
                    while len(body) <= _LONGEST and (more := await answer.content.read(_LONGEST)):
                        body += more
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise ProviderTrouble(type(error).__name__) from None
        if fields is not None and status in (400, 401, 403):
            raise TokenRefused("the provider does not take the code")
        if status != 200 or len(body) > _LONGEST:
            raise ProviderTrouble(f"status {status}")
        try:
            found = json.loads(body)
        except ValueError:
            found = None
        if not isinstance(found, dict):
            raise ProviderTrouble("no JSON object")
        return found


def _key(keys: Mapping[str, Any], kid: object) -> jwt.PyJWK:
    """The key that a token names; where it names none, the only one. Raises TokenRefused, PyJWTError."""
    found = [one for one in jwt.PyJWKSet.from_dict(dict(keys)).keys if kid is None or one.key_id == kid]
    if len(found) != 1 or found[0].public_key_use not in (None, "sig"):
        raise TokenRefused("the provider has no such key")
    return found[0]
