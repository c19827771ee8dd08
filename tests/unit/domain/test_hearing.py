"""What one text leads to on a line of one member: the fixed order, and nothing unheard."""

from datetime import timedelta

import pytest

from checkin.domain.check_in import Answer, CheckInState
from checkin.domain.consent import ConsentEvent
from checkin.domain.conversation import Conversation, Thread
from checkin.domain.decision import CheckInChanged, Decision, LineChanged
from checkin.domain.escalation import EscalationKind, Raised
from checkin.domain.hearing import Heard, hear
from checkin.domain.member import Member, MemberState
from checkin.domain.policy import Policy
from tests.builders import ANA, DAY, DOV, NOON, a_check_in, a_conversation, a_member

OURS = Policy()
THEIRS = Policy(carrier_confirms_stop=True)
PAUSED = a_member(state=MemberState.PAUSED)
INVITED = a_member(state=MemberState.INVITED)
ASKED = a_conversation(Thread(ANA, a_check_in()))
QUIET = a_conversation(ANA)
BOTH_OPEN = a_conversation(Thread(INVITED, a_check_in(), NOON + DAY))
DISTRESS = Raised(EscalationKind.NOT_OK, ANA.id)
TO_BE_READ = Raised(EscalationKind.UNCLEAR, ANA.id)


def heard(
    conversation: Conversation, body: str, opt_out: str = "", policy: Policy = OURS
) -> Decision:
    """What follows from this text at noon."""
    return hear(conversation, Heard(body, "SM1", opt_out), NOON, policy)


def said(decision: Decision) -> str | None:
    """The catalog key of the reply."""
    return decision.reply.say[0].key if decision.reply else None


@pytest.mark.parametrize("line", [ASKED, QUIET, BOTH_OPEN, a_conversation()])
@pytest.mark.parametrize(
    ("body", "reply"), [("STOP", "stopped"), ("stop all!", "stopped"), ("HELP", "help")]
)
def test_stop_and_help_work_whatever_is_open(line: Conversation, body: str, reply: str) -> None:
    assert said(heard(line, body)) == reply


@pytest.mark.parametrize("line", [ASKED, QUIET, BOTH_OPEN])
def test_start_works_whatever_is_open(line: Conversation) -> None:
    assert said(heard(line, "START")) == "started"


@pytest.mark.parametrize("line", [ASKED, QUIET, BOTH_OPEN, a_conversation()])
def test_help_changes_nothing(line: Conversation) -> None:
    assert heard(line, "HELP").changes == ()


@pytest.mark.parametrize("body", ["STOP", "HELP"])
@pytest.mark.parametrize(("opt_out", "policy"), [("{}", OURS), ("", THEIRS)])
def test_what_the_carrier_has_confirmed_we_do_not_say_again(
    body: str, opt_out: str, policy: Policy
) -> None:
    decision = heard(ASKED, body, opt_out.format(body), policy)

    assert decision.reply is None


@pytest.mark.parametrize(
    ("body", "opt_out", "reply"),
    [
        ("parar", "STOP", None),
        ("stop", "START", None),
        ("ayuda", "HELP", None),
        ("empezar", "START", "started"),
        ("YES", "START", "answer.ok"),
        ("2", "SOMETHING NEW", "answer.not_ok"),
    ],
)
def test_the_carriers_word_counts_but_a_yes_stays_an_answer_and_a_stop_a_stop(
    body: str, opt_out: str, reply: str | None
) -> None:
    assert said(heard(ASKED, body, opt_out)) == reply


@pytest.mark.parametrize(("body", "opt_out"), [("parar", "STOP"), ("stop", "START")])
def test_a_stop_read_by_either_of_us_stops_the_line(body: str, opt_out: str) -> None:
    decision = heard(ASKED, body, opt_out)

    assert LineChanged(ANA.line_id, stopped=True, misunderstood=0) in decision.changes


@pytest.mark.parametrize(
    ("body", "given"),
    [
        ("1", Answer.OK),
        ("ok", Answer.OK),
        ("Yes", Answer.OK),
        ("2", Answer.NOT_OK),
        ("not ok", Answer.NOT_OK),
        ("No", Answer.NOT_OK),
    ],
)
def test_an_answer_reaches_the_open_check_in(body: str, given: Answer) -> None:
    decision = heard(ASKED, body)

    changed = decision.changes[0]
    assert isinstance(changed, CheckInChanged)
    assert (changed.after.state, changed.after.answer) == (CheckInState.ANSWERED, given)
    assert said(decision) == f"answer.{given.value}"
    assert decision.member_id == ANA.id
    assert (Raised(EscalationKind.NOT_OK, ANA.id, 101) in decision.changes) is (
        given is Answer.NOT_OK
    )


def test_words_we_cannot_read_are_asked_about_once_and_then_read_by_a_person() -> None:
    clarified = a_conversation(Thread(ANA, a_check_in(clarified=True)))

    first, second = heard(ASKED, "my bus stop is flooded"), heard(clarified, "I can't stop crying")

    assert (said(first), said(second)) == ("answer.clarify", "answer.unclear")
    assert Raised(EscalationKind.UNCLEAR, ANA.id, 101) in second.changes


def test_an_answer_lets_go_of_the_brake_on_replies() -> None:
    line = a_conversation(Thread(ANA, a_check_in()), misunderstood=2)

    assert LineChanged(ANA.line_id, misunderstood=0) in heard(line, "1").changes


@pytest.mark.parametrize("body", ["1", "ok", "yes", "no"])
@pytest.mark.parametrize("member", [ANA, PAUSED])
def test_an_answer_to_nothing_is_thanked_and_grants_nothing(body: str, member: Member) -> None:
    decision = heard(a_conversation(member), body)

    assert said(decision) == "no_question"
    assert decision.changes == (LineChanged(ANA.line_id, misunderstood=1),)


@pytest.mark.parametrize("opt_out", ["", "START"])
@pytest.mark.parametrize("member", [ANA, PAUSED, INVITED, DOV])
def test_a_yes_without_an_open_question_grants_nothing(member: Member, opt_out: str) -> None:
    decision = heard(a_conversation(member), "YES", opt_out)

    assert not any(isinstance(change, ConsentEvent) for change in decision.changes)


@pytest.mark.parametrize("member", [ANA, PAUSED])
@pytest.mark.parametrize("misunderstood", [0, 1, 5])
def test_not_ok_is_heard_and_answered_without_a_question_and_every_time(
    member: Member, misunderstood: int
) -> None:
    line = a_conversation(member, misunderstood=misunderstood)

    decision = heard(line, "not ok")

    assert DISTRESS in decision.changes
    assert (said(decision), decision.member_id) == ("answer.not_ok", ANA.id)
    assert (LineChanged(ANA.line_id, misunderstood=0) in decision.changes) is (misunderstood > 0)


@pytest.mark.parametrize("body", ["", "🙂", "hello?", "I quit drinking today", "help me please"])
@pytest.mark.parametrize("member", [ANA, PAUSED])
@pytest.mark.parametrize(("misunderstood", "reply"), [(0, "answer.unclear"), (1, None), (7, None)])
def test_words_without_a_question_are_always_read_by_a_person_and_answered_once(
    body: str, member: Member, misunderstood: int, reply: str | None
) -> None:
    decision = heard(a_conversation(member, misunderstood=misunderstood), body)

    assert decision.changes == (
        TO_BE_READ,
        LineChanged(ANA.line_id, misunderstood=misunderstood + 1),
    )
    assert said(decision) == reply


@pytest.mark.parametrize("line", [a_conversation(), a_conversation(INVITED), a_conversation(DOV)])
@pytest.mark.parametrize("body", ["1", "who is this?", ""])
def test_somebody_who_is_not_with_us_is_told_so_once_and_nobody_else_hears_of_it(
    line: Conversation, body: str
) -> None:
    decision = heard(line, body)

    assert decision.changes == (LineChanged(line.line_id, misunderstood=1),)
    assert said(decision) == "unknown_number"


@pytest.mark.parametrize("quiet", [{"misunderstood": 1}, {"stopped": True}, {"answerable": False}])
def test_no_reply_goes_twice_in_a_row_nor_to_a_stopped_line_nor_to_no_telephone(
    quiet: dict[str, int],
) -> None:
    assert heard(a_conversation(**quiet), "hello?").reply is None
    assert heard(a_conversation(ANA, **quiet), "ok").reply is None


@pytest.mark.parametrize(("body", "given"), [("1", Answer.OK), ("2", Answer.NOT_OK)])
def test_a_late_answer_after_stop_counts_but_is_not_replied_to(body: str, given: Answer) -> None:
    missed = a_check_in(DOV, state=CheckInState.MISSED, closed_at=NOON - timedelta(hours=1))
    line = a_conversation(Thread(DOV, missed), stopped=True)

    decision = heard(line, body)

    changed = decision.changes[0]
    assert isinstance(changed, CheckInChanged)
    assert changed.after.answer is given
    assert decision.reply is None


@pytest.mark.parametrize("body", ["stop!!", "opt out", "alto", "Help!"])
def test_where_the_carrier_confirms_we_answer_what_it_does_not_read(body: str) -> None:
    assert said(heard(ASKED, body, policy=THEIRS)) in ("stopped", "help")


@pytest.mark.parametrize("state", [MemberState.LEFT, MemberState.INVITED])
def test_somebody_who_is_not_ok_is_heard_wherever_they_stand(state: MemberState) -> None:
    member = a_member(state=state)

    decision = heard(a_conversation(member), "not ok")

    assert DISTRESS in decision.changes
    assert said(decision) == "answer.not_ok"


def test_after_a_stop_a_not_ok_reaches_a_person_and_gets_no_automatic_reply() -> None:
    left = a_member(state=MemberState.LEFT)

    decision = heard(a_conversation(left, stopped=True), "2")

    assert DISTRESS in decision.changes
    assert decision.reply is None
