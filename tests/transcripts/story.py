"""Stories: a conversation as a founder would tell it, and what must come of every turn.

A story is written by hand:

    story: what it shows, in a sentence
    start: answering                  # a function of `starts.py`; `new` where it is left out
    badges: two open badges           # a library of `starts.py`
    reminders: "on"                   # or `undecided`; unwanted where it is left out
    scribe: here                      # who writes recordings down: a host, `here`, or nobody where it is left out
    turns:
      - say: «30 care»                # thirty words; any text may hold such a mark
        says: [30 of 50]              # each stands in what the bot says; `silent` lists what must not
        replies: [Progress]           # the kinds of the replies, in order
        buttons: [Next question]      # each is offered; `hidden` lists what must not be
        stage: answering
        counts: {topic: 30}           # words of an answer, by the strict count
      - press: Next question
    ends: {stage: answering, packs: 0}

A turn is one of: say, forward, press, old (the oldest button of that name), data (of a button nobody drew), edit,
thing, give (files), look (what was found in them and behind links), speak, written (what a program heard in the last
recording), happens, decides (the issuer), calendar (the next reminder, or its absence). `wait` and `badges` beside it
say how long the worker waits before, and how the library has changed.

The stories that show the product have a line `---` and, below it, what was said, for people to read. `make goldens`
rewrites it; a test compares it. The others check what they are about, and end above the line.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path

import yaml
from support.talk import Shown, Talk, award, words
from transcripts.starts import SHELVES, begin

from flows.engine.capabilities import TranscriptionService
from flows.engine.effects import CheckAward, CheckOwnAward, DeliverPack, KeepMedia
from flows.engine.events import (
    AnyEvent,
    AttachmentKind,
    AttachmentSent,
    AudioLate,
    AwardLate,
    ButtonPressed,
    DecisionMade,
    DecisionOverdue,
    Delivered,
    DeliveryDelayed,
    DeliveryFailed,
    GroupMessage,
    HandedOver,
    OutageEnded,
    OwnAwardLate,
    PromptCorrected,
    TextSent,
    TurnFailed,
    WithdrawalDelivered,
    WithdrawalFailed,
)
from flows.engine.message import Attachment, Message
from flows.engine.payloads import OfQuestion
from flows.engine.prompts import Prompt, PromptKind
from flows.engine.screen import Screen
from flows.model.attachments.audio import AudioKind, AudioProblem
from flows.model.attachments.award import WHYS, AwardFinding
from flows.model.attachments.award import AwardVerdict as Answer
from flows.model.decision import Decision, DecisionVerdict, Failure, Remark, Way
from flows.model.draft import Draft, TextPart
from flows.model.reminders import ReminderPreferences
from flows.pack.pack import Pack
from flows.rules.evidence.answers import words as strict_words
from flows.rules.reminders import reminder_plan

FOLDER = Path(__file__).parent
LINE = "\n---\n"
_MARK = re.compile(r"«(\d+) ([a-z]+)»")
_RUN = re.compile(r"\b([a-z]+)0(?: \1\d+)+")

Step = Mapping[str, object]


def spelled(text: str) -> str:
    """A text with its marks written out: «3 care» is "care0 care1 care2"."""
    return _MARK.sub(lambda mark: words(int(mark[1]), mark[2]), text)


def shortened(text: str) -> str:
    """A text with every such run of words as its mark again."""
    return _RUN.sub(lambda run: f"«{len(run[0].split())} {run[1]}»", text)


@dataclass
class Story:
    """One file, played once."""

    path: Path
    told: Mapping[str, object]
    kept: str
    talk: Talk
    log: list[str] = field(default_factory=list)

    @classmethod
    def read(cls, path: Path) -> "Story":
        """Reads a file and walks to where its story begins."""
        above, _, below = path.read_text(encoding="utf-8").partition(LINE)
        told = yaml.safe_load(above)
        unknown = set(told) - {"story", "start", "badges", "scribe", "reminders", "turns", "ends"}
        assert not unknown, f"{path.name}: a story has no {sorted(unknown)}"
        talk = begin(told.get("start", "new"), told.get("badges", "as it is"))
        if "scribe" in told:
            talk.scribe = TranscriptionService(None if told["scribe"] == "here" else str(told["scribe"]))
        if "reminders" in told:
            wishes = ReminderPreferences(
                wanted={"on": True, "undecided": None}[str(told["reminders"])], asked=("saved", "sent")
            )
            wishes = wishes if wishes.wanted else ReminderPreferences()
            talk.desk = replace(talk.desk, person=replace(talk.desk.person, reminders=wishes))
        return cls(path, told, below, talk)

    def play(self) -> None:
        """Plays every turn and holds it against what the story says."""
        for number, step in enumerate(self.told["turns"], 1):
            where = f"{self.path.name}, turn {number}"
            packs = len(packed(self.talk))
            self._do(step, where)
            self._hold(step, where, packs)
        self._hold(self.told.get("ends", {}), f"{self.path.name}, the end", 0)

    def chat(self) -> str:
        """What was said, as the lower part of the file has it."""
        lines = "\n".join(self.log).splitlines()
        block = "\n".join(f"  {line}".rstrip() for line in lines)
        return f"# What was said. `make goldens` rewrites it; read the difference.\nchat: |\n{block}\n"

    def rewritten(self) -> str:
        """The whole file with what was said now."""
        above = self.path.read_text(encoding="utf-8").partition(LINE)[0].rstrip("\n")
        return above + LINE + self.chat()

    def _do(self, step: Step, where: str) -> None:
        acts = [name for name in step if name in _ACTS]
        assert len(acts) == 1, f"{where}: one act a turn, not {acts}"
        unknown = set(step) - set(_ACTS) - set(_CHECKS) - {"wait", "badges"}
        assert not unknown, f"{where}: a turn has no {sorted(unknown)}"
        if "badges" in step:
            self.talk.shelf = SHELVES[str(step["badges"])]()
            self.log.append(f"(The badges are now: {step['badges']}.)\n")
        wait = timedelta(seconds=20)
        if "wait" in step:
            amount, unit = str(step["wait"]).split()
            wait = timedelta(**{unit if unit.endswith("s") else unit + "s": int(amount)})
            self.log.append(f"({step['wait']} later.)\n")
        self.talk.now += wait - timedelta(seconds=20)
        act = acts[0]
        self.log.append(_shown_act(act, step[act]))
        _ACTS[act](self.talk, step[act])
        if act == "calendar":
            self.log[-1] = f"(It is {self.talk.now:%A %-d %B %Y, %H:%M}.)\n"
        self.log += [_shown(message) for message in self.talk.said] or ["(Nothing is said.)\n"]

    def _hold(self, step: Step, where: str, packs: int) -> None:
        for name, check in _CHECKS.items():
            if name in step:
                found = check(self.talk, step[name], packs)
                assert not found, f"{where}, {name}: {found}\nThe bot says:\n{self.talk.text()}\n{self.talk.labels()}"


def _shown_act(act: str, what: object) -> str:
    if act == "say":
        return "\n".join(f"> {line}".rstrip() for line in str(what).splitlines()) + "\n"
    if act == "edit":
        assert isinstance(what, Mapping)
        return f'> (edits "{what["from"]}") {what["to"]}\n'
    if act in ("press", "old"):
        return f"> [{what}]\n"
    if act == "decides":
        return f"> (the issuer decides: {what['verdict'] if isinstance(what, Mapping) else what})\n"
    return f"> ({act}: {what})\n"


def _shown(message: Message) -> str:
    lines = [shortened(message.text)]
    if message.replaces:
        lines.insert(0, "(In place:)")
    if message.attachment:
        copy = message.attachment.copy.value if isinstance(message.attachment, Attachment) else "copy of everything"
        lines.insert(0, f"(A file: {copy})")
    if message.recording:
        lines = ["(A recording is played.)"]
    lines += [" ".join(f"[{button.label}]" for button in row) for row in message.buttons]
    return "\n".join(lines) + "\n"


def _say(talk: Talk, what: object) -> None:
    talk.say(spelled(str(what)))


def _forward(talk: Talk, what: object) -> None:
    at, fresh = talk._stamp(timedelta(seconds=20))
    under, key = talk.place(), talk._key()
    talk.shown.append(Shown(key, text=spelled(str(what))))
    talk.take(TextSent(at=at, fresh=fresh, key=key, text=spelled(str(what)), under=under, forwarded=True))


def _press(talk: Talk, what: object) -> None:
    talk.press(str(what))


def _old(talk: Talk, what: object) -> None:
    for shown in talk.shown:
        for button in (b for row in shown.message.buttons for b in row) if shown.message else ():
            if button.label == what:
                at, fresh = talk._stamp(timedelta(seconds=20))
                talk.take(ButtonPressed(at=at, fresh=fresh, data=button.data, message=shown.key, under=talk.place()))
                return
    raise AssertionError(f"there never was a button {what!r}")


def _data(talk: Talk, what: object) -> None:
    at, fresh = talk._stamp(timedelta(seconds=20))
    # Of the draft in hand, where the data name it so.
    data = str(what).replace("{draft}", talk.desk.person.in_hand or "")
    talk.take(ButtonPressed(at=at, fresh=fresh, data=data, message=1, under=talk.place()))


def _speak(talk: Talk, what: object) -> None:
    """The person sends a recording, and it is listened to at once: so many seconds, so many words, what trouble."""
    asked = what if isinstance(what, Mapping) else {}
    talk.speak(str(asked.get("caption", "")), AudioKind(asked.get("kind", "voice")))
    replies, said = talk.replies, talk.said
    if asked.get("arrives", True):
        talk.listen(
            float(asked.get("seconds", 30)),
            int(asked.get("words", 0)),
            AudioProblem(asked["trouble"]) if "trouble" in asked else None,
            str(asked.get("recording", "")),
            container=str(asked.get("container", "ogg")),
            place=bool(asked.get("place", False)),
            unsure=bool(asked.get("unsure", False)),
            copy_size=int(asked.get("bytes", 7000)),
        )
        talk.replies, talk.said = (*replies, *talk.replies), (*said, *talk.said)


def _give(talk: Talk, what: object) -> None:
    """The person sends a file, or several together."""
    for name in _listed(what):
        called, _, caption = name.partition(" | ")
        talk.give(called, caption, too_big=called.startswith("huge"))


def _look(talk: Talk, what: object) -> None:
    """Files and links are looked at in the order sent; each item says what was found of the next one."""
    # What is looked at once more is asked for in the very same words.
    looked = Counter(talk.looked)
    every = [e for e in talk.effects if isinstance(e, CheckAward | CheckOwnAward)]
    waiting = [e for place, e in enumerate(every) if every[: place + 1].count(e) > looked[e]]
    assert isinstance(what, list)
    said: tuple[Message, ...] = ()
    replies: tuple[Screen, ...] = ()
    for asked, given in zip(waiting, what, strict=False):
        every = given if isinstance(given, list) else [given]
        talk.looked.append(asked)
        talk.look(asked, *(_award(talk, asked, one) for one in every))
        replies, said = (*replies, *talk.replies), (*said, *talk.said)
    talk.replies, talk.said = replies, said


def _award(talk: Talk, asked: CheckAward | CheckOwnAward, one: Mapping[str, object]) -> AwardFinding:
    perhaps = tuple(f"thing_{number:02}" for number in one.get("perhaps", ()))
    return award(
        asked,
        talk.now,
        verdict=Answer(one.get("verdict", "checked")),
        why=next((why for why in WHYS if why.value == one.get("why")), None),
        thing=f"thing_{one['thing']:02}" if "thing" in one else None,
        perhaps=perhaps,
        called=str(one.get("called", "")),
        badge=str(one.get("badge", "")),
        content=str(one.get("content", "")),
    )


def _written(talk: Talk, what: object) -> None:
    """A program has written down the last recording: the text, or with how sure it was; nothing if there is none."""
    text, sure = (what["text"], what["sure"]) if isinstance(what, Mapping) else (what, 0.9)
    if text:
        talk.write_down(spelled(str(text)), float(sure))
    else:
        talk.write_nothing()


def _edit(talk: Talk, what: object) -> None:
    assert isinstance(what, Mapping)
    talk.edit(spelled(str(what["from"])), spelled(str(what["to"])))


def _thing(talk: Talk, what: object) -> None:
    name, caption = (what["what"], what["caption"]) if isinstance(what, Mapping) else (what, "")
    at, fresh = talk._stamp(timedelta(seconds=20))
    under, key = talk.place(), talk._key()
    talk.shown.append(Shown(key, text=caption))
    talk.take(
        AttachmentSent(at=at, fresh=fresh, key=key, thing=AttachmentKind(name), caption=spelled(caption), under=under)
    )


def _late(looks: Sequence[CheckAward | CheckOwnAward], at: datetime, fresh: str) -> AnyEvent:
    """The newest award that is looked at takes longer."""
    look = looks[-1]
    if isinstance(look, CheckOwnAward):
        return OwnAwardLate(at=at, fresh=fresh, draft=look.draft)
    return AwardLate(at=at, fresh=fresh, draft=look.draft, key=look.key)


def _happens(talk: Talk, what: object) -> None:
    at, fresh = talk._stamp(timedelta(seconds=20))
    pack = packed(talk)[-1] if packed(talk) else None
    draft, attempt = (pack.draft, pack.attempt) if pack else ("", 0)
    fetch = next((e for e in reversed(talk.effects) if isinstance(e, KeepMedia)), KeepMedia("", 0, ""))
    looks = [e for e in talk.effects if isinstance(e, CheckAward | CheckOwnAward)]
    name, _, about = str(what).partition(": ")
    mine = [shown for shown in talk.shown if shown.message is None]
    events: Mapping[str, Callable[[], AnyEvent]] = {
        "delivered": lambda: Delivered(at=at, fresh=fresh, draft=draft, attempt=attempt),
        "handed over": lambda: HandedOver(at=at, fresh=fresh, draft=draft, attempt=attempt),
        "delivered by email": lambda: Delivered(at=at, fresh=fresh, draft=draft, attempt=attempt, way=Way.email),
        "delivered as": lambda: Delivered(at=at, fresh=fresh, draft=draft, attempt=attempt, receipt=about),
        "delayed": lambda: DeliveryDelayed(at=at, fresh=fresh, draft=draft, attempt=attempt),
        "undeliverable": lambda: DeliveryFailed(at=at, fresh=fresh, draft=draft, attempt=attempt, why=Failure(about)),
        "the issuer knows of it": lambda: WithdrawalDelivered(
            at=at, fresh=fresh, draft=draft, attempt=attempt, way=Way(about)
        ),
        "the issuer cannot be told": lambda: WithdrawalFailed(at=at, fresh=fresh, draft=draft, attempt=attempt),
        "no decision came": lambda: DecisionOverdue(at=at, fresh=fresh, draft=draft, attempt=attempt),
        "the recording is late": lambda: AudioLate(at=at, fresh=fresh, draft=fetch.draft, key=fetch.key),
        "the file is late": lambda: _late(looks, at, fresh),
        "an outage ends": lambda: OutageEnded(at=at, fresh=fresh),
        "a turn fails": lambda: TurnFailed(at=at, fresh=fresh),
        "somebody speaks in a group": lambda: GroupMessage(at=at, fresh=fresh),
        "the last message was meant for": lambda: PromptCorrected(
            at=at, fresh=fresh, key=mine[-1].key, under=Prompt(PromptKind.question, talk.draft.id, OfQuestion(about))
        ),
        "words from before anything was asked": lambda: TextSent(
            at=at, fresh=fresh, key=talk._key(), text=spelled(about), under=None
        ),
    }
    talk.take(events[name]())


def _decide(talk: Talk, what: object) -> None:
    """The issuer says something of the last pack: a verdict, and what goes with it."""
    said = what if isinstance(what, Mapping) else {"verdict": what}
    at, fresh = talk._stamp(timedelta(seconds=2))
    pack = packed(talk)[-1]
    wanted, enough = said.get("wanted", {}), said.get("enough", {})
    assert isinstance(wanted, Mapping)
    assert isinstance(enough, Mapping)
    decision = Decision(
        DecisionVerdict(said["verdict"]),
        comment=str(said.get("comment", "")),
        remarks=(
            *(Remark(str(question), satisfied=False, comment=str(why)) for question, why in wanted.items()),
            *(Remark(str(question), satisfied=True, comment=str(note)) for question, note in enough.items()),
        ),
        reply_by=date.fromisoformat(str(said["reply_by"])) if "reply_by" in said else None,
        link=str(said.get("link", "")),
        reference=str(said.get("reference", "")),
    )
    attempt = int(str(said.get("attempt", pack.attempt)))
    talk.take(DecisionMade(at=at, fresh=fresh, draft=pack.draft, attempt=attempt, decision=decision))


def _calendar(talk: Talk, what: object) -> None:
    """Time passes to the next reminder; or nothing is planned any more."""
    if what == "nothing":
        assert reminder_plan.next_at(talk.shelf, talk.desk, talk.now) is None
        talk.said = talk.replies = ()
    else:
        talk.remind()


_ACTS: Mapping[str, Callable[[Talk, object], None]] = {
    "say": _say,
    "forward": _forward,
    "press": _press,
    "old": _old,
    "data": _data,
    "edit": _edit,
    "speak": _speak,
    "give": _give,
    "look": _look,
    "written": _written,
    "thing": _thing,
    "happens": _happens,
    "decides": _decide,
    "calendar": _calendar,
}


def packed(talk: Talk) -> list[Pack]:
    """The packs that went out, in order."""
    return [effect.pack for effect in talk.effects if isinstance(effect, DeliverPack)]


def _latest(talk: Talk) -> Draft:
    """The draft in hand, or the one that was changed last."""
    return talk.desk.in_hand or max(talk.desk.drafts.values(), key=lambda draft: draft.touched_at)


def _listed(what: object) -> list[str]:
    return [str(item) for item in what] if isinstance(what, list) else [str(what)]


def _check_counts(talk: Talk, what: object, _: int) -> object:
    assert isinstance(what, Mapping)
    held = {name: strict_words(_latest(talk).answers[name]) for name in what if name in _latest(talk).answers}
    return held if held != dict(what) else None


def _differs(found: object, wanted: object) -> object:
    return None if found == wanted else found


def _words_in(parts: tuple[TextPart, ...]) -> int:
    return sum(len(part.text.split()) for part in parts)


def _check_facts(talk: Talk, what: object, _: int) -> object:
    assert isinstance(what, Mapping)
    held = {name: ", ".join(_latest(talk).facts[name].values) for name in what if name in _latest(talk).facts}
    return _differs(held, dict(what))


def _check_pack(talk: Talk, what: object, _: int) -> object:
    assert isinstance(what, Mapping)
    pack = packed(talk)[-1]
    found = {name: getattr(pack, name) for name in what}
    return _differs(found, dict(what))


def _check_consent(talk: Talk, what: object, _: int) -> object:
    consent = talk.desk.person.consent
    return _differs(f"{consent.notice} at {consent.at:%Y-%m-%d %H:%M:%S}" if consent else "none", what)


_CHECKS: Mapping[str, Callable[[Talk, object, int], object]] = {
    "says": lambda talk, what, _: [text for text in _listed(what) if spelled(text) not in talk.text()],
    "silent": lambda talk, what, _: [text for text in _listed(what) if spelled(text) in talk.text()],
    "replies": lambda talk, what, _: _differs([type(reply).__name__ for reply in talk.replies], _listed(what)),
    "buttons": lambda talk, what, _: [label for label in _listed(what) if label not in talk.labels()],
    "hidden": lambda talk, what, _: [label for label in _listed(what) if label in talk.labels()],
    "stage": lambda talk, what, _: _differs(_latest(talk).stage.value, what),
    "counts": _check_counts,
    "facts": _check_facts,
    "consent": _check_consent,
    "held": lambda talk, what, _: _differs(len(_latest(talk).held), what),
    "loose": lambda talk, what, _: _differs(_words_in(_latest(talk).unplaced), what),
    "pasted": lambda talk, what, _: _differs(_words_in(_latest(talk).pasted), what),
    "packs": lambda talk, what, before: _differs(len(packed(talk)) - before, what),
    "pack": _check_pack,
    "drafts": lambda talk, what, _: _differs(len(talk.desk.drafts), what),
    "declared": lambda talk, what, _: _differs(len(_latest(talk).declarations), what),
    "in_hand": lambda talk, what, _: _differs(talk.desk.in_hand.badge if talk.desk.in_hand else "nothing", what),
}


def stories() -> list[Path]:
    """Every story, by name."""
    return sorted(FOLDER.glob("*.yaml"))
