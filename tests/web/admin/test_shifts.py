"""The rota on the page: shifts are added and removed, gaps are seen, bad input loses nothing."""

import pytest

from checkin.domain.staff import Role
from tests.web.admin.office import Browser, Office

NIGHTS = {
    "coordinator": "1",
    "who": "first",
    "day": "0",
    "on": "",
    "starts": "18:00",
    "ends": "08:00",
    "time_zone": "America/New_York",
}


def supervisor(office: Office) -> Browser:
    """Somebody who may change the rota."""
    office.hires("sue", Role.SUPERVISOR)
    return office.browser("sue")


def test_without_shifts_everybody_is_on_call(office: Office) -> None:
    dana = supervisor(office)

    dana.opens("/admin/shifts")

    assert "everybody who has a phone is on call" in dana.page


def test_a_night_is_added_shown_with_its_gaps_and_removed(either_office: Office) -> None:
    dana = supervisor(either_office)
    dana.opens("/admin/shifts")

    assert dana.sends("/admin/shifts", **NIGHTS).location == "/admin/shifts"
    dana.opens("/admin/shifts")
    assert "Dana, on call" in " ".join(dana.page.replace("<bdi>", "").replace("</bdi>", "").split())
    assert "no phone to reach them" in dana.page
    assert "Nobody is on call" in dana.page
    dana.sends("/admin/shifts/1/remove")

    assert "The shift is removed" in dana.page
    assert "everybody who has a phone is on call" in dana.page


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"starts": "six"}, "both hours"),
        ({"ends": ""}, "both hours"),
        ({"time_zone": "Mars/Olympus"}, "time zone"),
        ({"day": "once"}, "day of the week"),
        ({"day": "9", "on": "31 May"}, "day of the week"),
        ({"who": "third"}, "who is on call"),
        ({"coordinator": "77"}, "who is on call"),
        ({"coordinator": "me"}, "who is on call"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    office: Office, wrong: dict[str, str], fault: str
) -> None:
    dana = supervisor(office)
    dana.opens("/admin/shifts")

    refused = dana.sends("/admin/shifts", **{**NIGHTS, "ends": "07:30", **wrong})

    assert refused.status_code == 422
    assert fault in dana.page
    assert wrong.get("ends", "07:30") in dana.page
    dana.opens("/admin/shifts")
    assert "everybody who has a phone is on call" in dana.page


def test_a_shift_that_is_gone_is_told_so(office: Office) -> None:
    dana = supervisor(office)
    dana.opens("/admin/shifts")

    dana.sends("/admin/shifts/9/remove")

    assert "removed already" in dana.page
