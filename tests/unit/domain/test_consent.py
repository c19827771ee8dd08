"""What stands is what the ledger says when it is read again from the start."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkin.domain.consent import ENDS, GRANTS, Action, Purpose, standing
from tests.unit.domain.laws import law

TEXT, CALL, ALL = Purpose.CHECKIN_TEXT, Purpose.CHECKIN_CALL, Purpose.ALL
NEUTRAL = [Action.OFFERED, Action.IMPORTED, Action.SCOPE_CLARIFIED]
one_event = st.tuples(st.sampled_from(Purpose), st.sampled_from(Action))
ledgers = st.lists(one_event, max_size=20)


def test_nothing_stands_at_the_beginning() -> None:
    assert standing([]) == frozenset()


@pytest.mark.parametrize("action", [Action.GRANTED, Action.CONFIRMED, Action.RENEWED])
def test_a_purpose_stands_once_the_person_has_agreed(action: Action) -> None:
    assert standing([(TEXT, action)]) == {TEXT}


@pytest.mark.parametrize("action", NEUTRAL)
def test_asking_importing_and_clarifying_are_no_agreement(action: Action) -> None:
    assert standing([(TEXT, action)]) == frozenset()


@pytest.mark.parametrize("action", NEUTRAL)
@pytest.mark.parametrize("purpose", [TEXT, ALL])
def test_asking_importing_and_clarifying_take_no_agreement_away(
    purpose: Purpose, action: Action
) -> None:
    assert standing([(TEXT, Action.GRANTED), (purpose, action)]) == {TEXT}


@pytest.mark.parametrize("action", [Action.REVOKED, Action.REFUSED, Action.EXPIRED, Action.ERASED])
def test_an_agreement_ends_by_any_of_its_ends_and_no_other_one_with_it(action: Action) -> None:
    events = [(TEXT, Action.GRANTED), (CALL, Action.GRANTED), (CALL, action)]

    assert standing(events) == {TEXT}


@pytest.mark.parametrize("action", [Action.REVOKED, Action.REFUSED, Action.EXPIRED, Action.ERASED])
def test_the_end_of_all_is_the_end_of_every_purpose(action: Action) -> None:
    events = [(purpose, Action.GRANTED) for purpose in Purpose if purpose is not ALL]

    assert standing([*events, (ALL, action)]) == frozenset()


def test_a_grant_after_everything_ended_opens_that_purpose_and_no_other() -> None:
    events = [(TEXT, Action.GRANTED), (CALL, Action.GRANTED), (ALL, Action.REVOKED)]

    assert standing([*events, (TEXT, Action.GRANTED)]) == {TEXT}


def test_the_order_of_events_decides() -> None:
    assert standing([(TEXT, Action.REVOKED), (TEXT, Action.GRANTED)]) == {TEXT}
    assert standing([(TEXT, Action.GRANTED), (TEXT, Action.REVOKED)]) == frozenset()


def test_agreeing_to_calls_is_not_agreeing_to_texts() -> None:
    assert standing([(CALL, Action.GRANTED)]) == {CALL}


@law
@given(ledgers, st.sampled_from(Purpose))
def test_what_is_said_of_other_purposes_changes_nothing(
    events: list[tuple[Purpose, Action]], purpose: Purpose
) -> None:
    related = [event for event in events if event[0] in (purpose, ALL)]

    assert (purpose in standing(events)) == (purpose in standing(related))


@law
@given(ledgers, st.sampled_from(sorted(ENDS)), ledgers)
def test_after_the_end_of_all_only_later_grants_stand(
    before: list[tuple[Purpose, Action]], end: Action, after: list[tuple[Purpose, Action]]
) -> None:
    stands = standing([*before, (ALL, end), *after])

    assert stands == standing(after)
    assert stands <= {purpose for purpose, action in after if action in GRANTS}
