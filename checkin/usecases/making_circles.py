"""A coordinator makes a circle of members, and sees what it costs before it starts."""

from collections.abc import Sequence
from dataclasses import replace

from checkin.domain.audit import About, Act, Done
from checkin.domain.circle import rounds
from checkin.domain.circle.rotation import PROMPTS
from checkin.domain.circle.seat import Sitting
from checkin.domain.decision import Decision
from checkin.usecases.ports import Conflict, Services
from checkin.usecases.wake import wake

ALIASES = 24


class NotMade(ValueError):
    """The circle or seat was not made; the message is a key of the page's catalog."""


def cost(services: Services, sittings: Sequence[Sitting]) -> int:
    """The most segments that all texts of one week may take: a question and a digest for each."""
    return sum(_question(services, each) + services.policy.circles.segments for each in sittings)


def candidates(services: Services) -> Sequence[Sitting]:
    """Who may be given a seat: reached by text, open to other members, and in no circle."""
    with services.look() as work:
        found = work.circles.without_seat(services.now())
    return [each for each in found if each.willing and not each.endangered]


def make(services: Services, member_ids: Sequence[int], by: int) -> int:
    """A circle of these members, who are asked for their own yes; its id.

    Raises `NotMade` where they are too few, too many, or one of them may not be asked.
    """
    now, terms = services.now(), services.policy.circles
    chosen = list(dict.fromkeys(member_ids))
    if not terms.fewest <= len(chosen) <= terms.most:
        raise NotMade("circle.fault_count")
    _check(services, chosen)
    with services.begin() as work:
        circle_id = work.circles.make(by, now, now + terms.joining)
        for alias, member_id in enumerate(chosen, 1):
            work.circles.seat(circle_id, member_id, alias)
        invited = rounds.invites(work.circles.sittings(circle_id, now), now, terms)
        applied = work.apply(invited, now, services.policy)
        work.audit.add(Done(by, Act.CIRCLE_MADE, About.CIRCLE, circle_id), now)
    wake(services, applied)
    return circle_id


def add(services: Services, circle_id: int, member_id: int, by: int) -> None:
    """One more seat, under an alias that nobody had there; its member is asked for their yes."""
    now, terms = services.now(), services.policy.circles
    _check(services, [member_id])
    with services.begin() as work:
        seated = work.circles.sittings(circle_id, now)
        used = work.circles.aliases(circle_id)
        free = next((alias for alias in range(1, ALIASES + 1) if alias not in used), None)
        if len(seated) >= terms.most or free is None:
            raise NotMade("circle.fault_full")
        work.circles.seat(circle_id, member_id, free)
        new = [s for s in work.circles.sittings(circle_id, now) if s.member.id == member_id]
        invited = rounds.invites(tuple(new), now, terms)
        applied = work.apply(invited, now, services.policy)
        done = Done(by, Act.CIRCLE_CHANGED, About.CIRCLE, circle_id, member_id)
        work.audit.add(done, now)
    wake(services, applied)


def remove(services: Services, circle_id: int, member_id: int, by: int) -> bool:
    """Take somebody's seat away: they hear no more from the circle. False if they had none."""
    now = services.now()
    with services.begin() as work:
        seated = {each.member.id: each.seat for each in work.circles.sittings(circle_id, now)}
        seat = seated.get(member_id)
        if seat is None:
            return False
        gone = rounds.removed(seat, replace(seat, left_at=now))
        work.apply(Decision((gone,)), now, services.policy)
        done = Done(by, Act.CIRCLE_CHANGED, About.CIRCLE, circle_id, member_id)
        work.audit.add(done, now)
        return True


def hold(services: Services, circle_id: int, answer_id: int, by: int, *, release: bool) -> None:
    """Keep an answer out of the digest, or let it pass. Raises `Conflict` once that has left."""
    now = services.now()
    with services.begin() as work:
        whose = work.circles.judge(circle_id, answer_id, by, release=release)
        if whose is None:
            raise Conflict("the digest has left, or there is no such answer")
        act = Act.ANSWER_RELEASED if release else Act.ANSWER_HELD
        work.audit.add(Done(by, act, About.CIRCLE, circle_id, whose), now)


def _check(services: Services, chosen: Sequence[int]) -> None:
    may = {each.member.id for each in candidates(services)}
    if not may.issuperset(chosen):
        raise NotMade("circle.fault_who")


def _question(services: Services, sitting: Sitting) -> int:
    member, written = sitting.member, services.wording.text
    keys = [f"circle.prompt.{number}" for number in range(1, PROMPTS + 1)]
    return max(
        services.count_segments(written(member.language, key, {"name": member.name}))
        for key in keys
    )
