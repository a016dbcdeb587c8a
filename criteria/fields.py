"""Field types that all data files share: numbers, texts, ids."""

import re
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints

_DIGITS = re.compile(r"0|-?[1-9][0-9]{0,8}")


def _whole(value: object) -> object:
    """Let only plain digits through: the files are read as text, and `50.0` or `5_0` is a slip of the pen."""
    if isinstance(value, str) and not _DIGITS.fullmatch(value):
        raise ValueError("give a whole number in plain digits, such as 50")
    return value


def _true_or_false(value: object) -> object:
    """Let only `true` and `false` through: `no`, `off` and `0` are too easily meant as text."""
    if isinstance(value, str) and value not in {"true", "false"}:
        raise ValueError("write true or false")
    return value


Whole = Annotated[int, BeforeValidator(_whole)]
Flag = Annotated[bool, BeforeValidator(_true_or_false)]

# Ids travel in button data, which Telegram limits to 64 bytes, and in the pack, where they are never reused.
SLUG_PATTERN = r"^[a-z][a-z0-9_]{0,23}$"
BADGE_ID_PATTERN = r"^[a-z0-9][a-z0-9-]{0,39}$"
VERSION_PATTERN = r"^[0-9]{4}-[1-9][0-9]{0,2}$"
# A line may become a heading or a button, so nothing in it breaks it.
LINE_PATTERN = r"^[^\x00-\x1f\x7f]*$"
PARAGRAPH_PATTERN = r"^[^\x00-\x09\x0b-\x1f\x7f]*$"

Slug = Annotated[str, StringConstraints(pattern=SLUG_PATTERN)]
BadgeId = Annotated[str, StringConstraints(pattern=BADGE_ID_PATTERN)]
Version = Annotated[str, StringConstraints(pattern=VERSION_PATTERN)]
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600, pattern=LINE_PATTERN)]
Paragraph = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1500, pattern=PARAGRAPH_PATTERN)
]


class Model(BaseModel):
    """The base of all models: frozen, and unknown fields are errors."""

    # The lines under the fields also explain them in an editor, through the schema.
    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)
