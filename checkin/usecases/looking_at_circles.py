"""What coordinators see of circles; the words only with a reason, which is written down."""

from collections.abc import Sequence
from dataclasses import dataclass

from checkin.domain.audit import About, Act, Done, Reason
from checkin.domain.circle.seat import RoundState, Sitting
from checkin.usecases.desk import NotThere
from checkin.usecases.ports import Services
from checkin.usecases.ports.circles import Given, Listed, Week

MOST = 50  # circles in the list
WEEKS = 10


@dataclass(frozen=True, slots=True)
class Seen:
    """One circle: who sits there, its weeks, and the answers to the question that is open."""

    id: int
    sittings: Sequence[Sitting]
    weeks: Sequence[Week]
    answers: Sequence[Given] = ()


def listing(services: Services) -> Sequence[Listed]:
    """The circles, the newest first."""
    with services.look() as work:
        return work.circles.listing(MOST)


def one(services: Services, circle_id: int, by: int, reason: Reason | None = None) -> Seen:
    """One circle; with a `reason`, with the words of the open question. Raises `NotThere`."""
    now = services.now()
    with services.begin() as work:
        sittings = work.circles.sittings(circle_id, now)
        weeks = work.circles.weeks(circle_id, WEEKS)
        if not sittings and not weeks:
            raise NotThere
        open_ = next((week for week in weeks if week.state is RoundState.OPEN), None)
        answers = work.circles.given(open_.id) if open_ and reason else ()
        work.audit.add(Done(by, Act.SEEN, About.CIRCLE, circle_id), now)
        for each in answers:
            whose = each.member_id
            shown = Done(by, Act.WORDS_SHOWN, About.CIRCLE, circle_id, whose, reason or "")
            work.audit.add(shown, now)
    return Seen(circle_id, sittings, weeks, answers)
