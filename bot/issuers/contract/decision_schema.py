"""The model of a decision message from an issuer's system, and the source of its JSON Schema.

The shape is that of a Standard Webhooks event, and an item's that of BadgeKit's reviews. Fields that are not named
here are passed over.
"""

import json
import operator
import re
from datetime import date
from typing import Annotated, Literal
from unicodedata import category

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    TypeAdapter,
    WithJsonSchema,
    model_validator,
)

from bot.awards.files.extract import is_award
from bot.awards.json_node import MOST_VALUES
from flows.model.decision import Decision, DecisionVerdict, Remark
from flows.rules.evidence import web_address

LONGEST_CREDENTIAL = 512 * 1024
"""Bytes. Ones that carry their picture along have some hundred thousand."""
LONGEST_COMMENT = 3_000
LONGEST_ITEM = 1_500
"""Characters of what is said of one question."""
MOST_ITEMS = 40

# What joins emoji and the letters of some scripts, and what spells the flags of Scotland and Wales.
_JOINERS = frozenset("\u200c\u200d") | frozenset(map(chr, range(0xE0020, 0xE0080)))


def cleaned(text: str) -> str:
    """Words as they may be shown: lines end in one way, and nothing is in them that cannot be seen."""
    lines = "\n".join(text.splitlines()).replace("\t", " ")
    seen = "".join(sign for sign in lines if sign == "\n" or sign in _JOINERS or category(sign) not in ("Cc", "Cf"))
    return re.sub(r"\n{3,}", "\n\n", seen).strip()


def _on_a_line(text: str) -> str:
    return " ".join(cleaned(text).split())


def _link(text: str) -> str:
    found = web_address.read(text)
    if text and (found is None or found.fault is not None or found.url != text):
        raise ValueError("a link to a public page that begins with https://")
    return text


def too_long(length: int, most: int) -> str:
    """One plain sentence: how long a text is, and by how much it has to be shortened. Both in characters."""
    return f"This has {length:,} characters, and at most {most:,} fit. Shorten it by {length - most:,}."


def _of_at_most(most: int) -> AfterValidator:
    def check(text: str) -> str:
        if len(text) > most:
            raise ValueError(too_long(len(text), most))
        return text

    return AfterValidator(check)


Comment = Annotated[
    str,
    _of_at_most(LONGEST_COMMENT),
    AfterValidator(cleaned),
    WithJsonSchema({"type": "string", "maxLength": LONGEST_COMMENT}),
]
ItemComment = Annotated[
    str,
    _of_at_most(LONGEST_ITEM),
    AfterValidator(cleaned),
    WithJsonSchema({"type": "string", "maxLength": LONGEST_ITEM}),
]
Link = Annotated[str, Field(max_length=web_address.LONGEST), AfterValidator(_link)]
Line = Annotated[str, Field(max_length=200), AfterValidator(_on_a_line)]


def _as_text(given: object) -> object:
    """A document as the text that it is kept as. What is no document is for others to refuse."""
    return json.dumps(given, ensure_ascii=False, allow_nan=False) if isinstance(given, dict) else given


def _credential(text: str) -> str:
    if len(text.encode("utf-8", "replace")) > LONGEST_CREDENTIAL:
        raise ValueError(f"at most {LONGEST_CREDENTIAL} bytes")
    if text and not is_award(text):
        raise ValueError(
            "signed text in three parts with full stops between, or one JSON object with each name once, "
            f"of at most {MOST_VALUES} values"
        )
    return text


Credential = Annotated[
    str,
    BeforeValidator(_as_text),
    AfterValidator(_credential),
    WithJsonSchema({"anyOf": [{"type": "string", "maxLength": LONGEST_CREDENTIAL}, {"type": "object"}]}),
]


class _Part(BaseModel):
    """What all parts share: the lines under their fields explain them to an issuer's developer."""

    model_config = ConfigDict(frozen=True, strict=True, hide_input_in_errors=True, use_attribute_docstrings=True)


class About(_Part):
    """Which submission it is about, and the assessor's words."""

    submission_id: str = Field(max_length=100)
    """Of the attempt that was assessed, as it was sent to you: `TB-KF6-GK9-KD6-1`."""
    comment: Comment = ""
    """To the applicant, who reads it as it is. Plain text. What cannot be seen is taken out."""


class ReturnedItem(_Part):
    """What the assessor says of one question."""

    criterion_id: str = Field(max_length=100)
    """As it was sent to you. One that this submission does not have is refused, so that no word of yours is lost."""
    satisfied: bool
    """Where this is false in `submission.returned`, the applicant is asked for more. What is satisfied stays as it was
    sent. With any other decision, nothing is opened again."""
    comment: ItemComment = ""
    """To the applicant, who reads it under the heading of the question, whether it is satisfied or not."""


class WithItems(About):
    """A decision that may say something of each question."""

    items: Annotated[tuple[ReturnedItem, ...], Field(max_length=MOST_ITEMS)] = Field(
        default=(), exclude_if=operator.not_
    )
    """A question at most once."""

    @model_validator(mode="after")
    def _a_question_stands_once(self) -> "WithItems":
        ids = [item.criterion_id for item in self.items]
        if len(set(ids)) != len(ids):
            raise ValueError("a question may stand in items once")
        return self


class ReceivedData(About):
    """Somebody has it."""

    reference: Line = ""
    """Your own, where you have one. The applicant is shown it."""


class AwardedData(WithItems):
    """The applicant has earned the badge."""

    assertion_url: Link = ""
    """Where the badge can be seen by anybody: https, on a public host."""
    credential: Credential = Field(default="", exclude_if=operator.not_)
    """The badge itself, which the applicant gets as a file: a credential of Open Badges 3.0 as VC-JWT or a signed
    assertion of 2.0 as JWS, both compact; or the JSON of a hosted assertion or of a credential: an object, or its text
    where every sign of it is to be kept. At most 512 KiB. It is checked before the applicant is congratulated."""


class DeclinedData(WithItems):
    """It will not be awarded. Say why."""


class ReturnedData(WithItems):
    """More is wanted. Say something: a comment, or an item that is not satisfied."""

    items: Annotated[tuple[ReturnedItem, ...], Field(max_length=MOST_ITEMS)] = ()
    """A question at most once. Where none is unsatisfied, the applicant may change every answer."""
    reply_by: date | None = None
    """The last day on which you take the next attempt."""

    @model_validator(mode="after")
    def _something_is_said(self) -> "ReturnedData":
        if not self.comment and all(item.satisfied for item in self.items):
            raise ValueError("say what is wanted: a comment, or an item that is not satisfied")
        return self


class _Event(_Part):
    timestamp: AwareDatetime | None = None
    """When it was decided. Not looked at."""


class SubmissionReceived(_Event):
    """Somebody at your side has the submission."""

    type: Literal["submission.received"]
    data: ReceivedData


class SubmissionAwarded(_Event):
    """The badge is awarded."""

    type: Literal["submission.awarded"]
    data: AwardedData


class SubmissionReturned(_Event):
    """More is wanted before it can be awarded. The applicant's next attempt has the same reference."""

    type: Literal["submission.returned"]
    data: ReturnedData


class SubmissionDeclined(_Event):
    """It will not be awarded."""

    type: Literal["submission.declined"]
    data: DeclinedData


class BadgeRevoked(_Event):
    """A badge that was awarded is taken back."""

    type: Literal["badge.revoked"]
    data: About


Said = SubmissionReceived | SubmissionAwarded | SubmissionReturned | SubmissionDeclined | BadgeRevoked
SAID: TypeAdapter[Said] = TypeAdapter(Annotated[Said, Field(discriminator="type")])
TYPES = tuple(f"{'badge' if one is DecisionVerdict.revoked else 'submission'}.{one.value}" for one in DecisionVerdict)
"""Every type of message."""


def decision(said: Said) -> Decision:
    """What is said, as the talk knows it."""
    data = said.data
    return Decision(
        verdict=DecisionVerdict(said.type.partition(".")[2]),
        comment=data.comment,
        remarks=tuple(Remark(i.criterion_id, i.satisfied, i.comment) for i in data.items)
        if isinstance(data, WithItems)
        else (),
        reply_by=data.reply_by if isinstance(data, ReturnedData) else None,
        link=data.assertion_url if isinstance(data, AwardedData) else "",
        reference=data.reference if isinstance(data, ReceivedData) else "",
    )


def credential(said: Said) -> str:
    """The badge itself, where it was sent along; empty where it was not."""
    return said.data.credential if isinstance(said.data, AwardedData) else ""
