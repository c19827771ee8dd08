"""The time that a text takes grows with its length and with nothing else."""

import sys
from collections.abc import Callable
from types import FrameType

import pytest

from checkin.domain.risk import ready

DENSE = [
    "i want to die kill myself ",
    "not not not not going to going to ",
    "a",
    "aaaaaaaab ",
    "d i e ",
    "!@$*|",
    "k*ll*****",
    "took all my pills took all took ",
    "iwanttodieiwanttodie",
    "मर",
    "1e1e1e1e ",
    "he he he she they my mum my dad ",
]


def steps(work: Callable[[], object]) -> int:
    """How many functions are called in the course of `work`."""
    count = 0

    def counted(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("part", DENSE)
def test_twice_the_text_takes_about_twice_the_steps(part: str) -> None:
    detector = ready()
    short, long = (part * 1000)[:480], (part * 1000)[:960]
    detector.assess(long)  # what is worked out once, is

    once, twice = steps(lambda: detector.assess(short)), steps(lambda: detector.assess(long))

    assert twice <= 2.6 * once + 1000


def test_a_text_of_any_length_takes_no_more_than_a_long_one() -> None:
    detector = ready()
    long, endless = "i want to die " * 80, "i want to die " * 100_000

    assert steps(lambda: detector.assess(endless)) <= 1.2 * steps(lambda: detector.assess(long))


def test_endless_earlier_messages_take_no_more_than_a_few() -> None:
    detector = ready()
    few, many = ["i want to die"] * 80, ["i want to die"] * 50_000

    assert steps(lambda: detector.assess("ok", many)) <= 1.5 * steps(
        lambda: detector.assess("ok", few)
    )
