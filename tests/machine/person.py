"""Anybody at all: a person who does everything that people do, in any order, from anywhere in the talk."""

from hypothesis import strategies as st
from hypothesis.stateful import initialize
from machine.always import Always
from machine.coming_back import ComesBack
from machine.reminding import IsReminded
from machine.shelves import BOTH, SHELVES, THINGS
from machine.speaking import SCRIBES

from flows.engine.capabilities import TranscriptionService
from flows.engine.events import Delivered
from flows.model.decision import DecisionVerdict

STARTS = ("new", "agreed", "answering", "answering", "answered", "answered", "with_issuer", "came back", "came back")
BADGES = ("OB-1249", THINGS, BOTH)


class Person7(ComesBack, IsReminded, Always):
    """One person, who does anything at all, and a bot that must keep its promises."""

    @initialize(
        shelf=st.sampled_from(sorted(SHELVES)),
        start=st.sampled_from(STARTS),
        badge=st.sampled_from(BADGES),
        scribe=st.sampled_from(SCRIBES),
        spoken=st.booleans(),
        wanted=st.sampled_from([{0}, {0, 3}, set()]),
    )
    def begin(
        self, shelf: str, start: str, badge: str, scribe: TranscriptionService | None, spoken: bool, wanted: set[int]
    ) -> None:
        """Somebody finds the bot, and has perhaps come some way."""
        self.shelf, self.scribe = SHELVES[shelf], scribe
        if start == "new":
            return
        self.command("start", badge)
        self.press_data("agree||")
        if start != "agreed" and self.desk.in_hand:
            self.settles_the_facts()
        if start in STARTS[4:] and self.desk.in_hand:
            self._comes_far(start, spoken=spoken, wanted=wanted)

    def _comes_far(self, start: str, *, spoken: bool, wanted: set[int]) -> None:
        self.press_data(f"stay|{self.desk.person.in_hand}|")
        badge = self.shelf.at(self.desk.in_hand.badge, self.desk.in_hand.version)
        if spoken and badge.questions:
            self.speaks_and_is_written_down(which=1, count=30, act="words-ok", same=True)
        if spoken and badge.prerequisites:
            self.gives_a_file(source=3, big=False, quiet=False, caption="", back=1)
            self.gives_links(same=[False, False, False], number="", fault=False)
        self.writes_enough()
        if start in ("with_issuer", "came back"):
            self.goes_all_the_way(ai=False)
        if start in ("with_issuer", "came back") and self.packs:
            self.news_comes(kind=Delivered, which=0, twice=False)
        if start == "came back" and self.packs:
            self.the_issuer_decides(verdict=DecisionVerdict.returned, wanted=wanted, which=0, days=9)
