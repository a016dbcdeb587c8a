"""The fields of the forms: what an assessor fills in, with what is wrong beside it."""

from collections.abc import Iterable

from bot.inbox.html import Html, Node, tag
from bot.inbox.wishes import DecisionForm, FormProblem
from bot.issuers.contract.decision import LONGEST_ITEM

FORM = "say"
"""The id of the one form of the page, to which the marks at the answers belong."""


def marking(question: str, wish: DecisionForm, problems: Iterable[FormProblem]) -> Html:
    """Where an assessor says whether an answer is enough."""
    mark = wish.mark(question)
    wrong = tuple(problems)
    choices = (
        _choice(question, "yes", "Enough", mark.satisfied is True),
        _choice(question, "no", "More needed", mark.satisfied is False),
    )
    comment = tag(
        "label",
        "What more you need, or what is good. The applicant reads it. ",
        problem(wrong, f"say-{question}"),
        tag(
            "textarea",
            # A browser takes away one newline at the beginning.
            "\n" + mark.comment,
            name=f"say-{question}",
            id=f"say-{question}",
            form=FORM,
            rows="3",
            data_most=str(LONGEST_ITEM),
            **described(wrong, f"say-{question}"),
        ),
        class_="comment",
    )
    legend = tag("legend", "Is this enough?")
    return tag(
        "fieldset", legend, problem(wrong, f"ok-{question}"), *choices, comment, id=f"ok-{question}", class_="mark"
    )


def _choice(question: str, value: str, label: str, checked: bool) -> Html:
    box = tag("input", type="radio", name=f"ok-{question}", value=value, form=FORM, checked=checked)
    return tag("label", box, " ", label, class_="radio")


def problem(problems: Iterable[FormProblem], at: str) -> Node:
    """What is wrong with a field, beside it."""
    found = next((one for one in problems if one.at == at), None)
    return tag("strong", found.text, id=f"wrong-{at}", class_="wrong") if found else None


def described(problems: Iterable[FormProblem], at: str) -> dict[str, str]:
    """The attributes that tie a field to what is wrong with it."""
    wrong = any(one.at == at for one in problems)
    return {"aria_invalid": "true", "aria_describedby": f"wrong-{at}"} if wrong else {}
