"""Each invariant lets pass what is well, and tells what is not: a table for each kind of fact."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from checkin.simulation.invariants import answering, dispatching, standing
from checkin.simulation.invariants.facts import (
    Alarm,
    Answered,
    Asking,
    Concern,
    Dispatch,
    Person,
    Row,
    Since,
)

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
SINCE = Since(NOON, NOON - 30 * DAY)
JUST_WELL = Since(NOON, NOON)
GRANTED = (("checkin_text", "granted"),)

SENT = Dispatch(
    at=NOON,
    outbox_id=1,
    kind="ask",
    wording="check_in.ask",
    by_call=False,
    body="How are you?",
    line_id=1,
    number="+12125551000",
    member_id=1,
    check_in_id=1,
    check_in_state="asked",
    due_at=NOON - HOUR,
    not_after=NOON + HOUR,
    opens=time(9),
    closes=time(20),
    consents=GRANTED,
)
PAGE = replace(SENT, kind="page", wording="page.not_ok", member_id=None, escalation_state="open")
TEXT = Answered(at=NOON, body=" 1 ", stored=(" 1 ",))
STOP = replace(TEXT, meant="stop", stopped=True)
DANGER = replace(TEXT, meant="danger", alarms=(Alarm(NOON, 1),))
OPEN = Concern(1, "yellow", "open", NOON - HOUR, NOON + HOUR, rank=2, reaches=1, covered=True)
TAKEN = replace(OPEN, state="taken", taken_by=7)
ASKED = Asking(1, 1, "asked", NOON - HOUR, act_after=NOON + HOUR)
OK = replace(
    ASKED,
    state="answered",
    answer="ok",
    act_after=None,
    closed_at=NOON,
    said_ok=frozenset({NOON}),
)
MISSED = replace(ASKED, state="missed", act_after=None, contacts=("delivered",), escalated=True)
NOT_REACHED = replace(MISSED, state="unreachable", contacts=("failed",))
WAITS = Row(1, "ask", "waiting", NOON - timedelta(minutes=5))
ANA = Person(1, "active", 7, next_due_at=NOON + DAY, standing=frozenset({"checkin_text"}))

# The rule, facts that are well, and what of them is changed so that they are not.
AT_ONCE: list[tuple[Any, Any, dict[str, Any]]] = [
    (dispatching.consent_stands, SENT, {"consents": ()}),
    (dispatching.consent_stands, SENT, {"consents": (*GRANTED, ("all", "revoked"))}),
    (dispatching.consent_stands, SENT, {"kind": "call"}),
    (dispatching.nobody_who_stopped, SENT, {"wants_none": True}),
    (dispatching.inside_the_window, SENT, {"at": NOON + 8 * HOUR}),
    (dispatching.inside_the_window, SENT, {"time_zone": "America/Los_Angeles"}),
    (dispatching.asked_once, SENT, {"slot_asked": True}),
    (dispatching.handed_over_once, PAGE, {"accepted": True}),
    (
        dispatching.nobody_elses_number,
        SENT,
        {"body": "Call (212) 555-1009", "other_numbers": frozenset({"+12125551009"})},
    ),
    (dispatching.not_after_its_time, SENT, {"at": NOON + 2 * HOUR}),
    (dispatching.not_asked_late, SENT, {"at": NOON + 4 * HOUR}),
    (dispatching.nothing_after_the_answer, SENT, {"check_in_state": "answered"}),
    (dispatching.no_page_for_what_is_over, PAGE, {"escalation_state": "taken"}),
    (answering.stored_byte_for_byte, TEXT, {"stored": ("1",)}),
    (answering.stored_byte_for_byte, TEXT, {"stored": ()}),
    (answering.danger_is_escalated, DANGER, {"alarms": ()}),
    (answering.danger_is_paged, DANGER, {"alarms": (Alarm(NOON, 0),)}),
    (answering.stop_holds_at_once, STOP, {"stopped": False}),
    (answering.stop_holds_at_once, STOP, {"standing": 1}),
    (answering.stop_ends_questions, STOP, {"open_check_ins": 1}),
    (answering.repeat_gets_the_same, TEXT, {"first_reply": "Thank you"}),
    (
        answering.reply_shows_no_number,
        TEXT,
        {"reply": "It is +12125551009.", "other_numbers": frozenset({"+12125551009"})},
    ),
    (standing.escalation_has_a_deadline, OPEN, {"act_after": None}),
    (standing.taken_by_a_person, TAKEN, {"taken_by": None}),
    (standing.taken_by_a_person, OPEN, {"taken_by": 7}),
    (standing.taken_by_one, TAKEN, {"held_before": 8}),
    (standing.ended_ladder_leads_the_list, OPEN, {"climbs": 1}),
    (standing.question_has_a_deadline, ASKED, {"act_after": None}),
    (standing.question_has_a_deadline, OK, {"act_after": NOON}),
    (standing.silence_is_not_ok, OK, {"said_ok": frozenset()}),
    (standing.undelivered_is_not_silence, MISSED, {"contacts": ("failed", "lost")}),
    (standing.silence_is_not_undelivered, NOT_REACHED, {"arrived": True}),
    (standing.silence_is_followed_by_a_person, MISSED, {"escalated": False}),
    (standing.not_asked_has_a_reason, MISSED, {"state": "cancelled"}),
    (standing.dropped_has_a_reason, WAITS, {"state": "dropped"}),
    (standing.who_stopped_has_no_slot, ANA, {"stopped": True}),
]
IN_TIME: list[tuple[Any, Any, dict[str, Any]]] = [
    (standing.escalation_moves_on, OPEN, {"act_after": NOON - HOUR}),
    (standing.open_is_paged_again, OPEN, {"opened_at": NOON - 9 * HOUR}),
    (standing.question_moves_on, ASKED, {"act_after": NOON - HOUR}),
    (standing.question_ends, ASKED, {"due_at": NOON - 9 * DAY}),
    (standing.outbox_is_emptied, WAITS, {"not_before": NOON - HOUR}),
    (standing.attempts_are_settled, WAITS, {"state": "claimed", "claimed_at": NOON - 2 * HOUR}),
    (standing.pauses_end, ANA, {"state": "paused", "paused_until": NOON - DAY}),
    (standing.nobody_is_forgotten, ANA, {"next_due_at": NOON - DAY}),
]


def told(case: tuple[Any, Any, dict[str, Any]]) -> str:
    """What a case is called."""
    return f"{case[0].__name__}-{'-'.join(case[2])}"


@pytest.mark.parametrize("case", AT_ONCE, ids=told)
def test_an_invariant_tells_what_is_wrong(case: tuple[Any, Any, dict[str, Any]]) -> None:
    rule, well, wrong = case

    assert rule(well) == ""
    assert rule(replace(well, **wrong)) != ""


@pytest.mark.parametrize("case", IN_TIME, ids=told)
def test_what_is_due_has_a_while_once_all_is_well(case: tuple[Any, Any, dict[str, Any]]) -> None:
    rule, well, wrong = case

    assert rule(well, SINCE) == ""
    assert rule(replace(well, **wrong), SINCE) != ""
    assert rule(replace(well, **wrong), JUST_WELL) == ""


def test_what_is_planned_too_far_ahead_is_forgotten() -> None:
    late = replace(ANA, next_due_at=NOON + 20 * DAY)

    assert "not asked before" in standing.nobody_is_forgotten(late, SINCE)
    assert "never asked" in standing.nobody_is_forgotten(replace(ANA, next_due_at=None), SINCE)


def test_a_deadline_too_far_ahead_is_none() -> None:
    far = replace(OPEN, act_after=NOON + DAY)

    assert standing.deadline_is_near(OPEN, SINCE) == ""
    assert standing.deadline_is_near(far, SINCE) != ""
    assert standing.deadline_is_near(replace(far, covered=False), SINCE) == ""


def test_every_invariant_is_in_a_table() -> None:
    seen = {case[0] for case in (*AT_ONCE, *IN_TIME)} | {standing.deadline_is_near}
    rules = {
        rule
        for module in (answering, dispatching, standing)
        for name, rule in vars(module).items()
        if callable(rule) and (rule.__doc__ or "")[:1].isdigit()
    }

    assert rules == seen
