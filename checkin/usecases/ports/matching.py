"""What matching needs from outside: somebody who finds the heaviest matching of a graph."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from checkin.domain.pairing.matching import Edge


class PairSolver(Protocol):
    """Chooses edges so that their weights are as much as can be in all.

    The weights are the law (`checkin.domain.pairing.matching.law`): they let the number of pairs
    win, then those who have waited too long, then points, then days. A solver adds no rule of its
    own, and gives the same answer to the same edges in the same order.
    """

    def pairs(self, edges: Sequence[Edge]) -> tuple[Edge, ...]:
        """Edges of which no two have a person in common."""

    def with_capacity(
        self, edges: Sequence[Edge], capacities: Mapping[str, int]
    ) -> tuple[Edge, ...]:
        """Edges of which no two have the same `one`, and no more than fit have the same `other`.

        Who is not in `capacities` has room for one. Nobody may be `one` here and `other` there:
        that raises ValueError.
        """
