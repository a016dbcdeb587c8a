"""What each chat says and presses. Step by step the same for every bot; only the wording differs."""

from dataclasses import dataclass, replace
from itertools import cycle, islice
from random import Random

MINIMA = (50, 25, 150, 150, 75)
SHARE_TOO_SHORT = 0.3
_WORDS = "This year I spent time on shift with our team and looked again at how we plan support each morning"


@dataclass(frozen=True, slots=True)
class DialogueStep:
    """One thing that a person does, and what the message must hold that answers it."""

    act: str
    """What is said; or with `press`, how the button's label begins."""
    answer: str
    press: bool = False


@dataclass(frozen=True, slots=True)
class BotWording:
    """How one bot words what all of them ask."""

    start: str
    consent: str
    yes: str
    right: str
    facts: tuple[str, str, str]
    part: str
    chosen: str
    done: str
    employer: str
    question: str
    short: str
    enough: str
    next: str
    check: str
    checked: str
    on: str
    ai: str
    no: str
    statement: str
    last: str
    send: str
    sent: str


TEABREAK = BotWording(
    start="/start OB-1249",
    consent="Do you agree",
    yes="Yes, this is for me",
    right="right badge for you",
    facts=("full name", "email address", "registration number"),
    part="Which part",
    chosen="Chosen: Social care",
    done="That is all",
    employer="employer",
    question="Question {} of 5",
    short="more word",
    enough="You have enough",
    next="Next question",
    check="Check my answers",
    checked="All the rules are met",
    on="Carry on to sending",
    ai="AI tool",
    no="No, I did not",
    statement="Statement {}",
    last="Last look",
    send="Send my application",
    sent="your own copy",  # under the file that comes last of all
)

FORM = replace(
    TEABREAK,
    start="/start",
    consent="Is that all right?",
    right="Is this your badge?",
    part="part of the Register",
    chosen="You chose",
    short="Write more",
    enough="That is enough",
    checked="Everything is there",
    on="Go on",
    ai="AI tools",
    last="Ready to send",
    send="Send it",
    sent="has been sent",
)
"""The two ordinary bots say the same as each other."""


def script(wording: BotWording, seed: int, *, sends: bool = False) -> tuple[DialogueStep, ...]:
    """An application from /start to the last look, or sent. The same seed makes the same steps for every bot."""
    chance = Random(seed)
    w = wording
    steps = [
        DialogueStep(w.start, w.consent),
        DialogueStep("I agree", w.right, press=True),
        DialogueStep(w.yes, w.facts[0], press=True),
        DialogueStep("Morag Bell", w.facts[1]),
        DialogueStep("morag@example.org", w.facts[2]),
        DialogueStep("1234567", w.part),
        DialogueStep("3. Social care", w.chosen, press=True),
        DialogueStep(w.done, w.employer, press=True),
        DialogueStep("Glen Care Home", w.question.format(1)),
    ]
    for number, minimum in enumerate(MINIMA, 1):
        if chance.random() < SHARE_TOO_SHORT:
            steps.append(DialogueStep(_text(minimum * 6 // 10, chance), w.short))
        steps.append(DialogueStep(_text(minimum + 5, chance), w.enough))
        if number < len(MINIMA):
            steps.append(DialogueStep(w.next, w.question.format(number + 1), press=True))
    steps += [
        DialogueStep(w.check, w.checked, press=True),
        DialogueStep(w.on, w.ai, press=True),
        DialogueStep(w.no, w.statement.format(1), press=True),
        *(DialogueStep("I agree", w.statement.format(number), press=True) for number in range(2, 6)),
        DialogueStep("I agree", w.last, press=True),
    ]
    if sends:
        steps.append(DialogueStep(w.send, w.sent, press=True))
    return tuple(steps)


def _text(words: int, chance: Random) -> str:
    start = chance.randrange(20)
    # A made-up name, for a sentence that stands in two answers is told of at the check, and has to be looked at.
    name = "".join(chance.choices("aeiklmnorst", k=8)).title()
    return " ".join([name, *islice(cycle(_WORDS.split()), start, start + words - 1)]) + "."
