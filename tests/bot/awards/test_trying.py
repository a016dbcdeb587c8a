"""An operator tries out whether an issuer's file is right."""

import json
from pathlib import Path
from shutil import copyfile, copytree

import pytest
import yaml
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from support.fake_award_issuers import (
    EMAIL,
    HOME,
    ISSUER,
    KEY,
    assertion,
    claims,
    credential,
    expected,
    pem,
    sign,
    zipped,
)
from typer.testing import CliRunner

from bot import cli
from bot.awards.cli_report import tried
from bot.commands import awards
from criteria.library import Library
from criteria.reader import HERE, read


async def test_each_award_has_its_line(tmp_path: Path, key: RSAPrivateKey, foreign: RSAPrivateKey) -> None:
    """What was found, by what, and what the award says of itself."""
    files = {
        "a.jwt": sign(key, claims(credential())).encode(),
        "b.jwt": sign(foreign, claims(credential())).encode(),
        "c.json": json.dumps(assertion()).encode(),
        "d.jpg": b"\xff\xd8\xff\xe0",
    }
    file = tmp_path / "awards.zip"
    file.write_bytes(zipped(files))
    said = ": ELC Thing 7 – Motivating and inspiring others, Maker Society, 2026-03-01"
    assert await tried(str(file), expected((KEY, pem(key))), fetch=False) == (
        f"a.jwt: checked (credential){said}",
        f"b.jwt: not right (signature){said}",
        f"c.json: not checked (fetching off): {HOME}/badges/thing-7, 2026-03-01",
        "d.jpg: not checked (photo)",
    )


async def test_a_link_is_opened_only_where_that_is_on() -> None:
    """And never one that leads inwards."""
    for link, fetch, why in ((f"{HOME}/7", False, "fetching off"), ("https://127.0.0.1/7", True, "address")):
        assert await tried(link, expected(), fetch=fetch) == (f"not checked ({why})",)


async def test_a_file_that_is_too_long_is_not_read_to_its_end(tmp_path: Path) -> None:
    """A mistyped name may be that of a film."""
    file = tmp_path / "film"
    with file.open("wb") as opened:
        opened.truncate(1 << 40)
    assert await tried(str(file), expected(), fetch=False) == ("not checked (too large)",)


def run(*arguments: str, text: str = "") -> tuple[int, str]:
    """The command's exit status, and all that it said."""
    done = CliRunner().invoke(cli.command_line(), ["award", *arguments], input=text)
    return done.exit_code, done.output


def test_the_command_asks_whose_it_is(tmp_path: Path, key: RSAPrivateKey, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the rules of the issuer that is named; a file that is not there, and an unknown issuer, are told."""
    monkeypatch.chdir(tmp_path)
    library = with_awards(tmp_path / "criteria", key)
    monkeypatch.setattr(awards.reader, "read", lambda *_: library)
    (tmp_path / "a.jwt").write_text(sign(key, claims(credential())), encoding="utf-8")
    status, said = run("a.jwt", "--issuer", "sssc", text=f"{EMAIL}\n")
    assert status == 0
    assert "checked (credential): ELC Thing 7" in said
    assert run("gone.jwt", text=f"{EMAIL}\n")[0] == 1
    assert run("a.jwt", "--issuer", "nobody") == (
        2,
        "there is no issuers/nobody.yaml; name another with --issuer\n",
    )


def with_awards(folder: Path, key: RSAPrivateKey) -> Library:
    """A library whose issuer's file says how its awards are told."""
    copytree(HERE / "badges", folder / "badges")
    copytree(HERE / "issuers", folder / "issuers")
    issuer = yaml.safe_load((HERE / "issuers" / "sssc.yaml").read_text(encoding="utf-8"))
    issuer["awards"] = {"profiles": [ISSUER], "keys": [{"id": KEY, "pem": pem(key)}]}
    (folder / "issuers" / "sssc.yaml").write_text(yaml.safe_dump(issuer), encoding="utf-8")
    copyfile(HERE / "published.lock", folder / "published.lock")
    return read(folder)


def test_an_issuer_without_rules_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing can be checked before its file says how."""
    monkeypatch.chdir(tmp_path)
    said = "issuers/sssc.yaml has no section awards, so none of its awards can be checked\n"
    assert run("a.jwt") == (1, said)
