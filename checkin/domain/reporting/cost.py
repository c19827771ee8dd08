"""What it took: texts, segments and calls in both directions, and the money."""

from collections.abc import Iterable
from dataclasses import dataclass

from checkin.domain.budget import Budget, Spending
from checkin.domain.member import Channel
from checkin.domain.reporting.counts import Contact


@dataclass(frozen=True, slots=True)
class Cost:
    """What went over the network. `money` is None where the organisation has named no price."""

    texts_out: int
    texts_in: int
    segments: int
    calls_out: int
    calls_in: int
    money: float | None
    per_member: float | None  # for each member who has answered


def cost(contacts: Iterable[Contact], budget: Budget, answered: int) -> Cost:
    """The sum of all contacts, at the organisation's prices."""
    count = {(channel, way): 0 for channel in Channel for way in (False, True)}
    segments = 0
    for contact in contacts:
        count[contact.channel, contact.incoming] += contact.count
        segments += contact.segments
    calls = count[Channel.CALL, False] + count[Channel.CALL, True]
    money = budget.cost(Spending("", segments, calls)) if budget.segment or budget.call else None
    return Cost(
        texts_out=count[Channel.TEXT, False],
        texts_in=count[Channel.TEXT, True],
        segments=segments,
        calls_out=count[Channel.CALL, False],
        calls_in=count[Channel.CALL, True],
        money=money,
        per_member=money / answered if money is not None and answered else None,
    )
