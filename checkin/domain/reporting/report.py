"""The report of some weeks, put together from what was counted."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from checkin.domain.escalation import Level
from checkin.domain.member import Channel
from checkin.domain.policy import Policy
from checkin.domain.reporting.arithmetic import rate
from checkin.domain.reporting.cost import Cost, cost
from checkin.domain.reporting.counts import Asking, Contact
from checkin.domain.reporting.groups import Group, groups
from checkin.domain.reporting.humans import Office, Taking, TimeToHuman, time_to_human
from checkin.domain.reporting.stops import OptOut, StopRate, by_language, by_wording
from checkin.domain.reporting.weeks import Week


@dataclass(frozen=True, slots=True)
class Reach:
    """How many members were asked, and answered at least once; and how many there are now."""

    asked: int
    answered: int
    members: int


@dataclass(frozen=True, slots=True)
class People:
    """The reach, and how many were asked in each language and by each channel."""

    reach: Reach
    languages: Mapping[str, int]
    channels: Mapping[str, int]


class Silence(StrEnum):
    """Why there is no answer; four things that are never mixed up (R117)."""

    MISSED = "missed"
    UNREACHABLE = "unreachable"
    PAUSED = "paused"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class WeekSeen:
    """One week: its questions and what became of them, and of its texts."""

    monday: date
    due: int
    asked: int
    ripe: int
    in_time: int
    sent: int
    delivered: int
    undelivered: int

    @property
    def replied(self) -> float | None:
        """The share of questions that was answered in time, of those old enough to tell."""
        return rate(self.in_time, self.ripe)

    @property
    def arrived(self) -> float | None:
        """The share of texts that was delivered, of those of which the carrier told the end."""
        return rate(self.delivered, self.delivered + self.undelivered)


@dataclass(frozen=True, slots=True)
class Counted:
    """All that was counted for a report."""

    people: People
    askings: Sequence[Asking]
    contacts: Sequence[Contact]
    takings: Sequence[Taking]
    stops: Sequence[OptOut]


@dataclass(frozen=True, slots=True)
class Report:
    """What an organisation sees of some weeks of its programme."""

    made_at: datetime
    weeks: tuple[WeekSeen, ...]
    reach: Reach
    humans: tuple[TimeToHuman, ...]
    silence: Mapping[Silence, int]
    due: int
    answered: int
    not_asked: int
    waiting: int
    stops_by_wording: tuple[StopRate, ...]
    stops_by_language: tuple[StopRate, ...]
    cost: Cost
    languages: tuple[Group, ...]
    channels: tuple[Group, ...]


def report(weeks: Iterable[Week], counted: Counted, policy: Policy, now: datetime) -> Report:
    """The report of these weeks as it stands at `now`."""
    askings, contacts = counted.askings, counted.contacts
    office = Office(policy.time_zone, policy.window.closes)
    languages = groups(counted.people.languages, [(a.language, a) for a in askings])
    channels = groups(counted.people.channels, [(a.channel.value, a) for a in askings])
    hidden = frozenset(group.name for group in languages if group.hidden)
    return Report(
        made_at=now,
        weeks=tuple(_seen(week, askings, contacts) for week in weeks),
        reach=counted.people.reach,
        humans=tuple(time_to_human(level, counted.takings, office, now) for level in Level),
        silence={kind: sum(getattr(a, kind.value) for a in askings) for kind in Silence},
        due=sum(a.due for a in askings),
        answered=sum(a.answered for a in askings),
        not_asked=sum(a.not_asked for a in askings),
        waiting=sum(a.waiting for a in askings),
        stops_by_wording=by_wording(counted.stops, contacts, hidden),
        stops_by_language=by_language(counted.stops, contacts, hidden),
        cost=cost(contacts, policy.budget, counted.people.reach.answered),
        languages=languages,
        channels=channels,
    )


def _seen(week: Week, askings: Sequence[Asking], contacts: Sequence[Contact]) -> WeekSeen:
    its = [asking for asking in askings if asking.monday == week.monday]
    texts = [
        contact
        for contact in contacts
        if contact.monday == week.monday
        if contact.channel is Channel.TEXT and not contact.incoming
    ]
    return WeekSeen(
        monday=week.monday,
        due=sum(a.due for a in its),
        asked=sum(a.asked for a in its),
        ripe=sum(a.ripe for a in its),
        in_time=sum(a.in_time for a in its),
        sent=sum(t.count for t in texts),
        delivered=sum(t.delivered for t in texts),
        undelivered=sum(t.undelivered for t in texts),
    )
