"""Sentences by key, in the language of a folder here, and how they are laid out."""

from flows.text.catalogue import Catalogue, Operator, languages

__all__ = ["Catalogue", "Operator", "languages"]
