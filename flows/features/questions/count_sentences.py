"""Sentences about the counts of all answers together."""

from flows.engine.screen import Phrases
from flows.model.attachments.audio import rounded
from flows.rules.held_badges import Tally
from flows.rules.progress import MOST_CHARACTERS


def needed_in_all(say: Phrases, missing: int, *, about: bool) -> str:
    """How many words all answers need together."""
    if about:
        return say.phrase("progress-total-about", missing=max(5, rounded(missing)))
    return say.phrase("progress-total", missing=missing)


def left(say: Phrases, words: int, maximum: int, *, about: bool) -> str:
    """How many words are left under the maximum, or how many there are too many."""
    if words < 0:
        over = max(5, rounded(-words)) if about else -words
        return say.phrase("progress-over-about" if about else "progress-over", over=over, maximum=maximum)
    if about:
        return say.phrase("progress-left-about", left=rounded(words), maximum=maximum)
    return say.phrase("progress-left", left=words, maximum=maximum)


def characters_over(say: Phrases, over: int) -> str:
    """How many characters all answers together have too many."""
    return say.phrase("characters-over", over=over, maximum=MOST_CHARACTERS)


def marks(say: Phrases, count: int, maximum: int) -> str:
    """Why the words and the words left do not add up: marks that are no words count for the limit too."""
    return " " + say.phrase("words-marks", count=count, maximum=maximum) if count and maximum else ""


def tally_sentence(say: Phrases, given: Tally) -> str:
    """How it stands with the badges to be held, in a few lines."""
    said = [say.phrase("tally", held=given.held, of=given.of)]
    if given.checked:
        said.append(say.phrase("tally-checked", checked=given.checked))
    if given.given:
        said.append(say.phrase("tally-given", given=given.given))
    if given.waiting:
        said.append(say.phrase("tally-waiting", waiting=given.waiting))
    if given.doubtful:
        said.append(say.phrase("tally-doubtful", doubtful=given.doubtful))
    return " ".join(said)
