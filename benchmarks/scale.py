"""How much is measured: enough to trust the ratios, or just enough to see them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scale:
    """The size of a run."""

    rounds: int
    requests: int  # texts a round, to each server
    due: int  # members due a round
    members: tuple[int, int]  # among so many, and then among so many
    by_objects: int  # members due a round for the way that takes them one by one
    rows: int  # outbox rows delivered a round
    jobs: int  # jobs a round for the way that has one job a message
    reported: int  # members of whom a year is reported
    matched: tuple[int, int, int]  # people matched beside networkx, at once, and in parts


FULL = Scale(
    rounds=5,
    requests=1000,
    due=10_000,
    members=(100_000, 1_000_000),
    by_objects=1000,
    rows=2000,
    jobs=300,
    reported=10_000,
    matched=(1000, 5000, 20_000),
)
QUICK = Scale(
    rounds=3,
    requests=400,
    due=2500,
    members=(10_000, 100_000),
    by_objects=400,
    rows=500,
    jobs=100,
    reported=2_000,
    matched=(300, 2000, 5000),
)
