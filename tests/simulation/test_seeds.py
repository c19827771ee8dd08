"""Many seeds, everything going wrong: every invariant holds, and a seed is the same twice.

`SIMULATED_SEEDS=200` makes it 10,000 weeks of a member; the suite runs fewer of them.
"""

import os

import pytest

from checkin.simulation import report
from checkin.simulation.faults import Fault
from checkin.simulation.installation import Ground
from checkin.simulation.plan import Plan
from checkin.simulation.programme import Run, run
from checkin.simulation.shrinking import smallest
from checkin.simulation.watch import Broken
from tests.simulation import plans

SEEDS = int(os.environ.get("SIMULATED_SEEDS", "12"))
AT_ONCE = 4
FIRST = range(1, SEEDS + 1, AT_ONCE)
PATIENCE = 600  # seconds for a few seeds, on a machine that does much else


@pytest.fixture(scope="module")
def ground() -> Ground:
    return plans.ground()


def holds(ground: Ground, plan: Plan) -> Run:
    """The run of this plan; if it breaks, the smallest one that does is shown."""
    came_to = run(ground, plan)
    if came_to.broken:
        came_to = smallest(came_to, lambda smaller: run(ground, smaller))
        pytest.fail("\n".join(report.failure(came_to)))
    return came_to


@pytest.mark.timeout(PATIENCE)
@pytest.mark.parametrize("first", FIRST)
def test_everything_holds_whatever_goes_wrong(first: int, ground: Ground) -> None:
    for seed in range(first, min(first + AT_ONCE, SEEDS + 1)):
        came_to = holds(ground, plans.for_seeds(seed))
        assert came_to.asked > 1000
        assert came_to.counted and came_to.counted.asked > 0


def test_a_seed_is_the_same_history_twice(ground: Ground) -> None:
    plan = Plan(members=10, weeks=1, seed=5, grid=plans.GRID)

    first, second = run(ground, plan), run(ground, plan)

    assert first.history == second.history
    assert first.counted == second.counted
    assert len(first.history) > 20


def test_another_seed_is_another_history(ground: Ground) -> None:
    one, other = (run(ground, Plan(10, 1, seed, grid=plans.GRID)) for seed in (5, 6))

    assert one.history != other.history


def test_who_is_left_out_changes_nobody_elses_week(ground: Ground) -> None:
    whole = Plan(members=12, weeks=1, seed=3, faults=frozenset(), coordinators=0, grid=plans.GRID)
    others = [f"{1000 + place}: says" for place in (0, 1, 2, 3, 4, 5, 11)]

    def said(plan: Plan) -> list[str]:
        """Who says what, in order; seconds hang on how many jobs the worker has."""
        history = (line.partition("  ")[2] for line in run(ground, plan).history)
        return [line for line in history if line.startswith(tuple(others))]

    without = whole.without_members(frozenset({7, 8, 9}))
    assert said(whole) == said(without)
    assert len(said(whole)) > 3


def test_a_failure_is_made_small(ground: Ground) -> None:
    """Stands for a rule that breaks when a process was killed and member 4 takes part."""

    def runs(plan: Plan) -> Run:
        there = 4 not in plan.left_out and plan.weeks >= 2
        broken = Broken("a_rule", "told") if there and Fault.KILL in plan.faults else None
        return Run(plan, broken, ("a line",), 1, None, 0.0)

    found = smallest(runs(Plan(members=20, weeks=4, seed=9)), runs)

    assert found.plan.faults == {Fault.KILL}
    assert found.plan.left_out == frozenset(range(20)) - {4}
    assert found.plan.weeks == 2
    assert found.plan.staff_left_out == {0, 1, 2}
    assert list(report.failure(found))[:2] == [
        "broken: a_rule: told",
        "again with: seed 9; 20 members; 2 weeks; faults kill; only members 4; "
        "only coordinators none",
    ]
