"""What buttons and prompts are about, and how that is written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.engine.buttons import ACTIONS, LONGEST_DATA, Action, AnyAction, Button
from flows.engine.payloads import (
    NOTHING,
    AwardFor,
    BoxOf,
    CutPage,
    HeldPart,
    Loose,
    MessageOf,
    MonthOf,
    Nothing,
    Nth,
    OfAward,
    OfBadge,
    OfDeclaration,
    OfDetail,
    OfDraft,
    OfFact,
    OfHeld,
    OfIssuer,
    OfQuestion,
    OptionOf,
    PartOf,
    PassageOf,
    PassageTo,
    Paste,
    PasteAt,
    Payload,
    ReasonOf,
    Spoken,
)
from flows.engine.prompts import Beneath, Prompt, PromptKind

WRITTEN: dict[str, Payload] = {
    "badge||cpl-2025-leadership": OfBadge("cpl-2025-leadership"),
    "fact|4729b49fce|register_parts": OfFact("register_parts"),
    "keep|4729b49fce|registration_number": OfFact("registration_number"),
    "choose|4729b49fce|register_parts:4": OptionOf("register_parts", 4),
    "chosen|4729b49fce|register_parts": OfFact("register_parts"),
    "q|4729b49fce|confidence": OfQuestion("confidence"),
    "tips|4729b49fce|topic": OfQuestion("topic"),
    "again|4729b49fce|topic": OfQuestion("topic"),
    "again!|4729b49fce|relevance": OfQuestion("relevance"),
    "restore|4729b49fce|topic": OfQuestion("topic"),
    "resound|4729b49fce|practice": OfQuestion("practice"),
    "readback|4729b49fce|learning": OfQuestion("learning"),
    "wout|4729b49fce|confidence:57f86ec189": MessageOf("confidence", "57f86ec189"),
    "wout|4729b49fce|confidence:57f86ec189:183689653b": MessageOf("confidence", "57f86ec189", "183689653b"),
    "wout|4729b49fce|confidence:0123456789:9876543210": MessageOf("confidence", "0123456789", "9876543210"),
    "win|4729b49fce|topic:2572df82e1": MessageOf("topic", "2572df82e1"),
    "cutmore|4729b49fce|2": CutPage(2),
    "cutmore|4729b49fce|1~bd89b5d9": CutPage(1, "bd89b5d9"),
    "cutout|4729b49fce|0:0019a2ec25": PassageOf(0, "", "0019a2ec25"),
    "cutin|4729b49fce|0~bd89b5d9:51c8151816": PassageOf(0, "bd89b5d9", "51c8151816"),
    "cutparts|4729b49fce|1:d926099350": PassageOf(1, "", "d926099350"),
    "earlier|4729b49fce|confidence": OfQuestion("confidence"),
    "next|4729b49fce|": OfQuestion(),
    "next|4729b49fce|topic": OfQuestion("topic"),
    "file|4729b49fce|1:": Paste(1),
    "whole|4729b49fce|topic": Paste(question="topic"),
    "file|4729b49fce|1:h12344": Paste(1, "h12344"),
    "whole|4729b49fce|2:w123334500": Paste(2, "w123334500"),
    "pshow|4729b49fce|1:h12344": Paste(1, "h12344"),
    "pmoves|4729b49fce|1:h012345": Paste(1, "h012345"),
    "ppick|4729b49fce|1:h12344~2": PasteAt(1, "h12344", 2),
    "pto|4729b49fce|1:h12344~4~0": PassageTo(1, "h12344", 4),
    "pto|4729b49fce|1:h12344~4~5": PassageTo(1, "h12344", 4, 5),
    "pwalk|4729b49fce|1:w": Paste(1, "w"),
    "pstep|4729b49fce|1:w12333450~5": PasteAt(1, "w12333450", 5),
    "pskip|4729b49fce|1:w123": Paste(1, "w123"),
    "prest|4729b49fce|1:w12333": PasteAt(1, "w12333"),
    "pback|4729b49fce|1:w1": Paste(1, "w1"),
    "place|4729b49fce|120:3": Loose(120, 3),
    "out|4729b49fce|120": Nothing(),
    "keepd|4729b49fce|07451a3dbf": OfDetail("07451a3dbf"),
    "fixd|4729b49fce|5274119273": OfDetail("5274119273"),
    "short|4729b49fce|topic": OfQuestion("topic"),
    "sounds|4729b49fce|topic": OfQuestion("topic"),
    "play|4729b49fce|learning:134": PartOf("learning", 134),
    "takeout|4729b49fce|topic:120": PartOf("topic", 120),
    "links|4729b49fce|*": OfQuestion("*"),
    "linkq|4729b49fce|topic:120": PartOf("topic", 120),
    "linkw|4729b49fce|:120": PartOf("", 120),
    "words|4729b49fce|topic:120": PartOf("topic", 120),
    "drop|4729b49fce|topic:120": PartOf("topic", 120),
    "unlink|4729b49fce|topic": OfQuestion("topic"),
    "tick|4729b49fce|*:012d5899": BoxOf("*", "012d5899"),
    "tick|4729b49fce|topic:11111111": BoxOf("topic", "11111111"),
    "held|4729b49fce|": HeldPart(),
    "heldnext|4729b49fce|1": HeldPart(1),
    "heldback|4729b49fce|2": HeldPart(2),
    "hold|4729b49fce|thing_01": OfHeld("thing_01"),
    "for|4729b49fce|120.1:14": AwardFor("120.1", 14),
    "awardout|4729b49fce|114.0": OfAward("114.0"),
    "said|4729b49fce|120:topic": Spoken(120, "topic"),
    "said|4729b49fce|learning:138": Spoken(138, "learning"),
    "words-ok|4729b49fce|120:": Spoken(120),
    "words-fix|4729b49fce|120:topic": Spoken(120, "topic"),
    "words-no|4729b49fce|138:practice": Spoken(138, "practice"),
    "criteria|4729b49fce|complete": OfDeclaration("complete"),
    "decl|4729b49fce|own_work": OfDeclaration("own_work"),
    "leave|4729b49fce|topic": OfQuestion("topic"),
    "which|4729b49fce|5": Nth(5),
    "go||d:4729b49fce": ReasonOf("d", "4729b49fce"),
    "go||a:cpl-2025-leadership": ReasonOf("a", "cpl-2025-leadership"),
    "done||sssc": OfIssuer("sssc"),
    "kind||1": Nth(1),
    "lockquiet||2": Nth(2),
    "at||6": Nth(6),
    "weekday||7": Nth(7),
    "month||": OfIssuer(),
    "in||sssc:12": MonthOf("sssc", 12),
    "addin|4729b49fce|topic:120": PartOf("topic", 120),
    "notpart|4729b49fce|topic:120": PartOf("topic", 120),
    "undo|4729b49fce|topic": OfQuestion("topic"),
    "delall|4729b49fce|5830b49fce": OfDraft("5830b49fce"),
}
"""Buttons as they lie in people's chats since they were written by hand-made strings, and what each is about."""
AT_LARGE = frozenset(
    "agree notice rem rem-yes rem-no rem-off hour day week break days days-ok zone here".split()  # noqa: SIM905
)
LONG, KEY = "q" * 24, 2**31
LONGEST = (
    OfDraft("d" * 10),
    OfBadge("b" * 40),
    OfFact(LONG),
    OptionOf(LONG, 999),
    OfQuestion(LONG),
    PartOf(LONG, KEY),
    MessageOf(LONG, "m" * 10, "d" * 10),
    OfDetail("d" * 10),
    Loose(2**63, 999),
    Spoken(KEY, LONG),
    BoxOf(LONG, "b" * 8),
    HeldPart(99),
    OfHeld(LONG),
    OfAward(f"{KEY}.99"),
    AwardFor(f"{KEY}.99", 999),
    OfDeclaration(LONG),
    OfIssuer(LONG),
    MonthOf(LONG, 12),
    ReasonOf("a", "b" * 40),
    CutPage(99, "p" * 8),
    PassageOf(99, "p" * 8, "m" * 10),
    Paste(99, "w" + "1" * 38),
    PasteAt(99, "h" + "1" * 36, 99),
    PassageTo(99, "h" + "1" * 36, 99, 99),
    Nth(99),
    Nothing(),
)
"""What a button may be about at the longest, with the longest ids that a badge may have."""
ids = st.text("abcdefghijklmnopqrstuvwxyz0123456789_-", max_size=24)


@pytest.mark.parametrize("data", WRITTEN)
def test_buttons_in_peoples_chats_are_read(data: str) -> None:
    """What was written once is read for ever, and what is written now is read as the same."""
    press = Button.parse(data)
    assert press is not None
    assert press.about == WRITTEN[data]
    assert Button.parse(press.data) == press


def test_every_action_is_read() -> None:
    """Each action that is about something has a button among those; all others are about nothing, whatever they say."""
    shown = {data.partition("|")[0] for data in WRITTEN}
    for value in ACTIONS.keys() - shown:
        draft = "" if value in AT_LARGE else "4729b49fce"
        assert Button.parse(f"{value}|{draft}|") == Button(ACTIONS[value], draft)
        assert Button.parse(f"{value}|{draft}|topic:1") == Button(ACTIONS[value], draft)


@pytest.mark.parametrize("action", ACTIONS.values(), ids=ACTIONS)
def test_the_longest_button_fits(action: AnyAction) -> None:
    """Button data stays within Telegram's 64 bytes."""
    (about,) = (one for one in LONGEST if type(one) is action.payload)
    at_large = action.value in AT_LARGE or action in (Action.badge, Action.nudge_go, Action.nudge_done, Action.month)
    button = Button(action, "" if at_large else "d" * 10, about)
    assert len(button.data.encode()) <= LONGEST_DATA
    assert Button.parse(button.data) == button


@given(st.text(max_size=64) | st.builds("{}|d|{}".format, st.sampled_from(sorted(ACTIONS)), st.text(max_size=30)))
def test_strange_button_data_is_nothing(data: str) -> None:
    """Data that no version of this program wrote is nothing, never an error."""
    press = Button.parse(data)
    assert press is None or Button.parse(press.data) == press


@given(st.text(max_size=100) | st.builds("{}/d/{}".format, st.sampled_from([k.value for k in PromptKind]), st.text()))
def test_a_strange_prompt_is_nothing(text: str) -> None:
    """A stored prompt that cannot be read is none, never an error."""
    prompt = Prompt.parse(text)
    assert prompt is None or Prompt.parse(str(prompt)) == prompt


PROMPTS: dict[str, Payload] = {
    "fact/4729b49fce/email": OfFact("email"),
    "q/4729b49fce/topic": OfQuestion("topic"),
    "reword/4729b49fce/topic:57f86ec189:183689653b": MessageOf("topic", "57f86ec189", "183689653b"),
    "cut/4729b49fce/0": CutPage(),
    "cut/4729b49fce/1~bd89b5d9": CutPage(1, "bd89b5d9"),
    "again/4729b49fce/topic": OfQuestion("topic"),
    "paste/4729b49fce/1:": Paste(1),
    "pmoves/4729b49fce/1:h123": Paste(1, "h123"),
    "pto/4729b49fce/1:h123~2": PassageTo(1, "h123", 2),
    "pstep/4729b49fce/1:w12": Paste(1, "w12"),
    "loose/4729b49fce/120": Loose(120),
    "screen/4729b49fce/07451a3dbf": OfDetail("07451a3dbf"),
    "sounds/4729b49fce/topic": OfQuestion("topic"),
    "listen/4729b49fce/topic": OfQuestion("topic"),
    "weblink/4729b49fce/topic:120": PartOf("topic", 120),
    "ticks/4729b49fce/*": OfQuestion("*"),
    "held/4729b49fce/2": HeldPart(2),
    "award/4729b49fce/120.1": OfAward("120.1"),
    "words/4729b49fce/120:topic": Spoken(120, "topic"),
    "mend/4729b49fce/120:": Spoken(120),
    "decl/4729b49fce/own_work": OfDeclaration("own_work"),
    "month//sssc": OfIssuer("sssc"),
    "remind/4729b49fce/q/4729b49fce/topic": Beneath(Prompt(PromptKind.question, "4729b49fce", OfQuestion("topic"))),
    "nudge//": NOTHING,
    "list/4729b49fce/": NOTHING,
}
"""Prompts as they are stored since they were hand-made strings, and what each is about."""


@pytest.mark.parametrize("text", PROMPTS)
def test_stored_prompts_are_read(text: str) -> None:
    """What was stored once is read for ever, and what is stored now is read as the same."""
    prompt = Prompt.parse(text)
    assert prompt is not None
    assert prompt.about == PROMPTS[text]
    assert Prompt.parse(str(prompt)) == prompt


@given(ids, ids)
def test_what_is_typed_at_a_prompt_is_about_what_the_prompt_is_about(question: str, mark: str) -> None:
    """Fields of the same name are taken over, and the number that was typed; nothing else."""
    about = MessageOf(question, mark, number=7)
    assert OfQuestion.at(about, 3) == OfQuestion(question, 3)
    assert PartOf.at(about) == PartOf(question)
    assert OfFact.at(about) == OfFact()
    assert Nothing.at(about) == NOTHING
