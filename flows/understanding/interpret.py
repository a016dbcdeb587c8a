"""Reads any typed message at any prompt: the door of this package."""

from dataclasses import replace

from flows.model.memo import once_a_turn
from flows.understanding.at_detail import read_at_detail
from flows.understanding.at_question import read_at_question
from flows.understanding.at_yes_no import read_at_yes_no
from flows.understanding.learned.learned_acts import ReadAside, with_learned_act
from flows.understanding.lexicon import Lexicon, lexicon
from flows.understanding.lookups import asks, has_any, target_in, term_in
from flows.understanding.normalise import StandardWords
from flows.understanding.pieces import sentences_of
from flows.understanding.speech_act import Act, Confidence, Reading
from flows.understanding.utterance import DETAIL_PROMPTS, EVIDENCE_PROMPTS, YES_NO_PROMPTS, PromptRole, Utterance
from flows.understanding.weigh import Weighed, act_of, near, weigh

_LONGEST = 60
"""Words. A longer message is read only at a question, or as evidence."""
_LONGEST_REPLY = 12
"""Words of a reply to a reminder."""
_GOING = frozenset({Act.go_back, Act.go_on, Act.skip, Act.repeat})


@once_a_turn
def read(utterance: Utterance, language: str = "en") -> Reading:
    """Says what a message means. Pure and total: the same message gets the same reading, and every text gets one.

    At a question, `Reading.evidence` is an exact part of the text, or all of it. A reading that is `unsure` is to be
    asked about once. Raises nothing but for a language whose data cannot be read.
    """
    known = lexicon(language)
    reading = by_rules(known, utterance)
    at_question = utterance.prompt in EVIDENCE_PROMPTS
    if reading.act is not Act.evidence or reading.other is not None or not at_question:
        reading = with_learned_act(known, aside_of(known, utterance, reading))
    return _with_names(known, utterance, reading)


def by_rules(known: Lexicon, utterance: Utterance) -> Reading:
    """What a message means before what was learned of acts is looked at."""
    if utterance.prompt in EVIDENCE_PROMPTS:
        return read_at_question(known, utterance)
    return _elsewhere(known, utterance)


def aside_of(known: Lexicon, utterance: Utterance, reading: Reading) -> ReadAside:
    """The part of a message that is no evidence, as it was read; all of it where that is not known."""
    text = utterance.text
    if reading.act is Act.mixed:
        text = text.replace(reading.evidence, " ", 1)
    words = known.words_of(text).standard[:_LONGEST]
    return ReadAside(utterance.prompt, words, text.rstrip().endswith("?"), reading)


def _with_names(known: Lexicon, utterance: Utterance, reading: Reading) -> Reading:
    acts = {reading.act, reading.other}
    if not acts & {Act.help, *_GOING}:
        return reading
    words = known.words_of(utterance.text).standard
    if acts & _GOING:
        reading = replace(reading, target=target_in(known, words))
    if Act.help in acts and not reading.topic:
        reading = replace(reading, topic=term_in(known, words))
    return reading


def _elsewhere(known: Lexicon, utterance: Utterance) -> Reading:
    words = known.words_of(utterance.text)
    if not any(sign.isalnum() for sign in utterance.text):
        # A thumb up is a yes to nothing that matters: the prompt is shown again.
        return Reading(Act.ack, because=("no words",))
    weighed = _weighed(known, utterance, words)
    if utterance.prompt in YES_NO_PROMPTS:
        return read_at_yes_no(known, utterance, words, weighed)
    if utterance.prompt in DETAIL_PROMPTS:
        return read_at_detail(known, utterance, words, weighed)
    return _at_menu(known, utterance, words, weighed)


def _at_menu(known: Lexicon, utterance: Utterance, words: StandardWords, weighed: Weighed) -> Reading:
    """At a prompt that asks for no words: a list, a reminder, or after sending."""
    prompt, act = utterance.prompt, act_of(weighed)
    if prompt is PromptRole.sent and act is Act.where and "long" in words.standard:
        return Reading(Act.about, Confidence.likely, weighed.because, topic="how-long")
    plain = weighed.balance >= known.weights["act-plain-from"]
    if prompt is PromptRole.reminder and act in {None, Act.pause, Act.ack} and _stops(known, words, weighed):
        return Reading(Act.stop_reminders, Confidence.likely, weighed.because)
    if act is not None and len(words.standard) <= _LONGEST and (plain or prompt is not PromptRole.reminder):
        return Reading(act, Confidence.sure if plain else Confidence.likely, weighed.because, topic=weighed.topic)
    if prompt is PromptRole.reminder:
        return _at_reminder(known, utterance, words, weighed)
    if prompt is PromptRole.choice:
        return Reading(Act.answer, Confidence.likely, weighed.because, value=utterance.text.strip())
    return Reading(Act.ack, Confidence.unsure, weighed.because)


def _stops(known: Lexicon, words: StandardWords, weighed: Weighed) -> bool:
    """Whether a few words in reply to a reminder say that there should be no more."""
    return _only_replies(words, weighed) and has_any(words.standard, known.classes["stopping"])


def _only_replies(words: StandardWords, weighed: Weighed) -> bool:
    """Whether a message is short and tells nothing: "I stop and think first" is evidence, "stop these" is none."""
    told = any(weighed.features[name] for name in ("telling", "telling-plain", "work-strong", "work-plain", "past"))
    return len(words.standard) <= _LONGEST_REPLY and not told and words.standard[0] not in {"i", "we"}


def _at_reminder(known: Lexicon, utterance: Utterance, words: StandardWords, weighed: Weighed) -> Reading:
    """A few words about now or later are a reply to the reminder; whatever else was written is kept as evidence."""
    times = (*known.classes["not-now"], *known.classes["now"], *known.classes["later"])
    if _only_replies(words, weighed) and has_any(words.standard, times):
        return Reading(Act.pause, Confidence.likely, weighed.because)
    return Reading(Act.evidence, Confidence.likely, weighed.because, evidence=utterance.text)


def _weighed(known: Lexicon, utterance: Utterance, words: StandardWords) -> Weighed:
    """The likeliest act of the whole message, or of the one sentence of it that speaks most plainly."""
    text = utterance.text
    standard = words.standard[:_LONGEST]
    within = near(known, standard)
    best = weigh(known, standard, within, question=text.rstrip().endswith("?"))
    for piece in sentences_of(text)[:4]:
        inside = words.sliced(piece.start, piece.end).standard[:_LONGEST]
        if inside and len(inside) < len(standard):
            one = weigh(known, inside, within, question=piece.question)
            if one.act and (not best.act or one.balance > best.balance):
                best = one
    return best


def knows_all(text: str, language: str = "en") -> bool:
    """Whether the rules about talk know every word of a message: then it tells nothing of the writer's own."""
    known = lexicon(language)
    words = known.words_of(text).standard
    return all(
        word in known.talk_words or word in known.function_words or word in known.soft or word.isdecimal()
        for word in words
    )


def is_question(text: str, language: str = "en") -> bool:
    """Whether a message is put as a question."""
    known = lexicon(language)
    return text.rstrip().endswith("?") or asks(known, known.words_of(text))
