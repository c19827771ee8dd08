"""A call: who is calling, a menu, and what follows from each key or from none."""

import pytest

from checkin.domain.conversation import Asking
from checkin.domain.decision import Listen, Say
from checkin.domain.member import Channel, MemberState
from checkin.domain.talk.keypad import KEYS
from tests.builders import DAY, NOON, a_check_in, a_conversation, a_member
from tests.unit.domain.talk.line import BOTH, Line, a_thread, ana_alone, eva, shared, strangers

LEFT, PAUSED = MemberState.LEFT, MemberState.PAUSED


def one(state: MemberState = MemberState.ACTIVE, **changes: object) -> Line:
    """Ana alone on her line."""
    return Line(a_conversation(a_thread(a_member(state=state)), **changes))


def listens(line: Line) -> Listen:
    """What the call does next."""
    reply = line.done[-1].reply
    assert reply is not None
    return reply.listen


@pytest.mark.parametrize(
    ("call", "opening"),
    [
        ({"outgoing": True, "member_id": 1}, "call.we_call"),
        ({}, "call.you_call"),
        ({"outgoing": True, "member_id": 1, "opening": "call.call_back"}, "call.call_back"),
        ({"outgoing": True, "member_id": 1, "opening": "call.check_in"}, "call.we_call"),
    ],
)
def test_a_call_says_who_it_is_and_then_waits_for_a_key(
    call: dict[str, object], opening: str
) -> None:
    line = ana_alone()

    decision = line.call(**call)  # type: ignore[arg-type]

    assert (line.said, listens(line)) == ([opening, "call.menu"], Listen.KEY)
    assert (decision.member_id, decision.changes) == (1, ())


@pytest.mark.parametrize(
    ("line", "menu"),
    [
        (one(), "call.menu"),
        (one(PAUSED), "call.paused_menu"),
        (one(LEFT), "call.stranger_menu"),
        (strangers(), "call.stranger_menu"),
        (one(MemberState.INVITED), "call.stranger_menu"),
    ],
)
def test_everybody_hears_the_menu_that_is_theirs(line: Line, menu: str) -> None:
    line.call()

    assert line.said[-1] == menu


def test_an_answering_machine_hears_nothing_and_answers_nothing() -> None:
    line = ana_alone()

    decision = line.call(outgoing=True, member_id=1, machine=True)

    assert (line.said, listens(line), decision.changes) == ([], Listen.GOODBYE, ())


def test_a_caller_whom_we_could_not_call_is_told_so() -> None:
    line = strangers(answerable=False)

    line.call()

    assert (line.said, listens(line)) == (["call.hidden"], Listen.GOODBYE)


def test_a_stranger_hears_nothing_about_anyone() -> None:
    line = one(LEFT)

    decision = line.call()

    assert decision.reply is not None
    assert decision.reply.prompt is not None
    assert (decision.member_id, decision.reply.member_id) == (None, None)


def test_a_stranger_who_is_called_back_is_told_who_calls_and_the_key_to_stop_it() -> None:
    line = strangers()

    line.call(outgoing=True, opening="call.call_back")

    assert line.said == ["call.call_back", "call.stranger_menu"]


@pytest.mark.parametrize("key", ["1", "2", "3", "4", "5", "7", "8"])
def test_a_strangers_keys_answer_nobodys_check_in(key: str) -> None:
    line = one(LEFT)

    line.call(key)

    assert (line.raised, line.events, line.state()) == ([], [], LEFT)


def test_whoever_left_while_we_called_is_a_stranger() -> None:
    line = one(LEFT)

    line.call(outgoing=True, member_id=1)

    assert line.said == ["call.we_call", "call.stranger_menu"]


def test_whoever_has_another_number_now_is_not_taken_for_the_one_who_stayed() -> None:
    line = Line(a_conversation(a_thread(eva(), asked=True)))

    line.call("1", outgoing=True, member_id=1)

    assert line.answer(5) == ""


# --- no key, and wrong keys ---------------------------------------------------------------------


def test_a_menu_is_said_three_times_to_those_who_press_nothing() -> None:
    line = ana_alone()
    line.call(outgoing=True, member_id=1)

    said = [line.press("") and line.said for _ in range(3)]

    assert said == [["call.menu"], ["call.menu"], ["call.we_try_later", "call.goodbye"]]
    assert (listens(line), line.answer()) == (Listen.GOODBYE, "")


@pytest.mark.parametrize("keys", [("11", "", ""), ("", "99", ""), ("55", "#1", "77")])
def test_keys_that_mean_nothing_count_as_none(keys: tuple[str, ...]) -> None:
    line = ana_alone()

    line.call(*keys)

    assert line.said[0] == "call.we_try_later"


def test_a_wrong_key_is_named_and_the_question_said_again() -> None:
    line = ana_alone()

    decision = line.call("7", "7", "5", "4")

    assert decision.reply is not None
    assert decision.reply.say[0] == Say("call.wrong_key", (("key", "4"),))
    assert line.said[1] == "forget.really"


def test_several_keys_at_once_are_not_named() -> None:
    line = ana_alone()

    line.call("7", "7", "33")

    assert line.said == ["choices.menu"]


def test_the_star_says_it_again_as_often_as_one_likes() -> None:
    line = ana_alone()

    line.call(*"*****")

    assert line.said == ["call.menu"]


def test_another_question_begins_to_count_anew() -> None:
    line = ana_alone()

    line.call("", "", "7", "", "")

    assert line.said == ["call.more"]


def test_a_question_is_repeated_with_its_own_number_of_keys_and_in_its_language() -> None:
    line = Line(a_conversation(a_thread(eva())))

    decision = line.call("5", "#", "")

    assert decision.reply is not None
    assert (decision.reply.keys, line.language, decision.member_id) == (4, "sw", 5)


def test_what_was_said_last_is_repeated_and_not_the_opening() -> None:
    line = ana_alone()

    line.call("*")

    assert line.said == ["call.menu"]


# --- everywhere ---------------------------------------------------------------------------------

REACHES = {
    Asking.MENU: (),
    Asking.MORE: ("7",),
    Asking.CHOICES: ("7", "7"),
    Asking.PURPOSE: ("7", "7", "1"),
    Asking.FORGET: ("7", "7", "5"),
    Asking.NEW_PIN: ("7", "7", "6"),
    Asking.SAFE_WORD: ("7", "7", "7"),
    Asking.PAUSE: ("5",),
    Asking.AWAY: ("5", "#"),
    Asking.LANGUAGE: ("6",),
    Asking.MESSAGE: ("3",),
}


@pytest.mark.parametrize("asking", REACHES)
def test_the_table_reaches_the_question_it_names(asking: Asking) -> None:
    line = ana_alone()

    line.call(*REACHES[asking])

    assert line.phone
    assert line.phone.prompt
    assert line.phone.prompt.asking is asking


@pytest.mark.parametrize("asking", REACHES)
def test_nine_ends_the_calls_at_every_question(asking: Asking) -> None:
    line = ana_alone()

    line.call(*REACHES[asking], "9")

    assert (line.said, line.events[-1]) == (["stopped.calls"], ("checkin_call", "revoked"))


@pytest.mark.parametrize("asking", REACHES)
def test_zero_calls_a_person_at_every_question(asking: Asking) -> None:
    line = ana_alone()

    line.call(*REACHES[asking], "0")

    assert line.raised[-1] == "person_now"


@pytest.mark.parametrize("key", ["9", "0"])
def test_they_work_before_we_know_who_it_is(key: str) -> None:
    line = shared(a_thread(a_member(), standing=BOTH), a_thread(eva()))

    line.call(key)

    assert line.said[0] == {"9": "stopped.calls", "0": "asked.person_now"}[key]


@pytest.mark.parametrize("asking", [asking for asking in KEYS if asking in REACHES])
def test_a_star_repeats_every_question(asking: Asking) -> None:
    line = ana_alone()
    line.call(*REACHES[asking])
    said = line.said[-1:]

    line.press("*")

    assert line.said[-1:] == said


# --- several on the line ------------------------------------------------------------------------


def test_a_caller_on_a_shared_phone_says_by_key_who_they_are() -> None:
    line = shared(a_thread(a_member(), asked=True), a_thread(eva(), asked=True))

    decision = line.call()
    assert decision.reply is not None
    assert line.said == ["call.you_call", "speaker.2"]
    line.press("2", "1")

    assert (line.answer(1), line.answer(5)) == ("", "ok")


def test_a_caller_is_asked_even_if_only_one_of_them_was_asked_how_they_are() -> None:
    line = shared(a_thread(a_member(), asked=True), a_thread(eva()))

    line.call("2", "1")

    assert (line.answer(1), line.said[0]) == ("", "no_question")


def test_a_key_that_is_nobody_is_named_and_asked_again() -> None:
    line = shared()

    line.call("5")

    assert line.said == ["call.wrong_key", "speaker.2"]


def test_whom_we_call_answers_for_themselves() -> None:
    line = shared(a_thread(a_member(), asked=True), a_thread(eva(channel=Channel.CALL)))

    line.call("1", outgoing=True, member_id=5)

    assert (line.answer(1), line.said[0]) == ("", "no_question")


def test_an_invited_caller_on_a_shared_phone_is_asked_whether_they_want_this() -> None:
    fay = a_thread(
        a_member(id=6, name="Fay", state=MemberState.INVITED),
        standing=frozenset(),
        invited_until=NOON + DAY,
    )
    line = shared(a_thread(a_member()), fay)

    line.call("2")

    assert line.said == ["join.agree"]


@pytest.mark.parametrize("key", ["1", "2"])
def test_a_late_key_still_answers(key: str) -> None:
    line = ana_alone(a_check_in(state="missed"))

    line.call(key)

    assert line.answer() == {"1": "ok", "2": "not_ok"}[key]


@pytest.mark.parametrize(("key", "kinds"), [("1", []), ("2", ["not_ok"])])
def test_without_a_question_two_still_calls_a_person(key: str, kinds: list[str]) -> None:
    line = one(PAUSED)

    line.call(key)

    assert line.raised == kinds


def test_in_a_call_it_is_said_each_time_that_nothing_is_open() -> None:
    line = one(misunderstood=3)

    line.call("1")

    assert line.said[0] == "no_question"
