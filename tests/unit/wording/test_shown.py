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
    shown = CATALOGS.shown("text", "sw_KE", "invitation")

    assert shown is CATALOGS.shown("text", "sw_KE", "invitation")
    assert shown and shown.language == "en"


def test_a_key_that_no_catalog_has_leads_to_nothing() -> None:
    assert CATALOGS.shown("text", "en", "call.goodbye") is None
    assert CATALOGS.shown("voice", "en", "nobody") is None
