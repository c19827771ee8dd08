"""Where urgent help is, as the organisation's file may say it or leave it out."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from checkin.domain.helplines import Said, Urgent
from checkin.settings import Organisation, OrganisationError

TODAY = date(2026, 3, 2)
NEEDED = 'name = "Circle"\nlanguage = "en"\nphone = "+254722178177"\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "organisation.toml"


def load(file: Path, more: str, country: str = "US") -> Organisation:
    file.write_text(f'{NEEDED}country = "{country}"\n{more}', encoding="utf-8")
    return Organisation.load(file)


def named(urgent: Urgent) -> Said:
    return urgent.said("en")


def test_left_out_it_is_the_countrys_own(file: Path) -> None:
    urgent = load(file, "").urgent(TODAY)
    assert urgent.emergency == "911"
    assert named(urgent) == Said("helpline.call_or_text", (("call", "988"),))


def test_plain_words_stand_as_they_are(file: Path) -> None:
    urgent = load(file, 'helpline = "call Ruth 555-0188"\nemergency = "999"').urgent(TODAY)
    assert (urgent.words, urgent.emergency) == ("call Ruth 555-0188", "999")


def test_numbers_in_a_table_are_put_into_a_sentence(file: Path) -> None:
    table = '[helpline]\ncall = "555-0188"\nhours = "24/7"\nconfirmed_on = 2026-02-01\n'
    organisation = load(file, f'{table}confirmed_by = "Cleo"')
    urgent = organisation.urgent(TODAY)
    assert named(urgent) == Said("helpline.call", (("call", "555-0188"),))
    assert organisation.helpline.confirmed_on == date(2026, 2, 1)
    assert load(file, '[helpline]\ncall = "1"\nconfirmed_on = ""').helpline.confirmed_on is None


@pytest.mark.parametrize("line", ['words = "call Ruth"', 'call = "555-0188"'])
def test_what_was_confirmed_over_a_year_ago_is_not_named_any_more(file: Path, line: str) -> None:
    organisation = load(file, f"[helpline]\n{line}\nconfirmed_on = 2025-03-02")
    year = organisation.urgent(TODAY)
    later = organisation.urgent(TODAY + timedelta(days=1))
    assert year.words or named(year) == Said("helpline.call", (("call", "555-0188"),))
    assert later.words == ""
    assert named(later) == Said("helpline.none", ())


def test_urgent_help_elsewhere_is_that_of_the_data(file: Path) -> None:
    everywhere = load(file, 'emergency = "999"', country="KE").urgent_help(TODAY)
    assert "KE" not in everywhere
    assert (everywhere[""].emergency, everywhere["FR"].emergency) == ("999", "112")


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ('[helpline]\ncal = "988"', 'helpline.cal: is not known, did you mean "call"?'),
        ('[helpline]\nwords = "x"\ncall = "988"', "helpline: write words, or the numbers"),
        ("[helpline]\nconfirmed_on = 2026-01-01", "helpline: confirmed_on needs what was"),
        ('[helpline]\ncall = "1"\nconfirmed_on = "soon"', "helpline.confirmed_on: Input should"),
        ('[helpline]\ncall = "01234567890123456789"', "helpline: is too long"),
        ('[helpline]\ntext = "A LONG WORD to 01234567890"', "helpline: is too long"),
    ],
)
def test_a_table_that_cannot_be_used_is_told(file: Path, more: str, fault: str) -> None:
    with pytest.raises(OrganisationError) as refused:
        load(file, more)
    (line,) = str(refused.value).splitlines()
    assert line.startswith(fault)


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ("", "emergency: is missing, and we know none for JP"),
        ('emergency = "119"', "emergency: needs a helpline beside it: we know none for JP"),
    ],
)
def test_a_country_without_data_needs_both(file: Path, more: str, fault: str) -> None:
    with pytest.raises(OrganisationError, match=fault):
        load(file, more, country="JP")
    assert load(file, 'emergency = "119"\nhelpline = "call 0120"', country="JP")
