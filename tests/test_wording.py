"""What the bot says, as a whole: plain, safe for Telegram, all of it used, and each button typed as well as pressed."""

import ast
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from html.parser import HTMLParser
from itertools import product
from pathlib import Path

import pytest
from fluent.syntax import ast as ftl
from screen_examples.gallery import every_example, every_screen, from_the_stories
from screen_examples.phrases import written
from screen_examples.samples import BADGE, ISSUER, ISSUERS
from support.talk import LIBRARY, OPERATOR, WORDING

from criteria.model import Badge, Issuer
from criteria.readable_text import BANNED, GRADE_FROM, HIGHEST_GRADE, MAX_SENTENCE, grade
from criteria.reader import read
from flows.engine.buttons import Action, Button
from flows.engine.prompts import OVER, PASSING, Prompt, PromptKind, over
from flows.engine.screen import Screen
from flows.engine.typed_words import ALIASES, EVERYWHERE, spoken, typed
from flows.features.answers.pasted_screens import (
    PasteProposal,
    Share,
)
from flows.features.facts.screens import AskFact, DetailProblem
from flows.features.held_badges.award_screens import (
    AwardNews,
)
from flows.features.help.screens import SetAside
from flows.features.own_words.deletion import Deleted
from flows.features.questions.loose_parts import LeftOut, LooseWords
from flows.features.questions.progress_screen import Progress
from flows.features.questions.screens import Resting
from flows.features.recordings.screens import SoundRules
from flows.features.reminders.screens import (
    QuietUntil,
    RemindersOn,
    Snoozed,
)
from flows.features.review.screens import PersonalDetails, Sighting, WholeText
from flows.features.start.notice import TOLD, VERSION
from flows.features.start.screens import RightBadge
from flows.features.versions.screens import VersionMoved
from flows.router.commands import COMMANDS
from flows.router.render import Wording
from flows.rules.details.personal_details import Kind
from flows.rules.evidence.word_count import readability, sentences, strict
from flows.text import Catalogue
from flows.text.catalogue import Value

FLOWS = Path(__file__).parent.parent / "flows"
BOT = FLOWS.parent / "bot"
AT = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)


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
        super().__init__(operator=OPERATOR)
        self.said: set[str] = set()

    def _format(self, key: str, operator: Mapping[str, Value], values: Mapping[str, Value]) -> str:
        self.said.add(key)
        return super()._format(key, operator, values)


def _kinds(kind: type[Screen]) -> Iterator[type[Screen]]:
    for under in kind.__subclasses__():
        yield under
        yield from _kinds(under)


def test_a_badge_without_things_to_have_ready_has_no_heading_for_them() -> None:
    """`ready` may be left out of a badge file, and then nothing is said of it."""
    badge = read().badges[0]
    unready = badge.model_copy(update={"fit": badge.fit.model_copy(update={"ready": ()})})
    (with_it,), (without,) = (
        WORDING.messages(RightBadge(badge=one, issuer=ISSUER, sent_on=None)) for one in (badge, unready)
    )
    assert "<b>Have ready</b>\n• " in with_it.text
    assert "Have ready" not in without.text
    assert "\n\n\n" not in without.text


@pytest.mark.slow
def test_every_kind_of_screen_is_looked_at() -> None:
    """What follows is held for every kind of screen that can be shown."""
    every = [*_kinds(Screen)]
    kinds = {kind.__name__ for kind in every} - {base.__name__ for kind in every for base in kind.__bases__}
    assert {type(reply).__name__ for reply, _ in every_screen()} == kinds


@pytest.mark.slow
def test_every_phrase_is_said() -> None:
    """No phrase of the file is left that nothing says any more."""
    phrases = _Recorded()
    wording = Wording(phrases)
    for reply in (*from_the_stories(), *every_example()):
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
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "KEY":
            yield ast.literal_eval(node.value)


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


@pytest.mark.slow
def test_markup_is_what_telegram_reads() -> None:
    """Each message has only tags that Telegram knows, all closed, and fits in one message."""
    for _, messages in every_screen():
        for message in messages:
            shown = message.text if message.plain else read_as_telegram(message.text)
            assert shown.strip() or message.recording
            assert len(shown.encode("utf-16-le")) // 2 <= (1024 if message.attachment else 4096)


@pytest.mark.parametrize("word", ["<b>", "a & b", "</b>", "<a href='x'>", "&lt;", '"', "{ $name }"])
def test_words_of_a_worker_are_never_markup(word: str) -> None:
    """What a worker typed is shown as they typed it, whatever signs are in it."""
    told = (
        AskFact(fact=BADGE.facts[2], doubt=DetailProblem.unusual_number, stated=word),
        LooseWords(count=1, begins=word),
        PersonalDetails(sightings=(Sighting(1, Kind.email, word),)),
        PasteProposal(shares=(Share(1, "Topic", 1, word),), before=0, asked_number=1),
    )
    for reply in told:
        assert word in read_as_telegram(WORDING.messages(reply)[0].text)


# Where a reply has buttons and no place of its own, the place that its phone shows is the one before it.
COMES_AT = {
    Progress: PromptKind.question,
    Deleted: PromptKind.question,
    SetAside: PromptKind.badge,
    Resting: PromptKind.question,
    WholeText: PromptKind.review,
    LeftOut: PromptKind.loose,
    VersionMoved: PromptKind.version,
    AwardNews: PromptKind.review,
    RemindersOn: PromptKind.remind,
    Snoozed: PromptKind.nudge,
    QuietUntil: PromptKind.nudge,
}


def _twin(press: Button, label: str, ask: PromptKind) -> bool:
    """Whether typing does what pressing does: the label's words, or the number with which it begins.

    Also where something has come up over the place since, unless that takes the same words for itself.
    """
    if re.match(rf"{press.number}(\.| ✓|$)", label):
        # Several options of a detail may be typed at once, so the detail itself reads their numbers.
        return press.action is (Action.choose if ask is PromptKind.fact else ALIASES[ask].number)
    said = typed(label, Prompt(ask))
    if press.action is EVERYWHERE.get(spoken(label)):
        return True
    if said is None or said.action is not press.action:
        return False
    over_it = [over(kind, Prompt(ask)) for kind in OVER if ask not in OVER | PASSING]
    theirs = [spoken(label) in ALIASES[place.ask].words for place in over_it]
    return all(own or typed(label, place.beneath) == said for own, place in zip(theirs, over_it, strict=True))


@pytest.mark.slow
def test_every_button_can_be_typed() -> None:
    """Whoever cannot press a button types what it says, or the number on it; at that place, it does the same."""
    without = {
        f"{ask.value}: {button.label}"
        for reply, messages in every_screen()
        if reply.offers
        for ask in [reply.place.ask if reply.place else COMES_AT[type(reply)]]
        for presses, buttons in zip(reply.offers, messages[-1].buttons, strict=True)
        for press, button in zip(presses, buttons, strict=True)
        if not _twin(press, button.label, ask)
    }
    assert not without


@pytest.mark.slow
def test_typed_words_do_what_a_button_there_does() -> None:
    """No typed word of a place does what no button of that place has: people learn the words from the buttons."""
    offered: dict[PromptKind, set[Action]] = {ask: set() for ask in PromptKind}
    for reply, _ in every_screen():
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
    more = {ask: {*here.words.values()} - offered[ask] - spare.get(ask, set()) for ask, here in ALIASES.items()}
    assert {ask.value: {a.value for a in actions} for ask, actions in more.items() if actions} == {}


def test_typed_words_are_written_as_they_are_compared() -> None:
    """Each typed word has the form that a message is brought to before it is compared; else nobody could say it."""
    assert all(spoken(word) == word for here in ALIASES.values() for word in (*here.words, *here.with_number))


# Whoever changes a word of these gives the notice a new version, so that each consent says what was agreed to.
NOTICE = (
    "welcome", "notice", "notice-no-ai", "notice-scribe-here", "notice-scribe-elsewhere", "notice-periods",
    *(f"notice-period-{name}" for name in TOLD), "notice-periods-rest", "privacy-menu",
)  # fmt: skip
NOTICES = {"2027-01": "381e9481921afae9"}


def test_the_notice_that_people_agreed_to_is_not_changed_behind_them() -> None:
    """The words of the privacy notice belong to their version in `flows/features/start/notice.py`: change both."""
    words = "\n".join(text for key in NOTICE for text in variants(written()[key]))
    assert NOTICES[VERSION] == sha256(words.encode()).hexdigest()[:16]


def test_badge_and_issuer_say_who_reads_and_how_long_it_takes() -> None:
    """What they leave out, the bot says of the issuer alone and of the days that the badge names."""
    badge, (said, silent) = LIBRARY.badges[0], ISSUERS

    def right(badge: Badge, issuer: Issuer) -> str:
        return WORDING.messages(RightBadge(badge=badge, issuer=issuer))[0].text

    own = badge.model_copy(update={"deciding": "It is quick."})
    weeks = said.model_copy(update={"deciding": "It takes some weeks."})
    assert "\n\nIt is quick.\n" in right(own, weeks)
    assert "\n\nIt takes some weeks.\n" in right(badge, weeks)
    assert f"The SSSC then takes up to {badge.assessment_days} days to decide." in right(badge, silent)
    rules = [WORDING.messages(SoundRules(issuer=issuer))[0].text for issuer in (said, silent)]
    assert "Anyone you show the badge to can play them." in rules[0]
    assert "The SSSC can play them." in rules[1]
    assert "Anyone" not in rules[1]
