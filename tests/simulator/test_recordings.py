"""Recordings over the REST API, and the sound of them."""

import io
import wave

import pytest
import requests
from twilio.base.exceptions import TwilioRestException
from twilio.rest import Client

from checkin.simulator import Simulator
from checkin.simulator.client import HandsetClient
from checkin.simulator.recording.tone import wav

from .conftest import ACCOUNT, TOKEN, Clock
from .receiver import Received, Receiver, twiml
from .talk import connected


def recorded(
    simulator: Simulator, receiver: Receiver, member: HandsetClient, seconds: float = 3
) -> str:
    receiver.answer("/voice", '<Record action="/taped"/>')
    receiver.answer("/taped", "<Hangup/>")
    connected(simulator, member)
    member.speak("I am lost", seconds=seconds)
    member.press("#")
    simulator.settle()
    return receiver.at("/taped")[-1].params["RecordingSid"]


def media(simulator: Simulator, name: str, **more: object) -> requests.Response:
    url = f"{simulator.url}/2010-04-01/Accounts/{ACCOUNT}/Recordings/{name}"
    return requests.get(url, **({"auth": (ACCOUNT, TOKEN), "timeout": 10} | more))


def test_a_recording_is_fetched_listed_and_deleted(
    client: Client, simulator: Simulator, receiver: Receiver, member: HandsetClient, clock: Clock
) -> None:
    sid = recorded(simulator, receiver, member)
    fetched = client.recordings(sid).fetch()
    assert (fetched.duration, fetched.status, fetched.source, fetched.channels) == (
        "3",
        "completed",
        "RecordVerb",
        1,
    )
    assert fetched.date_created == fetched.start_time == clock.at
    assert fetched.media_url == receiver.at("/taped")[0].params["RecordingUrl"]
    clock.move(days=1)
    second = recorded(simulator, receiver, member)
    assert [each.sid for each in client.recordings.list()] == [second, sid]
    assert [each.sid for each in client.recordings.list(call_sid=fetched.call_sid)] == [sid]
    assert [each.sid for each in client.recordings.list(date_created_after=clock.at)] == [second]
    assert [each.sid for each in client.calls(fetched.call_sid).recordings.list()] == [sid]
    assert client.calls(fetched.call_sid).recordings(sid).fetch().duration == "3"
    assert client.recordings(sid).delete()
    assert [each.sid for each in client.recordings.list()] == [second]
    for gone in (client.recordings(sid).fetch, client.recordings(sid).delete):
        with pytest.raises(TwilioRestException) as refused:
            gone()
        assert refused.value.code == 20404
    assert media(simulator, sid + ".wav").status_code == 404


def test_a_recording_belongs_to_its_call(
    client: Client, simulator: Simulator, receiver: Receiver, member: HandsetClient
) -> None:
    first, second = (recorded(simulator, receiver, member) for _ in range(2))
    other = client.recordings(second).fetch().call_sid
    with pytest.raises(TwilioRestException):
        client.calls(other).recordings(first).fetch()
    with pytest.raises(TwilioRestException):
        client.calls(other).recordings(first).delete()
    assert client.calls(other).recordings(second).delete()
    assert [each.sid for each in client.recordings.list()] == [first]


@pytest.mark.parametrize("ending", ["", ".wav", ".mp3"])
def test_its_sound_is_a_tone_as_long_as_was_spoken(
    simulator: Simulator, receiver: Receiver, member: HandsetClient, ending: str
) -> None:
    sid = recorded(simulator, receiver, member, seconds=7.2)
    answer = media(simulator, sid + ending)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "audio/x-wav")
    with wave.open(io.BytesIO(answer.content)) as sound:
        assert sound.getnframes() / sound.getframerate() == 8
        assert len(set(sound.readframes(100))) > 10


def test_a_browser_may_ask_for_a_part_of_it(
    simulator: Simulator, receiver: Receiver, member: HandsetClient
) -> None:
    sid = recorded(simulator, receiver, member)
    part = media(simulator, sid + ".wav", headers={"Range": "bytes=0-3"})
    assert (part.status_code, part.content) == (206, b"RIFF")


@pytest.mark.parametrize("auth", [None, (ACCOUNT, "wrong"), ("AC" + "0" * 32, TOKEN)])
def test_it_is_heard_by_nobody_else(
    simulator: Simulator,
    receiver: Receiver,
    member: HandsetClient,
    auth: tuple[str, str] | None,
) -> None:
    sid = recorded(simulator, receiver, member)
    answer = media(simulator, sid + ".wav", auth=auth)
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"].startswith("Basic")


def test_its_sound_is_not_there_yet_when_the_action_is_told(
    client: Client, simulator: Simulator, receiver: Receiver, member: HandsetClient
) -> None:
    found = []

    def look(asked: Received) -> object:
        sid = asked.params["RecordingSid"]
        found.append((client.recordings(sid).fetch().status, media(simulator, sid).status_code))
        return twiml("<Hangup/>")

    receiver.answer("/voice", '<Record action="/taped"/>')
    receiver.answer("/taped", look)
    connected(simulator, member)
    member.speak("I am lost")
    member.hang_up()
    simulator.settle()
    assert found == [("processing", 404)]
    (recording,) = client.recordings.list()
    assert (recording.status, media(simulator, recording.sid).status_code) == ("completed", 200)


def test_an_empty_recording_says_why(
    client: Client, simulator: Simulator, receiver: Receiver, member: HandsetClient
) -> None:
    receiver.answer("/voice", "<Record/>")
    connected(simulator, member)
    (running,) = client.recordings.list()
    assert (running.status, running.duration) == ("in-progress", None)
    member.keep_silent()
    simulator.settle()
    (empty,) = client.recordings.list()
    assert (empty.status, empty.duration, empty.error_code) == ("absent", "0", 16102)


def test_one_deleted_in_the_making_is_told_to_nobody(
    client: Client, simulator: Simulator, receiver: Receiver, member: HandsetClient
) -> None:
    receiver.answer("/voice", '<Record action="/taped" recordingStatusCallback="/state"/>')
    connected(simulator, member)
    member.speak("I am lost")
    (running,) = client.recordings.list()
    client.recordings(running.sid).delete()
    member.press("#")
    simulator.settle()
    assert not receiver.at("/state") and client.recordings.list() == []


@pytest.mark.parametrize("seconds", [0, 1, 60])
def test_a_tone_lasts_whole_seconds(seconds: int) -> None:
    with wave.open(io.BytesIO(wav(seconds))) as sound:
        assert (sound.getnchannels(), sound.getframerate()) == (1, 8000)
        assert sound.getnframes() == 8000 * seconds
