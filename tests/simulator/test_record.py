"""The verb Record: its endings, what the action and the callback are told, and silence."""

import pytest
from twilio.rest import Client

from checkin.simulator import Simulator
from checkin.simulator.client import ControlRefused, HandsetClient, SimulatorClient

from .conftest import ACCOUNT, MEMBER
from .receiver import Receiver
from .talk import connected, heard, last, lines

WORDS = "I fell down the stairs"  # five words are two seconds


def taped(
    simulator: Simulator, receiver: Receiver, member: HandsetClient, attributes: str = ""
) -> None:
    receiver.answer(
        "/voice", f'<Record action="/taped" {attributes}/><Say>I did not hear you.</Say>'
    )
    receiver.answer("/taped", "<Say>Thank you.</Say>")
    connected(simulator, member)
    assert last(member)["recording"]


def told(receiver: Receiver) -> dict[str, str]:
    (asked,) = receiver.at("/taped")
    assert asked.genuine
    names = ("CallStatus", "RecordingDuration", "Digits")
    return {name: asked.params[name] for name in names if name in asked.params}


@pytest.mark.parametrize(
    ("attributes", "keys", "digits"),
    [
        ("", "1", "1"),
        ("", "#", "#"),
        ('finishOnKey="#"', "12#", "#"),
        ('finishOnKey="*0"', "#0", "0"),
    ],
)
def test_a_key_ends_a_recording(
    simulator: Simulator,
    receiver: Receiver,
    member: HandsetClient,
    attributes: str,
    keys: str,
    digits: str,
) -> None:
    taped(simulator, receiver, member, attributes)
    member.speak(WORDS)
    member.press(keys)
    simulator.settle()
    assert told(receiver) == {
        "CallStatus": "in-progress",
        "RecordingDuration": "2",
        "Digits": digits,
    }
    assert heard(member, "service") == ["Thank you."]


@pytest.mark.parametrize(
    ("attributes", "said", "seconds"),
    [
        ("", [WORDS], "2"),
        ("", [WORDS, WORDS], "4"),
        ('trim="do-not-trim"', [WORDS], "7"),
        ('trim="do-not-trim" timeout="2"', [WORDS], "4"),
        ('transcribe="true" transcribeCallback="/never"', [WORDS], "2"),
    ],
)
def test_silence_ends_a_recording_and_there_are_no_digits(
    simulator: Simulator,
    receiver: Receiver,
    member: HandsetClient,
    attributes: str,
    said: list[str],
    seconds: str,
) -> None:
    taped(simulator, receiver, member, attributes)
    for words in said:
        member.speak(words)
    member.keep_silent()
    simulator.settle()
    assert told(receiver) == {"CallStatus": "in-progress", "RecordingDuration": seconds}
    assert not receiver.at("/never")


def test_it_is_over_when_it_is_as_long_as_it_may_be(
    simulator: Simulator, receiver: Receiver, member: HandsetClient
) -> None:
    taped(simulator, receiver, member, 'maxLength="10"')
    member.speak(WORDS, seconds=9.5)
    assert last(member)["recording"]
    member.speak(WORDS)
    assert not last(member)["recording"]
    simulator.settle()
    assert told(receiver) == {"CallStatus": "in-progress", "RecordingDuration": "10"}


def test_a_caller_who_hangs_up_leaves_what_they_said(
    simulator: Simulator, receiver: Receiver, member: HandsetClient
) -> None:
    taped(simulator, receiver, member)
    member.speak(WORDS)
    member.hang_up()
    simulator.settle()
    assert told(receiver) == {
        "CallStatus": "completed",
        "RecordingDuration": "2",
        "Digits": "hangup",
    }
    assert heard(member, "service") == []
    assert [each.params["CallStatus"] for each in receiver.at("/voice/status")] == ["completed"]


@pytest.mark.parametrize("end", ["keep_silent", "press", "hang_up"])
def test_an_empty_recording_is_not_told_to_the_action(
    simulator: Simulator,
    control: SimulatorClient,
    receiver: Receiver,
    member: HandsetClient,
    end: str,
) -> None:
    events = 'recordingStatusCallbackEvent="in-progress completed absent"'
    taped(simulator, receiver, member, f'recordingStatusCallback="/state" {events}')
    getattr(member, end)(*["1"] * (end == "press"))
    simulator.settle()
    assert not receiver.at("/taped")
    assert heard(member, "service") == ([] if end == "hang_up" else ["I did not hear you."])
    states = [each.params for each in receiver.at("/state")]
    assert [(each["RecordingStatus"], each["ErrorCode"]) for each in states] == [
        ("in-progress", "0"),
        ("absent", "16102"),
    ]
    assert [each["status"] for each in control.recordings()] == ["absent"]


def test_the_action_and_the_callback_hold_what_twilio_sends(
    simulator: Simulator, receiver: Receiver, member: HandsetClient
) -> None:
    taped(simulator, receiver, member, 'method="GET" recordingStatusCallback="/state"')
    member.speak(WORDS)
    member.press("#")
    simulator.settle()
    (asked,) = receiver.at("/taped")
    (state,) = receiver.at("/state")
    sid = asked.params["RecordingSid"]
    assert (asked.method, asked.params["From"], sid[:2], len(sid)) == ("GET", MEMBER, "RE", 34)
    url = f"{simulator.url}/2010-04-01/Accounts/{ACCOUNT}/Recordings/{sid}"
    assert asked.params["RecordingUrl"] == url
    assert state.genuine and state.params == {
        "AccountSid": ACCOUNT,
        "CallSid": asked.params["CallSid"],
        "RecordingSid": sid,
        "RecordingUrl": url,
        "RecordingStatus": "completed",
        "RecordingDuration": "2",
        "RecordingChannels": "1",
        "RecordingSource": "RecordVerb",
        "RecordingStartTime": "Mon, 02 Mar 2026 09:00:00 +0000",
        "ErrorCode": "0",
    }


def test_without_an_action_the_document_itself_is_asked_again(
    simulator: Simulator, receiver: Receiver, member: HandsetClient
) -> None:
    receiver.answer("/voice", "<Record/>", "<Say>Thank you.</Say>")
    connected(simulator, member)
    member.speak(WORDS)
    member.keep_silent()
    simulator.settle()
    assert receiver.at("/voice")[1].params["RecordingDuration"] == "2"
    assert heard(member, "service") == ["Thank you."]


@pytest.mark.parametrize(
    ("attributes", "line"),
    [("", [("note", "beep")]), ('playBeep="true"', [("note", "beep")]), ('playBeep="false"', [])],
)
def test_a_beep_is_played_unless_it_is_not_wanted(
    simulator: Simulator,
    receiver: Receiver,
    member: HandsetClient,
    attributes: str,
    line: list[tuple[str, str]],
) -> None:
    taped(simulator, receiver, member, attributes)
    assert lines(member) == line


def test_a_machine_that_was_called_says_nothing(
    simulator: Simulator, receiver: Receiver, member: HandsetClient, control: SimulatorClient
) -> None:
    receiver.answer("/voice", '<Dial><Number url="/whisper">+15550100002</Number></Dial>')
    receiver.answer("/whisper", '<Record action="/taped"/><Hangup/>')
    control.handset("+15550100002").set_mode("voicemail")
    connected(simulator, member)
    assert not receiver.at("/taped")
    assert [each["status"] for each in control.recordings()] == ["absent"]


def test_words_outside_a_recording_are_not_on_it(
    simulator: Simulator, receiver: Receiver, member: HandsetClient, control: SimulatorClient
) -> None:
    receiver.answer("/voice", '<Say>Speak.</Say><Record action="/taped"/>')
    receiver.answer("/taped", "<Gather/>")
    member.call()
    with pytest.raises(ControlRefused) as refused:
        member.speak("too early")
    assert refused.value.status == 409
    while not last(member)["transcript"]:
        assert simulator.step()
    member.speak("before the beep")
    simulator.settle()
    member.speak("I am")
    member.speak("lost")
    member.keep_silent()
    simulator.settle()
    member.speak("too late")
    (kept,) = control.recordings()
    assert (kept["words"], kept["number"], kept["status"]) == ("I am lost", MEMBER, "completed")


def test_a_live_call_is_taken_out_of_a_recording(
    client: Client,
    simulator: Simulator,
    receiver: Receiver,
    member: HandsetClient,
    control: SimulatorClient,
) -> None:
    taped(simulator, receiver, member)
    member.speak(WORDS)
    receiver.answer("/moved", "<Say>Moved.</Say>")
    client.calls(last(member)["sid"]).update(url=receiver.url + "/moved")
    simulator.settle()
    assert heard(member, "service") == ["Moved."]
    assert not receiver.at("/taped")
    assert [each["status"] for each in control.recordings()] == ["completed"]


@pytest.mark.parametrize("words", ["", "  \n "])
def test_saying_nothing_is_refused(
    simulator: Simulator, receiver: Receiver, member: HandsetClient, words: str
) -> None:
    taped(simulator, receiver, member)
    with pytest.raises(ControlRefused) as refused:
        member.speak(words)
    assert refused.value.status == 400


@pytest.mark.parametrize("seconds", [0, -1, 86401, True])
def test_a_time_nobody_can_speak_for_is_refused(
    simulator: Simulator, receiver: Receiver, member: HandsetClient, seconds: float
) -> None:
    taped(simulator, receiver, member)
    with pytest.raises(ControlRefused) as refused:
        member.speak(WORDS, seconds=seconds)
    assert refused.value.status == 400
