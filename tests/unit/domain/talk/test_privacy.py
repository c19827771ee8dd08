"""The safe word, and being forgotten."""

import pytest

from checkin.domain.check_in import CheckInState
from checkin.domain.conversation import Guard
from checkin.domain.decision import ConsentEvent
from checkin.domain.escalation import EscalationKind, Raised
from checkin.domain.member import MemberState
from tests.builders import a_conversation, a_member
from tests.unit.domain.talk.line import BOTH, Line, a_thread, ana_alone, eva, shared, strangers

SAFE = Guard(safe_word="banana")
LEFT = MemberState.LEFT


def quiet(**changes: object) -> Line:
    """Ana, with nothing open."""
    return Line(a_conversation(a_thread(a_member(), **changes)))  # type: ignore[arg-type]


def test_the_safe_word_is_answered_blandly_and_calls_a_person() -> None:
    line = quiet(guard=SAFE)

    decision = line.text("Banana!")

    assert (line.said, line.raised) == (["safe_word.bland"], ["duress"])
    assert decision.member_id == 1


def test_after_the_safe_word_nothing_more_is_asked_there() -> None:
    line = Line(a_conversation(a_thread(a_member(), asked=True, guard=SAFE)))

    line.texts("allow research", "banana")

    check_in = line.thread().check_in
    assert check_in and check_in.state is CheckInState.ANSWERED
    assert (line.answer(), line.raised, line.open) == ("not_ok", ["duress"], "")


@pytest.mark.parametrize("between", ["language", "forget me", "data", "allow research"])
def test_the_safe_word_works_whatever_is_open(between: str) -> None:
    line = quiet(guard=Guard(pin="4711", safe_word="banana"))

    line.texts(between, "banana")

    assert line.raised == ["duress"]


def test_the_safe_word_of_either_on_a_shared_phone_is_heard_in_their_language() -> None:
    line = shared(a_thread(a_member()), a_thread(eva(), guard=SAFE))

    line.text("banana")

    assert line.changes(Raised) == [Raised(EscalationKind.DURESS, 5)]
    assert line.language == "sw"


def test_one_safe_word_of_two_calls_a_person_for_both() -> None:
    line = shared(a_thread(a_member(), guard=SAFE), a_thread(eva(), guard=SAFE))

    line.text("banana")

    assert {raised.member_id for raised in line.changes(Raised)} == {1, 5}


def test_after_a_stop_the_safe_word_is_heard_and_not_answered() -> None:
    line = quiet(guard=SAFE)

    line.texts("STOP", "banana")

    assert (line.said, line.raised) == ([], ["duress"])


def test_by_key_the_safe_word_takes_the_place_of_the_pin() -> None:
    line = quiet(guard=Guard(pin="4711", safe_word="0815"))

    line.call("7", "7", "0815")

    assert (line.said[0], line.raised) == ("safe_word.bland", ["duress"])


@pytest.mark.parametrize("texts", [("safe word", "Banana"), ("safe word banana",)])
def test_a_safe_word_is_chosen(texts: tuple[str, ...]) -> None:
    line = quiet()

    line.texts(*texts)

    assert (line.said, line.thread().guard.safe_word) == (["safe_word.kept"], "banana")


@pytest.mark.parametrize("word", ["abc", "stop", "HELP", "later", "fine", "unsubscribe", "basta"])
@pytest.mark.parametrize("start", ["safe word {}", "{}"])
def test_a_word_that_means_something_already_is_no_safe_word(word: str, start: str) -> None:
    line = quiet()
    if start == "{}":
        line.text("safe word")

    line.text(start.format(word))

    assert line.thread().guard.safe_word == ""


def test_a_safe_word_of_our_own_is_asked_for_again() -> None:
    line = quiet()

    line.text("safe word stop")

    assert (line.said, line.open) == (["safe_word.choose"], "safe_word")


def test_the_pin_is_no_safe_word() -> None:
    line = quiet(guard=Guard(pin="4711"))

    line.texts("safe word", "4711", "4711")

    assert (line.said, line.thread().guard.safe_word) == (["safe_word.choose"], "")


def test_by_key_a_safe_word_is_four_keys() -> None:
    line = quiet()

    line.call("7", "7", "7")
    line.press("12")
    assert line.said == ["safe_word.choose"]
    line.press("4711")

    assert line.thread().guard.safe_word == "4711"


@pytest.mark.parametrize("body", ["pin 1234", "safe word banana", "forget me"])
def test_a_stranger_has_nothing_of_their_own(body: str) -> None:
    line = strangers()

    line.text(body)

    assert line.said == ["unknown_number"]


# --- forget -------------------------------------------------------------------------------------


def test_to_be_forgotten_is_asked_once_more_and_then_everything_ends() -> None:
    line = ana_alone()

    line.text("delete me")
    assert (line.said, line.events) == (["forget.really"], [])
    line.text("YES")

    check_in = line.thread().check_in
    assert (line.said, line.raised, line.state()) == (["forget.done"], ["forget"], LEFT)
    assert check_in and check_in.state is CheckInState.CANCELLED
    assert line.thread().standing == frozenset()


@pytest.mark.parametrize("answer", ["NO", "no way"])
def test_a_no_forgets_nothing(answer: str) -> None:
    line = quiet()

    line.texts("forget me", answer)

    assert (line.said, line.raised, line.state()) == (["forget.kept"], [], "active")


def test_only_the_one_who_wants_it_is_forgotten() -> None:
    line = shared()

    line.texts("forget me", "2", "yes")

    assert (line.state(1), line.state(5)) == ("active", "left")
    assert line.changes(ConsentEvent)[0].member_id == 5


@pytest.mark.parametrize("member", [a_member(), eva()])
def test_after_a_stop_a_person_is_told_at_once_and_nothing_is_asked(member: object) -> None:
    line = shared(a_thread(member), standing_more(member))  # type: ignore[arg-type]

    line.texts("STOP", "forget me")

    assert (line.said, line.raised[-1]) == ([], "forget")


def standing_more(member: object) -> object:
    """Somebody else on that phone."""
    return a_thread(eva(id=8, name="Fay"), standing=BOTH)


def test_a_stranger_who_stopped_cannot_be_forgotten() -> None:
    line = strangers(stopped=True)

    line.text("forget me")

    assert (line.said, line.raised) == ([], [])
