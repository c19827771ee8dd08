"""Texts to our application and to the floors, round by round."""

from contextlib import ExitStack

from benchmarks.inbound.sending import EMPTY, Sending
from benchmarks.inbound.side import WARM_UP, Side
from benchmarks.inbound.web import serving
from benchmarks.measuring import Sample, costs, interleaved, ratio
from benchmarks.report import Row, at_most, exactly
from benchmarks.scale import Scale
from benchmarks.servers import Ground

SIGNATURE = "benchmarks.floors.signature:create_app()"
FORGED = "forged"


def measure(ground: Ground, scale: Scale) -> list[Row]:
    """The rows of the table; raises if a text was lost or a member was not heard."""
    with ExitStack() as stack:
        sides = [Side(ground, scale, stack, postgres=postgres) for postgres in (True, False)]
        environment = sides[0].ours.environment()
        log = ground.folder / "signature.log"
        floor = Sending(stack.enter_context(serving(SIGNATURE, environment, log)), EMPTY)
        ways = {
            "signature": lambda: floor.first(scale.requests),
            FORGED: lambda: sides[0].to_ours.forged(scale.requests),
        }
        floor.first(WARM_UP)
        for side in sides:
            side.warm_up()
            ways |= side.ways()
        samples = interleaved("inbound", ways, scale.rounds)
        rows = [Row("floor: signature", series=samples["signature"]), *_forged(samples)]
        for side in sides:
            rows += _rows(side, samples)
        return rows


def _forged(samples: dict[str, list[Sample]]) -> list[Row]:
    forged = samples[FORGED]
    reached = ratio(costs(forged), costs(samples["signature"]))
    goal = at_most(1.15, reached, "the floor's CPU")
    return [Row("text with a forged signature", "PostgreSQL", forged, goal)]


def _rows(side: Side, samples: dict[str, list[Sample]]) -> list[Row]:
    floor, first, again = (samples[name] for name in side.ways())
    extra = side.check()
    counted = side.statements()
    once = ratio(costs(first), costs(floor))
    twice = ratio(costs(again), costs(first))
    return [
        Row("floor: transaction", side.database, floor),
        Row("text", side.database, first, at_most(2.0, once, "the floor's CPU")),
        Row("text again", side.database, again, at_most(0.8, twice, "its first time's CPU")),
        Row("rows left by that", side.database, goal=exactly(0, extra, "rows")),
        Row("SQL for a text", side.database, note=str(counted.first)),
        Row("SQL for it again", side.database, note=str(counted.again)),
        Row("SQL for a forged one", side.database, goal=exactly(0, counted.forged, "statements")),
    ]
