"""Urgent help in sentences: in the person's language, and for the country of their number."""

from datetime import date

import pytest

from checkin.domain.helplines import Helpline, Urgent, abroad, countries
from checkin.wording import Catalogs
from checkin.wording.urgent import WhereHelpIs
from tests.unit.wording.shelf import LANGUAGES, SPOKEN, limit, longest_helpline, sentences

OURS = {
    "organisation": "Harbour Circle",
    "phone": "(212) 555-0142",
    "page": "example.org/admin",
}
TODAY = date(2026, 3, 2)
US = Urgent("911", countries()["US"].lines)
EVERYWHERE = {**abroad(countries(), "US", TODAY), "": US}
CATALOGS = Catalogs.load(OURS, "en", urgent=EVERYWHERE)
WORLD = EVERYWHERE | {"US": US}


def test_a_line_is_named_in_the_persons_language() -> None:
    assert "right away: call or text 988." in CATALOGS.text("en", "danger.crisis", {})
    assert "988" in (spanish := CATALOGS.text("es", "danger.crisis", {}))
    assert "call" not in spanish
    assert "call 911" in CATALOGS.page("en", "advice.danger", {})


def test_a_call_says_its_numbers_digit_by_digit() -> None:
    said = CATALOGS.voice("en", "call.stranger", {})
    assert "call or text 9 8 8." in said
    assert "call 9 1 1." in said


@pytest.mark.parametrize("key", ["danger.crisis", "help", "answer.not_ok", "no_question"])
def test_who_is_from_another_country_is_told_of_help_there(key: str) -> None:
    said = CATALOGS.text("en", key, {"name": "Ana", "country": "KE"})
    assert "call +254 722 178 177" in said
    assert "999" in said
    assert "988" not in said
    assert "911" not in said
    assert "call 9 9 9" in CATALOGS.voice("en", "answer.not_ok", {"country": "KE"})


@pytest.mark.parametrize("country", ["US", "JP", "", "ZZ"])
def test_everybody_else_is_told_of_help_at_home(country: str) -> None:
    home = CATALOGS.text("en", "danger.crisis", {})
    assert CATALOGS.text("en", "danger.crisis", {"country": country}) == home


@pytest.mark.parametrize("key", ["invitation", "join.agree"])
def test_what_the_ledger_keeps_is_asked_of_everybody_in_the_same_words(key: str) -> None:
    said = CATALOGS.text("en", key, {"name": "Ana", "country": "KE"})
    assert said == CATALOGS.text("en", key, {"name": "Ana"})
    shown = CATALOGS.shown("text", "en", key)
    assert shown
    assert shown.values["emergency"] == "911"


def test_where_no_line_is_known_it_is_somebody_they_trust_and_the_emergency_number() -> None:
    said = CATALOGS.text("en", "danger.crisis", {"country": "AO"})
    assert "right away: call someone you trust. If you are in danger now, call 111." in said
    assert "call someone you trust" in CATALOGS.voice("en", "answer.not_ok", {"country": "AO"})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("medium", SPOKEN)
def test_the_emergency_number_stands_wherever_a_line_does(language: str, medium: str) -> None:
    said = sentences(language, medium)
    assert {key for key in said if "{helpline}" in said[key]}
    assert [k for k in said if "{helpline}" in said[k] and "{emergency}" not in said[k]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_in_place_of_a_line_are_no_longer_than_one(language: str) -> None:
    words = sentences(language, "text")["helpline.none"]
    assert len(words) <= longest_helpline(language)
    assert not any(map(str.isdecimal, words))


def test_words_of_the_organisation_are_the_same_in_every_language() -> None:
    urgent = {"": Urgent("911", words="call Ruth 555-0188")}
    catalogs = Catalogs.load(OURS, "en", urgent=urgent)
    assert "call Ruth 555-0188" in catalogs.text("es", "danger.crisis", {})
    assert "call Ruth 5 5 5, 0 1 8 8" in catalogs.voice("en", "call.stranger", {})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_of_the_data_keeps_the_texts_within_their_segments(language: str) -> None:
    """The segments are reckoned with a helpline and an emergency number of these lengths."""
    for country, urgent in WORLD.items():
        for line in (*urgent.lines, Helpline(call=urgent.emergency)):
            one = {"": Urgent(urgent.emergency, (line,))}
            values = WhereHelpIs(one, CATALOGS._find).values("text", language, "")
            assert len(values["helpline"]) <= longest_helpline(language), (country, values)
            assert len(values["emergency"]) <= limit("emergency")
