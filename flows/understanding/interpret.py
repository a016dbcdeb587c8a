"""Reads any typed message at any prompt: the door of this package."""

from collections.abc import Callable
from dataclasses import replace

from flows.understanding.at_question import read_at_question
from flows.understanding.details import (
    Detail,
    email_in,
    employer_in,
    is_written_as_name,
    name_in,
    number_in,
    parts_in,
    tool_in,
)
from flows.understanding.lexicon import Lexicon, lexicon
from flows.understanding.lists import has_any
from flows.understanding.normalise import Words, standard_words
from flows.understanding.pieces import sentences_of
from flows.understanding.speech_act import Act, Confidence, Reading
from flows.understanding.targets import target_in, term_in
from flows.understanding.utterance import DETAIL_PROMPTS, EVIDENCE_PROMPTS, YES_NO_PROMPTS, PromptRole, Utterance
from flows.understanding.weigh import Weighed, weigh
from flows.understanding.yes_no import Said, yes_or_no

_LONGEST = 60
"""Words. A longer message is read only at a question, or as evidence."""
_GOING = frozenset({Act.go_back, Act.go_on, Act.skip, Act.repeat})


def read(utterance: Utterance, language: str = "en") -> Reading:
    """Says what a message means. Pure and total: the same message gets the same reading, and every text gets one.

    At a question, `Reading.evidence` is an exact part of the text, or all of it. A reading that is `unsure` is to be
    asked about once. Raises nothing but for a language whose data cannot be read.
    """
    known = lexicon(language)
    if utterance.prompt in EVIDENCE_PROMPTS:
        reading = read_at_question(known, utterance)
    else:
        reading = _elsewhere(known, utterance)
    return _with_names(known, utterance, reading)


def _with_names(known: Lexicon, utterance: Utterance, reading: Reading) -> Reading:
    acts = {reading.act, reading.other}
    if not acts & {Act.help, *_GOING}:
        return reading
    words = standard_words(utterance.text, known.spellings, known.phrases).standard
    if acts & _GOING:
        reading = replace(reading, target=target_in(known, words))
    if Act.help in acts and not reading.topic:
        reading = replace(reading, topic=term_in(known, words))
    return reading


def _elsewhere(known: Lexicon, utterance: Utterance) -> Reading:
    words = standard_words(utterance.text, known.spellings, known.phrases)
    if not any(sign.isalnum() for sign in utterance.text):
        # A thumb up is a yes to nothing that matters: the prompt is shown again.
        return Reading(Act.ack, because=("no words",))
    weighed = _weighed(known, utterance, words)
    if utterance.prompt in YES_NO_PROMPTS:
        return _at_yes_no(known, utterance, words, weighed)
    if utterance.prompt in DETAIL_PROMPTS:
        return _at_detail(known, utterance, words, weighed)
    return _at_menu(known, utterance, words, weighed)


def _at_menu(known: Lexicon, utterance: Utterance, words: Words, weighed: Weighed) -> Reading:
    """At a prompt that asks for no words: a list, a reminder, or after sending."""
    prompt, act = utterance.prompt, _act(weighed)
    if prompt is PromptRole.sent and act is Act.where and "long" in words.standard:
        return Reading(Act.about, Confidence.likely, weighed.because, topic="how-long")
    plain = weighed.balance >= known.weights["asked-from"]
    if act is not None and len(words.standard) <= _LONGEST and (plain or prompt is not PromptRole.reminder):
        return Reading(act, Confidence.sure if plain else Confidence.likely, weighed.because, topic=weighed.topic)
    if prompt is PromptRole.reminder:
        return Reading(Act.evidence, Confidence.likely, weighed.because, evidence=utterance.text)
    if prompt is PromptRole.choice:
        return Reading(Act.answer, Confidence.likely, weighed.because, value=utterance.text.strip())
    return Reading(Act.ack, Confidence.unsure, weighed.because)


def _weighed(known: Lexicon, utterance: Utterance, words: Words) -> Weighed:
    """The likeliest act of the whole message, or of the one sentence of it that speaks most plainly."""
    text = utterance.text
    standard = words.standard[:_LONGEST]
    best = weigh(known, standard, question=text.rstrip().endswith("?"))
    for piece in sentences_of(text)[:4]:
        inside = words.sliced(piece.start, piece.end).standard[:_LONGEST]
        if inside and len(inside) < len(standard):
            one = weigh(known, inside, question=piece.question)
            if one.act and (not best.act or one.balance > best.balance):
                best = one
    return best


def _act(weighed: Weighed) -> Act | None:
    return Act(weighed.act) if weighed.act and weighed.act != "lead-in" else None


def _plainly(known: Lexicon, weighed: Weighed) -> bool:
    """Whether a message speaks plainly for an act, so that it is no answer to what was asked."""
    return bool(weighed.act) and weighed.balance >= known.weights["asked-from"] + 1


def _at_yes_no(known: Lexicon, utterance: Utterance, words: Words, weighed: Weighed) -> Reading:  # noqa: PLR0911 - one reading after another
    prompt, act = utterance.prompt, _act(weighed)
    said = yes_or_no(known, utterance.text, of_ai=prompt is PromptRole.ai)
    asks = utterance.text.rstrip().endswith("?") or _asks(known, words)
    target = target_in(known, words.standard)
    if prompt in {PromptRole.check, PromptRole.last_look} and act is Act.go_back and _plainly(known, weighed):
        return Reading(act, Confidence.sure, weighed.because, topic=weighed.topic)
    if said is not None and said[0] is Said.yes_but and prompt is PromptRole.check and target is not None:
        return Reading(Act.go_back, Confidence.likely, (said[1],))
    if prompt is PromptRole.last_look and has_any(words.standard, known.classes["hesitates"]):
        # Only a plain yes sends. Whoever wants to look once more gets the check.
        again = has_any(words.standard, known.classes["looks-again"]) and act not in _ASKED_OF_US
        stays = act if act in {Act.pause, Act.help, *_ASKED_OF_US} else Act.answer
        return Reading(Act.go_back if again else stays, Confidence.likely, weighed.because, topic=weighed.topic)
    if prompt is PromptRole.consent and has_any(words.standard, known.classes["not-now"]):
        return Reading(Act.pause, Confidence.likely, weighed.because)
    if said is not None and not asks and not _another_wish(known, weighed, said[0]):
        means = said[0] is Said.yes
        sure = Confidence.unsure if said[0] is Said.yes_but else Confidence.sure
        return Reading(Act.answer, sure, (said[1],), agrees=means)
    if act is not None:
        if prompt is PromptRole.last_look and act is Act.go_on:
            return Reading(Act.answer, Confidence.sure, weighed.because, agrees=True)
        sure = Confidence.sure if _plainly(known, weighed) else Confidence.likely
        return Reading(act, sure, weighed.because, topic=weighed.topic)
    lost = has_any(words.standard, known.classes["not-knowing"])
    return Reading(Act.help if asks or lost else Act.answer, _SURE_IF[lost], weighed.because)


_SURE_IF = {True: Confidence.sure, False: Confidence.unsure}


def _asks(known: Lexicon, words: Words) -> bool:
    """Whether a message begins as a question does, polite words aside."""
    kept = {*known.classes["asked-of"], *known.classes["question-verbs"]}
    said = [word for word in words.standard[:5] if word not in known.soft or word in kept]
    if not said or has_any(words.standard, known.classes["asks-to-send"]):
        return False
    turned = len(said) > 1 and said[0] in known.classes["question-verbs"] and said[1] in known.classes["asked-of"]
    return turned or said[0] in known.classes["question-words"] or words.standard[0] in known.classes["question-words"]


def _another_wish(known: Lexicon, weighed: Weighed, said: Said) -> bool:
    """Whether the message wants something else more plainly than it says yes or no: "yes but delete my data"."""
    wishes = _STRONG_WISHES if said is not Said.yes else _STRONG_WISHES | {"go_back", "pause", "skip"}
    return weighed.act in wishes and weighed.balance >= known.weights["sure-from"]


_STRONG_WISHES = frozenset({"erase", "human", "stop_reminders"})
_ASKED_OF_US = frozenset({Act.about, Act.human, Act.erase})
_DETAILS: dict[PromptRole, Callable[[Lexicon, str], Detail | None]] = {
    PromptRole.number: number_in,
    PromptRole.email: email_in,
    PromptRole.name: name_in,
    PromptRole.employer: employer_in,
    PromptRole.ai_tool: tool_in,
}


def _detail(known: Lexicon, utterance: Utterance) -> Detail | None:
    if utterance.prompt is PromptRole.register_part:
        return parts_in(known, utterance.text, utterance.options, utterance.jobs)
    if utterance.prompt is PromptRole.ai_link:
        link = next((word for word in utterance.text.split() if "://" in word or word.startswith("www.")), "")
        return Detail(link.rstrip(".,;)")) if link else None
    return _DETAILS[utterance.prompt](known, utterance.text)


def _at_detail(known: Lexicon, utterance: Utterance, words: Words, weighed: Weighed) -> Reading:  # noqa: PLR0911 - one reading after another
    prompt, act = utterance.prompt, _act(weighed)
    asks = utterance.text.rstrip().endswith("?") or (_asks(known, words) and len(words.standard) > 2)
    if prompt is PromptRole.register_part and has_any(words.standard, known.classes["not-knowing"]):
        return Reading(Act.help, Confidence.sure, weighed.because, topic="register-part")
    if prompt is PromptRole.name and "or" in words.standard[1:-1]:
        # "full name or just first"
        return Reading(Act.help, Confidence.likely, ("or",))
    if act in _VAGUE and len(words.standard) <= 4 and words.standard[0] in known.classes["question-words"]:
        # "what number", "which one": of the detail that is asked for.
        return Reading(Act.help, Confidence.sure, weighed.because)
    if prompt is PromptRole.email and len(words.standard) <= 4 and "at" in words.standard[1:-1]:
        # An address said aloud, though not all of it: "mary at example".
        detail = _detail(known, utterance)
        return Reading(Act.answer, Confidence.unsure, ("at",), value=detail.value if detail else "")
    detail = _detail(known, utterance)
    given = None if asks else _plainly_given(known, utterance, words, detail, weighed)
    if given is not None:
        return given
    if prompt in _PUT_OFF and has_any(words.standard, known.details["not-to-hand"]):
        return Reading(Act.skip, Confidence.sure, weighed.because)
    plain = weighed.covers or _plainly(known, weighed)
    if act is Act.ack and _asks(known, words):
        # "where do you get that from" asks for the detail that stands there, whatever else it sounds like.
        act = Act.help
    if act is not None and (asks or plain or prompt not in _FREE):
        sure = Confidence.sure if plain or prompt not in _FREE else Confidence.unsure
        return Reading(act, sure, weighed.because, topic=weighed.topic)
    if detail is not None and not asks:
        sure = Confidence.sure if detail.sure else Confidence.unsure
        return Reading(Act.answer, sure, weighed.because, value=detail.value)
    return Reading(act or Act.help, Confidence.likely if asks else Confidence.unsure, weighed.because)


def _plainly_given(
    known: Lexicon, utterance: Utterance, words: Words, detail: Detail | None, weighed: Weighed
) -> Reading | None:
    """A detail that nothing else can be: digits, an address, a label of the list; or that there is none."""
    prompt = utterance.prompt
    named = prompt is PromptRole.name and detail is not None and is_written_as_name(detail.value)
    named = named or (prompt is PromptRole.ai_tool and has_any(words.standard, known.details["tool-words"]))
    if detail is not None and detail.sure and (named or prompt in _UNMISTAKABLE):
        return Reading(Act.answer, Confidence.sure, weighed.because, value=detail.value)
    if detail is not None and prompt is PromptRole.register_part:
        return Reading(Act.answer, Confidence.unsure, weighed.because, value=detail.value)
    if prompt is PromptRole.ai_link and has_any(words.standard, known.details["no-link"]):
        return Reading(Act.answer, Confidence.sure, ("no link",), agrees=False)
    if prompt in {PromptRole.ai_tool, PromptRole.ai_link}:
        said = yes_or_no(known, utterance.text)
        if said is not None and said[0] is Said.no:
            return Reading(Act.answer, Confidence.sure, (said[1],), agrees=False)
    return None


_UNMISTAKABLE = frozenset({PromptRole.number, PromptRole.email, PromptRole.register_part, PromptRole.ai_link})
_VAGUE = frozenset({None, Act.where, Act.go_back, Act.count, Act.repeat, Act.help})
_PUT_OFF = DETAIL_PROMPTS - {PromptRole.ai_tool, PromptRole.ai_link, PromptRole.register_part}
"""Where a detail may be given later."""
_FREE = frozenset({PromptRole.name, PromptRole.employer, PromptRole.ai_tool})
