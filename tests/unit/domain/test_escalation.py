"""An escalation has a holder or a next deadline until somebody says what was done."""

from dataclasses import replace
from datetime import timedelta

import pytest

from checkin.domain.escalation import (
    Cover,
    Escalation,
    EscalationKind,
    EscalationState,
    Level,
    OnCall,
    Outcome,
    Raised,
    Refused,
    at_deadline,
    hand_to,
    pages,
    pass_on,
    resolve,
    take,
)
from checkin.domain.escalation.ladder import HOLD_ENDS
from checkin.domain.outgoing import Kind
from checkin.domain.policy import Policy
from checkin.domain.urgency import By
from tests.builders import ANA, CLEO, HOUR, NOON, an_escalation

POLICY = Policy()
ME, SOMEONE_ELSE = CLEO.coordinator_id, 99
DARA = OnCall(coordinator_id=SOMEONE_ELSE, line_id=17)
STAFF = Cover((CLEO, DARA))
MINUTE = timedelta(minutes=1)
OPEN = an_escalation()
MINE = an_escalation(state=EscalationState.TAKEN, taken_by=ME, act_after=NOON + HOUR)
WARNED = replace(MINE, warned=True)
THEIRS = replace(MINE, taken_by=SOMEONE_ELSE)
RESOLVED = replace(MINE, state=EscalationState.RESOLVED, act_after=None)
HOLDS = [  # how long one has it, and how long before the end they are asked
    (Level.RED, 60 * MINUTE, 12 * MINUTE),
    (Level.AMBER, 4 * HOUR, 48 * MINUTE),
    (Level.YELLOW, 12 * HOUR, 144 * MINUTE),
]


@pytest.mark.parametrize(("level", "hold", "left"), HOLDS)
@pytest.mark.parametrize("before", [OPEN, MINE, WARNED])
def test_taking_it_holds_it_and_taking_it_again_renews_that(
    before: Escalation, level: Level, hold: timedelta, left: timedelta
) -> None:
    before = replace(before, level=level)

    after = take(before, ME, NOON, POLICY)

    assert after == replace(
        before,
        state=EscalationState.TAKEN,
        taken_by=ME,
        warned=False,
        act_after=NOON + hold - left,
    )


@pytest.mark.parametrize(("level", "hold", "left"), HOLDS)
def test_its_holder_is_asked_and_then_it_lapses_when_the_hold_is_over(
    level: Level, hold: timedelta, left: timedelta
) -> None:
    mine = take(replace(OPEN, level=level, rung=2), ME, NOON, POLICY)
    assert mine.act_after

    asked = at_deadline(mine, STAFF, mine.act_after, POLICY)

    assert (asked.what, asked.after) == (
        "hold_ends",
        replace(mine, warned=True, act_after=NOON + hold),
    )
    assert [(p.wording, p.subject.line_id) for p in asked.pages] == [(HOLD_ENDS, CLEO.line_id)]
    lapsed = at_deadline(asked.after, STAFF, NOON + hold, POLICY)
    assert (lapsed.what, lapsed.after.rung) == ("lapsed", 1)
    assert (lapsed.after.state, lapsed.after.taken_by) == (EscalationState.OPEN, None)
    assert {p.subject.line_id for p in lapsed.pages} == {CLEO.line_id, DARA.line_id}


def test_a_holder_without_a_phone_is_not_asked_and_it_lapses_all_the_same() -> None:
    asked = at_deadline(MINE, Cover((DARA,)), NOON, POLICY)

    assert (asked.after.warned, asked.pages) == (True, ())
    assert at_deadline(asked.after, Cover((DARA,)), NOON, POLICY).what == "lapsed"


@pytest.mark.parametrize(
    ("before", "why"),
    [
        (THEIRS, "refused.already_taken"),
        (RESOLVED, "refused.already_resolved"),
        (replace(RESOLVED, taken_by=SOMEONE_ELSE), "refused.already_resolved"),
    ],
)
def test_what_another_holds_or_is_resolved_is_not_taken_nor_passed_on_nor_handed_over(
    before: Escalation, why: str
) -> None:
    for act in (
        lambda: take(before, ME, NOON, POLICY),
        lambda: pass_on(before, ME, NOON),
        lambda: hand_to(before, ME, 7, NOON, POLICY),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.key == why


@pytest.mark.parametrize("before", [OPEN, MINE, WARNED])
def test_passed_on_it_is_open_to_all_and_due_at_once(before: Escalation) -> None:
    after = pass_on(before, ME, NOON)

    assert after == replace(
        before, state=EscalationState.OPEN, taken_by=None, warned=False, act_after=NOON
    )


@pytest.mark.parametrize("before", [OPEN, MINE, WARNED])
def test_handed_to_another_they_hold_it_from_then_on(before: Escalation) -> None:
    after = hand_to(before, ME, SOMEONE_ELSE, NOON, POLICY)

    assert after == take(replace(OPEN, level=before.level), SOMEONE_ELSE, NOON, POLICY)


@pytest.mark.parametrize("outcome", Outcome)
def test_it_is_resolved_by_its_holder_with_a_note_and_what_came_of_it(outcome: Outcome) -> None:
    after = resolve(MINE, ME, "Called her, all well.", outcome)

    assert after == replace(
        MINE, state=EscalationState.RESOLVED, act_after=None, outcome=outcome.value
    )


@pytest.mark.parametrize(
    ("before", "note", "why"),
    [
        (OPEN, "Called.", "refused.take_it_first"),
        (replace(OPEN, taken_by=ME), "Called.", "refused.take_it_first"),
        (THEIRS, "Called.", "refused.take_it_first"),
        (RESOLVED, "Called.", "refused.already_resolved"),
        (MINE, "", "refused.note_missing"),
        (MINE, " \n\t", "refused.note_missing"),
    ],
)
def test_it_is_not_resolved_by_another_nor_twice_nor_without_a_note(
    before: Escalation, note: str, why: str
) -> None:
    with pytest.raises(Refused) as refused:
        resolve(before, ME, note)

    assert refused.value.key == why


@pytest.mark.parametrize("kind", EscalationKind)
def test_everyone_given_is_paged_on_each_road_without_naming_the_member(
    kind: EscalationKind,
) -> None:
    sent = pages(OPEN.id, kind, [CLEO, DARA, replace(DARA, coordinator_id=7)], NOON, By)

    assert [(page.subject.line_id, page.kind, page.wording) for page in sent] == [
        (line_id, road, wording)
        for line_id in (CLEO.line_id, DARA.line_id)
        for road, wording in ((Kind.PAGE, f"page.{kind}"), (Kind.PAGE_CALL, f"ring.{kind}"))
    ]
    for page in sent:
        assert (page.subject.member_id, page.subject.escalation_id) == (None, OPEN.id)
        assert (page.not_before, page.not_after, page.values) == (NOON, None, ())


def test_with_nobody_on_call_nobody_is_paged() -> None:
    assert pages(OPEN.id, OPEN.kind, [], NOON) == ()


URGENT = {
    EscalationKind.DANGER: Level.RED,
    EscalationKind.DURESS: Level.RED,
    EscalationKind.PERSON_NOW: Level.AMBER,
    EscalationKind.HELP: Level.AMBER,
    EscalationKind.WORRY: Level.AMBER,
    EscalationKind.HARASSMENT: Level.AMBER,
    EscalationKind.SERVICE: Level.AMBER,
}


@pytest.mark.parametrize("kind", EscalationKind)
def test_what_needs_a_person_is_looked_at_the_same_working_day_or_sooner(
    kind: EscalationKind,
) -> None:
    assert Raised(kind, ANA.id).urgency is URGENT.get(kind, Level.YELLOW)


def test_the_most_urgent_comes_first_and_what_nobody_took_before_all_else() -> None:
    ended = [replace(OPEN, level=level, climbs=1) for level in Level]
    held = [replace(MINE, level=level, climbs=1) for level in Level]
    fresh = [replace(OPEN, level=level) for level in Level]

    ranks = [one.rank for one in (*ended, *fresh)]

    assert ranks == sorted(ranks)
    assert len(set(ranks)) == len(ranks)
    assert [one.rank for one in held] == [one.rank for one in fresh]
