"""A round of matching: the graph, the solver's answer, the check of it, and who is left over."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from checkin.domain.pairing.matching import (
    Candidate,
    Crowd,
    Edge,
    LeftOver,
    MatchingPolicy,
    Shape,
    check,
    left_over,
)
from checkin.domain.pairing.matching.graph import edges
from checkin.domain.pairing.matching.parts import border, parts
from checkin.usecases.ports.matching import PairSolver

REPAIRS = 3  # times at most that those who are left over are matched again with the best for them


class UnsoundMatching(Exception):
    """A solver's answer breaks a rule. Nothing of it may be proposed to anybody."""


@dataclass(frozen=True, slots=True)
class Round:
    """What a round proposes, and whom it leaves over."""

    chosen: tuple[Edge, ...]
    left: tuple[LeftOver, ...]


def match(
    candidates: Sequence[Candidate],
    policy: MatchingPolicy,
    now: datetime,
    seed: str,
    solver: PairSolver,
) -> Round:
    """The best matching by the law of what each would choose, and why the others are left over.

    The same candidates, in any order, and the same seed give the same round. Raises
    `UnsoundMatching` for an answer that breaks a rule: nothing is proposed then.
    """
    crowd = Crowd(candidates, policy, seed)
    chosen = tuple(edge for part in parts(crowd) for edge in _solved(crowd.of(part), now, solver))
    for _ in range(REPAIRS):
        before = len(chosen)
        if again := border(crowd, chosen):
            chosen = _mended(crowd.of(again), chosen, now, solver)
        if len(chosen) == before:
            break
    if faults := check(chosen, candidates, policy):
        raise UnsoundMatching(f"{len(faults)} faults, the first: {faults[0].kind.value}")
    return Round(chosen, left_over(chosen, crowd, now))


def _solved(
    crowd: Crowd, now: datetime, solver: PairSolver, known: Iterable[Edge] = ()
) -> tuple[Edge, ...]:
    """The best matching of a crowd, from its graph and the edges that are `known` besides."""
    found = {(edge.one, edge.other): edge for edge in (*edges(crowd, now), *known)}
    if crowd.policy.shape is Shape.PAIRS:
        return solver.pairs(tuple(found.values()))
    capacities = {person.id: person.capacity for person in crowd.people}
    return solver.with_capacity(tuple(found.values()), capacities)


def _mended(
    crowd: Crowd, chosen: Sequence[Edge], now: datetime, solver: PairSolver
) -> tuple[Edge, ...]:
    """A matching in which these people are matched again, and all others stay as they are."""
    again = [edge for edge in chosen if edge.one in crowd.places]
    rest = [edge for edge in chosen if edge.one not in crowd.places]
    return (*rest, *_solved(crowd, now, solver, again))
