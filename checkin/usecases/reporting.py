"""The report of the programme, and the weeks that the clock counts for it ahead of time."""

from datetime import datetime

from checkin.domain.reporting.report import Counted, Report, report
from checkin.domain.reporting.weeks import (
    IN_TIME,
    SEVEN,
    Week,
    last_weeks,
    settled_after,
    week,
    week_of,
)
from checkin.usecases.ports import Services, UnitOfWork
from checkin.usecases.ports.reporting import CountedWeek, Mark
from checkin.usecases.ports.store import Store


def of_last_weeks(store: Store, count: int) -> Report:
    """The report of so many weeks, the one under way among them.

    What is counted for good is taken from there, and the rest is counted now.
    """
    now, policy = store.now(), store.policy
    weeks = last_weeks(now, policy.time_zone, count)
    with store.look() as work:
        counted = _counted(work, weeks, now)
    return report(weeks, counted, policy, now)


def _counted(work: UnitOfWork, weeks: tuple[Week, ...], now: datetime) -> Counted:
    since, mark = weeks[0].begins, work.reporting.mark()
    fresh = [one for one in weeks if mark is None or one.monday > mark.monday]
    askings, contacts = [], []
    if mark:
        kept_askings, kept_contacts = work.reporting.kept(weeks[0].monday, mark.monday)
        askings, contacts = [*kept_askings], [*kept_contacts]
    return Counted(
        people=work.reporting.people(since),
        askings=[*askings, *work.reporting.askings(fresh, mark, now - IN_TIME)],
        contacts=[*contacts, *work.reporting.contacts(fresh, mark)],
        takings=work.reporting.takings(since),
        stops=work.reporting.stops(since),
    )


def count_weeks(services: Services) -> int:
    """Count the next week in which nothing changes any more, and keep it: one in each pass.

    It is counted without a lock, so that nobody who writes meanwhile waits for it.
    """
    now, policy = services.now(), services.policy
    with services.look() as work:
        mark = work.reporting.mark()
        due = _next(work, mark, policy.time_zone)
        if due is None or now < due.ends + settled_after(policy):
            return 0
        counted = CountedWeek(
            mark=work.reporting.beyond(due, mark),
            askings=work.reporting.askings([due], mark, now - IN_TIME),
            contacts=work.reporting.contacts([due], mark),
        )
    with services.begin() as work:
        return int(work.reporting.keep(counted))


def _next(work: UnitOfWork, mark: Mark | None, time_zone: str) -> Week | None:
    """The week after the mark; without one, that in which it all began."""
    if mark:
        return week(mark.monday + SEVEN, time_zone)
    began = work.reporting.began()
    return week_of(began, time_zone) if began else None
