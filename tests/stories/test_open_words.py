"""Texts and calls are discreet; to who has agreed to open words they say what they are about."""

import pytest

from tests.town.phone import Phone
from tests.town.town import Town

OPEN = {"en": "peer support", "es": "apoyo entre iguales"}
TOPICS = (*OPEN.values(), "Harbour Recovery")


@pytest.fixture(autouse=True)
def open_name(town: Town) -> None:
    """The organisation has a name that says more."""
    town.decides(open_name="Harbour Recovery")


def agrees(phone: Phone, *bodies: str) -> None:
    """She agrees to open words, once she has read what they are."""
    for body in bodies:
        phone.replies(body)
        phone.expects()


def discreet(body: str) -> None:
    """Nobody who reads along learns anything."""
    assert [topic for topic in TOPICS if topic in body] == []


@pytest.mark.parametrize(
    ("language", "yes", "no"),
    [
        ("en", ("allow open words", "yes"), "refuse open words"),
        ("es", ("permitir palabras abiertas", "sí"), "rechazar palabras abiertas"),
    ],
)
def test_from_a_yes_on_and_until_a_no(
    town: Town, language: str, yes: tuple[str, str], no: str
) -> None:
    ana, cleo = town.enrol("Ana", language=language), town.coordinator("Cleo")
    town.wait(hours=2)
    discreet(ana.expects("Harbour Circle", "1", "2"))
    agrees(ana, *yes)
    town.wait(hours=2)
    ana.expects("Harbour Recovery", OPEN[language])

    ana.replies(no)
    discreet(ana.expects("Ana"))
    ana.replies("1")
    discreet(ana.expects("Ana"))
    town.wait(hours=22)

    discreet(ana.expects("Harbour Circle", "1", "2"))
    cleo.is_silent()


def test_the_keypad_takes_it_back_and_gives_it(town: Town) -> None:
    ana, ben = town.enrol("Ana"), town.enrol("Ben")
    agrees(ana, "allow open words", "yes")

    ana.dials("7", "7", "1", *"11222222")
    ben.dials("7", "7", "1", *"11222122")
    town.wait(hours=2)

    discreet(ana.expects("Reply 1"))
    ben.expects("Reply 1", "Harbour Recovery", "peer support")


def test_on_a_shared_phone_all_stays_discreet(town: Town) -> None:
    phone = town.enrol("Ana")
    agrees(phone, "allow open words", "yes")
    town.enrol("Ben", on=phone, channel="call")

    town.wait(hours=2)

    discreet(phone.expects("Ana", "Reply 1"))
    phone.answers()
    discreet(phone.heard())


def test_a_call_says_so_too_but_only_ours(town: Town) -> None:
    ben = town.enrol("Ben", channel="call")
    agrees(ben, "allow open words", "yes")
    ben.dials("1")
    discreet(ben.heard())

    town.wait(hours=2)
    ben.answers()

    ben.hears("This is Harbour Recovery, your peer support", "press 9", "press 1")
