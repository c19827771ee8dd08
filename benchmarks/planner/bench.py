"""The clock's step against the two floors, among fewer and among more members."""

import statistics
from datetime import UTC, datetime

from benchmarks.measuring import Series, interleaved, rates, ratio
from benchmarks.planner.crowd import Crowd
from benchmarks.report import Row, at_least, at_most
from benchmarks.scale import Scale
from benchmarks.servers import Ground

NOW = datetime(2026, 11, 24, 15, 5, tzinfo=UTC)
IDLE_PASSES = 20


def measure(ground: Ground, scale: Scale) -> list[Row]:
    """The rows of the table, for one database after the other."""
    return [
        row for postgres in (True, False) for row in _database(ground, scale, postgres=postgres)
    ]


def _database(ground: Ground, scale: Scale, *, postgres: bool) -> list[Row]:
    crowds = [Crowd(ground, many, scale, NOW, postgres=postgres) for many in scale.members]
    ways = {
        f"{crowd.database}, {way}": work for crowd in crowds for way, work in crowd.ways().items()
    }
    samples = interleaved("planner", ways, scale.rounds)
    rows, planned = [], []
    for crowd in crowds:
        ours, floor, objects = (samples[f"{crowd.database}, {way}"] for way in crowd.ways())
        planned.append(ours)
        rows += _rows(crowd, ours, floor, objects)
        crowd.close()
        ground.drop(crowd.name)
    slower = ratio(rates(planned[0]), rates(planned[1]))
    goal = at_most(1.5, slower, "the time among fewer")
    return [*rows, Row("time to plan, among more", crowds[1].database, goal=goal)]


def _rows(crowd: Crowd, ours: Series, floor: Series, objects: Series) -> list[Row]:
    reached = ratio(rates(ours), rates(floor))
    idle = statistics.median(crowd.idle() for _ in range(IDLE_PASSES))
    return [
        Row("floor: planned in sets", crowd.database, floor),
        Row("peer: planned by objects", crowd.database, objects),
        Row("check-ins planned", crowd.database, ours, at_least(0.5, reached, "the floor's rate")),
        Row(
            "against objects",
            crowd.database,
            note=f"{ratio(rates(ours), rates(objects)):.1f}x the rate",
        ),
        Row("idle pass of the clock", crowd.database, note=f"{idle * 1000:.1f} ms"),
    ]
