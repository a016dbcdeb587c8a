"""The reader takes every file or says what to do about it, and the library finds what it read."""

import shutil
import string
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.examples import examples

from criteria.file_problem import LibraryError
from criteria.reader import problems, read

BASE = Path(__file__).parent / "base"
SECOND = BASE / "badges/second/2025-1.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Make a sound criteria folder that a test may change."""
    return Path(shutil.copytree(BASE, tmp_path / "criteria"))


def add(folder: Path, place: str, text: str) -> None:
    """Put one more file into a criteria folder."""
    file = folder / place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def test_the_badges_of_the_program_have_no_problem() -> None:
    """What comes with the program can be used as it is."""
    assert problems() == ()


def test_every_problem_is_reported_at_once(folder: Path) -> None:
    """Mistakes in two files and three fields are three reports, by file and field."""
    bad = SECOND.read_text(encoding="utf-8").replace("minutes: 20", "minutes: soon")
    add(folder, "badges/third/2025-1.yaml", bad.replace("id: second", "id: third").replace("S-1", "T 1"))
    add(folder, "badges/fourth/2025-1.yaml", bad.replace("repeat: once", "repeat: often"))
    with pytest.raises(LibraryError) as raised:
        read(folder)
    assert [(p.file, p.field) for p in raised.value.problems] == [
        ("badges/fourth/2025-1.yaml", "fit.minutes"),
        ("badges/fourth/2025-1.yaml", "repeat"),
        ("badges/third/2025-1.yaml", "fit.minutes"),
    ]
    assert str(raised.value).splitlines() == [str(problem) for problem in raised.value.problems]


def test_reports_do_not_tell_where_the_folder_stands(folder: Path) -> None:
    """A report names the file from the criteria folder on."""
    add(folder, "badges/third/2025-1.yaml", "id: third\n")
    assert not any(str(folder) in str(problem) for problem in problems(folder))


def test_versions_are_text_and_ordered_as_numbers(folder: Path) -> None:
    """`2025-10` stays as it is written, and comes after `2025-9`."""
    for version in ("2025-9", "2025-10"):
        text = SECOND.read_text(encoding="utf-8").replace("version: 2025-1", f"version: {version}")
        add(folder, f"badges/second/{version}.yaml", text)
    library = read(folder)
    assert [b.version for b in library.badges if b.id == "second"] == ["2025-1", "2025-9", "2025-10"]
    newest = library.latest("second")
    assert newest is not None
    assert newest.version == "2025-10"


@pytest.mark.parametrize("word", ["no", "yes", "null", "~", "2025-10-01", "0x10", "1_000", "007", "1e3", "true"])
def test_text_is_what_stands_in_the_file(folder: Path, word: str) -> None:
    """No word of a text field turns into a date, a number, a truth or nothing."""
    text = SECOND.read_text(encoding="utf-8").replace("tips: [Name it.]", f"tips: [{word}]")
    add(folder, "badges/second/2025-2.yaml", text.replace("version: 2025-1", "version: 2025-2"))
    badge = read(folder).latest("second")
    assert badge is not None
    assert badge.questions[0].tips == (word,)


def test_windows_line_ends_and_a_byte_order_mark_are_read(folder: Path) -> None:
    """A file saved on Windows is the same badge."""
    content = SECOND.read_bytes().replace(b"version: 2025-1", b"version: 2025-2").replace(b"\n", b"\r\n")
    (folder / "badges/second/2025-2.yaml").write_bytes(b"\xef\xbb\xbf" + content)
    library = read(folder)
    newest, oldest = library.at("second", "2025-2"), library.at("second", "2025-1")
    assert newest is not None
    assert oldest is not None
    assert newest.questions == oldest.questions


def test_hidden_files_are_left_alone(folder: Path) -> None:
    """What an editor or the system leaves behind is not read."""
    add(folder, "badges/second/.2025-1.yaml.swp", "half a file")
    add(folder, "issuers/.DS_Store", "\x00")
    assert problems(folder) == ()


def test_a_missing_folder_is_a_problem(tmp_path: Path) -> None:
    """A wrong path is reported, not taken for an empty library."""
    assert [problem.file for problem in problems(tmp_path / "nowhere")] == ["badges"]


def test_a_badge_is_found_by_id_or_code_in_any_case() -> None:
    """A deep link may carry the id or the issuer's code."""
    library = read(BASE)
    for word in ("first", "FIRST", "F-1", "f-1", " f-1 "):
        badge = library.find(word)
        assert badge is not None
        assert badge.key == "first@2025-2"
    assert library.find("third") is None
    assert library.find("") is None


def test_a_draft_finds_the_version_that_it_began_with() -> None:
    """An older version stays readable beside the newest; an unknown one is nothing."""
    library = read(BASE)
    old = library.at("first", "2025-1")
    assert old is not None
    assert [question.id for question in old.questions] == ["what", "why"]
    assert library.at("first", "2024-1") is None
    assert library.latest("third") is None


def test_open_badges_are_offered_first(folder: Path) -> None:
    """The newest version of each badge is offered, closed ones last, else by title."""
    text = (BASE / "badges/first/2025-2.yaml").read_text(encoding="utf-8").replace("2025-2", "2025-3")
    add(folder, "badges/first/2025-3.yaml", text.replace("repeat: once", "repeat: once\nopen: false"))
    assert [b.key for b in read(BASE).offered()] == ["first@2025-2", "second@2025-1"]
    assert [b.key for b in read(folder).offered()] == ["second@2025-1", "first@2025-3"]


def test_every_badge_has_its_issuer() -> None:
    """The library knows who awards each badge."""
    for library in (read(), read(BASE)):
        assert all(library.issuer(badge).id == badge.issuer for badge in library.badges)


def test_a_dropped_question_id_may_stay_dropped() -> None:
    """Leaving a question out of the next version is no problem; only its return is."""
    assert problems(BASE) == ()


@settings(max_examples=examples(150))
@given(content=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda t: t.encode("utf-8", "replace"))))
def test_no_content_makes_the_reader_fail(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    """Whatever a file holds, the answer is a list of problems, each on one line."""
    folder = tmp_path_factory.getbasetemp() / "random"
    file = folder / "badges/x/2025-1.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    found = problems(folder)
    assert found
    assert all(len(str(problem).splitlines()) == 1 for problem in found)


YAML = st.text(alphabet="abc:-#&*!|>'\"%@`{}[],?. \n\t\\~<=0" + string.digits, max_size=80)


@settings(max_examples=examples(150))
@given(mark=YAML, place=st.integers(min_value=0, max_value=900))
def test_no_slip_of_the_pen_makes_the_reader_fail(
    tmp_path_factory: pytest.TempPathFactory, mark: str, place: int
) -> None:
    """A sound file with anything typed into the middle is read, or its problems are listed."""
    folder = tmp_path_factory.getbasetemp() / "slips"
    if not folder.exists():
        shutil.copytree(BASE, folder)
    text = SECOND.read_text(encoding="utf-8").replace("version: 2025-1", "version: 2025-2")
    add(folder, "badges/second/2025-2.yaml", text[:place] + mark + text[place:])
    assert all(len(str(problem).splitlines()) == 1 for problem in problems(folder))


@pytest.mark.parametrize("bomb", ["[" * 60_000, "{a: " * 15_000, "- " * 30_000, "? " * 30_000, "&a [*a, *a]"])
def test_a_bomb_is_refused_at_once(folder: Path, bomb: str) -> None:
    """Deep nesting and self-reference end in one report, without eating time or memory."""
    add(folder, "badges/second/2025-2.yaml", f"summary: {bomb}")
    assert "badges/second/2025-2.yaml" in {problem.file for problem in problems(folder)}


def test_only_what_is_published_can_be_offered_alone(folder: Path) -> None:
    """A version that may still change is found for its drafts, and offered to nobody; its older one is."""
    add(folder, "badges/third/2025-1.yaml", SECOND.read_text(encoding="utf-8").replace("id: second", "id: third")
        .replace("code: S-1", "code: T-1"))  # fmt: skip
    library = read(folder)
    assert library.unpublished == {"first@2025-2", "third@2025-1"}
    assert {badge.key for badge in library.offered()} == {"first@2025-2", "second@2025-1", "third@2025-1"}
    served = library.published_only()
    assert {badge.key for badge in served.offered()} == {"first@2025-1", "second@2025-1"}
    assert (served.find("t-1"), served.find("third"), served.latest("third")) == (None, None, None)
    assert served.at("third", "2025-1") is not None
    assert served.at("first", "2025-2") is not None


def test_a_version_that_is_not_published_can_be_titled_as_such(folder: Path) -> None:
    """The others keep their titles."""
    titles = {badge.key: badge.title for badge in read(folder).titled(lambda title: f"{title} (draft)").badges}
    assert [key for key, title in titles.items() if title.endswith("(draft)")] == ["first@2025-2"]
