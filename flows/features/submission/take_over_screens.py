"""The screens of a worker who uses the answers of a closed application again."""

from dataclasses import dataclass

from flows.engine.screen import Notice, Phrases, Screen


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOver(Screen):
    """Answers of a closed application stand in a new one."""

    answers: int
    recordings: int = 0
    """Recordings stay with the application that they were made for."""

    def render(self, say: Phrases) -> str:
        said = say.phrase("taken-over", answers=self.answers)
        return f"{said} {say.phrase('taken-over-recordings', recordings=self.recordings)}" if self.recordings else said


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOverNot(Notice):
    """The badge was begun again already, and has answers of its own."""

    title: str

    KEY = "taken-over-not"
