"""Chromium without a window: its headless shell, which costs a quarter of the whole browser, where that is there."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, async_playwright, expect

EXECUTABLE = shutil.which("chromium-headless-shell") or shutil.which("chromium")
QUIETLY = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--mute-audio",
    # Painted over in part, the edge of a corner differs by a shade, and so does the picture of it.
    "--disable-partial-raster",
]
# A browser on a busy machine takes its time; what is there is seen at once all the same.
expect.set_options(timeout=20_000)


@asynccontextmanager
async def launched(*flags: str) -> AsyncIterator[Browser]:
    """A browser with these flags. The test is skipped where there is none, but not in continuous integration."""
    if EXECUTABLE is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing, and continuous integration must not skip the page")
        pytest.skip("Chromium is not installed: make system")
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=EXECUTABLE, args=[*QUIETLY, *flags])
        yield running
        await running.close()
