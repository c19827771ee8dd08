"""Calls that the service places: their states, reports, and how they can end."""

import pytest
from flask import Response
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client
from twilio.rest.api.v2010.account.call import CallInstance

from checkin.simulator import Simulator
from checkin.simulator.client import ControlRefused, HandsetClient

from .conftest import ACCOUNT, MEMBER, OTHER, SERVICE, Clock
from .receiver import Received, Receiver, twiml

EVENTS = ["initiated", "ringing", "answered", "completed"]
ASK = '<Gather numDigits="1" action="/answer"><Say>Press 1 if you are well.</Say></Gather>'


def dial(client: Client, receiver: Receiver, **more: object) -> CallInstance:
    options = {
        "url": receiver.url + "/out",
        "status_callback": receiver.url + "/progress",
        "status_callback_event": EVENTS,
    }
    return client.calls.create(to=MEMBER, from_=SERVICE, **(options | more))


def reports(receiver: Receiver) -> list[str]:
    return [each.params["CallStatus"] for each in receiver.at("/progress")]


def test_a_call_is_answered_keyed_and_reported(
    client: Client, simulator: Simulator, receiver: Receiver, member: HandsetClient, clock: Clock
) -> None:
    receiver.answer("/out", ASK)
    receiver.answer("/answer", '<Say language="es-MX">Gracias.</Say>')
    made = dial(client, receiver)
    simulator.settle()
    assert member.show()["call"]["status"] == "ringing"
    member.answer()
    simulator.settle()
    clock.move(seconds=61)
    member.press("1")
    simulator.settle()
    heard = member.calls()[-1]["transcript"]
    assert [(line["who"], line["text"], line["language"]) for line in heard] == [
        ("service", "Press 1 if you are well.", "en-US"),
        ("handset", "1", ""),
        ("service", "Gracias.", "es-MX"),
    ]
    assert reports(receiver) == ["initiated", "ringing", "in-progress", "completed"]
    assert all(each.genuine for each in receiver.received)
    done = client.calls(made.sid).fetch()
    assert (done.status, done.duration, done.answered_by) == ("completed", "61", None)


def test_the_requests_hold_what_twilio_sends(
    client: Client, simulator: Simulator, receiver: Receiver, member: HandsetClient, clock: Clock
) -> None:
    receiver.answer("/out", ASK)
    made = dial(client, receiver)
    simulator.settle()
    member.answer()
    simulator.settle()
    clock.move(seconds=61)
    member.press("1")
    simulator.settle()
    ends = ("From", "To", "Caller", "Called")
    base = {
        **{end + part: "" for end in ends for part in ("City", "State", "Zip", "Country")},
        "CallSid": made.sid,
        "AccountSid": ACCOUNT,
        "From": SERVICE,
        "Caller": SERVICE,
        "To": MEMBER,
        "Called": MEMBER,
        "ApiVersion": "2010-04-01",
        "Direction": "outbound-api",
    }
    assert receiver.at("/out")[0].params == base | {"CallStatus": "in-progress"}
    keyed = {"Digits": "1", "FinishedOnKey": "", "msg": "Gather End"}
    assert receiver.at("/answer")[0].params == base | {"CallStatus": "in-progress"} | keyed
    assert receiver.at("/progress")[-1].params == base | {
        "CallStatus": "completed",
        "CallDuration": "61",
        "Duration": "2",
        "Timestamp": "Mon, 02 Mar 2026 09:01:01 +0000",
        "SequenceNumber": "3",
        "CallbackSource": "call-progress-events",
        "SipResponseCode": "200",
    }
    numbers = [each.params["SequenceNumber"] for each in receiver.at("/progress")]
    assert numbers == ["0", "1", "2", "3"]


def test_only_the_last_event_is_reported_unless_more_are_asked_for(
    client: Client, simulator: Simulator, receiver: Receiver, member: HandsetClient
) -> None:
    client.calls.create(
        to=MEMBER,
        from_=SERVICE,
        twiml="<Response><Say>Hello</Say></Response>",
        status_callback=receiver.url + "/progress",
    )
    simulator.settle()
    member.answer()
    simulator.settle()
    assert reports(receiver) == ["completed"]
    assert [line["text"] for line in member.calls()[-1]["transcript"]] == ["Hello"]


@pytest.mark.parametrize(
    ("act", "status", "sip"),
    [("decline", "busy", "486"), ("let_ring", "no-answer", "487")],
)
def test_a_ringing_call_is_not_taken(
    client: Client,
    simulator: Simulator,
    receiver: Receiver,
    member: HandsetClient,
    act: str,
    status: str,
    sip: str,
) -> None:
    dial(client, receiver)
    simulator.settle()
    getattr(member, act)()
    simulator.settle()
    assert reports(receiver) == ["initiated", "ringing", status]
    assert receiver.at("/progress")[-1].params["SipResponseCode"] == sip
    assert "CallDuration" not in receiver.at("/progress")[-1].params
    assert not receiver.at("/out")


@pytest.mark.parametrize(
    ("mode", "path"),
    [
        ("busy", ["initiated", "busy"]),
        ("no-answer", ["initiated", "ringing", "no-answer"]),
        ("undeliverable", ["initiated", "failed"]),
    ],
)
def test_a_handset_mode_decides_the_end(
    client: Client,
    simulator: Simulator,
    receiver: Receiver,
    member: HandsetClient,
    mode: str,
    path: list[str],
) -> None:
    member.set_mode(mode)
    made = dial(client, receiver)
    simulator.settle()
    assert reports(receiver) == path
    assert client.calls(made.sid).fetch().status == path[-1]


@pytest.mark.parametrize(
    ("detection", "answered_by"),
    [("Enable", "machine_start"), ("DetectMessageEnd", "machine_end_beep"), (None, None)],
)
def test_voicemail_takes_the_call_and_presses_nothing(
    client: Client,
    simulator: Simulator,
    receiver: Receiver,
    member: HandsetClient,
    detection: str | None,
    answered_by: str | None,
) -> None:
    receiver.answer("/out", ASK + "<Say>Goodbye.</Say>")
    member.set_mode("voicemail")
    made = dial(client, receiver, **({"machine_detection": detection} if detection else {}))
    simulator.settle()
    assert receiver.at("/out")[0].params.get("AnsweredBy") == answered_by
    assert not receiver.at("/answer")
    assert [line["text"] for line in member.calls()[-1]["transcript"]][-1] == "Goodbye."
    done = client.calls(made.sid).fetch()
    assert (done.status, done.answered_by) == ("completed", answered_by)


def test_a_person_is_detected_too_and_a_result_may_come_apart(
    client: Client, simulator: Simulator, receiver: Receiver, member: HandsetClient
) -> None:
    callback = receiver.url + "/detected"
    dial(
        client,
        receiver,
        machine_detection="Enable",
        async_amd="true",
        async_amd_status_callback=callback,
    )
    simulator.settle()
    member.answer()
    simulator.settle()
    assert "AnsweredBy" not in receiver.at("/out")[0].params
    assert receiver.at("/detected")[0].params["AnsweredBy"] == "human"


def test_a_live_call_is_redirected_and_ended_from_outside(
    client: Client, simulator: Simulator, receiver: Receiver, member: HandsetClient
) -> None:
    receiver.answer("/out", ASK)
    receiver.answer("/moved", ASK)
    made = dial(client, receiver)
    with pytest.raises(TwilioRestException) as refused:
        client.calls(made.sid).update(url=receiver.url + "/moved")
    assert refused.value.code == 21220
    simulator.settle()
    member.answer()
    simulator.settle()
    client.calls(made.sid).update(url=receiver.url + "/moved")
    simulator.settle()
    assert len(receiver.at("/moved")) == 1
    assert client.calls(made.sid).update(status="completed").status == "completed"
    with pytest.raises(TwilioRestException) as refused:
        client.calls(made.sid).update(status="completed")
    assert refused.value.code == 21220


def test_twiml_for_a_call_that_was_sent_elsewhere_meanwhile_is_dropped(
    client: Client, simulator: Simulator, receiver: Receiver, member: HandsetClient
) -> None:
    def send_elsewhere(asked: Received) -> Response:
        client.calls(asked.params["CallSid"]).update(url=receiver.url + "/moved")
        return twiml("<Say>Too late</Say>")

    receiver.answer("/out", send_elsewhere)
    receiver.answer("/moved", "<Say>Moved</Say>")
    dial(client, receiver)
    simulator.settle()
    member.answer()
    simulator.settle()
    assert [line["text"] for line in member.calls()[-1]["transcript"]] == ["Moved"]


def test_a_queued_call_is_canceled(
    client: Client, simulator: Simulator, receiver: Receiver, member: HandsetClient
) -> None:
    made = dial(client, receiver)
    assert client.calls(made.sid).update(status="canceled").status == "canceled"
    simulator.settle()
    assert reports(receiver) == ["canceled"]
    with pytest.raises(ControlRefused) as refused:
        member.answer()
    assert refused.value.status == 409


def test_a_handset_on_a_call_is_busy_for_another(
    client: Client, simulator: Simulator, receiver: Receiver
) -> None:
    dial(client, receiver)
    simulator.settle()
    second = dial(client, receiver)
    simulator.settle()
    assert client.calls(second.sid).fetch().status == "busy"
    assert [each.status for each in client.calls.list(to=MEMBER)] == ["busy", "ringing"]
    assert client.calls.list(status="ringing", to=OTHER) == []


@pytest.mark.parametrize(
    ("code", "form"),
    [
        (21201, {"to": "", "from_": SERVICE}),
        (21213, {"to": MEMBER, "from_": ""}),
        (21211, {"to": "12345", "from_": SERVICE}),
        (21210, {"to": MEMBER, "from_": OTHER}),
        (21205, {"to": MEMBER, "from_": SERVICE, "url": "voice.xml"}),
        (21205, {"to": MEMBER, "from_": SERVICE, "url": ""}),
        (21609, {"to": MEMBER, "from_": SERVICE, "status_callback": "nowhere"}),
        (21262, {"to": MEMBER, "from_": SERVICE, "async_amd": "true"}),
        (21212, {"to": MEMBER, "from_": "+15005550001"}),
        (21217, {"to": "+15005550001", "from_": SERVICE}),
        (21214, {"to": "+15005550002", "from_": SERVICE}),
        (21215, {"to": "+15005550003", "from_": SERVICE}),
        (21216, {"to": "+15005550004", "from_": SERVICE}),
    ],
)
def test_what_twilio_refuses_is_refused(
    client: Client, simulator: Simulator, code: int, form: dict[str, str]
) -> None:
    with pytest.raises(TwilioRestException) as refused:
        client.calls.create(**({"url": "http://127.0.0.1/voice"} | form))
    assert refused.value.code == code
    assert not simulator.carrier.calls
