"""The Bot API as another library describes it. Its thousand models take seconds to load: tests of it are slow."""

import importlib
from collections.abc import Iterator

from pydantic import BaseModel


def method_model(name: str) -> type[BaseModel]:
    """The description of one method, by its name in the Bot API."""
    methods = importlib.import_module("aiogram.methods")
    model: type[BaseModel] = getattr(methods, name[0].upper() + name[1:])
    return model


def update_model() -> type[BaseModel]:
    """The description of an update."""
    model: type[BaseModel] = importlib.import_module("aiogram.types").Update
    return model


def unexpected(value: object) -> Iterator[str]:
    """The fields anywhere inside a model that the Bot API does not have."""
    if isinstance(value, BaseModel):
        yield from (f"{type(value).__name__}.{name}" for name in value.model_extra or {})
        for name in type(value).model_fields:
            yield from unexpected(getattr(value, name))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from unexpected(item)
