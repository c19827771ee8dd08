"""Calls that nobody pays for, and callers who withhold their number."""

import pytest
from twilio.rest import Client

from checkin.simulator import Simulator
from checkin.simulator.client import ControlRefused, HandsetClient, SimulatorClient

from .conftest import MEMBER
from .receiver import Receiver
from .talk import connected, heard, last, statuses


def test_one_who_rings_and_hangs_up_is_seen_and_hears_nothing(
    client: Client, simulator: Simulator, receiver: Receiver, member: HandsetClient
) -> None:
    receiver.answer("/voice", "<Say>Hello</Say>")
    rung = member.ring_and_hang_up()
    simulator.settle()
    (asked,) = receiver.at("/voice")
    assert (asked.params["From"], asked.params["CallStatus"]) == (MEMBER, "ringing")
    (report,) = receiver.at("/voice/status")
    assert (report.params["CallSid"], report.params["CallStatus"]) == (rung["sid"], "no-answer")
    assert "CallDuration" not in report.params
    assert receiver.received.index(asked) < receiver.received.index(report)
    assert heard(member, "service") == [] and last(member)["cost"] == 0
    made = client.calls(rung["sid"]).fetch()
    assert (made.status, made.duration, made.direction) == ("no-answer", None, "inbound")


@pytest.mark.parametrize(
    ("answer", "end"),
    [
        ('<Reject reason="busy"/>', "busy"),
        ('<Reject reason="rejected"/>', "no-answer"),
        ("<Reject/>", "no-answer"),
    ],
)
def test_a_call_that_is_rejected_costs_nothing(
    simulator: Simulator, receiver: Receiver, member: HandsetClient, answer: str, end: str
) -> None:
    receiver.answer("/voice", answer)
    connected(simulator, member)
    assert (last(member)["status"], last(member)["cost"], last(member)["minutes"]) == (end, 0, 0)
    assert statuses(receiver, "/voice/status") == [end]
    with pytest.raises(ControlRefused):
        member.hang_up()


def test_a_reject_that_comes_too_late_changes_nothing(
    simulator: Simulator, receiver: Receiver, member: HandsetClient
) -> None:
    receiver.answer("/voice", '<Reject reason="busy"/>')
    member.ring_and_hang_up()
    simulator.settle()
    assert statuses(receiver, "/voice/status") == ["no-answer"]


def test_a_caller_may_hang_up_between_the_answer_and_the_first_word(
    simulator: Simulator, receiver: Receiver, member: HandsetClient
) -> None:
    receiver.answer("/voice", "<Say>Hello</Say>")
    member.call()
    assert simulator.step() and len(receiver.at("/voice")) == 1
    assert member.hang_up()["status"] == "no-answer"
    simulator.settle()
    assert heard(member, "service") == []


def test_a_service_that_fails_one_who_has_gone_is_listed(
    simulator: Simulator, control: SimulatorClient, receiver: Receiver, member: HandsetClient
) -> None:
    receiver.answer("/voice", "<Say>")
    member.ring_and_hang_up()
    simulator.settle()
    assert [each["code"] for each in control.failures()] == [12100]
    assert last(member)["status"] == "no-answer"


@pytest.mark.parametrize("shows", ["+266696687", "+7378742833", "anonymous", "unknown", ""])
@pytest.mark.parametrize("act", ["call", "ring_and_hang_up"])
def test_a_number_may_be_withheld(
    simulator: Simulator, receiver: Receiver, member: HandsetClient, act: str, shows: str
) -> None:
    receiver.answer("/voice", '<Gather numDigits="1" action="/keys"/>')
    getattr(member, act)(shows)
    simulator.settle()
    (asked,) = receiver.at("/voice")
    assert (asked.params["From"], asked.params["Caller"]) == (shows, shows)
    assert MEMBER not in asked.params.values()
    if act == "call":
        member.press("1")
        simulator.settle()
        assert receiver.at("/keys")[0].params["From"] == shows
    assert receiver.at("/voice/status")[0].params["From"] == shows
    assert len(member.calls()) == 1


def test_only_what_a_carrier_shows_may_be_shown(
    simulator: Simulator, member: HandsetClient
) -> None:
    with pytest.raises(ControlRefused) as refused:
        member.call(shows="+15550109999")
    assert refused.value.status == 400 and not simulator.carrier.calls
