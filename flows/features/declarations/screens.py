"""The screens of the last steps before sending."""

from flows.engine.buttons import Action
from flows.engine.context import DraftContext
from flows.engine.prompts import PromptKind
from flows.engine.screen import Reply, rows
from flows.features.answers.screens import tally
from flows.features.declarations.replies import AskDeclaration, FinalCheck, TooHeavyToSend
from flows.features.recordings.screens import recording_button
from flows.features.review.screens import to_review
from flows.pack.email_size import too_heavy, too_long_to_paste
from flows.rules import links as link_rules
from flows.rules import progress, readiness

PRIVACY = "privacy"
"""The id of the declaration that nobody can be known from the evidence."""


def ask_declaration(work: DraftContext) -> Reply:
    """The next declaration that is not yet agreed to, or the last look before sending."""
    issuer = work.shelf.issuer(work.badge)
    for number, declaration in enumerate(work.badge.declarations, 1):
        if declaration.id not in work.draft.declarations:
            return AskDeclaration(
                declaration=declaration,
                issuer=issuer,
                number=number,
                of=len(work.badge.declarations),
                kept=readiness.kept_details(work.draft) if declaration.id == PRIVACY else (),
                place=work.place(PromptKind.declaration, declaration.id),
                offers=((work.press(Action.agree_to, declaration.id),), to_review(work)),
            )
    return FinalCheck(
        badge=work.badge,
        issuer=issuer,
        total=progress.total(work.badge, work.draft),
        links=len(link_rules.scopes(work.badge, work.draft)),
        about=progress.is_about_in_all(work.badge, work.draft),
        held=tally(work),
        too_long=too_long_to_paste(work.badge, work.draft) if work.carrier == "worker" else None,
        place=work.place(PromptKind.final),
        offers=((work.press(Action.send, name=work.carrier),), (work.press(Action.not_yet),), to_review(work)),
    )


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
