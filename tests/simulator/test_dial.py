"""The verb Dial: who is called, who hears whom, how it ends, and what is told of it."""

import pytest
from twilio.rest import Client

from checkin.simulator import Simulator
from checkin.simulator.client import ControlRefused, HandsetClient, SimulatorClient

from .conftest import ACCOUNT, MEMBER, OTHER, SERVICE, Clock
from .receiver import Receiver
from .talk import connected, heard, last, lines, statuses

EVENTS = "initiated ringing answered completed"
THIRD = "+15550100003"


@pytest.fixture
def callee(control: SimulatorClient) -> HandsetClient:
    """Ben's phone."""
    return control.handset(OTHER)


def dialed(
    simulator: Simulator,
    receiver: Receiver,
    member: HandsetClient,
    attributes: str = "",
    inner: str = OTHER,
) -> None:
    receiver.answer(
        "/voice",
        f'<Dial callerId="{SERVICE}" action="/dialed" {attributes}>{inner}</Dial><Say>Never.</Say>',
    )
    receiver.answer("/dialed", "<Say>Goodbye.</Say>")
    connected(simulator, member)


def outcome(receiver: Receiver) -> dict[str, str]:
    (asked,) = receiver.at("/dialed")
    assert asked.genuine
    names = ("CallStatus", "DialCallStatus", "DialBridged", "DialCallDuration")
    return {name: asked.params[name] for name in names if name in asked.params}


def not_bridged(status: str, caller: str = "in-progress") -> dict[str, str]:
    return {"CallStatus": caller, "DialCallStatus": status, "DialBridged": "false"}


def bridged(seconds: str = "0", caller: str = "in-progress") -> dict[str, str]:
    return {
        "CallStatus": caller,
        "DialCallStatus": "completed",
        "DialBridged": "true",
        "DialCallDuration": seconds,
    }


def test_both_hear_each_other_until_the_callee_hangs_up(
    simulator: Simulator,
    receiver: Receiver,
    member: HandsetClient,
    callee: HandsetClient,
    clock: Clock,
) -> None:
    dialed(simulator, receiver, member)
    ringing = last(callee)
    assert (ringing["status"], ringing["other"]) == ("ringing", SERVICE)
    assert ringing["parent_sid"] == last(member)["sid"]
    member.speak("Is anybody there?")  # to the ringing tone
    callee.answer()
    simulator.settle()
    assert (last(member)["bridged_to"], last(callee)["bridged_to"]) == (OTHER, MEMBER)
    member.speak("I feel alone tonight")
    callee.speak("I am with you")
    callee.press("5")
    assert heard(member, "other") == ["I am with you", "5"]
    assert heard(callee, "other") == ["I feel alone tonight"]
    assert heard(callee, "handset") == ["I am with you", "5"]
    clock.move(seconds=61)
    callee.hang_up()
    simulator.settle()
    assert outcome(receiver) == bridged("61")
    assert heard(member, "service") == ["Goodbye."]
    assert (last(member)["status"], last(member)["bridged_to"]) == ("completed", None)
    assert statuses(receiver, "/voice/status") == ["completed"]


def test_the_caller_hangs_up_first(
    simulator: Simulator, receiver: Receiver, member: HandsetClient, callee: HandsetClient
) -> None:
    dialed(simulator, receiver, member)
    callee.answer()
    simulator.settle()
    member.hang_up()
    simulator.settle()
    assert outcome(receiver) == bridged(caller="completed")
    assert (last(member)["status"], last(callee)["status"]) == ("completed", "completed")
    assert heard(member, "service") == []
    with pytest.raises(ControlRefused):
        callee.speak("Hello?")


@pytest.mark.parametrize(
    ("mode", "act", "status"),
    [
        ("normal", "decline", "busy"),
        ("normal", "let_ring", "no-answer"),
        ("busy", None, "busy"),
        ("no-answer", None, "no-answer"),
        ("undeliverable", None, "failed"),
    ],
)
def test_nobody_takes_the_call(
    client: Client,
    simulator: Simulator,
    receiver: Receiver,
    member: HandsetClient,
    callee: HandsetClient,
    mode: str,
    act: str | None,
    status: str,
) -> None:
    callee.set_mode(mode)
    dialed(simulator, receiver, member)
    if act is not None:
        getattr(callee, act)()
        simulator.settle()
    assert outcome(receiver) == not_bridged(status)
    assert heard(member, "service") == ["Goodbye."]
    sid = receiver.at("/dialed")[0].params["DialCallSid"]
    assert client.calls(sid).fetch().status == status


def test_a_callee_on_another_call_is_busy(
    simulator: Simulator, receiver: Receiver, member: HandsetClient, callee: HandsetClient
) -> None:
    receiver.answer("/voice", "<Gather/>")
    connected(simulator, callee)
    dialed(simulator, receiver, member)
    assert outcome(receiver) == not_bridged("busy")


def test_a_caller_who_gives_up_while_it_rings_cancels_it(
    simulator: Simulator, receiver: Receiver, member: HandsetClient, callee: HandsetClient
) -> None:
    dialed(simulator, receiver, member)
    member.hang_up()
    simulator.settle()
    assert outcome(receiver) == not_bridged("canceled", caller="completed")
    assert last(callee)["status"] == "canceled"


def test_a_machine_takes_the_call_and_counts_as_a_person(
    simulator: Simulator, receiver: Receiver, member: HandsetClient, callee: HandsetClient
) -> None:
    callee.set_mode("voicemail")
    dialed(simulator, receiver, member)
    assert heard(member, "other") == ["Please leave a message after the tone."]
    member.speak("Call me back")
    assert heard(callee, "other") == ["Call me back"]
    member.hang_up()
    simulator.settle()
    assert outcome(receiver) == bridged(caller="completed")


@pytest.mark.parametrize(
    ("attribute", "moment", "status"),
    [
        ('hangupOnStar="true"', "ringing", "canceled"),
        ('hangupOnStar="true"', "joined", "completed"),
        ('hangupOnStar="false"', "joined", None),
        ("", "joined", None),
    ],
)
def test_a_star_of_the_caller_ends_it_if_it_may(
    simulator: Simulator,
    receiver: Receiver,
    member: HandsetClient,
    callee: HandsetClient,
    attribute: str,
    moment: str,
    status: str | None,
) -> None:
    dialed(simulator, receiver, member, attribute)
    if moment == "joined":
        callee.answer()
        simulator.settle()
        callee.press("*")
    member.press("1*")
    simulator.settle()
    told = [each.params["DialCallStatus"] for each in receiver.at("/dialed")]
    assert told == ([] if status is None else [status])
    if status is not None:
        assert heard(member, "service") == ["Goodbye."]


def test_without_an_action_the_next_verb_follows(
    simulator: Simulator, receiver: Receiver, member: HandsetClient, callee: HandsetClient
) -> None:
    receiver.answer("/voice", f"<Dial>{OTHER}</Dial><Say>Still here.</Say>")
    connected(simulator, member)
    callee.answer()
    simulator.settle()
    callee.hang_up()
    simulator.settle()
    assert heard(member, "service") == ["Still here."]
    assert last(member)["status"] == "completed"
    assert last(callee)["other"] == MEMBER  # nobody had named a caller id


@pytest.mark.parametrize("act", ["answer", "decline"])
def test_the_caller_hears_ringing_until_the_bridge_if_so_wanted(
    simulator: Simulator,
    receiver: Receiver,
    member: HandsetClient,
    callee: HandsetClient,
    act: str,
) -> None:
    receiver.answer("/voice", f'<Dial answerOnBridge="true">{OTHER}</Dial>')
    connected(simulator, member)
    assert last(member)["status"] == "ringing"
    getattr(callee, act)()
    simulator.settle()
    if act == "answer":
        assert last(member)["status"] == "in-progress"
        callee.hang_up()
        simulator.settle()
    assert last(member)["status"] == ("completed" if act == "answer" else "no-answer")
    assert (last(member)["cost"] > 0) == (act == "answer")


def test_a_caller_whose_call_was_kept_ringing_is_told_more_and_is_then_answered(
    simulator: Simulator, receiver: Receiver, member: HandsetClient, callee: HandsetClient
) -> None:
    dialed(simulator, receiver, member, 'answerOnBridge="true"')
    callee.decline()
    simulator.settle()
    assert outcome(receiver) == not_bridged("busy", caller="ringing")
    assert (heard(member, "service"), last(member)["status"]) == (["Goodbye."], "completed")


def test_what_is_reported_of_the_call_that_is_placed(
    client: Client,
    simulator: Simulator,
    receiver: Receiver,
    member: HandsetClient,
    callee: HandsetClient,
) -> None:
    inner = f'<Number statusCallback="/leg" statusCallbackEvent="{EVENTS}">{OTHER}</Number>'
    dialed(simulator, receiver, member, inner=inner)
    callee.answer()
    simulator.settle()
    callee.hang_up()
    simulator.settle()
    assert statuses(receiver, "/leg") == ["initiated", "ringing", "in-progress", "completed"]
    report = receiver.at("/leg")[-1]
    parent = last(member)["sid"]
    expected = {
        "ParentCallSid": parent,
        "Direction": "outbound-dial",
        "From": SERVICE,
        "To": OTHER,
        "AccountSid": ACCOUNT,
        "CallDuration": "0",
        "SequenceNumber": "3",
    }
    assert report.genuine and expected.items() <= report.params.items()
    (child,) = client.calls.list(parent_call_sid=parent)
    assert (child.sid, child.direction) == (report.params["CallSid"], "outbound-dial")
    assert child.parent_call_sid == parent and child.status == "completed"
    assert receiver.at("/dialed")[0].params["DialCallSid"] == child.sid


def test_of_several_the_first_to_answer_is_connected(
    simulator: Simulator,
    control: SimulatorClient,
    receiver: Receiver,
    member: HandsetClient,
    callee: HandsetClient,
) -> None:
    numbers = "".join(f"<Number>{number}</Number>" for number in (OTHER, THIRD))
    dialed(simulator, receiver, member, inner=numbers)
    third = control.handset(THIRD)
    assert [last(each)["status"] for each in (callee, third)] == ["ringing", "ringing"]
    third.answer()
    assert last(callee)["status"] == "canceled"
    simulator.settle()
    assert last(member)["bridged_to"] == THIRD
    third.hang_up()
    simulator.settle()
    assert outcome(receiver) == bridged()
    assert receiver.at("/dialed")[0].params["DialCallSid"] == last(third)["sid"]


def test_of_several_all_may_refuse(
    simulator: Simulator,
    control: SimulatorClient,
    receiver: Receiver,
    member: HandsetClient,
    callee: HandsetClient,
) -> None:
    numbers = "".join(f"<Number>{number}</Number>" for number in (OTHER, THIRD))
    dialed(simulator, receiver, member, inner=numbers)
    callee.decline()
    simulator.settle()
    assert not receiver.at("/dialed")
    control.handset(THIRD).let_ring()
    simulator.settle()
    assert outcome(receiver) == not_bridged("no-answer")


@pytest.mark.parametrize("written", [OTHER, "(555) 010-0002", "15550100002"])
def test_numbers_may_be_written_as_in_north_america(
    simulator: Simulator, receiver: Receiver, member: HandsetClient, written: str
) -> None:
    # The numbers of these tests have no exchange that exists: one that has stands in for them.
    real = written.replace("555", "212", 1).replace("010", "555", 1)
    dialed(simulator, receiver, member, inner=real)
    assert any(call.to == "+12125550002" for call in simulator.carrier.calls.values())


@pytest.mark.parametrize(
    ("code", "twiml"),
    [
        (12200, "<Dial><Conference>Room</Conference></Dial>"),
        (12200, "<Dial><Client>ana</Client></Dial>"),
        (12200, "<Dial><Sip>sip:ana@example.org</Sip></Dial>"),
        (12200, "<Dial><Queue>help</Queue></Dial>"),
        (12200, f"<Dial>{'<Number>+15550100002</Number>' * 11}</Dial>"),
        (12200, '<Dial sequential="true">+15550100002</Dial>'),
        (13210, '<Dial method="PUT">+15550100002</Dial>'),
        (13212, '<Dial timeout="0">+15550100002</Dial>'),
        (13213, '<Dial hangupOnStar="yes">+15550100002</Dial>'),
        (13214, '<Dial callerId="+15550109999">+15550100002</Dial>'),
        (13216, '<Dial timeLimit="soon">+15550100002</Dial>'),
        (13223, "<Dial>Ben</Dial>"),
        (13223, "<Dial/>"),
    ],
)
def test_what_cannot_be_dialed_ends_the_call_and_is_listed(
    simulator: Simulator,
    control: SimulatorClient,
    receiver: Receiver,
    member: HandsetClient,
    code: int,
    twiml: str,
) -> None:
    receiver.answer("/voice", twiml)
    connected(simulator, member)
    (failure,) = control.failures()
    assert failure["code"] == code and failure["message"]
    assert "application error" in lines(member)[-1][1]
    assert last(member)["status"] == "completed"
    assert len(simulator.carrier.calls) == 1


def test_the_caller_is_sent_elsewhere_from_outside_and_the_callee_is_hung_up(
    client: Client,
    simulator: Simulator,
    receiver: Receiver,
    member: HandsetClient,
    callee: HandsetClient,
) -> None:
    dialed(simulator, receiver, member)
    callee.answer()
    simulator.settle()
    receiver.answer("/moved", "<Say>Moved.</Say>")
    client.calls(last(member)["sid"]).update(url=receiver.url + "/moved")
    simulator.settle()
    assert last(callee)["status"] == "completed"
    assert heard(member, "service") == ["Moved."] and not receiver.at("/dialed")


def test_the_callee_is_sent_elsewhere_from_outside_and_the_caller_goes_on(
    client: Client,
    simulator: Simulator,
    receiver: Receiver,
    member: HandsetClient,
    callee: HandsetClient,
) -> None:
    dialed(simulator, receiver, member)
    callee.answer()
    simulator.settle()
    receiver.answer("/moved", "<Gather/><Say>Moved.</Say>")
    client.calls(last(callee)["sid"]).update(url=receiver.url + "/moved")
    simulator.settle()
    assert outcome(receiver) == bridged()
    assert last(member)["status"] == "completed" and last(callee)["waiting_for_key"]
    callee.keep_silent()
    simulator.settle()
    assert heard(callee, "service") == ["Moved."]


def test_the_service_ends_the_callees_call(
    client: Client,
    simulator: Simulator,
    receiver: Receiver,
    member: HandsetClient,
    callee: HandsetClient,
) -> None:
    dialed(simulator, receiver, member)
    callee.answer()
    simulator.settle()
    client.calls(last(callee)["sid"]).update(status="completed")
    simulator.settle()
    assert outcome(receiver) == bridged()
    assert heard(member, "service") == ["Goodbye."]


def test_a_call_that_the_service_placed_may_dial_too(
    client: Client,
    simulator: Simulator,
    receiver: Receiver,
    member: HandsetClient,
    callee: HandsetClient,
) -> None:
    receiver.answer("/out", f"<Dial>{OTHER}</Dial>")
    client.calls.create(to=MEMBER, from_=SERVICE, url=receiver.url + "/out")
    simulator.settle()
    member.answer()
    simulator.settle()
    callee.answer()
    simulator.settle()
    member.speak("Hello")
    assert (heard(callee, "other"), last(callee)["other"]) == (["Hello"], SERVICE)
