"""Sentences for answering: questions, counts and lists."""

from flows.features.answers import replies as r
from flows.features.held_badges import texts as badge_texts
from flows.features.links import texts as link_texts
from flows.features.recordings import texts as recording_texts
from flows.features.review.replies import Review
from flows.model.audio import rounded
from flows.rules.progress import MOST_CHARACTERS
from flows.text.catalogue import Catalogue
from flows.text.reply_texts import Texts


def question(say: Catalogue, reply: r.AskQuestion) -> str:
    """One question."""
    asked = reply.question
    blocks = [say.phrase("question", number=reply.number, of=reply.of, heading=asked.heading, ask=asked.ask)]
    if reply.comment is not None:
        key = "question-comment" if reply.comment else "question-came-back"
        blocks.append(say.phrase(key, comment=reply.comment))
    if asked.minimum:
        blocks.append(say.phrase("question-minimum", minimum=asked.minimum) + _other_ways(say, reply))
    if reply.link:
        blocks.append(say.phrase("question-linked", done=reply.link.done, of=reply.link.of))
    elif reply.whole:
        blocks.append(say.phrase("question-linked-whole"))
    if reply.count:
        blocks.append(f"{_so_far(say, reply)} {_left_in_all(say, reply)}")
    return "\n\n".join(blocks)


def _other_ways(say: Catalogue, reply: r.AskQuestion) -> str:
    said = (
        [say.phrase("question-sound", time=recording_texts.needed(say, reply.question.minimum))] if reply.sound else []
    )
    if reply.links and not reply.whole:
        said.append(say.phrase("question-link"))
    return "".join(f" {sentence}" for sentence in said)


def _so_far(say: Catalogue, reply: r.AskQuestion) -> str:
    if reply.about:
        return say.phrase("question-so-far-about", count=rounded(reply.count))
    return say.phrase("question-so-far", count=reply.count)


def _left_in_all(say: Catalogue, reply: r.AskQuestion) -> str:
    if reply.about_in_all:
        return say.phrase("question-left-about", left=rounded(max(0, reply.left)))
    return say.phrase("question-left", left=max(0, reply.left))


def tips(say: Catalogue, reply: r.Tips) -> str:
    """What good evidence has."""
    lines = "\n".join(f"• {tip}" for tip in reply.question.tips)
    return say.phrase("tips", number=reply.number, tips=lines)


def progress(say: Catalogue, reply: r.Progress) -> str:
    """How an answer stands, in one line."""
    said = [recording_texts.heard(say, reply.heard) if reply.heard else say.phrase(f"kept-{reply.kept.value}")]
    if reply.heading:
        said.append(say.phrase("progress-back", number=reply.number, of=reply.of, heading=reply.heading))
    said += [*recording_texts.afterwards(say, reply), _count(say, reply)]
    if reply.maximum:
        said.append(_left(say, reply) + marks(say, reply.marks, reply.maximum))
    if reply.characters_over:
        said.append(characters_over(say, reply.characters_over))
    if reply.all_done and reply.left >= 0 and not reply.characters_over:
        total = reply.total_missing
        said.append(needed_in_all(say, total, about=reply.about_in_all) if total else say.phrase("progress-all"))
    return " ".join(said)


def needed_in_all(say: Catalogue, missing: int, *, about: bool) -> str:
    """How many words all answers need together."""
    if about:
        return say.phrase("progress-total-about", missing=max(5, rounded(missing)))
    return say.phrase("progress-total", missing=missing)


def _count(say: Catalogue, reply: r.Progress) -> str:
    if reply.link:
        return link_texts.progress(say, reply, reply.link)
    if reply.whole:
        return say.phrase("progress-whole", number=reply.number, count=reply.count)
    if reply.about:
        return _about(say, reply)
    if not reply.missing:
        return say.phrase("progress-enough", number=reply.number, count=reply.count)
    return say.phrase(
        "progress-short", number=reply.number, count=reply.count, minimum=reply.minimum, missing=reply.missing
    )


def _about(say: Catalogue, reply: r.Progress) -> str:
    """The same where some of it was spoken: an estimate is rounded, and called one."""
    count, missing = rounded(reply.count), max(5, rounded(reply.missing))
    if not reply.missing:
        return say.phrase("progress-about-enough", number=reply.number, count=count)
    if reply.kept is r.Kept.short:
        return say.phrase("progress-about-kept", number=reply.number, count=count, minimum=reply.minimum)
    return say.phrase("progress-about-short", number=reply.number, count=count, minimum=reply.minimum, missing=missing)


def _left(say: Catalogue, reply: r.Progress) -> str:
    return left(say, reply.left, reply.maximum, about=reply.about_in_all)


def left(say: Catalogue, words: int, maximum: int, *, about: bool) -> str:
    """How many words are left under the maximum, or how many there are too many."""
    if words < 0:
        over = max(5, rounded(-words)) if about else -words
        return say.phrase("progress-over-about" if about else "progress-over", over=over, maximum=maximum)
    if about:
        return say.phrase("progress-left-about", left=rounded(words), maximum=maximum)
    return say.phrase("progress-left", left=words, maximum=maximum)


def characters_over(say: Catalogue, over: int) -> str:
    """How many characters all answers together have too many."""
    return say.phrase("characters-over", over=over, maximum=MOST_CHARACTERS)


def marks(say: Catalogue, count: int, maximum: int) -> str:
    """Why the words and the words left do not add up: marks that are no words count for the limit too."""
    return " " + say.phrase("words-marks", count=count, maximum=maximum) if count and maximum else ""


def start_again(say: Catalogue, reply: r.StartAgainCheck) -> str:
    """Asks before an answer is started again."""
    return say.phrase("start-again", number=reply.number, count=reply.count)


def lines(say: Catalogue, listed: tuple[r.Line, ...]) -> str:
    """Each question with its count: done, or not yet."""
    return "\n".join(_line(say, line) for line in listed)


def _line(say: Catalogue, line: r.Line) -> str:
    if line.locked or line.wanted:
        key = "questions-as-sent" if line.locked else "questions-wanted"
        return say.phrase(key, number=line.number, heading=line.heading)
    if line.link or line.whole:
        return link_texts.line(say, line)
    if line.about:
        said = say.phrase(
            "questions-done-spoken" if line.done else "questions-not-yet-spoken",
            number=line.number,
            heading=line.heading,
            count=rounded(line.count),
            minimum=line.minimum,
            length=recording_texts.length(say, line.spoken),
        )
        return f"{said}; {say.phrase('questions-kept-short')}" if line.short else said
    return say.phrase(
        "questions-done" if line.done else "questions-not-yet",
        number=line.number,
        heading=line.heading,
        count=line.count,
        minimum=line.minimum,
    )


def questions(say: Catalogue, reply: r.QuestionList) -> str:
    """All questions, done and not yet."""
    shown = rounded(reply.total) if reply.about else reply.total
    total = say.phrase("questions-total-about" if reply.about else "questions-total", total=shown)
    if reply.badge.words:
        maximum = reply.badge.words.maximum
        total += " " + left(say, reply.left, maximum, about=reply.about) + marks(say, reply.marks, maximum)
    listed = lines(say, reply.lines)
    if reply.whole:
        listed = f"{link_texts.whole(say, reply.whole)}\n{listed}"
    blocks = [say.phrase("questions", title=reply.badge.title), listed, total + uncounted(say, reply)]
    if reply.held:
        blocks.append(badge_texts.tally(say, reply.held))
    if reply.loose:
        blocks.append(say.phrase("questions-loose", count=reply.loose))
    return "\n\n".join([*blocks, say.phrase("questions-pick")])


def uncounted(say: Catalogue, reply: r.QuestionList | Review) -> str:
    """That words on a page are in no count, where there is a link to one."""
    return " " + say.phrase("questions-uncounted") if reply.whole or any(line.link for line in reply.lines) else ""


def resting(say: Catalogue, reply: r.Resting) -> str:
    """The worker stops for now."""
    reminded = [say.phrase("resting-reminded", on=reply.reminded)] if reply.reminded else []
    word = [say.phrase("resting-word")] if reply.word else []
    return " ".join([say.phrase("resting"), *reminded, *word])


def add_to(texts: Texts) -> None:
    """Says every reply about answers."""
    texts.add(r.AskQuestion, question)
    texts.add(r.Tips, tips)
    texts.add(r.Progress, progress)
    texts.add(r.StartAgainCheck, start_again)
    texts.add(r.QuestionList, questions)
    texts.add(r.Resting, resting)
