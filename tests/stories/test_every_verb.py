"""Every verb by text and by keypad, in the languages of those who use it, with the same outcome.

Whatever a story does not name reaches nobody: all phones are silent when it ends.
"""

import pytest

from tests.stories.ways import WORDS, Said
from tests.town.phone import Phone
from tests.town.town import Town

# What is told here does not depend on the database.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
TEXTS, CALLS = {"en": "Ana", "es": "Ben"}, {"en": "Dov", "es": "Eve"}


def ten_o_clock(town: Town, *phones: Phone) -> None:
    """Everybody here is asked."""
    town.wait(hours=2)
    for phone in phones:
        phone.expects("1", "2", "Harbour Circle")


def texts(phone: Phone, said: Said) -> None:
    """One text after the other; what is expected answers the last one."""
    for body in said.texts:
        phone.replies(body)
        read = phone.expects()
    assert said.reads in read, f"{phone.owner} read {read!r}, not {said.reads!r}"


@pytest.mark.parametrize("verb", WORDS)
def test_the_same_is_done_by_text_and_by_key_in_two_languages(town: Town, verb: str) -> None:
    ways, cleo = WORDS[verb], town.coordinator("Cleo")
    text = {
        town.enrol(TEXTS[language], language=language): ways.said[language] for language in TEXTS
    }
    call = {
        town.enrol(CALLS[language], language=language): ways.said[language] for language in CALLS
    }
    everybody = (*text, *call)
    if ways.asked:
        ten_o_clock(town, *everybody)

    for phone, said in text.items():
        texts(phone, said)
    for phone, said in call.items():
        phone.dials(*ways.keys)
        phone.hears(said.hears)

    for _ in everybody if ways.page else ():
        cleo.expects(ways.page)
    if ways.at_ten is not None:
        ten_o_clock(town, *(everybody if ways.at_ten else ()))
