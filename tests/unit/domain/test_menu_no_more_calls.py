"""Key 9 ends the calls; and on a shared phone a key is about the one we called."""

import pytest

from checkin.domain.check_in import OPEN, Answer, CheckInState
from checkin.domain.consent import Action, ConsentEvent, Medium, Purpose
from checkin.domain.conversation import Conversation, Thread
from checkin.domain.decision import CheckInChanged, Decision, Listen, MemberChanged
from checkin.domain.member import Channel, Member
from checkin.domain.menu import OnThePhone, press
from checkin.domain.policy import Policy
from checkin.domain.silence import given_up
from tests.builders import ANA, BEN, HOUR, NOON, a_check_in, a_conversation, a_member

EVA = a_member(id=5, line_id=BEN.line_id, name="Eva")  # shares Ben's phone
CALLED = CheckInState.CALLED


def pressed(line: Conversation, key: str, whom: Member | None = None) -> Decision:
    """A key at noon, in our call to `whom`, or in a call that came in."""
    call = OnThePhone(whom is not None, "en", line, "CA1", whom.id if whom else None)
    return press(call, key, NOON, Policy())


def revoked(member: Member) -> ConsentEvent:
    """This member wants no more calls."""
    return ConsentEvent(
        member.line_id, member.id, Purpose.CHECKIN_CALL, Action.REVOKED, Medium.CALL, "CA1"
    )


def check_ins(decision: Decision) -> dict[int, CheckInState]:
    """Whose check-in moved, and where to."""
    changed = [c for c in decision.changes if isinstance(c, CheckInChanged)]
    return {change.after.member_id: change.after.state for change in changed}


@pytest.mark.parametrize("state", [CALLED, CheckInState.ASKED])
def test_nine_ends_the_calls_of_a_text_member_and_leaves_their_check_in_open(
    state: CheckInState,
) -> None:
    line = a_conversation(Thread(ANA, a_check_in(ANA, state=state)))

    decision = pressed(line, "9", ANA)

    assert decision.changes == (revoked(ANA),)
    assert decision.reply is not None
    assert [say.key for say in decision.reply.say] == ["call.stopped"]
    assert (decision.reply.listen, decision.member_id) == (Listen.GOODBYE, ANA.id)


def test_nine_moves_a_call_member_to_texts_and_cancels_what_was_asked_by_call() -> None:
    check_in = a_check_in(BEN)

    decision = pressed(a_conversation(Thread(BEN, check_in)), "9", BEN)

    assert decision.changes == (
        revoked(BEN),
        MemberChanged(BEN.id, channel=Channel.TEXT),
        CheckInChanged(check_in, given_up(check_in, "cancelled.stopped", NOON)),
    )


@pytest.mark.parametrize("state", [None, *(s for s in CheckInState if s not in OPEN)])
def test_nine_cancels_no_check_in_that_is_not_open(state: CheckInState | None) -> None:
    check_in = a_check_in(BEN, state=state) if state else None

    decision = pressed(a_conversation(Thread(BEN, check_in)), "9")

    assert decision.changes == (revoked(BEN), MemberChanged(BEN.id, channel=Channel.TEXT))


@pytest.mark.parametrize("misses", [0, 1])
def test_nine_works_at_every_prompt(misses: int) -> None:
    call = OnThePhone(True, "en", a_conversation(BEN), "CA1", BEN.id, misses)

    decision = press(call, "9", NOON, Policy())

    assert revoked(BEN) in decision.changes


@pytest.mark.parametrize(
    ("key", "state"),
    [
        ("1", CheckInState.ANSWERED),
        ("2", CheckInState.ANSWERED),
        ("9", CheckInState.CANCELLED),
    ],
)
def test_a_key_in_our_call_is_about_the_one_we_called_and_no_other_on_the_phone(
    key: str, state: CheckInState
) -> None:
    bens = Thread(BEN, a_check_in(BEN, due_at=NOON - 3 * HOUR))
    evas = Thread(EVA, a_check_in(EVA, due_at=NOON - HOUR))

    decision = pressed(a_conversation(evas, bens), key, BEN)

    assert check_ins(decision) == {BEN.id: state}
    assert decision.member_id == BEN.id


def test_a_key_from_one_who_was_not_asked_answers_nobody_elses_question() -> None:
    line = a_conversation(Thread(BEN), Thread(EVA, a_check_in(EVA)))

    assert pressed(line, "1", BEN).changes == ()


def test_a_caller_on_a_shared_phone_is_taken_for_the_one_asked_last() -> None:
    bens = Thread(BEN, a_check_in(BEN, due_at=NOON - 3 * HOUR))
    evas = Thread(EVA, a_check_in(EVA, due_at=NOON - HOUR))

    decision = pressed(a_conversation(bens, evas), "1")

    (changed,) = decision.changes
    assert isinstance(changed, CheckInChanged)
    assert (changed.after.member_id, changed.after.answer) == (EVA.id, Answer.OK)
