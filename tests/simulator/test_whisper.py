"""What a callee hears alone before the two are connected: the URL of a Number."""

import pytest
from twilio.rest import Client

from checkin.simulator import Simulator
from checkin.simulator.client import HandsetClient, SimulatorClient

from .conftest import MEMBER, OTHER, SERVICE
from .receiver import Receiver
from .talk import connected, heard, last

ASK = (
    '<Gather numDigits="1" action="/accept" timeout="8">'
    "<Say>A member asks for a talk. Press 1 to take it.</Say></Gather><Hangup/>"
)


@pytest.fixture
def callee(
    simulator: Simulator, control: SimulatorClient, receiver: Receiver, member: HandsetClient
) -> HandsetClient:
    """Ben's phone, which rings because Ana wants to talk."""
    receiver.answer(
        "/voice",
        f'<Dial callerId="{SERVICE}" action="/dialed" method="GET">'
        f'<Number url="/whisper?to=7">{OTHER}</Number></Dial>',
    )
    receiver.answer("/whisper", ASK)
    receiver.answer("/accept", "<Say>Connecting.</Say>")
    receiver.answer("/dialed", "<Say>Goodbye.</Say>")
    connected(simulator, member)
    return control.handset(OTHER)


def outcome(receiver: Receiver) -> tuple[str, str]:
    (asked,) = receiver.at("/dialed")
    assert (asked.method, asked.genuine) == ("GET", True)
    return asked.params["DialCallStatus"], asked.params["DialBridged"]


def test_a_key_accepts_and_both_are_connected(
    simulator: Simulator, receiver: Receiver, member: HandsetClient, callee: HandsetClient
) -> None:
    callee.answer()
    simulator.settle()
    (asked,) = receiver.at("/whisper")
    expected = {
        "From": SERVICE,
        "To": OTHER,
        "Direction": "outbound-dial",
        "CallStatus": "in-progress",
        "ParentCallSid": last(member)["sid"],
        "CallSid": last(callee)["sid"],
    }
    assert asked.genuine and expected.items() <= asked.params.items()
    assert (last(callee)["waiting_for_key"], last(member)["bridged_to"]) == (True, None)
    member.speak("Hello?")
    callee.press("1")
    simulator.settle()
    assert receiver.at("/accept")[0].params["ParentCallSid"] == last(member)["sid"]
    assert (last(member)["bridged_to"], last(callee)["bridged_to"]) == (OTHER, MEMBER)
    callee.speak("Good evening")
    assert heard(member, "other") == ["Good evening"] and heard(callee, "other") == []
    assert len(heard(callee, "service")) == 2 and heard(member, "service") == []
    callee.hang_up()
    simulator.settle()
    assert outcome(receiver) == ("completed", "true")


@pytest.mark.parametrize("refusal", ["silence", "another key", "hanging up"])
def test_one_who_does_not_accept_is_not_connected_and_yet_took_the_call(
    client: Client,
    simulator: Simulator,
    receiver: Receiver,
    member: HandsetClient,
    callee: HandsetClient,
    refusal: str,
) -> None:
    receiver.answer("/accept", "<Hangup/>")
    callee.answer()
    simulator.settle()
    if refusal == "silence":
        callee.keep_silent()
    elif refusal == "another key":
        callee.press("2")
    else:
        callee.hang_up()
    simulator.settle()
    assert outcome(receiver) == ("completed", "false")
    assert client.calls(last(callee)["sid"]).fetch().status == "completed"
    assert heard(member, "service") == ["Goodbye."] and heard(member, "other") == []


def test_a_machine_presses_nothing_and_is_not_connected(
    simulator: Simulator, receiver: Receiver, member: HandsetClient, control: SimulatorClient
) -> None:
    control.handset(OTHER).set_mode("voicemail")
    number = f'<Number url="/whisper" machineDetection="Enable">{OTHER}</Number>'
    receiver.answer("/voice", f'<Dial action="/dialed" method="GET">{number}</Dial>')
    receiver.answer("/whisper", ASK)
    connected(simulator, member)
    assert receiver.at("/whisper")[0].params["AnsweredBy"] == "machine_start"
    assert outcome(receiver) == ("completed", "false")


def test_a_caller_who_hangs_up_meanwhile_ends_it(
    simulator: Simulator, receiver: Receiver, member: HandsetClient, callee: HandsetClient
) -> None:
    callee.answer()
    simulator.settle()
    member.hang_up()
    simulator.settle()
    assert last(callee)["status"] == "completed"
    assert outcome(receiver) == ("completed", "false")


def test_a_whisper_that_cannot_be_had_ends_the_callees_call(
    simulator: Simulator,
    control: SimulatorClient,
    receiver: Receiver,
    member: HandsetClient,
    callee: HandsetClient,
) -> None:
    receiver.answer("/whisper", "<Say>")
    callee.answer()
    simulator.settle()
    assert [each["code"] for each in control.failures()] == [12100]
    assert outcome(receiver) == ("completed", "false")
    assert heard(member, "service") == ["Goodbye."]


def test_nobody_is_dialed_from_a_whisper(
    simulator: Simulator,
    control: SimulatorClient,
    receiver: Receiver,
    member: HandsetClient,
    callee: HandsetClient,
) -> None:
    receiver.answer("/whisper", "<Dial>+15550100003</Dial>")
    callee.answer()
    simulator.settle()
    assert [each["code"] for each in control.failures()] == [13201]
    assert outcome(receiver) == ("completed", "false")


def test_the_first_to_answer_ends_the_ringing_of_others_even_if_they_do_not_accept(
    simulator: Simulator, receiver: Receiver, member: HandsetClient, control: SimulatorClient
) -> None:
    numbers = f'<Number url="/whisper">{OTHER}</Number><Number>+15550100003</Number>'
    receiver.answer("/voice", f'<Dial action="/dialed" method="GET">{numbers}</Dial>')
    receiver.answer("/whisper", ASK)
    connected(simulator, member)
    control.handset(OTHER).answer()
    simulator.settle()
    assert last(control.handset("+15550100003"))["status"] == "canceled"
    control.handset(OTHER).hang_up()
    simulator.settle()
    assert outcome(receiver) == ("completed", "false")
