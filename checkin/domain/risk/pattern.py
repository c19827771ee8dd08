"""A pattern that is ready to be looked for: where to begin, and when not to try at all."""

from collections.abc import Iterator
from dataclasses import dataclass

from checkin.domain.risk.nodes import Node, OneWord
from checkin.domain.risk.view import Places, Scene, Span, View, each

MOST_BEFORE = 12  # words of an exemption before the finding


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """One way to say something.

    `rarest` is the rarest word that every match has, and `besides` another one. Without any, it is
    tried everywhere. `about` says whether `<risk>` stands in it.
    """

    node: Node
    rarest: OneWord | None
    besides: OneWord | None
    about: bool

    def possible(self, view: View) -> bool:
        """Whether the words that it cannot do without are there."""
        return (not self.rarest or self.rarest.places(view) > 0) and self.complete(view)

    def complete(self, view: View) -> bool:
        """The same, where its rarest word is there."""
        return not self.besides or self.besides.places(view) > 0

    def spans(self, scene: Scene) -> Iterator[Span]:
        """Every match, by the words it begins and ends at. Wants a pattern that is possible."""
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
