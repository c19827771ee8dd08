"""A member's time zone is their own, or the only one of their number's country (R43)."""

import pytest

from checkin.domain.importing.enrolment import Wrong
from checkin.domain.importing.zone import zone_in

KENYA, NEW_YORK = "+254712345678", "+12125550142"


@pytest.mark.parametrize(
    ("written", "zone"),
    [
        ("Africa/Nairobi", "Africa/Nairobi"),
        ("africa/nairobi", "Africa/Nairobi"),
        ("America/New York", "America/New_York"),
        ("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("UTC", "UTC"),
        ("utc", "UTC"),
    ],
)
def test_a_zone_is_read_in_any_case(written: str, zone: str) -> None:
    assert zone_in(written, NEW_YORK) == zone


@pytest.mark.parametrize(
    "written", ["EST", "Nairobi", "GMT+3", "+03:00", "../etc/passwd", "America", "Europe/Lodnon"]
)
def test_what_names_no_place_is_refused(written: str) -> None:
    with pytest.raises(Wrong, match="not the name of a time zone"):
        zone_in(written, KENYA)


@pytest.mark.parametrize(
    ("number", "zone"),
    [
        (KENYA, "Africa/Nairobi"),
        ("+6591234567", "Asia/Singapore"),
        ("+27821234567", "Africa/Johannesburg"),
        ("+18762101234", "America/Jamaica"),  # has its code in common with the United States
        ("+17872101234", "America/Puerto_Rico"),
    ],
)
def test_a_country_with_one_zone_needs_no_name(number: str, zone: str) -> None:
    assert zone_in("", number) == zone


@pytest.mark.parametrize(
    ("number", "asked"),
    [
        (NEW_YORK, "write its name"),
        ("+14165550142", "write its name"),  # Toronto has one, Canada has not
        ("+61412345678", "write its name"),
        ("+5511912345678", "write its name"),
        ("+351912345678", "such as Atlantic/Azores or Europe/Lisbon"),
        ("+15550100199", "write its name"),
    ],
)
def test_a_country_with_several_must_be_told_apart(number: str, asked: str) -> None:
    with pytest.raises(Wrong, match=asked):
        zone_in("", number)


def test_without_a_number_there_is_nothing_to_ask() -> None:
    assert zone_in("", "") == ""
