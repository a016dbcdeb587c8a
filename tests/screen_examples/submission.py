"""Examples of the way to the issuer."""

from collections.abc import Iterator

from screen_examples.samples import BADGE, DAY, ISSUER

from flows.engine.buttons import Action, Button
from flows.engine.message import Attachment, Copy
from flows.engine.prompts import Prompt, PromptKind
from flows.engine.screen import Screen
from flows.features.submission.screens import ChangeFirst, HandoverDone, NotDelivered, Overdue, PackCopy, TooHeavyToSend
from flows.features.submission.status import Back, State, Status, StatusLine
from flows.features.submission.status_history import Happened, HistoryLine, Source
from flows.features.submission.take_over import TakenOver, TakenOverNot
from flows.features.submission.withdrawal_screens import DecidedAnyway, TakeBackTold, TellThemYourself
from flows.model.decision import Decision, Failure, Way
from flows.model.decision import DecisionVerdict as Decides
from flows.rules.evidence.word_count import TooLong


def examples() -> Iterator[Screen]:
    """Screens that no story comes to."""
    day = DAY
    yield TooHeavyToSend(issuer=ISSUER, weighs=31, takes=20)
    yield from (
        Overdue(badge=BADGE, issuer=ISSUER, reference="TB-1", sent_on=day, by=day, theirs="7", way=way) for way in Way
    )
    for why in Failure:
        yield NotDelivered(reference="TB-1", issuer=ISSUER, why=why, too_long=TooLong(930, 900))
    there = Prompt(PromptKind.handover, "0123456789")
    ways = tuple((Button(way, there.draft),) for way in (Action.sent_it, Action.award_files, Action.copy))
    yield from (HandoverDone(files=files, place=there, offers=ways) for files in (1, 23))
    yield PackCopy(attachment=Attachment("TB-1", 1, Copy.award, "badge-1-one.png"), sent=False)
    for answers, recordings in ((0, 0), (1, 1), (5, 2)):
        yield TakenOver(answers=answers, recordings=recordings)
    yield TakenOverNot(title="A & B")
    yield ChangeFirst()
    beside = Prompt(PromptKind.sent_back, "0123456789")
    ways = (
        Action.sent_it, Action.copy, Action.change_first, Action.wrote_back, Action.see_sent, Action.take_over,
        Action.take_back,
    )  # fmt: skip
    offers = tuple((Button(way, beside.draft),) for way in ways)
    yield Status(standings=(), place=beside, offers=offers)
    told = ("A badge", "SSSC", "the SSSC", "TB-1", "GFT-1")
    yield from (
        Status(
            standings=tuple(
                StatusLine(
                    told[0], state, 1, 5, *told[1:3], day, told[3], 2, day, day, told[4], (2,), day, day, day, back
                )
                for state in State
            )
        )
        for back in Back
    )  # fmt: skip
    happened = tuple(HistoryLine(what, day, source) for what in Happened for source in Source)
    line = StatusLine(told[0], State.checking, 1, 5, *told[1:3], day)
    yield from (Status(standings=(line,), history=happened[n : n + 12]) for n in range(0, len(happened), 12))
    for way in Way:
        yield TakeBackTold(issuer=ISSUER, reference="TB-1", way=way)
    yield TellThemYourself(badge=BADGE, issuer=ISSUER, reference="TB-1", theirs="GFT-1", way=Way.system, closed=False)
    for verdict in set(Decides) - {Decides.received}:
        said = Decision(verdict, comment="Nearly.", link="https://a.example")
        yield DecidedAnyway(badge=BADGE, issuer=ISSUER, reference="TB-1", decision=said)
