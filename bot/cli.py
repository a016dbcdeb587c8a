"""The `teabreak` command line: its commands, which `bot/commands/` implements, imported when they are named."""

import sys
from importlib import import_module

import typer

# In the order in which help lists them, each with its module. `alive` runs every minute and must be light.
COMMANDS = {
    "run": "running",
    "check": "publishing",
    "publish": "publishing",
    "diagram": "publishing",
    "schema": "publishing",
    "contract": "publishing",
    "award": "awards",
    "backup": "keeping",
    "restore": "keeping",
    "move": "moving",
    "export": "keeping",
    "forget": "keeping",
    "correct": "keeping",
    "unlock": "keeping",
    "decide": "overseeing",
    "deliver": "overseeing",
    "nudges": "overseeing",
    "audit": "audit",
    "retention": "retention_days",
    "alive": "overseeing",
    "key": "data_keys",
    "status": "examining",
    "doctor": "examining",
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


def main() -> None:
    """Runs the command line."""
    command_line(*(name for name in sys.argv[1:2] if name in COMMANDS))()
