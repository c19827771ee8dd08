"""Who is told next: an open escalation climbs its ladder until somebody takes it.

A rung that reaches nobody is left out at once. After the last rung the ladder begins again, and
the escalation stands first on the list from then on: nothing ends in silence (R101).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from checkin.domain.escalation.cover import Cover, OnCall
from checkin.domain.escalation.holding import warn
from checkin.domain.escalation.kinds import Escalation, EscalationKind, EscalationState
from checkin.domain.outgoing import Kind, Outgoing, Subject
from checkin.domain.policy import Policy
from checkin.domain.urgency import By, Level, Rung

AMBER_WAITS = timedelta(hours=12)  # R100: for the next shift, and never longer
HOLD_ENDS = "page.hold_ends"
ROADS = {By.TEXT: (Kind.PAGE, "page"), By.CALL: (Kind.PAGE_CALL, "ring")}


@dataclass(frozen=True, slots=True)
class Climb:
    """What follows from a deadline: the escalation after it, one word for it, and the pages."""

    after: Escalation
    what: str  # the last part of a key of the page's catalog
    pages: tuple[Outgoing, ...] = ()


def climb(before: Escalation, cover: Cover, now: datetime, policy: Policy) -> Climb:
    """Page the next rung of an open escalation that reaches anybody, and set its deadline."""
    before = replace(before, state=EscalationState.OPEN, taken_by=None, warned=False)
    if until := _waits_until(before, cover, now):
        return Climb(replace(before, rung=0, act_after=until), "waits_for_cover")
    rungs = policy.ladders[before.level].rungs
    if not cover.staff:  # the list is all they have; `checkin doctor` says so
        return Climb(replace(before, act_after=now + rungs[0].wait), "paged")
    again = before.rung > 0 or before.climbs > 0
    found = rung_from(before.rung, rungs, cover, now)
    if found is None:
        before = replace(before, climbs=before.climbs + again)
        found = rung_from(
            policy.ladders[before.level].again_from if again else 0, rungs, cover, now
        )
    if found is None:
        return Climb(
            replace(before, rung=0, climbs=max(1, before.climbs), act_after=now + rungs[-1].wait),
            "nobody_to_page",
        )
    number, people = found
    after = replace(
        before,
        rung=number + 1,
        act_after=now + rungs[number].wait,
        paged_at=now,
        told=before.told + 1,
    )
    what = "paged_again" if again else "paged"
    return Climb(after, what, pages(before.id, before.kind, people, now, rungs[number].by))


def at_deadline(before: Escalation, cover: Cover, now: datetime, policy: Policy) -> Climb:
    """What becomes of an escalation whose deadline has passed.

    Nobody has taken it: the next rung. Somebody has: they are asked whether they still have it,
    and when they have not said so by the end of their hold, it is open again.
    """
    if before.state is EscalationState.OPEN:
        return climb(before, cover, now, policy)
    if before.warned:
        return lapsed(before, cover, now, policy)
    holder = [person for person in cover.staff if person.coordinator_id == before.taken_by]
    asked = pages(before.id, before.kind, holder, now)
    after = warn(before, now, policy)
    return Climb(after, "hold_ends", tuple(replace(page, wording=HOLD_ENDS) for page in asked))


def lapsed(before: Escalation, cover: Cover, now: datetime, policy: Policy) -> Climb:
    """The one who took it fell silent: it is open again, and its ladder begins anew."""
    found = climb(replace(before, rung=0), cover, now, policy)
    return replace(found, what="lapsed")


def pages(
    escalation_id: int,
    kind: EscalationKind,
    people: Iterable[OnCall],
    now: datetime,
    by: Iterable[By] = (By.TEXT,),
) -> tuple[Outgoing, ...]:
    """Pages to every phone of these people. They name no member (R83): the list shows who."""
    lines = dict.fromkeys(person.line_id for person in people)
    return tuple(
        Outgoing(
            kind=ROADS[road][0],
            subject=Subject(line_id=line_id, escalation_id=escalation_id),
            wording=f"{ROADS[road][1]}.{kind.value}",
            not_before=now,
            not_after=None,
        )
        for line_id in lines
        for road in by
    )


def rung_from(
    first: int, rungs: tuple[Rung, ...], cover: Cover, now: datetime
) -> tuple[int, tuple[OnCall, ...]] | None:
    """The first rung from there on that reaches anybody, and whom."""
    for number in range(first, len(rungs)):
        if people := cover.reached(rungs[number].who, now):
            return number, people
    return None


def _waits_until(before: Escalation, cover: Cover, now: datetime) -> datetime | None:
    """Until when something less than red waits for the next shift; None if it does not."""
    again_at = cover.again_at(now)
    if before.level is Level.RED or again_at is None:
        return None
    if before.level is Level.YELLOW:
        return again_at
    latest = before.opened_at + AMBER_WAITS
    return min(again_at, latest) if now < latest else None
