"""A person who knows where they are going, so that the far stages are near; and news of what was sent."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from machine.phone import REWORKED
from machine.writing import Writes

from flows.engine.events import (
    DecisionMade,
    DecisionOverdue,
    Delivered,
    DeliveryDelayed,
    DeliveryFailed,
    HandedOver,
    WithdrawalDelivered,
    WithdrawalFailed,
)
from flows.engine.payloads import OfFact, OfQuestion
from flows.engine.prompts import Prompt, PromptKind
from flows.model.decision import Decision, DecisionVerdict, Remark
from flows.model.stages import Stage
from flows.rules.evidence.answers import words

NEWS = (
    *(Delivered, Delivered, DeliveryDelayed, DeliveryFailed, HandedOver, DecisionOverdue),
    *(WithdrawalDelivered, WithdrawalFailed),
)
FACTS = {
    "name": "Mary Ross",
    "email": "mary@example.org",
    "registration_number": "1234567",
    "register_parts": "3",
    "employer": "Glen Care",
}


class Sends(Writes):
    """Somebody who goes all the way, and hears what became of it."""

    @precondition(lambda self: self.is_at(Stage.checking))
    @rule()
    def settles_the_facts(self) -> None:
        """Answers whatever is asked until the questions come."""
        draft = self.desk.in_hand
        self.press_data(f"right|{draft.id}|")
        self.press_data(f"same|{draft.id}|")
        badge = self.shelf.at(draft.badge, draft.version)
        for fact in badge.facts:
            if not self.desk.in_hand.facts_confirmed or fact.id not in self.desk.in_hand.facts:
                self.send(FACTS[fact.id], Prompt(PromptKind.fact, draft.id, OfFact(fact.id)))
            if fact.options:
                self.press_data(f"chosen|{draft.id}|{fact.id}")

    @precondition(lambda self: self.is_at(Stage.answering, Stage.returned))
    @rule()
    def writes_enough(self) -> None:
        """Gives every question what it still needs, and ticks every badge that is asked for."""
        draft = self.desk.in_hand
        badge = self.shelf.at(draft.badge, draft.version)
        for question in badge.questions:
            need = question.minimum - (words(draft.answers[question.id]) if question.id in draft.answers else 0)
            if need > 0:
                self.send(self.written(need), Prompt(PromptKind.question, draft.id, OfQuestion(question.id)))
        if len(draft.held) < badge.needed:
            self.press_data(f"holdall|{draft.id}|")

    @precondition(lambda self: self.is_at(Stage.answering, Stage.reviewing, Stage.returned))
    @rule()
    def goes_on_to_declare(self) -> None:
        """Goes on from the check, keeping what was pointed out."""
        for data in ("stay", "review", "accept", "keepw", "nobody"):
            self.press_data(f"{data}|{self.desk.person.in_hand}|")

    @precondition(lambda self: self.is_at(Stage.declaring))
    @rule(ai=st.booleans())
    def declares_and_sends(self, ai: bool) -> None:
        """Says yes to everything and presses send twice."""
        draft = self.desk.in_hand
        self.press_data(f"ai-{'yes' if ai else 'no'}|{draft.id}|")
        if ai:
            self.send("ChatGPT", Prompt(PromptKind.ai_tool, draft.id))
            self.send("https://chat.example.org/share/1", Prompt(PromptKind.ai_link, draft.id))
        for declaration in self.shelf.at(draft.badge, draft.version).declarations:
            self.press_data(f"decl|{draft.id}|{declaration.id}")
        self.press_data(f"send|{draft.id}|")
        # A second attempt in which nothing changed is asked about once.
        self.press_data(f"send!|{draft.id}|")
        self.press_data(f"send|{draft.id}|")

    @precondition(lambda self: self.is_at(*REWORKED))
    @rule(ai=st.booleans())
    def goes_all_the_way(self, ai: bool) -> None:
        """Does whatever is still to be done, and sends."""
        draft = self.desk.in_hand
        for question in self.shelf.at(draft.badge, draft.version).questions:
            if draft.returned and draft.returned.about(question.id):
                self.press_data(f"leave|{draft.id}|{question.id}")
        self.writes_enough()
        self.goes_on_to_declare()
        if self.is_at(Stage.declaring):
            self.declares_and_sends(ai=ai)

    @precondition(lambda self: self.packs)
    @rule(kind=st.sampled_from(NEWS), which=st.integers(0, 5), twice=st.booleans())
    def news_comes(self, kind: type[Delivered], which: int, twice: bool) -> None:
        """News of a delivery comes, perhaps twice, perhaps of an attempt that is over."""
        pack = self.packs[-(1 + which % len(self.packs))]
        for _ in range(1 + twice):
            at, fresh = self.stamp(1)
            self.take(kind(at=at, fresh=fresh, draft=pack.draft, attempt=pack.attempt))

    @precondition(lambda self: self.packs)
    @rule(
        verdict=st.sampled_from([*DecisionVerdict, DecisionVerdict.returned, DecisionVerdict.returned]),
        wanted=st.sets(st.integers(0, 4), max_size=3),
        which=st.integers(0, 3),
        days=st.sampled_from([None, 0, 9]),
    )
    def the_issuer_decides(
        self, verdict: DecisionVerdict, wanted: set[int], which: int, days: int | None = None
    ) -> None:
        """The issuer says something of an attempt, perhaps of one that is over, or not said to be there."""
        pack = self.packs[-(1 + which % len(self.packs))]
        remarks = tuple(Remark(a.criterion_id, n not in wanted, "Say more.") for n, a in enumerate(pack.answers))
        at, fresh = self.stamp(1)
        by = None if days is None else (at.replace(day=1) if not days else at).date()
        decision = Decision(verdict, "Thank you.", remarks if wanted else (), reply_by=by)
        self.take(DecisionMade(at=at, fresh=fresh, draft=pack.draft, attempt=pack.attempt, decision=decision))

    @precondition(lambda self: self.packs)
    @rule(wanted=st.lists(st.integers(1, 5), max_size=3), every=st.booleans(), back=st.integers(0, 3))
    def tells_of_a_letter(self, wanted: list[int], every: bool, back: int) -> None:
        """The worker says that the issuer asks for more, copies the letter, and says for which questions."""
        draft = self.packs[-(1 + back % len(self.packs))].draft
        self.press_data(f"wrote|{draft}|")
        self.press_data(f"more|{draft}|")
        self.send("They wrote this.", Prompt(PromptKind.their_words, draft))
        for number in wanted:
            self.press_data(f"which|{draft}|{number}")
        self.press_data(f"{'every' if every else 'these'}|{draft}|")

    @precondition(lambda self: self.is_at(Stage.sending))
    @rule(steps=st.lists(st.sampled_from([DeliveryFailed, HandedOver, "take", "sent", "copy", "review"]), max_size=6))
    def takes_it_there(self, steps: list[type[HandedOver] | str]) -> None:
        """It cannot be delivered, and the worker takes it there; or that is how it goes to this issuer."""
        for step in steps:
            if isinstance(step, str):
                self.press_data(f"{step}|{self.desk.person.in_hand}|")
            else:
                self.news_comes(kind=step, which=0, twice=False)

    @precondition(lambda self: self.packs)
    @rule(awarded=st.booleans(), back=st.integers(0, 3))
    def tells_how_it_ended(self, awarded: bool, back: int) -> None:
        """The worker says that they have the badge, or that the issuer said no."""
        draft = self.packs[-(1 + back % len(self.packs))].draft
        self.press_data(f"wrote|{draft}|")
        self.confirm(f"{'award!' if awarded else 'no!'}|{draft}|")
