"""A rung whose pages all came to nobody is not waited for."""

from dataclasses import replace
from datetime import timedelta

import pytest

from checkin.domain.escalation import Cover, Escalation, EscalationState, Level, PageSent, hurried
from checkin.domain.policy import Policy
from checkin.domain.urgency import TEXT, By, Ladder, Rung, Who
from tests.builders import NOON, an_escalation
from tests.unit.domain.escalation.rota import CLEO, DOV, HOURS, weekly

POLICY = Policy()
MINUTE = timedelta(minutes=1)
COVER = Cover((CLEO, DOV))
PAGED = an_escalation(level=Level.RED, rung=1, act_after=NOON + 5 * MINUTE, paged_at=NOON)
LOST = PageSent(By.TEXT, False, "undelivered")
THERE = PageSent(By.TEXT, False, "delivered")


@pytest.mark.parametrize(
    ("page", "missed"),
    [
        (PageSent(By.TEXT, True), False),  # still to be handed over
        (PageSent(By.CALL, True), False),
        (PageSent(By.TEXT, False), True),  # it could not be handed over
        (PageSent(By.CALL, False), True),
        *[(PageSent(By.TEXT, False, word), False) for word in ("queued", "sent", "delivered")],
        *[(PageSent(By.TEXT, False, word), True) for word in ("undelivered", "failed", "canceled")],
        *[(PageSent(By.CALL, False, word), False) for word in ("ringing", "in-progress")],
        *[
            (PageSent(By.CALL, False, word), True)
            for word in ("busy", "no-answer", "failed", "canceled")
        ],
        (PageSent(By.CALL, False, "completed", "human"), False),
        (PageSent(By.CALL, False, "completed"), False),
        (PageSent(By.CALL, False, "in-progress", "machine_start"), True),
        (PageSent(By.CALL, False, "completed", "machine_end_beep"), True),
        (PageSent(By.CALL, False, "completed", "fax"), True),
    ],
)
def test_a_page_is_missed_once_nobody_will_read_or_hear_it(page: PageSent, missed: bool) -> None:
    assert page.missed is missed


def test_where_all_pages_were_missed_the_next_rung_is_due_at_once() -> None:
    now = NOON + MINUTE

    assert hurried(PAGED, [LOST, LOST], COVER, now, POLICY) == replace(PAGED, act_after=now)


@pytest.mark.parametrize(
    ("before", "sent"),
    [
        (PAGED, []),  # braked: the phone has heard of it in another way
        (PAGED, [LOST, THERE]),
        (PAGED, [LOST, PageSent(By.CALL, True)]),
        (replace(PAGED, state=EscalationState.TAKEN, taken_by=1), [LOST]),
        (replace(PAGED, state=EscalationState.RESOLVED, act_after=None), [LOST]),
        (replace(PAGED, rung=0), [LOST]),  # it waits for a shift
        (replace(PAGED, rung=4), [LOST]),  # the last rung
        (replace(PAGED, act_after=NOON), [LOST]),  # due already
    ],
)
def test_else_it_waits_as_ever(before: Escalation, sent: list[PageSent]) -> None:
    assert hurried(before, sent, COVER, NOON + MINUTE, POLICY) is None


def test_with_nobody_on_a_rung_above_dead_phones_are_not_tried_again_and_again() -> None:
    own = Ladder((Rung(Who.FIRST, TEXT, 5 * MINUTE), Rung(Who.SECOND, TEXT, 5 * MINUTE)))
    policy = replace(POLICY, ladders={level: own for level in Level})
    alone = Cover((CLEO,), (weekly(0, "00:00", 7 * 24 * HOURS),))

    assert hurried(PAGED, [LOST], alone, NOON + MINUTE, policy) is None
