"""What a person can press."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeAlias, TypeVar

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

LONGEST_DATA = 64
"""Bytes of a button's data."""

P = TypeVar("P", bound=Payload)


@dataclass(frozen=True, slots=True)
class ActionOf(Generic[P]):
    """What a button does, and the type of what it does that to."""

    value: str
    """Travels in the button's data, so keep it short and never use it again."""
    payload: type[P]


AnyAction: TypeAlias = ActionOf[Any]


class Action:
    """Everything that a button can do."""

    agree: Final = ActionOf("agree", Nothing)
    notice: Final = ActionOf("notice", Nothing)
    badge: Final = ActionOf("badge", OfBadge)
    resume: Final = ActionOf("resume", Nothing)
    right: Final = ActionOf("right", Nothing)
    wrong: Final = ActionOf("wrong", Nothing)
    same_facts: Final = ActionOf("same", Nothing)
    change_fact: Final = ActionOf("fact", OfFact)
    facts: Final = ActionOf("facts", Nothing)
    keep_fact: Final = ActionOf("keep", OfFact)
    choose: Final = ActionOf("choose", OptionOf)
    chosen: Final = ActionOf("chosen", OfFact)
    question: Final = ActionOf("q", OfQuestion)
    tips: Final = ActionOf("tips", OfQuestion)
    again: Final = ActionOf("again", OfQuestion)
    again_yes: Final = ActionOf("again!", OfQuestion)
    restore: Final = ActionOf("restore", OfQuestion)
    restore_sound: Final = ActionOf("resound", OfQuestion)
    read_back: Final = ActionOf("readback", OfQuestion)
    word_out: Final = ActionOf("wout", MessageOf)
    word_in: Final = ActionOf("win", MessageOf)
    cut: Final = ActionOf("cut", Nothing)
    cut_more: Final = ActionOf("cutmore", CutPage)
    cut_out: Final = ActionOf("cutout", PassageOf)
    cut_in: Final = ActionOf("cutin", PassageOf)
    cut_parts: Final = ActionOf("cutparts", PassageOf)
    earlier: Final = ActionOf("earlier", OfQuestion)
    next: Final = ActionOf("next", OfQuestion)
    later: Final = ActionOf("later", Nothing)
    list: Final = ActionOf("list", Nothing)
    file_paste: Final = ActionOf("file", Paste)
    refuse_paste: Final = ActionOf("whole", Paste)
    paste_show: Final = ActionOf("pshow", Paste)
    paste_moves: Final = ActionOf("pmoves", Paste)
    paste_pick: Final = ActionOf("ppick", PasteAt)
    paste_to: Final = ActionOf("pto", PassageTo)
    paste_walk: Final = ActionOf("pwalk", Paste)
    paste_step: Final = ActionOf("pstep", PasteAt)
    paste_skip: Final = ActionOf("pskip", Paste)
    paste_rest: Final = ActionOf("prest", PasteAt)
    paste_back: Final = ActionOf("pback", Paste)
    place: Final = ActionOf("place", Loose)
    leave_out: Final = ActionOf("out", Nothing)
    loose: Final = ActionOf("loose", Nothing)
    review: Final = ActionOf("review", Nothing)
    read_all: Final = ActionOf("read", Nothing)
    accept: Final = ActionOf("accept", Nothing)
    keep_words: Final = ActionOf("keepw", Nothing)
    keep_detail: Final = ActionOf("keepd", OfDetail)
    change_detail: Final = ActionOf("fixd", OfDetail)
    keep_short: Final = ActionOf("short", OfQuestion)
    recordings: Final = ActionOf("sounds", OfQuestion)
    play: Final = ActionOf("play", PartOf)
    take_out: Final = ActionOf("takeout", PartOf)
    links: Final = ActionOf("links", OfQuestion)
    link_here: Final = ActionOf("linkq", PartOf)
    link_whole: Final = ActionOf("linkw", PartOf)
    link_words: Final = ActionOf("words", PartOf)
    link_drop: Final = ActionOf("drop", PartOf)
    link_out: Final = ActionOf("unlink", OfQuestion)
    tick: Final = ActionOf("tick", BoxOf)
    held: Final = ActionOf("held", HeldPart)
    held_next: Final = ActionOf("heldnext", HeldPart)
    held_back: Final = ActionOf("heldback", HeldPart)
    hold: Final = ActionOf("hold", OfHeld)
    hold_all: Final = ActionOf("holdall", Nothing)
    hold_none: Final = ActionOf("holdnone", Nothing)
    hold_none_sure: Final = ActionOf("holdnone!", Nothing)
    awards: Final = ActionOf("awards", Nothing)
    award_for: Final = ActionOf("for", AwardFor)
    award_out: Final = ActionOf("awardout", OfAward)
    award_again: Final = ActionOf("lookagain", Nothing)
    award_which: Final = ActionOf("ofwhich", Nothing)
    award_files: Final = ActionOf("givefiles", Nothing)
    nobody: Final = ActionOf("nobody", Nothing)
    words: Final = ActionOf("said", Spoken)
    words_next: Final = ActionOf("unread", Nothing)
    words_right: Final = ActionOf("words-ok", Spoken)
    words_fix: Final = ActionOf("words-fix", Spoken)
    sound_only: Final = ActionOf("words-no", Spoken)
    ai_no: Final = ActionOf("ai-no", Nothing)
    ai_yes: Final = ActionOf("ai-yes", Nothing)
    ai_change: Final = ActionOf("ai-change", Nothing)
    keep_tool: Final = ActionOf("keep-tool", Nothing)
    no_link: Final = ActionOf("no-link", Nothing)
    agree_again: Final = ActionOf("decl-all", Nothing)
    criteria: Final = ActionOf("criteria", OfDeclaration)
    agree_to: Final = ActionOf("decl", OfDeclaration)
    send: Final = ActionOf("send", Nothing)
    not_yet: Final = ActionOf("notyet", Nothing)
    move: Final = ActionOf("move", Nothing)
    stay: Final = ActionOf("stay", Nothing)
    sent_it: Final = ActionOf("sent", Nothing)
    copy: Final = ActionOf("copy", Nothing)
    change_first: Final = ActionOf("change1st", Nothing)
    send_same: Final = ActionOf("send!", Nothing)
    see_sent: Final = ActionOf("seesent", Nothing)
    take_over: Final = ActionOf("takeover", Nothing)
    leave: Final = ActionOf("leave", OfQuestion)
    take_there: Final = ActionOf("take", Nothing)
    wrote_back: Final = ActionOf("wrote", Nothing)
    take_back: Final = ActionOf("takeback", Nothing)
    take_back_sure: Final = ActionOf("takeback!", Nothing)
    leave_there: Final = ActionOf("leavethere", Nothing)
    they_have_it: Final = ActionOf("has", Nothing)
    they_award: Final = ActionOf("award", Nothing)
    they_decline: Final = ActionOf("no", Nothing)
    they_want_more: Final = ActionOf("more", Nothing)
    awarded_sure: Final = ActionOf("award!", Nothing)
    declined_sure: Final = ActionOf("no!", Nothing)
    which: Final = ActionOf("which", Nth)
    which_all: Final = ActionOf("every", Nothing)
    which_done: Final = ActionOf("these", Nothing)
    skip_words: Final = ActionOf("skip", Nothing)
    nudge_yes: Final = ActionOf("rem-yes", Nothing)
    nudge_no: Final = ActionOf("rem-no", Nothing)
    nudges: Final = ActionOf("rem", Nothing)
    nudges_off: Final = ActionOf("rem-off", Nothing)
    nudge_go: Final = ActionOf("go", ReasonOf)
    nudge_done: Final = ActionOf("done", OfIssuer)
    snooze_hour: Final = ActionOf("hour", Nothing)
    snooze_day: Final = ActionOf("day", Nothing)
    snooze_week: Final = ActionOf("week", Nothing)
    nudge_kind: Final = ActionOf("kind", Nth)
    break_list: Final = ActionOf("break", Nothing)
    break_at: Final = ActionOf("at", Nth)
    day_list: Final = ActionOf("days", Nothing)
    day: Final = ActionOf("weekday", Nth)
    days_done: Final = ActionOf("days-ok", Nothing)
    zone: Final = ActionOf("zone", Nothing)
    zone_ours: Final = ActionOf("here", Nothing)
    month_list: Final = ActionOf("month", OfIssuer)
    month: Final = ActionOf("in", MonthOf)
    keep_data: Final = ActionOf("keepdata", Nothing)
    aside_add: Final = ActionOf("addin", PartOf)
    aside_out: Final = ActionOf("notpart", PartOf)
    asides: Final = ActionOf("asides", Nothing)
    undo: Final = ActionOf("undo", OfQuestion)
    delete_out: Final = ActionOf("delout", Nothing)
    delete_out_sure: Final = ActionOf("delout!", Nothing)
    delete_all: Final = ActionOf("delall", OfDraft)
    delete_all_sure: Final = ActionOf("delall!", Nothing)
    data_show: Final = ActionOf("mydata", Nothing)
    data_copy: Final = ActionOf("mycopy", Nothing)
    data_back: Final = ActionOf("mykeep", Nothing)
    erase: Final = ActionOf("erase", Nothing)
    erase_on: Final = ActionOf("erase2", Nothing)
    erase_sure: Final = ActionOf("erase!", Nothing)
    unagree: Final = ActionOf("unagree", Nothing)
    unagree_keep: Final = ActionOf("unagree!", Nothing)
    lock: Final = ActionOf("lock", Nothing)
    lock_settings: Final = ActionOf("lockset", Nothing)
    lock_quiet: Final = ActionOf("lockquiet", Nth)
    lock_pin: Final = ActionOf("lockpin", Nothing)
    lock_off: Final = ActionOf("lockoff", Nothing)
    chat_clear: Final = ActionOf("chatclear", Nothing)
    pin_lost: Final = ActionOf("pinlost", Nothing)
    pin_erase: Final = ActionOf("pinerase", Nothing)
    pin_back: Final = ActionOf("pinback", Nothing)


ACTIONS: Mapping[str, AnyAction] = {one.value: one for one in vars(Action).values() if isinstance(one, ActionOf)}
"""Every action by its value."""


@dataclass(frozen=True, slots=True)
class Button:
    """One button: what it does, of which draft, and to what. `number` and `name` are for its label alone."""

    action: AnyAction
    draft: str = ""
    about: Payload = NOTHING
    """Of the type that the action names."""
    number: int = 0
    name: str = ""
    on: bool = False
    """Whether what it chooses is chosen already."""

    @property
    def data(self) -> str:
        """What comes back from Telegram when it is pressed: at most so many bytes as Telegram takes."""
        return f"{self.action.value}|{self.draft}|{self.about.wire}"

    @classmethod
    def parse(cls, data: str) -> "Button | None":
        """Reads button data; None for what no version of this program wrote. An altered app can send anything."""
        if len(data) > LONGEST_DATA:
            return None
        value, _, rest = data.partition("|")
        draft, _, text = rest.partition("|")
        action = ACTIONS.get(value)
        about = action.payload.read(text) if action else None
        return cls(action, draft, about) if action and about is not None else None
