"""Asking for people: a call, a person now, help, a buddy, one's own data, who we are."""

import pytest

from checkin.domain.escalation import EscalationKind, Raised
from checkin.domain.member import MemberState
from checkin.domain.policy import Policy
from tests.builders import a_conversation, a_member
from tests.unit.domain.talk.line import ALL, Line, a_thread, eva, shared, strangers

THEIRS = Policy(languages=ALL, carrier_confirms_stop=True)
WAYS = [
    ("call me", "3", "call_me"),
    ("i need to talk", "3", "call_me"),
    ("person now", "0", "person_now"),
    ("urgent", "0", "person_now"),
]


def quiet(state: MemberState = MemberState.ACTIVE) -> Line:
    """Ana, with nothing open."""
    return Line(a_conversation(a_thread(a_member(state=state))))


@pytest.mark.parametrize(("body", "key", "kind"), WAYS)
def test_a_person_is_asked_to_call(body: str, key: str, kind: str) -> None:
    by_text, by_call = quiet(), quiet()

    by_text.text(body)
    by_call.call(key)

    assert by_text.said == by_call.said[:1] == [f"asked.{kind}"]
    assert by_text.raised == by_call.raised == [kind]


def test_data_is_a_task_for_a_person() -> None:
    line = quiet()

    line.text("my data")

    assert (line.said, line.raised) == (["asked.data"], ["data"])


@pytest.mark.parametrize("body", ["call me", "person now", "data"])
def test_a_stranger_hears_where_help_is(body: str) -> None:
    line = strangers()

    line.text(body)

    assert (line.said, line.raised) == (["unknown_number"], [])


@pytest.mark.parametrize("body", ["call me", "person now", "data"])
def test_after_a_stop_a_person_is_told_and_nothing_is_said(body: str) -> None:
    line = shared()

    line.texts("STOP", body)

    assert (line.said, line.raised[2:]) == ([], [line.raised[-1]])
    assert line.raised[-1] in ("call_me", "person_now", "data")


def test_a_person_now_on_a_shared_phone_asks_nothing_first() -> None:
    line = shared()

    line.text("person now")

    assert line.changes(Raised) == [Raised(EscalationKind.PERSON_NOW, 1)]


def test_a_person_now_is_for_the_one_who_speaks() -> None:
    line = shared()

    line.texts("Eva", "person now")

    assert line.changes(Raised) == [Raised(EscalationKind.PERSON_NOW, 5)]


@pytest.mark.parametrize("state", MemberState)
def test_help_is_answered_and_a_person_hears_of_it(state: MemberState) -> None:
    line = quiet(state)

    line.text("HELP")

    assert (line.said, line.raised) == (["help"], ["help"])


def test_help_is_answered_for_a_stranger_and_after_a_stop() -> None:
    line = strangers()

    line.texts("STOP", "HELP")

    assert (line.said, line.raised) == (["help"], [])


@pytest.mark.parametrize(
    ("body", "opt_out", "policy", "said"),
    [
        ("HELP", "help", Policy(), []),
        ("HELP", "", THEIRS, []),
        ("Help!", "", THEIRS, ["help"]),
        ("ayuda", "help", Policy(), []),
        ("START", "start", Policy(), []),
        ("START", "", THEIRS, []),
        ("YES", "start", Policy(), ["no_question"]),
        ("2", "something new", Policy(), ["answer.not_ok"]),
    ],
)
def test_what_the_carrier_has_said_is_not_said_again(
    body: str, opt_out: str, policy: Policy, said: list[str]
) -> None:
    line = Line(a_conversation(a_thread(a_member())), policy)

    line.text(body, opt_out)

    assert line.said == said


def test_a_yes_that_the_carrier_takes_for_a_start_answers_and_is_thanked() -> None:
    line = Line(a_conversation(a_thread(a_member(), asked=True)))

    line.text("YES", "start")

    assert (line.answer(), line.said, line.events) == ("ok", ["answer.ok"], [])


def test_the_carriers_start_in_another_language_is_one() -> None:
    line = Line(a_conversation(a_thread(a_member(state=MemberState.LEFT), standing=frozenset())))

    line.text("empezar ya", "start")

    assert line.state() is MemberState.ACTIVE


@pytest.mark.parametrize("line", [strangers(), quiet()])
def test_who_we_are_says_nothing_about_anyone(line: Line) -> None:
    line.text("who are you")

    assert (line.said, line.raised) == (["who"], [])


@pytest.mark.parametrize("body", ["buddy", "tell my buddy i am fine"])
def test_words_for_a_buddy_who_is_not_there_yet(body: str) -> None:
    line = quiet()

    line.text(body)

    assert (line.said, line.raised) == (["buddy.none"], [])


def test_on_a_shared_phone_words_for_a_buddy_ask_who_speaks() -> None:
    line = shared(a_thread(a_member()), a_thread(eva()))

    line.texts("buddy", "2")

    assert (line.said, line.language) == (["buddy.none"], "sw")
