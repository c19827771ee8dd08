"""A phone is not flooded: many pages in a short time become one page about all of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from checkin.domain.escalation.ladder import HOLD_ENDS
from checkin.domain.outgoing import Kind, Outgoing, Subject
from checkin.domain.policy import Policy

TEXTS_WITHIN = timedelta(minutes=10)  # how far back pages by text are counted
CALLS_WITHIN = timedelta(minutes=3)  # one call tells of everything that waits
GATHERS = timedelta(minutes=1)  # a page about many waits this long for more
MANY = "page.many"


@dataclass(frozen=True, slots=True)
class Recent:
    """What one phone has been sent lately."""

    texts: int = 0  # pages by text within `TEXTS_WITHIN`
    many: bool = False  # a page about many has not left yet
    calls: int = 0  # pages by call within `CALLS_WITHIN`


def braked(
    pages: Iterable[Outgoing], recent: Mapping[int, Recent], now: datetime, policy: Policy
) -> tuple[Outgoing, ...]:
    """The pages that go to each phone. Nothing is lost: LIST and the call tell of the rest."""
    had, leaving = dict(recent), []
    for page in pages:
        lately = had.get(page.subject.line_id, Recent())
        if found := _one(page, lately, now, policy):
            leaving.append(found)
            had[page.subject.line_id] = _and_one(lately, found)
    return tuple(leaving)


def _and_one(lately: Recent, page: Outgoing) -> Recent:
    """What a phone has been sent, with this page as well."""
    if page.kind is Kind.PAGE_CALL:
        return replace(lately, calls=lately.calls + 1)
    many = lately.many or page.wording == MANY
    return replace(lately, texts=lately.texts + 1, many=many)


def _one(page: Outgoing, recent: Recent, now: datetime, policy: Policy) -> Outgoing | None:
    if page.kind is Kind.PAGE_CALL:
        return None if recent.calls else page
    if (
        page.wording == HOLD_ENDS
    ):  # nobody else is asked, and it is theirs no more without an answer
        return page
    if recent.texts < policy.pages_at_once:
        return page
    if recent.many:
        return None
    return Outgoing(
        kind=Kind.PAGE,
        subject=Subject(page.subject.line_id),
        wording=MANY,
        not_before=now + GATHERS,
        not_after=None,
    )
