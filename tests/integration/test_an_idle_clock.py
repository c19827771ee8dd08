"""A pass of the clock for which nothing is due leaves everybody else alone."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import timedelta

from checkin.usecases import clock_pass
from checkin.usecases.ports import UnitOfWork
from checkin.usecases.ports.people import Awaited
from tests.town.town import Town

ALWAYS = {"watch", "count_spending", "remind_of_shifts", "count_weeks"}


def locks(town: Town) -> int:
    """How many transactions one pass takes that may write."""
    taken: list[str] = []
    begin = town.services.begin

    def counted() -> AbstractContextManager[UnitOfWork]:
        @contextmanager
        def begun() -> Iterator[UnitOfWork]:
            taken.append("one")
            with begin() as work:
                yield work

        return begun()

    failures: list[Exception] = []
    services = replace(town.services, begin=counted)
    clock_pass.run(services, lambda step, error: failures.append(error))
    assert not failures
    return len(taken)


def test_every_step_runs_in_each_pass_or_waits_for_something_of_its_own() -> None:
    assert set(clock_pass.WAITS_FOR) | ALWAYS == set(clock_pass.STEPS)
    assert sorted(clock_pass.WAITS_FOR.values()) == sorted(Awaited)


def test_an_idle_pass_locks_little_and_one_with_work_does_it_all(town: Town) -> None:
    ana = town.enrol("Ana")

    assert locks(town) <= 3  # to watch, to remind of shifts, and to say that it came through

    town.moment += timedelta(hours=2)
    town.settle()
    ana.expects("Ana")
