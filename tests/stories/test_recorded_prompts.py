"""A language that the carrier has no voice for: the member hears what a person has read aloud."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.town.town import Town
from tests.web.sound import record

READ_ALOUD = ("call.we_call", "call.menu", "call.wrong_key", "language.option", "answer.ok")
DIGITS = tuple("0123456789")


@pytest.fixture
def recorded(database_url: str, tmp_path: Path) -> Iterator[Town]:
    """A town in which somebody has read some of the Swahili prompts aloud."""
    names = (f"sw/{name}.wav" for name in (*READ_ALOUD, *DIGITS))
    folder = record(tmp_path / "recordings", *names)
    with Town(database_url, tmp_path, recordings=folder) as town:
        yield town
        town.everyone_is_silent()


def test_ben_is_called_in_swahili_and_hears_a_person_who_reads_to_him(recorded: Town) -> None:
    ben = recorded.enrol("Ben", channel="call")
    ben.replies("Kiswahili")
    ben.expects("Kiswahili")

    recorded.wait(hours=2)
    ben.answers()
    ben.hears("/sw/call.we_call.wav", "/sw/call.menu.wav")
    assert "press" not in ben.heard()
    ben.presses("1")

    ben.hears("/sw/answer.ok.wav")


def test_what_is_not_recorded_is_said_in_the_organisations_language(recorded: Town) -> None:
    ben, cleo = recorded.enrol("Ben", channel="call"), recorded.coordinator("Cleo")
    ben.replies("Kiswahili")
    ben.expects("Kiswahili")

    recorded.wait(hours=2)
    ben.answers()
    ben.presses("2")

    ben.hears("/sw/call.menu.wav", "We are letting a person on our team know now")
    cleo.expects("not ok")


def test_a_number_is_said_key_by_key(recorded: Town) -> None:
    ben = recorded.enrol("Ben", channel="call")

    recorded.wait(hours=2)
    ben.answers()
    ben.hears("press 1")
    ben.presses("6")
    ben.hears("For English, press 1", "/sw/language.option.wav")
    said = ben.heard()
    assert said.index("/sw/language.option.wav") < said.index("/sw/5.wav")
    ben.presses("5")
    ben.hears("/sw/call.menu.wav")
    ben.presses("1")

    ben.hears("/sw/answer.ok.wav")
