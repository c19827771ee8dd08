"""The sentence as this organisation says it, for the ledger of consent."""

import json

import pytest

from checkin.wording import Catalogs, keys
from tests.unit.wording.test_catalogs import OURS

CATALOGS = Catalogs.load(OURS, "en")


def test_a_text_is_the_one_that_is_sent_but_for_the_name() -> None:
    shown = CATALOGS.shown("text", "en", "invitation")

    assert shown
    assert shown.said.replace("{name}", "Ann") == CATALOGS.text("en", "invitation", {"name": "Ann"})
    assert "{name}" in shown.text
    assert "{organisation}" in shown.text
    assert shown.values["organisation"] == "Harbour Circle"


def test_a_sentence_in_a_call_is_the_one_that_is_said() -> None:
    shown = CATALOGS.shown("voice", "en", "call.goodbye")

    assert shown
    assert shown.said == CATALOGS.voice("en", "call.goodbye", {})
    assert shown.values == {"phone": "2 1 2, 5 5 5, 0 1 4 2"}


@pytest.mark.parametrize("medium", ["text", "voice"])
def test_every_sentence_can_be_shown_and_holds_nothing_but_the_organisations_values(
    medium: str,
) -> None:
    for key in keys.TEXT if medium == "text" else keys.VOICE:
        shown = CATALOGS.shown(medium, "en", key)
        assert shown
        assert shown.values.keys() <= {"organisation", "helpline", "emergency", "phone"}
        assert json.dumps(dict(shown.values))


def test_it_names_the_language_that_it_was_said_in() -> None:
    shown = CATALOGS.shown("text", "sv_SE", "invitation")

    assert shown is CATALOGS.shown("text", "sv_SE", "invitation")
    assert shown and shown.language == "en"


def test_a_key_that_no_catalog_has_leads_to_nothing() -> None:
    assert CATALOGS.shown("text", "en", "call.goodbye") is None
    assert CATALOGS.shown("voice", "en", "nobody") is None


@pytest.mark.parametrize("language", ["es", "fr", "pt"])
def test_letters_that_a_text_is_sent_without_are_not_in_what_was_shown(language: str) -> None:
    catalogs = Catalogs.load(OURS | {"organisation": "Círculo São"}, "en")
    shown = catalogs.shown("text", language, "join.agree")

    assert shown and shown.language == language
    assert shown.values["organisation"] == "Circulo Sao"
    sent = catalogs.text(language, "join.agree", {"name": "José"})
    assert shown.said.replace("{name}", "José") == sent
    assert not set("áãçíóú") & set(shown.said)


def test_an_organisation_that_needs_other_letters_keeps_all_of_them_in_both() -> None:
    catalogs = Catalogs.load(OURS | {"organisation": "Círculo Łódź"}, "es")
    shown = catalogs.shown("text", "es", "join.agree")

    assert shown
    assert shown.values["organisation"] == "Círculo Łódź"
    assert shown.said.replace("{name}", "Ana") == catalogs.text("es", "join.agree", {"name": "Ana"})
    assert "SÍ" in shown.said


def test_a_call_says_every_accent() -> None:
    shown = CATALOGS.shown("voice", "pt", "call.we_call")

    assert shown
    assert "chamada automática" in shown.text
    assert "chamada automática" in CATALOGS.voice("pt", "call.we_call", {})
