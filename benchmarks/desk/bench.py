"""The list page against the least it could cost, whole and narrowed, at its head and far down."""

from contextlib import ExitStack

from benchmarks.desk.side import DEEP, FIRST, FLOOR_PAGE, NARROWED, Side
from benchmarks.measuring import Sample, costs, interleaved, ratio
from benchmarks.report import Goal, Row, at_most
from benchmarks.scale import Scale
from benchmarks.servers import Ground

MOST = 4  # SQL statements


def measure(ground: Ground, scale: Scale) -> list[Row]:
    """The rows of the table, for one database after the other."""
    return [row for postgres in (True, False) for row in _database(ground, scale, postgres)]


def _database(ground: Ground, scale: Scale, postgres: bool) -> list[Row]:
    with ExitStack() as stack:
        side = Side(ground, scale, stack, postgres=postgres)
        side.warm_up()
        samples = interleaved("desk", side.ways(), scale.rounds)
        most = side.statements()
    ground.drop(side.name)
    statements = Goal(f"<= {MOST} statements", str(most), most <= MOST)
    return [*_pages(side, samples), Row("SQL for any of these", side.database, goal=statements)]


def _pages(side: Side, samples: dict[str, list[Sample]]) -> list[Row]:
    """Each page against page one of the whole list, and that against the floor."""
    floor, first, deep = (samples[side.named(name)] for name in (FLOOR_PAGE, FIRST, DEEP))
    times = ratio(costs(first), costs(floor))
    rows = [
        Row(f"floor: {FLOOR_PAGE}", side.database, floor),
        Row(f"list, {FIRST}", side.database, first, at_most(3.0, times, "the floor's CPU")),
        Row(f"list, {DEEP}", side.database, deep, _against(first, deep)),
    ]
    for query in NARROWED:
        for name in (query, f"{query}, {DEEP}"):
            page = samples[side.named(name)]
            rows.append(Row(name, side.database, page, _against(first, page)))
    return rows


def _against(first: list[Sample], page: list[Sample]) -> Goal:
    return at_most(2.0, ratio(costs(page), costs(first)), "the first page's CPU")
