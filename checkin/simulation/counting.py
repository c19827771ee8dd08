"""What a run comes to: counted from the database at its end, as an operator would see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from checkin.domain.budget import Spending
from checkin.settings import Organisation
from checkin.simulation.evidence import Evidence, moment
from checkin.simulation.plan import Plan

CONTACTS = """
SELECT direction, count(*), coalesce(sum(segments), 0) FROM message
WHERE status NOT IN ('handing', 'lost') AND NOT (status = 'failed' AND provider_id IS NULL)
GROUP BY direction"""
CALLS = """
SELECT direction, count(*) FROM call
WHERE status NOT IN ('handing', 'lost', 'failed') GROUP BY direction"""
CHECK_INS = "SELECT state, count(*) FROM check_in WHERE asked_at IS NOT NULL GROUP BY state"
LEVELS = "SELECT level, count(*) FROM escalation GROUP BY level"
PAGES = "SELECT count(*) FROM outbox WHERE kind IN ('page', 'page_call') AND state = 'handed'"
TAKEN = """
SELECT e.opened_at, min(v.at) FROM escalation e
JOIN escalation_event v ON v.escalation_id = e.id AND v.what = 'taken'
GROUP BY e.id"""
WAITING = "SELECT count(*) FROM escalation WHERE state = 'open'"


@dataclass(frozen=True, slots=True)
class Counted:
    """The numbers of one run, or of several together."""

    member_weeks: int
    weeks: int
    coordinators: int
    texts_out: int
    texts_in: int
    segments: int
    calls_out: int
    calls_in: int
    money: float | None  # None where the organisation's file names no prices
    asked: int
    answered: int
    escalations: Mapping[str, int]  # by level
    pages: int
    minutes_to_a_person: Sequence[float]  # of each escalation that was taken, sorted
    still_open: int


def count(evidence: Evidence, plan: Plan, organisation: Organisation) -> Counted:
    """The numbers of the run that has just ended."""
    texts = {way: (number, parts) for way, number, parts in evidence.rows(CONTACTS)}
    calls = dict(evidence.rows(CALLS))
    states = dict(evidence.rows(CHECK_INS))
    segments = sum(parts for _, parts in texts.values())
    budget = organisation.budget.budget()
    priced = budget.segment or budget.call
    spent = Spending("", segments, sum(calls.values()))
    return Counted(
        member_weeks=(plan.members - len(plan.left_out)) * plan.weeks,
        weeks=plan.weeks,
        coordinators=plan.coordinators - len(plan.staff_left_out),
        texts_out=texts.get("out", (0, 0))[0],
        texts_in=texts.get("in", (0, 0))[0],
        segments=segments,
        calls_out=calls.get("out", 0),
        calls_in=calls.get("in", 0),
        money=budget.cost(spent) if priced else None,
        asked=sum(states.values()),
        answered=states.get("answered", 0),
        escalations=dict(evidence.rows(LEVELS)),
        pages=evidence.one(PAGES),
        minutes_to_a_person=sorted(_minutes(*row) for row in evidence.rows(TAKEN)),
        still_open=evidence.one(WAITING),
    )


def _minutes(opened_at: str, taken_at: str) -> float:
    opened, taken = moment(opened_at), moment(taken_at)
    if not isinstance(opened, datetime) or not isinstance(taken, datetime):
        raise ValueError("an escalation without a beginning")
    return (taken - opened).total_seconds() / 60
