"""From replies to sentences and button labels. Every message that the bot can say is in `en.ftl` beside this file."""

from flows.text.catalogue import Catalogue, Operator
from flows.text.render import Wording

__all__ = ["Catalogue", "Operator", "Wording"]
