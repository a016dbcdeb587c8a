"""The ways to an issuer, each with what has to be known of it. Secrets stand in the environment, never here."""

from typing import Literal

RouteName = Literal["folder", "handover"]
"""`folder`: into a folder of ours. `handover`: the worker takes it there, with the bot's help."""
