"""The shapes in which people send a statement: each makes messages of five answers, and says what is right.

A shape keeps the words of the answers as they are, but for what its name says.
"""

import random
import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

HERE = Path(__file__).parent
LIMIT = 4096

ASKED = (
    "Tell us about the topic and learning activity you have chosen (50 words minimum)",
    "Explain why this learning activity is relevant to your professional development (25 words minimum)",
    (
        "Tell us about three things you learned and why each of these is important to (a) you and (b) people who use "
        "your service (150 words minimum)"
    ),
    (
        "Explain how you will apply what you've learned to improve the quality of care or support you provide "
        "(150 words minimum)"
    ),
    "Explain how this learning activity has increased your confidence (75 words minimum)",
)
SHORT = ("What I did", "Relevance to my role", "What I learned", "How I will use it", "My confidence now")
OTHER = (
    "My course",
    "Why it matters to me",
    "Three learning points",
    "Putting it into practice",
    "Feeling more confident",
)


@dataclass(frozen=True)
class Statement:
    """Messages in the order sent, and the words that each question should get."""

    base: str
    shape: str
    parts: tuple[str, ...]
    truth: tuple[str, ...]


Answers = Sequence[str]
Made = tuple[Sequence[str], Answers]


def bases() -> Mapping[str, tuple[str, ...]]:
    """The answers of each base statement, by its voice."""
    read = yaml.safe_load((HERE / "base_statements.yaml").read_text(encoding="utf-8"))
    return {one["voice"]: tuple(one["answers"]) for one in read}


def _headed(headings: Sequence[str], answers: Answers, between: str = "\n", after: str = "\n\n") -> str:
    return after.join(f"{h}{between}{a}" if a else h for h, a in zip(headings, answers, strict=True))


def issuer_questions(a: Answers) -> Made:
    return [_headed([f"{n}. {q}" for n, q in enumerate(ASKED, 1)], a)], a


def capital_questions(a: Answers) -> Made:
    return [_headed([q.upper() for q in ASKED], a)], a


def questions_wrapped(a: Answers) -> Made:
    return [_headed([textwrap.fill(q, 60) for q in ASKED], a)], a


def short_headings(a: Answers) -> Made:
    return [_headed(SHORT, a)], a


def other_headings_with_colons(a: Answers) -> Made:
    return [_headed([f"{h}:" for h in OTHER], a, " ", "\n")], a


def bold_headings(a: Answers) -> Made:
    return [_headed([f"**{h}**" for h in SHORT], a)], a


def mixed_numbers(a: Answers) -> Made:
    return [_headed(["1.", "Q2)", "3 -", "(4)", "Question 5:"], a, " ")], a


def numbers_alone(a: Answers) -> Made:
    return [_headed(["1", "2", "3", "4", "5"], a)], a


def keycaps(a: Answers) -> Made:
    return [_headed([f"{n}\ufe0f\u20e3" for n in range(1, 6)], a, " ")], a


def named_in_words(a: Answers) -> Made:
    return [_headed(["Question one", "Question two", "Question three", "Question four", "Question five"], a)], a


def answers_to_questions(a: Answers) -> Made:
    return [_headed([f"Answer to question {n}:" for n in range(1, 6)], a, "\n", "\n")], a


def roman(a: Answers) -> Made:
    return [_headed(["I.", "II.", "III.", "IV.", "V."], a, " ")], a


def hash_numbers(a: Answers) -> Made:
    return [_headed([f"#{n}" for n in range(1, 6)], a, " ", "\n")], a


def numbered_list_inside(a: Answers) -> Made:
    points = a[2].split("\n\n")
    listed = "\n".join(f"{n}. {point}" for n, point in enumerate(points, 1))
    inner = (a[0], a[1], f"Here are my three.\n{listed}", a[3], a[4])
    return [_headed([f"{n}." for n in range(1, 6)], inner, " ", "\n")], inner


def list_under_titles(a: Answers) -> Made:
    points = a[3].split("\n\n")
    listed = "\n".join(f"{n}) {point}" for n, point in enumerate(points, 1))
    inner = (*a[:3], listed, a[4])
    return [_headed(SHORT, inner)], inner


def sub_headings_repeated(a: Answers) -> Made:
    points = [f"Point {n}\n{p}\nWhy it matters\nIt does, every day." for n, p in enumerate(a[2].split("\n\n"), 1)]
    inner = (*a[:2], "\n\n".join(points), *a[3:])
    return [_headed(SHORT, inner)], inner


def greeting_and_signature(a: Answers) -> Made:
    text = _headed([f"Q{n}" for n in range(1, 6)], a)
    return [f"Hi, this is my evidence for the badge\nMorven Tarrant, SSSC 3099999\n\n{text}\n\nKind regards\nMorven"], a


def counts_and_hints(a: Answers) -> Made:
    lines = [f"{q}\nType your answer here:\n{t}\nWord count: {len(t.split())}" for q, t in zip(ASKED, a, strict=True)]
    return ["\n\n".join(lines)], a


def pages_of_a_pdf(a: Answers) -> Made:
    wrapped = ["\n\n".join(textwrap.fill(p, 80) for p in t.split("\n\n")) for t in a]
    lines = _headed(SHORT, wrapped).split("\n")
    out: list[str] = []
    for n, line in enumerate(lines, 1):
        out.append(line)
        if n % 24 == 0:
            out += [f"Page {n // 24} of 3", "My badge evidence"]
    return ["My badge evidence\n" + "\n".join(out)], wrapped


def last_missing(a: Answers) -> Made:
    return [_headed(SHORT[:4], a[:4])], (*a[:4], "")


def middle_missing(a: Answers) -> Made:
    kept = (a[0], "", *a[2:])
    return [_headed([f"Question {n}" for n in range(1, 6)], kept)], kept


def out_of_order(a: Answers) -> Made:
    order = (2, 0, 4, 1, 3)
    return [_headed([SHORT[n] for n in order], [a[n] for n in order])], a


def five_messages(a: Answers) -> Made:
    return [f"{h}: {t}" for h, t in zip(OTHER, a, strict=True)], a


def five_messages_and_chat(a: Answers) -> Made:
    made = [f"{n}. {h}\n{t}" for n, (h, t) in enumerate(zip(SHORT, a, strict=True), 1)]
    return [made[0], made[1], "hang on, buzzer", *made[2:]], a


def cut_at_the_limit(a: Answers) -> Made:
    text = _headed([f"Q{n} {q}" for n, q in enumerate(ASKED, 1)], a)
    above = "My evidence " + "- " * max(0, (LIMIT + 200 - len(text)) // 2)
    whole = f"{above.rstrip()}\n\n{text}"
    return [whole[:LIMIT].strip(), whole[LIMIT:].strip()], a


def cut_between_paragraphs(a: Answers) -> Made:
    text = _headed(SHORT, a)
    at = text.index("\n\n", text.index(a[3]) + 10)
    return [text[:at], text[at + 2 :]], a


def halves_swapped(a: Answers) -> Made:
    text = _headed([f"Part {n}" for n in range(1, 6)], a)
    at = text.index("\n\n", text.index(a[2]) + 10)
    return [text[at + 2 :], text[:at]], a


def paragraphs_alone(a: Answers) -> Made:
    return ["\n\n".join(a)], a


def windows_ends(a: Answers) -> Made:
    return [_headed([f"{n}.\t{h}" for n, h in enumerate(SHORT, 1)], a).replace("\n", "\r\n")], [
        t.replace("\n", "\r\n") for t in a
    ]


def headings_in_one_run(a: Answers) -> Made:
    flat = [t.replace("\n\n", " ") for t in a]
    return [" ".join(f"{h}: {t}" for h, t in zip(SHORT, flat, strict=True))], flat


def numbers_in_one_run(a: Answers) -> Made:
    flat = [t.replace("\n\n", " ") + ("" if t.endswith(".") else ".") for t in a]
    return [" ".join(f"Q{n}. {t}" for n, t in enumerate(flat, 1))], flat


def underlined(a: Answers) -> Made:
    return [_headed([f"{h}\n{'-' * len(h)}" for h in SHORT], a)], a


def markdown_numbers(a: Answers) -> Made:
    return [_headed([f"### {n}) {h}" for n, h in enumerate(OTHER, 1)], a)], a


def wrong_number(a: Answers) -> Made:
    return [_headed(["1.", "2.", "3.", "3.", "5."], a, " ")], a


def heading_forgotten(a: Answers) -> Made:
    return [_headed(SHORT[:4], [*a[:3], f"{a[3]}\n\n{a[4]}"])], a


def chat_export(a: Answers) -> Made:
    lines = [f"[12/03/2025, 21:1{n}] Me: {h}\n{t}" for n, (h, t) in enumerate(zip(SHORT, a, strict=True))]
    return ["\n".join(lines)], a


def aside_inside(a: Answers) -> Made:
    first, *rest = a[3].split("\n\n")
    told = "\n\n".join([first, "sorry, buzzer went, where was I", *rest])
    return [_headed(SHORT, [*a[:3], told, a[4]])], a


def dashes(a: Answers) -> Made:
    return [
        _headed([f"{h} -" for h in ("Topic", "Relevance", "Learning", "Use in practice", "Confidence")], a, " ", "\n")
    ], a


def slips(a: Answers) -> Made:
    return [
        _headed(["Topc and activty", "Relevence to my roll", "What I lernt", "How I wil use it", "My confidance"], a)
    ], a


def template_with_facts(a: Answers) -> Made:
    top = "Evidence template\nName: Morven Tarrant\nSSSC number: 3099999\nEmployer: Glenbrae Care"
    return [f"{top}\n\n" + _headed(ASKED, a) + "\n\nSigned: M Tarrant\nDate: 12/03/2025"], a


def tables(a: Answers) -> Made:
    return [_headed(SHORT, a, "\t", "\n")], a


def one_run(a: Answers) -> Made:
    flat = [t.replace("\n\n", " ") for t in a]
    return [" ".join(flat)], flat


def mail_under_quoted_questions(a: Answers) -> Made:
    asked = "\n\n".join(f"> {n}. {q}\n\n{t}" for n, (q, t) in enumerate(zip(ASKED, a, strict=True), 1))
    top = "Hi Fiona,\n\nAnswers below.\n\nOn Mon, 3 Mar 2025 at 09:14, Badges <a@example.org> wrote:\n> Answer these."
    return [f"{top}\n>\n{asked}\n\nThanks\nMorven\n\nSent from my iPhone"], a


def quoted_whole(a: Answers) -> Made:
    return ["\n".join(f"> {line}" if line else ">" for line in _headed(SHORT, a).split("\n"))], a


def times_between(a: Answers) -> Made:
    return ["\n\n".join(f"Today 14:0{n}\n{h}\n{t}" for n, (h, t) in enumerate(zip(SHORT, a, strict=True)))], a


def copied_from_telegram(a: Answers) -> Made:
    return ["\n\n".join(f"Morven, [12/03/2025 21:1{n}]\n{n}. {t}" for n, t in enumerate(a, 1))], a


def questions_and_answers_labelled(a: Answers) -> Made:
    return [_headed([f"Q: {q}" for q in ASKED], [f"A: {t}" for t in a], after="\n\n")], a


def table_on_lines(a: Answers) -> Made:
    rows = "\n".join(f"{n}\n{q}\n{t}" for n, (q, t) in enumerate(zip(ASKED, a, strict=True), 1))
    return [f"No.\nQuestion\nYour answer\n{rows}"], a


def table_with_bars(a: Answers) -> Made:
    flat = [t.replace("\n\n", " ") for t in a]
    rows = "\n".join(f"| {h} | {t} |" for h, t in zip(SHORT, flat, strict=True))
    return [f"| Question | Answer |\n| --- | --- |\n{rows}"], flat


def ordinals(a: Answers) -> Made:
    return [_headed(["1st", "2nd", "3rd", "4th", "5th"], a, " ")], a


def for_each_question(a: Answers) -> Made:
    return [_headed([f"For question {n}" for n in range(1, 6)], a, ": ")], a


def rules_between(a: Answers) -> Made:
    return ["\n\n---\n\n".join(a)], a


def capital_titles(a: Answers) -> Made:
    heads = ("TOPIC AND LEARNING ACTIVITY", "WHY IS THIS RELEVANT", "THREE THINGS I LEARNED AND WHY")
    return [_headed([*heads, "APPLYING IT", "INCREASED CONFIDENCE"], a)], a


def numbers_under_answers(a: Answers) -> Made:
    return ["\n\n".join(f"{t}\n(Q{n})" for n, t in enumerate(a, 1))], a


def number_in_its_own_message(a: Answers) -> Made:
    return [part for n, t in enumerate(a, 1) for part in (str(n), t)], a


def question_in_its_own_message(a: Answers) -> Made:
    return [part for q, t in zip(ASKED, a, strict=True) for part in (q, t)], a


def questions_to_the_bot_between(a: Answers) -> Made:
    made = [f"{h}: {t}" for h, t in zip(SHORT, a, strict=True)]
    return [made[0], "is that ok?", *made[1:3], "sorry that was long", *made[3:], "thats it all"], a


def one_heading_of_her_own(a: Answers) -> Made:
    return [_headed([SHORT[0], "Why me", *SHORT[2:]], a)], a


def dashes_and_one_of_his_own(a: Answers) -> Made:
    close = [t.replace("\n\n", "\n") for t in a]
    heads = [f"{h} -" for h in ("topic", "why me", "what i learned", "using it", "confidence")]
    return [_headed(heads, close, " ", "\n")], close


def notes_on_a_phone(a: Answers) -> Made:
    heads = ("1) topic", "2) why relevant", "3) 3 things i learned", "4) how il use it", "5) confidence")
    return [f"Badge stuff\n12 March 2025 at 21:14\n\n{_headed(heads, a)}"], a


def parts_of_five(a: Answers) -> Made:
    return [f"Part {n} of 5\n{t}" for n, t in enumerate(a, 1)], a


def sections_of_a_template(a: Answers) -> Made:
    made = "\n\n".join(f"Section {n}: {q}\n\n\n{t}\n\n" for n, (q, t) in enumerate(zip(ASKED, a, strict=True), 1))
    return [f"SSSC Open Badge: evidence template\n\nPlease complete all sections.\n\n{made}"], a


def log_with_signatures(a: Answers) -> Made:
    top = "LEARNING LOG\nDate: 12/03/25\nName: M Tarrant\nCourse: leading without a title"
    return [f"{top}\n\n{_headed(SHORT, a)}\n\nSignature: M Tarrant\nManager's signature: ____\nDate: ____"], a


def mail_with_footer(a: Answers) -> Made:
    top = "Morven Tarrant <m.t@example.org>\nWed, 12 Mar, 21:14\nto me"
    foot = "--\nMorven Tarrant\nSenior Support Worker\nGlenbrae Care | 01632 960000\nThis email is confidential."
    return [f"{top}\n\n{_headed(SHORT, a)}\n\n{foot}"], a


def colons_on_their_own_lines(a: Answers) -> Made:
    return [_headed([f"{h}\n:" for h in SHORT], a)], a


def numbers_twice(a: Answers) -> Made:
    return [_headed([f"{n}. Question {n}" for n in range(1, 6)], a)], a


def copied_from_signal(a: Answers) -> Made:
    lines = [f"[2025-03-12 21:1{n}] Morven: {h}\n{t}" for n, (h, t) in enumerate(zip(SHORT, a, strict=True))]
    return ["\n".join(lines)], a


def copied_from_texts(a: Answers) -> Made:
    return ["\n\n".join(f"Me (21:1{n}): {n}. {t}" for n, t in enumerate(a, 1))], a


def arrows(a: Answers) -> Made:
    return [_headed([f"{h} \u2192" for h in SHORT], a, " ")], a


SHAPES: tuple[Callable[[Answers], Made], ...] = (
    issuer_questions, capital_questions, questions_wrapped, short_headings, other_headings_with_colons, bold_headings,
    mixed_numbers, numbers_alone, keycaps, named_in_words, answers_to_questions, roman, hash_numbers,
    numbered_list_inside, list_under_titles, sub_headings_repeated, greeting_and_signature, counts_and_hints,
    pages_of_a_pdf, last_missing, middle_missing, out_of_order, five_messages, five_messages_and_chat,
    cut_at_the_limit, cut_between_paragraphs, halves_swapped, paragraphs_alone, windows_ends, one_run,
    headings_in_one_run, numbers_in_one_run, underlined, markdown_numbers, wrong_number, heading_forgotten, chat_export,
    aside_inside, dashes, slips, template_with_facts, tables,
)  # fmt: skip
LATER_SHAPES: tuple[Callable[[Answers], Made], ...] = (
    mail_under_quoted_questions, quoted_whole, times_between, copied_from_telegram, questions_and_answers_labelled,
    table_on_lines, table_with_bars, ordinals, for_each_question, rules_between, capital_titles, numbers_under_answers,
    number_in_its_own_message, question_in_its_own_message, questions_to_the_bot_between, one_heading_of_her_own,
    dashes_and_one_of_his_own, notes_on_a_phone, parts_of_five, sections_of_a_template,
    log_with_signatures, mail_with_footer, colons_on_their_own_lines, numbers_twice, copied_from_signal,
    copied_from_texts, arrows,
)  # fmt: skip
"""Shapes that two base statements alone are made in, to keep the suite short."""


def statements() -> tuple[Statement, ...]:
    """Every base statement in every shape, and two of them in the later ones."""
    made = [(voice, answers, shape) for voice, answers in bases().items() for shape in SHAPES]
    made += [(voice, answers, shape) for voice, answers in list(bases().items())[:3:2] for shape in LATER_SHAPES]
    return tuple(
        Statement(voice, shape.__name__.replace("_", " "), tuple(parts), tuple(truth))
        for voice, answers, shape in made
        for parts, truth in [shape(answers)]
    )


def cut_anywhere(text: str, seed: int) -> tuple[str, str]:
    """A text in two pieces, cut at a random place, as a phone might."""
    at = random.Random(seed).randrange(1, len(text))
    return text[:at], text[at:]
