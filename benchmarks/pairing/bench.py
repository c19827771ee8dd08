"""The goals for matching: how near to the best, how fast beside networkx, how little memory."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

import networkx

from benchmarks.pairing.bound import bound
from benchmarks.pairing.people import NOW, people
from benchmarks.pairing.rounds import SEED, Outcome, apart
from benchmarks.progress import say
from benchmarks.report import Goal, Row, at_least, exactly
from benchmarks.scale import Scale
from benchmarks.servers import Ground
from checkin.adapters.matching import Blossoms
from checkin.domain.pairing.matching import Candidate, Crowd, Edge, MatchingPolicy, Shape, graph
from checkin.domain.pairing.matching.law import OVERDUE

EXACT = 1000  # people of whom the best matching of every two can be found
CROWDS = (1, 2, 3)
MEMORY = 200  # MB


def measure(_ground: Ground, scale: Scale) -> list[Row]:
    """The rows of the table: small crowds, the peer, large crowds, and larger ones in parts."""
    beside, at_once, in_parts = scale.matched
    return [
        *_exact(Shape.PAIRS),
        *_exact(Shape.BUDDIES),
        *_beside_networkx(beside),
        *_large(at_once),
        *_in_parts(in_parts),
    ]


def _exact(shape: Shape) -> Iterator[Row]:
    """Against the best by the law when every two who fit are weighed, and not a choice of them."""
    policy, named = MatchingPolicy(shape=shape), f"{EXACT:,} people, {shape.value}"
    shares, missing = [], 0
    for crowd in CROWDS:
        say(f"pairing: {named}, crowd {crowd}")
        ours = apart(EXACT, crowd, shape, policy.largest)
        best = _best(people(EXACT, crowd, buddies=shape is Shape.BUDDIES), policy)
        shares.append(ours.points / sum(edge.points for edge in best))
        missing += sum(edge.weight for edge in best) // OVERDUE - ours.weight // OVERDUE
    lowest = min(shares)
    goal = Goal(">= 99.5 % of the optimum", _percent(lowest), lowest >= 0.995)
    yield Row("points, the worst of three crowds", named, goal=goal)
    wanted = exactly(0, missing, "fewer than there can be")
    yield Row("pairs, and people overdue in them", named, goal=wanted)
    yield Row("time and memory of the last", named, note=ours.cost)


def _best(candidates: Sequence[Candidate], policy: MatchingPolicy) -> tuple[Edge, ...]:
    edges = graph(candidates, replace(policy, choices=len(candidates)), NOW, SEED)
    if policy.shape is Shape.PAIRS:
        return Blossoms().pairs(edges)
    rooms = {person.id: person.capacity for person in candidates}
    return Blossoms().with_capacity(edges, rooms)


def _beside_networkx(many: int) -> Iterator[Row]:
    """Both on the same graph, from the same edges to the matching."""
    named = f"{many:,} people"
    edges = graph(people(many, 1), MatchingPolicy(), NOW, SEED)
    say("pairing: ours beside networkx")
    began = time.process_time()
    ours = Blossoms().pairs(edges)
    between = time.process_time()
    peer: networkx.Graph[str] = networkx.Graph()
    peer.add_weighted_edges_from((edge.one, edge.other, edge.weight) for edge in edges)
    theirs = networkx.max_weight_matching(peer)
    ended = time.process_time()
    weighed = sum(peer.edges[pair]["weight"] for pair in theirs)
    faster = (ended - between) / (between - began)
    yield Row("the solver's speed", named, goal=at_least(20, faster, "networkx"))
    apart_by = abs(weighed - sum(edge.weight for edge in ours))
    yield Row("the solver's weight", named, goal=exactly(0, apart_by, "beside networkx's"))


def _large(many: int) -> Iterator[Row]:
    policy = MatchingPolicy()
    ours, named = _round(many, policy), f"{many:,} people, at once"
    yield _near(ours, many, policy, named, 99)
    memory = f"{ours.memory:.0f} MB"
    yield Row(
        "memory that it adds",
        named,
        goal=Goal(f"<= {MEMORY} MB", memory, ours.memory <= MEMORY),
    )
    yield Row("time and memory", named, note=ours.cost)


def _in_parts(many: int) -> Iterator[Row]:
    policy = MatchingPolicy(largest=many // 4)
    ours, named = _round(many, policy), f"{many:,} people, in parts"
    yield _near(ours, many, policy, named, 96)
    yield Row("time and memory", named, note=ours.cost)


def _round(many: int, policy: MatchingPolicy) -> Outcome:
    say(f"pairing: {many:,} people")
    return apart(many, CROWDS[0], policy.shape, policy.largest)


def _near(ours: Outcome, many: int, policy: MatchingPolicy, named: str, wanted: int) -> Row:
    say(f"pairing: the bound of {many:,} people")
    share = ours.points / bound(Crowd(people(many, CROWDS[0]), policy, SEED))
    goal = Goal(f">= {wanted} % of the bound", _percent(share), 100 * share >= wanted)
    return Row("points", named, goal=goal)


def _percent(share: float) -> str:
    return f"{100 * share:.2f} %"
