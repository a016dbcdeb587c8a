"""What a draft is called: the title of its badge, or its id where the badge's file is gone."""

from criteria.library import Library
from flows.model.draft import Draft


def title_of(library: Library, draft: Draft) -> str:
    """The title as the worker knows it."""
    badge = library.at(draft.badge, draft.version)
    return badge.title if badge else draft.badge
