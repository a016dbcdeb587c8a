"""Reads a message that was sent at a yes/no prompt: a statement, the check, the last look, consent."""

from flows.understanding.lexicon import Lexicon
from flows.understanding.lookups import asks, has_any, target_in
from flows.understanding.normalise import StandardWords
from flows.understanding.speech_act import Act, Confidence, Reading
from flows.understanding.utterance import PromptRole, Utterance
from flows.understanding.weigh import Weighed, act_of, is_plain
from flows.understanding.yes_no import Said, yes_or_no


def read_at_yes_no(known: Lexicon, utterance: Utterance, words: StandardWords, weighed: Weighed) -> Reading:
    """Reads a message at a yes/no prompt. A wish that is plainer than a yes or a no comes first."""
    prompt, act = utterance.prompt, act_of(weighed)
    said = yes_or_no(known, utterance.text, of_ai=prompt is PromptRole.ai)
    own = _of_the_prompt(known, prompt, words, weighed, said)
    if own is not None:
        return own
    asked = utterance.text.rstrip().endswith("?") or asks(known, words)
    if said is not None and not asked and not _another_wish(known, weighed, said[0], of_ai=prompt is PromptRole.ai):
        sure = Confidence.unsure if said[0] is Said.yes_but else Confidence.sure
        return Reading(Act.answer, sure, (said[1],), agrees=said[0] is Said.yes)
    if prompt is PromptRole.last_look and act is Act.go_on:
        return Reading(Act.answer, Confidence.sure, weighed.because, agrees=True)
    named = "://" not in utterance.text and target_in(known, words.standard)
    if act is None and prompt in {PromptRole.check, PromptRole.last_look} and named:
        # "The confidence answer still says six months": what is named is to be changed.
        return Reading(Act.go_back, Confidence.likely, weighed.because)
    if act is Act.undo and prompt is PromptRole.consent:
        # Nothing was sent yet that could be taken back: what there is, is to go.
        act = Act.erase
    if act is not None:
        sure = Confidence.sure if is_plain(known, weighed) else Confidence.likely
        return Reading(act, sure, weighed.because, topic=weighed.topic)
    lost = has_any(words.standard, known.classes["not-knowing"])
    sure = Confidence.sure if lost else Confidence.unsure
    return Reading(Act.help if asked or lost else Act.answer, sure, weighed.because)


def _of_the_prompt(
    known: Lexicon, prompt: PromptRole, words: StandardWords, weighed: Weighed, said: tuple[Said, str] | None
) -> Reading | None:
    """What is neither yes nor no at one of these prompts, whatever else it sounds like."""
    act = act_of(weighed)
    if prompt in {PromptRole.check, PromptRole.last_look} and act is Act.go_back and is_plain(known, weighed):
        return Reading(act, Confidence.sure, weighed.because, topic=weighed.topic)
    if prompt is PromptRole.check and said is not None and said[0] is Said.yes_but and target_in(known, words.standard):
        return Reading(Act.go_back, Confidence.likely, (said[1],))
    if prompt is PromptRole.last_look:
        return _at_the_last_look(known, words, weighed, said)
    if prompt in _AGREEMENTS and set(words.standard) <= set(known.classes["moves-on"]):
        return Reading(Act.answer, Confidence.unsure, ("moves on",))
    return _at_consent(known, words, weighed, said) if prompt is PromptRole.consent else None


def _at_consent(
    known: Lexicon, words: StandardWords, weighed: Weighed, said: tuple[Said, str] | None
) -> Reading | None:
    if (
        said
        and said[0] is Said.no
        and act_of(weighed) is Act.erase
        and not has_any(words.standard, known.classes["gone"])
    ):
        # "No, don't keep anything": nothing is kept yet that could be erased.
        return Reading(Act.answer, Confidence.sure, (said[1],), agrees=False)
    if has_any(words.standard, known.classes["not-now"]):
        return Reading(Act.pause, Confidence.likely, weighed.because)
    return None


def _at_the_last_look(
    known: Lexicon, words: StandardWords, weighed: Weighed, said: tuple[Said, str] | None
) -> Reading | None:
    """Only a plain yes sends. Whoever wants to look once more gets the check."""
    act = act_of(weighed)
    if act is Act.where and "long" in words.standard:
        return Reading(Act.about, Confidence.likely, weighed.because, topic="how-long")
    if has_any(words.standard, known.classes["hesitates"]) and not has_any(words.standard, known.classes["nerves"]):
        if said is not None and said[0] is not Said.yes:
            return Reading(Act.answer, Confidence.sure, (said[1],), agrees=False)
        again = has_any(words.standard, known.classes["looks-again"]) and act not in _ASKED_OF_US
        stays = act if act in {Act.pause, Act.help, *_ASKED_OF_US} else Act.answer
        return Reading(Act.go_back if again else stays, Confidence.likely, weighed.because, topic=weighed.topic)
    return None


def _another_wish(known: Lexicon, weighed: Weighed, said: Said, *, of_ai: bool) -> bool:
    """Whether the message wants something else more plainly than it says yes or no: "yes but delete my data".

    What was done with a tool is told in words of wishes: "used it to fix my spelling".
    """
    wishes = _STRONG_WISHES if of_ai or said is not Said.yes else _STRONG_WISHES | {"go_back", "pause", "skip"}
    return weighed.act in wishes and weighed.balance >= known.weights["act-over-yes-from"]


_STRONG_WISHES = frozenset({"erase", "human", "stop_reminders"})
_AGREEMENTS = frozenset({PromptRole.consent, PromptRole.statement})
"""Where a yes binds the person, and must be one."""
_ASKED_OF_US = frozenset({Act.about, Act.human, Act.erase})
