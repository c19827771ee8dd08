"""Makes the parts of patterns: what recurs is made once, takes room once and is looked at once."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Sequence
from typing import Any, TypeVar

from checkin.domain.risk import nodes
from checkin.domain.risk.nodes import Branches, Chain, Choice, Node, OneOf, OneOfMany, symbols_of

Part = TypeVar("Part", bound=Node)
FEW_BRANCHES = 4  # first words that are tried one by one
MOST_HEADS = 4  # spellings of a first word


class Maker:
    """Makes parts, and gives the same one for the same content."""

    def __init__(self) -> None:
        self._made: dict[Hashable, Any] = {}

    def once(self, node: Part) -> Part:
        """The node itself, or one like it that was made before."""
        made: Part = self._made.setdefault(_content(node), node)
        return made

    def one_of(self, symbols: Collection[str]) -> OneOf | OneOfMany:
        """A word with any of these symbols."""
        return self.once(nodes.one_of(symbols))

    def sequence(self, parts: Sequence[Node]) -> Node:
        """Parts one after the other, as one."""
        if len(parts) == 1:
            return parts[0]
        return self.once(Chain(inner for part in parts for inner in _inner(part)))

    def choice(self, ways: Sequence[Node]) -> Node:
        """One of several; single words are looked up together, and many ways by their first."""
        if len(ways) == 1:
            return ways[0]
        single = [symbol for way in ways for symbol in symbols_of(way)]
        others = self._branches([way for way in dict.fromkeys(ways) if not symbols_of(way)])
        if single:
            others.append(self.one_of(single))
        return others[0] if len(others) == 1 else self.once(Choice(others))

    def _branches(self, ways: Sequence[Node]) -> list[Node]:
        """Ways of several words, those with a plain first word together if they are many."""
        begun: dict[str, list[Node]] = defaultdict(list)
        others: list[Node] = []
        for way in ways:
            heads = symbols_of(way[0]) if isinstance(way, Chain) else ()
            if isinstance(way, Chain) and 0 < len(heads) <= MOST_HEADS:
                rest = self.sequence(way[1:])
                for head in heads:
                    begun[head].append(rest)
            else:
                others.append(way)
        if len(begun) <= FEW_BRANCHES:
            return list(ways)
        follow = {head: self.choice([*dict.fromkeys(rests)]) for head, rests in begun.items()}
        return [*others, self.once(Branches(follow))]


def _content(node: Node) -> Hashable:
    """What makes a node the same as another."""
    if isinstance(node, Branches):
        return Branches, tuple(node.ways.items())
    if isinstance(node, tuple):
        return type(node), tuple(node)
    return type(node), *(getattr(node, name) for name in getattr(node, "__slots__", ()))


def _inner(part: Node) -> Sequence[Node]:
    return part if isinstance(part, Chain) else (part,)
