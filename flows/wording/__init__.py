"""From replies to sentences and button labels. Every message that the bot can say is in `en.ftl` beside this file."""

from flows.wording.phrases import Operator, Phrases
from flows.wording.render import Wording

__all__ = ["Operator", "Phrases", "Wording"]
