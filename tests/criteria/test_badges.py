"""The badges say what the issuer says: every number, name and obligation."""

import pytest

from criteria.model import Badge, FactKind
from criteria.reader import read

LIBRARY = read()


def badge(badge_id: str) -> Badge:
    """Take a badge of the program."""
    found = LIBRARY.at(badge_id, "2025-1")
    assert found is not None
    return found


CPL = badge("cpl-2025-leadership")
THINGS = badge("elc-leadership-23-things")

TITLES = """\
ELC Thing 1 – Why is everyday leadership important
ELC Thing 2 – Leadership/Management
ELC Thing 3 – What’s my leadership style?
ELC Thing 4 – What do others say about my leadership?
ELC Thing 5 – How do I show vision as a leader?
ELC Thing 6 – What does self-leadership mean for me?
ELC Thing 7 – Motivating and inspiring others
ELC Thing 8 – Empowering leadership
ELC Thing 9 – Creative and innovative leadership
ELC Thing 10 – Collaborating and influencing: how do I exercise leadership in working with others?
ELC Thing 11 – The six leadership capabilities
ELC Thing 12 – Challenging discriminatory or oppressive practice
ELC Thing 13 – The impact I have on others
ELC Thing 14 – Resilience and my self-leadership
ELC Thing 15 – What is supervision and why do we do it?
ELC Thing 16 – What is coaching and how can I use it?
ELC Thing 17 – What is action learning and how can I use it?
ELC Thing 18 – What is appreciative inquiry and how can I use it?
ELC Thing 19 – What is citizen leadership and how can I promote it?
ELC Thing 20 – What does a supportive workplace look like?
ELC Thing 21 – What does good leadership look like in Scotland’s social services?
ELC Thing 22 – Why is leadership important in Scotland’s social services?
ELC Thing 23 – How can I use leadership development to support my career development?
"""


def test_titles_and_code_are_exact() -> None:
    """A title is the issuer's, with its dashes."""
    assert (CPL.title, CPL.code) == ("CPL 2025 Leadership and quality assurance", "OB-1249")
    assert THINGS.title == "ELC Leadership 23 Things – Completed Them All"
    assert LIBRARY.find("ob-1249") == CPL


def test_the_issuer_is_exact() -> None:
    """Both badges are awarded by the Scottish Social Services Council, to which no program can post."""
    for each in (CPL, THINGS):
        issuer = LIBRARY.issuer(each)
        assert (issuer.name, issuer.short) == ("Scottish Social Services Council", "SSSC")
        assert issuer.route == "handover"


def test_the_five_questions_stand_in_order_with_their_minimums() -> None:
    """50, 25, 150, 150 and 75 words make 450, of at most 900."""
    assert [(question.id, question.minimum) for question in CPL.questions] == [
        ("topic", 50),
        ("relevance", 25),
        ("learning", 150),
        ("practice", 150),
        ("confidence", 75),
    ]
    assert CPL.words is not None
    assert (CPL.words.minimum, CPL.words.maximum) == (450, 900)
    assert sum(question.minimum for question in CPL.questions) == CPL.words.minimum


def test_the_third_question_asks_for_six_things() -> None:
    """Three things learned, and for each why it matters to the worker and to the people served."""
    question = CPL.question("learning")
    assert question is not None
    for word in ("three things", "each one", "to you", "people who use your service"):
        assert word in question.ask


@pytest.mark.parametrize(
    ("question", "words"),
    [
        (
            "topic",
            "exact topic leadership quality assurance workshop online course shadowing reflection resources materials",
        ),
        ("relevance", "role career position gaps leadership quality assurance care people of Scotland"),
        ("learning", "specific vague practice leadership level people you support short term long term role"),
        ("practice", "examples role plan change outcomes service in the way handle"),
        (
            "confidence",
            "understand leadership quality assurance role ready better able colleagues people who use service",
        ),
    ],
)
def test_tips_keep_what_good_evidence_has(question: str, words: str) -> None:
    """No point of the issuer's advice is lost."""
    found = CPL.question(question)
    assert found is not None
    text = " ".join(found.tips).lower()
    assert [word for word in words.lower().split() if word not in text] == []


def test_the_facts_stand_in_order() -> None:
    """Number, part and employer head the evidence; name and email address go to the issuer alone."""
    assert [(fact.id, fact.kind, fact.in_evidence) for fact in CPL.facts] == [
        ("name", FactKind.name, False),
        ("email", FactKind.email, False),
        ("registration_number", FactKind.number, True),
        ("register_parts", FactKind.choices, True),
        ("employer", FactKind.text, True),
    ]
    assert [(fact.id, fact.in_evidence) for fact in THINGS.facts] == [("name", False), ("email", False)]
    number = CPL.fact("registration_number")
    assert number is not None
    assert number.digits == 7


def test_the_register_has_four_parts() -> None:
    """The names are the Register's, and "worker" is taken for "workforce"."""
    parts = CPL.fact("register_parts")
    assert parts is not None
    assert [option.label for option in parts.options] == [
        "Social workers",
        "Social work students",
        "Social care workforce",
        "Children and young people workforce",
    ]
    assert "Social care worker" in parts.options[2].also
    assert "Children and young people worker" in parts.options[3].also


@pytest.mark.parametrize(
    ("declaration", "words"),
    [
        ("complete", ["read, understood and completed every activity", "answers each question"]),
        ("privacy", ["identifies another person", "Nobody can be identified", "directly or indirectly"]),
        (
            "own_work",
            [
                *("wrote or recorded", "did not copy", "core content", "ideas", "examples are my own", "AI tools"),
                *("SSSC's rules allow", "say so in this submission", "valid link to the chat history", "assessor"),
            ],
        ),
        ("checks", ["consent", "plagiarism and AI", "The SSSC may", "people with whom I share the badge"]),
        ("waiting", ["understand", "up to 28 days", "cannot always give feedback", "unsuccessful"]),
    ],
)
def test_each_declaration_keeps_its_obligations(declaration: str, words: list[str]) -> None:
    """A worker agrees to all of what the issuer asks, and to nothing less."""
    text = next(item.text for item in CPL.declarations if item.id == declaration)
    assert [word for word in words if word not in text] == []


def test_the_declarations_stand_in_order() -> None:
    """Five statements, in the issuer's order."""
    assert [item.id for item in CPL.declarations] == ["complete", "privacy", "own_work", "checks", "waiting"]


def test_the_one_declaration_of_the_23_things_keeps_its_obligations() -> None:
    """Everything that the issuer's paragraph holds stands in the one statement."""
    (declaration,) = THINGS.declarations
    for words in (
        "read, understood and completed every activity",
        "answered each question of the criteria",
        "wrote or recorded",
        "did not copy it from anywhere or anyone",
        "assessment takes 28 days",
        "no feedback if I am unsuccessful",
    ):
        assert words in declaration.text


def test_who_may_apply_and_how_often() -> None:
    """The part of the Register is named as the issuer names it, on the day of applying, once a year."""
    checks = " ".join(CPL.fit.checks)
    for words in ("“Social Care and Children and Young People Workforce”", "on the day you apply", "this year"):
        assert words.replace("“", '"').replace("”", '"') in checks
    assert "CPL+" in CPL.fit.otherwise
    assert "extra to your CPL requirement" in CPL.fit.audience
    assert CPL.repeat == "yearly"


def test_assessment_takes_28_days() -> None:
    """The same number of days for both badges."""
    assert (CPL.assessment_days, THINGS.assessment_days) == (28, 28)


def test_who_can_read_the_evidence_is_said() -> None:
    """Anyone shown the badge reads the number, the part and the employer, so nothing private belongs there."""
    for words in ("Anyone you show the badge to", "registration number", "Register part", "employer"):
        assert words in CPL.visibility
    for words in ("confidential or private", "name and email address"):
        assert words in CPL.visibility


def test_ai_tools_are_declared() -> None:
    """Only within the SSSC's rules, named, and with a link to the chat; the older badge says nothing of them."""
    assert CPL.ai.rule == "declare"
    assert CPL.ai.explain is not None
    for words in ("SSSC's own rules", "name it", "valid link to your chat history", "https"):
        assert words in CPL.ai.explain
    assert THINGS.ai.rule == "silent"


def test_the_23_things_stand_in_the_programmes_order() -> None:
    """All titles are exact, and the ids count them."""
    assert [item.title for item in THINGS.prerequisites] == TITLES.splitlines()
    assert [item.id for item in THINGS.prerequisites] == [f"thing_{n:02}" for n in range(1, 24)]


def test_the_23_things_ask_for_every_badge_and_no_words() -> None:
    """The badge has no question, all 23 badges are needed, and it can be applied for beside the other one."""
    assert THINGS.needed == len(THINGS.prerequisites) == 23
    assert THINGS.prerequisites_needed is None
    assert THINGS.questions == ()
    assert THINGS.words is None
    assert [(each.id, each.open) for each in LIBRARY.offered()] == [(CPL.id, True), (THINGS.id, True)]
