"""Typed aliases of buttons: for each prompt, the words and numbers of `flows/text/en/aliases.txt` that press them."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flows.engine.buttons import Action, AnyAction, Button
from flows.engine.prompts import Prompt, PromptKind
from flows.rules.language_files import sections, table

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


def _words(lines: Iterable[str]) -> dict[str, AnyAction]:
    """Each alias of some lines with what it does. Raises AttributeError for an action that there is none of."""
    return {word: getattr(Action, name.removesuffix(" #")) for name, words in table(lines) for word in words}


def _aliases(lines: tuple[str, ...]) -> Aliases:
    alone = {name: action for name, (action,) in table(line for line in lines if line.startswith("<"))}
    number, yes, no = (getattr(Action, alone[key]) if key in alone else None for key in ("<number>", "<yes>", "<no>"))
    beside = [line for line in lines if " # = " in line]
    return Aliases(
        _words(line for line in lines if line not in beside and not line.startswith("<")),
        *(_words(beside), number, yes, no),
    )


_SECTIONS = sections("aliases")
ALIASES: Mapping[PromptKind, Aliases] = {
    PromptKind[name]: _aliases(lines)
    for names, lines in _SECTIONS.items()
    if names not in {"everywhere", "numerals"}
    for name in names.split(", ")
}
"""What can be typed at each prompt."""
STOP = "stop"
"""The word that ends reminders at any place at all, whatever else it does there."""
EVERYWHERE: Mapping[str, AnyAction] = _words(_SECTIONS["everywhere"])
"""Words that do the same wherever they do nothing else."""


def spoken(text: str) -> str:
    """A typed message as it is compared with the words above: lower case, no punctuation, single spaces."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "").replace("'", "")
    return " ".join(re.sub(r"[^\w\s]", " ", plain).split())


_NUMERALS: Mapping[str, int] = {word: int(number) for number, words in table(_SECTIONS["numerals"]) for word in words}
"""Numerals that do what their number does, where one is a whole message."""


def typed(text: str, place: Prompt) -> Button | None:
    """The button that a whole message stands for at a prompt: words, a number of its list, or words with a number."""
    if len(text) > LONGEST:
        return None
    here, said = ALIASES[place.ask], spoken(text)
    beside = " ".join(word for word in said.split() if word != "and" and not numbers(word))
    every = tuple(number for word in said.split() for number in numbers(word))
    if said in _NUMERALS and said not in here.words:
        beside, every = "", (_NUMERALS[said],)
    action = here.with_number.get(beside) if beside else here.number
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
