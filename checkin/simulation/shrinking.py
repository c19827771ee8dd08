"""The smallest run that still breaks: with no fault, member or coordinator it can do without."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from checkin.simulation.plan import Plan
from checkin.simulation.programme import Run

Runs = Callable[[Plan], Run]


def smallest(failed: Run, runs: Runs) -> Run:
    """The run with the least in it that breaks the same rule as `failed`."""
    best = _shorter(failed, runs)
    for plan in _without_faults(best):
        best = _better(best, plan(best.plan), runs)
    part = len(_there(best.plan)) // 2
    while part:
        for members in _parts(best.plan, part):
            best = _better(best, best.plan.without_members(members), runs)
        part //= 2
    for place in range(best.plan.coordinators):
        best = _better(best, best.plan.without_coordinator(place), runs)
    return best


def _shorter(failed: Run, runs: Runs) -> Run:
    """The same, ended in the week in which it breaks."""
    best = failed
    for weeks in range(1, failed.plan.weeks):
        found = runs(replace(failed.plan, weeks=weeks))
        if _same(found, failed):
            return found
    return best


def _without_faults(failed: Run) -> Iterator[Callable[[Plan], Plan]]:
    for fault in sorted(failed.plan.faults):
        yield lambda plan, fault=fault: plan.without(fault)  # type: ignore[misc]


def _better(best: Run, plan: Plan, runs: Runs) -> Run:
    found = runs(plan)
    return found if _same(found, best) else best


def _same(found: Run, failed: Run) -> bool:
    return bool(found.broken and failed.broken and found.broken.rule == failed.broken.rule)


def _there(plan: Plan) -> list[int]:
    return [place for place in range(plan.members) if place not in plan.left_out]


def _parts(plan: Plan, size: int) -> list[frozenset[int]]:
    there = _there(plan)
    return [frozenset(there[at : at + size]) for at in range(0, len(there), size)]
