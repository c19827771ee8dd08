"""From the asking to a person: reminded, called, missed, one deadline after the other."""

from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import product

import pytest

from checkin.domain.check_in import CheckInState
from checkin.domain.consent import Purpose
from checkin.domain.decision import CheckInChanged, Decision
from checkin.domain.escalation import EscalationKind, Raised
from checkin.domain.member import Cadence, Channel, Member, Rhythm, Window
from checkin.domain.outgoing import Kind, Outgoing, Subject
from checkin.domain.policy import Policy
from checkin.domain.silence import Silence, asked, deadline_passed, given_up
from tests.builders import ANA, BEN, HOUR, NOON, a_check_in, a_member, daily

POLICY = Policy()
CALLS = frozenset({Purpose.CHECKIN_TEXT, Purpose.CHECKIN_CALL})
TEXTS = frozenset(set(Purpose) - {Purpose.CHECKIN_CALL})
ASKED, REMINDED, CALLED = CheckInState.ASKED, CheckInState.REMINDED, CheckInState.CALLED
FINAL = (
    CheckInState.ANSWERED,
    CheckInState.MISSED,
    CheckInState.UNREACHABLE,
    CheckInState.CANCELLED,
)
ANYHOW = pytest.mark.parametrize(
    ("standing", "reached", "on_the_phone"),
    list(product([CALLS, TEXTS], [True, False], [True, False])),
)


def silence(state: CheckInState, member: Member = ANA, **known: object) -> Silence:
    """A check-in in this state at its deadline: one that arrived, of one who agreed to calls."""
    found = Silence(a_check_in(member, state=state), member, CALLS, reached=True)
    return replace(found, **known)  # type: ignore[arg-type]


def only_change(decision: Decision) -> CheckInChanged:
    """The one change of a decision that changes nothing but the check-in."""
    (change,) = decision.changes
    assert isinstance(change, CheckInChanged)
    return change


@pytest.mark.parametrize("reached", [True, False])
@pytest.mark.parametrize("standing", [CALLS, TEXTS])
def test_who_is_asked_by_text_is_first_reminded_by_text(
    standing: frozenset[Purpose], reached: bool
) -> None:
    before = silence(ASKED, standing=standing, reached=reached)

    decision = deadline_passed(before, NOON, POLICY)

    deadline = NOON + 24 * HOUR
    change = only_change(decision)
    assert change.before == before.check_in
    assert change.after == replace(before.check_in, state=REMINDED, act_after=deadline)
    subject = Subject(ANA.line_id, ANA.id, before.check_in.id)
    assert decision.send == (Outgoing(Kind.REMINDER, subject, "check_in.remind", NOON, deadline),)


@pytest.mark.parametrize("reached", [True, False])
@pytest.mark.parametrize(("state", "member"), [(REMINDED, ANA), (ASKED, BEN), (REMINDED, BEN)])
def test_then_they_are_called_if_they_agreed_to_calls(
    state: CheckInState, member: Member, reached: bool
) -> None:
    before = silence(state, member, reached=reached)

    decision = deadline_passed(before, NOON, POLICY)

    deadline = NOON + 2 * HOUR
    after = replace(before.check_in, state=CALLED, act_after=deadline)
    assert only_change(decision).after == after
    subject = Subject(member.line_id, member.id, before.check_in.id)
    assert decision.send == (Outgoing(Kind.CALL, subject, "call.check_in", NOON, deadline),)


@pytest.mark.parametrize(
    ("reached", "state", "kind"),
    [
        (True, CheckInState.MISSED, EscalationKind.SILENCE),
        (False, CheckInState.UNREACHABLE, EscalationKind.UNREACHABLE),
    ],
)
@pytest.mark.parametrize(
    ("last", "member", "standing"),
    [
        (CALLED, ANA, CALLS),
        (CALLED, BEN, CALLS),
        (CALLED, ANA, TEXTS),
        (REMINDED, ANA, TEXTS),
        (ASKED, BEN, TEXTS),
    ],
)
def test_at_the_end_a_person_is_told_whether_it_was_silence_or_never_arrived(
    last: CheckInState,
    member: Member,
    standing: frozenset[Purpose],
    reached: bool,
    state: CheckInState,
    kind: EscalationKind,
) -> None:
    before = silence(last, member, standing=standing, reached=reached)

    decision = deadline_passed(before, NOON, POLICY)

    after = replace(before.check_in, state=state, act_after=None, closed_at=NOON)
    raised = Raised(kind, member.id, before.check_in.id)
    assert decision == Decision((CheckInChanged(before.check_in, after), raised))


@pytest.mark.parametrize("member", [ANA, BEN])
@pytest.mark.parametrize("state", [ASKED, REMINDED, CALLED])
@pytest.mark.parametrize("standing", [CALLS, TEXTS])
def test_nothing_happens_to_somebody_who_is_on_the_phone_with_us(
    state: CheckInState, member: Member, standing: frozenset[Purpose]
) -> None:
    before = silence(state, member, standing=standing, on_the_phone=True)

    decision = deadline_passed(before, NOON, POLICY)

    after = replace(before.check_in, act_after=NOON + 2 * HOUR)
    assert only_change(decision).after == after
    assert decision.send == ()


def test_a_call_late_in_the_evening_puts_the_next_step_off_to_the_morning() -> None:
    before = silence(CALLED, daily(), on_the_phone=True)

    decision = deadline_passed(before, NOON.replace(hour=19, minute=30), POLICY)

    assert only_change(decision).after.act_after == datetime.fromisoformat("2026-03-05T09:00+00:00")


@ANYHOW
@pytest.mark.parametrize("member", [ANA, BEN])
def test_a_question_that_never_left_is_cancelled_and_not_reminded_of(
    member: Member, standing: frozenset[Purpose], reached: bool, on_the_phone: bool
) -> None:
    due = a_check_in(member, state=CheckInState.DUE)

    decision = deadline_passed(Silence(due, member, standing, reached, on_the_phone), NOON, POLICY)

    assert only_change(decision).after == given_up(due, "cancelled.not_asked_in_time", NOON)
    assert decision.send == ()


@ANYHOW
@pytest.mark.parametrize("member", [ANA, BEN])
@pytest.mark.parametrize("state", FINAL)
def test_a_check_in_that_has_ended_stays_as_it_is(
    state: CheckInState,
    member: Member,
    standing: frozenset[Purpose],
    reached: bool,
    on_the_phone: bool,
) -> None:
    over = Silence(a_check_in(member, state=state), member, standing, reached, on_the_phone)

    assert deadline_passed(over, NOON, POLICY) == Decision()


@pytest.mark.parametrize(
    ("cadence", "waits"),
    [
        (Cadence.DAILY, (2 * HOUR, 2 * HOUR, HOUR)),
        (Cadence.WEEKLY, (24 * HOUR, 24 * HOUR, 2 * HOUR)),
        (Cadence.FORTNIGHTLY, (24 * HOUR, 24 * HOUR, 2 * HOUR)),
        (Cadence.MONTHLY, (24 * HOUR, 24 * HOUR, 2 * HOUR)),
    ],
)
def test_each_step_waits_as_long_as_suits_the_members_rhythm(
    cadence: Cadence, waits: tuple[timedelta, ...]
) -> None:
    member = a_member(rhythm=Rhythm(cadence))

    first = asked(a_check_in(member, state=CheckInState.DUE), member, NOON, POLICY)
    second = only_change(deadline_passed(silence(ASKED, member), NOON, POLICY)).after
    third = only_change(deadline_passed(silence(REMINDED, member), NOON, POLICY)).after

    assert first.state is ASKED
    assert (first.act_after, second.act_after, third.act_after) == tuple(NOON + w for w in waits)


@pytest.mark.parametrize(
    ("state", "hour", "minute", "deadline"),
    [
        (ASKED, 18, 30, "2026-03-05T09:00+00:00"),
        (ASKED, 22, 0, "2026-03-05T11:00+00:00"),
        (ASKED, 3, 0, "2026-03-04T11:00+00:00"),
        (REMINDED, 22, 0, "2026-03-05T10:00+00:00"),
        (REMINDED, 3, 0, "2026-03-04T10:00+00:00"),
    ],
)
def test_a_step_decided_at_night_leaves_in_the_morning_and_waits_its_whole_time_from_then(
    state: CheckInState, hour: int, minute: int, deadline: str
) -> None:
    now = NOON.replace(hour=hour, minute=minute)

    decision = deadline_passed(silence(state, daily()), now, POLICY)

    (outgoing,) = decision.send
    then = datetime.fromisoformat(deadline)
    assert only_change(decision).after.act_after == outgoing.not_after == then
    assert 9 <= outgoing.not_before.hour < 20


def test_the_deadlines_follow_the_members_own_clock_and_window() -> None:
    member = daily(time_zone="Africa/Nairobi", window=Window(time(7), time(16)))

    first = asked(a_check_in(member, state=CheckInState.DUE), member, NOON, POLICY)

    assert first.act_after == datetime.fromisoformat("2026-03-05T07:00+03:00")


def test_the_ladder_follows_the_channel_the_member_has_now() -> None:
    changed_to_text = replace(BEN, channel=Channel.TEXT)
    before = Silence(a_check_in(BEN), changed_to_text, CALLS, reached=True)

    decision = deadline_passed(before, NOON, POLICY)

    assert [row.kind for row in decision.send] == [Kind.REMINDER]


def test_what_is_given_up_says_why_and_when() -> None:
    check_in = a_check_in()

    after = given_up(check_in, "cancelled.stopped", NOON)

    assert after == replace(
        check_in,
        state=CheckInState.CANCELLED,
        reason="cancelled.stopped",
        act_after=None,
        closed_at=NOON,
    )
