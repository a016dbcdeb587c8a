"""The table of awards with an issuer's slips, which `python -m support.award_answers` prints."""

import pytest
from support.award_answers import answers
from support.bad_awards import FILES

pytestmark = pytest.mark.slow

WANTED = {
    "an award of Open Badges 2.0": "checked",
    "one of Open Badges 1.0 (BadgeKit)": "checked",
    "a profile without an id": "checked",
    "a profile with http for https": "checked",
    "a profile with a slash more": "checked",
    "a profile with another id": "NotRight: contradictory",
    "a profile for each badge (Moodle)": "checked",
    "capitals in the address, hashed": "checked",
    "another person's, hashed": "NotRight: wrong_person",
    "a credential as VC-JWT": "checked",
    "one without `sub`": "checked",
    "one without `jti`": "NotChecked: unknown_form",
    "one with another `jti`": "NotRight: contradictory",
    "a credential with a proof inside": "checked",
}


async def test_each_slip_has_its_answer() -> None:
    """What is missing is not held against the worker; what contradicts is."""
    found = {name: answer async for name, answer in answers() if name not in FILES}
    assert found == WANTED
