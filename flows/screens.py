"""Replies built from a draft: what each screen shows and which buttons it has."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from criteria.model import Badge, Fact, Question
from flows import holdings, progress, vouching
from flows import words as counter
from flows.buttons import Action, Press
from flows.draft import LinkPart, Outcome, SoundPart, Stated, TextPart
from flows.places import Ask
from flows.replies.answering import AskQuestion, Kept, Line, Progress, QuestionList
from flows.replies.base import Reply, Rows
from flows.replies.declaring import AskDeclaration, FinalCheck, TooHeavyToSend
from flows.replies.opening import AskFact, Doubt, FactList, RightBadge
from flows.replies.reviewing import Review
from flows.replies.sounding import RecordingList, SoundRules, SpokenWords, Written
from flows.scene import Work
from flows.stages import Stage, Trigger, allowed
from flows.transcript import Vouched
from flows.weighing import too_heavy

YEAR_DAYS = 365


def rows(presses: Iterable[Press], width: int) -> Rows:
    """Buttons laid out in rows of a width."""
    every = tuple(presses)
    return tuple(every[start : start + width] for start in range(0, len(every), width))


def right_badge(work: Work) -> RightBadge:
    """Is this the right badge?"""
    sent = [
        other.sending.at
        for other in work.desk.drafts.values()
        if other.badge == work.badge.id
        and other.id != work.draft.id
        and other.sending
        # After a no, it may be tried again at once; and in a new year, that year's version.
        and other.outcome is not Outcome.declined
        and not (work.badge.age[0] > int(other.version.partition("-")[0]) and work.at.year > other.sending.at.year)
    ]
    recent = [at for at in sent if (work.at - at).days < YEAR_DAYS]
    return RightBadge(
        badge=work.badge,
        issuer=work.shelf.issuer(work.badge),
        sent_on=max(recent).date() if recent and work.badge.repeat == "yearly" else None,
        place=work.place(Ask.right_badge),
        offers=((work.press(Action.right),), (work.press(Action.wrong),)),
    )


def _facts(work: Work) -> tuple[tuple[Fact, Stated | None], ...]:
    return tuple((fact, work.draft.facts.get(fact.id)) for fact in work.badge.facts)


def fact_list(work: Work) -> FactList:
    """The facts to look over, each with a change button."""
    asking = work.draft.stage is Stage.checking
    changes = [
        work.press(Action.change_fact, fact.id, number, fact.label) for number, fact in enumerate(work.badge.facts, 1)
    ]
    done = work.press(Action.same_facts) if asking else work.press(Action.review)
    return FactList(
        facts=_facts(work),
        asking=asking,
        place=work.place(Ask.prior_facts),
        offers=((done,), *rows(changes, 2)),
    )


def ask_fact(work: Work, fact: Fact, doubt: Doubt | None = None, stated: str = "") -> AskFact:
    """One fact, with its choices if it has any."""
    held = work.draft.facts.get(fact.id)
    chosen = held.values if held and fact.options else ()
    choices = [
        replace(work.press(Action.choose, f"{fact.id}:{number}", number, option.label), on=option.id in chosen)
        for number, option in enumerate(fact.options, 1)
    ]
    offers: Rows = rows(choices, 1)
    if fact.options:
        offers = (*offers, (work.press(Action.chosen, fact.id),))
    if doubt is Doubt.unusual_number:
        offers = ((work.press(Action.keep_fact, fact.id),),)
    return AskFact(
        fact=fact,
        number=1 + [f.id for f in work.badge.facts].index(fact.id),
        of=len(work.badge.facts),
        chosen=tuple(chosen),
        doubt=doubt,
        stated=stated,
        place=work.place(Ask.fact, fact.id),
        offers=offers,
    )


def _moves(work: Work, question: Question) -> tuple[Press, ...]:
    number = progress.number(work.badge, question.id)
    back = [work.press(Action.earlier, question.id)] if number > 1 else []
    return (*back, work.press(Action.list), work.press(Action.later))


def ask_question(work: Work, question: Question) -> AskQuestion:
    """One question."""
    given = progress.answer(work.draft, question.id)
    first = [work.press(Action.tips, question.id)] if question.tips else []
    extra = _answer_buttons(work, question)
    returned = work.draft.returned.about(question.id) if work.draft.returned else None
    return AskQuestion(
        question=question,
        number=progress.number(work.badge, question.id),
        of=len(work.badge.questions),
        count=progress.words(given),
        left=progress.left(work.badge, work.draft),
        about=progress.is_about(given),
        about_in_all=progress.is_about_in_all(work.badge, work.draft),
        sound=work.badge.sound == "counts" or writes_down(work),
        links=work.badge.links == "accepted" and not given.parts,
        link=vouching.ticked(work.badge, work.draft, question.id),
        whole=work.draft.whole is not None,
        comment=returned.comment if returned else None,
        place=work.place(Ask.question, question.id),
        offers=tuple(
            filter(None, ((*first, onward(work, question)), _leave(work, question), extra, _moves(work, question)))
        ),
    )


def _leave(work: Work, question: Question) -> tuple[Press, ...]:
    """The way on for an answer of which the issuer wants more, and the worker has no more to say."""
    return (work.press(Action.leave, question.id),) if progress.unsettled(work.draft, question.id) else ()


def onward(work: Work, question: Question) -> Press:
    """The way on from a question: to the next one, or to the check where it would let it through."""
    if (work.draft.answers or work.draft.whole) and _can_be_checked(work):
        return work.press(Action.review)
    return work.press(Action.next, question.id)


def _can_be_checked(work: Work) -> bool:
    """Whether the stage table would let it go to the check, or back to it."""
    # As it stands while it is written: that needs no screening, which reads every word.
    writing = replace(work.draft, stage=Stage.answering)
    return Trigger.complete in allowed(Stage.answering, progress.standing(work.badge, writing))


def _answer_buttons(work: Work, question: Question) -> tuple[Press, ...]:
    given = progress.answer(work.draft, question.id)
    link = vouching.is_linked(question, work.draft) or vouching.undecided(work.badge, given)
    links = (work.press(Action.links, question.id),) if link else ()
    if given.parts:
        sounds = (work.press(Action.recordings, question.id),) if progress.recordings(given) else ()
        return (work.press(Action.again, question.id), *sounds, *links)
    return (*((work.press(Action.restore, question.id),) if given.struck else ()), *links)


def progress_of(work: Work, question: Question, kept: Kept) -> Progress:
    """How an answer stands after something happened to it."""
    given = progress.answer(work.draft, question.id)
    first = [work.press(Action.tips, question.id)] if question.tips else []
    limits = work.badge.words
    return Progress(
        kept=kept,
        number=progress.number(work.badge, question.id),
        count=progress.words(given),
        minimum=question.minimum,
        left=progress.left(work.badge, work.draft),
        maximum=limits.maximum if limits else 0,
        missing=progress.missing(question, work.draft),
        all_done=progress.next_open(work.badge, work.draft) is None,
        total_missing=progress.missing_in_all(work.badge, work.draft),
        about=progress.is_about(given),
        link=vouching.ticked(work.badge, work.draft, question.id),
        whole=work.draft.whole is not None,
        about_in_all=progress.is_about_in_all(work.badge, work.draft),
        offers=tuple(
            filter(
                None,
                (
                    _keep_short(work, question),
                    (onward(work, question), *first),
                    _leave(work, question),
                    (*_answer_buttons(work, question), *_back(work, question, kept)),
                    _moves(work, question),
                ),
            )
        ),
    )


def _back(work: Work, question: Question, kept: Kept) -> tuple[Press, ...]:
    """The way back for what was taken out of an answer that still has something in it."""
    given = progress.answer(work.draft, question.id)
    taken = kept in (Kept.taken_out, Kept.link_out) and given.parts and given.struck
    return (work.press(Action.restore, question.id),) if taken else ()


def _keep_short(work: Work, question: Question) -> tuple[Press, ...]:
    """The way on for a spoken answer that is shorter than asked."""
    short = progress.is_about(progress.answer(work.draft, question.id)) and not progress.is_done(question, work.draft)
    return (work.press(Action.keep_short, question.id),) if short else ()


def writes_down(work: Work) -> bool:
    """Whether what is said in recordings for this badge is written down, for the worker to vouch for."""
    return work.scribe is not None and work.badge.sound != "no" and work.badge.ai.rule != "banned"


def sound_rules(work: Work) -> SoundRules:
    """What happens to a recording, said before the first one."""
    scribe = work.scribe if writes_down(work) else None
    return SoundRules(
        picture=work.badge.picture == "wanted", needs_words=work.badge.sound == "with_transcript", scribe=scribe
    )


def spoken_words(work: Work, question: Question, part: SoundPart, before: str) -> SpokenWords:
    """The words of a recording, and what can be done with them. `before` is the question that is gone back to."""
    given = part.transcript
    if given is None or part.heard is None:
        raise ValueError("nobody has written this recording down")
    about = f"{part.key}:{before}"
    first = () if given.is_settled else (Action.words_right,)
    actions = (*first, Action.words_fix, Action.sound_only)
    sounds = progress.recordings(progress.answer(work.draft, question.id))
    return SpokenWords(
        number=progress.number(work.badge, question.id),
        recording=1 + [sound.key for sound in sounds].index(part.key),
        seconds=part.heard.seconds,
        text=given.words,
        vouched=given.vouched,
        misheard=given.misheard if given.vouched is Vouched.shown else None,
        place=work.place(Ask.transcript, about),
        offers=rows((work.press(action, about) for action in actions), 1),
    )


def recording_list(work: Work, question: Question) -> RecordingList:
    """The recordings of an answer, each to be played or taken out."""
    sounds = progress.recordings(progress.answer(work.draft, question.id))
    # At the check they are listened to before sending, and the way back is to where that was asked.
    checking = work.draft.stage is Stage.reviewing
    back = work.press(Action.accept) if checking else work.press(Action.question, question.id)
    presses = tuple(
        tuple(work.press(action, f"{question.id}:{part.key}", number) for action in _acts(part))
        for number, part in enumerate(sounds, 1)
    )
    return RecordingList(
        number=progress.number(work.badge, question.id),
        recordings=tuple(part.heard for part in sounds),
        written=tuple(_written(part) for part in sounds),
        place=work.place(Ask.listening if checking else Ask.recordings, question.id),
        offers=(*presses, (back,)),
    )


def _acts(part: SoundPart) -> tuple[Action, ...]:
    readable = part.transcript is not None and part.transcript.vouched is not Vouched.refused
    return (Action.play, Action.take_out, *((Action.words,) if readable else ()))


def _written(part: SoundPart) -> Written | None:
    """How far the words of a recording are, where there is anything to say of them."""
    given = part.transcript
    if given is None:
        return Written() if part.writing else None
    return Written(given.vouched, counter.strict(given.words)) if given.vouched is not Vouched.refused else None


def recording_button(work: Work, question: Question) -> Press | None:
    """The way to the recordings of an answer, if it has any."""
    if not progress.recordings(progress.answer(work.draft, question.id)):
        return None
    return work.press(Action.recordings, question.id, progress.number(work.badge, question.id))


def lines(work: Work) -> tuple[Line, ...]:
    """Each question with its count."""
    return tuple(_line(work, number, question) for number, question in enumerate(work.badge.questions, 1))


def _line(work: Work, number: int, question: Question) -> Line:
    given = progress.answer(work.draft, question.id)
    link = vouching.ticked(work.badge, work.draft, question.id)
    return Line(
        number,
        question.heading,
        progress.words(given),
        question.minimum,
        progress.is_done(question, work.draft) and (link is None or link.all),
        about=progress.is_about(given),
        short=progress.is_short(question, work.draft),
        spoken=sum(part.heard.seconds for part in progress.recordings(given) if part.heard),
        link=link,
        whole=work.draft.whole is not None,
        locked=progress.is_locked(work.draft, question.id),
        wanted=progress.unsettled(work.draft, question.id) is not None,
    )


def loose_words(work: Work) -> int:
    """How many words are in no answer. A recording counts as one at least, so that it is not overlooked."""
    return sum(
        max(1, part.heard.words if part.heard else 1) if isinstance(part, SoundPart) else len(_text_of(part).split())
        for part in work.draft.unplaced
    )


def _text_of(part: TextPart | LinkPart) -> str:
    return part.text if isinstance(part, TextPart) else part.url


def open_questions(work: Work) -> tuple[Press, ...]:
    """A button for each question whose answer may be changed."""
    return tuple(
        work.press(Action.question, q.id, number, q.heading)
        for number, q in enumerate(work.badge.questions, 1)
        if not progress.is_locked(work.draft, q.id)
    )


def question_list(work: Work) -> QuestionList:
    """All questions, in any order."""
    loose = loose_words(work)
    more = (work.press(Action.loose),) if loose else ()
    held = (work.press(Action.held),) if work.badge.prerequisites else ()
    return QuestionList(
        badge=work.badge,
        lines=lines(work),
        total=progress.total(work.badge, work.draft),
        left=progress.left(work.badge, work.draft),
        loose=loose,
        whole=vouching.ticked(work.badge, work.draft, vouching.WHOLE),
        about=progress.is_about_in_all(work.badge, work.draft),
        held=tally(work),
        place=work.place(Ask.list),
        offers=tuple(filter(None, (*rows(open_questions(work), 1), held, more, (work.press(Action.review),)))),
    )


def tally(work: Work) -> holdings.Tally | None:
    """How it stands with other badges to be held, where there are any."""
    return holdings.tally(work.badge, work.draft) if work.badge.prerequisites else None


def review(work: Work) -> Review:
    """Check your answers. The way on is there only when the stage table would let it be taken."""
    ready = _can_be_checked(work)
    loose = loose_words(work)
    first = work.press(Action.accept) if ready else work.press(Action.next)
    something = work.draft.answers or work.draft.whole or work.draft.held
    read = (work.press(Action.read_all),) if something else ()
    held = (work.press(Action.held),) if work.badge.prerequisites else ()
    facts = () if progress.facts_are_locked(work.draft) else (work.press(Action.facts),)
    more = (*facts, *((work.press(Action.loose),) if loose else ()))
    link = (work.press(Action.links, vouching.WHOLE),) if work.draft.whole else ()
    unchecked = len(progress.unchecked(work.badge, work.draft))
    words = (work.press(Action.words_next),) if unchecked else ()
    return Review(
        badge=work.badge,
        facts=_facts(work),
        lines=lines(work),
        total=progress.total(work.badge, work.draft),
        over=progress.over(work.badge, work.draft),
        total_missing=progress.missing_in_all(work.badge, work.draft),
        facts_missing=tuple(
            fact.label for fact, stated in _facts(work) if stated is None or not stated.values or not stated.sure
        ),
        loose=loose,
        ready=ready,
        unchecked=unchecked,
        about=progress.is_about_in_all(work.badge, work.draft),
        waiting=not progress.all_recordings_kept(work.draft),
        whole=vouching.ticked(work.badge, work.draft, vouching.WHOLE),
        again=work.draft.returned is not None,
        held=tally(work),
        place=work.place(Ask.review),
        offers=tuple(
            filter(
                None,
                (
                    (first,),
                    *rows(open_questions(work), 3),
                    held,
                    words,
                    (*read, *link),
                    more,
                    (work.press(Action.later),),
                ),
            )
        ),
    )


def left_out_offers(work: Work) -> Rows:
    """The ways on after something was left in no answer."""
    return ((work.press(Action.resume),), to_review(work))


def to_review(work: Work) -> tuple[Press, ...]:
    """The way back to the check."""
    return (work.press(Action.review),)


def ask_declaration(work: Work) -> Reply:
    """The next declaration that is not yet agreed to, or the last look before sending."""
    for number, declaration in enumerate(work.badge.declarations, 1):
        if declaration.id not in work.draft.declarations:
            return AskDeclaration(
                declaration=declaration,
                number=number,
                of=len(work.badge.declarations),
                place=work.place(Ask.declaration, declaration.id),
                offers=((work.press(Action.agree_to, declaration.id),), to_review(work)),
            )
    return FinalCheck(
        badge=work.badge,
        issuer=work.shelf.issuer(work.badge),
        total=progress.total(work.badge, work.draft),
        links=len(vouching.scopes(work.badge, work.draft)),
        about=progress.is_about_in_all(work.badge, work.draft),
        held=tally(work),
        place=work.place(Ask.final),
        offers=((work.press(Action.send),), (work.press(Action.not_yet),), to_review(work)),
    )


def too_heavy_to_send(work: Work) -> TooHeavyToSend | None:
    """That the recordings are too large for the issuer's mailbox, with the way to each; None where they are not."""
    issuer = work.shelf.issuer(work.badge)
    found = too_heavy(work.badge, issuer, work.draft)
    if found is None:
        return None
    ways = (recording_button(work, question) for question in work.badge.questions)
    return TooHeavyToSend(
        issuer=issuer,
        weighs=found.weighs,
        takes=found.takes,
        place=work.place(Ask.too_heavy),
        offers=(*rows(filter(None, ways), 2), to_review(work)),
    )


def decision_due(badge: Badge, delivered: datetime) -> date:
    """The day by which the issuer says that it decides."""
    return (delivered + timedelta(days=badge.assessment_days)).date()
