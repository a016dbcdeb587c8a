"""The screens of the last steps before sending."""

from flows import progress, vouching
from flows.buttons import Action
from flows.places import Ask
from flows.replies.base import Reply, rows
from flows.replies.declaring import AskDeclaration, FinalCheck, TooHeavyToSend
from flows.scene import Work
from flows.screens.answering import tally
from flows.screens.reviewing import to_review
from flows.screens.sounding import recording_button
from flows.weighing import too_heavy


def ask_declaration(work: Work) -> Reply:
    """The next declaration that is not yet agreed to, or the last look before sending."""
    for number, declaration in enumerate(work.badge.declarations, 1):
        if declaration.id not in work.draft.declarations:
            return AskDeclaration(
                declaration=declaration,
                number=number,
                of=len(work.badge.declarations),
                place=work.place(Ask.declaration, declaration.id),
                offers=((work.press(Action.agree_to, declaration.id),), to_review(work)),
            )
    return FinalCheck(
        badge=work.badge,
        issuer=work.shelf.issuer(work.badge),
        total=progress.total(work.badge, work.draft),
        links=len(vouching.scopes(work.badge, work.draft)),
        about=progress.is_about_in_all(work.badge, work.draft),
        held=tally(work),
        place=work.place(Ask.final),
        offers=((work.press(Action.send),), (work.press(Action.not_yet),), to_review(work)),
    )


def too_heavy_to_send(work: Work) -> TooHeavyToSend | None:
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
        place=work.place(Ask.too_heavy),
        offers=(*rows(filter(None, ways), 2), to_review(work)),
    )
