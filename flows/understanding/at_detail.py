"""Reads a message that was sent where a detail of the worker is asked for: a name, a number, an AI tool."""

from collections.abc import Callable

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
from flows.understanding.lexicon import Lexicon
from flows.understanding.lookups import asks, has_any
from flows.understanding.normalise import StandardWords
from flows.understanding.speech_act import Act, Confidence, Reading
from flows.understanding.utterance import DETAIL_PROMPTS, PromptRole, Utterance
from flows.understanding.weigh import Weighed, act_of, is_plain
from flows.understanding.yes_no import Said, yes_or_no

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


def read_at_detail(known: Lexicon, utterance: Utterance, words: StandardWords, weighed: Weighed) -> Reading:
    """Reads a message where a detail is asked for. What is plainly that detail comes first."""
    prompt, act = utterance.prompt, act_of(weighed)
    detail = _detail(known, utterance)
    asked = utterance.text.rstrip().endswith("?") or (asks(known, words) and len(words.standard) > 2)
    own = _of_the_prompt(known, prompt, words, weighed, detail)
    told = prompt is PromptRole.register_part and detail is not None and len(words.standard) > _ASKED_IN
    own = own or (None if asked and not told else _plainly_given(known, utterance, words, detail, weighed))
    if own is not None:
        return own
    if prompt in _PUT_OFF and has_any(words.standard, known.details["not-to-hand"]):
        return Reading(Act.skip, Confidence.sure, weighed.because)
    plain = weighed.covers or is_plain(known, weighed)
    if act is Act.ack and asks(known, words):
        # "where do you get that from" asks for the detail that stands there, whatever else it sounds like.
        act = Act.help
    if act is not None and (asked or plain or prompt not in _FREE):
        sure = Confidence.sure if plain or prompt not in _FREE else Confidence.unsure
        return Reading(act, sure, weighed.because, topic=weighed.topic)
    if detail is not None and not asked:
        sure = Confidence.sure if detail.sure else Confidence.unsure
        return Reading(Act.answer, sure, weighed.because, value=detail.value)
    return Reading(act or Act.help, Confidence.likely if asked else Confidence.unsure, weighed.because)


def _of_the_prompt(
    known: Lexicon, prompt: PromptRole, words: StandardWords, weighed: Weighed, detail: Detail | None
) -> Reading | None:
    """What is asked of one of these details, and half of an address."""
    said = words.standard
    if prompt is PromptRole.register_part and has_any(said, known.classes["not-knowing"]):
        return Reading(Act.help, Confidence.sure, weighed.because, topic="register-part")
    if prompt is PromptRole.name and "or" in said[1:-1]:
        # "full name or just first"
        return Reading(Act.help, Confidence.likely, ("or",))
    if act_of(weighed) in _VAGUE and len(said) <= 4 and said[0] in known.classes["question-words"]:
        # "what number", "which one": of the detail that is asked for.
        return Reading(Act.help, Confidence.sure, weighed.because)
    if prompt is PromptRole.email and len(said) <= 4 and "at" in said[1:-1]:
        # An address said aloud, though not all of it: "mary at example".
        return Reading(Act.answer, Confidence.unsure, ("at",), value=detail.value if detail else "")
    return None


def _plainly_given(
    known: Lexicon, utterance: Utterance, words: StandardWords, detail: Detail | None, weighed: Weighed
) -> Reading | None:
    """A detail that nothing else can be: digits, an address, a label of the list; or that there is none."""
    prompt = utterance.prompt
    named = prompt is PromptRole.name and detail is not None and _is_name(known, utterance.text, detail.value)
    named = named or (prompt is PromptRole.ai_tool and has_any(words.standard, known.details["tool-words"]))
    if detail is not None and detail.sure and (named or prompt in _UNMISTAKABLE):
        return Reading(Act.answer, Confidence.sure, weighed.because, value=detail.value)
    if detail is not None and prompt in _LIKELY_ENOUGH:
        return Reading(Act.answer, Confidence.unsure, weighed.because, value=detail.value)
    if prompt is PromptRole.ai_link and has_any(words.standard, known.details["no-link"]):
        return Reading(Act.answer, Confidence.sure, ("no link",), agrees=False)
    if prompt in {PromptRole.ai_tool, PromptRole.ai_link}:
        said = yes_or_no(known, utterance.text)
        if said is not None and said[0] is Said.no:
            return Reading(Act.answer, Confidence.sure, (said[1],), agrees=False)
    return None


def _is_name(known: Lexicon, text: str, value: str) -> bool:
    """Whether words are written as a name is, or follow on "it's" and are no words of talk or of care work."""
    said = value.casefold().split()
    strange = not any(word in known.talk_words or word in known.evidence_words for word in said)
    return is_written_as_name(value) or (2 <= len(said) <= 4 and strange and len(text.split()) > len(said))


_ASKED_IN = 6
"""Words of a question about a part. Whoever says more, such as "which am I, I work with adults", tells their job."""
_UNMISTAKABLE = frozenset({PromptRole.number, PromptRole.email, PromptRole.register_part, PromptRole.ai_link})
_LIKELY_ENOUGH = frozenset({PromptRole.register_part, PromptRole.email})
"""Where what was found is asked about, whatever else the words sound like."""
_VAGUE = frozenset({None, Act.where, Act.go_back, Act.count, Act.repeat, Act.help})
_PUT_OFF = DETAIL_PROMPTS - {PromptRole.ai_tool, PromptRole.ai_link, PromptRole.register_part}
"""Where a detail may be given later."""
_FREE = frozenset({PromptRole.name, PromptRole.employer, PromptRole.ai_tool})
