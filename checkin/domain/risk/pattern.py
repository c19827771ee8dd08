"""A pattern that is ready to be looked for: where to begin, and when not to try at all."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from checkin.domain.risk.nodes import Chain, Choice, Node, OneOf, Optional, Risk, Single, one_of
from checkin.domain.risk.view import Places, Scene, Span, View, each

Symbols = Collection[str]
MOST_BEFORE = 12  # words of an exemption before the finding
SHORT_WORDS = {1: 20, 2: 20, 3: 8, 4: 2}  # how much more often words of so few letters are met
MOST_NEEDED = 2  # sets that are looked at before a pattern is tried


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way to say something.

    `needed` are one or two sets of words, the rarest first; a match has one of each. Without any,
    it is tried everywhere. `about` says whether `<risk>` stands in it.
    """

    node: Node
    needed: tuple[Symbols, ...]
    about: bool

    def possible(self, view: View) -> bool:
        """Whether the words that it cannot do without are there."""
        there = view.where.keys()
        for symbols in self.needed:  # noqa: SIM110 - a generator takes twice as long
            if there.isdisjoint(symbols):
                return False
        return True

    def spans(self, scene: Scene) -> Iterator[Span]:
        """Every match, by the words it begins and ends at."""
        if not self.possible(scene.view):
            return
        starts = self._starts(scene)
        if not self.node.ends(scene, starts):
            return
        for start in each(starts):
            for end in each(self.node.ends(scene, 1 << start)):
                if end > start:
                    yield start, end

    def _starts(self, scene: Scene) -> Places:
        """Where a match may begin."""
        starts = scene.view.everywhere()
        if self.about and scene.risk:
            at = scene.risk[0]
            starts &= (1 << at + 1) - (1 << max(at - MOST_BEFORE, 0))
        return starts


def needed(node: Node) -> Iterator[Symbols]:
    """Sets of symbols, of each of which one is in every match."""
    if isinstance(node, Single):
        yield (node.symbol,)
    elif isinstance(node, OneOf):
        yield node.symbols
    elif isinstance(node, Chain):
        for part in node.parts:
            yield from needed(part)
    elif isinstance(node, Choice):
        first = [next(needed(part), None) for part in node.parts]
        found = [symbols for symbols in first if symbols]
        if len(found) == len(first):
            yield one_of([symbol for symbols in found for symbol in symbols]).symbols


def symbols(node: Node) -> Iterator[str]:
    """Every symbol that a node asks for."""
    if isinstance(node, Single):
        yield node.symbol
    elif isinstance(node, OneOf):
        yield from node.symbols
    elif isinstance(node, Chain | Choice):
        for part in node.parts:
            yield from symbols(part)
    elif isinstance(node, Optional):
        yield from symbols(node.part)


def holds_risk(node: Node) -> bool:
    """Whether `<risk>` stands anywhere in a node."""
    if isinstance(node, Chain | Choice):
        return any(holds_risk(part) for part in node.parts)
    return isinstance(node, Risk) or (isinstance(node, Optional) and holds_risk(node.part))


def prepared(node: Node, uses: Mapping[str, int]) -> Pattern:
    """A pattern that knows its rarest words; `uses` counts the patterns a symbol stands in."""
    rarest = sorted(needed(node), key=lambda found: sum(_cost(one, uses) for one in found))
    return Pattern(node, tuple(rarest[:MOST_NEEDED]), holds_risk(node))


def _cost(symbol: str, uses: Mapping[str, int]) -> int:
    """How often a symbol may be met in vain: in many patterns, and short words in any text."""
    return uses[symbol] * SHORT_WORDS.get(len(symbol), 1)
