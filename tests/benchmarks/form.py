"""The form that both ordinary bots ask: what they say, the buttons, and the counts. Plain text, as most write it."""

HELLO = (
    "Hello! This bot takes your application for an Open Badge.\n\n"
    "It asks for a few details and then five questions, one at a time, and counts your words. Your name, your contact "
    "details and your answers are stored, and used for nothing but the application. Telegram keeps this chat as well, "
    "on its own servers.\n\nIs that all right?"
)
CONSENT = ("I agree", "Show the privacy notice")
BADGE = (
    "CPL 2025 Leadership and quality assurance\n\n"
    "This badge is for people on the SSSC Register who have recorded learning about leadership and quality assurance. "
    "Any activity under that element counts.\n\nYou need:\n- your registration number, your part of the Register and "
    "your employer's name\n- notes about the activity you did and what you learned from it\n- about 90 minutes, which "
    "you can split up as you like\n\nThe SSSC decides within 28 days. You can hold this badge once a year.\n\n"
    "Is this your badge?"
)
RIGHT = ("Yes, this is for me", "No")
FACTS = (
    ("name", "First your details. What is your full name? It is sent along with your evidence."),
    ("email", "What is your email address? The badge goes there."),
    ("number", "What is your registration number? It normally has seven digits."),
)
EMPLOYER = "What is your employer's name? Give the organisation, not the building."
PARTS = (
    "1. Social workers",
    "2. Social work students",
    "3. Social care workforce",
    "4. Children and young people workforce",
)
DONE = "That is all"
ASK_PARTS = "Which part of the Register are you on? Press every one that applies, then press the last button."
QUESTIONS = (
    ("The topic and the activity", "Which topic did you choose, and which learning activity did you take part in?", 50),
    ("Why it matters", "Why does this activity matter for your development as a leader, or for the team's work?", 25),
    ("Three things I learned", "Name three things you learned. Say for each why it matters to you and to others.", 150),
    ("How I will use it", "How will you use what you learned in your daily work to make care or support better?", 150),
    ("My confidence", "Look back on all of it. How did the learning make you more confident in your role?", 75),
)
MAXIMUM = 900
AI = (
    "Did you use AI tools for your evidence? They are allowed only as the issuer's rules say. If you used any you must "
    "name it and give a link to the chat history, so that the assessor can read it."
)
AI_BUTTONS = ("No, I did not", "Yes, I did")
STATEMENTS = (
    "I have completed every activity in the criteria, and my evidence answers each of the questions.",
    "Nothing in my evidence says who another person is, and nobody can be recognised from my examples.",
    "The evidence is my own work. The ideas and examples are mine. Where I used AI tools I say so, and link the chat.",
    "I agree that my evidence may be checked with tools that look for plagiarism and for text written by AI.",
    "I know that assessment can take up to 28 days and that there may be no feedback if I am not successful.",
)
AGREE = ("I agree", "Check my answers")
SEND = ("Send it", "Not yet", "Check my answers")


def question(number: int) -> str:
    """Asks a question, counted from 0."""
    heading, ask, minimum = QUESTIONS[number]
    return f"Question {number + 1} of 5\n{heading}\n\n{ask}\n\nWrite at least {minimum} words, in one message or more."


def question_buttons(number: int) -> tuple[str, ...]:
    """The buttons under a question or a count."""
    onward = "Next question" if number + 1 < len(QUESTIONS) else "Check my answers"
    return (onward, "Start this answer again", "All questions", "Later")


def progress(number: int, count: int, total: int) -> str:
    """How long an answer is so far."""
    minimum = QUESTIONS[number][2]
    left = f"{MAXIMUM - total} words left of {MAXIMUM}."
    if count < minimum:
        return f"Saved. Question {number + 1}: {count} of {minimum} words. Write more: {minimum - count} to go. {left}"
    return f"Saved. Question {number + 1}: {count} words. That is enough. {left}"


def review(facts: dict[str, str], counts: list[int]) -> str:
    """Everything at a glance."""
    details = "\n".join(f"{name}: {value}" for name, value in facts.items())
    answers = "\n".join(
        f"{number}. {heading}: {count} words (minimum {minimum})"
        for number, ((heading, _, minimum), count) in enumerate(zip(QUESTIONS, counts, strict=True), 1)
    )
    enough = all(count >= minimum for (_, _, minimum), count in zip(QUESTIONS, counts, strict=True))
    verdict = "Everything is there." if enough and sum(counts) <= MAXIMUM else "Something is missing or too long."
    return (
        f"Check your answers. Nothing is sent yet.\n\nDetails\n{details}\n\nAnswers\n{answers}\n"
        f"In all {sum(counts)} words of {MAXIMUM}.\n\n{verdict}"
    )


REVIEW_BUTTONS = ("Go on", "Change 1", "Change 2", "Change 3", "Change 4", "Change 5", "Later")


def statement(number: int) -> str:
    """A statement to agree to, counted from 0."""
    return f"Statement {number + 1} of 5\n\n{STATEMENTS[number]}\n\nDo you agree?"


def last_look(counts: list[int]) -> str:
    """The last message before sending."""
    return (
        f"Ready to send: your evidence of {sum(counts)} words with your name and email address, to the SSSC. "
        "After this you cannot change it here."
    )


SENT = "Thank you. Your application has been sent. You should hear from the SSSC within 28 days."
