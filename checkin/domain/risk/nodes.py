"""What patterns are made of. Each part says where it may end, given where it may begin.

Places are the bits of a number, so that all beginnings in a text are followed at once. No part
repeats without a bound: what a pattern costs grows with the text and with nothing else.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from checkin.domain.risk.view import Places, Scene

FEW = 64  # symbols that are tried one by one


class Node(Protocol):
    """A part of a pattern."""

    def ends(self, scene: Scene, starts: Places) -> Places:
        """Where it may end if it begins at one of `starts`."""


@dataclass(frozen=True, slots=True)
class OneOf:
    """One word, with any of these symbols; of many of them, only those in the text are tried.

    A few take far less room as a tuple.
    """

    symbols: tuple[str, ...] | frozenset[str]

    def ends(self, scene: Scene, starts: Places) -> Places:
        """One further, wherever such a word stands."""
        where, found, symbols = scene.view.where, 0, self.symbols
        for symbol in symbols if isinstance(symbols, tuple) else symbols & where.keys():
            found |= where.get(symbol, 0)
        return (starts & found) << 1


def one_of(symbols: Collection[str]) -> OneOf:
    """A word with any of these symbols."""
    found = frozenset(symbols)
    return OneOf(tuple(sorted(found)) if len(found) <= FEW else found)


@dataclass(frozen=True, slots=True)
class Single:
    """One word with this symbol."""

    symbol: str

    def ends(self, scene: Scene, starts: Places) -> Places:
        """One further, wherever the word stands."""
        return (starts & scene.view.where.get(self.symbol, 0)) << 1


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to `most` words of any kind, but no negation, and not past a pause of the scene."""

    most: int

    def ends(self, scene: Scene, starts: Places) -> Places:
        """Where it began, and as far behind that as it reaches."""
        for _ in range(self.most):
            starts |= (starts & scene.passable) << 1
        return starts


@dataclass(frozen=True, slots=True)
class Chain:
    """Parts one after the other."""

    parts: tuple[Node, ...]

    def ends(self, scene: Scene, starts: Places) -> Places:
        """Where the last part may end."""
        for part in self.parts:
            starts = part.ends(scene, starts)
            if not starts:
                break
        return starts


@dataclass(frozen=True, slots=True)
class Choice:
    """Any one of several parts."""

    parts: tuple[Node, ...]

    def ends(self, scene: Scene, starts: Places) -> Places:
        """Where any of them may end."""
        found = 0
        for part in self.parts:
            found |= part.ends(scene, starts)
        return found


@dataclass(frozen=True, slots=True)
class Optional:
    """A part that may be missing."""

    part: Node

    def ends(self, scene: Scene, starts: Places) -> Places:
        """Where it began, and where the part may end."""
        return starts | self.part.ends(scene, starts)


@dataclass(frozen=True, slots=True)
class Edge:
    """The beginning of the message, or its end."""

    last: bool

    def ends(self, scene: Scene, starts: Places) -> Places:
        """Where it began, if that is the edge."""
        view = scene.view
        return starts & (1 << (len(view.words) if self.last else view.new))


@dataclass(frozen=True, slots=True)
class Risk:
    """The finding that an exemption is tried on, whatever its words."""

    def ends(self, scene: Scene, starts: Places) -> Places:
        """The end of the finding, if it begins here."""
        if scene.risk and starts >> scene.risk[0] & 1:
            return 1 << scene.risk[1]
        return 0
