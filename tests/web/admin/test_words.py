"""Every word on the page comes from the catalog, and every status has a word."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from checkin.adapters.sql.attempts import HANDING, LOST
from checkin.domain.carrier import CALL_RANKS, TEXT_RANKS
from checkin.domain.schedule import zone_named
from checkin.web import admin
from checkin.web.admin.limits import address
from checkin.web.admin.mishaps import TOLD
from checkin.web.admin.words import CALL_WORDS, TEXT_WORDS, Words
from checkin.wording import keys
from checkin.wording.catalogs import FOLDER
from tests.web.admin.office import Office

HERE = Path(admin.__file__).parent
KEY = re.compile(r"[a-z_]+\.[a-z_0-9]+(?:\.[a-z_]+)?")
FAMILIES = re.compile(
    r"\"((?:site|span|waiting|hold|advice|act|done|login|again|member|history|refused"
    r"|escalation)\.[a-z_]+)\""
)

with (FOLDER / "en" / "page.po").open("rb") as file:
    KNOWN = {str(message.id) for message in read_po(file) if message.id}


def sources() -> str:
    files = [*HERE.rglob("*.html"), *HERE.rglob("*.py")]
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def test_every_key_that_a_template_says_is_in_the_catalog() -> None:
    text = sources()
    said = set(re.findall(r'say\("([a-z_]+\.[a-z_0-9]+)"[,)]', text))
    named = set(FAMILIES.findall(text)) - {f"admin.{name}" for name in ("login",)}
    assert len(said) > 40
    templates = {file.name.removesuffix(".html") for file in HERE.rglob("*.html")}
    pages = {f"{name}.html" for name in templates}
    assert (said | named) - KNOWN - pages == set()


def test_no_word_in_the_catalog_is_there_for_nothing() -> None:
    text = sources()
    made = {f"mishap.{code}{end}" for code in TOLD | {500} for end in ("", ".do")}
    unused = {key for key in KNOWN - set(keys.PAGE) - made if f'"{key}"' not in text}
    assert unused == set()


def test_every_status_of_the_carrier_and_of_ours_has_a_word() -> None:
    assert TEXT_RANKS.keys() | {HANDING, LOST, "replied", "received"} == TEXT_WORDS.keys()
    assert CALL_RANKS.keys() | {HANDING, LOST} == CALL_WORDS.keys()
    told = {f"text_status.{word}" for word in TEXT_WORDS.values()}
    told |= {f"call_status.{word}" for word in CALL_WORDS.values()}
    assert told <= KNOWN


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (timedelta(seconds=-5), "0 min"),
        (timedelta(seconds=59), "0 min"),
        (timedelta(minutes=61), "1 h 1 min"),
        (timedelta(days=2, hours=3, minutes=59), "2 d 3 h"),
    ],
)
def test_a_length_of_time_is_said_in_its_two_largest_units(
    office: Office, length: timedelta, said: str
) -> None:
    assert words(office).span(length) == said


def test_a_time_is_told_with_its_day_unless_it_is_today(office: Office) -> None:
    told = words(office)
    assert told.when(office.moment) == "11:00"
    assert told.when(office.moment + timedelta(hours=14)) == "Tue, Mar 3, 01:00"
    assert told.when(office.moment - timedelta(days=90)) == "Dec 2, 2025, 11:00"
    assert told.city() == "Nairobi"
    assert told.city("UTC") == "UTC"


def test_a_language_that_babel_does_not_know_is_read_like_english(office: Office) -> None:
    assert str(words(office, "xx").locale) == "en"
    assert words(office, "ar").for_template()["direction"] == "rtl"
    assert words(office).language_name("sw") == "Swahili"


def words(office: Office, language: str = "en") -> Words:
    return Words(office.services, language, office.moment, zone_named("Africa/Nairobi"))


@pytest.mark.parametrize(
    ("peer", "told", "found"),
    [
        ("198.51.100.7", "", "198.51.100.7"),
        ("8.8.8.8", "1.2.3.4", "8.8.8.8"),  # nobody in between: anyone could have written it
        ("10.0.0.3", "1.2.3.4, 203.0.113.9", "203.0.113.9"),
        ("127.0.0.1", "203.0.113.9", "203.0.113.9"),
    ],
)
def test_tries_are_counted_by_who_asks_and_not_by_the_proxy(
    office: Office, peer: str, told: str, found: str
) -> None:
    base = {"REMOTE_ADDR": peer}
    with office.app.test_request_context(headers={"X-Forwarded-For": told}, environ_base=base):
        assert address() == found
