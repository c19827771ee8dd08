"""The heaviest matching, found by rustworkx: Edmonds' blossoms, exact and in whole numbers."""

from collections.abc import Hashable, Iterable, Mapping, Sequence

import rustworkx

from checkin.domain.pairing.matching import Edge


class Blossoms:
    """A `PairSolver`. Its time grows faster than the square of a crowd: keep to `largest`."""

    def pairs(self, edges: Sequence[Edge]) -> tuple[Edge, ...]:
        """The heaviest edges of which no two have a person in common."""
        return _heaviest((edge.one, edge.other, edge) for edge in edges)

    def with_capacity(
        self, edges: Sequence[Edge], capacities: Mapping[str, int]
    ) -> tuple[Edge, ...]:
        """The heaviest edges of one for each `one`, and as many as fit for each `other`."""
        if both := {edge.one for edge in edges} & {edge.other for edge in edges}:
            raise ValueError(f"{len(both)} people are looked after and buddies at once")
        return _heaviest(
            (edge.one, (edge.other, place), edge)
            for edge in edges
            for place in range(capacities.get(edge.other, 1))
        )


def _heaviest(links: Iterable[tuple[Hashable, Hashable, Edge]]) -> tuple[Edge, ...]:
    """The edges of the heaviest matching, in their order, of links between any two things."""
    nodes: dict[Hashable, int] = {}
    listed = [
        (nodes.setdefault(one, len(nodes)), nodes.setdefault(other, len(nodes)), edge)
        for one, other, edge in links
    ]
    net: rustworkx.PyGraph[None, Edge] = rustworkx.PyGraph(multigraph=False)
    net.add_nodes_from([None] * len(nodes))
    net.extend_from_weighted_edge_list(listed)
    matched = rustworkx.max_weight_matching(net, weight_fn=lambda edge: edge.weight)
    chosen = {tuple(sorted(pair)) for pair in matched}
    return tuple(edge for one, other, edge in listed if tuple(sorted((one, other))) in chosen)
