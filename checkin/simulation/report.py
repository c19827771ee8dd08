"""What a run comes to, in a plain table or as JSON; and a failure, with what repeats it."""

import json
from collections.abc import Iterator, Sequence
from statistics import quantiles

from checkin.simulation.counting import Counted
from checkin.simulation.programme import Run

LAST = 60  # lines of a history that are shown
UNKNOWN = "name your prices in [budget]"


def numbers(counted: Counted) -> dict[str, float | int | None]:
    """The numbers, by their names in JSON."""
    weeks, month = counted.weeks, 52 / 12
    escalations = sum(counted.escalations.values())
    a_week = 1 / max(1, counted.member_weeks)
    money = counted.money
    return {
        "member_weeks": counted.member_weeks,
        "texts_out": counted.texts_out,
        "texts_in": counted.texts_in,
        "segments": counted.segments,
        "calls_out": counted.calls_out,
        "calls_in": counted.calls_in,
        "cost": None if money is None else round(money, 2),
        "cost_per_member_and_month": None if money is None else round(money * a_week * month, 3),
        "asked": counted.asked,
        "answered_share": round(counted.answered / counted.asked, 3) if counted.asked else None,
        "escalations": escalations,
        "escalations_red": counted.escalations.get("red", 0),
        "escalations_amber": counted.escalations.get("amber", 0),
        "escalations_yellow": counted.escalations.get("yellow", 0),
        "escalations_a_week": round(escalations / weeks, 1),
        "escalations_a_week_per_coordinator": round(
            escalations / weeks / max(1, counted.coordinators), 1
        ),
        "pages": counted.pages,
        "minutes_to_a_person_p50": _percentile(counted.minutes_to_a_person, 50),
        "minutes_to_a_person_p90": _percentile(counted.minutes_to_a_person, 90),
        "waiting_at_the_end": counted.still_open,
    }


ROWS = {
    "member_weeks": "weeks of a member",
    "texts_out": "texts sent",
    "texts_in": "texts received",
    "segments": "segments, both ways",
    "calls_out": "calls made",
    "calls_in": "calls received",
    "cost": "cost",
    "cost_per_member_and_month": "cost for each member and month",
    "asked": "check-ins asked",
    "answered_share": "answered, of those",
    "escalations": "escalations",
    "escalations_red": "  red",
    "escalations_amber": "  amber",
    "escalations_yellow": "  yellow",
    "escalations_a_week": "escalations a week",
    "escalations_a_week_per_coordinator": "  for each coordinator",
    "pages": "pages sent",
    "minutes_to_a_person_p50": "minutes until a person has it, half of them",
    "minutes_to_a_person_p90": "minutes until a person has it, nine of ten",
    "waiting_at_the_end": "still waiting at the end",
}


def table(counted: Counted) -> Iterator[str]:
    """The numbers, a line for each."""
    for name, value in numbers(counted).items():
        shown = UNKNOWN if value is None and name.startswith("cost") else value
        yield f"{ROWS[name]:<45} {'-' if shown is None else _shown(name, shown)}"


def as_json(run: Run) -> str:
    """A run as one JSON object."""
    told: dict[str, object] = {"seed": run.plan.seed, "checks": run.asked}
    told |= numbers(run.counted) if run.counted else {}
    told["broken"] = str(run.broken) if run.broken else None
    return json.dumps(told, indent=2)


def failure(run: Run) -> Iterator[str]:
    """A broken rule, the plan that repeats it, and the end of what happened."""
    yield f"broken: {run.broken}"
    yield f"again with: {run.plan.told()}"
    yield from run.history[-LAST:]


def _shown(name: str, value: object) -> str:
    if name.endswith("share") and isinstance(value, float):
        return f"{value:.1%}"
    return f"{value:,}" if isinstance(value, (int, float)) else str(value)


def _percentile(values: Sequence[float], percent: int) -> float | None:
    if not values:
        return None
    if len(values) == 1:
        return round(values[0], 1)
    return round(quantiles(values, n=100, method="inclusive")[percent - 1], 1)
