"""What the process is told by its environment beside the settings: systemd's folder and socket, and its user."""

import os
from contextlib import suppress
from pathlib import Path
from pwd import getpwuid


def credentials_folder() -> Path | None:
    """The folder in which a supervisor puts secrets, a file each; None where there is none."""
    folder = os.environ.get("CREDENTIALS_DIRECTORY")
    return Path(folder) if folder else None


def notify_socket() -> str | None:
    """Where systemd waits for signs of life; None where nobody does."""
    return os.environ.get("NOTIFY_SOCKET") or None


def system_user() -> str:
    """Who runs this program, as the system calls them; behind sudo, who called that."""
    with suppress(KeyError):
        return os.environ.get("SUDO_USER") or getpwuid(os.getuid()).pw_name
    return f"uid {os.getuid()}"
