"""The one table of typed aliases: for each prompt, the words and numbers that do what its buttons do."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from flows.engine.buttons import Action, AnyAction, Button
from flows.engine.prompts import Prompt, PromptKind

LONGEST = 60
"""Characters of a message that may press a button."""


@dataclass(frozen=True, slots=True)
class Aliases:
    """What can be typed at a prompt. Only a whole message counts, so no answer is taken for one."""

    words: Mapping[str, AnyAction]
    with_number: Mapping[str, AnyAction]
    """By the words beside the number, where a number alone would not say enough, as in "take out 2"."""
    number: AnyAction | None
    """What a number alone does, where the prompt shows a numbered list."""
    yes: AnyAction | None
    """What a yes does that is said in other words."""
    no: AnyAction | None


def _same(action: AnyAction, *words: str) -> dict[str, AnyAction]:
    return dict.fromkeys(words, action)


def _at(
    *words: Mapping[str, AnyAction],
    with_number: Mapping[str, AnyAction] | None = None,
    number: AnyAction | None = None,
    yes: AnyAction | None = None,
    no: AnyAction | None = None,
) -> Aliases:
    return Aliases({word: one[word] for one in words for word in one}, with_number or {}, number, yes, no)


_DELETE = _same(Action.delete_out, "delete for good", "delete it for good")
_CUT = _same(Action.cut, "cut", "choose what to take out", "take words out")
_NAVIGATION = {
    **_same(Action.next, "next", "next question", "skip"),
    **_same(Action.earlier, "back", "earlier"),
    **_same(Action.tips, "tips", "tip"),
    **_same(Action.later, "later", "stop"),
    **_same(Action.list, "list", "all questions"),
    **_same(Action.again, "start again", "start this answer again"),
    **_same(Action.restore, "bring it back"),
    **_same(Action.restore_sound, "bring the recording back"),
    **_same(Action.read_back, "read it back", "read back", "read my answer back", "what did i write"),
    **_CUT,
    **_DELETE,
    **_same(Action.review, "check", "check my answers"),
    **_same(Action.keep_short, "keep", "keep it as it is"),
    **_same(Action.recordings, "recordings"),
    **_same(Action.links, "my link", "link", "links"),
    **_same(Action.leave, "leave", "leave it as it is"),
    **_same(Action.held, "badges", "badges you hold"),
    **_same(Action.aside_add, "add it to my answer", "add it"),
    **_same(Action.aside_out, "not part of my answer", "leave it out"),
    **_same(Action.undo, "undo", "take out the last thing"),
}
_TAKE_BACK = _same(Action.take_back, "take it back", "withdraw")
_CHANGE_FIRST = _same(Action.change_first, "change it first", "change it", "change")
_OF_SENT = {
    **_same(Action.sent_it, "sent", "i have sent it"),
    **_same(Action.copy, "copy", "show it again"),
    **_same(Action.wrote_back, "wrote", "they wrote back"),
    **_same(Action.see_sent, "see what i sent", "what i sent"),
    **_same(Action.take_over, "use my answers again", "use my answers"),
    **_CHANGE_FIRST,
    **_TAKE_BACK,
}
_TO_REVIEW = _same(Action.review, "back", "check my answers")
_OF_A_RECORDING: Mapping[str, AnyAction] = {"play": Action.play, "take out": Action.take_out, "words": Action.words}

ALIASES: Mapping[PromptKind, Aliases] = {
    PromptKind.consent: _at(
        _same(Action.agree, "yes", "agree", "i agree", "ok"),
        _same(Action.notice, "privacy", "read the full privacy notice"),
    ),
    PromptKind.badge: _at(
        _same(Action.delete_all, "delete its words for good", "delete it for good"), number=Action.badge
    ),
    PromptKind.right_badge: _at(
        _same(Action.right, "yes", "yes this is for me"),
        _same(Action.wrong, "no", "no not this one"),
        yes=Action.right,
        no=Action.wrong,
    ),
    PromptKind.prior_facts: _at(
        _same(Action.same_facts, "yes", "yes all right", "all right"),
        _TO_REVIEW,
        number=Action.change_fact,
    ),
    PromptKind.fact: _at(
        _same(Action.keep_fact, "keep", "keep it", "keep it as it is"),
        _same(Action.chosen, "done", "that is all"),
    ),
    PromptKind.question: _at(_NAVIGATION, with_number={"take out": Action.word_out, "bring back": Action.word_in}),
    PromptKind.reword: _at(
        _same(Action.word_out, "take it out", "take out", "take this message out"),
        _same(Action.keep_detail, "keep", "keep it", "keep it as it is"),
        _TO_REVIEW,
    ),
    PromptKind.cutting: _at(
        _same(Action.cut_more, "more", "more passages"),
        _same(Action.cut, "back", "all passages"),
        _same(Action.review, "check", "check my answers", "done"),
        with_number={"take out": Action.cut_out, "bring back": Action.cut_in, "parts of": Action.cut_parts},
    ),
    PromptKind.list: _at(
        _CUT,
        _same(Action.next, "next", "next question"),
        _same(Action.held, "badges", "badges you hold"),
        _same(Action.loose, "words in no answer"),
        _same(Action.asides, "words put aside"),
        _same(Action.aside_add, "add it to my answer", "add it"),
        _same(Action.review, "check", "check my answers"),
        _same(Action.later, "later", "stop"),
        with_number={"add": Action.aside_add},
        number=Action.question,
    ),
    PromptKind.again: _at(
        _same(Action.again_yes, "yes", "yes start it again"),
        _same(Action.question, "no", "no keep it"),
        yes=Action.again_yes,
        no=Action.question,
    ),
    PromptKind.deleting: _at(
        _same(Action.delete_out_sure, "yes", "yes delete for good", "delete for good", "delete it for good"),
        _same(Action.resume, "no", "no keep it", "keep it", "carry on"),
        yes=Action.delete_out_sure,
        no=Action.resume,
    ),
    PromptKind.emptying: _at(
        _same(Action.delete_all_sure, "yes", "yes delete all of it", "delete for good", "delete it for good"),
        _same(Action.resume, "no", "no keep it", "keep it", "carry on"),
        yes=Action.delete_all_sure,
        no=Action.resume,
    ),
    PromptKind.paste: _at(
        _same(Action.file_paste, "yes", "yes put them there"),
        _same(Action.refuse_paste, "no", "no it is one answer"),
        _same(Action.paste_moves, "move", "move something"),
        _same(Action.paste_walk, "go through it", "piece by piece"),
        yes=Action.file_paste,
        no=Action.refuse_paste,
    ),
    PromptKind.paste_moves: _at(_same(Action.paste_show, "back"), number=Action.paste_pick),
    PromptKind.paste_to: _at(
        _same(Action.paste_to, "no", "no answer", "leave it out"),
        _same(Action.paste_moves, "back"),
        number=Action.paste_to,
    ),
    PromptKind.paste_step: _at(
        _same(Action.paste_skip, "no", "no answer", "leave it out"),
        _same(Action.paste_rest, "rest", "the rest", "put the rest here"),
        _same(Action.paste_back, "back"),
        with_number={
            "begins": Action.paste_step,
            "goes on with": Action.paste_step,
            "put the rest in": Action.paste_rest,
        },
        number=Action.paste_step,
    ),
    PromptKind.loose: _at(
        _same(Action.leave_out, "no", "leave it out"),
        _same(Action.link_whole, "every question"),
        _same(Action.resume, "carry on"),
        _same(Action.review, "check my answers"),
        number=Action.place,
    ),
    PromptKind.review: _at(
        _CUT,
        _same(Action.accept, "yes", "next", "carry on to sending", "send", "send it", "send my application"),
        _same(Action.accept, "carry on to the last steps", "ready", "make it ready", "make my application ready"),
        _same(Action.take_there, "take it there myself"),
        _same(Action.read_all, "read", "read it all"),
        _same(Action.facts, "details", "change my details"),
        _same(Action.ai_change, "ai", "change my ai answer"),
        _same(Action.links, "my link", "link"),
        _same(Action.held, "badges", "badges you hold"),
        _same(Action.award_which, "which", "say which badge"),
        _same(Action.award_again, "check again"),
        _same(Action.loose, "words in no answer"),
        _same(Action.words_next, "words", "words to check"),
        _same(Action.next, "back", "go to what is missing"),
        _same(Action.later, "later", "stop"),
        _same(Action.review, "check", "check my answers"),
        with_number={"change": Action.question},
        number=Action.question,
        yes=Action.accept,
    ),
    PromptKind.screening: _at(
        _same(Action.change_detail, "change it", "change", "change this message"),
        _same(Action.keep_detail, "keep", "keep it", "keep it as it is"),
        _same(Action.keep_words, "keep all", "keep them all as they are", "keep them as they are"),
        _TO_REVIEW,
        number=Action.question,
    ),
    PromptKind.nobody: _at(
        _same(Action.nobody, "no", "no nobody"),
        _TO_REVIEW,
        with_number={"listen answer": Action.recordings},
        number=Action.recordings,
        no=Action.nobody,
    ),
    PromptKind.too_heavy: _at(
        _TO_REVIEW, with_number={"recordings answer": Action.recordings}, number=Action.recordings
    ),
    PromptKind.recordings: _at(
        _same(Action.question, "back"),
        with_number=_OF_A_RECORDING,
        number=Action.play,
    ),
    PromptKind.weblink: _at(
        _same(Action.link_here, "yes", "this question"),
        _same(Action.link_whole, "every", "every question", "all"),
        _same(Action.link_words, "no", "just words", "words"),
        _same(Action.link_drop, "take it out"),
        _same(Action.next, "next", "next question"),
        _same(Action.list, "list", "all questions"),
        _same(Action.review, "check", "check my answers"),
        _same(Action.later, "later", "stop"),
    ),
    PromptKind.ticks: _at(
        _same(Action.next, "next", "next question"),
        _same(Action.review, "check", "check my answers"),
        _same(Action.list, "list", "all questions"),
        _same(Action.question, "back"),
        _same(Action.link_out, "take the link out"),
        _same(Action.later, "later", "stop"),
        with_number={"tick": Action.tick, "take tick back": Action.tick},
        number=Action.tick,
    ),
    PromptKind.holding: _at(
        _same(Action.held_next, "next", "more", "more badges"),
        _same(Action.held_back, "back", "earlier badges"),
        _same(Action.hold_all, "all", "all of them", "i hold them all"),
        _same(Action.hold_none, "none", "none of them"),
        _same(Action.held, "badges", "badges you hold"),
        _same(Action.awards, "sent", "badges you sent"),
        _same(Action.award_which, "which", "say which badge"),
        _same(Action.award_again, "check again"),
        _same(Action.next, "next question", "questions"),
        _same(Action.review, "check", "check my answers", "done", "send", "send it", "send my application"),
        _same(Action.review, "ready", "make it ready", "make my application ready"),
        _same(Action.later, "later", "stop"),
        number=Action.hold,
    ),
    PromptKind.none_held: _at(
        _same(Action.hold_none_sure, "yes", "yes untick them all"),
        _same(Action.held, "no", "no keep them", "back"),
        yes=Action.hold_none_sure,
        no=Action.held,
    ),
    PromptKind.award: _at(
        _same(Action.award_out, "no", "take it out"),
        _same(Action.held, "back", "badges you hold"),
        _same(Action.award_again, "check again"),
        number=Action.award_for,
    ),
    PromptKind.awards: _at(
        _same(Action.award_which, "which", "say which badge"),
        _same(Action.award_again, "check again"),
        _same(Action.held, "back", "badges you hold"),
        with_number={"take out": Action.award_out},
    ),
    PromptKind.transcript: _at(
        _same(Action.words_right, "yes", "right", "that is right"),
        _same(Action.words_fix, "no", "fix", "fix it"),
        _same(Action.sound_only, "sound only"),
    ),
    PromptKind.mending: _at(
        _same(Action.words, "back"),
    ),
    PromptKind.listening: _at(
        _same(Action.accept, "back", "carry on"),
        with_number=_OF_A_RECORDING,
        number=Action.play,
    ),
    PromptKind.ai_use: _at(
        _same(Action.ai_no, "no", "no i did not"),
        _same(Action.ai_yes, "yes", "yes i used ai"),
        _TO_REVIEW,
        yes=Action.ai_yes,
        no=Action.ai_no,
    ),
    PromptKind.ai_tool: _at(
        _same(Action.keep_tool, "keep", "keep it", "yes"),
        _same(Action.ai_no, "no i did not"),
        _TO_REVIEW,
    ),
    PromptKind.ai_link: _at(
        _same(Action.no_link, "no link", "i have no link"),
        _same(Action.ai_no, "no i did not"),
        _TO_REVIEW,
    ),
    PromptKind.declaration: _at(
        _same(Action.agree_to, "yes", "agree", "i agree", "ok"),
        _same(Action.agree_again, "yes i still agree"),
        _same(Action.criteria, "criteria", "show me the criteria"),
        _same(Action.not_yet, "not yet"),
        _TO_REVIEW,
        yes=Action.agree_to,
    ),
    PromptKind.final: _at(
        _same(Action.send, "send", "send it", "send my application"),
        _same(Action.send, "ready", "make it ready", "make my application ready"),
        _same(Action.not_yet, "no", "not yet"),
        _TO_REVIEW,
        yes=Action.send,
        no=Action.not_yet,
    ),
    PromptKind.version: _at(
        _same(Action.move, "yes", "move", "move to the new one"),
        _same(Action.stay, "no", "stay", "stay with mine"),
        _same(Action.resume, "carry on"),
        _same(Action.loose, "words in no answer"),
        yes=Action.move,
        no=Action.stay,
    ),
    PromptKind.unchanged: _at(
        _same(Action.send_same, "yes", "go on as it is", "send it as it is"),
        _same(Action.review, "no", "back", "check my answers"),
    ),
    PromptKind.handover: _at(
        _same(Action.sent_it, "sent", "i have sent it"),
        _same(Action.copy, "copy", "show it again"),
        _same(Action.award_files, "files", "badge files"),
        _CHANGE_FIRST,
    ),
    PromptKind.status: _at(_OF_SENT),
    PromptKind.sent_back: _at(_OF_SENT),
    PromptKind.take_back: _at(
        _same(Action.take_back_sure, "yes", "yes take it back"),
        _same(Action.leave_there, "no", "no leave it there", "back"),
        yes=Action.take_back_sure,
        no=Action.leave_there,
    ),
    PromptKind.outcome: _at(
        _same(Action.they_have_it, "received", "they have it"),
        _same(Action.they_award, "badge", "i have the badge"),
        _same(Action.they_want_more, "more", "they want more"),
        _same(Action.they_decline, "no", "they said no"),
        _same(Action.resume, "carry on", "back"),
    ),
    PromptKind.sure: _at(
        _same(Action.awarded_sure, "yes i have it"),
        _same(Action.declined_sure, "yes they said no"),
        _same(Action.wrote_back, "no", "no go back", "back"),
    ),
    PromptKind.their_words: _at(
        _same(Action.skip_words, "skip", "go on without"),
    ),
    PromptKind.remind: _at(
        _same(Action.nudge_yes, "yes", "yes remind me", "remind me"),
        _same(Action.nudge_no, "no", "no reminders"),
        _same(Action.nudges, "change this"),
        yes=Action.nudge_yes,
        no=Action.nudge_no,
    ),
    PromptKind.nudge: _at(
        _same(Action.nudge_go, "carry on"),
        _same(Action.nudge_done, "done", "i have done it"),
        _same(Action.snooze_hour, "hour", "in an hour"),
        _same(Action.snooze_day, "day", "tomorrow"),
        _same(Action.snooze_week, "week", "in a week"),
        _same(Action.nudges_off, "stop", "stop reminders"),
        _same(Action.nudges, "change this"),
        number=Action.nudge_go,
    ),
    PromptKind.reminders: _at(
        _same(Action.nudge_yes, "yes", "remind me"),
        _same(Action.nudges_off, "stop", "stop reminders"),
        _same(Action.break_list, "time", "change the time"),
        _same(Action.day_list, "days", "change the days"),
        _same(Action.zone, "zone", "my clock is elsewhere"),
        _same(Action.month_list, "month", "my yearly declaration"),
        _same(Action.resume, "carry on", "back"),
        number=Action.nudge_kind,
    ),
    PromptKind.break_time: _at(_same(Action.nudges, "back"), number=Action.break_at),
    PromptKind.days: _at(
        _same(Action.days_done, "done", "that is all"),
        number=Action.day,
    ),
    PromptKind.zone: _at(
        _same(Action.zone_ours, "here", "same as yours"),
        _same(Action.nudges, "back"),
    ),
    PromptKind.month: _at(_same(Action.nudges, "back"), number=Action.month),
    PromptKind.privacy: _at(
        _same(Action.data_show, "show", "show me what you keep"),
        _same(Action.data_copy, "copy", "send me a copy"),
        _same(Action.erase, "delete", "delete everything about me"),
        _same(Action.unagree, "take back", "take my yes back"),
        _same(Action.notice, "notice", "read the full privacy notice"),
        _same(Action.data_back, "carry on", "back"),
    ),
    PromptKind.erasing: _at(
        _same(Action.erase_on, "yes", "yes delete everything"),
        _same(Action.data_copy, "copy", "send me a copy"),
        _same(Action.data_back, "no", "no keep it all", "keep it", "back"),
        yes=Action.erase_on,
        no=Action.data_back,
    ),
    PromptKind.erasing_sure: _at(
        _same(Action.erase_sure, "yes", "delete it all now"),
        _same(Action.data_back, "no", "no keep it all", "keep it", "back"),
        yes=Action.erase_sure,
        no=Action.data_back,
    ),
    PromptKind.unagreeing: _at(
        _same(Action.unagree_keep, "stop", "stop and keep my answers"),
        _same(Action.erase, "delete", "delete everything about me"),
        _same(Action.data_back, "no", "no keep it all", "keep it", "back"),
        no=Action.data_back,
    ),
    PromptKind.which: _at(
        _same(Action.which_all, "all", "all of them"),
        _same(Action.which_done, "done", "that is all"),
        number=Action.which,
    ),
}
"""What can be typed at each prompt."""
STOP = "stop"
"""The word that ends reminders at any place at all, whatever else it does there."""
EVERYWHERE: Mapping[str, AnyAction] = {
    **_same(Action.nudges_off, STOP, "stop reminders", "stop the reminders", "no reminders", "no more reminders"),
    **_same(Action.nudges, "reminders"),
    **_same(Action.data_show, "show me what you keep"),
    **_same(Action.data_copy, "send me a copy"),
    **_same(Action.erase, "delete everything about me"),
    **_same(Action.unagree, "take my yes back"),
    **_same(Action.notice, "read the full privacy notice"),
    # Words are kept out of the answers at any prompt; at a question, those that were sent there are meant.
    **_same(Action.aside_add, "add it to my answer"),
}
"""Words that do the same wherever they do nothing else. At a question, "stop" also means: that is all for now."""


def spoken(text: str) -> str:
    """A typed message as it is compared with the words above: lower case, no punctuation, single spaces."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "").replace("'", "")
    return " ".join(re.sub(r"[^\w\s]", " ", plain).split())


def typed(text: str, place: Prompt) -> Button | None:
    """The button that a whole message stands for at a prompt: words, a number of its list, or words with a number."""
    here, said = ALIASES[place.ask], spoken(text)
    beside = " ".join(word for word in said.split() if word != "and" and not numbers(word))
    every = tuple(number for word in said.split() for number in numbers(word))
    action = here.with_number.get(beside) if beside else here.number
    if len(text) > LONGEST:
        return None
    if said in here.words:
        return pressed(here.words[said], place)
    return pressed(action, place, every[0]) if action and len(every) == 1 else None


def pressed(action: AnyAction, place: Prompt, number: int | None = None) -> Button:
    """The button of an action as it would stand below a prompt, or of one line of the list there."""
    return Button(action, place.draft, action.payload.at(place.about, number))


def numbers(text: str) -> tuple[int, ...]:
    """The numbers of a message that is nothing but numbers, such as "1, 3" or "2 and 4"; else none."""
    words = [word for word in spoken(text).split() if word != "and"]
    if not words or len(text) > 40 or not all(word.isascii() and word.isdigit() and len(word) < 4 for word in words):
        return ()
    return tuple(int(word) for word in words)
