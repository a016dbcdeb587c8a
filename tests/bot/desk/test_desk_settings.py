"""The desk's settings: what is wrong is refused by its name, with what to do, and without the secret."""

import os
from pathlib import Path

import pytest

from bot.desk.desk_settings import DeskSettings, DeskSettingsError, read

ROOT = Path(__file__).parents[3]
NEEDED = {"DESK_ISSUER": "sssc", "DESK_ISSUER_NAME": "Glen Care Learning"}


@pytest.fixture(autouse=True)
def only_these(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing is set but what a desk needs."""
    for name in [name for name in os.environ if name.startswith("DESK_")]:
        monkeypatch.delenv(name)
    for name, value in NEEDED.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("DESK_ISSUER", "", "DESK_ISSUER: the desk needs it; set it"),
        ("DESK_URL", "http://desk.example.org", "DESK_URL: give an address that begins with https://"),
        ("DESK_URL", "https://desk.example.org/desk", "DESK_URL: give scheme and host alone"),
        ("DESK_WAIT_MINUTS", "3", "DESK_WAIT_MINUTS: nothing reads this; did you mean DESK_WAIT_MINUTES?"),
        ("DESK_BOT_SECRETS", "hunter2", "DESK_BOT_SECRETS: "),
        ("DESK_OIDC_ISSUER", "https://login.example.org", "DESK_OIDC_CLIENT: the provider needs it"),
        ("DESK_SMTP_HOST", "mail.example.org", "DESK_SMTP_FROM: the mail server needs it"),
        ("DESK_SMTP_SECURITY", "ssl", "DESK_SMTP_SECURITY: use starttls, tls or none"),
        ("DESK_TIMEZONE", "Alba", "DESK_TIMEZONE: give a name such as Europe/London"),
    ],
)
def test_a_wrong_setting_is_refused_by_name(monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str) -> None:
    """One line for it, which a supervisor's log shows."""
    monkeypatch.setenv(name, value)
    with pytest.raises(DeskSettingsError) as refused:
        read()
    assert says in str(refused.value)
    assert "hunter2" not in str(refused.value)


def test_an_address_that_is_not_private_is_refused_for_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither decisions nor sign-in go over a line that others read."""
    for name in ("DESK_DECISIONS_URL", "DESK_OIDC_ISSUER"):
        monkeypatch.setenv(name, "http://bot.example.org/x")
        with pytest.raises(DeskSettingsError, match=name):
            read()
        monkeypatch.delenv(name)


def test_secrets_may_stand_in_files(tmp_path: Path) -> None:
    """A folder of credentials holds a file for each."""
    folder = tmp_path / "secrets"
    folder.mkdir()
    (folder / "desk_smtp_password").write_text("hunter2\n", encoding="utf-8")
    password = read(folder).smtp_password
    assert password is not None
    assert password.get_secret_value() == "hunter2"


def _example() -> dict[str, str]:
    text = (ROOT / "deploy" / "desk.env.example").read_text(encoding="utf-8")
    lines = [line.lstrip("#").partition("=") for line in text.splitlines() if line.lstrip("#").startswith("DESK_")]
    return {name: value for name, _, value in lines}


def test_the_example_and_the_page_have_every_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each once with its default, none that nothing reads; with every line in force, it changes nothing."""
    fields = [f"DESK_{name.upper()}" for name in DeskSettings.model_fields]
    assert sorted(_example()) == sorted(fields)
    page = (ROOT / "deploy" / "DESK.md").read_text(encoding="utf-8")
    assert not [name for name in fields if f"| `{name}` |" not in page]
    plain = read()
    for name, value in _example().items():
        monkeypatch.setenv(name, value or NEEDED.get(name, ""))
    assert read() == plain
