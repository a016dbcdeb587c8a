"""Whether a message begins as a question does."""

from flows.understanding.lexicon import Lexicon
from flows.understanding.lists import has_any
from flows.understanding.normalise import StandardWords


def asks(known: Lexicon, words: StandardWords) -> bool:
    """Whether a message begins as a question does, polite words aside."""
    kept = {*known.classes["asked-of"], *known.classes["question-verbs"]}
    said = [word for word in words.standard[:5] if word not in known.soft or word in kept]
    if not said or has_any(words.standard, known.classes["asks-to-send"]):
        return False
    turned = len(said) > 1 and said[0] in known.classes["question-verbs"] and said[1] in known.classes["asked-of"]
    return turned or said[0] in known.classes["question-words"] or words.standard[0] in known.classes["question-words"]
