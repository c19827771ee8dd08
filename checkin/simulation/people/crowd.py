"""Who takes part: made from the seed, each of them the same whoever else is there."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

import sqlalchemy as sa

from checkin.adapters.sql.rows import SHIFT
from checkin.adapters.sql.unit_of_work import SqlUnitOfWork
from checkin.domain.decision import Decision, DutyChanged
from checkin.domain.invitation import confirmed, invite
from checkin.domain.member import Cadence, Channel, Rhythm, Window
from checkin.domain.policy import Policy
from checkin.simulation.chance import Chance, chosen
from checkin.simulation.people.habits import SHARES
from checkin.simulation.plan import Plan
from checkin.usecases.ports.records import Enrolment
from checkin.usecases.ports.staff import NewCoordinator

CADENCES = {
    Cadence.DAILY: 0.05,
    Cadence.WEEKLY: 0.75,
    Cadence.FORTNIGHTLY: 0.15,
    Cadence.MONTHLY: 0.05,
}
ZONES = {"": 0.85, "America/Los_Angeles": 0.07, "Europe/London": 0.05, "Asia/Kolkata": 0.03}
HOURS = {9: 1, 10: 3, 11: 2, 12: 1, 14: 1, 16: 1, 17: 2, 18: 3, 19: 2}
BY_CALL = 0.12
SHARED = 0.10  # have the phone of the one before them
SIGNED = 0.6  # have agreed on paper; all others are invited by text
SECOND_LANGUAGE = 0.2
AREAS = (212, 213, 214, 215, 216, 217, 218, 219, 224, 225)
EACH = 9000  # numbers of an area that are used


@dataclass(frozen=True, slots=True)
class Enrolled:
    """One member to be, and how they are."""

    place: int
    enrolment: Enrolment
    habit: str
    signed: bool


def number_of(place: int) -> str:
    """The phone of the member in this place; it is nobody's."""
    return f"+1{AREAS[place // EACH]}555{1000 + place % EACH:04}"


def coordinator_number(place: int) -> str:
    """The phone of a coordinator."""
    return f"+1646555{2000 + place:04}"


def crowd(plan: Plan, chance: Chance, zone: str, policy: Policy) -> list[Enrolled]:
    """Everybody who takes part."""
    here = [place for place in range(plan.members) if place not in plan.left_out]
    return [_one(place, plan, chance, zone, policy) for place in here]


def _one(place: int, plan: Plan, chance: Chance, zone: str, policy: Policy) -> Enrolled:
    own = chance.stream("who", place)
    channel = Channel.CALL if own.random() < BY_CALL else Channel.TEXT
    cadence = chosen(CADENCES, own.random())
    at = time(chosen(HOURS, own.random()), 30 * int(2 * own.random()))
    zone = chosen(ZONES, own.random()) or zone
    shares = own.random() < SHARED and place > 0
    languages = policy.languages[1:] or policy.languages
    other = languages[int(own.random() * len(languages))]
    language = other if own.random() < SECOND_LANGUAGE else policy.languages[0]
    signed = own.random() < SIGNED or channel is Channel.CALL
    enrolment = Enrolment(
        number=number_of(place - 1 if shares else place),
        name=f"Member {place}",
        language=language,
        time_zone=zone,
        channel=channel,
        rhythm=Rhythm(cadence, at, None if cadence is Cadence.DAILY else int(7 * own.random())),
        window=Window(),
        invited_until=plan.begins + policy.invitation,
    )
    return Enrolled(place, enrolment, chosen(SHARES, own.random()), signed)


def enrol(work: SqlUnitOfWork, people: list[Enrolled], now: datetime, policy: Policy) -> list[int]:
    """Enrol them all, as an import would; their ids, in the same order."""
    numbers = sorted({one.enrolment.number for one in people})
    lines = work.people.lines(numbers, now)
    new = [(lines[one.enrolment.number].line_id, one.enrolment) for one in people]
    members = work.people.enrol_on(new, now)
    for one, member in zip(people, members, strict=True):
        if one.signed:
            work.apply(confirmed(member, "a form they signed", now), now, policy)
        else:
            work.apply(Decision(send=(invite(member, now, policy),)), now, policy)
    return [member.id for member in members]


def hire(work: SqlUnitOfWork, name: str, number: str, now: datetime, policy: Policy) -> int:
    """A coordinator who can be paged, and has said that the phone is theirs; their id."""
    new = NewCoordinator(name.casefold().replace(" ", "-"), name, "en", number)
    added = work.coordinators.add(new, "no password fits", now)
    if added is None:
        raise ValueError(f"{name} is there already")
    work.apply(Decision((DutyChanged(added, confirmed=True),)), now, policy)
    return added


def put_on_call(work: SqlUnitOfWork, coordinator_id: int, who: str, now: datetime) -> None:
    """A shift that never ends."""
    week = timedelta(days=7)
    shift = {
        "coordinator_id": coordinator_id,
        "who": who,
        "weekday": 0,
        "starts": time(0),
        "minutes": int(week.total_seconds() // 60),
        "time_zone": "UTC",
        "created_at": now,
    }
    work.connection.execute(sa.insert(SHIFT.id.table).values(shift))
