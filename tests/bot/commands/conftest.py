"""What tests of commands share."""

import os
from pathlib import Path

import pytest


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, in an environment without settings."""
    for name in [name for name in os.environ if name.upper().startswith("TEABREAK_")]:
        monkeypatch.delenv(name)
    # Wide enough for help to stand on one line.
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)
    return tmp_path
