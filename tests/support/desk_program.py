"""`python -m support.desk_program`: what `teabreak desk` serves, without the rest of the command line."""

import asyncio
import signal

from bot.desk.desk_settings import read
from bot.desk.running_desk import Desk
from bot.desk.serve_desk import serve


async def _main() -> None:
    over = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, over.set)
    await serve(Desk(read()), print, over)


if __name__ == "__main__":
    asyncio.run(_main())
