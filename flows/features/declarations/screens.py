"""The screens of the last steps before sending."""

from criteria.model import Declaration
from flows.engine.buttons import Action
from flows.engine.context import DraftContext
from flows.engine.prompts import PromptKind
from flows.engine.screen import Reply, Rows, rows
from flows.features.answers.screens import tally
from flows.features.declarations.replies import (
    AgreeAgain,
    AskDeclaration,
    CriteriaShown,
    DeclarationRefused,
    FinalCheck,
    TooHeavyToSend,
)
from flows.features.recordings.screens import recording_button
from flows.features.review.screens import to_review
from flows.pack.email_size import too_heavy, too_long_to_paste
from flows.pack.recordings import playable
from flows.pack.words_digest import words_digest
from flows.rules import answers, progress, readiness
from flows.rules import links as link_rules

ALL = "*"
"""What the prompt is about where all statements are asked for at once."""
PRIVACY = "privacy"
"""The id of the declaration that nobody can be known from the evidence."""


def ask_declaration(work: DraftContext) -> Reply:
    """The next declaration that is not yet agreed to, or the last look before sending."""
    issuer = work.shelf.issuer(work.badge)
    again = to_agree_again(work)
    if again:
        return AgreeAgain(
            declarations=again,
            place=work.place(PromptKind.declaration, ALL),
            offers=((work.press(Action.agree_again),), (work.press(Action.not_yet),), to_review(work)),
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
                place=work.place(PromptKind.declaration, declaration.id),
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
        offers=((work.press(Action.send, name=work.carrier),), (work.press(Action.not_yet),), to_review(work)),
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
    criteria = ((work.press(Action.criteria, declaration.id),),) if "criteria" in declaration.text.casefold() else ()
    return ((work.press(Action.agree_to, declaration.id),), *criteria, to_review(work))


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


def declaration_refused(work: DraftContext, declaration: str, *, half: bool) -> Reply:
    """What follows where a statement is not agreed to. The prompt stays the same."""
    number = _number(work, declaration)
    if number is None:
        return ask_declaration(work)
    return DeclarationRefused(
        number=number,
        issuer=work.shelf.issuer(work.badge),
        half=half,
        place=work.place(PromptKind.declaration, declaration),
        offers=(*_of_statement(work, work.badge.declarations[number - 1]), (work.press(Action.not_yet),)),
    )


def criteria_shown(work: DraftContext, declaration: str) -> Reply:
    """The criteria, with the statement's own buttons."""
    number = _number(work, declaration)
    if number is None:
        return ask_declaration(work)
    return CriteriaShown(
        badge=work.badge,
        number=number,
        place=work.place(PromptKind.declaration, declaration),
        offers=((work.press(Action.agree_to, declaration),), to_review(work)),
    )


def _number(work: DraftContext, declaration: str) -> int | None:
    ids = [one.id for one in work.badge.declarations]
    return ids.index(declaration) + 1 if declaration in ids else None


def too_heavy_to_send(work: DraftContext) -> TooHeavyToSend | None:
    """That the recordings are too large for the issuer's mailbox, with the way to each; None where they are not."""
    issuer = work.shelf.issuer(work.badge)
    found = too_heavy(work.badge, issuer, work.draft)
    if found is None:
        return None
    ways = (recording_button(work, question) for question in work.badge.questions)
    return TooHeavyToSend(
        issuer=issuer,
        weighs=found.weighs,
        takes=found.takes,
        place=work.place(PromptKind.too_heavy),
        offers=(*rows(filter(None, ways), 2), to_review(work)),
    )
