"""What an assessor may do with a submission: one form, with a box and a button for each act.

It is one form so that whatever was filled in comes along with every act, and nothing that was written is dropped.
"""

from collections.abc import Callable, Mapping

from bot.inbox.html import Html, Node, tag
from bot.inbox.pages.answers import Reading
from bot.inbox.pages.marking import FORM, described, problem
from bot.inbox.wishes import SURE
from bot.issuers.contract.decision import LONGEST_COMMENT, LONGEST_CREDENTIAL


def forms(reading: Reading) -> Node:
    """Every form that fits how the submission stands; None where nothing can be said any more."""
    acts = reading.seen.acts
    if not acts:
        return None
    return tag(
        "section",
        tag("h2", "Your decision"),
        tag(
            "form",
            # Enter in a field presses the first button of its form: this one, which decides nothing.
            tag("button", "Look it over", type="submit", name="act", value="", hidden=True),
            _about(reading),
            *(_BOXES[act](reading) for act in acts),
            method="post",
            action=f"/inbox/{reading.kept.id}/decisions",
            id=FORM,
            novalidate=True,
            class_="decision",
        ),
        id="decision",
    )


def _about(reading: Reading) -> Html:
    words = "The applicant reads your words in their chat, as you write them."
    if "returned" not in reading.seen.acts and "awarded" in reading.seen.acts:
        words = f"You have asked for more. The next attempt comes here by itself. {words}"
    return tag("p", words)


def _box(act: str, title: str, *fields: Node, button: str, kind: str = "choice") -> Html:
    return tag(
        "section",
        tag("h3", title),
        *fields,
        tag("button", button, type="submit", name="act", value=act, class_=kind),
        id=act,
        class_="card",
    )


def _comment(reading: Reading, act: str, label: str) -> Html:
    at = f"{act}-comment"
    area = tag(
        "textarea",
        "\n" + reading.wish.comments.get(act, ""),
        name=f"comment-{act}",
        id=at,
        rows="3",
        data_most=str(LONGEST_COMMENT),
        **described(reading.problems, at),
    )
    return tag("label", label, " ", problem(reading.problems, at), area)


def _field(reading: Reading, name: str, kind: str, value: str, label: str) -> Html:
    wrong = described(reading.problems, name)
    box = tag("input", type=kind, name=name, id=name, value=value, autocomplete="off", **wrong)
    return tag("label", label, " ", problem(reading.problems, name), box)


def _received(reading: Reading) -> Html:
    words = tag("p", "Tell the applicant that somebody has it. Nothing else changes.")
    return _box("received", "It has arrived", words, button="Say that it has arrived")


def _returned(reading: Reading) -> Html:
    words = (
        "Mark each answer above. Those that need more open again for the applicant, and all others stay as they are."
        if reading.kept.manifest.data.answers
        else "Say which badges you need to see, or what else is missing. The applicant can then change their list."
    )
    return _box(
        "returned",
        "Ask for more",
        tag("p", words),
        tag("p", "No answer is marked yet.", id="marked", hidden=True, class_="count"),
        _comment(reading, "returned", "To the applicant, about all of it (you may leave it empty)"),
        _field(reading, "reply_by", "date", reading.wish.reply_by, "Until when (you may leave it empty)"),
        button="Ask for more",
    )


def _awarded(reading: Reading) -> Html:
    return _box(
        "awarded",
        "Award the badge",
        _field(reading, "link", "url", reading.wish.link, "Where the badge can be seen: https://… (may stay empty)"),
        _credential(reading),
        _comment(reading, "awarded", "To the applicant (you may leave it empty)"),
        button="Award the badge",
        kind="choice primary",
    )


def _credential(reading: Reading) -> Html:
    area = tag(
        "textarea",
        "\n" + reading.wish.credential,
        name="credential",
        id="credential",
        rows="2",
        data_most=str(LONGEST_CREDENTIAL),
        spellcheck="false",
        autocomplete="off",
        **described(reading.problems, "credential"),
    )
    words = "The badge itself, as signed text or JSON, for the applicant to keep (you may leave it empty)"
    return tag("label", words, " ", problem(reading.problems, "credential"), area)


def _declined(reading: Reading) -> Html:
    why = _comment(reading, "declined", "Why, in words for the applicant")
    return _box("declined", "Decline", why, button="Decline", kind="choice danger")


def _revoked(reading: Reading) -> Html:
    why = _comment(reading, "revoked", "Why, in words for the applicant")
    return _box("revoked", "Take the badge back", why, button="Take the badge back", kind="choice danger")


_BOXES: Mapping[str, Callable[[Reading], Html]] = {
    "received": _received,
    "returned": _returned,
    "awarded": _awarded,
    "declined": _declined,
    "revoked": _revoked,
}


ANYWAY = {
    "returned": "Ask for more all the same",
    "awarded": "Award the badge all the same",
    "declined": "Decline all the same",
    "revoked": "Take the badge back all the same",
}


def _anyway(act: str) -> Html:
    return tag("button", ANYWAY[act], type="submit", name="act", value=f"{act} {SURE}", form=FORM, class_="choice")


def summary(reading: Reading) -> Node:
    """All that has to be put right, at the top, each with a way to its field."""
    if not reading.problems:
        return None
    lines = (tag("li", tag("a", one.text, href=f"#{one.at}")) for one in reading.problems)
    return tag(
        "div",
        tag("h2", "Nothing is sent yet"),
        tag("ul", *lines),
        _anyway(reading.wish.act) if reading.asks else None,
        id="wrong",
        role="alert",
        class_="card summary",
    )
