"""What issuers are promised of each submission, as the program prints it."""

import json
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from bot import cli
from bot.issuers.contract.pack_schema import Manifest
from bot.issuers.manifests import manifest_json
from flows.pack.pack import Pack


def printed(*command: str) -> dict[str, Any]:
    """What a command of `teabreak` prints, read as JSON."""
    result = CliRunner().invoke(cli.command_line(), command)
    assert result.exit_code == 0
    read: dict[str, Any] = json.loads(result.stdout)
    return read


@cache
def promised() -> Draft202012Validator:
    """The printed schema of a manifest, in the hands of another implementation."""
    read = printed("schema", "pack")
    Draft202012Validator.check_schema(read)
    return Draft202012Validator(read, format_checker=Draft202012Validator.FORMAT_CHECKER)


def assert_keeps_the_promise(schema: Draft202012Validator, pack: Pack) -> None:
    """The schema takes the manifest, and the model that it was made from knows every field of it."""
    read = json.loads(manifest_json(pack))
    schema.validate(read)
    assert _shape(Manifest.model_validate_json(manifest_json(pack)).model_dump(by_alias=True)) == _shape(read)


def _shape(value: object) -> object:
    """The names of all fields, in order, at any depth."""
    match value:
        case dict():
            return [(name, _shape(inner)) for name, inner in value.items()]
        case list() | tuple():
            return [_shape(inner) for inner in value]
        case _:
            return None
