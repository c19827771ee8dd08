"""Two members on one phone: an answer goes to the one who was asked, and to no other."""

import pytest

from checkin.domain.check_in import Answer, CheckInState
from checkin.domain.consent import ConsentEvent
from checkin.domain.conversation import Conversation, Thread
from checkin.domain.decision import CheckInChanged, Decision, MemberChanged
from checkin.domain.escalation import EscalationKind, Raised
from checkin.domain.hearing import Heard, hear
from checkin.domain.member import MemberState
from checkin.domain.policy import Policy
from tests.builders import ANA, DAY, HOUR, NOON, a_check_in, a_conversation, a_member

EVA = a_member(id=5, name="Eva", language="sw")
FAY = a_member(id=6, name="Fay", state=MemberState.INVITED)
EVA_ASKED_LAST = a_conversation(
    Thread(ANA, a_check_in(due_at=NOON - 3 * HOUR)),
    Thread(EVA, a_check_in(EVA, due_at=NOON - HOUR)),
)
FAY_INVITED = a_conversation(Thread(ANA, a_check_in()), Thread(FAY, None, invited_until=NOON + DAY))


def heard(conversation: Conversation, body: str) -> Decision:
    """What follows from this text at noon."""
    return hear(conversation, Heard(body, "SM1"), NOON, Policy())


def answered(decision: Decision) -> dict[int, Answer | None]:
    """Whose check-in was answered, and how."""
    changed = [c for c in decision.changes if isinstance(c, CheckInChanged)]
    return {change.after.member_id: change.after.answer for change in changed}


@pytest.mark.parametrize(("body", "given"), [("1", Answer.OK), ("2", Answer.NOT_OK)])
def test_an_answer_belongs_to_the_member_asked_last_in_their_language(
    body: str, given: Answer
) -> None:
    decision = heard(EVA_ASKED_LAST, body)

    assert answered(decision) == {EVA.id: given}
    assert decision.member_id == EVA.id
    assert decision.reply is not None
    assert decision.reply.language == "sw"


def test_a_member_whose_question_has_not_left_yet_is_not_ok_by_anothers_answer() -> None:
    eva_next = Thread(EVA, a_check_in(EVA, state=CheckInState.DUE, due_at=NOON))
    line = a_conversation(Thread(ANA, a_check_in()), eva_next)

    assert answered(heard(line, "1")) == {ANA.id: Answer.OK}


@pytest.mark.parametrize(("body", "given"), [("1", Answer.OK), ("2", Answer.NOT_OK)])
def test_a_check_ins_key_answers_it_and_no_other_members_invitation(
    body: str, given: Answer
) -> None:
    decision = heard(FAY_INVITED, body)

    assert answered(decision) == {ANA.id: given}
    assert not any(isinstance(c, ConsentEvent | MemberChanged) for c in decision.changes)


@pytest.mark.parametrize(("body", "state"), [("YES", MemberState.ACTIVE), ("NO", MemberState.LEFT)])
def test_yes_and_no_answer_the_open_invitation(body: str, state: MemberState) -> None:
    decision = heard(FAY_INVITED, body)

    changed = [c for c in decision.changes if isinstance(c, MemberChanged)]
    assert [(c.member_id, c.state) for c in changed] == [(FAY.id, state)]
    assert answered(decision) == {}


def test_without_an_open_check_in_an_ok_takes_the_invitation_up() -> None:
    line = a_conversation(ANA, Thread(FAY, None, invited_until=NOON + DAY))

    decision = heard(line, "ok")

    assert any(isinstance(c, ConsentEvent) and c.member_id == FAY.id for c in decision.changes)


def test_other_words_go_to_the_check_in_and_leave_the_invitation_open() -> None:
    decision = heard(FAY_INVITED, "who is Fay?")

    assert answered(decision) == {ANA.id: None}
    assert decision.reply is not None
    assert decision.reply.say[0].key == "answer.clarify"


def test_distress_without_a_question_is_heard_for_the_one_who_is_with_us() -> None:
    gone = a_member(id=7, name="Gil", state=MemberState.LEFT)

    decision = heard(a_conversation(gone, EVA), "2")

    assert Raised(EscalationKind.NOT_OK, EVA.id) in decision.changes
