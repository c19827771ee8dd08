"""Whatever happens to a check-in, it comes to an end, and an unanswered one comes to a person."""

from hypothesis import given
from hypothesis import strategies as st

from checkin.domain.answering import answer
from checkin.domain.check_in import Answer, CheckIn, CheckInState
from checkin.domain.consent import Purpose
from checkin.domain.decision import Change, CheckInChanged
from checkin.domain.escalation import Raised
from checkin.domain.member import Channel, Member, Rhythm
from checkin.domain.policy import Policy
from checkin.domain.silence import Silence, asked, deadline_passed
from tests.builders import NOON, a_check_in, a_member
from tests.unit.domain.laws import cadences, law, purposes, zones

POLICY = Policy()
STEPS = 4  # reminded, called, given up; one to spare
people = st.builds(
    a_member,
    channel=st.sampled_from(Channel),
    rhythm=st.builds(Rhythm, cadences),
    time_zone=zones,
)
turns = st.lists(st.tuples(purposes, st.booleans()), min_size=STEPS, max_size=STEPS)
answers = st.lists(st.none() | st.sampled_from(Answer), min_size=STEPS, max_size=STEPS)


def moved(check_in: CheckIn, changes: tuple[Change, ...]) -> CheckIn:
    """The check-in after these changes."""
    return next((c.after for c in changes if isinstance(c, CheckInChanged)), check_in)


def opened(member: Member) -> CheckIn:
    """A check-in that has just been asked."""
    return asked(a_check_in(member, state=CheckInState.DUE), member, NOON, POLICY)


@law
@given(people, turns, st.integers(0, 3))
def test_silence_ends_with_a_person_after_finitely_many_deadlines(
    member: Member, turns: list[tuple[frozenset[Purpose], bool]], calls: int
) -> None:
    check_in, raised = opened(member), 0

    for standing, reached in [turns[0]] * calls + turns:
        if (now := check_in.act_after) is None:
            break
        on_the_phone, calls = calls > 0, calls - 1
        found = Silence(check_in, member, standing, reached, on_the_phone)
        decision = deadline_passed(found, now, POLICY)
        check_in = moved(check_in, decision.changes)
        raised += sum(isinstance(change, Raised) for change in decision.changes)

        assert check_in.act_after is None or check_in.act_after > now

    assert check_in.state in (CheckInState.MISSED, CheckInState.UNREACHABLE)
    assert (check_in.act_after, raised) == (None, 1)


@law
@given(people, turns, answers)
def test_a_check_in_has_a_deadline_just_as_long_as_it_is_open(
    member: Member,
    turns: list[tuple[frozenset[Purpose], bool]],
    given_answers: list[Answer | None],
) -> None:
    check_in, now = opened(member), NOON

    for (standing, reached), words in zip(turns, given_answers, strict=True):
        if words and check_in.hears(now, POLICY.late_answer):
            check_in = moved(check_in, answer(check_in, words, now).changes)
        now = check_in.act_after or now
        decision = deadline_passed(Silence(check_in, member, standing, reached), now, POLICY)
        check_in = moved(check_in, decision.changes)

        assert check_in.is_open == (check_in.act_after is not None)
        assert check_in.is_open == (check_in.closed_at is None)

    assert not check_in.is_open
