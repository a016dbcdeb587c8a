"""Whether a word is a given name or a surname, by the lists and by its form."""

from flows.rules.details.given_names import GIVEN_NAMES, SURNAMES, WORD_NAMES
from flows.rules.details.public_names import WRITERS
from flows.rules.details.word_sets import word_set


def is_given(low: str) -> bool:
    """Whether a word in small letters is a given name."""
    first = low.split("-", maxsplit=1)[0]
    return low in GIVEN_NAMES or (first != low and (first in GIVEN_NAMES or first in WORD_NAMES))


def is_surname(low: str) -> bool:
    """Whether a word in small letters is a surname."""
    if low in SURNAMES or low in WRITERS:
        return True
    if "-" in low:
        return low.rsplit("-", maxsplit=1)[-1] in SURNAMES or low.split("-", maxsplit=1)[0] in SURNAMES
    return (
        len(low) > 4 and (low.startswith(("mc", "o'")) or (low.startswith("mac") and low not in _NOT_MAC))
    ) or low.endswith(_ENDINGS)


_NOT_MAC = word_set(
    """
    machine machines macaroni macho macro macbook macmillan mackerel macabre macaroons macular maccies machinery
    """
)
_ENDINGS = ("owski", "owska", "ewicz", "escu", "enko", "czyk", "chuk", "sson")
SMALL_SURNAMES = word_set(
    """
    black bird blue brown cook hood hope love park main long small rough smart sharp wood woods walls waters bell
    booth bruce green grey grieve kind little low love may rice steel ward young white fisher fox garden gardiner
    hay herd hill hogg hunter king knight lamb lang marshall mason orr penman brand banks elder dick cross
    """
)
STREETS = word_set(
    """
    street road avenue drive lane place crescent terrace court gardens grove wynd loan brae quay house ward lodge
    care nursing
    """
)
