"""A town for stories in which it does not matter which database remembers them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stories.pairs import Two, paired
from tests.stories.secrecy import Secrecy, watched
from tests.town.database import fresh_sqlite
from tests.town.town import Town


@pytest.fixture
def night(tmp_path: Path) -> Iterator[Town]:
    """A town whose phones must all be silent when the story is over."""
    with Town(fresh_sqlite(tmp_path), tmp_path) as town:
        yield town
        town.everyone_is_silent()


@pytest.fixture
def secrecy(night: Town) -> Iterator[Secrecy]:
    """Whatever leaves the service in a story has no member's number in it, when it is over."""
    with watched(night) as secrecy:
        yield secrecy


@pytest.fixture
def two(night: Town, secrecy: Secrecy) -> Two:
    """Ana and Ben are paired, both by text. Nobody is asked how they are before next Monday."""
    return paired(night)
