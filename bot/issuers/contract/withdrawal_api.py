"""OpenAPI description of the withdrawal message, and what each answer to it means."""

from collections.abc import Mapping

from bot.issuers.contract import submission_api

_Json = Mapping[str, object]


def operation() -> _Json:
    """The POST of a withdrawal."""
    schema = {"$ref": "#/components/schemas/Withdrawal"}
    return {
        "operationId": "withdraw",
        "summary": "An applicant takes back what they sent, or a repeat of that.",
        "description": _ABOUT,
        "parameters": submission_api.parameters("TB-KF6-GK9-KD6-1-withdrawn"),
        "requestBody": {"required": True, "content": {"application/json": {"schema": schema}}},
        "responses": submission_api.answers({"description": _KNOWN}),
    }


_KNOWN = "You know it. The applicant is told so. The body of the answer is not read."
_ABOUT = (
    "It goes to the same address as submissions, and is signed in the same way. Decide nothing more on the "
    "application: what you still say of it is shown to the applicant, and changes nothing on the bot's side. Answer a "
    "repeat of `webhook-id` as the first time. A system that refuses it is taken for one that has no room for it, and "
    "the applicant is asked to write to you."
)
