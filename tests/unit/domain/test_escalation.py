"""An escalation has a holder or a next deadline until somebody says what was done."""

from dataclasses import replace

import pytest

from checkin.domain.escalation import (
    Escalation,
    EscalationKind,
    EscalationState,
    Level,
    OnCall,
    Raised,
    Refused,
    deadline_passed,
    pages,
    resolve,
    take,
)
from checkin.domain.outgoing import Kind
from checkin.domain.policy import Policy
from tests.builders import ANA, CLEO, HOUR, NOON, an_escalation

POLICY = Policy()
ME, SOMEONE_ELSE = CLEO.coordinator_id, 99
OPEN = an_escalation()
MINE = an_escalation(state=EscalationState.TAKEN, taken_by=ME, act_after=NOON + HOUR)
THEIRS = replace(MINE, taken_by=SOMEONE_ELSE)
RESOLVED = replace(MINE, state=EscalationState.RESOLVED, act_after=None)


@pytest.mark.parametrize("before", [OPEN, MINE])
def test_taking_it_holds_it_for_twelve_hours_and_taking_it_again_renews_that(
    before: Escalation,
) -> None:
    after = take(before, ME, NOON, POLICY)

    assert after == replace(
        before, state=EscalationState.TAKEN, taken_by=ME, act_after=NOON + 12 * HOUR
    )


@pytest.mark.parametrize(
    ("before", "why"),
    [
        (THEIRS, "refused.already_taken"),
        (RESOLVED, "refused.already_resolved"),
        (replace(RESOLVED, taken_by=SOMEONE_ELSE), "refused.already_resolved"),
    ],
)
def test_what_another_holds_or_is_resolved_cannot_be_taken(before: Escalation, why: str) -> None:
    with pytest.raises(Refused) as refused:
        take(before, ME, NOON, POLICY)

    assert refused.value.key == why


def test_it_is_resolved_by_its_holder_with_a_note_and_keeps_who_it_was() -> None:
    after = resolve(MINE, ME, "Called her, all well.")

    assert after == replace(MINE, state=EscalationState.RESOLVED, act_after=None)


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


@pytest.mark.parametrize("before", [OPEN, MINE, THEIRS])
def test_at_its_deadline_it_is_open_to_everyone_and_due_again_in_four_hours(
    before: Escalation,
) -> None:
    after = deadline_passed(before, NOON, POLICY)

    assert after == replace(
        before, state=EscalationState.OPEN, taken_by=None, act_after=NOON + 4 * HOUR
    )


@pytest.mark.parametrize("kind", EscalationKind)
def test_everyone_on_call_is_paged_at_once_without_naming_the_member(kind: EscalationKind) -> None:
    dara = OnCall(coordinator_id=7, line_id=17)

    sent = pages(OPEN.id, kind, [CLEO, dara], NOON)

    assert [page.subject.line_id for page in sent] == [CLEO.line_id, dara.line_id]
    for page in sent:
        assert (page.kind, page.wording) == (Kind.PAGE, f"page.{kind.value}")
        assert (page.subject.member_id, page.subject.escalation_id) == (None, OPEN.id)
        assert (page.not_before, page.not_after) == (NOON, None)


def test_with_nobody_on_call_nobody_is_paged() -> None:
    assert pages(OPEN.id, OPEN.kind, [], NOON) == ()


URGENT = {
    EscalationKind.DANGER: Level.RED,
    EscalationKind.DURESS: Level.RED,
    EscalationKind.PERSON_NOW: Level.AMBER,
    EscalationKind.HELP: Level.AMBER,
}


@pytest.mark.parametrize("kind", EscalationKind)
def test_what_needs_a_person_is_looked_at_the_same_working_day_or_sooner(
    kind: EscalationKind,
) -> None:
    assert Raised(kind, ANA.id).urgency is URGENT.get(kind, Level.YELLOW)


def test_the_most_urgent_comes_first_on_the_list() -> None:
    in_order = sorted(Level, key=lambda level: level.rank)

    assert in_order == [Level.RED, Level.AMBER, Level.YELLOW]
