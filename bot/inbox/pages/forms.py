"""What an assessor may do with a submission: one form for each act."""

from collections.abc import Callable, Mapping

from bot.inbox.html import Html, Node, tag
from bot.inbox.pages.answers import Reading
from bot.inbox.pages.marking import RETURN, described, problem
from bot.inbox.wishes import DecisionForm
from bot.issuers.contract.decision import LONGEST_COMMENT, LONGEST_CREDENTIAL


def forms(reading: Reading) -> Node:
    """Every form that fits how the submission stands; None where nothing can be said any more."""
    acts = reading.seen.acts
    if not acts:
        return None
    return tag(
        "section",
        tag("h2", "Your decision"),
        _about(reading),
        *(_FORMS[act](reading) for act in acts),
        id="decision",
        class_="decision",
    )


def _about(reading: Reading) -> Html:
    words = "The applicant reads your words in their chat, as you write them."
    if "returned" not in reading.seen.acts and "awarded" in reading.seen.acts:
        words = f"You have asked for more. The next attempt comes here by itself. {words}"
    return tag("p", words)


def _form(reading: Reading, act: str, title: str, *fields: Node, button: str, kind: str = "choice") -> Html:
    return tag(
        "form",
        tag("h3", title),
        tag("input", type="hidden", name="act", value=act),
        *fields,
        tag("button", button, type="submit", class_=kind),
        method="post",
        action=f"/inbox/{reading.kept.id}/decisions",
        id=RETURN if act == "returned" else act,
        novalidate=True,
        class_="card",
    )


def _filled(reading: Reading, act: str) -> DecisionForm:
    return reading.wish if reading.wish.act == act else DecisionForm()


def _comment(reading: Reading, act: str, label: str) -> Html:
    at = f"{act}-comment"
    area = tag(
        "textarea",
        "\n" + _filled(reading, act).comment,
        name="comment",
        id=at,
        rows="3",
        maxlength=str(LONGEST_COMMENT),
        **described(reading.problems, at),
    )
    return tag("label", label, " ", problem(reading.problems, at), area)


def _field(reading: Reading, name: str, kind: str, value: str, label: str) -> Html:
    wrong = described(reading.problems, name)
    box = tag("input", type=kind, name=name, id=name, value=value, autocomplete="off", **wrong)
    return tag("label", label, " ", problem(reading.problems, name), box)


def _received(reading: Reading) -> Html:
    words = tag("p", "Tell the applicant that somebody has it. Nothing else changes.")
    return _form(reading, "received", "It has arrived", words, button="Say that it has arrived")


def _returned(reading: Reading) -> Html:
    words = (
        "Mark each answer above. Those that need more open again for the applicant, and all others stay as they are."
        if reading.kept.manifest.data.answers
        else "Say which badges you need to see, or what else is missing. The applicant can then change their list."
    )
    return _form(
        reading,
        "returned",
        "Ask for more",
        tag("p", words),
        tag("p", "No answer is marked yet.", id="marked", hidden=True, class_="count"),
        _comment(reading, "returned", "To the applicant, about all of it (you may leave it empty)"),
        _field(
            reading, "reply_by", "date", _filled(reading, "returned").reply_by, "Until when (you may leave it empty)"
        ),
        button="Ask for more",
    )


def _awarded(reading: Reading) -> Html:
    link = _filled(reading, "awarded").link
    return _form(
        reading,
        "awarded",
        "Award the badge",
        _field(reading, "link", "url", link, "Where the badge can be seen: https://… (you may leave it empty)"),
        _credential(reading),
        _comment(reading, "awarded", "To the applicant (you may leave it empty)"),
        button="Award the badge",
        kind="choice primary",
    )


def _credential(reading: Reading) -> Html:
    area = tag(
        "textarea",
        "\n" + _filled(reading, "awarded").credential,
        name="credential",
        id="credential",
        rows="2",
        maxlength=str(LONGEST_CREDENTIAL),
        spellcheck="false",
        autocomplete="off",
        **described(reading.problems, "credential"),
    )
    words = "The badge itself, as signed text or JSON, for the applicant to keep (you may leave it empty)"
    return tag("label", words, " ", problem(reading.problems, "credential"), area)


def _declined(reading: Reading) -> Html:
    why = _comment(reading, "declined", "Why, in words for the applicant")
    return _form(reading, "declined", "Decline", why, button="Decline", kind="choice danger")


def _revoked(reading: Reading) -> Html:
    why = _comment(reading, "revoked", "Why, in words for the applicant")
    return _form(reading, "revoked", "Take the badge back", why, button="Take the badge back", kind="choice danger")


_FORMS: Mapping[str, Callable[[Reading], Html]] = {
    "received": _received,
    "returned": _returned,
    "awarded": _awarded,
    "declined": _declined,
    "revoked": _revoked,
}


def summary(reading: Reading) -> Node:
    """All that has to be put right, at the top, each with a way to its field."""
    if not reading.problems:
        return None
    lines = (tag("li", tag("a", one.text, href=f"#{one.at}")) for one in reading.problems)
    return tag(
        "div",
        tag("h2", "Nothing is sent yet"),
        tag("ul", *lines),
        id="wrong",
        role="alert",
        class_="card summary",
    )
