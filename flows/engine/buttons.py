"""What a person can press."""

from dataclasses import dataclass
from enum import Enum

LONGEST_DATA = 64
"""Bytes of a button's data."""


class Action(Enum):
    """What a button does. The value travels in the button's data, so keep it short and never use it again."""

    agree = "agree"
    notice = "notice"
    badge = "badge"
    resume = "resume"
    right = "right"
    wrong = "wrong"
    same_facts = "same"
    change_fact = "fact"
    facts = "facts"
    keep_fact = "keep"
    choose = "choose"
    chosen = "chosen"
    question = "q"
    tips = "tips"
    again = "again"
    again_yes = "again!"
    restore = "restore"
    earlier = "earlier"
    next = "next"
    later = "later"
    list = "list"
    file_paste = "file"
    refuse_paste = "whole"
    paste_show = "pshow"
    paste_moves = "pmoves"
    paste_pick = "ppick"
    paste_to = "pto"
    paste_walk = "pwalk"
    paste_step = "pstep"
    paste_skip = "pskip"
    paste_rest = "prest"
    paste_back = "pback"
    place = "place"
    leave_out = "out"
    loose = "loose"
    review = "review"
    read_all = "read"
    accept = "accept"
    keep_words = "keepw"
    keep_detail = "keepd"
    keep_short = "short"
    recordings = "sounds"
    play = "play"
    take_out = "takeout"
    links = "links"
    link_here = "linkq"
    link_whole = "linkw"
    link_words = "words"
    link_drop = "drop"
    link_out = "unlink"
    tick = "tick"
    held = "held"
    held_next = "heldnext"
    held_back = "heldback"
    hold = "hold"
    hold_all = "holdall"
    hold_none = "holdnone"
    hold_none_sure = "holdnone!"
    awards = "awards"
    award_for = "for"
    award_out = "awardout"
    award_again = "lookagain"
    award_which = "ofwhich"
    award_files = "givefiles"
    nobody = "nobody"
    words = "said"
    words_next = "unread"
    words_right = "words-ok"
    words_fix = "words-fix"
    sound_only = "words-no"
    ai_no = "ai-no"
    ai_yes = "ai-yes"
    agree_to = "decl"
    send = "send"
    not_yet = "notyet"
    move = "move"
    stay = "stay"
    sent_it = "sent"
    copy = "copy"
    leave = "leave"
    take_there = "take"
    wrote_back = "wrote"
    take_back = "takeback"
    take_back_sure = "takeback!"
    leave_there = "leavethere"
    they_have_it = "has"
    they_award = "award"
    they_decline = "no"
    they_want_more = "more"
    awarded_sure = "award!"
    declined_sure = "no!"
    which = "which"
    which_all = "every"
    which_done = "these"
    skip_words = "skip"
    nudge_yes = "rem-yes"
    nudge_no = "rem-no"
    nudges = "rem"
    nudges_off = "rem-off"
    nudge_go = "go"
    nudge_done = "done"
    snooze_hour = "hour"
    snooze_day = "day"
    snooze_week = "week"
    nudge_kind = "kind"
    break_list = "break"
    break_at = "at"
    day_list = "days"
    day = "weekday"
    days_done = "days-ok"
    zone = "zone"
    zone_ours = "here"
    month_list = "month"
    month = "in"


@dataclass(frozen=True, slots=True)
class Button:
    """One button: what it does, of which draft, and to what. `number` and `name` are for its label alone."""

    action: Action
    draft: str = ""
    about: str = ""
    number: int = 0
    name: str = ""
    on: bool = False
    """Whether what it chooses is chosen already."""

    @property
    def data(self) -> str:
        """What comes back from Telegram when it is pressed: at most so many bytes as Telegram takes."""
        return f"{self.action.value}|{self.draft}|{self.about}"

    @classmethod
    def parse(cls, data: str) -> "Button | None":
        """Reads button data; None for what no version of this program wrote. An altered app can send anything."""
        if len(data) > LONGEST_DATA:
            return None
        action, _, rest = data.partition("|")
        draft, _, about = rest.partition("|")
        try:
            return cls(Action(action), draft, about)
        except ValueError:
            return None
