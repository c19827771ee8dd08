"""Ring and hang up: an answer that costs nothing."""

from datetime import timedelta

import pytest

from checkin.domain.conversation import CalledBack
from checkin.domain.decision import Decision, Listen
from checkin.domain.member import MemberState
from checkin.domain.outgoing import Kind
from checkin.domain.policy import Policy, Ring
from checkin.domain.talk.missed_call import rang, turned_away
from tests.builders import DAY, NOON, a_conversation, a_member
from tests.unit.domain.talk.line import ALL, BOTH, Call, Line, a_thread, ana_alone, eva, shared
from tests.unit.domain.talk.line import strangers as nobody

BACK = Policy(languages=ALL, rings=Ring.CALL_BACK, strangers_ring=Ring.CALL_BACK)
NOTHING = Policy(languages=ALL, rings=Ring.NOTHING, strangers_ring=Ring.NOTHING)


def ring(line: Line) -> Decision:
    """Somebody rings and hangs up."""
    return line.turn(rang(line.in_call(Call(outgoing=False, opening="", member_id=None))))


def quiet(standing: frozenset[str] = BOTH, **changes: object) -> Line:
    """Ana, with nothing open."""
    thread = a_thread(a_member(), standing=standing)
    return Line(a_conversation(thread, **changes), BACK)


def sent(decision: Decision) -> list[tuple[Kind, int | None]]:
    """What goes out, and to whom."""
    return [(out.kind, out.subject.member_id) for out in decision.send]


@pytest.mark.parametrize(("is_ok", "given"), [(False, "here"), (True, "ok")])
def test_while_we_ask_it_says_i_am_here(is_ok: bool, given: str) -> None:
    line = ana_alone(policy=Policy(ring_is_ok=is_ok))

    decision = ring(line)

    assert (line.answer(), sent(decision), decision.member_id) == (given, [], 1)
    assert decision.reply is not None
    assert decision.reply.listen is Listen.REJECT


def test_otherwise_we_call_back_within_two_minutes() -> None:
    line = quiet()

    decision = ring(line)

    (out,) = decision.send
    assert sent(decision) == [(Kind.CALL_BACK, 1)]
    assert NOON < out.not_before < NOON + timedelta(minutes=2)
    assert out.not_after == out.not_before + timedelta(minutes=30)


def test_at_night_we_call_back_in_the_morning() -> None:
    line = quiet().later(hours=10)

    (out,) = ring(line).send

    assert out.not_before.hour == 9


def test_who_has_not_agreed_to_calls_is_called_by_a_person() -> None:
    line = quiet(standing=frozenset({"checkin_text"}))

    decision = ring(line)

    assert (line.raised, sent(decision)) == (["call_me"], [])


@pytest.mark.parametrize(("minutes", "again"), [(9, False), (11, True)])
def test_rings_within_ten_minutes_are_one_ring(minutes: int, again: bool) -> None:
    line = quiet()
    ring(line)

    decision = ring(line.later(minutes=minutes))

    assert bool(decision.send) is again


def test_a_second_ring_after_i_am_here_is_the_same_ring() -> None:
    line = ana_alone(policy=BACK)
    ring(line)

    assert ring(line.later(minutes=1)).send == ()


def test_a_ring_just_after_a_call_back_still_answers_what_was_asked_since() -> None:
    line = ana_alone(called_back=CalledBack(NOON - timedelta(minutes=5), 1))

    ring(line)

    assert line.answer() == "here"


def test_we_call_back_three_times_a_day_at_most() -> None:
    line = quiet()

    calls = [ring(line.later(minutes=20)).send for _ in range(6)]

    assert [bool(out) for out in calls] == [True, True, True, False, False, False]
    assert ring(line.later(hours=24)).send


def test_i_am_here_counts_as_no_call_back() -> None:
    line = ana_alone(policy=BACK)
    ring(line)
    line.line = quiet(called_back=line.line.called_back).line

    calls = [ring(line.later(minutes=20)).send for _ in range(4)]

    assert [bool(out) for out in calls] == [True, True, True, False]


@pytest.mark.parametrize("changes", [{"stopped": True}, {"answerable": False}])
def test_a_line_that_stopped_us_and_no_telephone_are_left_alone(changes: dict[str, bool]) -> None:
    line = quiet(**changes)

    decision = ring(line)

    assert (decision.send, decision.changes) == ((), ())


@pytest.mark.parametrize(("policy", "calls"), [(BACK, 1), (NOTHING, 0), (Policy(), 0)])
def test_a_stranger_is_called_back_where_the_organisation_says_so(
    policy: Policy, calls: int
) -> None:
    decision = ring(nobody(policy))

    assert sent(decision) == [(Kind.CALL_BACK, None)] * calls


def test_who_has_left_is_not_called_back() -> None:
    line = Line(a_conversation(a_thread(a_member(state=MemberState.LEFT))), BACK)

    assert ring(line).send == ()


def test_who_is_invited_is_called_back_as_a_stranger_is() -> None:
    member = a_member(state=MemberState.INVITED)
    thread = a_thread(member, standing=frozenset(), invited_until=NOON + DAY)

    assert sent(ring(Line(a_conversation(thread), BACK))) == [(Kind.CALL_BACK, None)]


def test_on_a_shared_phone_one_open_question_is_answered() -> None:
    line = shared(a_thread(a_member()), a_thread(eva(), asked=True))

    ring(line)

    assert line.answer(5) == "here"


def test_on_a_shared_phone_two_open_questions_stay_open_and_we_call_back() -> None:
    ana, other = a_thread(a_member(), asked=True), a_thread(eva(), asked=True, standing=BOTH)
    line = shared(ana, other, policy=BACK)

    decision = ring(line)

    assert (line.answer(1), line.answer(5)) == ("", "")
    assert sent(decision) == [(Kind.CALL_BACK, 5)]


def test_on_a_shared_phone_nobody_of_which_agreed_to_calls_a_person_calls() -> None:
    line = shared(policy=BACK)

    decision = ring(line)

    assert (line.raised, decision.send) == (["call_me"], ())


def test_whoever_is_called_back_on_a_shared_phone_is_asked_who_they_are() -> None:
    line = shared()

    line.call(outgoing=True, member_id=1, opening="call.call_back")
    assert line.said == ["call.call_back", "speaker.2"]
    line.press("2")

    assert (line.said, line.language) == (["call.menu"], "sw")


@pytest.mark.parametrize(
    ("policy", "known", "away"),
    [
        (Policy(), True, False),
        (Policy(), False, False),
        (Policy(rings=Ring.CALL_BACK), True, True),
        (Policy(rings=Ring.CALL_BACK), False, False),
        (Policy(strangers_ring=Ring.NOTHING), False, True),
        (Policy(strangers_ring=Ring.NOTHING), True, False),
    ],
)
def test_calls_are_taken_up_or_not_as_the_organisation_says(
    policy: Policy, known: bool, away: bool
) -> None:
    line = Line(quiet().line if known else a_conversation(), policy)

    assert turned_away(line.in_call(Call(outgoing=False, opening="", member_id=None))) is away
