"""The phones of a story, in a town where only the carrier and a plain service live."""

from types import SimpleNamespace
from typing import Any

import pytest

from checkin.simulator import Simulator
from checkin.simulator.client import SimulatorClient
from tests.town.phone import Phone

from .conftest import MEMBER, OTHER, SERVICE
from .receiver import Receiver


@pytest.fixture
def ana(simulator: Simulator, control: SimulatorClient) -> Phone:
    """Ana's phone."""
    town: Any = SimpleNamespace(control=control, settle=simulator.settle)
    return Phone(town, MEMBER, "Ana")


@pytest.fixture
def ben(ana: Phone) -> Phone:
    """Ben's phone."""
    return Phone(ana.town, OTHER, "Ben")


def test_a_call_is_missed(ana: Phone, receiver: Receiver) -> None:
    receiver.answer("/voice", "<Say>Hello</Say>")
    ana.rings_and_hangs_up()
    ana.call_is("no-answer")
    assert ana.heard() == ""
    ana.rings_and_hangs_up("anonymous")
    ana.calls_withheld()
    ana.hears("Hello")
    shown = [each.params["From"] for each in receiver.at("/voice")]
    assert shown == [MEMBER, "anonymous", "+266696687"]
    ana.is_silent()


def test_a_pin_is_dialed_and_a_message_left(ana: Phone, receiver: Receiver) -> None:
    receiver.answer("/voice", '<Gather numDigits="1" action="/pin"><Say>Menu</Say></Gather>')
    receiver.answer("/pin", '<Gather finishOnKey="#" action="/record"><Say>PIN</Say></Gather>')
    receiver.answer("/record", '<Record action="/taped"/>')
    receiver.answer("/taped", "<Say>Thank you</Say>")
    ana.dials("2", "1234#")
    assert receiver.at("/record")[0].params["Digits"] == "1234"
    ana.is_recorded()
    ana.speaks("I am at the harbour", seconds=12)
    ana.keeps_silent()
    assert receiver.at("/taped")[0].params["RecordingDuration"] == "12"
    ana.hears("Menu", "PIN", "Thank you")
    with pytest.raises(AssertionError, match="nothing waits for Ana"):
        ana.dials("2", "1#", "9")


def test_two_phones_are_bridged(ana: Phone, ben: Phone, receiver: Receiver) -> None:
    receiver.answer("/voice", f'<Dial callerId="{SERVICE}">{OTHER}</Dial><Say>Goodbye</Say>')
    ana.calls()
    ben.sees_caller(SERVICE)
    ben.answers()
    ana.talks_with(ben)
    ana.speaks("I feel alone")
    ben.speaks("I am with you")
    ben.hears_bridge("alone")
    ana.hears_bridge("with you")
    with pytest.raises(AssertionError, match="not 'bananas'"):
        ana.hears_bridge("bananas")
    ben.hangs_up()
    ana.hears("Goodbye")
    ana.calls()
    ben.declines()
    ben.call_is("busy")
    with pytest.raises(AssertionError, match="does not talk"):
        ana.talks_with(ben)
    ben.is_silent()
