"""What is true at every moment of a talk: one promise a function."""

from collections.abc import Callable

from hypothesis.stateful import invariant
from machine import packed
from machine.kept import WORD, held, sounds
from machine.phone import Phone

from flows.model.draft import LinkPart
from flows.model.stages import Stage
from flows.rules.evidence import links as link_rules
from flows.rules.readiness import standing


def no_word_is_lost(phone: Phone) -> None:
    """Every word that was taken is still in its draft, in an answer or waiting for one."""
    there = {name: set(WORD.findall("\n".join(held(draft)))) for name, draft in phone.desk.drafts.items()}
    for draft, said in phone.kept.words.values():
        assert said <= there[draft], sorted(said - there[draft])


def no_word_is_there_twice(phone: Phone) -> None:
    """A word stands in one place only: no answer is doubled."""
    for draft in phone.desk.drafts.values():
        found = WORD.findall("\n".join(held(draft)))
        assert len(found) == len(set(found))


def no_recording_is_lost_or_doubled(phone: Phone) -> None:
    """Every recording that was taken is in its draft once: in an answer, taken out, or waiting for a place."""
    for name, draft in phone.desk.drafts.items():
        taken = sorted(fetch.key for fetch in phone.fetches if fetch.draft == name)
        assert sorted(sound.key for sound in sounds(draft)) == taken


def no_award_is_lost_or_doubled(phone: Phone) -> None:
    """Every award that was taken is in its draft, and no two of them go by one name."""
    for name, draft in phone.desk.drafts.items():
        ids = [award.id for award in draft.awards]
        assert len(ids) == len(set(ids)), ids
        assert {look.key for look in phone.looks if look.draft == name and look.key} == {a.key for a in draft.awards}


def what_was_found_is_of_what_was_given(phone: Phone) -> None:
    """What a look came to stands by the award that was looked at, and by no other."""
    for draft in phone.desk.drafts.values():
        for award in draft.awards:
            if award.found:
                key, _, came_from = award.found.badge.partition(" ")
                assert award.found.file or key == str(award.key)
                assert came_from == (award.link or (award.found.file.sha256 if award.found.file else came_from))


def words_of_a_recording_are_its_own(phone: Phone) -> None:
    """What a program wrote down stands by the recording that it heard, or by the same one sent again."""
    for draft in phone.desk.drafts.values():
        for sound in sounds(draft):
            if sound.transcript:
                assert sound.heard is not None
                assert sound.transcript.model == sound.heard.sha256[:10]


def a_tick_stands_only_on_its_link(phone: Phone) -> None:
    """Each tick is of a link as it is now, in words that are asked for now; an answer has one link at most."""
    for draft in phone.desk.drafts.values():
        badge = phone.shelf.at(draft.badge, draft.version)
        for tick in draft.ticks:
            link = link_rules.link_at(draft, tick.scope)
            assert link is not None
            assert link.url == tick.link
            assert tick.text in link_rules.asked(badge, tick.scope)
        for given in draft.answers.values():
            assert sum(isinstance(part, LinkPart) for part in given.parts) <= 1
        assert badge.links == "accepted" or not link_rules.scopes(badge, draft)
        assert not any(isinstance(part, LinkPart) for part in draft.unplaced)


def nothing_is_kept_before_consent(phone: Phone) -> None:
    """Without a yes there is no draft."""
    assert phone.desk.person.consent or not phone.desk.drafts


def each_attempt_was_sent_once(phone: Phone) -> None:
    """A draft that is with the issuer has one pack for each attempt."""
    for draft in phone.desk.drafts.values():
        attempts = [pack.attempt for pack in phone.packs if pack.draft == draft.id]
        assert attempts == list(range(1, len(attempts) + 1))
        assert (draft.sending.attempt if draft.sending else 0) == len(attempts)


def what_is_shown_of_it_is_what_was_sent(phone: Phone) -> None:
    """While a draft is with the issuer, it still makes the pack that went."""
    for draft in phone.desk.drafts.values():
        if draft.stage in (Stage.sending, Stage.with_issuer) and draft.sending:
            badge = phone.shelf.at(draft.badge, draft.version)
            sent = next(one for one in reversed(phone.packs) if one.draft == draft.id)
            assert packed.substance(badge, draft) == packed.of_pack(sent)


def a_declaration_stands_only_on_what_it_was_made_on(phone: Phone) -> None:
    """Where declarations stand, the answers are complete: a change of the evidence takes them back."""
    for draft in phone.desk.drafts.values():
        if draft.declarations and draft.stage is not Stage.closed:
            now = standing(phone.shelf.at(draft.badge, draft.version), draft)
            assert now.every_answer_long_enough
            assert now.every_link_vouched_for
            assert now.enough_badges_held


PROMISES: tuple[Callable[[Phone], None], ...] = (
    no_word_is_lost,
    no_word_is_there_twice,
    no_recording_is_lost_or_doubled,
    no_award_is_lost_or_doubled,
    what_was_found_is_of_what_was_given,
    words_of_a_recording_are_its_own,
    a_tick_stands_only_on_its_link,
    nothing_is_kept_before_consent,
    each_attempt_was_sent_once,
    what_is_shown_of_it_is_what_was_sent,
    a_declaration_stands_only_on_what_it_was_made_on,
)


class Always(Phone):
    """Somebody to whom all of them are kept."""

    @invariant()
    def every_promise_is_kept(self) -> None:
        """Looks at all of them."""
        for promise in PROMISES:
            promise(self)
