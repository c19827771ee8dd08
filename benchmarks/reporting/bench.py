"""The year's report, before the clock has counted any week and after it has counted them all."""

import gc
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from benchmarks.measuring import Sample, timed
from benchmarks.progress import say
from benchmarks.report import Goal, Row
from benchmarks.reporting.year import WEEKS, a_year
from benchmarks.scale import Scale
from benchmarks.seed import members
from benchmarks.servers import Ground
from checkin.adapters.sql.engine import connect_to
from checkin.usecases.reporting import count_weeks, of_last_weeks

NOW = datetime(2026, 11, 24, 15, 5, tzinfo=UTC)
LONGEST = 1.0  # seconds


def measure(ground: Ground, scale: Scale) -> list[Row]:
    """The rows of the table, for one database after the other."""
    return [row for postgres in (True, False) for row in _database(ground, scale, postgres)]


def _database(ground: Ground, scale: Scale, postgres: bool) -> list[Row]:
    kind = "PostgreSQL" if postgres else "SQLite"
    name, many = f"report_{kind.lower()}", scale.reported
    database = f"{kind}, a year of {many // 1000}k"
    say(f"report: making {database}")
    installation = ground.installation(name, postgres=postgres)
    engine = connect_to(installation.database_url)
    with engine.begin() as connection:
        members(connection, installation, many, NOW)
        a_year(connection, installation, NOW)
    engine.dispose()
    services = replace(installation.services(), now=lambda: NOW)
    say(f"report: {database}, nothing counted")
    live = _median(lambda: of_last_weeks(services, WEEKS), scale.rounds)
    say(f"report: {database}, counting")
    each = []
    while (sample := timed(time.process_time, lambda: count_weeks(services))).units:
        each.append(sample)
    idle = _median(lambda: count_weeks(services), scale.rounds)
    counted = _median(lambda: of_last_weeks(services, WEEKS), scale.rounds)
    services.close()
    ground.drop(name)
    goal = Goal(f"<= {LONGEST:g} s", _told(counted), counted.seconds <= LONGEST)
    longest = max(each, key=lambda sample: sample.seconds)
    return [
        Row("report, counted on the spot", database, note=_told(live)),
        Row("report, weeks counted before", database, goal=goal),
        Row("one week counted", database, note=f"at most {_told(longest)}"),
        Row("no week to count", database, note=f"{idle.seconds * 1000:.1f} ms"),
    ]


def _median(work: Callable[[], object], rounds: int) -> Sample:
    """The sample in the middle, of so many."""
    gc.collect()
    samples = [timed(time.process_time, lambda: int(bool(work()))) for _ in range(rounds)]
    return sorted(samples, key=lambda sample: sample.seconds)[rounds // 2]


def _told(sample: Sample) -> str:
    """What it took, and how much of that our own process was at work: it may have had to wait."""
    return f"{sample.seconds:.2f} s ({sample.cpu:.2f} s CPU)"
