"""Who has a number of another country hears where help is there; at home, what was confirmed."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from checkin.settings import Organisation
from checkin.settings.helpline import HelplineTable
from checkin.settings.storage import DEMO_ORGANISATION
from tests.town.database import fresh_sqlite
from tests.town.town import Town

DEMO = Organisation.load(DEMO_ORGANISATION)
NAIROBI = DEMO.model_copy(
    update={
        "country": "KE",
        "emergency": "",
        "helpline": HelplineTable(
            call="0700 555 188", confirmed_on=date(2026, 2, 1), confirmed_by="Cleo"
        ),
    }
)


@pytest.fixture
def nairobi(tmp_path: Path) -> Iterator[Town]:
    """A town whose organisation is in Kenya. Everybody's phone is from New York all the same."""
    with Town(fresh_sqlite(tmp_path), tmp_path, organisation=NAIROBI) as town:
        yield town
        town.everyone_is_silent()


def test_a_member_abroad_in_danger_is_told_of_help_where_they_are(nairobi: Town) -> None:
    ana, cleo = nairobi.enrol("Ana"), nairobi.coordinator("Cleo")

    ana.replies("I want to die")

    said = ana.expects("call or text 988", "call 911")
    assert "999" not in said
    assert "0700" not in said
    cleo.expects("may be in danger")


def test_so_are_they_when_they_ask_for_help_or_are_not_ok(nairobi: Town) -> None:
    ana, cleo = nairobi.enrol("Ana"), nairobi.coordinator("Cleo")

    ana.replies("HELP")
    ana.expects("call or text 988", "911")
    cleo.expects("help")
    cleo.replies("1t")
    cleo.expects("1 is yours until 07:00")
    nairobi.wait(hours=3)
    ana.expects("Reply 1")
    ana.replies("2")
    ana.expects("call or text 988", "911")
    cleo.expects("not OK")


def test_so_are_they_in_a_call_digit_by_digit(nairobi: Town) -> None:
    dov = nairobi.phone("Dov")

    dov.calls()

    dov.hears("call or text 9 8 8", "call 9 1 1")


def test_a_member_is_answered_in_their_language_wherever_they_are(nairobi: Town) -> None:
    ana = nairobi.enrol("Ana", language="es")
    nairobi.coordinator("Cleo")

    ana.replies("quiero morirme")

    said = ana.expects("988", "911")
    assert "call" not in said
    nairobi.phone("Cleo").expects("may be in danger")


def test_at_home_everybody_hears_what_the_organisation_has_confirmed(tmp_path: Path) -> None:
    table = HelplineTable(call="555-0188", confirmed_on=date(2026, 2, 1), confirmed_by="Cleo")
    harbour = DEMO.model_copy(update={"helpline": table})
    with Town(fresh_sqlite(tmp_path), tmp_path, organisation=harbour) as town:
        ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")
        ana.replies("I want to die")
        ana.expects("right away: call 555-0188.", "call 911")
        cleo.expects("may be in danger")
