"""Later, a pause, being away and being back."""

from datetime import UTC, datetime

import pytest

from checkin.domain.check_in import CheckInState
from checkin.domain.decision import MemberChanged
from checkin.domain.member import Channel, MemberState
from checkin.domain.silence import Silence, deadline_passed
from tests.builders import HOUR, NOON, a_check_in, a_conversation, a_member
from tests.unit.domain.talk.line import POLICY, TEXTS, Line, a_thread, ana_alone, strangers

PAUSED = a_member(state=MemberState.PAUSED)
LEFT = a_member(state=MemberState.LEFT)


def values(line: Line) -> dict[str, str]:
    """What the last reply says."""
    reply = line.done[-1].reply
    return dict(reply.say[0].values) if reply else {}


def returns(line: Line) -> datetime | None:
    """When the pause ends."""
    changed: MemberChanged = line.changes(MemberChanged)[-1]
    return changed.paused_until


@pytest.mark.parametrize("state", ["asked", "reminded", "called"])
@pytest.mark.parametrize("channel", Channel)
def test_later_asks_once_more_two_hours_later(state: str, channel: Channel) -> None:
    line = ana_alone(a_check_in(state=CheckInState(state), clarified=True))

    line.text("later")

    check_in = line.thread().check_in
    assert check_in is not None
    assert check_in.act_after == NOON + 2 * HOUR
    assert values(line) == {"name": "Ana", "day": "2026-03-04", "time": "14:00"}
    standing = frozenset(TEXTS if channel is Channel.TEXT else {"checkin_call"})
    silence = Silence(check_in, a_member(channel=channel), standing, reached=True)  # type: ignore[arg-type]
    assert deadline_passed(silence, NOON + 2 * HOUR, POLICY).send


def test_later_at_night_is_the_next_morning() -> None:
    line = ana_alone().later(hours=7)

    line.text("later")

    assert values(line)["day"] == "2026-03-05"
    assert values(line)["time"] == "09:00"


@pytest.mark.parametrize(
    ("line", "reply"),
    [
        (Line(a_conversation(a_thread(a_member()))), "no_question"),
        (Line(a_conversation(a_thread(LEFT))), "unknown_number"),
        (strangers(), "unknown_number"),
    ],
)
def test_later_without_a_question_changes_nothing(line: Line, reply: str) -> None:
    line.text("later")

    assert (line.said, line.raised) == ([reply], [])


def test_later_for_what_is_not_asked_yet_leaves_it_due() -> None:
    line = ana_alone(a_check_in(state=CheckInState.DUE))

    line.text("later")

    check_in = line.thread().check_in
    assert check_in and check_in.state is CheckInState.DUE


@pytest.mark.parametrize(
    ("body", "day"),
    [
        ("pause", "2026-03-11"),
        ("pause 3", "2026-03-07"),
        ("pause for two weeks", "2026-03-18"),
        ("away until friday", "2026-03-06"),
        ("away until 24.3", "2026-03-24"),
    ],
)
def test_a_pause_begins_at_once_and_says_until_when(body: str, day: str) -> None:
    line = ana_alone()

    line.text(body)

    assert (line.said, values(line)["day"]) == (["pause.begins"], day)
    assert line.state() is MemberState.PAUSED
    assert returns(line) == datetime.fromisoformat(day).replace(tzinfo=UTC)
    assert line.changes(MemberChanged)[-1].unplanned


def test_a_pause_ends_at_midnight_on_the_members_own_clock() -> None:
    line = Line(a_conversation(a_thread(a_member(time_zone="Africa/Nairobi"))))

    line.text("pause 1")

    assert returns(line) == datetime(2026, 3, 4, 21, tzinfo=UTC)


def test_a_pause_cancels_what_is_open() -> None:
    line = ana_alone()

    line.text("pause 7")

    check_in = line.thread().check_in
    assert check_in is not None
    assert (check_in.state, check_in.reason) == (CheckInState.CANCELLED, "cancelled.paused")


@pytest.mark.parametrize("body", ["away", "pause 400"])
def test_a_time_that_is_none_is_asked_for(body: str) -> None:
    line = ana_alone()

    line.text(body)

    assert (line.said, line.open) == (["pause.until_when"], "away")
    line.text("10 days")
    assert (line.said, line.open) == (["pause.begins"], "")


def test_other_words_than_a_time_are_heard_as_themselves() -> None:
    line = ana_alone()

    line.texts("away", "call me")

    assert (line.said, line.raised) == (["asked.call_me"], ["call_me"])


@pytest.mark.parametrize("body", ["pause", "away", "back"])
@pytest.mark.parametrize("line", [strangers(), Line(a_conversation(a_thread(LEFT)))])
def test_only_a_member_who_is_with_us_pauses(line: Line, body: str) -> None:
    line = Line(line.line)

    line.text(body)

    assert (line.said, line.changes(MemberChanged)) == (["unknown_number"], [])


def test_back_ends_a_pause_and_plans_the_next_slot() -> None:
    line = Line(a_conversation(a_thread(PAUSED)))

    line.text("back")

    changed = line.changes(MemberChanged)[-1]
    assert (line.said, line.state()) == (["pause.ends"], MemberState.ACTIVE)
    assert changed.next_due_at > NOON


def test_back_without_a_pause_is_thanked() -> None:
    line = ana_alone()

    line.text("back")

    assert (line.said, line.changes(MemberChanged)) == (["no_question"], [])


@pytest.mark.parametrize(("key", "day"), [("1", "2026-03-11"), ("6", "2026-04-15")])
def test_by_key_a_pause_is_counted_in_weeks(key: str, day: str) -> None:
    line = ana_alone()

    line.call("5")
    assert line.said == ["pause.weeks"]
    line.press(key)

    assert values(line)["day"] == day


@pytest.mark.parametrize("key", ["7", "8"])
def test_by_key_more_than_six_weeks_are_no_answer(key: str) -> None:
    line = ana_alone()

    line.call("5", key)

    assert line.said == ["call.wrong_key", "pause.weeks"]


def test_by_key_a_day_is_told_in_four_keys() -> None:
    line = ana_alone()

    line.call("5", "#")
    assert line.said == ["pause.until_when"]
    reply = line.done[-1].reply
    assert reply and reply.keys == 4
    line.press("9999")
    assert line.said == ["pause.until_when"]
    line.press("2403")

    assert values(line)["day"] == "2026-03-24"


@pytest.mark.parametrize("menu", [(), ("7",)])
def test_by_key_the_pause_ends_with_the_key_that_began_it(menu: tuple[str, ...]) -> None:
    line = Line(a_conversation(a_thread(PAUSED)))

    line.call(*menu, "5")

    assert (line.said[0], line.state()) == ("pause.ends", MemberState.ACTIVE)
