"""The simulation against its goals, with nothing going wrong and with everything."""

import statistics
import time
from datetime import timedelta
from functools import partial
from itertools import count

from benchmarks.measuring import Sample, Series, Way, interleaved, rates, timed
from benchmarks.report import Goal, Row
from benchmarks.scale import Scale
from benchmarks.servers import Ground
from checkin.domain.risk import ready
from checkin.settings import Organisation
from checkin.settings.storage import DEMO_ORGANISATION
from checkin.simulation.faults import ALL
from checkin.simulation.installation import Ground as SimulatedGround
from checkin.simulation.plan import Plan
from checkin.simulation.programme import run

MEMBERS, WEEKS = 250, 2
GRID = timedelta(minutes=5)
WARM_UP = 1  # a first seed pays for what is read and compiled once
GOALS = {"no faults": 1000, "all faults": 200}


def measure(_ground: Ground, scale: Scale) -> list[Row]:
    """The rows of the table."""
    ready()
    ground = SimulatedGround.of(Organisation.load(DEMO_ORGANISATION))
    ways: dict[str, Way] = {
        name: partial(_sample, ground, faulty=name == "all faults", seeds=count(WARM_UP))
        for name in GOALS
    }
    for way in ways.values():
        way()
    samples = interleaved("simulation", ways, scale.rounds)
    return [_row(name, samples[name]) for name in GOALS]


def _sample(ground: SimulatedGround, *, faulty: bool, seeds: "count[int]") -> Sample:
    """One run. Raises RuntimeError if an invariant breaks: its speed would mean nothing."""
    faults = ALL if faulty else frozenset()
    plan = Plan(MEMBERS, WEEKS, next(seeds), faults, grid=GRID)

    def work() -> int:
        came_to = run(ground, plan)
        if came_to.broken:
            raise RuntimeError(f"{plan.told()}: {came_to.broken}")
        return plan.member_weeks

    return timed(time.process_time, work)


def _row(name: str, series: Series) -> Row:
    wanted, reached = GOALS[name], statistics.median(rates(series))
    goal = Goal(f">= {wanted} a second", f"{reached:.0f}", reached >= wanted)
    return Row(f"weeks of a member, {name}", "SQLite in memory", series, goal)
