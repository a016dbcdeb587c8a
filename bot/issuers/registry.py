"""The route of each issuer, and whether everything that it needs is set."""

from collections.abc import Callable, Iterable, Mapping

from bot.config.setting_names import nearest
from bot.issuers import system_routes
from bot.issuers.email.route import by_mail, unset
from bot.issuers.folder.route import FolderDelivery
from bot.issuers.route import NeedsHandover, Route
from bot.issuers.route_context import RouteContext, RouteNotReady
from bot.issuers.webhook.route import WebhookDelivery
from bot.settings.issuer_settings import spelled, variable
from bot.settings.settings import Settings
from bot.signing.keys import signers
from criteria.library import Library
from criteria.model import Issuer
from criteria.routes import SECTIONS, RouteName
from flows.pack.pack import Pack


class HandoverDelivery:
    """Sends nothing: the worker is given the evidence, ready to paste."""

    async def deliver(self, pack: Pack) -> NeedsHandover:
        """Answer that the worker takes it there."""
        return NeedsHandover()


__all__ = ["RouteContext", "RouteNotReady", "check", "check_issuers", "chosen", "route"]


def _by_email(issuer: Issuer, means: RouteContext) -> Route:
    missing = tuple(unset(means.settings))
    if issuer.email is None or missing:
        raise RouteNotReady(missing)
    return by_mail(issuer.email, means)


def _webhook(issuer: Issuer, means: RouteContext) -> Route:
    kept = means.settings.secrets(issuer.id).webhook_secrets
    if issuer.webhook is None or kept is None:
        name = variable(issuer.id, "webhook_secrets")
        raise RouteNotReady([f"{name}: the route webhook signs what it posts; set the secret that the issuer gave you"])
    return WebhookDelivery(str(issuer.webhook.url), signers(kept.get_secret_value()), means.recording)


_ROUTES: Mapping[RouteName, Callable[[Issuer, RouteContext], Route]] = {
    "folder": lambda _, means: FolderDelivery(means.settings.data / "inbox", means.recording, means.documents),
    "handover": lambda _issuer, _means: HandoverDelivery(),
    "email": _by_email,
    "badgekit": system_routes.badgekit,
    "obf": system_routes.factory,
    "webhook": _webhook,
}


def chosen(issuer: Issuer, settings: Settings) -> RouteName:
    """The name of the route that an issuer's submissions take here."""
    return settings.route or issuer.route


def route(issuer: Issuer, means: RouteContext) -> Route:
    """The route that an issuer's submissions take here. Raises RouteNotReady where something that it needs is missing.

    The section that the route needs is there when its maker is called; secrets are for the maker to ask for.
    """
    name = chosen(issuer, means.settings)
    section = SECTIONS.get(name)
    if section is not None and getattr(issuer, section) is None:
        raise RouteNotReady([_no_section(issuer, name, section)])
    return _ROUTES[name](issuer, means)


def _no_section(issuer: Issuer, name: RouteName, section: str) -> str:
    return f"issuers/{issuer.id}.yaml: {section}: the route {name} needs this section; add it"


def check(library: Library, means: RouteContext) -> None:
    """Looks at every route that will be taken, before anybody relies on it. Raises RouteNotReady for all together."""
    missing = [*_unknown(library, means.settings)]
    for issuer in sorted({badge.issuer for badge in library.offered() if badge.open}):
        try:
            route(library.named(issuer), means)
        except RouteNotReady as problem:
            missing += problem.missing
    if missing:
        raise RouteNotReady(missing)


def check_issuers(library: Library, settings: Settings) -> None:
    """Refuses secrets of an issuer that is not there. Raises RouteNotReady for all together."""
    unknown = tuple(_unknown(library, settings))
    if unknown:
        raise RouteNotReady(unknown)


def _unknown(library: Library, settings: Settings) -> Iterable[str]:
    """Secrets of an issuer that is not there: most likely its name is misspelled, and its route lacks them."""
    known = sorted(spelled(issuer.id).upper() for issuer in library.issuers)
    for name in sorted(one.upper() for one in settings.issuers):
        if name not in known:
            near = nearest(name, known)
            meant = f"did you mean TEABREAK_ISSUERS__{near}__…? Known are" if near else "known are"
            yield f"TEABREAK_ISSUERS__{name}__…: there is no such issuer; {meant} {', '.join(known)}"
