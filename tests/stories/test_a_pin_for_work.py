"""Where the organisation asks for it, whoever works by phone gives a PIN first."""

from checkin.usecases.staff import set_pin
from tests.town.town import Town


def test_a_phone_that_is_found_takes_nothing_without_the_pin(town: Town) -> None:
    ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")
    town.decides(desk_pin=True)
    ana.replies("2")
    ana.expects("letting a person")
    cleo.expects("not OK", "1t")

    cleo.replies("1t")
    cleo.expects("need a PIN", "on the page")
    assert set_pin(town.services, 1, "4711")
    cleo.replies("1t")
    cleo.expects("Send your PIN first")
    cleo.replies("1234")
    cleo.expects("not your PIN")
    cleo.replies("4711")
    cleo.expects("no PIN is needed")
    cleo.replies("1t")

    cleo.expects("1 is yours until")
