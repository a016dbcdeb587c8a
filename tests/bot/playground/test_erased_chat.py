"""The local chat of somebody who is erased: off the screen and out of its folder."""

from pathlib import Path

from bot.playground.telegram import Sandbox
from bot.playground.telegram.history_folder import Keeping
from bot.storage.erasing.erasure import Erasure


def everything(folder: Path) -> bytes:
    """All bytes of all files."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def test_nothing_of_an_erased_person_stays_in_the_chat(tmp_path: Path) -> None:
    """Neither their words nor their files; another's chat is as it was."""
    sandbox = Sandbox()
    async with Keeping(sandbox, tmp_path / "chat") as keeping:
        isla, morag = sandbox.user("Isla"), sandbox.user("Morag")
        isla.say("quokkaberry words")
        isla.send_document(b"quokkaberry bytes", "quokkaberry.pdf", caption="quokkaberry")
        morag.send_document(b"wombatberry bytes", "notes.pdf", caption="wombatberry")
        await keeping._keep()
        await keeping.erase(Erasure(f"telegram:{isla.id}", 1))
        kept = everything(tmp_path)
        assert b"quokkaberry" not in kept
        assert kept.count(b"wombatberry") == 2
        assert isla.messages == ()
