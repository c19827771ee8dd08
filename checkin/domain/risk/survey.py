"""What stands in the patterns of a language, and what each cannot do without."""

from collections import Counter
from collections.abc import Iterator, Mapping

from checkin.domain.risk.making import Maker
from checkin.domain.risk.nodes import (
    Branches,
    Chain,
    Choice,
    Node,
    OneWord,
    Optional,
    Risk,
    symbols_of,
)
from checkin.domain.risk.pattern import Pattern

RISK = "<risk>"  # no word of a text
SHORT_WORDS = {1: 20, 2: 20, 3: 8, 4: 2}  # how much more often words of so few letters are met


class Survey:
    """Looks at every part once, since most parts stand in many patterns."""

    def __init__(self, make: Maker) -> None:
        self._make = make
        self._symbols: dict[Node, frozenset[str]] = {}
        self._first: dict[Node, OneWord | None] = {}
        self._costs: dict[OneWord, int] = {}

    def uses(self, nodes: Mapping[str, Node]) -> Counter[str]:
        """In how many patterns each symbol stands."""
        return Counter(symbol for node in nodes.values() for symbol in self.symbols(node))

    def symbols(self, node: Node) -> frozenset[str]:
        """Every symbol that a node asks for; `RISK` where `<risk>` stands in it."""
        if isinstance(node, OneWord):
            return frozenset(symbols_of(node))
        if isinstance(node, Risk):
            return frozenset((RISK,))
        if isinstance(node, Chain):  # too many, and most of them in one pattern alone
            return frozenset().union(*map(self.symbols, node))
        if node not in self._symbols:
            heads = node.ways.keys() if isinstance(node, Branches) else ()
            self._symbols[node] = frozenset(heads).union(*map(self.symbols, parts(node)))
        return self._symbols[node]

    def prepared(self, node: Node, uses: Mapping[str, int]) -> Pattern:
        """A pattern that knows its rarest words; `uses` counts the patterns a symbol stands in."""
        found = sorted(self._needed(node), key=lambda one: self._cost(one, uses))
        rarest, besides, *_ = (*found, None, None)
        return Pattern(node, rarest, besides, about=RISK in self.symbols(node))

    def _needed(self, node: Node) -> Iterator[OneWord]:
        """Words of which each is in every match."""
        if isinstance(node, Chain):
            for part in node:
                yield from self._needed(part)
        elif one := self._word(node):
            yield one

    def _word(self, node: Node) -> OneWord | None:
        """A word that begins every way of a node; none if there is a way without."""
        if isinstance(node, OneWord):
            return node
        if node not in self._first:
            self._first[node] = self._common(node)
        return self._first[node]

    def _common(self, node: Node) -> OneWord | None:
        if isinstance(node, Branches):
            return self._make.one_of(node.ways.keys())
        if not isinstance(node, Choice):
            return None
        first = [next(self._needed(part), None) for part in node]
        found = [one for one in first if one]
        if len(found) < len(first):
            return None
        return self._make.one_of([symbol for one in found for symbol in symbols_of(one)])

    def _cost(self, node: OneWord, uses: Mapping[str, int]) -> int:
        """How often it may be met in vain: in many patterns, and short words in any text."""
        if node not in self._costs:
            self._costs[node] = sum(
                uses[symbol] * SHORT_WORDS.get(len(symbol), 1) for symbol in symbols_of(node)
            )
        return self._costs[node]


def parts(node: Node) -> Iterator[Node]:
    """The parts that a node is made of."""
    if isinstance(node, Chain | Choice):
        yield from node
    elif isinstance(node, Branches):
        yield from node.ways.values()
    elif isinstance(node, Optional):
        yield node.part
