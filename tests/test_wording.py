"""What the bot says, as a whole: plain, safe for Telegram, all of it used, and each button typed as well as pressed."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, time
from functools import cache
from hashlib import sha256
from html.parser import HTMLParser
from itertools import product
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from support.talk import LIBRARY, OPERATOR, heard
from transcripts.story import Story, stories

from criteria.model import Badge, Issuer
from criteria.readable_text import BANNED, GRADE_FROM, HIGHEST_GRADE, MAX_SENTENCE, grade
from criteria.reader import read
from flows.engine.buttons import Action, Button
from flows.engine.capabilities import TranscriptionService
from flows.engine.message import Attachment, AwardCopy, Copy, Message
from flows.engine.prompts import Prompt, PromptKind
from flows.engine.screen import Reply, Show
from flows.engine.typed_words import NUMBERED, TYPED, spoken, typed_with_number
from flows.features.answers import pasted_replies, talk_replies
from flows.features.answers import replies as answer_replies
from flows.features.answers.replies import Kept, Line
from flows.features.decisions import issuer_talk_replies, relayed_replies
from flows.features.decisions import replies as decision_replies
from flows.features.declarations import replies as declaration_replies
from flows.features.held_badges import replies as badge_replies
from flows.features.help import replies as help_replies
from flows.features.help.replies import Note
from flows.features.links import replies as link_replies
from flows.features.own_words.answer_screen import OwnAnswer, OwnMessage
from flows.features.own_words.cut_screen import CutLine, CutList, Short
from flows.features.own_words.deletion import Deleted, DeletionCheck, EmptyingCheck
from flows.features.own_words.detail_screen import DetailMessage
from flows.features.recordings import replies as recording_replies
from flows.features.recordings.replies import Written
from flows.features.reminders import replies as reminder_replies
from flows.features.review import replies as review_replies
from flows.features.review.replies import Sighting
from flows.features.start import replies as start_replies
from flows.features.start.notice import VERSION
from flows.features.start.replies import DetailProblem
from flows.features.start.short_prompt import SHORT, ShortPrompt
from flows.features.submission import replies as submission_replies
from flows.features.submission import status_replies, take_over_replies, withdrawal_replies
from flows.features.submission.status_replies import Back, State, StatusLine
from flows.features.versions import replies as version_replies
from flows.features.versions.replies import Difference, QuestionChange
from flows.model.audio import AudioKind, AudioProblem
from flows.model.award import WHYS, AwardVerdict
from flows.model.award import AwardVerdict as Look
from flows.model.decision import Decision, Failure, Way
from flows.model.decision import DecisionVerdict as Decides
from flows.model.draft import AiUse, Stated
from flows.model.reminders import ReminderKind
from flows.model.transcript import Misheard, Vouched
from flows.router.commands import COMMANDS
from flows.router.render import Wording
from flows.rules.answer_doubts import DoubtKind
from flows.rules.details.personal_details import Kind, Why
from flows.rules.held_badges import Ground, Tally
from flows.rules.links import Ticked
from flows.rules.statement import Doubt as PasteDoubt
from flows.rules.web_address import AddressFault
from flows.rules.word_count import TooLong, readability, sentences, strict
from flows.text import Catalogue
from flows.text.catalogue import Value, load

FLOWS = Path(__file__).parent.parent / "flows"
BOT = FLOWS.parent / "bot"
AT = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)


@cache
def written() -> dict[str, ftl.Pattern]:
    """Every phrase of the wording file by its key."""
    body = FluentParser().parse(load("en")).body
    return {entry.id.name: entry.value for entry in body if isinstance(entry, ftl.Message) and entry.value}


def variants(pattern: ftl.Pattern) -> Iterator[str]:
    """A phrase in each of its forms, a word standing in for what comes in by name."""
    pieces: list[list[str]] = []
    for element in pattern.elements:
        if isinstance(element, ftl.TextElement):
            pieces.append([element.value])
        elif isinstance(element, ftl.Placeable) and isinstance(element.expression, ftl.SelectExpression):
            pieces.append([text for v in element.expression.variants for text in variants(v.value)])
        else:
            pieces.append(["7"])
    for chosen in product(*pieces):
        yield "".join(chosen)


def plain(text: str) -> str:
    """A text without Telegram's markup."""
    return re.sub(r"</?[a-z]+>", "", text)


def told(text: str) -> str:
    """A text in which a heading or an item of a list ends as a sentence does, so that its length is not misread."""
    return re.sub(r"(?<=\w)$", ".", text, flags=re.MULTILINE)


def said_by_the_bot() -> Iterator[tuple[str, str]]:
    """Each phrase in each of its forms, without markup."""
    for key, pattern in written().items():
        for text in variants(pattern):
            yield key, plain(text)


def test_every_sentence_is_short() -> None:
    """No sentence has more than 25 words: it is read on a phone, at a break, after a shift."""
    long = {
        f"{key}: {sentence}"
        for key, text in said_by_the_bot()
        for sentence in sentences(text)
        if strict(sentence) > MAX_SENTENCE
    }
    assert not long


@pytest.mark.parametrize("word", [*sorted(BANNED), "just a"])
def test_some_words_are_never_said(word: str) -> None:
    """The bot neither begs nor blames: these words are nowhere in its wording."""
    assert not {key for key, text in said_by_the_bot() if re.search(rf"\b{word}\b", text, re.IGNORECASE)}


def test_the_wording_reads_easily() -> None:
    """All the bot's sentences together, and each message long enough to be measured, suit a reading age of 9 to 11."""
    texts = dict(said_by_the_bot())
    talk = {key: text for key, text in texts.items() if not key.startswith(("button-", "menu-"))}
    assert readability(told("\n".join(talk.values()))) <= HIGHEST_GRADE
    hard = {key: round(readability(told(text)), 1) for key, text in talk.items() if strict(text) >= GRADE_FROM}
    assert {key: grade for key, grade in hard.items() if grade > HIGHEST_GRADE} == {}


def test_criteria_files_are_measured_as_the_wording_is() -> None:
    """What stands in a reminder from a badge or issuer file is judged by the measure of the bot's own words."""
    long = [told(text) for key, text in said_by_the_bot() if strict(text) >= 60]
    assert len(long) > 5
    assert all(abs(grade(text) - readability(text)) < 0.3 for text in long)


class _Recorded(Catalogue):
    """The phrases, and which of them were said."""

    def __init__(self) -> None:
        super().__init__()
        self.said: set[str] = set()

    def _format(self, key: str, values: dict[str, Value]) -> str:
        self.said.add(key)
        return super()._format(key, values)


@cache
def from_the_stories() -> tuple[Reply, ...]:
    """Every reply of every story, once."""
    seen: list[Reply] = []
    for path in stories():
        story = Story.read(path)
        take = story.talk.take

        def taken(event: object, take: object = take, story: Story = story) -> object:
            shown = take(event)
            seen.extend(story.talk.replies)
            return shown

        story.talk.take = taken
        story.play()
    return tuple(seen)


def taken_back(badge: Badge) -> Iterator[Reply]:
    """What is said of an application that was taken back, whatever the issuer says of it."""
    for way in Way:
        yield withdrawal_replies.TakeBackTold(issuer=issuer(), reference="TB-1", way=way)
    yield withdrawal_replies.TellThemYourself(
        badge=badge, issuer=issuer(), reference="TB-1", theirs="GFT-1", way=Way.system, closed=False
    )
    for verdict in set(Decides) - {Decides.received}:
        said = Decision(verdict, comment="Nearly.", link="https://a.example")
        yield withdrawal_replies.DecidedAnyway(badge=badge, issuer=issuer(), reference="TB-1", decision=said)


def seldom() -> Iterator[Reply]:
    """Replies that no story comes to: each mark, kind and difference there is."""
    badge = next(reply.badge for reply in from_the_stories() if isinstance(reply, review_replies.Review))
    fact = badge.facts[2]
    sent = next(reply for reply in from_the_stories() if isinstance(reply, submission_replies.Sent))
    yield from (help_replies.Aside(note=note) for note in Note)
    yield from (start_replies.AskFact(fact=fact, number=1, of=5, doubt=doubt, stated="12") for doubt in DetailProblem)
    yield review_replies.PersonalDetails(sightings=tuple(Sighting(1, kind, "words") for kind in Kind))
    yield review_replies.PersonalDetails(sightings=tuple(Sighting(1, Kind.named_person, "words", why) for why in Why))
    yield declaration_replies.AskDeclaration(
        declaration=badge.declarations[0], issuer=issuer(), number=1, of=2, kept=("words",)
    )
    yield from prompts(badge)
    yield version_replies.VersionOffer(
        badge=badge, differences=tuple(Difference(change, "Topic", 1, 2) for change in QuestionChange)
    )
    yield version_replies.VersionOffer(badge=badge, differences=())
    yield start_replies.RightBadge(badge=badge, issuer=issuers()[1])
    yield from (version_replies.QuestionsGone(badge=badge, loose=count) for count in (0, 1, 40))
    for kept in set(Kept) - {Kept.heard}:
        for left, missing, total in ((-3, 0, 0), (3, 3, 3), (3, 0, 3), (3, 0, 0)):
            yield answer_replies.Progress(
                kept=kept, number=1, count=9, minimum=9, left=left, maximum=99, missing=missing,
                all_done=not missing, total_missing=total,
            )  # fmt: skip
    yield answer_replies.Progress(
        kept=Kept.added, number=1, count=9, minimum=9, left=3, maximum=99, missing=0, all_done=False, total_missing=0,
        marks=46, characters_over=1200,
    )  # fmt: skip
    yield pasted_replies.PasteProposal(
        shares=(pasted_replies.Share(1, "Topic", 9, "words"),), before=2, left_out="Kind regards", asked_number=1,
        empty=(2, 3), doubts=tuple(PasteDoubt),
    )  # fmt: skip
    yield pasted_replies.PasteMoves(
        passages=(pasted_replies.Share(1, "", 9, "words"), pasted_replies.Share(0, "", 1, "word"))
    )
    yield pasted_replies.PasteTo(count=1, begins="word", ends="")
    yield pasted_replies.PasteStep(text="words", number=1, of=2, current=0, likely=0, heading="")
    yield from talk()
    yield from own_words(badge)
    yield from sounds(badge)
    yield from links(badge)
    yield from written_down()
    yield from held(badge)
    yield from reminders(badge)
    yield from asked_of_the_issuer()
    for why in Failure:
        yield submission_replies.NotDelivered(
            reference=sent.reference, issuer=sent.issuer, why=why, too_long=TooLong(930, 900)
        )
    yield declaration_replies.TooHeavyToSend(issuer=sent.issuer, weighs=31, takes=20)
    yield review_replies.WholeText(text="")
    yield start_replies.FactList(facts=((fact, Stated(("12",), sure=False)), (fact, None)), asking=True)
    day = badge_day()
    told = ("A badge", "SSSC", "the SSSC", "TB-1", "GFT-1")
    yield from (
        status_replies.Status(
            standings=tuple(
                StatusLine(
                    told[0], state, 1, 5, *told[1:3], day, told[3], 2, day, day, told[4], (2,), day, day, day, back
                )
                for state in State
            )
        )
        for back in Back
    )  # fmt: skip
    yield from (
        decision_replies.Overdue(
            badge=badge, issuer=issuer(), reference="TB-1", sent_on=day, by=day, theirs="7", way=way
        )
        for way in Way
    )
    for questions in ((), badge.questions):
        for prerequisites in ((), read().badges[-1].prerequisites):
            asked = badge.model_copy(update={"questions": questions, "prerequisites": prerequisites})
            yield decision_replies.MoreWanted(
                badge=asked, issuer=issuer(), reference="TB-1", comment="", wanted=(), reply_by=None
            )
    for look in Look:
        yield decision_replies.Awarded(
            badge=badge, issuer=issuer(), reference="TB-1", comment="", link="https://a.example", look=look
        )
        file = AwardCopy("a" * 64, "TB-1.jwt")
        yield decision_replies.Awarded(
            badge=badge,
            issuer=issuer(),
            reference="TB-1",
            comment="",
            link="",
            look=look,
            named="Care",
            file=file,
            reminded=True,
        )
    yield from taken_back(badge)
    yield relayed_replies.AskWhichQuestions(issuer=issuer(), chosen=(2, 3))
    lines = (Line(1, "Topic", 0, 0, done=False), Line(2, "Learning", 9, 9, done=True))
    yield review_replies.Review(
        badge=badge, facts=((fact, None),), lines=lines, total=9, over=0, total_missing=0,
        facts_missing=(fact.label,), loose=0, ready=False,
    )  # fmt: skip
    yield review_replies.Review(
        badge=badge, facts=(), lines=lines[1:], total=9, over=0, total_missing=4, facts_missing=(), loose=1, ready=False
    )
    yield answer_replies.QuestionList(badge=badge, lines=lines, total=901, left=-1, loose=0)


def talk() -> Iterator[Reply]:
    """What is said to whoever talks with the bot: each answer on each route, and each form of the line."""
    line = talk_replies.QuestionLine(number=2, of=5, heading="Topic", count=9, minimum=90)
    inside = ("talk-line", "talk-asides", "talk-written", "talk-left", "talk-over", "about-short")
    keys = [key for key in written() if key.startswith(("about-", "term-", "writes-", "talk-"))]
    for key, carrier in product(keys, ("bot", "worker", "either")):
        if not key.startswith(inside):
            lead = talk_replies.Lead(key=key, begins="words", label="Name", number=2)
            yield talk_replies.TalkReply(act="about", leads=(lead,), issuer="SSSC", days=28, carrier=carrier, line=line)
    forms = (
        replace(line, count=90), replace(line, about=True), replace(line, link=True), replace(line, minimum=0),
        replace(line, left=8, maximum=99), replace(line, left=-8, maximum=99),
    )  # fmt: skip
    yield from (talk_replies.TalkReply(act="where", line=form) for form in forms)
    yield talk_replies.TalkReply(act="ack", leads=(talk_replies.Lead(key="talk-left-out", begins="words"),))
    yield talk_replies.AsideList()


def prompts(badge: Badge) -> Iterator[Reply]:
    """Prompts in one line, and what is said where an answer to one is not taken as it is."""
    yield from (ShortPrompt(ask=ask, name="Name", number=1) for ask in SHORT)
    yield start_replies.ConsentRefused()
    yield start_replies.FirstDetail()
    yield start_replies.DetailLater(label="Name")
    yield from (start_replies.DetailKept(label="Name", value="Mary Ross", done=done) for done in (True, False))
    yield start_replies.AskFact(fact=badge.facts[3], number=4, of=5, kept=("Name", "Mary"), advice="Two parts are one.")
    yield declaration_replies.AskAiTool(stated="a thing that my daughter has")
    yield from (declaration_replies.AskAiLink(problem=problem) for problem in declaration_replies.LinkProblem)
    yield declaration_replies.NoAiLink(issuer=issuer())
    yield from (declaration_replies.DeclarationRefused(number=1, issuer=issuer(), half=half) for half in (True, False))
    yield declaration_replies.CriteriaShown(badge=badge, number=1)
    yield declaration_replies.CriteriaShown(badge=LIBRARY.badges[-1], number=1)
    yield declaration_replies.AgreeAgain(declarations=badge.declarations)
    yield declaration_replies.AskDeclaration(
        declaration=badge.declarations[0], issuer=issuer(), number=1, of=2, again=True
    )
    for use in (AiUse(False, AT), AiUse(True, AT, "A", no_link=True), AiUse(True, AT, "A", "https://a.example/1")):
        yield review_replies.Review(
            badge=badge, facts=(), lines=(), total=0, over=0, total_missing=0, facts_missing=(), loose=0, ready=True,
            ai=use,
        )  # fmt: skip


def own_words(badge: Badge) -> Iterator[Reply]:
    """Replies about a worker's own words: every count and doubt there is, and as many lines as there can be."""
    there = Prompt(PromptKind.question, "0123456789", "topic")
    long = tuple(OwnMessage(n, "a", n, "a & b <" * 20) for n in range(1, 21))
    spoken = OwnMessage(21, "b", 0, "", 61.0)
    for missing, about in product((0, 1, 9), (True, False)):
        yield OwnAnswer(
            question=1, count=60, missing=missing, about=about, messages=long, out=(*long, spoken), place=there
        )
    yield OwnAnswer(question=1, count=0, missing=9, about=False, messages=(), place=there)
    yield DetailMessage(question=1, words="Betty", text="")
    for count, asked in product((1, 14), (PromptKind.deleting, PromptKind.emptying)):
        draft = there.draft
        ask = Prompt(asked, draft)
        sure = Action.delete_out_sure if asked is PromptKind.deleting else Action.delete_all_sure
        offers = ((Button(sure, draft),), (Button(Action.resume, draft),))
        if asked is PromptKind.deleting:
            yield DeletionCheck(count=count, begins=("a & b <", ""), place=ask, offers=offers)
        else:
            yield EmptyingCheck(title="a & b <", place=ask, offers=offers)
    yield from (Deleted(key=key, sent=sent) for key in ("deleted", "delete-nothing") for sent in (False, True))
    yield help_replies.SetAside(title="a & b <", offers=((Button(Action.delete_all, there.draft),),))
    lines = tuple(CutLine(n, 1, n, "a & b <" * 11, "c" * 80, out=n > 8) for n in range(1, 15))
    for over, needed, inside, about in product((0, 1, 90), (0, 1, 9), (True, False), (True, False)):
        yield CutList(total=9, maximum=9, over=over, about=about, lines=lines, short=(), needed=needed, inside=inside)
    short, at = (Short(1, 1), Short(2, 9)), Prompt(PromptKind.cutting, "0123456789", "1")
    ways = (Button(Action.cut_more, at.draft, "2"), Button(Action.cut, at.draft))
    yield CutList(total=9, maximum=9, over=0, about=False, lines=lines, short=short, place=at, offers=(ways,))
    listing = Prompt(PromptKind.list, at.draft)
    many = (Line(1, "Topic", 901, 9, done=True),)
    yield answer_replies.QuestionList(
        badge=badge, lines=many, total=901, left=-1, loose=0, place=listing, offers=((Button(Action.cut, at.draft),),)
    )
    doubted = tuple(review_replies.DoubtLine(kind, 2, "a & b <") for kind in DoubtKind)
    twice = review_replies.DoubtLine(DoubtKind.repeated, 2, "words", 1)
    yield review_replies.Review(
        badge=badge, facts=(), lines=(Line(1, "Topic", 9, 9, done=True),), total=9, over=0, total_missing=0,
        facts_missing=(), loose=0, ready=True, openings=("a & b <",), doubts=(*doubted, twice),
    )  # fmt: skip


def sounds(badge: Badge) -> Iterator[Reply]:
    """Replies about recordings: each trouble, length and count there is."""
    long, short = heard(130.0, 300), heard(20.0, 0)
    yield from (recording_replies.SoundTrouble(trouble=trouble, seconds=22.0) for trouble in AudioProblem)
    yield from (
        recording_replies.RecordingList(number=1, recordings=(long, short, heard(60.0, 130), None)) for _ in "1"
    )
    for kept, missing, given in ((Kept.heard, 9, long), (Kept.heard, 0, short), (Kept.short, 9, None)):
        yield answer_replies.Progress(
            kept=kept, number=1, count=60, minimum=90, left=3, maximum=99, missing=missing,
            all_done=False, total_missing=0, about=True, heard=given,
        )  # fmt: skip
    yield answer_replies.Progress(
        kept=Kept.heard, number=1, count=60, minimum=90, left=3, maximum=99, missing=0, all_done=False,
        total_missing=0, about=True, heard=replace(long, partial=True),
    )  # fmt: skip
    lines = tuple(Line(n, "Topic", 60, 90, done=n > 1, about=True, short=n > 2, spoken=70.0) for n in (1, 2, 3))
    yield answer_replies.QuestionList(badge=badge, lines=lines, total=60, left=8, loose=0, about=True)
    for over, missing in ((0, 70), (60, 0)):
        yield review_replies.Review(
            badge=badge, facts=(), lines=lines[1:], total=60, over=over, total_missing=missing, facts_missing=(),
            loose=0, ready=False, about=True,
        )  # fmt: skip
    yield review_replies.Review(
        badge=badge, facts=(), lines=lines, total=60, over=0, total_missing=0, facts_missing=(),
        loose=0, ready=False, about=True,
    )  # fmt: skip
    yield recording_replies.AskNobody(count=2)
    yield recording_replies.AskNobody(count=2, picture=True)
    yield from (recording_replies.SoundRules(issuer=issuer, picture=True) for issuer in issuers())
    yield pasted_replies.LooseSound()
    yield recording_replies.PlayBack(source="file", kind=AudioKind.voice)
    yield recording_replies.PlayBack(source="file", kind=AudioKind.voice, copy_sha256="a" * 64)


def links(badge: Badge) -> Iterator[Reply]:
    """Replies about links: each fault, and each count of words beside one."""
    yield from (link_replies.LinkFault(url="http://example.org", fault=fault, number=1) for fault in AddressFault)
    for ticked, whole, count in product((Ticked(1, 2), None), (True, False), (0, 1, 9)):
        yield answer_replies.Progress(
            kept=Kept.added, number=1, count=count, minimum=9, left=9, maximum=99, missing=9, all_done=False,
            total_missing=9, link=ticked, whole=whole,
        )  # fmt: skip
        lines = tuple(
            Line(1, "Topic", count, 9, done=done, link=ticked and Ticked(1 + done, 2), whole=whole)
            for done in (False, True)
        )
        yield answer_replies.QuestionList(
            badge=badge, lines=lines, total=9, left=8, loose=0, whole=ticked if whole else None
        )


def held(badge: Badge) -> Iterator[Reply]:
    """Replies about badges that are held: each ground and reason there is, and as many lines as there can be."""
    title, name = "Leadership & " * 23, "a&b<.png" * 9
    lines = tuple(
        badge_replies.HeldLine(n, title[:300], ground, waiting=n == 2)
        for n, ground in enumerate((None, *Ground, None, None, None), 1)
    )
    pages = tuple(badge_replies.EarnedAt("https://example.org", numbers) for numbers in ((1, 2, 5), (3,)))
    for missing, doubtful in ((0, 0), (3, 1), (3, 2)):
        tally = Tally(held=23 - missing, of=23, needed=23, checked=1, given=1 + missing, waiting=2, doubtful=doubtful)
        yield badge_replies.HeldList(lines=lines, tally=tally, part=1, parts=3, earned_at=pages[:1], outside=(24, 99))
        yield badge_replies.HeldList(lines=lines, tally=tally, part=1, parts=1, earned_at=pages)
        yield review_replies.Review(
            badge=badge, facts=(), lines=(), total=0, over=0, total_missing=0, facts_missing=(), loose=0,
            ready=False, held=replace(tally, given=1, waiting=1),
        )  # fmt: skip
        yield answer_replies.QuestionList(badge=badge, lines=(), total=0, left=9, loose=0, held=tally)
    change = badge_replies.HeldChange(ticked=(1, 2, 3, 7), taken_away=(4,), already=(5,), not_ticked=(6,))
    for needed in (23, 21):
        some = Tally(held=20, of=23, needed=needed, checked=0, given=0, waiting=0, doubtful=0)
        yield badge_replies.HeldList(
            lines=lines, tally=some, part=1, parts=3, earned_at=(), left=(21, 22, 23), change=change
        )
    yield badge_replies.AskAllOrLast(of=23)
    yield badge_replies.AskWhichHeld(lines=((21, title), (22, title)))
    yield badge_replies.AskNoneHeld(held=1)
    for verdict, thing, goes in product((*AwardVerdict, None), (7, 0), (True, False)):
        ground = Ground.checked if verdict is Look.checked else Ground.file
        every = tuple(
            badge_replies.GivenAward(name, title, thing, title, verdict, why, ground, goes=goes)
            for why in (None, *WHYS)
        )
        yield badge_replies.AwardNews(awards=every, tally=tally, waiting=2 + thing, busy=thing)
        yield badge_replies.AwardNews(awards=every[:8], tally=tally, waiting=1, busy=1)
        yield badge_replies.AwardList(awards=(every * 2)[:40], outside="41", after=AT)
        yield badge_replies.AwardList(awards=every, numbers=True)
    there = Prompt(PromptKind.handover, "0123456789")
    ways = tuple((Button(way, there.draft),) for way in (Action.sent_it, Action.award_files, Action.copy))
    yield from (submission_replies.HandoverDone(files=files, place=there, offers=ways) for files in (1, 23))
    yield submission_replies.PackCopy(attachment=Attachment("TB-1", 1, Copy.award, "badge-1-one.png"), sent=False)
    yield badge_replies.AwardsWait(after=AT, times=3)
    yield from (
        badge_replies.AwardNews(
            awards=(badge_replies.GivenAward("a", "", n, "", AwardVerdict.checked, ground=Ground.checked),), tally=tally
        )
        for n in (1, 2)
    )
    for unknown in (True, False):
        asked = badge_replies.GivenAward(name, title, 0, "", None)
        yield badge_replies.AskAward(award=asked, perhaps=(), of=23, unknown=unknown, several=not unknown)
    yield from (badge_replies.AwardLinkFault(url="http://example.org", fault=fault) for fault in AddressFault)


def issuers() -> tuple[Issuer, Issuer]:
    """An issuer whose file says who reads the evidence and how long a decision takes, and one whose file does not."""
    said = LIBRARY.issuers[0]
    return said, said.model_copy(update={"readers": None, "deciding": None})


def written_down() -> Iterator[Reply]:
    """Replies about words that a program wrote down: each doubt, state and length there is, and who it is."""
    for scribe in (None, TranscriptionService(), TranscriptionService("speech.example.org")):
        yield start_replies.PrivacyNotice(scribe=scribe, agreed=AT, person=7, carrier="bot")
        yield from (
            recording_replies.SoundRules(issuer=issuer, needs_words=needs, scribe=scribe)
            for needs, issuer in product((False, True), issuers())
        )
    at = Prompt(PromptKind.transcript, "0123456789", "918273645:learning")
    presses = (Action.words_right, Action.words_fix, Action.sound_only)
    offers = tuple((Button(action, at.draft, at.about),) for action in presses)
    texts = ("a & b <", "w " * 9000)
    for vouched, misheard, text in product((Vouched.shown, Vouched.mended), (None, *Misheard), texts):
        yield recording_replies.SpokenWords(
            number=1, recording=2, seconds=70.0, text=text, vouched=vouched, misheard=misheard, place=at, offers=offers
        )  # fmt: skip
    yield recording_replies.MendWords(text="w " * 9000, place=replace(at, ask=PromptKind.mending))
    yield recording_replies.WordsReady(number=2)
    yield from (recording_replies.WordsFailed(number=2, needed=needed) for needed in (False, True))
    every = (None, Written(), Written(Vouched.shown, 9), Written(Vouched.confirmed, 1), Written(Vouched.mended, 9))
    yield recording_replies.RecordingList(number=1, recordings=(heard(60.0, 130),) * 5, written=every)


def reminders(badge: Badge) -> Iterator[Reply]:
    """Replies about reminders: each kind, state, day and month there is."""
    day = badge_day()
    lines = [
        reminder_replies.NudgeLine(
            kind, "A badge", "SSSC", lies, done=1, of=of, words=1, about=about, by=by, on=day, text="Some text."
        )
        for kind, lies, of, about, by in product(
            ReminderKind, reminder_replies.Lies, (0, 2), (True, False), (day, None)
        )
    ]
    again = next(line for line in lines if line.kind is ReminderKind.again)
    lines += [replace(again, earned=True), replace(again, newer="A badge of this year")]
    tally = Tally(held=3, of=23, needed=23, checked=0, given=0, waiting=0, doubtful=0)
    yield from (reminder_replies.Nudge(lines=(line,), until=AT) for line in (*lines, replace(lines[0], held=tally)))
    yield reminder_replies.Nudge(lines=tuple(lines[:3]), until=AT)
    yield from (reminder_replies.Nudge(lines=(replace(lines[-1], month=month),), until=AT) for month in range(1, 13))
    declared = next(one for one in LIBRARY.issuers if one.annual_declaration).annual_declaration
    yield from (
        reminder_replies.ReminderList(
            wanted=wanted,
            plan=tuple(reminder_replies.PlanLine(kind, "A badge", day) for kind in ReminderKind) * planned,
            more=planned, at=time(10, 30), days=(day_of_week,), zone="Europe/Paris",
            kinds=tuple((kind, wanted) for kind in ReminderKind),
            months=((declared, day_of_week + 5),), snoozed=AT,
        )
        for wanted, planned, day_of_week in product((True, False), (0, 1), range(1, 8))
    )  # fmt: skip
    yield from (
        kind(doubt=doubt) for kind in (reminder_replies.AskBreak, reminder_replies.AskZone) for doubt in (True, False)
    )
    yield reminder_replies.AskZone(namesakes=True)
    yield reminder_replies.AskDays(days=(1, 2), doubt=True)
    yield reminder_replies.AskMonth(issuer=issuer(), title="annual declaration", doubt=True)
    yield reminder_replies.QuietUntil(on=AT.date())
    yield from (reminder_replies.AskReminders(sent=True, yearly=yearly) for yearly in (True, False))
    yield start_replies.FreshStart(badge=badge, changed={badge.questions[0].id: 7})


def asked_of_the_issuer() -> Iterator[Reply]:
    """Replies to what is asked of an application that was sent."""
    yield issuer_talk_replies.AsSent(
        title="A & B", reference="TB-1", on=AT.date(), text_follows=True, answers_alone=True
    )
    for text_follows in (True, False):
        yield issuer_talk_replies.AsSent(title="A & B", reference="TB-1", on=AT.date(), text_follows=text_follows)
    yield issuer_talk_replies.NotAskedYet(issuer="SSSC", reference="TB-1")
    yield issuer_talk_replies.SaidAlready()
    yield issuer_talk_replies.WhomToAsk(issuer="SSSC", contact="help@example.org", reference="TB-1")
    for link in ("https://example.org/1", ""):
        yield issuer_talk_replies.WhereBadgeIs(title="A & B", issuer="SSSC", contact="help@example.org", link=link)
    yield issuer_talk_replies.StaysAsSent(issuer="SSSC", reference="TB-1")
    yield issuer_talk_replies.BackTooLate(reference="TB-1")
    yield issuer_talk_replies.Thanked()
    yield issuer_talk_replies.AskUnchanged(numbers=(2,), badges=(18, 19), comment="Show us badges 18 & 19.")
    yield issuer_talk_replies.AskUnchanged(numbers=(2, 3), all_same=True)
    for answers, recordings in ((0, 0), (1, 1), (5, 2)):
        yield take_over_replies.TakenOver(answers=answers, recordings=recordings)
    yield take_over_replies.TakenOverNot(title="A & B")
    yield submission_replies.ChangeFirst()
    beside = Prompt(PromptKind.sent_back, "0123456789")
    ways = (
        Action.sent_it, Action.copy, Action.change_first, Action.wrote_back, Action.see_sent, Action.take_over,
        Action.take_back,
    )  # fmt: skip
    offers = tuple((Button(way, beside.draft),) for way in ways)
    yield status_replies.Status(standings=(), place=beside, offers=offers)
    yield review_replies.WholeText(text="words", sent=True)


def issuer() -> Issuer:
    """An issuer to which something was sent."""
    return next(reply.issuer for reply in from_the_stories() if isinstance(reply, submission_replies.Sent))


def badge_day() -> object:
    """A day on which something was sent."""
    return next(reply.by for reply in from_the_stories() if isinstance(reply, submission_replies.Sent))


@cache
def gallery() -> tuple[tuple[Reply, tuple[Message, ...]], ...]:
    """Every reply with its messages."""
    wording = Wording(Catalogue(), OPERATOR)
    return tuple((reply, wording.messages(reply)) for reply in (*from_the_stories(), *seldom()))


def _kinds(kind: type[Reply]) -> Iterator[type[Reply]]:
    for under in kind.__subclasses__():
        yield under
        yield from _kinds(under)


def test_a_badge_without_things_to_have_ready_has_no_heading_for_them() -> None:
    """`ready` may be left out of a badge file, and then nothing is said of it."""
    badge = read().badges[0]
    unready = badge.model_copy(update={"fit": badge.fit.model_copy(update={"ready": ()})})
    (with_it,), (without,) = (
        Wording(Catalogue(), OPERATOR).messages(start_replies.RightBadge(badge=one, issuer=issuer(), sent_on=None))
        for one in (badge, unready)
    )
    assert "<b>Have ready</b>\n• " in with_it.text
    assert "Have ready" not in without.text
    assert "\n\n\n" not in without.text


def test_every_kind_of_reply_is_in_the_gallery() -> None:
    """What follows is held for every kind of reply there is, but for the request for a screen, which is never said."""
    kinds = {kind.__name__ for kind in _kinds(Reply)} - {Show.__name__}
    assert {type(reply).__name__ for reply, _ in gallery()} == kinds


def test_every_phrase_is_said() -> None:
    """No phrase of the file is left that nothing says any more."""
    phrases = _Recorded()
    wording = Wording(phrases, OPERATOR)
    for reply in (*from_the_stories(), *seldom()):
        wording.messages(reply)
    menu = {f"menu-{command}" for command in COMMANDS} | {"about", "about-short", "title-draft"}
    assert set(written()) - phrases.said - menu == set()


def test_what_telegram_shows_of_the_bot_is_written() -> None:
    """The menu and the lines about the bot stand in the wording file, within Telegram's limits of 512 and 120."""
    phrases = Catalogue()
    assert all(1 <= len(phrases.plain(f"menu-{command}")) <= 256 for command in COMMANDS)
    assert len(phrases.plain("about")) <= 512
    assert len(phrases.plain("about-short")) <= 120


def _asked_for(path: Path) -> Iterator[str]:
    """The keys that a module names outright."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("phrase", "plain", "joined") and node.args:
            yield from (
                part.value
                for part in ast.walk(node.args[0])
                if isinstance(part, ast.Constant) and isinstance(part.value, str) and not part.value.endswith("-")
            )


def test_every_phrase_that_is_asked_for_is_written() -> None:
    """A key in the code that is not in the file fails here, and not in front of a worker."""
    asked = {key for path in (*FLOWS.rglob("*.py"), *BOT.rglob("*.py")) for key in _asked_for(path)}
    assert len(asked) > 80
    assert asked - set(written()) == set()


def test_a_missing_phrase_is_an_error() -> None:
    """A key that is not there is an error, never an empty message."""
    with pytest.raises(KeyError):
        Catalogue(source="welcome = Hello").phrase("goodbye")


def test_a_missing_value_is_an_error_that_repeats_nothing() -> None:
    """Where a value is missing, the error names the phrase, and holds none of the worker's words."""
    with pytest.raises(ValueError, match="phrase hello") as error:
        Catalogue(source="hello = { $who } { $what }").phrase("hello", who="Mary Ross")
    assert "Mary" not in str(error.value)


TAGS = {"b", "i", "code", "blockquote"}


class _Markup(HTMLParser):
    """Reads Telegram's HTML: no attributes, and every tag closed in order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.read = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        assert not attrs
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.read += data


def read_as_telegram(text: str) -> str:
    """What Telegram shows of a text; fails for markup that it would refuse."""
    assert not re.search(r"<(?!/?(?:b|i|code|blockquote)>)", text)
    assert not re.search(r"&(?!(?:lt|gt|amp);)", text)
    parser = _Markup()
    parser.feed(text)
    parser.close()
    assert not parser.open
    return parser.read


def test_markup_is_what_telegram_reads() -> None:
    """Each message has only tags that Telegram knows, all closed, and fits in one message."""
    for _, messages in gallery():
        for message in messages:
            shown = message.text if message.plain else read_as_telegram(message.text)
            assert shown.strip() or message.recording
            assert len(shown.encode("utf-16-le")) // 2 <= (1024 if message.attachment else 4096)


@pytest.mark.parametrize("word", ["<b>", "a & b", "</b>", "<a href='x'>", "&lt;", '"', "{ $name }"])
def test_words_of_a_worker_are_never_markup(word: str) -> None:
    """What a worker typed is shown as they typed it, whatever signs are in it."""
    badge = next(reply.badge for reply in from_the_stories() if isinstance(reply, review_replies.Review))
    wording = Wording(Catalogue(), OPERATOR)
    told = (
        start_replies.AskFact(fact=badge.facts[2], number=1, of=5, doubt=DetailProblem.unusual_number, stated=word),
        pasted_replies.LooseWords(count=1, begins=word),
        review_replies.PersonalDetails(sightings=(Sighting(1, Kind.email, word),)),
        pasted_replies.PasteProposal(shares=(pasted_replies.Share(1, "Topic", 1, word),), before=0, asked_number=1),
    )
    for reply in told:
        assert word in read_as_telegram(wording.messages(reply)[0].text)


# Where a reply has buttons and no place of its own, the place that its phone shows is the one before it.
COMES_AT = {
    Deleted: PromptKind.question,
    help_replies.SetAside: PromptKind.badge,
    answer_replies.Progress: PromptKind.question,
    answer_replies.Resting: PromptKind.question,
    review_replies.WholeText: PromptKind.review,
    pasted_replies.LeftOut: PromptKind.loose,
    version_replies.VersionMoved: PromptKind.version,
    badge_replies.AwardNews: PromptKind.review,
    reminder_replies.RemindersOn: PromptKind.remind,
    reminder_replies.Snoozed: PromptKind.nudge,
    reminder_replies.QuietUntil: PromptKind.nudge,
}


def _twin(press: Button, label: str, ask: PromptKind) -> bool:
    """Whether typing does what pressing does: the label's words, or the number that it shows."""
    if TYPED[ask].get(spoken(label)) is press.action:
        return True
    if typed_with_number(label, Prompt(ask)) == (press.action, press.number):
        return True
    return NUMBERED.get(ask) is press.action and bool(re.search(rf"\b{press.number}\b", label))


def test_every_button_can_be_typed() -> None:
    """Whoever cannot press a button types what it says, or the number on it; at that place, it does the same."""
    without = {
        f"{ask.value}: {button.label}"
        for reply, messages in gallery()
        if reply.offers
        for ask in [reply.place.ask if reply.place else COMES_AT[type(reply)]]
        for presses, buttons in zip(reply.offers, messages[-1].buttons, strict=True)
        for press, button in zip(presses, buttons, strict=True)
        if not _twin(press, button.label, ask)
    }
    assert not without


def test_typed_words_do_what_a_button_there_does() -> None:
    """No typed word of a place does what no button of that place has: people learn the words from the buttons."""
    offered: dict[PromptKind, set[Action]] = {ask: set() for ask in PromptKind}
    for reply, _ in gallery():
        for row in reply.offers:
            ask = reply.place.ask if reply.place else COMES_AT[type(reply)]
            offered[ask].update(press.action for press in row)
    # Carried over from the places beside them: whoever is at a question may ask for the check at any time.
    spare = {
        PromptKind.list: {Action.next, Action.later, Action.aside_add},
        PromptKind.weblink: {Action.next, Action.list, Action.review, Action.later},
        PromptKind.ticks: {Action.later},
        PromptKind.screening: set(),
        # News of an award brings its buttons wherever it comes.
        PromptKind.question: {Action.held},
        PromptKind.holding: {Action.award_which, Action.award_again},
        PromptKind.award: {Action.award_again},
    }
    more = {ask: set(words.values()) - offered[ask] - spare.get(ask, set()) for ask, words in TYPED.items()}
    assert {ask.value: {a.value for a in actions} for ask, actions in more.items() if actions} == {}


def test_typed_words_are_written_as_they_are_compared() -> None:
    """Each typed word has the form that a message is brought to before it is compared; else nobody could say it."""
    assert all(spoken(word) == word for words in TYPED.values() for word in words)


# Whoever changes a word of these gives the notice a new version, so that each consent says what was agreed to.
NOTICE = ("welcome", "notice", "notice-no-ai", "notice-scribe-here", "notice-scribe-elsewhere")
NOTICES = {"2026-12": "1ce5d82356c9cbba"}


def test_the_notice_that_people_agreed_to_is_not_changed_behind_them() -> None:
    """The words of the privacy notice belong to their version in `flows/features/start/notice.py`: change both."""
    words = "\n".join(text for key in NOTICE for text in variants(written()[key]))
    assert NOTICES[VERSION] == sha256(words.encode()).hexdigest()[:16]


def test_badge_and_issuer_say_who_reads_and_how_long_it_takes() -> None:
    """What they leave out, the bot says of the issuer alone and of the days that the badge names."""
    badge, (said, silent) = LIBRARY.badges[0], issuers()
    wording = Wording(Catalogue(), OPERATOR)

    def right(badge: Badge, issuer: Issuer) -> str:
        return wording.messages(start_replies.RightBadge(badge=badge, issuer=issuer))[0].text

    own = badge.model_copy(update={"deciding": "It is quick."})
    weeks = said.model_copy(update={"deciding": "It takes some weeks."})
    assert "\n\nIt is quick.\n" in right(own, weeks)
    assert "\n\nIt takes some weeks.\n" in right(badge, weeks)
    assert f"The SSSC then takes up to {badge.assessment_days} days to decide." in right(badge, silent)
    rules = [wording.messages(recording_replies.SoundRules(issuer=issuer))[0].text for issuer in (said, silent)]
    assert "Anyone you show the badge to can play them." in rules[0]
    assert "The SSSC can play them." in rules[1]
    assert "Anyone" not in rules[1]
