"""What issuers build against: it is true of everything that they are sent, and others can read it."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError
from openapi_spec_validator import OpenAPIV31SpecValidator
from support.fake_issuers import PAGE, ROOT, SECRET, answer, system
from support.pack_promise import assert_keeps_the_promise, printed, promised
from support.talk import words
from transcripts import starts

from bot.http.decision_body import said
from bot.http.decisions import PATH
from bot.issuers.contract.decision_schema import TYPES
from bot.issuers.manifests import manifest_json
from bot.issuers.route import DeliveryError, FailureReason, GaveUp, RetryLater
from bot.issuers.webhook.route import STOPS, WAITS, WebhookDelivery
from bot.signing.keys import signers
from flows.pack.pack import Pack, PackAi

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    """The printed schema of a manifest, in the hands of another implementation."""
    return promised()


@pytest.fixture(scope="module")
def contract() -> dict[str, Any]:
    """The printed description."""
    return printed("contract")


def test_the_schema_is_true_of_odd_packs(schema: Draft202012Validator, pack: Pack, spoken: Pack) -> None:
    """A second attempt, recordings, nothing said of AI, no code, half a character. Stories look at what they send."""
    for odd in (
        *(pack, spoken, replace(pack, attempt=2, supersedes="TB-7KQ4-M2XP-1"), replace(pack, answers=(), facts=())),
        replace(
            pack, badge=replace(pack.badge, code=None), ai=PackAi("declare", True, "A tool", "https://ai.example/c")
        ),
        replace(pack, answers=(replace(pack.answers[0], text="so \ud83d good"),)),
    ):
        assert_keeps_the_promise(schema, odd)


def test_the_schema_refuses_what_is_none(schema: Draft202012Validator, spoken: Pack) -> None:
    """An issuer who checks with it notices what is missing or of another kind."""
    told = manifest_json(spoken).decode()
    sha256 = spoken.files[0].sha256
    for good, bad in (
        ('"pack/1"', '"pack/2"'),
        (f'"{sha256}"', '"abc"'),
        ('"words":2', '"words":"two"'),
        ('"files"', '"filed"'),
    ):
        assert good in told
        with pytest.raises(ValidationError):
            schema.validate(json.loads(told.replace(good, bad)))


def test_the_schema_allows_what_may_be_added(schema: Draft202012Validator, pack: Pack) -> None:
    """A receiver that checks with it goes on working when `pack/1` has a new field."""
    read = json.loads(manifest_json(pack))
    read["data"]["answers"][0]["new"] = read["new"] = 1
    schema.validate(read)


def test_every_field_is_explained(contract: dict[str, Any]) -> None:
    """A developer reads of most fields what they mean; those whose names say it are few."""
    fields = [
        (name, field, "description" in about or "$ref" in about)
        for name, model in contract["components"]["schemas"].items()
        for field, about in model["properties"].items()
    ]
    silent = {(name, field) for name, field, explained in fields if not explained}
    assert len(silent) < len(fields) / 2
    assert all("description" in model for model in contract["components"]["schemas"].values())


def test_the_description_is_valid(contract: dict[str, Any]) -> None:
    """Another implementation reads it as OpenAPI 3.1 without a complaint."""
    assert contract["openapi"].startswith("3.1")
    assert list(OpenAPIV31SpecValidator(contract).iter_errors()) == []
    assert contract["webhooks"]["submission"]["post"]["requestBody"]["content"].keys() == {
        "application/json",
        "multipart/form-data",
    }


def test_the_examples_of_decisions_are_understood(contract: dict[str, Any]) -> None:
    """There is one of each type; the printed schema takes it, and so does the bot."""
    printed_schema = printed("schema", "decision")
    Draft202012Validator.check_schema(printed_schema)
    schema = Draft202012Validator(printed_schema)
    examples = contract["paths"][PATH]["post"]["requestBody"]["content"]["application/json"]["examples"]
    messages = [example["value"] for example in examples.values()]
    assert {message["type"] for message in messages} == set(TYPES)
    for message in messages:
        schema.validate(message)
        assert said(json.dumps(message).encode()).data.submission_id == message["data"]["submission_id"]
        for wrong in ({**message, "type": "submission.award"}, {"type": message["type"]}, {"data": message["data"]}):
            assert not schema.is_valid(wrong)


async def test_the_headers_of_the_description_are_those_that_are_sent(contract: dict[str, Any], pack: Pack) -> None:
    """Each header that the description requires comes with every submission."""
    async with system() as issuer:
        await WebhookDelivery(issuer.url, signers(SECRET), Path).deliver(pack)
    parameters = contract["webhooks"]["submission"]["post"]["parameters"]
    named = {parameter["name"].lower() for parameter in parameters if parameter["required"]}
    assert named <= set(issuer.got[0].headers)
    assert {name for name in issuer.got[0].headers if name.startswith(("webhook-", "idempotency-"))} == named


async def test_the_answers_of_the_description_do_what_it_says(contract: dict[str, Any], pack: Pack) -> None:
    """What is said to stop the bot stops it, and what is said to be tried again is."""
    for status, about in contract["webhooks"]["submission"]["post"]["responses"].items():
        async with system(answer(int(status), b'{"reference": "CASE-1"}')) as issuer:
            delivery = WebhookDelivery(issuer.url, signers(SECRET), Path).deliver(pack)
            if "content" in about:
                assert (await delivery).theirs == "CASE-1"
                continue
            with pytest.raises(DeliveryError) as failed:
                await delivery
        assert ("tries again" in about["description"]) == isinstance(failed.value, RetryLater), status
        assert ("stops" in about["description"]) == isinstance(failed.value, GaveUp), status


async def test_what_is_taken_back_is_as_described(contract: dict[str, Any], pack: Pack) -> None:
    """Its body keeps the schema, and its headers are those that the description names."""
    async with system(answer(200)) as issuer:
        await WebhookDelivery(issuer.url, signers(SECRET), Path).withdraw(pack, pack.timestamp)
    schema = {"$ref": "#/components/schemas/Withdrawal", "components": contract["components"]}
    Draft202012Validator(schema).validate(json.loads(issuer.got[0].body))
    parameters = contract["webhooks"]["withdrawal"]["post"]["parameters"]
    assert {parameter["name"].lower() for parameter in parameters} <= set(issuer.got[0].headers)


def test_the_page_and_the_program_agree() -> None:
    """The table on the contract's page has every answer that is told apart, on the right side."""
    page = PAGE.read_text(encoding="utf-8")
    section = page.split("| you answer |", 1)[1].split("\n\n", 1)[0]
    rows = {line.split("|")[1]: line.split("|")[2] for line in section.splitlines()[2:]}
    for status in (*STOPS, *WAITS):
        (does,) = [does for said, does in rows.items() if str(status) in said]
        assert ("stops" in does) == (status in STOPS), status


def test_every_reason_is_in_the_runbook() -> None:
    """An operator who reads a reason in the log finds what to do about it."""
    page = (ROOT / "deploy" / "README.md").read_text(encoding="utf-8")
    section = page.split("### Why a delivery failed", 1)[1].split("\n#", 1)[0]
    assert {reason.value for reason in FailureReason if f"`{reason.value}`" not in section} == set()


def test_a_whole_application_keeps_the_promise(schema: Draft202012Validator) -> None:
    """An application of many words, as a worker makes one."""
    pack = starts.sending().effects[-1].pack
    long = replace(pack, answers=tuple(replace(one, text=words(300)) for one in pack.answers))
    assert_keeps_the_promise(schema, long)
