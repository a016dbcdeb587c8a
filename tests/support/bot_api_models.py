"""The Bot API as another library describes it. Of its models, only those that a test asks for are built."""

import importlib
from collections.abc import Iterator
from functools import cache
from unittest.mock import patch

from pydantic import BaseModel, TypeAdapter


def method_model(name: str) -> type[BaseModel]:
    """The description of one method, by its name in the Bot API."""
    return _built(name[0].upper() + name[1:])


@cache
def returned_type(name: str) -> TypeAdapter[object]:
    """The description of what a method returns."""
    returned = TypeAdapter[object](method_model(name).__returning__)  # type: ignore[attr-defined]
    returned.rebuild(_types_namespace=_descriptions())
    return returned


def update_model() -> type[BaseModel]:
    """The description of an update."""
    return _built("Update")


@cache
def _built(name: str) -> type[BaseModel]:
    names = _descriptions()
    model = names[name]
    assert isinstance(model, type)
    assert issubclass(model, BaseModel)
    model.model_rebuild(_types_namespace=names)
    return model


@cache
def _descriptions() -> dict[str, object]:
    """All that the descriptions name. The library builds 450 models when it is imported, which takes seconds."""
    names: dict[str, object] = {}

    def named(*, _types_namespace: dict[str, object] | None = None) -> None:
        names.update(_types_namespace or {})

    with patch.object(BaseModel, "model_rebuild", named):
        importlib.import_module("aiogram.types")
    return names | vars(importlib.import_module("aiogram.methods"))


def unexpected(value: object) -> Iterator[str]:
    """The fields anywhere inside a model that the Bot API does not have."""
    if isinstance(value, BaseModel):
        yield from (f"{type(value).__name__}.{name}" for name in value.model_extra or {})
        for name in type(value).model_fields:
            yield from unexpected(getattr(value, name))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from unexpected(item)
