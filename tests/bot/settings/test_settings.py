"""The settings: what holds without them, what is wrong with them, and what never shows."""

import logging
import os
import re
import traceback
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.settings.issuer_settings import IssuerSecrets, variable
from bot.settings.read_settings import SettingsError, read
from bot.settings.settings import Settings, told

TOKEN = "123456:ABC-DEF_ghi"
OPERATOR = {"TEABREAK_OPERATOR_NAME": "Glen Care Learning", "TEABREAK_OPERATOR_CONTACT": "badges@example.org"}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to start from, in an environment without settings."""
    for name in [name for name in os.environ if name.upper().startswith("TEABREAK_")]:
        monkeypatch.delenv(name)
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def reading(monkeypatch: pytest.MonkeyPatch, **environment: str) -> Settings:
    """The settings that come of an environment."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    return read()


def complaints(monkeypatch: pytest.MonkeyPatch, **environment: str) -> list[str]:
    """What is said of an environment that cannot be used."""
    with pytest.raises(SettingsError) as refused:
        reading(monkeypatch, **environment)
    return str(refused.value).splitlines()


DEFAULTS: dict[str, object] = {
    "token": None,
    "api_url": "https://api.telegram.org",
    "data": Path("data"),
    "database": None,
    "standby": False,
    "together": False,
    "takeover_seconds": 9.0,
    "key_file": None,
    "criteria": None,
    "route": None,
    "operator_name": "",
    "operator_contact": "",
    "timezone": "Europe/London",
    "chat_port": 8080,
    "fetch_awards": False,
    "file_limit_mb": 20,
    "low_space_mb": 200,
    "smtp_host": "",
    "smtp_port": None,
    "smtp_security": "starttls",
    "smtp_user": "",
    "smtp_password": None,
    "smtp_from": None,
    "whisper_folder": None,
    "whisper_url": None,
    "whisper_model": "",
    "whisper_key": None,
    "whisper_language": "en",
    "web_port": None,
    "web_host": "127.0.0.1",
    "backup_folder": None,
    "backup_keep": 14,
    "backup_command": "",
    "backup_check_command": "",
    "ready_database_seconds": 60,
    "ready_intake_seconds": 40,
    "ready_outbox_minutes": 10,
    "ready_delivery_hours": 6,
    "ready_parked": 10,
    "ready_backup_hours": 30,
    "ready_issuer_minutes": 60,
    "webhook_url": None,
    "webhook_window_seconds": 300,
    "media": None,
    "nudges": "on",
    "by": "",
    "keep_draft_days": 365,
    "keep_set_aside_days": 90,
    "keep_undelivered_days": 365,
    "keep_withdrawn_days": 90,
    "keep_decided_days": 731,
    "keep_files_days": 180,
    "keep_details_days": 365,
    "keep_blocked_days": 180,
    "keep_parked_days": 90,
    "keep_audit_days": 731,
    "keep_operator_days": 2192,
    "clock_offset": "0d",
    "issuers": {},
}


def test_without_settings_the_local_chat_can_start() -> None:
    """Nothing has to be set to try the bot out; a new setting is given its line among the defaults above."""
    found = read()
    assert {name: getattr(found, name) for name in Settings.model_fields} == DEFAULTS


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("api_url", "http://127.0.0.1:8081/", "http://127.0.0.1:8081"),
        ("data", "/var/lib/teabreak", Path("/var/lib/teabreak")),
        ("route", "folder", "folder"),
        ("route", "handover", "handover"),
        ("operator_name", "Glen Care Learning", "Glen Care Learning"),
        ("operator_contact", "badges@example.org", "badges@example.org"),
        ("timezone", "Atlantic/Stanley", "Atlantic/Stanley"),
        ("smtp_host", "mail.example.org", "mail.example.org"),
        ("smtp_port", "2525", 2525),
        ("smtp_security", "tls", "tls"),
        ("smtp_from", "Badges@Bücher.example.org", "Badges@xn--bcher-kva.example.org"),
        ("web_port", "8081", 8081),
        ("web_host", "0.0.0.0", "0.0.0.0"),
        ("webhook_window_seconds", "3600", 3600),
        ("chat_port", "0", 0),
        ("chat_port", "65535", 65535),
        ("whisper_folder", "/srv/whisper/small", Path("/srv/whisper/small")),
        ("whisper_model", " small ", "small"),
    ],
)
def test_each_setting_is_read(name: str, text: str, value: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands in the environment is what the program gets, as the kind of thing that it needs."""
    assert getattr(reading(monkeypatch, **{f"TEABREAK_{name.upper()}": text}), name) == value


def test_a_server_that_writes_is_read_with_its_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its address without the stroke at its end; the key whole, and in nothing that is printed."""
    server = {"URL": "https://speech.example.org/v1/", "MODEL": "whisper-1", "KEY": "sk-secret"}
    given = reading(monkeypatch, **{f"TEABREAK_WHISPER_{name}": value for name, value in server.items()})
    assert given.whisper_url == "https://speech.example.org/v1"
    assert given.whisper_key is not None
    assert given.whisper_key.get_secret_value() == "sk-secret"
    assert "sk-secret" not in repr(given)


def test_a_server_needs_its_model_and_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both wrong settings are named at once, each with its fix."""
    server = {"TEABREAK_WHISPER_URL": "https://speech.example.org/v1", "TEABREAK_WHISPER_KEY": "sk secret\n"}
    model, key = complaints(monkeypatch, **server)
    assert model.startswith("TEABREAK_WHISPER_MODEL: the server needs it")
    assert key.startswith("TEABREAK_WHISPER_KEY: ")
    assert "secret" not in key
    monkeypatch.setenv("TEABREAK_WHISPER_KEY", "k")
    (url,) = complaints(monkeypatch, TEABREAK_WHISPER_FOLDER="/srv/whisper")
    assert "use one of the two" in url


def test_the_token_is_read_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """The token reaches the program as BotFather gave it."""
    token = reading(monkeypatch, TEABREAK_TOKEN=TOKEN, **OPERATOR).token
    assert token is not None
    assert token.get_secret_value() == TOKEN


def test_the_zone_is_the_one_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dates are told in the operator's zone."""
    assert reading(monkeypatch, TEABREAK_TIMEZONE="Europe/Paris").zone == ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("2d", timedelta(days=2)),
        ("36h", timedelta(hours=36)),
        ("366d 1h 30m", timedelta(days=366, minutes=90)),
    ],
)
def test_the_clock_can_be_moved_for_trying_out(monkeypatch: pytest.MonkeyPatch, text: str, ahead: timedelta) -> None:
    """The local chat may run some days or hours ahead."""
    assert reading(monkeypatch, TEABREAK_CLOCK_OFFSET=text).ahead == ahead


def test_a_real_bot_keeps_the_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """On Telegram, nobody is reminded by a clock that somebody forgot to put right."""
    (line,) = complaints(monkeypatch, TEABREAK_TOKEN=TOKEN, TEABREAK_CLOCK_OFFSET="2d", **OPERATOR)
    assert line.startswith("TEABREAK_CLOCK_OFFSET: a bot on Telegram keeps the real time")


@pytest.mark.parametrize(
    ("name", "text", "fix"),
    [
        ("API_URL", "api.telegram.org", "an address that starts with https://"),
        ("API_URL", "ftp://api.telegram.org", "an address that starts with https://"),
        ("API_URL", "https://api.telegram.org or so", "an address that starts with https://"),
        ("SMTP_FROM", "Glen Care <badges@example.org>", "one address such as badges@example.org"),
        ("SMTP_FROM", "bädges@example.org", "one address such as badges@example.org"),
        ("SMTP_FROM", "badges@example.org\nBcc: x@example.org", "one address such as badges@example.org"),
        ("SMTP_SECURITY", "ssl", "use starttls, tls or none"),
        ("SMTP_PORT", "70000", "65535"),
        ("ROUTE", "pigeon", "use folder, handover, webhook, email, badgekit or obf"),
        ("ROUTE", "Folder", "use folder, handover, webhook, email, badgekit or obf"),
        ("TIMEZONE", "London", "such as Europe/London"),
        ("TIMEZONE", "../../etc/passwd", "such as Europe/London"),
        ("NUDGES", "off", "use on or paused"),
        ("CLOCK_OFFSET", "soon", "such as 2d, 36h or 366d 1h 30m"),
        ("CLOCK_OFFSET", "-2d", "such as 2d, 36h or 366d 1h 30m"),
        ("CHAT_PORT", "eighty", "integer"),
        ("WHISPER_URL", "speech.example.org", "an address that starts with https://"),
        ("WHISPER_URL", "https://mary:secret@speech.example.org", "the server's base address alone"),
        ("WHISPER_URL", "https://speech.example.org/v1?key=secret", "the server's base address alone"),
        ("CHAT_PORT", "-1", "greater than or equal to 0"),
        ("CHAT_PORT", "65536", "less than or equal to 65535"),
    ],
)
def test_a_wrong_setting_is_named_with_its_fix(name: str, text: str, fix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The operator reads which setting is wrong and what it may be, on one line."""
    (line,) = complaints(monkeypatch, **{f"TEABREAK_{name}": text})
    assert line.startswith(f"TEABREAK_{name}: ")
    assert fix in line
    assert text not in line.replace(fix, "")


@pytest.mark.parametrize(
    "token", ["123456", "ABC-DEF", "123456:", ":ABC-DEF", "bot123456:ABC", "١٢٣:ABC", "123456:ABC DÉF", "123456:A\tB"]
)
def test_half_a_token_is_refused_and_not_shown(token: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was pasted wrong may still be most of a token: the line tells its form and not its text."""
    lines = complaints(monkeypatch, TEABREAK_TOKEN=token, **OPERATOR)
    assert lines == ["TEABREAK_TOKEN: give the whole token from @BotFather, such as 123456:ABC-DEF"]


def test_every_wrong_setting_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """One start is enough to learn of all that has to be put right."""
    wrong = {"TEABREAK_ROUTE": "pigeon", "TEABREAK_TIMEZONE": "Mars", "TEABREAK_CHAT_PORT": "x", "TEABREAK_TOKEN": "y"}
    lines = complaints(monkeypatch, **wrong, **OPERATOR)
    assert {line.partition(":")[0] for line in lines} == set(wrong)
    assert len(lines) == len(wrong)


@pytest.mark.parametrize("missing", sorted(OPERATOR))
@pytest.mark.parametrize("left", ["", "   "])
def test_whoever_serves_people_says_who_they_are(missing: str, left: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a token, the privacy notice needs a name and an address; blanks are none."""
    (line,) = complaints(monkeypatch, TEABREAK_TOKEN=TOKEN, **{**OPERATOR, missing: left})
    assert line.startswith(f"{missing}: ")
    assert "privacy notice" in line


def test_both_lines_about_the_operator_are_asked_for_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """An operator who set neither is told of both, along with whatever else is wrong."""
    lines = complaints(monkeypatch, TEABREAK_TOKEN=TOKEN)
    assert [line.partition(":")[0] for line in lines] == ["TEABREAK_OPERATOR_NAME", "TEABREAK_OPERATOR_CONTACT"]
    assert len(complaints(monkeypatch, TEABREAK_TOKEN="half a token", TEABREAK_ROUTE="pigeon")) == 4


def test_an_empty_setting_is_not_set(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that was left empty changes nothing, in the environment or in the file."""
    plain = read()
    empty = {f"TEABREAK_{name.upper()}": "" for name in Settings.model_fields}
    (folder / ".env").write_text("".join(f"{name}=\n" for name in empty), encoding="utf-8")
    assert read() == plain
    assert reading(monkeypatch, **empty) == plain


def test_settings_may_stand_in_a_file(folder: Path) -> None:
    """A `.env` in the folder is read, with comments, quotes and blank lines as other programs take them."""
    lines = ("# the bot", "", 'TEABREAK_OPERATOR_NAME="Glen Care Learning"', "TEABREAK_CHAT_PORT=8123  # free")
    (folder / ".env").write_text("\n".join(lines), encoding="utf-8")
    found = read()
    assert (found.operator_name, found.chat_port) == ("Glen Care Learning", 8123)


def test_a_wrong_line_in_the_file_is_named_like_any_other(folder: Path) -> None:
    """Where a wrong setting stands makes no difference to what is said of it."""
    (folder / ".env").write_text("TEABREAK_ROUTE=pigeon\n", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"^TEABREAK_ROUTE: use folder, handover, webhook, email, badgekit or obf$"):
        read()


def test_the_environment_comes_before_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is set for one start counts more than what is set for all."""
    (folder / ".env").write_text("TEABREAK_CHAT_PORT=8123\nTEABREAK_ROUTE=handover\n", encoding="utf-8")
    found = reading(monkeypatch, TEABREAK_CHAT_PORT="0")
    assert (found.chat_port, found.route) == (0, "handover")


def test_what_others_set_is_no_concern_of_ours(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names without the prefix, and other programs' lines in the file, are passed over."""
    (folder / ".env").write_text("POSTGRES_PASSWORD=x\nTOKEN=y\n", encoding="utf-8")
    assert reading(monkeypatch, TOKEN=TOKEN, ROUTE="folder", DATA="/tmp") == Settings()
    assert read().token is None


def test_settings_do_not_change(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read at the start holds until the end."""
    found = reading(monkeypatch)
    with pytest.raises(ValueError, match="frozen"):
        found.route = "folder"


def test_the_token_shows_nowhere(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """However the settings are printed, dumped or logged, the token is not in it."""
    found = reading(monkeypatch, TEABREAK_TOKEN=TOKEN, **OPERATOR)
    with caplog.at_level(logging.DEBUG):
        logging.getLogger("anything").warning("%s %r", found, found)
    shown = [repr(found), str(found), str(found.model_dump()), found.model_dump_json(), caplog.text]
    assert not [text for text in shown if "ABC-DEF" in text]


@pytest.mark.parametrize(
    "environment",
    [
        {"TEABREAK_TOKEN": TOKEN},
        {"TEABREAK_TOKEN": f"{TOKEN} {TOKEN}é", **OPERATOR},
        {"TEABREAK_TOKEN": TOKEN, "TEABREAK_ROUTE": "pigeon", **OPERATOR},
        # A slip of the hand: the token on the wrong line.
        *({f"TEABREAK_{name}": TOKEN} for name in ("ROUTE", "API_URL", "TIMEZONE", "CHAT_PORT")),
    ],
)
def test_the_token_shows_in_no_error(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """No refusal, and no traceback of one, holds what was set: it may be the token, even on the wrong line."""
    with pytest.raises(SettingsError) as refused:
        reading(monkeypatch, **environment)
    told = "".join(traceback.format_exception(refused.value))
    assert "ghi" not in told
    assert refused.value.__cause__ is None
    assert refused.value.__context__ is None


def test_mail_goes_unprotected_to_this_machine_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without TLS a server elsewhere is refused; one on this machine may be spoken to."""
    assert reading(monkeypatch, TEABREAK_SMTP_HOST="127.0.0.1", TEABREAK_SMTP_SECURITY="none").smtp_security == "none"
    (line,) = complaints(monkeypatch, TEABREAK_SMTP_HOST="mail.example.org", TEABREAK_SMTP_SECURITY="none")
    assert line == "TEABREAK_SMTP_SECURITY: none only reaches a server on this machine; use starttls or tls"


def test_the_password_for_mail_shows_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """However the settings are printed or dumped, the password is not in it."""
    found = reading(monkeypatch, TEABREAK_SMTP_USER="bot", TEABREAK_SMTP_PASSWORD="correct-horse")
    assert found.smtp_password
    assert found.smtp_password.get_secret_value() == "correct-horse"
    assert not [s for s in (repr(found), str(found), found.model_dump_json()) if "correct-horse" in s]


SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
OTHER = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"
SECRETS = "TEABREAK_ISSUERS__GLEN_CARE__WEBHOOK_SECRETS"


def test_an_issuers_secrets_are_found_by_its_id(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They come from the environment or the file, a dash in the id is spelled _, and nobody else gets them."""
    (folder / ".env").write_text(f"TEABREAK_ISSUERS__SSSC__WEBHOOK_SECRETS={OTHER}\n", encoding="utf-8")
    found = reading(monkeypatch, **{SECRETS: SECRET})
    kept = [found.secrets(issuer).webhook_secrets for issuer in ("glen-care", "sssc", "another")]
    assert [one and one.get_secret_value() for one in kept] == [SECRET, OTHER, None]
    assert variable("glen-care", "webhook_secrets") == SECRETS


def test_a_secret_that_nothing_reads_is_named_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slip in a secret's name would leave its route without it, so it stops the start. Its value is not shown."""
    (line,) = complaints(monkeypatch, TEABREAK_ISSUERS__SSSC__WEBHOK=SECRET)
    meant = "TEABREAK_ISSUERS__SSSC__WEBHOOK_SECRETS"
    assert line == f"TEABREAK_ISSUERS__SSSC__WEBHOK: nothing reads this; did you mean {meant}?"


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("TEABREAK_TOKNE", "did you mean TEABREAK_TOKEN?"),
        ("TEABREAK_NUDGES_", "did you mean TEABREAK_NUDGES?"),
        ("teabreak_crat_port", "did you mean TEABREAK_CHAT_PORT?"),
        ("TEABREAK_SMPT_HOST", "did you mean TEABREAK_SMTP_HOST?"),
        ("TEABREAK_TOKEN__TOKEN", "did you mean TEABREAK_TOKEN?"),
        ("TEABREAK_XQ", "deploy/README.md lists the settings"),
        ("TEABREAK_ISSUER__SSSC__WEBHOOK_SECRETS", "did you mean TEABREAK_ISSUERS__SSSC__WEBHOOK_SECRETS?"),
        ("TEABREAK_ISSUERS__SSSC", "did you mean TEABREAK_ISSUERS?"),
        ("TEABREAK_ISSUERS__SSSC__XQ", "an issuer has WEBHOOK_SECRETS, DECISION_KEYS, BADGEKIT_SECRET,"),
        ("TEABREAK_ISSUERS__SSSC__OBF__KEY", "did you mean TEABREAK_ISSUERS__SSSC__OBF_KEY?"),
    ],
)
@pytest.mark.parametrize(("value", "place"), [("whsec_hidden", "environment"), ("", "file")])
def test_a_name_that_nothing_reads_is_refused(
    name: str, said: str, value: str, place: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slip would leave the bot without the setting, so it stops the start, wherever it stands."""
    if place == "file":
        (folder / ".env").write_text(f"{name}={value}\n", encoding="utf-8")
    first, *_ = complaints(monkeypatch, **({name: value} if place == "environment" else {}))
    assert first.startswith(f"{name.upper()}: nothing reads this; {said}")
    assert "hidden" not in first


def test_a_slip_is_named_beside_what_else_is_wrong(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One start is enough to learn of all of it; a name that stands in both places is told once."""
    (folder / ".env").write_text("TEABREAK_NUGDES=paused\n", encoding="utf-8")
    lines = complaints(monkeypatch, TEABREAK_NUGDES="paused", TEABREAK_ROUTE="pigeon")
    assert [line.partition(":")[0] for line in lines] == ["TEABREAK_NUGDES", "TEABREAK_ROUTE"]


@pytest.mark.parametrize("text", ["secret_word", f"{OTHER} secret_word", "whsec_c2VjcmV0X3dvcmQ=", "whsec_secret_word"])
def test_a_key_that_is_none_is_refused_and_not_shown(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key that was pasted wrong stops the start, with what one looks like; no traceback holds it."""
    with pytest.raises(SettingsError, match=f"^{SECRETS}: .*whsec_") as refused:
        reading(monkeypatch, **{SECRETS: text})
    told = "".join(traceback.format_exception(refused.value))
    assert not [part for part in ("secret_word", "c2VjcmV0") if part in told]


@pytest.mark.parametrize("text", ["secret_word", "whsk_c2VjcmV0X3dvcmQ=", f"{OTHER} whpk_c2VjcmV0"])
def test_only_keys_that_check_are_taken_for_decisions(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The private half of a key has no business here, and stops the start without being shown."""
    name = variable("sssc", "decision_keys")
    with pytest.raises(SettingsError, match=f"^{name}: .*whpk_") as refused:
        reading(monkeypatch, **{name: text})
    told = "".join(traceback.format_exception(refused.value))
    assert not [part for part in ("secret_word", "c2VjcmV0") if part in told]


def test_secrets_show_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """However the settings are printed or dumped, an issuer's secrets are not in it."""
    found = reading(monkeypatch, **{SECRETS: SECRET})
    shown = [repr(found), str(found), str(found.model_dump()), found.model_dump_json()]
    assert not [text for text in shown if SECRET[8:] in text]


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("mysql://host/name", "starts with postgresql://"),
        ("postgresql://teabreak:hidden@host", "it names no database"),
        ("postgresql://teabreak:hid/den@host/name", "spell signs such as / and @"),
        (".", "it is a folder"),
        ("nowhere/teabreak.db", "is not there; make it"),
    ],
)
def test_a_database_that_cannot_be_one_is_told_without_its_password(
    monkeypatch: pytest.MonkeyPatch, given: str, told: str
) -> None:
    """The line names the setting and what to do."""
    (line,) = complaints(monkeypatch, TEABREAK_DATABASE=given)
    assert line.startswith("TEABREAK_DATABASE: ")
    assert told in line
    assert "hid" not in line


def test_only_a_server_has_one_that_stands_by(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file has one bot, and a second one says so."""
    (line,) = complaints(monkeypatch, TEABREAK_STANDBY="true")
    assert line.startswith("TEABREAK_STANDBY: TEABREAK_DATABASE is no PostgreSQL address")
    assert reading(monkeypatch, TEABREAK_STANDBY="true", TEABREAK_DATABASE="postgresql://host/name").standby
    (line,) = complaints(monkeypatch, TEABREAK_TOGETHER="true", TEABREAK_DATABASE="postgresql://host/name")
    assert line.startswith("TEABREAK_TOGETHER: TEABREAK_STANDBY has one bot serve at a time")
    monkeypatch.delenv("TEABREAK_STANDBY")
    assert reading(monkeypatch, TEABREAK_TOGETHER="true", TEABREAK_DATABASE="postgresql://host/name").together
    (line,) = complaints(monkeypatch, TEABREAK_TOGETHER="true", TEABREAK_DATABASE="teabreak.db")
    assert line.startswith("TEABREAK_TOGETHER: TEABREAK_DATABASE is no PostgreSQL address")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("database", "TEABREAK_DATABASE is no PostgreSQL address"),
        ("databse", "give `database`, or the whole path of a folder"),
        ("/nowhere/at/all/media", "make the one that it is to be in"),
        (__file__, "there is no folder for it"),
    ],
)
def test_files_have_a_place_that_there_is(monkeypatch: pytest.MonkeyPatch, given: str, told: str) -> None:
    """A slip would have recordings kept where nobody looks."""
    (line,) = complaints(monkeypatch, TEABREAK_MEDIA=given)
    assert line.startswith("TEABREAK_MEDIA: ")
    assert told in line


def test_files_are_kept_in_a_database_on_a_server_or_in_a_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A folder is made when the first file comes."""
    found = reading(monkeypatch, TEABREAK_MEDIA="database", TEABREAK_DATABASE="postgresql://host/name")
    assert found.media == "database"
    assert reading(monkeypatch, TEABREAK_MEDIA=str(tmp_path / "media")).media == str(tmp_path / "media")


def test_the_database_is_a_secret_that_may_be_a_path(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is logged at the start names it and holds no password."""
    found = reading(monkeypatch, TEABREAK_DATABASE="postgresql://teabreak:hidden@host:5432/name")
    assert found.database_at == "postgresql://teabreak:hidden@host:5432/name"
    assert not [text for text in (found.plain(), told(found), repr(found), str(found)) if "hidden" in text]
    assert reading(monkeypatch, TEABREAK_DATABASE="other.db").database_at == "other.db"


@pytest.mark.parametrize("page", ["deploy/README.md", "deploy/teabreak.env.example"])
def test_the_pages_name_every_setting_and_no_other(page: str) -> None:
    """Whoever looks for a setting finds it where settings are shown, and none that is not read."""
    text = (Path(__file__).parents[3] / page).read_text(encoding="utf-8")
    plain = {f"TEABREAK_{name.upper()}" for name in Settings.model_fields if name != "issuers"}
    secrets = {variable("sssc", name) for name in IssuerSecrets.model_fields}
    assert set(re.findall(r"\bTEABREAK_[A-Z_]+\b", text)) - {"TEABREAK_TOKEN_FILE"} == plain | secrets


def test_secrets_in_a_form_that_cannot_be_read_are_not_repeated(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of a list of secrets, and a file in other letters, are told with the fix, and nothing of what they hold."""
    (line,) = complaints(monkeypatch, TEABREAK_ISSUERS='{"sssc": {"webhook_secrets": "whsec_hidden"')
    assert line.startswith("TEABREAK_ISSUERS: set each secret by itself")
    monkeypatch.delenv("TEABREAK_ISSUERS")
    (folder / ".env").write_bytes(b"TEABREAK_TOKEN=123:hidden\xff\n")
    with pytest.raises(SettingsError) as refused:
        read()
    assert str(refused.value).startswith(".env: it is not text in UTF-8")
    assert refused.value.__context__ is None


# Secrets in files


def test_the_token_may_stand_in_a_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable names the file, and what is at the end of its line does not count."""
    (folder / "token").write_text(f"{TOKEN}\n", encoding="utf-8")
    found = reading(monkeypatch, TEABREAK_TOKEN_FILE=str(folder / "token"), TEABREAK_TOKEN="", **OPERATOR)
    assert found.token
    assert found.token.get_secret_value() == TOKEN


def test_the_settings_file_may_name_the_file_of_a_secret(folder: Path) -> None:
    """An issuer's secret is spelled as its variable is."""
    (folder / "keys").write_text(SECRET, encoding="utf-8")
    (folder / ".env").write_text(f"{SECRETS}_FILE={folder / 'keys'}\n", encoding="utf-8")
    kept = read().secrets("glen-care").webhook_secrets
    assert kept
    assert kept.get_secret_value() == SECRET


def test_credentials_of_the_system_are_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What systemd or a container lays into a folder, in small letters; other services' are left alone."""
    for name, secret in {
        "teabreak_token": TOKEN,
        "teabreak_smtp_password": "correct-horse",
        SECRETS.lower(): SECRET,
        "another_token": "x",
    }.items():
        (folder / name).write_text(secret, encoding="utf-8")
    found = reading(monkeypatch, CREDENTIALS_DIRECTORY=str(folder), **OPERATOR)
    every = (found.token, found.smtp_password, found.secrets("glen-care").webhook_secrets)
    assert [one and one.get_secret_value() for one in every] == [TOKEN, "correct-horse", SECRET]


def test_a_file_without_a_secret_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is missing, empty, odd or given twice stops the start, and nothing of it is shown."""
    (folder / "empty").touch()
    (folder / "odd").write_bytes(b"hidden\xff")
    (folder / "good").write_text(TOKEN, encoding="utf-8")
    lines = complaints(
        monkeypatch,
        TEABREAK_TOKEN=TOKEN,
        TEABREAK_TOKEN_FILE=str(folder / "good"),
        TEABREAK_SMTP_PASSWORD_FILE=str(folder / "empty"),
        TEABREAK_WHISPER_KEY_FILE=str(folder / "odd"),
        **{f"{SECRETS}_FILE": str(folder / "missing")},
        **OPERATOR,
    )
    put = "put the secret alone into that file"
    assert sorted(lines) == [
        f"{SECRETS}_FILE: {folder / 'missing'} cannot be used (No such file or directory); {put}",
        f"TEABREAK_SMTP_PASSWORD_FILE: {folder / 'empty'} cannot be used (it is empty); {put}",
        "TEABREAK_TOKEN_FILE: TEABREAK_TOKEN is set elsewhere too; use one of the two",
        f"TEABREAK_WHISPER_KEY_FILE: {folder / 'odd'} cannot be used (it is not text in UTF-8); {put}",
    ]


def test_only_a_secret_stands_in_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file for anything else is a name that nothing reads."""
    (line,) = complaints(monkeypatch, TEABREAK_TIMEZONE_FILE="/etc/timezone")
    assert line == "TEABREAK_TIMEZONE_FILE: nothing reads this; did you mean TEABREAK_TIMEZONE?"


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("http://badges.example.org/telegram", "https"),
        ("https://badges.example.org", "path of its own"),
        ("https://badges.example.org/health/x", "path of its own"),
        ("https://badges.example.org/a?b=c", "address alone"),
        ("https://me:pw@badges.example.org/a", "address alone"),
    ],
)
def test_a_webhook_needs_an_address_of_its_own(url: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Public, over TLS, and beside what else answers on the port."""
    monkeypatch.setenv("TEABREAK_WEB_PORT", "8081")
    monkeypatch.setenv("TEABREAK_WEBHOOK_URL", url)
    with pytest.raises(SettingsError, match=told):
        read()


def test_a_webhook_needs_a_port(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing would hear it."""
    monkeypatch.setenv("TEABREAK_WEBHOOK_URL", "https://badges.example.org/telegram")
    with pytest.raises(SettingsError, match="TEABREAK_WEB_PORT"):
        read()
    monkeypatch.setenv("TEABREAK_WEB_PORT", "8081")
    assert read().webhook_url == "https://badges.example.org/telegram"


def test_a_backup_is_read_back_only_where_it_was_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both commands, or the first alone."""
    monkeypatch.setenv("TEABREAK_BACKUP_CHECK_COMMAND", "cat place")
    with pytest.raises(SettingsError, match="TEABREAK_BACKUP_COMMAND"):
        read()
