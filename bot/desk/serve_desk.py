"""Puts the desk together and serves it until it is told to stop."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager

from bot.desk.pages.account_pages import AccountPages
from bot.desk.pages.award_pages import AwardPages
from bot.desk.pages.queue_pages import QueuePages
from bot.desk.pages.submission_pages import SubmissionPages
from bot.desk.running_desk import Desk
from bot.desk.sign_in.email_link import EmailLink
from bot.desk.sign_in.identity import IdentityPort
from bot.desk.sign_in.login_mail import LoginMail
from bot.desk.sign_in.oidc import OpenIdConnect
from bot.desk.sign_in.passkeys import PasskeyPages, Passkeys
from bot.desk.web import Pages, application, serving


@asynccontextmanager
async def running(desk: Desk, tell: Callable[[str], object]) -> AsyncIterator[str]:
    """Serves until the block ends; gives the address on this machine. Raises DeskPortUnusable, and as `open` does."""
    links = EmailLink(desk, LoginMail(desk.settings, tell))
    identities: list[IdentityPort] = [links] if desk.settings.email_sign_in else []
    parts: list[Pages] = [QueuePages(desk), SubmissionPages(desk), AccountPages(desk, links), AwardPages(desk)]
    if desk.settings.oidc_issuer:
        identities.append(OpenIdConnect(desk))
    if desk.settings.passkeys:
        passkeys = Passkeys(desk)
        identities.append(passkeys)
        parts.append(PasskeyPages(desk, passkeys))
    async with AsyncExitStack() as stack:
        await desk.open()
        stack.push_async_callback(desk.close)
        stack.push_async_callback(links.close)
        yield await stack.enter_async_context(serving(desk, application(desk, identities, parts)))


async def serve(desk: Desk, tell: Callable[[str], object], stop: asyncio.Event) -> None:
    """Serves until the event is set. Raises as `running` does."""
    async with running(desk, tell) as address:
        tell(f"The desk of {desk.settings.issuer_name}: {desk.settings.url} (listening on {address})")
        tell(f"The bot posts submissions to: {desk.settings.url}/contract/submissions")
        await stop.wait()
