"""The screens of the last steps before sending: the use of AI, the declarations, and the last look."""

from dataclasses import dataclass
from enum import Enum

from criteria.model import Badge, Declaration, Issuer
from flows.engine.buttons import Action
from flows.engine.context import DraftContext
from flows.engine.payloads import OfDeclaration
from flows.engine.prompts import PromptKind
from flows.engine.screen import Notice, Phrases, Rows, Screen
from flows.features.questions.question_list import tally
from flows.model.attachments.audio import rounded
from flows.pack.assemble import words_digest
from flows.pack.email_size import too_long_to_paste
from flows.pack.recordings import playable
from flows.rules import progress, readiness
from flows.rules.evidence import answers
from flows.rules.evidence import links as link_rules
from flows.rules.evidence.word_count import TooLong
from flows.rules.held_badges import Tally


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAiUse(Screen):
    """Whether AI tools were used."""

    explain: str
    written: bool = False
    """Whether the evidence holds words that a program wrote down."""

    def render(self, say: Phrases) -> str:
        asked = say.phrase("ai-use", explain=self.explain)
        return f"{asked}\n\n{say.phrase('ai-use-written')}" if self.written else asked


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAiTool(Screen):
    """Which AI tool was used."""

    stated: str = ""
    """What was typed, where it reads like a sentence and is asked about."""

    def render(self, say: Phrases) -> str:
        return say.phrase("ai-tool-sentence", stated=self.stated) if self.stated else say.phrase("ai-tool")


class LinkProblem(Enum):
    """Why a link to an AI chat is asked for again."""

    no_link = "no_link"
    front_page = "front_page"


@dataclass(frozen=True, slots=True, kw_only=True)
class AskAiLink(Screen):
    """The link to the AI chat."""

    problem: LinkProblem | None = None

    def render(self, say: Phrases) -> str:
        if self.problem is LinkProblem.front_page:
            return say.phrase("ai-link-front-page")
        return say.phrase("ai-link-wrong" if self.problem else "ai-link")


@dataclass(frozen=True, slots=True, kw_only=True)
class NoAiLink(Notice):
    """There is no link to the AI chat: what the issuer's rule is, and what may follow."""

    issuer: Issuer

    KEY = "ai-no-link"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclarationRefused(Screen):
    """A statement is not agreed to, or to some of it only: what follows."""

    number: int
    issuer: Issuer
    half: bool

    def render(self, say: Phrases) -> str:
        return say.phrase("declaration-half" if self.half else "declaration-refused", issuer=self.issuer.short)


@dataclass(frozen=True, slots=True, kw_only=True)
class CriteriaShown(Screen):
    """The criteria that a statement is about."""

    badge: Badge
    number: int

    def render(self, say: Phrases) -> str:
        blocks = [say.phrase("criteria-head", title=self.badge.title)]
        for number, question in enumerate(self.badge.questions, 1):
            tips = "".join(f"\n{say.phrase('criteria-tip', tip=tip)}" for tip in question.tips)
            blocks.append(say.phrase("criteria-question", number=number, ask=question.ask) + tips)
        if self.badge.prerequisites:
            held = self.badge.prerequisites_needed or len(self.badge.prerequisites)
            blocks.append(say.phrase("criteria-badges", count=held))
        blocks.append(say.phrase("criteria-end", number=self.number))
        return "\n\n".join(blocks)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeAgain(Screen):
    """Statements that were agreed to before a change that left every word as it was."""

    declarations: tuple[Declaration, ...]

    def render(self, say: Phrases) -> str:
        lines = "\n".join(say.phrase("agree-again-line", text=one.text) for one in self.declarations)
        return "\n\n".join([say.phrase("agree-again"), lines, say.phrase("agree-again-ask")])


@dataclass(frozen=True, slots=True, kw_only=True)
class AskDeclaration(Screen):
    """One declaration."""

    declaration: Declaration
    issuer: Issuer
    number: int
    of: int
    kept: tuple[str, ...] = ()
    """Likely personal details that the worker looked at and kept, where it is about those."""
    again: bool = False
    """Whether it was agreed to before a change, which makes it be asked for again."""

    def render(self, say: Phrases) -> str:
        said = [say.phrase("declaration", number=self.number, of=self.of, text=self.declaration.text)]
        if self.number == 1 and self.issuer.carrier == "worker":
            said.insert(0, say.phrase("declaration-by-hand", issuer=self.issuer.short))
        if self.again:
            said.insert(0, say.phrase("declaration-again"))
        if self.kept:
            kept = "\n".join(say.phrase("declaration-kept-line", words=words) for words in self.kept)
            said.append(f"{say.phrase('declaration-kept')}\n{kept}")
        return "\n\n".join(said)


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalCheck(Screen):
    """What will be sent to whom, and that it will be public."""

    badge: Badge
    issuer: Issuer
    total: int
    links: int = 0
    about: bool = False
    """Whether the total is an estimate."""
    held: Tally | None = None
    """How it stands with other badges to be held, where there are any."""
    recordings: tuple[tuple[int, int], ...] = ()
    """The numbers of the answers whose recordings go along, and how many of each."""
    too_long: TooLong | None = None
    """Where the worker pastes the text: that it has too many words for it."""

    def render(self, say: Phrases) -> str:
        carrier = self.issuer.carrier
        said = [say.phrase("final-head", carrier=carrier), self._goes(say)]
        if self.recordings:
            numbers = ", ".join(str(number) for number, _ in self.recordings)
            count = sum(count for _, count in self.recordings)
            said.append(say.phrase("final-recordings", count=count, many=len(self.recordings), answers=numbers))
        said.append(say.phrase("final-end", carrier=carrier))
        if self.too_long:
            said.append(say.phrase("paste-too-long", words=self.too_long.words, limit=self.too_long.limit))
        return "\n\n".join(said)

    def _goes(self, say: Phrases) -> str:
        title, issuer, carrier = self.badge.title, self.issuer.name, self.issuer.carrier
        if self.held and not self.badge.questions:
            return say.phrase(
                "final-badges",
                title=title,
                issuer=issuer,
                held=self.held.held,
                carrier=carrier,
                visibility=self.badge.visibility,
            )
        key = "final" if self.badge.questions else "final-no-words"
        counted = ("final-about", rounded(self.total)) if self.about else ("final-words", self.total)
        words = say.plain(counted[0], total=counted[1])
        return say.phrase(
            key,
            title=title,
            issuer=issuer,
            words=words,
            links=self.links,
            carrier=carrier,
            visibility=self.badge.visibility,
        )


ALL = "*"
"""What the prompt is about where all statements are asked for at once."""
PRIVACY = "privacy"
"""The id of the declaration that nobody can be known from the evidence."""


def ask_declaration(work: DraftContext) -> Screen:
    """The next declaration that is not yet agreed to, or the last look before sending."""
    issuer = work.library.issuer(work.badge)
    again = to_agree_again(work)
    if again:
        return AgreeAgain(
            declarations=again,
            place=work.place(PromptKind.declaration, OfDeclaration(ALL)),
            offers=((work.press(Action.agree_again),), (work.press(Action.not_yet),), (work.press(Action.review),)),
        )
    for number, declaration in enumerate(work.badge.declarations, 1):
        if declaration.id not in work.draft.declarations:
            return AskDeclaration(
                declaration=declaration,
                issuer=issuer,
                number=number,
                of=len(work.badge.declarations),
                kept=readiness.kept_details(work.draft) if declaration.id == PRIVACY else (),
                again=bool(work.draft.agreed_before) and not work.draft.declarations,
                place=work.place(PromptKind.declaration, OfDeclaration(declaration.id)),
                offers=_of_statement(work, declaration),
            )
    return FinalCheck(
        badge=work.badge,
        issuer=issuer,
        total=progress.total(work.badge, work.draft),
        links=len(link_rules.scopes(work.badge, work.draft)),
        about=progress.is_about_in_all(work.badge, work.draft),
        held=tally(work),
        recordings=_recordings(work),
        too_long=too_long_to_paste(work.badge, work.draft) if work.carrier == "worker" else None,
        place=work.place(PromptKind.final),
        offers=(
            (work.press(Action.send, name=work.carrier),),
            (work.press(Action.not_yet),),
            (work.press(Action.review),),
        ),
    )


def _recordings(work: DraftContext) -> tuple[tuple[int, int], ...]:
    """The numbers of the answers with recordings that go along, and how many of each."""
    counts = (
        (number, sum(playable(part) is not None for part in answers.recordings(answers.answer(work.draft, one.id))))
        for number, one in enumerate(work.badge.questions, 1)
    )
    return tuple((number, count) for number, count in counts if count)


def _of_statement(work: DraftContext, declaration: Declaration) -> Rows:
    """The ways on from a statement; one about the criteria can show them."""
    this = OfDeclaration(declaration.id)
    criteria = ((work.press(Action.criteria, this),),) if "criteria" in declaration.text.casefold() else ()
    return ((work.press(Action.agree_to, this),), *criteria, (work.press(Action.review),))


def to_agree_again(work: DraftContext) -> tuple[Declaration, ...]:
    """The statements that were agreed to before a change that left every word as it was; none after any other."""
    before = work.draft.agreed_before
    if not before or work.draft.agreed_words != words_digest(work.badge, work.draft):
        return ()
    return tuple(
        one
        for one in work.badge.declarations
        if one.id not in work.draft.declarations and one.id in before and before[one.id].text == one.text
    )


def declaration_refused(work: DraftContext, declaration: str, *, half: bool) -> Screen:
    """What follows where a statement is not agreed to. The prompt stays the same."""
    number = _number(work, declaration)
    if number is None:
        return ask_declaration(work)
    return DeclarationRefused(
        number=number,
        issuer=work.library.issuer(work.badge),
        half=half,
        place=work.place(PromptKind.declaration, OfDeclaration(declaration)),
        offers=(*_of_statement(work, work.badge.declarations[number - 1]), (work.press(Action.not_yet),)),
    )


def _number(work: DraftContext, declaration: str) -> int | None:
    ids = [one.id for one in work.badge.declarations]
    return ids.index(declaration) + 1 if declaration in ids else None


def criteria_shown(work: DraftContext, declaration: str) -> Screen:
    """The criteria, with the statement's own buttons."""
    number = _number(work, declaration)
    if number is None:
        return ask_declaration(work)
    return CriteriaShown(
        badge=work.badge,
        number=number,
        place=work.place(PromptKind.declaration, OfDeclaration(declaration)),
        offers=((work.press(Action.agree_to, OfDeclaration(declaration)),), (work.press(Action.review),)),
    )
