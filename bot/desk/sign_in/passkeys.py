"""Sign-in with passkeys (WebAuthn). A passkey knows whose it is, so nobody types a name or remembers anything."""

import json
from collections.abc import Sequence
from sqlite3 import IntegrityError
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from aiohttp import web
from fido2.server import Fido2Server
from fido2.utils import websafe_decode
from fido2.webauthn import (
    AttestedCredentialData,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from bot.desk.pages.desk_pages import redirect, visitor
from bot.desk.running_desk import Desk
from bot.desk.sentences import plain
from bot.desk.sign_in.identity import Answer, LoginHandler, Proven, own_path
from bot.desk.tables.people import Colleague, Passkey, digest
from bot.inbox.responses import HEADERS, form

if TYPE_CHECKING:
    from bot.desk.web import PageHandler

_SECONDS = 300
_MOST_AT_ALL = 120
_LONGEST = 64 * 1024


class Passkeys:
    """Passkeys of the desk's own host."""

    means = "passkey"

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        url = desk.settings.url
        entity = PublicKeyCredentialRpEntity(id=urlsplit(url).hostname or "", name=desk.settings.issuer_name)
        self.server = Fido2Server(entity, verify_origin=lambda origin: origin == url)

    def routes(self) -> Sequence[tuple[str, str, LoginHandler]]:
        """Its addresses for signing in."""
        return (
            ("POST", "/sign-in/passkey/options", self._options),
            ("POST", "/sign-in/passkey", self._sign_in),
        )

    async def _options(self, request: web.Request) -> Answer:
        del request
        desk = self._desk
        if not desk.people.allowed("passkey:all", _MOST_AT_ALL, _SECONDS, desk.seconds()):
            return _said({}, 429)
        options, state = self.server.authenticate_begin(user_verification=UserVerificationRequirement.REQUIRED)
        flow = desk.people.keep_flow("passkey", json.dumps(state), desk.seconds() + _SECONDS)
        return _said({"flow": flow, "options": dict(options.public_key)})

    async def _sign_in(self, request: web.Request) -> Answer:
        person, then = self._proved(await _asked(request))
        if person is None:
            return _said({"error": plain("passkey-failed")}, 403)
        return Proven(person, self.means, then, is_script=True)

    def _proved(self, asked: dict[str, Any]) -> tuple[Colleague | None, str]:
        desk, now = self._desk, self._desk.seconds()
        state = desk.people.take_flow("passkey", str(asked.get("flow", "")), now)
        then = own_path(str(asked.get("then", "/")))
        answer = asked.get("answer")
        if state is None or not isinstance(answer, dict):
            return None, then
        try:
            key = desk.people.passkey(websafe_decode(str(answer.get("rawId", ""))))
            if key is None:
                return None, then
            kept = AttestedCredentialData(key.public)
            self.server.authenticate_complete(json.loads(state), [kept], answer)
            count = _counter(answer)
        except Exception:  # noqa: BLE001 - the library has no one error for an answer that does not hold
            return None, then
        if count and count <= key.count:
            # A counter that does not go up shows a copied key.
            return None, then
        desk.people.passkey_used(key.id, count, now)
        person = desk.people.get(key.person)
        return (person if person is not None and person.ended_at is None else None), then


class PasskeyPages:
    """Adding and removing one's own passkeys."""

    def __init__(self, desk: Desk, passkeys: Passkeys) -> None:
        self._desk = desk
        self._server = passkeys.server

    def routes(self) -> Sequence[tuple[str, str, "PageHandler"]]:
        """Its addresses."""
        return (
            ("POST", "/you/passkeys/options", self._options),
            ("POST", "/you/passkeys", self._add),
            ("POST", "/you/passkeys/remove", self._remove),
        )

    async def _options(self, request: web.Request) -> web.StreamResponse:
        desk, person = self._desk, visitor(request).person
        user = PublicKeyCredentialUserEntity(
            # The id says nothing of who it is.
            id=digest(f"passkey user {person.id}")[:32].encode(),
            name=person.email,
            display_name=person.name,
        )
        options, state = self._server.register_begin(
            user,
            [AttestedCredentialData(one.public) for one in desk.people.passkeys(person.id)],
            resident_key_requirement=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        )
        content = json.dumps({"person": person.id, "state": state})
        flow = desk.people.keep_flow("new-passkey", content, desk.seconds() + _SECONDS)
        return _said({"flow": flow, "options": dict(options.public_key)})

    async def _add(self, request: web.Request) -> web.StreamResponse:
        desk, who, asked = self._desk, visitor(request), await _asked(request)
        flow = desk.people.take_flow("new-passkey", str(asked.get("flow", "")), desk.seconds())
        kept = json.loads(flow) if flow else {}
        try:
            if kept.get("person") != who.person.id:
                raise ValueError("another person's")
            data = self._server.register_complete(kept["state"], RegistrationResponse.from_dict(asked["answer"]))
            made = data.credential_data
            if made is None:
                raise ValueError("no key")
            name = plain("passkey-name", device=who.session.device)
            desk.people.add_passkey(
                Passkey(made.credential_id, who.person.id, name, bytes(made), data.counter, desk.seconds(), None)
            )
        except IntegrityError:
            return _said({"error": plain("passkey-failed")}, 409)
        except Exception:  # noqa: BLE001 - the library has no one error for an answer that does not hold
            return _said({"error": plain("passkey-failed")}, 400)
        desk.assessing.note(desk.seconds(), who.person.id, "passkey-added")
        return _said({"then": "/you"})

    async def _remove(self, request: web.Request) -> web.StreamResponse:
        try:
            id_ = bytes.fromhex((await form(request)).get("key", ""))
        except ValueError:
            id_ = b""
        self._desk.people.remove_passkey(visitor(request).person.id, id_)
        return redirect("/you")


def _counter(answer: dict[str, Any]) -> int:
    """The counter of an answer that was verified: bytes 33 to 36 of the authenticator's data."""
    data = websafe_decode(str(answer["response"]["authenticatorData"]))
    return int.from_bytes(data[33:37], "big")


async def _asked(request: web.Request) -> dict[str, Any]:
    """The JSON of a request; empty for anything else."""
    read = bytearray()
    async for piece in request.content.iter_chunked(_LONGEST):
        read += piece
        if len(read) > _LONGEST:
            return {}
    try:
        found = json.loads(read)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _said(document: dict[str, Any], status: int = 200) -> web.Response:
    return web.Response(text=json.dumps(document), status=status, content_type="application/json", headers=HEADERS)
