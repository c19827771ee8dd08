"""What a month may cost, and what is left out first when it runs low."""

from datetime import UTC, datetime

import pytest

from checkin.domain.budget import Budget, Purse, Spending, month_of
from checkin.domain.consent import Purpose
from checkin.domain.member import MemberState
from checkin.domain.outgoing import Drop, Kind, Outgoing, Recipient, Send, Subject, gate
from tests.builders import ANA, NOON, a_member

BUDGET = Budget(monthly=100, segment=0.01, call=0.05)
ROOMY, LOW, EMPTY = Purse.ROOMY, Purse.LOW, Purse.EMPTY
AGREED = frozenset({Purpose.CHECKIN_TEXT, Purpose.CHECKIN_CALL})


@pytest.mark.parametrize(
    ("segments", "calls", "purse"),
    [
        (0, 0, ROOMY),
        (8_999, 0, ROOMY),
        (9_000, 0, LOW),
        (0, 1_800, LOW),
        (4_500, 900, LOW),
        (9_999, 0, LOW),
        (10_000, 0, EMPTY),
        (50_000, 0, EMPTY),
    ],
)
def test_the_purse_is_what_texts_and_calls_have_left(
    segments: int, calls: int, purse: Purse
) -> None:
    assert BUDGET.purse(Spending("2026-03", segments, calls)) is purse


def test_without_a_limit_the_purse_is_never_empty() -> None:
    assert Budget(segment=9).purse(Spending("2026-03", 10**6)) is ROOMY


def test_the_organisation_says_from_where_on_it_is_low() -> None:
    budget = Budget(monthly=100, segment=1, low_from=0.5)

    assert budget.purse(Spending("2026-03", 50)) is LOW


def test_a_month_is_a_month_in_utc() -> None:
    assert month_of(datetime(2026, 3, 31, 23, 59, tzinfo=UTC)) == "2026-03"


@pytest.mark.parametrize(
    ("kind", "leaves"),
    [
        (Kind.REMINDER, {ROOMY}),
        (Kind.ASK, {ROOMY, LOW}),
        (Kind.ASK_CALL, {ROOMY, LOW}),
        (Kind.CALL, {ROOMY, LOW}),
        (Kind.CALL_BACK, {ROOMY, LOW, EMPTY}),
        (Kind.INVITATION, {ROOMY, LOW, EMPTY}),
        (Kind.PAGE, {ROOMY, LOW, EMPTY}),
    ],
)
@pytest.mark.parametrize("purse", Purse)
def test_reminders_go_first_then_questions_and_a_page_never(
    kind: Kind, leaves: set[Purse], purse: Purse
) -> None:
    state = MemberState.INVITED if kind is Kind.INVITATION else MemberState.ACTIVE
    member = None if kind is Kind.PAGE else a_member(state=state)
    to = Recipient(dialable=True, stopped=False, member=member, standing=AGREED, purse=purse)
    row = Outgoing(kind, Subject(ANA.line_id, ANA.id), "wording", NOON, None)

    verdict = gate(row, to, NOON)

    assert verdict == (Send() if purse in leaves else Drop("dropped.budget"))
