"""Badges that are held: ticked and unticked in every way there is, awards given, looked at late, twice, or anew."""

import hashlib

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from machine.phone import REWORKED
from machine.writing import Writes

from criteria.model import Badge
from flows.engine.effects import CheckAward, CheckOwnAward
from flows.engine.events import AwardLate, AwardsFound, FileSent, OwnAwardFound, OwnAwardLate
from flows.engine.payloads import NOTHING, HeldPart, OfAward, OfFact
from flows.engine.prompts import Prompt, PromptKind
from flows.model.attachments.award import AwardFile, AwardFinding, AwardVerdict, Form, MissingField
from flows.model.attachments.award_check import AwardDoubt, AwardFault
from flows.model.draft import Draft

picks = st.sampled_from(
    ["1", "3", "1-9", "2 to 30", "all", "all but 2, 5", "not 3", "not 1-20", "none", "yes", "no", "0", "24", "next",
     "back", "more badges", "sent", "which", "take out 1", "take out 2", "back", "Thing 4 and 5", "w1x"]
)  # fmt: skip
of_list = st.sampled_from(
    ["lookagain", "held", "heldnext", "heldback", "holdall", "holdnone", "holdnone!", "awards", "for"]
)
kinds = st.sampled_from(["certain", "certain", "perhaps", "none", "of no badge"])
verdicts = st.sampled_from([*AwardVerdict, AwardVerdict.checked])
WHYS = {
    AwardVerdict.checked: None,
    AwardVerdict.unchecked: AwardDoubt.unreachable,
    AwardVerdict.wrong: AwardFault.wrong_person,
}
LISTED = (PromptKind.holding, PromptKind.award, PromptKind.awards, PromptKind.none_held)


class HoldsBadges(Writes):
    """Somebody who has earned badges before."""

    def _listed(self) -> tuple[Draft, Badge] | None:
        """The draft in hand and its badge, if it asks for other badges and is past its first questions."""
        draft = self.desk.in_hand
        badge = self.shelf.at(draft.badge, draft.version) if draft else None
        return (draft, badge) if draft and badge and badge.prerequisites and draft.stage in REWORKED else None

    @precondition(lambda self: self._listed())
    @rule(number=st.integers(0, 25), times=st.integers(1, 2))
    def ticks(self, number: int, times: int) -> None:
        """Presses a badge of the list, once or twice."""
        draft, badge = self._listed()
        thing = badge.prerequisites[number % len(badge.prerequisites)].id
        for _ in range(times):
            self.press_data(f"hold|{draft.id}|{thing}")

    @precondition(lambda self: self._listed())
    @rule(said=picks, ask=st.sampled_from(LISTED), part=st.integers(0, 4))
    def types_at_the_list(self, said: str, ask: PromptKind, part: int) -> None:
        """Types which badges they hold, or what to do with the list."""
        draft, _ = self._listed()
        award = draft.awards[part % len(draft.awards)].id if draft.awards else "1.0"
        about = {PromptKind.award: OfAward(award), PromptKind.holding: HeldPart(part)}
        self.send(said, Prompt(ask, draft.id, about.get(ask, NOTHING)))

    @precondition(lambda self: self._listed())
    @rule(action=of_list, part=st.integers(0, 9))
    def turns_pages(self, action: str, part: int) -> None:
        """Goes through the parts of the list, and whatever else hangs below it."""
        self.press_data(f"{action}|{self._listed()[0].id}|{part}")

    @precondition(lambda self: self._listed())
    @rule(
        same=st.lists(st.sampled_from([True, False, False, False]), min_size=1, max_size=4),
        number=st.sampled_from(["", "2 ", "99 "]),
        fault=st.booleans(),
    )
    def gives_links(self, same: list[bool], number: str, fault: bool) -> None:
        """Sends links to awards: one or several, perhaps the same again, perhaps one that nobody can open."""
        draft, _ = self._listed()
        links = [f"https://example.org/a/{'w0y' if again else self.written(1)}" for again in same]
        links += ["http://10.0.0.1/x"] if fault else []
        said = " ".join(links)
        self.send(number + said if len(links) == 1 else said, Prompt(PromptKind.holding, draft.id, HeldPart(1)))

    @rule(
        source=st.integers(0, 5),
        big=st.sampled_from([False, False, False, True]),
        quiet=st.booleans(),
        caption=st.sampled_from(["", "3", "words"]),
        back=st.integers(1, 4),
    )
    def gives_a_file(self, source: int, big: bool, quiet: bool, caption: str, back: int) -> None:
        """Sends a file, of which some are zips, perhaps with the number of a badge or with words below it."""
        at, fresh = self.stamp(1)
        under, key = self.shown(back), self.next_key()
        place, draft = self.whither(under)
        said = self.written(3) if caption == "words" else caption
        taken = len(self.looks)
        self.take(
            FileSent(
                at=at, fresh=fresh, key=key, source=f"award{source}", called=f"badge {source}.png", caption=said,
                too_big=big, quiet=quiet, under=under,
            )
        )  # fmt: skip
        self.sent[key] = said
        if len(self.looks) > taken or caption == "words":
            self.kept.remember(self.shelf, draft, place, key, said)

    @precondition(lambda self: self.looks)
    @rule(
        which=st.integers(0, 12),
        verdict=verdicts,
        kind=kinds,
        number=st.integers(0, 22),
        readable=st.booleans(),
        late=st.booleans(),
        busy=st.booleans(),
    )
    def is_looked_at(
        self, which: int, verdict: AwardVerdict, kind: str, number: int, readable: bool, late: bool, busy: bool
    ) -> None:
        """An award was looked at, perhaps long after it was given, or once more, or it cannot be had yet."""
        asked = self.looks[-(1 + which % len(self.looks))]
        if late:
            at, fresh = self.stamp(1)
            if isinstance(asked, CheckOwnAward):
                self.take(OwnAwardLate(at=at, fresh=fresh, draft=asked.draft))
            else:
                self.take(AwardLate(at=at, fresh=fresh, draft=asked.draft, key=asked.key, part=asked.part, busy=busy))
        self.looked(asked, verdict, kind, number, readable=readable)

    @precondition(lambda self: self.looks)
    @rule(verdict=verdicts, kind=kinds, number=st.integers(0, 22))
    def all_are_looked_at(self, verdict: AwardVerdict, kind: str, number: int) -> None:
        """Whatever waits is looked at, the last first."""
        for asked in reversed(self.looks):
            waits = {award.id for award in self.desk.drafts[asked.draft].awards if award.found is None}
            if isinstance(asked, CheckAward) and f"{asked.key}.{asked.part}" in waits:
                self.looked(asked, verdict, kind, number)

    def looked(
        self,
        asked: CheckAward | CheckOwnAward,
        verdict: AwardVerdict,
        kind: str,
        number: int,
        *,
        readable: bool = True,
    ) -> None:
        """What looking comes to. A zip holds three; from our disk each is looked at alone."""
        if isinstance(asked, CheckOwnAward):
            at, fresh = self.stamp(2)
            one = self._found(asked, verdict, kind, number, 0, readable=readable)
            self.take(OwnAwardFound(at=at, fresh=fresh, draft=asked.draft, number=asked.number, found=one))
            return
        zipped = not asked.link and not asked.sha256 and int(asked.source[-1:] or 1) % 3 == 0
        at, fresh = self.stamp(2)
        # A zip has a file in it that is no award, or cannot be had at all.
        members = 3 if zipped and (readable or number % 2) else 1
        found = tuple(
            self._found(asked, verdict, kind, number + n, n, readable=readable or (members > 1 and n != 1))
            for n in range(members)
        )
        self.take(
            AwardsFound(
                at=at, fresh=fresh, draft=asked.draft, key=asked.key, part=asked.part, found=found, under=self.shown()
            )
        )

    def _found(
        self,
        asked: CheckAward | CheckOwnAward,
        verdict: AwardVerdict,
        kind: str,
        number: int,
        member: int,
        *,
        readable: bool,
    ) -> AwardFinding:
        badge = self.shelf.at(asked.badge, asked.version)
        things = [item.id for item in badge.prerequisites] or [""]
        thing = things[number % len(things)]
        if not readable:
            verdict, kind = AwardVerdict.unchecked, "none"
        own = isinstance(asked, CheckOwnAward)
        source, key = ("", 0) if own else (asked.source, asked.key)
        digest = asked.sha256 or hashlib.sha256(f"{source} {member}".encode()).hexdigest()
        # Of a zip that is there, a file in it may be none; one that is alone cannot be had.
        why = WHYS[verdict] if readable else AwardDoubt.nothing_inside if member else MissingField.gone
        file = AwardFile(digest, 4000, Form.png) if readable and not asked.link else None
        return AwardFinding(
            verdict,
            self.now,
            asked.email,
            why,
            file,
            called=f"{member}.png" if member else "",
            badge=f"{key} {asked.link or digest}",
            thing=thing if kind == "certain" else "gone" if kind == "of no badge" else None,
            perhaps=tuple(dict.fromkeys((thing, things[0]))) if kind == "perhaps" else (),
        )

    @precondition(lambda self: any(draft.awards for draft in self.desk.drafts.values()))
    @rule(which=st.integers(0, 9), number=st.integers(0, 24), out=st.booleans())
    def says_what_it_is_for(self, which: int, number: int, out: bool) -> None:
        """Says which badge an award is of, or takes it out."""
        draft = next(draft for draft in self.desk.drafts.values() if draft.awards)
        award = draft.awards[-(1 + which % len(draft.awards))]
        self.press_data(f"awardout|{draft.id}|{award.id}" if out else f"for|{draft.id}|{award.id}:{number}")

    @precondition(lambda self: self.desk.in_hand and self.desk.in_hand.stage in REWORKED)
    @rule(email=st.sampled_from(["mary@example.org", "ross@example.org", "MARY@example.org"]))
    def changes_their_address(self, email: str) -> None:
        """Gives another email address, to which every award has to be held anew."""
        draft = self.desk.in_hand
        self.press_data(f"fact|{draft.id}|email")
        self.send(email, Prompt(PromptKind.fact, draft.id, OfFact("email")))

    @precondition(lambda self: self._listed())
    @rule(source=st.integers(0, 5), number=st.integers(0, 24), says=st.sampled_from(["for", "typed", "out", "list"]))
    def has_an_award_in_doubt(self, source: int, number: int, says: str) -> None:
        """Gives an award that may be of several badges, and says which it is of, or takes it out, or leaves it."""
        draft, _ = self._listed()
        taken = len(self.looks)
        self.gives_a_file(source=source, big=False, quiet=False, caption="", back=1)
        for asked in self.looks[taken:]:
            self.looked(asked, AwardVerdict.checked, "perhaps", number)
            name = f"{asked.key}.{asked.part}"
            if says == "typed":
                self.send(str(number), Prompt(PromptKind.award, draft.id, OfAward(name)))
            else:
                presses = {"for": f"for|{draft.id}|{name}:{number}", "out": f"awardout|{draft.id}|{name}"}
                self.press_data(presses.get(says, f"awards|{draft.id}|"))

    @rule(opens=st.booleans())
    def the_operator_has_pages_opened(self, opens: bool) -> None:
        """The operator turns the opening of pages on or off."""
        self.opens_pages = opens

    @precondition(lambda self: self._listed())
    @rule(number=st.integers(0, 22), verdict=verdicts, when=st.sampled_from(["first", "between", "last"]))
    def unticks_what_is_looked_at(self, number: int, verdict: AwardVerdict, when: str) -> None:
        """Gives an award, unticks its badge before or after it was looked at, and changes the address."""
        draft, badge = self._listed()
        thing = badge.prerequisites[number % len(badge.prerequisites)].id
        taken = len(self.looks)
        self.gives_a_file(source=1, big=False, quiet=False, caption="", back=1)
        for step in ("first", "between", "last"):
            if step == when and thing in self.desk.drafts[draft.id].held:
                self.press_data(f"hold|{draft.id}|{thing}")
            if step == "between":
                self.changes_their_address(email="ross@example.org")
            for asked in self.looks[taken:]:
                self.looked(asked, verdict, "certain", number)
