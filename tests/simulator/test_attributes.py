"""The attributes of the verbs for voice: what they mean, by default and said out loud."""

from typing import Any
from xml.etree.ElementTree import fromstring

import pytest

from checkin.simulator import Simulator
from checkin.simulator.carrier.failure import WebhookFailed
from checkin.simulator.client import HandsetClient, SimulatorClient
from checkin.simulator.twiml.acts import Callee, Dial, Gather, Record, RecordingHook
from checkin.simulator.twiml.document import Document
from checkin.simulator.twiml.voice import read_verb

from .receiver import Receiver
from .talk import connected, lines

HERE = "https://example.org/voice?id=7"


def read(twiml: str) -> Any:
    return read_verb(fromstring(twiml), Document(HERE, ()))


def test_a_record_by_default() -> None:
    assert read("<Record/>") == Record(
        action=HERE,
        method="POST",
        timeout=5,
        finish_on_key="1234567890*#",
        max_length=3600,
        beep=True,
        trims=True,
        report=None,
    )


@pytest.mark.parametrize(
    ("attribute", "field", "value"),
    [
        ('action="/taped"', "action", "https://example.org/taped"),
        ('method="get"', "method", "GET"),
        ('timeout="10"', "timeout", 10),
        ('finishOnKey="#"', "finish_on_key", "#"),
        ('finishOnKey=""', "finish_on_key", ""),
        ('maxLength="90"', "max_length", 90),
        ('playBeep="false"', "beep", False),
        ('trim="do-not-trim"', "trims", False),
        ('transcribe="true"', "report", None),
        (
            'recordingStatusCallback="/state" recordingStatusCallbackMethod="GET"'
            ' recordingStatusCallbackEvent="completed absent"',
            "report",
            RecordingHook("https://example.org/state", "GET", frozenset({"completed", "absent"})),
        ),
        (
            'recordingStatusCallback="/state"',
            "report",
            RecordingHook("https://example.org/state", "POST", frozenset({"completed"})),
        ),
    ],
)
def test_the_attributes_of_record(attribute: str, field: str, value: object) -> None:
    assert getattr(read(f"<Record {attribute}/>"), field) == value


@pytest.mark.parametrize(
    ("code", "attribute"),
    [
        (13610, 'method="PUT"'),
        (13611, 'timeout="0"'),
        (13611, 'timeout="long"'),
        (13612, 'maxLength="0"'),
        (13612, 'maxLength="inf"'),
        (13613, 'finishOnKey="x"'),
        (13616, 'playBeep="loud"'),
        (12200, 'trim="a bit"'),
        (12200, 'recordingStatusCallback="/a" recordingStatusCallbackEvent="lost"'),
    ],
)
def test_bad_attributes_of_record(code: int, attribute: str) -> None:
    with pytest.raises(WebhookFailed) as failed:
        read(f"<Record {attribute}/>")
    assert failed.value.code == code


def test_a_dial_by_default() -> None:
    assert read("<Dial> +12125550102 </Dial>") == Dial(
        callees=(Callee("+12125550102"),),
        action=None,
        method="POST",
        timeout=30,
        time_limit=14400,
        caller_id=None,
        hangup_on_star=False,
        answer_on_bridge=False,
    )


@pytest.mark.parametrize(
    ("attribute", "field", "value"),
    [
        ('action="/dialed"', "action", "https://example.org/dialed"),
        ('method="GET"', "method", "GET"),
        ('timeout="15"', "timeout", 15),
        ('timeLimit="600"', "time_limit", 600),
        ('callerId="+12125550142"', "caller_id", "+12125550142"),
        ('hangupOnStar="true"', "hangup_on_star", True),
        ('answerOnBridge="true"', "answer_on_bridge", True),
        ('record="record-from-answer-dual"', "callees", (Callee("+12125550102"),)),
    ],
)
def test_the_attributes_of_dial(attribute: str, field: str, value: object) -> None:
    assert getattr(read(f"<Dial {attribute}>+12125550102</Dial>"), field) == value


@pytest.mark.parametrize(
    ("attribute", "field", "value"),
    [
        ('url="/whisper"', "url", "https://example.org/whisper"),
        ('method="GET"', "method", "GET"),
        ('statusCallback="/leg"', "status", "https://example.org/leg"),
        ('statusCallbackMethod="GET"', "status_method", "GET"),
        ('statusCallbackEvent="ringing answered"', "events", {"ringing", "answered"}),
        ('machineDetection="DetectMessageEnd"', "detection", "DetectMessageEnd"),
        ('amdStatusCallback="/amd"', "detected", "https://example.org/amd"),
        ('sendDigits="ww1"', "number", "+12125550102"),
    ],
)
def test_the_attributes_of_number(attribute: str, field: str, value: object) -> None:
    act = read(f"<Dial><Number {attribute}>+12125550102</Number></Dial>")
    assert getattr(act.callees[0], field) == value


def test_a_gather_by_default() -> None:
    assert read("<Gather/>") == Gather(
        action=HERE,
        method="POST",
        timeout=5,
        finish_on_key="#",
        num_digits=None,
        action_on_empty=False,
        barge_in=True,
        hears_keys=True,
        hears_words=False,
        language="en-US",
        nested=(),
    )


@pytest.mark.parametrize(
    ("attribute", "field", "value"),
    [
        ('input="speech"', "hears_keys", False),
        ('input="dtmf speech"', "hears_words", True),
        ('numDigits="8"', "num_digits", 8),
        ('finishOnKey=""', "finish_on_key", ""),
        ('timeout="12"', "timeout", 12),
        ('timeout="auto"', "timeout", 5),
        ('actionOnEmptyResult="true"', "action_on_empty", True),
        ('bargeIn="false"', "barge_in", False),
        ('language="sw-KE"', "language", "sw-KE"),
    ],
)
def test_the_attributes_of_gather(attribute: str, field: str, value: object) -> None:
    assert getattr(read(f"<Gather {attribute}/>"), field) == value


def test_unknown_attributes_are_warned_of_and_ignored(
    simulator: Simulator, control: SimulatorClient, receiver: Receiver, member: HandsetClient
) -> None:
    receiver.answer("/voice", '<Gather numdigits="1"><Say tone="kind">Hello</Say></Gather>')
    connected(simulator, member)
    told = [(each["code"], each["message"].split(": ")[-1]) for each in control.failures()]
    assert told == [(12200, "Gather numdigits"), (12200, "Say tone")]
    assert lines(member) == [("say", "Hello")]
