"""Sentences by key, in the language of a folder here, and how they are laid out."""

from flows.text.catalogue import Catalogue, Operator

__all__ = ["Catalogue", "Operator"]
