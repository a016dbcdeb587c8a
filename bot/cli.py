"""The `teabreak` command line: its commands, which `bot/commands/` implements."""

import typer

from bot.commands.awards import award
from bot.commands.data_keys import app as data_keys
from bot.commands.desk import app as desk
from bot.commands.keeping import backup, export, forget, restore
from bot.commands.overseeing import alive, decide, deliver, nudges
from bot.commands.publishing import check, contract, diagram, publish, schema
from bot.commands.running import run

app = typer.Typer(
    help="Teabreak: Open Badge evidence, a question at a time.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
# In the order in which help lists them.
for command in (
    run,
    check,
    publish,
    diagram,
    schema,
    contract,
    award,
    backup,
    restore,
    export,
    forget,
    decide,
    deliver,
    nudges,
    alive,
):
    app.command()(command)
app.add_typer(data_keys, name="key")
app.add_typer(desk, name="desk")


def main() -> None:
    """Runs the command line."""
    app()
