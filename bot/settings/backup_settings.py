"""Settings of backups."""

from pathlib import Path

from pydantic import BaseModel, Field, ValidationInfo, field_validator


class BackupSettings(BaseModel):
    """Where backups go, and how many are kept."""

    backup_folder: Path | None = None
    """The folder into which `teabreak backup` writes, where no file is named."""
    backup_keep: int = Field(default=14, ge=1, le=10_000)
    """How many backups stay in that folder."""
    backup_command: str = ""
    """A command line that is given each backup on its standard input, to take it to another machine."""
    backup_check_command: str = ""
    """A command line that writes the newest backup from there to its standard output, to be read back."""

    @field_validator("backup_check_command")
    @classmethod
    def _what_is_checked_was_sent(cls, check: str, info: ValidationInfo) -> str:
        if check and not info.data.get("backup_command"):
            raise ValueError("TEABREAK_BACKUP_COMMAND is not set, so there is nothing to read back; set both")
        return check
