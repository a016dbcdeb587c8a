"""How to write a badge file: the page that explains it is true."""

import re
from pathlib import Path

import pytest

from criteria import readable_text
from criteria.explain import MAX_BYTES
from criteria.lint import badge as lint
from criteria.model import Model
from criteria.reader import HERE, read

PAGE = HERE.joinpath("README.md").read_text(encoding="utf-8")
MODELS = Model.__subclasses__()
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("kind", MODELS, ids=lambda kind: kind.__name__)
def test_every_field_is_explained(kind: type[Model]) -> None:
    """The table of each model names its fields in order, and marks those that may be left out."""
    section = PAGE.split(f"### {kind.__name__}\n", 1)[1].split("\n#", 1)[0]
    explained = re.findall(r"^\| `(\w+)`( \*)? \|", section, re.MULTILINE)
    assert explained == [(name, "" if field.is_required() else " *") for name, field in kind.model_fields.items()]


def test_the_examples_load_and_use_every_field(tmp_path: Path) -> None:
    """What an author copies from the page works, and shows each field at least once."""
    badge, issuer, headings, register = EXAMPLES
    places = (
        "badges/kind-kitchens/2025-1",
        "issuers/good-food-trust",
        "headings/kind-kitchens",
        "register/kind-kitchens",
    )
    for place, text in zip(places, EXAMPLES, strict=True):
        file = tmp_path / f"{place}.yaml"
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
    library = read(tmp_path)
    assert library.issuer(library.badges[0]).short == "GFT"
    assert library.badges[0].questions[0].also == ("What I changed", "My change", "What is different now")
    used = set(re.findall(r"([a-z_]+):(?: |$)", badge + issuer + headings + register, re.MULTILINE))
    assert {name for kind in MODELS for name in kind.model_fields} <= used


def test_the_limits_on_the_page_are_the_limits() -> None:
    """Numbers that the page names are those that the rules use."""
    assert f"{readable_text.MAX_SENTENCE} words at most" in PAGE
    assert f"score {readable_text.MAX_LIX} on the LIX scale" in PAGE
    assert f"Text of {readable_text.LIX_FROM} words" in PAGE
    assert f"{lint.MAX_TOGETHER:,} characters at most" in PAGE
    assert f"{MAX_BYTES // 1024} KB at most" in PAGE
    assert all(word in PAGE for word in readable_text.BANNED)
