"""The keypad: every key alone, and what is said to those who press none."""

from dataclasses import replace

import pytest

from checkin.domain.check_in import Answer, CheckInState
from checkin.domain.conversation import Conversation, Thread
from checkin.domain.decision import CheckInChanged, Decision, Listen, Say
from checkin.domain.escalation import EscalationKind, Raised
from checkin.domain.member import MemberState
from checkin.domain.menu import OnThePhone, greet, press
from checkin.domain.policy import Policy
from tests.builders import BEN, DOV, HOUR, NOON, a_check_in, a_conversation, a_member

POLICY = Policy()
INVITED = a_member(state=MemberState.INVITED)
PAUSED = a_member(state=MemberState.PAUSED, language="sw")
MENU = Say("call.menu")
ASKED = a_conversation(Thread(BEN, a_check_in(BEN)))
WE_CALL = OnThePhone(True, "en", ASKED, "CA1", member_id=BEN.id)
BEN_CALLS = OnThePhone(False, "en", ASKED, "CA1")
HIDDEN = OnThePhone(False, "pt", None, "CA1")
ANY_SIDE = pytest.mark.parametrize("call", [WE_CALL, BEN_CALLS], ids=["out", "in"])


def pressed(call: OnThePhone, key: str) -> Decision:
    """What follows from this key at noon."""
    return press(call, key, NOON, POLICY)


def greeted(call: OnThePhone, *, machine: bool = False) -> Decision:
    """What is said first."""
    return greet(call, machine, NOON, POLICY)


def said(decision: Decision) -> list[str]:
    """The catalog keys of what is said."""
    assert decision.reply is not None
    return [sentence.key for sentence in decision.reply.say]


def listens(decision: Decision) -> Listen:
    """What the call does next."""
    assert decision.reply is not None
    return decision.reply.listen


@pytest.mark.parametrize(
    ("call", "opening"), [(WE_CALL, "call.we_call"), (BEN_CALLS, "call.you_call")]
)
def test_a_call_says_who_it_is_and_then_waits_for_a_key(call: OnThePhone, opening: str) -> None:
    decision = greeted(call)

    assert (said(decision), listens(decision)) == ([opening, "call.menu"], Listen.KEY)
    assert (decision.member_id, decision.changes) == (BEN.id, ())


def test_an_answering_machine_hears_nothing_and_answers_nothing() -> None:
    decision = greeted(WE_CALL, machine=True)

    assert (said(decision), listens(decision)) == ([], Listen.GOODBYE)
    assert decision.changes == ()


@pytest.mark.parametrize(
    "call",
    [
        HIDDEN,
        replace(BEN_CALLS, conversation=a_conversation(language="pt"), language="pt"),
        replace(BEN_CALLS, conversation=a_conversation(DOV), language="pt"),
        replace(BEN_CALLS, conversation=a_conversation(INVITED), language="pt"),
        replace(WE_CALL, member_id=DOV.id, language="pt"),
    ],
)
@pytest.mark.parametrize("key", ["1", "2", "9", "*", ""])
def test_a_caller_we_do_not_know_hears_so_in_our_language_and_changes_nothing(
    call: OnThePhone, key: str
) -> None:
    first, second = greeted(call), pressed(call, key)

    assert (said(first), said(second)) == (["call.unknown_caller"], ["call.goodbye"])
    for decision in (first, second):
        assert listens(decision) is Listen.GOODBYE
        assert (decision.changes, decision.member_id) == ((), None)
        assert decision.reply is not None
        assert decision.reply.language == "pt"


def test_a_paused_member_who_calls_is_heard_in_their_language() -> None:
    call = replace(BEN_CALLS, conversation=a_conversation(DOV, PAUSED))

    decision = pressed(call, "2")

    assert decision.changes == (Raised(EscalationKind.NOT_OK, PAUSED.id),)
    assert decision.reply is not None
    assert decision.reply.language == "sw"


@ANY_SIDE
@pytest.mark.parametrize(("key", "given"), [("1", Answer.OK), ("2", Answer.NOT_OK)])
def test_one_is_ok_and_two_is_not_ok(call: OnThePhone, key: str, given: Answer) -> None:
    decision = pressed(call, key)

    changed, *raised = decision.changes
    assert isinstance(changed, CheckInChanged)
    assert (changed.after.state, changed.after.answer) == (CheckInState.ANSWERED, given)
    calls_a_person = [Raised(EscalationKind.NOT_OK, BEN.id, changed.after.id)]
    assert raised == (calls_a_person if given is Answer.NOT_OK else [])
    assert said(decision) == [f"call.answer_{given.value}", "call.goodbye"]
    assert (listens(decision), decision.member_id) == (Listen.GOODBYE, BEN.id)


@pytest.mark.parametrize(
    "line",
    [
        a_conversation(BEN),
        a_conversation(Thread(BEN, a_check_in(BEN, state=CheckInState.ANSWERED))),
    ],
)
@pytest.mark.parametrize(
    ("key", "changes"), [("1", ()), ("2", (Raised(EscalationKind.NOT_OK, BEN.id),))]
)
def test_without_a_question_two_still_calls_a_person(
    line: Conversation, key: str, changes: tuple[Raised, ...]
) -> None:
    decision = pressed(replace(BEN_CALLS, conversation=line), key)

    assert decision.changes == changes


def test_a_key_pressed_after_we_gave_up_is_a_late_answer() -> None:
    missed = a_check_in(BEN, state=CheckInState.MISSED, closed_at=NOON - HOUR)
    line = a_conversation(Thread(BEN, missed))

    decision = pressed(replace(BEN_CALLS, conversation=line), "1")

    changed = decision.changes[0]
    assert isinstance(changed, CheckInChanged)
    assert changed.after.answer is Answer.OK


@ANY_SIDE
@pytest.mark.parametrize("misses", [0, 1])
def test_the_star_says_the_menu_again(call: OnThePhone, misses: int) -> None:
    decision = pressed(replace(call, misses=misses), "*")

    assert (said(decision), listens(decision)) == (["call.menu"], Listen.KEY)
    assert (decision.changes, decision.member_id) == ((), BEN.id)


@ANY_SIDE
@pytest.mark.parametrize("key", ["3", "0", "#", "11"])
def test_a_wrong_key_is_named_and_the_menu_said_again(call: OnThePhone, key: str) -> None:
    decision = pressed(call, key)

    assert decision.reply is not None
    assert decision.reply.say == (Say("call.wrong_key", (("key", key),)), MENU)
    assert (listens(decision), decision.changes) == (Listen.KEY, ())


@ANY_SIDE
def test_silence_is_met_with_the_menu_again_without_scolding(call: OnThePhone) -> None:
    decision = pressed(call, "")

    assert (said(decision), listens(decision)) == (["call.menu"], Listen.KEY)
    assert (decision.changes, decision.member_id) == ((), BEN.id)


@ANY_SIDE
@pytest.mark.parametrize("key", ["", "7"])
@pytest.mark.parametrize("misses", [1, 2])
def test_the_second_time_we_say_goodbye_and_nothing_has_been_answered(
    call: OnThePhone, key: str, misses: int
) -> None:
    decision = pressed(replace(call, misses=misses), key)

    assert said(decision) == ["call.we_try_later", "call.goodbye"]
    assert (listens(decision), decision.changes) == (Listen.GOODBYE, ())
