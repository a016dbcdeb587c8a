"""The model of the manifest `pack/1` that an issuer is sent, and the source of its JSON Schema.

A field may be added. None is taken out, and none changes its meaning, before there is a `pack/2`.
"""

import operator
from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Count = Literal["exact", "estimate", "stated"]
"""`exact`: counted by the bot. `estimate`: some was spoken, and a program estimated its words. `stated`: some stands
on a page of the applicant's, who counted it."""
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Part(BaseModel):
    """What all parts of a manifest share: the lines under their fields explain them to an issuer's developer."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)


class BadgePart(Part):
    """The badge that is applied for."""

    id: str
    """The bot's own id of the badge."""
    code: str | None
    """Your own code, where you have one."""
    title: str
    criteria_version: str
    """The version of the questions and limits that the applicant worked to, such as `2025-1`."""


class TickPart(Part):
    """Something that the applicant has confirmed of a page."""

    text: str
    ticked_at: datetime


class AnswerPart(Part):
    """An answer to one question, in the applicant's own words."""

    criterion_id: str
    """Never used again for another question."""
    heading: str
    text: str
    """Untouched. A line in square brackets stands in the place of a recording or a page."""
    words: int = Field(ge=0)
    minimum_words: int = Field(ge=0)
    count: Count
    shorter_than_asked: bool
    """Some of it was spoken, and the applicant has kept it although the estimate is under the minimum."""
    link: str | None
    """A page of the applicant's that answers this question."""
    checklist: tuple[TickPart, ...]
    """What the applicant has confirmed of that page."""
    question: str = Field(default="", exclude_if=operator.not_)
    """The whole question as the applicant read it. Left out of an application that was sent before this field was
    added."""
    tips: tuple[str, ...] = Field(default=(), exclude_if=operator.not_)
    """The tips that the applicant could read with the question. Left out where there are none."""


class AgainstPart(Part):
    """What speaks against a badge being held."""

    kind: str
    """What is wrong with an award that was given of it: `wrong_person` (made out to another email address), `expired`,
    `revoked`, `not_yet` (it begins later), `signature`, `contradictory`, `other_issuer`, `elsewhere` (not where its
    issuer keeps awards). Such an award does not come along. Or why the one that comes along is not checked: `waiting`
    (the bot had not finished), `other_name` (it is good, and its own name is not this badge's), or what stood in the
    way, such as `unreachable`, `unknown_key`, or `unknown_person` (it names nobody by email address). Further kinds
    may come."""
    found_at: datetime | None
    """When the bot found it."""


class PrerequisitePart(Part):
    """Another badge that the applicant holds, of those that this badge asks for. One that is not held is not here."""

    id: str
    """Never used again for another badge."""
    title: str
    ground: Literal["checked", "link", "file", "stated"]
    """`checked`: the bot has checked the award. `link`, `file`: the award was given, and the bot could not check it.
    `stated`: the applicant says so."""
    stated_at: datetime
    """When the applicant said so."""
    checked_at: datetime | None
    """When the bot looked at the award."""
    link: str | None
    """The award on a page."""
    file: str | None
    """The award as a file: its name among `files`."""
    matched_by: Literal["bot", "applicant"] | None = None
    """Who says that the award is of this badge. `bot`: the award names it, by its title or its id. `applicant`: what
    the award says of itself leaves that open, or could not be read. None where no award was given."""
    award_name: str | None = None
    """What the award calls the badge, where the applicant says that it is this one."""
    against: tuple[AgainstPart, ...] = Field(default=(), exclude_if=operator.not_)
    """What speaks against it. Left out where nothing does, and of an application that was sent before this field was
    added."""


class DeclarationPart(Part):
    """A statement that the applicant agreed to on its own."""

    id: str
    text: str
    """Exactly as it was shown."""
    accepted_at: datetime


class KeptDetailPart(Part):
    """Words that may point to a person. The bot found them, and the applicant has looked at them and kept them."""

    criterion_id: str
    """The question in whose answer they stand."""
    words: str
    """Exactly as they stand there."""
    kind: str
    """What they may be, such as `named_person`. Further kinds may come."""
    kept_at: datetime
    """When the applicant decided to keep them."""


class AiPart(Part):
    """What the applicant says of AI tools."""

    rule: Literal["declare", "banned", "silent"]
    """Your rule: `declare` asks, `banned` says no, `silent` does not mention them."""
    used: bool | None
    """None where it was not asked."""
    tool: str | None
    link: str | None
    """The chat, for you to read."""
    no_link: bool = Field(default=False, exclude_if=operator.not_)
    """True where the applicant used a tool and says that there is no link to the chat. Left out where not."""


class TranscriptPart(Part):
    """What a program wrote down of a recording, and the applicant has confirmed."""

    text: str
    words: int = Field(ge=0)
    engine: str
    """The program that wrote it down."""
    model: str
    """The model of speech that the program went by."""
    made_at: datetime
    confirmed_at: datetime
    mended: bool
    """Whether the applicant has put words right."""


class FilePart(Part):
    """A recording, or the award of a badge held. The signature covers it through its digest."""

    part: str
    """The name of its part in the form."""
    name: str
    """Its file name: ASCII letters, digits, `.`, `_` and `-`."""
    criterion_id: str
    """The question that it answers; of an award, the badge that it is of."""
    part_of_answer: int = Field(ge=1)
    """Which of the recordings in this answer it is, from 1."""
    use: Literal["original", "listening", "award"]
    """`listening`: an MP3 of even loudness. `original`: as it was sent. `award`: no recording, but a badge held."""
    media_type: str
    bytes: int = Field(ge=0)
    seconds: float = Field(ge=0)
    sha256: Digest
    words_about: int = Field(ge=0)
    words_are: str
    """How the words were counted."""
    transcript: TranscriptPart | None


class Submission(Part):
    """The submission itself."""

    submission_id: str
    """Of this attempt: the same as `webhook-id`, on every try."""
    reference: str
    """Of the application, the same for all its attempts. Applicants read it out on the phone."""
    version: int = Field(ge=1)
    """Which attempt it is."""
    supersedes: str | None
    """The `submission_id` that this one replaces."""
    badge: BadgePart
    applicant: dict[str, str | tuple[str, ...]]
    """The facts that the badge asks for, by their ids: a text, or a list where several may be chosen."""
    answers: tuple[AnswerPart, ...]
    link: str | None
    """A page of the applicant's that answers every question."""
    checklist: tuple[TickPart, ...]
    """What the applicant has confirmed of that page."""
    prerequisites: tuple[PrerequisitePart, ...]
    """Other badges that the applicant holds, and on what ground that is said."""
    total_words: int = Field(ge=0)
    total_count: Count
    declarations: tuple[DeclarationPart, ...]
    kept_details: tuple[KeptDetailPart, ...] = Field(default=(), exclude_if=operator.not_)
    """Likely personal details that the applicant has looked at and kept. Left out where there are none."""
    ai: AiPart
    evidence_text: str
    """All of the evidence as one text, ready to be shown. Facts that are not evidence, such as the email address, are
    left out of it."""
    files: tuple[FilePart, ...]
    """Every file that comes with it, and no other may."""


class Manifest(Part):
    """A finished submission, as the applicant sent it. The shape is that of a Standard Webhooks event."""

    schema_: Literal["pack/1"] = Field(alias="schema")
    type: Literal["submission.created", "submission.resubmitted"]
    """`submission.resubmitted` for a later attempt at the same application."""
    timestamp: datetime
    """When the applicant pressed send."""
    data: Submission
