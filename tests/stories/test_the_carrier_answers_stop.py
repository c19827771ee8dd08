"""The carrier itself answers STOP, START and HELP, and blocks who has said STOP to it.

What it says there is its own. We write down what it has read, and say nothing more.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.town.town import Town


@pytest.fixture
def town(database_url: str, tmp_path: Path) -> Iterator[Town]:
    """A town whose carrier does so."""
    with Town(database_url, tmp_path, twilio_handles_opt_out=True) as town:
        yield town
        town.everyone_is_silent()


def stopped(town: Town, number: str) -> bool:
    """Whether we know that this number wants nothing of us."""
    with town.services.look() as work:
        return work.conversations.on(number, town.moment).stopped


def test_a_stop_is_confirmed_by_the_carrier_alone_and_keep_cannot_undo_it(town: Town) -> None:
    ana = town.enrol("Ana")

    ana.replies("STOP")
    ana.is_silent()
    assert stopped(town, ana.number)
    ana.replies("KEEP")
    town.wait(days=2)

    assert stopped(town, ana.number)


def test_start_brings_the_texts_back_and_is_confirmed_by_the_carrier_alone(town: Town) -> None:
    ana = town.enrol("Ana")
    ana.replies("Stop")

    ana.replies("START")
    ana.is_silent()
    town.wait(hours=2)

    ana.expects("Reply 1")


def test_help_is_answered_by_the_carrier_and_a_person_hears_of_it(town: Town) -> None:
    ana, cleo = town.enrol("Ana"), town.coordinator("Cleo")

    ana.replies("HELP")

    cleo.expects("asks for help")


@pytest.mark.parametrize("words", ["stop!!", "opt out", "alto", "please stop texting me"])
def test_a_stop_that_the_carrier_does_not_read_is_ours_and_may_keep(town: Town, words: str) -> None:
    ana = town.enrol("Ana")

    ana.replies(words)
    ana.expects("opted out", "KEEP")
    ana.replies("keep")
    ana.expects("nothing else comes")
    town.wait(hours=2)

    ana.expects("Reply 1")


def test_after_both_stops_keep_is_not_heard_because_the_carrier_blocks(town: Town) -> None:
    ana = town.enrol("Ana")

    ana.replies("stop!!")
    ana.expects("KEEP")
    ana.replies("STOP")
    ana.replies("KEEP")
    town.wait(hours=3)

    assert stopped(town, ana.number)


def test_a_block_that_we_were_not_told_of_is_written_down_when_it_is_met(town: Town) -> None:
    ana = town.enrol("Ana")
    ana.is_switched("stopped")

    town.wait(hours=2)

    assert stopped(town, ana.number)
    ana.is_switched("normal")
    town.wait(days=2)
