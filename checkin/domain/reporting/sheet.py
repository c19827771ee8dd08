"""The report as rows of a table: one number a row, with what it is about in front of it."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import timedelta
from functools import partial
from itertools import chain
from typing import TypeVar

from checkin.domain.reporting.groups import FEWEST, Group
from checkin.domain.reporting.humans import TimeToHuman
from checkin.domain.reporting.report import Report, WeekSeen
from checkin.domain.reporting.stops import StopRate

COLUMNS = ("part", "of", "version", "measure", "value")
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run a cell that begins so
Row = tuple[str, str, str, str, str]
Each = TypeVar("Each")


def written(report: Report) -> str:
    """The whole report as CSV, with a line that names the columns. A rate of nothing is empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(tuple(map(safe, row)) for row in rows(report))
    return text.getvalue()


def safe(cell: str) -> str:
    """The cell, as words and not as a formula whatever it begins with."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def rows(report: Report) -> Iterator[Row]:
    """Every number of the report. What is hidden on the page is hidden here."""
    yield from _plain("reach", asdict(report.reach))
    yield from _of_each(_week, report.weeks)
    yield from _of_each(_level, report.humans)
    yield from _check_ins(report)
    yield from _of_each(partial(_stop, "opt_outs_by_wording"), report.stops_by_wording)
    yield from _of_each(partial(_stop, "opt_outs_by_language"), report.stops_by_language)
    yield from _plain("cost", asdict(report.cost))
    yield from _of_each(partial(_group, "language"), report.languages)
    yield from _of_each(partial(_group, "channel"), report.channels)


def _plain(part: str, numbers: Mapping[str, float | None]) -> Iterator[Row]:
    for name, value in numbers.items():
        yield part, "", "", name, _number(value)


def _of_each(tell: Callable[[Each], Iterator[Row]], them: Iterable[Each]) -> Iterator[Row]:
    return chain.from_iterable(map(tell, them))


def _week(week: WeekSeen) -> Iterator[Row]:
    monday = week.monday.isoformat()
    for name, value in asdict(week).items():
        if name != "monday":
            yield "week", monday, "", name, str(value)
    yield "week", monday, "", "reply_rate_48h", _number(week.replied)
    yield "week", monday, "", "delivery_rate", _number(week.arrived)


def _level(level: TimeToHuman) -> Iterator[Row]:
    measures = {
        "opened": level.opened,
        "never_taken": level.never,
        "in_goal": level.in_goal,
        "late": level.late,
        "overdue": level.overdue,
        "p50_minutes": _minutes(level.half),
        "p90_minutes": _minutes(level.most),
    }
    for name, value in measures.items():
        yield "time_to_human", level.level.value, "", name, _number(value)


def _check_ins(report: Report) -> Iterator[Row]:
    kinds = {kind.value: count for kind, count in report.silence.items()}
    others = {"not_asked": report.not_asked, "waiting": report.waiting}
    first = {"due": report.due, "answered": report.answered}
    yield from _plain("check_ins", {**first, **kinds, **others})


def _stop(part: str, stop: StopRate) -> Iterator[Row]:
    for name, value in {"sent": stop.sent, "opt_outs": stop.stops}.items():
        yield part, stop.name, stop.version, name, str(value)
    yield part, stop.name, stop.version, "per_thousand_sent", _number(stop.rate)


def _group(part: str, group: Group) -> Iterator[Row]:
    people = "" if group.hidden else str(group.people)
    yield part, group.name, "", "people", f"<{FEWEST}" if group.is_small else people
    yield part, group.name, "", "reply_rate_48h", _number(group.replied)


def _minutes(length: timedelta | None) -> float | None:
    return None if length is None else length / timedelta(minutes=1)


def _number(value: float | None) -> str:
    """A number with up to four decimals; empty if there is none."""
    return "" if value is None else f"{value:.4f}".rstrip("0").rstrip(".")
