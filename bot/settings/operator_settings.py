"""Settings of who runs the bot, when it is for them, and which badges it offers."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, Field, ValidationInfo, field_validator

from bot.config.setting_fields import TimeZoneName

_CRITERIA_HOLD = "Name the folder that holds badges, issuers and published.lock"
_SPAN = re.compile(r"(?=\S)(?:(\d{1,5})d)? ?(?:(\d{1,5})h)? ?(?:(\d{1,5})m)?")


def _span(text: str) -> timedelta:
    found = _SPAN.fullmatch(text.strip())
    if found is None:
        raise ValueError("give days, hours and minutes, such as 2d, 36h or 366d 1h 30m")
    days, hours, minutes = (int(part or 0) for part in found.groups())
    return timedelta(days=days, hours=hours, minutes=minutes)


def _spanned(text: str) -> str:
    _span(text)
    return text


class OperatorSettings(BaseModel):
    """What an operator says of themselves and of their workers."""

    criteria: Path | None = None
    """A folder of your own with `badges`, `issuers` and `published.lock`. Without it: the one that comes with the
    program, which an update replaces."""
    operator_name: str = ""
    """Who runs this bot. The privacy notice names them."""
    operator_contact: str = ""
    """Where people write to about their data: an address or a link."""
    by: str = Field(default="", max_length=100)
    """Who gives commands, for the record of what operators did. Without it: the system's user."""
    timezone: TimeZoneName = "Europe/London"
    """The zone of the dates that workers read."""
    nudges: Literal["on", "paused"] = "on"
    """`paused` sends no reminders to anybody. What is due meanwhile is sent later, or dropped, as its kind says."""
    clock_offset: Annotated[str, AfterValidator(_spanned)] = "0d"
    """How far the bot's clock is ahead, for trying out reminders in the local chat: `2d`, `36h` or `366d 1h`."""
    fetch_awards: bool = False
    """Whether an award of another badge is looked up at the address that it, or its worker, names. Off until the
    operator wants it: strangers then choose which public servers the bot speaks to."""

    @field_validator("criteria")
    @classmethod
    def _criteria_are_there(cls, folder: Path | None) -> Path | None:
        if folder is None:
            return None
        try:
            if not folder.is_dir():
                raise ValueError(f"{folder} is no folder; make it, or take the setting out. {_CRITERIA_HOLD}")
            if not (folder / "badges").is_dir():
                raise ValueError(f"{folder} has no folder badges. {_CRITERIA_HOLD}")
        except OSError as error:
            raise ValueError(f"{folder} cannot be read by the user whom the bot runs as; let it read there") from error
        return folder

    @field_validator("clock_offset")
    @classmethod
    def _a_real_bot_keeps_the_time(cls, offset: str, info: ValidationInfo) -> str:
        if _span(offset) and info.data.get("token", "refused") is not None:
            raise ValueError("a bot on Telegram keeps the real time; take it out, or try it in the local chat")
        return offset

    @field_validator("operator_name", "operator_contact")
    @classmethod
    def _operator_is_named(cls, text: str, info: ValidationInfo) -> str:
        # The local chat speaks to nobody but the person at this machine. A token that was refused is not in `data`.
        if not text.strip() and info.data.get("token", "refused") is not None:
            raise ValueError("the privacy notice needs it; set it")
        return text

    @property
    def ahead(self) -> timedelta:
        """How far the bot's clock is ahead of the machine's."""
        return _span(self.clock_offset)

    @property
    def zone(self) -> ZoneInfo:
        """The operator's time zone."""
        return ZoneInfo(self.timezone)
