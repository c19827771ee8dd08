"""What an organisation may decide about its circles."""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Circles:
    """How large circles are, and how long everything about a round takes."""

    fewest: int = 5  # when it is made
    most: int = 8
    goes_on_with: int = 3  # with fewer who have said yes, no question is asked that week
    joining: timedelta = timedelta(hours=72)  # for everybody's yes, before the first question
    every: timedelta = timedelta(days=7)
    answers: timedelta = timedelta(hours=48)  # from the question to the digest
    stale: timedelta = timedelta(hours=24)  # a question or digest later than this is left out
    segments: int = 3  # of one digest
