"""The files of the countries: what each must say, and that it can be said."""

import re

import phonenumbers
import pytest

from checkin.domain.helplines import Country, countries, country_of
from checkin.domain.helplines.country import _read

EVERY = [country for code, country in sorted(countries().items()) if code == country.code]
SEEDED = {
    *("US", "CA", "GB", "IE", "AU", "NZ", "KE", "TZ", "UG", "NG", "ZA", "GH", "IN", "BR"),
    *("PT", "AO", "MZ", "MX", "CO", "AR", "ES", "FR", "SN", "CM", "BE", "CH", "DE"),
}


def test_the_countries_that_were_promised_are_there() -> None:
    assert countries().keys() >= SEEDED


@pytest.mark.parametrize("country", EVERY, ids=lambda country: country.code)
def test_a_country_has_an_emergency_number_and_tells_its_source(country: Country) -> None:
    assert country.code in phonenumbers.SUPPORTED_REGIONS
    assert country.emergency
    for number in country.emergency:
        assert re.fullmatch(r"\d{2,5}", number)
    for source in (country.emergency_source, *(line.source for line in country.lines)):
        assert source == "from memory, not verified" or source.startswith(("https://", "http://"))


@pytest.mark.parametrize("country", EVERY, ids=lambda country: country.code)
def test_a_line_can_be_reached_and_is_short_enough_to_be_named(country: Country) -> None:
    for line in country.lines:
        assert line.name
        assert line.call or line.text
        assert re.fullmatch(r"[\d +-]*", line.call)
        assert line.languages
        assert line.said.fits, line.name
        assert bool(line.verified_on) == bool(line.verified_by)


def test_a_place_that_shares_its_help_with_a_country_is_known() -> None:
    assert countries()["JE"] is countries()["GB"]
    assert countries()["RE"] is countries()["FR"]


def test_nobody_has_verified_what_nobody_has_called() -> None:
    """Whoever calls a number writes down the day and their name, and changes this test."""
    assert [line.name for country in EVERY for line in country.lines if line.verified_on] == []


@pytest.mark.parametrize(
    ("number", "country"),
    [
        ("+12125550142", "US"),
        ("+14165550142", "CA"),
        ("+254722178177", "KE"),
        ("+447400123456", "GB"),
        ("+447911123456", "GG"),
        ("12345", ""),
        ("+888", ""),
        ("", ""),
    ],
)
def test_a_number_tells_its_country(number: str, country: str) -> None:
    assert country_of(number) == country


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        ({"emergncy": []}, "XX: emergncy is not known"),
        ({"line": [{"cal": "1"}]}, "XX: cal of a line is not known"),
    ],
)
def test_a_misspelt_field_is_refused(file: dict[str, object], fault: str) -> None:
    whole = {"country": "XX", "emergency": ["1"], "emergency_source": "https://example.org"}
    with pytest.raises(ValueError, match=fault):
        _read(whole | file)
