"""Secrets that stand in files and not in the environment: a file a secret, with nothing else in it.

A setting `TEABREAK_<NAME>_FILE` names such a file. A folder of credentials, as systemd makes it for `LoadCredential`
and containers for secrets, holds files that are named as the variables would be, in any case: `teabreak_token`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from bot.config.setting_names import PREFIX

ENDING = "_FILE"
MOST = 64 * 1024
"""Bytes of a file that is taken for a secret."""


class SecretFileError(Exception):
    """Files that hold no secret: a line for each, with what to do. What they hold is not in it."""

    def __init__(self, lines: Iterable[str]) -> None:
        super().__init__()
        self.lines = tuple(lines)


def contents(
    variables: Mapping[str, str | None], folder: Path | None, is_secret: Callable[[str], bool]
) -> dict[str, str]:
    """The secrets that stand in files, by the upper-case names of their variables.

    `variables` are all that are set, in any case; `is_secret` tells whether a name is that of a secret. Raises
    SecretFileError for files that cannot be read, that are empty, and for secrets that are given twice.
    """
    found: dict[str, str] = {}
    wrong: list[str] = []
    given = {name.upper(): value for name, value in variables.items() if value}
    for told, name, path in [*_named(given), *_credentials(folder)]:
        if not is_secret(name):
            continue
        try:
            secret = _read(path)
        except (OSError, ValueError) as error:
            wrong.append(f"{told}: {path} cannot be used ({_why(error)}); put the secret alone into that file")
            continue
        if name in found or given.get(name):
            wrong.append(f"{told}: {name} is set elsewhere too; use one of the two")
        found[name] = secret
    if wrong:
        raise SecretFileError(wrong)
    return found


def _named(given: Mapping[str, str]) -> Iterator[tuple[str, str, Path]]:
    """What names a file, the secret that it holds, and the file."""
    for name, value in given.items():
        if name.startswith(PREFIX) and name.endswith(ENDING):
            yield name, name.removesuffix(ENDING), Path(value)


def _credentials(folder: Path | None) -> Iterator[tuple[str, str, Path]]:
    for path in sorted(folder.iterdir()) if folder and folder.is_dir() else ():
        if path.name.upper().startswith(PREFIX):
            yield path.name, path.name.upper(), path


def _read(path: Path) -> str:
    with path.open("rb") as file:
        content = file.read(MOST + 1)
    if len(content) > MOST:
        raise ValueError("it is too large")
    secret = content.decode("utf-8").strip()
    if not secret:
        raise ValueError("it is empty")
    return secret


def _why(error: OSError | ValueError) -> str:
    if isinstance(error, OSError):
        return error.strerror or "it cannot be read"
    return "it is not text in UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
