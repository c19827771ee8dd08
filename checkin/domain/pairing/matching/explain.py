"""Why two people are proposed to each other, as a coordinator reads it: keys, never sentences.

What the two themselves are offered is less: topics, language and times, and no names (R125).
"""

from dataclasses import dataclass
from datetime import datetime

from checkin.domain.pairing.matching.candidate import Candidate
from checkin.domain.pairing.matching.policy import Factor, MatchingPolicy
from checkin.domain.pairing.matching.score import score


@dataclass(frozen=True, slots=True)
class Reason:
    """One factor: the key of its words, the points it gave of how many, and what for.

    `count` is what was counted: topics, languages, occasions in a week, hours between the clocks,
    steps between the cadences, active pairs, and 1 for a fresh pair. `names` are the topics,
    languages or cadences themselves.
    """

    key: str
    factor: Factor
    points: int
    most: int
    count: int
    names: tuple[str, ...]


def explain(
    one: Candidate, other: Candidate, policy: MatchingPolicy, now: datetime
) -> tuple[Reason, ...]:
    """Every factor, the one that gave the most points first. It is the same in either order."""
    parts = sorted(score(one, other, policy, now).factors, key=lambda part: -part.points)
    return tuple(
        Reason(
            f"matching.{part.factor.value}",
            part.factor,
            part.points,
            policy.weights[part.factor],
            part.count,
            part.names,
        )
        for part in parts
    )
