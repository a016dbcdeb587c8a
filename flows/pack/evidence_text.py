"""The evidence as one plain text, as the assessor reads it."""

from flows.pack.pack import PackAi, PackAnswer, PackFact, PackLink


def statement(
    facts: tuple[PackFact, ...],
    answers: tuple[PackAnswer, ...],
    ai: PackAi,
    whole: PackLink | None = None,
    held: str = "",
) -> str:
    """The evidence as one plain text: facts, badges held, a link for all of it, each answer under its heading, AI.

    Facts that are not part of the evidence, such as the email address, are left out: anyone who is shown the
    badge can read this text.
    """
    top = "\n".join(f"{fact.label}: {', '.join(fact.values)}" for fact in facts if fact.in_evidence)
    passages = [f"{number}. {a.heading}\n\n{a.text}" for number, a in enumerate(answers, 1)]
    return "\n\n".join(filter(None, [top, held, whole.line if whole else "", *passages, ai_line(ai)]))


def ai_line(ai: PackAi) -> str:
    """What the evidence says of AI tools; empty where the worker was not asked, or has not yet said all."""
    if ai.used is None or (ai.used and not (ai.tool and (ai.link or ai.no_link))):
        return ""
    if not ai.used and ai.written_down:
        return "AI tools: I did not use any but the program that wrote down what I said, as marked above."
    if not ai.used:
        return "AI tools: I did not use any."
    if not ai.link:
        return f"AI tools: I used {ai.tool}. I have no link to the chat."
    return f"AI tools: I used {ai.tool}. The chat can be read at {ai.link}"
