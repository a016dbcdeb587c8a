"""The wish to have words deleted for good: said in many ways, and never found in evidence."""

import pytest

from flows.understanding.own_data import wants_deleted

WISHES = (
    "delete it for good", "Delete for good!", "remove her name completely", "please remove his name for ever",
    "can you wipe that from your records", "could you delete what I took out permanently please", "erase them forever",
    "permanently delete it", "take Mrs Campbell's name out completely", "I want it deleted for good",
    "get rid of those words once and for all", "don't keep what I took out", "delete the recording for good",
    "remove the resident's name completely", "I want to delete that for good", "scrub my last message permanently",
    "remove all of it for good", "delete that so nobody can see it", "ok delete it for good now",
    "take out for good", "Take it out for good", "I named a resident, take it out for good", "shred it", "destroy that",
    "I said her name, please delete it for good", "oops that had his details in it. can you wipe it completely?",
    "make sure that's properly deleted", "delete the words I took out", "get shot of that for good",
    "chuck it for good", "I don't want you to keep it", "I'd like that taken out for good",
)  # fmt: skip
OTHERS = (
    "We removed her name completely from the board in the hall.",
    "I delete it for good when a shift ends, as we agreed.",
    "delete it", "take it out", "delete my account", "delete everything about me",
    "The old chart was removed for good and the team agreed on a new one.", "He left for good.",
    "I forgot it completely", "stop", "remove the trolley from the corridor completely and then lock the door",
    "We take the dressings off completely before we look at the wound.",
    "I wrote the plan on the board, wipe it completely is what she said", "Take out the bins, for good measure",
    "I shred it every night", "I put the cream away, take it out for good",
    "I asked for her name and details, we destroy it after a year", "delete what I took out of the cupboard",
)  # fmt: skip


@pytest.mark.parametrize("text", WISHES)
def test_a_wish_is_understood(text: str) -> None:
    """In plain words, with a name or without."""
    assert wants_deleted(text)


@pytest.mark.parametrize("text", OTHERS)
def test_other_messages_are_no_such_wish(text: str) -> None:
    """What happened at work, a single word, or a wish for something else."""
    assert not wants_deleted(text)
