"""Each purpose is agreed to and refused by its own word and by its own key, and nothing else is."""

import pytest

from checkin.domain.consent import Purpose
from checkin.domain.talk.choices import OPTIONAL
from tests.town.phone import Phone
from tests.town.town import Town

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
# Both ways of asking stand already when somebody is enrolled.
ENROLLED = {Purpose.CHECKIN_TEXT, Purpose.CHECKIN_CALL}
ALLOW = {"en": ("ALLOW", "yes", "REFUSE"), "es": ("PERMITIR", "sí", "RECHAZAR")}
NAMES = {
    Purpose.CHECKIN_TEXT: {"en": "TEXTS", "es": "MENSAJES"},
    Purpose.CHECKIN_CALL: {"en": "CALLS", "es": "LLAMADAS"},
    Purpose.BUDDY_CONTACT: {"en": "BUDDY", "es": "COMPAÑERA"},
    Purpose.BUDDY_FIRST_NAME: {"en": "NAME", "es": "NOMBRE"},
    Purpose.VOICEMAIL: {"en": "VOICEMAIL", "es": "BUZÓN"},
    Purpose.OVERT_WORDING: {"en": "OPEN WORDS", "es": "PALABRAS ABIERTAS"},
    Purpose.RECORDING: {"en": "RECORDING", "es": "GRABACIÓN"},
    Purpose.RESEARCH: {"en": "RESEARCH", "es": "ESTUDIO"},
}


def stands(town: Town, phone: Phone) -> set[Purpose]:
    """What whoever has this phone agrees to now."""
    with town.services.look() as work:
        line = work.conversations.on(phone.number, town.moment)
        (thread,) = work.conversations.with_standing(line).threads
    return set(thread.standing)


@pytest.mark.parametrize("language", ["en", "es"])
def test_by_word_each_is_agreed_to_after_its_own_question_and_ended_at_once(
    town: Town, language: str
) -> None:
    ana, (allow, yes, refuse) = town.enrol("Ana", language=language), ALLOW[language]

    for at, purpose in enumerate(OPTIONAL):
        if at == len(OPTIONAL) // 2:
            town.wait(minutes=61)  # no more than so many replies in an hour
        before = stands(town, ana)
        ana.replies(f"{refuse} {NAMES[purpose][language]}")
        ana.expects("Ana")
        assert stands(town, ana) == before - {purpose}
        ana.replies(f"{allow} {NAMES[purpose][language]}")
        ana.expects("?")
        assert stands(town, ana) == before - {purpose}
        ana.replies(yes)
        ana.expects("Ana")
        assert stands(town, ana) == before | {purpose}


@pytest.mark.parametrize(
    ("language", "asked"), [("en", "If yes, press 1"), ("es", "Si quieres, marca 1")]
)
def test_by_key_each_is_a_question_of_its_own(town: Town, language: str, asked: str) -> None:
    ana, ben = town.enrol("Ana", language=language), town.enrol("Ben", language=language)

    ana.dials("7", "7", "1", *"1" * len(OPTIONAL))
    assert ana.heard().count(asked) == len(OPTIONAL)
    ben.dials("7", "7", "1", *"11222222")

    assert stands(town, ana) == ENROLLED | set(OPTIONAL)
    assert stands(town, ben) == ENROLLED


def test_every_purpose_is_told_of_here(database_url: str) -> None:
    assert set(NAMES) == set(OPTIONAL) == set(Purpose) - {Purpose.ALL}
