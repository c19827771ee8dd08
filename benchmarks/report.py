"""The one table at the end: what was measured, against what, and whether the goal is met."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from benchmarks.measuring import Series, costs, rates


@dataclass(frozen=True, slots=True)
class Goal:
    """What was to be reached, in words, what was, and whether that is enough."""

    wanted: str
    reached: str
    met: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a way on a database, or a bare finding with no series."""

    what: str
    database: str = ""
    series: Series = ()
    goal: Goal | None = None
    note: str = ""


def at_most(wanted: float, reached: float, what: str) -> Goal:
    """A goal that is met by no more than `wanted`."""
    return Goal(f"<= {wanted:g}x {what}", f"{reached:.2f}x", reached <= wanted)


def at_least(wanted: float, reached: float, what: str) -> Goal:
    """A goal that is met by no less than `wanted`."""
    return Goal(f">= {wanted:g}x {what}", f"{reached:.2f}x", reached >= wanted)


def exactly(wanted: int, reached: int, what: str) -> Goal:
    """A goal that is met by `wanted` and nothing else."""
    return Goal(f"{wanted} {what}", str(reached), reached == wanted)


def show(rows: Sequence[Row], lines: Sequence[str], console: Console) -> None:
    """Print the table, `lines` below it, and how many goals were met."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("measured")
    table.add_column("on")
    for heading in ("CPU ms each", "each second", "reached"):
        table.add_column(heading, justify="right")
    table.add_column("goal")
    for row in rows:
        table.add_row(row.what, row.database, *_numbers(row.series), *_judged(row))
    console.print(table)
    for line in lines:
        console.print(line, highlight=False)
    goals = [row.goal for row in rows if row.goal]
    met = sum(goal.met for goal in goals)
    console.print(f"{met} of {len(goals)} goals met", highlight=False)


def _numbers(series: Series) -> tuple[str, str]:
    if not series:
        return "", ""
    return _spread(costs(series), ".3f"), _spread(rates(series), ",.0f")


def _spread(values: Sequence[float], form: str) -> str:
    """The median, and between which values it lies."""
    shown = (format(value, form) for value in (statistics.median(values), min(values), max(values)))
    return "{} ({}-{})".format(*shown)


def _judged(row: Row) -> tuple[str, str]:
    if row.goal is None:
        return row.note, ""
    verdict = "[green]met[/]" if row.goal.met else "[bold red]not met[/]"
    return row.goal.reached, f"{row.goal.wanted}: {verdict}"
