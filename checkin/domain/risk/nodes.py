"""What patterns are made of. Each part says where it may end, given where it may begin.

Places are the bits of a number, so that all beginnings in a text are followed at once. No part
repeats without a bound: what a pattern costs grows with the text and with nothing else. A part is
equal to itself alone; the grammar makes no part twice.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol

from checkin.domain.risk.view import Places, Scene, View

FEW = 64  # symbols that are tried one by one


class Node(Protocol):
    """A part of a pattern."""

    def ends(self, scene: Scene, starts: Places) -> Places:
        """Where it may end if it begins at one of `starts`."""


class OneOf(tuple[str, ...]):
    """One word, with any of these symbols. A row of its own takes the least room."""

    __slots__ = ()
    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

    def places(self, view: View) -> Places:
        """Where such a word stands."""
        found = view.stands.get(self)
        if found is None:
            found, where = 0, view.where
            if not where.keys().isdisjoint(self):  # most are not there: seen at a glance
                for symbol in self:
                    found |= where.get(symbol, 0)
            view.stands[self] = found
        return found

    def ends(self, scene: Scene, starts: Places) -> Places:
        """One further, wherever such a word stands."""
        return (starts & self.places(scene.view)) << 1


@dataclass(frozen=True, slots=True, eq=False)
class OneOfMany:
    """One word, with any of so many symbols that only those in the text are tried."""

    symbols: frozenset[str]

    def places(self, view: View) -> Places:
        """Where such a word stands."""
        found = view.stands.get(self)
        if found is None:
            found, where = 0, view.where
            for symbol in self.symbols & where.keys():
                found |= where[symbol]
            view.stands[self] = found
        return found

    def ends(self, scene: Scene, starts: Places) -> Places:
        """One further, wherever such a word stands."""
        return (starts & self.places(scene.view)) << 1


def one_of(symbols: Collection[str]) -> OneOf | OneOfMany:
    """A word with any of these symbols."""
    found = frozenset(symbols)
    return OneOf(sorted(found)) if len(found) <= FEW else OneOfMany(found)


@dataclass(frozen=True, slots=True, eq=False)
class Single:
    """One word with this symbol."""

    symbol: str

    def places(self, view: View) -> Places:
        """Where the word stands."""
        return view.where.get(self.symbol, 0)

    def ends(self, scene: Scene, starts: Places) -> Places:
        """One further, wherever the word stands."""
        return (starts & scene.view.where.get(self.symbol, 0)) << 1


OneWord = Single | OneOf | OneOfMany


def symbols_of(node: Node) -> Collection[str]:
    """The symbols of a part that is one word; none if it is more than that."""
    if isinstance(node, OneOf):
        return node
    if isinstance(node, Single):
        return (node.symbol,)
    return node.symbols if isinstance(node, OneOfMany) else ()


@dataclass(frozen=True, slots=True, eq=False)
class Gap:
    """Up to `most` words of any kind, but no negation, and not past a pause of the scene."""

    most: int

    def ends(self, scene: Scene, starts: Places) -> Places:
        """Where it began, and as far behind that as it reaches."""
        for _ in range(self.most):
            starts |= (starts & scene.passable) << 1
        return starts


class Chain(tuple[Node, ...]):
    """Parts one after the other."""

    __slots__ = ()
    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

    def ends(self, scene: Scene, starts: Places) -> Places:
        """Where the last part may end."""
        for part in self:
            starts = part.ends(scene, starts)
            if not starts:
                break
        return starts


class Choice(tuple[Node, ...]):
    """Any one of several parts."""

    __slots__ = ()
    __hash__ = object.__hash__

    def __eq__(self, other: object) -> bool:
        return self is other

    def ends(self, scene: Scene, starts: Places) -> Places:
        """Where any of them may end."""
        found = 0
        for part in self:
            found |= part.ends(scene, starts)
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Branches:
    """Any one of many ways, of which only those are tried whose first word is there."""

    ways: Mapping[str, Node]  # what follows each first word

    def ends(self, scene: Scene, starts: Places) -> Places:
        """Where any of them may end."""
        found, where = 0, scene.view.where
        for symbol in self.ways.keys() & where.keys():
            if begun := (starts & where[symbol]) << 1:
                found |= self.ways[symbol].ends(scene, begun)
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Optional:
    """A part that may be missing."""

    part: Node

    def ends(self, scene: Scene, starts: Places) -> Places:
        """Where it began, and where the part may end."""
        return starts | self.part.ends(scene, starts)


@dataclass(frozen=True, slots=True, eq=False)
class Edge:
    """The beginning of the message, or its end."""

    last: bool

    def ends(self, scene: Scene, starts: Places) -> Places:
        """Where it began, if that is the edge."""
        view = scene.view
        return starts & (1 << (len(view.words) if self.last else view.new))


@dataclass(frozen=True, slots=True, eq=False)
class Risk:
    """The finding that an exemption is tried on, whatever its words."""

    def ends(self, scene: Scene, starts: Places) -> Places:
        """The end of the finding, if it begins here."""
        if scene.risk and starts >> scene.risk[0] & 1:
            return 1 << scene.risk[1]
        return 0
