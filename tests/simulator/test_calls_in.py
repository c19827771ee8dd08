"""Calls from handsets, and the TwiML they are answered with."""

from dataclasses import replace

import pytest
from flask import Response

from checkin.simulator import Config, Simulator, create_simulator
from checkin.simulator.client import ControlRefused, HandsetClient, SimulatorClient

from .conftest import MEMBER, SERVICE, Clock
from .receiver import Receiver
from .talk import SOUND, connected, last, lines


def status(member: HandsetClient) -> str:
    return last(member)["status"]


def test_the_service_is_asked_while_it_rings(
    simulator: Simulator, receiver: Receiver, member: HandsetClient
) -> None:
    receiver.answer(
        "/voice", "<Say>Hello\n  there</Say><Play>/hello.mp3</Play><Hangup/><Say>no</Say>"
    )
    receiver.answer("/hello.mp3", SOUND)
    connected(simulator, member)
    asked = receiver.at("/voice")[0]
    assert asked.genuine
    told = {name: asked.params[name] for name in ("From", "To", "CallStatus", "Direction")}
    assert told == {"From": MEMBER, "To": SERVICE, "CallStatus": "ringing", "Direction": "inbound"}
    assert lines(member) == [("say", "Hello there"), ("play", receiver.url + "/hello.mp3")]
    (report,) = receiver.at("/voice/status")
    assert (report.params["CallStatus"], report.params["CallDuration"]) == ("completed", "0")


@pytest.mark.parametrize(("reason", "end"), [("busy", "busy"), ("rejected", "no-answer")])
def test_a_rejected_call_is_never_answered(
    simulator: Simulator, receiver: Receiver, member: HandsetClient, reason: str, end: str
) -> None:
    receiver.answer("/voice", f'<Reject reason="{reason}"/>')
    connected(simulator, member)
    assert status(member) == end
    assert receiver.at("/voice/status")[0].params["CallStatus"] == end


def test_a_caller_may_hang_up_before_or_after_the_answer(
    simulator: Simulator, receiver: Receiver, member: HandsetClient
) -> None:
    receiver.answer("/voice", "<Gather><Say>Hello</Say></Gather>")
    member.call()
    member.hang_up()
    simulator.settle()
    assert status(member) == "no-answer"
    connected(simulator, member)
    member.hang_up()
    assert status(member) == "completed"
    with pytest.raises(ControlRefused):
        member.hang_up()


@pytest.mark.parametrize(
    ("gather", "keys", "digits", "finished_on"),
    [
        ('numDigits="1"', "1", "1", ""),
        ('numDigits="4"', "12345", "1234", ""),
        ("", "12#", "12", "#"),
        ('finishOnKey="*"', "1#*", "1#", "*"),
        ('finishOnKey="" numDigits="2"', "##", "##", ""),
    ],
)
def test_keys_are_gathered(
    simulator: Simulator,
    receiver: Receiver,
    member: HandsetClient,
    gather: str,
    keys: str,
    digits: str,
    finished_on: str,
) -> None:
    receiver.answer("/voice", f'<Gather action="/keys?a=1" {gather}/><Say>Nothing</Say>')
    connected(simulator, member)
    assert member.show()["call"]["waiting_for_key"]
    member.press(keys)
    simulator.settle()
    (asked,) = receiver.at("/keys")
    assert asked.genuine and asked.url.endswith("?a=1")
    assert (asked.params["Digits"], asked.params["FinishedOnKey"]) == (digits, finished_on)


def test_a_gather_may_use_get_and_its_own_url(
    simulator: Simulator, receiver: Receiver, member: HandsetClient
) -> None:
    receiver.answer("/voice", '<Gather numDigits="1" method="GET"/>', "<Say>Bye</Say>")
    connected(simulator, member)
    member.press("7")
    simulator.settle()
    last = receiver.at("/voice")[-1]
    assert (last.method, last.params["Digits"], last.genuine) == ("GET", "7", True)
    assert lines(member)[-1] == ("say", "Bye")


def test_silence_falls_through_or_goes_to_the_action(
    simulator: Simulator, receiver: Receiver, member: HandsetClient
) -> None:
    receiver.answer(
        "/voice",
        '<Gather action="/keys"/><Say>Once more</Say>'
        '<Gather action="/keys" actionOnEmptyResult="true"/>',
    )
    receiver.answer("/keys", "<Say>Goodbye</Say>")
    connected(simulator, member)
    member.keep_silent()
    simulator.settle()
    assert lines(member) == [("say", "Once more")] and not receiver.at("/keys")
    member.keep_silent()
    simulator.settle()
    assert receiver.at("/keys")[0].params["Digits"] == ""
    assert (lines(member)[-1], status(member)) == (("say", "Goodbye"), "completed")


def test_silence_after_some_keys_sends_them(
    simulator: Simulator, receiver: Receiver, member: HandsetClient
) -> None:
    receiver.answer("/voice", '<Gather action="/keys" numDigits="3"/>')
    connected(simulator, member)
    member.press("12")
    member.keep_silent()
    simulator.settle()
    assert receiver.at("/keys")[0].params["Digits"] == "12"


@pytest.mark.parametrize(("barge", "heard"), [("true", ["one"]), ("false", ["one", "two"])])
def test_a_key_ends_the_speech_nested_in_a_gather(
    simulator: Simulator, receiver: Receiver, member: HandsetClient, barge: str, heard: list[str]
) -> None:
    receiver.answer(
        "/voice",
        f'<Gather bargeIn="{barge}" numDigits="2" action="/keys">'
        "<Say>one</Say><Pause/><Say>two</Say></Gather>",
    )
    member.call()
    while not member.calls()[-1]["transcript"]:
        assert simulator.step()
    member.press("1")
    simulator.settle()
    assert [text for kind, text in lines(member) if kind == "say"] == heard
    assert member.show()["call"]["waiting_for_key"]
    member.press("2")
    simulator.settle()
    assert receiver.at("/keys")[0].params["Digits"] == "12"


def test_the_finishing_key_alone_ends_the_speech_and_goes_on(
    simulator: Simulator, receiver: Receiver, member: HandsetClient
) -> None:
    receiver.answer(
        "/voice",
        '<Gather action="/keys"><Say>one</Say><Pause/><Say>two</Say></Gather><Say>Goodbye</Say>',
    )
    member.call()
    while not member.calls()[-1]["transcript"]:
        assert simulator.step()
    member.press("#")
    simulator.settle()
    assert [text for kind, text in lines(member) if kind == "say"] == ["one", "Goodbye"]
    assert not receiver.at("/keys")


def test_a_gather_for_speech_hears_no_keys(
    simulator: Simulator, receiver: Receiver, member: HandsetClient
) -> None:
    receiver.answer("/voice", '<Gather input="speech" numDigits="1" action="/keys"/>')
    connected(simulator, member)
    member.press("1")
    simulator.settle()
    assert member.show()["call"]["waiting_for_key"] and not receiver.at("/keys")


def test_keys_outside_a_gather_are_lost_and_what_is_no_key_is_refused(
    simulator: Simulator, receiver: Receiver, member: HandsetClient
) -> None:
    receiver.answer("/voice", '<Say>one</Say><Gather numDigits="1" action="/keys"/>')
    member.call()
    while not member.calls()[-1]["transcript"]:
        assert simulator.step()
    member.press("1")
    simulator.settle()
    assert member.show()["call"]["waiting_for_key"] and not receiver.at("/keys")
    with pytest.raises(ControlRefused) as refused:
        member.press("x")
    assert refused.value.status == 400


def test_a_redirect_goes_on_elsewhere_and_circles_are_broken(
    simulator: Simulator, control: SimulatorClient, receiver: Receiver, member: HandsetClient
) -> None:
    receiver.answer("/voice", '<Redirect method="GET">/next</Redirect>')
    receiver.answer("/next", "<Say>Here</Say>", "<Redirect>/next</Redirect>")
    connected(simulator, member)
    assert receiver.at("/next")[0].method == "GET" and lines(member) == [("say", "Here")]
    connected(simulator, member)
    assert [each["code"] for each in control.failures()] == [11215]
    assert status(member) == "completed"


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        (12200, "<Response><say>Hello</say></Response>"),
        (12200, "<Response><Enqueue>quiet</Enqueue></Response>"),
        (12200, '<Response><Gather timeout="soon"/></Response>'),
        (12100, "<Response><Say>Hello</Response>"),
        (13320, "<Response><Gather><Hangup/></Gather></Response>"),
    ],
)
def test_bad_twiml_ends_the_call_with_an_application_error(
    simulator: Simulator,
    control: SimulatorClient,
    receiver: Receiver,
    member: HandsetClient,
    code: int,
    answer: str,
) -> None:
    receiver.answer("/voice", Response(answer, content_type="application/xml"))
    connected(simulator, member)
    assert [each["code"] for each in control.failures()] == [code]
    assert "application error" in lines(member)[-1][1]
    assert status(member) == "completed"


def test_the_fallback_takes_the_call(config: Config, clock: Clock, receiver: Receiver) -> None:
    receiver.answer("/voice", Response(status=503))
    receiver.answer("/fallback", "<Say>Please call again later.</Say>")
    fallback = replace(config, voice_fallback_url=receiver.url + "/fallback")
    with create_simulator(fallback, clock.now) as simulator:
        member = SimulatorClient(simulator.url).handset(MEMBER)
        connected(simulator, member)
        assert lines(member) == [("say", "Please call again later.")]
    assert receiver.at("/fallback")[0].params["ErrorCode"] == "11200"


def test_a_handset_on_a_call_cannot_place_another(
    simulator: Simulator, receiver: Receiver, member: HandsetClient
) -> None:
    member.call()
    with pytest.raises(ControlRefused) as refused:
        member.call()
    assert refused.value.status == 409
