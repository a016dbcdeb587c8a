"""Which badge versions people are offered: on Telegram what is published, in the local chat a draft too."""

import asyncio
from pathlib import Path
from shutil import copytree

import pytest
from support.served_bot import listening

from bot.app import NothingPublishedError, published, serve
from bot.channels.telegram.bot_api.connection import Api
from bot.lifecycle import Lifecycle
from bot.playground import local_chat
from bot.playground.telegram import Sandbox
from bot.settings.settings import Settings
from criteria.reader import HERE, Library, read

NEW = "cpl-2025-leadership@2026-1"


@pytest.fixture
def criteria(tmp_path: Path) -> Path:
    """The folder that comes with the program, and a version that nobody has published."""
    folder = tmp_path / "criteria"
    for name in ("badges", "issuers"):
        copytree(HERE / name, folder / name)
    (folder / "published.lock").write_bytes((HERE / "published.lock").read_bytes())
    old = folder / "badges" / "cpl-2025-leadership" / "2025-1.yaml"
    text = old.read_text(encoding="utf-8").replace("version: 2025-1", "version: 2026-1")
    old.with_name("2026-1.yaml").write_text(text, encoding="utf-8")
    return folder


def test_on_telegram_what_is_not_published_is_left_out_and_named_in_the_log(criteria: Path) -> None:
    """The line has the badge and the version, so that the operator can publish it."""
    with listening() as heard:
        served = published(read(criteria))
    assert [line["versions"] for line in heard.events("unpublished_left_out")] == [NEW]
    assert NEW not in {badge.key for badge in served.offered()}
    with listening() as heard:
        published(read())
    assert heard.events("unpublished_left_out") == []


def test_where_nothing_is_published_nothing_is_served(criteria: Path) -> None:
    """A bot without a badge would have nothing to say; the line says what to do."""
    (criteria / "published.lock").unlink()
    with pytest.raises(NothingPublishedError, match="`teabreak publish`"):
        published(read(criteria))


async def test_a_bot_on_telegram_offers_what_is_published(criteria: Path, tmp_path: Path) -> None:
    """As it is started with a token: the draft is in no list."""
    async with Sandbox() as sandbox:
        settings, signs = Settings(_env_file=None, data=tmp_path / "data", criteria=criteria), Lifecycle.new()
        with listening() as heard:
            serving = asyncio.create_task(serve(settings, Api(sandbox.token, sandbox.api_url), signs))
            async with asyncio.timeout(20):
                await signs.ready.wait()
            signs.stop.set()
            await serving
    assert [line["versions"] for line in heard.events("unpublished_left_out")] == [NEW]


async def test_the_local_chat_names_a_draft(criteria: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is offered there, with a plain word behind its title."""
    given: list[Library] = []

    async def serving(_settings: Settings, _api: Api, _signs: Lifecycle, library: Library, *_: object) -> None:
        given.append(library)

    monkeypatch.setattr(local_chat, "serve", serving)
    settings = Settings(_env_file=None, data=tmp_path / "data", criteria=criteria, chat_port=0)
    await local_chat.chat(settings, lambda _: None)
    titles = {badge.key: badge.title for badge in given[0].offered()}
    assert titles[NEW] == "CPL 2025 Leadership and quality assurance (draft, not published)"
    assert sum("draft" in title for title in titles.values()) == 1
