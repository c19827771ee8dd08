"""Words left in a call: who is offered it, what must stand before it, and what follows."""

import pytest

from checkin.domain.consent import Medium, Purpose
from checkin.domain.conversation import Asking
from checkin.domain.decision import Listen, WordsLeft
from checkin.domain.escalation import EscalationKind, Raised
from checkin.domain.member import MemberState
from checkin.domain.talk import message
from checkin.domain.talk.call import greet
from tests.builders import a_conversation, a_member
from tests.unit.domain.talk.line import TEXTS, Line, a_thread, eva

RECORDING = TEXTS | {Purpose.RECORDING}
GRANTED, REFUSED, EXPIRED = (("recording", a) for a in ("granted", "refused", "expired"))


def line(*standing: Purpose, state: MemberState = MemberState.ACTIVE) -> Line:
    """Ana's phone; she has agreed to these beside texts."""
    thread = a_thread(a_member(state=state), standing=TEXTS | set(standing))
    return Line(a_conversation(thread))


def nobodys() -> Line:
    return Line(a_conversation())


def listens(made: Line) -> Listen:
    reply = made.done[-1].reply
    assert reply
    return reply.listen


@pytest.mark.parametrize("key", ["3", "0"])
@pytest.mark.parametrize(
    ("agreed", "offer", "events"),
    [((Purpose.RECORDING,), "call.message", []), ((), "allow.recording", [GRANTED])],
)
def test_one_key_after_the_offer_words_are_recorded_and_never_without_a_yes(
    key: str, agreed: tuple[Purpose, ...], offer: str, events: list[tuple[str, str]]
) -> None:
    made = line(*agreed)

    made.call(key)
    assert made.said[-1] == offer
    assert listens(made) is Listen.KEY
    made.press("1")

    assert made.said == ["call.recorded"]
    assert listens(made) is Listen.VOICE
    assert made.events == events


@pytest.mark.parametrize(
    ("made", "keys", "said", "events"),
    [
        (line(), "32", ["choices.refused", "call.goodbye"], [REFUSED]),
        (line(Purpose.RECORDING), "32", ["call.goodbye"], []),
        (line(), ["3", ""], ["call.goodbye"], []),
        (line(Purpose.RECORDING), ["3", ""], ["call.goodbye"], []),
        (line(), ["3", "1", ""], ["call.goodbye"], [GRANTED]),
        (line(), "3*", ["allow.recording"], []),
        (line(), "35", ["call.wrong_key", "allow.recording"], []),
        (line(), "30", ["asked.person_now", "allow.recording"], []),
        (nobodys(), "0", ["unknown_number", "allow.recording"], []),
        (nobodys(), "01", ["call.recorded"], [GRANTED, EXPIRED]),
        (nobodys(), "02", ["choices.refused", "call.goodbye"], [REFUSED]),
        (line(state=MemberState.LEFT), "01", ["call.recorded"], [GRANTED]),
    ],
)
def test_what_is_said_to_each_answer(
    made: Line, keys: str | list[str], said: list[str], events: list[tuple[str, str]]
) -> None:
    made.call(*keys)

    assert made.said[-len(said) :] == said
    assert made.events == events


@pytest.mark.parametrize("key", "1234567890#*")
def test_no_key_answers_anything_while_words_are_recorded(key: str) -> None:
    made = line(Purpose.RECORDING)
    made.call("3", "1")
    before = len(made.events)

    decision = made.press(key)

    assert len(made.events) - before == (key == "9")  # the calls stop
    assert bool(decision.changes) == (key in "09")  # and somebody who wants a person is heard


def test_a_consent_taken_back_since_the_offer_is_asked_for_again() -> None:
    made = line(Purpose.RECORDING)
    made.call("3")
    made.text("refuse recording")

    made.press("1")

    assert made.said == ["allow.recording"]
    assert listens(made) is Listen.KEY


def test_nobody_agrees_for_somebody_else_on_a_shared_phone() -> None:
    ana, other = a_thread(a_member(), standing=RECORDING), a_thread(eva(), standing=RECORDING)
    made = Line(a_conversation(ana, other))

    made.call("0")

    assert made.said == ["asked.person_now", "call.goodbye"]


def test_a_text_is_offered_nothing_to_record() -> None:
    made = line()

    made.text("call me")

    assert made.said == ["asked.call_me"]


def test_words_are_kept_and_a_person_is_told_unless_one_was_just_now() -> None:
    made = line(Purpose.RECORDING)
    made.call("3", "1")
    assert made.phone

    decision = message.left(made.in_call(made.phone), WordsLeft(7, "RE1", 12))

    kept, raised = decision.changes
    assert kept == WordsLeft(7, "RE1", 12, line_id=11, member_id=1)
    assert isinstance(raised, Raised)
    assert (raised.kind, raised.member_id) == (EscalationKind.VOICEMAIL, 1)
    assert raised.joins == {EscalationKind.CALL_ME, EscalationKind.PERSON_NOW}
    assert decision.reply
    assert [say.key for say in decision.reply.say] == ["call.message_left", "call.goodbye"]


@pytest.mark.parametrize("keys", [[], ["3"], ["3", "2"]])
def test_words_that_nobody_was_asked_for_are_not_kept(keys: list[str]) -> None:
    made = line(Purpose.RECORDING)
    made.call(*keys)
    assert made.phone
    assert made.phone.prompt is None or made.phone.prompt.asking in (Asking.MENU, Asking.MESSAGE)

    decision = message.left(made.in_call(made.phone), WordsLeft(7, "RE1", 12))

    assert decision.changes == ()


@pytest.mark.parametrize(
    ("agreed", "has_ended", "said"),
    [
        ((Purpose.VOICEMAIL,), True, ["call.voicemail"]),
        ((Purpose.VOICEMAIL,), False, []),
        ((), True, []),
        ((Purpose.RECORDING,), True, []),
    ],
)
def test_a_machine_hears_who_we_are_only_where_that_was_agreed_to(
    agreed: tuple[Purpose, ...], has_ended: bool, said: list[str]
) -> None:
    made = line(*agreed)
    scene = made._scene(Medium.CALL, made.line, member_id=1, outgoing=True)

    decision = greet(scene, machine=True, listens=has_ended)

    assert decision.changes == ()
    assert decision.reply
    assert [say.key for say in decision.reply.say] == said
    assert decision.reply.prompt is None
