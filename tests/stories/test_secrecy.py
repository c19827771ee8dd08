"""The search for numbers finds them, however they are written."""

import pytest

from tests.stories.pairs import Two
from tests.stories.secrecy import Secrecy, written

NUMBER = "+12125550101"


@pytest.mark.parametrize(
    "text",
    [
        *("+12125550101", "(212) 555-0101", "212.555.0101", "555 01 01", "2 1 2, 5 5 5, 0 1 0 1"),
        *("five five five zero one zero one", "555–0101", "Five 5 five 0 1 0 1"),
    ],
)
def test_a_number_is_found(text: str) -> None:
    assert written(NUMBER).search(f"Ring me: {text}.")


def test_another_number_is_not_meant() -> None:
    assert not written(NUMBER).search("Call us: +1 212 555 0142, on 5 May at 10:10")


def test_a_number_in_a_story_fails_it(two: Two, secrecy: Secrecy) -> None:
    secrecy.answers.append(f"<Say>{two.ben.number}</Say>")

    with pytest.raises(AssertionError, match="an answer has a number"):
        secrecy.holds()

    secrecy.answers.pop()
