"""Who speaks on a shared phone, and that it is really they."""

from datetime import timedelta

import pytest

from checkin.domain.conversation import Guard
from checkin.domain.member import MemberState
from tests.builders import NOON, a_conversation, a_member
from tests.unit.domain.talk.line import Line, a_thread, eva, shared

PIN = Guard(pin="4711")
EVAS = "0815"


def guarded() -> Line:
    """Ana and Eva on one phone, each with a PIN."""
    ana, other = a_thread(a_member(), guard=PIN), a_thread(eva(), guard=Guard(pin=EVAS))
    return shared(ana, other)


def alone(**changes: object) -> Line:
    """Ana on her own phone, with a PIN."""
    return Line(a_conversation(a_thread(a_member(), guard=Guard(pin="4711", **changes))))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "body", ["later", "pause", "away", "back", "call me", "choices", "data", "forget me", "pin"]
)
def test_what_is_about_one_person_asks_who_it_is(body: str) -> None:
    line = shared()

    decision = line.text(body)

    assert (line.said, line.open) == (["speaker.2"], "speaker")
    assert decision.reply is not None
    named = dict(decision.reply.say[0].values)
    assert (named["name_1"], named["name_2"]) == ("Ana", "Eva")


@pytest.mark.parametrize("body", ["HELP", "who are you", "person now", "STOP", "stop calls"])
def test_what_is_about_all_asks_nobody(body: str) -> None:
    line = shared()

    line.text(body)

    assert not line.said[0].startswith("speaker")


@pytest.mark.parametrize("answer", ["2", "Eva", "eva!"])
def test_whoever_says_who_they_are_gets_what_they_wanted(answer: str) -> None:
    line = shared()

    line.texts("pause 7", answer)

    assert (line.state(1), line.state(5)) == (MemberState.ACTIVE, MemberState.PAUSED)
    assert (line.said, line.open, line.language) == (["pause.begins"], "", "sw")


@pytest.mark.parametrize("answer", ["3", "0", "Fay", "who knows"])
def test_whoever_is_not_on_the_line_gets_nothing(answer: str) -> None:
    line = shared()

    line.texts("pause 7", answer)

    assert line.state(1) is line.state(5) is MemberState.ACTIVE


def test_two_of_one_name_are_told_apart_by_their_number() -> None:
    line = shared(a_thread(a_member()), a_thread(eva(name="Ana")))

    line.texts("pause 7", "Ana")
    assert line.state(1) is line.state(5) is MemberState.ACTIVE
    line.texts("pause 7", "2")

    assert line.state(5) is MemberState.PAUSED


@pytest.mark.parametrize("body", ["Eva", "eva pause 7", "PAUSE 7, Eva"])
def test_who_speaks_sticks_for_ten_minutes(body: str) -> None:
    line = shared()
    line.text(body)

    line.later(minutes=9).text("pause 3")
    assert line.state(5) is MemberState.PAUSED
    line.later(minutes=2).text("pause 3")

    assert line.said == ["speaker.2"]


def test_a_name_alone_is_thanked() -> None:
    line = shared()

    line.text("Eva")

    assert (line.said, line.language) == (["speaker.known"], "sw")


def test_a_name_alone_on_a_line_of_one_says_nothing() -> None:
    line = Line(a_conversation(a_thread(a_member())))

    line.text("Ana")

    assert line.said == ["answer.unclear"]


@pytest.mark.parametrize(
    ("body", "rest"), [("jo 1 jo", MemberState.ACTIVE), ("joanna pause 7", MemberState.ACTIVE)]
)
def test_a_name_is_a_whole_word(body: str, rest: MemberState) -> None:
    line = shared(a_thread(a_member(name="Jo")), a_thread(eva()))

    line.text(body)

    assert line.state(1) is rest


def test_a_name_that_begins_another_word_is_cut_off_at_its_own_end() -> None:
    line = shared(a_thread(a_member(name="Pa")), a_thread(eva()))

    line.text("pause 7 pa")

    assert line.state(1) is MemberState.PAUSED


def test_those_who_have_left_are_not_named() -> None:
    gone = a_thread(a_member(id=6, name="Gil", state=MemberState.LEFT))
    line = shared(gone, a_thread(a_member()), a_thread(eva()))

    decision = line.text("pause 7")

    assert decision.reply is not None
    assert "Gil" not in dict(decision.reply.say[0].values).values()


def test_of_six_at_most_each_has_a_number() -> None:
    line = shared(*[a_thread(a_member(id=n, name=f"N{n}")) for n in range(1, 8)])

    line.text("pause 7")

    assert line.said == ["speaker.6"]


# --- the PIN ------------------------------------------------------------------------------------

PERSONAL = ["allow research", "refuse buddy", "choices", "data", "forget me", "pin 1234"]
PERSONAL += ["safe word banana", "language spanish", "buddy"]
FREE = ["HELP", "who are you", "person now", "call me", "pause 7", "1", "not ok", "stop calls"]


@pytest.mark.parametrize("body", PERSONAL)
def test_what_is_personal_asks_for_the_pin(body: str) -> None:
    line = alone()

    line.text(body)

    assert (line.said, line.open) == (["pin.ask"], "pin")


@pytest.mark.parametrize("body", PERSONAL)
def test_with_the_pin_it_is_done(body: str) -> None:
    line = alone()

    line.texts(body, "4711")

    assert line.said[0] not in ("pin.ask", "pin.wrong")


@pytest.mark.parametrize("body", FREE)
@pytest.mark.parametrize("locked", [False, True])
def test_everything_else_asks_for_none(body: str, locked: bool) -> None:
    line = alone(locked_until=NOON + timedelta(days=1) if locked else None)

    line.text(body)

    assert not line.said[0].startswith("pin")


def test_the_pin_sticks_for_ten_minutes() -> None:
    line = alone()
    line.texts("data", "4711")

    line.later(minutes=9).text("data")
    assert line.said == ["asked.data"]
    line.later(minutes=11).text("data")

    assert line.said == ["pin.ask"]


def test_a_pin_given_long_ago_opens_nothing_for_whoever_says_that_name() -> None:
    line = guarded()
    line.texts("Ana", "data", "4711")
    assert line.said == ["asked.data"]

    line.later(days=1).text("Ana data")

    assert line.said == ["pin.ask"]


def test_a_pin_given_long_ago_opens_nothing_in_a_call() -> None:
    line = alone()
    line.texts("data", "4711")

    line.later(days=1).call("7", "7")

    assert line.said == ["pin.ask"]


def test_one_members_pin_opens_nothing_of_another() -> None:
    line = guarded()
    line.texts("data", "1", "4711")

    line.text("Eva data")
    assert line.said == ["pin.ask"]
    line.text("4711")

    assert line.said == ["pin.wrong"]


def test_who_it_is_and_the_pin_are_asked_one_after_the_other() -> None:
    line = guarded()

    line.text("data")
    assert line.said == ["speaker.2"]
    line.text("2")
    assert (line.said, line.language) == (["pin.ask"], "sw")
    line.text(EVAS)

    assert (line.said, line.raised) == (["asked.data"], ["data"])


def test_three_wrong_pins_shut_what_is_personal_for_a_day() -> None:
    line = alone()
    line.text("data")

    said = [line.text(pin) and line.said for pin in ("0001", "0002", "0003")]
    assert said == [["pin.wrong"], ["pin.wrong"], ["pin.locked"]]
    line.text("data")
    assert line.said == ["pin.locked"]
    line.later(hours=25).texts("data", "4711")

    assert line.said == ["asked.data"]


def test_the_right_pin_forgives_the_wrong_ones() -> None:
    line = alone()

    line.texts("data", "0001", "0002", "4711")

    assert (line.said, line.thread().guard.tries) == (["asked.data"], 0)


def test_a_lock_holds_for_a_question_that_was_open_before() -> None:
    line = alone()
    line.text("data")
    line.line = a_conversation(
        a_thread(a_member(), guard=Guard(pin="4711", locked_until=NOON + timedelta(hours=1))),
        prompt=line.line.prompt,
    )

    line.text("4711")

    assert (line.said, line.raised) == (["pin.locked"], [])


@pytest.mark.parametrize("body", ["471", "47110", "call me", "1"])
def test_what_is_no_pin_counts_as_none(body: str) -> None:
    line = alone()

    line.texts("data", body)

    assert line.thread().guard.tries == 0


def test_by_key_the_pin_is_four_keys() -> None:
    line = alone()

    line.call("7", "7")
    reply = line.done[-1].reply
    assert reply and (line.said, reply.keys) == (["pin.ask"], 4)
    line.press("0001")
    assert line.said == ["pin.wrong"]
    line.press("4711")

    assert line.said == ["choices.menu"]


@pytest.mark.parametrize(("key", "said"), [("9", "stopped"), ("0", "asked.person_now")])
def test_by_key_nine_and_zero_work_where_a_pin_is_asked_for(key: str, said: str) -> None:
    line = alone()

    line.call("7", "7", key)

    assert line.said[0].startswith(said)


def test_a_new_pin_is_chosen_and_asked_for_from_then_on() -> None:
    line = Line(a_conversation(a_thread(a_member())))

    line.texts("pin", "12", "1234")
    assert (line.said, line.thread().guard.pin) == (["pin.kept"], "1234")
    line.text("data")

    assert line.said == ["pin.ask"]


@pytest.mark.parametrize("body", ["pin 12", "pin 12345", "pin abcd"])
def test_a_pin_has_four_digits(body: str) -> None:
    line = Line(a_conversation(a_thread(a_member())))

    line.text(body)

    assert (line.said, line.thread().guard.pin) == (["pin.choose"], "")


def test_a_new_pin_asks_for_the_old_one() -> None:
    line = alone()

    line.texts("pin 1234", "4711")

    assert line.thread().guard.pin == "1234"
