"""A number is dialled only if it is one person's own, in use, and can get a text."""

import pytest

from checkin.domain.importing.enrolment import Wrong
from checkin.domain.importing.number import number_in

READ = [
    ("+12125550142", "US", "+12125550142"),
    ("212 555 0142", "US", "+12125550142"),
    ("(212) 555-0142", "US", "+12125550142"),
    ("212.555.0142", "US", "+12125550142"),
    ("12125550142", "US", "+12125550142"),  # a spreadsheet took the + away
    ("'+12125550142", "KE", "+12125550142"),  # or kept it by a mark of its own
    ("0712 345678", "KE", "+254712345678"),
    ("254712345678", "KE", "+254712345678"),
    ("+254 712–345678", "US", "+254712345678"),
    ("٠٧١٢٣٤٥٦٧٨", "KE", "+254712345678"),
    ("+1 555 010 0199", "US", "+15550100199"),  # fictional
    ("+1 999 555 0100", "US", "+19995550100"),
]
REFUSED = [
    ("", "is missing"),
    ("ask Ben", "something other than one number"),
    ("+12125550142 or +12125550143", "something other than one number"),
    ("+12125550142 ext 5", "something other than one number"),
    ("1-800-FLOWERS", "something other than one number"),
    ("1.21256E+10", "rounded by a spreadsheet"),
    ("2,54712e11", "rounded by a spreadsheet"),
    ("+", "something other than one number"),
    ("7", "is not a phone number"),
    ("+999 123456789", "country code that does not exist"),
    ("5550142", "has no area code"),
    ("911", "is too short"),
    ("+1 212 555 01422", "is too long"),
    ("+1 999 321 0100", "is not in use"),
    ("+44 20 7946 0958", "is a landline"),
    ("+1 800 321 0199", "is not a person's own"),
    ("+1 900 321 1234", "is not a person's own"),
]


@pytest.mark.parametrize(("written", "country", "number"), READ)
def test_a_number_is_read_as_people_write_it(written: str, country: str, number: str) -> None:
    assert number_in(written, country) == number


@pytest.mark.parametrize(("written", "why"), REFUSED)
def test_what_cannot_be_texted_is_refused_in_plain_words(written: str, why: str) -> None:
    with pytest.raises(Wrong, match=why) as refused:
        number_in(written, "US")

    assert not written or written not in str(refused.value)
