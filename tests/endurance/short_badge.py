"""A badge that takes few messages, of an issuer whose system takes submissions at an address that a test gives.

Where hundreds of people apply, what is tried is that each application arrives once, and not how long one is.
"""

import json
from dataclasses import dataclass
from pathlib import Path

import yaml
from support.scripted_worker import marked, text

from bot.playground.telegram import ChatPerson
from criteria.publish import publish
from criteria.reader import HERE
from flows.engine.buttons import Action, Button

CODE = "SHORT-1"
WORDS = 12


def laid_out(folder: Path, url: str) -> Path:
    """A criteria folder with the badge alone, made of one that comes with the program."""
    badge = yaml.safe_load((HERE / "badges/cpl-2025-leadership/2025-1.yaml").read_text(encoding="utf-8"))
    badge |= {"id": "short", "version": "2025-1", "code": CODE, "facts": badge["facts"][:2]}
    badge |= {"words": {"minimum": WORDS, "maximum": 100}, "declarations": badge["declarations"][:1]}
    badge |= {"ai": {"rule": "silent"}, "sound": "no"}
    badge["questions"] = [{**badge["questions"][0], "minimum": WORDS}]
    issuer = yaml.safe_load((HERE / "issuers/sssc.yaml").read_text(encoding="utf-8"))
    issuer |= {"route": "webhook", "webhook": {"url": url}}
    for name, content in (("badges/short/2025-1.yaml", badge), ("issuers/sssc.yaml", issuer)):
        path = folder / name
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(content, default=str), encoding="utf-8")
    publish(folder)
    return folder


@dataclass
class Applicant:
    """Somebody who applies with words that nobody else has."""

    person: ChatPerson
    within: float

    @property
    def said(self) -> str:
        """The whole of the evidence."""
        return " ".join(f"c{self.person.id}word{number}" for number in range(WORDS))

    @property
    def facts(self) -> dict[str, object]:
        """What must be said of the applicant."""
        return {"name": f"Morag {marked(self.person.id)}", "email": f"morag{self.person.id}@glen.example.org"}

    async def apply(self) -> None:
        """From Start to "is sent". TimeoutError where the phone does not show what has to come."""
        self.person.start(CODE)
        await self._sees("computer program")
        for step, wanted in (
            (Action.agree, "right badge for you"),
            (Action.right, "full name"),
            (str(self.facts["name"]), "email address?"),
            (str(self.facts["email"]), "Question 1"),
            (self.said, f"{WORDS} words"),
            (Action.review, "All the rules are met"),
            (Action.accept, "Statement 1"),
            (Action.agree_to, "Last look"),
            (Action.send, "is sent"),
        ):
            if isinstance(step, str):
                self.person.say(step)
            else:
                self._presses(step)
            await self._sees(wanted)

    async def _sees(self, wanted: str) -> None:
        await self.person.sees(wanted, within=self.within)

    def _presses(self, action: Action) -> None:
        for message in reversed(self.person.bot_messages):
            for button in message.buttons:
                press = Button.parse(button.data or "")
                if press is not None and press.action is action:
                    self.person.tap(press.data, message)
                    return
        raise LookupError(f"no button for {action.value}; last seen: {text(self.person.bot_messages[-1])}")
