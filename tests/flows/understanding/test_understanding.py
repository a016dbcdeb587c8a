"""What typed messages are understood as: the bars on labelled messages, and what holds for every message."""

import re

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from hypothesis import given
from hypothesis import strategies as st
from support import understanding_table
from support.labelled_messages import AT_QUESTIONS
from support.talk_reader import by_talk
from support.understanding_table import JOBS, OWN, SHARED, OutcomeTable, lines_of, main, printed, table_of

from criteria.readable_text import BANNED, GRADE_FROM, HIGHEST_GRADE, MAX_SENTENCE
from flows.engine.prompts import PromptKind
from flows.rules.evidence.word_count import readability, sentences, strict
from flows.text.catalogue import sources
from flows.understanding import Act, Confidence, PromptRole, Reading, Target, TargetKind, Utterance, prompt_of, read
from flows.understanding.interpret import by_rules
from flows.understanding.lexicon import Lexicon, LexiconError, lexicon
from flows.understanding.patterns import PatternError, compiled
from flows.understanding.utterance import EVIDENCE_PROMPTS

LEXICON: Lexicon = lexicon()
SAID_WHEN_UNKNOWN = ("about-unknown", "about-more", "writes-for-you", "asked-name", "asked-email")
"""Answers that belong to no topic: for a question that is not known, a wish that the bot writes, a detail asked for."""


def at_question(text: str, before: str = "") -> Reading:
    """A message at a question."""
    return read(Utterance(text, PromptRole.question, before=before))


def _share(count: int, of: int) -> float:
    return count / of if of else 0.0


def _holds_the_bars(table: OutcomeTable, *, evidence_asked: float, lost: float = 0.0) -> None:
    shown = printed(table)
    assert _share(table.lost, table.evidence) <= lost, shown
    assert _share(table.evidence_asked, table.evidence) <= evidence_asked, shown
    assert _share(table.silent, table.asides) <= 0.12, shown
    assert _share(table.asides_asked, table.asides) <= 0.25, shown
    assert _share(table.kept, table.mixed) >= 0.9, shown
    assert _share(table.left_out, table.mixed) >= 0.6, shown


@pytest.mark.slow
def test_the_projects_own_messages_are_understood() -> None:
    """The bars on the project's own messages; nearly all of them were written to be hard."""
    table = table_of(lines_of(OWN))
    _holds_the_bars(table, evidence_asked=0.06, lost=0.006)
    assert table.evidence >= 200
    assert table.asides >= 400
    assert _share(table.others_meant, table.others) >= 0.9


def test_messages_that_nothing_was_learned_from_are_understood() -> None:
    """The bars on a list that neither rules nor weights were made with."""
    table = table_of(lines_of(OWN / "held_out"))
    _holds_the_bars(table, evidence_asked=0.06, lost=0.01)
    assert _share(table.others_meant, table.others) >= 0.88


def test_what_is_learned_of_acts_changes_no_evidence_and_no_yes() -> None:
    """It may name another wish; what is kept, a detail and what is agreed to are as the rules read them."""
    known = lexicon()
    changed = 0
    for line in lines_of(OWN)[::9]:
        utterance = Utterance(line.text, PromptRole(line.at), before=line.before, jobs=JOBS)
        rules, reading = by_rules(known, utterance), read(utterance)
        changed += (reading.act, reading.other) != (rules.act, rules.other)
        # A few words after a reminder may prove to be a reply to it.
        assert reading.evidence == rules.evidence or (line.at == "reminder" and not reading.evidence)
        assert reading.agrees in {rules.agrees, None}
        assert reading.value in {rules.value, ""}
    assert changed


def test_words_of_a_rule_in_short_evidence_are_asked_about() -> None:
    """A likely rule speaks, and nothing that was learned of the words says the same."""
    assert at_question("leave me alone is allowed").asks


@pytest.mark.slow
def test_the_running_bot_files_and_asks_as_the_reading_says() -> None:
    """The bars at questions hold for the bot itself: what stands in the answer, and what is asked about."""
    at_questions = [line for line in lines_of(OWN) if line.at in AT_QUESTIONS][::9]
    table = table_of(at_questions, by_talk)
    # One in nine of messages of which nearly all the evidence is hard: a line more or less is over one in a hundred.
    _holds_the_bars(table, evidence_asked=0.1, lost=0.015)
    assert table.evidence >= 30
    assert table.asides >= 80


@pytest.mark.slow
def test_shared_messages_are_understood_by_the_running_bot() -> None:
    """The bars of the assignment, by what the bot does with each message typed at a question."""
    if not SHARED.exists():
        pytest.skip(f"there are no shared messages at {SHARED}")
    _holds_the_bars(
        table_of([line for line in lines_of(SHARED) if line.at in AT_QUESTIONS], by_talk), evidence_asked=0.06
    )


def test_shared_messages_are_understood() -> None:
    """The bars of the assignment on its labelled messages, where they are at hand."""
    if not SHARED.exists():
        pytest.skip(f"there are no shared messages at {SHARED}")
    table = table_of(lines_of(SHARED))
    _holds_the_bars(table, evidence_asked=0.06)
    assert _share(table.others_meant, table.others) >= 0.9


def test_a_corpus_is_printed_as_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    """`make talk` counts each kind, times the reading, and shows what was misread on request."""
    assert main([str(OWN / "told_speech.jsonl"), "--misread"]) == 0
    told = capsys.readouterr().out
    assert "other prompts as meant" in told
    assert "ms of processor time a message" in told


def test_a_missing_corpus_is_said_and_a_broken_one_refused(
    capsys: pytest.CaptureFixture[str], tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where there is no corpus, the project's own is used and that is said; a file that is none is refused."""
    folder = tmp_path_factory.mktemp("corpus")
    monkeypatch.setattr(understanding_table, "OWN", OWN / "told_speech.jsonl")
    assert main([str(folder / "nothing.jsonl")]) == 0
    assert "There is no corpus" in capsys.readouterr().out
    broken = folder / "broken.jsonl"
    broken.write_text("{}\n", encoding="utf-8")
    assert main([str(broken)]) == 1
    assert "broken.jsonl, line 1" in capsys.readouterr().err


@given(st.text(max_size=400), st.sampled_from(PromptRole), st.text(max_size=60))
def test_every_message_gets_a_reading(text: str, prompt: PromptRole, before: str) -> None:
    """Any text at any prompt is read, the same each time, and no part of it is made up."""
    utterance = Utterance(text, prompt, before=before)
    reading = read(utterance)
    assert reading == read(utterance)
    assert reading.evidence in text


SCRAPS = (
    *(
        "I",
        "we",
        "team",
        "skip",
        "it",
        "delete",
        "the",
        "rota",
        "next",
        "question",
        "how",
        "many",
        "words",
        "do",
        "you",
    ),
    *("who", "reads", "this", "staff", "learned.", "thanks,", "kettle's", "on?", "because", "back", "to", "stop!"),
)
WORDS = st.lists(st.sampled_from(SCRAPS), min_size=1, max_size=60).map(" ".join)


@given(WORDS)
def test_what_is_kept_is_the_workers_own_words(text: str) -> None:
    """At a question, evidence is kept as it was typed, and what is asked about is kept whole meanwhile."""
    reading = at_question(text)
    assert reading.evidence in text
    if reading.act is Act.evidence or reading.asks:
        assert reading.evidence == text
    if reading.asks:
        assert reading.other is not None


def test_reasons_are_named() -> None:
    """A reading says which rules spoke, so that each can be looked up."""
    assert any("count: how many [more] words" in reason for reason in at_question("how many words").because)


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("go back to question 2", Target(TargetKind.number, number=2)),
        ("can i change my first answer", Target(TargetKind.number, number=1)),
        ("change my email", Target(TargetKind.fact, name="email")),
        ("take me back to the relevance bit", Target(TargetKind.name, name="relevance")),
        ("go back one", Target(TargetKind.previous)),
    ],
)
def test_where_somebody_wants_to_go(text: str, target: Target) -> None:
    """A number, an ordinal, a detail or a word of a heading names the place."""
    reading = at_question(text)
    assert reading.act is Act.go_back
    assert reading.target == target


@pytest.mark.parametrize(
    "text",
    [
        "Stop. That was all she said. Then she sat down.",
        "Where is my coat? she asks, and I show her the peg",
        "Can you hear me? He asks it each night from the chair.",
        "what I do now is wait at the door",
    ],
)
def test_words_said_at_work_are_kept(text: str) -> None:
    """A question or a wish that somebody at work says is part of the answer, or asked about, and never cut off."""
    assert at_question(text).evidence == text


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("show me my answer on pressure sores again", Act.repeat),
        ("kindly discontinue these prompts", Act.stop_reminders),
        ("would reading a care plan count here", Act.help),
    ],
)
def test_a_wish_about_care_work_is_a_wish(text: str, act: Act) -> None:
    """A wish is heard though words of care work stand in it."""
    reading = at_question(text)
    assert act in {reading.act, reading.other}
    assert reading.act is not Act.evidence or reading.asks


def test_a_wish_in_the_last_clause_is_asked_about() -> None:
    """What stands before it may belong in the answer, so nothing is cut off in silence."""
    reading = at_question("the night staff want to see my bit on fluids, read it back to me please")
    assert reading.asks
    assert reading.evidence


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("I stop and think first", Act.evidence),
        ("I do less for people now", Act.evidence),
        ("I gave the talk last and it went well", Act.evidence),
        ("After that I led the handover with the new girl", Act.evidence),
        ("stop these", Act.stop_reminders),
        ("not today, at work", Act.pause),
    ],
)
def test_short_evidence_in_reply_to_a_reminder_is_kept(text: str, act: Act) -> None:
    """Words that tell of work are no reply to the reminder, whatever words of time or of stopping are in them."""
    assert read(Utterance(text, PromptRole.reminder)).act is act


def test_half_a_sentence_is_ended_by_what_comes_next() -> None:
    """After half a sentence, words that would be a wish end the sentence."""
    assert at_question("skip the jargon", before="when I write to a family I").act is Act.evidence
    assert at_question("skip this one").act is Act.skip


@pytest.mark.parametrize(
    ("text", "agrees", "asks"),
    [
        ("aye, nae bother", True, False),
        ("I do not agree, sorry", False, False),
        ("no problem, agreed", True, False),
        ("yes... no wait I meant no", False, False),
        ("I agree but I did not do 6 of them yet", False, True),
    ],
)
def test_yes_and_no(text: str, agrees: bool, asks: bool) -> None:
    """A refusal is one in all its forms; a yes to some of it is no agreement, and is asked about."""
    reading = read(Utterance(text, PromptRole.statement))
    assert reading.act is Act.answer
    assert reading.agrees is agrees
    assert reading.asks is asks


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3 1 8 double 4 0 2", "3184402"),
        ("its 4071193 if I've read the card right", "4071193"),
        ("the one on my card is 3104-472", "3104472"),
    ],
)
def test_numbers_however_they_are_said(text: str, value: str) -> None:
    """Digits in groups, in words and doubled are one number."""
    reading = read(Utterance(text, PromptRole.number))
    assert (reading.value, reading.confidence) == (value, Confidence.sure)


def test_two_numbers_are_asked_about() -> None:
    """Of two different numbers, the last is offered, and asked about."""
    reading = read(Utterance("3104427 or maybe 3104472", PromptRole.number))
    assert reading.value == "3104472"
    assert reading.asks


def test_a_name_that_reads_like_a_sentence_is_asked_about() -> None:
    """A name is taken as it was typed; a sentence is no name for sure."""
    assert read(Utterance("My name is Agnieszka Wróbel", PromptRole.name)).value == "Agnieszka Wróbel"
    assert read(Utterance("the same as before", PromptRole.name)).asks


def test_options_are_chosen_by_label_and_likely_by_job() -> None:
    """A label chooses for sure, also two at once; a job or a service is asked about."""
    options = (
        ("social_worker", ("Social workers", "Social worker")),
        ("social_care", ("Social care workforce",)),
        ("children", ("Children and young people workforce",)),
    )
    both = Utterance(
        "social care workforce and children and young people workforce", PromptRole.register_part, options=options
    )
    assert read(both).value == "social_care,children"
    assert not read(both).asks
    jobs = (("social_worker", ("social worker",)), ("social_care", ("support worker", "care home")))
    job = read(Utterance("support worker in a care home", PromptRole.register_part, options=options, jobs=jobs))
    assert job.value == "social_care"
    assert job.asks


def test_every_place_of_the_bot_is_a_kind_of_prompt() -> None:
    """Each thing that the bot asks for has a kind of prompt, and questions are where evidence is expected."""
    assert {prompt_of(ask.value) for ask in PromptKind} <= set(PromptRole)
    assert prompt_of(PromptKind.question.value) in EVIDENCE_PROMPTS
    assert prompt_of(PromptKind.question.value, enough=True) is PromptRole.question_done
    assert prompt_of(PromptKind.fact.value, "email") is PromptRole.email


def test_every_rule_can_be_searched_for() -> None:
    """Each rule's expression is made at first use; here, all are."""
    every = [*LEXICON.acts.all, *LEXICON.evidence.all, *LEXICON.yes_no.all]
    assert len(every) > 500
    assert all(rule.pattern.regex.pattern == rule.pattern.source for rule in every)


@pytest.mark.parametrize("text", ["(a", "a)", "[a|b", "@nothing", "a|b", "it's"])
def test_a_pattern_that_cannot_be_read_is_refused(text: str) -> None:
    """A rule with a bracket too many, an unknown class or a mark is an error when the data are read."""
    with pytest.raises(PatternError):
        compiled(text, {}, frozenset())


def test_words_in_rules_are_standard_words() -> None:
    """A rule is held against standard words: one that is spelled otherwise would never speak."""
    never = {
        f"{rule.name} ({word})"
        for rules in (LEXICON.acts, LEXICON.evidence, LEXICON.yes_no)
        for rule in rules.all
        for word in re.findall(r"\w+", re.sub(r"@[a-z-]+", "", rule.pattern.text))
        if word in LEXICON.spellings and word not in LEXICON.spellings[word]
    }
    assert not never


def test_an_unknown_language_is_an_error() -> None:
    """Data that are not there cannot be read in silence."""
    with pytest.raises(LexiconError):
        lexicon("xx")


def _said() -> dict[str, str]:
    body = FluentParser().parse(sources("en")["talk.ftl"]).body
    assert not [entry for entry in body if isinstance(entry, ftl.Junk)]
    found = {}
    for entry in body:
        if isinstance(entry, ftl.Message) and entry.value:
            pieces = [part.value if isinstance(part, ftl.TextElement) else "SSSC" for part in entry.value.elements]
            found[entry.id.name] = "".join(pieces)
    return found


def test_every_question_and_term_has_an_answer() -> None:
    """Each topic that a reading can name has its answer, and no answer is for a topic that nobody can ask about."""
    topics = {f"about-{rule.topic}" for rule in LEXICON.acts.all if rule.section == Act.about.value}
    terms = {f"term-{term}" for term in LEXICON.glossary}
    assert set(_said()) - set(SAID_WHEN_UNKNOWN) == topics | terms


def test_answers_are_short_and_plain() -> None:
    """The answers are held to the measure of the bot's own wording."""
    said = _said()
    assert not {key for key, text in said.items() for one in sentences(text) if strict(one) > MAX_SENTENCE}
    assert not {key for key, text in said.items() if BANNED & set(re.findall(r"\w+", text.casefold()))}
    assert readability("\n".join(said.values())) <= HIGHEST_GRADE
    assert all(readability(text) <= HIGHEST_GRADE for text in said.values() if strict(text) >= GRADE_FROM)


@pytest.mark.parametrize("role", [PromptRole.consent, PromptRole.statement])
def test_what_only_goes_on_agrees_to_nothing(role: PromptRole) -> None:
    """To type "done" under a statement may mean that it was read; a yes with it is a yes."""
    for said in ("done", "send it", "continue", "ready", "all done"):
        assert read(Utterance(said, role)).agrees is not True, said
    for said in ("ok", "yes, done", "aye", "agreed"):
        assert read(Utterance(said, role)).agrees is True, said
