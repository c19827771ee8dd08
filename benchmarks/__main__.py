"""`python -m benchmarks [names] [--quick]`: measure, print one table, say which goals are met."""

import argparse
from collections.abc import Callable, Mapping

from rich.console import Console

from benchmarks import (
    inbound,
    machine,
    pairing,
    planner,
    progress,
    report,
    reporting,
    risk,
    sending,
)
from benchmarks.scale import FULL, QUICK, Scale
from benchmarks.servers import Ground, open_ground

WIDTH = 150  # characters: what the table needs, whatever the terminal has
Bench = Callable[[Ground, Scale], list[report.Row]]
BENCHES: Mapping[str, Bench] = {
    "inbound": inbound.measure,
    "pairing": pairing.measure,
    "planner": planner.measure,
    "report": reporting.measure,
    "risk": risk.measure,
    "sending": sending.measure,
}


def main() -> None:
    """Measure what is named, or everything."""
    arguments = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    arguments.add_argument("names", nargs="*", metavar="names", help=", ".join(BENCHES))
    arguments.add_argument("--quick", action="store_true", help="less of everything")
    given = arguments.parse_args()
    if unknown := set(given.names) - BENCHES.keys():
        arguments.error(f"there is no {', '.join(sorted(unknown))}; there are {', '.join(BENCHES)}")
    scale = QUICK if given.quick else FULL
    rows: list[report.Row] = []
    lines = [f"before: {machine.description()}"]
    with open_ground() as ground:
        lines.append(ground.postgres_line())
        for name in given.names or BENCHES:
            rows += BENCHES[name](ground, scale)
    progress.clear()
    lines.append(f"after: {machine.description()}")
    report.show(rows, lines, Console(width=WIDTH))


if __name__ == "__main__":
    main()
