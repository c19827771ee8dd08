"""Who waits for a person hears from when on somebody is on call, on their own clock."""

from dataclasses import replace
from datetime import time

import pytest

from checkin.domain.conversation import Conversation
from checkin.domain.decision import Decision, Listen, Reply, Say
from checkin.domain.duty.honest import told_when, waits_for_a_person
from checkin.domain.escalation import Cover, EscalationKind, Level, OnCall, Raised, Shift
from checkin.domain.urgency import Who
from tests.builders import NOON, a_conversation, a_member
from tests.unit.domain.talk.line import a_thread

CLEO = OnCall(3, 13)
EVENING = Shift(1, CLEO.coordinator_id, Who.FIRST, None, NOON.date(), time(18), 60, "UTC")
GAP = Cover((CLEO,), (EVENING,))  # nobody until six in the evening, UTC
COVERED = Cover((CLEO,), (replace(EVENING, starts=time(11), minutes=120),))
NO_MORE = Cover((CLEO,), (replace(EVENING, starts=time(9)),))
NAIROBI = a_conversation(a_thread(a_member(time_zone="Africa/Nairobi")))
WHEN = {"day": NOON.date().isoformat(), "time": "21:00"}


def answered(kind: EscalationKind, *said: str, level: Level | None = None) -> Decision:
    """A person is called for Ana, and this is said to her."""
    reply = Reply(tuple(map(Say, said)), "en", 1)
    return Decision((Raised(kind, 1, level=level),), reply=reply)


def told(
    decision: Decision, cover: Cover = GAP, line: Conversation = NAIROBI, *, by_call: bool = False
) -> list[tuple[str, dict[str, str]]]:
    """What is said in the end."""
    assert waits_for_a_person(decision) or cover is not GAP
    reply = told_when(decision, line, cover, NOON, by_call=by_call).reply
    assert reply
    return [(say.key, dict(say.values)) for say in reply.say]


@pytest.mark.parametrize(
    ("level", "said", "instead"),
    [
        (Level.RED, "danger.crisis", "danger.crisis_later"),
        (Level.AMBER, "danger.concern", "danger.concern_later"),
        (Level.RED, "danger.neutral", "danger.neutral_later"),
    ],
)
def test_the_reply_to_danger_says_when_somebody_is_there_in_one_sentence(
    level: Level, said: str, instead: str
) -> None:
    decision = answered(EscalationKind.DANGER, said, level=level)

    assert told(decision) == [(instead, WHEN)]
    assert told(decision, COVERED) == told(decision, NO_MORE) == [(said, {})]


def test_what_is_said_beside_the_reply_to_danger_stays() -> None:
    decision = answered(EscalationKind.DANGER, "stopped", "danger.crisis", level=Level.RED)

    assert told(decision) == [("stopped", {}), ("danger.crisis_later", WHEN)]


def test_a_stranger_hears_it_where_their_number_is_from() -> None:
    line = a_conversation(time_zone="Africa/Nairobi")
    raised = Raised(EscalationKind.DANGER, None, level=Level.RED, line_id=line.line_id)
    decision = Decision((raised,), reply=Reply((Say("danger.crisis"),), "en"))

    assert told(decision, line=line) == [("danger.crisis_later", WHEN)]


@pytest.mark.parametrize("by_call", [False, True])
def test_who_wants_a_person_now_hears_it_after_the_answer(by_call: bool) -> None:
    decision = answered(EscalationKind.PERSON_NOW, "asked.person_now")

    assert told(decision, by_call=by_call) == [("asked.person_now", {}), ("cover.later", WHEN)]


def test_a_question_stays_the_last_that_is_said() -> None:
    decision = answered(EscalationKind.PERSON_NOW, "asked.person_now", "call.message")
    assert decision.reply
    asks = replace(decision, reply=replace(decision.reply, listen=Listen.KEY))

    assert [key for key, _ in told(asks)] == ["asked.person_now", "cover.later", "call.message"]


@pytest.mark.parametrize(
    "decision",
    [
        answered(EscalationKind.DURESS, "safe_word.bland"),
        answered(EscalationKind.STOP, "stopped"),
        answered(EscalationKind.PERSON_NOW, "asked.person_now", level=Level.RED),
        Decision(reply=Reply((Say("help"),), "en")),
        Decision(),
    ],
)
def test_nobody_else_hears_of_it(decision: Decision) -> None:
    assert not waits_for_a_person(decision)
