"""What `teabreak doctor` looks at on this machine: data, database, disk, fonts, kept files, keys and backups."""

import os
import shutil
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from cryptography import x509

from bot.documents.fonts import FOLDERS
from bot.media.disk_space import MB
from bot.monitoring.causes import cause_of
from bot.operator.diagnosis import Diagnosis, broken, good, look
from bot.settings.settings import Settings
from bot.storage.backups import last_counts
from bot.storage.beside import operator, status_file
from bot.storage.engine.locations import location
from bot.storage.erasing.media_references import every_reference
from bot.storage.errors import (
    DataTooNew,
    DataTooOld,
    FilesElsewhere,
    KeyNeeded,
    NotSealed,
    SealingUnfinished,
    StorageError,
    WrongKey,
)
from bot.storage.kept_files.media_locations import media_place, not_elsewhere
from bot.storage.sealing.unlock import check

SOON_DAYS = 21
"""A certificate that ends within this time is to be renewed now."""
_DAY = 86_400


def folder(settings: Settings) -> Iterator[Diagnosis]:
    """The data folder: there, ours, and nobody else's."""
    data = settings.data
    if not data.is_dir():
        yield look("data", f"{data} is not there yet", "nothing before the first start; else set TEABREAK_DATA")
        return
    mode = stat.S_IMODE(data.stat().st_mode)
    if not os.access(data, os.R_OK | os.W_OK | os.X_OK):
        yield broken("data", f"{data} cannot be read and written by you", "run this as the bot's user")
    elif mode & 0o077:
        yield look("data", f"others on this machine may look into {data}", f"chmod 700 {data}")
    else:
        yield good("data", f"{data} is the bot's alone")


def database(settings: Settings) -> Iterator[Diagnosis]:
    """The database: there, of this release, sound; and whether the bot runs on it."""
    try:
        place = location(settings.data)
        if not place.is_there():
            yield look("database", "there is none yet", "nothing before the first start; else restore a backup")
            return
        last = operator.last_heartbeat(settings.data)
    except DataTooOld:
        yield look("migrations", "the database is of an earlier release", "start the bot once, which updates it")
        return
    except DataTooNew as error:
        yield broken("migrations", str(error), "install the later release")
        return
    except (StorageError, OSError) as error:
        cause = cause_of(error)
        yield broken("database", f"cannot be read: {cause.cause}", cause.do)
        return
    yield good("migrations", "the database is of this release")
    if place.is_damaged():
        yield broken("database", "is damaged", "stop the bot, move the file away, and restore a backup")
    else:
        yield good("database", str(place))
    yield _heartbeat(last, settings)


def _heartbeat(last_ms: int | None, settings: Settings) -> Diagnosis:
    age = None if last_ms is None else time.time() + settings.ahead.total_seconds() - last_ms / 1000
    if age is None or abs(age) * 1000 >= operator.STALE_MS:
        return look("bot", "does not run", "systemctl start teabreak; its log says why it stopped")
    return good("bot", f"runs; its last heartbeat is {max(0, round(age))} seconds old")


def ready(settings: Settings) -> Iterator[Diagnosis]:
    """What the running bot itself said last that is beyond its limit."""
    told = status_file.read(settings.data)
    at_ms = told.get("at_ms")
    fresh = isinstance(at_ms, int) and time.time() + settings.ahead.total_seconds() - at_ms / 1000 < 60
    checks = told.get("checks")
    for one in checks if fresh and isinstance(checks, list) else ():
        if not one["ok"]:
            value = "unknown" if one["value"] is None else f"{one['value']:g}"
            about = f" ({one['about']})" if one.get("about") else ""
            said = f"{value} {one['unit']}, the limit is {one['limit']:g}{about}"
            yield look(f"ready: {one['name']}", said, str(one.get("do", "")))


def disk(settings: Settings) -> Iterator[Diagnosis]:
    """Room for what people send."""
    here = settings.data if settings.data.exists() else settings.data.absolute().parent
    try:
        free = shutil.disk_usage(here).free // MB
    except OSError as error:
        cause = cause_of(error)
        yield broken("disk", cause.cause, cause.do)
        return
    if free < settings.low_space_mb:
        said = f"{free} MB free, under the mark of {settings.low_space_mb}; recordings are refused"
        yield broken("disk", said, "make room, or get a larger disk")
    elif free < 5 * settings.low_space_mb:
        yield look("disk", f"{free} MB free", "make room before recordings are refused")
    else:
        yield good("disk", f"{free} MB free")


def key_fits(settings: Settings) -> Iterator[Diagnosis]:
    """Whether the data open with the key that is set, and are sealed if there is one."""
    try:
        check(settings.data)
    except (KeyNeeded, WrongKey, NotSealed, SealingUnfinished) as error:
        said, _, fix = str(error).partition(". ")
        yield broken("key", said, fix)
    except (StorageError, OSError):
        # What is wrong with the database, or with the file, is a finding of its own.
        return


def fonts() -> Iterator[Diagnosis]:
    """Fonts of the machine, for what those that come along cannot show."""
    found = sum(1 for one in FOLDERS for path in Path(one).rglob("*") if path.suffix in {".ttf", ".otf", ".ttc"})
    if found:
        yield good("fonts", f"{found} on this machine, besides those that come along")
    else:
        yield look(
            "fonts",
            "none on this machine: a PDF names emoji and rare letters instead of showing them",
            "apt-get install --no-install-recommends fonts-noto-core fonts-noto-color-emoji fonts-droid-fallback",
        )


def media(settings: Settings) -> Iterator[Diagnosis]:
    """Every file that the database speaks of is kept."""
    try:
        if not location(settings.data).is_there():
            return
        not_elsewhere(settings.data)
        named, place = every_reference(settings.data).names, media_place(settings.data)
        kept = frozenset(place.names())
    except FilesElsewhere as error:
        yield broken("media", str(error), "stop the bot and run `teabreak move`")
        return
    except Exception as error:  # noqa: BLE001 - whatever is wrong with the database has a finding of its own
        yield look("media", f"not looked at: {cause_of(error).cause}", "see the other findings")
        return
    gone = named - kept
    if gone:
        yield broken("media", f"{len(gone)} of {len(named)} files are missing", "restore them from a backup")
    else:
        yield good("media", f"all of {len(named)} files are in {place}")


def backup(settings: Settings) -> Iterator[Diagnosis]:
    """The last good backup. The local chat needs none."""
    if settings.token is None:
        return
    made, limit = last_counts.made_ms(settings.data), settings.ready_backup_hours
    hours = None if made is None else (time.time() - made / 1000) / 3600
    fix = "systemctl enable --now teabreak-backup.timer, and read the log of teabreak-backup.service"
    if hours is None:
        yield look("backup", "none was made", fix)
    elif limit and hours >= limit:
        yield look("backup", f"the last good one is {hours:.0f} hours old", fix)
    else:
        yield good("backup", f"the last good one is {hours:.0f} hours old")


def key_file(path: Path | None, data: Path, *, serves: bool = False) -> Iterator[Diagnosis]:
    """The file of the key that seals the data. `serves`: whether it is people's data, and not the local chat's."""
    if path is None:
        if serves:
            yield look("key file", "what is stored is not sealed", "make a key: deploy/README.md, Seal what is stored")
        return
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        readable = os.access(path, os.R_OK)
    except OSError as error:
        cause = cause_of(error)
        yield broken("key file", f"{path}: {cause.cause}", "put the key back from where you keep a copy of it")
        return
    if not readable:
        yield broken("key file", f"{path} cannot be read by you", "run this as the bot's user")
    elif mode & 0o077:
        yield look("key file", f"others on this machine may read {path}", f"chmod 600 {path}")
    elif path.absolute().is_relative_to(data.absolute()):
        yield look("key file", "it lies among the data that it seals", "move it out of the data folder")
    else:
        yield good("key file", f"{path} is there, and the bot's alone")


def client_certificates(settings: Settings) -> Iterator[Diagnosis]:
    """Certificates in files with which the bot shows who it is."""
    for issuer, kept in settings.issuers.items():
        path = kept.obf_certificate
        if path is None:
            continue
        subject = f"certificate of {issuer}"
        try:
            ends = x509.load_pem_x509_certificate(path.read_bytes()).not_valid_after_utc.timestamp()
        except (OSError, ValueError):
            yield broken(subject, f"{path} is no certificate that can be read", "put the issuer's file there")
            continue
        yield age(subject, (ends - time.time()) / _DAY, "ask the issuer for a new one")


def age(subject: str, days: float, fix: str) -> Diagnosis:
    """What is to be said of a certificate that ends in so many days."""
    if days <= 0:
        return broken(subject, f"ended {-days:.0f} days ago", fix)
    if days < SOON_DAYS:
        return look(subject, f"ends in {days:.0f} days", fix)
    return good(subject, f"ends in {days:.0f} days")
