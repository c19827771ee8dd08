"""The verb Gather with more than one key, and with words."""

import pytest

from checkin.simulator import Simulator
from checkin.simulator.client import HandsetClient, SimulatorClient

from .receiver import Receiver
from .talk import connected, heard, last


def asked(
    simulator: Simulator, receiver: Receiver, member: HandsetClient, attributes: str
) -> HandsetClient:
    receiver.answer("/voice", f'<Gather action="/got" {attributes}/><Say>Nothing.</Say>')
    receiver.answer("/got", "<Say>Thank you.</Say>")
    connected(simulator, member)
    return member


def got(receiver: Receiver) -> list[dict[str, str]]:
    names = ("Digits", "FinishedOnKey", "SpeechResult", "Confidence", "Language")
    return [
        {name: each.params[name] for name in names if name in each.params}
        for each in receiver.at("/got")
    ]


@pytest.mark.parametrize(
    ("attributes", "keys", "digits"),
    [
        ('numDigits="4"', "0420", "0420"),
        ('numDigits="8"', "24121985", "24121985"),
        ('finishOnKey="#"', "1234#", "1234"),
        ('numDigits="6" finishOnKey="#"', "12#", "12"),
        ('numDigits="6" finishOnKey="*"', "1#2#*", "1#2#"),
        ('input="dtmf speech" numDigits="4"', "0420", "0420"),
    ],
)
def test_a_number_is_keyed(
    simulator: Simulator,
    receiver: Receiver,
    member: HandsetClient,
    attributes: str,
    keys: str,
    digits: str,
) -> None:
    asked(simulator, receiver, member, attributes).press(keys)
    simulator.settle()
    (told,) = got(receiver)
    assert told["Digits"] == digits and "SpeechResult" not in told


@pytest.mark.parametrize("given", ["speech", "dtmf speech", "speech dtmf"])
def test_words_are_understood(
    simulator: Simulator, receiver: Receiver, member: HandsetClient, given: str
) -> None:
    asked(simulator, receiver, member, f'input="{given}" language="es-MX" speechTimeout="auto"')
    assert last(member)["waiting_for_speech"]
    member.speak("  Estoy   bien ", confidence=0.42)
    simulator.settle()
    assert got(receiver) == [
        {"SpeechResult": "Estoy bien", "Confidence": "0.42", "Language": "es-MX"}
    ]
    assert receiver.at("/got")[0].genuine and heard(member, "handset") == ["Estoy bien"]


@pytest.mark.parametrize("given", ["", 'input="dtmf"'])
def test_words_are_lost_on_a_gather_for_keys(
    simulator: Simulator, receiver: Receiver, member: HandsetClient, given: str
) -> None:
    asked(simulator, receiver, member, given).speak("I am fine")
    simulator.settle()
    assert last(member)["waiting_for_key"] and not last(member)["waiting_for_speech"]
    assert got(receiver) == []


def test_keys_come_before_words(
    simulator: Simulator, receiver: Receiver, member: HandsetClient
) -> None:
    asked(simulator, receiver, member, 'input="dtmf speech"')
    member.press("12")
    member.speak("I am fine")
    member.keep_silent()
    simulator.settle()
    assert got(receiver) == [{"Digits": "12", "FinishedOnKey": ""}]


@pytest.mark.parametrize(("barge", "words"), [("true", ["I am fine"]), ("false", [])])
def test_words_end_the_speech_nested_in_a_gather_if_they_may(
    simulator: Simulator, receiver: Receiver, member: HandsetClient, barge: str, words: list[str]
) -> None:
    receiver.answer(
        "/voice",
        f'<Gather input="speech" bargeIn="{barge}" action="/got">'
        "<Say>one</Say><Pause/><Say>two</Say></Gather>",
    )
    member.call()
    while not last(member)["transcript"]:
        assert simulator.step()
    member.speak("I am fine")
    simulator.settle()
    assert [each["SpeechResult"] for each in got(receiver)] == words
    assert heard(member, "service") == (["one"] if words else ["one", "two"])


def test_silence_where_words_are_wanted_falls_through(
    simulator: Simulator, receiver: Receiver, member: HandsetClient
) -> None:
    asked(simulator, receiver, member, 'input="speech"').keep_silent()
    simulator.settle()
    assert got(receiver) == [] and heard(member, "service") == ["Nothing."]


@pytest.mark.parametrize("given", ["voice", "dtmf voice", ""])
def test_an_input_that_does_not_exist_is_listed(
    simulator: Simulator,
    control: SimulatorClient,
    receiver: Receiver,
    member: HandsetClient,
    given: str,
) -> None:
    asked(simulator, receiver, member, f'input="{given}"')
    assert [each["code"] for each in control.failures()] == [12200]
