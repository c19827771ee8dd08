"""The verb Play: the service's own files are fetched and looked at."""

import pytest
from flask import Response

from checkin.simulator import Simulator
from checkin.simulator.carrier.media import AUDIO_TYPES
from checkin.simulator.client import HandsetClient, SimulatorClient

from .receiver import Receiver
from .talk import SOUND, connected, last, lines


@pytest.mark.parametrize("media_type", sorted(AUDIO_TYPES))
def test_a_file_is_fetched_and_named(
    simulator: Simulator, receiver: Receiver, member: HandsetClient, media_type: str
) -> None:
    receiver.answer("/voice", "<Play>/sounds/hello.mp3?v=2#t=1</Play><Say>Bye</Say>")
    receiver.answer("/sounds/hello.mp3", Response(b"RIFF", content_type=media_type))
    connected(simulator, member)
    (fetched,) = receiver.at("/sounds/hello.mp3")
    assert (fetched.method, fetched.params) == ("GET", {"v": "2"})
    assert "X-Twilio-Signature" not in fetched.headers
    assert [(kind, "hello.mp3" in text) for kind, text in lines(member)] == [
        ("play", True),
        ("say", False),
    ]


@pytest.mark.parametrize(
    ("code", "answer"),
    [
        (11200, Response(status=404)),
        (11200, Response(status=204)),
        (11200, Response(b"", content_type="audio/wav")),
        (13420, Response("<Response/>", content_type="text/xml")),
        (13420, Response(b"RIFF", content_type="application/octet-stream")),
        (13420, Response(b"RIFF", content_type="audio/ogg")),
    ],
)
def test_a_file_that_cannot_be_played_is_listed_and_ends_the_call(
    simulator: Simulator,
    control: SimulatorClient,
    receiver: Receiver,
    member: HandsetClient,
    code: int,
    answer: Response,
) -> None:
    receiver.answer("/voice", "<Play>/hello.wav</Play><Say>Bye</Say>")
    receiver.answer("/hello.wav", answer)
    connected(simulator, member)
    (failure,) = control.failures()
    assert (failure["code"], failure["url"]) == (code, receiver.url + "/hello.wav")
    assert failure["sid"] == last(member)["sid"]
    assert ["application error" in text for _, text in lines(member)] == [True]


def test_a_file_in_a_gather_has_a_code_of_its_own(
    simulator: Simulator, control: SimulatorClient, receiver: Receiver, member: HandsetClient
) -> None:
    receiver.answer("/voice", "<Gather><Play>/hello.wav</Play></Gather>")
    receiver.answer("/hello.wav", Response("Hello", content_type="text/plain"))
    connected(simulator, member)
    assert [each["code"] for each in control.failures()] == [13325]


def test_a_file_is_fetched_once_and_played_as_often_as_it_says(
    simulator: Simulator, receiver: Receiver, member: HandsetClient
) -> None:
    receiver.answer("/voice", '<Play loop="3">/hello.wav</Play>')
    receiver.answer("/hello.wav", SOUND)
    connected(simulator, member)
    assert len(receiver.at("/hello.wav")) == 1 and len(lines(member)) == 3


def test_a_key_ends_the_playing_of_a_file(
    simulator: Simulator, receiver: Receiver, member: HandsetClient
) -> None:
    receiver.answer(
        "/voice", '<Gather numDigits="1" action="/got"><Play>/hello.wav</Play></Gather>'
    )
    receiver.answer("/hello.wav", SOUND)
    member.call()
    while not last(member)["waiting_for_key"]:
        assert simulator.step()
    member.press("1")
    simulator.settle()
    assert receiver.at("/got")[0].params["Digits"] == "1"
    assert lines(member) == [("key", "1")]


@pytest.mark.parametrize(
    ("play", "shown"),
    [
        ("<Play>https://example.org/hello.mp3</Play>", "https://example.org/hello.mp3"),
        ('<Play digits="ww1"/>', "ww1"),
    ],
)
def test_what_is_not_the_services_own_is_not_fetched(
    simulator: Simulator,
    control: SimulatorClient,
    receiver: Receiver,
    member: HandsetClient,
    play: str,
    shown: str,
) -> None:
    receiver.answer("/voice", play)
    connected(simulator, member)
    assert lines(member) == [("play", shown)] and not control.failures()


@pytest.mark.parametrize(
    ("code", "play"), [(12200, "<Play/>"), (11100, "<Play>ftp://example.org/a.mp3</Play>")]
)
def test_what_is_no_file_at_all_is_listed(
    simulator: Simulator,
    control: SimulatorClient,
    receiver: Receiver,
    member: HandsetClient,
    code: int,
    play: str,
) -> None:
    receiver.answer("/voice", play)
    connected(simulator, member)
    assert [each["code"] for each in control.failures()] == [code]


def test_a_service_that_has_gone_away_is_not_connected_to(
    simulator: Simulator, control: SimulatorClient, receiver: Receiver, member: HandsetClient
) -> None:
    receiver.answer("/voice", "<Say>one</Say><Play>/hello.wav</Play>")
    member.call()
    while not last(member)["transcript"]:
        assert simulator.step()
    receiver.close()
    simulator.settle()
    assert 11205 in [each["code"] for each in control.failures()]
