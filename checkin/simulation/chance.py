"""Chance that can be drawn again: every draw has a name, and depends on the seed and that alone.

So taking one person or one fault out of a run changes no draw of the others: that is what lets a
failing run be made smaller.
"""

from collections.abc import Mapping
from datetime import timedelta
from hashlib import blake2b
from random import Random
from typing import TypeVar

Choice = TypeVar("Choice")
WHOLE = 2.0**64


class Chance:
    """All chance of one run."""

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def stream(self, *names: object) -> Random:
        """A stream of draws of its own, such as one person's."""
        return Random(self._digest(names))

    def draw(self, *names: object) -> float:
        """One draw from 0 up to 1, the same for the same names."""
        return self._digest(names) / WHOLE

    def span(self, least: timedelta, most: timedelta, *names: object) -> timedelta:
        """A time between these two."""
        return least + (most - least) * self.draw(*names)

    def _digest(self, names: tuple[object, ...]) -> int:
        told = "/".join(map(str, (self.seed, *names)))
        return int.from_bytes(blake2b(told.encode(), digest_size=8).digest())


def chosen(weights: Mapping[Choice, float], draw: float) -> Choice:
    """The choice that `draw`, from 0 up to 1, falls on."""
    left = draw * sum(weights.values())
    for choice, weight in weights.items():
        left -= weight
        if left < 0:
            return choice
    return choice
