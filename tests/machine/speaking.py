"""Recordings, and their words: heard, written down, shown, vouched for, put right, refused; late, twice, or never."""

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule
from machine.kept import sounds
from machine.phone import REWORKED
from machine.writing import Writes
from support.talk import heard

from flows.engine.capabilities import TranscriptionService
from flows.engine.effects import KeepMedia, Transcribe
from flows.engine.events import AudioAnalysed, AudioLate, AudioLost, AudioSent, TranscriptFailed, TranscriptMade
from flows.engine.payloads import OfQuestion, Spoken
from flows.engine.prompts import Prompt, PromptKind
from flows.model.attachments.audio import AudioKind, AudioProblem

SCRIBES = (None, TranscriptionService(), TranscriptionService(), TranscriptionService("speech.example.org"))
OF_WORDS = ("said", "words-ok", "words-fix", "words-no", "unread")
OF_SOUND = ("sounds", "play", "takeout", "restore", "again!", "short")


class Speaks(Writes):
    """Somebody who would rather talk."""

    @rule(kind=st.sampled_from(AudioKind), big=st.booleans(), caption=st.booleans(), back=st.integers(1, 12))
    def speaks(self, kind: AudioKind, big: bool, caption: bool, back: int) -> None:
        """Sends a recording, at the place shown last or at an older one, perhaps with words beside it."""
        self.record(self.shown(back), kind, self.written(4) if caption else "", too_big=big)

    def record(
        self, under: Prompt | None, kind: AudioKind = AudioKind.voice, said: str = "", *, too_big: bool = False
    ) -> None:
        """Sends a recording. Every seventh is the same one again."""
        at, fresh = self.stamp()
        key, taken = self.next_key(), len(self.fetches)
        place, draft = self.whither(under)
        source = f"file{key % 7}"
        self.take(
            AudioSent(at=at, fresh=fresh, key=key, kind=kind, source=source, too_big=too_big, caption=said, under=under)
        )
        self.sent[key] = said
        if said and len(self.fetches) > taken:
            self.kept.remember(self.shelf, draft, place, key, said)

    @precondition(lambda self: self.fetches)
    @rule(
        which=st.integers(0, 20),
        count=st.integers(0, 200),
        trouble=st.one_of(st.none(), st.none(), st.sampled_from(AudioProblem)),
        lost=st.booleans(),
        late=st.booleans(),
    )
    def is_heard(self, which: int, count: int, trouble: AudioProblem | None, lost: bool, late: bool) -> None:
        """A recording was fetched and listened to, perhaps a second time, or cannot be had."""
        fetch = self.fetches[-(1 + which % len(self.fetches))]
        if late:
            at, fresh = self.stamp(1)
            self.take(AudioLate(at=at, fresh=fresh, draft=fetch.draft, key=fetch.key))
        if lost and late:
            at, fresh = self.stamp(1)
            self.take(AudioLost(at=at, fresh=fresh, draft=fetch.draft, key=fetch.key, trouble=AudioProblem.gone))
        else:
            self.listened(fetch, count, trouble)

    def listened(self, fetch: KeepMedia, count: int, trouble: AudioProblem | None = None) -> None:
        """A recording was listened to."""
        at, fresh = self.stamp(1)
        given = heard(12.0, 0 if trouble else count, trouble, fetch.source)
        self.take(AudioAnalysed(at=at, fresh=fresh, draft=fetch.draft, key=fetch.key, heard=given, under=self.shown()))

    @precondition(lambda self: self.to_write)
    @rule(
        which=st.integers(0, 20),
        count=st.integers(0, 120),
        sure=st.one_of(st.none(), st.floats(0, 1)),
        failed=st.booleans(),
        again=st.booleans(),
    )
    def is_written_down(self, which: int, count: int, sure: float | None, failed: bool, again: bool) -> None:
        """A program has written words down, perhaps twice, late, or not at all."""
        asked = self.to_write[-(1 + which % len(self.to_write))]
        for _ in range(1 + again):
            at, fresh = self.stamp(15)
            if failed:
                self.take(TranscriptFailed(at=at, fresh=fresh, draft=asked.draft, key=asked.key))
            else:
                self.write_down(asked, count, sure)
            failed = failed and not again

    def write_down(self, asked: Transcribe, count: int, sure: float | None = 0.9) -> None:
        """A program has written so many words down. Its model is named after the recording, to be known by."""
        at, fresh = self.stamp(15)
        said = " ".join(f"p{self.word + n}x" for n in range(count))
        self.word += count
        self.take(
            TranscriptMade(
                at=at, fresh=fresh, draft=asked.draft, key=asked.key, text=said, engine="scribe 1",
                model=asked.sha256[:10], sure=sure, under=self.shown(),
            )
        )  # fmt: skip

    @precondition(lambda self: self.to_write)
    @rule(which=st.integers(0, 6), action=st.sampled_from(OF_WORDS), before=st.sampled_from(["", "topic", "x"]))
    def says_of_words(self, which: int, action: str, before: str) -> None:
        """Says of a recording's words that they are right, to be fixed, or not wanted; perhaps of old ones."""
        asked = self.to_write[-(1 + which % len(self.to_write))]
        self.press_data(f"{action}|{asked.draft}|{asked.key}:{before}")

    @precondition(lambda self: self.to_write)
    @rule(which=st.integers(0, 6), sizes=st.lists(st.integers(1, 60), min_size=1, max_size=3), edit=st.booleans())
    def mends_words(self, which: int, sizes: list[int], edit: bool) -> None:
        """Sends words of their own in place of the program's, in as many messages as it takes."""
        asked = self.to_write[-(1 + which % len(self.to_write))]
        self.press_data(f"words-fix|{asked.draft}|{asked.key}:")
        for size in sizes:
            self.send(self.written(size), Prompt(PromptKind.mending, asked.draft, Spoken(asked.key)), 1)
        if edit:
            self.edit(self.key, self.written(3))

    @precondition(lambda self: self.fetches)
    @rule(which=st.integers(0, 6), action=st.sampled_from(OF_SOUND))
    def does_something_with_it(self, which: int, action: str) -> None:
        """Listens to a recording, takes it out, brings it back, or keeps a short answer."""
        fetch = self.fetches[-(1 + which % len(self.fetches))]
        draft = self.desk.drafts[fetch.draft]
        holding = [q for q, a in draft.answers.items() if any(p.key == fetch.key for p in (*a.parts, *a.struck))]
        about = (holding or [""])[0]
        self.press_data(f"{action}|{draft.id}|{f'{about}:{fetch.key}' if action in ('play', 'takeout') else about}")

    @precondition(lambda self: self.is_at(*REWORKED))
    @rule(
        which=st.integers(0, 4), count=st.integers(1, 150), act=st.sampled_from([None, *OF_WORDS]), same=st.booleans()
    )
    def speaks_and_is_written_down(self, which: int, count: int, act: str | None, same: bool) -> None:
        """Speaks to a question, and what is said is heard and written down at once; perhaps it is sent once more."""
        draft, question = self.somewhere(which)
        taken = len(self.fetches)
        self.record(Prompt(PromptKind.question, draft, OfQuestion(question)))
        if same:
            self.fetches[taken:] = [replace(fetch, source="the same") for fetch in self.fetches[taken:]]
        for fetch in self.fetches[taken:]:
            asked = len(self.to_write)
            self.listened(fetch, count)
            for one in self.to_write[asked:]:
                self.write_down(one, count)
            if act:
                self.press_data(f"{act}|{draft}|{fetch.key}:{question}")

    @precondition(lambda self: any(map(sounds, self.desk.drafts.values())))
    @rule()
    def all_is_heard(self) -> None:
        """Whatever is still to be heard is heard."""
        for fetch in self.fetches:
            known = {sound.key for sound in sounds(self.desk.drafts[fetch.draft]) if sound.heard or sound.lost}
            if fetch.key not in known:
                self.listened(fetch, 40)

    @rule(scribe=st.sampled_from(SCRIBES))
    def the_operator_has_others_write(self, scribe: TranscriptionService | None) -> None:
        """The operator turns writing down on or off, or has it done elsewhere."""
        self.scribe = scribe
