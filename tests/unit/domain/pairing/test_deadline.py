"""What follows when a deadline has passed, and how a pairing ends: a table for each."""

from datetime import timedelta
from typing import Any

import pytest

from checkin.domain.consent import Action, ConsentEvent, Medium, Purpose
from checkin.domain.conversation import Thread
from checkin.domain.decision import Decision, LineChanged, MemberChanged
from checkin.domain.member import MemberState
from checkin.domain.pairing import (
    Answered,
    Blocked,
    Ended,
    Pairing,
    PairingChanged,
    PairingState,
)
from checkin.domain.pairing.deadline import at_deadline
from checkin.domain.pairing.ending import blocked, over
from checkin.domain.pairing.parting import with_partings
from tests.builders import ANA, BEN, DAY, NOON, a_conversation
from tests.pairing import a_pairing, a_side, active, offered

WEEK = 7 * DAY
LATELY = NOON + 41 * DAY  # they were in touch yesterday


def changed(decision: Decision) -> list[tuple[str, Ended | None, timedelta | None]]:
    """What happened, why it ended, and when it is looked at again."""
    return [
        (c.what, c.after.ended, c.after.act_after - NOON if c.after.act_after else None)
        for c in decision.changes
        if isinstance(c, PairingChanged)
    ]


@pytest.mark.parametrize(
    ("pairing", "after", "what", "why", "again", "words"),
    [
        (active(), WEEK, "reminded", None, 2 * WEEK, "buddy.quiet"),
        (active(idle_step=1), 2 * WEEK, "quiet", None, 4 * WEEK, ""),
        (active(idle_step=2), 4 * WEEK, "ended_idle", Ended.IDLE, None, "buddy.quiet_over"),
        # The clock was away for a month: one step at a time.
        (active(), 4 * WEEK, "reminded", None, 5 * WEEK, "buddy.quiet"),
        # In touch after the reminder: it begins anew.
        (active(idle_step=1, last_contact_at=NOON + 8 * DAY), 14 * DAY, "", None, 15 * DAY, ""),
        # In touch all the time: two reviews.
        (active(last_contact_at=LATELY), 42 * DAY, "review", None, 48 * DAY, "buddy.review"),
        (active(last_contact_at=LATELY, reviews=1), 42 * DAY, "", None, 48 * DAY, ""),
        (
            active(last_contact_at=NOON + 83 * DAY, reviews=1),
            84 * DAY,
            "review",
            None,
            90 * DAY,
            "buddy.review",
        ),
        (
            offered(Answered.AGREED, Answered.WAITING),
            3 * DAY,
            "ended_expired",
            Ended.EXPIRED,
            None,
            "offer.over",
        ),
    ],
)
def test_what_follows_from_a_deadline(
    pairing: Pairing, after: timedelta, what: str, why: Any, again: Any, words: str
) -> None:
    decision = at_deadline(pairing, NOON + after)
    assert changed(decision) == [(what, why, again)]
    assert {out.wording for out in decision.send} == ({words} if words else set())
    assert {out.subject.member_id for out in decision.send} == ({1, 2} if words else set())


@pytest.mark.parametrize("state", ["active", "offered"])
def test_nothing_is_asked_while_one_is_in_danger(state: str) -> None:
    sides = (a_side(), a_side(BEN, endangered=True))
    begun = NOON if state == "active" else None
    pairing = a_pairing(*sides, state=PairingState(state), active_since=begun, act_after=NOON)
    decision = at_deadline(pairing, NOON + WEEK)
    assert decision.send == ()
    (after,) = [c.after for c in decision.changes if isinstance(c, PairingChanged)]
    assert after.act_after and after.act_after > NOON + WEEK


@pytest.mark.parametrize("why", list(Ended))
def test_the_other_hears_the_same_words_whatever_the_reason_is(why: Ended) -> None:
    decision = over(active(), why, NOON, ANA.id)
    assert [out.subject.member_id for out in decision.send] == [BEN.id]
    key = "buddy.quiet_over" if why is Ended.IDLE else "buddy.over"
    assert decision.send[0].wording == key
    assert over(active(state=PairingState.ENDED), why, NOON) == Decision()


@pytest.mark.parametrize(
    ("pairing", "words"),
    [
        (a_pairing(), []),
        (offered(Answered.WAITING, Answered.WAITING), ["offer.over", "offer.over"]),
        (offered(Answered.DECLINED, Answered.AGREED), ["offer.over"]),
        (active(), ["buddy.over", "buddy.over"]),
    ],
)
def test_nobody_hears_of_what_was_not_offered_to_them(pairing: Pairing, words: list[str]) -> None:
    assert [out.wording for out in over(pairing, Ended.WITHDRAWN, NOON).send] == words


def test_a_block_is_of_one_side_and_tells_the_other_nothing() -> None:
    decision = blocked(active(), ANA.id, NOON)
    assert [c for c in decision.changes if isinstance(c, Blocked)] == [Blocked(ANA.id, BEN.id)]
    assert [out.wording for out in decision.send] == ["buddy.over"]


def test_a_shared_phone_reads_only_that_there_is_word() -> None:
    pairing = active(sides=(a_side(shared=True), a_side(BEN)))
    decision = over(pairing, Ended.CHANGED, NOON, BEN.id)
    assert [(out.wording, out.values) for out in decision.send] == [("buddy.for_you", ())]
    (line,) = [c for c in decision.changes if isinstance(c, LineChanged)]
    assert line.prompt and (line.prompt.asking, line.prompt.note) == ("speaker", "buddy")


def ended_by(*changes: Any) -> list[Any]:
    """Whether Ana's bond ends by a decision that changes this."""
    here = a_conversation(Thread(ANA, bonds=(active(),)))
    decision = with_partings(Decision(changes), here, NOON)
    return [c.after.ended for c in decision.changes if isinstance(c, PairingChanged)]


def event(purpose: Purpose, action: Action, member_id: int | None = ANA.id) -> ConsentEvent:
    """One row of the ledger on Ana's line."""
    return ConsentEvent(ANA.line_id, member_id, purpose, action, Medium.TEXT, "a test")


@pytest.mark.parametrize(
    ("change", "ends"),
    [
        (event(Purpose.ALL, Action.REVOKED, None), True),
        (event(Purpose.BUDDY_CONTACT, Action.REVOKED), True),
        (event(Purpose.BUDDY_CONTACT, Action.REFUSED), True),
        (event(Purpose.BUDDY_CONTACT, Action.GRANTED), False),
        (event(Purpose.VOICEMAIL, Action.REVOKED), False),
        (event(Purpose.ALL, Action.REVOKED, BEN.id), False),
        (MemberChanged(ANA.id, state=MemberState.LEFT), True),
        (MemberChanged(ANA.id, state=MemberState.PAUSED), False),
    ],
)
def test_whoever_leaves_leaves_their_pairings(change: Any, ends: bool) -> None:
    assert ended_by(change) == ([Ended.LEFT] if ends else [])


def test_what_a_decision_ends_by_itself_is_not_ended_twice() -> None:
    own = over(active(), Ended.CHANGED, NOON, ANA.id).changes
    assert ended_by(*own, event(Purpose.BUDDY_CONTACT, Action.REVOKED)) == [Ended.CHANGED]
