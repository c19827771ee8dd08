"""A yes, a no, joining, coming back: by text and by keypad, in English and Spanish."""

import pytest

from tests.town.town import Town

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.mark.parametrize(
    ("language", "yes", "by_text", "by_call"),
    [("en", "YES", "you are in", "You are in"), ("es", "Sí", "todo listo", "todo listo")],
)
def test_a_yes_to_the_invitation_counts_for_the_road_it_was_said_on(
    town: Town, language: str, yes: str, by_text: str, by_call: str
) -> None:
    ana, ben = town.invite("Ana", language=language), town.invite("Ben", language=language)

    ana.replies(yes)
    ana.expects(by_text)
    ben.dials("1", "2")
    ben.hears(by_call)
    town.wait(hours=2)

    ana.expects("1", "2")
    ben.rings()


@pytest.mark.parametrize(
    ("language", "no", "by_text", "by_call"),
    [
        ("en", "no thanks", "We will not text or call you", "We will not text or call you"),
        ("es", "no, gracias", "No te escribimos ni te llamamos", "No te escribimos ni te llamamos"),
    ],
)
def test_a_no_to_it_ends_it(town: Town, language: str, no: str, by_text: str, by_call: str) -> None:
    ana, ben = town.invite("Ana", language=language), town.invite("Ben", language=language)

    ana.replies(no)
    ana.expects(by_text)
    ben.dials("2")
    ben.hears(by_call)
    town.wait(hours=3)


@pytest.mark.parametrize(
    ("language", "pause", "back", "by_text", "by_call"),
    [
        ("en", "pause 3", "I'm back", "Welcome back", "Welcome back"),
        ("es", "pausa 3", "ya volví", "de vuelta", "de vuelta"),
    ],
)
def test_back_ends_a_pause(
    town: Town, language: str, pause: str, back: str, by_text: str, by_call: str
) -> None:
    ana, ben = town.enrol("Ana", language=language), town.enrol("Ben", language=language)
    for phone in (ana, ben):
        phone.replies(pause)
        phone.expects("5")

    ana.replies(back)
    ana.expects(by_text)
    ben.dials("5")
    ben.hears(by_call)
    town.wait(hours=2)

    ana.expects("1", "2")
    ben.expects("1", "2")


@pytest.mark.parametrize(
    ("language", "start", "by_text", "by_call"),
    [
        ("en", "START", "texts are on again", "You are in"),
        ("es", "iniciar", "vuelven los", "listo"),
    ],
)
def test_start_after_a_stop_brings_back_the_road_it_was_said_on(
    town: Town, language: str, start: str, by_text: str, by_call: str
) -> None:
    ana, ben = town.enrol("Ana", language=language), town.enrol("Ben", language=language)
    for phone in (ana, ben):
        phone.replies("STOP")
        phone.expects("Harbour Circle")

    ana.replies(start)
    ana.expects(by_text)
    ben.dials("1", "1", "2")
    ben.hears(by_call)
    town.wait(hours=2)

    ana.expects("1", "2")
    ben.rings()


def test_a_stranger_joins_in_spanish_by_text(town: Town) -> None:
    dov = town.phone("Dov")

    for body, answer in (
        ("español", "en español"),
        ("quiero unirme", "18 años"),
        ("sí", "llamamos"),
        ("Dov", "responde"),
        ("sí", "Dov"),
        ("no", "sigue igual"),
    ):
        dov.replies(body)
        dov.expects(answer)
    town.wait(hours=2)

    dov.expects("Dov", "1", "2")


@pytest.mark.parametrize(
    ("language", "words", "told"),
    [("en", "you have the wrong number", "wrong number"), ("es", "número equivocado", "Disculpa")],
)
def test_a_wrong_number_is_told_nothing_and_let_go(
    town: Town, language: str, words: str, told: str
) -> None:
    ana, cleo = town.enrol("Ana", language=language), town.coordinator("Cleo")

    ana.replies(words)

    assert "Ana" not in ana.expects(told)
    cleo.expects("somebody else")
    town.wait(hours=3)


@pytest.mark.parametrize(
    ("language", "safe_word", "bland"),
    [
        ("en", "safe word mango juice", "has been counted"),
        ("es", "palabra segura mango juice", "ya"),
    ],
)
def test_a_safe_word_said_by_word_or_by_key_calls_a_person(
    town: Town, language: str, safe_word: str, bland: str
) -> None:
    ana, ben = town.enrol("Ana", language=language), town.enrol("Ben", language=language)
    cleo = town.coordinator("Cleo")

    ana.replies(safe_word)
    ana.expects()
    ana.replies("mango juice")
    ana.expects(bland)
    ben.dials("7", "7", "7", "8642")
    ben.dials("7", "7", "6", "8642")
    ben.hears(bland)

    cleo.expects("safe word")
    cleo.expects("safe word")


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_number_from_one_to_five_where_the_organisation_asks_for_one(
    town: Town, language: str
) -> None:
    town.decides(scale=True)
    ana, ben = town.enrol("Ana", language=language), town.enrol("Ben", language=language)
    dov, cleo = town.enrol("Dov", language=language), town.coordinator("Cleo")
    town.wait(hours=2)
    for phone in (ana, ben, dov):
        phone.expects("1", "5")

    ana.replies("3")
    ana.expects("Ana")
    cleo.is_silent()
    ben.replies("4")
    ben.expects("911")
    dov.dials("2")

    cleo.expects("is not OK")
    cleo.expects("is not OK")
