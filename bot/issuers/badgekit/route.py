"""The route `badgekit`: delivers a submission as one application, and reads its reviews.

BadgeKit has no key against repeats. So the system is always looked through first: an application that carries the
submission's reference is ours, and is put right where it does not hold what was to be sent.
"""

from collections.abc import Iterable
from datetime import timedelta

from bot.issuers.badgekit.api import ApiReview, Application, BadgeKitApi, Instance
from bot.issuers.badgekit.evidence import Cover, EvidenceItem, items
from bot.issuers.polled import stated
from bot.issuers.route import FailureReason, GaveUp, Receipt
from criteria.systems import BadgeKitBadge, BadgeKitRoute
from flows.model.decision import Decision, DecisionVerdict, Remark
from flows.pack.pack import Pack

CLOCKS_APART = timedelta(days=1)
"""More than two clocks differ."""


class BadgeKitDelivery:
    """An issuer's badges in a BadgeKit system."""

    def __init__(self, section: BadgeKitRoute, api: BadgeKitApi) -> None:
        self._section = section
        self._api = api

    async def deliver(self, pack: Pack) -> Receipt:
        """See that the system holds this submission once, whole. Its reference is the application's slug.

        Raises RetryLater or GaveUp; the latter before anything is sent where BadgeKit could not hold it whole.
        """
        place, learner = self._section.path(self._badge(pack)), stated(pack, self._section.email)
        sent = items(pack, self._section.email)
        found = await self._found(pack, place, learner, sent)
        if found is None:
            return _kept(await self._api.apply(place, learner, sent), sent)
        cover = Cover.read(found.items)
        if cover is None or cover.attempt == pack.attempt:
            sent = items(pack, self._section.email, cover.reviewed if cover else 0)
            return _kept(found if _same(found, sent) else await self._api.replace(place, found.slug, sent), sent)
        if cover.attempt > pack.attempt:
            return Receipt(found.slug)
        return await self._again(pack, place, learner, found)

    async def _again(self, pack: Pack, place: str, learner: str, before: Application) -> Receipt:
        """Send a later attempt: in the place of the earlier one, or beside it where that one is closed."""
        if before.processed is not None:
            sent = items(pack, self._section.email)
            return _kept(await self._api.apply(place, learner, sent), sent)
        reviews = await self._api.reviews(place, before.slug)
        sent = items(pack, self._section.email, max((review.id for review in reviews), default=0))
        return _kept(await self._api.replace(place, before.slug, sent), sent)

    async def _found(self, pack: Pack, place: str, learner: str, sent: tuple[EvidenceItem, ...]) -> Application | None:
        """The newest application of this submission, at whatever attempt."""
        async for one in self._api.applications(place):
            if one.learner == learner and _ours(one, pack, sent):
                return one
            if not pack.supersedes and one.created < pack.timestamp - CLOCKS_APART:
                return None
        return None

    async def outcome(self, pack: Pack, receipt: str | None) -> Decision | None:
        """What the issuer has said of this attempt; None for nothing yet, or nothing of this attempt.

        A review that satisfies every required criterion is not an award yet: BadgeKit says so, and the award is
        looked for by itself.
        """
        badge = self._badge(pack)
        place, learner = self._section.path(badge), stated(pack, self._section.email)
        slug = receipt or await self._slug(pack, place, learner)
        if slug is None:
            return None
        application = await self._api.application(place, slug)
        cover = Cover.read(application.items)
        if application.learner != learner or cover is None or (cover.reference, cover.attempt) != _id(pack):
            return None
        reviews = [one for one in await self._api.reviews(place, slug) if one.id > cover.reviewed]
        latest = max(reviews, key=lambda review: review.id, default=None)
        if latest is not None and not _approves(latest, application):
            return _returned(latest, application, badge)
        if latest is None and application.processed is None:
            return None
        return await self._awarded(place, application, latest)

    async def _slug(self, pack: Pack, place: str, learner: str) -> str | None:
        found = await self._found(pack, place, learner, ())
        return found.slug if found else None

    async def _awarded(self, place: str, application: Application, review: ApiReview | None) -> Decision | None:
        async for one in self._api.instances(place):
            if one.email == application.learner and one.issued >= application.created:
                return _award(one, review)
        return None

    def _badge(self, pack: Pack) -> BadgeKitBadge:
        for badge in self._section.badges:
            if badge.badge == pack.badge.id:
                return badge
        raise GaveUp(FailureReason.not_mapped)


def _id(pack: Pack) -> tuple[str, int]:
    return pack.reference, pack.attempt


def _ours(one: Application, pack: Pack, sent: tuple[EvidenceItem, ...]) -> bool:
    """Whether an application is of this submission: by its cover, or by being empty after a call that broke off."""
    cover = Cover.read(one.items)
    if cover is not None:
        return cover.reference == pack.reference
    new = one.created >= pack.timestamp - CLOCKS_APART
    return bool(sent) and new and one.processed is None and set(one.items) <= set(sent)


def _same(one: Application, sent: tuple[EvidenceItem, ...]) -> bool:
    return sorted(one.items) == sorted(sent)


def _kept(one: Application, sent: tuple[EvidenceItem, ...]) -> Receipt:
    """The receipt, once the application holds every word. A database may silently cut a text short."""
    if not _same(one, sent):
        raise GaveUp(FailureReason.altered)
    return Receipt(one.slug)


def _approves(review: ApiReview, application: Application) -> bool:
    """Whether every required criterion is satisfied, or every one that the review names if the criteria are unknown."""
    satisfied = {item.criterion for item in review.items if item.satisfied}
    criteria = application.badge.criteria if application.badge else ()
    if criteria:
        return {one.id for one in criteria if one.required} <= satisfied
    return all(item.satisfied for item in review.items)


def _returned(review: ApiReview, application: Application, badge: BadgeKitBadge) -> Decision:
    """The decision that more is needed. Remarks on criteria that are no question here go into its comment."""
    questions = {one.id: one.question for one in badge.criteria}
    names = {one.id: one.description for one in (application.badge.criteria if application.badge else ())}
    remarks = tuple(
        Remark(questions[item.criterion], item.satisfied, item.comment or "")
        for item in review.items
        if item.criterion in questions
    )
    elsewhere = (
        f"{names.get(item.criterion, '')}: {item.comment}".removeprefix(": ")
        for item in review.items
        if item.criterion not in questions and item.comment
    )
    return Decision(DecisionVerdict.returned, comment=_lines([review.comment or "", *elsewhere]), remarks=remarks)


def _lines(texts: Iterable[str]) -> str:
    return "\n\n".join(filter(None, texts))


def _award(instance: Instance, review: ApiReview | None) -> Decision:
    link = instance.assertion if instance.assertion.startswith("https://") else ""
    return Decision(DecisionVerdict.awarded, comment=(review.comment or "") if review else "", link=link)
