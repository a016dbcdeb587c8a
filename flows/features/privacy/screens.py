"""The screens about a worker's own data."""

from dataclasses import dataclass
from datetime import datetime

from criteria.routes import Carrier
from flows.engine.message import Message, PersonCopy
from flows.engine.screen import Notice, Phrases, Screen
from flows.features.start.notice import period
from flows.model.retention_schedule import RetentionSchedule


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivacyMenu(Screen):
    """The short notice, what has changed since the worker said yes, and what they can do."""

    carrier: Carrier
    retention: RetentionSchedule
    number: str
    agreed: datetime | None
    """None where they have taken their consent back."""
    changes: tuple[str, ...] = ()
    """The phrases that tell what has changed since they agreed."""

    def render(self, say: Phrases) -> str:
        left = period(say, self.retention.draft_days)
        blocks = [say.phrase("privacy-menu", carrier=self.carrier, draft=left)]
        if self.changes:
            lines = [say.phrase("privacy-change", change=say.plain(key)) for key in self.changes]
            blocks.append("\n".join([say.phrase("privacy-changes"), *lines]))
        agreed = say.phrase("notice-agreed", at=self.agreed) if self.agreed else say.phrase("privacy-stopped")
        return "\n\n".join([*blocks, f"{agreed} {say.phrase('notice-number', number=self.number)}"])


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingHeld(Notice):
    """Nothing is kept of somebody who has agreed to nothing."""

    KEY = "privacy-nothing"


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyOfData(Notice):
    """Everything that is kept, as a file."""

    person: str

    KEY = "copy-coming"

    def enclose(self, say: Phrases) -> tuple[Message, ...]:
        """The file itself, made as it is sent."""
        return (Message(say.phrase("copy-caption"), attachment=PersonCopy(self.person)),)


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseCheck(Screen):
    """Asks the first time: what goes, and what cannot be taken back from here."""

    badges: int
    sent: tuple[str, ...]
    """The issuers to whom something went, by their short names."""
    on_its_way: bool
    """Whether something is to be sent, and has not gone yet."""

    def render(self, say: Phrases) -> str:
        stays = [say.phrase("erase-issuer", issuer=issuer) for issuer in self.sent]
        if self.on_its_way:
            stays.append(say.phrase("erase-on-its-way"))
        stays += [say.phrase("erase-phone"), say.phrase("erase-backups")]
        return "\n\n".join(
            [say.phrase("erase-check", badges=self.badges), "\n".join([say.phrase("erase-stays"), *stays])]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseSure(Notice):
    """Asks the second time."""

    KEY = "erase-sure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasing(Notice):
    """It is under way."""

    KEY = "erasing"


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureReceipt(Notice):
    """It is done: a receipt with counts and no content."""

    at: datetime
    drafts: int
    submissions: int
    files: int

    KEY = "erased"


@dataclass(frozen=True, slots=True, kw_only=True)
class UnagreeCheck(Notice):
    """Consent is to be taken back: what is to become of what is kept."""

    KEY = "unagree-check"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unagreed(Notice):
    """Consent is taken back, and what is kept stays for now."""

    KEY = "unagreed"
