"""The `teabreak` command line: its commands, which `bot/commands/` implements, imported when they are named."""

import gc
import signal
import sys
from importlib import import_module
from types import FrameType

import typer

# In the order in which help lists them, each with its module. `alive` runs every minute and must be light.
COMMANDS = {
    "run": "run_bot",
    "check": "data_files",
    "publish": "data_files",
    "diagram": "data_files",
    "schema": "data_files",
    "contract": "data_files",
    "award": "awards",
    "backup": "stored_data",
    "restore": "stored_data",
    "move": "move_data",
    "export": "stored_data",
    "forget": "stored_data",
    "correct": "stored_data",
    "unlock": "stored_data",
    "decide": "running_bot",
    "deliver": "running_bot",
    "nudges": "running_bot",
    "audit": "audit",
    "retention": "retention_days",
    "alive": "running_bot",
    "key": "data_keys",
    "status": "doctor_and_status",
    "doctor": "doctor_and_status",
    "desk": "desk",
}


def command_line(*named: str) -> typer.Typer:
    """The command line with these commands, or with all; only their modules are imported."""
    app = typer.Typer(
        help="Teabreak: Open Badge evidence, a question at a time.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    # A group with one command stays a group.
    app.callback()(lambda: None)
    for name in named or COMMANDS:
        found = getattr(import_module(f"bot.commands.{COMMANDS[name]}"), name)
        if isinstance(found, typer.Typer):
            app.add_typer(found, name=name)
        else:
            app.command(name)(found)
    return app


def _log_without_colours() -> None:
    """Imports the log's library without Rich, with which it would colour tracebacks: 4 MB for what is never logged."""
    if "rich" not in sys.modules:
        sys.modules["rich"] = None  # type: ignore[assignment]  # which is how an import is made to fail
        try:
            import_module("structlog")
        finally:
            del sys.modules["rich"]


def _end(number: int, _: FrameType | None) -> None:
    sys.exit(128 + number)


def main() -> None:
    """Runs the command line. A command that is told to end removes what it has half done, as after an error."""
    # Imports make objects that stay: to look at them again and again takes a tenth of a start.
    gc.set_threshold(50_000, 20, 20)
    # Servers have their own way to stop.
    for number in () if sys.argv[1:] in (["run"], ["desk"]) else (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _end)
    if sys.argv[1:2] in (["run"], ["desk"]):
        _log_without_colours()
    command_line(*(name for name in sys.argv[1:2] if name in COMMANDS))()
