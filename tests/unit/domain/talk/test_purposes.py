"""Each purpose apart: asked, agreed to, refused, and gone through by key."""

import pytest

from checkin.domain.check_in import CheckInState
from checkin.domain.consent import Purpose
from checkin.domain.conversation import Guard
from checkin.domain.decision import ConsentEvent
from checkin.domain.member import Channel, MemberState
from checkin.domain.talk.choices import OPTIONAL
from tests.builders import HOUR, NOON, a_check_in, a_conversation, a_member
from tests.unit.domain.talk.line import BOTH, TEXTS, Line, a_thread, ana_alone, eva, shared

WORDS = {
    "texts": Purpose.CHECKIN_TEXT,
    "calls": Purpose.CHECKIN_CALL,
    "buddy": Purpose.BUDDY_CONTACT,
    "name": Purpose.BUDDY_FIRST_NAME,
    "voicemail": Purpose.VOICEMAIL,
    "open words": Purpose.OVERT_WORDING,
    "recording": Purpose.RECORDING,
    "research": Purpose.RESEARCH,
}


def quiet(**changes: object) -> Line:
    """Ana, with nothing open."""
    return Line(a_conversation(a_thread(a_member(), **changes)))  # type: ignore[arg-type]


@pytest.mark.parametrize("word", WORDS)
def test_a_purpose_is_asked_for_before_it_is_granted(word: str) -> None:
    line = quiet(standing=frozenset())

    line.text(f"ALLOW {word}")
    assert (line.said, line.events) == ([f"allow.{WORDS[word]}"], [])
    line.text("YES")

    assert (line.said, line.events) == (["choices.allowed"], [(WORDS[word], "granted")])
    assert line.changes(ConsentEvent)[0].wording == f"allow.{WORDS[word]}"


@pytest.mark.parametrize("word", list(WORDS)[1:])
def test_a_no_is_written_down_and_changes_nothing_else(word: str) -> None:
    line = quiet()

    line.texts(f"ALLOW {word}", "NO")

    assert (line.said, line.events) == (["choices.refused"], [(WORDS[word], "refused")])
    assert (line.state(), line.thread().standing) == (MemberState.ACTIVE, TEXTS)


@pytest.mark.parametrize("word", list(WORDS)[2:])
def test_refuse_ends_one_purpose_at_once(word: str) -> None:
    line = quiet(standing=frozenset({Purpose.CHECKIN_TEXT, WORDS[word]}))

    line.text(f"REFUSE {word}")

    assert line.events == [(WORDS[word], "revoked")]
    assert (line.state(), line.thread().standing) == (MemberState.ACTIVE, TEXTS)


@pytest.mark.parametrize(
    ("channel", "word", "other"), [("text", "texts", "call"), ("call", "calls", "text")]
)
def test_whoever_refuses_one_way_of_asking_is_asked_in_the_other(
    channel: str, word: str, other: str
) -> None:
    thread = a_thread(a_member(channel=Channel(channel)), asked=True, standing=BOTH)
    line = Line(a_conversation(thread))

    line.text(f"refuse {word}")

    assert (line.state(), line.thread().member.channel) == (MemberState.ACTIVE, other)
    check_in = line.thread().check_in
    assert check_in and check_in.state is CheckInState.CANCELLED


@pytest.mark.parametrize("texts", [("refuse texts",), ("allow texts", "no")])
def test_whoever_refuses_the_only_way_of_asking_has_left(texts: tuple[str, ...]) -> None:
    line = quiet()

    line.texts(*texts)

    assert line.state() is MemberState.LEFT


def test_refusing_on_a_shared_phone_is_for_oneself_alone() -> None:
    ana = a_thread(a_member(channel=Channel.CALL), standing=BOTH)
    line = shared(ana, a_thread(eva(channel=Channel.CALL), standing=BOTH))

    line.texts("refuse calls", "1")

    assert (line.thread(1).standing, line.thread(5).standing) == (TEXTS, BOTH)
    assert (line.thread(1).member.channel, line.thread(5).member.channel) == ("text", "call")
    assert line.state(1) is MemberState.ACTIVE


@pytest.mark.parametrize("body", ["ALLOW", "ALLOW everything", "REFUSE", "choices"])
def test_choices_are_named_where_it_is_not_clear_which(body: str) -> None:
    line = quiet()

    line.text(body)

    assert (line.said, line.events) == (["choices.menu"], [])


def test_a_stranger_has_no_choices() -> None:
    line = Line(a_conversation())

    line.text("choices")

    assert line.said == ["unknown_number"]


# --- whose yes it is ----------------------------------------------------------------------------


def test_a_yes_after_a_check_in_was_asked_answers_that() -> None:
    line = quiet()
    line.text("allow research")
    asked = a_check_in(due_at=NOON + HOUR, act_after=NOON + 25 * HOUR)
    line.line = a_conversation(a_thread(a_member(), check_in=asked), prompt=line.line.prompt)

    line.later(hours=2).text("yes")

    assert (line.events, line.answer()) == ([], "ok")


def test_a_yes_after_a_reminder_answers_that() -> None:
    line = ana_alone(a_check_in(act_after=NOON + 22 * HOUR))
    line.text("allow research")
    reminded = a_check_in(state=CheckInState.REMINDED, act_after=NOON + 46 * HOUR)
    line.line = a_conversation(a_thread(a_member(), check_in=reminded), prompt=line.line.prompt)

    line.later(hours=23).text("yes")

    assert (line.events, line.answer()) == ([], "ok")


def test_a_yes_to_what_was_asked_after_the_check_in_is_a_yes_to_that() -> None:
    line = ana_alone(a_check_in(act_after=NOON + 22 * HOUR))

    line.texts("allow research", "yes")

    assert (line.events, line.answer()) == ([("research", "granted")], "")


@pytest.mark.parametrize("body", ["1", "ok", "fine", "2"])
def test_a_key_of_the_check_in_never_grants_anything(body: str) -> None:
    line = ana_alone(a_check_in(act_after=NOON + 22 * HOUR))

    line.texts("allow research", body)

    assert (line.events, line.answer() != "") == ([], True)


def test_a_question_is_open_for_three_days() -> None:
    line = quiet()
    line.text("allow research")

    line.later(hours=73).text("YES")

    assert (line.said, line.events) == (["no_question"], [])


def test_help_in_between_leaves_the_question_open() -> None:
    line = quiet()

    line.texts("allow research", "HELP", "who are you", "YES")

    assert line.events == [("research", "granted")]


def test_another_verb_in_between_takes_the_question_back() -> None:
    line = quiet()

    line.texts("allow research", "pause 7", "YES")

    assert (line.said, line.events) == (["no_question"], [])


def test_a_question_to_one_who_has_another_number_now_is_nobodys() -> None:
    line = shared()
    line.texts("allow research", "1")
    line.line = a_conversation(a_thread(eva()), line_id=11, prompt=line.line.prompt)

    line.text("YES")

    assert (line.said, line.events) == (["no_question"], [])


def test_a_question_that_a_pin_guards_is_open_as_long_as_the_pin() -> None:
    line = quiet(guard=Guard(pin="4711"))
    line.texts("allow research", "4711")

    line.later(minutes=11).text("YES")

    assert (line.said, line.events) == (["no_question"], [])


def test_a_question_that_a_pin_guards_is_answered_in_time() -> None:
    line = quiet(guard=Guard(pin="4711"))

    line.texts("allow research", "4711", "YES")

    assert line.events == [("research", "granted")]


# --- by key -------------------------------------------------------------------------------------


def test_by_key_every_purpose_is_asked_for_one_after_the_other() -> None:
    line = quiet()
    line.call("7", "7", "1")

    asked = [line.said[-1]] + [line.press("1") and line.said[-1] for _ in OPTIONAL[1:]]
    line.press("2")

    assert asked == [f"allow.{purpose}" for purpose in OPTIONAL]
    assert line.said == ["choices.done", "call.goodbye"]
    assert line.events == [(p, "granted") for p in OPTIONAL[:-1]] + [("research", "refused")]


def test_by_key_who_refuses_the_last_way_of_asking_may_choose_the_other_at_once() -> None:
    line = quiet()

    line.call("7", "7", "1", "2")
    assert line.state() is MemberState.LEFT
    line.press("1")

    assert (line.state(), line.thread().member.channel) == (MemberState.ACTIVE, Channel.CALL)


def test_by_key_nine_in_between_ends_the_calls() -> None:
    line = quiet()

    line.call("7", "7", "1", "1", "9")

    assert line.said == ["stopped.calls"]
