"""Where the organisation asks for it, whoever works by phone gives a PIN first."""

import pytest
import sqlalchemy as sa

from checkin.adapters.sql.engine import connect_to
from checkin.adapters.sql.rows import CALL_TURN
from checkin.domain.audit import Act
from checkin.usecases.auditing import listing
from checkin.usecases.ports.audit import Which
from checkin.usecases.staff import set_pin
from tests.town.phone import Phone
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


@pytest.fixture
def waiting(night: Town) -> tuple[Town, Phone, Phone]:
    """A town that asks for a PIN, in which Ana is not OK and Cleo knows."""
    ana, cleo = night.enrol("Ana"), night.coordinator("Cleo")
    night.decides(desk_pin=True)
    ana.replies("2")
    ana.expects("letting a person")
    cleo.expects("not OK", "1t")
    return night, ana, cleo


def test_who_calls_in_hears_and_takes_nothing_without_a_pin(
    waiting: tuple[Town, Phone, Phone],
) -> None:
    town, ana, cleo = waiting

    cleo.calls()
    cleo.hears("You need a PIN for this. Set one on the page")
    cleo.call_is("completed")
    assert "not OK" not in cleo.heard()

    assert set_pin(town.services, 1, "471108")
    cleo.calls()
    assert "not OK" not in cleo.heard()
    cleo.hears("press your PIN, and then pound")
    cleo.presses("1111#")
    cleo.hears("That is not your PIN")
    cleo.presses("471108#")
    cleo.hears("not OK", "To take it, press 1")
    cleo.presses("1")

    cleo.hears("is yours until")
    cleo.presses("5")  # no PIN is needed for a while, and so they are put through
    ana.answers()
    ana.presses("1")
    cleo.talks_with(ana)
    ana.hangs_up()
    cleo.hangs_up()


def test_three_wrong_pins_close_the_phone_and_stand_in_the_audit(
    waiting: tuple[Town, Phone, Phone],
) -> None:
    town, _, cleo = waiting
    assert set_pin(town.services, 1, "4711")

    cleo.replies("1234")
    cleo.expects("not your PIN")
    cleo.calls()
    cleo.presses("1111#")
    cleo.presses("2222#")
    cleo.hears("Too many wrong PINs")
    cleo.call_is("completed")
    cleo.calls()
    cleo.hears("Too many wrong PINs")
    cleo.call_is("completed")
    cleo.replies("4711")
    cleo.expects("Too many wrong PINs")
    cleo.replies("1t")
    cleo.expects("Too many wrong PINs")

    acts = [line.row.done for line in listing(town.services, Which()).lines]
    wrong = [done for done in acts if done.act is Act.PIN_WRONG]
    assert [(done.by, done.about_id) for done in wrong] == [(None, 1)] * 4
    assert set_pin(town.services, 1, "0815")
    cleo.replies("0815")
    cleo.expects("no PIN is needed")


def test_who_is_called_with_a_page_gives_the_pin_first_and_no_key_is_kept(night: Town) -> None:
    ana, cleo = night.enrol("Ana"), night.coordinator("Cleo")
    night.decides(desk_pin=True)
    assert set_pin(night.services, 1, "4711")
    ana.replies("HELP")
    ana.expects("call us at")
    cleo.expects("asks for help")
    night.wait(minutes=21)

    cleo.answers()
    assert "asks for help" not in cleo.heard()
    cleo.presses("1")  # not a PIN, and takes nothing
    cleo.keeps_silent()
    cleo.hears("press your PIN")
    cleo.presses("4711#")
    cleo.hears("asks for help", "To take it, press 1")
    cleo.presses("1")

    cleo.hears("is yours until")
    cleo.hangs_up()
    with connect_to(night.settings.database_url).connect() as connection:
        keys = set(connection.execute(sa.select(CALL_TURN.key)).scalars())
    assert keys == {"", "1", "****"}
